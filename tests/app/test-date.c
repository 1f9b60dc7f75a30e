#include "config.h"

#include "miao-date.h"
#include "miao-language.h"

static void
test_months (void)
{
  static const struct {
    const char *from;
    int months;
    const char *expected;
  } rows[] = {
    { "2026-01-31", 1, "2026-02-28" }, /* Appendix D 20: Civil Code Art. 202 */
    { "2024-01-31", 1, "2024-02-29" },  { "2026-12-31", 2, "2027-02-28" },
    { "2026-03-15", -1, "2026-02-15" }, { "2026-01-15", -12, "2025-01-15" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text =
        miao_date_dup (miao_date_add_months (miao_date_parse (rows[i].from), rows[i].months));

    g_assert_cmpstr (text, ==, rows[i].expected);
  }
}

static void
test_days (void)
{
  MiaoDate start = miao_date_parse ("2026-01-01");

  /* Appendix D 1, 4: the start day is not counted. */
  g_assert_cmpint (start + 60, ==, miao_date_parse ("2026-03-02"));
  g_assert_cmpint (start + 90, ==, miao_date_parse ("2026-04-01"));
  g_assert_cmpint (miao_date_parse ("2023-12-31") + 60, ==, miao_date_parse ("2024-02-29"));
  g_assert_cmpint (miao_date_parse ("2023-12-31") + 90, ==, miao_date_parse ("2024-03-30"));
}

static void
check_day (MiaoDate day)
{
  int year, month, day_of_month;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) day);
  miao_date_get_ymd (day, &year, &month, &day_of_month);
  if (year != g_date_get_year (&date) || month != (int) g_date_get_month (&date) ||
      day_of_month != g_date_get_day (&date) ||
      miao_date_from_ymd (year, month, day_of_month) != day)
    g_error ("day %d is counted as %d-%d-%d", day, year, month, day_of_month);
}

/* Our own counting against another one: every day of two centuries, and each 89th of all. */
static void
test_counting (void)
{
  const MiaoDate last = miao_date_parse ("9999-12-31");

  for (MiaoDate day = miao_date_parse ("1899-12-31"); day <= miao_date_parse ("2101-01-01"); day++)
    check_day (day);
  for (MiaoDate day = 1; day <= last; day += 89)
    check_day (day);
  check_day (last);
  g_assert_cmpint (miao_date_parse ("0001-01-01"), ==, 1);
  g_assert_cmpint (miao_date_from_ymd (2100, 2, 29), ==, MIAO_DATE_NONE);
  g_assert_cmpint (miao_date_from_ymd (2000, 2, 29), !=, MIAO_DATE_NONE);
  g_assert_cmpint (miao_date_from_ymd (2026, 11, 31), ==, MIAO_DATE_NONE);
  g_assert_cmpint (miao_date_from_ymd (2026, 11, 0), ==, MIAO_DATE_NONE);
}

static void
test_age (void)
{
  static const struct {
    const char *born, *on;
    int years;
  } rows[] = {
    { "2018-05-12", "2026-05-11", 7 },  { "2018-05-12", "2026-05-12", 8 },
    { "2008-02-29", "2026-02-28", 17 }, { "2008-02-29", "2026-03-01", 18 },
    { "2008-02-29", "2024-02-29", 16 }, { "2018-05-12", "2018-05-11", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (miao_date_age (miao_date_parse (rows[i].born), miao_date_parse (rows[i].on)),
                     ==, rows[i].years);
}

static void
test_parse (void)
{
  static const char *bad[] = { "", "2018-2-9", "2018-02-29", "2018/02/01", "2018-13-01", "x" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (miao_date_parse (bad[i]), ==, MIAO_DATE_NONE);
  g_assert_cmpint (miao_date_parse ("2024-02-29"), !=, MIAO_DATE_NONE);
}

static void
test_words (void)
{
  g_autofree char *years = NULL, *days = NULL;

  miao_set_language (MIAO_LANGUAGE_ZH);
  years = miao_date_dup_age (miao_date_parse ("2023-08-14"), miao_date_parse ("2026-11-24"));
  days = miao_date_dup_age (miao_date_parse ("2026-11-03"), miao_date_parse ("2026-11-24"));
  g_assert_cmpstr (years, ==, "3岁3个月");
  g_assert_cmpstr (days, ==, "21天");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/counting", test_counting);
  g_test_add_func ("/date/months", test_months);
  g_test_add_func ("/date/days", test_days);
  g_test_add_func ("/date/age", test_age);
  g_test_add_func ("/date/parse", test_parse);
  g_test_add_func ("/date/words", test_words);

  return g_test_run ();
}
