#include "config.h"

#include "rules-tests.h"

/* The rules of a return: each from both sides of its boundary. */

static const MiaoSeverity FAULT = MIAO_SEVERITY_ERROR, QUERY = MIAO_SEVERITY_QUERY,
                          WARNING = MIAO_SEVERITY_WARNING;

/* What a return has no finding for is seen in the tally. */
static void
note_tally (const MiaoReturnTally *tally)
{
  const char *const *ids = miao_return_rules ();

  for (guint i = 0; i < MIAO_RETURN_RULES; i++) {
    g_assert_cmpuint (tally->failed[i], <=, tally->asked[i]);
    if (tally->asked[i] > tally->failed[i])
      note (ids[i], TRUE);
  }
}

static MiaoFindings *
ask (const MiaoReturnChild *child)
{
  MiaoFindings *findings = miao_findings_new ();
  MiaoReturnTally tally = { { 0 } };

  miao_rules_return_child (child, thresholds (), findings, &tally);
  note_tally (&tally);

  return findings;
}

/* Asserts that @rule is found with @severity, or is not found (-1). */
static void
expect_row (MiaoFindings *findings, const char *rule, int severity)
{
  if (severity < 0)
    expect_silent (findings, rule);
  else
    expect (findings, rule, (MiaoSeverity) severity);
}

static void
test_ids (void)
{
  static const struct {
    const char *number, *born, *sex;
    int wrong, differs, missing;
  } rows[] = {
    { "110105201601010030", "2016-01-01", "1", -1, -1, -1 },
    { "110105201601010030", "2016-01-02", "1", -1, MIAO_SEVERITY_ERROR, -1 },
    { "110105201601010030", "2016-01-01", "2", -1, MIAO_SEVERITY_ERROR, -1 },
    { "440103202012310527", "2020-12-31", "2", -1, -1, -1 },
    { "110105201601010031", "2016-01-01", "1", MIAO_SEVERITY_ERROR, -1, -1 },
    { "11010520160101003", "2016-01-01", "1", MIAO_SEVERITY_ERROR, -1, -1 },
    { "11010520160101A030", "2016-01-01", "1", MIAO_SEVERITY_ERROR, -1, -1 },
    { "110105201802290016", "2018-02-28", "1", MIAO_SEVERITY_ERROR, -1, -1 },
    { "", "2016-01-01", "1", -1, -1, MIAO_SEVERITY_QUERY },
    { NULL, "2016-01-01", "1", -1, -1, MIAO_SEVERITY_QUERY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoReturnChild child = {
      .id = "c1", .id_no = rows[i].number, .born = D (rows[i].born), .sex = rows[i].sex
    };
    MiaoFindings *findings = ask (&child);

    g_test_message ("%s", rows[i].number);
    expect_row (findings, "V101", rows[i].wrong);
    expect_row (findings, "V102", rows[i].differs);
    expect_row (findings, "V103", rows[i].missing);
    done (findings);
  }
}

static void
test_missing_explained (void)
{
  MiaoReturnChild child = { .id = "c1", .id_absent_reason = "落户办理中" };
  MiaoFindings *findings = ask (&child);

  g_assert_cmpstr (miao_finding_reason (expect (findings, "V103", QUERY)), ==, "落户办理中");
  done (findings);
}

static void
test_codes (void)
{
  static const struct {
    const char *code, *on;
    int severity;
  } rows[] = { { "A1", "2026-03-31", -1 },
               { "A1", "2026-04-01", MIAO_SEVERITY_ERROR },
               { "L1", "2026-04-01", -1 },
               { "Z9", "2026-04-01", MIAO_SEVERITY_ERROR },
               { NULL, "2026-04-01", -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoReturnCode code = {
      "admission", "intake_code", "d1", "intake", rows[i].code, D (rows[i].on)
    };
    MiaoReturnChild child = { .id = "c1", .codes = &code, .n_codes = 1 };
    MiaoFindings *findings = ask (&child);

    expect_row (findings, "V110", rows[i].severity);
    done (findings);
  }
}

static void
test_admission (void)
{
  static const struct {
    const char *code;
    MiaoGuardianship guardianship;
    const char *left;
    int category, dates;
  } rows[] = {
    { "L1", MIAO_GUARDIANSHIP_LONG_TERM, "", -1, -1 },
    { "L1", MIAO_GUARDIANSHIP_TEMPORARY, "", MIAO_SEVERITY_ERROR, -1 },
    { "L1", MIAO_GUARDIANSHIP_LONG_TERM, "2026-06-01", -1, -1 },
    { "L1", MIAO_GUARDIANSHIP_LONG_TERM, "2026-05-31", -1, MIAO_SEVERITY_ERROR },
  };
  const MiaoReturnEvent event = { "visit", "visited_on",     "v1", "探访",
                                  "Visit", D ("2026-06-01"), FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoReturnAdmission admission = { "d1", D ("2026-05-01"), D (rows[i].left), rows[i].code };
    MiaoReturnChild child = { .id = "c1",
                              .guardianship = rows[i].guardianship,
                              .admissions = &admission,
                              .n_admissions = 1,
                              .events = &event,
                              .n_events = 1 };
    MiaoFindings *findings = ask (&child);

    expect_row (findings, "V201", rows[i].category);
    expect_row (findings, "V202", rows[i].dates);
    if (rows[i].dates >= 0)
      expect_words (findings, "V202", "离院 2026-05-31；探访 2026-06-01");
    done (findings);
  }
}

static void
test_integration (void)
{
  static const struct {
    const char *moved, *confirmed, *cut_off, *reason;
    gboolean paper;
    int too_early, too_long;
  } rows[] = {
    { "2026-01-01", "2026-03-01", "2026-06-30", NULL, FALSE, MIAO_SEVERITY_ERROR, -1 },
    { "2026-01-01", "2026-03-02", "2026-06-30", NULL, FALSE, -1, -1 },
    { "2026-01-01", "2026-04-01", "2026-06-30", NULL, FALSE, -1, -1 },
    { "2026-01-01", "2026-04-02", "2026-06-30", "住院", FALSE, -1, MIAO_SEVERITY_QUERY },
    { "2026-01-01", "", "2026-04-01", NULL, FALSE, -1, -1 },
    { "2026-01-01", "", "2026-04-02", NULL, FALSE, -1, MIAO_SEVERITY_QUERY },
    /* Records taken over from paper drop one level; before the rules there was no such period. */
    { "2016-01-01", "2016-02-01", "2026-04-02", NULL, TRUE, MIAO_SEVERITY_QUERY, -1 },
    { "2014-11-30", "2014-12-10", "2026-04-02", NULL, FALSE, -1, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoReturnPlacement placement = { .id = "p1",
                                      .family = "f1",
                                      .home_division = "320102",
                                      .moved_in_on = D (rows[i].moved),
                                      .confirmed_on = D (rows[i].confirmed),
                                      .extend_reason = rows[i].reason };
    MiaoReturnChild child = { .id = "c1",
                              .institution_division = "320100",
                              .cut_off = D (rows[i].cut_off),
                              .paper_era = rows[i].paper,
                              .placements = &placement,
                              .n_placements = 1 };
    MiaoFindings *findings = ask (&child);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    expect_row (findings, "V210", rows[i].too_early);
    expect_row (findings, "V211", rows[i].too_long);
    if (rows[i].too_long >= 0)
      g_assert_cmpstr (miao_finding_reason (miao_findings_find (findings, "V211")), ==,
                       rows[i].reason);
    done (findings);
  }
}

static void
test_team (void)
{
  static const struct {
    guint n;
    const char *on;
    int severity;
  } rows[] = { { 3, "2026-06-01", -1 },
               { 2, "2026-06-01", MIAO_SEVERITY_ERROR },
               { 3, "2019-04-30", MIAO_SEVERITY_ERROR }, /* nobody had the years then */
               { 2, "2019-04-29", -1 } };                /* before the standard */
  MiaoTeamFacts team = good_team ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoReturnEvaluation evaluation = { "e1", D (rows[i].on), team.members, rows[i].n };
    MiaoReturnChild child = { .id = "c1", .evaluations = &evaluation, .n_evaluations = 1 };
    MiaoFindings *findings = ask (&child);

    expect_row (findings, "V212", rows[i].severity);
    done (findings);
  }
}

static void
test_opinion (void)
{
  static const struct {
    const char *born, *asked;
    MiaoCognition cognition;
    int severity;
  } rows[] = {
    { "2018-01-02", "", MIAO_COGNITION_NORMAL, -1 }, /* 7 years and 364 days */
    { "2018-01-01", "", MIAO_COGNITION_NORMAL, MIAO_SEVERITY_ERROR },
    { "2018-01-01", "", MIAO_COGNITION_IMPAIRED, -1 },
    { "2018-01-01", "2026-01-01", MIAO_COGNITION_NORMAL, -1 },
    { "2018-01-01", "2026-01-02", MIAO_COGNITION_NORMAL, MIAO_SEVERITY_ERROR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoDate asked = D (rows[i].asked);
    MiaoReturnPlacement placement = {
      .id = "p1", .family = "f1", .home_division = "320102", .moved_in_on = D ("2026-01-01")
    };
    MiaoReturnChild child = { .id = "c1",
                              .institution_division = "320100",
                              .cut_off = D ("2026-01-31"),
                              .born = D (rows[i].born),
                              .cognition = rows[i].cognition,
                              .placements = &placement,
                              .n_placements = 1,
                              .opinions = &asked,
                              .n_opinions = asked != MIAO_DATE_NONE };
    MiaoFindings *findings = ask (&child);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    expect_row (findings, "V213", rows[i].severity);
    done (findings);
  }
}

static void
test_overlap (void)
{
  static const struct {
    const char *ended, *next;
    int severity;
  } rows[] = { { "2026-03-01", "2026-03-01", -1 },
               { "2026-03-02", "2026-03-01", MIAO_SEVERITY_ERROR },
               { "", "2026-03-01", MIAO_SEVERITY_ERROR } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoReturnPlacement placements[] = {
      { .id = "p2", .moved_in_on = D (rows[i].next), .home_division = "320102" },
      { .id = "p1",
        .moved_in_on = D ("2026-01-01"),
        .ended_on = D (rows[i].ended),
        .home_division = "320102" },
    };
    MiaoReturnChild child = { .id = "c1",
                              .institution_division = "320100",
                              .cut_off = D ("2026-03-31"),
                              .placements = placements,
                              .n_placements = 2 };
    MiaoFindings *findings = ask (&child);

    expect_row (findings, "V303", rows[i].severity);
    if (rows[i].severity >= 0)
      g_assert_cmpstr (miao_finding_record (miao_findings_find (findings, "V303")), ==, "p1");
    done (findings);
  }
}

static void
test_place_and_visits (void)
{
  static const struct {
    const char *home, *ended;
    int province, visits;
  } rows[] = { { "320102", "2026-04-01", -1, -1 }, /* 45 days after the visit */
               { "320102", "2026-04-02", -1, MIAO_SEVERITY_WARNING },
               { "370102", "2026-04-01", MIAO_SEVERITY_ERROR, -1 },
               { "320102", "", -1, MIAO_SEVERITY_WARNING } };
  const MiaoDate visits[] = { D ("2026-02-15"), D ("2026-01-10") };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoReturnPlacement placement = { .id = "p1",
                                      .home_division = rows[i].home,
                                      .moved_in_on = D ("2026-01-01"),
                                      .ended_on = D (rows[i].ended),
                                      .visits = visits,
                                      .n_visits = 2 };
    MiaoReturnChild child = { .id = "c1",
                              .institution_division = "320100",
                              .cut_off = D ("2026-04-30"),
                              .placements = &placement,
                              .n_placements = 1 };
    MiaoFindings *findings = ask (&child);

    expect_row (findings, "V304", rows[i].province);
    expect_row (findings, "V305", rows[i].visits);
    done (findings);
  }
}

static MiaoFindings *
ask_family (const MiaoReturnFamily *family)
{
  MiaoFindings *findings = miao_findings_new ();
  MiaoReturnTally tally = { { 0 } };

  miao_rules_return_family (family, thresholds (), findings, &tally);
  note_tally (&tally);

  return findings;
}

static void
test_family (void)
{
  MiaoReturnStay stays[] = {
    { "p1", D ("2025-01-01"), MIAO_DATE_NONE },
    { "p2", D ("2025-06-01"), D ("2026-01-01") },
    { "p3", D ("2026-01-01"), MIAO_DATE_NONE },
  };
  MiaoMemberFacts members[] = {
    { .id = "m3", .name = "郑一诺", .born = D ("2019-01-01"), .co_living = TRUE },
  };
  MiaoReturnFamily family = { "f1", D ("2026-03-31"), stays, 3, members, 1 };
  MiaoFindings *findings = ask_family (&family);

  /* One leaves on the day on which the next comes; the member turned six on the first day. */
  g_assert_cmpuint (miao_findings_length (findings), ==, 0);
  done (findings);

  stays[1].to = D ("2026-01-02");
  findings = ask_family (&family);
  expect (findings, "V301", FAULT);
  expect_words (findings, "V301", "2026-01-01 同时在养 3 人，最多 2 人");
  done (findings);

  members[0].born = D ("2019-01-02");
  findings = ask_family (&family);
  expect (findings, "V302", FAULT);
  expect_words (findings, "V302", "2025-01-01 起：郑一诺，2019-01-02 出生");
  done (findings);

  /* Born during a placement, and living elsewhere. */
  members[0].born = D ("2026-02-01");
  findings = ask_family (&family);
  expect_words (findings, "V302", "2026-02-01 起");
  done (findings);
  members[0].co_living = FALSE;
  findings = ask_family (&family);
  expect_silent (findings, "V302");
  done (findings);
}

static void
test_missing (void)
{
  for (int reduced = 0; reduced <= 1; reduced++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoReturnTally tally = { { 0 } };

    miao_rules_return_missing ("c1", D ("2026-05-31"), reduced, findings, &tally);
    expect_row (findings, "V401", reduced ? -1 : MIAO_SEVERITY_ERROR);
    note_tally (&tally);
    done (findings);
  }
}

static void
test_previous (void)
{
  const MiaoReturnEvent events[] = {
    { "visit", "visited_on", "v1", "探访", "Visit", D ("2026-05-31"), TRUE },
    { "visit", "visited_on", "v2", "探访", "Visit", D ("2026-05-30"), FALSE },
  };
  MiaoReturnChild child = { .id = "c1",
                            .sex = "1",
                            .born = D ("2018-01-01"),
                            .ethnic = "01",
                            .previous = { .there = TRUE,
                                          .cut_off = D ("2026-05-30"),
                                          .sex = "1",
                                          .born = D ("2018-01-01"),
                                          .ethnic = "01" },
                            .events = events,
                            .n_events = 2 };
  MiaoFindings *findings = ask (&child);

  expect_silent (findings, "V402");
  expect_silent (findings, "V403");
  done (findings);

  child.previous.cut_off = D ("2026-05-31");
  child.previous.sex = "2";
  child.previous.born = D ("2018-01-02");
  child.previous.ethnic = "02";
  findings = ask (&child);
  g_assert_cmpuint (miao_findings_count (findings, QUERY), ==, 4); /* and the missing number */
  g_assert_cmpstr (miao_finding_field (expect (findings, "V402", QUERY)), ==, "sex");
  g_assert_cmpstr (miao_finding_record (expect (findings, "V403", WARNING)), ==, "v1");
  done (findings);
}

/* Month by month, and against what the last batch said. */
static void
test_last_paid (void)
{
  static const struct {
    const char *paid, *before, *last;
    gboolean old;
    int severity;
  } rows[] = {
    { "2026-09", NULL, "2026-09", FALSE, -1 },
    { "2026-09", NULL, "2026-08", FALSE, MIAO_SEVERITY_ERROR },
    { "2026-09", NULL, "2026-08", TRUE,
      MIAO_SEVERITY_QUERY }, /* of the paper era: one level down */
    { NULL, "2026-10", "2026-10", FALSE, -1 },
    { NULL, "2026-10", "2026-09", FALSE, MIAO_SEVERITY_ERROR },
    { "2026-09", "2026-10", "2026-09", FALSE, MIAO_SEVERITY_ERROR }, /* the later one counts */
    { "2025-12", NULL, "2026-01", FALSE, -1 },
    { "2026-09", NULL, NULL, FALSE, -1 }, /* still drawn: nothing to compare */
    { NULL, NULL, "2026-08", FALSE, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoReturnAdmission stay = { .id = "d1",
                                 .arrived_on = D ("2020-01-01"),
                                 .closed_on = D ("2026-10-05"),
                                 .paid_through = rows[i].paid,
                                 .last_paid_month = rows[i].last };
    MiaoReturnChild child = { .id = "c1",
                              .paper_era = rows[i].old,
                              .admissions = &stay,
                              .n_admissions = 1,
                              .previous = { .paid_through = rows[i].before } };
    MiaoFindings *findings = ask (&child);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    expect_row (findings, "V404", rows[i].severity);
    if (rows[i].severity >= 0)
      g_assert_cmpstr (miao_finding_field (miao_findings_find (findings, "V404")), ==,
                       "last_paid_month");
    done (findings);
  }
}

static void
test_totals (void)
{
  static const struct {
    const char *arrived, *closed;
    guint64 in_care, joined, left;
  } stays[] = {
    { "2026-09-30", "", 1, 0, 0 },           /* on the last day of the quarter */
    { "2026-10-01", "", 1, 1, 0 },           /* the day after */
    { "2026-10-31", "", 1, 1, 0 },           /* on the cut-off */
    { "2026-11-01", "", 0, 0, 0 },           /* after it */
    { "2020-01-01", "2026-09-30", 0, 0, 0 }, /* left within the quarter */
    { "2020-01-01", "2026-10-01", 0, 0, 1 }, { "2020-01-01", "2026-10-31", 0, 0, 1 },
    { "2020-01-01", "2026-11-01", 1, 0, 0 }, { "2026-10-02", "2026-10-20", 0, 1, 1 },
  };
  static const struct {
    guint64 in_care, said;
    int severity;
  } rows[] = { { 126, 126, -1 },
               { 126, 125, MIAO_SEVERITY_INFO },
               { 124, 125, MIAO_SEVERITY_INFO } };

  for (gsize i = 0; i < G_N_ELEMENTS (stays); i++) {
    MiaoReturnAdmission stay = { .id = "d1",
                                 .arrived_on = D (stays[i].arrived),
                                 .closed_on = D (stays[i].closed) };
    MiaoReturnTotals totals = { .cut_off = D ("2026-10-31"), .stat_on = D ("2026-09-30") };

    g_test_message ("stay %" G_GSIZE_FORMAT, i);
    miao_return_totals_add (&totals, &stay, 1);
    g_assert_cmpuint (totals.in_care, ==, stays[i].in_care);
    g_assert_cmpuint (totals.joined, ==, stays[i].joined);
    g_assert_cmpuint (totals.left, ==, stays[i].left);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoReturnTotals totals = { .id = "b1",
                                .cut_off = D ("2026-10-31"),
                                .stat_on = D ("2026-09-30"),
                                .in_care = rows[i].in_care,
                                .stat_in_care = rows[i].said,
                                .joined = 1 };
    MiaoFindings *findings = miao_findings_new ();
    MiaoReturnTally tally = { { 0 } };

    miao_rules_return_totals (&totals, findings, &tally);
    note_tally (&tally);
    expect_row (findings, "V501", rows[i].severity);
    if (rows[i].severity >= 0)
      expect_words (findings, "V501", "应为 126 人");
    done (findings);
  }
}

/* Without the figure of the statistics there is nothing to compare. */
static void
test_no_totals (void)
{
  const MiaoReturnTotals totals = { .cut_off = D ("2026-10-31"), .in_care = 3 };
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_return_totals (&totals, findings, NULL);
  expect_silent (findings, "V501");
  done (findings);
}

static void
test_quarter (void)
{
  static const char *const rows[][2] = { { "2026-10-31", "2026-09-30" },
                                         { "2026-12-30", "2026-09-30" },
                                         { "2026-12-31", "2026-12-31" },
                                         { "2026-01-31", "2025-12-31" },
                                         { "2026-03-31", "2026-03-31" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (miao_return_quarter_end (D (rows[i][0])), ==, D (rows[i][1]));
}

void
add_return_tests (void)
{
  g_test_add_func ("/return/last-paid", test_last_paid);
  g_test_add_func ("/return/totals", test_totals);
  g_test_add_func ("/return/no-totals", test_no_totals);
  g_test_add_func ("/return/quarter", test_quarter);
  g_test_add_func ("/return/ids", test_ids);
  g_test_add_func ("/return/missing-id-explained", test_missing_explained);
  g_test_add_func ("/return/codes", test_codes);
  g_test_add_func ("/return/admission", test_admission);
  g_test_add_func ("/return/integration", test_integration);
  g_test_add_func ("/return/team", test_team);
  g_test_add_func ("/return/opinion", test_opinion);
  g_test_add_func ("/return/overlap", test_overlap);
  g_test_add_func ("/return/place-and-visits", test_place_and_visits);
  g_test_add_func ("/return/family", test_family);
  g_test_add_func ("/return/missing-child", test_missing);
  g_test_add_func ("/return/previous-batch", test_previous);
}
