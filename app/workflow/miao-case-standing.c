/* A qualified family's standing (domain 8.2): suspended and resumed, at the end of its
 * qualification, leaving. */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-facts-private.h"
#include "miao-params.h"
#include "miao-standing-rules.h"
#include "miao-states.h"

static const MiaoField reason_params[] = {
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_LONG ("reason", "Reason", "原因", P_MUST),
  P_END,
};

static int
count_in (MiaoCall *call, const char *family, const char *states, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));

  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "status", MIAO_OP_IN, states);

  return (int) miao_store_count (call->store, query, error);
}

static gboolean
ask_empty (MiaoCall *call, const char *family, GError **error)
{
  const int open = count_in (call, family, MIAO_PLACEMENTS_CURRENT, error);
  const gint64 guests = open >= 0 ? miao_facts_guests_now (call, family, error) : -1;

  if (guests < 0)
    return FALSE;
  miao_rules_family_empty (family, open, (int) guests, call->findings);

  return miao_call_judge (call, error);
}

/* ---- suspend ---- */

gboolean
miao_family_suspend (MiaoCall *call, MiaoRecord *family, const char *reason, GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (family);

  miao_record_set (family, "status_before", miao_record_get (family, "status"));
  miao_record_set (family, "status_reason", reason);
  miao_record_set_date (family, "suspended_on", call->today);

  return miao_call_advance (call, before, family, "SUSPENDED", error);
}

/* Nothing holds it up, and children who live there stay or are taken out by their own acts; from
 * now on no further child is placed. */
static gboolean
run_suspend (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);

  return family != NULL &&
         miao_family_suspend (call, family, miao_call_get (call, "reason"), error);
}

const MiaoUseCase miao_case_suspend_family = {
  .name = "suspend-family",
  .label = "Suspend family",
  .label_zh = "暂停寄养家庭",
  .permission = MIAO_MAY_FAMILY_EDIT,
  .params = reason_params,
  .run = run_suspend,
};

/* ---- resume ---- */

/* Back to what it was; what happened meanwhile counts: a last child may have left. */
static const char *
state_after (const MiaoRecord *family, int living)
{
  const char *before = miao_record_get (family, "status_before");

  if (living > 0)
    return "ACTIVE";

  return before == NULL || g_str_equal (before, "ACTIVE") ? "TRAINED" : before;
}

static gboolean
run_resume (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);
  g_autoptr (MiaoRecord) before = NULL, evaluation = NULL;
  g_autoptr (GError) problem = NULL;
  MiaoConclusionFacts conclusion;
  int living;

  if (family == NULL)
    return FALSE;
  if (!miao_record_is (family, "status", "SUSPENDED")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("这个家庭没有暂停，不需要恢复。",
                                    "This family is not suspended: there is nothing to resume."));
    return FALSE;
  }
  evaluation = miao_facts_last_evaluation (call->store, "EV_B_FAMILY_PRE", "subject_family",
                                           miao_record_get_id (family), &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  living = count_in (call, miao_record_get_id (family), MIAO_PLACEMENTS_OPEN, error);
  if (living < 0)
    return FALSE;
  conclusion = miao_facts_conclusion (evaluation);
  miao_rules_family_cleared (
      miao_record_get_id (family), miao_record_get_date (family, "suspended_on"), &conclusion,
      evaluation != NULL && miao_record_is (evaluation, "review_result", "PASS"), call->findings);
  if (!miao_call_judge (call, error))
    return FALSE;
  before = miao_record_copy (family);
  if (!miao_call_move (call, family, state_after (family, living), error))
    return FALSE;
  miao_record_set (family, "status_before", NULL);
  miao_record_set (family, "suspended_on", NULL);
  miao_record_set (family, "status_reason", miao_call_get (call, "reason"));

  return miao_call_update (call, before, family, error);
}

const MiaoUseCase miao_case_resume_family = {
  .name = "resume-family",
  .label = "Resume family",
  .label_zh = "恢复寄养家庭",
  .permission = MIAO_MAY_EVALUATION_REVIEW,
  .params = reason_params,
  .run = run_resume,
};

/* ---- the end of the qualification ---- */

static const MiaoField family_params[] = {
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_END,
};

static gboolean
run_expire (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);

  if (family == NULL)
    return FALSE;
  miao_rules_family_expired (miao_record_get_id (family),
                             miao_record_get_date (family, "approved_until"), call->today,
                             call->findings);

  return ask_empty (call, miao_record_get_id (family), error) &&
         miao_call_advance (call, NULL, family, "EXPIRED", error);
}

const MiaoUseCase miao_case_expire_family = {
  .name = "expire-family",
  .label = "Note the end of the qualification",
  .label_zh = "登记家庭资格到期",
  .permission = MIAO_MAY_FAMILY_EDIT,
  .params = family_params,
  .run = run_expire,
};

/* ---- leaving ---- */

static gboolean
run_close (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);
  g_autoptr (MiaoRecord) before = NULL;

  if (family == NULL || !ask_empty (call, miao_record_get_id (family), error))
    return FALSE;
  before = miao_record_copy (family);
  miao_record_set (family, "status_reason", miao_call_get (call, "reason"));

  return miao_call_advance (call, before, family, "CLOSED", error);
}

const MiaoUseCase miao_case_close_family = {
  .name = "close-family",
  .label = "Close family",
  .label_zh = "办理家庭退出",
  .permission = MIAO_MAY_FAMILY_EDIT,
  .params = reason_params,
  .run = run_close,
};
