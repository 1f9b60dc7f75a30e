/* Incidents: the clock of a mandatory report minute by minute, and what is asked on the way. */
#include "config.h"

#include "miao-incident-rules.h"
#include "rules-tests.h"

#define PASS MIAO_SEVERITY_PASS
#define BLOCK MIAO_SEVERITY_BLOCK
#define SILENT (-1)

/* By the clock of the test (Asia/Shanghai). */
static gint64
at (const char *text)
{
  g_autofree char *iso = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return 0;
  iso = g_strconcat (text, ":00+08:00", NULL);
  iso[10] = 'T';
  time = g_date_time_new_from_iso8601 (iso, NULL);
  g_assert_nonnull (time);

  return g_date_time_to_unix (time) * 1000;
}

static void
test_clock (void)
{
  static const struct {
    const char *discovered, *reported, *now;
    MiaoReportState state;
    int minutes;
    const char *zh, *en;
  } rows[] = {
    { "2026-11-22 14:05", NULL, "2026-11-22 14:05", MIAO_REPORT_DUE, 0, "0 分钟", "0 min" },
    { "2026-11-22 14:05", NULL, "2026-11-22 16:04", MIAO_REPORT_DUE, 119, "1 小时 59 分钟",
      "1 h 59 min" },
    { "2026-11-22 14:05", NULL, "2026-11-22 16:05", MIAO_REPORT_ESCALATED, 120, "2 小时 0 分钟",
      "2 h 0 min" },
    { "2026-11-22 14:05", NULL, "2026-11-22 16:06", MIAO_REPORT_ESCALATED, 121, "2 小时 1 分钟",
      "2 h 1 min" },
    /* Over midnight, and on the next day. */
    { "2026-11-22 23:10", NULL, "2026-11-23 01:09", MIAO_REPORT_DUE, 119, "1 小时 59 分钟",
      "1 h 59 min" },
    { "2026-11-22 23:10", NULL, "2026-11-23 01:10", MIAO_REPORT_ESCALATED, 120, "2 小时 0 分钟",
      "2 h 0 min" },
    { "2026-11-22 14:05", NULL, "2026-11-23 14:05", MIAO_REPORT_ESCALATED, 1440, "1 天 0 小时",
      "1 d 0 h" },
    { "2026-12-31 23:59", NULL, "2027-01-01 00:00", MIAO_REPORT_DUE, 1, "1 分钟", "1 min" },
    /* A clock that was set back: still due, no minutes. */
    { "2026-11-22 14:05", NULL, "2026-11-22 13:00", MIAO_REPORT_DUE, 0, "0 分钟", "0 min" },
    { "2026-11-22 14:05", NULL, "2025-11-22 14:05", MIAO_REPORT_DUE, 0, "0 分钟", "0 min" },
    /* Reported: how long it took counts, not the time since. */
    { "2026-11-22 14:05", "2026-11-22 14:50", "2026-11-25 09:00", MIAO_REPORT_DONE, 45, "45 分钟",
      "45 min" },
    { "2026-11-22 14:05", "2026-11-22 16:05", "2026-11-22 16:05", MIAO_REPORT_DONE, 120,
      "2 小时 0 分钟", "2 h 0 min" },
    { "2026-11-22 14:05", "2026-11-22 13:00", "2026-11-22 16:05", MIAO_REPORT_DONE, 0, "0 分钟",
      "0 min" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoReportClock clock =
        miao_report_clock (at (rows[i].discovered), at (rows[i].reported), at (rows[i].now));
    g_autofree char *zh = miao_report_dup_minutes (clock.minutes, MIAO_LANGUAGE_ZH);
    g_autofree char *en = miao_report_dup_minutes (clock.minutes, MIAO_LANGUAGE_EN);

    g_assert_cmpint (clock.state, ==, rows[i].state);
    g_assert_cmpint (clock.minutes, ==, rows[i].minutes);
    g_assert_cmpstr (zh, ==, rows[i].zh);
    g_assert_cmpstr (en, ==, rows[i].en);
  }
}

/* In Today it is late from the first minute; after two hours the head is told in other words. */
static void
test_due (void)
{
  static const struct {
    const char *now;
    gboolean head;
    const char *rule, *words;
  } rows[] = {
    { "2026-11-22 14:06", FALSE, "D30", "发现 2026-11-22 14:05，已过 1 分钟" },
    { "2026-11-22 14:06", TRUE, "D30", "发现 2026-11-22 14:05，已过 1 分钟" },
    { "2026-11-22 16:04", TRUE, "D30", "发现 2026-11-22 14:05，已过 1 小时 59 分钟" },
    { "2026-11-22 16:05", TRUE, "D30E", "发现 2026-11-22 14:05，已过 2 小时 0 分钟" },
    { "2026-11-22 16:05", FALSE, "D30", "发现 2026-11-22 14:05，已过 2 小时 0 分钟" },
    { "2026-11-24 09:05", TRUE, "D30E", "发现 2026-11-22 14:05，已过 1 天 19 小时" },
    { "2026-11-21 09:00", TRUE, "D30", "发现 2026-11-22 14:05，已过 0 分钟" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    g_autofree char *day = g_strndup (rows[i].now, 10);
    g_autofree char *sum = NULL;
    const MiaoDue *due;

    miao_due_report ("x1", at ("2026-11-22 14:05"), D ("2026-11-22"), rows[i].head,
                     at (rows[i].now), D (day), dues);
    g_assert_cmpuint (dues->len, ==, 1);
    due = g_ptr_array_index (dues, 0);
    sum = miao_due_dup_sum (due, MIAO_LANGUAGE_ZH);
    g_assert_cmpstr (due->rule->id, ==, rows[i].rule);
    g_assert_cmpstr (sum, ==, rows[i].words);
    g_assert_cmpint (due->level, ==, MIAO_DUE_LATE);
    g_assert_true (due->since_ms == at ("2026-11-22 14:05"));
    g_assert_cmpint (due->due_on, <=, D (day));
    note (rows[i].rule, FALSE); /* a task: there is nothing to pass */
  }
}

static void
ask (MiaoFindings *findings, const char *rule, int severity)
{
  if (severity == SILENT)
    expect_silent (findings, rule);
  else
    expect (findings, rule, (MiaoSeverity) severity);
}

static MiaoIncidentFacts
good_incident (void)
{
  return (MiaoIncidentFacts){ .incident = "i1",
                              .kind = "HARM",
                              .about_somebody = TRUE,
                              .occurred_ms = at ("2026-11-22 13:00"),
                              .discovered_ms = at ("2026-11-22 14:05"),
                              .first_report_ms = at ("2026-11-22 14:20"),
                              .mandatory = TRUE,
                              .mandatory_known = TRUE,
                              .has_ground = TRUE,
                              .has_measure = TRUE,
                              .received_on = D ("2026-11-22"),
                              .has_decision = TRUE };
}

static void
test_record (void)
{
  static const struct {
    const char *kind;
    gboolean somebody;
    const char *occurred, *discovered;
    gboolean mandatory, ground;
    int whom, times, kind_of_harm, situation;
  } rows[] = {
    { "HARM", TRUE, "2026-11-22 13:00", "2026-11-22 14:05", TRUE, TRUE, PASS, PASS, PASS, PASS },
    { "HARM", FALSE, NULL, "2026-11-22 14:05", TRUE, FALSE, BLOCK, PASS, PASS, BLOCK },
    { "MISSING", TRUE, NULL, "2026-11-22 14:05", FALSE, FALSE, PASS, PASS, MIAO_SEVERITY_REASON,
      SILENT },
    { "ACCIDENT", FALSE, NULL, "2026-11-22 14:05", FALSE, FALSE, BLOCK, PASS, SILENT, SILENT },
    { "FIRE", FALSE, NULL, "2026-11-22 14:05", FALSE, FALSE, SILENT, PASS, SILENT, SILENT },
    /* Now is 15:00: not a minute later, and nothing happens after it is discovered. */
    { "ILLNESS", TRUE, NULL, "2026-11-22 15:00", FALSE, FALSE, PASS, PASS, SILENT, SILENT },
    { "ILLNESS", TRUE, NULL, "2026-11-22 15:01", FALSE, FALSE, PASS, BLOCK, SILENT, SILENT },
    { "ILLNESS", TRUE, "2026-11-22 14:05", "2026-11-22 14:05", FALSE, FALSE, PASS, PASS, SILENT,
      SILENT },
    { "ILLNESS", TRUE, "2026-11-22 14:06", "2026-11-22 14:05", FALSE, FALSE, PASS, BLOCK, SILENT,
      SILENT },
    { "ILLNESS", TRUE, NULL, NULL, FALSE, FALSE, PASS, BLOCK, SILENT, SILENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoIncidentFacts facts = { .incident = "i1",
                                .kind = rows[i].kind,
                                .about_somebody = rows[i].somebody,
                                .occurred_ms = at (rows[i].occurred),
                                .discovered_ms = at (rows[i].discovered),
                                .mandatory = rows[i].mandatory,
                                .has_ground = rows[i].ground };

    miao_rules_record_incident (&facts, at ("2026-11-22 15:00"), findings);
    ask (findings, "INC-01", rows[i].whom);
    ask (findings, "INC-02", rows[i].times);
    ask (findings, "INC-03", rows[i].kind_of_harm);
    ask (findings, "INC-04", rows[i].situation);
    ask (findings, "INC-05", rows[i].mandatory ? MIAO_SEVERITY_ADVICE : SILENT);
    expect_silent (findings, "INC-12");
    done (findings);
  }
  {
    MiaoFindings *findings = miao_findings_new ();
    MiaoIncidentFacts facts = good_incident ();

    facts.with_family = TRUE;
    miao_rules_record_incident (&facts, at ("2026-11-22 15:00"), findings);
    expect (findings, "INC-05", PASS);
    expect (findings, "INC-12", MIAO_SEVERITY_ADVICE);
    note ("INC-12", TRUE); /* it only speaks when there is a family */
    done (findings);
  }
}

/* One child is asked nothing; several live with one family, or in the house. */
static void
test_children (void)
{
  static const struct {
    guint children;
    const char *elsewhere;
    int severity;
    const char *words;
  } rows[] = {
    { 0, NULL, SILENT, NULL },
    { 1, NULL, SILENT, NULL },
    { 2, NULL, PASS, "寄养在另一个家庭的：没有" },
    { 2, "苏禾", BLOCK, "寄养在另一个家庭的：苏禾" },
    { 3, "苏禾、周知夏", BLOCK, "寄养在另一个家庭的：苏禾、周知夏" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoIncidentFacts facts = good_incident ();

    facts.children = rows[i].children;
    facts.elsewhere = rows[i].elsewhere;
    miao_rules_record_incident (&facts, at ("2026-11-22 15:00"), findings);
    ask (findings, "INC-16", rows[i].severity);
    if (rows[i].words != NULL)
      expect_words (findings, "INC-16", rows[i].words);
    done (findings);
  }
}

static void
test_report (void)
{
  static const struct {
    const char *reported;
    int time, at_once;
  } rows[] = {
    { "2026-11-22 14:04", BLOCK, PASS },
    { "2026-11-22 14:05", PASS, PASS },
    { "2026-11-22 16:04", PASS, PASS },
    { "2026-11-22 16:05", PASS, MIAO_SEVERITY_ADVICE },
    { "2026-11-22 18:00", PASS, MIAO_SEVERITY_ADVICE },
    { "2026-11-22 18:01", BLOCK, MIAO_SEVERITY_ADVICE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoIncidentFacts facts = good_incident ();

    facts.first_report_ms = 0;
    miao_rules_report_incident (&facts, at (rows[i].reported), at ("2026-11-22 18:00"), findings);
    ask (findings, "INC-06", rows[i].time);
    ask (findings, "INC-07", rows[i].at_once);
    done (findings);
  }
  {
    /* A second report to another department is no late one. */
    MiaoFindings *findings = miao_findings_new ();
    MiaoIncidentFacts facts = good_incident ();

    miao_rules_report_incident (&facts, at ("2026-11-22 17:00"), at ("2026-11-22 18:00"), findings);
    expect (findings, "INC-06", PASS);
    expect_silent (findings, "INC-07");
    done (findings);
  }
}

static void
test_answer (void)
{
  static const struct {
    const char *answered;
    int severity;
  } rows[] = { { "2026-11-21", BLOCK },
               { "2026-11-22", PASS },
               { "2026-11-30", PASS },
               { "2026-12-01", BLOCK },
               { NULL, BLOCK } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_answer_day ("i1", D ("2026-11-22"), D (rows[i].answered), D ("2026-11-30"),
                           findings);
    ask (findings, "INC-11", rows[i].severity);
    done (findings);
  }
}

static void
test_close (void)
{
  static const struct {
    const char *what; /* is spoiled */
    const char *rule;
  } rows[] = { { "report", "INC-08" }, { "measure", "INC-10" }, { "ground", "INC-04" },
               { "whom", "INC-01" },   { "known", "INC-13" },   { "answer", "INC-09" },
               { NULL, NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoIncidentFacts facts = good_incident ();
    const char *what = rows[i].what != NULL ? rows[i].what : "";

    if (g_str_equal (what, "report"))
      facts.first_report_ms = 0;
    if (g_str_equal (what, "measure"))
      facts.has_measure = FALSE;
    if (g_str_equal (what, "ground"))
      facts.has_ground = FALSE;
    if (g_str_equal (what, "whom"))
      facts.about_somebody = FALSE;
    if (g_str_equal (what, "known"))
      facts.mandatory_known = FALSE;
    if (g_str_equal (what, "answer"))
      facts.kind = "COMPLAINT";
    miao_rules_close_incident (&facts, findings);
    g_assert_cmpuint (miao_findings_count (findings, BLOCK), ==, rows[i].rule != NULL ? 1 : 0);
    if (rows[i].rule != NULL)
      expect (findings, rows[i].rule, BLOCK);
    done (findings);
  }
  {
    MiaoFindings *findings = miao_findings_new ();
    MiaoIncidentFacts facts = good_incident ();

    facts.kind = "COMPLAINT";
    facts.mandatory = FALSE;
    facts.answered_on = D ("2026-11-25");
    miao_rules_close_incident (&facts, findings);
    expect (findings, "INC-09", PASS);
    expect_silent (findings, "INC-08");
    expect_silent (findings, "INC-10");
    expect_silent (findings, "INC-13");
    done (findings);
  }
}

static void
test_missing (void)
{
  for (int police = 0; police < 2; police++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_mark_missing ("i1", police == 1, findings);
    expect (findings, "INC-14", police == 1 ? PASS : BLOCK);
    done (findings);
  }
  for (int found = 0; found < 2; found++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoIncidentFacts facts = good_incident ();

    facts.kind = "MISSING";
    facts.still_missing = found == 0;
    miao_rules_close_incident (&facts, findings);
    expect (findings, "INC-15", found == 1 ? PASS : MIAO_SEVERITY_REASON);
    done (findings);
  }
}

static void
test_return (void)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_return_to_family ("p1", "SJ-2026-00001", findings);
  expect (findings, "SUS-02", BLOCK);
  expect_words (findings, "SUS-02", "SJ-2026-00001");
  done (findings);
  findings = miao_findings_new ();
  miao_rules_return_to_family ("p1", NULL, findings);
  expect (findings, "SUS-02", PASS);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_confirmed_harm ("p1", "SJ-2026-00001", "CONFIRMED", findings);
  expect (findings, "SUS-03", MIAO_SEVERITY_REASON);
  expect_words (findings, "SUS-03", "事件 SJ-2026-00001：查证结论 属实");
  done (findings);
  findings = miao_findings_new ();
  miao_rules_confirmed_harm ("p1", NULL, NULL, findings);
  expect (findings, "SUS-03", PASS);
  done (findings);
}

void
add_incident_tests (void)
{
  g_test_add_func ("/incident/clock", test_clock);
  g_test_add_func ("/incident/due", test_due);
  g_test_add_func ("/incident/record", test_record);
  g_test_add_func ("/incident/children", test_children);
  g_test_add_func ("/incident/report", test_report);
  g_test_add_func ("/incident/answer", test_answer);
  g_test_add_func ("/incident/close", test_close);
  g_test_add_func ("/incident/missing", test_missing);
  g_test_add_func ("/incident/return", test_return);
}
