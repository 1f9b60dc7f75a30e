/* Who evaluates: the team of an evaluation, and those who leave it. */
#include "config.h"

#include "miao-call.h"
#include "miao-case-evaluation.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"

#include <string.h>

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
  /* Nothing said is not the same as none. */
  if (json_object_has_member (given, "conflict") &&
      !json_object_get_null_member (given, "conflict"))
    miao_record_set_bool (member, "conflict", json_object_get_boolean_member (given, "conflict"));
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
    miao_error_set_field (error, "evaluation_member", "name");
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
merge_team (
    MiaoCall *call, GPtrArray *current, GPtrArray *given, gboolean *ret_joined, GError **error)
{
  static const char *updated[] = { "role",           "conflict", "conflict_text", "qualification",
                                   "cw_years_start", "org",      "org_uscc",      "title" };

  *ret_joined = FALSE;
  for (guint i = 0; i < given->len; i++) {
    MiaoRecord *wanted = g_ptr_array_index (given, i);
    MiaoRecord *found = NULL;

    for (guint k = 0; k < current->len && found == NULL; k++) {
      if (is_same_person (wanted, g_ptr_array_index (current, k)))
        found = g_ptr_array_index (current, k);
    }
    if (found == NULL) {
      *ret_joined = TRUE;
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
  g_autoptr (MiaoRecord) before = NULL;
  g_autoptr (GPtrArray) current = NULL;
  g_autoptr (GPtrArray) given = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (JsonArray) list = NULL;
  gboolean opened, joined;

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
  if (!miao_facts_is_opened (call->store, miao_record_get_id (evaluation), &opened, error) ||
      !merge_team (call, current, given, &joined, error))
    return FALSE;
  /* Who has read the opinions of the others and who joins now sign together anew. */
  before = miao_record_copy (evaluation);
  if (opened && joined && miao_record_is (evaluation, "status", "SIGNING") &&
      (!miao_evaluation_reopen (call, evaluation, error) ||
       !miao_call_update (call, before, evaluation, error)))
    return FALSE;
  /* What is wrong with the team is told now but stops only the conclusion. */
  if (!miao_facts_ask_team (call, evaluation, TRUE, error))
    return FALSE;

  if (!miao_record_is (evaluation, "status", "DRAFT"))
    return TRUE;
  miao_record_set_date (evaluation, "team_on", call->today);

  return miao_call_advance (call, before, evaluation, "SCHEDULED", error);
}

const MiaoUseCase miao_case_assign_team = {
  .name = "assign-team",
  .label = "Assign team",
  .label_zh = "组成评估小组",
  .permission = MIAO_MAY_EVALUATION_TEAM,
  .params = team_params,
  .run = run_team,
};
