/* The beginning of an evaluation: opened, and filled. Team and conclusion have files of their own.
 */
#include "config.h"

#include "miao-call.h"
#include "miao-case-evaluation.h"
#include "miao-cases.h"
#include "miao-codes.h"
#include "miao-error.h"
#include "miao-evaluation-conflict.h"
#include "miao-evaluation-rules.h"
#include "miao-facts.h"
#include "miao-forms.h"
#include "miao-params.h"

#include <string.h>

/* ---- open ---- */

static const MiaoField open_params[] = {
  P_CODE ("kind", "eval_kind", "Kind", "评估类型", P_MUST),
  P_REF ("family", "family", "Family", "寄养家庭", P_IF),
  P_REF ("child", "child", "Child", "儿童", P_IF),
  P_REF ("placement", "placement", "Placement", "寄养关系", P_IF),
  P_CODES ("mode", "eval_mode", "Methods", "评估方式", P_MAY),
  P_CODE ("provider_type", "provider_type", "Carried out by", "实施方", P_MUST),
  P_TEXT ("provider_name", "Agency", "第三方机构名称", P_IF),
  P_TEXT ("provider_uscc", "Agency's credit code", "第三方机构统一社会信用代码", P_IF),
  P_TEXT ("contract_no", "Contract number", "委托协议编号", P_IF),
  P_DATE ("contract_from", "Contract from", "委托协议起", P_IF),
  P_DATE ("contract_to", "Contract to", "委托协议止", P_IF),
  P_LONG ("reason_not_third_party", "Why no third party", "未委托第三方理由", P_IF),
  P_DATE ("planned_on", "Planned on", "计划日期", P_MAY),
  P_END,
};

/* A family is evaluated upon an application that was accepted, or while it is qualified (F3). */
static gboolean
begin_family (MiaoCall *call, MiaoRecord *family, GError **error)
{
  static const char *const before[] = { "INQUIRY", "RETURNED", "REJECTED", "CLOSED", NULL };
  const char *status = miao_record_get (family, "status");

  if (status != NULL && g_strv_contains (before, status)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("这个家庭没有已受理的申请。先受理寄养申请，再建立评估。",
                                    "No application of this family is accepted. Accept one first, "
                                    "then open the evaluation."));
    return FALSE;
  }
  if (miao_record_is (family, "status", "BARRED")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("该家庭已被禁用，不再评估。",
                                    "This family is barred and not evaluated any more."));
    return FALSE;
  }
  /* What the last evaluation left to be done is looked at now. */
  if (miao_record_is (family, "status", "EVALUATING"))
    return miao_call_set (call, family, error, "status_reason", NULL, NULL);

  return !(miao_record_is (family, "status", "APPLIED") ||
           miao_record_is (family, "status", "EXPIRED")) ||
         miao_call_advance (call, NULL, family, "EVALUATING", error);
}

/* The newest one of that kind about the same family, child or placement that has no conclusion. */
static gboolean
find_unfinished (MiaoCall *call,
                 const char *field,
                 const char *subject,
                 MiaoRecord **ret_evaluation,
                 GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));

  miao_query_where (query, field, MIAO_OP_EQ, subject);
  miao_query_where (query, "kind", MIAO_OP_EQ, miao_call_get (call, "kind"));
  miao_query_where (query, "status", MIAO_OP_IN, "DRAFT SCHEDULED FIELDWORK SIGNING");
  /* A correction speaks of the day of what it corrects. */
  miao_query_where (query, "supersedes", MIAO_OP_NULL, NULL);
  miao_query_order (query, "created_at", TRUE);

  return miao_store_find_first (call->store, query, ret_evaluation, error);
}

/* EVAL-OPEN: two of them side by side would say two things about the same day. */
static gboolean
ask_unfinished (MiaoCall *call, const char *field, const MiaoRecord *subject, GError **error)
{
  const char *id = miao_record_get_id (subject), *kind = miao_call_get (call, "kind");
  g_autoptr (MiaoRecord) other = NULL;
  MiaoOpenEvaluation open;

  if (!find_unfinished (call, field, id, &other, error))
    return FALSE;
  if (other != NULL)
    open = (MiaoOpenEvaluation){
      .evaluation = miao_record_get_id (other),
      .number = miao_record_get (other, "eval_no"),
      .kind_zh = miao_codes_name ("eval_kind", kind, MIAO_LANGUAGE_ZH),
      .kind_en = miao_codes_name ("eval_kind", kind, MIAO_LANGUAGE_EN),
      .state_zh = miao_codes_name ("evaluation_status", miao_record_get (other, "status"),
                                   MIAO_LANGUAGE_ZH),
      .state_en = miao_codes_name ("evaluation_status", miao_record_get (other, "status"),
                                   MIAO_LANGUAGE_EN),
      .planned_on = miao_record_get_date (other, "planned_on"),
      .team = miao_facts_provider (other),
    };
  miao_rules_evaluation_open (id, other != NULL ? &open : NULL, call->today, call->findings);

  return miao_call_judge (call, error);
}

/* Which subject a kind of evaluation is about; MZ/T 122—2019 lists the annexes by axis. */
static gboolean
set_subject (MiaoCall *call, MiaoRecord *evaluation, GError **error)
{
  const char *kind = miao_call_get (call, "kind");
  g_autoptr (MiaoRecord) subject = NULL;

  if (strcmp (kind, "EV_B_FAMILY_PRE") == 0) {
    subject = miao_call_load_param (call, "family", error);
    if (subject == NULL)
      return FALSE;
    miao_record_set (evaluation, "subject_family", miao_record_get_id (subject));
    return ask_unfinished (call, "subject_family", subject, error) &&
           begin_family (call, subject, error);
  }
  if (strcmp (kind, "EV_G_CHILD_PRE") == 0) {
    subject = miao_call_load_param (call, "child", error);
    if (subject == NULL)
      return FALSE;
    miao_record_set (evaluation, "subject_child", miao_record_get_id (subject));
    return ask_unfinished (call, "subject_child", subject, error);
  }
  subject = miao_call_load_param (call, "placement", error);
  if (subject == NULL)
    return FALSE;
  miao_record_set (evaluation, "placement", miao_record_get_id (subject));
  miao_record_set (evaluation, "subject_family", miao_record_get (subject, "family"));
  miao_record_set (evaluation, "subject_child", miao_record_get (subject, "child"));

  return miao_facts_ask_stage (call, subject, kind) &&
         ask_unfinished (call, "placement", subject, error);
}

static gboolean
run_open (MiaoCall *call, GError **error)
{
  static const char *copied[] = { "kind",          "mode",          "provider_type",
                                  "provider_name", "provider_uscc", "contract_no",
                                  "contract_from", "contract_to",   "reason_not_third_party",
                                  "planned_on" };
  g_autoptr (MiaoRecord) evaluation = miao_record_new (miao_kind_find ("evaluation"));
  g_autoptr (MiaoRecord) edition = NULL;
  const MiaoForm *form =
      miao_forms_for_kind (call->store, miao_call_get (call, "kind"), call->today, &edition, error);
  g_autofree char *number = NULL;
  int year;

  if (form == NULL)
    return FALSE;
  miao_date_get_ymd (call->today, &year, NULL, NULL);
  number = miao_call_next_number (call, "evaluation", "eval_no", "PG", year, error);
  if (number == NULL || !set_subject (call, evaluation, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    miao_record_set (evaluation, copied[i], miao_call_get (call, copied[i]));
  miao_record_set (evaluation, "eval_no", number);
  miao_record_set (evaluation, "form_id", form->id);
  miao_record_set_int (evaluation, "form_version", form->version);
  if (edition != NULL)
    miao_record_set (evaluation, "form_edition", miao_record_get_id (edition));
  miao_record_set (evaluation, "status", "DRAFT");
  miao_facts_keep_reasons (call, evaluation);

  return miao_call_insert (call, evaluation, error);
}

const MiaoUseCase miao_case_open_evaluation = {
  .name = "open-evaluation",
  .label = "Open evaluation",
  .label_zh = "建立评估",
  .permission = MIAO_MAY_EVALUATION_OPEN,
  .params = open_params,
  .run = run_open,
};

/* ---- fill ---- */

static const MiaoField answer_items[] = {
  P_TEXT ("item", "Item", "条目", P_MUST),
  P_LONG ("answer", "Answer", "答案", P_MAY),
  P_LONG ("note", "Note", "说明", P_MAY),
  P_TEXT ("evidence", "Evidence", "佐证", P_MAY),
  P_END,
};

static const MiaoField date_items[] = {
  P_DATE ("on", "On", "日期", P_MUST),
  P_LONG ("note", "Note", "说明", P_MAY),
  P_END,
};

static const MiaoField fill_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_LIST ("answers", answer_items, "Answers", "条目结果", P_MAY),
  P_DATE ("started_on", "Started on", "开始日期", P_MAY),
  P_LIST ("visited_on", date_items, "Visits", "入户日期", P_MAY),
  P_DATE ("finished_on", "Finished on", "完成日期", P_MAY),
  P_LONG ("opinion_text", "Opinion", "评估意见", P_MAY),
  P_DATE ("rectify_due", "Rectification due", "整改期限", P_MAY),
  P_END,
};

static JsonObject *
find_answer (JsonArray *answers, const char *item)
{
  for (guint i = 0; i < json_array_get_length (answers); i++) {
    JsonObject *row = json_array_get_object_element (answers, i);

    if (g_strcmp0 (json_object_get_string_member_with_default (row, "item", NULL), item) == 0)
      return row;
  }

  return NULL;
}

/* Takes over one given row: members that it carries replace the old ones, null clears. */
static gboolean
take_answer (const MiaoForm *form, JsonArray *answers, JsonObject *given, GError **error)
{
  static const char *members[] = { "answer", "note", "evidence" };
  const char *id = json_object_get_string_member_with_default (given, "item", "");
  const MiaoFormItem *item = miao_form_item (form, id);
  JsonObject *row;

  if (item == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("表单中没有条目“%s”。", "The form has no item “%s”."), id);
    return FALSE;
  }
  if (item->head) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                 miao_pick ("“%s”由负责人本人登录后办理“同意按例外办理”，评估小组不能代填。",
                            "“%s” is given by the head in person (“Approve exception”); the team "
                            "cannot fill it in."),
                 miao_pick (item->text_zh, item->text_en));
    return FALSE;
  }
  row = find_answer (answers, id);
  if (row == NULL) {
    row = json_object_new ();
    json_object_set_string_member (row, "item", id);
    json_array_add_object_element (answers, row);
  }
  for (gsize m = 0; m < G_N_ELEMENTS (members); m++) {
    const char *text = json_object_get_string_member_with_default (given, members[m], NULL);

    if (!json_object_has_member (given, members[m]))
      continue;
    if (text == NULL || *text == '\0') {
      json_object_remove_member (row, members[m]);
      continue;
    }
    if (m == 0 && !miao_form_check_answer (item, text, error))
      return FALSE;
    json_object_set_string_member (row, members[m], text);
  }

  return TRUE;
}

static gboolean
same_row (JsonObject *one, JsonObject *other)
{
  g_autoptr (JsonNode) a = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) b = json_node_new (JSON_NODE_OBJECT);

  if (one == NULL || other == NULL)
    return one == other;
  json_node_set_object (a, one);
  json_node_set_object (b, other);

  return json_node_equal (a, b);
}

/* The head agreed to what the exceptions said then: base, doctor's paper and all. */
static void
drop_stale_consent (const MiaoRecord *before, const MiaoForm *form, JsonArray *answers)
{
  g_autoptr (JsonArray) old = miao_record_get_list (before, "answers");
  gboolean stale = FALSE;

  for (guint s = 0; s < form->n_sections; s++) {
    for (guint i = 0; i < form->sections[s].n_items; i++) {
      const MiaoFormItem *item = &form->sections[s].items[i];

      if (item->type == MIAO_ITEM_YES_NO_EXCEPTION &&
          !same_row (find_answer (old, item->id), find_answer (answers, item->id)))
        stale = TRUE;
    }
  }
  for (guint i = json_array_get_length (answers); stale && i-- > 0;) {
    JsonObject *row = json_array_get_object_element (answers, i);
    const MiaoFormItem *item =
        miao_form_item (form, json_object_get_string_member_with_default (row, "item", ""));

    if (item != NULL && item->head)
      json_array_remove_element (answers, i);
  }
}

gboolean
miao_evaluation_take_answers (MiaoRecord *evaluation,
                              const MiaoForm *form,
                              JsonArray *given,
                              GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (evaluation);
  g_autoptr (JsonArray) answers = miao_record_get_list (evaluation, "answers");

  for (guint i = 0; i < json_array_get_length (given); i++) {
    if (!take_answer (form, answers, json_array_get_object_element (given, i), error))
      return FALSE;
  }
  drop_stale_consent (before, form, answers);
  miao_record_set_list (evaluation, "answers", answers);

  return TRUE;
}

gboolean
miao_evaluation_reopen (MiaoCall *call, MiaoRecord *evaluation, GError **error)
{
  if (miao_record_is (evaluation, "status", "FIELDWORK"))
    return TRUE;
  if (miao_record_is (evaluation, "status", "SIGNING") &&
      !miao_facts_withdraw_signatures (call, miao_record_get_id (evaluation), error))
    return FALSE;
  if (miao_record_is (evaluation, "status", "DRAFT"))
    miao_record_set (evaluation, "status", "SCHEDULED");

  return miao_call_move (call, evaluation, "FIELDWORK", error);
}

static gboolean
run_fill (MiaoCall *call, GError **error)
{
  static const char *copied[] = { "started_on", "visited_on", "finished_on", "opinion_text",
                                  "rectify_due" };
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) before = NULL;
  g_autoptr (JsonArray) given = NULL;
  const MiaoForm *form;

  if (evaluation == NULL || !miao_facts_evaluation_open (evaluation, error))
    return FALSE;
  before = miao_record_copy (evaluation);
  form = miao_forms_of_evaluation (call->store, evaluation, error);
  if (form == NULL)
    return FALSE;
  given = miao_record_get_list (call->params, "answers");
  if (!miao_evaluation_check_answers (call, evaluation, form, given, error) ||
      !miao_evaluation_take_answers (evaluation, form, given, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++) {
    if (miao_record_has (call->params, copied[i]))
      miao_record_set (evaluation, copied[i], miao_call_get (call, copied[i]));
  }

  return miao_evaluation_reopen (call, evaluation, error) &&
         miao_call_update (call, before, evaluation, error);
}

const MiaoUseCase miao_case_fill_evaluation = {
  .name = "fill-evaluation",
  .label = "Fill evaluation",
  .label_zh = "填写评估",
  .permission = MIAO_MAY_EVALUATION_FILL,
  .params = fill_params,
  .run = run_fill,
  .place = MIAO_PLACE_BOTH,
};
