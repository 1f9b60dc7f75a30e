#include "config.h"

#include "miao-child-events.h"

#include "miao-child-text.h"
#include "miao-codes.h"
#include "miao-growth-grade.h"
#include "miao-lookup.h"

#include <glib/gi18n.h>

typedef struct {
  MiaoSession *session;
  MiaoStore *store;
  const MiaoChildView *view;
  GPtrArray *events;
  guint hidden;
} Reading;

void
miao_child_event_free (MiaoChildEvent *event)
{
  g_free (event->title);
  g_free (event->text);
  g_free (event->by);
  g_free (event->photo);
  g_free (event->mark);
  g_free (event);
}

/* @title and @text are taken over. Without a day it has no place in a chronicle. */
static MiaoChildEvent *
add (Reading *reading, MiaoDate on, MiaoEventKind kind, const char *icon, char *title, char *text)
{
  MiaoChildEvent *event = g_new0 (MiaoChildEvent, 1);

  event->on = on;
  event->kind = kind;
  event->icon = icon;
  event->title = title;
  event->text = text;
  if (on == MIAO_DATE_NONE)
    miao_child_event_free (event);
  else
    g_ptr_array_add (reading->events, event);
  return on != MIAO_DATE_NONE ? event : NULL;
}

static GPtrArray *
read_all (Reading *reading, const char *kind, const char *field, const char *value, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));

  miao_query_where (query, field, MIAO_OP_EQ, value);
  return miao_store_select (reading->store, query, error);
}

static const char *
get_id (Reading *reading)
{
  return miao_record_get_id (reading->view->child);
}

static gboolean
add_admissions (Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) records = read_all (reading, "admission", "child", get_id (reading), error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++) {
    const MiaoRecord *record = records->pdata[i];
    g_autofree char *intake = miao_child_dup_field (record, "intake_code");
    g_autofree char *sender = miao_child_dup_field (record, "sender_name");

    add (reading, miao_record_get_date (record, "arrived_on"), MIAO_EVENT_CARE,
         "miao-home-symbolic", g_strdup (_ ("Arrived at the institution")),
         /* Translators: intake category, who brought the child. */
         g_strdup_printf (_ ("%s. Brought by: %s."), intake, sender));
    add (reading, miao_record_get_date (record, "formal_on"), MIAO_EVENT_CARE,
         "miao-check-symbolic", g_strdup (_ ("Formally admitted")), NULL);
    add (reading, miao_record_get_date (record, "hukou_done_on"), MIAO_EVENT_PAPERS,
         "miao-document-symbolic", g_strdup (_ ("Household registration done")), NULL);
    if (miao_record_has (record, "closed_on"))
      add (reading, miao_record_get_date (record, "closed_on"), MIAO_EVENT_CARE,
           "miao-logout-symbolic", g_strdup (_ ("Left the institution")),
           miao_child_dup_field (record, "exit_code"));
  }
  return TRUE;
}

static void
add_measures (Reading *reading)
{
  const MiaoChildView *view = reading->view;

  if (!miao_session_may (reading->session, MIAO_MAY_READ_HEALTH)) {
    reading->hidden += view->measures->len;
    return;
  }
  for (guint i = 0; i < view->measures->len; i++) {
    const MiaoRecord *record = view->measures->pdata[i];
    g_autofree char *weight = miao_child_dup_field (record, "weight_g");
    g_autofree char *length = miao_child_dup_field (record, "length_mm");
    g_autofree char *nutrition = miao_child_dup_field (record, "nutrition");
    g_autofree char *before = miao_child_view_dup_correction (view, record);
    g_autofree char *z =
        miao_growth_dup_z ((double) miao_record_get_int (record, "z_wfa", 0) / 100);
    MiaoChildEvent *event =
        add (reading, miao_record_get_date (record, "measured_on"), MIAO_EVENT_HEALTH,
             "miao-scale-symbolic",
             /* Translators: weight, length. */
             g_strdup_printf (_ ("Measured: %s · %s"), weight, length),
             miao_record_has (record, "z_wfa")
                 /* Translators: z-score, nutrition. */
                 ? g_strdup_printf (_ ("Weight z %s, nutrition: %s"), z, nutrition)
                 : NULL);

    if (event == NULL)
      continue;
    event->by = g_strdup (miao_record_get (record, "measured_by"));
    if (before != NULL) {
      char *text = event->text;

      event->text = text != NULL ? g_strdup_printf ("%s\n%s", text, before) : g_strdup (before);
      g_free (text);
    }
  }
}

static gboolean
add_opinions (Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) records =
      read_all (reading, "child_opinion", "child", get_id (reading), error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++) {
    const MiaoRecord *record = records->pdata[i];
    g_autofree char *about = miao_child_dup_field (record, "about");
    g_autofree char *opinion = miao_child_dup_field (record, "opinion");
    const char *words = miao_record_get (record, "words");
    MiaoChildEvent *event = add (
        reading, miao_record_get_date (record, "held_on"), MIAO_EVENT_WORDS, "miao-note-symbolic",
        /* Translators: what the child was asked about, what the opinion was. */
        g_strdup_printf (_ ("In the child's own words: %s, %s"), about, opinion),
        words != NULL ? g_strdup_printf (_ ("“%s”"), words) : NULL);

    if (event != NULL && miao_record_has (record, "taken_by"))
      event->by = miao_lookup_dup_name ("staff", miao_record_get (record, "taken_by"));
  }
  return TRUE;
}

static gboolean
add_documents (Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) records =
      read_all (reading, "document", "owner_id", get_id (reading), error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++) {
    const MiaoRecord *record = records->pdata[i];
    gboolean image = g_str_has_prefix (miao_record_get (record, "mime"), "image/");
    MiaoDate on = miao_record_get_date (record, "doc_date");
    g_autoptr (GDateTime) kept =
        g_date_time_new_from_unix_local (miao_record_get_created_at (record) / 1000);
    MiaoChildEvent *event;

    /* A paper without a day of its own stands where it was put into the file. */
    if (on == MIAO_DATE_NONE)
      on = miao_date_from_ymd (g_date_time_get_year (kept), g_date_time_get_month (kept),
                               g_date_time_get_day_of_month (kept));
    event = add (reading, on, image ? MIAO_EVENT_PICTURES : MIAO_EVENT_PAPERS,
                 image ? "miao-image-symbolic" : "miao-document-symbolic",
                 g_strdup (miao_record_get (record, "title")),
                 miao_record_has (record, "doc_type") ? miao_child_dup_field (record, "doc_type")
                                                      : NULL);
    if (event != NULL && image)
      event->photo = g_strdup (miao_record_get_id (record));
  }
  return TRUE;
}

static gboolean
add_evaluations (Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) records =
      read_all (reading, "evaluation", "subject_child", get_id (reading), error);

  if (records == NULL)
    return FALSE;
  if (!miao_session_may (reading->session, MIAO_MAY_READ_EVALUATION)) {
    reading->hidden += records->len;
    return TRUE;
  }
  for (guint i = 0; i < records->len; i++) {
    const MiaoRecord *record = records->pdata[i];
    gboolean done = miao_record_has (record, "finished_on");
    MiaoChildEvent *event =
        add (reading, miao_record_get_date (record, done ? "finished_on" : "planned_on"),
             MIAO_EVENT_PAPERS, "miao-evaluation-symbolic", miao_child_dup_field (record, "kind"),
             done ? miao_child_dup_field (record, "conclusion") : NULL);

    if (event != NULL && !done)
      event->mark = g_strdup (_ ("planned"));
  }
  return TRUE;
}

static gboolean
add_visits (Reading *reading, const char *placement, GError **error)
{
  g_autoptr (GPtrArray) records = read_all (reading, "visit", "placement", placement, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++) {
    const MiaoRecord *record = records->pdata[i];

    add (reading, miao_record_get_date (record, "visited_on"), MIAO_EVENT_CARE,
         "miao-people-symbolic", g_strdup (_ ("Visited in the foster family")),
         g_strdup (miao_record_get (record, "child_words")));
  }
  return TRUE;
}

static gboolean
add_placements (Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) records = read_all (reading, "placement", "child", get_id (reading), error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++) {
    const MiaoRecord *record = records->pdata[i];
    g_autofree char *family = miao_lookup_dup_name ("family", miao_record_get (record, "family"));

    add (reading, miao_record_get_date (record, "moved_in_on"), MIAO_EVENT_CARE,
         "miao-placement-symbolic", g_strdup_printf (_ ("Moved in with %s"), family),
         g_strdup (_ ("The integration period begins.")));
    add (reading, miao_record_get_date (record, "confirmed_on"), MIAO_EVENT_CARE,
         "miao-placement-symbolic", g_strdup (_ ("Foster placement confirmed")), g_strdup (family));
    add (reading, miao_record_get_date (record, "ended_on"), MIAO_EVENT_CARE,
         "miao-placement-symbolic", g_strdup (_ ("Foster placement ended")), g_strdup (family));
    if (!add_visits (reading, miao_record_get_id (record), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_leaves (Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) records =
      read_all (reading, "child_leave", "child", get_id (reading), error);

  if (records == NULL)
    return FALSE;
  if (!miao_session_may (reading->session, MIAO_MAY_READ_RAISING)) {
    reading->hidden += records->len;
    return TRUE;
  }
  for (guint i = 0; i < records->len; i++) {
    const MiaoRecord *record = records->pdata[i];
    g_autofree char *reason = miao_child_dup_field (record, "reason");
    g_autofree char *place = miao_child_dup_seen (reading->view->role, record, "place");
    g_autofree char *until = miao_child_dup_field (record, "until_on");

    add (reading, miao_record_get_date (record, "from_on"), MIAO_EVENT_CARE,
         "miao-state-away-symbolic", g_strdup_printf (_ ("Away for a time: %s"), reason),
         /* Translators: place, day of the expected return. */
         g_strdup_printf (_ ("%s; expected back on %s"), place, until));
    if (miao_record_get_bool (record, "returned"))
      add (reading, miao_record_get_date (record, "ended_on"), MIAO_EVENT_CARE,
           "miao-home-symbolic", g_strdup (_ ("Back from a time away")),
           miao_record_has (record, "return_note")
               ? miao_child_dup_seen (reading->view->role, record, "return_note")
               : NULL);
  }
  return TRUE;
}

/* What was entered of a trial and put right later. */
static void
add_corrections (Reading *reading, const MiaoRecord *adoption)
{
  g_autoptr (JsonArray) rows = miao_record_get_list (adoption, "amendments");

  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);

    add (reading, miao_date_parse (json_object_get_string_member (row, "on")), MIAO_EVENT_CARE,
         "miao-state-integration-symbolic", g_strdup (_ ("Trial adoption corrected")),
         g_strdup (json_object_get_string_member_with_default (row, "reason", "")));
  }
}

static gboolean
add_adoptions (Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) records =
      read_all (reading, "adoption_case", "child", get_id (reading), error);

  if (records == NULL)
    return FALSE;
  if (!miao_session_may (reading->session, MIAO_MAY_READ_ORIGIN)) {
    reading->hidden += records->len;
    return TRUE;
  }
  for (guint i = 0; i < records->len; i++) {
    const MiaoRecord *record = records->pdata[i];

    /* Adopted without a trial: only the outcome is told. */
    if (!miao_record_has (record, "until_on")) {
      add (reading, miao_record_get_date (record, "ended_on"), MIAO_EVENT_CARE,
           "miao-state-integration-symbolic", miao_child_dup_field (record, "outcome"), NULL);
      continue;
    }
    add (reading, miao_record_get_date (record, "from_on"), MIAO_EVENT_CARE,
         "miao-state-integration-symbolic", g_strdup (_ ("Trial adoption begun")), NULL);
    add_corrections (reading, record);
    if (miao_record_has (record, "ended_on"))
      add (reading, miao_record_get_date (record, "ended_on"), MIAO_EVENT_CARE,
           "miao-state-integration-symbolic", g_strdup (_ ("Trial adoption ended")),
           miao_record_has (record, "end_reason")
               ? g_strdup (miao_record_get (record, "end_reason"))
               : miao_child_dup_field (record, "outcome"));
  }
  return TRUE;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const MiaoChildEvent *x = *(const MiaoChildEvent *const *) a;
  const MiaoChildEvent *y = *(const MiaoChildEvent *const *) b;

  return (y->on > x->on) - (y->on < x->on);
}

GPtrArray *
miao_child_events_read (MiaoSession *session,
                        const MiaoChildView *view,
                        guint *ret_hidden,
                        GError **error)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_child_event_free);
  Reading reading = {
    .session = session, .store = miao_session_get_store (session), .view = view, .events = events
  };

  add (&reading, miao_record_get_date (view->child, "birth_date"), MIAO_EVENT_CARE,
       "miao-star-symbolic", g_strdup (_ ("Born")), miao_child_dup_birth (view->child));
  add_measures (&reading);
  if (!add_admissions (&reading, error) || !add_opinions (&reading, error) ||
      !add_documents (&reading, error) || !add_evaluations (&reading, error) ||
      !add_placements (&reading, error) || !add_leaves (&reading, error) ||
      !add_adoptions (&reading, error))
    return NULL;
  g_ptr_array_sort (events, compare_events);
  *ret_hidden = reading.hidden;
  return g_steal_pointer (&events);
}
