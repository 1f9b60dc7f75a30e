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

MiaoDue *
miao_due_growth (const MiaoGrowthCalendar *calendar, MiaoDate on)
{
  gboolean measured = calendar->last_on != MIAO_DATE_NONE;
  MiaoDate from = measured ? calendar->last_on : calendar->arrived_on;
  MiaoDue *due;

  if (from == MIAO_DATE_NONE || miao_date_age (calendar->born, on) >= ADULT_AGE)
    return NULL;
  due = g_new0 (MiaoDue, 1);
  due->rule = miao_rules_row ("D12");
  due->record = g_strdup (calendar->child);
  due->from = from;
  /* A child that came today is measured today. */
  due->length = measured ? miao_due_growth_months (calendar->born, calendar->watched, from) : 0;
  due->due_on = miao_date_add_months (from, due->length);
  due->end_on = due->due_on;
  due->moved_zh = g_strdup ("");
  due->moved_en = g_strdup ("");
  due->remind_on = due->due_on - REMIND_MEASURE;
  due->level = miao_due_level (due->due_on, on);
  due->what_zh = g_strdup (measured ? "上次测量" : "入院");
  due->what_en = g_strdup (measured ? "last measured" : "arrived");

  return due;
}
