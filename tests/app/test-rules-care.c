#include "config.h"

#include "rules-tests.h"

/* Filing, signing, moving in, integration, renewal and short-term care. */

static const MiaoSeverity PASS = MIAO_SEVERITY_PASS, BLOCK = MIAO_SEVERITY_BLOCK,
                          REASON = MIAO_SEVERITY_REASON, ADVICE = MIAO_SEVERITY_ADVICE;

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
  expect_only (findings, NULL, PASS);
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

  expect_only (findings, NULL, PASS);
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
  expect_only (findings, NULL, PASS);
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
  expect_only (findings, NULL, PASS);
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

static void
test_short_care_family (void)
{
  static const struct {
    const char *family;
    gboolean own;
    MiaoSeverity severity;
    const char *said;
  } cases[] = {
    { "演示家庭", FALSE, MIAO_SEVERITY_PASS, "接收家庭：演示家庭" },
    { NULL, FALSE, MIAO_SEVERITY_BLOCK, "接收家庭：没有选择" },
    { "演示家庭", TRUE, MIAO_SEVERITY_BLOCK, "接收家庭：演示家庭，就是儿童现在的寄养家庭" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_short_care_family ("p1", cases[i].family, cases[i].own, findings);
    expect (findings, "SHC-04", cases[i].severity);
    expect_words (findings, "SHC-04", cases[i].said);
    done (findings);
  }
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
  g_test_add_func ("/care/ending/integration", test_failed_integration);
  g_test_add_func ("/care/renewal", test_renewal);
  g_test_add_func ("/care/move-home", test_move_home);
  g_test_add_func ("/care/short-care/approval", test_short_care_approval);
  g_test_add_func ("/care/short-care/reason", test_short_care_reason);
  g_test_add_func ("/care/short-care/family", test_short_care_family);
}
