/* What incidents and complaints make due: the report at once, replies, answers, the end. */
#include "config.h"

#include "miao-incident-children.h"
#include "miao-incidents.h"
#include "miao-kinds.h"
#include "miao-language.h"
#include "miao-tasks-private.h"

#define REPLY_DAYS 1 /* to a mandatory report; else the threshold */

static gboolean
load (MiaoTaskReader *reader,
      const MiaoRecord *incident,
      const char *field,
      MiaoRecord **ret_record,
      GError **error)
{
  const char *id = miao_record_get (incident, field);

  *ret_record = NULL;
  if (id == NULL)
    return TRUE;
  *ret_record = miao_store_load (reader->store, miao_kind_find (field), id, error);

  return *ret_record != NULL;
}

/* The first child's own worker, else who recorded it. */
static const char *
worker_of (const MiaoRecord *incident, GPtrArray *children)
{
  const MiaoRecord *child = children->len > 0 ? children->pdata[0] : NULL;

  return child != NULL && miao_record_has (child, "care_worker")
             ? miao_record_get (child, "care_worker")
             : miao_record_get (incident, "recorder");
}

/* Those who recorded it, the workers of all its children, and who stands in. */
static gboolean
is_mine (const MiaoTaskReader *reader, const MiaoRecord *incident, GPtrArray *children)
{
  const char *staff = miao_session_get_staff (reader->session);

  if (staff == NULL)
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    if (miao_tasks_is_mine (reader, children->pdata[i]))
      return TRUE;

  return miao_record_is (incident, "recorder", staff) ||
         miao_delegations_find (reader->delegations, worker_of (incident, children), staff) != NULL;
}

/* One thing at a time: report, answer, ask for the reply, close. */
static void
add_dues (MiaoTaskReader *reader, const MiaoRecord *incident, gboolean *ret_head, GPtrArray *dues)
{
  const char *id = miao_record_get_id (incident);
  MiaoIncidentFacts facts = miao_incident_facts (incident);
  MiaoDate reported = MIAO_DATE_NONE;

  *ret_head = FALSE;
  if (facts.mandatory && facts.first_report_ms == 0) {
    gboolean head = miao_session_get_role (reader->session) == MIAO_ROLE_DIRECTOR;
    gint64 now = miao_session_now_ms (reader->session);

    miao_due_report (id, facts.discovered_ms, facts.received_on, head, now, reader->today, dues);
    *ret_head =
        head && miao_report_clock (facts.discovered_ms, 0, now).state == MIAO_REPORT_ESCALATED;
    return;
  }
  if (miao_incident_is_complaint (facts.kind) && facts.answered_on == MIAO_DATE_NONE)
    miao_due_deadline ("D30T", id, facts.received_on,
                       miao_tasks_days (reader, "deadline.complaint_days", facts.received_on),
                       reader->calendar, reader->today, dues);
  else if (miao_incident_first_unanswered (incident, &reported) > 0)
    miao_due_deadline ("D15", id, reported,
                       facts.mandatory ? REPLY_DAYS
                                       : miao_tasks_days (reader, "deadline.reply_days", reported),
                       reader->calendar, reader->today, dues);
  else
    miao_due_deadline ("D30C", id, facts.received_on,
                       miao_tasks_days (reader, "deadline.incident_days", facts.received_on),
                       reader->calendar, reader->today, dues);
}

/* Beside whatever else is to be done: the recordings are lost after their time. */
static void
add_recordings (MiaoTaskReader *reader, const MiaoRecord *incident, GPtrArray *dues)
{
  const char *day = miao_record_has (incident, "occurred_at") ? "occurred_at" : "discovered_at";

  if (miao_record_get_bool (incident, "recordings_wanted") &&
      !miao_record_has (incident, "recordings_kept_on"))
    miao_due_deadline ("D35", miao_record_get_id (incident), miao_incident_day (incident, day), 0,
                       reader->calendar, reader->today, dues);
}

/* Returns: (transfer full) (nullable): their names; %NULL for one, who is named as everywhere. */
static char *
dup_names (GPtrArray *children)
{
  GString *names;

  if (children->len < 2)
    return NULL;
  names = g_string_new (NULL);
  for (guint i = 0; i < children->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? miao_pick ("、", ", ") : "",
                            miao_record_get (children->pdata[i], "name"));

  return g_string_free (names, FALSE);
}

static GPtrArray *
load_children (MiaoTaskReader *reader, char **ids, GError **error)
{
  g_autoptr (GPtrArray) children =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);

  for (guint i = 0; ids[i] != NULL; i++) {
    MiaoRecord *child = miao_store_load (reader->store, miao_kind_find ("child"), ids[i], error);

    if (child == NULL)
      return NULL;
    g_ptr_array_add (children, child);
  }

  return g_steal_pointer (&children);
}

static gboolean
add_incident (MiaoTaskReader *reader, MiaoRecord *incident, GError **error)
{
  g_auto (GStrv) ids = miao_incident_dup_children (incident);
  g_autoptr (GPtrArray) children = load_children (reader, ids, error);
  g_autoptr (MiaoRecord) family = NULL;
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  g_autofree char *names = NULL;
  MiaoTaskAbout about = { .kind = "incident",
                          .record = miao_record_get_id (incident),
                          .placement = miao_record_get (incident, "placement"),
                          .extra = miao_record_get (incident, "incident_no") };
  gboolean head;

  if (children == NULL || !load (reader, incident, "family", &family, error))
    return FALSE;
  about.child = children->len > 0 ? children->pdata[0] : NULL;
  about.family = family;
  about.who = names = dup_names (children);
  if (children->len == 0 && family == NULL) {
    about.who = about.extra;
    about.extra = NULL;
  }
  add_dues (reader, incident, &head, dues);
  add_recordings (reader, incident, dues);
  if (family != NULL && miao_record_is (incident, "kind", "HARM") &&
      !miao_tasks_tell_home (reader, miao_record_get_id (family), (const char *const *) ids, dues,
                             error))
    return FALSE;
  about.mine = head || is_mine (reader, incident, children);
  about.worker = worker_of (incident, children);
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

gboolean
miao_tasks_of_incidents (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (GPtrArray) incidents = NULL;

  if (!miao_session_may (reader->session, MIAO_MAY_INCIDENT_RECORD))
    return TRUE;
  incidents = miao_tasks_in_states (reader, "incident", "OPEN", error);
  for (guint i = 0; incidents != NULL && i < incidents->len; i++)
    if (!add_incident (reader, g_ptr_array_index (incidents, i), error))
      return FALSE;

  return incidents != NULL;
}
