#include "config.h"

#include "miao-adoption-rules.h"
#include "miao-leave-rules.h"
#include "rules-tests.h"

#include <string.h>

/* Filing, signing, moving in, integration, ending and intake. */

static const MiaoSeverity PASS = MIAO_SEVERITY_PASS, BLOCK = MIAO_SEVERITY_BLOCK,
                          REASON = MIAO_SEVERITY_REASON, ADVICE = MIAO_SEVERITY_ADVICE;

static void
all_pass (MiaoFindings *findings)
{
  for (guint i = 0; i < miao_findings_length (findings); i++) {
    const MiaoFinding *finding = miao_findings_get (findings, i);

    if (miao_finding_severity (finding) != PASS)
      g_error ("%s does not pass", miao_finding_rule (finding)->id);
  }
}

static void
test_filing (void)
{
  MiaoConclusionFacts evaluation = {
    "e1", D ("2026-04-01"), TRUE, "合格", "passed", MIAO_DATE_NONE
  };
  MiaoConclusionFacts none = { NULL };
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_file_family ("f1", &evaluation, TRUE, findings);
  expect (findings, "FIL-01", PASS);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_file_family ("f1", &evaluation, FALSE, findings);
  expect (findings, "FIL-01", BLOCK);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_file_family ("f1", &none, TRUE, findings);
  expect (findings, "FIL-01", BLOCK);
  done (findings);
}

static void
test_signing (void)
{
  MiaoSigningFacts facts = good_signing ();
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_sign (&facts, thresholds (), D ("2026-06-10"), findings);
  all_pass (findings);
  g_assert_cmpuint (miao_findings_length (findings), ==, 9);
  done (findings);

  /* Filed, trained and signed a day later than the signing is recorded for. */
  findings = miao_findings_new ();
  facts.family_filed_on = facts.trained_on = facts.signed_family_on = D ("2026-06-11");
  facts.main_caregiver = FALSE;
  facts.clauses = MIAO_CLAUSE_ALL & ~(MIAO_CLAUSE_BREACH | MIAO_CLAUSE_TERM);
  facts.term_to = D ("2032-05-13");
  miao_rules_sign (&facts, thresholds (), D ("2026-06-10"), findings);
  expect (findings, "SGN-01", BLOCK);
  expect (findings, "SGN-02", BLOCK);
  expect (findings, "SGN-03", BLOCK);
  expect_words (findings, "SGN-03", "缺少：寄养期限、违约责任及处理");
  expect (findings, "SGN-05", BLOCK);
  expect (findings, "SGN-06", BLOCK);
  expect (findings, "SGN-07", BLOCK);
  done (findings);
}

/* Signed on the 9th and the 10th: both after the decision and the training, or on their day. */
static void
test_signed_too_early (void)
{
  static const struct {
    const char *day;
    gboolean ok;
  } rows[] = { { "2026-06-08", TRUE },
               { "2026-06-09", TRUE },
               { "2026-06-10", FALSE }, /* one of the two signed the day before */
               { "2026-06-11", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoSigningFacts facts = good_signing ();
    MiaoFindings *findings = miao_findings_new ();
    const MiaoSeverity expected = rows[i].ok ? MIAO_SEVERITY_PASS : MIAO_SEVERITY_BLOCK;

    facts.matched_on = D (rows[i].day);
    miao_rules_sign (&facts, thresholds (), D ("2026-06-10"), findings);
    expect (findings, "SGN-09", expected);
    expect (findings, "SGN-02", MIAO_SEVERITY_PASS);
    done (findings);

    findings = miao_findings_new ();
    facts = good_signing ();
    facts.trained_on = D (rows[i].day);
    miao_rules_sign (&facts, thresholds (), D ("2026-06-10"), findings);
    expect (findings, "SGN-02", expected);
    expect (findings, "SGN-09", MIAO_SEVERITY_PASS);
    done (findings);
  }
  {
    MiaoSigningFacts facts = good_signing ();
    MiaoFindings *findings = miao_findings_new ();

    facts.matched_on = D ("2026-06-10");
    miao_rules_sign (&facts, thresholds (), D ("2026-06-10"), findings);
    expect_words (findings, "SGN-09", "匹配决定 2026-06-10；机构 2026-06-09，家庭 2026-06-10");
    done (findings);
    /* Taken over from a ledger: no match stands in the records. */
    findings = miao_findings_new ();
    facts.matched_on = MIAO_DATE_NONE;
    miao_rules_sign (&facts, thresholds (), D ("2026-06-10"), findings);
    g_assert_cmpuint (miao_findings_length (findings), ==, 8);
    done (findings);
  }
}

static void
test_signing_days (void)
{
  static const struct {
    int days;
    MiaoSeverity severity;
  } rows[] = { { 59, MIAO_SEVERITY_BLOCK },
               { 60, MIAO_SEVERITY_PASS },
               { 90, MIAO_SEVERITY_PASS },
               { 91, MIAO_SEVERITY_BLOCK } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoSigningFacts facts = good_signing ();
    MiaoFindings *findings = miao_findings_new ();

    facts.integration_days = rows[i].days;
    miao_rules_sign (&facts, thresholds (), D ("2026-06-10"), findings);
    expect (findings, "SGN-04", rows[i].severity);
    done (findings);
  }
}

static void
test_move_in (void)
{
  static const struct {
    const char *on;
    MiaoSeverity severity;
  } rows[] = { { "2026-06-09", MIAO_SEVERITY_BLOCK },
               { "2026-06-10", MIAO_SEVERITY_PASS },
               { "2032-05-12", MIAO_SEVERITY_PASS },
               { "2032-05-13", MIAO_SEVERITY_BLOCK } };
  const MiaoMemberFacts baby[] = {
    { .id = "m3", .name = "叶小", .born = D ("2026-05-30"), .co_living = TRUE },
  };
  MiaoMoveInFacts facts = { .placement = "p1",
                            .family = "f1",
                            .child = "c1",
                            .effective_on = D ("2026-06-10"),
                            .term_to = D ("2032-05-12"),
                            .foster_now = 1,
                            .handover_list = TRUE };
  MiaoFindings *findings;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    findings = miao_findings_new ();
    miao_rules_move_in (&facts, thresholds (), D (rows[i].on), findings);
    expect (findings, "MOV-01", rows[i].severity);
    expect (findings, "MOV-02", PASS);
    done (findings);
  }

  /* What has changed since the matching is seen on the day. */
  facts.members = baby;
  facts.n_members = 1;
  facts.foster_now = 2;
  facts.open_placements = 1;
  facts.handover_list = FALSE;
  findings = miao_findings_new ();
  miao_rules_move_in (&facts, thresholds (), D ("2026-06-10"), findings);
  expect (findings, "FAM-11", BLOCK);
  expect (findings, "FAM-12", BLOCK);
  expect_words (findings, "FAM-12", "1 人：叶小，2026-05-30 出生，2032-05-30 满6周岁");
  expect (findings, "MAT-07", BLOCK);
  expect (findings, "MOV-02", ADVICE);
  done (findings);
}

static MiaoFindings *
confirm (const MiaoIntegrationFacts *facts, const char *on)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_confirm (facts, thresholds (), D (on), findings);

  return findings;
}

static void
test_confirm_visits (void)
{
  static const char *const on = "2026-03-02";
  MiaoIntegrationFacts facts = good_integration ();
  MiaoDate visits[6];
  MiaoFindings *findings;

  /* A gap of seven days is as planned, eight are not; the order of the visits does not matter. */
  for (guint i = 0; i < 6; i++)
    visits[i] = D ("2026-03-01") - (MiaoDate) i * 7;
  facts.visits = visits;
  facts.n_visits = 6;
  facts.moved_in_on = D ("2026-01-18");
  findings = confirm (&facts, "2026-03-08");
  expect (findings, "INT-03", PASS);
  expect (findings, "INT-03N", PASS);
  done (findings);
  findings = confirm (&facts, "2026-03-09");
  expect (findings, "INT-03", REASON);
  expect_words (findings, "INT-03",
                "最长间隔 2026-03-01 至 2026-03-09，8 天；计划每 7 天一次，超 1 天");
  done (findings);

  facts.n_visits = 5;
  findings = confirm (&facts, on);
  expect (findings, "INT-03N", ADVICE);
  done (findings);

  /* No visit at all: the gap is the whole period. */
  facts = good_integration ();
  facts.n_visits = 0;
  findings = confirm (&facts, on);
  expect_words (findings, "INT-03", "2026-01-01 至 2026-03-02，60 天");
  done (findings);
}

static void
test_confirm_opinion (void)
{
  static const struct {
    const char *born, *asked;
    MiaoOpinionValue value;
    int sought, refused;
  } rows[] = {
    /* 7 years and 364 days on the day of confirming */
    { "2018-03-03", "", MIAO_OPINION_NONE, -1, -1 },
    { "2018-03-02", "", MIAO_OPINION_NONE, MIAO_SEVERITY_BLOCK, -1 },
    { "2018-03-02", "2025-12-31", MIAO_OPINION_AGREES, MIAO_SEVERITY_BLOCK, -1 },
    { "2018-03-02", "2026-01-01", MIAO_OPINION_AGREES, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "2018-03-02", "2026-03-03", MIAO_OPINION_AGREES, MIAO_SEVERITY_BLOCK, -1 },
    { "2018-03-02", "2026-02-01", MIAO_OPINION_REFUSES, MIAO_SEVERITY_PASS, MIAO_SEVERITY_BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoIntegrationFacts facts = good_integration ();
    MiaoFindings *findings;

    facts.born = D (rows[i].born);
    facts.opinion.on = D (rows[i].asked);
    facts.opinion.value = rows[i].value;
    g_test_message ("row %" G_GSIZE_FORMAT, i);
    findings = confirm (&facts, "2026-03-02");
    if (rows[i].sought < 0)
      expect_silent (findings, "INT-11");
    else
      expect (findings, "INT-11", (MiaoSeverity) rows[i].sought);
    if (rows[i].refused < 0)
      expect_silent (findings, "CHD-10R");
    else
      expect (findings, "CHD-10R", (MiaoSeverity) rows[i].refused);
    done (findings);
  }
}

/* Who is ten or more is not overridden in integration either. */
static void
test_confirm_refusal (void)
{
  MiaoIntegrationFacts facts = good_integration ();
  MiaoFindings *findings;

  facts.opinion.value = MIAO_OPINION_REFUSES;
  facts.opinion.second_talk = facts.opinion.head_approved = TRUE;
  facts.opinion.head_reason = "再次谈话后愿意尝试";
  facts.born = D ("2016-03-03");
  findings = confirm (&facts, "2026-03-02");
  expect (findings, "CHD-10R", REASON);
  done (findings);

  facts.born = D ("2016-03-02");
  findings = confirm (&facts, "2026-03-02");
  expect (findings, "CHD-10R", BLOCK);
  done (findings);
}

static void
test_confirm_evaluation (void)
{
  MiaoIntegrationFacts facts = good_integration ();
  MiaoFindings *findings = confirm (&facts, "2026-03-02");

  all_pass (findings);
  done (findings);

  facts.evaluation.positive = FALSE;
  facts.caregiver = "m2";
  facts.caregiver_name = "顾远";
  findings = confirm (&facts, "2026-03-02");
  expect (findings, "INT-13", BLOCK);
  expect (findings, "INT-14", BLOCK);
  expect_words (findings, "INT-14", "协议主要照料人 叶青，现照料人 顾远");
  done (findings);

  facts.evaluation.positive = TRUE;
  facts.evaluation.final_on = MIAO_DATE_NONE;
  findings = confirm (&facts, "2026-03-02");
  expect (findings, "INT-13", BLOCK);
  done (findings);

  facts.evaluation = (MiaoConclusionFacts){ NULL };
  findings = confirm (&facts, "2026-03-02");
  expect (findings, "INT-13", BLOCK);
  expect_words (findings, "INT-13", "没有评估");
  done (findings);
}

/* A site may refuse what is late; an extension that still runs brings its reason along. */
static void
test_confirm_late (void)
{
  MiaoIntegrationFacts facts = good_integration ();
  MiaoRuleSettings settings = *thresholds ();
  MiaoFindings *findings = confirm (&facts, "2026-04-01");

  expect (findings, "INT-02", PASS);
  done (findings);

  facts.extended_to = D ("2026-04-20");
  facts.extend_reason = "儿童住院";
  findings = confirm (&facts, "2026-04-20");
  g_assert_cmpstr (miao_finding_reason (expect (findings, "INT-02", REASON)), ==, "儿童住院");
  done (findings);
  findings = confirm (&facts, "2026-04-21");
  g_assert_null (miao_finding_reason (expect (findings, "INT-02", REASON)));
  done (findings);

  settings.integration_max_blocks = TRUE;
  findings = miao_findings_new ();
  miao_rules_confirm (&facts, &settings, D ("2026-04-02"), findings);
  expect (findings, "INT-02", BLOCK);
  done (findings);
}

static void
test_integration_form (void)
{
  static const char *const scores[] = {
    "INT-04", "INT-05", "INT-06", "INT-07", "INT-09", "INT-10"
  };
  const MiaoAnswer rows[] = { { "INT-04", "2" },   { "INT-05", "3" },   { "INT-06", "2" },
                              { "INT-07", "2" },   { "INT-09", "2" },   { "INT-10", "3" },
                              { "INT-08", "yes" }, { "INT-12", "同意" } };
  MiaoAnswers answers = { rows, G_N_ELEMENTS (rows) }, spoilt;
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_integration_form ("e3", &answers, FALSE, findings);
  all_pass (findings);
  done (findings);

  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++) {
    findings = miao_findings_new ();
    spoilt = with_answer (&answers, scores[i], i % 2 == 0 ? "1" : "");
    miao_rules_integration_form ("e3", &spoilt, FALSE, findings);
    expect (findings, scores[i], ADVICE);
    done (findings);
  }

  findings = miao_findings_new ();
  spoilt = with_answer (&answers, "INT-08", "no");
  miao_rules_integration_form ("e3", &spoilt, FALSE, findings);
  expect (findings, "INT-08", ADVICE);
  done (findings);
  findings = miao_findings_new ();
  miao_rules_integration_form ("e3", &answers, TRUE, findings);
  expect (findings, "INT-08", BLOCK);
  done (findings);
  findings = miao_findings_new ();
  spoilt = with_answer (&answers, "INT-12", NULL);
  miao_rules_integration_form ("e3", &spoilt, FALSE, findings);
  expect (findings, "INT-12", ADVICE);
  done (findings);
}

/* The evaluation may be made before day 60; only confirming waits. */
static void
test_integration_computed (void)
{
  MiaoIntegrationFacts facts = good_integration ();
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_integration_computed (&facts, thresholds (), D ("2026-02-26"), findings);
  expect (findings, "INT-01", ADVICE);
  expect_words (findings, "INT-01", "是第 56 天，还差 4 天");
  expect (findings, "INT-03", PASS);
  expect (findings, "INT-11", PASS);
  expect_silent (findings, "INT-13");
  done (findings);
}

static void
test_extend (void)
{
  static const struct {
    const char *to, *reason;
    MiaoSeverity why, length;
  } rows[] = {
    { "2026-04-01", "住院", MIAO_SEVERITY_PASS, MIAO_SEVERITY_BLOCK }, /* day 90 itself */
    { "2026-04-02", "住院", MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "2026-05-01", "住院", MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS }, /* day 120 */
    { "2026-05-02", "", MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_extend ("p1", D ("2026-01-01"), D (rows[i].to), rows[i].reason, thresholds (),
                       findings);
    expect (findings, "EXT-01", rows[i].why);
    expect (findings, "EXT-02", rows[i].length);
    done (findings);
  }
}

static void
test_exit (void)
{
  MiaoExitFacts facts = { .child = "c1",
                          .admission = "a1",
                          .born = D ("2008-05-12"),
                          .exit_code = "E6",
                          .confirm_no = "LY-1" };
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_exit (&facts, D ("2026-05-12"), findings); /* the eighteenth birthday */
  all_pass (findings);
  done (findings);

  findings = miao_findings_new ();
  facts.confirm_no = NULL;
  facts.open_placements = 1;
  miao_rules_exit (&facts, D ("2026-05-11"), findings);
  expect (findings, "LEV-01", MIAO_SEVERITY_BLOCK);
  expect (findings, "LEV-02", MIAO_SEVERITY_BLOCK);
  expect (findings, "LEV-03", MIAO_SEVERITY_BLOCK);
  expect_words (findings, "LEV-03", "17周岁");
  done (findings);

  findings = miao_findings_new ();
  facts.exit_code = "E1";
  facts.papers = 2;
  miao_rules_exit (&facts, D ("2026-05-11"), findings);
  expect (findings, "LEV-02", MIAO_SEVERITY_PASS);
  expect_silent (findings, "LEV-03");
  done (findings);
}

/* "The integration evaluation was not passed" is said by that evaluation. */
static void
test_failed_integration (void)
{
  MiaoEndingFacts facts = good_ending ();
  MiaoFindings *findings = miao_findings_new ();

  facts.ground = "T13";
  facts.integration = TRUE;
  facts.applied_on = MIAO_DATE_NONE;
  miao_rules_end (&facts, thresholds (), D ("2026-02-28"), findings);
  expect (findings, "TRM-01F", MIAO_SEVERITY_BLOCK);
  expect_words (findings, "TRM-01F", "融合期评估结论：没有评估");
  done (findings);

  findings = miao_findings_new ();
  facts.integration_failed = TRUE;
  facts.integration_zh = "终止融合";
  facts.integration_en = "end the integration";
  miao_rules_end (&facts, thresholds (), D ("2026-02-28"), findings);
  expect (findings, "TRM-01F", MIAO_SEVERITY_PASS);
  done (findings);

  g_assert_true (miao_ending_is_of_family ("T01"));
  g_assert_true (miao_ending_is_of_family ("T08"));
  g_assert_false (miao_ending_is_of_family ("T11"));
  g_assert_false (miao_ending_is_of_family ("T0"));
  g_assert_false (miao_ending_is_of_family (NULL));
}

/* The new term begins on the day after the old one at the latest, and ends later. */
static void
test_renewal (void)
{
  static const struct {
    const char *from, *to;
    MiaoSeverity severity;
  } rows[] = { { "2027-01-01", "2028-12-31", MIAO_SEVERITY_PASS },
               { "2027-01-02", "2028-12-31", MIAO_SEVERITY_BLOCK },
               { "2026-06-01", "2027-01-01", MIAO_SEVERITY_PASS },
               { "2026-06-01", "2026-12-31", MIAO_SEVERITY_BLOCK },
               { "", "2028-12-31", MIAO_SEVERITY_BLOCK } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_renew ("a2", D ("2026-12-31"), D (rows[i].from), D (rows[i].to), findings);
    expect (findings, "SGN-08", rows[i].severity);
    done (findings);
  }
}

static void
test_move_home (void)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_move_home ("f1", D ("2026-05-01"), D ("2026-05-16"), TRUE, findings);
  all_pass (findings);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_move_home ("f1", D ("2026-05-01"), D ("2026-05-17"), FALSE, findings);
  expect (findings, "MOV-03", MIAO_SEVERITY_ADVICE);
  expect_words (findings, "MOV-03", "2026-05-01 搬迁 + 15 天 = 2026-05-16；2026-05-17 报告");
  expect (findings, "MOV-04", MIAO_SEVERITY_BLOCK);
  done (findings);
}

static void
test_short_care_approval (void)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_short_care_approval ("p1", D ("2026-05-01"), D ("2026-05-01"), findings);
  expect (findings, "SHC-02", MIAO_SEVERITY_PASS);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_short_care_approval ("p1", D ("2026-05-02"), D ("2026-05-01"), findings);
  expect (findings, "SHC-02", MIAO_SEVERITY_BLOCK);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_short_care_approval ("p1", MIAO_DATE_NONE, D ("2026-05-01"), findings);
  expect (findings, "SHC-02", MIAO_SEVERITY_BLOCK);
  done (findings);
}

static void
test_short_care_reason (void)
{
  static const struct {
    const char *reason, *agreed, *words;
    MiaoSeverity severity;
    const char *said;
  } cases[] = {
    { "1", "1 2 3", "照料人患病等", MIAO_SEVERITY_PASS, NULL },
    { "3", "3", NULL, MIAO_SEVERITY_PASS, NULL },
    { "4", "1 3", "照料人患病等", MIAO_SEVERITY_REASON,
      "本次事由：住房维修；协议约定：照料人患病、家庭变故" },
    { "9", NULL, "照料人患病、外出。", MIAO_SEVERITY_ADVICE,
      "本次事由：其他；协议约定：照料人患病、外出。" },
    { "9", NULL, NULL, MIAO_SEVERITY_ADVICE, "本次事由：其他；协议约定：—" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_short_care_reason ("p1", cases[i].reason, cases[i].agreed, cases[i].words, findings);
    expect (findings, "SHC-03", cases[i].severity);
    if (cases[i].said != NULL)
      expect_words (findings, "SHC-03", cases[i].said);
    done (findings);
  }
}

static const MiaoLeaveFacts good_leave = {
  .child = "c1",
  .state = "IN_CARE",
  .reason = "HOSPITAL",
  .from = 20000,
  .until = 20000,
  .approved_on = 20000,
  .own = "320115",
  .there = "320102",
};

static void
test_leave (void)
{
  static const struct {
    const char *state;
    const char *reason;
    int until;    /* days after leaving */
    int approved; /* days after leaving; -9: not at all */
    const char *there;
    int dept; /* days after leaving; -9: not at all */
    const char *number;
    const char *bad; /* (nullable): the one rule that does not pass */
    MiaoSeverity severity;
  } cases[] = {
    { "IN_CARE", "HOSPITAL", 0, 0, "320102", -9, NULL, NULL, 0 },
    { "FOSTER_INTEG", "SCHOOL", 1, -1, "320102", -9, NULL, NULL, 0 },
    { "FOSTER", "FAMILY", 1, 0, "340100", -9, NULL, NULL, 0 }, /* no treatment, no schooling */
    { "TEMP_OUT", "FAMILY", 1, 0, "320102", -9, NULL, "LVE-01", MIAO_SEVERITY_BLOCK },
    { "MISSING", "FAMILY", 1, 0, "320102", -9, NULL, "LVE-01", MIAO_SEVERITY_BLOCK },
    { "PRE_INTAKE", "HOSPITAL", 1, 0, "320102", -9, NULL, NULL, 0 },
    { "ADOPT_TRIAL", "FAMILY", 1, 0, "320102", -9, NULL, "LVE-01", MIAO_SEVERITY_BLOCK },
    { "EXITED", "FAMILY", 1, 0, "320102", -9, NULL, "LVE-01", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "FAMILY", 1, 1, "320102", -9, NULL, "LVE-02", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "OTHER", 1, -9, "320102", -9, NULL, "LVE-02", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "HOSPITAL", 1, 1, "320102", -9, NULL, "LVE-02H", MIAO_SEVERITY_REASON },
    { "IN_CARE", "HOSPITAL", 1, 0, "340100", 0, "民函〔2026〕1号", NULL, 0 },
    { "IN_CARE", "HOSPITAL", 1, 0, "340100", 1, "民函〔2026〕1号", "LVE-03", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "SCHOOL", 1, 0, "340100", 0, NULL, "LVE-03", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "SCHOOL", 1, 0, "340100", -9, NULL, "LVE-03", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "FAMILY", -1, 0, "320102", -9, NULL, "LVE-04", MIAO_SEVERITY_BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoLeaveFacts facts = good_leave;

    facts.state = cases[i].state;
    facts.reason = cases[i].reason;
    facts.until = facts.from + cases[i].until;
    facts.approved_on = cases[i].approved == -9 ? MIAO_DATE_NONE : facts.from + cases[i].approved;
    facts.there = cases[i].there;
    facts.dept_approved_on = cases[i].dept == -9 ? MIAO_DATE_NONE : facts.from + cases[i].dept;
    facts.dept_approval_no = cases[i].number;
    miao_rules_leave (&facts, findings);
    for (guint n = 0; n < miao_findings_length (findings); n++) {
      const MiaoFinding *finding = miao_findings_get (findings, n);

      if (g_strcmp0 (miao_finding_rule (finding)->id, cases[i].bad) != 0)
        g_assert_cmpint (miao_finding_severity (finding), ==, PASS);
    }
    if (cases[i].bad != NULL)
      expect (findings, cases[i].bad, cases[i].severity);
    done (findings);
  }
}

static void
test_leave_words (void)
{
  MiaoFindings *findings = miao_findings_new ();
  MiaoLeaveFacts facts = good_leave;

  facts.state = "MISSING";
  facts.there = "340100";
  miao_rules_leave (&facts, findings);
  expect_words (findings, "LVE-01",
                "目前状态：走失；临时代养、在院、寄养融合期、家庭寄养的才能办理");
  expect (findings, "LVE-03", BLOCK);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_extend_leave ("l1", D ("2026-05-10"), D ("2026-05-11"), D ("2026-05-10"),
                           D ("2026-05-10"), findings);
  all_pass (findings);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_extend_leave ("l1", D ("2026-05-10"), D ("2026-05-10"), D ("2026-05-11"),
                           D ("2026-05-10"), findings);
  expect (findings, "LVE-04", BLOCK);
  expect (findings, "LVE-05", BLOCK);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_come_back ("c1", "TEMP_OUT", findings);
  all_pass (findings);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_come_back ("c1", "FOSTER", findings);
  expect (findings, "LVE-06", BLOCK);
  done (findings);
}

#define TRIAL_FROM 20000

static void
test_begin_adoption (void)
{
  static const struct {
    const char *state;
    const char *adoptable;
    int born; /* days before the birthday of 8 that is the first day of the trial */
    MiaoOpinionValue opinion;
    int told, disclosed, consent; /* days after the first day; -9: not at all */
    const char *number;
    const char *bad; /* (nullable): the one rule that does not pass */
    MiaoSeverity severity;
    gint64 coming;
  } cases[] = {
    { "IN_CARE", "1", 1, MIAO_OPINION_NONE, -9, 0, 0, "1", NULL, 0 }, /* 7 years old */
    { "IN_CARE", "1", 0, MIAO_OPINION_NONE, -9, 0, 0, "1", "ADO-03", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "1", 0, MIAO_OPINION_REFUSES, -9, 0, 0, "1", "ADO-03", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "1", 0, MIAO_OPINION_SILENT, -9, 0, 0, "1", "ADO-03", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "1", 0, MIAO_OPINION_UNABLE, -9, 0, 0, "1", "ADO-03", MIAO_SEVERITY_REASON },
    { "IN_CARE", "1", 0, MIAO_OPINION_AGREES, -9, 0, 0, "1", NULL, 0 },
    { "FOSTER", "1", 1, MIAO_OPINION_NONE, 0, 0, 0, "1", NULL, 0 },
    { "FOSTER", "1", 1, MIAO_OPINION_NONE, -9, 0, 0, "1", "ADO-04", MIAO_SEVERITY_BLOCK },
    { "FOSTER", "1", 1, MIAO_OPINION_NONE, 1, 0, 0, "1", "ADO-04", MIAO_SEVERITY_BLOCK },
    { "FOSTER_INTEG", "1", 1, MIAO_OPINION_NONE, 0, 0, 0, "1", "ADO-01", MIAO_SEVERITY_BLOCK },
    { "MISSING", "1", 1, MIAO_OPINION_NONE, 0, 0, 0, "1", "ADO-01", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "1", 1, MIAO_OPINION_NONE, 0, 0, 0, "1", "ADO-01", MIAO_SEVERITY_BLOCK, 1 },
    { "IN_CARE", "2", 1, MIAO_OPINION_NONE, 0, 0, 0, "1", "ADO-02", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "4", 1, MIAO_OPINION_NONE, 0, 0, 0, "1", "ADO-02", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "1", 1, MIAO_OPINION_NONE, 0, -9, 0, "1", "ADO-05", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "1", 1, MIAO_OPINION_NONE, 0, 1, 0, "1", "ADO-05", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "1", 1, MIAO_OPINION_NONE, 0, 0, 1, "1", "ADO-06", MIAO_SEVERITY_BLOCK },
    { "IN_CARE", "1", 1, MIAO_OPINION_NONE, 0, 0, 0, NULL, "ADO-06", MIAO_SEVERITY_BLOCK },
  };

#define AFTER(days) ((days) == -9 ? MIAO_DATE_NONE : TRIAL_FROM + (days))
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoAdoptionFacts facts = {
      .child = "c1",
      .state = cases[i].state,
      .adoptable = cases[i].adoptable,
      .coming = cases[i].coming,
      .born = miao_date_add_months (TRIAL_FROM, -12 * 8) + cases[i].born,
      .opinion = { .id = "o1", .on = TRIAL_FROM, .value = cases[i].opinion },
      .from = TRIAL_FROM,
      .told_on = AFTER (cases[i].told),
      .disclosed_on = AFTER (cases[i].disclosed),
      .consent_on = AFTER (cases[i].consent),
      .consent_no = cases[i].number,
    };

    miao_rules_begin_adoption (&facts, findings);
    for (guint n = 0; n < miao_findings_length (findings); n++) {
      const MiaoFinding *finding = miao_findings_get (findings, n);

      if (g_strcmp0 (miao_finding_rule (finding)->id, cases[i].bad) != 0)
        g_assert_cmpint (miao_finding_severity (finding), ==, PASS);
    }
    if (cases[i].bad != NULL)
      expect (findings, cases[i].bad, cases[i].severity);
    done (findings);
  }
}

static void
test_end_adoption (void)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_end_adoption ("c1", "ADOPT_TRIAL", findings);
  all_pass (findings);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_end_adoption ("c1", "IN_CARE", findings);
  expect (findings, "ADO-10", BLOCK);
  done (findings);
}

static void
test_amend_adoption (void)
{
  static const struct {
    int until; /* days after the beginning; -99: none */
    gboolean until_changed, applicants_changed;
    const char *bad;
  } cases[] = {
    { 30, TRUE, FALSE, NULL },      { 30, FALSE, TRUE, NULL },      { 0, TRUE, TRUE, NULL },
    { -1, TRUE, FALSE, "ADO-11" },  { -99, TRUE, FALSE, "ADO-11" }, { -1, FALSE, TRUE, "ADO-11" },
    { 30, FALSE, FALSE, "ADO-12" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoAdoptionAmendment facts = {
      .id = "a1",
      .from = D ("2026-11-22"),
      .until =
          cases[i].until != -99 ? D ("2026-11-22") + cases[i].until : (MiaoDate) MIAO_DATE_NONE,
      .until_changed = cases[i].until_changed,
      .applicants_changed = cases[i].applicants_changed,
    };

    miao_rules_amend_adoption (&facts, findings);
    if (cases[i].bad == NULL)
      all_pass (findings);
    else
      expect (findings, cases[i].bad, MIAO_SEVERITY_BLOCK);
    done (findings);
  }
}

static void
test_adopted (void)
{
  static const struct {
    gboolean not_found;
    int notice, registered, left; /* days after the first day of the trial; -99: not at all */
    const char *cert;
    const char *bad;
    MiaoSeverity severity;
    gboolean no_trial;
  } cases[] = {
    { FALSE, -99, 30, 30, "S1", NULL, 0 },
    { FALSE, -99, 29, 30, "S1", "ADO-09", MIAO_SEVERITY_REASON },
    { FALSE, -99, 30, 29, "S1", "ADO-08", MIAO_SEVERITY_BLOCK }, /* registered after leaving */
    { FALSE, -99, 30, 30, NULL, "ADO-08", MIAO_SEVERITY_BLOCK },
    { FALSE, -99, -99, 30, "S1", "ADO-08", MIAO_SEVERITY_BLOCK },
    { TRUE, -30, 30, 30, "S1", NULL, 0 },
    { TRUE, -29, 30, 30, "S1", "ADO-07", MIAO_SEVERITY_BLOCK },
    { TRUE, -99, 30, 30, "S1", "ADO-07", MIAO_SEVERITY_BLOCK },
    { TRUE, -30, 30, 30, "S1", "ADO-09", MIAO_SEVERITY_REASON, TRUE },
    { TRUE, -29, 30, 30, "S1", "ADO-07", MIAO_SEVERITY_BLOCK, TRUE },
    { FALSE, -99, -99, 30, NULL, "ADO-08", MIAO_SEVERITY_BLOCK, TRUE },
  };

#define ON(days) ((days) == -99 ? MIAO_DATE_NONE : TRIAL_FROM + (days))
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoAdoptedFacts facts = {
      .id = "a1",
      .not_found = cases[i].not_found,
      .from = cases[i].no_trial ? MIAO_DATE_NONE : TRIAL_FROM,
      .notice_on = ON (cases[i].notice),
      .registered_on = ON (cases[i].registered),
      .cert_no = cases[i].cert,
      .left_on = ON (cases[i].left),
    };

    miao_rules_adopted (&facts, findings);
    for (guint n = 0; n < miao_findings_length (findings); n++) {
      const MiaoFinding *finding = miao_findings_get (findings, n);

      /* Without a trial there is none that was long enough, whatever else is wrong. */
      if (cases[i].no_trial && g_str_equal (miao_finding_rule (finding)->id, "ADO-09"))
        g_assert_cmpint (miao_finding_severity (finding), ==, MIAO_SEVERITY_REASON);
      else if (g_strcmp0 (miao_finding_rule (finding)->id, cases[i].bad) != 0)
        g_assert_cmpint (miao_finding_severity (finding), ==, PASS);
    }
    if (cases[i].bad != NULL)
      expect (findings, cases[i].bad, cases[i].severity);
    done (findings);
  }
}

static void
test_ending (void)
{
  MiaoEndingFacts facts = good_ending ();
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_end (&facts, thresholds (), D ("2026-02-28"), findings);
  all_pass (findings);
  done (findings);

  facts = (MiaoEndingFacts){ .placement = "p1",
                             .child = "c1",
                             .born = D ("2014-05-12"),
                             .cognition = MIAO_COGNITION_NORMAL,
                             .ground = "T12",
                             .harm_suspected = TRUE };
  findings = miao_findings_new ();
  miao_rules_end (&facts, thresholds (), D ("2026-02-28"), findings);
  expect (findings, "TRM-01", PASS);
  expect (findings, "TRM-01P", BLOCK);
  expect (findings, "TRM-02", BLOCK);
  expect_silent (findings, "TRM-03");
  expect (findings, "TRM-04", ADVICE);
  expect (findings, "TRM-05", BLOCK);
  expect (findings, "TRM-06", BLOCK);
  expect (findings, "TRM-07", BLOCK);
  expect (findings, "TRM-08", ADVICE);
  expect (findings, "TRM-09", ADVICE);
  expect (findings, "TRM-10", BLOCK);
  expect (findings, "TRM-11", ADVICE);
  done (findings);

  /* In an emergency the evidence may follow. */
  facts.emergency = TRUE;
  facts.ground = "T01";
  findings = miao_findings_new ();
  miao_rules_begin_ending (&facts, D ("2026-02-28"), findings);
  all_pass (findings);
  done (findings);

  facts.ground = "T98";
  findings = miao_findings_new ();
  miao_rules_begin_ending (&facts, D ("2026-02-28"), findings);
  expect (findings, "TRM-01", BLOCK);
  done (findings);
}

static void
test_intake (void)
{
  MiaoIntakeFacts facts = {
    .child = "c1",
    .admission = "d1",
    .born = D ("2026-04-03"),
    .guardianship = MIAO_GUARDIANSHIP_TEMPORARY,
    .intake_code = "T1",
    .temporary_ground = "1",
    .sender_papers = 1,
    .approved_on = D ("2026-06-05"),
    .notice_needed = TRUE,
    .notice_on = D ("2026-04-05"),
    .health_check_on = D ("2026-04-04"),
    .papers = 3,
    .papers_needed = 3,
  };
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_arrive (&facts, D ("2026-04-04"), findings);
  miao_rules_take_in (&facts, thresholds (), D ("2026-06-05"), findings);
  all_pass (findings);
  expect_words (findings, "ITK-07", "2026-04-05 + 60 天 = 2026-06-04");
  done (findings);

  /* The notice still runs on its sixtieth day. */
  facts.approved_on = facts.health_check_on = D ("2026-06-05");
  facts.papers = 2;
  facts.sender_papers = 0;
  facts.temporary_ground = "";
  facts.guardianship = MIAO_GUARDIANSHIP_LONG_TERM;
  findings = miao_findings_new ();
  miao_rules_arrive (&facts, D ("2026-04-04"), findings);
  miao_rules_take_in (&facts, thresholds (), D ("2026-06-04"), findings);
  expect (findings, "ITK-01", PASS);
  expect (findings, "ITK-02", BLOCK);
  expect (findings, "ITK-04", BLOCK);
  expect (findings, "ITK-05", BLOCK);
  expect (findings, "ITK-06", BLOCK);
  expect (findings, "ITK-07", BLOCK);
  expect (findings, "ITK-08", BLOCK);
  expect (findings, "ITK-09", BLOCK);
  done (findings);

  /* 18 on the day of arrival: somebody has to say why. */
  facts.born = D ("2008-04-04");
  findings = miao_findings_new ();
  miao_rules_arrive (&facts, D ("2026-04-04"), findings);
  expect (findings, "ITK-10", REASON);
  done (findings);
  findings = miao_findings_new ();
  miao_rules_arrive (&facts, D ("2026-04-03"), findings);
  expect (findings, "ITK-10", PASS);
  done (findings);

  /* The head may waive papers, with a reason that stays; a rescued child's notice is 30 days. */
  facts.head_waives = TRUE;
  facts.head_reason = "原始材料毁于火灾";
  facts.trafficking = TRUE;
  findings = miao_findings_new ();
  miao_rules_take_in (&facts, thresholds (), D ("2026-05-06"), findings);
  g_assert_cmpstr (miao_finding_reason (expect (findings, "ITK-09", REASON)), ==,
                   "原始材料毁于火灾");
  expect (findings, "ITK-07", PASS);
  done (findings);
}

/* Which guardianship each category means. */
static void
test_intake_guardianship (void)
{
  static const struct {
    const char *code;
    MiaoGuardianship guardianship;
    gboolean fits;
  } rows[] = {
    { "L1", MIAO_GUARDIANSHIP_LONG_TERM, TRUE },  { "L1", MIAO_GUARDIANSHIP_TEMPORARY, FALSE },
    { "L9", MIAO_GUARDIANSHIP_LONG_TERM, TRUE },  { "T3", MIAO_GUARDIANSHIP_TEMPORARY, TRUE },
    { "S1", MIAO_GUARDIANSHIP_DESTITUTE, TRUE },  { "S1", MIAO_GUARDIANSHIP_LONG_TERM, FALSE },
    { "A4", MIAO_GUARDIANSHIP_LONG_TERM, TRUE },  { "B1", MIAO_GUARDIANSHIP_TEMPORARY, TRUE },
    { "B1", MIAO_GUARDIANSHIP_ENTRUSTED, TRUE },  { "C1", MIAO_GUARDIANSHIP_DESTITUTE, TRUE },
    { "X1", MIAO_GUARDIANSHIP_LONG_TERM, FALSE }, { NULL, MIAO_GUARDIANSHIP_UNKNOWN, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (miao_rules_intake_fits (rows[i].code, rows[i].guardianship) == rows[i].fits);
}

static void
test_integration_object (void)
{
  MiaoIntegration now =
      miao_integration_on (D ("2026-09-26"), MIAO_DATE_NONE, thresholds (), D ("2026-11-24"));

  g_assert_cmpint (now.day, ==, 59);
  g_assert_cmpint (now.to_earliest, ==, 1);
  g_assert_cmpint (now.earliest, ==, D ("2026-11-25"));
  g_assert_cmpint (now.latest, ==, D ("2026-12-25"));
  g_assert_cmpint (now.to_latest, ==, 31);
}

void
add_care_tests (void)
{
  g_test_add_func ("/care/filing", test_filing);
  g_test_add_func ("/care/signing/whole", test_signing);
  g_test_add_func ("/care/signing/days", test_signing_days);
  g_test_add_func ("/care/signing/days-too-early", test_signed_too_early);
  g_test_add_func ("/care/move-in", test_move_in);
  g_test_add_func ("/care/confirm/visits", test_confirm_visits);
  g_test_add_func ("/care/confirm/opinion", test_confirm_opinion);
  g_test_add_func ("/care/confirm/refusal", test_confirm_refusal);
  g_test_add_func ("/care/confirm/evaluation", test_confirm_evaluation);
  g_test_add_func ("/care/confirm/late", test_confirm_late);
  g_test_add_func ("/care/integration/form", test_integration_form);
  g_test_add_func ("/care/integration/computed", test_integration_computed);
  g_test_add_func ("/care/integration/object", test_integration_object);
  g_test_add_func ("/care/extend", test_extend);
  g_test_add_func ("/care/exit", test_exit);
  g_test_add_func ("/care/ending/integration", test_failed_integration);
  g_test_add_func ("/care/renewal", test_renewal);
  g_test_add_func ("/care/move-home", test_move_home);
  g_test_add_func ("/care/short-care/approval", test_short_care_approval);
  g_test_add_func ("/care/adoption/begin", test_begin_adoption);
  g_test_add_func ("/care/adoption/end", test_end_adoption);
  g_test_add_func ("/care/adoption/amend", test_amend_adoption);
  g_test_add_func ("/care/adoption/adopted", test_adopted);
  g_test_add_func ("/care/short-care/reason", test_short_care_reason);
  g_test_add_func ("/care/leave/rules", test_leave);
  g_test_add_func ("/care/leave/words", test_leave_words);
  g_test_add_func ("/care/ending", test_ending);
  g_test_add_func ("/care/intake/steps", test_intake);
  g_test_add_func ("/care/intake/guardianship", test_intake_guardianship);
}
