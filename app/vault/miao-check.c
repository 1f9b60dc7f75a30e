#include "config.h"

#include "miao-check.h"

#include "miao-error.h"

#define PROBLEMS_MAX 100

typedef struct {
  MiaoSession *session;
  const MiaoProgress *progress;
  GCancellable *cancellable;
  MiaoCheckReport *report;
  const char *what;
  guint64 total;
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

  miao_progress_tell (check->progress, check->what, (guint64) done, check->total);

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
  miao_progress_tell (check->progress, check->what, (guint64) check->report->documents,
                      check->total);
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

/* What is checked next, and how much of it there is (0: nobody knows). */
static void
say (Check *check, const char *what, guint64 total)
{
  check->what = what;
  check->total = total;
  miao_progress_tell (check->progress, what, 0, total);
}

static guint64
count_lines (Check *check)
{
  guint8 hash[MIAO_AUDIT_HASH_BYTES];
  gint64 n = 0;

  if (!miao_store_audit_head (miao_session_get_store (check->session), &n, hash, NULL))
    return 0;

  return (guint64) n;
}

static guint64
count (Check *check, const MiaoKind *kind)
{
  g_autoptr (MiaoQuery) query = miao_query_new (kind);
  gint64 n = miao_store_count (miao_session_get_store (check->session), query, NULL);

  return n > 0 ? (guint64) n : 0;
}

static guint64
count_records (Check *check)
{
  guint64 n = 0;

  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++)
    n += count (check, *kinds);

  return n;
}

gboolean
miao_check_file (MiaoSession *session,
                 const MiaoProgress *progress,
                 GCancellable *cancellable,
                 MiaoCheckReport *report,
                 GError **error)
{
  Check check = {
    .session = session, .progress = progress, .cancellable = cancellable, .report = report
  };
  g_autoptr (MiaoQuery) documents = NULL;

  *report = (MiaoCheckReport){ 0 };
  if (!miao_session_require (session, MIAO_MAY_AUDIT_VERIFY, error))
    return FALSE;
  report->problems = g_ptr_array_new_with_free_func (g_free);
  say (&check, miao_pick ("检查文件的每一页", "Checking every page of the file"), 0);
  if (!check_pages (&check, error))
    return FALSE;
  say (&check, miao_pick ("核验操作记录", "Verifying the audit log"), count_lines (&check));
  if (!miao_audit_verify (session, go_on, &check, &report->audit, error))
    return FALSE;
  if (report->audit.problem != NULL) {
    g_autofree char *where =
        g_strdup_printf (miao_pick ("操作记录第 %" G_GINT64_FORMAT " 行",
                                    "Line %" G_GINT64_FORMAT " of the audit log"),
                         report->audit.at);

    add_problem (report, where, report->audit.problem);
  }
  say (&check, miao_pick ("核对每条记录", "Comparing every record"), count_records (&check));
  if (miao_audit_verify_records (session, note_bad, go_on, &check, &report->records, error) < 0)
    return FALSE;
  documents = miao_query_new (miao_kind_find ("document"));
  say (&check, miao_pick ("核对每份材料", "Comparing every document"),
       count (&check, miao_kind_find ("document")));

  return miao_store_each (miao_session_get_store (session), documents, check_document, &check,
                          error);
}
