/* What the rules about ending and suspending a placement ask. */
#include "config.h"

#include "miao-ending-rules.h"
#include "miao-facts-private.h"
#include "miao-incidents.h"
#include "miao-need-rules.h"
#include "miao-needs.h"
#include "miao-removals.h"

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = text != NULL ? g_strsplit (text, " ", -1) : NULL;

  return words != NULL ? g_strv_length (words) : 0;
}

/* Neither an emergency removal nor an ending that is under way ends the integration period. */
static gboolean
was_integration (const MiaoRecord *placement)
{
  gboolean between = miao_record_is (placement, "status", "SUSPENDED") ||
                     miao_record_is (placement, "status", "ENDING");

  if (between)
    return !miao_record_has (placement, "confirmed_on");

  return miao_record_is (placement, "status", "INTEGRATION") ||
         miao_record_is (placement, "status", "EXTENDED");
}

/* What the rules of an ending look at, and what it points into. */
typedef struct {
  MiaoRecord *child;
  MiaoRecord *opinion;
  MiaoRecord *agreement;
  MiaoRecord *evaluation; /* of the integration period */
  MiaoEndingFacts facts;
} Ending;

static void
ending_clear (Ending *ending)
{
  g_clear_pointer (&ending->child, miao_record_unref);
  g_clear_pointer (&ending->opinion, miao_record_unref);
  g_clear_pointer (&ending->agreement, miao_record_unref);
  g_clear_pointer (&ending->evaluation, miao_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ending, ending_clear)

/* A suspicion that nobody reported is to be reported whatever the ground is. Harm that was reported
 * through an incident need not be typed again. */
static gboolean
take_harm_report (MiaoCall *call,
                  MiaoRecord *placement,
                  MiaoRecord *termination,
                  gboolean *ret_suspected,
                  GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) incident = NULL;
  g_autoptr (MiaoRecord) silent =
      miao_incident_find_unreported (call->store, miao_record_get_id (placement), &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  *ret_suspected = silent != NULL || miao_record_is (termination, "ground", "T01");
  if (silent != NULL || !*ret_suspected || miao_record_has (termination, "harm_report_no"))
    return TRUE;
  incident = miao_incident_find_reported (call->store, miao_record_get_id (placement), &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (incident != NULL)
    miao_record_set (termination, "harm_report_no", miao_record_get (incident, "incident_no"));

  return TRUE;
}

static gboolean
read_ending (
    MiaoCall *call, MiaoRecord *placement, MiaoRecord *termination, Ending *ret, GError **error)
{
  const char *ground = miao_record_get (termination, "ground");
  g_autoptr (GError) problem = NULL;
  MiaoConclusionFacts conclusion;

  ret->child = miao_call_load (call, "child", miao_record_get (placement, "child"), error);
  if (ret->child == NULL)
    return FALSE;
  if (miao_record_has (placement, "agreement")) {
    ret->agreement =
        miao_call_load (call, "agreement", miao_record_get (placement, "agreement"), error);
    if (ret->agreement == NULL)
      return FALSE;
  }
  ret->opinion =
      miao_facts_last_opinion (call, miao_record_get_id (ret->child), "END",
                               miao_record_get_date (placement, "moved_in_on"), &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  ret->evaluation = miao_facts_integration_evaluation (call->store, placement, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  conclusion = miao_facts_conclusion (ret->evaluation);
  ret->facts = (MiaoEndingFacts){
    .placement = miao_record_get_id (placement),
    .child = miao_record_get_id (ret->child),
    .born = miao_record_get_date (ret->child, "birth_date"),
    .cognition = miao_facts_cognition (ret->child),
    .integration = was_integration (placement),
    .ground = ground,
    .moved_to = miao_record_get (termination, "moved_to"),
    .term_to =
        ret->agreement != NULL ? miao_record_get_date (ret->agreement, "term_to") : MIAO_DATE_NONE,
    .evidence = count_words (miao_record_get (termination, "evidence")),
    .emergency = miao_removals_is_out (placement),
    .applied_on = miao_record_get_date (termination, "applied_on"),
    .opinion = miao_facts_opinion (ret->opinion),
    .resettled = miao_record_has (termination, "moved_to"),
    .supported = miao_record_has (termination, "support_plan"),
    .notice_served_on = miao_record_get_date (termination, "notice_served_on"),
    .filed_on = miao_record_get_date (termination, "filed_on"),
    .settled = miao_record_has (termination, "settled_on"),
    .belongings = miao_record_get_bool (termination, "belongings_ok"),
    .family_evaluated = miao_record_has (termination, "eval_f"),
    .child_evaluated = miao_record_has (termination, "eval_i"),
    .integration_failed =
        ret->evaluation != NULL && miao_record_is (ret->evaluation, "conclusion", "C_END"),
    .integration_zh = conclusion.conclusion_zh,
    .integration_en = conclusion.conclusion_en,
  };
  if (!take_harm_report (call, placement, termination, &ret->facts.harm_suspected, error))
    return FALSE;
  ret->facts.harm_report = miao_record_get (termination, "harm_report_no");
  if (ret->facts.applied_on != MIAO_DATE_NONE)
    miao_record_set_date (termination, "earliest_end_on",
                          miao_rules_earliest_end (ret->facts.applied_on, ret->facts.integration));
  if (ret->opinion != NULL && !miao_record_has (termination, "child_opinion"))
    miao_record_set (termination, "child_opinion", miao_record_get_id (ret->opinion));

  return TRUE;
}

/* What was found for the family or the child, and not met. */
static gboolean
ask_needs (MiaoCall *call, const MiaoRecord *placement, GError **error)
{
  g_autoptr (GPtrArray) needs =
      miao_needs_read (call->store, "placement", miao_record_get_id (placement), error);
  g_autoptr (GString) items = g_string_new (NULL);
  guint open = 0;

  if (needs == NULL)
    return FALSE;
  for (; open < needs->len && miao_record_is (needs->pdata[open], "status", "OPEN"); open++)
    g_string_append_printf (items, "%s%s", open > 0 ? miao_pick ("；", "; ") : "",
                            miao_record_get (needs->pdata[open], "text"));
  miao_rules_needs_left (open > 0 ? miao_record_get_id (needs->pdata[0])
                                  : miao_record_get_id (placement),
                         open, open > 0 ? items->str : NULL, call->findings);

  return TRUE;
}

/* A notice that still runs does not hold up the beginning: it is why an ending is begun. */
gboolean
miao_facts_ask_begin_ending (MiaoCall *call,
                             MiaoRecord *placement,
                             MiaoRecord *termination,
                             GError **error)
{
  g_auto (Ending) ending = { 0 };
  MiaoDate on;

  if (!read_ending (call, placement, termination, &ending, error))
    return FALSE;
  on = MAX (call->today,
            miao_rules_earliest_end (ending.facts.applied_on, ending.facts.integration));
  miao_rules_begin_ending (&ending.facts, on, call->findings);

  return ask_needs (call, placement, error);
}

gboolean
miao_facts_ask_settling (MiaoCall *call,
                         MiaoRecord *placement,
                         MiaoRecord *termination,
                         GError **error)
{
  g_auto (Ending) ending = { 0 };

  if (!read_ending (call, placement, termination, &ending, error))
    return FALSE;
  ending.facts.termination = miao_record_get_id (termination);
  miao_rules_settle_ending (&ending.facts, call->findings);

  return TRUE;
}

gboolean
miao_facts_ask_ending (
    MiaoCall *call, MiaoRecord *placement, MiaoRecord *termination, MiaoDate on, GError **error)
{
  g_auto (Ending) ending = { 0 };

  if (!read_ending (call, placement, termination, &ending, error))
    return FALSE;
  ending.facts.institution_agrees = miao_call_get_bool (call, "agreed_earlier");
  miao_rules_end (&ending.facts, miao_facts_settings_on (call, on), on, call->findings);

  return ask_needs (call, placement, error);
}

/* ---- taking a child out ---- */

gboolean
miao_facts_ask_suspension (MiaoCall *call, MiaoRecord *placement, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) incident =
      miao_incident_find_reported (call->store, miao_record_get_id (placement), &problem);
  MiaoDate reported = MIAO_DATE_NONE;

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (incident != NULL && miao_record_is (incident, "status", "OPEN"))
    reported = miao_incident_day (incident, "first_report_at");
  miao_rules_suspend (miao_record_get_id (placement), reported, call->today, call->findings);

  return TRUE;
}
