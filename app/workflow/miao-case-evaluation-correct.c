/* A final evaluation that was wrong: a new version of it, which its team corrects and signs. */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-correction.h"
#include "miao-error.h"
#include "miao-evaluation-rules.h"
#include "miao-facts.h"
#include "miao-forms.h"
#include "miao-params.h"

static const MiaoField correct_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_LONG ("reason", "Reason for the correction", "更正原因", P_MUST),
  P_END,
};

/* What is wrong is said by whoever answers for it, the leader, or by the head. */
static gboolean
check_who (MiaoCall *call, MiaoRecord *evaluation, GError **error)
{
  if (miao_session_get_role (call->session) == MIAO_ROLE_DIRECTOR ||
      miao_facts_may_conclude (call, evaluation, NULL))
    return TRUE;
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_DENIED,
      miao_pick ("更正版由评估组长或者负责人建立。请由他们登录办理。",
                 "The leader of the team or the head opens a correction. Ask one of them."));

  return FALSE;
}

static gboolean
check_final (const MiaoRecord *evaluation, GError **error)
{
  if (!miao_facts_evaluation_open (evaluation, NULL))
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
               miao_pick ("评估 %s 还没有定稿，可以直接修改，不需要更正版。",
                          "Evaluation %s is not final: it is changed as it is, without a "
                          "correction."),
               miao_record_get (evaluation, "eval_no"));

  return FALSE;
}

static gboolean
ask_correction (MiaoCall *call, const MiaoRecord *evaluation, GError **error)
{
  g_autoptr (MiaoRecord) other = NULL;

  if (!miao_correction_find (call->store, miao_record_get_id (evaluation), &other, error))
    return FALSE;
  miao_rules_evaluation_correct (
      miao_record_get_id (evaluation), other != NULL ? miao_record_get (other, "eval_no") : NULL,
      miao_record_is (evaluation, "review_result", "BACK"), call->findings);

  return miao_call_judge (call, error);
}

/* What the program computes is computed again from the corrected answers. */
static gboolean
copy_answers (MiaoCall *call, const MiaoRecord *old, MiaoRecord *evaluation, GError **error)
{
  const MiaoForm *form = miao_forms_of_evaluation (call->store, old, error);
  g_autoptr (JsonArray) answers = miao_record_get_list (old, "answers");

  if (form == NULL)
    return FALSE;
  for (guint i = json_array_get_length (answers); i-- > 0;) {
    JsonObject *row = json_array_get_object_element (answers, i);
    const MiaoFormItem *item =
        miao_form_item (form, json_object_get_string_member_with_default (row, "item", ""));

    if (item == NULL || item->type == MIAO_ITEM_COMPUTED)
      json_array_remove_element (answers, i);
  }
  miao_record_set_list (evaluation, "answers", answers);

  return TRUE;
}

static void
copy_fields (const MiaoRecord *from, MiaoRecord *to, const char *const *fields)
{
  for (gsize i = 0; fields[i] != NULL; i++)
    miao_record_set (to, fields[i], miao_record_get (from, fields[i]));
}

/* The same people, who sign anew. */
static gboolean
copy_team (MiaoCall *call, const MiaoRecord *old, const MiaoRecord *evaluation, GError **error)
{
  static const char *const fields[] = { "person",   "name",          "id_no",    "org",
                                        "org_uscc", "title",         "role",     "cw_years_start",
                                        "cw_years", "qualification", "conflict", "conflict_text",
                                        NULL };
  g_autoptr (GPtrArray) team = miao_facts_team (call->store, miao_record_get_id (old), error);

  for (guint i = 0; team != NULL && i < team->len; i++) {
    g_autoptr (MiaoRecord) member = miao_record_new (miao_kind_find ("evaluation_member"));

    copy_fields (team->pdata[i], member, fields);
    miao_record_set (member, "evaluation", miao_record_get_id (evaluation));
    if (!miao_call_insert (call, member, error))
      return FALSE;
  }

  return team != NULL;
}

static gboolean
run_correct (MiaoCall *call, GError **error)
{
  static const char *const fields[] = { "kind",
                                        "subject_family",
                                        "subject_child",
                                        "placement",
                                        "form_id",
                                        "form_version",
                                        "form_edition",
                                        "mode",
                                        "provider_type",
                                        "provider_name",
                                        "provider_uscc",
                                        "contract_no",
                                        "contract_from",
                                        "contract_to",
                                        "planned_on",
                                        "reason_not_third_party",
                                        "started_on",
                                        "visited_on",
                                        "finished_on",
                                        "opinion_text",
                                        "rectify",
                                        "rectify_due",
                                        NULL };
  g_autoptr (MiaoRecord) old = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) evaluation = miao_record_new (miao_kind_find ("evaluation"));
  g_autofree char *number = NULL;
  int year;

  if (old == NULL || !check_final (old, error) || !check_who (call, old, error) ||
      !ask_correction (call, old, error) || !copy_answers (call, old, evaluation, error))
    return FALSE;
  miao_date_get_ymd (call->today, &year, NULL, NULL);
  number = miao_call_next_number (call, "evaluation", "eval_no", "PG", year, error);
  if (number == NULL)
    return FALSE;
  copy_fields (old, evaluation, fields);
  miao_record_set (evaluation, "eval_no", number);
  miao_record_set (evaluation, "supersedes", miao_record_get_id (old));
  miao_record_set (evaluation, "correction_reason", miao_call_get (call, "reason"));
  miao_record_set_date (evaluation, "team_on", call->today);
  miao_record_set (evaluation, "status", "SCHEDULED");

  return miao_call_insert (call, evaluation, error) && copy_team (call, old, evaluation, error) &&
         miao_call_advance (call, NULL, evaluation, "FIELDWORK", error);
}

const MiaoUseCase miao_case_correct_evaluation = {
  .name = "correct-evaluation",
  .label = "Open a correction",
  .label_zh = "建立更正版",
  .permission = MIAO_MAY_EVALUATION_OPEN,
  .params = correct_params,
  .run = run_correct,
};
