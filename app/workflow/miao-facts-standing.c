/* What stands against a family now, whatever its state says. */
#include "config.h"

#include "miao-correction.h"
#include "miao-facts-private.h"
#include "miao-incidents.h"
#include "miao-removals.h"
#include "miao-standing-rules.h"
#include "miao-states.h"

/* Returns: (element-type MiaoRecord): the placements with the family whose child was taken out and
 * did not come back, the latest removal first. */
static GPtrArray *
read_removals (MiaoCall *call, const char *family, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (GPtrArray) placements = NULL;

  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "suspended_on", MIAO_OP_NOT_NULL, NULL);
  miao_query_order (query, "suspended_on", TRUE);
  placements = miao_store_select (call->store, query, error);
  for (guint i = placements != NULL ? placements->len : 0; i > 0; i--)
    if (!miao_removals_is_out (placements->pdata[i - 1]))
      g_ptr_array_remove_index (placements, i - 1);

  return g_steal_pointer (&placements);
}

static const char *
find_open (GPtrArray *removals)
{
  for (guint i = 0; i < removals->len; i++)
    if (miao_state_placement_open (miao_record_get (removals->pdata[i], "status")))
      return miao_record_get (removals->pdata[i], "placement_no");

  return NULL;
}

static gboolean
ask_removal (MiaoCall *call,
             const MiaoRecord *placement,
             const MiaoRecord *about,
             gboolean unfounded,
             MiaoFindings *findings,
             GError **error)
{
  const char *family = miao_record_get (placement, "family");
  g_autoptr (MiaoRecord) evaluation = NULL;
  MiaoConclusionFacts conclusion;
  MiaoEndedRemovalFacts facts = {
    .family = family,
    .placement_no = miao_record_get (placement, "placement_no"),
    .removed_on = miao_record_get_date (placement, "suspended_on"),
    .incident = about != NULL ? miao_record_get (about, "incident_no") : NULL,
    .outcome = about != NULL ? miao_record_get (about, "outcome") : NULL,
    .unfounded = unfounded,
  };

  if (!miao_facts_family_evaluation (call, family, &evaluation, error))
    return FALSE;
  conclusion = miao_facts_conclusion (evaluation);
  miao_rules_removal_decided (
      &facts, &conclusion,
      evaluation != NULL && miao_record_is (evaluation, "review_result", "PASS"), findings);

  return TRUE;
}

/* The latest removal of an ended placement that something speaks for; else the latest one. */
static gboolean
ask_ended (MiaoCall *call, GPtrArray *removals, MiaoFindings *findings, GError **error)
{
  g_autoptr (MiaoRecord) told = NULL;
  const MiaoRecord *last = NULL;

  for (guint i = 0; i < removals->len; i++) {
    g_autoptr (MiaoRecord) about = NULL;
    gboolean unfounded;

    if (!miao_record_is (removals->pdata[i], "status", "ENDED"))
      continue;
    if (!miao_incident_explain_removal (call->store, removals->pdata[i], &about, &unfounded, error))
      return FALSE;
    if (!unfounded)
      return ask_removal (call, removals->pdata[i], about, FALSE, findings, error);
    if (last == NULL) {
      last = removals->pdata[i];
      told = g_steal_pointer (&about);
    }
  }

  return last == NULL || ask_removal (call, last, told, TRUE, findings, error);
}

gboolean
miao_facts_ask_family_safe (MiaoCall *call,
                            const char *family,
                            MiaoFindings *findings,
                            GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("incident"));
  g_autoptr (GPtrArray) removals = read_removals (call, family, error);
  g_autoptr (MiaoRecord) incident = NULL;

  if (removals == NULL)
    return FALSE;
  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "kind", MIAO_OP_EQ, "HARM");
  miao_query_where (query, "status", MIAO_OP_EQ, "OPEN");
  if (!miao_store_find_first (call->store, query, &incident, error))
    return FALSE;
  miao_rules_family_safe (family, find_open (removals),
                          incident != NULL ? miao_record_get (incident, "incident_no") : NULL,
                          findings);

  return ask_ended (call, removals, findings, error);
}

static gboolean
is_approved (const MiaoRecord *evaluation, gconstpointer data)
{
  return miao_facts_is_passed (evaluation);
}

gboolean
miao_facts_family_evaluation (MiaoCall *call, const char *family, MiaoRecord **ret, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (MiaoRecord) newest = miao_facts_last_evaluation (call->store, "EV_B_FAMILY_PRE",
                                                              "subject_family", family, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  *ret = NULL;
  if (newest != NULL && !miao_record_has (newest, "review_result") &&
      miao_facts_is_positive (miao_record_get (newest, "conclusion"))) {
    miao_query_where (query, "kind", MIAO_OP_EQ, "EV_B_FAMILY_PRE");
    miao_query_where (query, "subject_family", MIAO_OP_EQ, family);
    all = miao_store_select (call->store, query, error);
    if (all == NULL)
      return FALSE;
    *ret = miao_correction_newest (all, "finished_on", is_approved, NULL);
  }
  if (*ret == NULL)
    *ret = g_steal_pointer (&newest);

  return TRUE;
}
