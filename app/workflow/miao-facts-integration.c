/* What the rules about the integration period, and confirming ask. */
#include "config.h"

#include "miao-error.h"
#include "miao-facts-private.h"
#include "miao-integration-rules.h"

/* Everything that the integration rules look at, and what it points into. */
typedef struct {
  GPtrArray *visits;
  GArray *days;
  MiaoRecord *child;
  MiaoRecord *opinion;
  MiaoRecord *agreement;
  MiaoRecord *agreed;
  MiaoRecord *family;
  MiaoRecord *caregiver;
  MiaoIntegrationFacts facts;
} Integration;

static void
integration_clear (Integration *integration)
{
  g_clear_pointer (&integration->visits, g_ptr_array_unref);
  g_clear_pointer (&integration->days, g_array_unref);
  g_clear_pointer (&integration->child, miao_record_unref);
  g_clear_pointer (&integration->opinion, miao_record_unref);
  g_clear_pointer (&integration->agreement, miao_record_unref);
  g_clear_pointer (&integration->agreed, miao_record_unref);
  g_clear_pointer (&integration->family, miao_record_unref);
  g_clear_pointer (&integration->caregiver, miao_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Integration, integration_clear)

static gboolean
read_caregivers (MiaoCall *call, MiaoRecord *placement, Integration *ret, GError **error)
{
  ret->family = miao_call_load (call, "family", miao_record_get (placement, "family"), error);
  if (ret->family == NULL)
    return FALSE;
  if (miao_record_has (ret->family, "main_caregiver_member")) {
    ret->caregiver = miao_call_load (call, "family_member",
                                     miao_record_get (ret->family, "main_caregiver_member"), error);
    if (ret->caregiver == NULL)
      return FALSE;
    ret->facts.caregiver = miao_record_get_id (ret->caregiver);
    ret->facts.caregiver_name = miao_record_get (ret->caregiver, "name");
  }
  if (!miao_record_has (placement, "agreement"))
    return TRUE;
  ret->agreement =
      miao_call_load (call, "agreement", miao_record_get (placement, "agreement"), error);
  if (ret->agreement == NULL)
    return FALSE;
  if (miao_record_has (ret->agreement, "caregiver")) {
    ret->agreed = miao_call_load (call, "family_member",
                                  miao_record_get (ret->agreement, "caregiver"), error);
    if (ret->agreed == NULL)
      return FALSE;
    ret->facts.agreed_caregiver = miao_record_get_id (ret->agreed);
    ret->facts.agreed_caregiver_name = miao_record_get (ret->agreed, "name");
  }

  return TRUE;
}

static gboolean
read_integration (
    MiaoCall *call, MiaoRecord *placement, MiaoRecord *evaluation, Integration *ret, GError **error)
{
  g_autoptr (GError) problem = NULL;
  MiaoDate in = miao_record_get_date (placement, "moved_in_on");

  ret->child = miao_call_load (call, "child", miao_record_get (placement, "child"), error);
  if (ret->child == NULL)
    return FALSE;
  ret->visits = miao_call_all (call, "visit", "placement", miao_record_get_id (placement), error);
  if (ret->visits == NULL)
    return FALSE;
  ret->days = g_array_new (FALSE, TRUE, sizeof (MiaoDate));
  for (guint i = 0; i < ret->visits->len; i++) {
    MiaoDate on = miao_record_get_date (g_ptr_array_index (ret->visits, i), "visited_on");

    g_array_append_val (ret->days, on);
  }
  ret->opinion =
      miao_facts_last_opinion (call, miao_record_get_id (ret->child), "INTEGRATION", in, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  ret->facts.placement = miao_record_get_id (placement);
  ret->facts.child = miao_record_get_id (ret->child);
  ret->facts.born = miao_record_get_date (ret->child, "birth_date");
  ret->facts.cognition = miao_facts_cognition (ret->child);
  ret->facts.moved_in_on = in;
  ret->facts.extended_to = miao_record_get_date (placement, "extended_to");
  ret->facts.extend_reason = miao_record_get (placement, "extend_reason");
  ret->facts.evaluation = miao_facts_conclusion (evaluation);
  ret->facts.opinion = miao_facts_opinion (ret->opinion);
  ret->facts.visits = (const MiaoDate *) ret->days->data;
  ret->facts.n_visits = ret->days->len;

  return read_caregivers (call, placement, ret, error);
}

gboolean
miao_facts_ask_integration (MiaoCall *call,
                            MiaoRecord *evaluation,
                            const MiaoAnswers *answers,
                            MiaoDate on,
                            MiaoFindings *findings,
                            GError **error)
{
  g_autoptr (MiaoRecord) placement =
      miao_call_load (call, "placement", miao_record_get (evaluation, "placement"), error);
  g_auto (Integration) integration = { 0 };

  if (placement == NULL || !read_integration (call, placement, evaluation, &integration, error))
    return FALSE;
  miao_rules_integration_computed (&integration.facts, miao_facts_settings_on (call, on), on,
                                   findings);
  miao_rules_integration_form (miao_record_get_id (evaluation), answers,
                               g_strcmp0 (miao_answers_get (answers, "INT-08"), "no") == 0,
                               findings);

  return TRUE;
}

gboolean
miao_facts_may_confirm_by (MiaoCall *call,
                           const MiaoRecord *placement,
                           const MiaoRecord *evaluation,
                           GError **error)
{
  if (!miao_facts_not_replaced (call, evaluation, error))
    return FALSE;
  if (miao_record_is (evaluation, "kind", "EV_C_INTEGRATION") &&
      miao_record_is (evaluation, "placement", miao_record_get_id (placement)) &&
      !miao_record_is (evaluation, "review_result", "FAIL") &&
      !miao_record_is (evaluation, "review_result", "BACK"))
    return TRUE;
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_REFUSED,
      miao_pick ("选定的评估不是这个寄养关系的融合期评估，或者审核没有通过。请另选，或者重新评估。",
                 "The evaluation is not of this placement's integration, or its review turned it "
                 "down. Choose another, or evaluate again."));

  return FALSE;
}

gboolean
miao_facts_ask_rested (MiaoCall *call, const MiaoRecord *evaluation, GError **error)
{
  const char *conclusion = miao_record_get (evaluation, "conclusion");
  g_autoptr (MiaoRecord) placement = NULL;

  if (!miao_record_has (evaluation, "supersedes") ||
      !miao_record_is (evaluation, "kind", "EV_C_INTEGRATION"))
    return TRUE;
  placement = miao_call_load (call, "placement", miao_record_get (evaluation, "placement"), error);
  if (placement == NULL)
    return FALSE;
  if (miao_record_has (placement, "confirmed_on") && !miao_record_has (placement, "ended_on"))
    miao_rules_evaluation_rested (
        miao_record_get_id (placement), miao_record_get_date (placement, "confirmed_on"),
        miao_record_is (evaluation, "conclusion", "C_CONFIRM"),
        miao_codes_name ("eval_conclusion", conclusion, MIAO_LANGUAGE_ZH),
        miao_codes_name ("eval_conclusion", conclusion, MIAO_LANGUAGE_EN), call->findings);

  return TRUE;
}

gboolean
miao_facts_ask_confirm (
    MiaoCall *call, MiaoRecord *placement, MiaoRecord *evaluation, MiaoDate on, GError **error)
{
  g_auto (Integration) integration = { 0 };

  if (!read_integration (call, placement, evaluation, &integration, error))
    return FALSE;
  miao_rules_confirm (&integration.facts, miao_facts_settings_on (call, on), on, call->findings);

  return TRUE;
}

gboolean
miao_facts_ask_extension (MiaoCall *call, MiaoRecord *placement, MiaoDate to, GError **error)
{
  /* The period that is extended was set by what held when it began. */
  const MiaoDate in = miao_record_get_date (placement, "moved_in_on");

  miao_rules_extend (miao_record_get_id (placement), in, to, miao_call_get (call, "extend_reason"),
                     miao_facts_settings_on (call, in), call->findings);

  return TRUE;
}
