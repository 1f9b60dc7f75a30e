/* What was entered of a trial adoption is put right while it runs: the planned end, and who the
 * applicants are. Every change is kept with its reason. */
#include "config.h"

#include "miao-adoption-rules.h"
#include "miao-case-adoption.h"
#include "miao-case-edit.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-kinds.h"
#include "miao-params.h"

static const char *const amended[] = { "until_on", "applicants", NULL };

static const MiaoField amend_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_LONG ("reason", "Why it is corrected", "更正原因", P_MUST),
  P_END,
};

/* Consents and days are those of the beginning: with others it is another trial. */
static gboolean
check_given (MiaoCall *call, GError **error)
{
  g_autoptr (GList) names = NULL;
  JsonObject *input = NULL;

  if (json_object_has_member (call->input, "adoption_case") &&
      JSON_NODE_HOLDS_OBJECT (json_object_get_member (call->input, "adoption_case")))
    input = json_object_get_object_member (call->input, "adoption_case");
  names = input != NULL ? json_object_get_members (input) : NULL;
  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (amended, l->data)) {
      const MiaoField *field = miao_kind_field (miao_kind_find ("adoption_case"), l->data);

      g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                   miao_pick ("这里只更正计划结束日期和收养申请人，不能改“%s”。",
                              "Only the planned end and the applicants are corrected here, not "
                              "“%s”."),
                   field != NULL ? miao_field_label (field) : (const char *) l->data);
      return FALSE;
    }

  return TRUE;
}

static gboolean
differs (const MiaoRecord *before, const MiaoRecord *after, const char *field)
{
  return g_strcmp0 (miao_record_get (before, field), miao_record_get (after, field)) != 0;
}

static void
add_row (MiaoCall *call, const MiaoRecord *before, MiaoRecord *adoption)
{
  const MiaoField *applicants = miao_kind_field (miao_record_get_kind (before), "applicants");
  g_autoptr (JsonArray) rows = miao_record_get_list (adoption, "amendments");
  g_autofree char *today = miao_date_dup (call->today);
  JsonObject *row = json_object_new ();

  json_object_set_int_member (row, "number", (gint64) json_array_get_length (rows) + 1);
  json_object_set_string_member (row, "on", today);
  json_object_set_string_member (row, "reason", miao_call_get (call, "reason"));
  if (differs (before, adoption, "until_on") && miao_record_has (before, "until_on")) {
    json_object_set_string_member (row, "until_before", miao_record_get (before, "until_on"));
    json_object_set_string_member (row, "until_after", miao_record_get (adoption, "until_on"));
  }
  if (differs (before, adoption, "applicants")) {
    g_autofree char *words =
        miao_field_display (applicants, miao_record_get (before, "applicants"), MIAO_LANGUAGE_ZH);

    json_object_set_string_member (row, "applicants_before", words);
  }
  json_array_add_object_element (rows, row);
  miao_record_set_list (adoption, "amendments", rows);
}

static gboolean
run_amend (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) adoption = NULL, before = NULL;

  if (child == NULL || !check_given (call, error))
    return FALSE;
  adoption = miao_adoption_load_open (call, child, error);
  if (adoption == NULL)
    return FALSE;
  before = miao_record_copy (adoption);
  if (!miao_case_apply_edit (call, adoption, miao_call_get_record (call, "adoption_case"), error))
    return FALSE;
  miao_rules_amend_adoption (
      &(MiaoAdoptionAmendment){
          .id = miao_record_get_id (adoption),
          .from = miao_record_get_date (adoption, "from_on"),
          .until = miao_record_get_date (adoption, "until_on"),
          .until_changed = differs (before, adoption, "until_on"),
          .applicants_changed = differs (before, adoption, "applicants"),
      },
      call->findings);
  if (!miao_call_judge (call, error))
    return FALSE;
  add_row (call, before, adoption);

  return miao_record_check (adoption, TRUE, NULL, error) &&
         miao_call_update (call, before, adoption, error) &&
         miao_call_set (call, child, error, "away_until", miao_record_get (adoption, "until_on"),
                        NULL);
}

const MiaoUseCase miao_case_amend_adoption_trial = {
  .name = "amend-adoption-trial",
  .label = "Correct a trial adoption",
  .label_zh = "更正试收养登记",
  .permission = MIAO_MAY_CHILD_ADMIT,
  .params = amend_params,
  .records = { { "adoption_case", "adoption_case", TRUE } },
  .run = run_amend,
};
