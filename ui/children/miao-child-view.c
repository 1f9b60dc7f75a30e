#include "config.h"

#include "miao-child-view.h"

#include "miao-child-text.h"
#include "miao-due.h"
#include "miao-error.h"
#include "miao-growth-facts.h"
#include "miao-growth-grade.h"

#include <glib/gi18n.h>

#define ADULT_AGE 18
#define ADULT_NOTICE_DAYS 365

static void
flag_free (gpointer data)
{
  MiaoChildFlag *flag = data;

  g_free (flag->title);
  g_free (flag->detail);
  g_free (flag);
}

static MiaoRecord *
read_last (MiaoStore *store, const char *kind, const char *child, const char *order, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  if (g_str_equal (kind, "placement"))
    miao_query_where (query, "status", MIAO_OP_NOT_IN, "ENDED CANCELLED");
  miao_query_order (query, order, TRUE);
  miao_query_limit (query, 1);
  return miao_store_first (store, query, error);
}

static gboolean
read_measures (MiaoChildView *facts, MiaoStore *store, const char *id, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("growth_measure"));

  miao_query_where (query, "child", MIAO_OP_EQ, id);
  miao_query_order (query, "measured_on", FALSE);
  facts->measures = miao_store_select (store, query, error);
  if (facts->measures == NULL)
    return FALSE;
  for (guint i = facts->measures->len; i > 0; i--)
    if (miao_record_get_bool (facts->measures->pdata[i - 1], "void")) {
      g_ptr_array_remove_index (facts->measures, i - 1);
      facts->voided++;
    }
  return TRUE;
}

static gboolean
read_placement (MiaoChildView *facts, MiaoStore *store, const char *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) family = NULL;

  facts->placement = read_last (store, "placement", id, "proposed_on", &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (facts->placement == NULL)
    return TRUE;
  family = miao_store_load (store, miao_kind_find ("family"),
                            miao_record_get (facts->placement, "family"), NULL);
  if (family != NULL && miao_record_get_kind (family)->title != NULL)
    facts->family = g_strdup (miao_record_get (family, miao_record_get_kind (family)->title));
  return TRUE;
}

MiaoChildView *
miao_child_view_new (MiaoSession *session, const char *id, GError **error)
{
  g_autoptr (MiaoChildView) facts = g_new0 (MiaoChildView, 1);
  g_autoptr (GError) problem = NULL;
  MiaoStore *store = miao_session_get_store (session);

  facts->child = miao_store_load (store, miao_kind_find ("child"), id, error);
  if (facts->child == NULL)
    return NULL;
  facts->admission = read_last (store, "admission", id, "seq", &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (!read_placement (facts, store, id, error) || !read_measures (facts, store, id, error))
    return NULL;
  return g_steal_pointer (&facts);
}

void
miao_child_view_free (MiaoChildView *facts)
{
  g_clear_pointer (&facts->child, miao_record_unref);
  g_clear_pointer (&facts->admission, miao_record_unref);
  g_clear_pointer (&facts->placement, miao_record_unref);
  g_clear_pointer (&facts->measures, g_ptr_array_unref);
  g_free (facts->family);
  g_free (facts);
}

char *
miao_child_view_dup_place (const MiaoChildView *facts)
{
  const char *status = miao_record_get (facts->child, "status");
  const char *unit = miao_record_get (facts->child, "living_unit");

  if (!miao_child_status_is_present (status))
    return g_strdup ("—");
  if (facts->placement != NULL && facts->family != NULL &&
      miao_record_has (facts->placement, "moved_in_on") &&
      !miao_record_is (facts->placement, "status", "SUSPENDED"))
    /* Translators: name of the main caregiver of a foster family. */
    return g_strdup_printf (_ ("family of %s"), facts->family);
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
last_measure (const MiaoChildView *facts)
{
  return facts->measures->len > 0 ? facts->measures->pdata[facts->measures->len - 1] : NULL;
}

static MiaoDue *
measure_due (const MiaoChildView *facts, MiaoDate today)
{
  MiaoRecord *last = last_measure (facts);
  const char *nutrition = last != NULL ? miao_record_get (last, "nutrition") : NULL;
  MiaoGrowthCalendar calendar = {
    .child = miao_record_get_id (facts->child),
    .born = miao_record_get_date (facts->child, "birth_date"),
    .last_on = last != NULL ? miao_record_get_date (last, "measured_on") : MIAO_DATE_NONE,
    .arrived_on = facts->admission != NULL ? miao_record_get_date (facts->admission, "arrived_on")
                                           : MIAO_DATE_NONE,
    .watched = nutrition != NULL && !g_str_equal (nutrition, "NORMAL"),
  };

  if (!miao_child_status_is_present (miao_record_get (facts->child, "status")))
    return NULL;
  return miao_due_growth (&calendar, today);
}

MiaoDate
miao_child_view_next_measure (const MiaoChildView *facts, MiaoDate today)
{
  g_autoptr (MiaoDue) due = measure_due (facts, today);

  return due != NULL ? due->due_on : MIAO_DATE_NONE;
}

static void
add_growth_flags (const MiaoChildView *facts, MiaoDate today, GPtrArray *flags)
{
  g_autoptr (MiaoDue) due = measure_due (facts, today);
  g_autoptr (GArray) points = miao_child_view_get_points (facts, MIAO_GROWTH_WEIGHT_FOR_AGE, NULL);
  MiaoGrowthVelocity velocity;
  MiaoChildFlag *flag;

  if (due != NULL && due->remind_on <= today) {
    int late = today - due->due_on;

    flag = add_flag (flags, late > 0 ? MIAO_TONE_DANGER : MIAO_TONE_WARNING,
                     late > 0 ? g_strdup_printf (ngettext ("Growth measurement %d day late",
                                                           "Growth measurement %d days late", late),
                                                 late)
                              : g_strdup (_ ("Growth measurement due")),
                     miao_due_dup_arithmetic (due, miao_language (), today));
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
add_adult_flag (const MiaoChildView *facts, MiaoDate today, GPtrArray *flags)
{
  MiaoDate born = miao_record_get_date (facts->child, "birth_date");
  MiaoDate adult = born != MIAO_DATE_NONE ? miao_date_birthday (born, ADULT_AGE) : MIAO_DATE_NONE;
  char day[MIAO_DATE_BUFFER];

  if (adult == MIAO_DATE_NONE || adult - today > ADULT_NOTICE_DAYS)
    return;
  miao_date_format (adult, day);
  add_flag (flags, MIAO_TONE_INFO, g_strdup_printf (_ ("18 years old on %s"), day),
            g_strdup (_ ("Prepare the settlement of a grown-up.")));
}

GPtrArray *
miao_child_view_get_flags (const MiaoChildView *facts, MiaoDate today)
{
  GPtrArray *flags = g_ptr_array_new_with_free_func (flag_free);
  const char *allergies = miao_record_get (facts->child, "allergies");
  MiaoChildFlag *flag;

  if (allergies != NULL)
    add_flag (flags, MIAO_TONE_WARNING, g_strdup_printf (_ ("Allergies: %s"), allergies), NULL);
  if (!miao_child_status_is_present (miao_record_get (facts->child, "status")))
    return flags;
  add_growth_flags (facts, today, flags);
  if (miao_record_is (facts->child, "status", "PRE_INTAKE")) {
    flag = add_flag (flags, MIAO_TONE_INFO, g_strdup (_ ("Not yet formally admitted")),
                     g_strdup (_ ("In provisional care until the papers are complete.")));
    flag->action_label = _ ("Admit formally");
    flag->action = "children.accept";
  }
  add_adult_flag (facts, today, flags);
  return flags;
}

GArray *
miao_child_view_get_points (const MiaoChildView *facts,
                            MiaoGrowthIndicator indicator,
                            GPtrArray **ret_records)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MiaoGrowthPoint));
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; i < facts->measures->len; i++) {
    MiaoRecord *record = facts->measures->pdata[i];
    MiaoGrowthMeasure measure;
    MiaoGrowthPoint point;

    miao_growth_measure_from_record (facts->child, record, &measure);
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
