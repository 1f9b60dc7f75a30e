#include "config.h"

#include "miao-check.h"

#include "miao-error.h"

#define PROBLEMS_MAX 100

typedef struct {
  MiaoSession *session;
  GCancellable *cancellable;
  MiaoCheckReport *report;
} Check;

void
miao_check_report_clear (MiaoCheckReport *report)
{
  miao_audit_report_clear (&report->audit);
  g_clear_pointer (&report->problems, g_ptr_array_unref);
}

static void
add_problem (MiaoCheckReport *report, const char *where, const char *problem)
{
  if (report->problems->len < PROBLEMS_MAX)
    g_ptr_array_add (report->problems,
                     where != NULL
                         ? g_strdup_printf (miao_pick ("%s：%s", "%s: %s"), where, problem)
                         : g_strdup (problem));
}

static char *
dup_where (const MiaoRecord *record)
{
  return g_strdup_printf ("%s %s", miao_kind_label (miao_record_get_kind (record)),
                          miao_record_get_id (record));
}

static gboolean
note_bad (const MiaoRecord *record, const char *problem, gpointer data)
{
  Check *check = data;
  g_autofree char *where = dup_where (record);

  add_problem (check->report, where, problem);

  return TRUE;
}

static gboolean
go_on (gint64 done, gpointer data)
{
  Check *check = data;

  return !g_cancellable_is_cancelled (check->cancellable);
}

static gboolean
check_document (MiaoRecord *record, gpointer data, GError **error)
{
  Check *check = data;
  g_autofree char *where = NULL;
  GError *trouble = NULL;

  if (g_cancellable_is_cancelled (check->cancellable)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                         miao_pick ("已取消。", "Cancelled."));
    return FALSE;
  }
  check->report->documents++;
  if (miao_attachments_verify (miao_session_get_attachments (check->session),
                               miao_record_get_id (record), miao_record_get (record, "sha256"),
                               &trouble))
    return TRUE;
  if (!g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_CORRUPT) &&
      !g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_NOT_FOUND)) {
    g_propagate_error (error, trouble);
    return FALSE;
  }
  where = dup_where (record);
  add_problem (check->report, where, trouble->message);
  g_error_free (trouble);

  return TRUE;
}

static gboolean
check_pages (Check *check, GError **error)
{
  g_auto (GStrv) problems = NULL;

  if (!miao_store_check (miao_session_get_store (check->session), TRUE, check->cancellable,
                         &problems, error))
    return FALSE;
  for (guint i = 0; problems[i] != NULL; i++)
    add_problem (check->report, NULL, problems[i]);

  return TRUE;
}

gboolean
miao_check_file (MiaoSession *session,
                 GCancellable *cancellable,
                 MiaoCheckReport *report,
                 GError **error)
{
  Check check = { session, cancellable, report };
  g_autoptr (MiaoQuery) documents = NULL;

  *report = (MiaoCheckReport){ 0 };
  if (!miao_session_require (session, MIAO_MAY_AUDIT_VERIFY, error))
    return FALSE;
  report->problems = g_ptr_array_new_with_free_func (g_free);
  if (!check_pages (&check, error) ||
      !miao_audit_verify (session, go_on, &check, &report->audit, error))
    return FALSE;
  if (report->audit.problem != NULL) {
    g_autofree char *where =
        g_strdup_printf (miao_pick ("操作记录第 %" G_GINT64_FORMAT " 行",
                                    "Line %" G_GINT64_FORMAT " of the audit log"),
                         report->audit.at);

    add_problem (report, where, report->audit.problem);
  }
  if (miao_audit_verify_records (session, note_bad, go_on, &check, &report->records, error) < 0)
    return FALSE;
  documents = miao_query_new (miao_kind_find ("document"));

  return miao_store_each (miao_session_get_store (session), documents, check_document, &check,
                          error);
}
