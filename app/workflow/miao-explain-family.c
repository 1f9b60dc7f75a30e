/* A foster family on one day. Its way is told from the days of its papers; what has no day of its
 * own, an application sent back or a suspension, from the log of the changes. */
#include "config.h"

#include "miao-explain-private.h"
#include "miao-facts-private.h"
#include "miao-standards.h"
#include "miao-store-audit.h"

#include <string.h>

typedef struct {
  MiaoDate on;
  char *state;
} Told;

typedef struct {
  const MiaoRuleSettings *settings;
  GPtrArray *lives;
  GArray *told; /* of Told: changes of the state in the log, the oldest first */
  MiaoDate known_on;
  MiaoDate applied_on;
  MiaoDate evaluated_on; /* when its evaluation began */
  MiaoDate approved_on;
  MiaoDate approved_until; /* tells whether it is qualified, not the state */
  MiaoDate filed_on;
  MiaoDate trained_on;
  MiaoDate barred_on;
} FamilyLife;

static void
told_clear (gpointer data)
{
  g_free (((Told *) data)->state);
}

static void
family_life_clear (FamilyLife *life)
{
  g_clear_pointer (&life->lives, g_ptr_array_unref);
  g_clear_pointer (&life->told, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FamilyLife, family_life_clear)

static MiaoDate
day_of (gint64 ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (ms / 1000);

  return at != NULL ? miao_date_from_ymd (g_date_time_get_year (at), g_date_time_get_month (at),
                                          g_date_time_get_day_of_month (at))
                    : MIAO_DATE_NONE;
}

static gboolean
reached (MiaoDate day, MiaoDate on)
{
  return day != MIAO_DATE_NONE && day <= on;
}

/* ---- the state ---- */

/* What only the log knows; (nullable). */
static const Told *
find_told (const FamilyLife *life, MiaoDate on)
{
  static const char *const kept[] = {
    "RETURNED", "REJECTED", "SUSPENDED", "EXPIRED", "CLOSED", NULL
  };
  const Told *last = NULL;

  for (guint i = 0; i < life->told->len; i++) {
    const Told *told = &g_array_index (life->told, Told, i);

    if (told->on <= on)
      last = told;
  }

  return last != NULL && g_strv_contains (kept, last->state) ? last : NULL;
}

static gboolean
is_fostering (const FamilyLife *life, MiaoDate on)
{
  static const char *const living[] = { "INTEGRATION", "EXTENDED", "CONFIRMED", "SHORT_CARE",
                                        "SUSPENDED",   "ENDING",   NULL };

  for (guint i = 0; i < life->lives->len; i++) {
    const MiaoPlacementLife *placed = life->lives->pdata[i];
    const char *state = miao_placement_state_on (&placed->days, life->settings, on);

    if (state != NULL && g_strv_contains (living, state))
      return TRUE;
  }

  return FALSE;
}

static const char *
family_state (gconstpointer data, MiaoDate on)
{
  const FamilyLife *life = data;
  const Told *told;

  if (reached (life->barred_on, on))
    return "BARRED";
  told = find_told (life, on);
  if (told != NULL)
    return told->state;
  if (is_fostering (life, on))
    return "ACTIVE";
  if (reached (life->approved_on, on)) {
    if (!reached (life->filed_on, on))
      return "QUALIFIED";
    return reached (life->trained_on, on) ? "TRAINED" : "FILED";
  }
  if (reached (life->evaluated_on, on))
    return "EVALUATING";
  if (reached (life->applied_on, on))
    return "APPLIED";

  return reached (life->known_on, on) ? "INQUIRY" : NULL;
}

/* ---- read ---- */

static void
take_first (MiaoDate *day, MiaoDate other)
{
  if (other != MIAO_DATE_NONE && (*day == MIAO_DATE_NONE || other < *day))
    *day = other;
}

/* (nullable): what @field became in a line of the log. */
static const char *
became (JsonNode *changed, const char *field)
{
  JsonNode *pair = changed != NULL && JSON_NODE_HOLDS_OBJECT (changed)
                       ? json_object_get_member (json_node_get_object (changed), field)
                       : NULL;
  JsonArray *array =
      pair != NULL && JSON_NODE_HOLDS_ARRAY (pair) ? json_node_get_array (pair) : NULL;

  return array != NULL && json_array_get_length (array) == 2 &&
                 !json_array_get_null_element (array, 1)
             ? json_array_get_string_element (array, 1)
             : NULL;
}

static gboolean
hear (const MiaoAuditRow *row, gpointer data, GError **error)
{
  g_autoptr (JsonNode) node = row->detail != NULL ? json_from_string (row->detail, NULL) : NULL;
  JsonObject *detail =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *changed = detail != NULL ? json_object_get_member (detail, "changed") : NULL;
  const char *state = became (changed, "status");

  if (state != NULL) {
    Told told = { day_of (row->at_ms), g_strdup (state) };

    g_array_append_val ((GArray *) data, told);
  }

  return TRUE;
}

static gboolean
read_papers (MiaoCall *call, const char *id, FamilyLife *life, GError **error)
{
  g_autoptr (GPtrArray) applications = miao_call_all (call, "application", "family", id, error);
  g_autoptr (GPtrArray) evaluations = NULL, trainings = NULL;

  evaluations =
      applications != NULL ? miao_call_all (call, "evaluation", "subject_family", id, error) : NULL;
  trainings = evaluations != NULL ? miao_call_all (call, "training", "family", id, error) : NULL;
  if (trainings == NULL)
    return FALSE;
  for (guint i = 0; i < applications->len; i++)
    take_first (&life->applied_on, miao_record_get_date (applications->pdata[i], "applied_on"));
  for (guint i = 0; i < evaluations->len; i++) {
    MiaoRecord *evaluation = evaluations->pdata[i];

    if (!miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE"))
      continue;
    take_first (&life->evaluated_on, miao_record_get_date (evaluation, "started_on"));
    take_first (&life->evaluated_on, day_of (miao_record_get_created_at (evaluation)));
  }
  for (guint i = 0; i < trainings->len; i++) {
    if (miao_facts_is_pre_service (trainings->pdata[i]))
      take_first (&life->trained_on, miao_record_get_date (trainings->pdata[i], "to_on"));
  }

  return TRUE;
}

static gboolean
read_life (MiaoCall *call, MiaoRecord *family, FamilyLife *life, GError **error)
{
  const char *id = miao_record_get_id (family);

  life->settings = miao_facts_settings (call);
  life->told = g_array_new (FALSE, FALSE, sizeof (Told));
  g_array_set_clear_func (life->told, told_clear);
  life->approved_on = miao_record_get_date (family, "approved_on");
  life->approved_until = miao_record_get_date (family, "approved_until");
  life->filed_on = miao_record_get_date (family, "filed_on");
  life->barred_on = miao_record_get_date (family, "blacklist_on");
  life->lives = miao_explain_lives (call, "family", id, error);
  if (life->lives == NULL || !read_papers (call, id, life, error) ||
      !miao_store_audit_each (call->store, 1, id, NULL, FALSE, 0, hear, life->told, error))
    return FALSE;
  life->known_on = day_of (miao_record_get_created_at (family));
  take_first (&life->known_on, life->applied_on);
  take_first (&life->known_on, life->evaluated_on);
  take_first (&life->known_on, life->approved_on);
  for (guint i = 0; i < life->lives->len; i++)
    take_first (&life->known_on, ((MiaoPlacementLife *) life->lives->pdata[i])->days.proposed_on);

  return TRUE;
}

/* ---- who lived there ---- */

static gboolean
put_people (MiaoCall *call, const char *id, MiaoDate on, JsonObject *object, GError **error)
{
  g_autoptr (GPtrArray) members = miao_call_all (call, "family_member", "family", id, error);
  g_autoptr (GPtrArray) periods =
      members != NULL ? miao_call_all (call, "caregiver_period", "family", id, error) : NULL;
  JsonArray *living = json_array_new ();

  json_object_set_array_member (object, "members", living);
  if (periods == NULL)
    return FALSE;
  for (guint i = 0; i < members->len; i++) {
    MiaoRecord *member = g_ptr_array_index (members, i);
    MiaoDate joined = miao_record_get_date (member, "joined_on");
    MiaoDate left = miao_record_get_date (member, "left_on");

    if (miao_record_get_bool (member, "co_living") && joined <= on &&
        (left == MIAO_DATE_NONE || on <= left))
      json_array_add_string_element (living, miao_record_get_id (member));
  }
  for (guint i = 0; i < periods->len; i++) {
    MiaoRecord *period = g_ptr_array_index (periods, i);
    MiaoDate to = miao_record_get_date (period, "to_on");

    if (miao_record_get_date (period, "from_on") <= on && (to == MIAO_DATE_NONE || on <= to))
      json_object_set_string_member (object, "main_caregiver", miao_record_get (period, "member"));
  }

  return TRUE;
}

gboolean
miao_explain_family (
    MiaoCall *call, MiaoRecord *family, MiaoDate on, JsonObject *object, GError **error)
{
  g_auto (FamilyLife) life = { 0 };
  const Told *told;
  JsonArray *local;
  gboolean qualified;

  if (!read_life (call, family, &life, error) ||
      !put_people (call, miao_record_get_id (family), on, object, error))
    return FALSE;
  miao_explain_put_state (object, "family_status", family_state, &life, life.known_on, on);
  /* The log does not keep what people wrote: of a state that is over the reason is gone. */
  told = reached (life.barred_on, on) ? NULL : find_told (&life, on);
  if (told != NULL && told == &g_array_index (life.told, Told, life.told->len - 1) &&
      miao_record_is (family, "status", told->state) && miao_record_has (family, "status_reason"))
    json_object_set_string_member (object, "state_reason",
                                   miao_record_get (family, "status_reason"));
  miao_explain_put_placements (call, object, life.lives, on);
  local = miao_standards_local_to_json (call->store, on, error);
  if (local == NULL)
    return FALSE;
  json_object_set_array_member (object, "local_figures", local);
  qualified = reached (life.approved_on, on) &&
              (life.approved_until == MIAO_DATE_NONE || on <= life.approved_until);
  json_object_set_boolean_member (object, "qualified", qualified);
  if (reached (life.approved_on, on) && !qualified)
    miao_explain_put_day (object, "expired_since", life.approved_until + 1);
  if (reached (life.approved_on, on))
    miao_explain_put_day (object, "approved_until", life.approved_until);

  return TRUE;
}
