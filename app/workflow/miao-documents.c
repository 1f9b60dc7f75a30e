#include "config.h"

#include "miao-documents.h"

#include "miao-audit.h"
#include "miao-error.h"
#include "miao-output.h"

gboolean
miao_document_export (MiaoSession *session,
                      const char *id,
                      const char *path,
                      GCancellable *cancellable,
                      gint64 *ret_number,
                      GError **error)
{
  const MiaoKind *kind = miao_kind_find ("document");
  g_autoptr (JsonObject) detail = json_object_new ();
  g_autoptr (MiaoRecord) document = NULL;
  gint64 number;

  if (!miao_session_require (session, MIAO_MAY_PRINT, error) ||
      !miao_audit_may_read (session, kind, id, error))
    return FALSE;
  document = miao_store_load (miao_session_get_store (session), kind, id, error);
  if (document == NULL)
    return FALSE;
  json_object_set_string_member (detail, "document", "document");
  number = miao_output_begin (session, "export", "document", id, detail, error);
  if (number == 0)
    return FALSE;
  if (!miao_attachments_export (miao_session_get_attachments (session), id,
                                miao_record_get (document, "sha256"), path, cancellable, error)) {
    (void) miao_output_cancel (session, number, NULL);
    return FALSE;
  }
  if (ret_number != NULL)
    *ret_number = number;

  return TRUE;
}

/* --- Left-overs --- */

/* What cannot be asked about counts as known: nothing is removed on a doubt. */
static gboolean
is_known (const char *id, gpointer data)
{
  MiaoSession *session = data;
  g_autoptr (GError) trouble = NULL;
  g_autoptr (MiaoRecord) document =
      miao_store_load (miao_session_get_store (session), miao_kind_find ("document"), id, &trouble);

  return document != NULL || !g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

int
miao_documents_sweep (MiaoSession *session, gint64 age_seconds, GError **error)
{
  MiaoAttachments *attachments = miao_session_get_attachments (session);
  g_autoptr (JsonObject) detail = NULL;
  int removed;

  if (attachments == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                         miao_pick ("已锁定，请先输入口令。", "Locked: enter the password first."));
    return -1;
  }
  removed = miao_attachments_sweep (attachments, age_seconds, is_known, session, error);
  if (removed <= 0)
    return removed;
  detail = json_object_new ();
  json_object_set_int_member (detail, "files", removed);

  return miao_audit_event (session, "documents.sweep", NULL, NULL, detail, error) ? removed : -1;
}
