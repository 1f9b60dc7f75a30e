#include "config.h"

#include "miao-child-view.h"

#include "miao-child-text.h"
#include "miao-due.h"
#include "miao-error.h"
#include "miao-growth-facts.h"
#include "miao-growth-grade.h"
#include "miao-incident-words.h"

#include <glib/gi18n.h>

#define ADULT_AGE 18
#define YEAR_CHARACTERS 5 /* of a day: "2026-" */
#define ADULT_NOTICE_DAYS 365

static void
flag_free (gpointer data)
{
  MiaoChildFlag *flag = data;

  g_free (flag->title);
  g_free (flag->detail);
  g_free (flag->own_action);
  g_free (flag);
}

static gboolean
read_last (MiaoStore *store,
           const char *kind,
           const char *child,
           const char *order,
           MiaoRecord **ret_record,
           GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  if (g_str_equal (kind, "placement"))
    miao_query_where (query, "status", MIAO_OP_NOT_IN, "ENDED CANCELLED");
  miao_query_order (query, order, TRUE);
  return miao_store_find_first (store, query, ret_record, error);
}

static gboolean
read_measures (MiaoChildView *view, MiaoStore *store, const char *id, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("growth_measure"));

  miao_query_where (query, "child", MIAO_OP_EQ, id);
  miao_query_order (query, "measured_on", FALSE);
  view->measures = miao_store_select (store, query, error);
  if (view->measures == NULL)
    return FALSE;
  view->voided = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  for (guint i = view->measures->len; i > 0; i--)
    if (miao_record_get_bool (view->measures->pdata[i - 1], "void"))
      g_ptr_array_add (view->voided, g_ptr_array_steal_index (view->measures, i - 1));
  return TRUE;
}

static gboolean
read_placement (MiaoChildView *view, MiaoStore *store, const char *id, GError **error)
{
  g_autoptr (MiaoRecord) family = NULL;

  if (!read_last (store, "placement", id, "proposed_on", &view->placement, error))
    return FALSE;
  if (view->placement == NULL)
    return TRUE;
  family = miao_store_load (store, miao_kind_find ("family"),
                            miao_record_get (view->placement, "family"), NULL);
  if (family != NULL && miao_record_get_kind (family)->title != NULL)
    view->family = g_strdup (miao_record_get (family, miao_record_get_kind (family)->title));
  return TRUE;
}

/* What happened to a child is seen by those who record it. */
static gboolean
read_incident (MiaoChildView *view, MiaoSession *session, const char *id, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("incident"));

  if (!miao_session_may (session, MIAO_MAY_INCIDENT_RECORD))
    return TRUE;
  miao_query_where (query, "children", MIAO_OP_HAS, id);
  miao_query_where (query, "status", MIAO_OP_EQ, "OPEN");
  miao_query_order (query, "discovered_at", TRUE);
  return miao_store_find_first (miao_session_get_store (session), query, &view->incident, error);
}

/* Returns: %FALSE with @error when the store fails; nothing is read for whoever may not see it. */
static gboolean
read_newest (MiaoSession *session,
             MiaoPermission may,
             const char *kind,
             const char *child,
             MiaoRecord **ret_record,
             GError **error)
{
  return !miao_session_may (session, may) ||
         read_last (miao_session_get_store (session), kind, child, "from_on", ret_record, error);
}

MiaoChildView *
miao_child_view_new (MiaoSession *session, const char *id, GError **error)
{
  g_autoptr (MiaoChildView) view = g_new0 (MiaoChildView, 1);
  MiaoStore *store = miao_session_get_store (session);

  view->role = miao_session_get_role (session);
  view->may_admit = miao_session_may (session, MIAO_MAY_CHILD_ADMIT);
  view->child = miao_store_load (store, miao_kind_find ("child"), id, error);
  if (view->child == NULL || !read_last (store, "admission", id, "seq", &view->admission, error) ||
      !read_newest (session, MIAO_MAY_READ_RAISING, "child_leave", id, &view->leave, error) ||
      !read_newest (session, MIAO_MAY_READ_ORIGIN, "adoption_case", id, &view->adoption, error) ||
      !read_incident (view, session, id, error) || !read_placement (view, store, id, error) ||
      !read_measures (view, store, id, error))
    return NULL;
  return g_steal_pointer (&view);
}

void
miao_child_view_free (MiaoChildView *view)
{
  g_clear_pointer (&view->child, miao_record_unref);
  g_clear_pointer (&view->admission, miao_record_unref);
  g_clear_pointer (&view->leave, miao_record_unref);
  g_clear_pointer (&view->adoption, miao_record_unref);
  g_clear_pointer (&view->incident, miao_record_unref);
  g_clear_pointer (&view->placement, miao_record_unref);
  g_clear_pointer (&view->measures, g_ptr_array_unref);
  g_clear_pointer (&view->voided, g_ptr_array_unref);
  g_free (view->family);
  g_free (view);
}

char *
miao_child_view_dup_place (const MiaoChildView *view)
{
  const char *status = miao_record_get (view->child, "status");
  const char *unit = miao_record_get (view->child, "living_unit");

  if (!miao_child_status_is_present (status))
    return g_strdup ("—");
  if (view->leave != NULL && g_strcmp0 (status, "TEMP_OUT") == 0)
    return miao_child_dup_seen (view->role, view->leave, "place");
  if (g_strcmp0 (status, "ADOPT_TRIAL") == 0)
    return g_strdup (_ ("With the applicants"));
  if (view->placement != NULL && view->family != NULL &&
      miao_record_has (view->placement, "moved_in_on") &&
      !miao_record_is (view->placement, "status", "SUSPENDED"))
    return g_strdup (view->family);
  return g_strdup (unit != NULL ? unit : "—");
}

static MiaoChildFlag *
add_flag (GPtrArray *flags, MiaoTone tone, char *title, char *detail)
{
  MiaoChildFlag *flag = g_new0 (MiaoChildFlag, 1);

  flag->tone = tone;
  flag->title = title;
  flag->detail = detail;
  g_ptr_array_add (flags, flag);
  return flag;
}

static MiaoRecord *
last_measure (const MiaoChildView *view)
{
  return view->measures->len > 0 ? view->measures->pdata[view->measures->len - 1] : NULL;
}

static MiaoDue *
measure_due (const MiaoChildView *view, MiaoDate today)
{
  MiaoRecord *last = last_measure (view);
  MiaoGrowthCalendar calendar;

  if (last != NULL)
    miao_growth_calendar_read (view->child, last, &calendar);
  else
    miao_growth_calendar_begin (view->child, view->admission, &calendar);
  if (!miao_child_status_is_present (miao_record_get (view->child, "status")))
    return NULL;
  return miao_due_growth (&calendar, today);
}

MiaoDate
miao_child_view_next_measure (const MiaoChildView *view, MiaoDate today)
{
  g_autoptr (MiaoDue) due = measure_due (view, today);

  return due != NULL ? due->due_on : MIAO_DATE_NONE;
}

static void
add_growth_flags (const MiaoChildView *view, MiaoDate today, GPtrArray *flags)
{
  g_autoptr (MiaoDue) due = measure_due (view, today);
  g_autoptr (GArray) points = miao_child_view_get_points (view, MIAO_GROWTH_WEIGHT_FOR_AGE, NULL);
  MiaoGrowthVelocity velocity;
  MiaoChildFlag *flag;

  if (due != NULL && due->remind_on <= today) {
    int late = today - due->due_on;

    flag =
        add_flag (flags, late > 0 ? MIAO_TONE_DANGER : MIAO_TONE_WARNING,
                  late > 0 ? g_strdup_printf (ngettext ("Growth measurement %d day late",
                                                        "Growth measurement %d days late", late),
                                              late)
                           : g_strdup (_ ("Growth measurement due")),
                  view->measures->len > 0 ? miao_due_dup_arithmetic (due, miao_language (), today)
                                          : g_strdup (_ ("Never measured since arrival.")));
    flag->action_label = _ ("Measure");
    flag->action = "children.measure";
  }
  if (miao_growth_velocity ((MiaoGrowthPoint *) (void *) points->data, points->len, &velocity) &&
      velocity.alert) {
    flag = add_flag (
        flags, MIAO_TONE_DANGER, g_strdup (_ ("Weight gain slows down")),
        miao_growth_velocity_dup_text ((MiaoGrowthPoint *) (void *) points->data, &velocity));
    flag->action_label = _ ("Look");
    flag->action = "children.tab('health')";
  }
}

static void
add_adult_flag (const MiaoChildView *view, MiaoDate today, GPtrArray *flags)
{
  MiaoDate born = miao_record_get_date (view->child, "birth_date");
  MiaoDate adult = born != MIAO_DATE_NONE ? miao_date_birthday (born, ADULT_AGE) : MIAO_DATE_NONE;
  char day[MIAO_DATE_BUFFER];

  if (adult == MIAO_DATE_NONE || adult - today > ADULT_NOTICE_DAYS)
    return;
  miao_date_format (adult, day);
  add_flag (flags, MIAO_TONE_INFO, g_strdup_printf (_ ("18 years old on %s"), day),
            g_strdup (_ ("Prepare the settlement of a grown-up.")));
}

static void
add_incident_flag (const MiaoChildView *view, GPtrArray *flags)
{
  g_autofree char *kind = NULL;
  MiaoChildFlag *flag;

  if (view->incident == NULL)
    return;
  kind = miao_child_dup_field (view->incident, "kind");
  flag = add_flag (
      flags, miao_incident_is_unreported (view->incident) ? MIAO_TONE_DANGER : MIAO_TONE_WARNING,
      miao_incident_is_unreported (view->incident)
          ? g_strdup (_ ("To be reported at once, by law"))
          /* Translators: %s is the kind of incident. */
          : g_strdup_printf (_ ("Being dealt with: %s"), kind),
      g_strdup (miao_record_get (view->incident, "incident_no")));
  flag->own_action = g_strdup_printf ("win.open-record(('incident', '%s', ''))",
                                      miao_record_get_id (view->incident));
  flag->action = flag->own_action;
  flag->action_label = _ ("Look");
}

/* A row of the list has no time away read for it; the day of the return stands with the child. */
static void
add_away_flag (const MiaoChildView *view, MiaoDate today, GPtrArray *flags)
{
  const char *until = miao_record_get (view->child, "away_until");
  gboolean late = until != NULL && miao_date_parse (until) < today;
  g_autofree char *reason = NULL, *place = NULL, *companion = NULL;
  MiaoChildFlag *flag;

  if (until == NULL || !miao_record_is (view->child, "status", "TEMP_OUT"))
    return;
  if (view->leave != NULL) {
    reason = miao_child_dup_field (view->leave, "reason");
    place = miao_child_dup_seen (view->role, view->leave, "place");
    companion = miao_child_dup_seen (view->role, view->leave, "companion");
  }
  /* Translators: %s is month and day, "11-29". */
  flag = add_flag (
      flags, late ? MIAO_TONE_DANGER : MIAO_TONE_INFO,
      g_strdup_printf (late ? _ ("Was expected %s") : _ ("Expected %s"), until + YEAR_CHARACTERS),
      reason != NULL
          /* Translators: reason, place, who accompanies the child, a day. */
          ? g_strdup_printf (_ ("%s: %s, with %s; expected back on %s"), reason, place, companion,
                             until)
          : NULL);
  if (!view->may_admit)
    return;
  flag->action_label = _ ("Record the return…");
  flag->action = "children.act('come-back')";
}

/* With whom is for few eyes, and not in a head. */
static void
add_trial_flag (const MiaoChildView *view, MiaoDate today, GPtrArray *flags)
{
  const char *until = miao_record_get (view->child, "away_until");

  if (until == NULL || !miao_record_is (view->child, "status", "ADOPT_TRIAL"))
    return;
  add_flag (flags, miao_date_parse (until) < today ? MIAO_TONE_WARNING : MIAO_TONE_INFO,
            /* Translators: %s is month and day, "11-29". */
            g_strdup_printf (_ ("Trial until %s"), until + YEAR_CHARACTERS),
            g_strdup_printf (_ ("Trial adoption, planned until %s. Discharge the child when the "
                                "adoption is registered."),
                             until));
}

GPtrArray *
miao_child_view_get_flags (const MiaoChildView *view, MiaoDate today)
{
  GPtrArray *flags = g_ptr_array_new_with_free_func (flag_free);
  const char *allergies = miao_record_get (view->child, "allergies");
  MiaoChildFlag *flag;

  add_incident_flag (view, flags);
  add_away_flag (view, today, flags);
  add_trial_flag (view, today, flags);
  if (allergies != NULL)
    add_flag (flags, MIAO_TONE_WARNING, g_strdup_printf (_ ("Allergies: %s"), allergies), NULL);
  if (!miao_child_status_is_present (miao_record_get (view->child, "status")))
    return flags;
  add_growth_flags (view, today, flags);
  if (miao_record_is (view->child, "status", "PRE_INTAKE")) {
    flag = add_flag (flags, MIAO_TONE_INFO, g_strdup (_ ("Not yet formally admitted")),
                     g_strdup (_ ("In provisional care until the papers are complete.")));
    flag->action_label = _ ("Admit formally");
    flag->action = "children.accept";
  }
  add_adult_flag (view, today, flags);
  return flags;
}

GArray *
miao_child_view_get_points (const MiaoChildView *view,
                            MiaoGrowthIndicator indicator,
                            GPtrArray **ret_records)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MiaoGrowthPoint));
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; i < view->measures->len; i++) {
    MiaoRecord *record = view->measures->pdata[i];
    MiaoGrowthMeasure measure;
    MiaoGrowthPoint point;

    miao_growth_measure_from_record (view->child, record, &measure);
    if (!miao_growth_make_point (&measure, miao_record_get_date (record, "measured_on"), indicator,
                                 &point))
      continue;
    g_array_append_val (points, point);
    g_ptr_array_add (records, record);
  }
  if (ret_records != NULL)
    *ret_records = g_steal_pointer (&records);
  return points;
}

static const MiaoRecord *
find_voided (const MiaoChildView *view, const char *id)
{
  for (guint i = 0; id != NULL && i < view->voided->len; i++)
    if (g_str_equal (miao_record_get_id (view->voided->pdata[i]), id))
      return view->voided->pdata[i];
  return NULL;
}

char *
miao_child_view_dup_correction (const MiaoChildView *view, const MiaoRecord *measure)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const MiaoRecord *old = find_voided (view, miao_record_get (measure, "supersedes"));

  while (old != NULL) {
    g_autofree char *weight = miao_child_dup_field (old, "weight_g");
    g_autofree char *length = miao_child_dup_field (old, "length_mm");
    g_autofree char *why = miao_child_dup_field (old, "void_reason");

    if (words->len > 0)
      g_string_append_c (words, '\n');
    /* Translators: weight, length or height, reason of the correction. */
    g_string_append_printf (words, _ ("Corrected; before it said %s · %s (%s)"), weight, length,
                            why);
    old = find_voided (view, miao_record_get (old, "supersedes"));
  }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}
