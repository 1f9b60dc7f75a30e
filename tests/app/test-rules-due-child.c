/* Health checks of children up to six: every age of the schedule, both ends of its days. */
#include "config.h"

#include "rules-tests.h"

#include "miao-vaccine-rules.h"

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

/* ---- vaccinations ---- */

static const MiaoPlannedDose *
find_dose (GArray *plan, const char *vaccine, int dose)
{
  for (guint i = 0; i < plan->len; i++) {
    const MiaoPlannedDose *planned = &g_array_index (plan, MiaoPlannedDose, i);

    if (planned->dose->dose == dose && strcmp (planned->dose->vaccine, vaccine) == 0)
      return planned;
  }

  return NULL;
}

static GArray *
plan_of (const char *born, const char *sex, const MiaoVaccination *given, guint n)
{
  return miao_vaccine_plan (miao_vaccine_schedule_shipped (), D (born), sex, given, n);
}

/* Every dose of the shipped schedule: the day of the age, seven days before it, the day after, and
 * the last day on which it is made up for. */
static void
test_doses (void)
{
  static const struct {
    const char *born, *sex, *vaccine;
    int dose;
    const char *due, *last;
  } rows[] = {
    { "2025-05-24", "1", "HepB", 1, "2025-05-24", "2043-05-24" },
    { "2025-05-24", "1", "HepB", 2, "2025-06-24", "2043-05-24" },
    { "2025-05-24", "1", "HepB", 3, "2025-11-24", "2043-05-24" },
    { "2025-05-24", "1", "BCG", 1, "2025-05-24", "2029-05-24" },
    { "2025-05-24", "1", "IPV", 1, "2025-07-24", "2043-05-24" },
    { "2025-05-24", "1", "IPV", 2, "2025-08-24", "2043-05-24" },
    { "2025-05-24", "1", "bOPV", 3, "2025-09-24", "2043-05-24" },
    { "2025-05-24", "1", "bOPV", 4, "2029-05-24", "2043-05-24" },
    { "2025-05-24", "1", "MMR", 1, "2026-01-24", "2043-05-24" },
    { "2025-05-24", "1", "MMR", 2, "2026-11-24", "2043-05-24" },
    { "2025-05-24", "1", "JE-L", 1, "2026-01-24", "2043-05-24" },
    { "2025-05-24", "1", "JE-L", 2, "2027-05-24", "2043-05-24" },
    { "2025-05-24", "1", "MPSV-A", 1, "2025-11-24", "2027-05-24" },
    { "2025-05-24", "1", "MPSV-A", 2, "2026-02-24", "2027-05-24" },
    { "2025-05-24", "1", "MPSV-AC", 1, "2028-05-24", "2043-05-24" },
    { "2025-05-24", "1", "MPSV-AC", 2, "2031-05-24", "2043-05-24" },
    { "2025-05-24", "1", "HepA-L", 1, "2026-11-24", "2043-05-24" },
    /* Another schedule for who was born from 2025 on. */
    { "2024-12-31", "1", "DTaP", 1, "2025-03-31", "2030-12-31" },
    { "2024-12-31", "1", "DTaP", 4, "2026-06-30", "2030-12-31" },
    { "2024-12-31", "1", "DT", 1, "2030-12-31", "2036-12-31" },
    { "2025-01-01", "1", "DTaP", 1, "2025-03-01", "2032-01-01" },
    { "2025-01-01", "1", "DTaP", 5, "2031-01-01", "2032-01-01" },
    /* Girls of thirteen. */
    { "2011-11-10", "2", "HPV", 1, "2024-11-10", "2029-11-10" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GArray) plan = NULL;
    const MiaoPlannedDose *planned;
    MiaoVaccination before[8] = { { NULL } };
    guint n = 0;

    /* The doses before were given in time. */
    for (int dose = 1; dose < rows[i].dose; dose++)
      before[n++] = (MiaoVaccination){
        .id = "x", .vaccine = rows[i].vaccine, .dose = dose, .given_on = D (rows[i].born) + dose
      };
    plan = plan_of (rows[i].born, rows[i].sex, before, n);
    planned = find_dose (plan, rows[i].vaccine, rows[i].dose);
    g_assert_nonnull (planned);
    g_assert_cmpint (planned->end_on, ==, D (rows[i].due));
    g_assert_cmpint (planned->due_on, >=, D (rows[i].due));
    g_assert_cmpint (miao_vaccine_state (planned, planned->due_on - 8), ==, MIAO_DOSE_COMING);
    g_assert_cmpint (miao_vaccine_state (planned, planned->due_on - 7), ==, MIAO_DOSE_DUE);
    g_assert_cmpint (miao_vaccine_state (planned, planned->due_on), ==, MIAO_DOSE_DUE);
    g_assert_cmpint (miao_vaccine_state (planned, planned->due_on + 1), ==, MIAO_DOSE_LATE);
    g_assert_cmpint (miao_vaccine_state (planned, D (rows[i].last)), ==, MIAO_DOSE_LATE);
    g_assert_cmpint (miao_vaccine_state (planned, D (rows[i].last) + 1), ==, MIAO_DOSE_PAST);
  }
  {
    g_autoptr (GArray) old = plan_of ("2024-12-31", "2", NULL, 0);
    g_autoptr (GArray) new = plan_of ("2025-01-01", "1", NULL, 0);
    g_autoptr (GArray) before = plan_of ("2011-11-09", "2", NULL, 0);
    g_autoptr (GArray) unknown =
        miao_vaccine_plan (miao_vaccine_schedule_shipped (), MIAO_DATE_NONE, "1", NULL, 0);

    g_assert_null (find_dose (old, "DTaP", 5));
    g_assert_nonnull (find_dose (old, "HPV", 1));
    g_assert_null (find_dose (new, "DT", 1));
    g_assert_null (find_dose (new, "HPV", 1));
    g_assert_null (find_dose (before, "HPV", 1));
    g_assert_cmpuint (unknown->len, ==, 0);
  }
}

/* A dose after the one before, another vaccine instead, a dose that is put off. */
static void
test_doses_given (void)
{
  MiaoVaccination given[] = {
    { "a", "HepB", 1, D ("2025-05-24"), MIAO_DATE_NONE },
    { "b", "HepB", 2, D ("2025-11-01"), MIAO_DATE_NONE },
    { "c", "IPV", 1, D ("2025-07-24"), MIAO_DATE_NONE },
    { "d", "IPV", 3, D ("2025-09-24"), MIAO_DATE_NONE },
    { "e", "MMR", 1, MIAO_DATE_NONE, D ("2026-03-01") },
    { "f", "BCG", 1, MIAO_DATE_NONE, MIAO_DATE_NONE },
    { "g", "JE-I", 2, D ("2026-02-02"), MIAO_DATE_NONE },
  };
  g_autoptr (GArray) plan = plan_of ("2025-05-24", "1", given, G_N_ELEMENTS (given));
  const MiaoPlannedDose *third = find_dose (plan, "HepB", 3), *mmr = find_dose (plan, "MMR", 1);

  /* Sixty days after the second one. */
  g_assert_cmpint (third->due_on, ==, D ("2025-12-31"));
  g_assert_cmpint (miao_vaccine_state (third, D ("2025-12-23")), ==, MIAO_DOSE_COMING);
  g_assert_cmpint (miao_vaccine_state (third, D ("2025-12-24")), ==, MIAO_DOSE_DUE);
  /* The second waits for nothing but was never given: it is late; what comes behind it is given. */
  g_assert_cmpint (miao_vaccine_state (find_dose (plan, "IPV", 2), D ("2026-01-01")), ==,
                   MIAO_DOSE_LATE);
  g_assert_cmpint (miao_vaccine_state (find_dose (plan, "bOPV", 3), D ("2026-01-01")), ==,
                   MIAO_DOSE_GIVEN);
  g_assert_cmpint (miao_vaccine_state (find_dose (plan, "bOPV", 4), D ("2029-05-25")), ==,
                   MIAO_DOSE_LATE);
  /* Put off until a day, and for ever; the dose behind waits. */
  g_assert_cmpint (miao_vaccine_state (mmr, D ("2026-02-21")), ==, MIAO_DOSE_DEFERRED);
  g_assert_cmpint (miao_vaccine_state (mmr, D ("2026-02-22")), ==, MIAO_DOSE_DUE);
  g_assert_cmpint (miao_vaccine_state (mmr, D ("2026-03-02")), ==, MIAO_DOSE_LATE);
  g_assert_cmpint (miao_vaccine_state (find_dose (plan, "MMR", 2), D ("2027-01-01")), ==,
                   MIAO_DOSE_COMING);
  g_assert_cmpint (miao_vaccine_state (find_dose (plan, "BCG", 1), D ("2026-01-01")), ==,
                   MIAO_DOSE_DEFERRED);
  /* The second of the other vaccine stands for the first only. */
  g_assert_cmpint (miao_vaccine_state (find_dose (plan, "JE-L", 1), D ("2026-03-01")), ==,
                   MIAO_DOSE_GIVEN);
  g_assert_cmpint (miao_vaccine_state (find_dose (plan, "JE-L", 2), D ("2027-06-01")), ==,
                   MIAO_DOSE_LATE);
}

static void
test_due_vaccine (void)
{
  const MiaoVaccination given[] = { { "a", "MMR", 1, D ("2026-01-24"), MIAO_DATE_NONE } };
  g_autoptr (MiaoVaccineSchedule) schedule = NULL;
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  g_autoptr (GArray) plan = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL, *en = NULL;
  const MiaoDue *due;

  schedule = miao_vaccine_schedule_parse ("# own\nMMR\t1\t8\t216\t28\t\t\t\t\n"
                                          "MMR\t2\t18\t216\t28\t\t\t\t\r\n"
                                          "HepA-L\t1\t18\t216\t28\t\t\t\tHepA-I\n",
                                          &error);
  g_assert_no_error (error);
  plan = miao_vaccine_plan (schedule, D ("2025-05-24"), "1", given, 1);
  miao_due_vaccine (plan, "c1", D ("2025-05-24"), D ("2026-11-16"), dues);
  g_assert_cmpuint (dues->len, ==, 0);
  miao_due_vaccine (plan, "c1", D ("2025-05-24"), D ("2026-11-17"), dues);
  g_assert_cmpuint (dues->len, ==, 1);
  due = g_ptr_array_index (dues, 0);
  g_assert_cmpint (due->level, ==, MIAO_DUE_WEEK);
  g_assert_cmpint (due->due_on, ==, D ("2026-11-24"));
  words = miao_due_dup_arithmetic (due, MIAO_LANGUAGE_ZH, D ("2026-11-24"));
  g_assert_cmpstr (
      words, ==,
      "甲肝减毒活疫苗第1剂：2025-05-24 出生 + 18 个月 = 2026-11-24；另有 1 剂应种，就是今天");
  en = miao_due_dup_sum (due, MIAO_LANGUAGE_EN);
  g_assert_null (strchr (en, '{'));
  note ("D13", FALSE);
  /* A wrong line is named. */
  g_assert_null (miao_vaccine_schedule_parse ("MMR\t1\t8\t7\t28\t\t\t\t\n", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "1"));
}

/* Recorded on 22 November, asked along the birthdays that are more than 30 days later. */
static void
test_taken_over (void)
{
  static const struct {
    const char *rule;
    int period, age, remind;
    const char *born, *due, *words;
  } rows[] = {
    { "D10", 6, 0, 14, "2018-12-23", "2026-12-23", "出生 2018-12-23 + 96 个月 = 2026-12-23" },
    { "D10", 6, 0, 14, "2018-12-22", "2027-06-22", "出生 2018-12-22 + 102 个月 = 2027-06-22" },
    { "D10", 6, 0, 14, "2026-11-10", "2027-05-10", "出生 2026-11-10 + 6 个月 = 2027-05-10" },
    { "D10", 6, 0, 14, NULL, "2027-05-24",
      "录入 2026-11-22 + 6 个月 = 2027-05-22，遇休息日顺延至 2027-05-24" },
    { "D14", 12, 7, 30, "2018-12-23", "2026-12-23", "出生 2018-12-23 + 96 个月 = 2026-12-23" },
    { "D14", 12, 7, 30, "2018-12-22", "2027-12-22", "出生 2018-12-22 + 108 个月 = 2027-12-22" },
    { "D14", 12, 7, 30, "2021-03-10", "2028-03-10", "出生 2021-03-10 + 84 个月 = 2028-03-10" },
    { "D14", 12, 7, 30, NULL, NULL, NULL },
  };
  const MiaoCalendar *calendar = miao_calendar_shipped ();
  const MiaoDate since = D ("2026-11-22");
  g_autoptr (GPtrArray) dues = miao_dues_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoDate born = rows[i].born != NULL ? D (rows[i].born) : MIAO_DATE_NONE;
    g_autofree char *words = NULL, *en = NULL, *expected = NULL;
    const MiaoDue *due;
    MiaoDate end;

    g_ptr_array_set_size (dues, 0);
    miao_due_taken_over (rows[i].rule, "c1", born, rows[i].period, rows[i].age, since, calendar,
                         D ("2030-01-01"), dues);
    if (rows[i].due == NULL) {
      g_assert_cmpuint (dues->len, ==, 0);
      continue;
    }
    due = g_ptr_array_index (dues, 0);
    end = due->end_on;
    g_assert_cmpint (due->due_on, ==, D (rows[i].due));
    words = miao_due_dup_sum (due, MIAO_LANGUAGE_ZH);
    expected = g_strdup_printf ("%s（2026-11-22 录入，还没有登记过）", rows[i].words);
    g_assert_cmpstr (words, ==, expected);
    en = miao_due_dup_sum (due, MIAO_LANGUAGE_EN);
    g_assert_null (strchr (en, '{'));
    g_ptr_array_set_size (dues, 0);
    miao_due_taken_over (rows[i].rule, "c1", born, rows[i].period, rows[i].age, since, calendar,
                         end - rows[i].remind - 1, dues);
    g_assert_cmpuint (dues->len, ==, 0);
    miao_due_taken_over (rows[i].rule, "c1", born, rows[i].period, rows[i].age, since, calendar,
                         end - rows[i].remind, dues);
    g_assert_cmpuint (dues->len, ==, 1);
    /* Not even what is due first was asked for on the day when it was recorded. */
    g_assert_cmpint (end - rows[i].remind, >, since);
  }
}

static const MiaoDue *
ask_taken_over (GPtrArray *dues, const char *born, const char *on)
{
  const MiaoHealthCalendar calendar = {
    .child = "c1", .born = D (born), .since = D ("2026-11-22"), .taken_over = TRUE
  };

  g_ptr_array_set_size (dues, 0);
  miao_due_health (&calendar, D (on), dues);
  miao_due_health_yearly (&calendar, miao_calendar_shipped (), D (on), dues);
  g_assert_cmpuint (dues->len, <=, 1);

  return dues->len > 0 ? g_ptr_array_index (dues, 0) : NULL;
}

static void
test_taken_over_checks (void)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();

  /* A young child: the check whose days are not over, and then the next one. */
  g_assert_null (ask_taken_over (dues, "2022-10-22", "2026-11-22"));
  g_assert_cmpint (ask_taken_over (dues, "2022-10-23", "2026-11-22")->level, ==, MIAO_DUE_TODAY);
  g_assert_null (ask_taken_over (dues, "2022-10-22", "2027-10-07"));
  g_assert_cmpstr (ask_taken_over (dues, "2022-10-22", "2027-10-08")->what_zh, ==, "5岁检查");
  /* From the seventh birthday on: on the next birthday but never within 30 days. */
  g_assert_null (ask_taken_over (dues, "2017-12-23", "2026-12-08"));
  g_assert_cmpint (ask_taken_over (dues, "2017-12-23", "2026-12-09")->due_on, ==, D ("2026-12-23"));
  g_assert_cmpint (ask_taken_over (dues, "2017-12-23", "2027-01-01")->level, ==, MIAO_DUE_LATE);
  g_assert_null (ask_taken_over (dues, "2017-12-22", "2027-12-07"));
  g_assert_cmpint (ask_taken_over (dues, "2017-12-22", "2027-12-08")->due_on, ==, D ("2027-12-22"));
  /* The seventh birthday itself; what would be due on the eighteenth is not asked for. */
  g_assert_cmpstr (ask_taken_over (dues, "2020-03-10", "2027-03-10")->rule->id, ==, "D11Y");
  g_assert_cmpint (ask_taken_over (dues, "2020-03-10", "2027-03-10")->level, ==, MIAO_DUE_TODAY);
  g_assert_null (ask_taken_over (dues, "2009-03-10", "2027-03-09"));
}

void
add_due_child_tests (void)
{
  g_test_add_func ("/due/taken-over/terms", test_taken_over);
  g_test_add_func ("/due/taken-over/checks", test_taken_over_checks);
  g_test_add_func ("/due/vaccine/doses", test_doses);
  g_test_add_func ("/due/vaccine/given", test_doses_given);
  g_test_add_func ("/due/vaccine/task", test_due_vaccine);
  g_test_add_func ("/due/health/yearly", test_yearly);
  g_test_add_func ("/due/health/schedule", test_schedule);
  g_test_add_func ("/due/health/missed", test_missed);
  g_test_add_func ("/due/health/estimated", test_estimated);
}
