/* An evaluation's way: open → team → fill → each signs → the leader concludes → review. */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-evaluation-computed.h"
#include "miao-evaluation-conflict.h"
#include "miao-facts.h"
#include "miao-form.h"
#include "miao-params.h"
#include "miao-states.h"

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
    return !miao_record_is (subject, "status", "APPLIED") ||
           miao_call_advance (call, NULL, subject, "EVALUATING", error);
  }
  if (strcmp (kind, "EV_G_CHILD_PRE") == 0) {
    subject = miao_call_load_param (call, "child", error);
    if (subject == NULL)
      return FALSE;
    miao_record_set (evaluation, "subject_child", miao_record_get_id (subject));
    return TRUE;
  }
  subject = miao_call_load_param (call, "placement", error);
  if (subject == NULL)
    return FALSE;
  miao_record_set (evaluation, "placement", miao_record_get_id (subject));
  miao_record_set (evaluation, "subject_family", miao_record_get (subject, "family"));
  miao_record_set (evaluation, "subject_child", miao_record_get (subject, "child"));

  return miao_facts_ask_stage (call, subject, kind) && miao_call_judge (call, error);
}

static gboolean
run_open (MiaoCall *call, GError **error)
{
  static const char *copied[] = { "kind",          "mode",          "provider_type",
                                  "provider_name", "provider_uscc", "contract_no",
                                  "contract_from", "contract_to",   "reason_not_third_party",
                                  "planned_on" };
  g_autoptr (MiaoRecord) evaluation = miao_record_new (miao_kind_find ("evaluation"));
  const MiaoForm *form = miao_form_for_kind (miao_call_get (call, "kind"), call->today);
  g_autofree char *number = NULL;
  int year;

  if (form == NULL) {
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("今天没有可用的“%s”表单。", "There is no form for “%s” in force today."),
        miao_codes_name ("eval_kind", miao_call_get (call, "kind"), miao_language ()));
    return FALSE;
  }
  miao_date_get_ymd (call->today, &year, NULL, NULL);
  number = miao_call_next_number (call, "evaluation", "eval_no", "PG", year, error);
  if (number == NULL || !set_subject (call, evaluation, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    miao_record_set (evaluation, copied[i], miao_call_get (call, copied[i]));
  miao_record_set (evaluation, "eval_no", number);
  miao_record_set (evaluation, "form_id", form->id);
  miao_record_set_int (evaluation, "form_version", form->version);
  miao_record_set (evaluation, "status", "DRAFT");

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

/* ---- team ---- */

static const MiaoField team_member_items[] = {
  P_REF ("person", "staff", "Person", "人员", P_MAY),
  P_TEXT ("name", "Name", "姓名", P_MAY),
  P_TEXT ("id_no", "Citizen ID", "公民身份号码", P_MAY),
  P_TEXT ("org", "Organisation", "单位", P_MAY),
  P_TEXT ("org_uscc", "Its credit code", "单位统一社会信用代码", P_MAY),
  P_TEXT ("title", "Title", "职务职称", P_MAY),
  P_CODE ("role", "team_role", "Role", "角色", P_MUST),
  P_DATE ("cw_years_start", "In child welfare since", "从事儿童福利相关工作起始日", P_MAY),
  P_TEXT ("qualification", "Qualification", "资格", P_MAY),
  P_BOOL ("conflict", "Has a conflict of interest", "有利害关系", P_MAY),
  P_TEXT ("conflict_text", "Which", "利害关系说明", P_MAY),
  P_END,
};

static const MiaoField team_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_LIST ("members", team_member_items, "Members", "评估小组成员", P_MUST),
  P_END,
};

/* Copies one given member into a record; people of the staff bring their own data with them. */
static MiaoRecord *
read_member (MiaoCall *call, JsonObject *given, const char *evaluation, GError **error)
{
  static const char *fields[] = { "person",        "name",          "id_no", "org",
                                  "org_uscc",      "title",         "role",  "qualification",
                                  "conflict_text", "cw_years_start" };
  g_autoptr (MiaoRecord) member = miao_record_new (miao_kind_find ("evaluation_member"));
  const char *person;

  miao_record_set (member, "evaluation", evaluation);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    miao_record_set (member, fields[i],
                     json_object_get_string_member_with_default (given, fields[i], NULL));
  miao_record_set_bool (member, "conflict",
                        json_object_get_boolean_member_with_default (given, "conflict", FALSE));
  person = miao_record_get (member, "person");
  if (person != NULL) {
    g_autoptr (MiaoRecord) staff = miao_call_load (call, "staff", person, error);

    if (staff == NULL)
      return NULL;
    miao_record_set (member, "name", miao_record_get (staff, "name"));
    if (!miao_record_has (member, "cw_years_start"))
      miao_record_set (member, "cw_years_start", miao_record_get (staff, "cw_years_start"));
  }
  if (!miao_record_has (member, "name")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("评估小组成员须有姓名，或从工作人员中选定。",
                                    "A team member needs a name, or is chosen from the staff."));
    return NULL;
  }

  return g_steal_pointer (&member);
}

static gboolean
is_same_person (const MiaoRecord *a, const MiaoRecord *b)
{
  if (miao_record_has (a, "person") || miao_record_has (b, "person"))
    return g_strcmp0 (miao_record_get (a, "person"), miao_record_get (b, "person")) == 0;
  if (miao_record_has (a, "id_no") && miao_record_has (b, "id_no"))
    return miao_record_is (a, "id_no", miao_record_get (b, "id_no"));

  return miao_record_is (a, "name", miao_record_get (b, "name"));
}

/* The given list becomes the team: who is new is added, who stays is updated, who is gone leaves
 * with the day kept, so that the substitution can be seen later. */
static gboolean
merge_team (MiaoCall *call, GPtrArray *current, GPtrArray *given, GError **error)
{
  static const char *updated[] = { "role",           "conflict", "conflict_text", "qualification",
                                   "cw_years_start", "org",      "org_uscc",      "title" };

  for (guint i = 0; i < given->len; i++) {
    MiaoRecord *wanted = g_ptr_array_index (given, i);
    MiaoRecord *found = NULL;

    for (guint k = 0; k < current->len && found == NULL; k++) {
      if (is_same_person (wanted, g_ptr_array_index (current, k)))
        found = g_ptr_array_index (current, k);
    }
    if (found == NULL) {
      if (!miao_call_insert (call, wanted, error))
        return FALSE;
    } else {
      g_autoptr (MiaoRecord) before = miao_record_copy (found);

      for (gsize f = 0; f < G_N_ELEMENTS (updated); f++)
        miao_record_set (found, updated[f], miao_record_get (wanted, updated[f]));
      if (!miao_call_update (call, before, found, error))
        return FALSE;
    }
  }
  for (guint k = 0; k < current->len; k++) {
    MiaoRecord *member = g_ptr_array_index (current, k);
    gboolean stays = FALSE;

    for (guint i = 0; i < given->len && !stays; i++)
      stays = is_same_person (g_ptr_array_index (given, i), member);
    if (!stays) {
      g_autofree char *today = miao_date_dup (call->today);

      if (!miao_call_set (call, member, error, "left_on", today, NULL))
        return FALSE;
    }
  }

  return TRUE;
}

static gboolean
run_team (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (GPtrArray) current = NULL;
  g_autoptr (GPtrArray) given = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (JsonArray) list = NULL;

  if (evaluation == NULL || !miao_facts_evaluation_open (evaluation, error))
    return FALSE;
  current = miao_facts_team (call->store, miao_record_get_id (evaluation), error);
  if (current == NULL)
    return FALSE;
  list = miao_record_get_list (call->params, "members");
  for (guint i = 0; i < json_array_get_length (list); i++) {
    MiaoRecord *member = read_member (call, json_array_get_object_element (list, i),
                                      miao_record_get_id (evaluation), error);

    if (member == NULL)
      return FALSE;
    g_ptr_array_add (given, member);
  }
  if (!merge_team (call, current, given, error))
    return FALSE;
  /* What is wrong with the team is told now but stops only the conclusion. */
  if (!miao_facts_ask_team (call, evaluation, TRUE, error))
    return FALSE;

  return !miao_record_is (evaluation, "status", "DRAFT") ||
         miao_call_advance (call, NULL, evaluation, "SCHEDULED", error);
}

const MiaoUseCase miao_case_assign_team = {
  .name = "assign-team",
  .label = "Assign team",
  .label_zh = "组成评估小组",
  .permission = MIAO_MAY_EVALUATION_TEAM,
  .params = team_params,
  .run = run_team,
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
run_fill (MiaoCall *call, GError **error)
{
  static const char *copied[] = { "started_on", "visited_on", "finished_on", "opinion_text",
                                  "rectify_due" };
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) before = NULL;
  g_autoptr (JsonArray) answers = NULL, given = NULL;
  const MiaoForm *form;

  if (evaluation == NULL || !miao_facts_evaluation_open (evaluation, error))
    return FALSE;
  before = miao_record_copy (evaluation);
  form = miao_form_get (miao_record_get (evaluation, "form_id"),
                        (int) miao_record_get_int (evaluation, "form_version", 1));
  if (form == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_TOO_NEW,
                         miao_pick ("这份评估所用的表单版本不在本程序中，请升级程序。",
                                    "This evaluation uses a form that this version of the program "
                                    "does not carry. Update the program."));
    return FALSE;
  }
  answers = miao_record_get_list (evaluation, "answers");
  given = miao_record_get_list (call->params, "answers");
  if (!miao_evaluation_check_answers (call, evaluation, form, given, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (given); i++) {
    if (!take_answer (form, answers, json_array_get_object_element (given, i), error))
      return FALSE;
  }
  miao_record_set_list (evaluation, "answers", answers);
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++) {
    if (miao_record_has (call->params, copied[i]))
      miao_record_set (evaluation, copied[i], miao_call_get (call, copied[i]));
  }
  if (!miao_record_is (evaluation, "status", "FIELDWORK")) {
    /* Filling in is fieldwork; an evaluation that was being signed goes back to it, and the
     * signatures that were given for other answers fall. */
    if (miao_record_is (evaluation, "status", "SIGNING") &&
        !miao_facts_withdraw_signatures (call, miao_record_get_id (evaluation), error))
      return FALSE;
    if (miao_record_is (evaluation, "status", "DRAFT"))
      miao_record_set (evaluation, "status", "SCHEDULED");
    if (!miao_call_move (call, evaluation, "FIELDWORK", error))
      return FALSE;
  }

  return miao_call_update (call, before, evaluation, error);
}

const MiaoUseCase miao_case_fill_evaluation = {
  .name = "fill-evaluation",
  .label = "Fill evaluation",
  .label_zh = "填写评估",
  .permission = MIAO_MAY_EVALUATION_FILL,
  .params = fill_params,
  .run = run_fill,
};

/* ---- sign ---- */

static const MiaoField sign_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_REF ("member", "evaluation_member", "Member", "评估小组成员", P_MUST),
  P_CODE ("vote", "vote", "Vote", "表决", P_MUST),
  P_LONG ("opinion", "Own opinion", "本人意见", P_MUST),
  P_LONG ("dissent", "Dissent", "不同意见", P_MAY),
  P_REF ("paper", "document", "Signed paper", "签字扫描件", P_MAY),
  P_END,
};

static gboolean
run_sign (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) member = NULL;
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, call->now_ms);

  if (evaluation == NULL || !miao_facts_evaluation_open (evaluation, error))
    return FALSE;
  member = miao_call_load_param (call, "member", error);
  if (member == NULL)
    return FALSE;
  if (!miao_record_is (member, "evaluation", miao_record_get_id (evaluation))) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("这位成员不在本次评估的小组中。",
                                    "This person is not in the team of this evaluation."));
    return FALSE;
  }
  if (!miao_facts_may_sign (call, member, error))
    return FALSE;
  if (!miao_call_set (call, member, error, "vote", miao_call_get (call, "vote"), "opinion",
                      miao_call_get (call, "opinion"), "dissent", miao_call_get (call, "dissent"),
                      "sign_doc", miao_call_get (call, "paper"), "signed_at", now, NULL))
    return FALSE;

  return miao_record_is (evaluation, "status", "SIGNING") ||
         miao_call_advance (call, NULL, evaluation, "SIGNING", error);
}

const MiaoUseCase miao_case_sign_opinion = {
  .name = "sign-opinion",
  .label = "Sign own opinion",
  .label_zh = "签署本人意见",
  .permission = MIAO_MAY_EVALUATION_SIGN,
  .params = sign_params,
  .run = run_sign,
};

/* ---- conclude ---- */

static const MiaoField conclude_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_CODE ("conclusion", "eval_conclusion", "Conclusion", "结论", P_MUST),
  P_LONG ("opinion_text", "Opinion of the team", "小组意见", P_MAY),
  P_DATE ("finished_on", "Finished on", "完成日期", P_MAY),
  P_END,
};

static void
set_score (MiaoCall *call, MiaoRecord *evaluation, const MiaoForm *form)
{
  g_autoptr (JsonArray) answers = miao_record_get_list (evaluation, "answers");
  gint64 total = 0;
  gboolean scored = FALSE;

  for (guint i = 0; i < json_array_get_length (answers); i++) {
    JsonObject *row = json_array_get_object_element (answers, i);
    const MiaoFormItem *item =
        miao_form_item (form, json_object_get_string_member_with_default (row, "item", ""));
    const char *answer = json_object_get_string_member_with_default (row, "answer", NULL);

    if (item != NULL && item->type == MIAO_ITEM_SCORE && answer != NULL) {
      total += g_ascii_strtoll (answer, NULL, 10) * 100; /* hundredths of a point */
      scored = TRUE;
    }
  }
  if (scored)
    miao_record_set_int (evaluation, "total_score", total);
  miao_record_set (evaluation, "grade", miao_facts_grade (call, evaluation, form));
}

/* Each kind of evaluation has conclusions of its own. */
static gboolean
check_conclusion (const char *kind, const char *conclusion, GError **error)
{
  const MiaoCode *code = miao_codes_find ("eval_conclusion", conclusion, MIAO_DATE_NONE);

  if (code != NULL && g_strcmp0 (code->parent, kind) == 0)
    return TRUE;
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_INVALID,
      miao_pick ("“%s”不是“%s”的结论，请改选。", "“%s” is no conclusion of “%s”. Choose another."),
      miao_codes_name ("eval_conclusion", conclusion, miao_language ()),
      miao_codes_name ("eval_kind", kind, miao_language ()));

  return FALSE;
}

/* House validity: 12 months for a family, 6 for a child (domain Appendix A); none for the others.
 */
static void
set_validity (MiaoCall *call, MiaoRecord *evaluation, MiaoDate on)
{
  const MiaoRuleSettings *settings = miao_facts_settings (call);
  int months = 0;

  if (miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE"))
    months = settings->family_valid_months;
  else if (miao_record_is (evaluation, "kind", "EV_G_CHILD_PRE"))
    months = settings->child_valid_months;
  if (months > 0)
    miao_record_set_date (evaluation, "valid_until", miao_date_add_months (on, months));
}

static gboolean
run_conclude (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) before = NULL;
  const MiaoForm *form;
  MiaoDate finished;

  if (evaluation == NULL || !miao_facts_evaluation_open (evaluation, error) ||
      !miao_facts_may_conclude (call, evaluation, error) ||
      !check_conclusion (miao_record_get (evaluation, "kind"), miao_call_get (call, "conclusion"),
                         error))
    return FALSE;
  before = miao_record_copy (evaluation);
  form = miao_form_get (miao_record_get (evaluation, "form_id"),
                        (int) miao_record_get_int (evaluation, "form_version", 1));
  finished = miao_call_get_date (call, "finished_on",
                                 miao_record_has (evaluation, "finished_on")
                                     ? miao_record_get_date (evaluation, "finished_on")
                                     : call->today);
  miao_record_set_date (evaluation, "finished_on", finished);
  miao_record_set (evaluation, "conclusion", miao_call_get (call, "conclusion"));
  if (miao_call_get (call, "opinion_text") != NULL)
    miao_record_set (evaluation, "opinion_text", miao_call_get (call, "opinion_text"));
  set_score (call, evaluation, form);
  set_validity (call, evaluation, finished);
  if (!miao_facts_ask_team (call, evaluation, FALSE, error) ||
      !miao_facts_ask_conclusion (call, evaluation, form, error) || !miao_call_judge (call, error))
    return FALSE;
  if (!miao_record_is (evaluation, "status", "SIGNING"))
    return miao_call_move (call, evaluation, "FINAL", error);
  miao_record_set (evaluation, "status", "FINAL");
  miao_facts_keep_reasons (call, evaluation);
  miao_evaluation_keep_computed (evaluation, form, call->findings);
  miao_record_set_int (evaluation, "leader_signed_at", call->now_ms);

  return miao_call_update (call, before, evaluation, error);
}

const MiaoUseCase miao_case_conclude_evaluation = {
  .name = "conclude-evaluation",
  .label = "Conclude evaluation",
  .label_zh = "签发评估结论",
  .permission = MIAO_MAY_EVALUATION_CONCLUDE,
  .params = conclude_params,
  .run = run_conclude,
};

/* ---- review ---- */

static const MiaoField review_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_CODE ("result", "review_result", "Result", "审核结果", P_MUST),
  P_DATE ("review_on", "Reviewed on", "审核日期", P_MAY),
  P_LONG ("text", "Opinion", "审核意见", P_MAY),
  P_END,
};

/* The family goes on by what the reviewed evaluation says (domain 8.2 F4, F5). */
static gboolean
pass_to_family (MiaoCall *call, MiaoRecord *evaluation, MiaoDate on, GError **error)
{
  g_autoptr (MiaoRecord) family = NULL, before = NULL;
  gboolean qualified = miao_record_is (evaluation, "conclusion", "B_PASS");

  if (!miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE"))
    return TRUE;
  family = miao_call_load (call, "family", miao_record_get (evaluation, "subject_family"), error);
  if (family == NULL)
    return FALSE;
  if (!miao_record_is (family, "status", "EVALUATING"))
    return TRUE;
  before = miao_record_copy (family);
  if (qualified) {
    miao_record_set_date (family, "approved_on", on);
    miao_record_set (family, "approved_until", miao_record_get (evaluation, "valid_until"));
  }

  return miao_call_advance (call, before, family, qualified ? "QUALIFIED" : "REJECTED", error);
}

static gboolean
run_review (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoDate on = miao_call_get_date (call, "review_on", call->today);

  if (evaluation == NULL || !miao_facts_not_own_evaluation (call, evaluation, error) ||
      !miao_facts_not_future (call, "review_on", on, error))
    return FALSE;
  before = miao_record_copy (evaluation);
  miao_record_set (evaluation, "reviewed_by", miao_facts_own_staff (call));
  miao_record_set_date (evaluation, "review_on", on);
  miao_record_set (evaluation, "review_result", miao_call_get (call, "result"));
  miao_record_set (evaluation, "review_text", miao_call_get (call, "text"));

  return miao_call_advance (call, before, evaluation, "REVIEWED", error) &&
         (strcmp (miao_call_get (call, "result"), "PASS") != 0 ||
          pass_to_family (call, evaluation, on, error));
}

const MiaoUseCase miao_case_review_evaluation = {
  .name = "review-evaluation",
  .label = "Review evaluation",
  .label_zh = "审核评估",
  .permission = MIAO_MAY_EVALUATION_REVIEW,
  .params = review_params,
  .run = run_review,
};
