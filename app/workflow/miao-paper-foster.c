/* The agreement and the evaluations on paper. */
#include "config.h"

#include "miao-error.h"
#include "miao-facts.h"
#include "miao-finding.h"
#include "miao-form.h"
#include "miao-integration-rules.h"
#include "miao-paper-private.h"
#include "miao-print-agreement.h"
#include "miao-print-evaluation.h"
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

static const char *
newest (GPtrArray *records, const char *field)
{
  return records->len > 0 ? miao_record_get (g_ptr_array_index (records, records->len - 1), field)
                          : NULL;
}

gboolean
miao_paper_make_agreement (MiaoPaper *paper, GError **error)
{
  MiaoRecord *agreement = miao_paper_load (paper, "agreement", paper->id, error);
  MiaoRecord *institution, *family, *caregiver, *child;
  g_autoptr (GPtrArray) evaluations = NULL, trainings = NULL;
  MiaoAgreementData data = { 0 };

  if (agreement == NULL || (institution = load_institution (paper, error)) == NULL ||
      (family = miao_paper_load (paper, "family", miao_record_get (agreement, "family"), error)) ==
          NULL ||
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
    .address = miao_record_get (family, "address"),
    .phone = miao_record_get (family, "phone"),
  };
  data.evaluation_no = newest (evaluations, "eval_no");
  data.training_no = newest (trainings, "certificate_no");
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

static gboolean
add_subjects (MiaoPaper *paper, GArray *facts, MiaoRecord *evaluation, GError **error)
{
  const char *child = miao_record_get (evaluation, "subject_child");
  const char *family = miao_record_get (evaluation, "subject_family");
  MiaoDate on = miao_record_get_date (evaluation, "finished_on");

  if (child != NULL)
    add_fact (facts, "儿童", miao_paper_name (paper, "child", child));
  if (family != NULL)
    add_fact (facts, "寄养家庭", miao_paper_name (paper, "family", family));

  return add_placement_facts (paper, facts, miao_record_get (evaluation, "placement"), on, error);
}

static void
add_computed_item (MiaoPaper *paper,
                   GArray *computed,
                   const MiaoFormItem *item,
                   MiaoRecord *evaluation,
                   const MiaoFinding *finding)
{
  /* A rule that was not asked does not apply: a child below 8 has no opinion to record. */
  MiaoPrintComputed answer = { item->id, "不适用", NULL };

  if (finding != NULL) {
    answer.result =
        miao_finding_severity (finding) == MIAO_SEVERITY_PASS
            ? "符合"
            : miao_paper_keep (paper, miao_finding_dup_title (finding, MIAO_LANGUAGE_ZH));
    answer.note = miao_paper_keep (paper, miao_finding_dup_arithmetic (finding, MIAO_LANGUAGE_ZH));
  } else if (g_str_equal (item->rule, "INT-13")) {
    answer.result =
        miao_paper_keep (paper, miao_print_dup_value (evaluation, "conclusion", &paper->options));
  }
  g_array_append_val (computed, answer);
}

/* What nobody types into annex C: the rules count it on the day of the evaluation. */
static gboolean
add_computed (MiaoPaper *paper,
              GArray *computed,
              const MiaoForm *form,
              MiaoRecord *evaluation,
              GError **error)
{
  g_autoptr (MiaoFindings) findings = NULL;

  if (!miao_record_is (evaluation, "kind", "EV_C_INTEGRATION"))
    return TRUE;
  findings = miao_facts_integration_findings (paper->session, evaluation, error);
  if (findings == NULL)
    return FALSE;
  for (guint s = 0; s < form->n_sections; s++)
    for (guint i = 0; i < form->sections[s].n_items; i++) {
      const MiaoFormItem *item = &form->sections[s].items[i];
      const MiaoFinding *finding = miao_findings_find (findings, item->rule);

      if (item->type == MIAO_ITEM_COMPUTED)
        add_computed_item (paper, computed, item, evaluation, finding);
    }

  return TRUE;
}

gboolean
miao_paper_make_evaluation (MiaoPaper *paper, GError **error)
{
  MiaoRecord *evaluation = find_evaluation (paper, error);
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GArray) facts = g_array_new (FALSE, TRUE, sizeof (MiaoPrintFact));
  g_autoptr (GArray) computed = g_array_new (FALSE, TRUE, sizeof (MiaoPrintComputed));
  MiaoEvaluationData data = { 0 };

  if (evaluation == NULL || !add_subjects (paper, facts, evaluation, error))
    return FALSE;
  data.form = miao_form_get (miao_record_get (evaluation, "form_id"),
                             (int) miao_record_get_int (evaluation, "form_version", 1));
  if (data.form == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_TOO_NEW,
                         miao_pick ("这份评估所用的表单版本不在本程序中，请升级程序。",
                                    "This evaluation uses a form that this version of the program "
                                    "does not carry. Update the program."));
    return FALSE;
  }
  members = miao_facts_team (miao_session_get_store (paper->session),
                             miao_record_get_id (evaluation), error);
  if (members == NULL || !add_computed (paper, computed, data.form, evaluation, error))
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    g_ptr_array_add (paper->records, miao_record_ref (g_ptr_array_index (members, i)));
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
