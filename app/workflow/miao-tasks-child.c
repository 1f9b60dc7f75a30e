/* What is due for children who live here. The day when something was done last is in the child's
 * record; who has none there is asked only for a time after arriving, and not when it came from a
 * ledger: a house that brings its old records in is not told that everything is late. */
#include "config.h"

#include "miao-growth-facts.h"
#include "miao-kinds.h"
#include "miao-tasks-private.h"

#define EXACT_BIRTH "exact"
#define IN_CARE "FOSTER FOSTER_INTEG IN_CARE TEMP_OUT"
#define LOOK_BACK_MONTHS 18 /* after arriving */

#define CARD_BELOW 7    /* years of age on arrival: who comes later went to school with a card */
#define TEST_FROM 6     /* years of age; own choice */
#define CHECK_MONTHS 84 /* up to this age in months */
#define PLAN_MONTHS 5   /* what was reviewed later is not due yet */
#define TEST_MONTHS 10  /* the same for tests */
#define CERTIFICATE_DAYS 60
#define MEASURE_DAYS 3
/* Registration of Adoptions, Art. 8. */
#define EXAMINE_DAYS 30
#define NOTICE_DAYS 60

static gboolean
is_in_care (const MiaoRecord *child)
{
  static const char *const states[] = { "FOSTER", "FOSTER_INTEG", "IN_CARE", "TEMP_OUT", NULL };
  const char *status = miao_record_get (child, "status");

  return status != NULL && g_strv_contains (states, status);
}

static void
take (MiaoTaskReader *reader, MiaoRecord *child, GPtrArray *dues)
{
  MiaoTaskAbout about = { .child = child,
                          .kind = "child",
                          .record = miao_record_get_id (child),
                          .mine = miao_tasks_is_mine (reader, child),
                          .worker = miao_record_get (child, "care_worker") };

  miao_tasks_take (reader, dues, &about);
}

static void
add_check (
    MiaoTaskReader *reader, const MiaoRecord *child, MiaoDate last, MiaoDate since, GPtrArray *dues)
{
  MiaoHealthCalendar calendar = {
    .child = miao_record_get_id (child),
    .born = miao_record_get_date (child, "birth_date"),
    .estimated = miao_record_has (child, "birth_precision") &&
                 !miao_record_is (child, "birth_precision", EXACT_BIRTH),
    .last_on = last,
    .since = since,
  };

  miao_due_health (&calendar, reader->today, dues);
}

/* ---- children who came lately ---- */

static void
add_card (MiaoTaskReader *reader,
          const MiaoRecord *child,
          const MiaoRecord *admission,
          GPtrArray *dues)
{
  MiaoDate born = miao_record_get_date (child, "birth_date");
  MiaoDate came = miao_record_get_date (admission, "arrived_on");

  if (miao_record_has (child, "vaccination_card_on") || born == MIAO_DATE_NONE ||
      miao_date_age (born, came) >= CARD_BELOW)
    return;
  miao_due_deadline ("D09", miao_record_get_id (child), MAX (born, came), 0, reader->calendar,
                     reader->today, dues);
}

static void
add_first_test (MiaoTaskReader *reader, const MiaoRecord *child, MiaoDate formal, GPtrArray *dues)
{
  MiaoDate born = miao_record_get_date (child, "birth_date");

  if (miao_record_has (child, "psych_tested_on") || born == MIAO_DATE_NONE)
    return;
  miao_due_deadline ("D14F", miao_record_get_id (child),
                     MAX (formal, miao_date_birthday (born, TEST_FROM)), 0, reader->calendar,
                     reader->today, dues);
}

static gboolean
add_new (MiaoTaskReader *reader, const MiaoRecord *admission, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_store_load (reader->store, miao_kind_find ("child"),
                                                  miao_record_get (admission, "child"), error);
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoDate formal = miao_record_get_date (admission, "formal_on");

  if (child == NULL)
    return FALSE;
  if (!is_in_care (child) || miao_record_has (child, "import_batch"))
    return TRUE;
  add_card (reader, child, admission, dues);
  if (!miao_record_has (child, "health_checked_on"))
    add_check (reader, child, miao_record_get_date (admission, "health_check_on"),
               miao_record_get_date (admission, "arrived_on"), dues);
  if (formal != MIAO_DATE_NONE && !miao_record_has (child, "plan_reviewed_on"))
    miao_due_deadline ("D10F", miao_record_get_id (child), formal, 0, reader->calendar,
                       reader->today, dues);
  if (formal != MIAO_DATE_NONE)
    add_first_test (reader, child, formal, dues);
  take (reader, child, dues);

  return TRUE;
}

static gboolean
add_all_new (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("admission"));
  g_autofree char *since = miao_date_dup (miao_date_add_months (reader->today, -LOOK_BACK_MONTHS));
  g_autoptr (GPtrArray) admissions = NULL;

  miao_query_where (query, "arrived_on", MIAO_OP_GE, since);
  miao_query_where (query, "closed_on", MIAO_OP_NULL, NULL);
  admissions = miao_store_select (reader->store, query, error);
  for (guint i = 0; admissions != NULL && i < admissions->len; i++)
    if (!add_new (reader, admissions->pdata[i], error))
      return FALSE;

  return admissions != NULL;
}

/* ---- what comes again ---- */

static gboolean
add_again (
    MiaoTaskReader *reader, const char *rule, const char *field, MiaoDate until, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autofree char *day = miao_date_dup (until);
  g_autoptr (GPtrArray) children = NULL;

  miao_query_where (query, "status", MIAO_OP_IN, IN_CARE);
  miao_query_where (query, field, MIAO_OP_LE, day);
  children = miao_store_select (reader->store, query, error);
  for (guint i = 0; children != NULL && i < children->len; i++) {
    MiaoRecord *child = children->pdata[i];
    g_autoptr (GPtrArray) dues = miao_dues_new ();

    miao_due_deadline (rule, miao_record_get_id (child), miao_record_get_date (child, field), 0,
                       reader->calendar, reader->today, dues);
    take (reader, child, dues);
  }

  return children != NULL;
}

static gboolean
add_checks (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autofree char *born = miao_date_dup (miao_date_add_months (reader->today, -CHECK_MONTHS));
  g_autoptr (GPtrArray) children = NULL;

  miao_query_where (query, "status", MIAO_OP_IN, IN_CARE);
  miao_query_where (query, "birth_date", MIAO_OP_GE, born);
  miao_query_where (query, "health_checked_on", MIAO_OP_NOT_NULL, NULL);
  children = miao_store_select (reader->store, query, error);
  for (guint i = 0; children != NULL && i < children->len; i++) {
    MiaoRecord *child = children->pdata[i];
    g_autoptr (GPtrArray) dues = miao_dues_new ();

    add_check (reader, child, miao_record_get_date (child, "health_checked_on"), MIAO_DATE_NONE,
               dues);
    take (reader, child, dues);
  }

  return children != NULL;
}

/* ---- adoption ---- */

static gboolean
add_adoptions (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GPtrArray) children = NULL;

  miao_query_where (query, "status", MIAO_OP_IN, IN_CARE " ADOPT_TRIAL");
  miao_query_where (query, "adoption_applied_on", MIAO_OP_NOT_NULL, NULL);
  children = miao_store_select (reader->store, query, error);
  for (guint i = 0; children != NULL && i < children->len; i++) {
    MiaoRecord *child = children->pdata[i];
    const char *id = miao_record_get_id (child);
    MiaoDate notice = miao_record_get_date (child, "adoption_notice_on");
    g_autoptr (GPtrArray) dues = miao_dues_new ();

    if (notice != MIAO_DATE_NONE)
      miao_due_deadline ("D34", id, notice, 0, reader->calendar, reader->today, dues);
    miao_due_deadline ("D34R", id, miao_record_get_date (child, "adoption_applied_on"),
                       EXAMINE_DAYS + (notice != MIAO_DATE_NONE ? NOTICE_DAYS : 0),
                       reader->calendar, reader->today, dues);
    take (reader, child, dues);
  }

  return children != NULL;
}

/* ---- growth ---- */

static gboolean
add_measurement (MiaoTaskReader *reader, const MiaoRecord *measure, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_store_load (reader->store, miao_kind_find ("child"),
                                                  miao_record_get (measure, "child"), error);
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoGrowthCalendar calendar;
  MiaoDue *due;

  if (child == NULL)
    return FALSE;
  if (!is_in_care (child))
    return TRUE;
  miao_growth_calendar_read (child, measure, &calendar);
  due = miao_due_growth (&calendar, reader->today);
  if (due != NULL)
    g_ptr_array_add (dues, due);
  take (reader, child, dues);

  return TRUE;
}

static gboolean
add_measurements (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("growth_measure"));
  g_autofree char *from = miao_date_dup (miao_date_add_months (reader->today, -LOOK_BACK_MONTHS));
  g_autofree char *until = miao_date_dup (reader->today + MEASURE_DAYS);
  g_autoptr (GPtrArray) measures = NULL;

  miao_query_where (query, "next_due_on", MIAO_OP_GE, from);
  miao_query_where (query, "next_due_on", MIAO_OP_LE, until);
  measures = miao_store_select (reader->store, query, error);
  for (guint i = 0; measures != NULL && i < measures->len; i++)
    if (!add_measurement (reader, measures->pdata[i], error))
      return FALSE;

  return measures != NULL;
}

gboolean
miao_tasks_of_children (MiaoTaskReader *reader, GError **error)
{
  MiaoDate today = reader->today;

  return add_all_new (reader, error) && add_checks (reader, error) &&
         add_measurements (reader, error) && add_adoptions (reader, error) &&
         add_again (reader, "D10", "plan_reviewed_on", miao_date_add_months (today, -PLAN_MONTHS),
                    error) &&
         add_again (reader, "D14", "psych_tested_on", miao_date_add_months (today, -TEST_MONTHS),
                    error) &&
         add_again (reader, "D39", "disability_cert_until", today + CERTIFICATE_DAYS, error) &&
         add_again (reader, "D39A", "device_review_on", today + CERTIFICATE_DAYS, error);
}
