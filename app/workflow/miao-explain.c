/* What was so on one day, and what the rules say about it. */
#include "config.h"

#include "miao-correction.h"
#include "miao-explain.h"

#include "miao-audit.h"
#include "miao-aways.h"
#include "miao-codes.h"
#include "miao-error.h"
#include "miao-explain-private.h"
#include "miao-facts.h"
#include "miao-kinds.h"
#include "miao-sight.h"
#include "miao-states.h"

#include <string.h>

void
miao_explain_put_day (JsonObject *object, const char *name, MiaoDate day)
{
  char text[MIAO_DATE_BUFFER];

  if (day != MIAO_DATE_NONE)
    json_object_set_string_member (object, name, miao_date_format (day, text));
}

void
miao_explain_put_code (JsonObject *object, const char *name, const char *table, const char *code)
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

void
miao_placement_life_free (MiaoPlacementLife *life)
{
  g_free (life->placement);
  g_clear_pointer (&life->removals, g_array_unref);
  g_clear_pointer (&life->short_cares, g_array_unref);
  g_clear_pointer (&life->endings, g_array_unref);
  g_free (life);
}

static MiaoDate
first_of (const MiaoRecord *record, const char *one, const char *other)
{
  MiaoDate day = miao_record_get_date (record, one);

  return day != MIAO_DATE_NONE ? day : miao_record_get_date (record, other);
}

GArray *
miao_explain_read_spans (MiaoCall *call,
                         const char *kind,
                         const char *of,
                         const char *id,
                         const char *from,
                         const char *to,
                         const char *or_to,
                         GError **error)
{
  g_autoptr (GPtrArray) records = miao_call_all (call, kind, of, id, error);
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

/* The day of the first agreement: others renewed it. */
static gboolean
read_signed (MiaoCall *call, const MiaoRecord *placement, MiaoDate *ret_on, GError **error)
{
  const char *matching = miao_record_get (placement, "matching");
  g_autoptr (GPtrArray) agreements =
      miao_call_all (call, "agreement", "child", miao_record_get (placement, "child"), error);

  for (guint i = 0; agreements != NULL && i < agreements->len; i++) {
    MiaoRecord *agreement = agreements->pdata[i];
    MiaoDate on = miao_record_get_date (agreement, "effective_on");
    gboolean own = miao_record_is (placement, "agreement", miao_record_get_id (agreement)) ||
                   (matching != NULL && miao_record_is (agreement, "matching", matching));

    if (own && on != MIAO_DATE_NONE && (*ret_on == MIAO_DATE_NONE || on < *ret_on))
      *ret_on = on;
  }

  return agreements != NULL;
}

static gboolean
read_days_before (MiaoCall *call, MiaoRecord *placement, MiaoPlacementDays *days, GError **error)
{
  g_autoptr (MiaoRecord) matching = NULL;

  if (miao_record_has (placement, "matching")) {
    matching = miao_call_load (call, "matching", miao_record_get (placement, "matching"), error);
    if (matching == NULL)
      return FALSE;
    if (miao_record_is (matching, "decision", "AGREE"))
      days->matched_on = miao_record_get_date (matching, "decided_on");
  }

  return !miao_record_has (placement, "agreement") ||
         read_signed (call, placement, &days->signed_on, error);
}

static gboolean
is_removed (const MiaoRecord *placement)
{
  return miao_record_is (placement, "status", "SUSPENDED") ||
         miao_record_is (placement, "status", "ENDING") ||
         miao_record_is (placement, "status", "ENDED");
}

/* Every removal. Those from before the days were kept one by one have one day each way, and may
 * have none of return: such a child counts as not removed. */
static GArray *
read_removals (const MiaoRecord *placement)
{
  g_autoptr (JsonArray) list = miao_record_get_list (placement, "removals");
  GArray *removals = g_array_new (FALSE, TRUE, sizeof (MiaoSpan));
  MiaoSpan span = { miao_record_get_date (placement, "suspended_on"),
                    miao_record_get_date (placement, "returned_on") };

  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *one = json_array_get_object_element (list, i);
    const MiaoSpan removal = {
      miao_date_parse (json_object_get_string_member_with_default (one, "on", NULL)),
      miao_date_parse (json_object_get_string_member_with_default (one, "returned_on", NULL))
    };

    g_array_append_val (removals, removal);
  }
  if (removals->len == 0 && (span.to != MIAO_DATE_NONE || is_removed (placement)))
    g_array_append_val (removals, span);

  return removals;
}

static MiaoPlacementLife *
read_life (MiaoCall *call, MiaoRecord *placement, GError **error)
{
  const char *id = miao_record_get_id (placement);
  g_autoptr (MiaoPlacementLife) life = g_new0 (MiaoPlacementLife, 1);

  life->placement = g_strdup (id);
  life->removals = read_removals (placement);
  life->short_cares = miao_explain_read_spans (call, "short_care", "placement", id, "from_on",
                                               "ended_on", "ended_on", error);
  if (life->short_cares == NULL)
    return NULL;
  life->endings = miao_explain_read_spans (call, "termination", "placement", id, "started_on",
                                           "withdrawn_on", "decided_on", error);
  if (life->endings == NULL)
    return NULL;
  life->days = (MiaoPlacementDays){
    .proposed_on = miao_record_get_date (placement, "proposed_on"),
    .moved_in_on = miao_record_get_date (placement, "moved_in_on"),
    .extended_to = miao_record_get_date (placement, "extended_to"),
    .confirmed_on = miao_record_get_date (placement, "confirmed_on"),
    .ended_on = miao_record_get_date (placement, "ended_on"),
    .cancelled_on = miao_record_get_date (placement, "cancelled_on"),
    .removals = (const MiaoSpan *) life->removals->data,
    .n_removals = life->removals->len,
    .short_cares = (const MiaoSpan *) life->short_cares->data,
    .n_short_cares = life->short_cares->len,
    .endings = (const MiaoSpan *) life->endings->data,
    .n_endings = life->endings->len,
  };

  return read_days_before (call, placement, &life->days, error) ? g_steal_pointer (&life) : NULL;
}

/* ---- the state, and since when ---- */

void
miao_explain_put_state (JsonObject *object,
                        const char *table,
                        MiaoStateFunc state,
                        gconstpointer data,
                        MiaoDate first,
                        MiaoDate on)
{
  const char *code = state (data, on);
  MiaoDate since = on;

  miao_explain_put_code (object, "state", table, code);
  miao_explain_put_day (object, "known_from", first);
  if (code == NULL)
    return;
  while (since > first && g_strcmp0 (state (data, since - 1), code) == 0)
    since--;
  miao_explain_put_day (object, "since", since);
}

/* What the state of a placement is told from. */
typedef struct {
  const MiaoRuleSettings *settings;
  const MiaoPlacementLife *life;
} Life;

static const char *
placement_state (gconstpointer data, MiaoDate on)
{
  const Life *life = data;

  return miao_placement_state_on (&life->life->days, life->settings, on);
}

static gboolean
was_concluded (const MiaoRecord *evaluation, gconstpointer on)
{
  const MiaoDate from = miao_correction_counts_from (evaluation);

  return from != MIAO_DATE_NONE && from <= *(const MiaoDate *) on &&
         !miao_facts_evaluation_open (evaluation, NULL) &&
         !(miao_record_has (evaluation, "supersedes") && miao_correction_is_refused (evaluation));
}

/* The newest integration evaluation that was concluded by that day, in the version of that day. */
static MiaoRecord *
find_evaluation (MiaoCall *call, const char *placement, MiaoDate on, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autoptr (GPtrArray) all = NULL;

  miao_query_where (query, "placement", MIAO_OP_EQ, placement);
  miao_query_where (query, "kind", MIAO_OP_EQ, "EV_C_INTEGRATION");
  all = miao_store_select (call->store, query, error);

  return all != NULL ? miao_correction_newest (all, "finished_on", was_concluded, &on) : NULL;
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
  g_autoptr (MiaoPlacementLife) read = read_life (call, placement, error);
  Life life = { .settings = miao_facts_settings (call), .life = read };
  MiaoDate in = miao_record_get_date (placement, "moved_in_on");

  if (read == NULL)
    return FALSE;
  miao_explain_put_state (object, "placement_status", placement_state, &life,
                          read->days.proposed_on, on);
  if (g_strcmp0 (placement_state (&life, on), "CANCELLED") == 0 &&
      miao_record_has (placement, "cancel_reason"))
    json_object_set_string_member (object, "state_reason",
                                   miao_record_get (placement, "cancel_reason"));
  json_object_set_string_member (object, "child", miao_record_get (placement, "child"));
  json_object_set_string_member (object, "family", miao_record_get (placement, "family"));
  miao_explain_put_day (object, "moved_in_on", in);
  miao_explain_put_day (object, "integration_due_min",
                        miao_record_get_date (placement, "integration_due_min"));
  miao_explain_put_day (object, "integration_due_max",
                        miao_record_get_date (placement, "integration_due_max"));
  if (in != MIAO_DATE_NONE && in <= on)
    json_object_set_int_member (object, "day", on - in);
  /* Nobody is visited of a placement that the child has not come to, or left. */
  if (miao_state_placement_open (placement_state (&life, on)) && in != MIAO_DATE_NONE && in <= on &&
      !miao_aways_put (call->session, miao_record_get (placement, "child"), on, object, error))
    return FALSE;

  return ask_next (call, placement, placement_state (&life, on), on, error);
}

GPtrArray *
miao_explain_lives (MiaoCall *call, const char *field, const char *id, GError **error)
{
  g_autoptr (GPtrArray) placements = miao_call_all (call, "placement", field, id, error);
  g_autoptr (GPtrArray) lives =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_placement_life_free);

  for (guint i = 0; placements != NULL && i < placements->len; i++) {
    MiaoPlacementLife *life;

    if (miao_record_is (placements->pdata[i], "status", "CANCELLED"))
      continue;
    life = read_life (call, placements->pdata[i], error);
    if (life == NULL)
      return NULL;
    g_ptr_array_add (lives, life);
  }

  return placements != NULL ? g_steal_pointer (&lives) : NULL;
}

void
miao_explain_put_placements (MiaoCall *call, JsonObject *object, GPtrArray *lives, MiaoDate on)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < lives->len; i++) {
    const MiaoPlacementLife *life = lives->pdata[i];
    const char *state = miao_placement_state_on (&life->days, miao_facts_settings (call), on);
    JsonObject *row;

    if (state == NULL || strcmp (state, "ENDED") == 0)
      continue;
    row = json_object_new ();
    json_object_set_string_member (row, "placement", life->placement);
    miao_explain_put_code (row, "state", "placement_status", state);
    json_array_add_object_element (array, row);
  }
  json_object_set_array_member (object, "placements", array);
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

  if (strcmp (kind, "child") == 0 &&
      (!miao_session_require (session, MIAO_MAY_READ_ADMISSION, error) ||
       !miao_session_require (session, MIAO_MAY_READ_EVALUATION, error)))
    return FALSE;

  return miao_session_require (session, miao_sight_section (miao_kind_find (kind)), error);
}

gboolean
miao_explain_may (MiaoSession *session, const char *kind)
{
  return check_question (session, kind, miao_session_today (session), NULL);
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
  miao_explain_put_day (object, "on", on);
  if (strcmp (kind, "placement") == 0)
    done = explain_placement (&call, record, on, object, error);
  else if (strcmp (kind, "child") == 0)
    done = miao_explain_child (&call, record, on, object, error);
  else
    done = miao_explain_family (&call, record, on, object, error);
  done = done && miao_call_settings_held (&call, error);
  miao_call_clear_settings (&call);
  if (!done)
    return NULL;
  json_object_set_array_member (object, "findings", miao_findings_to_json (findings));

  return g_steal_pointer (&object);
}
