/* What the evaluations during and after a placement are judged by. */
#include "config.h"

#include "miao-codes.h"
#include "miao-effect-rules.h"
#include "miao-ending-rules.h"
#include "miao-facts-private.h"
#include "miao-forms.h"

gboolean
miao_facts_ask_stage (MiaoCall *call, MiaoRecord *placement, const char *kind)
{
  const char *status = miao_record_get (placement, "status");
  MiaoEvaluationStage stage = {
    .placement = miao_record_get_id (placement),
    .kind = kind,
    .kind_zh = miao_codes_name ("eval_kind", kind, MIAO_LANGUAGE_ZH),
    .kind_en = miao_codes_name ("eval_kind", kind, MIAO_LANGUAGE_EN),
    .stage_zh = miao_codes_name ("placement_status", status, MIAO_LANGUAGE_ZH),
    .stage_en = miao_codes_name ("placement_status", status, MIAO_LANGUAGE_EN),
    .moved_in_on = miao_record_get_date (placement, "moved_in_on"),
    .confirmed_on = miao_record_get_date (placement, "confirmed_on"),
    .ended_on = miao_record_get_date (placement, "ended_on"),
  };

  miao_rules_evaluation_stage (&stage, call->findings);

  return TRUE;
}

void
miao_facts_score (const MiaoForm *form, const MiaoAnswers *answers, int *ret_score, int *ret_most)
{
  *ret_score = 0;
  *ret_most = 0;
  for (guint s = 0; s < form->n_sections; s++) {
    for (guint i = 0; i < form->sections[s].n_items; i++) {
      const MiaoFormItem *item = &form->sections[s].items[i];
      const char *answer = miao_answers_get (answers, item->id);

      if (item->type != MIAO_ITEM_SCORE || answer == NULL)
        continue;
      *ret_score += (int) g_ascii_strtoll (answer, NULL, 10);
      *ret_most += (int) item->max;
    }
  }
}

const char *
miao_facts_grade (MiaoCall *call, const MiaoRecord *evaluation, const MiaoForm *form)
{
  g_autoptr (MiaoFactAnswers) answers = NULL;
  int score, most;

  if (!miao_record_is (evaluation, "kind", "EV_D_EFFECT"))
    return NULL;
  answers = miao_fact_answers_new (evaluation);
  miao_facts_score (form, &answers->answers, &score, &most);

  return miao_rules_effect_grade (miao_rules_effect_band (
      score, most,
      miao_facts_settings_on (call, miao_record_get_date (evaluation, "finished_on"))));
}

static MiaoEffectBand
band_of (const MiaoRecord *evaluation)
{
  static const char *const conclusions[] = { NULL, "D_FAIL", "D_RECTIFY", "D_PASS", "D_EXCELLENT" };

  for (guint i = MIAO_EFFECT_FAIL; i < G_N_ELEMENTS (conclusions); i++) {
    if (miao_record_is (evaluation, "conclusion", conclusions[i]))
      return (MiaoEffectBand) i;
  }

  return MIAO_EFFECT_UNKNOWN;
}

gboolean
miao_facts_ask_effect (MiaoCall *call,
                       MiaoRecord *evaluation,
                       const MiaoAnswers *answers,
                       MiaoDate on,
                       MiaoFindings *findings,
                       GError **error)
{
  const char *family = miao_record_get (evaluation, "subject_family");
  const MiaoForm *form = miao_forms_of_evaluation (call->store, evaluation, error);
  g_autoptr (GPtrArray) records =
      form != NULL ? miao_call_all (call, "family_member", "family", family, error) : NULL;
  g_autoptr (GArray) members = NULL;
  MiaoEffectFacts facts = {
    .evaluation = miao_record_get_id (evaluation),
    .family = family,
    .conclusion = band_of (evaluation),
  };

  if (form == NULL || records == NULL)
    return FALSE;
  members = miao_facts_members (records);
  facts.members = (const MiaoMemberFacts *) members->data;
  facts.n_members = members->len;
  miao_facts_score (form, answers, &facts.score, &facts.most);
  miao_rules_effect (&facts, miao_facts_settings_on (call, on), on, findings);

  return TRUE;
}

void
miao_facts_ask_rectify (MiaoCall *call, const MiaoRecord *evaluation)
{
  MiaoEffectFacts facts = {
    .evaluation = miao_record_get_id (evaluation),
    .conclusion = band_of (evaluation),
    .finished_on = miao_record_get_date (evaluation, "finished_on"),
    .rectify_due = miao_record_get_date (evaluation, "rectify_due"),
  };

  miao_rules_effect_rectify (&facts, miao_facts_settings_on (call, facts.finished_on),
                             call->findings);
}

gboolean
miao_facts_ask_child_end (
    MiaoCall *call, MiaoRecord *evaluation, MiaoDate on, MiaoFindings *findings, GError **error)
{
  g_autoptr (MiaoRecord) child =
      miao_call_load (call, "child", miao_record_get (evaluation, "subject_child"), error);
  g_autoptr (MiaoRecord) placement = NULL, opinion = NULL;
  g_autoptr (GError) problem = NULL;
  MiaoEndingFacts facts = { 0 };

  if (child == NULL)
    return FALSE;
  placement = miao_call_load (call, "placement", miao_record_get (evaluation, "placement"), error);
  if (placement == NULL)
    return FALSE;
  opinion = miao_facts_last_opinion (call, miao_record_get_id (child), "END",
                                     miao_record_get_date (placement, "moved_in_on"), &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  facts.child = miao_record_get_id (child);
  facts.born = miao_record_get_date (child, "birth_date");
  facts.cognition = miao_facts_cognition (child);
  facts.opinion = miao_facts_opinion (opinion);
  miao_rules_ending_opinion (&facts, miao_facts_settings_on (call, on), on, findings);

  return TRUE;
}
