/* What the evaluations during and after a placement are judged by. */
#include "config.h"

#include "miao-codes.h"
#include "miao-effect-rules.h"
#include "miao-ending-rules.h"
#include "miao-facts-private.h"
#include "miao-forms.h"
#include "miao-incident-children.h"
#include "miao-incidents.h"

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

static gboolean
is_denied (const MiaoAnswers *answers, const char *item)
{
  return g_strcmp0 (miao_answers_get (answers, item), "no") == 0;
}

/* Incidents of the placement that are open, or were discovered since @since. */
static gboolean
count_incidents (MiaoCall *call, const char *placement, MiaoDate since, guint *ret, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_incident_query (placement);
  g_autoptr (GPtrArray) incidents = miao_store_select (call->store, query, error);

  *ret = 0;
  for (guint i = 0; incidents != NULL && i < incidents->len; i++) {
    MiaoRecord *incident = g_ptr_array_index (incidents, i);

    *ret += !miao_record_is (incident, "status", "CLOSED") ||
            (since != MIAO_DATE_NONE && miao_incident_day (incident, "discovered_at") >= since);
  }

  return incidents != NULL;
}

/* A move suspends the family until it was looked at, and so does a special evaluation. */
static gboolean
find_move (MiaoCall *call, const char *id, MiaoDate since, gboolean *ret, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autoptr (MiaoRecord) family = miao_call_load (call, "family", id, error);
  g_autoptr (MiaoRecord) newest = NULL;

  if (family == NULL)
    return FALSE;
  miao_query_where (query, "subject_family", MIAO_OP_EQ, id);
  miao_query_where (query, "kind", MIAO_OP_EQ, "EV_B_FAMILY_PRE");
  miao_query_order (query, "planned_on", TRUE);
  if (!miao_store_find_first (call->store, query, &newest, error))
    return FALSE;
  *ret = miao_record_is (family, "status", "SUSPENDED") ||
         (newest != NULL && since != MIAO_DATE_NONE &&
          miao_record_get_date (newest, "planned_on") >= since);

  return TRUE;
}

gboolean
miao_facts_ask_broken (MiaoCall *call,
                       const MiaoRecord *evaluation,
                       const MiaoAnswers *answers,
                       GError **error)
{
  static const char *const leading[] = { "FUP-01", "FUP-06" };
  g_autoptr (GString) items = g_string_new (NULL);
  MiaoBrokenDuties duties = {
    .placement = miao_record_get (evaluation, "placement"),
    .family = miao_record_get (evaluation, "subject_family"),
    .not_told = is_denied (answers, "FUP-10"),
    .since = miao_record_get_date (evaluation, "started_on"),
  };

  if (!miao_record_is (evaluation, "kind", "EV_D_EFFECT") ||
      miao_session_get_away (call->session) != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (leading); i++) {
    if (is_denied (answers, leading[i]))
      g_string_append_printf (items, "%s%s", items->len > 0 ? " " : "", leading[i]);
  }
  duties.broken = items->len > 0 ? items->str : NULL;
  if (duties.broken != NULL &&
      !count_incidents (call, duties.placement, duties.since, &duties.incidents, error))
    return FALSE;
  if (duties.not_told && !find_move (call, duties.family, duties.since, &duties.move_known, error))
    return FALSE;
  miao_rules_effect_broken (&duties, call->findings);

  return TRUE;
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
