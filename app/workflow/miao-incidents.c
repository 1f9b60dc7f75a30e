#include "config.h"

#include "miao-incidents.h"

#include "miao-incident-children.h"
#include "miao-kinds.h"
#include "miao-value.h"

MiaoDate
miao_incident_day (const MiaoRecord *incident, const char *field)
{
  return miao_value_to_date (miao_kind_field (miao_record_get_kind (incident), field),
                             miao_record_get (incident, field));
}

MiaoIncidentFacts
miao_incident_facts (const MiaoRecord *incident)
{
  g_auto (GStrv) children = miao_incident_dup_children (incident);
  g_auto (GStrv) lost = miao_incident_dup_lost (incident);

  return (MiaoIncidentFacts){
    .incident = miao_record_get_id (incident),
    .kind = miao_record_get (incident, "kind"),
    .about_somebody = miao_record_has (incident, "child") ||
                      miao_record_has (incident, "placement") ||
                      miao_record_has (incident, "family"),
    .occurred_ms = miao_record_get_int (incident, "occurred_at", 0),
    .discovered_ms = miao_record_get_int (incident, "discovered_at", 0),
    .first_report_ms = miao_record_get_int (incident, "first_report_at", 0),
    .mandatory = miao_record_get_bool (incident, "mandatory"),
    .mandatory_known = miao_record_has (incident, "mandatory"),
    .has_ground = miao_record_has (incident, "mandatory_ground"),
    .has_measure = miao_record_has (incident, "safe_measure"),
    .with_family = miao_record_has (incident, "family"),
    .received_on = miao_incident_day (incident, "discovered_at"),
    .answered_on = miao_record_get_date (incident, "answered_on"),
    .has_decision = miao_record_has (incident, "result"),
    .children = g_strv_length (children),
    .still_missing = lost[0] != NULL,
  };
}

MiaoDate
miao_incident_report_day (JsonObject *report)
{
  const MiaoField *at = miao_kind_field (miao_kind_find ("incident"), "discovered_at");
  g_autofree char *ms = g_strdup_printf ("%" G_GINT64_FORMAT,
                                         json_object_get_int_member_with_default (report, "at", 0));

  return miao_value_to_date (at, ms);
}

gboolean
miao_incident_told_police (const MiaoRecord *incident)
{
  g_autoptr (JsonArray) reports = miao_record_get_list (incident, "reports");

  for (guint i = 0; i < json_array_get_length (reports); i++)
    if (g_strcmp0 (json_object_get_string_member_with_default (
                       json_array_get_object_element (reports, i), "to", NULL),
                   "POLICE") == 0)
      return TRUE;

  return FALSE;
}

guint
miao_incident_first_unanswered (const MiaoRecord *incident, MiaoDate *ret_on)
{
  g_autoptr (JsonArray) reports = miao_record_get_list (incident, "reports");

  for (guint i = 0; i < json_array_get_length (reports); i++) {
    JsonObject *report = json_array_get_object_element (reports, i);

    if (json_object_has_member (report, "replied_on"))
      continue;
    *ret_on = miao_incident_report_day (report);
    return i + 1;
  }

  return 0;
}

MiaoRecord *
miao_incident_find_open (MiaoStore *store, const char *placement, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_incident_query (placement);

  miao_query_where (query, "status", MIAO_OP_EQ, "OPEN");
  miao_query_order (query, "created_at", TRUE);

  return miao_store_first (store, query, error);
}

/* Harm, or what the law asks to report, that was not found to be nothing. */
static gboolean
is_suspicion (const MiaoRecord *incident)
{
  return (miao_record_is (incident, "kind", "HARM") ||
          miao_record_get_bool (incident, "mandatory")) &&
         !miao_record_is (incident, "outcome", "UNFOUNDED");
}

MiaoRecord *
miao_incident_find_unreported (MiaoStore *store, const char *placement, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_incident_query (placement);
  g_autoptr (GPtrArray) incidents = NULL;

  miao_query_order (query, "created_at", TRUE);
  incidents = miao_store_select (store, query, error);
  for (guint i = 0; incidents != NULL && i < incidents->len; i++)
    if (is_suspicion (incidents->pdata[i]) &&
        !miao_record_has (incidents->pdata[i], "first_report_at"))
      return miao_record_ref (incidents->pdata[i]);

  return NULL;
}

MiaoRecord *
miao_incident_find_reported (MiaoStore *store, const char *placement, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_incident_query (placement);
  g_autoptr (GPtrArray) incidents = NULL;

  miao_query_order (query, "created_at", TRUE);
  incidents = miao_store_select (store, query, error);
  /* The newest suspicion has to be reported itself: what came before it, or was found to be
   * nothing, does not speak for it. */
  for (guint i = 0; incidents != NULL && i < incidents->len; i++) {
    MiaoRecord *incident = incidents->pdata[i];

    if (is_suspicion (incident))
      return miao_record_has (incident, "first_report_at") ? miao_record_ref (incident) : NULL;
  }

  return NULL;
}

MiaoRecord *
miao_incident_find_until (MiaoStore *store, const char *placement, MiaoDate on, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_incident_query (placement);
  const MiaoField *at = miao_kind_field (miao_kind_find ("incident"), "discovered_at");
  g_autoptr (GPtrArray) incidents = NULL;

  miao_query_where (query, "kind", MIAO_OP_NE, "COMPLAINT");
  miao_query_order (query, "discovered_at", TRUE);
  incidents = miao_store_select (store, query, error);
  for (guint i = 0; incidents != NULL && i < incidents->len; i++) {
    if (miao_value_to_date (at, miao_record_get (incidents->pdata[i], "discovered_at")) <= on)
      return miao_record_ref (incidents->pdata[i]);
  }

  return NULL;
}

/* Harm that was found to be so since the child was taken out. */
static MiaoRecord *
find_confirmed (MiaoStore *store, const MiaoRecord *placement, GError **error)
{
  MiaoDate out = miao_record_get_date (placement, "suspended_on");
  g_autoptr (MiaoQuery) query = miao_incident_query (miao_record_get_id (placement));
  g_autoptr (GPtrArray) incidents = NULL;

  incidents = miao_store_select (store, query, error);
  for (guint i = 0; incidents != NULL && i < incidents->len; i++) {
    MiaoRecord *incident = incidents->pdata[i];

    if (miao_record_is (incident, "kind", "HARM") && miao_record_has (incident, "closed_on") &&
        miao_record_get_date (incident, "closed_on") >= out &&
        (miao_record_is (incident, "outcome", "CONFIRMED") ||
         miao_record_is (incident, "outcome", "PARTLY")))
      return miao_record_ref (incident);
  }

  return NULL;
}

gboolean
miao_incident_explain_removal (MiaoStore *store,
                               const MiaoRecord *placement,
                               MiaoRecord **ret_about,
                               gboolean *ret_unfounded,
                               GError **error)
{
  MiaoDate out = miao_record_get_date (placement, "suspended_on");
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) about =
      miao_incident_find_until (store, miao_record_get_id (placement), out, &problem);
  g_autoptr (MiaoRecord) harm = NULL;

  if (problem == NULL)
    harm = find_confirmed (store, placement, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  *ret_unfounded = harm == NULL && about != NULL &&
                   miao_record_is (about, "outcome", "UNFOUNDED") &&
                   miao_record_get_date (about, "closed_on") >= out;
  *ret_about = g_steal_pointer (&about);

  return TRUE;
}

gboolean
miao_incident_ask_return (MiaoCall *call, const MiaoRecord *placement, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) harm = NULL;
  g_autoptr (MiaoRecord) open =
      miao_incident_find_open (call->store, miao_record_get_id (placement), &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  miao_rules_return_to_family (miao_record_get_id (placement),
                               open != NULL ? miao_record_get (open, "incident_no") : NULL,
                               call->findings);
  harm = find_confirmed (call->store, placement, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  miao_rules_confirmed_harm (
      miao_record_get_id (placement), harm != NULL ? miao_record_get (harm, "incident_no") : NULL,
      harm != NULL ? miao_record_get (harm, "outcome") : NULL, call->findings);

  return TRUE;
}
