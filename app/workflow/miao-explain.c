/* What was so on one day, and what the rules say about it. */
#include "config.h"

#include "miao-explain.h"

#include "miao-as-at.h"
#include "miao-audit.h"
#include "miao-codes.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-kinds.h"
#include "miao-sight.h"

#include <string.h>

static void
put_day (JsonObject *object, const char *name, MiaoDate day)
{
  char text[MIAO_DATE_BUFFER];

  if (day != MIAO_DATE_NONE)
    json_object_set_string_member (object, name, miao_date_format (day, text));
}

static void
put_code (JsonObject *object, const char *name, const char *table, const char *code)
{
  g_autofree char *zh = g_strconcat (name, "_zh", NULL);
  g_autofree char *en = g_strconcat (name, "_en", NULL);

  if (code == NULL)
    return;
  json_object_set_string_member (object, name, code);
  json_object_set_string_member (object, zh, miao_codes_name (table, code, MIAO_LANGUAGE_ZH));
  json_object_set_string_member (object, en, miao_codes_name (table, code, MIAO_LANGUAGE_EN));
}

/* ---- placement ---- */

/* The days of a placement, and what they point into. */
typedef struct {
  GArray *short_cares;
  GArray *endings;
  MiaoPlacementDays days;
} Life;

static void
life_clear (Life *life)
{
  g_clear_pointer (&life->short_cares, g_array_unref);
  g_clear_pointer (&life->endings, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Life, life_clear)

static MiaoDate
first_of (const MiaoRecord *record, const char *one, const char *other)
{
  MiaoDate day = miao_record_get_date (record, one);

  return day != MIAO_DATE_NONE ? day : miao_record_get_date (record, other);
}

static GArray *
read_spans (MiaoCall *call,
            const char *kind,
            const char *placement,
            const char *from,
            const char *to,
            const char *or_to,
            GError **error)
{
  g_autoptr (GPtrArray) records = miao_call_all (call, kind, "placement", placement, error);
  GArray *spans;

  if (records == NULL)
    return NULL;
  spans = g_array_new (FALSE, TRUE, sizeof (MiaoSpan));
  for (guint i = 0; i < records->len; i++) {
    MiaoRecord *record = g_ptr_array_index (records, i);
    MiaoSpan span = { miao_record_get_date (record, from), first_of (record, to, or_to) };

    g_array_append_val (spans, span);
  }

  return spans;
}

static gboolean
read_days_before (MiaoCall *call, MiaoRecord *placement, MiaoPlacementDays *days, GError **error)
{
  g_autoptr (MiaoRecord) matching = NULL, agreement = NULL;

  if (miao_record_has (placement, "matching")) {
    matching = miao_call_load (call, "matching", miao_record_get (placement, "matching"), error);
    if (matching == NULL)
      return FALSE;
    if (miao_record_is (matching, "decision", "AGREE"))
      days->matched_on = miao_record_get_date (matching, "decided_on");
  }
  if (miao_record_has (placement, "agreement")) {
    agreement = miao_call_load (call, "agreement", miao_record_get (placement, "agreement"), error);
    if (agreement == NULL)
      return FALSE;
    days->signed_on = miao_record_get_date (agreement, "effective_on");
  }

  return TRUE;
}

/* A child that came back when an ending was withdrawn has no day of return: it counts as not
 * removed. */
static MiaoDate
removal_that_lasts (const MiaoRecord *placement)
{
  if (miao_record_is (placement, "status", "SUSPENDED") ||
      miao_record_is (placement, "status", "ENDING") ||
      miao_record_is (placement, "status", "ENDED") || miao_record_has (placement, "returned_on"))
    return miao_record_get_date (placement, "suspended_on");

  return MIAO_DATE_NONE;
}

static gboolean
read_life (MiaoCall *call, MiaoRecord *placement, Life *ret, GError **error)
{
  const char *id = miao_record_get_id (placement);

  ret->short_cares = read_spans (call, "short_care", id, "from_on", "ended_on", "ended_on", error);
  if (ret->short_cares == NULL)
    return FALSE;
  ret->endings =
      read_spans (call, "termination", id, "started_on", "withdrawn_on", "decided_on", error);
  if (ret->endings == NULL)
    return FALSE;
  ret->days = (MiaoPlacementDays){
    .proposed_on = miao_record_get_date (placement, "proposed_on"),
    .moved_in_on = miao_record_get_date (placement, "moved_in_on"),
    .extended_to = miao_record_get_date (placement, "extended_to"),
    .confirmed_on = miao_record_get_date (placement, "confirmed_on"),
    .suspended_on = removal_that_lasts (placement),
    .returned_on = miao_record_get_date (placement, "returned_on"),
    .ended_on = miao_record_get_date (placement, "ended_on"),
    .short_cares = (const MiaoSpan *) ret->short_cares->data,
    .n_short_cares = ret->short_cares->len,
    .endings = (const MiaoSpan *) ret->endings->data,
    .n_endings = ret->endings->len,
  };

  return read_days_before (call, placement, &ret->days, error);
}

/* The newest integration evaluation that was concluded by that day. */
static MiaoRecord *
find_evaluation (MiaoCall *call, const char *placement, MiaoDate on, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autofree char *day = miao_date_dup (on);

  miao_query_where (query, "placement", MIAO_OP_EQ, placement);
  miao_query_where (query, "kind", MIAO_OP_EQ, "EV_C_INTEGRATION");
  miao_query_where (query, "status", MIAO_OP_IN, "FINAL REVIEWED FILED");
  miao_query_where (query, "finished_on", MIAO_OP_LE, day);
  miao_query_order (query, "finished_on", TRUE);
  miao_query_limit (query, 1);

  return miao_store_first (call->store, query, error);
}

/* What is asked at the next step from the state of that day. */
static gboolean
ask_next (MiaoCall *call, MiaoRecord *placement, const char *state, MiaoDate on, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) evaluation = NULL;

  if (g_strcmp0 (state, "INTEGRATION") != 0 && g_strcmp0 (state, "EXTENDED") != 0)
    return TRUE;
  evaluation = find_evaluation (call, miao_record_get_id (placement), on, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }

  return miao_facts_ask_confirm (call, placement, evaluation, on, error);
}

static gboolean
explain_placement (
    MiaoCall *call, MiaoRecord *placement, MiaoDate on, JsonObject *object, GError **error)
{
  g_auto (Life) life = { 0 };
  const char *state;
  MiaoDate in = miao_record_get_date (placement, "moved_in_on");

  if (!read_life (call, placement, &life, error))
    return FALSE;
  state = miao_placement_state_on (&life.days, miao_facts_settings (call), on);
  put_code (object, "state", "placement_status", state);
  json_object_set_string_member (object, "child", miao_record_get (placement, "child"));
  json_object_set_string_member (object, "family", miao_record_get (placement, "family"));
  put_day (object, "moved_in_on", in);
  put_day (object, "integration_due_min", miao_record_get_date (placement, "integration_due_min"));
  put_day (object, "integration_due_max", miao_record_get_date (placement, "integration_due_max"));
  if (in != MIAO_DATE_NONE && in <= on)
    json_object_set_int_member (object, "day", on - in);

  return ask_next (call, placement, state, on, error);
}

/* Placements of a child or family that had begun and not ended on that day. */
static JsonArray *
read_placements (MiaoCall *call, const char *field, const char *id, MiaoDate on, GError **error)
{
  g_autoptr (GPtrArray) placements = miao_call_all (call, "placement", field, id, error);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; placements != NULL && i < placements->len; i++) {
    MiaoRecord *placement = g_ptr_array_index (placements, i);
    g_auto (Life) life = { 0 };
    const char *state;
    JsonObject *row;

    if (miao_record_is (placement, "status", "CANCELLED"))
      continue;
    if (!read_life (call, placement, &life, error))
      return NULL;
    state = miao_placement_state_on (&life.days, miao_facts_settings (call), on);
    if (state == NULL || strcmp (state, "ENDED") == 0)
      continue;
    row = json_object_new ();
    json_object_set_string_member (row, "placement", miao_record_get_id (placement));
    put_code (row, "state", "placement_status", state);
    json_array_add_object_element (array, row);
  }

  return placements != NULL ? g_steal_pointer (&array) : NULL;
}

/* ---- child and family ---- */

static gboolean
explain_child (MiaoCall *call, MiaoRecord *child, MiaoDate on, JsonObject *object, GError **error)
{
  const char *id = miao_record_get_id (child);
  g_autoptr (GPtrArray) admissions = miao_call_all (call, "admission", "child", id, error);
  JsonArray *placements;
  const char *state = NULL;

  if (admissions == NULL)
    return FALSE;
  for (guint i = 0; i < admissions->len; i++) {
    MiaoRecord *admission = g_ptr_array_index (admissions, i);
    MiaoDate arrived = miao_record_get_date (admission, "arrived_on");
    MiaoDate formal = miao_record_get_date (admission, "formal_on");
    MiaoDate left = miao_record_get_date (admission, "closed_on");

    if (arrived == MIAO_DATE_NONE || arrived > on)
      continue;
    state = left != MIAO_DATE_NONE && left <= on       ? "EXITED"
            : formal != MIAO_DATE_NONE && formal <= on ? "IN_CARE"
                                                       : "PRE_INTAKE";
    put_day (object, "arrived_on", arrived);
  }
  placements = read_placements (call, "child", id, on, error);
  if (placements == NULL)
    return FALSE;
  for (guint i = 0; g_strcmp0 (state, "IN_CARE") == 0 && i < json_array_get_length (placements);
       i++) {
    const char *there =
        json_object_get_string_member (json_array_get_object_element (placements, i), "state");

    if (strcmp (there, "INTEGRATION") == 0 || strcmp (there, "EXTENDED") == 0)
      state = "FOSTER_INTEG";
    else if (strcmp (there, "CONFIRMED") == 0 || strcmp (there, "SHORT_CARE") == 0 ||
             strcmp (there, "ENDING") == 0)
      state = "FOSTER";
  }
  put_code (object, "state", "child_status", state);
  json_object_set_int_member (object, "age",
                              miao_date_age (miao_record_get_date (child, "birth_date"), on));
  json_object_set_array_member (object, "placements", placements);

  return TRUE;
}

static gboolean
explain_family (MiaoCall *call, MiaoRecord *family, MiaoDate on, JsonObject *object, GError **error)
{
  const char *id = miao_record_get_id (family);
  g_autoptr (GPtrArray) members = miao_call_all (call, "family_member", "family", id, error);
  g_autoptr (GPtrArray) periods = NULL;
  JsonArray *placements, *living = json_array_new ();
  MiaoDate approved = miao_record_get_date (family, "approved_on");
  MiaoDate until = miao_record_get_date (family, "approved_until");

  json_object_set_array_member (object, "members", living);
  periods = members != NULL ? miao_call_all (call, "caregiver_period", "family", id, error) : NULL;
  placements = periods != NULL ? read_placements (call, "family", id, on, error) : NULL;
  if (placements == NULL)
    return FALSE;
  json_object_set_array_member (object, "placements", placements);
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
  json_object_set_boolean_member (object, "qualified",
                                  approved != MIAO_DATE_NONE && approved <= on &&
                                      (until == MIAO_DATE_NONE || on <= until));

  return TRUE;
}

/* ---- all ---- */

static gboolean
check_question (MiaoSession *session, const char *kind, MiaoDate on, GError **error)
{
  static const char *const kinds[] = { "placement", "child", "family", NULL };

  if (!g_strv_contains (kinds, kind)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("不能说明“%s”：请用 placement、child 或 family。",
                            "“%s” cannot be explained: placement, child or family can."),
                 kind);
    return FALSE;
  }
  if (on == MIAO_DATE_NONE || on > miao_session_today (session)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("请给出今天或以前的日期。", "Give today or a day before."));
    return FALSE;
  }

  return miao_session_require (session, miao_sight_section (miao_kind_find (kind)), error);
}

JsonObject *
miao_explain (MiaoSession *session, const char *kind, const char *id, MiaoDate on, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autoptr (MiaoRecord) record = NULL;
  MiaoCall call = { .session = session,
                    .store = miao_session_get_store (session),
                    .today = on,
                    .now_ms = miao_session_now_ms (session),
                    .preview = TRUE,
                    .findings = findings };
  gboolean done;

  if (!check_question (session, kind, on, error))
    return NULL;
  record = miao_store_load (call.store, miao_kind_find (kind), id, error);
  if (record == NULL || !miao_audit_read (session, kind, id, error))
    return NULL;
  json_object_set_string_member (object, "kind", kind);
  json_object_set_string_member (object, "id", id);
  put_day (object, "on", on);
  if (strcmp (kind, "placement") == 0)
    done = explain_placement (&call, record, on, object, error);
  else if (strcmp (kind, "child") == 0)
    done = explain_child (&call, record, on, object, error);
  else
    done = explain_family (&call, record, on, object, error);
  g_free (call.settings);
  if (!done)
    return NULL;
  json_object_set_array_member (object, "findings", miao_findings_to_json (findings));

  return g_steal_pointer (&object);
}
