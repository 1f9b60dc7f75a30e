#include "config.h"

#include "miao-due.h"

#include "miao-rules-private.h"

/* Days around the age at which a child is checked (own choice). */
#define BEFORE_DAYS 14
#define AFTER_DAYS 30
#define ESTIMATED_DAYS 30 /* more on both sides */

#define LAST_AGE 7 /* from this birthday on nothing of the schedule is asked for */

/* The schedule for children up to six (domain 4.2): the check at full month counts days, the others
 * months. The visit in the first week is the clinic's. */
static const struct {
  int days;
  int months;
  const char *zh;
  const char *en;
} checks[] = {
  { 28, 0, "满月", "full-month check" }, { 0, 3, "3月龄", "3-month check" },
  { 0, 6, "6月龄", "6-month check" },    { 0, 8, "8月龄", "8-month check" },
  { 0, 12, "12月龄", "12-month check" }, { 0, 18, "18月龄", "18-month check" },
  { 0, 24, "24月龄", "24-month check" }, { 0, 30, "30月龄", "30-month check" },
  { 0, 36, "36月龄", "36-month check" }, { 0, 48, "4岁", "check at 4 years" },
  { 0, 60, "5岁", "check at 5 years" },  { 0, 72, "6岁", "check at 6 years" },
};

#define ADULT_AGE 18
#define YEAR_MONTHS 12

static MiaoDate
target_of (gsize check, MiaoDate born)
{
  return checks[check].months > 0 ? miao_date_add_months (born, checks[check].months)
                                  : born + checks[check].days;
}

/* The first day that a check counts for this age: never one that is nearer to the age before. */
static MiaoDate
first_day (gsize check, const MiaoHealthCalendar *calendar)
{
  MiaoDate target = target_of (check, calendar->born);
  MiaoDate first = target - BEFORE_DAYS - (calendar->estimated ? ESTIMATED_DAYS : 0);

  if (check > 0) {
    MiaoDate before = target_of (check - 1, calendar->born);

    first = MAX (first, before + (target - before) / 2);
  }

  return first;
}

static MiaoDate
last_day (gsize check, const MiaoHealthCalendar *calendar)
{
  return target_of (check, calendar->born) + AFTER_DAYS +
         (calendar->estimated ? ESTIMATED_DAYS : 0);
}

/* The newest check whose days have begun; -1: none. */
static int
present_check (const MiaoHealthCalendar *calendar, MiaoDate on)
{
  int found = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    if (first_day (i, calendar) <= on)
      found = (int) i;

  return found;
}

void
miao_due_health (const MiaoHealthCalendar *calendar, MiaoDate on, GPtrArray *dues)
{
  MiaoDate first;
  char day[MIAO_DATE_BUFFER];
  MiaoDue *due;
  int check;

  if (calendar->born == MIAO_DATE_NONE || miao_date_age (calendar->born, on) >= LAST_AGE)
    return;
  check = present_check (calendar, on);
  if (check < 0)
    return;
  first = first_day ((gsize) check, calendar);
  if (calendar->last_on >= first || last_day ((gsize) check, calendar) < calendar->since)
    return;
  due = g_new0 (MiaoDue, 1);
  due->rule = miao_rules_row ("D11");
  due->record = g_strdup (calendar->child);
  due->from = calendar->born;
  due->length = checks[check].months;
  due->end_on = target_of ((gsize) check, calendar->born);
  due->due_on = last_day ((gsize) check, calendar);
  due->remind_on = first;
  due->level = miao_due_level (due->due_on, on);
  due->what_zh = g_strdup_printf ("%s检查", checks[check].zh);
  due->what_en = g_strdup (checks[check].en);
  miao_date_format (first, day);
  due->moved_zh = g_strdup_printf ("（%s 起可查）", day);
  due->moved_en = g_strdup_printf (" (from %s on)", day);
  g_ptr_array_add (dues, due);
}

void
miao_due_health_yearly (const MiaoHealthCalendar *health,
                        const MiaoCalendar *calendar,
                        MiaoDate on,
                        GPtrArray *dues)
{
  const gboolean checked = health->last_on != MIAO_DATE_NONE;
  const MiaoDate from = checked ? health->last_on : health->since;
  const guint before = dues->len;
  MiaoDate adult;
  MiaoDue *due;

  if (health->born == MIAO_DATE_NONE || from == MIAO_DATE_NONE)
    return;
  adult = miao_date_birthday (health->born, ADULT_AGE);
  if (on < miao_date_birthday (health->born, LAST_AGE) || on >= adult)
    return;
  if (!checked && health->taken_over) {
    miao_due_taken_over ("D11Y", health->child, health->born, YEAR_MONTHS, LAST_AGE, from, calendar,
                         on, dues);
    if (dues->len > before && ((const MiaoDue *) g_ptr_array_index (dues, before))->end_on >= adult)
      g_ptr_array_set_size (dues, (int) before);
    return;
  }
  if (miao_date_add_months (from, YEAR_MONTHS) >= adult)
    return;
  miao_due_deadline ("D11Y", health->child, from, 0, calendar, on, dues);
  if (checked || dues->len == before)
    return;
  due = g_ptr_array_index (dues, before);
  g_free (due->what_zh);
  g_free (due->what_en);
  due->what_zh = g_strdup ("来院");
  due->what_en = g_strdup ("Arrived");
}
