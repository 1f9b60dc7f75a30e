#include "config.h"

#include "miao-away.h"

#include "rules-tests.h"

#include <string.h>

/* What becomes due by the calendar. */

static const MiaoDue *
find_due (GPtrArray *dues, const char *rule)
{
  for (guint i = 0; i < dues->len; i++) {
    const MiaoDue *due = g_ptr_array_index (dues, i);

    if (g_str_equal (due->rule->id, rule))
      return due;
  }

  return NULL;
}

static void
check_due (GPtrArray *dues,
           const char *rule,
           const char *due_on,
           MiaoDueLevel level,
           const char *words,
           const char *on)
{
  const MiaoDue *due = find_due (dues, rule);
  g_autofree char *zh = NULL, *en = NULL;

  if (due_on == NULL) {
    g_assert_null (due);
    return;
  }
  if (due == NULL)
    g_error ("%s is not due on %s", rule, on);
  zh = miao_due_dup_arithmetic (due, MIAO_LANGUAGE_ZH, D (on));
  en = miao_due_dup_arithmetic (due, MIAO_LANGUAGE_EN, D (on));
  g_assert_cmpint (due->due_on, ==, D (due_on));
  g_assert_cmpint (due->level, ==, level);
  g_assert_cmpstr (zh, ==, words);
  g_assert_null (strchr (en, '{'));
  note (rule, FALSE);
}

static void
test_due_integration (void)
{
  static const struct {
    const char *on, *first, *last;
    MiaoDueLevel first_level, last_level;
    const char *first_words, *last_words;
  } rows[] = {
    { "2026-02-19", NULL, NULL, 0, 0, NULL, NULL },
    { "2026-02-20", "2026-03-02", NULL, MIAO_DUE_MONTH, 0,
      "入户 2026-01-01 + 60 天 = 2026-03-02，还有 10 天", NULL },
    { "2026-02-23", "2026-03-02", NULL, MIAO_DUE_WEEK, 0,
      "入户 2026-01-01 + 60 天 = 2026-03-02，还有 7 天", NULL },
    { "2026-03-02", "2026-03-02", NULL, MIAO_DUE_TODAY, 0,
      "入户 2026-01-01 + 60 天 = 2026-03-02，就是今天", NULL },
    { "2026-03-17", "2026-03-02", "2026-04-01", MIAO_DUE_LATE, MIAO_DUE_MONTH,
      "入户 2026-01-01 + 60 天 = 2026-03-02，逾期 15 天",
      "入户 2026-01-01 + 90 天 = 2026-04-01，还有 15 天" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    MiaoPlacementCalendar calendar = { .placement = "p1",
                                       .integration = TRUE,
                                       .moved_in_on = D ("2026-01-01"),
                                       .last_visit_on = D (rows[i].on),
                                       .child = "c1" };

    miao_due_placement (&calendar, thresholds (), D (rows[i].on), dues);
    check_due (dues, "D16", rows[i].first, rows[i].first_level, rows[i].first_words, rows[i].on);
    check_due (dues, "D17", rows[i].last, rows[i].last_level, rows[i].last_words, rows[i].on);
    check_due (dues, "D18", NULL, 0, NULL, rows[i].on);
  }
}

/* An extension moves the last day; an evaluation that was begun settles D16. */
static void
test_due_extended (void)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoPlacementCalendar calendar = { .placement = "p1",
                                     .integration = TRUE,
                                     .moved_in_on = D ("2026-01-01"),
                                     .extended_to = D ("2026-04-21"),
                                     .evaluation_open = TRUE,
                                     .last_visit_on = D ("2026-04-08") };

  miao_due_placement (&calendar, thresholds (), D ("2026-04-10"), dues);
  check_due (dues, "D16", NULL, 0, NULL, "2026-04-10");
  check_due (dues, "D17", "2026-04-21", MIAO_DUE_MONTH,
             "入户 2026-01-01 + 110 天 = 2026-04-21，还有 11 天", "2026-04-10");
}

/* A good evaluation: from day 60 on it is somebody's turn each day, late only after the last. */
static void
test_due_confirm (void)
{
  static const struct {
    const char *on, *due;
    MiaoDueLevel level;
    const char *words;
  } rows[] = {
    { "2026-02-19", NULL, 0, NULL },
    { "2026-03-01", "2026-03-02", MIAO_DUE_WEEK,
      "入户 2026-01-01 + 60 天 = 2026-03-02，还有 1 天" },
    { "2026-03-02", "2026-03-02", MIAO_DUE_TODAY,
      "入户 2026-01-01 + 60 天 = 2026-03-02，就是今天" },
    { "2026-03-10", "2026-03-10", MIAO_DUE_TODAY,
      "入户 2026-01-01 + 68 天 = 2026-03-10，就是今天" },
    { "2026-04-02", "2026-04-01", MIAO_DUE_LATE,
      "入户 2026-01-01 + 90 天 = 2026-04-01，逾期 1 天" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    MiaoPlacementCalendar calendar = { .placement = "p1",
                                       .integration = TRUE,
                                       .moved_in_on = D ("2026-01-01"),
                                       .evaluated = TRUE,
                                       .confirmable = TRUE,
                                       .last_visit_on = D (rows[i].on),
                                       .child = "c1" };

    miao_due_placement (&calendar, thresholds (), D (rows[i].on), dues);
    check_due (dues, "D16", NULL, 0, NULL, rows[i].on);
    check_due (dues, "D16C", rows[i].due, rows[i].level, rows[i].words, rows[i].on);
  }
}

static void
test_due_filing (void)
{
  static const struct {
    const char *rule, *on;
    MiaoDueLevel level;
    const char *words;
  } rows[] = {
    { "D23", "2026-11-12", MIAO_DUE_MONTH,
      "签订 2026-11-12 + 10 个工作日 = 2026-11-26，还有 14 天" },
    { "D23F", "2026-11-26", MIAO_DUE_TODAY,
      "签订 2026-11-12 + 10 个工作日 = 2026-11-26，就是今天" },
    { "D23", "2026-11-27", MIAO_DUE_LATE, "签订 2026-11-12 + 10 个工作日 = 2026-11-26，逾期 1 天" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();

    miao_due_working (rows[i].rule, "x1", D ("2026-11-12"), 10, "签订", "Signed",
                      miao_calendar_shipped (), D (rows[i].on), dues);
    check_due (dues, rows[i].rule, "2026-11-26", rows[i].level, rows[i].words, rows[i].on);
  }
  /* The week of the National Day is not counted, its make-up workdays are. */
  {
    g_autoptr (GPtrArray) dues = miao_dues_new ();

    miao_due_working ("D23T", "x1", D ("2025-09-24"), 10, "解除", "Ended", miao_calendar_shipped (),
                      D ("2025-10-14"), dues);
    check_due (dues, "D23T", "2025-10-14", MIAO_DUE_TODAY,
               "解除 2025-09-24 + 10 个工作日 = "
               "2025-10-14（9月28日（国庆节、中秋节补班）计入，10月1日至8日国庆节、中秋节不计，"
               "10月11日（国庆节、中秋节补班）计入），就是今天",
               "2025-10-14");
  }
}

/* Each plain term: not shown the day before its reminder, shown on it, due on its day, late after.
 * The days are working days unless the row says so. */
static void
test_due_terms (void)
{
  static const struct {
    const char *rule, *from, *quiet, *shown, *due, *words;
  } rows[] = {
    { "D01", "2026-11-18", "2026-11-17", "2026-11-18", "2026-11-19",
      "到院 2026-11-18 + 1 天 = 2026-11-19，就是今天" },
    { "D02", "2026-09-22", "2026-11-13", "2026-11-14", "2026-11-21",
      "公告 2026-09-22 + 60 天 = 2026-11-21，就是今天" }, /* a shortest time does not move */
    { "D03", "2026-10-23", "2026-11-18", "2026-11-19", "2026-11-22",
      "公告 2026-10-23 + 30 天 = 2026-11-22，就是今天" },
    { "D04", "2026-01-31", "2026-02-22", "2026-02-23", "2026-02-28",
      "到院 2026-01-31 + 1 个月 = 2026-02-28，就是今天" }, /* a make-up Saturday */
    { "D05", "2026-11-12", "2026-11-11", "2026-11-12", "2026-11-19",
      "公告期满 2026-11-12 + 7 天 = 2026-11-19，就是今天" },
    { "D06", "2024-02-29", "2025-01-28", "2025-01-29", "2025-02-28",
      "到院 2024-02-29 + 12 个月 = 2025-02-28，就是今天" },
    { "D07", "2026-08-20", "2026-11-09", "2026-11-10", "2026-11-20",
      "到院 2026-08-20 + 3 个月 = 2026-11-20，就是今天" },
    { "D08", "2025-09-05", "2025-09-27", "2025-09-28", "2025-10-09",
      "正式入院 2025-09-05 + 30 天 = 2025-10-05，遇休息日顺延至 2025-10-09，就是今天" },
    { "D19", "2026-05-19", "2026-10-19", "2026-10-20", "2026-11-19",
      "上次 2026-05-19 + 6 个月 = 2026-11-19，就是今天" },
    { "D19E", "2025-11-19", "2026-10-19", "2026-10-20", "2026-11-19",
      "上次 2025-11-19 + 12 个月 = 2026-11-19，就是今天" },
    { "D19H", "2025-11-19", "2026-10-19", "2026-10-20", "2026-11-19",
      "上次 2025-11-19 + 12 个月 = 2026-11-19，就是今天" },
    { "D16E", "2026-11-15", "2026-11-14", "2026-11-15", "2026-11-22",
      "评估 2026-11-15 + 7 天 = 2026-11-22，就是今天" },
    { "D19F", "2026-11-22", "2026-11-21", "2026-11-22", "2026-11-22",
      "评估 2026-11-22 + 0 天 = 2026-11-22，就是今天" },
    { "D20", "2026-10-23", "2026-11-14", "2026-11-15", "2026-11-23",
      "评估 2026-10-23 + 30 天 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D29", "2025-11-22", "2026-10-22", "2026-10-23", "2026-11-22",
      "上次查询 2025-11-22 + 12 个月 = 2026-11-22，就是今天" },
    { "D36", "2026-09-23", "2026-11-07", "2026-11-08", "2026-11-23",
      "离院 2026-09-23 + 60 天 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D38", "2025-11-19", "2026-10-19", "2026-10-20", "2026-11-19",
      "上次校验 2025-11-19 + 12 个月 = 2026-11-19，就是今天" },
    { "D41", "2026-10-19", "2026-11-11", "2026-11-12", "2026-11-19",
      "离院 2026-10-19 + 1 个月 = 2026-11-19，就是今天" },
    { "D41P", "2026-10-19", "2026-11-11", "2026-11-12", "2026-11-19",
      "解除寄养 2026-10-19 + 1 个月 = 2026-11-19，就是今天" },
    { "D42", "2026-05-19", "2026-11-04", "2026-11-05", "2026-11-19",
      "上次复核 2026-05-19 + 6 个月 = 2026-11-19，就是今天" },
    { "D20B", "2026-10-23", "2026-11-14", "2026-11-15", "2026-11-23",
      "审核 2026-10-23 + 30 天 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D20V", "2026-10-23", "2026-11-14", "2026-11-15", "2026-11-23",
      "探访 2026-10-23 + 30 天 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D20N", "2026-11-22", "2026-10-22", "2026-10-23", "2026-11-22",
      "提出 2026-11-22 + 0 天 = 2026-11-22，就是今天" },
    { "D15", "2026-11-15", "2026-11-14", "2026-11-15", "2026-11-22",
      "报告 2026-11-15 + 7 天 = 2026-11-22，就是今天" },
    { "D30C", "2026-10-23", "2026-11-14", "2026-11-15", "2026-11-23",
      "发现 2026-10-23 + 30 天 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D30S", "2026-11-19", "2026-11-18", "2026-11-19", "2026-11-22",
      "带离 2026-11-19 + 3 天 = 2026-11-22，就是今天" },
    { "D30T", "2026-11-07", "2026-11-06", "2026-11-07", "2026-11-23",
      "收到 2026-11-07 + 15 天 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D28S", "2026-10-23", "2026-11-14", "2026-11-15", "2026-11-23",
      "暂停 2026-10-23 + 30 天 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D28R", "2026-10-23", "2026-11-21", "2026-11-22", "2026-11-23",
      "退回补正 2026-10-23 + 30 天 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D28E", "2026-10-23", "2026-11-14", "2026-11-15", "2026-11-23",
      "组成评估小组 2026-10-23 + 30 天 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D40", "2026-10-31", "2026-11-24", "2026-11-25", "2026-11-30",
      "上次所属期止 2026-10-31 + 30 天 = 2026-11-30，就是今天" },
    { "D40Q", "2026-08-22", "2026-11-16", "2026-11-17", "2026-11-22",
      "上次报至 2026-08-22 + 92 天 = 2026-11-22，就是今天" },
    { "D40Y", "2025-11-22", "2026-11-16", "2026-11-17", "2026-11-22",
      "上次报至 2025-11-22 + 365 天 = 2026-11-22，就是今天" },
    { "D09", "2026-10-22", "2026-11-14", "2026-11-15", "2026-11-23",
      "出生或来院 2026-10-22 + 1 个月 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D10", "2026-05-19", "2026-11-04", "2026-11-05", "2026-11-19",
      "上次 2026-05-19 + 6 个月 = 2026-11-19，就是今天" },
    { "D10F", "2026-10-20", "2026-11-04", "2026-11-05", "2026-11-19",
      "正式入院 2026-10-20 + 30 天 = 2026-11-19，就是今天" },
    { "D11Y", "2025-11-21", "2026-11-06", "2026-11-07", "2026-11-23",
      "上次检查 2025-11-21 + 12 个月 = 2026-11-21，遇休息日顺延至 2026-11-23，就是今天" },
    { "D14", "2025-11-19", "2026-10-19", "2026-10-20", "2026-11-19",
      "上次测评 2025-11-19 + 12 个月 = 2026-11-19，就是今天" },
    { "D14F", "2025-11-19", "2026-10-19", "2026-10-20", "2026-11-19",
      "从 2025-11-19 + 12 个月 = 2026-11-19，就是今天" },
    { "D35", "2026-08-22", "2026-10-22", "2026-10-23", "2026-11-22",
      "发生或发现 2026-08-22 + 3 个月 = 2026-11-22，就是今天" },
    { "D22L", "2026-11-21", "2026-11-20", "2026-11-21", "2026-11-22",
      "预计返院 2026-11-21 + 1 天 = 2026-11-22，就是今天" },
    { "D34", "2026-09-23", "2026-11-14", "2026-11-15", "2026-11-22",
      "公告 2026-09-23 + 60 天 = 2026-11-22，就是今天" },
    { "D34R", "2026-10-23", "2026-11-14", "2026-11-15", "2026-11-23",
      "受理 2026-10-23 + 30 天 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D34T", "2026-11-22", "2026-11-14", "2026-11-15", "2026-11-22",
      "试收养计划结束 2026-11-22，就是今天" },
    { "D34F", "2026-11-22", "2026-11-21", "2026-11-22", "2026-11-22", "受理 2026-11-22，就是今天" },
    { "D37", "2016-11-22", "2025-11-21", "2025-11-22", "2026-11-23",
      "归档 2016-11-22 + 120 个月 = 2026-11-22，遇休息日顺延至 2026-11-23，就是今天" },
    { "D39", "2026-11-22", "2026-09-22", "2026-09-23", "2026-11-22",
      "残疾人证有效期至 2026-11-22，就是今天" }, /* it ends on its day, day off or not */
    { "D39A", "2026-11-22", "2026-09-22", "2026-09-23", "2026-11-22",
      "辅助器具复查日期 2026-11-22，就是今天" },
  };
  const char *const *ids = miao_due_deadlines ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoCalendar *calendar = miao_calendar_shipped ();
    g_autoptr (GPtrArray) dues = miao_dues_new ();

    g_assert_cmpstr (ids[i], ==, rows[i].rule);
    miao_due_deadline (rows[i].rule, "x", D (rows[i].from), 0, calendar, D (rows[i].quiet), dues);
    if (dues->len > 0)
      g_error ("%s is shown on %s", rows[i].rule, rows[i].quiet);
    miao_due_deadline (rows[i].rule, "x", D (rows[i].from), 0, calendar, D (rows[i].shown), dues);
    g_assert_nonnull (find_due (dues, rows[i].rule));
    g_ptr_array_set_size (dues, 0);
    miao_due_deadline (rows[i].rule, "x", D (rows[i].from), 0, calendar, D (rows[i].due), dues);
    check_due (dues, rows[i].rule, rows[i].due, MIAO_DUE_TODAY, rows[i].words, rows[i].due);
    g_ptr_array_set_size (dues, 0);
    miao_due_deadline (rows[i].rule, "x", D (rows[i].from), 0, calendar, D (rows[i].due) + 1, dues);
    g_assert_cmpint (find_due (dues, rows[i].rule)->level, ==, MIAO_DUE_LATE);
  }
  g_assert_null (ids[G_N_ELEMENTS (rows)]);
}

static void
test_due_waiting (void)
{
  static const char *const turns[] = {
    "W1", "W2", "W3", "W6", "W7", "W8", "W9", "W11", "W12", "W13"
  };
  static const char *const planned[] = { "W4", "W5", "W10" };

  for (gsize i = 0; i < G_N_ELEMENTS (turns); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();

    miao_due_waiting (turns[i], "x1", D ("2026-11-12"), MIAO_DATE_NONE, "提出", "Proposed",
                      D ("2026-11-22"), dues);
    check_due (dues, turns[i], "2026-11-22", MIAO_DUE_TODAY, "提出 2026-11-12，已等待 10 天",
               "2026-11-22");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (planned); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();

    miao_due_waiting (planned[i], "x1", D ("2026-11-12"), D ("2026-11-30"), "计划", "Planned",
                      D ("2026-11-22"), dues);
    check_due (dues, planned[i], NULL, 0, NULL, "2026-11-22");
    miao_due_waiting (planned[i], "x1", D ("2026-11-12"), D ("2026-11-29"), "计划", "Planned",
                      D ("2026-11-22"), dues);
    check_due (dues, planned[i], "2026-11-29", MIAO_DUE_WEEK, "计划 2026-11-29，还有 7 天",
               "2026-11-22");
  }
}

/* An infant is measured every month; the rows by age are in test-due-growth.c. */
static void
test_due_measure (void)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  const MiaoGrowthCalendar calendar = { .child = "c1",
                                        .born = D ("2026-05-10"),
                                        .last_on = D ("2026-10-20") };

  g_ptr_array_add (dues, miao_due_growth (&calendar, D ("2026-11-24")));
  check_due (dues, "D12", "2026-11-20", MIAO_DUE_LATE,
             "上次测量 2026-10-20 + 1 个月 = 2026-11-20，逾期 4 天", "2026-11-24");
}

static void
test_due_visits (void)
{
  static const struct {
    gboolean integration;
    const char *born, *last, *on, *due;
    MiaoDueLevel level;
    const char *words;
  } rows[] = {
    { TRUE, "2018-05-12", "2026-06-01", "2026-06-06", "2026-06-08", MIAO_DUE_WEEK,
      "上次 2026-06-01 + 7 天 = 2026-06-08，还有 2 天" },
    { TRUE, "2018-05-12", "2026-06-01", "2026-06-05", NULL, 0, NULL },
    { FALSE, "2018-05-12", "2026-06-01", "2026-07-03", "2026-07-01", MIAO_DUE_LATE,
      "上次 2026-06-01 + 30 天 = 2026-07-01，逾期 2 天" },
    { FALSE, "2024-05-12", "2026-06-01", "2026-06-16", "2026-06-16", MIAO_DUE_TODAY,
      "上次 2026-06-01 + 15 天 = 2026-06-16，就是今天" },
    { FALSE, "2018-05-12", "", "2026-06-19", "2026-06-19", MIAO_DUE_TODAY,
      "入户 2026-05-20 + 30 天 = 2026-06-19，就是今天" },
    { TRUE, "2018-05-12", "", "2026-05-27", NULL, 0, NULL }, /* the first visit is asked for */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    MiaoPlacementCalendar calendar = { .placement = "p1",
                                       .integration = rows[i].integration,
                                       .moved_in_on = D ("2026-05-20"),
                                       .child = "c1",
                                       .child_born = D (rows[i].born),
                                       .last_visit_on = D (rows[i].last) };

    miao_due_placement (&calendar, thresholds (), D (rows[i].on), dues);
    check_due (dues, "D18", rows[i].due, rows[i].level, rows[i].words, rows[i].on);
  }
}

/* The first visit: three days after moving in, from the day itself on, until somebody went. */
static void
test_due_first_visit (void)
{
  static const struct {
    gboolean integration;
    const char *last, *on, *due;
    MiaoDueLevel level;
    const char *words;
  } rows[] = {
    { TRUE, "", "2026-05-20", "2026-05-23", MIAO_DUE_WEEK,
      "入户 2026-05-20 + 3 天 = 2026-05-23，还有 3 天" },
    { TRUE, "", "2026-05-23", "2026-05-23", MIAO_DUE_TODAY,
      "入户 2026-05-20 + 3 天 = 2026-05-23，就是今天" },
    { TRUE, "", "2026-05-24", "2026-05-23", MIAO_DUE_LATE,
      "入户 2026-05-20 + 3 天 = 2026-05-23，逾期 1 天" },
    { TRUE, "2026-05-19", "2026-05-24", "2026-05-23", MIAO_DUE_LATE,
      "入户 2026-05-20 + 3 天 = 2026-05-23，逾期 1 天" }, /* before the child was there */
    { TRUE, "2026-05-20", "2026-05-24", NULL, 0, NULL },
    { FALSE, "", "2026-05-24", NULL, 0, NULL }, /* taken over as a confirmed placement */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    MiaoPlacementCalendar calendar = { .placement = "p1",
                                       .integration = rows[i].integration,
                                       .moved_in_on = D ("2026-05-20"),
                                       .child = "c1",
                                       .last_visit_on = D (rows[i].last) };

    miao_due_placement (&calendar, thresholds (), D (rows[i].on), dues);
    check_due (dues, "D18F", rows[i].due, rows[i].level, rows[i].words, rows[i].on);
  }
}

/* Approved on the first of May, the last evaluation opened on the 10th. */
static void
test_due_new_adult (void)
{
  static const struct {
    const char *joined, *born, *left;
    gboolean away, foster;
    const char *on;
    const char *words; /* NULL: nothing is due */
  } rows[] = {
    { "2026-05-11", "1990-01-01", "", FALSE, FALSE, "2026-05-10", NULL },
    { "2026-05-11", "1990-01-01", "", FALSE, FALSE, "2026-05-11",
      "叶伯 自 2026-05-11 起共同生活，以后没有评估过，就是今天" },
    { "2026-05-11", "1990-01-01", "", FALSE, FALSE, "2026-05-12",
      "叶伯 自 2026-05-11 起共同生活，以后没有评估过，逾期 1 天" },
    { "2026-05-10", "1990-01-01", "", FALSE, FALSE, "2026-05-12", NULL }, /* evaluated that day */
    { "2026-05-11", "2008-05-11", "", FALSE, FALSE, "2026-05-11",
      "叶伯 自 2026-05-11 起共同生活，以后没有评估过，就是今天" }, /* eighteen that day */
    { "2026-05-11", "2008-05-12", "", FALSE, FALSE, "2026-05-13", NULL },
    { "2026-05-11", "", "", FALSE, FALSE, "2026-05-11",
      "叶伯 自 2026-05-11 起共同生活，以后没有评估过，就是今天" }, /* nobody knows the age */
    { "2026-05-11", "1990-01-01", "2026-05-12", FALSE, FALSE, "2026-05-12",
      "叶伯 自 2026-05-11 起共同生活，以后没有评估过，逾期 1 天" },
    { "2026-05-11", "1990-01-01", "2026-05-12", FALSE, FALSE, "2026-05-13", NULL },
    { "2026-05-11", "1990-01-01", "", TRUE, FALSE, "2026-05-13", NULL },
    { "2026-05-11", "1990-01-01", "", FALSE, TRUE, "2026-05-13", NULL },
    { "", "1990-01-01", "", FALSE, FALSE, "2026-05-13", NULL }, /* always there */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    const MiaoMemberFacts member = { .id = "m4",
                                     .name = "叶伯",
                                     .joined = D (rows[i].joined),
                                     .born = D (rows[i].born),
                                     .left = D (rows[i].left),
                                     .co_living = !rows[i].away,
                                     .foster_child = rows[i].foster };
    const MiaoDate on = D (rows[i].on);

    miao_due_new_adult (&member, 1, D ("2026-05-01"), D ("2026-05-10"), on, dues);
    check_due (dues, "D25A", rows[i].words != NULL ? rows[i].joined : NULL,
               on > D (rows[i].joined) ? MIAO_DUE_LATE : MIAO_DUE_TODAY, rows[i].words, rows[i].on);
    /* Known since that day, or nothing known of the family. */
    g_ptr_array_set_size (dues, 0);
    miao_due_new_adult (&member, 1, D ("2026-05-11"), MIAO_DATE_NONE, on, dues);
    miao_due_new_adult (&member, 1, MIAO_DATE_NONE, MIAO_DATE_NONE, on, dues);
    g_assert_cmpuint (dues->len, ==, 0);
  }
}

/* Over the National Day: three days before, on the day, the day after; shorter as a locality has
 * it. */
static void
test_due_working (void)
{
  static const struct {
    const char *on;
    int days;
    MiaoDueLevel level;
    const char *due;
  } rows[] = {
    { "2025-10-17", 15, MIAO_DUE_WEEK, NULL },
    { "2025-10-18", 15, MIAO_DUE_WEEK, "2025-10-21" },
    { "2025-10-21", 15, MIAO_DUE_TODAY, "2025-10-21" },
    { "2025-10-22", 15, MIAO_DUE_LATE, "2025-10-21" },
    { "2025-10-10", 10, MIAO_DUE_WEEK, NULL },
    { "2025-10-14", 10, MIAO_DUE_TODAY, "2025-10-14" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    g_autofree char *words = NULL;

    miao_due_working ("D33", "c1", D ("2025-09-24"), rows[i].days, "受理", "Taken in",
                      miao_calendar_shipped (), D (rows[i].on), dues);
    g_assert_cmpuint (dues->len, ==, rows[i].due != NULL);
    if (rows[i].due == NULL)
      continue;
    g_assert_cmpint (((MiaoDue *) dues->pdata[0])->due_on, ==, D (rows[i].due));
    g_assert_cmpint (((MiaoDue *) dues->pdata[0])->level, ==, rows[i].level);
    words = miao_due_dup_sum (dues->pdata[0], MIAO_LANGUAGE_ZH);
    g_assert_true (g_str_has_prefix (words, "受理 2025-09-24 + "));
    note ("D33", FALSE);
    note ("D33C", FALSE);
  }
}

/* Nobody is visited while the child is with those who are to adopt it; afterwards the days count
 * from when it came back, unless somebody was there since. */
static void
test_due_paused (void)
{
  static const struct {
    const char *rule, *visited, *returned, *on, *due;
    gboolean paused;
    const char *words;
  } rows[] = {
    { "D18", "2026-05-01", NULL, "2026-06-30", "2026-05-31", FALSE,
      "上次 2026-05-01 + 30 天 = 2026-05-31，逾期 30 天" },
    { "D18", "2026-05-01", NULL, "2026-06-30", NULL, TRUE, NULL },
    { "D18", "2026-05-01", "2026-06-30", "2026-07-27", NULL, FALSE, NULL },
    { "D18", "2026-05-01", "2026-06-30", "2026-07-28", "2026-07-30", FALSE,
      "返回家庭 2026-06-30 + 30 天 = 2026-07-30，还有 2 天" },
    { "D18", "2026-07-01", "2026-06-30", "2026-07-29", "2026-07-31", FALSE,
      "上次 2026-07-01 + 30 天 = 2026-07-31，还有 2 天" },
    { "D18", "2026-05-01", "2026-06-30", "2026-09-30", NULL, TRUE, NULL },
    { "D18F", NULL, NULL, "2026-04-03", "2026-04-04", FALSE,
      "入户 2026-04-01 + 3 天 = 2026-04-04，还有 1 天" },
    { "D18F", NULL, NULL, "2026-04-03", NULL, TRUE, NULL },
    { "D18F", NULL, "2026-04-20", "2026-04-23", "2026-04-23", FALSE,
      "返回家庭 2026-04-20 + 3 天 = 2026-04-23，就是今天" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    const MiaoDate due = D (rows[i].due), on = D (rows[i].on);
    const MiaoPlacementCalendar calendar = { .placement = "p1",
                                             .integration = g_str_equal (rows[i].rule, "D18F"),
                                             .paused = rows[i].paused,
                                             .returned_on = D (rows[i].returned),
                                             .moved_in_on = D ("2026-04-01"),
                                             .last_visit_on = D (rows[i].visited),
                                             .child_born = D ("2015-01-01"),
                                             .child = "c1" };

    miao_due_placement (&calendar, thresholds (), on, dues);
    check_due (dues, rows[i].rule, rows[i].due, miao_due_level (due, on), rows[i].words,
               rows[i].on);
  }
}

/* Day 30 of a short-term care is in order, day 31 asks for an evaluation until one was opened. */
static void
test_due_long_care (void)
{
  static const struct {
    const char *on;
    gboolean evaluated, asked;
  } rows[] = { { "2026-06-05", FALSE, FALSE },
               { "2026-06-06", FALSE, TRUE },
               { "2026-06-06", TRUE, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    const MiaoPlacementCalendar calendar = { .placement = "p1",
                                             .moved_in_on = D ("2025-01-01"),
                                             .short_care_from = D ("2026-05-06"),
                                             .care_evaluated = rows[i].evaluated };

    miao_due_placement (&calendar, thresholds (), D (rows[i].on), dues);
    check_due (dues, "D22E", rows[i].asked ? "2026-06-05" : NULL, MIAO_DUE_LATE,
               "短期养育 2026-05-06 + 30 天 = 2026-06-05，逾期 1 天", rows[i].on);
  }
}

/* Fifteen working days: a holiday of seven days lies between. */
static void
test_due_answer (void)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  g_autofree char *words = NULL;

  miao_due_working ("D28A", "f1", D ("2025-09-24"), 15, "申请", "Applied", miao_calendar_shipped (),
                    D ("2025-10-21"), dues);
  g_assert_cmpuint (dues->len, ==, 1);
  g_assert_cmpint (((MiaoDue *) dues->pdata[0])->due_on, ==,
                   miao_calendar_add_working (miao_calendar_shipped (), D ("2025-09-24"), 15));
  words = miao_due_dup_sum (dues->pdata[0], MIAO_LANGUAGE_ZH);
  g_assert_true (g_str_has_prefix (words, "申请 2025-09-24 + 15 个工作日 = "));
  note ("D28A", FALSE);
  /* Reviewed on Wednesday before the holiday: five working days, the make-up one counted. */
  g_ptr_array_set_size (dues, 0);
  miao_due_working ("D28N", "f1", D ("2025-09-24"), 5, "审核", "Reviewed", miao_calendar_shipped (),
                    D ("2025-09-25"), dues);
  check_due (dues, "D28N", NULL, 0, NULL, "2025-09-25");
  miao_due_working ("D28N", "f1", D ("2025-09-24"), 5, "审核", "Reviewed", miao_calendar_shipped (),
                    D ("2025-09-30"), dues);
  check_due (
      dues, "D28N", "2025-09-30", MIAO_DUE_TODAY,
      "审核 2025-09-24 + 5 个工作日 = 2025-09-30（9月28日（国庆节、中秋节补班）计入），就是今天",
      "2025-09-30");
}

static void
test_due_others (void)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  const MiaoMemberFacts baby[] = {
    { .id = "m3", .name = "叶小", .born = D ("2026-05-30"), .co_living = TRUE },
  };
  MiaoCaregiverFacts caregiver = { .id = "m1", .name = "叶青", .born = D ("1960-12-01") };
  MiaoPlacementCalendar calendar = {
    .placement = "p1",
    .moved_in_on = D ("2025-01-01"),
    .child = "c1",
    .child_born = D ("2018-06-20"),
    .agreement = "a1",
    .term_to = D ("2026-07-01"),
    .short_care_from = D ("2026-05-06"),
    .family_applied_on = D ("2026-05-31"),
  };
  static const char *const on = "2026-06-04";

  miao_due_placement (&calendar, thresholds (), D (on), dues);
  miao_due_family ("f1", &caregiver, baby, 1, MIAO_DATE_NONE, D ("2025-06-20"), D ("2026-06-20"),
                   TRUE, thresholds (), D (on), dues);
  check_due (dues, "D18", NULL, 0, NULL, on); /* the child is not there */
  check_due (dues, "D21", "2026-06-30", MIAO_DUE_MONTH,
             "申请 2026-05-31 + 1 个月 = 2026-06-30，还有 26 天", on);
  check_due (dues, "D22", "2026-06-05", MIAO_DUE_WEEK,
             "短期养育 2026-05-06 + 30 天 = 2026-06-05，还有 1 天", on);
  check_due (dues, "D22E", NULL, 0, NULL, on); /* day 29 */
  check_due (dues, "D24", "2026-12-01", MIAO_DUE_LATER,
             "叶青 1960-12-01 出生，2026-12-01 满66周岁，还有 180 天", on);
  check_due (dues, "D27", "2026-07-01", MIAO_DUE_MONTH, "协议期限至 2026-07-01，还有 27 天", on);
  check_due (dues, "D28", NULL, 0, NULL, on); /* a family with a child does not lapse */

  g_ptr_array_set_size (dues, 0);
  miao_due_family ("f1", &caregiver, baby, 1, MIAO_DATE_NONE, D ("2025-06-20"), D ("2026-06-20"),
                   FALSE, thresholds (), D ("2026-06-03"), dues);
  check_due (dues, "D24", NULL, 0, NULL, "2026-06-03"); /* 181 days before */
  check_due (dues, "D25", NULL, 0, NULL, on);           /* nobody is placed there */
  check_due (dues, "D28", "2026-06-20", MIAO_DUE_MONTH,
             "合格 2025-06-20 + 12 个月 = 2026-06-20，还有 17 天", "2026-06-03");
  /* Reviewed some weeks after the evaluation that it is valid with. */
  g_ptr_array_set_size (dues, 0);
  miao_due_family ("f1", &caregiver, baby, 1, MIAO_DATE_NONE, D ("2025-06-20"), D ("2026-05-31"),
                   FALSE, thresholds (), D ("2026-06-03"), dues);
  check_due (dues, "D28", "2026-05-31", MIAO_DUE_LATE, "资格有效期至 2026-05-31，逾期 3 天",
             "2026-06-03");

  /* Taken out of danger: no visit is asked of a family that the child has left. */
  g_ptr_array_set_size (dues, 0);
  calendar.suspended = TRUE;
  miao_due_placement (&calendar, thresholds (), D (on), dues);
  g_assert_cmpuint (dues->len, ==, 0);
}

/* Away for a time: from the first day until the day before the child is back, told with every visit
 * and evaluation of the course, and with nothing else. */
static void
test_due_away (void)
{
  const MiaoAway away = { D ("2026-03-10"), D ("2026-03-20"), D ("2026-03-18"),
                          "住院",           "Hospital",       "市儿童医院" };
  const MiaoAway still = { .from = D ("2026-03-10") };
  static const struct {
    const char *on;
    gboolean away;
  } days[] = {
    { "2026-03-09", FALSE }, { "2026-03-10", TRUE },  { "2026-03-17", TRUE },
    { "2026-03-18", FALSE }, { "2026-03-20", FALSE },
  };
  const MiaoPlacementCalendar calendar = { .placement = "p1",
                                           .moved_in_on = D ("2025-01-01"),
                                           .last_visit_on = D ("2026-02-15"),
                                           .agreement = "a1",
                                           .term_to = D ("2026-03-31") };
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  g_autofree char *visit = NULL, *term = NULL, *short_words = NULL, *open = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    g_assert_true (miao_away_on (&away, D (days[i].on)) == days[i].away);
  g_assert_true (miao_away_on (&still, D ("2027-03-10")));

  miao_due_placement (&calendar, thresholds (), D ("2026-03-17"), dues);
  miao_due_deadline ("D19", "p1", D ("2025-09-17"), 6, miao_calendar_shipped (), D ("2026-03-17"),
                     dues);
  miao_dues_tell_away (dues, &away);
  visit = miao_due_dup_arithmetic (find_due (dues, "D18"), MIAO_LANGUAGE_ZH, D ("2026-03-17"));
  g_assert_cmpstr (
      visit, ==,
      "上次 2026-02-15 + 30 天 = 2026-03-17，就是今天；儿童自 2026-03-10 起暂时离开（住院，"
      "市儿童医院），预计 2026-03-20 返回：到儿童所在处或者家里");
  g_assert_nonnull (find_due (dues, "D19")->note_en);
  term = miao_due_dup_sum (find_due (dues, "D27"), MIAO_LANGUAGE_ZH);
  g_assert_cmpstr (term, ==, "协议期限至 2026-03-31");
  /* Who may not see the place. */
  miao_dues_tell_away (dues, NULL);
  short_words = miao_due_dup_sum (find_due (dues, "D18"), MIAO_LANGUAGE_ZH);
  g_assert_cmpstr (short_words, ==, "上次 2026-02-15 + 30 天 = 2026-03-17；儿童暂时离开");
  open = miao_away_dup_words (&still, MIAO_LANGUAGE_ZH);
  g_assert_cmpstr (open, ==, "儿童自 2026-03-10 起暂时离开：到儿童所在处或者家里");
}

/* Where the house may set how long, nothing changes until it does. */
static void
test_due_thresholds (void)
{
  guint n, found = 0;
  const MiaoRuleSetting *list = miao_rule_settings_list (&n);
  const MiaoDate from = D ("2026-03-02"), late = D ("2026-12-01");

  for (guint i = 0; i < n; i++) {
    g_autoptr (GPtrArray) own = miao_dues_new (), set = miao_dues_new (), one = miao_dues_new ();

    if (!g_str_has_prefix (list[i].key, "deadline.") || !g_str_equal (list[i].unit_zh, "天"))
      continue;
    miao_due_deadline (list[i].rule, "x1", from, 0, miao_calendar_shipped (), late, own);
    miao_due_deadline (list[i].rule, "x1", from, list[i].value, miao_calendar_shipped (), late,
                       set);
    miao_due_deadline (list[i].rule, "x1", from, 1, miao_calendar_shipped (), late, one);
    g_assert_cmpint (((MiaoDue *) own->pdata[0])->end_on, ==, from + list[i].value);
    g_assert_cmpint (((MiaoDue *) set->pdata[0])->due_on, ==, ((MiaoDue *) own->pdata[0])->due_on);
    g_assert_cmpint (((MiaoDue *) one->pdata[0])->end_on, ==, from + 1);
    g_assert_cmpint (list[i].max, ==, list[i].value);
    found++;
  }
  g_assert_cmpuint (found, ==, 10);
}

/* The one that is asked for: the first until there is one, then the second unless the last was
 * nearer to that. */
static void
test_due_aftercare (void)
{
  static const struct {
    const char *ended, *seen;
    int second;
    const char *on;
    const char *end; /* of what is shown; NULL: nothing is */
  } rows[] = {
    { "2026-03-02", NULL, 3, "2026-03-25", NULL },
    { "2026-03-02", NULL, 3, "2026-03-26", "2026-04-02" },
    { "2026-03-02", NULL, 3, "2026-07-01", "2026-04-02" },
    { "2026-03-02", "2026-03-03", 3, "2026-05-25", NULL },
    { "2026-03-02", "2026-03-03", 3, "2026-05-26", "2026-06-02" },
    { "2026-03-02", "2026-05-01", 3, "2026-06-02", "2026-06-02" },
    { "2026-03-02", "2026-05-02", 3, "2026-06-02", NULL },
    { "2026-03-02", "2026-04-01", 2, "2026-05-02", "2026-05-02" },
    { "2026-03-02", "2026-04-02", 2, "2026-05-02", NULL },
    /* The last day of a month. */
    { "2026-01-31", NULL, 3, "2026-02-20", NULL },
    { "2026-01-31", NULL, 3, "2026-02-21", "2026-02-28" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();

    miao_due_aftercare ("p1", D (rows[i].ended),
                        rows[i].seen != NULL ? D (rows[i].seen) : MIAO_DATE_NONE, 1, rows[i].second,
                        miao_calendar_shipped (), D (rows[i].on), dues);
    g_test_message ("%s, %s", rows[i].ended, rows[i].on);
    g_assert_cmpuint (dues->len, ==, rows[i].end != NULL);
    if (rows[i].end != NULL)
      g_assert_cmpint (((MiaoDue *) dues->pdata[0])->end_on, ==, D (rows[i].end));
  }
}

void
add_due_tests (void)
{
  g_test_add_func ("/due/aftercare", test_due_aftercare);
  g_test_add_func ("/due/long-care", test_due_long_care);
  g_test_add_func ("/due/paused", test_due_paused);
  g_test_add_func ("/due/away", test_due_away);
  g_test_add_func ("/due/thresholds", test_due_thresholds);
  g_test_add_func ("/due/answer", test_due_answer);
  g_test_add_func ("/due/integration", test_due_integration);
  g_test_add_func ("/due/extended", test_due_extended);
  g_test_add_func ("/due/confirm", test_due_confirm);
  g_test_add_func ("/due/filing", test_due_filing);
  g_test_add_func ("/due/terms", test_due_terms);
  g_test_add_func ("/due/waiting", test_due_waiting);
  g_test_add_func ("/due/measure", test_due_measure);
  g_test_add_func ("/due/visits", test_due_visits);
  g_test_add_func ("/due/first-visit", test_due_first_visit);
  g_test_add_func ("/due/new-adult", test_due_new_adult);
  g_test_add_func ("/due/working", test_due_working);
  g_test_add_func ("/due/others", test_due_others);
}
