/* What is due for children who live here. The day when something was done last is in the child's
 * record; who has none there is asked for the plan and the card only for a time after arriving, for
 * checks, tests and measurements as long as it lives here. Who lived here before its record was
 * made is asked from then on, along its birthdays: a house that brings its old records in is not
 * told that everything is late. */
#include "config.h"

#include "miao-growth-facts.h"
#include "miao-kinds.h"
#include "miao-taken-over.h"
#include "miao-tasks-private.h"

#define EXACT_BIRTH "exact"
#define LOOK_BACK_MONTHS 18 /* after arriving */

#define CARD_BELOW 7 /* years of age on arrival: who comes later went to school with a card */
#define TEST_FROM 6  /* years of age; own choice */
#define TESTED_AT 7  /* a year later */
#define PLAN_MONTHS 6
#define TEST_MONTHS 12
#define YEAR_MONTHS 12
#define CHECK_MONTHS 84 /* up to this age in months */
#define AHEAD 200       /* days to look ahead: the shorter terms */
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

static gboolean
add_new (MiaoTaskReader *reader, const MiaoRecord *admission, GError **error)
{
  g_autoptr (MiaoRecord) child =
      miao_tasks_load (reader, "child", miao_record_get (admission, "child"), error);
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoDate formal = miao_record_get_date (admission, "formal_on");

  if (child == NULL)
    return FALSE;
  if (!is_in_care (child) || miao_record_has (child, "import_batch"))
    return TRUE;
  add_card (reader, child, admission, dues);
  if (formal != MIAO_DATE_NONE && !miao_record_has (child, "plan_reviewed_on") &&
      miao_child_taken_over (child, admission) == MIAO_DATE_NONE)
    miao_due_deadline ("D10F", miao_record_get_id (child), formal,
                       miao_tasks_days (reader, "deadline.plan_days", formal), reader->calendar,
                       reader->today, dues);
  take (reader, child, dues);

  return TRUE;
}

static gboolean
add_all_new (MiaoTaskReader *reader, GError **error)
{
  GPtrArray *admissions = miao_tasks_arrivals (reader, error);

  if (admissions == NULL || !miao_tasks_read_refs (reader, admissions, "child", error))
    return FALSE;
  for (guint i = 0; i < admissions->len; i++)
    if (!add_new (reader, admissions->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* ---- what the child's own record says, and its stay where that says nothing ---- */

typedef struct {
  const MiaoRecord *child;
  const MiaoRecord *stay; /* (nullable) */
  MiaoDate taken_over;    /* see miao_child_taken_over() */
  MiaoHealthCalendar health;
  MiaoGrowthCalendar growth;
  gboolean measured;               /* what comes next stands with the newest measurement */
  const MiaoVaccinePlan *vaccines; /* (nullable): of who is asked for them */
} ChildFacts;

/* What comes again after a day, or by it. */
static const struct {
  const char *rule, *field;
} again[] = {
  { "D10", "plan_reviewed_on" },      { "D14", "psych_tested_on" },
  { "D39", "disability_cert_until" }, { "D39A", "device_review_on" },
  { "D42", "adoptable_reviewed_on" },
};

static void
add_adoption (const MiaoTaskReader *reader, const MiaoRecord *child, MiaoDate on, GPtrArray *dues)
{
  const char *id = miao_record_get_id (child);
  MiaoDate notice = miao_record_get_date (child, "adoption_notice_on");

  if (notice != MIAO_DATE_NONE)
    miao_due_deadline ("D34", id, notice, 0, reader->calendar, on, dues);
  miao_due_deadline ("D34R", id, miao_record_get_date (child, "adoption_applied_on"),
                     EXAMINE_DAYS + (notice != MIAO_DATE_NONE ? NOTICE_DAYS : 0), reader->calendar,
                     on, dues);
  /* The family that a child lives with is told when its papers are handed in. */
  if ((miao_record_is (child, "status", "FOSTER") ||
       miao_record_is (child, "status", "FOSTER_INTEG")) &&
      !miao_record_has (child, "adoption_family_told_on"))
    miao_due_deadline ("D34F", id, miao_record_get_date (child, "adoption_applied_on"), 0,
                       reader->calendar, on, dues);
}

/* The township checks, then the county decides; who was decided on is asked for no more. */
static void
add_defacto (const MiaoTaskReader *reader, const MiaoRecord *child, MiaoDate on, GPtrArray *dues)
{
  const MiaoDate applied = miao_record_get_date (child, "defacto_applied_on");
  const MiaoDate checked = miao_record_get_date (child, "defacto_checked_on");

  if (applied == MIAO_DATE_NONE || miao_record_has (child, "defacto_decided_on"))
    return;
  if (checked == MIAO_DATE_NONE)
    miao_due_working ("D33", miao_record_get_id (child), applied,
                      reader->settings.defacto_check_days, "受理", "Taken in", reader->calendar, on,
                      dues);
  else
    miao_due_working ("D33C", miao_record_get_id (child), checked,
                      reader->settings.defacto_decide_days, "查验", "Checked", reader->calendar, on,
                      dues);
}

static void
add_first_test (const MiaoTaskReader *reader, const ChildFacts *facts, MiaoDate on, GPtrArray *dues)
{
  const MiaoDate born = miao_record_get_date (facts->child, "birth_date");
  const MiaoDate formal =
      facts->stay != NULL ? miao_record_get_date (facts->stay, "formal_on") : MIAO_DATE_NONE;

  if (miao_record_has (facts->child, "psych_tested_on") || born == MIAO_DATE_NONE ||
      formal == MIAO_DATE_NONE)
    return;
  miao_due_deadline ("D14F", miao_record_get_id (facts->child),
                     MAX (formal, miao_date_birthday (born, TEST_FROM)), 0, reader->calendar, on,
                     dues);
}

/* Plans and tests of before are not known here: each comes again as if it were the next one. */
static void
add_taken_over (const MiaoTaskReader *reader, const ChildFacts *facts, MiaoDate on, GPtrArray *dues)
{
  const char *id = miao_record_get_id (facts->child);
  const MiaoDate born = miao_record_get_date (facts->child, "birth_date");

  if (!miao_record_has (facts->child, "plan_reviewed_on"))
    miao_due_taken_over ("D10", id, born, PLAN_MONTHS, 0, facts->taken_over, reader->calendar, on,
                         dues);
  if (!miao_record_has (facts->child, "psych_tested_on"))
    miao_due_taken_over ("D14", id, born, TEST_MONTHS, TESTED_AT, facts->taken_over,
                         reader->calendar, on, dues);
}

static void
add_checks (const MiaoTaskReader *reader, const ChildFacts *facts, MiaoDate on, GPtrArray *dues)
{
  const MiaoHealthCalendar *health = &facts->health;

  /* Without a stay nobody knows since when to ask. */
  if (health->last_on == MIAO_DATE_NONE && health->since == MIAO_DATE_NONE)
    return;
  if (health->born >= miao_date_add_months (on, -CHECK_MONTHS))
    miao_due_health (health, on, dues);
  miao_due_health_yearly (health, reader->calendar, on, dues);
}

static void
add_first_measure (const ChildFacts *facts, MiaoDate on, GPtrArray *dues)
{
  g_autoptr (MiaoDue) due = facts->measured ? NULL : miao_due_growth (&facts->growth, on);

  if (due != NULL && due->remind_on <= on)
    g_ptr_array_add (dues, g_steal_pointer (&due));
}

static void
list_child (const MiaoTaskReader *reader, gconstpointer data, MiaoDate on, GPtrArray *dues)
{
  const ChildFacts *facts = data;
  const MiaoRecord *child = facts->child;

  if (miao_record_has (child, "adoption_applied_on"))
    add_adoption (reader, child, on, dues);
  if (miao_record_is (child, "status", "ADOPT_TRIAL") && miao_record_has (child, "away_until"))
    miao_due_deadline ("D34T", miao_record_get_id (child),
                       miao_record_get_date (child, "away_until"), 0, reader->calendar, on, dues);
  if (!is_in_care (child))
    return;
  miao_due_birthdays (miao_record_get_id (child), miao_record_get_date (child, "birth_date"),
                      miao_record_is (child, "status", "FOSTER") ||
                          miao_record_is (child, "status", "FOSTER_INTEG"),
                      &reader->settings, on, dues);
  if (miao_record_has (child, "away_until"))
    miao_due_deadline ("D22L", miao_record_get_id (child),
                       miao_record_get_date (child, "away_until"), 0, reader->calendar, on, dues);
  for (gsize i = 0; i < G_N_ELEMENTS (again); i++)
    if (miao_record_has (child, again[i].field))
      miao_due_deadline (again[i].rule, miao_record_get_id (child),
                         miao_record_get_date (child, again[i].field), 0, reader->calendar, on,
                         dues);
  add_checks (reader, facts, on, dues);
  add_first_measure (facts, on, dues);
  add_defacto (reader, child, on, dues);
  if (facts->taken_over != MIAO_DATE_NONE)
    add_taken_over (reader, facts, on, dues);
  else
    add_first_test (reader, facts, on, dues);
  if (facts->vaccines != NULL)
    miao_due_vaccine (facts->vaccines->doses, miao_record_get_id (child),
                      miao_record_get_date (child, "birth_date"), on, dues);
}

/* Whoever has one dose recorded is asked for the others; a child without any, only for a time after
 * it came, before school age and not from a ledger: its card is still to be entered. */
static MiaoVaccinePlan *
find_vaccines (const MiaoTaskReader *reader, const MiaoRecord *child, const MiaoRecord *stay)
{
  const MiaoDate born = miao_record_get_date (child, "birth_date");
  const MiaoDate came = stay != NULL && !miao_record_has (child, "import_batch")
                            ? miao_record_get_date (stay, "arrived_on")
                            : MIAO_DATE_NONE;
  GPtrArray *records = miao_tasks_doses_of (reader, miao_record_get_id (child));
  g_autoptr (MiaoVaccinePlan) plan = NULL;
  gboolean came_lately;

  if (!is_in_care (child) || born == MIAO_DATE_NONE)
    return NULL;
  came_lately = came != MIAO_DATE_NONE &&
                came >= miao_date_add_months (reader->today, -LOOK_BACK_MONTHS) &&
                miao_date_age (born, came) < CARD_BELOW;
  if (records == NULL && !came_lately)
    return NULL;
  plan = miao_vaccine_plan_new (reader->vaccines, child, records);
  if (plan->records->len > 0 || came_lately)
    return g_steal_pointer (&plan);

  return NULL;
}

/* The check on arrival counts as one; of who lived here before, only while it is not a year old. */
static MiaoHealthCalendar
health_of (const ChildFacts *facts)
{
  const MiaoRecord *child = facts->child, *stay = facts->stay;
  const gboolean taken_over = facts->taken_over != MIAO_DATE_NONE;
  MiaoDate last = miao_record_get_date (child, "health_checked_on");
  MiaoDate first = stay != NULL ? miao_record_get_date (stay, "health_check_on") : MIAO_DATE_NONE;
  MiaoDate since = MIAO_DATE_NONE;

  if (taken_over && first != MIAO_DATE_NONE &&
      miao_date_add_months (first, YEAR_MONTHS) <= facts->taken_over)
    first = MIAO_DATE_NONE;
  if (last == MIAO_DATE_NONE && taken_over)
    since = facts->taken_over;
  else if (last == MIAO_DATE_NONE && stay != NULL)
    since = miao_record_get_date (stay, "arrived_on");

  return (MiaoHealthCalendar){
    .child = miao_record_get_id (child),
    .born = miao_record_get_date (child, "birth_date"),
    .estimated = miao_record_has (child, "birth_precision") &&
                 !miao_record_is (child, "birth_precision", EXACT_BIRTH),
    .last_on = MAX (last, first),
    .since = since,
    .taken_over = taken_over,
  };
}

static void
begin_facts (const MiaoTaskReader *reader, ChildFacts *facts)
{
  miao_growth_calendar_begin (facts->child, facts->stay, &facts->growth);
  facts->taken_over = facts->growth.taken_over;
  facts->health = health_of (facts);
  facts->measured = miao_tasks_is_measured (reader, miao_record_get_id (facts->child));
}

static gboolean
add_child (MiaoTaskReader *reader, MiaoRecord *child, GError **error)
{
  g_autoptr (MiaoVaccinePlan) vaccines = NULL;
  g_autoptr (GPtrArray) dues = NULL;
  ChildFacts facts = { .child = child };

  if (!is_in_care (child) && !miao_record_is (child, "status", "ADOPT_TRIAL"))
    return TRUE;
  if (!miao_tasks_read_children (reader, error))
    return FALSE;
  facts.stay = miao_tasks_stay_of (reader, miao_record_get_id (child));
  facts.vaccines = vaccines = find_vaccines (reader, child, facts.stay);
  begin_facts (reader, &facts);
  dues = miao_tasks_list (reader, list_child, &facts);
  take (reader, child, dues);

  return TRUE;
}

static gboolean
add_all (MiaoTaskReader *reader, GError **error)
{
  static const MiaoTaskEach each = { "child", { NULL }, AHEAD, FALSE, FALSE, add_child };

  return miao_tasks_each (reader, &each, error);
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
  if (due != NULL && due->remind_on <= reader->today)
    g_ptr_array_add (dues, due);
  else
    g_clear_pointer (&due, miao_due_free);
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
  return add_all_new (reader, error) && add_measurements (reader, error) && add_all (reader, error);
}
