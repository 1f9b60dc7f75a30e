#include "config.h"

#include "miao-date.h"

#include "miao-language.h"

/*
 * The page of today asks for hundreds of thousands of days, so that they are counted here and not
 * by a library that checks each step. Years begin in March: the leap day is then the last of a
 * year, and the months before it have 153 days in five of them.
 */

#define ERA_YEARS 400
#define ERA_DAYS 146097  /* in 400 years */
#define BEFORE_FIRST 305 /* days from 1 March of the year 0 to the last one before the calendar */

static gboolean
is_leap (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % ERA_YEARS == 0);
}

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return days[month - 1] + (month == 2 && is_leap (year));
}

MiaoDate
miao_date_from_ymd (int year, int month, int day)
{
  int since, day_of_year;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      day > days_in_month (year, month))
    return MIAO_DATE_NONE;
  since = month > 2 ? year : year - 1;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

  return since * 365 + since / 4 - since / 100 + since / ERA_YEARS + day_of_year - BEFORE_FIRST;
}

void
miao_date_get_ymd (MiaoDate date, int *ret_year, int *ret_month, int *ret_day)
{
  int era, day_of_era, year_of_era, day_of_year, month;

  g_return_if_fail (date > 0);

  era = (date + BEFORE_FIRST) / ERA_DAYS;
  day_of_era = (date + BEFORE_FIRST) % ERA_DAYS;
  /* Less the leap days before it: one in 1461 days, but none at the end of three centuries. */
  year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (ERA_DAYS - 1)) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  month = (5 * day_of_year + 2) / 153;
  if (ret_day != NULL)
    *ret_day = day_of_year - (153 * month + 2) / 5 + 1;
  month = month < 10 ? month + 3 : month - 9;
  if (ret_month != NULL)
    *ret_month = month;
  if (ret_year != NULL)
    *ret_year = year_of_era + era * ERA_YEARS + (month <= 2);
}

MiaoDate
miao_date_parse (const char *text)
{
  if (text == NULL)
    return MIAO_DATE_NONE;
  for (int i = 0; i < 10; i++) {
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return MIAO_DATE_NONE;
  }
  if (text[10] != '\0')
    return MIAO_DATE_NONE;

  return miao_date_from_ymd (
      (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0'),
      (text[5] - '0') * 10 + (text[6] - '0'), (text[8] - '0') * 10 + (text[9] - '0'));
}

static void
put_digits (char *text, int n, int number)
{
  for (; n > 0; number /= 10)
    text[--n] = (char) ('0' + number % 10);
}

const char *
miao_date_format (MiaoDate date, char buffer[MIAO_DATE_BUFFER])
{
  int year, month, day;

  if (date == MIAO_DATE_NONE) {
    buffer[0] = '\0';
    return buffer;
  }
  miao_date_get_ymd (date, &year, &month, &day);
  put_digits (buffer, 4, year);
  buffer[4] = '-';
  put_digits (buffer + 5, 2, month);
  buffer[7] = '-';
  put_digits (buffer + 8, 2, day);
  buffer[10] = '\0';

  return buffer;
}

char *
miao_date_dup (MiaoDate date)
{
  char buffer[MIAO_DATE_BUFFER];

  return g_strdup (miao_date_format (date, buffer));
}

MiaoDate
miao_date_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return miao_date_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                             g_date_time_get_day_of_month (now));
}

MiaoDate
miao_date_add_months (MiaoDate date, int months)
{
  int year, month, day, total;

  g_return_val_if_fail (date > 0, MIAO_DATE_NONE);

  miao_date_get_ymd (date, &year, &month, &day);
  total = year * 12 + (month - 1) + months;
  if (total < 12 || total / 12 > 9999)
    return MIAO_DATE_NONE;
  year = total / 12;
  month = total % 12 + 1;

  return miao_date_from_ymd (year, month, MIN (day, days_in_month (year, month)));
}

MiaoDate
miao_date_birthday (MiaoDate born, int age)
{
  int year, month, day;

  g_return_val_if_fail (born > 0 && age >= 0, MIAO_DATE_NONE);

  miao_date_get_ymd (born, &year, &month, &day);
  if (month == 2 && day == 29 && !is_leap (year + age))
    return miao_date_from_ymd (year + age, 3, 1);

  return miao_date_from_ymd (year + age, month, day);
}

int
miao_date_age (MiaoDate born, MiaoDate on)
{
  int born_year, on_year, age;

  if (born <= 0 || on < born)
    return -1;
  miao_date_get_ymd (born, &born_year, NULL, NULL);
  miao_date_get_ymd (on, &on_year, NULL, NULL);
  age = on_year - born_year;

  return miao_date_birthday (born, age) > on ? age - 1 : age;
}

MiaoAge
miao_date_age_full (MiaoDate born, MiaoDate on)
{
  MiaoAge age = { -1, -1, -1 };
  MiaoDate mark;

  age.years = miao_date_age (born, on);
  if (age.years < 0)
    return age;
  mark = miao_date_birthday (born, age.years);
  age.months = 0;
  while (age.months < 11 && miao_date_add_months (mark, age.months + 1) <= on)
    age.months++;
  age.days = on - miao_date_add_months (mark, age.months);

  return age;
}

char *
miao_date_dup_age (MiaoDate born, MiaoDate on)
{
  MiaoAge age = miao_date_age_full (born, on);
  gboolean zh = miao_language () == MIAO_LANGUAGE_ZH;

  if (age.years < 0)
    return g_strdup ("");
  if (age.years == 0 && age.months == 0)
    return g_strdup_printf (zh ? "%d天" : "%d d", age.days);
  if (age.years == 0)
    return g_strdup_printf (zh ? "%d个月" : "%d m", age.months);
  if (age.months == 0)
    return g_strdup_printf (zh ? "%d岁" : "%d y", age.years);

  return g_strdup_printf (zh ? "%d岁%d个月" : "%d y %d m", age.years, age.months);
}
