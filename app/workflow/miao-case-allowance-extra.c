/* Amounts of the foster allowances outside the rates: for one child and once, with what for,
 * proposed by one and approved by another (domain 6.19, adjustment with its reason). */
#include "config.h"

#include "miao-allowance-rules.h"
#include "miao-allowance.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"

/* Whether the month that it goes with is open, and, when it is @proposed, the child was there. */
static gboolean
ask (MiaoCall *call,
     const MiaoRecord *extra,
     const MiaoRecord *placement,
     gboolean proposed,
     GError **error)
{
  const char *month = miao_record_get (extra, "month");
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) run = miao_call_first (call, "allowance_run", "month", month, &problem);
  const MiaoAllowanceExtraFacts facts = {
    .extra = miao_record_get_version (extra) > 0 ? miao_record_get_id (extra) : NULL,
    .month = miao_allowance_parse_month (month),
    .final = run != NULL && !miao_record_is (run, "status", "OPEN"),
    .from = miao_record_get_date (placement, "moved_in_on"),
    .to = miao_record_get_date (placement, "ended_on"),
  };

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  miao_rules_allowance_extra (&facts, proposed, call->findings);

  return miao_call_judge (call, error);
}

static void
note_who (MiaoCall *call, MiaoRecord *extra)
{
  miao_record_set_date (extra, "decided_on", call->today);
  miao_record_set (extra, "decided_by", miao_session_get_name (call->session));
}

/* ---- propose ---- */

static gboolean
refuse_nothing (const MiaoRecord *extra, GError **error)
{
  if (miao_record_get_int (extra, "fen", 0) != 0)
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                       miao_pick ("金额不能是零。应发的写正数，扣减的写负数。",
                                  "The amount cannot be zero. More than zero is paid, less is held "
                                  "back."));

  return miao_error_at (error, "fen");
}

static gboolean
run_propose (MiaoCall *call, GError **error)
{
  MiaoRecord *extra = miao_call_get_record (call, "extra");
  g_autoptr (MiaoRecord) placement = NULL;

  if (miao_record_has (extra, "placement")) {
    placement = miao_call_load (call, "placement", miao_record_get (extra, "placement"), error);
    if (placement == NULL)
      return FALSE;
    miao_record_set (extra, "child", miao_record_get (placement, "child"));
    miao_record_set (extra, "family", miao_record_get (placement, "family"));
  }
  miao_record_set (extra, "status", "PROPOSED");
  miao_record_set_date (extra, "proposed_on", call->today);
  miao_record_set (extra, "proposed_by", miao_session_get_name (call->session));
  miao_record_set (extra, "proposed_account", miao_session_get_account (call->session));
  if (!miao_record_check (extra, TRUE, NULL, error) || !refuse_nothing (extra, error) ||
      !ask (call, extra, placement, TRUE, error))
    return FALSE;
  miao_facts_keep_reasons (call, extra);

  return miao_call_insert (call, extra, error);
}

static const MiaoField no_params[] = {
  P_END,
};

const MiaoUseCase miao_case_propose_allowance_extra = {
  .name = "propose-allowance-extra",
  .label = "Propose a one-off amount",
  .label_zh = "提出一次性费用",
  .permission = MIAO_MAY_ALLOWANCE_PREPARE,
  .params = no_params,
  .records = { { "extra", "allowance_extra", TRUE } },
  .run = run_propose,
};

/* ---- approve ---- */

static const MiaoField approve_params[] = {
  P_REF ("extra", "allowance_extra", "One-off amount", "一次性费用", P_MUST),
  P_END,
};

/* Loads what is decided about, and checks that its month is open. */
static MiaoRecord *
load_open (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) extra = miao_call_load_param (call, "extra", error);
  g_autoptr (MiaoRecord) placement = NULL;

  if (extra == NULL)
    return NULL;
  placement = miao_call_load (call, "placement", miao_record_get (extra, "placement"), error);
  if (placement == NULL || !ask (call, extra, placement, FALSE, error))
    return NULL;

  return g_steal_pointer (&extra);
}

static gboolean
run_approve (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) extra = load_open (call, error);
  g_autoptr (MiaoRecord) before = NULL;

  if (extra == NULL)
    return FALSE;
  before = miao_record_copy (extra);
  if (!miao_rights_require_other (miao_record_get (extra, "proposed_account"),
                                  miao_session_get_account (call->session), error))
    return FALSE;
  note_who (call, extra);

  return miao_call_advance (call, before, extra, "APPROVED", error);
}

const MiaoUseCase miao_case_approve_allowance_extra = {
  .name = "approve-allowance-extra",
  .label = "Approve a one-off amount",
  .label_zh = "批准一次性费用",
  .permission = MIAO_MAY_ALLOWANCE_APPROVE,
  .params = approve_params,
  .run = run_approve,
};

/* ---- withdraw ---- */

static const MiaoField withdraw_params[] = {
  P_REF ("extra", "allowance_extra", "One-off amount", "一次性费用", P_MUST),
  P_LONG ("reason", "Why it is withdrawn", "撤回的原因", P_MUST),
  P_END,
};

/* Until its month is approved. A month that was prepared with it is prepared again. */
static gboolean
run_withdraw (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) extra = load_open (call, error);
  g_autoptr (MiaoRecord) before = NULL;

  if (extra == NULL)
    return FALSE;
  before = miao_record_copy (extra);
  note_who (call, extra);
  miao_record_set (extra, "decided_note", miao_call_get (call, "reason"));

  return miao_call_advance (call, before, extra, "WITHDRAWN", error);
}

const MiaoUseCase miao_case_withdraw_allowance_extra = {
  .name = "withdraw-allowance-extra",
  .label = "Withdraw a one-off amount",
  .label_zh = "撤回一次性费用",
  .permission = MIAO_MAY_ALLOWANCE_PREPARE,
  .params = withdraw_params,
  .run = run_withdraw,
};
