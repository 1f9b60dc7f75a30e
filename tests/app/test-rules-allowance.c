/* The arithmetic of the foster allowances, and what is asked of them. */
#include "config.h"

#include "rules-tests.h"

#include "miao-allowance-rules.h"
#include "miao-money.h"

#include <string.h>

#define MOST_STAYS 4

static const MiaoAllowanceChild sound = { FALSE, 0 };

/* ---- one amount ---- */

/* Both halves of a month make the whole, at every length of a month and wherever it is cut. */
static void
test_part (void)
{
  static const struct {
    gint64 fen;
    int first, last, days;
    gint64 worth;
  } rows[] = {
    { 300000, 1, 31, 31, 300000 },
    { 300000, 1, 1, 31, 9677 },   /* 9677.42 */
    { 300000, 31, 31, 31, 9677 }, /* 300000 − 290322.58 */
    { 300000, 1, 17, 31, 164516 },
    { 300000, 18, 31, 31, 135484 },
    { 300000, 1, 30, 30, 300000 },
    { 300000, 16, 30, 30, 150000 },
    { 280000, 1, 1, 28, 10000 },
    { 290000, 29, 29, 29, 10000 },
    { 100, 1, 15, 30, 50 },
    { 1, 1, 15, 30, 1 },  /* half a fen up */
    { 1, 16, 30, 30, 0 }, /* … and not twice */
    { 100000, 5, 4, 30, 0 },
    { G_GINT64_CONSTANT (100000000000), 1, 31, 31, G_GINT64_CONSTANT (100000000000) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (miao_allowance_part (rows[i].fen, rows[i].first, rows[i].last, rows[i].days),
                     ==, rows[i].worth);
  for (int days = 28; days <= 31; days++)
    for (gint64 fen = 0; fen < 1000; fen += 7) {
      gint64 sum = 0;

      for (int day = 1; day <= days; day++)
        sum += miao_allowance_part (fen, day, day, days);
      g_assert_cmpint (sum, ==, fen);
      for (int cut = 0; cut <= days; cut++)
        g_assert_cmpint (miao_allowance_part (fen, 1, cut, days) +
                             miao_allowance_part (fen, cut + 1, days, days),
                         ==, fen);
    }
}

static void
test_month_ends (void)
{
  static const char *const rows[][3] = { { "2026-02-14", "2026-02-01", "2026-02-28" },
                                         { "2028-02-29", "2028-02-01", "2028-02-29" },
                                         { "2026-04-30", "2026-04-01", "2026-04-30" },
                                         { "2026-12-31", "2026-12-01", "2026-12-31" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_assert_cmpint (miao_month_first (D (rows[i][0])), ==, D (rows[i][1]));
    g_assert_cmpint (miao_month_last (D (rows[i][0])), ==, D (rows[i][2]));
  }
}

/* ---- months ---- */

/* "family:from-to=fen …" of what comes out, days of the month without it. */
static char *
dup_parts (const char *month,
           const MiaoAllowanceStay *stays,
           guint n_stays,
           const MiaoAllowanceRate *rates,
           guint n_rates,
           const MiaoAllowanceChild *child)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (MiaoAllowancePart));
  GString *text = g_string_new (NULL);

  miao_allowance_month (D (month), stays, n_stays, rates, n_rates, child, parts);
  for (guint i = 0; i < parts->len; i++) {
    const MiaoAllowancePart *part = &g_array_index (parts, MiaoAllowancePart, i);
    int from, to;

    miao_date_get_ymd (part->from, NULL, NULL, &from);
    miao_date_get_ymd (part->to, NULL, NULL, &to);
    g_assert_cmpint (part->days, ==, to - from + 1);
    g_string_append_printf (text, "%s%s:%d-%d=%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            stays[part->stay].family, from, to, part->fen);
  }

  return g_string_free (text, FALSE);
}

static const MiaoAllowanceRate living[] = {
  { .id = "r1", .kind = "1", .scope = "ALL", .fen = 310000, .from = 1 },
};

/* One stay, and what it gets of 3100.00 in October (or the days of another month). */
static void
test_stays (void)
{
  static const struct {
    const char *month, *from, *to, *parts;
  } rows[] = {
    { "2026-10-01", "2026-01-05", NULL, "A:1-31=310000" },
    { "2026-10-01", "2026-10-01", NULL, "A:1-31=310000" },
    { "2026-10-01", "2026-10-02", NULL, "A:2-31=300000" },
    { "2026-10-01", "2026-10-31", NULL, "A:31-31=10000" },
    { "2026-10-01", "2026-11-01", NULL, "" },
    { "2026-10-01", "2026-10-10", "2026-10-10", "A:10-10=10000" },
    { "2026-10-01", "2026-01-05", "2026-10-01", "A:1-1=10000" },
    { "2026-10-01", "2026-01-05", "2026-10-31", "A:1-31=310000" },
    { "2026-10-01", "2026-01-05", "2026-09-30", "" },
    { "2026-02-10", "2026-02-15", NULL, "A:15-28=155000" },
    { "2028-02-10", "2028-02-29", NULL, "A:29-29=10690" },
    { "2026-09-10", "2026-09-16", "2026-09-30", "A:16-30=155000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoAllowanceStay stay = { .placement = "p",
                                     .family = "A",
                                     .from = D (rows[i].from),
                                     .to = rows[i].to != NULL ? D (rows[i].to) : MIAO_DATE_NONE };
    g_autofree char *parts = dup_parts (rows[i].month, &stay, 1, living, 1, &sound);

    g_assert_cmpstr (parts, ==, rows[i].parts);
  }
}

/* From one family to another: each day once, the day of the move to the later one. */
static void
test_moves (void)
{
  static const struct {
    const char *a_to, *b_from, *b_to, *parts;
  } rows[] = {
    { "2026-10-17", "2026-10-17", NULL, "A:1-16=160000 B:17-31=150000" },
    { "2026-10-17", "2026-10-18", NULL, "A:1-17=170000 B:18-31=140000" },
    { "2026-10-17", "2026-10-20", NULL, "A:1-17=170000 B:20-31=120000" },
    { "2026-10-01", "2026-10-01", NULL, "B:1-31=310000" },
    { "2026-10-31", "2026-10-31", NULL, "A:1-30=300000 B:31-31=10000" },
    { "2026-10-05", "2026-10-05", "2026-10-05", "A:1-4=40000 B:5-5=10000" },
    /* Ended later than the other began: the later one counts all the same. */
    { "2026-10-20", "2026-10-10", NULL, "A:1-9=90000 B:10-31=220000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoAllowanceStay stays[] = {
      { .placement = "p", .family = "A", .from = D ("2026-01-01"), .to = D (rows[i].a_to) },
      { .placement = "q",
        .family = "B",
        .from = D (rows[i].b_from),
        .to = rows[i].b_to != NULL ? D (rows[i].b_to) : MIAO_DATE_NONE },
    };
    g_autofree char *parts = dup_parts ("2026-10-01", stays, 2, living, 1, &sound);

    g_assert_cmpstr (parts, ==, rows[i].parts);
  }
}

/* Short-term care, emergency removal, the way back. */
static void
test_gaps (void)
{
  const MiaoAllowanceGap care = { D ("2026-10-06"), D ("2026-10-15"), TRUE };
  const MiaoAllowanceGap out[] = { { D ("2026-10-06"), D ("2026-10-15"), FALSE },
                                   { D ("2026-10-21"), MIAO_DATE_NONE, FALSE } };
  const MiaoAllowanceGap both[] = { care, { D ("2026-10-10"), MIAO_DATE_NONE, FALSE } };
  const MiaoAllowanceRate goes_on[] = {
    { .id = "r1", .kind = "1", .scope = "ALL", .fen = 310000, .from = 1, .in_short_care = TRUE },
  };
  const struct {
    const MiaoAllowanceGap *gaps;
    guint n;
    const MiaoAllowanceRate *rate;
    const char *parts;
  } rows[] = {
    { &care, 1, living, "A:1-5=50000 A:16-31=160000" },
    { &care, 1, goes_on, "A:1-31=310000" },
    { out, 1, living, "A:1-5=50000 A:16-31=160000" },
    { out, 1, goes_on, "A:1-5=50000 A:16-31=160000" }, /* a removal ends every payment */
    { out, 2, living, "A:1-5=50000 A:16-20=50000" },
    { both, 2, goes_on, "A:1-9=90000" },
    { both, 2, living, "A:1-5=50000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoAllowanceStay stay = { .placement = "p",
                                     .family = "A",
                                     .from = D ("2026-01-01"),
                                     .gaps = rows[i].gaps,
                                     .n_gaps = rows[i].n };
    g_autofree char *parts = dup_parts ("2026-10-01", &stay, 1, rows[i].rate, 1, &sound);

    g_assert_cmpstr (parts, ==, rows[i].parts);
  }
}

/* A rate that changes inside the month, additions for disabled children. */
static void
test_rates (void)
{
  const MiaoAllowanceStay stay = { .placement = "p", .family = "A", .from = D ("2026-01-01") };
  const MiaoAllowanceRate changed[] = {
    { .id = "r1", .kind = "1", .scope = "ALL", .fen = 310000, .from = 1, .to = D ("2026-10-15") },
    { .id = "r2", .kind = "1", .scope = "ALL", .fen = 620000, .from = D ("2026-10-16") },
  };
  const MiaoAllowanceRate added[] = {
    { .id = "r1", .kind = "1", .scope = "ALL", .fen = 310000, .from = 1 },
    { .id = "r2", .kind = "1", .scope = "DISABLED", .fen = 31000, .from = 1 },
    { .id = "r3", .kind = "1", .scope = "SEVERE", .fen = 3100, .from = 1 },
  };
  static const struct {
    MiaoAllowanceChild child;
    const char *parts;
  } rows[] = {
    { { FALSE, 0 }, "A:1-31=310000" },
    { { TRUE, 0 }, "A:1-31=310000 A:1-31=31000" },
    { { FALSE, 4 }, "A:1-31=310000 A:1-31=31000" }, /* a grade says so too */
    { { TRUE, 3 }, "A:1-31=310000 A:1-31=31000" },
    { { TRUE, 2 }, "A:1-31=310000 A:1-31=31000 A:1-31=3100" },
    { { TRUE, 1 }, "A:1-31=310000 A:1-31=31000 A:1-31=3100" },
  };
  g_autofree char *parts = dup_parts ("2026-10-01", &stay, 1, changed, 2, &sound);

  g_assert_cmpstr (parts, ==, "A:1-15=150000 A:16-31=320000");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = dup_parts ("2026-10-01", &stay, 1, added, 3, &rows[i].child);

    g_assert_cmpstr (text, ==, rows[i].parts);
  }
}

/* Whatever the stays: the families together get, to the fen, what each day is worth alone, and no
 * day is paid twice. */
static void
test_sums (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (int round = 0; round < 2000; round++) {
    MiaoDate month = miao_date_from_ymd (2026 + round % 3, 1 + round % 12, 1);
    int n_days = miao_month_last (month) - month + 1;
    MiaoAllowanceStay stays[MOST_STAYS] = { { NULL } };
    MiaoAllowanceGap gaps[MOST_STAYS];
    guint n = (guint) g_rand_int_range (rand, 1, MOST_STAYS + 1);
    MiaoAllowanceRate rate = {
      .id = "r", .kind = "1", .scope = "ALL", .fen = g_rand_int_range (rand, 1, 500000), .from = 1
    };
    g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (MiaoAllowancePart));
    gboolean paid[32] = { FALSE };
    gint64 families = 0, days = 0;

    for (guint i = 0; i < n; i++) {
      MiaoDate from = month + g_rand_int_range (rand, -10, n_days + 3);

      gaps[i].from = from + g_rand_int_range (rand, 1, 20);
      gaps[i].to = gaps[i].from + g_rand_int_range (rand, 0, 10);
      gaps[i].short_care = g_rand_boolean (rand);
      stays[i] =
          (MiaoAllowanceStay){ .placement = "p",
                               .family = "A",
                               .from = from,
                               .to = g_rand_boolean (rand) ? from + g_rand_int_range (rand, 0, 30)
                                                           : MIAO_DATE_NONE,
                               .gaps = &gaps[i],
                               .n_gaps = (guint) g_rand_int_range (rand, 0, 2) };
    }
    miao_allowance_month (month, stays, n, &rate, 1, &sound, parts);
    for (guint i = 0; i < parts->len; i++) {
      const MiaoAllowancePart *part = &g_array_index (parts, MiaoAllowancePart, i);

      families += part->fen;
      for (MiaoDate day = part->from; day <= part->to; day++) {
        int number = day - month + 1;

        g_assert_false (paid[number]);
        paid[number] = TRUE;
        days += miao_allowance_part (rate.fen, number, number, n_days);
      }
    }
    g_assert_cmpint (families, ==, days);
    g_assert_cmpint (families, <=, rate.fen);
  }
}

/* ---- what is asked ---- */

static void
test_asked_rate (void)
{
  const struct {
    const char *from, *to, *final;
    gboolean taken;
    MiaoSeverity overlap, back;
  } rows[] = {
    { "2026-11-01", NULL, "2026-10-01", FALSE, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "2026-11-01", "2026-11-01", NULL, FALSE, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "2026-11-02", "2026-11-01", NULL, FALSE, MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_PASS },
    { "2026-10-31", NULL, "2026-10-01", FALSE, MIAO_SEVERITY_PASS, MIAO_SEVERITY_REASON },
    { "2026-11-01", NULL, NULL, TRUE, MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_PASS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoAllowanceRateFacts facts = {
      .rate = "r",
      .taken = rows[i].taken,
      .kind_zh = "儿童养育费",
      .kind_en = "living costs",
      .from = D (rows[i].from),
      .to = rows[i].to != NULL ? D (rows[i].to) : MIAO_DATE_NONE,
      .final_month = rows[i].final != NULL ? D (rows[i].final) : MIAO_DATE_NONE,
    };

    miao_rules_allowance_rate (&facts, findings);
    expect (findings, "ALW-01", rows[i].overlap);
    expect (findings, "ALW-02", rows[i].back);
    done (findings);
  }
}

static void
test_asked_run (void)
{
  static const MiaoSeverity ok = MIAO_SEVERITY_PASS, advice = MIAO_SEVERITY_ADVICE,
                            block = MIAO_SEVERITY_BLOCK;
  const struct {
    const char *month, *open, *gap, *on;
    guint rates, lines, owing;
    MiaoSeverity a3, a4, a5, a6, a7, a9;
  } rows[] = {
    { "2026-10-01", NULL, NULL, "2026-11-01", 1, 1, 0, ok, ok, ok, ok, ok, ok },
    { "2026-10-01", NULL, NULL, "2026-10-31", 1, 1, 0, ok, ok, advice, ok, ok, ok },
    { "2026-10-01", NULL, NULL, "2026-10-01", 1, 1, 0, ok, ok, advice, ok, ok, ok },
    { "2026-10-01", NULL, NULL, "2026-09-30", 1, 1, 0, ok, block, advice, ok, ok, ok },
    { "2026-10-01", "2026-09-01", NULL, "2026-11-01", 1, 1, 0, block, ok, ok, ok, ok, ok },
    { "2026-10-01", NULL, "2026-08-01", "2026-11-01", 1, 1, 0, ok, ok, ok, advice, ok, ok },
    { "2026-10-01", NULL, NULL, "2026-11-01", 0, 0, 0, ok, ok, ok, ok, block, ok },
    { "2026-10-01", NULL, NULL, "2026-11-01", 2, 0, 0, ok, ok, ok, ok, block, ok },
    { "2026-10-01", NULL, NULL, "2026-11-01", 0, 3, 0, ok, ok, ok, ok, ok, ok },
    { "2026-10-01", NULL, NULL, "2026-11-01", 2, 5, 1, ok, ok, ok, ok, ok, advice },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoAllowanceRunFacts facts = {
      .run = "b",
      .month = D (rows[i].month),
      .open_month = rows[i].open != NULL ? D (rows[i].open) : MIAO_DATE_NONE,
      .gap_month = rows[i].gap != NULL ? D (rows[i].gap) : MIAO_DATE_NONE,
      .n_rates = rows[i].rates,
      .n_lines = rows[i].lines,
      .n_owing = rows[i].owing,
      .owing_fen = rows[i].owing * 12345,
    };

    miao_rules_allowance_run (&facts, D (rows[i].on), findings);
    expect (findings, "ALW-03", rows[i].a3);
    expect (findings, "ALW-04", rows[i].a4);
    expect (findings, "ALW-05", rows[i].a5);
    expect (findings, "ALW-06", rows[i].a6);
    expect (findings, "ALW-07", rows[i].a7);
    expect (findings, "ALW-09", rows[i].a9);
    if (rows[i].owing > 0)
      expect_words (findings, "ALW-09", "1 户，合计 123.45 元");
    done (findings);
  }
}

/* ALW-12 to ALW-14: both sides of the month's approval and of its first and last day. */
static void
test_asked_once (void)
{
  static const struct {
    gboolean final;
    const char *from, *to;
    MiaoSeverity a12, a13;
  } rows[] = {
    { FALSE, "2026-10-31", NULL, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { FALSE, "2026-11-01", NULL, MIAO_SEVERITY_PASS, MIAO_SEVERITY_REASON },
    { FALSE, "2026-01-01", "2026-10-01", MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { FALSE, "2026-01-01", "2026-09-30", MIAO_SEVERITY_PASS, MIAO_SEVERITY_REASON },
    { TRUE, "2026-01-01", NULL, MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_PASS },
    { FALSE, NULL, NULL, MIAO_SEVERITY_PASS, MIAO_SEVERITY_REASON },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoAllowanceExtraFacts facts = {
      .extra = "e",
      .month = D ("2026-10-01"),
      .final = rows[i].final,
      .from = rows[i].from != NULL ? D (rows[i].from) : MIAO_DATE_NONE,
      .to = rows[i].to != NULL ? D (rows[i].to) : MIAO_DATE_NONE,
    };

    miao_rules_allowance_extra (&facts, TRUE, findings);
    expect (findings, "ALW-12", rows[i].a12);
    expect (findings, "ALW-13", rows[i].a13);
    done (findings);
  }
  for (guint n = 0; n < 2; n++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoAllowanceRunFacts facts = { .run = "b",
                                          .month = D ("2026-10-01"),
                                          .n_rates = 1,
                                          .n_lines = 1,
                                          .n_waiting = n,
                                          .waiting_fen = n * 50000 };

    miao_rules_allowance_run (&facts, D ("2026-11-02"), findings);
    expect (findings, "ALW-14", n == 0 ? MIAO_SEVERITY_PASS : MIAO_SEVERITY_ADVICE);
    if (n > 0)
      expect_words (findings, "ALW-14", "1 笔，合计 500.00 元");
    done (findings);
  }
}

static void
test_asked_end (void)
{
  static const struct {
    const char *final, *due, *paid, *on;
    MiaoSeverity day, late;
  } rows[] = {
    { "2026-11-03", "2026-11-10", "2026-11-10", "2026-11-10", MIAO_SEVERITY_PASS,
      MIAO_SEVERITY_PASS },
    { "2026-11-03", "2026-11-10", "2026-11-03", "2026-11-12", MIAO_SEVERITY_PASS,
      MIAO_SEVERITY_PASS },
    { "2026-11-03", "2026-11-10", "2026-11-02", "2026-11-12", MIAO_SEVERITY_BLOCK,
      MIAO_SEVERITY_PASS },
    { "2026-11-03", "2026-11-10", "2026-11-11", "2026-11-12", MIAO_SEVERITY_PASS,
      MIAO_SEVERITY_REASON },
    { "2026-11-03", "2026-11-10", "2026-11-13", "2026-11-12", MIAO_SEVERITY_BLOCK,
      MIAO_SEVERITY_REASON },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_allowance_paid ("b", D (rows[i].final), D (rows[i].due), D (rows[i].paid),
                               D (rows[i].on), findings);
    expect (findings, "ALW-10", rows[i].day);
    expect (findings, "ALW-11", rows[i].late);
    done (findings);
  }
  for (int same = 0; same < 2; same++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_allowance_same ("b", 310000, same ? 310000 : 300000, same, findings);
    expect (findings, "ALW-08", same ? MIAO_SEVERITY_PASS : MIAO_SEVERITY_BLOCK);
    expect_words (findings, "ALW-08", "编制时合计 3100.00 元");
    done (findings);
  }
}

/* ---- due ---- */

static void
check_words (GPtrArray *dues, const char *rule, const char *on, const char *words)
{
  const MiaoDue *due;
  g_autofree char *zh = NULL, *en = NULL;

  g_assert_cmpuint (dues->len, ==, 1);
  due = dues->pdata[0];
  g_assert_cmpstr (due->rule->id, ==, rule);
  zh = miao_due_dup_arithmetic (due, MIAO_LANGUAGE_ZH, D (on));
  en = miao_due_dup_arithmetic (due, MIAO_LANGUAGE_EN, D (on));
  g_assert_cmpstr (zh, ==, words);
  g_assert_null (strchr (en, '{'));
  note (rule, FALSE);
  g_ptr_array_set_size (dues, 0);
}

static void
test_due (void)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();

  miao_due_allowance ("2026-10", D ("2026-10-01"), D ("2026-11-10"), D ("2026-11-06"), dues);
  g_assert_cmpuint (dues->len, ==, 0);
  miao_due_allowance ("2026-10", D ("2026-10-01"), D ("2026-11-10"), D ("2026-11-07"), dues);
  check_words (dues, "D31", "2026-11-07", "2026-10 寄养费，发放日 2026-11-10，还有 3 天");
  miao_due_allowance ("2026-10", D ("2026-10-01"), D ("2026-11-02"), D ("2026-10-31"), dues);
  g_assert_cmpuint (dues->len, ==, 0); /* the month is not over */
  miao_due_allowance ("2026-10", D ("2026-10-01"), D ("2026-11-02"), D ("2026-11-01"), dues);
  check_words (dues, "D31", "2026-11-01", "2026-10 寄养费，发放日 2026-11-02，还有 1 天");
  miao_due_allowance ("2026-10", D ("2026-10-01"), D ("2026-11-10"), D ("2026-11-12"), dues);
  g_assert_cmpint (((const MiaoDue *) dues->pdata[0])->level, ==, MIAO_DUE_LATE);
  check_words (dues, "D31", "2026-11-12", "2026-10 寄养费，发放日 2026-11-10，逾期 2 天");

  miao_due_allowance_change ("2026-10", TRUE, D ("2026-10-17"), D ("2026-10-01"), D ("2026-11-10"),
                             D ("2026-10-16"), dues);
  g_assert_cmpuint (dues->len, ==, 0);
  miao_due_allowance_change ("2026-10", TRUE, D ("2026-10-17"), D ("2026-10-01"), D ("2026-11-10"),
                             D ("2026-10-17"), dues);
  check_words (dues, "D32", "2026-11-09",
               "入户 2026-10-17，当日起发，计入 2026-10 寄养费，发放日 2026-11-10，还有 1 天");
  miao_due_allowance_change ("2026-10", FALSE, D ("2026-10-17"), D ("2026-10-01"), D ("2026-11-10"),
                             D ("2026-11-10"), dues);
  check_words (dues, "D32", "2026-11-10",
               "离开家庭 2026-10-17，次日起停发，计入 2026-10 寄养费，发放日 2026-11-10，就是今天");
}

/* ---- money in words ---- */

static void
test_capital (void)
{
  static const struct {
    gint64 fen;
    const char *words, *figures;
  } rows[] = {
    { 0, "零元整", "0.00" },
    { 1, "壹分", "0.01" },
    { 50, "伍角整", "0.50" },
    { 105, "壹元零伍分", "1.05" },
    { 120, "壹元贰角整", "1.20" },
    { 1000, "壹拾元整", "10.00" },
    { 164516, "壹仟陆佰肆拾伍元壹角陆分", "1645.16" },
    { 100500, "壹仟零伍元整", "1005.00" },
    { 1000000, "壹万元整", "10000.00" },
    { 1000100, "壹万零壹元整", "10001.00" },
    { 100050000, "壹佰万零伍佰元整", "1000500.00" },
    { 10000000000, "壹亿元整", "100000000.00" },
    { 10000000101, "壹亿零壹元零壹分", "100000001.01" },
    { -135484, "负壹仟叁佰伍拾肆元捌角肆分", "−1354.84" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words = miao_money_dup_capital (rows[i].fen);
    g_autofree char *figures = miao_money_dup (rows[i].fen);

    g_assert_cmpstr (words, ==, rows[i].words);
    g_assert_cmpstr (figures, ==, rows[i].figures);
  }
}

void
add_allowance_tests (void)
{
  g_test_add_func ("/allowance/part", test_part);
  g_test_add_func ("/allowance/month-ends", test_month_ends);
  g_test_add_func ("/allowance/stays", test_stays);
  g_test_add_func ("/allowance/moves", test_moves);
  g_test_add_func ("/allowance/gaps", test_gaps);
  g_test_add_func ("/allowance/rates", test_rates);
  g_test_add_func ("/allowance/sums", test_sums);
  g_test_add_func ("/allowance/asked-rate", test_asked_rate);
  g_test_add_func ("/allowance/asked-run", test_asked_run);
  g_test_add_func ("/allowance/asked-once", test_asked_once);
  g_test_add_func ("/allowance/asked-end", test_asked_end);
  g_test_add_func ("/allowance/due", test_due);
  g_test_add_func ("/allowance/capital", test_capital);
}
