#include "config.h"

#include "miao-return.h"

#include "miao-store.h"

#include <string.h>

static MiaoSeverity
severity_of (const MiaoRecord *row)
{
  for (int severity = MIAO_SEVERITY_FATAL; severity > 0; severity--)
    if (miao_record_is (row, "severity", miao_severity_name ((MiaoSeverity) severity)))
      return (MiaoSeverity) severity;
  return (MiaoSeverity) 0;
}

static MiaoCwxItem *
make_item (const MiaoRecord *row)
{
  MiaoCwxItem *item = g_new0 (MiaoCwxItem, 1);

  item->rule = g_strdup (miao_record_get (row, "rule"));
  item->severity = severity_of (row);
  item->stage = (guint) miao_record_get_int (row, "stage", 0);
  item->child_no = g_strdup (miao_record_get (row, "child_no"));
  item->kind = g_strdup (miao_record_get (row, "record_kind"));
  item->record = g_strdup (miao_record_get (row, "record"));
  item->field = g_strdup (miao_record_get (row, "field"));
  item->value = g_strdup (miao_record_get (row, "value_masked"));
  item->title_zh = g_strdup (miao_record_get (row, "message_zh"));
  item->title_en = g_strdup (miao_record_get (row, "message_en"));
  item->hint_zh = g_strdup (miao_record_get (row, "hint"));
  item->hint_en = g_strdup (miao_record_get (row, "hint"));
  item->reason = g_strdup (miao_record_get (row, "note"));
  return item;
}

gboolean
miao_return_write_report (MiaoSession *session,
                          const char *submission_id,
                          const char *path,
                          GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission_finding"));
  g_autoptr (MiaoRecord) submission = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (MiaoCwxReport) report = NULL;

  if (!miao_session_require (session, MIAO_MAY_SUBMISSION_BUILD, error))
    return FALSE;
  submission = miao_store_load (miao_session_get_store (session), miao_kind_find ("submission"),
                                submission_id, error);
  if (submission == NULL)
    return FALSE;
  miao_query_where (query, "submission", MIAO_OP_EQ, submission_id);
  miao_query_order (query, "rule", FALSE);
  rows = miao_store_select (miao_session_get_store (session), query, error);
  if (rows == NULL)
    return FALSE;
  report = miao_cwx_report_new (miao_record_get (submission, "file_name"));
  miao_record_unref (report->submission);
  report->submission = miao_record_ref (submission);
  report->n_children = (guint64) miao_record_get_int (submission, "n_children", 0);
  report->n_families = (guint64) miao_record_get_int (submission, "n_families", 0);
  report->n_placements = (guint64) miao_record_get_int (submission, "n_placements", 0);
  for (guint i = 0; i < rows->len; i++)
    miao_cwx_report_add (report, make_item (rows->pdata[i]));

  return miao_cwx_report_write_xml (report, path, error);
}
