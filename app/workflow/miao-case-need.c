/* What evaluations of needs found: planned, met or dropped. */
#include "config.h"

#include "miao-case-need.h"

#include "miao-case-evaluation.h"
#include "miao-cases.h"
#include "miao-codes.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-forms.h"
#include "miao-need-rules.h"
#include "miao-needs.h"
#include "miao-params.h"

gboolean
miao_need_ask_plan (MiaoCall *call, const MiaoRecord *need, GError **error)
{
  g_autoptr (MiaoRecord) staff =
      miao_call_load (call, "staff", miao_record_get (need, "staff"), error);
  MiaoNeedFacts facts = { .need = miao_record_get_id (need),
                          .text = miao_record_get (need, "text"),
                          .urgent = miao_record_is (need, "urgency", "URGENT"),
                          .found_on = miao_record_get_date (need, "found_on"),
                          .due = miao_record_get_date (need, "due") };

  if (staff == NULL)
    return FALSE;
  facts.staff_name = miao_record_get (staff, "name");
  facts.staff_left_on = miao_record_get_date (staff, "left_on");
  miao_rules_plan_need (&facts, call->today, call->findings);

  return miao_call_judge (call, error);
}

gboolean
miao_need_ask_close (MiaoCall *call, const MiaoRecord *need, MiaoDate closed, GError **error)
{
  const MiaoNeedFacts facts = { .need = miao_record_get_id (need),
                                .text = miao_record_get (need, "text"),
                                .found_on = miao_record_get_date (need, "found_on") };

  miao_rules_close_need (&facts, closed, call->today, call->findings);

  return miao_call_judge (call, error);
}

static MiaoRecord *
load_open (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) need = miao_call_load_param (call, "need", error);
  const char *status;
  MiaoNeedFacts facts;

  if (need == NULL)
    return NULL;
  status = miao_record_get (need, "status");
  facts =
      (MiaoNeedFacts){ .need = miao_record_get_id (need), .text = miao_record_get (need, "text") };
  miao_rules_need_open (&facts, miao_record_get_date (need, "closed_on"),
                        miao_codes_name ("need_status", status, MIAO_LANGUAGE_ZH),
                        miao_codes_name ("need_status", status, MIAO_LANGUAGE_EN), call->findings);

  return miao_call_judge (call, error) ? g_steal_pointer (&need) : NULL;
}

/* ---- the evaluation that it belongs to ---- */

static gboolean
deny (const char *zh, const char *en, GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED, miao_pick (zh, en));

  return FALSE;
}

/* Until it is final, the list of needs is the team's, as the answers are. */
static gboolean
check_team (MiaoCall *call, const MiaoRecord *evaluation, GError **error)
{
  const char *staff = miao_facts_own_staff (call);
  g_autoptr (GPtrArray) team = NULL;

  if (!miao_session_may (call->session, MIAO_MAY_EVALUATION_FILL))
    return deny ("评估定稿以前，需求由评估小组或者社工登记。定稿以后发现的可以补充登记。",
                 "Until the evaluation is final, its team or the caseworker enters needs. What is "
                 "found later can be added then.",
                 error);
  if (miao_session_get_role (call->session) != MIAO_ROLE_ASSESSOR)
    return TRUE;
  team = miao_facts_team (call->store, miao_record_get_id (evaluation), error);
  for (guint i = 0; team != NULL && i < team->len; i++)
    if (staff != NULL && miao_record_is (team->pdata[i], "person", staff))
      return TRUE;

  return team != NULL &&
         deny ("您不在这次评估的小组里，不能登记或者调整它的需求。请由小组成员或者社工登记。",
               "You are not in the team of this evaluation. Ask a member or the caseworker to "
               "enter the need.",
               error);
}

/* The members signed another list: their signatures fall, as with another answer. What is found
 * after the end is not on the paper, and touches nothing that was signed. */
static gboolean
change_list (MiaoCall *call, MiaoRecord *evaluation, GError **error)
{
  g_autoptr (MiaoRecord) before = NULL;

  if (!miao_facts_evaluation_open (evaluation, NULL))
    return TRUE;
  if (!check_team (call, evaluation, error))
    return FALSE;
  if (!miao_record_is (evaluation, "status", "SIGNING"))
    return TRUE;
  before = miao_record_copy (evaluation);

  return miao_evaluation_reopen (call, evaluation, error) &&
         miao_call_update (call, before, evaluation, error);
}

/* ---- plan ---- */

static const MiaoField plan_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_END,
};

/* It is said of the day when the evaluation was done, as far as that is known; what is found after
 * its end has a day of its own. */
static MiaoDate
day_of (MiaoCall *call, const MiaoRecord *evaluation)
{
  static const char *const days[] = { "finished_on", "started_on" };

  for (gsize i = 0; miao_facts_evaluation_open (evaluation, NULL) && i < G_N_ELEMENTS (days); i++)
    if (miao_record_has (evaluation, days[i]))
      return MIN (miao_record_get_date (evaluation, days[i]), call->today);

  return call->today;
}

/* An item that the need belongs to is one of the form's that ask about needs. */
static gboolean
check_item (MiaoCall *call, const MiaoRecord *evaluation, const MiaoRecord *need, GError **error)
{
  const char *item = miao_record_get (need, "item");
  const MiaoForm *form = miao_forms_of_evaluation (call->store, evaluation, error);

  if (form == NULL)
    return FALSE;
  if (item == NULL || miao_need_is_asked (form, item))
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("“%s”不是这份评估表中询问需求的条目。请改填条目编号，或者不填条目。",
                          "“%s” is no item of this form that asks about a need. "
                          "Give the number of one that does, or none."),
               item);

  return miao_error_at (error, "item");
}

gboolean
miao_need_begin (MiaoCall *call, const MiaoRecord *evaluation, MiaoRecord *need, GError **error)
{
  if (!miao_needs_are_found_by (miao_record_get (evaluation, "kind")) ||
      !miao_record_has (evaluation, "placement")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("需求登记在家庭需求评估（附录E）或儿童需求评估（附录H）里。",
                                    "Needs belong to an evaluation of needs: annex E or annex H."));
    return FALSE;
  }
  if (!check_item (call, evaluation, need, error))
    return FALSE;
  miao_record_set (need, "evaluation", miao_record_get_id (evaluation));
  miao_record_set (need, "placement", miao_record_get (evaluation, "placement"));
  miao_record_set (need, "family", miao_record_get (evaluation, "subject_family"));
  miao_record_set (need, "child", miao_record_get (evaluation, "subject_child"));
  if (!miao_record_has (need, "area"))
    miao_record_set (need, "area", miao_need_area (miao_record_get (need, "item")));

  return miao_record_check (need, TRUE, NULL, error) && miao_need_ask_plan (call, need, error);
}

static gboolean
run_plan (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  MiaoRecord *need = miao_call_get_record (call, "need");

  /* Of what is final a field package holds no more than what its list of needs asks for. */
  if (evaluation == NULL || (miao_session_get_away (call->session) != NULL &&
                             !miao_facts_evaluation_open (evaluation, error)))
    return FALSE;
  miao_record_set_date (need, "found_on", day_of (call, evaluation));
  miao_record_set (need, "status", "OPEN");

  return miao_need_begin (call, evaluation, need, error) && change_list (call, evaluation, error) &&
         miao_call_insert (call, need, error);
}

const MiaoUseCase miao_case_plan_need = {
  .name = "plan-need",
  .label = "Enter a need",
  .label_zh = "登记需求",
  .permission = MIAO_MAY_NEED_FOLLOW,
  .params = plan_params,
  .records = { { "need", "need", TRUE } },
  .run = run_plan,
  .place = MIAO_PLACE_BOTH,
};

/* ---- change ---- */

static const MiaoField change_params[] = {
  P_REF ("need", "need", "Need", "需求", P_MUST),
  P_CODE ("urgency", "need_urgency", "Urgency", "紧急程度", P_MAY),
  P_REF ("staff", "staff", "Responsible", "责任人", P_MAY),
  P_DATE ("due", "To be met by", "完成期限", P_MAY),
  P_LONG ("plan", "Plan", "措施", P_MAY),
  P_END,
};

static gboolean
run_change (MiaoCall *call, GError **error)
{
  static const char *const copied[] = { "urgency", "staff", "due", "plan" };
  g_autoptr (MiaoRecord) need = load_open (call, error);
  g_autoptr (MiaoRecord) before = NULL, evaluation = NULL;

  if (need == NULL)
    return FALSE;
  evaluation = miao_call_load (call, "evaluation", miao_record_get (need, "evaluation"), error);
  if (evaluation == NULL)
    return FALSE;
  before = miao_record_copy (need);
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    if (miao_record_has (call->params, copied[i]))
      miao_record_set (need, copied[i], miao_call_get (call, copied[i]));

  return miao_need_ask_plan (call, need, error) && change_list (call, evaluation, error) &&
         miao_call_update (call, before, need, error);
}

const MiaoUseCase miao_case_change_need = {
  .name = "change-need",
  .label = "Change the plan for a need",
  .label_zh = "调整需求计划",
  .permission = MIAO_MAY_NEED_FOLLOW,
  .params = change_params,
  .run = run_change,
  .place = MIAO_PLACE_BOTH,
};

/* ---- met or dropped ---- */

static gboolean
close_as (MiaoCall *call, const char *state, const char *field, GError **error)
{
  g_autoptr (MiaoRecord) need = load_open (call, error);
  MiaoDate closed = miao_call_get_date (call, "closed_on", call->today);
  g_autofree char *day = miao_date_dup (closed);

  return need != NULL && miao_need_ask_close (call, need, closed, error) &&
         miao_call_set (call, need, error, "status", state, "closed_on", day, "closed_by",
                        miao_facts_own_staff (call), field, miao_call_get (call, field), NULL);
}

static const MiaoField meet_params[] = {
  P_REF ("need", "need", "Need", "需求", P_MUST),
  P_LONG ("done", "What was done", "落实情况", P_MUST),
  P_DATE ("closed_on", "Met on", "落实日期", P_MAY),
  P_END,
};

static gboolean
run_meet (MiaoCall *call, GError **error)
{
  return close_as (call, "MET", "done", error);
}

const MiaoUseCase miao_case_meet_need = {
  .name = "meet-need",
  .label = "Say that a need is met",
  .label_zh = "登记需求落实",
  .permission = MIAO_MAY_NEED_FOLLOW,
  .params = meet_params,
  .run = run_meet,
  .place = MIAO_PLACE_BOTH,
};

static const MiaoField drop_params[] = {
  P_REF ("need", "need", "Need", "需求", P_MUST),
  P_LONG ("drop_reason", "Why it is not to be met", "不再落实的理由", P_MUST),
  P_DATE ("closed_on", "Dropped on", "办结日期", P_MAY),
  P_END,
};

static gboolean
run_drop (MiaoCall *call, GError **error)
{
  return close_as (call, "DROPPED", "drop_reason", error);
}

const MiaoUseCase miao_case_drop_need = {
  .name = "drop-need",
  .label = "Drop a need",
  .label_zh = "不再落实需求",
  .permission = MIAO_MAY_NEED_FOLLOW,
  .params = drop_params,
  .run = run_drop,
  .place = MIAO_PLACE_BOTH,
};
