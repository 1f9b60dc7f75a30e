#include "config.h"

#include "miao-calendar.h"
#include "miao-error.h"
#include "miao-language.h"

#include <string.h>

#define D(text) miao_date_parse (text)

/* Days of the notices, both kinds, and the days beside them. */
static void
test_days (void)
{
  static const struct {
    const char *on;
    gboolean worked;
    const char *name;
  } rows[] = {
    { "2019-04-30", TRUE, NULL },
    { "2019-05-01", FALSE, "劳动节" },
    { "2019-05-05", TRUE, "劳动节" },
    { "2020-01-31", FALSE, "春节" },
    { "2020-02-02", FALSE, "春节" },
    { "2020-02-03", TRUE, NULL },
    { "2024-02-09", TRUE, NULL },
    { "2024-02-10", FALSE, "春节" },
    { "2024-02-17", FALSE, "春节" },
    { "2024-02-18", TRUE, "春节" },
    { "2025-09-28", TRUE, "国庆节、中秋节" },
    { "2025-10-08", FALSE, "国庆节、中秋节" },
    { "2025-10-11", TRUE, "国庆节、中秋节" },
    { "2026-01-04", TRUE, "元旦" },
    { "2026-11-21", FALSE, NULL },
    { "2026-11-23", TRUE, NULL },
  };
  const MiaoCalendar *calendar = miao_calendar_shipped ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (miao_calendar_is_worked (calendar, D (rows[i].on)) != rows[i].worked)
      g_error ("%s", rows[i].on);
    g_assert_cmpstr (miao_calendar_name (calendar, D (rows[i].on)), ==, rows[i].name);
  }
  for (int year = 2019; year <= 2026; year++)
    g_assert_true (miao_calendar_knows (calendar, year));
  g_assert_false (miao_calendar_knows (calendar, 2018));
  g_assert_false (miao_calendar_knows (calendar, 2027));
}

/* Every listed day matters: a holiday that is a weekday, or a weekend; make-up days are weekends.
 */
static void
test_whole (void)
{
  const MiaoCalendar *calendar = miao_calendar_shipped ();
  const MiaoDate sunday = D ("2019-01-06");
  guint listed = 0;

  for (MiaoDate day = D ("2019-01-01"); day <= D ("2026-12-31"); day++) {
    const int weekday = ((day - sunday) % 7 + 7) % 7;

    if (miao_calendar_name (calendar, day) == NULL)
      continue;
    listed++;
    if (miao_calendar_is_worked (calendar, day))
      g_assert_true (weekday == 0 || weekday == 6);
  }
  g_assert_cmpuint (listed, ==, miao_calendar_count (calendar));
}

static void
test_counting (void)
{
  static const struct {
    const char *from;
    int days;
    const char *to, *passed;
  } rows[] = {
    { "2026-11-20", 0, "2026-11-20", "" },
    { "2026-11-20", 1, "2026-11-23", "" },
    { "2026-11-12", 10, "2026-11-26", "" },
    { "2025-09-24", 10, "2025-10-14",
      "9月28日（国庆节、中秋节补班）计入，10月1日至8日国庆节、中秋节不计，10月11日（国庆节、中秋节"
      "补班）计入" },
    { "2025-12-30", 3, "2026-01-05", "1月1日至3日元旦不计，1月4日（元旦补班）计入" },
    { "2024-09-30", 1, "2024-10-08", "10月1日至7日国庆节不计" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoCalendar *calendar = miao_calendar_shipped ();
    MiaoDate to = miao_calendar_add_working (calendar, D (rows[i].from), rows[i].days);
    g_autofree char *passed =
        miao_calendar_dup_passed (calendar, D (rows[i].from), to, MIAO_LANGUAGE_ZH);

    g_assert_cmpint (to, ==, D (rows[i].to));
    g_assert_cmpstr (passed, ==, rows[i].passed);
  }
}

/* Civil Code Art. 203: a last day that is a holiday moves to the next working day. */
static void
test_shift (void)
{
  static const char *const rows[][2] = {
    { "2025-09-30", "2025-09-30" }, { "2025-10-01", "2025-10-09" }, { "2025-10-08", "2025-10-09" },
    { "2025-10-11", "2025-10-11" }, { "2025-10-12", "2025-10-13" }, { "2026-11-22", "2026-11-23" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (miao_calendar_shift (miao_calendar_shipped (), D (rows[i][0])), ==,
                     D (rows[i][1]));
}

static void
test_import (void)
{
  static const char *const bad[] = { "2027-01-01\toff", "2027-13-01\toff\t元旦",
                                     "2027-01-01\tfree\t元旦", "2027-01-01\toff\t" };
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoCalendar) calendar = miao_calendar_parse (
      "# 2027\r\ndate\tkind\tname\r\n2027-10-01\toff\t国庆节\r\n2026-11-23\toff\t试\n", &error);

  g_assert_no_error (error);
  g_assert_true (miao_calendar_knows (calendar, 2027));
  g_assert_false (miao_calendar_is_worked (calendar, D ("2027-10-01")));
  g_assert_false (miao_calendar_is_worked (calendar, D ("2026-11-23")));
  g_assert_false (miao_calendar_is_worked (calendar, D ("2026-10-01")));
  g_assert_true (miao_calendar_is_worked (miao_calendar_shipped (), D ("2026-11-23")));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *text = g_strconcat ("date\tkind\tname\n", bad[i], NULL);
    g_autoptr (GError) problem = NULL;

    g_assert_null (miao_calendar_parse (text, &problem));
    g_assert_error (problem, MIAO_ERROR, MIAO_ERROR_INVALID);
    g_assert_nonnull (strstr (problem->message, "第 2 行"));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/calendar/days", test_days);
  g_test_add_func ("/calendar/whole", test_whole);
  g_test_add_func ("/calendar/counting", test_counting);
  g_test_add_func ("/calendar/shift", test_shift);
  g_test_add_func ("/calendar/import", test_import);

  return g_test_run ();
}
