/* Health checks of children up to six: every age of the schedule, both ends of its days. */
#include "config.h"

#include "rules-tests.h"

#include <string.h>

#define BORN "2020-03-10"

static const MiaoDue *
ask (GPtrArray *dues, MiaoDate last, MiaoDate since, gboolean estimated, MiaoDate on)
{
  const MiaoHealthCalendar calendar = {
    .child = "c1", .born = D (BORN), .estimated = estimated, .last_on = last, .since = since
  };

  g_ptr_array_set_size (dues, 0);
  miao_due_health (&calendar, on, dues);

  return dues->len > 0 ? g_ptr_array_index (dues, 0) : NULL;
}

static void
test_schedule (void)
{
  static const struct {
    const char *target, *words;
  } rows[] = {
    { "2020-04-07", "满月检查" },   { "2020-06-10", "3月龄检查" },  { "2020-09-10", "6月龄检查" },
    { "2020-11-10", "8月龄检查" },  { "2021-03-10", "12月龄检查" }, { "2021-09-10", "18月龄检查" },
    { "2022-03-10", "24月龄检查" }, { "2022-09-10", "30月龄检查" }, { "2023-03-10", "36月龄检查" },
    { "2024-03-10", "4岁检查" },    { "2025-03-10", "5岁检查" },    { "2026-03-10", "6岁检查" },
  };
  g_autoptr (GPtrArray) dues = miao_dues_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoDate target = D (rows[i].target), before = i > 0 ? D (rows[i - 1].target) : 0;
    const MiaoDue *due;

    /* Checked at the age before: silent until 14 days before this one. */
    if (i > 0)
      g_assert_null (ask (dues, before, MIAO_DATE_NONE, FALSE, target - 15));
    due = ask (dues, before, MIAO_DATE_NONE, FALSE, target - 14);
    g_assert_nonnull (due);
    g_assert_cmpstr (due->what_zh, ==, rows[i].words);
    g_assert_cmpint (due->end_on, ==, target);
    g_assert_cmpint (due->due_on, ==, target + 30);
    g_assert_cmpint (due->level, ==, MIAO_DUE_LATER);
    g_assert_cmpint (ask (dues, before, MIAO_DATE_NONE, FALSE, target + 30)->level, ==,
                     MIAO_DUE_TODAY);
    g_assert_cmpint (ask (dues, before, MIAO_DATE_NONE, FALSE, target + 31)->level, ==,
                     MIAO_DUE_LATE);
    /* A check on the first of its days counts for it, one on the day before does not. */
    g_assert_null (ask (dues, target - 14, MIAO_DATE_NONE, FALSE, target));
    g_assert_nonnull (ask (dues, target - 15, MIAO_DATE_NONE, FALSE, target));
  }
  note ("D11", FALSE);
}

static void
test_missed (void)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoDate at_18 = D ("2021-09-10"), at_24 = D ("2022-03-10");

  /* What was missed is not made up for: the present age is asked for. */
  g_assert_cmpstr (ask (dues, D ("2021-03-10"), 0, FALSE, at_24 - 15)->what_zh, ==, "18月龄检查");
  g_assert_cmpstr (ask (dues, D ("2021-03-10"), 0, FALSE, at_24 - 14)->what_zh, ==, "24月龄检查");
  /* Who came after the days of a check is not asked for it; who came on the last one is. */
  g_assert_null (ask (dues, 0, at_18 + 31, FALSE, at_18 + 40));
  g_assert_nonnull (ask (dues, 0, at_18 + 30, FALSE, at_18 + 40));
  /* The seventh birthday ends the schedule. */
  g_assert_nonnull (ask (dues, 0, 0, FALSE, D ("2027-03-09")));
  g_assert_null (ask (dues, 0, 0, FALSE, D ("2027-03-10")));
}

static void
test_estimated (void)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoDate at_36 = D ("2023-03-10"), at_8 = D ("2020-11-10");
  const MiaoDue *due;
  g_autofree char *words = NULL, *en = NULL;

  g_assert_null (ask (dues, D ("2022-09-10"), 0, TRUE, at_36 - 45));
  due = ask (dues, D ("2022-09-10"), 0, TRUE, at_36 - 44);
  g_assert_cmpint (due->due_on, ==, at_36 + 60);
  words = miao_due_dup_sum (due, MIAO_LANGUAGE_ZH);
  g_assert_cmpstr (words, ==,
                   "36月龄检查：2020-03-10 出生，2023-03-10 到龄（2023-01-25 起可查），最迟 "
                   "2023-05-09");
  en = miao_due_dup_sum (due, MIAO_LANGUAGE_EN);
  g_assert_null (strchr (en, '{'));
  /* Never nearer to the age before: half-way between six and eight months. */
  g_assert_null (ask (dues, D ("2020-09-10"), 0, TRUE, at_8 - 32));
  g_assert_nonnull (ask (dues, D ("2020-09-10"), 0, TRUE, at_8 - 30));
}

static const MiaoDue *
ask_yearly (GPtrArray *dues, MiaoDate last, MiaoDate since, const char *on)
{
  const MiaoHealthCalendar calendar = {
    .child = "c1", .born = D (BORN), .last_on = last, .since = since
  };

  g_ptr_array_set_size (dues, 0);
  miao_due_health_yearly (&calendar, miao_calendar_shipped (), D (on), dues);

  return dues->len > 0 ? g_ptr_array_index (dues, 0) : NULL;
}

/* From the seventh birthday until the eighteenth, every year. */
static void
test_yearly (void)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoDate last = D ("2026-03-05"); /* 2027-03-05 is a Friday, 2036-03-09 a Sunday */
  const MiaoDue *due;
  g_autofree char *words = NULL;

  g_assert_null (ask_yearly (dues, last, 0, "2027-03-09"));
  due = ask_yearly (dues, last, 0, "2027-03-10");
  g_assert_nonnull (due);
  g_assert_cmpint (due->due_on, ==, D ("2027-03-05"));
  g_assert_cmpint (due->level, ==, MIAO_DUE_LATE);
  words = miao_due_dup_sum (due, MIAO_LANGUAGE_ZH);
  g_assert_cmpstr (words, ==, "上次检查 2026-03-05 + 12 个月 = 2027-03-05");
  /* 14 days before, and not sooner. */
  g_assert_null (ask_yearly (dues, D ("2028-04-20"), 0, "2029-04-05"));
  due = ask_yearly (dues, D ("2028-04-20"), 0, "2029-04-06");
  g_assert_nonnull (due);
  g_assert_cmpint (due->level, ==, MIAO_DUE_MONTH);
  g_assert_cmpint (ask_yearly (dues, D ("2028-04-20"), 0, "2029-04-20")->level, ==, MIAO_DUE_TODAY);
  g_assert_cmpint (ask_yearly (dues, D ("2028-04-20"), 0, "2029-04-21")->level, ==, MIAO_DUE_LATE);
  /* Never checked: a year after arriving. */
  g_assert_null (ask_yearly (dues, 0, 0, "2030-01-01"));
  due = ask_yearly (dues, 0, D ("2029-01-01"), "2030-01-01");
  g_assert_cmpstr (due->what_zh, ==, "来院");
  /* Nothing is asked of a grown-up, nor what would be due only then. */
  g_assert_nonnull (ask_yearly (dues, D ("2037-03-09"), 0, "2038-03-09"));
  g_assert_null (ask_yearly (dues, D ("2037-03-10"), 0, "2038-03-09"));
  g_assert_null (ask_yearly (dues, D ("2036-03-09"), 0, "2038-03-10"));
}

void
add_due_child_tests (void)
{
  g_test_add_func ("/due/health/yearly", test_yearly);
  g_test_add_func ("/due/health/schedule", test_schedule);
  g_test_add_func ("/due/health/missed", test_missed);
  g_test_add_func ("/due/health/estimated", test_estimated);
}
