/* Many papers as one file. */
#include "config.h"

#include "miao-paper-private.h"

#include "miao-audit.h"
#include "miao-error.h"
#include "miao-output.h"
#include "miao-paper-batch.h"
#include "miao-pdf.h"
#include "miao-sight.h"
#include "miao-store.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  MiaoSession *session;
  const char *name;
  const GPtrArray *ids;
  const MiaoProgress *progress;
  MiaoPaper *paper; /* what the document at hand points into */
  GArray *pages;    /* guint, of each paper */
  gint64 number;    /* in the register of prints and exports: one file, one number */
} Batch;

GPtrArray *
miao_paper_batch_children (MiaoSession *session, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *ids;

  if (!miao_session_require (session, MIAO_MAY_CHILD_READ, error))
    return NULL;
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  miao_query_order (query, "child_no", FALSE);
  rows = miao_store_select (miao_session_get_store (session), query, error);
  if (rows == NULL)
    return NULL;
  ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rows->len; i++) {
    const MiaoRecord *row = g_ptr_array_index (rows, i);

    if (!miao_record_is (row, "status", "EXITED") && !miao_record_is (row, "status", "DECEASED") &&
        !miao_record_is (row, "status", "FOLLOWUP"))
      g_ptr_array_add (ids, g_strdup (miao_record_get_id (row)));
  }

  return ids;
}

/* What a record must have for its paper; of the others there is none. */
static const struct {
  const char *name;
  const char *field;
  MiaoOp op;
  const char *value;
} wanted[] = {
  { "review-notice", "kind", MIAO_OP_EQ, "EV_B_FAMILY_PRE" },
  { "review-notice", "review_on", MIAO_OP_NOT_NULL, NULL },
  { "review-notice", "review_result", MIAO_OP_NE, "BACK" },
  { "training-certificate", "result", MIAO_OP_EQ, "PASS" },
  { "confirmation", "confirmed_on", MIAO_OP_NOT_NULL, NULL },
  { "integration-report", "integration_eval", MIAO_OP_NOT_NULL, NULL },
  { "removal", "suspended_on", MIAO_OP_NOT_NULL, NULL },
  { "handover", "agreement", MIAO_OP_NOT_NULL, NULL },
  { "caregiver-change", "reason", MIAO_OP_NOT_NULL, NULL },
};

GPtrArray *
miao_paper_batch_all (MiaoSession *session, const char *name, GError **error)
{
  const MiaoPaperKind *paper = miao_paper_find_kind (name);
  g_autoptr (MiaoQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *ids;

  if (paper == NULL || paper->kind == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("文书“%s”不能成批打印全部；请逐一列出。",
                            "“%s” cannot be printed for all; name them one by one."),
                 name);
    return NULL;
  }
  if (strcmp (paper->kind, "child") == 0)
    return miao_paper_batch_children (session, error);
  if (!miao_session_require (session, miao_sight_section (miao_kind_find (paper->kind)), error))
    return NULL;
  query = miao_query_new (miao_kind_find (paper->kind));
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++) {
    if (strcmp (wanted[i].name, name) == 0)
      miao_query_where (query, wanted[i].field, wanted[i].op, wanted[i].value);
  }
  miao_query_order (query, "created_at", FALSE);
  rows = miao_store_select (miao_session_get_store (session), query, error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("还没有可以打印的%s。", "There is no %s to print yet."),
                 miao_pick (paper->title_zh, paper->title_en));
    return NULL;
  }
  ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (ids, g_strdup (miao_record_get_id (rows->pdata[i])));

  return ids;
}

static MiaoDocument *
next_document (guint index, gpointer data, GError **error)
{
  Batch *batch = data;
  guint n;

  g_clear_pointer (&batch->paper, miao_paper_free);
  batch->paper =
      miao_paper_new (batch->session, batch->name, g_ptr_array_index (batch->ids, index), error);
  if (batch->paper == NULL)
    return NULL;
  n = miao_document_n_pages (batch->paper->document);
  g_array_append_val (batch->pages, n);
  miao_document_set_output_number (batch->paper->document, batch->number);

  return g_steal_pointer (&batch->paper->document);
}

static void
tell (guint done, guint total, gpointer data)
{
  const Batch *batch = data;

  miao_progress_tell (batch->progress, miao_pick ("排版打印", "Laying out the papers"), done,
                      total);
}

/* One line for each child: who asks for its file must find the print there. */
static gboolean
log_prints (const Batch *batch, const char *kind, GError **error)
{
  MiaoStore *store = miao_session_get_store (batch->session);

  if (!miao_store_begin (store, error))
    return FALSE;
  for (guint i = 0; i < batch->ids->len; i++) {
    g_autoptr (JsonObject) detail = json_object_new ();

    json_object_set_string_member (detail, "document", batch->name);
    json_object_set_string_member (detail, "how", "pdf-batch");
    json_object_set_int_member (detail, "batch", batch->number);
    json_object_set_int_member (detail, "pages", g_array_index (batch->pages, guint, i));
    if (!miao_audit_event (batch->session, "print", kind, g_ptr_array_index (batch->ids, i), detail,
                           error)) {
      miao_store_rollback (store);
      return FALSE;
    }
  }

  return miao_store_commit (store, error);
}

/* Before anything leaves. How many pages it will be nobody knows yet; each child's line says it. */
static gint64
take_number (const Batch *batch, const char *kind, GError **error)
{
  g_autoptr (JsonObject) detail = json_object_new ();

  json_object_set_string_member (detail, "document", batch->name);
  json_object_set_string_member (detail, "how", "pdf-batch");
  json_object_set_int_member (detail, "papers", batch->ids->len);

  return miao_output_begin (batch->session, "print", kind, NULL, detail, error);
}

static const MiaoPaperKind *
find_kind (const char *name, GError **error)
{
  guint n;
  const MiaoPaperKind *kinds = miao_paper_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
               miao_pick ("没有名为“%s”的文书。", "There is no paper “%s”."), name);

  return NULL;
}

gboolean
miao_paper_write_batch (MiaoSession *session,
                        const char *name,
                        const GPtrArray *ids,
                        const char *path,
                        const MiaoProgress *progress,
                        GCancellable *cancellable,
                        guint *ret_pages,
                        GError **error)
{
  const MiaoPaperKind *kind = find_kind (name, error);
  const MiaoPdfInfo info = { .title = kind != NULL ? kind->title_zh : NULL,
                             .created_at = miao_session_now_ms (session) };
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));
  Batch batch = {
    .session = session, .name = name, .ids = ids, .progress = progress, .pages = pages
  };
  gboolean done;

  if (kind == NULL)
    return FALSE;
  if (ids->len == 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("没有可以打印的档案。", "There is nothing to print."));
    return FALSE;
  }
  batch.number = take_number (&batch, kind->kind, error);
  if (batch.number == 0)
    return FALSE;
  done =
      miao_pdf_write_batch (&info, ids->len, next_document, tell, &batch, path, cancellable, error);
  g_clear_pointer (&batch.paper, miao_paper_free);
  if (done && !log_prints (&batch, kind->kind, error)) {
    g_remove (path);
    done = FALSE;
  }
  if (!done) {
    (void) miao_output_cancel (session, batch.number, NULL);
    return FALSE;
  }
  *ret_pages = 0;
  for (guint i = 0; i < pages->len; i++)
    *ret_pages += g_array_index (pages, guint, i);

  return TRUE;
}
