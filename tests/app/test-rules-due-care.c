#include "config.h"

#include "rules-tests.h"

/* What is due of a child wherever it lives, and of the family that it lives with: both sides. */

static const MiaoDue *
only (GPtrArray *dues, const char *rule)
{
  const MiaoDue *found = NULL;

  for (guint i = 0; i < dues->len; i++) {
    const MiaoDue *due = g_ptr_array_index (dues, i);

    if (!g_str_equal (due->rule->id, rule))
      continue;
    g_assert_null (found);
    found = due;
  }

  return found;
}

/* @words: %NULL: it is not asked for. */
static void
check (GPtrArray *dues, const char *rule, const char *words, const char *on)
{
  const MiaoDue *due = only (dues, rule);
  g_autofree char *said =
      due != NULL ? miao_due_dup_arithmetic (due, MIAO_LANGUAGE_ZH, D (on)) : NULL;

  g_assert_cmpstr (said, ==, words);
  note (rule, due == NULL);
}

/* A child that lives with the family since 2025-05-20 and was visited on 2026-06-01. Each day may
 * be empty. @words: %NULL: no visit is due. */
typedef struct {
  const char *born, *agreed, *confirmed, *returned, *on, *words;
} Visited;

static void
check_visits (const Visited *rows, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    const MiaoPlacementCalendar calendar = { .placement = "p1",
                                             .moved_in_on = D ("2025-05-20"),
                                             .confirmed_on = D (rows[i].confirmed),
                                             .child = "c1",
                                             .child_born = D (rows[i].born),
                                             .last_visit_on = D ("2026-06-01"),
                                             .next_visit_on = D (rows[i].agreed),
                                             .returned_on = D (rows[i].returned) };

    miao_due_placement (&calendar, thresholds (), D (rows[i].on), dues);
    check (dues, "D18", rows[i].words, rows[i].on);
  }
}

/* The day that was agreed on counts when it is sooner, and lies after the visit. */
static void
test_agreed (void)
{
  static const Visited rows[] = {
    { "2018-05-12", "2026-06-30", "", "", "2026-06-27", NULL },
    { "2018-05-12", "2026-06-30", "", "", "2026-06-28",
      "上次 2026-06-01 + 29 天 = 2026-06-30（按探访记录约定），还有 2 天" },
    { "2018-05-12", "2026-07-01", "", "", "2026-06-28", NULL },
    { "2018-05-12", "2026-07-01", "", "", "2026-06-29",
      "上次 2026-06-01 + 30 天 = 2026-07-01，还有 2 天" },
    { "2018-05-12", "2026-08-01", "", "", "2026-06-29",
      "上次 2026-06-01 + 30 天 = 2026-07-01，还有 2 天" },
    { "2018-05-12", "2026-06-01", "", "", "2026-06-29",
      "上次 2026-06-01 + 30 天 = 2026-07-01，还有 2 天" },
    { "2018-05-12", "2026-06-02", "", "", "2026-06-03",
      "上次 2026-06-01 + 1 天 = 2026-06-02（按探访记录约定），逾期 1 天" },
    /* Below three: every 15 days. */
    { "2024-05-12", "2026-06-17", "", "", "2026-06-16",
      "上次 2026-06-01 + 15 天 = 2026-06-16，就是今天" },
    { "2024-05-12", "2026-06-15", "", "", "2026-06-16",
      "上次 2026-06-01 + 14 天 = 2026-06-15（按探访记录约定），逾期 1 天" },
    /* Away since, and back: what was agreed on before does not lie after the return. */
    { "2018-05-12", "2026-06-10", "", "2026-06-10", "2026-07-09",
      "返回家庭 2026-06-10 + 30 天 = 2026-07-10，还有 1 天" },
    { "2018-05-12", "2026-06-11", "", "2026-06-10", "2026-06-11",
      "返回家庭 2026-06-10 + 1 天 = 2026-06-11（按探访记录约定），就是今天" },
  };

  check_visits (rows, G_N_ELEMENTS (rows));
}

/* What the interval of the integration made by itself is judged anew from the confirmation on; a
 * day that somebody named counts. */
static void
test_confirmed (void)
{
  static const Visited rows[] = {
    { "2018-05-12", "2026-06-08", "2026-06-01", "", "2026-06-08", NULL },
    { "2018-05-12", "2026-06-08", "2026-06-02", "", "2026-06-29",
      "上次 2026-06-01 + 30 天 = 2026-07-01，还有 2 天" },
    { "2024-05-12", "2026-06-08", "2026-06-02", "", "2026-06-16",
      "上次 2026-06-01 + 15 天 = 2026-06-16，就是今天" },
    { "2018-05-12", "2026-06-07", "2026-06-02", "", "2026-06-07",
      "上次 2026-06-01 + 6 天 = 2026-06-07（按探访记录约定），就是今天" },
    { "2018-05-12", "2026-06-09", "2026-06-02", "", "2026-06-09",
      "上次 2026-06-01 + 8 天 = 2026-06-09（按探访记录约定），就是今天" },
    { "2018-05-12", "2026-06-08", "2026-05-31", "", "2026-06-08",
      "上次 2026-06-01 + 7 天 = 2026-06-08（按探访记录约定），就是今天" },
    { "2018-05-12", "2026-06-08", "", "", "2026-06-08",
      "上次 2026-06-01 + 7 天 = 2026-06-08（按探访记录约定），就是今天" },
  };

  check_visits (rows, G_N_ELEMENTS (rows));
}

/* A young member is asked about until an evaluation was planned or opened since it joined; the
 * next one then is. */
static void
test_young (void)
{
  static const struct {
    const char *evaluated, *member;
  } rows[] = {
    { "", "m3" },           { "2026-04-30", "m3" }, { "2026-05-01", "m4" },
    { "2026-05-09", "m4" }, { "2026-05-10", NULL }, { "2026-12-01", NULL },
  };
  const MiaoMemberFacts members[] = {
    { .id = "m2", .name = "叶青", .born = D ("1980-05-01"), .co_living = TRUE },
    { .id = "m3",
      .name = "叶小",
      .born = D ("2024-05-01"),
      .joined = D ("2026-05-01"),
      .co_living = TRUE },
    { .id = "m4", .name = "叶幼", .born = D ("2026-05-10"), .co_living = TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    const MiaoDue *due;

    miao_due_family ("f1", NULL, members, G_N_ELEMENTS (members), D (rows[i].evaluated),
                     MIAO_DATE_NONE, MIAO_DATE_NONE, TRUE, thresholds (), D ("2026-06-01"), dues);
    due = only (dues, "D25");
    g_assert_cmpstr (due != NULL ? due->record : NULL, ==, rows[i].member);
    note ("D25", due == NULL);
  }
}

/* Coming of age: a year ahead; with a foster family it stays, else for a year. */
static void
test_birthdays (void)
{
  static const struct {
    const char *born;
    gboolean fostered;
    const char *on, *words;
  } rows[] = {
    { "2018-06-20", FALSE, "2026-05-20", NULL },
    { "2018-06-20", FALSE, "2026-05-21", "儿童 2018-06-20 出生，2026-06-20 满8周岁，还有 30 天" },
    { "2018-06-20", FALSE, "2026-06-20", "儿童 2018-06-20 出生，2026-06-20 满8周岁，就是今天" },
    { "2018-06-20", FALSE, "2026-06-21", NULL },
    { "2012-06-20", FALSE, "2026-06-19", "儿童 2012-06-20 出生，2026-06-20 满14周岁，还有 1 天" },
    { "2010-06-20", FALSE, "2026-06-19", "儿童 2010-06-20 出生，2026-06-20 满16周岁，还有 1 天" },
    { "2008-06-20", FALSE, "2025-06-19", NULL },
    { "2008-06-20", FALSE, "2025-06-20", "儿童 2008-06-20 出生，2026-06-20 满18周岁，还有 365 天" },
    { "2008-06-20", FALSE, "2027-06-20", "儿童 2008-06-20 出生，2026-06-20 满18周岁，逾期 365 天" },
    { "2008-06-20", FALSE, "2027-06-21", NULL },
    { "2008-06-20", TRUE, "2027-06-21", "儿童 2008-06-20 出生，2026-06-20 满18周岁，逾期 366 天" },
    { "", FALSE, "2026-06-20", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();

    miao_due_birthdays ("c1", D (rows[i].born), rows[i].fostered, thresholds (), D (rows[i].on),
                        dues);
    check (dues, "D26", rows[i].words, rows[i].on);
  }
}

void
add_due_care_tests (void)
{
  g_test_add_func ("/due/agreed-visit", test_agreed);
  g_test_add_func ("/due/confirmed-visit", test_confirmed);
  g_test_add_func ("/due/young-evaluated", test_young);
  g_test_add_func ("/due/birthdays", test_birthdays);
}
