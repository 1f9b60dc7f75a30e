/* The foster allowances of a month: prepared, approved by somebody else, paid (domain 6.19). */
#include "config.h"

#include "miao-allowance-rules.h"
#include "miao-allowance.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"

/* ---- prepare ---- */

static const MiaoField prepare_params[] = {
  P_MONTH ("month", "Month", "所属月份", P_MUST),
  P_END,
};

/* Another month that waits for its approval: differences are counted against approved ones. */
static gboolean
find_open (MiaoCall *call, MiaoRecord **ret_run, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_run"));

  miao_query_where (query, "status", MIAO_OP_EQ, "OPEN");
  miao_query_where (query, "month", MIAO_OP_NE, miao_call_get (call, "month"));

  return miao_store_find_first (call->store, query, ret_run, error);
}

static gboolean
ask_prepare (MiaoCall *call, const MiaoRecord *run, const MiaoAllowance *allowance, GError **error)
{
  g_autoptr (MiaoRecord) open = NULL;
  MiaoAllowanceRunFacts facts = {
    .run = miao_record_get_id (run),
    .month = allowance->month,
    .gap_month = allowance->gap_month,
    .n_rates = allowance->n_rates,
    .n_lines = allowance->lines->len,
    .n_owing = allowance->n_owing,
    .owing_fen = allowance->owing_fen,
    .n_waiting = allowance->n_waiting,
    .waiting_fen = allowance->waiting_fen,
  };

  if (!find_open (call, &open, error))
    return FALSE;
  if (open != NULL) {
    facts.open_run = miao_record_get_id (open);
    facts.open_month = miao_allowance_parse_month (miao_record_get (open, "month"));
  }
  miao_rules_allowance_run (&facts, call->today, call->findings);

  return miao_call_judge (call, error);
}

static void
fill_run (MiaoCall *call, MiaoRecord *run, const MiaoAllowance *allowance)
{
  miao_record_set (run, "month", miao_call_get (call, "month"));
  miao_record_set_int (run, "revision", miao_record_get_int (run, "revision", 0) + 1);
  miao_record_set (run, "status", "OPEN");
  miao_record_set_date (run, "prepared_on", call->today);
  miao_record_set (run, "prepared_by", miao_session_get_name (call->session));
  miao_record_set (run, "prepared_account", miao_session_get_account (call->session));
  miao_record_set_date (run, "pay_due", allowance->pay_due);
  miao_record_set_int (run, "n_children", allowance->n_children);
  miao_record_set_int (run, "n_families", allowance->n_families);
  miao_record_set_int (run, "n_lines", allowance->lines->len);
  miao_record_set_int (run, "regular_fen", allowance->regular_fen);
  miao_record_set_int (run, "added_fen", allowance->added_fen);
  miao_record_set_int (run, "clawback_fen", allowance->clawback_fen);
  miao_record_set_int (run, "once_fen", allowance->once_fen);
  miao_record_set_int (run, "total_fen", allowance->total_fen);
  miao_record_set (run, "digest", allowance->digest);
  miao_facts_keep_reasons (call, run);
}

static gboolean
insert_lines (MiaoCall *call, const MiaoRecord *run, const MiaoAllowance *allowance, GError **error)
{
  for (guint i = 0; i < allowance->lines->len; i++) {
    MiaoRecord *line = allowance->lines->pdata[i];

    miao_record_set (line, "run", miao_record_get_id (run));
    miao_record_set (line, "revision", miao_record_get (run, "revision"));
    miao_record_set_int (line, "line_no", i + 1);
    if (!miao_call_insert (call, line, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
refuse_final (const MiaoRecord *run, GError **error)
{
  if (miao_record_get_version (run) == 0 || miao_record_is (run, "status", "OPEN"))
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
               miao_pick ("%s 的寄养费已经审定，不能重新编制。有变动的，下一批次自动补发或者扣回。",
                          "The allowances of %s are approved and stay as they are. Changes follow "
                          "as back pay or claw-back with the next month."),
               miao_record_get (run, "month"));

  return FALSE;
}

static gboolean
run_prepare (MiaoCall *call, GError **error)
{
  MiaoDate month = miao_allowance_parse_month (miao_call_get (call, "month"));
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) run =
      miao_call_first (call, "allowance_run", "month", miao_call_get (call, "month"), &problem);
  g_autoptr (MiaoRecord) before = NULL;
  g_autoptr (MiaoAllowance) allowance = NULL;

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (run == NULL)
    run = miao_record_new (miao_kind_find ("allowance_run"));
  if (!refuse_final (run, error))
    return FALSE;
  allowance = miao_allowance_compute (call->store, month, miao_facts_settings (call), error);
  if (allowance == NULL || !ask_prepare (call, run, allowance, error))
    return FALSE;
  if (miao_record_get_version (run) > 0)
    before = miao_record_copy (run);
  fill_run (call, run, allowance);
  if (!(before != NULL ? miao_call_update (call, before, run, error)
                       : miao_call_insert (call, run, error)))
    return FALSE;
  miao_call_set_subject (call, "allowance_run", miao_record_get_id (run));
  miao_call_result (call, "allowance_run", miao_record_get_id (run));
  miao_call_result (call, "total_fen", miao_record_get (run, "total_fen"));
  miao_call_result (call, "lines", miao_record_get (run, "n_lines"));

  return insert_lines (call, run, allowance, error);
}

const MiaoUseCase miao_case_prepare_allowances = {
  .name = "prepare-allowances",
  .label = "Prepare the foster allowances",
  .label_zh = "编制寄养费",
  .permission = MIAO_MAY_ALLOWANCE_PREPARE,
  .params = prepare_params,
  .run = run_prepare,
};

/* ---- approve ---- */

static const MiaoField finalise_params[] = {
  P_REF ("run", "allowance_run", "Allowances of a month", "寄养费批次", P_MUST),
  P_END,
};

/* What is approved is what would be prepared today: a child who has moved since is not paid by
 * mistake. */
static gboolean
ask_same (MiaoCall *call, const MiaoRecord *run, GError **error)
{
  g_autoptr (MiaoAllowance) now = miao_allowance_compute (
      call->store, miao_allowance_parse_month (miao_record_get (run, "month")),
      miao_facts_settings (call), error);

  if (now == NULL)
    return FALSE;
  miao_rules_allowance_same (miao_record_get_id (run), miao_record_get_int (run, "total_fen", 0),
                             now->total_fen, miao_record_is (run, "digest", now->digest),
                             call->findings);

  return miao_call_judge (call, error);
}

static gboolean
run_finalise (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) run = miao_call_load_param (call, "run", error);
  g_autoptr (MiaoRecord) before = NULL;

  if (run == NULL)
    return FALSE;
  before = miao_record_copy (run);
  if (!miao_call_move (call, run, "FINAL", error) ||
      !miao_rights_require_other (miao_record_get (run, "prepared_account"),
                                  miao_session_get_account (call->session), error) ||
      !ask_same (call, run, error))
    return FALSE;
  miao_record_set_date (run, "finalised_on", call->today);
  miao_record_set (run, "finalised_by", miao_session_get_name (call->session));

  return miao_call_update (call, before, run, error);
}

const MiaoUseCase miao_case_finalise_allowances = {
  .name = "finalise-allowances",
  .label = "Approve the foster allowances",
  .label_zh = "审定寄养费",
  .permission = MIAO_MAY_ALLOWANCE_APPROVE,
  .params = finalise_params,
  .run = run_finalise,
};

/* ---- pay ---- */

static const MiaoField pay_params[] = {
  P_REF ("run", "allowance_run", "Allowances of a month", "寄养费批次", P_MUST),
  P_DATE ("paid_on", "Paid on", "发放日期", P_MAY),
  P_CODE ("method", "pay_method", "How it was paid", "发放方式", P_MUST),
  P_TEXT ("voucher_no", "Voucher number", "凭证号", P_MAY),
  P_REF ("signed", "document", "Signed sheet", "签领表扫描件", P_MAY),
  P_END,
};

static gboolean
run_pay (MiaoCall *call, GError **error)
{
  static const char *const copied[] = { "method", "voucher_no", "signed" };
  g_autoptr (MiaoRecord) run = miao_call_load_param (call, "run", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoDate on = miao_call_get_date (call, "paid_on", call->today);

  if (run == NULL)
    return FALSE;
  before = miao_record_copy (run);
  if (!miao_call_move (call, run, "PAID", error))
    return FALSE;
  miao_rules_allowance_paid (miao_record_get_id (run), miao_record_get_date (run, "finalised_on"),
                             miao_record_get_date (run, "pay_due"), on, call->today,
                             call->findings);
  if (!miao_call_judge (call, error))
    return FALSE;
  miao_record_set_date (run, "paid_on", on);
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    miao_record_set (run, copied[i], miao_call_get (call, copied[i]));
  miao_facts_keep_reasons (call, run);

  return miao_call_update (call, before, run, error);
}

const MiaoUseCase miao_case_pay_allowances = {
  .name = "pay-allowances",
  .label = "Record the payment of the foster allowances",
  .label_zh = "登记寄养费发放",
  .permission = MIAO_MAY_ALLOWANCE_PAY,
  .params = pay_params,
  .run = run_pay,
};
