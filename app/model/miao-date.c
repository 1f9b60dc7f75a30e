#include "config.h"

#include "miao-date.h"

#include "miao-language.h"

MiaoDate
miao_date_from_ymd (int year, int month, int day)
{
  GDate date;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return MIAO_DATE_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return (MiaoDate) g_date_get_julian (&date);
}

void
miao_date_get_ymd (MiaoDate date, int *ret_year, int *ret_month, int *ret_day)
{
  GDate gdate;

  g_return_if_fail (date > 0);

  g_date_clear (&gdate, 1);
  g_date_set_julian (&gdate, (guint32) date);
  if (ret_year != NULL)
    *ret_year = g_date_get_year (&gdate);
  if (ret_month != NULL)
    *ret_month = g_date_get_month (&gdate);
  if (ret_day != NULL)
    *ret_day = g_date_get_day (&gdate);
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
  int last;

  g_return_val_if_fail (date > 0, MIAO_DATE_NONE);

  miao_date_get_ymd (date, &year, &month, &day);
  total = year * 12 + (month - 1) + months;
  if (total < 12 || total / 12 > 9999)
    return MIAO_DATE_NONE;
  year = total / 12;
  month = total % 12 + 1;
  last = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);

  return miao_date_from_ymd (year, month, MIN (day, last));
}

MiaoDate
miao_date_birthday (MiaoDate born, int age)
{
  int year, month, day;

  g_return_val_if_fail (born > 0 && age >= 0, MIAO_DATE_NONE);

  miao_date_get_ymd (born, &year, &month, &day);
  if (month == 2 && day == 29 && !g_date_is_leap_year ((GDateYear) (year + age)))
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
