/* What stands against a family now, whatever its state says. */
#include "config.h"

#include "miao-correction.h"
#include "miao-facts-private.h"
#include "miao-removals.h"
#include "miao-standing-rules.h"
#include "miao-states.h"

/* @ret: (nullable): an open placement whose child was taken out, and did not come back. */
static gboolean
find_removed (MiaoCall *call, const char *family, MiaoRecord **ret, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (GPtrArray) placements = NULL;

  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_OPEN);
  placements = miao_store_select (call->store, query, error);
  *ret = NULL;
  for (guint i = 0; placements != NULL && i < placements->len && *ret == NULL; i++) {
    MiaoRecord *placement = placements->pdata[i];

    if (miao_removals_is_out (placement))
      *ret = miao_record_ref (placement);
  }

  return placements != NULL;
}

gboolean
miao_facts_ask_family_safe (MiaoCall *call,
                            const char *family,
                            MiaoFindings *findings,
                            GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("incident"));
  g_autoptr (MiaoRecord) removed = NULL, incident = NULL;

  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "kind", MIAO_OP_EQ, "HARM");
  miao_query_where (query, "status", MIAO_OP_EQ, "OPEN");
  if (!find_removed (call, family, &removed, error) ||
      !miao_store_find_first (call->store, query, &incident, error))
    return FALSE;
  miao_rules_family_safe (
      family, removed != NULL ? miao_record_get (removed, "placement_no") : NULL,
      incident != NULL ? miao_record_get (incident, "incident_no") : NULL, findings);

  return TRUE;
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
