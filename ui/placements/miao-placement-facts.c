#include "config.h"

#include "miao-placement-facts.h"

#include "miao-due.h"
#include "miao-removals.h"
#include "miao-states.h"
#include "miao-thresholds.h"

#include <string.h>

void
miao_placement_facts_free (MiaoPlacementFacts *facts)
{
  g_clear_pointer (&facts->placement, miao_record_unref);
  g_clear_pointer (&facts->matching, miao_record_unref);
  g_clear_pointer (&facts->child, miao_record_unref);
  g_clear_pointer (&facts->family, miao_record_unref);
  g_clear_pointer (&facts->agreement, miao_record_unref);
  g_clear_pointer (&facts->caregiver, miao_record_unref);
  g_clear_pointer (&facts->evaluation, miao_record_unref);
  g_clear_pointer (&facts->termination, miao_record_unref);
  g_clear_pointer (&facts->short_care, miao_record_unref);
  g_clear_pointer (&facts->visits, g_ptr_array_unref);
  g_clear_pointer (&facts->others, g_ptr_array_unref);
  g_clear_pointer (&facts->session, miao_session_unref);
  g_free (facts);
}

/* Follows the reference @field of @from; nothing there is in order. */
static gboolean
follow (MiaoStore *store,
        const MiaoRecord *from,
        const char *field,
        const char *kind,
        MiaoRecord **ret,
        GError **error)
{
  if (from == NULL || !miao_record_has (from, field))
    return TRUE;
  *ret = miao_store_load (store, miao_kind_find (kind), miao_record_get (from, field), error);

  return *ret != NULL;
}

static gboolean
read_evaluation (MiaoStore *store, MiaoPlacementFacts *facts, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));

  miao_query_where (query, "placement", MIAO_OP_EQ, miao_placement_facts_id (facts));
  miao_query_where (query, "kind", MIAO_OP_EQ, "EV_C_INTEGRATION");
  miao_query_order (query, "created_at", TRUE);

  return miao_store_find_first (store, query, &facts->evaluation, error);
}

static gboolean
read_short_care (MiaoStore *store, MiaoPlacementFacts *facts, GError **error)
{
  g_autoptr (MiaoQuery) query = NULL;

  if (!miao_placement_facts_in (facts, "SHORT_CARE"))
    return TRUE;
  query = miao_query_new (miao_kind_find ("short_care"));
  miao_query_where (query, "placement", MIAO_OP_EQ, miao_placement_facts_id (facts));
  miao_query_where (query, "ended_on", MIAO_OP_NULL, NULL);

  return miao_store_find_first (store, query, &facts->short_care, error);
}

static gboolean
read_visits (MiaoStore *store, MiaoPlacementFacts *facts, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("visit"));

  miao_query_where (query, "placement", MIAO_OP_EQ, miao_placement_facts_id (facts));
  miao_query_order (query, "visited_on", TRUE);
  facts->visits = miao_store_select (store, query, error);

  return facts->visits != NULL;
}

/* Who lives with the family now; of them, the others can be visited with this child. */
static gboolean
read_fostered (MiaoStore *store, MiaoPlacementFacts *facts, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));

  miao_query_where (query, "family", MIAO_OP_EQ, miao_record_get (facts->placement, "family"));
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_OPEN);
  miao_query_order (query, "moved_in_on", FALSE);
  facts->others = miao_store_select (store, query, error);
  if (facts->others == NULL)
    return FALSE;
  facts->foster_now = facts->others->len;
  for (guint n = facts->others->len; n > 0; n--) {
    const MiaoRecord *other = facts->others->pdata[n - 1];

    if (g_str_equal (miao_record_get_id (other), miao_placement_facts_id (facts)) ||
        miao_record_is (other, "status", "SUSPENDED") ||
        miao_record_is (other, "status", "SHORT_CARE"))
      g_ptr_array_remove_index (facts->others, n - 1);
  }

  return TRUE;
}

char *
miao_placement_facts_dup_child (const MiaoPlacementFacts *facts, const MiaoRecord *placement)
{
  g_autoptr (MiaoRecord) child =
      miao_store_load (miao_session_get_store (facts->session), miao_kind_find ("child"),
                       miao_record_get (placement, "child"), NULL);
  const char *name = child != NULL ? miao_record_get (child, "name") : NULL;

  return g_strdup (name != NULL ? name : "…");
}

MiaoPlacementFacts *
miao_placement_facts_read (MiaoSession *session, const char *id, GError **error)
{
  g_autoptr (MiaoPlacementFacts) facts = g_new0 (MiaoPlacementFacts, 1);
  MiaoStore *store = miao_session_get_store (session);

  facts->session = miao_session_ref (session);
  facts->today = miao_session_today (session);
  if (!miao_thresholds_read (store, facts->today, &facts->settings, error))
    return NULL;
  facts->placement = miao_store_load (store, miao_kind_find ("placement"), id, error);
  if (facts->placement == NULL ||
      !follow (store, facts->placement, "matching", "matching", &facts->matching, error) ||
      !follow (store, facts->placement, "child", "child", &facts->child, error) ||
      !follow (store, facts->placement, "family", "family", &facts->family, error) ||
      !follow (store, facts->placement, "agreement", "agreement", &facts->agreement, error) ||
      !follow (store, facts->placement, "termination", "termination", &facts->termination, error) ||
      !follow (store, facts->family, "main_caregiver_member", "family_member", &facts->caregiver,
               error) ||
      !read_evaluation (store, facts, error) || !read_short_care (store, facts, error) ||
      !read_visits (store, facts, error) || !read_fostered (store, facts, error))
    return NULL;

  return g_steal_pointer (&facts);
}

const char *
miao_placement_facts_id (const MiaoPlacementFacts *facts)
{
  return miao_record_get_id (facts->placement);
}

gboolean
miao_placement_facts_in (const MiaoPlacementFacts *facts, const char *states)
{
  g_auto (GStrv) list = g_strsplit (states, " ", -1);

  return g_strv_contains ((const char *const *) list, miao_record_get (facts->placement, "status"));
}

MiaoDate
miao_placement_facts_next_visit (const MiaoPlacementFacts *facts, MiaoDate *ret_last, int *ret_days)
{
  gboolean integration = miao_placement_facts_in (facts, "INTEGRATION EXTENDED");
  MiaoDate last = miao_record_get_date (facts->placement, "moved_in_on"), back, next;
  MiaoDate agreed = MIAO_DATE_NONE;
  int days;

  if ((!integration && !miao_placement_facts_in (facts, "CONFIRMED ENDING")) ||
      miao_pauses_read (facts->placement, &back))
    return MIAO_DATE_NONE;
  if (facts->visits->len > 0) {
    const MiaoRecord *visit = facts->visits->pdata[0];
    const MiaoDate seen = miao_record_get_date (visit, "visited_on");

    last = MAX (last, seen);
    agreed = miao_due_agreed_visit (seen, miao_record_get_date (visit, "next_due"),
                                    miao_record_get_date (facts->placement, "confirmed_on"),
                                    &facts->settings);
  }
  last = MAX (last, back);
  days = miao_due_visit_days (integration, miao_record_get_date (facts->child, "birth_date"),
                              &facts->settings, facts->today);
  next = miao_due_next_visit (last, days, agreed);
  if (ret_last != NULL) {
    *ret_last = last;
    *ret_days = next - last;
  }

  return next;
}

char *
miao_placement_facts_dup_title (const MiaoPlacementFacts *facts)
{
  const char *child = miao_record_get (facts->child, "name");
  const char *family = miao_record_get (facts->family, "name");

  return g_strdup_printf ("%s · %s",
                          child != NULL ? child : miao_record_get (facts->child, "child_no"),
                          family != NULL ? family : miao_record_get (facts->family, "family_no"));
}

MiaoRecord *
miao_placement_facts_refusal (const MiaoPlacementFacts *facts)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child_opinion"));
  g_autoptr (MiaoRecord) last = NULL;

  miao_query_where (query, "child", MIAO_OP_EQ, miao_record_get_id (facts->child));
  miao_query_where (query, "about", MIAO_OP_EQ, "PRE");
  miao_query_order (query, "held_on", TRUE);
  miao_query_order (query, "created_at", TRUE);
  miao_query_limit (query, 1);
  last = miao_store_first (miao_session_get_store (facts->session), query, NULL);

  return last != NULL && miao_record_is (last, "opinion", "DISAGREE") ? g_steal_pointer (&last)
                                                                      : NULL;
}
