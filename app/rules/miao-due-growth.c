#include "config.h"

#include "miao-due.h"

#include "miao-rules-private.h"

/* Months between two measurements (domain 4.2, the institution's own default). */
#define INFANT_MONTHS 1
#define TODDLER_MONTHS 3
#define CHILD_MONTHS 6
#define WATCHED_MONTHS 1
#define INFANT_BELOW 1
#define TODDLER_BELOW 3
#define ADULT_AGE 18

#define REMIND_MEASURE 3

int
miao_due_growth_months (MiaoDate born, gboolean watched, MiaoDate on)
{
  int age = miao_date_age (born, on);

  if (watched)
    return WATCHED_MONTHS;
  if (age >= 0 && age < INFANT_BELOW)
    return INFANT_MONTHS;

  return age >= 0 && age < TODDLER_BELOW ? TODDLER_MONTHS : CHILD_MONTHS;
}

static MiaoDue *
new_due (const MiaoGrowthCalendar *calendar, MiaoDate from, int months, MiaoDate on)
{
  MiaoDue *due = g_new0 (MiaoDue, 1);

  due->rule = miao_rules_row ("D12");
  due->record = g_strdup (calendar->child);
  due->from = from;
  due->length = months;
  due->due_on = miao_date_add_months (from, months);
  due->end_on = due->due_on;
  due->moved_zh = g_strdup ("");
  due->moved_en = g_strdup ("");
  due->remind_on = due->due_on - REMIND_MEASURE;
  due->level = miao_due_level (due->due_on, on);

  return due;
}

/* Who lived here before its record was made is measured at the next age of its period. */
static MiaoDue *
first_due (const MiaoGrowthCalendar *calendar, MiaoDate on)
{
  const int period = miao_due_growth_months (calendar->born, FALSE, calendar->taken_over);
  MiaoDue *due;

  if (calendar->born == MIAO_DATE_NONE)
    return NULL;
  due = new_due (calendar, calendar->born,
                 miao_due_first_months (calendar->born, period, period,
                                        calendar->taken_over + REMIND_MEASURE + 1),
                 on);
  due->what_zh = g_strdup ("出生");
  due->what_en = g_strdup ("born");
  miao_due_tell_taken_over (due, calendar->taken_over);

  return due;
}

MiaoDue *
miao_due_growth (const MiaoGrowthCalendar *calendar, MiaoDate on)
{
  gboolean measured = calendar->last_on != MIAO_DATE_NONE;
  MiaoDate from = measured ? calendar->last_on : calendar->arrived_on;
  MiaoDue *due;

  if (miao_date_age (calendar->born, on) >= ADULT_AGE)
    return NULL;
  if (!measured && calendar->taken_over != MIAO_DATE_NONE)
    return first_due (calendar, on);
  if (from == MIAO_DATE_NONE)
    return NULL;
  /* A child that came today is measured today. */
  due =
      new_due (calendar, from,
               measured ? miao_due_growth_months (calendar->born, calendar->watched, from) : 0, on);
  due->what_zh = g_strdup (measured ? "上次测量" : "入院");
  due->what_en = g_strdup (measured ? "last measured" : "arrived");

  return due;
}
