/* What becomes of a child that was away: asked by whatever ends a time away, and by whatever must
 * not overlap with one. */
#include "config.h"

#include "miao-leave.h"

#include "miao-facts.h"
#include "miao-states.h"

#define PROVISIONAL "PRE_INTAKE"
#define CARE_IN_HOUSE "1"
#define CARE_WITH_FAMILY "2"

gboolean
miao_leave_state_after (MiaoCall *call, const char *child, const char **ret_to, GError **error)
{
  g_autoptr (GPtrArray) placements = miao_call_all (call, "placement", "child", child, error);

  *ret_to = "IN_CARE";
  for (guint i = 0; placements != NULL && i < placements->len; i++) {
    MiaoRecord *placement = placements->pdata[i];

    if (miao_state_placement_open (miao_record_get (placement, "status")) &&
        !miao_record_is (placement, "status", "SUSPENDED"))
      *ret_to = miao_record_has (placement, "confirmed_on") ? "FOSTER" : "FOSTER_INTEG";
  }

  return placements != NULL;
}

MiaoRecord *
miao_leave_find_open (MiaoCall *call, const char *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child_leave"));

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_where (query, "ended_on", MIAO_OP_NULL, NULL);

  return miao_store_first (call->store, query, error);
}

const char *
miao_leave_care_mode (const char *before, const char *to)
{
  if (g_str_equal (to, "FOSTER") || g_str_equal (to, "FOSTER_INTEG"))
    return CARE_WITH_FAMILY;

  return before == NULL || g_str_equal (before, CARE_WITH_FAMILY) ? CARE_IN_HOUSE : before;
}

gboolean
miao_leave_settle (
    MiaoCall *call, MiaoRecord *child, const MiaoRecord *stay, const char **ret_to, GError **error)
{
  if (!miao_leave_state_after (call, miao_record_get_id (child), ret_to, error))
    return FALSE;
  if (miao_record_is (stay, "state_before", PROVISIONAL))
    *ret_to = PROVISIONAL;
  miao_record_set (child, "care_mode",
                   miao_leave_care_mode (miao_record_get (stay, "care_mode_before"), *ret_to));
  miao_record_set (child, "away_until", NULL);

  return TRUE;
}

gboolean
miao_leave_end (MiaoCall *call, MiaoRecord *leave, MiaoDate on, gboolean returned, GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (leave);

  miao_record_set_date (leave, "ended_on", MAX (on, miao_record_get_date (leave, "from_on")));
  miao_record_set_bool (leave, "returned", returned);

  return miao_call_update (call, before, leave, error);
}

gboolean
miao_leave_close (MiaoCall *call, MiaoRecord *child, MiaoDate on, gboolean lost, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) leave = miao_leave_find_open (call, miao_record_get_id (child), &problem);
  const char *to;

  if (leave == NULL) {
    if (problem != NULL)
      g_propagate_error (error, g_steal_pointer (&problem));
    return problem == NULL;
  }
  miao_record_set (child, "away_until", NULL);

  return (!lost || miao_leave_settle (call, child, leave, &to, error)) &&
         miao_leave_end (call, leave, on, FALSE, error);
}

gboolean
miao_leave_first_day (MiaoCall *call, const char *child, MiaoDate *ret_first, GError **error)
{
  static const char *const kinds[] = { "child_leave", "adoption_case" };
  g_autoptr (MiaoRecord) stay = miao_facts_open_admission (call->store, child, error);

  if (stay == NULL)
    return FALSE;
  *ret_first = miao_record_get_date (stay, "arrived_on");
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GPtrArray) away = miao_call_all (call, kinds[i], "child", child, error);

    if (away == NULL)
      return FALSE;
    for (guint j = 0; j < away->len; j++)
      *ret_first = MAX (*ret_first, miao_record_get_date (away->pdata[j], "ended_on"));
  }

  return TRUE;
}
