#include "config.h"

#include "rules-tests.h"

#include "miao-citizen-id.h"
#include "miao-error.h"

#include <string.h>

/* The acceptance scenarios of the domain, by their numbers: where each of them is proved. The rule
 * by itself is asked here, as test_N; the other rows ask the store, and the use cases as people run
 * them. The first test holds this table to what stands in those files. */
static const struct {
  int scenario;
  const char *file;
  const char *test;
} trace[] = {
  { 1, "test-rules-appendix-d.c", "test_1" },
  { 1, "test_foster.py", "day_59_and_60" },
  { 2, "test-rules-appendix-d.c", "test_2" },
  { 2, "test_foster.py", "day_59_and_60" },
  { 3, "test-rules-appendix-d.c", "test_3" },
  { 3, "test_foster.py", "day_91_needs_a_reason" },
  { 4, "test-rules-appendix-d.c", "test_4" },
  { 5, "test-rules-appendix-d.c", "test_5" },
  { 5, "test_foster.py", "teams" },
  { 6, "test-rules-appendix-d.c", "test_6" },
  { 7, "test-rules-appendix-d.c", "test_7" },
  { 8, "test-rules-appendix-d.c", "test_8" },
  { 8, "test_stays.py", "too_old_for_caregiver" },
  { 9, "test-rules-appendix-d.c", "test_9" },
  { 9, "test_foster.py", "third_child" },
  { 9, "test-store-guards.c", "test_placements" },
  { 10, "test-rules-appendix-d.c", "test_10" },
  { 10, "test_foster.py", "co_living_child" },
  { 11, "test-rules-appendix-d.c", "test_11" },
  { 12, "test-rules-appendix-d.c", "test_12" },
  { 13, "test-rules-appendix-d.c", "test_13" },
  { 13, "test_foster.py", "no_opinion_in_integration" },
  { 14, "test-rules-appendix-d.c", "test_14" },
  { 14, "test_foster.py", "refusal_of_eight" },
  { 15, "test-rules-appendix-d.c", "test_15" },
  { 15, "test_foster.py", "refusal_of_ten" },
  { 16, "test-rules-appendix-d.c", "test_16" },
  { 16, "test_foster.py", "refusal_with_limits" },
  { 17, "test-rules-appendix-d.c", "test_17" },
  { 17, "test_foster.py", "exception_of_the_head" },
  { 18, "test-rules-appendix-d.c", "test_18" },
  { 18, "test_foster.py", "other_province" },
  { 19, "test-rules-appendix-d.c", "test_19" },
  { 19, "test_foster.py", "other_province" },
  { 20, "test-rules-appendix-d.c", "test_20" },
  { 20, "test_foster.py", "one_month_notice" },
  { 20, "test_ending.py", "one_month" },
  { 21, "test-rules-appendix-d.c", "test_21" },
  { 21, "test_foster.py", "one_month_notice" },
  { 22, "test-rules-appendix-d.c", "test_22" },
  { 22, "test_foster.py", "emergency" },
  { 23, "test-rules-appendix-d.c", "test_23" },
  { 23, "test_stays.py", "short_care_of_30_days" },
  { 24, "test-rules-appendix-d.c", "test_24" },
  { 24, "test_stays.py", "another_caregiver" },
  { 25, "test-rules-appendix-d.c", "test_25" },
  { 25, "test_foster.py", "intake_by_date" },
  { 26, "test-rules-appendix-d.c", "test_26" },
  { 26, "test_foster.py", "category_is_kept" },
  { 27, "test_foster.py", "sealed" },
  { 27, "test-store-guards.c", "test_archive" },
  { 28, "test_foster.py", "returns_are_repeatable" },
  { 29, "test-rules-appendix-d.c", "test_29" },
  { 29, "test_foster.py", "identity" },
  { 30, "test-rules-return.c", "test_missing" },
  { 30, "test_returns.py", "struck_out" },
  { 31, "test_foster.py", "returns_are_repeatable" },
  { 32, "test_foster.py", "assessor_sees_no_origin" },
  { 32, "test-audit.c", "test_denied" },
};

#define N_SCENARIOS 32

/* A function of a C file, or of a Python one whose first words name the scenario. */
static gboolean
is_proved (const char *text, const char *file, const char *test, int scenario)
{
  g_autofree char *pattern =
      g_str_has_suffix (file, ".c")
          ? g_strdup_printf ("^%s \\(", test)
          : g_strdup_printf ("^def %s\\(.*\n    \"\"\"[^\n]*\\b%d\\b[^\n]*:", test, scenario);

  return g_regex_match_simple (pattern, text, G_REGEX_MULTILINE, 0);
}

static void
test_trace (void)
{
  gboolean seen[N_SCENARIOS + 1] = { FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (trace); i++) {
    g_autofree char *path =
        g_build_filename (g_getenv ("MIAO_SOURCE_DIR"), "tests", "app", trace[i].file, NULL);
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (trace[i].scenario, <=, N_SCENARIOS);
    g_file_get_contents (path, &text, NULL, &error);
    g_assert_no_error (error);
    if (!is_proved (text, trace[i].file, trace[i].test, trace[i].scenario))
      g_error ("%d: no %s in %s", trace[i].scenario, trace[i].test, trace[i].file);
    seen[trace[i].scenario] = TRUE;
  }
  for (int i = 1; i <= N_SCENARIOS; i++) {
    if (!seen[i])
      g_error ("scenario %d is nowhere proved", i);
  }
}

static const MiaoSeverity PASS = MIAO_SEVERITY_PASS, BLOCK = MIAO_SEVERITY_BLOCK,
                          REASON = MIAO_SEVERITY_REASON, ADVICE = MIAO_SEVERITY_ADVICE;

static MiaoFindings *
confirm (const char *on)
{
  MiaoIntegrationFacts facts = good_integration ();
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_confirm (&facts, thresholds (), D (on), findings);

  return findings;
}

static MiaoFindings *
returned (const char *confirmed_on)
{
  MiaoReturnPlacement placement = { .id = "p1",
                                    .family = "f1",
                                    .home_division = "320102",
                                    .moved_in_on = D ("2026-01-01"),
                                    .confirmed_on = D (confirmed_on) };
  MiaoReturnChild child = { .id = "c1",
                            .institution_division = "320100",
                            .cut_off = D ("2026-04-30"),
                            .placements = &placement,
                            .n_placements = 1 };
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_return_child (&child, thresholds (), findings, NULL);

  return findings;
}

static void
test_1 (void)
{
  MiaoFindings *findings = confirm ("2026-03-01");

  expect (findings, "INT-01", BLOCK);
  expect_words (findings, "INT-01",
                "入户 2026-01-01 + 60 天 = 2026-03-02；2026-03-01 是第 59 天，还差 1 天");
  g_assert_true (miao_findings_block (findings));
  done (findings);

  findings = returned ("2026-03-01");
  expect (findings, "V210", MIAO_SEVERITY_ERROR);
  expect_words (findings, "V210", "2026-03-02");
  done (findings);
}

static void
test_2 (void)
{
  MiaoFindings *findings = confirm ("2026-03-02");

  expect (findings, "INT-01", PASS);
  g_assert_false (miao_findings_block (findings));
  g_assert_cmpuint (miao_findings_count (findings, REASON), ==, 0);
  done (findings);

  findings = returned ("2026-03-02");
  expect_silent (findings, "V210");
  done (findings);
}

static void
test_3 (void)
{
  MiaoFindings *findings = confirm ("2026-04-02");

  expect (findings, "INT-02", REASON);
  expect_words (findings, "INT-02", "是第 91 天，超过 1 天");
  g_assert_false (miao_findings_block (findings));
  done (findings);

  findings = returned ("2026-04-02");
  expect (findings, "V211", MIAO_SEVERITY_QUERY);
  done (findings);
  findings = returned ("2026-04-01");
  expect_silent (findings, "V211");
  done (findings);
}

static void
test_4 (void)
{
  MiaoIntegration now =
      miao_integration_on (D ("2023-12-31"), MIAO_DATE_NONE, thresholds (), D ("2024-01-01"));

  g_assert_cmpint (now.earliest, ==, D ("2024-02-29"));
  g_assert_cmpint (now.latest, ==, D ("2024-03-30"));
  g_assert_cmpint (now.day, ==, 1);
}

static void
test_5 (void)
{
  static const struct {
    guint n;
    const char *rule;
    gboolean two_leaders;
  } rows[] = { { 2, "TEAM-MIN", FALSE }, { 4, "TEAM-ODD", FALSE }, { 3, "TEAM-LEADER", TRUE } };
  MiaoTeamFacts facts = good_team ();
  MiaoTeamMember team[4];

  memcpy (team, facts.members, 3 * sizeof *team);
  team[3] = team[1];
  team[3].id = "t4";
  team[3].person = "p4";
  facts.members = team;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    team[1].leader = rows[i].two_leaders;
    facts.n_members = rows[i].n;
    miao_rules_team (&facts, thresholds (), D ("2026-06-01"), TRUE, findings);
    expect (findings, rows[i].rule, BLOCK);
    done (findings);
  }
}

/* Leader and members who began on these days, evaluated on 2026-06-01. */
static MiaoFindings *
experience (const char *leader, const char *member)
{
  MiaoTeamFacts facts = good_team ();
  MiaoFindings *findings = miao_findings_new ();
  MiaoTeamMember team[3];

  memcpy (team, facts.members, sizeof team);
  facts.members = team;
  team[0].since = D (leader);
  team[1].since = team[2].since = D (member);
  miao_rules_team (&facts, thresholds (), D ("2026-06-01"), TRUE, findings);

  return findings;
}

static void
test_6 (void)
{
  MiaoFindings *findings = experience ("2023-06-01", "2025-06-01");

  expect (findings, "TEAM-LEADER-YEARS", PASS);
  expect (findings, "TEAM-MEMBER-YEARS", PASS);
  g_assert_false (miao_findings_block (findings));
  done (findings);
}

static void
test_7 (void)
{
  MiaoFindings *findings = experience ("2023-06-02", "2025-06-02");

  expect (findings, "TEAM-LEADER-YEARS", BLOCK);
  expect_words (findings, "TEAM-LEADER-YEARS",
                "2023-06-02 起从事儿童福利相关工作，2026-06-02 满3年");
  expect (findings, "TEAM-MEMBER-YEARS", BLOCK);
  done (findings);
}

static void
test_8 (void)
{
  static const struct {
    const char *born;
    MiaoSeverity severity;
  } rows[] = { { "1996-06-11", MIAO_SEVERITY_BLOCK },
               { "1996-06-10", MIAO_SEVERITY_PASS },
               { "1960-06-11", MIAO_SEVERITY_PASS },
               { "1960-06-10", MIAO_SEVERITY_BLOCK },
               { "", MIAO_SEVERITY_BLOCK } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoSigningFacts facts = good_signing ();
    MiaoFindings *findings = miao_findings_new ();

    facts.caregiver.born = D (rows[i].born);
    miao_rules_sign (&facts, thresholds (), D ("2026-06-10"), findings);
    expect (findings, "CRG-01", rows[i].severity);
    done (findings);
  }
}

static void
test_9 (void)
{
  MiaoMatchingFacts facts = good_matching ();
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_matching (&facts, thresholds (), D ("2026-06-01"), findings);
  expect (findings, "MAT-02", PASS);
  expect_words (findings, "MAT-02", "在养 1 人 + 本次 1 人 = 2 人，核定名额 2 人");
  done (findings);

  facts.foster_now = 2;
  findings = miao_findings_new ();
  miao_rules_matching (&facts, thresholds (), D ("2026-06-01"), findings);
  expect (findings, "MAT-02", BLOCK);
  done (findings);
}

static void
test_10 (void)
{
  static const struct {
    const char *born;
    gboolean co_living, foster;
    MiaoSeverity severity;
  } rows[] = { { "2020-06-02", TRUE, FALSE, MIAO_SEVERITY_BLOCK },
               { "2020-06-02", FALSE, FALSE, MIAO_SEVERITY_PASS },
               { "2020-06-01", TRUE, FALSE, MIAO_SEVERITY_PASS },
               { "2020-06-02", TRUE, TRUE, MIAO_SEVERITY_PASS } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoMemberFacts member = { .id = "m3",
                               .name = "郑一诺",
                               .born = D (rows[i].born),
                               .co_living = rows[i].co_living,
                               .foster_child = rows[i].foster };
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_coliving ("f1", &member, 1, thresholds (), D ("2026-06-01"), findings);
    expect (findings, "FAM-12", rows[i].severity);
    done (findings);
  }
}

static void
test_11 (void)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  const MiaoMemberFacts baby = {
    .id = "m3", .name = "叶小", .born = D ("2026-05-30"), .co_living = TRUE
  };
  const MiaoDue *due;
  g_autofree char *words = NULL;

  miao_due_family ("f1", NULL, &baby, 1, MIAO_DATE_NONE, MIAO_DATE_NONE, MIAO_DATE_NONE, TRUE,
                   thresholds (), D ("2026-06-01"), dues);
  g_assert_cmpuint (dues->len, ==, 1);
  due = g_ptr_array_index (dues, 0);
  g_assert_cmpstr (due->rule->id, ==, "D25");
  g_assert_cmpstr (due->record, ==, "m3");
  /* A special evaluation is asked for; nothing ends the placement. */
  g_assert_cmpstr (due->rule->remedy, ==, "open-evaluation");
  g_assert_cmpint (due->rule->severity, ==, ADVICE);
  words = miao_due_dup_arithmetic (due, MIAO_LANGUAGE_ZH, D ("2026-06-01"));
  g_assert_cmpstr (words, ==, "叶小 自 2026-05-30 起共同生活，未满6周岁，逾期 2 天");
  note ("D25", FALSE);
}

/* The opinion of a child of that birth at a matching on 2026-06-01. */
static MiaoFindings *
opinion (const char *born, MiaoCognition cognition, const MiaoOpinionFacts *said, gboolean observed)
{
  MiaoChildFacts facts = good_child ();
  MiaoFindings *findings = miao_findings_new ();

  facts.born = D (born);
  facts.cognition = cognition;
  facts.opinion = said != NULL ? *said : (MiaoOpinionFacts){ .value = MIAO_OPINION_NONE };
  facts.wishes_observed = observed;
  miao_rules_child_again (&facts, thresholds (), D ("2026-06-01"), findings);

  return findings;
}

static void
test_12 (void)
{
  MiaoFindings *findings = opinion ("2018-06-02", MIAO_COGNITION_NORMAL, NULL, FALSE);

  expect (findings, "CHD-12", ADVICE);
  g_assert_false (miao_findings_block (findings));
  done (findings);
}

static void
test_13 (void)
{
  MiaoFindings *findings = opinion ("2018-06-01", MIAO_COGNITION_NORMAL, NULL, FALSE);

  expect (findings, "CHD-10", BLOCK);
  expect_silent (findings, "CHD-12");
  done (findings);
}

static void
test_14 (void)
{
  MiaoOpinionFacts said = { .id = "o1", .on = D ("2026-05-20"), .value = MIAO_OPINION_REFUSES };
  MiaoFindings *findings = opinion ("2017-06-01", MIAO_COGNITION_NORMAL, &said, FALSE);

  expect (findings, "CHD-10R", BLOCK);
  done (findings);

  /* Approval, written reasons and a second talk: each is needed. */
  said.head_approved = TRUE;
  said.head_reason = "两次谈话后愿意先试住";
  findings = opinion ("2017-06-01", MIAO_COGNITION_NORMAL, &said, FALSE);
  expect (findings, "CHD-10R", BLOCK);
  done (findings);

  said.second_talk = TRUE;
  findings = opinion ("2017-06-01", MIAO_COGNITION_NORMAL, &said, FALSE);
  g_assert_cmpstr (miao_finding_reason (expect (findings, "CHD-10R", REASON)), ==,
                   said.head_reason);
  g_assert_false (miao_findings_block (findings));
  done (findings);

  said.head_reason = "";
  findings = opinion ("2017-06-01", MIAO_COGNITION_NORMAL, &said, FALSE);
  expect (findings, "CHD-10R", BLOCK);
  done (findings);
}

static void
test_15 (void)
{
  MiaoOpinionFacts said = { .id = "o1",
                            .on = D ("2026-05-20"),
                            .value = MIAO_OPINION_REFUSES,
                            .signed_by_child = TRUE,
                            .second_talk = TRUE,
                            .head_approved = TRUE,
                            .head_reason = "仍建议安置" };
  MiaoFindings *findings = opinion ("2016-06-01", MIAO_COGNITION_NORMAL, &said, FALSE);

  expect (findings, "CHD-11", BLOCK);
  g_assert_true (miao_findings_block (findings));
  done (findings);
}

static void
test_16 (void)
{
  MiaoFindings *findings = opinion ("2014-06-01", MIAO_COGNITION_IMPAIRED, NULL, FALSE);

  expect (findings, "CHD-12", ADVICE);
  expect_silent (findings, "CHD-10");
  expect_silent (findings, "CHD-11");
  g_assert_false (miao_findings_block (findings));
  done (findings);
}

static void
test_17 (void)
{
  static const struct {
    gboolean base, doctor, head;
    MiaoSeverity severity;
  } rows[] = { { FALSE, FALSE, FALSE, MIAO_SEVERITY_BLOCK },
               { TRUE, FALSE, TRUE, MIAO_SEVERITY_BLOCK },
               { TRUE, TRUE, FALSE, MIAO_SEVERITY_BLOCK },
               { FALSE, TRUE, TRUE, MIAO_SEVERITY_BLOCK },
               { TRUE, TRUE, TRUE, MIAO_SEVERITY_PASS } };
  static const char *const items[] = { "CHD-05", "CHD-06" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows) * G_N_ELEMENTS (items); i++) {
    const char *item = items[i % G_N_ELEMENTS (items)];
    const gsize row = i / G_N_ELEMENTS (items);
    MiaoChildFacts facts = good_child ();
    MiaoFindings *findings = miao_findings_new ();

    facts.answers = with_answer (&facts.answers, item, "exception");
    facts.rehab_base = rows[row].base;
    facts.doctor_opinion = rows[row].doctor;
    facts.head_approved = rows[row].head;
    miao_rules_child (&facts, thresholds (), D ("2026-06-01"), findings);
    expect (findings, item, rows[row].severity);
    done (findings);
  }
}

static void
test_18 (void)
{
  MiaoMatchingFacts facts = good_matching ();
  MiaoFindings *findings = miao_findings_new ();

  facts.home_division = "370102";
  facts.cross_area_document = TRUE;
  miao_rules_matching (&facts, thresholds (), D ("2026-06-01"), findings);
  expect (findings, "MAT-01", BLOCK);
  done (findings);
}

static void
test_19 (void)
{
  MiaoMatchingFacts facts = good_matching ();

  facts.institution_division = "320102";
  facts.home_division = "320205";
  for (int document = 0; document <= 1; document++) {
    MiaoFindings *findings = miao_findings_new ();

    facts.cross_area_document = document;
    miao_rules_matching (&facts, thresholds (), D ("2026-06-01"), findings);
    expect (findings, "MAT-01", PASS);
    expect (findings, "MAT-01D", document ? PASS : BLOCK);
    done (findings);
  }
}

static void
test_20 (void)
{
  static const struct {
    const char *on;
    gboolean agreed;
    MiaoSeverity severity;
  } rows[] = { { "2026-02-27", FALSE, MIAO_SEVERITY_BLOCK },
               { "2026-02-27", TRUE, MIAO_SEVERITY_PASS },
               { "2026-02-28", FALSE, MIAO_SEVERITY_PASS } };

  g_assert_cmpint (miao_rules_earliest_end (D ("2026-01-31"), FALSE), ==, D ("2026-02-28"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoEndingFacts facts = good_ending ();
    MiaoFindings *findings = miao_findings_new ();

    facts.institution_agrees = rows[i].agreed;
    miao_rules_begin_ending (&facts, D (rows[i].on), findings);
    expect (findings, "TRM-03", rows[i].severity);
    expect_words (findings, "TRM-03", "申请 2026-01-31 + 1 个月 = 2026-02-28");
    done (findings);
  }
}

static void
test_21 (void)
{
  MiaoEndingFacts facts = good_ending ();
  MiaoFindings *findings = miao_findings_new ();

  g_assert_cmpint (miao_rules_earliest_end (D ("2026-01-31"), TRUE), ==, D ("2026-01-31"));
  facts.integration = TRUE;
  facts.ground = "T12";
  miao_rules_begin_ending (&facts, D ("2026-01-31"), findings);
  expect (findings, "TRM-01P", PASS);
  expect_silent (findings, "TRM-03");
  g_assert_false (miao_findings_block (findings));
  done (findings);
}

static void
test_22 (void)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_suspend ("p1", MIAO_DATE_NONE, D ("2026-06-01"), findings);
  expect (findings, "SUS-01", ADVICE);
  g_assert_false (miao_findings_block (findings));
  g_assert_cmpuint (miao_findings_count (findings, REASON), ==, 0);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_suspend ("p1", D ("2026-06-01"), D ("2026-06-01"), findings);
  expect (findings, "SUS-01", PASS);
  done (findings);
}

static void
test_23 (void)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_short_care ("p1", D ("2026-05-01"), NULL, thresholds (), D ("2026-05-31"), findings);
  expect (findings, "SHC-01", PASS); /* day 30 */
  done (findings);

  findings = miao_findings_new ();
  miao_rules_short_care ("p1", D ("2026-05-01"), NULL, thresholds (), D ("2026-06-01"), findings);
  expect (findings, "SHC-01", REASON);
  expect_words (findings, "SHC-01", "第 31 天");
  g_assert_cmpstr (miao_rule_find ("SHC-01")->remedy, ==, "open-evaluation");
  done (findings);
}

static void
test_24 (void)
{
  MiaoFamilyFacts family = good_family ();
  MiaoCaregiverChangeFacts facts = { .period = "k1",
                                     .caregiver = family.caregiver,
                                     .answers = family.answers,
                                     .approved_on = D ("2026-05-20"),
                                     .amended = TRUE };
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_change_caregiver (&facts, thresholds (), D ("2026-06-01"), findings);
  expect (findings, "CHG-02", BLOCK);
  expect (findings, "CHG-01", PASS);
  expect (findings, "CHG-03", PASS);
  done (findings);

  facts.trained_on = D ("2026-06-01");
  findings = miao_findings_new ();
  miao_rules_change_caregiver (&facts, thresholds (), D ("2026-06-01"), findings);
  g_assert_cmpuint (miao_findings_count (findings, PASS), ==, miao_findings_length (findings));
  done (findings);

  facts.approved_on = D ("2026-06-02");
  facts.amended = FALSE;
  findings = miao_findings_new ();
  miao_rules_change_caregiver (&facts, thresholds (), D ("2026-06-01"), findings);
  expect (findings, "CHG-01", BLOCK);
  expect (findings, "CHG-03", BLOCK);
  done (findings);
}

static MiaoFindings *
intake (const char *code, MiaoGuardianship guardianship, const char *born, const char *on)
{
  MiaoIntakeFacts facts = { .child = "c1",
                            .admission = "d1",
                            .born = D (born),
                            .guardianship = guardianship,
                            .intake_code = code,
                            .temporary_ground = "1" };
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_intake_category (&facts, D (on), findings);

  return findings;
}

static void
test_25 (void)
{
  static const struct {
    const char *code, *on;
    MiaoGuardianship guardianship;
    MiaoSeverity severity;
  } rows[] = {
    { "A1", "2026-03-31", MIAO_GUARDIANSHIP_LONG_TERM, MIAO_SEVERITY_PASS },
    { "A1", "2026-04-01", MIAO_GUARDIANSHIP_LONG_TERM, MIAO_SEVERITY_BLOCK },
    { "L1", "2026-03-31", MIAO_GUARDIANSHIP_LONG_TERM, MIAO_SEVERITY_BLOCK },
    { "L1", "2026-04-01", MIAO_GUARDIANSHIP_LONG_TERM, MIAO_SEVERITY_PASS },
    { "A1", "2018-12-31", MIAO_GUARDIANSHIP_LONG_TERM, MIAO_SEVERITY_BLOCK },
    { "Z9", "2026-04-01", MIAO_GUARDIANSHIP_LONG_TERM, MIAO_SEVERITY_BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = intake (rows[i].code, rows[i].guardianship, "2020-01-01", rows[i].on);

    expect (findings, "ITK-01", rows[i].severity);
    done (findings);
  }
}

static void
test_26 (void)
{
  static const struct {
    const char *code, *born, *on;
    MiaoSeverity severity;
  } rows[] = {
    { "C1", "2009-01-01", "2026-03-31", MIAO_SEVERITY_BLOCK }, /* 17 */
    { "S1", "2009-01-01", "2026-04-01", MIAO_SEVERITY_PASS },
    { "C1", "2010-04-01", "2026-03-31", MIAO_SEVERITY_PASS }, /* 15 years and 364 days */
    { "C1", "2010-03-31", "2026-03-31", MIAO_SEVERITY_BLOCK },
    { "S1", "2008-04-02", "2026-04-01", MIAO_SEVERITY_PASS },
    { "S1", "2008-04-01", "2026-04-01", MIAO_SEVERITY_BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings =
        intake (rows[i].code, MIAO_GUARDIANSHIP_DESTITUTE, rows[i].born, rows[i].on);

    expect (findings, "ITK-03", rows[i].severity);
    done (findings);
  }
}

static void
test_29 (void)
{
  g_autoptr (GError) error = NULL;
  MiaoReturnChild child = { .id = "c1", .id_no = "110105201802290016" };
  MiaoFindings *findings = miao_findings_new ();

  g_assert_false (miao_citizen_id_parse (child.id_no, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  miao_rules_return_child (&child, thresholds (), findings, NULL);
  expect (findings, "V101", MIAO_SEVERITY_ERROR);
  expect_words (findings, "V101", "110105********0016：没有这样的出生日期或地区");
  done (findings);
}

void
add_appendix_d_tests (void)
{
  g_test_add_func ("/appendix-d/00-trace", test_trace);
  g_test_add_func ("/appendix-d/01-day-59-is-refused", test_1);
  g_test_add_func ("/appendix-d/02-day-60-is-accepted", test_2);
  g_test_add_func ("/appendix-d/03-day-91-needs-a-reason", test_3);
  g_test_add_func ("/appendix-d/04-leap-year", test_4);
  g_test_add_func ("/appendix-d/05-teams-that-are-refused", test_5);
  g_test_add_func ("/appendix-d/06-exactly-three-years-and-one", test_6);
  g_test_add_func ("/appendix-d/07-a-day-short-of-three-years", test_7);
  g_test_add_func ("/appendix-d/08-age-of-the-caregiver", test_8);
  g_test_add_func ("/appendix-d/09-second-and-third-child", test_9);
  g_test_add_func ("/appendix-d/10-co-living-child", test_10);
  g_test_add_func ("/appendix-d/11-baby-during-a-placement", test_11);
  g_test_add_func ("/appendix-d/12-seven-years-no-opinion", test_12);
  g_test_add_func ("/appendix-d/13-eight-years-no-opinion", test_13);
  g_test_add_func ("/appendix-d/14-nine-years-refuses-head-decides", test_14);
  g_test_add_func ("/appendix-d/15-ten-years-refuses", test_15);
  g_test_add_func ("/appendix-d/16-limited-cognition", test_16);
  g_test_add_func ("/appendix-d/17-severe-disability", test_17);
  g_test_add_func ("/appendix-d/18-another-province", test_18);
  g_test_add_func ("/appendix-d/19-another-prefecture", test_19);
  g_test_add_func ("/appendix-d/20-one-month-from-31-January", test_20);
  g_test_add_func ("/appendix-d/21-in-integration-at-once", test_21);
  g_test_add_func ("/appendix-d/22-removal-without-any-paper", test_22);
  g_test_add_func ("/appendix-d/23-short-care-day-31", test_23);
  g_test_add_func ("/appendix-d/24-caregiver-without-training", test_24);
  g_test_add_func ("/appendix-d/25-intake-sets", test_25);
  g_test_add_func ("/appendix-d/26-destitute-child-of-17", test_26);
  g_test_add_func ("/appendix-d/29-no-such-day-of-birth", test_29);
}
