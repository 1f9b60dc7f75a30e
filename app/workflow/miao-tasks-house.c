/* Staff, volumes, children who left, and returns. */
#include "config.h"

#include "miao-facts.h"
#include "miao-kinds.h"
#include "miao-tasks-private.h"

/* Follow-ups after leaving, in months (house rule, domain 9 D41). */
static const int follow_ups[] = { 1, 3, 6, 12 };

#define FOLLOW_UP_NOTE "D1401"
#define LOOK_BACK_MONTHS 18
/* Days to look ahead: the terms of what is looked at here, with what they are moved by. */
#define VERIFY_DAYS 400
#define LEFT_DAYS 400

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

static void
list_volume (const MiaoTaskReader *reader, gconstpointer data, MiaoDate on, GPtrArray *dues)
{
  const MiaoRecord *volume = data;
  MiaoDate last =
      MAX (miao_record_get_date (volume, "filed_on"), miao_record_get_date (volume, "verified_on"));

  if (miao_record_has (volume, "filed_on"))
    miao_due_deadline ("D38", miao_record_get_id (volume), last, 0, reader->calendar, on, dues);
}

static gboolean
add_volume (MiaoTaskReader *reader, MiaoRecord *volume, GError **error)
{
  g_autoptr (GPtrArray) dues = NULL;
  MiaoTaskAbout about = { .who = miao_record_get (volume, "archival_code"),
                          .kind = "archive_volume",
                          .record = miao_record_get_id (volume) };

  if (!miao_record_is (volume, "status", "CLOSED"))
    return TRUE;
  dues = miao_tasks_list (reader, list_volume, volume);
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

static gboolean
add_closed_volumes (MiaoTaskReader *reader, GError **error)
{
  static const MiaoTaskEach each = { "archive_volume", { NULL }, VERIFY_DAYS, FALSE, TRUE,
                                     add_volume };

  return miao_tasks_each (reader, &each, error);
}

/* ---- children who left ---- */

/* What follows a day of the past, and is asked for no more once that is long ago. */
typedef struct {
  const char *rule;
  const char *record;
  MiaoDate from;
  int length;
} Following;

gboolean
miao_tasks_is_recent (MiaoDate day, MiaoDate on)
{
  return day != MIAO_DATE_NONE && day >= miao_date_add_months (on, -LOOK_BACK_MONTHS);
}

static void
list_following (const MiaoTaskReader *reader, gconstpointer data, MiaoDate on, GPtrArray *dues)
{
  const Following *following = data;

  if (miao_tasks_is_recent (following->from, on))
    miao_due_deadline (following->rule, following->record, following->from, following->length,
                       reader->calendar, on, dues);
}

static gboolean
add_volume_of (MiaoTaskReader *reader, MiaoRecord *child, MiaoDate left, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("archive_volume"));
  g_autoptr (GPtrArray) volumes = NULL;

  miao_query_where (query, "child", MIAO_OP_EQ, miao_record_get_id (child));
  miao_query_where (query, "status", MIAO_OP_IN, "ARRANGING FORMING");
  volumes = miao_store_select (reader->store, query, error);
  for (guint i = 0; volumes != NULL && i < volumes->len; i++) {
    MiaoTaskAbout about = { .child = child,
                            .kind = "archive_volume",
                            .record = miao_record_get_id (g_ptr_array_index (volumes, i)) };
    const Following following = { "D36", about.record, left,
                                  miao_tasks_days (reader, "deadline.volume_days", left) };
    g_autoptr (GPtrArray) dues = miao_tasks_list (reader, list_following, &following);

    miao_tasks_take (reader, dues, &about);
  }

  return volumes != NULL;
}

/* The first follow-up that has no note yet. */
static gboolean
add_follow_up (MiaoTaskReader *reader, MiaoRecord *child, MiaoDate left, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("document"));
  g_autofree char *since = miao_date_dup (left);
  MiaoTaskAbout about = { .child = child, .kind = "child", .record = miao_record_get_id (child) };
  Following following = { "D41", about.record, left, 0 };
  g_autoptr (GPtrArray) dues = NULL;
  gint64 done;

  miao_query_where (query, "owner_id", MIAO_OP_EQ, about.record);
  miao_query_where (query, "doc_type", MIAO_OP_EQ, FOLLOW_UP_NOTE);
  miao_query_where (query, "doc_date", MIAO_OP_GE, since);
  done = miao_store_count (reader->store, query, error);
  if (done < 0)
    return FALSE;
  if (done >= (gint64) G_N_ELEMENTS (follow_ups))
    return TRUE;
  following.length = follow_ups[done];
  dues = miao_tasks_list (reader, list_following, &following);
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
add_stay (MiaoTaskReader *reader, MiaoRecord *admission, GError **error)
{
  MiaoDate left = miao_record_get_date (admission, "closed_on");
  g_autoptr (MiaoRecord) child = NULL;

  if (!miao_tasks_is_recent (left, reader->today))
    return TRUE;
  child = miao_tasks_load (reader, "child", miao_record_get (admission, "child"), error);
  if (child == NULL)
    return FALSE;
  /* Who came back has an admission of its own. */
  if (!(miao_record_is (child, "status", "EXITED") ||
        miao_record_is (child, "status", "FOLLOWUP") ||
        miao_record_is (child, "status", "DECEASED")))
    return TRUE;

  return add_volume_of (reader, child, left, error) &&
         (!is_visited (admission) || add_follow_up (reader, child, left, error));
}

static gboolean
add_left (MiaoTaskReader *reader, GError **error)
{
  static const MiaoTaskEach each = { "admission", { "child" }, LEFT_DAYS, TRUE, FALSE, add_stay };

  return miao_tasks_each (reader, &each, error);
}

/* ---- returns ---- */

/* The month after the last one that was sent; its last day may be the 28th or the 31st. */
static gboolean
add_return (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission"));
  g_autoptr (MiaoRecord) last = NULL;
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoTaskAbout about = { .kind = "submission" };
  MiaoDate until;

  if (!miao_session_may (reader->session, MIAO_MAY_SUBMISSION_BUILD))
    return TRUE;
  miao_query_where (query, "period_type", MIAO_OP_EQ, "month");
  miao_query_where (query, "status", MIAO_OP_IN, "ACCEPTED PARTIAL SENT");
  miao_query_order (query, "period_to", TRUE);
  if (!miao_store_find_first (reader->store, query, &last, error))
    return FALSE;
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

#define QUARTER_MONTHS 3
#define YEAR_MONTHS 12

/* The quarter or year after the last one that was reported, by its own last day. */
static void
add_period (MiaoTaskReader *reader,
            const MiaoRecord *institution,
            const char *rule,
            const char *field,
            int months,
            GPtrArray *dues)
{
  const MiaoDate until = miao_record_get_date (institution, field);

  if (until != MIAO_DATE_NONE)
    miao_due_deadline (rule, miao_record_get_id (institution), until,
                       miao_date_add_months (until + 1, months) - 1 - until, reader->calendar,
                       reader->today, dues);
}

static gboolean
add_statistics (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) institution = NULL;
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoTaskAbout about = { .kind = "institution", .mine = TRUE };

  if (!miao_session_may (reader->session, MIAO_MAY_INSTITUTION_EDIT))
    return TRUE;
  institution = miao_facts_institution (reader->store, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (institution == NULL)
    return TRUE;
  about.record = miao_record_get_id (institution);
  about.who = miao_record_get (institution, "name");
  add_period (reader, institution, "D40Q", "statistics_on", QUARTER_MONTHS, dues);
  add_period (reader, institution, "D40Y", "year_report_on", YEAR_MONTHS, dues);
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

gboolean
miao_tasks_of_house (MiaoTaskReader *reader, GError **error)
{
  return add_staff (reader, error) && add_closed_volumes (reader, error) &&
         add_left (reader, error) && add_return (reader, error) && add_statistics (reader, error);
}
