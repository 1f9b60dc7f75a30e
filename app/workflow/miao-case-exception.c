/* The head's own consent to an exception of the evaluation of a child, and the head's decision
 * against the refusal of a child that is not yet asked for consent. */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-evaluation-look.h"
#include "miao-facts.h"
#include "miao-forms.h"
#include "miao-params.h"

static const MiaoField exception_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_LONG ("reason", "Reasons of the head", "负责人意见", P_MUST),
  P_END,
};

static const char *
get_text (JsonObject *row, const char *member)
{
  return json_object_get_string_member_with_default (row, member, "");
}

/* Takes away the older answers to the head's items and tells whether an exception is claimed. */
static gboolean
read_claim (const MiaoForm *form, JsonArray *answers, const MiaoFormItem **ret_item)
{
  gboolean claimed = FALSE;

  *ret_item = NULL;
  for (guint s = 0; s < form->n_sections; s++) {
    for (guint i = 0; i < form->sections[s].n_items; i++) {
      if (form->sections[s].items[i].head)
        *ret_item = &form->sections[s].items[i];
    }
  }
  for (guint i = json_array_get_length (answers); i-- > 0;) {
    JsonObject *row = json_array_get_object_element (answers, i);
    const MiaoFormItem *item = miao_form_item (form, get_text (row, "item"));

    if (item == NULL)
      continue;
    if (item->type == MIAO_ITEM_YES_NO_EXCEPTION)
      claimed = claimed || g_str_equal (get_text (row, "answer"), "exception");
    if (item->head)
      json_array_remove_element (answers, i);
  }

  return claimed && *ret_item != NULL;
}

static gboolean
approve_claim (MiaoCall *call,
               MiaoRecord *evaluation,
               const MiaoFormItem *item,
               JsonArray *answers,
               GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (evaluation);
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "item", item->id);
  json_object_set_string_member (row, "answer", "yes");
  json_object_set_string_member (row, "note", miao_call_get (call, "reason"));
  json_array_add_object_element (answers, row);
  miao_record_set_list (evaluation, "answers", answers);

  return miao_call_update (call, before, evaluation, error);
}

static gboolean
run_approve (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) refusal = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonArray) answers = NULL;
  const MiaoForm *form;
  const MiaoFormItem *item;
  gboolean claimed;

  if (evaluation == NULL || !miao_facts_evaluation_open (evaluation, error) ||
      !miao_facts_not_own_evaluation (call, evaluation, error))
    return FALSE;
  form = miao_forms_of_evaluation (call->store, evaluation, error);
  if (form == NULL)
    return FALSE;
  refusal = miao_evaluation_refusal (call->session, evaluation, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  answers = miao_record_get_list (evaluation, "answers");
  claimed = read_claim (form, answers, &item);
  if (!claimed && refusal == NULL) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick (
            "这份评估没有按“例外”填写的条目，也没有再次谈话后仍不同意、须由负责人决定的儿童意"
            "见，不需要负责人同意。",
            "No item of this evaluation is answered “exception”, and no refusal of a child "
            "after a second talk waits for the head: there is nothing to approve."));
    return FALSE;
  }
  if (refusal != NULL && !miao_call_set (call, refusal, error, "override_reason",
                                         miao_call_get (call, "reason"), NULL))
    return FALSE;

  return !claimed || approve_claim (call, evaluation, item, answers, error);
}

const MiaoUseCase miao_case_approve_exception = {
  .name = "approve-exception",
  .label = "Approve exception",
  .label_zh = "同意按例外办理",
  .permission = MIAO_MAY_EVALUATION_REVIEW,
  .params = exception_params,
  .run = run_approve,
};
