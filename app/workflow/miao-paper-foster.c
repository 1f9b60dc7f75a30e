/* The agreement and the evaluations on paper. */
#include "config.h"

#include "miao-amendment.h"
#include "miao-correction.h"
#include "miao-error.h"
#include "miao-evaluation-computed.h"
#include "miao-facts.h"
#include "miao-finding.h"
#include "miao-forms.h"
#include "miao-needs.h"
#include "miao-paper-private.h"
#include "miao-print-agreement.h"
#include "miao-print-evaluation.h"
#include "miao-rules.h"
#include "miao-store.h"

#include <string.h>

static MiaoRecord *
load_institution (MiaoPaper *paper, GError **error)
{
  MiaoRecord *institution = miao_facts_institution (miao_session_get_store (paper->session), error);

  if (institution != NULL)
    g_ptr_array_add (paper->records, institution);
  else if (error != NULL && *error == NULL)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                         miao_pick ("请先在“管理”中登记本机构的信息。",
                                    "Enter the institution first, under Administration."));

  return institution;
}

/* The evaluation that qualified the family when the agreement was signed: a family also has the
 * evaluations of its placements, and later ones. */
static const char *
family_evaluation_no (GPtrArray *evaluations, MiaoDate effective_on)
{
  const char *number = NULL;

  miao_correction_sort (evaluations, "finished_on");
  for (guint i = 0; i < evaluations->len; i++) {
    MiaoRecord *evaluation = g_ptr_array_index (evaluations, i);

    if (number == NULL && miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE") &&
        miao_record_has (evaluation, "leader_signed_at") &&
        !(miao_record_has (evaluation, "supersedes") && miao_correction_is_refused (evaluation)) &&
        (effective_on == MIAO_DATE_NONE ||
         miao_correction_counts_from (evaluation) <= effective_on))
      number = miao_record_get (evaluation, "eval_no");
  }

  return number;
}

/* The training before placement that the caregiver passed. */
static const char *
training_no (GPtrArray *trainings, MiaoDate effective_on)
{
  const char *number = NULL;

  for (guint i = 0; i < trainings->len; i++) {
    MiaoRecord *training = g_ptr_array_index (trainings, i);

    if (miao_facts_is_pre_service (training) &&
        (effective_on == MIAO_DATE_NONE ||
         miao_record_get_date (training, "to_on") <= effective_on))
      number = miao_record_get (training, "certificate_no");
  }

  return number;
}

gboolean
miao_paper_make_agreement (MiaoPaper *paper, GError **error)
{
  MiaoRecord *stored = miao_paper_load (paper, "agreement", paper->id, error), *agreement;
  MiaoRecord *institution, *family, *caregiver, *child;
  g_autoptr (GPtrArray) evaluations = NULL, trainings = NULL;
  MiaoAgreementData data = { 0 };
  MiaoDate effective;
  MiaoPast past;

  if (stored == NULL)
    return FALSE;
  /* What was changed since has pages of its own. */
  agreement = miao_amendment_undo (stored);
  g_ptr_array_add (paper->records, agreement);
  effective = miao_record_get_date (agreement, "effective_on");
  if ((institution = load_institution (paper, error)) == NULL ||
      (family = miao_paper_load (paper, "family", miao_record_get (agreement, "family"), error)) ==
          NULL ||
      !miao_paper_past (paper, family, effective, &past, error) ||
      (caregiver = miao_paper_load (paper, "family_member",
                                    miao_record_get (agreement, "caregiver"), error)) == NULL ||
      (child = miao_paper_load (paper, "child", miao_record_get (agreement, "child"), error)) ==
          NULL ||
      (evaluations = miao_paper_all (paper, "evaluation", "subject_family",
                                     miao_record_get_id (family), "finished_on", error)) == NULL ||
      (trainings = miao_paper_all (paper, "training", "member", miao_record_get_id (caregiver),
                                   "to_on", error)) == NULL)
    return FALSE;
  data.agreement = agreement;
  data.child = child;
  data.family_no = miao_record_get (family, "family_no");
  data.institution = (MiaoAgreementParty){
    .name = miao_record_get (institution, "name"),
    .id_no = miao_record_get (institution, "uscc"),
    .representative = miao_record_get (institution, "legal_rep"),
    .address = miao_record_get (institution, "address"),
    .phone = miao_record_get (institution, "phone"),
  };
  data.caregiver = (MiaoAgreementParty){
    .name = miao_record_get (caregiver, "name"),
    .id_no = miao_record_get (caregiver, "id_no"),
    .address = past.address,
    .phone = miao_record_get (family, "phone"),
  };
  data.evaluation_no = family_evaluation_no (evaluations, effective);
  data.training_no = training_no (trainings, effective);
  paper->document = miao_print_agreement (&paper->info, &data, &paper->options);

  return TRUE;
}

/* The evaluation itself, or the integration evaluation of a placement. */
static MiaoRecord *
find_evaluation (MiaoPaper *paper, GError **error)
{
  MiaoRecord *placement, *evaluation;

  if (strcmp (paper->kind->kind, "evaluation") == 0)
    return miao_paper_load (paper, "evaluation", paper->id, error);
  placement = miao_paper_load (paper, "placement", paper->id, error);
  if (placement == NULL)
    return NULL;
  evaluation =
      miao_facts_integration_evaluation (miao_session_get_store (paper->session), placement, error);
  if (evaluation != NULL)
    g_ptr_array_add (paper->records, evaluation);
  else if (error != NULL && *error == NULL)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                         miao_pick ("这项寄养还没有定稿的融合期评估。",
                                    "This placement has no final integration evaluation yet."));

  return evaluation;
}

static void
add_fact (GArray *facts, const char *label, const char *value)
{
  MiaoPrintFact fact = { label, value };

  if (value != NULL && *value != '\0')
    g_array_append_val (facts, fact);
}

static gboolean
add_placement_facts (MiaoPaper *paper, GArray *facts, const char *id, MiaoDate on, GError **error)
{
  MiaoRecord *placement;
  MiaoDate in;

  if (id == NULL)
    return TRUE;
  placement = miao_paper_load (paper, "placement", id, error);
  if (placement == NULL)
    return FALSE;
  in = miao_record_get_date (placement, "moved_in_on");
  add_fact (facts, "寄养编号", miao_record_get (placement, "placement_no"));
  if (in != MIAO_DATE_NONE) {
    add_fact (facts, "入户日期", miao_paper_keep (paper, miao_print_dup_date (in)));
    add_fact (facts, "融合期",
              miao_paper_keep (paper, g_strdup_printf ("评估日为第 %d 天", on - in)));
  }

  return TRUE;
}

static void
add_child_facts (MiaoPaper *paper, GArray *facts, MiaoRecord *child, MiaoDate on)
{
  MiaoDate born = miao_record_get_date (child, "birth_date");

  add_fact (facts, "出生日期", miao_paper_keep (paper, miao_print_dup_date (born)));
  if (born != MIAO_DATE_NONE && on != MIAO_DATE_NONE)
    add_fact (facts, "评估日年龄",
              miao_paper_keep (paper, g_strdup_printf ("%d 周岁", miao_date_age (born, on))));
  add_fact (
      facts, "儿童类别",
      miao_paper_keep (paper, miao_print_dup_value (child, "child_category", &paper->options)));
}

static gboolean
lives_there (const MiaoRecord *member, MiaoDate on)
{
  MiaoDate joined = miao_record_get_date (member, "joined_on");
  MiaoDate left = miao_record_get_date (member, "left_on");

  return miao_record_get_bool (member, "co_living") && (joined == MIAO_DATE_NONE || joined <= on) &&
         (left == MIAO_DATE_NONE || on <= left);
}

static gboolean
add_family_facts (MiaoPaper *paper, GArray *facts, MiaoRecord *family, MiaoDate on, GError **error)
{
  g_autoptr (GPtrArray) members = miao_paper_all (paper, "family_member", "family",
                                                  miao_record_get_id (family), "created_at", error);
  const char *caregiver = miao_record_get (family, "main_caregiver_member");
  guint living = 0;

  if (members == NULL)
    return FALSE;
  for (guint i = 0; i < members->len; i++) {
    MiaoRecord *member = g_ptr_array_index (members, i);
    MiaoDate born = miao_record_get_date (member, "birth_date");

    living += lives_there (member, on);
    if (g_strcmp0 (miao_record_get_id (member), caregiver) == 0 && born != MIAO_DATE_NONE)
      add_fact (
          facts, "主要照料人",
          miao_paper_keep (paper, g_strdup_printf ("%s，%d 周岁", miao_record_get (member, "name"),
                                                   miao_date_age (born, on))));
  }
  add_fact (facts, "共同生活成员", miao_paper_keep (paper, g_strdup_printf ("%u 人", living)));

  return TRUE;
}

/* Both versions say which of them counts. */
static gboolean
add_correction (MiaoPaper *paper, GArray *facts, MiaoRecord *evaluation, GError **error)
{
  g_autoptr (MiaoRecord) other = NULL;

  if (miao_record_has (evaluation, "supersedes")) {
    MiaoRecord *old =
        miao_paper_load (paper, "evaluation", miao_record_get (evaluation, "supersedes"), error);

    if (old == NULL)
      return FALSE;
    add_fact (facts, "更正版",
              miao_paper_keep (
                  paper, g_strdup_printf ("取代 %s，理由：%s", miao_record_get (old, "eval_no"),
                                          miao_record_get (evaluation, "correction_reason"))));
  }
  if (!miao_correction_find (miao_session_get_store (paper->session),
                             miao_record_get_id (evaluation), &other, error))
    return FALSE;
  if (other != NULL && miao_record_has (other, "conclusion"))
    add_fact (facts, "已被更正版本取代",
              miao_paper_keep (paper, g_strdup (miao_record_get (other, "eval_no"))));

  return TRUE;
}

static gboolean
add_subjects (MiaoPaper *paper, GArray *facts, MiaoRecord *evaluation, GError **error)
{
  const char *child_id = miao_record_get (evaluation, "subject_child");
  const char *family_id = miao_record_get (evaluation, "subject_family");
  MiaoDate on = miao_record_get_date (evaluation, "finished_on");

  if (on == MIAO_DATE_NONE)
    on = miao_session_today (paper->session);
  if (child_id != NULL) {
    MiaoRecord *child = miao_paper_load (paper, "child", child_id, error);

    if (child == NULL)
      return FALSE;
    add_fact (facts, "儿童", miao_paper_name (paper, "child", child_id));
    if (miao_record_is (evaluation, "kind", "EV_G_CHILD_PRE"))
      add_child_facts (paper, facts, child, on);
  }
  if (family_id != NULL) {
    MiaoRecord *family = miao_paper_load (paper, "family", family_id, error);

    if (family == NULL)
      return FALSE;
    add_fact (facts, "寄养家庭", miao_paper_name (paper, "family", family_id));
    if (miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE") &&
        !add_family_facts (paper, facts, family, on, error))
      return FALSE;
  }

  return add_placement_facts (paper, facts, miao_record_get (evaluation, "placement"), on, error);
}

static void
add_computed_item (MiaoPaper *paper,
                   GArray *computed,
                   const MiaoForm *form,
                   MiaoRecord *evaluation,
                   JsonObject *row)
{
  const MiaoFormItem *item =
      miao_form_item (form, json_object_get_string_member_with_default (row, "item", ""));
  const char *verdict = json_object_get_string_member_with_default (row, "answer", "none");
  const char *note = json_object_get_string_member_with_default (row, "note", NULL);
  MiaoPrintComputed answer = { item->id, NULL, NULL };

  /* The conclusion itself is an item of annex C. */
  if (g_str_equal (item->rule, "INT-13") && g_str_equal (verdict, "none"))
    answer.result =
        miao_paper_keep (paper, miao_print_dup_value (evaluation, "conclusion", &paper->options));
  else if (g_str_equal (verdict, "fail"))
    answer.result = miao_rule_find (item->rule)->title_zh;
  else
    answer.result =
        miao_paper_keep (paper, miao_form_display_answer (item, verdict, MIAO_LANGUAGE_ZH));
  answer.note = note != NULL ? miao_paper_keep (paper, g_strdup (note)) : NULL;
  g_array_append_val (computed, answer);
}

/* What nobody types: kept with a final evaluation, counted anew for one that is still open. */
static gboolean
add_computed (MiaoPaper *paper,
              GArray *computed,
              const MiaoForm *form,
              MiaoRecord *evaluation,
              GError **error)
{
  g_autoptr (JsonArray) rows = miao_evaluation_computed (paper->session, evaluation, form, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    add_computed_item (paper, computed, form, evaluation, json_array_get_object_element (rows, i));

  return TRUE;
}

gboolean
miao_paper_make_evaluation (MiaoPaper *paper, GError **error)
{
  MiaoRecord *evaluation = find_evaluation (paper, error);
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GArray) facts = g_array_new (FALSE, TRUE, sizeof (MiaoPrintFact));
  g_autoptr (GArray) computed = g_array_new (FALSE, TRUE, sizeof (MiaoPrintComputed));
  g_autoptr (JsonArray) needs = NULL;
  MiaoEvaluationData data = { 0 };

  if (evaluation == NULL || !add_correction (paper, facts, evaluation, error) ||
      !add_subjects (paper, facts, evaluation, error))
    return FALSE;
  data.form = miao_forms_of_evaluation (miao_session_get_store (paper->session), evaluation, error);
  if (data.form == NULL)
    return FALSE;
  members = miao_facts_team (miao_session_get_store (paper->session),
                             miao_record_get_id (evaluation), error);
  if (members == NULL || !add_computed (paper, computed, data.form, evaluation, error))
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    g_ptr_array_add (paper->records, miao_record_ref (g_ptr_array_index (members, i)));
  if (miao_needs_are_found_by (data.form->kind)) {
    needs = miao_needs_on_paper (miao_session_get_store (paper->session), evaluation, error);
    if (needs == NULL)
      return FALSE;
  }
  data.needs = needs;
  data.evaluation = evaluation;
  data.members = (const MiaoRecord *const *) members->pdata;
  data.n_members = members->len;
  data.facts = (const MiaoPrintFact *) facts->data;
  data.n_facts = facts->len;
  data.computed = (const MiaoPrintComputed *) computed->data;
  data.n_computed = computed->len;
  paper->info.title = NULL;
  paper->info.series = "家庭寄养评估";
  paper->document = miao_print_evaluation (&paper->info, &data, &paper->options);

  return TRUE;
}
