/* Staff, volumes, endings and children who left. */
#include "config.h"

#include "miao-kinds.h"
#include "miao-tasks-private.h"

/* Follow-ups after leaving, in months (house rule, domain 9 D41). */
static const int follow_ups[] = { 1, 3, 6, 12 };

#define FOLLOW_UP_NOTE "D1401"
#define LOOK_BACK_MONTHS 18
#define VERIFY_MONTHS 11 /* what was verified later is not due within a month */

/* ---- staff ---- */

static gboolean
add_staff (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("staff"));
  g_autoptr (GPtrArray) staff = NULL;

  if (!miao_session_may (reader->session, MIAO_MAY_STAFF_EDIT))
    return TRUE;
  miao_query_where (query, "left_on", MIAO_OP_NULL, NULL);
  staff = miao_store_select (reader->store, query, error);
  for (guint i = 0; staff != NULL && i < staff->len; i++) {
    MiaoRecord *person = g_ptr_array_index (staff, i);
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    MiaoTaskAbout about = { .who = miao_record_get (person, "name"),
                            .kind = "staff",
                            .record = miao_record_get_id (person) };

    if (miao_record_has (person, "crime_check_on"))
      miao_due_deadline ("D29", about.record, miao_record_get_date (person, "crime_check_on"), 0,
                         reader->calendar, reader->today, dues);
    miao_tasks_take (reader, dues, &about);
  }

  return staff != NULL;
}

/* ---- volumes ---- */

static gboolean
add_closed_volumes (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("archive_volume"));
  g_autofree char *before = miao_date_dup (miao_date_add_months (reader->today, -VERIFY_MONTHS));
  g_autoptr (GPtrArray) volumes = NULL;

  miao_query_where (query, "status", MIAO_OP_EQ, "CLOSED");
  miao_query_where (query, "filed_on", MIAO_OP_LE, before);
  volumes = miao_store_select (reader->store, query, error);
  for (guint i = 0; volumes != NULL && i < volumes->len; i++) {
    MiaoRecord *volume = g_ptr_array_index (volumes, i);
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    MiaoTaskAbout about = { .who = miao_record_get (volume, "archival_code"),
                            .kind = "archive_volume",
                            .record = miao_record_get_id (volume) };
    MiaoDate last = MAX (miao_record_get_date (volume, "filed_on"),
                         miao_record_get_date (volume, "verified_on"));

    miao_due_deadline ("D38", about.record, last, 0, reader->calendar, reader->today, dues);
    miao_tasks_take (reader, dues, &about);
  }

  return volumes != NULL;
}

/* ---- children who left ---- */

static gboolean
add_volume_of (MiaoTaskReader *reader, MiaoRecord *child, MiaoDate left, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("archive_volume"));
  g_autoptr (GPtrArray) volumes = NULL;

  miao_query_where (query, "child", MIAO_OP_EQ, miao_record_get_id (child));
  miao_query_where (query, "status", MIAO_OP_IN, "ARRANGING FORMING");
  volumes = miao_store_select (reader->store, query, error);
  for (guint i = 0; volumes != NULL && i < volumes->len; i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    MiaoTaskAbout about = { .child = child,
                            .kind = "archive_volume",
                            .record = miao_record_get_id (g_ptr_array_index (volumes, i)) };

    miao_due_deadline ("D36", about.record, left, 0, reader->calendar, reader->today, dues);
    miao_tasks_take (reader, dues, &about);
  }

  return volumes != NULL;
}

/* The first follow-up that has no note yet. */
static gboolean
add_follow_up (MiaoTaskReader *reader, MiaoRecord *child, MiaoDate left, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("document"));
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  g_autofree char *since = miao_date_dup (left);
  MiaoTaskAbout about = { .child = child, .kind = "child", .record = miao_record_get_id (child) };
  gint64 done;

  miao_query_where (query, "owner_id", MIAO_OP_EQ, about.record);
  miao_query_where (query, "doc_type", MIAO_OP_EQ, FOLLOW_UP_NOTE);
  miao_query_where (query, "doc_date", MIAO_OP_GE, since);
  done = miao_store_count (reader->store, query, error);
  if (done < 0)
    return FALSE;
  if (done < (gint64) G_N_ELEMENTS (follow_ups))
    miao_due_deadline ("D41", about.record, left, follow_ups[done], reader->calendar, reader->today,
                       dues);
  about.mine = miao_tasks_is_mine (reader, child);
  about.worker = miao_record_get (child, "care_worker");
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

/* A child who died, or who was handed over to another institution, is not visited. */
static gboolean
is_visited (const MiaoRecord *admission)
{
  return !miao_record_is (admission, "exit_code", "E7") &&
         !miao_record_is (admission, "exit_code", "E10");
}

static gboolean
add_left (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("admission"));
  g_autofree char *since = miao_date_dup (miao_date_add_months (reader->today, -LOOK_BACK_MONTHS));
  g_autoptr (GPtrArray) admissions = NULL;

  miao_query_where (query, "closed_on", MIAO_OP_GE, since);
  admissions = miao_store_select (reader->store, query, error);
  for (guint i = 0; admissions != NULL && i < admissions->len; i++) {
    MiaoRecord *admission = g_ptr_array_index (admissions, i);
    MiaoDate left = miao_record_get_date (admission, "closed_on");
    g_autoptr (MiaoRecord) child = miao_store_load (reader->store, miao_kind_find ("child"),
                                                    miao_record_get (admission, "child"), error);

    if (child == NULL)
      return FALSE;
    /* Who came back has an admission of its own. */
    if (!(miao_record_is (child, "status", "EXITED") ||
          miao_record_is (child, "status", "FOLLOWUP") ||
          miao_record_is (child, "status", "DECEASED")))
      continue;
    if (!add_volume_of (reader, child, left, error) ||
        (is_visited (admission) && !add_follow_up (reader, child, left, error)))
      return FALSE;
  }

  return admissions != NULL;
}

/* ---- placements that ended ---- */

static gboolean
add_ending (MiaoTaskReader *reader, MiaoRecord *termination, GError **error)
{
  g_autoptr (MiaoRecord) placement =
      miao_store_load (reader->store, miao_kind_find ("placement"),
                       miao_record_get (termination, "placement"), error);
  g_autoptr (MiaoRecord) child = NULL, family = NULL;
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoDate decided = miao_record_get_date (termination, "decided_on");
  gboolean done = miao_record_has (termination, "settled_on") &&
                  miao_record_get_bool (termination, "belongings_ok") &&
                  miao_record_has (termination, "eval_f") &&
                  miao_record_has (termination, "eval_i");
  MiaoTaskAbout about = { .kind = "placement" };

  if (placement == NULL)
    return FALSE;
  child = miao_store_load (reader->store, miao_kind_find ("child"),
                           miao_record_get (placement, "child"), error);
  if (child == NULL)
    return FALSE;
  family = miao_store_load (reader->store, miao_kind_find ("family"),
                            miao_record_get (placement, "family"), error);
  if (family == NULL)
    return FALSE;
  about.record = about.placement = miao_record_get_id (placement);
  about.child = child;
  about.family = family;
  about.mine = miao_tasks_is_mine (reader, placement);
  about.worker = miao_record_get (placement, "care_worker");
  if (!miao_record_has (termination, "filed_on"))
    miao_due_filing ("D23T", about.record, decided, "解除", "Ended", reader->calendar,
                     reader->today, dues);
  if (!done)
    miao_due_waiting ("W9", about.record, decided, MIAO_DATE_NONE, "解除", "Ended", reader->today,
                      dues);
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

static gboolean
add_endings (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("termination"));
  g_autofree char *since = miao_date_dup (miao_date_add_months (reader->today, -LOOK_BACK_MONTHS));
  g_autoptr (GPtrArray) terminations = NULL;

  miao_query_where (query, "decided_on", MIAO_OP_GE, since);
  terminations = miao_store_select (reader->store, query, error);
  for (guint i = 0; terminations != NULL && i < terminations->len; i++)
    if (!add_ending (reader, g_ptr_array_index (terminations, i), error))
      return FALSE;

  return terminations != NULL;
}

/* ---- children who live here ---- */

static gboolean
add_reviews (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autofree char *before = miao_date_dup (miao_date_add_months (reader->today, -5));
  g_autoptr (GPtrArray) children = NULL;

  miao_query_where (query, "status", MIAO_OP_IN, "FOSTER FOSTER_INTEG IN_CARE TEMP_OUT");
  miao_query_where (query, "adoptable_reviewed_on", MIAO_OP_LE, before);
  children = miao_store_select (reader->store, query, error);
  for (guint i = 0; children != NULL && i < children->len; i++) {
    MiaoRecord *child = g_ptr_array_index (children, i);
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    MiaoTaskAbout about = { .child = child,
                            .kind = "child",
                            .record = miao_record_get_id (child),
                            .mine = miao_tasks_is_mine (reader, child),
                            .worker = miao_record_get (child, "care_worker") };

    miao_due_deadline ("D42", about.record, miao_record_get_date (child, "adoptable_reviewed_on"),
                       0, reader->calendar, reader->today, dues);
    miao_tasks_take (reader, dues, &about);
  }

  return children != NULL;
}

/* ---- returns ---- */

/* The month after the last one that was sent; its last day may be the 28th or the 31st. */
static gboolean
add_return (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission"));
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) last = NULL;
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoTaskAbout about = { .kind = "submission" };
  MiaoDate until;

  if (!miao_session_may (reader->session, MIAO_MAY_SUBMISSION_BUILD))
    return TRUE;
  miao_query_where (query, "period_type", MIAO_OP_EQ, "month");
  miao_query_where (query, "status", MIAO_OP_IN, "ACCEPTED PARTIAL SENT");
  miao_query_order (query, "period_to", TRUE);
  miao_query_limit (query, 1);
  last = miao_store_first (reader->store, query, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (last == NULL)
    return TRUE;
  until = miao_record_get_date (last, "period_to");
  about.record = miao_record_get_id (last);
  about.who = miao_record_get (last, "org_name");
  about.mine = TRUE;
  miao_due_deadline ("D40", about.record, until, miao_date_add_months (until + 1, 1) - 1 - until,
                     reader->calendar, reader->today, dues);
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

gboolean
miao_tasks_of_house (MiaoTaskReader *reader, GError **error)
{
  return add_staff (reader, error) && add_closed_volumes (reader, error) &&
         add_left (reader, error) && add_endings (reader, error) && add_reviews (reader, error) &&
         add_return (reader, error);
}
