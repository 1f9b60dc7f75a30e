/* Own tasks are handed to a colleague from day to day. Nobody gets a right by it: what the stand-in
 * may do, the role of the stand-in says. */
#include "config.h"

#include "miao-cases.h"
#include "miao-delegation-rules.h"
#include "miao-delegations.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"

/* Everybody hands over what is theirs; the head also what is somebody else's. */
static gboolean
may_give (MiaoCall *call, const char *from, GError **error)
{
  if (g_strcmp0 (from, miao_facts_own_staff (call)) == 0 ||
      miao_session_get_role (call->session) == MIAO_ROLE_DIRECTOR)
    return TRUE;
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_DENIED,
      miao_pick ("只能转交自己的待办事项，也只能由转交人结束；替别人转交、结束，由负责人办理。",
                 "You can hand over your own tasks, and end that, only. The director does it for "
                 "others."));

  return FALSE;
}

/* ---- facts ---- */

/* The first one among @records whose days meet; its days go into the pointers. */
static MiaoRecord *
find_meeting (GPtrArray *records,
              const MiaoDelegationFacts *facts,
              MiaoDate on,
              MiaoDate *ret_from,
              MiaoDate *ret_until)
{
  for (guint i = 0; i < records->len; i++) {
    MiaoRecord *other = records->pdata[i];
    MiaoDate from = miao_record_get_date (other, "from_on");
    MiaoDate until = miao_record_get_date (other, "until_on");

    if (miao_delegation_state (from, until, miao_record_get_date (other, "ended_on"), on) ==
            MIAO_DELEGATION_OVER ||
        !miao_delegations_meet (facts->from, facts->until, from, until))
      continue;
    *ret_from = from;
    *ret_until = until;
    return other;
  }

  return NULL;
}

static char *
dup_stand_in (MiaoCall *call, const MiaoRecord *delegation)
{
  g_autoptr (MiaoRecord) person = NULL;

  if (delegation == NULL)
    return NULL;
  person = miao_call_load (call, "staff", miao_record_get (delegation, "to_staff"), NULL);

  return person != NULL ? g_strdup (miao_record_get (person, "name")) : NULL;
}

static gboolean
ask (MiaoCall *call, const MiaoRecord *delegation, const MiaoRecord *to, GError **error)
{
  const char *from = miao_record_get (delegation, "from_staff");
  const char *to_id = miao_record_get_id (to);
  g_autoptr (GPtrArray) given = miao_call_all (call, "delegation", "from_staff", from, error);
  g_autoptr (GPtrArray) passed = NULL;
  g_autoptr (GHashTable) accounts = NULL;
  g_autofree char *other = NULL;
  MiaoDelegationFacts facts = {
    .delegation = miao_record_get_id (delegation),
    .same = g_strcmp0 (from, to_id) == 0,
    .to_name = miao_record_get (to, "name"),
    .from = miao_record_get_date (delegation, "from_on"),
    .until = miao_record_get_date (delegation, "until_on"),
  };

  if (given == NULL)
    return FALSE;
  passed = miao_call_all (call, "delegation", "from_staff", to_id, error);
  if (passed == NULL)
    return FALSE;
  accounts = miao_delegations_accounts (call->store, error);
  if (accounts == NULL)
    return FALSE;
  facts.works_here =
      !miao_record_has (to, "left_on") || miao_record_get_date (to, "left_on") > facts.until;
  facts.has_account = g_hash_table_contains (accounts, to_id);
  other = dup_stand_in (
      call, find_meeting (given, &facts, call->today, &facts.other_from, &facts.other_until));
  facts.other_name = other;
  find_meeting (passed, &facts, call->today, &facts.away_from, &facts.away_until);
  miao_rules_delegation (&facts, call->today, call->findings);

  return miao_call_judge (call, error);
}

/* ---- handing over ---- */

static const MiaoField delegate_params[] = {
  P_REF ("from_staff", "staff", "Whose tasks (else the own)", "转交人（不填即本人）", P_MAY),
  P_REF ("to_staff", "staff", "Stand-in", "代办人", P_MUST),
  P_DATE ("from_on", "From (else today)", "开始日期（不填即今天）", P_MAY),
  P_DATE ("until_on", "Until (this day too)", "结束日期（含当天）", P_MUST),
  P_TEXT ("reason", "Reason", "原因", P_MUST),
  P_END,
};

static gboolean
run_delegate (MiaoCall *call, GError **error)
{
  const char *from = miao_call_get (call, "from_staff");
  g_autoptr (MiaoRecord) delegation = NULL, to = NULL, giver = NULL;

  if (from == NULL)
    from = miao_facts_own_staff (call);
  if (from == NULL) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("您的账号没有对应的工作人员，没有自己的待办事项；请选转交人。",
                   "Your account is nobody's of the staff and has no own tasks. Say whose tasks."));
    return miao_error_at (error, "from_staff");
  }
  if (!may_give (call, from, error))
    return FALSE;
  giver = miao_call_load (call, "staff", from, error);
  if (giver == NULL)
    return FALSE;
  to = miao_call_load (call, "staff", miao_call_get (call, "to_staff"), error);
  if (to == NULL)
    return FALSE;
  delegation = miao_record_new (miao_kind_find ("delegation"));
  miao_record_set (delegation, "from_staff", from);
  miao_record_set (delegation, "to_staff", miao_record_get_id (to));
  miao_record_set_date (delegation, "from_on", miao_call_get_date (call, "from_on", call->today));
  miao_record_set (delegation, "until_on", miao_call_get (call, "until_on"));
  miao_record_set (delegation, "reason", miao_call_get (call, "reason"));
  if (!ask (call, delegation, to, error))
    return FALSE;

  return miao_record_check (delegation, TRUE, NULL, error) &&
         miao_call_insert (call, delegation, error);
}

const MiaoUseCase miao_case_delegate_tasks = {
  .name = "delegate-tasks",
  .label = "Hand over tasks",
  .label_zh = "转交待办事项",
  .permission = MIAO_MAY_TASKS_DELEGATE,
  .params = delegate_params,
  .run = run_delegate,
};

/* ---- before its last day ---- */

static const MiaoField end_params[] = {
  P_REF ("delegation", "delegation", "Stand-in", "代办", P_MUST),
  P_END,
};

static gboolean
run_end (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) delegation = miao_call_load_param (call, "delegation", error);
  g_autoptr (MiaoRecord) before = NULL;

  if (delegation == NULL || !may_give (call, miao_record_get (delegation, "from_staff"), error))
    return FALSE;
  if (miao_record_has (delegation, "ended_on") ||
      miao_record_get_date (delegation, "until_on") < call->today) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("这次代办已经结束，不用再办。", "It is over already."));
    return FALSE;
  }
  before = miao_record_copy (delegation);
  miao_record_set_date (delegation, "ended_on", call->today);
  miao_record_set (delegation, "ended_by", miao_facts_own_staff (call));

  return miao_call_update (call, before, delegation, error);
}

const MiaoUseCase miao_case_end_delegation = {
  .name = "end-delegation",
  .label = "End the handing over",
  .label_zh = "结束代办",
  .permission = MIAO_MAY_TASKS_DELEGATE,
  .params = end_params,
  .run = run_end,
};
