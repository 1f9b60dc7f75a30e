/* A return's way to its approval: build and check, or correct → explain → approve. The way out is
 * in miao-case-submission-send.c. */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-conflict.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-id.h"
#include "miao-params.h"
#include "miao-return-findings.h"
#include "miao-return.h"
#include "miao-states.h"

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
  P_INT ("stat_in_care",
         "In care by the quarterly statistics",
         "统计季报在院人数",
         0,
         10000000,
         P_MAY),
  P_END,
};

static MiaoRecord *
last_submission (MiaoCall *call, gboolean sent, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission"));

  if (sent)
    miao_query_where (query, "status", MIAO_OP_IN, "ACCEPTED PARTIAL SENT");
  miao_query_order (query, "serial", TRUE);

  return miao_store_first (call->store, query, error);
}

static gboolean
set_period (MiaoCall *call, MiaoRecord *submission, const char *month, GError **error)
{
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
  miao_record_set (submission, "submission_kind", sent != NULL ? "update" : "initial");

  return TRUE;
}

/* What the quarterly statistics said: as given now, else as given with an earlier batch of the same
 * quarter. */
static gboolean
set_statistics (MiaoCall *call, MiaoRecord *submission, GError **error)
{
  MiaoDate on = miao_return_quarter_end (miao_record_get_date (submission, "period_to"));
  g_autofree char *day = miao_date_dup (on);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission"));
  g_autoptr (MiaoRecord) earlier = NULL;

  miao_record_set (submission, "stat_on", day);
  if (miao_record_has (call->params, "stat_in_care")) {
    miao_record_set (submission, "stat_in_care", miao_call_get (call, "stat_in_care"));
    return TRUE;
  }
  miao_query_where (query, "stat_on", MIAO_OP_EQ, day);
  miao_query_where (query, "stat_in_care", MIAO_OP_NOT_NULL, NULL);
  miao_query_order (query, "serial", TRUE);
  if (!miao_store_find_first (call->store, query, &earlier, error))
    return FALSE;
  miao_record_set (submission, "stat_in_care",
                   earlier != NULL ? miao_record_get (earlier, "stat_in_care") : NULL);

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

/* Checks the batch whose header is ready, and stores it with what was found. */
static gboolean
check_and_store (MiaoCall *call, MiaoRecord *submission, GError **error)
{
  g_autofree char *id = miao_id_new ();
  g_autoptr (MiaoReturn) batch = NULL;
  g_autoptr (MiaoCwxReport) report = NULL;

  miao_record_set_id (submission, id);
  batch = miao_return_new (call->session, submission, error);
  if (batch == NULL)
    return FALSE;
  report = miao_return_check (batch, call->progress, call->cancellable, error);
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
      !miao_return_store_findings (call, submission, report, error))
    return FALSE;
  miao_call_set_subject (call, "submission", miao_record_get_id (submission));
  miao_call_result (call, "status", miao_record_get (submission, "status"));
  json_object_set_int_member (call->result, "children", (gint64) report->n_children);
  json_object_set_int_member (call->result, "problems", report->items->len);

  return TRUE;
}

static gboolean
run_build (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) submission = miao_record_new (miao_kind_find ("submission"));
  const char *kind = miao_call_get (call, "submission_kind");

  if (g_strcmp0 (kind, "correction") == 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("更正批次须从被退回的批次办理：打开该批次，选“更正上报”。",
                                    "A correction begins at the batch that came back: open it and "
                                    "choose “Correct return”."));
    return FALSE;
  }
  if (!set_period (call, submission, miao_call_get (call, "period"), error) ||
      !set_header (call, submission, error) || !set_statistics (call, submission, error))
    return FALSE;
  if (kind != NULL)
    miao_record_set (submission, "submission_kind", kind);

  return check_and_store (call, submission, error);
}

const MiaoUseCase miao_case_build_submission = {
  .name = "build-submission",
  .label = "Build return",
  .label_zh = "编制上报批次",
  .permission = MIAO_MAY_SUBMISSION_BUILD,
  .params = build_params,
  .run = run_build,
};

/* ---- correct ---- */

static const MiaoField correct_params[] = {
  P_REF ("submission", "submission", "Batch that came back", "被退回的批次", P_MUST),
  P_END,
};

/* One correction at a time: two of them would both claim to replace the batch. */
static gboolean
refuse_second (MiaoCall *call, const char *submission, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission"));
  g_autoptr (MiaoRecord) other = NULL;

  miao_query_where (query, "previous_batch", MIAO_OP_EQ, submission);
  miao_query_where (query, "submission_kind", MIAO_OP_EQ, "correction");
  miao_query_where (query, "status", MIAO_OP_IN, "APPROVED SEALED");
  if (!miao_store_find_first (call->store, query, &other, error))
    return FALSE;
  if (other != NULL)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                 miao_pick ("第 %d 号更正批次已经审核，请先报送它。",
                            "Correction no. %d is approved already: send that one."),
                 (int) miao_record_get_int (other, "serial", 0));

  return other == NULL;
}

static gboolean
run_correct (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) before = miao_call_load_param (call, "submission", error);
  g_autoptr (MiaoRecord) submission = miao_record_new (miao_kind_find ("submission"));

  if (before == NULL)
    return FALSE;
  if (!miao_state_may ("submission", miao_record_get (before, "status"), "CORRECTED")) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                 miao_pick ("这个批次目前是“%s”。有了回执才能更正；没有报送的批次请重新编制。",
                            "The batch is “%s” now. It can be corrected after its receipt; one "
                            "that was not sent is built anew."),
                 miao_codes_name ("submission_status", miao_record_get (before, "status"),
                                  miao_language ()));
    return FALSE;
  }
  if (!refuse_second (call, miao_record_get_id (before), error) ||
      !set_header (call, submission, error))
    return FALSE;
  miao_record_set (submission, "period_type", miao_record_get (before, "period_type"));
  miao_record_set (submission, "period_from", miao_record_get (before, "period_from"));
  miao_record_set (submission, "period_to", miao_record_get (before, "period_to"));
  miao_record_set (submission, "submission_kind", "correction");
  miao_record_set (submission, "previous_batch", miao_record_get_id (before));

  return check_and_store (call, submission, error);
}

const MiaoUseCase miao_case_correct_submission = {
  .name = "correct-submission",
  .label = "Correct return",
  .label_zh = "更正上报",
  .permission = MIAO_MAY_SUBMISSION_BUILD,
  .params = correct_params,
  .run = run_correct,
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
  g_autoptr (MiaoRecord) given = NULL;

  if (finding == NULL)
    return FALSE;
  given = miao_record_copy (finding);
  miao_record_set (given, "note", miao_call_get (call, "note"));

  return miao_conflict_check (call, finding, given, error) &&
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

  return miao_call_advance (call, before, submission, "APPROVED", error);
}

const MiaoUseCase miao_case_approve_submission = {
  .name = "approve-submission",
  .label = "Approve return",
  .label_zh = "审核上报批次",
  .permission = MIAO_MAY_SUBMISSION_APPROVE,
  .params = approve_params,
  .run = run_approve,
};
