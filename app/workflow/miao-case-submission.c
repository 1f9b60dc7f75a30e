/* A return's way: build and check → explain → approve → write the file. */
#include "config.h"

#include "miao-audit.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-cwx-validate.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-output.h"
#include "miao-params.h"
#include "miao-return.h"

#include <stdlib.h>
#include <string.h>

/* ---- build ---- */

static const MiaoField build_params[] = {
  { .name = "period",
    .label = "Month",
    .label_zh = "所属月份",
    .type = MIAO_TYPE_MONTH,
    .need = MIAO_NEED_ALWAYS },
  P_CODE ("submission_kind", "submission_kind", "Kind of submission", "上报类型", P_MAY),
  P_END,
};

static MiaoRecord *
last_submission (MiaoCall *call, gboolean sent, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission"));

  if (sent)
    miao_query_where (query, "status", MIAO_OP_IN, "ACCEPTED PARTIAL SEALED SENT");
  miao_query_order (query, "serial", TRUE);
  miao_query_limit (query, 1);

  return miao_store_first (call->store, query, error);
}

static gboolean
set_period (MiaoCall *call, MiaoRecord *submission, GError **error)
{
  const char *month = miao_call_get (call, "period");
  g_autofree char *first = g_strconcat (month, "-01", NULL);
  MiaoDate from = miao_date_parse (first);

  if (from == MIAO_DATE_NONE || from > call->today) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("月份“%s”还没有到，或写法不对。请写成 2026-10 这样的月份。",
                            "The month “%s” has not come yet, or is not written as 2026-10."),
                 month);
    return FALSE;
  }
  miao_record_set (submission, "period_type", "month");
  miao_record_set_date (submission, "period_from", from);
  miao_record_set_date (submission, "period_to", miao_date_add_months (from, 1) - 1);

  return TRUE;
}

static gboolean
set_header (MiaoCall *call, MiaoRecord *submission, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) institution = miao_facts_institution (call->store, &problem);
  g_autoptr (MiaoRecord) last = NULL, sent = NULL;

  if (problem == NULL)
    last = last_submission (call, FALSE, &problem);
  if (problem == NULL)
    sent = last_submission (call, TRUE, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (institution != NULL) {
    miao_record_set (submission, "org_uscc", miao_record_get (institution, "uscc"));
    miao_record_set (submission, "org_name", miao_record_get (institution, "name"));
    miao_record_set (submission, "org_division", miao_record_get (institution, "division_code"));
    miao_record_set (submission, "authority_name", miao_record_get (institution, "authority_name"));
  }
  miao_record_set_int (submission, "serial",
                       last != NULL ? miao_record_get_int (last, "serial", 0) + 1 : 1);
  if (sent != NULL)
    miao_record_set (submission, "previous_batch", miao_record_get_id (sent));
  miao_record_set (submission, "schema_version", "1.0");
  miao_record_set (submission, "profile", "cwx-1");
  miao_record_set (submission, "software_name", "Miaopu");
  miao_record_set (submission, "software_version", MIAO_VERSION);
  miao_record_set_int (submission, "extracted_at", call->now_ms);
  miao_record_set (submission, "rule_sets", "CN-O54-2014;CN-STD122-2019;CN-CWI-2018;CN-CWI-2026");
  miao_record_set (submission, "prepared_by", miao_session_get_name (call->session));
  miao_record_set (submission, "submission_kind",
                   miao_call_get (call, "submission_kind") != NULL
                       ? miao_call_get (call, "submission_kind")
                   : sent != NULL ? "update"
                                  : "initial");

  return TRUE;
}

static void
set_counts (MiaoRecord *submission, const MiaoCwxReport *report)
{
  miao_record_set_int (submission, "n_children", (gint64) report->n_children);
  miao_record_set_int (submission, "n_families", (gint64) report->n_families);
  miao_record_set_int (submission, "n_placements", (gint64) report->n_placements);
  miao_record_set_int (submission, "n_attachments", 0);
  miao_record_set_int (submission, "n_errors",
                       (gint64) (report->n_by_severity[MIAO_SEVERITY_ERROR] +
                                 report->n_by_severity[MIAO_SEVERITY_FATAL]));
  miao_record_set_int (submission, "n_queries",
                       (gint64) report->n_by_severity[MIAO_SEVERITY_QUERY]);
  miao_record_set_int (submission, "n_warnings",
                       (gint64) report->n_by_severity[MIAO_SEVERITY_WARNING]);
}

/* A note that was given for the same finding in an earlier batch goes on (mock-up returns.png). */
static gboolean
carry_note (MiaoCall *call, MiaoRecord *row, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission_finding"));
  g_autoptr (MiaoRecord) earlier = NULL;
  g_autoptr (GError) problem = NULL;

  if (!miao_record_has (row, "record"))
    return TRUE;
  miao_query_where (query, "record", MIAO_OP_EQ, miao_record_get (row, "record"));
  miao_query_where (query, "rule", MIAO_OP_EQ, miao_record_get (row, "rule"));
  miao_query_order (query, "created_at", TRUE);
  miao_query_limit (query, 1);
  earlier = miao_store_first (call->store, query, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (earlier == NULL)
    return TRUE;
  miao_record_set (row, "first_seen_batch",
                   miao_record_has (earlier, "first_seen_batch")
                       ? miao_record_get (earlier, "first_seen_batch")
                       : miao_record_get (earlier, "submission"));
  if (miao_record_has (earlier, "note")) {
    miao_record_set (row, "note", miao_record_get (earlier, "note"));
    miao_record_set (row, "noted_by", miao_record_get (earlier, "noted_by"));
    miao_record_set (row, "status", "explained");
  }

  return TRUE;
}

static char *
sentence (const char *title, const char *arithmetic)
{
  return arithmetic != NULL && *arithmetic != '\0' ? g_strdup_printf ("%s：%s", title, arithmetic)
                                                   : g_strdup (title);
}

static gboolean
store_findings (MiaoCall *call, MiaoRecord *submission, const MiaoCwxReport *report, GError **error)
{
  for (guint i = 0; i < report->items->len; i++) {
    const MiaoCwxItem *item = g_ptr_array_index (report->items, i);
    g_autoptr (MiaoRecord) row = miao_record_new (miao_kind_find ("submission_finding"));
    g_autofree char *zh = sentence (item->title_zh, item->arithmetic_zh);
    g_autofree char *en = sentence (item->title_en, item->arithmetic_en);

    miao_record_set (row, "submission", miao_record_get_id (submission));
    miao_record_set (row, "rule", item->rule);
    miao_record_set (row, "severity", miao_severity_name (item->severity));
    miao_record_set_int (row, "stage", item->stage);
    miao_record_set (row, "child_no", item->child_no);
    miao_record_set (row, "record_kind", item->kind);
    miao_record_set (row, "record", item->record);
    miao_record_set (row, "field", item->field);
    miao_record_set (row, "value_masked", item->value);
    miao_record_set (row, "message_zh", zh);
    miao_record_set (row, "message_en", en);
    miao_record_set (row, "hint", miao_pick (item->hint_zh, item->hint_en));
    miao_record_set (row, "status", item->reason != NULL ? "explained" : "open");
    miao_record_set (row, "note", item->reason);
    miao_record_set (row, "origin", "check");
    if (!carry_note (call, row, error) || !miao_call_insert (call, row, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
run_build (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) submission = miao_record_new (miao_kind_find ("submission"));
  g_autoptr (MiaoReturn) batch = NULL;
  g_autoptr (MiaoCwxReport) report = NULL;

  if (!set_period (call, submission, error) || !set_header (call, submission, error))
    return FALSE;
  batch = miao_return_new (call->session, submission, error);
  if (batch == NULL)
    return FALSE;
  report = miao_return_check (batch, NULL, NULL, call->cancellable, error);
  if (report == NULL)
    return FALSE;
  if (report->n_children == 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("没有儿童可以上报。请先登记儿童。",
                                    "There is no child to report. Enter children first."));
    return FALSE;
  }
  set_counts (submission, report);
  miao_record_set (submission, "status",
                   miao_cwx_report_is_sendable (report) ? "VALID" : "INVALID");
  if (!miao_call_insert (call, submission, error) ||
      !store_findings (call, submission, report, error))
    return FALSE;
  miao_call_set_subject (call, "submission", miao_record_get_id (submission));
  miao_call_result (call, "status", miao_record_get (submission, "status"));
  json_object_set_int_member (call->result, "children", (gint64) report->n_children);
  json_object_set_int_member (call->result, "problems", report->items->len);

  return TRUE;
}

const MiaoUseCase miao_case_build_submission = {
  .name = "build-submission",
  .label = "Build return",
  .label_zh = "编制上报批次",
  .permission = MIAO_MAY_SUBMISSION_BUILD,
  .params = build_params,
  .run = run_build,
};

/* ---- explain ---- */

static const MiaoField explain_params[] = {
  P_REF ("finding", "submission_finding", "Finding", "校验结果", P_MUST),
  P_LONG ("note", "Explanation", "说明", P_MUST),
  P_END,
};

static gboolean
run_explain (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) finding = miao_call_load_param (call, "finding", error);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, call->now_ms);

  return finding != NULL &&
         miao_call_set (call, finding, error, "note", miao_call_get (call, "note"), "noted_by",
                        miao_session_get_name (call->session), "noted_at", now, "status",
                        "explained", NULL);
}

const MiaoUseCase miao_case_explain_finding = {
  .name = "explain-finding",
  .label = "Explain finding",
  .label_zh = "说明校验结果",
  .permission = MIAO_MAY_SUBMISSION_BUILD,
  .params = explain_params,
  .run = run_explain,
};

/* ---- approve ---- */

static const MiaoField approve_params[] = {
  P_REF ("submission", "submission", "Batch", "上报批次", P_MUST),
  P_END,
};

static gboolean
queries_explained (MiaoCall *call, const char *submission, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission_finding"));
  gint64 n;

  miao_query_where (query, "submission", MIAO_OP_EQ, submission);
  miao_query_where (query, "severity", MIAO_OP_EQ, "query");
  miao_query_where (query, "status", MIAO_OP_EQ, "open");
  n = miao_store_count (call->store, query, error);
  if (n > 0)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                 miao_pick ("还有 %" G_GINT64_FORMAT " 项疑问没有说明。逐项说明后再审核。",
                            "%" G_GINT64_FORMAT " queries have no explanation yet. Explain each "
                            "before approving."),
                 n);

  return n == 0;
}

static gboolean
run_approve (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) submission = miao_call_load_param (call, "submission", error);
  g_autoptr (MiaoRecord) before = NULL;

  if (submission == NULL || !miao_facts_not_own (call, submission, error) ||
      !queries_explained (call, miao_record_get_id (submission), error))
    return FALSE;
  before = miao_record_copy (submission);
  miao_record_set (submission, "approved_by", miao_session_get_name (call->session));
  miao_record_set_int (submission, "approved_at", call->now_ms);

  return miao_call_move (call, submission, "APPROVED", error) &&
         miao_call_update (call, before, submission, error);
}

const MiaoUseCase miao_case_approve_submission = {
  .name = "approve-submission",
  .label = "Approve return",
  .label_zh = "审核上报批次",
  .permission = MIAO_MAY_SUBMISSION_APPROVE,
  .params = approve_params,
  .run = run_approve,
};

/* ---- write ---- */

static const MiaoField write_params[] = {
  P_REF ("submission", "submission", "Batch", "上报批次", P_MUST),
  P_LONG ("path", "File", "文件路径", P_MUST),
  P_END,
};

/* What was approved is what is written: when the state has changed since, the counts differ and the
 * writer refuses; the file is then read back and checked like any other. */
static gboolean
check_file (MiaoCall *call, const char *path, GError **error)
{
  const MiaoCwxValidateOptions options = { .schema_only = TRUE };
  g_autoptr (MiaoCwxReport) report =
      miao_cwx_validate (path, &options, NULL, NULL, call->cancellable, error);

  if (report == NULL)
    return FALSE;
  if (report->n_by_severity[MIAO_SEVERITY_FATAL] > 0) {
    const MiaoCwxItem *item = g_ptr_array_index (report->items, 0);

    g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
                 miao_pick ("写出的文件没有通过格式校验（第%u行：%s），文件未登记。",
                            "The file that was written does not fit its schema (line %u: %s); it "
                            "was not registered."),
                 item->line, miao_pick (item->title_zh, item->title_en));
    return FALSE;
  }

  return TRUE;
}

static gboolean
run_write (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) submission = miao_call_load_param (call, "submission", error);
  g_autoptr (MiaoRecord) before = NULL;
  g_autoptr (MiaoReturn) batch = NULL;
  g_autofree char *name = NULL;
  const char *path = miao_call_get (call, "path");
  MiaoCwxWritten written = { 0 };
  g_autoptr (JsonObject) detail = json_object_new ();
  gint64 number;

  if (submission == NULL)
    return FALSE;
  before = miao_record_copy (submission);
  if (!miao_call_move (call, submission, "SEALED", error))
    return FALSE;
  if (call->preview)
    return TRUE;
  json_object_set_string_member (detail, "document", "national-return");
  number = miao_output_begin (call->session, "export", "submission",
                              miao_record_get_id (submission), detail, error);
  if (number == 0)
    return FALSE;
  batch = miao_return_new (call->session, submission, error);
  if (batch == NULL ||
      !miao_return_write (batch, path, NULL, NULL, call->cancellable, &written, error) ||
      !check_file (call, path, error))
    return FALSE;
  name = g_path_get_basename (path);
  miao_record_set (submission, "file_name", name);
  miao_record_set (submission, "file_sha256", written.sha256);
  miao_record_set_int (submission, "file_bytes", (gint64) written.bytes);
  miao_record_set_int (submission, "sealed_at", call->now_ms);
  miao_call_result (call, "file", path);
  miao_call_result (call, "sha256", written.sha256);

  return miao_call_update (call, before, submission, error);
}

const MiaoUseCase miao_case_write_submission = {
  .name = "write-submission",
  .label = "Write return file",
  .label_zh = "生成上报文件",
  .permission = MIAO_MAY_SUBMISSION_WRITE,
  .params = write_params,
  .run = run_write,
};
