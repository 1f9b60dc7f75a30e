#include "config.h"

#include "rules-tests.h"

#include <string.h>

/* Family, caregiver, child, matching, team and evaluation: both sides of every boundary. */

#define TODAY "2026-06-01"

static const MiaoSeverity PASS = MIAO_SEVERITY_PASS, BLOCK = MIAO_SEVERITY_BLOCK,
                          REASON = MIAO_SEVERITY_REASON, ADVICE = MIAO_SEVERITY_ADVICE;

static MiaoFindings *
ask_family (const MiaoFamilyFacts *facts)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_family (facts, thresholds (), D (TODAY), findings);

  return findings;
}

static MiaoFindings *
ask_child (const MiaoChildFacts *facts)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_child (facts, thresholds (), D (TODAY), findings);

  return findings;
}

static void
test_application (void)
{
  static const MiaoAnswer papers[] = {
    { "APP-01", "yes" }, { "APP-02", "yes" }, { "APP-03", "yes" }, { "APP-04", "yes" },
    { "APP-05", "yes" }, { "APP-06", "yes" }, { "APP-07", "yes" }, { "APP-08", "yes" },
    { "APP-09", "yes" }, { "APP-10", "yes" }, { "APP-11", "yes" },
  };
  MiaoAnswers all = { papers, G_N_ELEMENTS (papers) }, none = { NULL, 0 };
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_application ("s1", &all, findings);
  g_assert_cmpuint (miao_findings_count (findings, PASS), ==, 11);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_application_own ("s1", NULL, findings);
  expect (findings, "APP-12", MIAO_SEVERITY_PASS);
  done (findings);
  findings = miao_findings_new ();
  miao_rules_application_own ("s1", "OWN-01 推荐人", findings);
  expect (findings, "APP-12", MIAO_SEVERITY_BLOCK);
  done (findings);
  findings = miao_findings_new ();
  miao_rules_application ("s1", &none, findings);
  expect (findings, "APP-09", ADVICE);
  g_assert_cmpuint (miao_findings_count (findings, BLOCK), ==, 10);
  expect_words (findings, "APP-07", "材料 APP-07：没有");
  done (findings);
}

static void
test_family_good (void)
{
  MiaoFamilyFacts facts = good_family ();
  MiaoFindings *findings = ask_family (&facts);

  if (miao_findings_count (findings, PASS) != miao_findings_length (findings))
    g_error ("not all passed");
  expect_words (findings, "FAM-02", "92.50 ÷ 3 人 = 人均 30.83 平方米；当地人均 30.00 平方米");
  expect_words (findings, "FAM-12", "共同生活的未满6周岁儿童 0 人");
  done (findings);
}

/* One answer at a time is turned: its rule, and only its rule, changes. */
static void
test_family_answers (void)
{
  static const struct {
    const char *item, *answer, *rule;
    MiaoSeverity severity;
  } rows[] = {
    { "FAM-01", "no", "FAM-01", MIAO_SEVERITY_BLOCK },
    { "FAM-01", "", "FAM-01", MIAO_SEVERITY_BLOCK },
    { "FAM-02.area", "9000", "FAM-02", MIAO_SEVERITY_PASS }, /* exactly the average */
    { "FAM-02.area", "8999", "FAM-02", MIAO_SEVERITY_BLOCK },
    { "FAM-02.area", "", "FAM-02", MIAO_SEVERITY_BLOCK },
    { "FAM-02.persons", "0", "FAM-02", MIAO_SEVERITY_BLOCK },
    { "FAM-03", "no", "FAM-03", MIAO_SEVERITY_BLOCK },
    { "FAM-04.income", "13500000", "FAM-04", MIAO_SEVERITY_PASS },
    { "FAM-04.income", "13499999", "FAM-04", MIAO_SEVERITY_BLOCK },
    { "FAM-04.middle", "", "FAM-04", MIAO_SEVERITY_BLOCK },
    { "FAM-05a", "no", "FAM-05a", MIAO_SEVERITY_BLOCK },
    { "FAM-05b", "no", "FAM-05b", MIAO_SEVERITY_BLOCK },
    { "FAM-05c", "no", "FAM-05c", MIAO_SEVERITY_BLOCK },
    { "FAM-05d", "no", "FAM-05d", MIAO_SEVERITY_BLOCK },
    { "FAM-06", "no", "FAM-06", MIAO_SEVERITY_BLOCK },
    { "FAM-06.date", "2025-12-01", "FAM-06", MIAO_SEVERITY_PASS }, /* six months to the day */
    { "FAM-06.date", "2025-11-30", "FAM-06", MIAO_SEVERITY_BLOCK },
    { "FAM-06.date", "2026-06-02", "FAM-06", MIAO_SEVERITY_BLOCK }, /* not yet checked */
    { "FAM-06.date", "", "FAM-06", MIAO_SEVERITY_BLOCK },
    { "FAM-07", "no", "FAM-07", MIAO_SEVERITY_BLOCK },
    { "FAM-08", "no", "FAM-08", MIAO_SEVERITY_BLOCK },
    { "FAM-09", "no", "FAM-09", MIAO_SEVERITY_BLOCK },
    { "FAM-09.visited", "1", "FAM-09", MIAO_SEVERITY_BLOCK },
    { "FAM-09.visited", "", "FAM-09", MIAO_SEVERITY_PASS }, /* not counted: the answer decides */
    { "FAM-10", "no", "FAM-10", MIAO_SEVERITY_BLOCK },
    { "FAM-13", "no", "FAM-13", MIAO_SEVERITY_BLOCK },
    { "FAM-13.gas", "no", "FAM-13", MIAO_SEVERITY_BLOCK }, /* one hazard is enough */
    { "FAM-13.gas", "yes", "FAM-13", MIAO_SEVERITY_PASS },
    { "FAM-14", "no", "FAM-14", MIAO_SEVERITY_BLOCK },
    { "FAM-15", "", "FAM-15", MIAO_SEVERITY_ADVICE },
    { "FAM-15.school", "", "FAM-15", MIAO_SEVERITY_ADVICE },
    { "FAM-15.clinic", "", "FAM-15", MIAO_SEVERITY_ADVICE },
    { "FAM-16", "", "FAM-16", MIAO_SEVERITY_ADVICE },
    { "FAM-17", "", "FAM-17", MIAO_SEVERITY_ADVICE },
    { "FAM-17.code", "", "FAM-17", MIAO_SEVERITY_ADVICE },
    { "FAM-18", "no", "FAM-18", MIAO_SEVERITY_BLOCK },
    { "FAM-19", "no", "FAM-19", MIAO_SEVERITY_BLOCK },
    { "FAM-20", "", "FAM-20", MIAO_SEVERITY_ADVICE },
    { "FAM-21", "", "FAM-21", MIAO_SEVERITY_ADVICE },
    { "FAM-22", "no", "FAM-22", MIAO_SEVERITY_BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFamilyFacts facts = good_family ();
    MiaoFindings *findings;
    guint others;

    facts.answers = with_answer (&facts.answers, rows[i].item, rows[i].answer);
    miao_family_facts_read (&facts);
    findings = ask_family (&facts);
    g_test_message ("%s = %s", rows[i].item, rows[i].answer);
    expect (findings, rows[i].rule, rows[i].severity);
    others = miao_findings_length (findings) - miao_findings_count (findings, PASS);
    g_assert_cmpuint (others, ==, rows[i].severity == PASS ? 0 : 1);
    done (findings);
  }
}

static void
test_consent (void)
{
  MiaoMemberFacts members[] = {
    { .id = "m1",
      .name = "叶青",
      .born = D ("1980-01-01"),
      .co_living = TRUE,
      .consent = MIAO_CONSENT_GIVEN },
    { .id = "m2", .name = "叶小", .born = D ("2008-06-02"), .co_living = TRUE },
    { .id = "m3", .name = "叶远", .born = D ("1950-01-01"), .consent = MIAO_CONSENT_REFUSED },
  };
  MiaoFamilyFacts facts = good_family ();
  MiaoFindings *findings;

  /* 17 years and 364 days need not sign; who lives elsewhere is not asked. */
  facts.members = members;
  facts.n_members = G_N_ELEMENTS (members);
  findings = ask_family (&facts);
  expect (findings, "FAM-10", PASS);
  done (findings);

  members[1].born = D ("2008-06-01");
  findings = ask_family (&facts);
  g_assert_cmpstr (miao_finding_record (expect (findings, "FAM-10", BLOCK)), ==, "m2");
  expect_words (findings, "FAM-10", "已同意 1 人，共同生活的成年成员 2 人");
  done (findings);
}

/* The team's answer does not stand against what the record of somebody who lives there says. */
static void
test_family_records (void)
{
  static const struct {
    guint diseases;
    MiaoCrimeCheck crime;
    gboolean co_living;
    const char *rule; /* that blocks; NULL: none */
    const char *words;
  } rows[] = {
    { MIAO_DISEASE_INFECTIOUS, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-05a",
      "成员 顾远 登记为患有传染病" },
    { MIAO_DISEASE_MENTAL, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-05b", "精神疾病" },
    { MIAO_DISEASE_PSYCHOLOGICAL, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-05c", "心理疾患" },
    { MIAO_DISEASE_OTHER, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-05d", "其他不利于儿童成长" },
    { 0, MIAO_CRIME_CHECK_FOUND, TRUE, "FAM-06", "成员 顾远 登记为有违法犯罪记录" },
    { 0, MIAO_CRIME_CHECK_PENDING, TRUE, "FAM-06", "犯罪记录查询中" },
    { 0, MIAO_CRIME_CHECK_NONE, TRUE, NULL, NULL },
    { MIAO_DISEASE_MENTAL, MIAO_CRIME_CHECK_FOUND, FALSE, NULL, NULL }, /* lives elsewhere */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFamilyFacts facts = good_family ();
    MiaoMemberFacts members[2] = { facts.members[0], facts.members[1] };
    MiaoFindings *findings;

    members[1].diseases = rows[i].diseases;
    members[1].crime = rows[i].crime;
    members[1].co_living = rows[i].co_living;
    facts.members = members;
    findings = ask_family (&facts);
    g_assert_cmpuint (miao_findings_length (findings) - miao_findings_count (findings, PASS), ==,
                      rows[i].rule != NULL);
    if (rows[i].rule != NULL) {
      g_assert_cmpstr (miao_finding_record (expect (findings, rows[i].rule, BLOCK)), ==, "m2");
      expect_words (findings, rows[i].rule, rows[i].words);
    }
    done (findings);
  }
}

/* Of the local figures the higher one counts, and the finding says whose it is. */
static void
test_local_figures (void)
{
  static const struct {
    gint64 average, middle;
    MiaoSeverity area, income;
  } rows[] = {
    { 0, 0, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { 3000, 4500000, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { 3083, 5000000, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS }, /* 92.50 for 3; 150 000 for 3 */
    { 3084, 5000001, MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_BLOCK },
    { 2000, 100, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFamilyFacts facts = good_family ();
    MiaoFindings *findings;

    facts.house_average_dm2 = rows[i].average;
    facts.house_middle_fen = rows[i].middle;
    facts.house_year = 2026;
    findings = ask_family (&facts);
    expect (findings, "FAM-02", rows[i].area);
    expect (findings, "FAM-04", rows[i].income);
    if (rows[i].area == BLOCK)
      expect_words (findings, "FAM-02",
                    "当地人均 30.84 平方米（本机构登记的2026 年度数值；表上填写 30.00）");
    done (findings);
  }
}

/* Nobody knows whether somebody without a date of birth is below six, or of age. */
static void
test_unknown_age (void)
{
  MiaoFamilyFacts facts = good_family ();
  MiaoMemberFacts members[2] = { facts.members[0], facts.members[1] };
  MiaoFindings *findings;

  members[1].born = MIAO_DATE_NONE;
  members[1].consent = MIAO_CONSENT_NONE;
  facts.members = members;
  findings = ask_family (&facts);
  g_assert_cmpstr (miao_finding_record (expect (findings, "FAM-12", BLOCK)), ==, "m2");
  expect_words (findings, "FAM-12", "顾远的出生日期没有登记");
  expect (findings, "FAM-10", BLOCK);
  done (findings);
  members[1].co_living = FALSE;
  findings = ask_family (&facts);
  expect (findings, "FAM-12", PASS);
  expect (findings, "FAM-10", PASS);
  done (findings);
}

static void
test_caregiver_record (void)
{
  static const struct {
    guint diseases;
    MiaoCrimeCheck crime;
    MiaoSeverity health, records;
  } rows[] = {
    { 0, MIAO_CRIME_CHECK_CLEAR, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { MIAO_DISEASE_OTHER, MIAO_CRIME_CHECK_CLEAR, MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_PASS },
    { 0, MIAO_CRIME_CHECK_FOUND, MIAO_SEVERITY_PASS, MIAO_SEVERITY_BLOCK },
    { 0, MIAO_CRIME_CHECK_PENDING, MIAO_SEVERITY_PASS, MIAO_SEVERITY_BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFamilyFacts facts = good_family ();
    MiaoFindings *findings = miao_findings_new ();

    facts.caregiver.diseases = rows[i].diseases;
    facts.caregiver.crime = rows[i].crime;
    miao_rules_caregiver (&facts.caregiver, &facts.answers, thresholds (), D (TODAY), findings);
    expect (findings, "CRG-02", rows[i].health);
    expect (findings, "CRG-05", rows[i].records);
    done (findings);
  }
}

static void
test_caregiver (void)
{
  static const struct {
    const char *education;
    MiaoSeverity severity;
  } codes[] = { { "10", MIAO_SEVERITY_PASS },   { "49", MIAO_SEVERITY_PASS },
                { "70", MIAO_SEVERITY_PASS },   { "71", MIAO_SEVERITY_PASS },
                { "72", MIAO_SEVERITY_REASON }, { "80", MIAO_SEVERITY_BLOCK },
                { "90", MIAO_SEVERITY_BLOCK },  { NULL, MIAO_SEVERITY_BLOCK } };
  MiaoFamilyFacts facts = good_family ();

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    MiaoFindings *findings = miao_findings_new ();

    facts.caregiver.education = codes[i].education;
    miao_rules_caregiver (&facts.caregiver, &facts.answers, thresholds (), D (TODAY), findings);
    expect (findings, "CRG-04", codes[i].severity);
    expect (findings, "CRG-01", PASS);
    expect (findings, "CRG-02", PASS);
    done (findings);
  }
}

static void
test_caregiver_answers (void)
{
  static const struct {
    const char *item, *answer;
    MiaoSeverity severity;
  } rows[] = { { "CRG-02", "no", MIAO_SEVERITY_BLOCK }, { "CRG-03", "no", MIAO_SEVERITY_BLOCK },
               { "CRG-03", "yes", MIAO_SEVERITY_PASS }, { "CRG-05", "no", MIAO_SEVERITY_BLOCK },
               { "CRG-05", "yes", MIAO_SEVERITY_PASS }, { "CRG-06", "no", MIAO_SEVERITY_ADVICE },
               { "CRG-06", "yes", MIAO_SEVERITY_PASS } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFamilyFacts facts = good_family ();
    MiaoAnswers answers = with_answer (&facts.answers, rows[i].item, rows[i].answer);
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_caregiver (&facts.caregiver, &answers, thresholds (), D (TODAY), findings);
    expect (findings, rows[i].item, rows[i].severity);
    done (findings);
  }
}

static void
test_certificates (void)
{
  static const struct {
    const char *health_on, *checked_on;
    MiaoSeverity health, crime;
  } rows[] = {
    { "2025-06-01", "2025-12-01", MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "2025-05-31", "2025-11-30", MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_BLOCK },
    { "", "", MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFamilyFacts facts = good_family ();
    MiaoFindings *findings = miao_findings_new ();

    facts.caregiver.health_on = D (rows[i].health_on);
    facts.caregiver.crime_check_on = D (rows[i].checked_on);
    miao_rules_caregiver (&facts.caregiver, &facts.answers, thresholds (), D (TODAY), findings);
    expect (findings, "CRG-02", rows[i].health);
    expect (findings, "CRG-05", rows[i].crime);
    done (findings);
  }
}

static void
test_child_good (void)
{
  MiaoChildFacts facts = good_child ();
  MiaoFindings *findings = ask_child (&facts);

  if (miao_findings_count (findings, PASS) != miao_findings_length (findings))
    g_error ("not all passed");
  expect_silent (findings, "CHD-12");
  expect_words (findings, "CHD-11", "2024-05-12 满10周岁；同意，签名：有");
  done (findings);
}

static void
test_child_answers (void)
{
  static const struct {
    const char *item, *answer, *rule;
    MiaoSeverity severity;
  } rows[] = {
    { "CHD-03", "no", "CHD-03", MIAO_SEVERITY_BLOCK },
    { "CHD-04", "no", "CHD-04", MIAO_SEVERITY_BLOCK },
    { "CHD-05", "no", "CHD-05", MIAO_SEVERITY_BLOCK },
    { "CHD-05", "exception", "CHD-05", MIAO_SEVERITY_BLOCK },
    { "CHD-06", "no", "CHD-06", MIAO_SEVERITY_BLOCK },
    { "CHD-07", "no", "CHD-07", MIAO_SEVERITY_BLOCK },
    { "CHD-07.date", "2026-06-01", "CHD-07", MIAO_SEVERITY_PASS },
    { "CHD-07.date", "2026-06-02", "CHD-07", MIAO_SEVERITY_BLOCK },
    { "CHD-07.date", "", "CHD-07", MIAO_SEVERITY_BLOCK },
    { "CHD-08", "no", "CHD-08", MIAO_SEVERITY_BLOCK },
    { "CHD-09", "no", "CHD-09", MIAO_SEVERITY_BLOCK },
    { "CHD-13", "2026-05-31", "CHD-13", MIAO_SEVERITY_PASS },
    { "CHD-13", "2026-06-01", "CHD-13", MIAO_SEVERITY_ADVICE }, /* its last day */
    { "CHD-13", "", "CHD-13", MIAO_SEVERITY_ADVICE },
    { "CHD-14", "2026-03-01", "CHD-14", MIAO_SEVERITY_PASS },
    { "CHD-14", "2026-02-28", "CHD-14", MIAO_SEVERITY_ADVICE },
    { "CHD-15", "no", "CHD-15", MIAO_SEVERITY_ADVICE },
    { "CHD-16", "", "CHD-16", MIAO_SEVERITY_ADVICE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoChildFacts facts = good_child ();
    MiaoFindings *findings;

    facts.answers = with_answer (&facts.answers, rows[i].item, rows[i].answer);
    miao_child_facts_read (&facts);
    findings = ask_child (&facts);
    g_test_message ("%s = %s", rows[i].item, rows[i].answer);
    expect (findings, rows[i].rule, rows[i].severity);
    done (findings);
  }
}

static void
test_child_facts (void)
{
  static const struct {
    const char *born;
    MiaoGuardianship guardianship;
    const char *category;
    MiaoSeverity first, second;
  } rows[] = {
    { "2008-06-02", MIAO_GUARDIANSHIP_LONG_TERM, "10", MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "2008-06-01", MIAO_GUARDIANSHIP_LONG_TERM, "10", MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_PASS },
    { "2014-05-12", MIAO_GUARDIANSHIP_TEMPORARY, "40", MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "2014-05-12", MIAO_GUARDIANSHIP_ENTRUSTED, "60", MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_REASON },
    { "2014-05-12", MIAO_GUARDIANSHIP_DESTITUTE, "50", MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_REASON },
    { "", MIAO_GUARDIANSHIP_LONG_TERM, NULL, MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_REASON },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoChildFacts facts = good_child ();
    MiaoFindings *findings;

    facts.born = D (rows[i].born);
    facts.guardianship = rows[i].guardianship;
    facts.category = rows[i].category;
    findings = ask_child (&facts);
    expect (findings, "CHD-01", rows[i].first);
    expect (findings, "CHD-02", rows[i].second);
    done (findings);
  }
}

/* The child's opinion at every age, cognition and answer. */
static void
test_opinion (void)
{
  static const struct {
    const char *born;
    MiaoCognition cognition;
    MiaoOpinionValue value;
    gboolean has_signed;
    int sought, refused, consent, observed; /* severities, -1: silent */
  } rows[] = {
    { "2018-06-02", MIAO_COGNITION_NORMAL, MIAO_OPINION_NONE, FALSE, -1, -1, -1,
      MIAO_SEVERITY_PASS },
    { "2018-06-01", MIAO_COGNITION_NORMAL, MIAO_OPINION_NONE, FALSE, MIAO_SEVERITY_BLOCK, -1, -1,
      -1 },
    { "2018-06-01", MIAO_COGNITION_UNKNOWN, MIAO_OPINION_NONE, FALSE, MIAO_SEVERITY_BLOCK, -1, -1,
      -1 },
    { "2018-06-01", MIAO_COGNITION_LIMITED, MIAO_OPINION_NONE, FALSE, -1, -1, -1,
      MIAO_SEVERITY_PASS },
    /* Not asked by rule, but asked and refusing: heard, whatever the age and the cognition. */
    { "2018-06-01", MIAO_COGNITION_LIMITED, MIAO_OPINION_REFUSES, FALSE, -1, MIAO_SEVERITY_BLOCK,
      -1, MIAO_SEVERITY_PASS },
    { "2014-06-01", MIAO_COGNITION_IMPAIRED, MIAO_OPINION_REFUSES, FALSE, -1, MIAO_SEVERITY_BLOCK,
      -1, MIAO_SEVERITY_PASS },
    { "2019-06-01", MIAO_COGNITION_NORMAL, MIAO_OPINION_REFUSES, FALSE, -1, MIAO_SEVERITY_BLOCK, -1,
      MIAO_SEVERITY_PASS },
    { "2018-06-01", MIAO_COGNITION_NORMAL, MIAO_OPINION_SILENT, FALSE, MIAO_SEVERITY_PASS,
      MIAO_SEVERITY_PASS, -1, -1 },
    { "2018-06-01", MIAO_COGNITION_NORMAL, MIAO_OPINION_REFUSES, FALSE, MIAO_SEVERITY_PASS,
      MIAO_SEVERITY_BLOCK, -1, -1 },
    { "2016-06-02", MIAO_COGNITION_NORMAL, MIAO_OPINION_AGREES, FALSE, MIAO_SEVERITY_PASS,
      MIAO_SEVERITY_PASS, -1, -1 },
    { "2016-06-01", MIAO_COGNITION_NORMAL, MIAO_OPINION_AGREES, FALSE, MIAO_SEVERITY_PASS, -1,
      MIAO_SEVERITY_BLOCK, -1 },
    { "2016-06-01", MIAO_COGNITION_NORMAL, MIAO_OPINION_AGREES, TRUE, MIAO_SEVERITY_PASS, -1,
      MIAO_SEVERITY_PASS, -1 },
    { "2016-06-01", MIAO_COGNITION_NORMAL, MIAO_OPINION_SILENT, TRUE, MIAO_SEVERITY_PASS, -1,
      MIAO_SEVERITY_BLOCK, -1 },
  };
  static const char *const ids[] = { "CHD-10", "CHD-10R", "CHD-11", "CHD-12" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const int wanted[] = { rows[i].sought, rows[i].refused, rows[i].consent, rows[i].observed };
    MiaoChildFacts facts = good_child ();
    MiaoFindings *findings;

    facts.born = D (rows[i].born);
    facts.cognition = rows[i].cognition;
    facts.opinion.value = rows[i].value;
    facts.opinion.signed_by_child = rows[i].has_signed;
    findings = ask_child (&facts);
    g_test_message ("row %" G_GSIZE_FORMAT, i);
    for (gsize j = 0; j < G_N_ELEMENTS (ids); j++) {
      if (wanted[j] < 0)
        expect_silent (findings, ids[j]);
      else
        expect (findings, ids[j], (MiaoSeverity) wanted[j]);
    }
    done (findings);
  }
}

static void
test_matching (void)
{
  MiaoMatchingFacts facts = good_matching ();
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_matching (&facts, thresholds (), D (TODAY), findings);
  if (miao_findings_count (findings, PASS) != 9)
    g_error ("not all passed");
  expect_words (findings, "MAT-03", "有效至 2027-04-01");
  expect_words (findings, "MAT-04", "有效至 2026-11-28");
  done (findings);

  facts = (MiaoMatchingFacts){ .child = "c1",
                               .family = "f1",
                               .institution_division = "320100",
                               .home_division = "320205",
                               .capacity = 1,
                               .foster_now = 1,
                               .disabled = TRUE,
                               .rehab_hm = 301,
                               .open_placements = 1,
                               .meetings = 1 };
  findings = miao_findings_new ();
  miao_rules_matching (&facts, thresholds (), D (TODAY), findings);
  expect (findings, "MAT-01", PASS);
  expect (findings, "MAT-01D", BLOCK);
  expect (findings, "MAT-02", BLOCK);
  expect (findings, "MAT-03", BLOCK);
  expect (findings, "MAT-04", BLOCK);
  expect (findings, "MAT-05", ADVICE);
  expect (findings, "MAT-06", ADVICE);
  expect (findings, "MAT-07", BLOCK);
  expect (findings, "MAT-08", ADVICE);
  done (findings);
}

/* The windows of twelve and six months, and the date that the evaluation itself names. */
static void
test_matching_validity (void)
{
  static const struct {
    const char *on;
    MiaoSeverity family, child;
  } rows[] = {
    { "2026-05-28", MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "2026-05-27", MIAO_SEVERITY_PASS, MIAO_SEVERITY_BLOCK }, /* not yet concluded */
    { "2026-11-28", MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "2026-11-29", MIAO_SEVERITY_PASS, MIAO_SEVERITY_BLOCK },
    { "2027-04-01", MIAO_SEVERITY_PASS, MIAO_SEVERITY_BLOCK },
    { "2027-04-02", MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoMatchingFacts facts = good_matching ();
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_matching (&facts, thresholds (), D (rows[i].on), findings);
    expect (findings, "MAT-03", rows[i].family);
    expect (findings, "MAT-04", rows[i].child);
    done (findings);
  }
}

static void
test_divisions (void)
{
  static const struct {
    const char *institution, *home;
    gboolean document;
    int province, area; /* severities, -1: silent */
  } rows[] = {
    { "320100", "320102", FALSE, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "320102", "320104", FALSE, MIAO_SEVERITY_PASS, MIAO_SEVERITY_BLOCK },
    { "320000", "320582", FALSE, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "320100", "320205", TRUE, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "320100", "370102", TRUE, MIAO_SEVERITY_BLOCK, -1 },
    { "320100", "", FALSE, MIAO_SEVERITY_BLOCK, -1 },
    { "320100", "3201", FALSE, MIAO_SEVERITY_BLOCK, -1 },
    { NULL, "320102", FALSE, MIAO_SEVERITY_BLOCK, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_division (rows[i].institution, rows[i].home, rows[i].document, "f1", NULL, findings);
    expect (findings, "MAT-01", (MiaoSeverity) rows[i].province);
    if (rows[i].area < 0)
      expect_silent (findings, "MAT-01D");
    else
      expect (findings, "MAT-01D", (MiaoSeverity) rows[i].area);
    done (findings);
  }
  g_assert_true (miao_rules_cross_province ("320100", "370102"));
  g_assert_false (miao_rules_cross_province ("320100", "x"));
}

static MiaoFindings *
ask_team (const MiaoTeamFacts *facts, const char *on)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_team (facts, thresholds (), D (on), TRUE, findings);

  return findings;
}

static void
test_team (void)
{
  MiaoTeamFacts facts = good_team ();
  MiaoFindings *findings = ask_team (&facts, TODAY);

  if (miao_findings_count (findings, PASS) != miao_findings_length (findings))
    g_error ("not all passed");
  done (findings);

  /* Nobody has to have signed while the team is only put together. */
  findings = miao_findings_new ();
  miao_rules_team (&facts, thresholds (), D (TODAY), FALSE, findings);
  expect_silent (findings, "TEAM-SIGNED");
  done (findings);

  facts.n_members = 0;
  findings = ask_team (&facts, TODAY);
  expect (findings, "TEAM-MIN", BLOCK);
  expect (findings, "TEAM-ODD", BLOCK);
  expect (findings, "TEAM-LEADER", BLOCK);
  expect (findings, "TEAM-SIGNED", BLOCK);
  done (findings);
}

static void
test_team_people (void)
{
  MiaoTeamFacts facts = good_team ();
  MiaoTeamMember team[3];
  MiaoFindings *findings;

  memcpy (team, facts.members, sizeof team);
  facts.members = team;
  team[1].conflict = TRUE;
  team[2].declared = FALSE;
  team[2].person = "p2";
  team[2].has_signed = FALSE;
  team[2].years_tenths = 9;
  findings = ask_team (&facts, TODAY);
  g_assert_cmpstr (miao_finding_record (expect (findings, "TEAM-TWICE", BLOCK)), ==, "t2");
  g_assert_cmpstr (miao_finding_record (expect (findings, "TEAM-SIGNED", BLOCK)), ==, "t3");
  expect_words (findings, "TEAM-SIGNED", "2 人，共 3 人；未签：何静秋");
  g_assert_cmpuint (miao_findings_count (findings, BLOCK), ==, 5);
  done (findings);

  /* A recorded dissent stands for the signature. */
  team[2].dissents = TRUE;
  findings = ask_team (&facts, TODAY);
  expect (findings, "TEAM-SIGNED", PASS);
  done (findings);
}

static void
test_team_provider (void)
{
  static const struct {
    const char *on;
    MiaoSeverity severity;
  } rows[] = { { "2025-12-31", MIAO_SEVERITY_BLOCK },
               { "2026-01-01", MIAO_SEVERITY_PASS },
               { "2026-12-31", MIAO_SEVERITY_PASS },
               { "2027-01-01", MIAO_SEVERITY_BLOCK } };
  MiaoTeamFacts facts = good_team ();
  MiaoFindings *findings;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    findings = ask_team (&facts, rows[i].on);
    expect (findings, "TEAM-PROVIDER", rows[i].severity);
    done (findings);
  }
  facts.contract_no = "";
  findings = ask_team (&facts, TODAY);
  expect (findings, "TEAM-PROVIDER", BLOCK);
  done (findings);

  facts.third_party = FALSE;
  findings = ask_team (&facts, TODAY);
  expect_silent (findings, "TEAM-PROVIDER");
  expect (findings, "TEAM-THIRD", REASON);
  done (findings);

  facts.reason_not_third_party = "本地没有合格的社会工作机构";
  findings = ask_team (&facts, TODAY);
  expect (findings, "TEAM-THIRD", PASS);
  done (findings);
}

static MiaoFindings *
ask_evaluation (const MiaoEvaluationFacts *facts)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_evaluation (facts, thresholds (), findings);

  return findings;
}

static void
test_evaluation (void)
{
  const MiaoTeamFacts team = good_team ();
  const MiaoDate visits[] = { D ("2026-05-12"), D ("2026-05-10") };
  MiaoItemFacts items[] = {
    { .id = "FAM-01", .required = TRUE, .blocking = TRUE, .answered = TRUE },
    { .id = "FAM-13", .blocking = TRUE, .answered = TRUE },
    { .id = "FAM-15" },
  };
  MiaoEvaluationFacts facts = {
    .evaluation = "e1",
    .kind = "EV_B_FAMILY_PRE",
    .items = items,
    .n_items = 3,
    .started_on = D ("2026-05-10"),
    .finished_on = D ("2026-05-12"),
    .visits = visits,
    .n_visits = 2,
    .conclusion = "合格",
    .positive = TRUE,
    .members = team.members,
    .n_members = team.n_members,
    .valid_until = D ("2027-05-12"),
  };
  MiaoFindings *findings = ask_evaluation (&facts);

  if (miao_findings_count (findings, PASS) != miao_findings_length (findings))
    g_error ("not all passed");
  expect_words (findings, "EVAL-VOTE", "同意 2 票，不同意 1 票，弃权 0 票，共 3 人");
  done (findings);

  items[0].answered = FALSE;
  items[1].fails = TRUE;
  facts.valid_until = D ("2027-05-13");
  facts.finished_on = D ("2026-05-11");
  facts.conclusion = NULL;
  findings = ask_evaluation (&facts);
  expect_words (findings, "EVAL-ANSWERED", "已答 1 条，共 2 条；未答：FAM-01");
  expect_words (findings, "EVAL-EVIDENCE", "未通过 1 条，缺佐证 1 条：FAM-13");
  expect (findings, "EVAL-ANSWERED", BLOCK);
  expect (findings, "EVAL-EVIDENCE", BLOCK);
  expect (findings, "EVAL-POSITIVE", BLOCK);
  expect (findings, "EVAL-DATES", BLOCK);
  expect (findings, "EVAL-VALIDITY", BLOCK);
  expect (findings, "EVAL-CONCLUSION", BLOCK);
  done (findings);

  /* Evidence is there: a negative conclusion may be signed, a positive one may not. */
  items[1].evidence = 1;
  facts.positive = FALSE;
  facts.n_visits = 0;
  findings = ask_evaluation (&facts);
  expect (findings, "EVAL-EVIDENCE", PASS);
  expect (findings, "EVAL-VISIT", BLOCK);
  expect_silent (findings, "EVAL-POSITIVE");
  expect_silent (findings, "EVAL-VOTE");
  done (findings);
}

static void
test_votes (void)
{
  static const struct {
    guint n;
    MiaoVote votes[4];
    MiaoSeverity severity;
  } rows[] = {
    { 3, { MIAO_VOTE_FOR, MIAO_VOTE_FOR, MIAO_VOTE_AGAINST }, MIAO_SEVERITY_PASS },
    { 3, { MIAO_VOTE_FOR, MIAO_VOTE_AGAINST, MIAO_VOTE_ABSTAIN }, MIAO_SEVERITY_BLOCK },
    { 3, { MIAO_VOTE_FOR, MIAO_VOTE_NONE, MIAO_VOTE_NONE }, MIAO_SEVERITY_BLOCK },
    { 4,
      { MIAO_VOTE_FOR, MIAO_VOTE_FOR, MIAO_VOTE_AGAINST, MIAO_VOTE_AGAINST },
      MIAO_SEVERITY_BLOCK },
  };
  MiaoTeamFacts team = good_team ();
  MiaoTeamMember members[4];

  memcpy (members, team.members, 3 * sizeof *members);
  members[3] = members[2];
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoEvaluationFacts facts = { .evaluation = "e1",
                                  .kind = "EV_G_CHILD_PRE",
                                  .positive = TRUE,
                                  .conclusion = "适宜",
                                  .members = members,
                                  .n_members = rows[i].n,
                                  .started_on = D (TODAY),
                                  .finished_on = D (TODAY),
                                  .valid_until = D ("2026-12-01") };
    MiaoFindings *findings;

    for (gsize j = 0; j < rows[i].n; j++)
      members[j].vote = rows[i].votes[j];
    findings = ask_evaluation (&facts);
    expect (findings, "EVAL-VOTE", rows[i].severity);
    expect (findings, "EVAL-VALIDITY", PASS);
    expect_silent (findings, "EVAL-VISIT"); /* G looks at the child, not at a home */
    done (findings);
  }
}

static void
test_capacity (void)
{
  static const struct {
    int now, added;
    MiaoSeverity severity;
  } rows[] = { { 1, 1, MIAO_SEVERITY_PASS },
               { 2, 0, MIAO_SEVERITY_PASS },
               { 2, 1, MIAO_SEVERITY_BLOCK } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_capacity ("f1", rows[i].now, rows[i].added, thresholds (), findings);
    expect (findings, "FAM-11", rows[i].severity);
    done (findings);
  }
}

void
add_place_tests (void)
{
  g_test_add_func ("/place/application", test_application);
  g_test_add_func ("/place/family/good", test_family_good);
  g_test_add_func ("/place/family/answers", test_family_answers);
  g_test_add_func ("/place/family/capacity", test_capacity);
  g_test_add_func ("/place/family/consent", test_consent);
  g_test_add_func ("/place/family/records", test_family_records);
  g_test_add_func ("/place/family/unknown-age", test_unknown_age);
  g_test_add_func ("/place/family/local-figures", test_local_figures);
  g_test_add_func ("/place/caregiver/record", test_caregiver_record);
  g_test_add_func ("/place/caregiver/education", test_caregiver);
  g_test_add_func ("/place/caregiver/answers", test_caregiver_answers);
  g_test_add_func ("/place/caregiver/certificates", test_certificates);
  g_test_add_func ("/place/child/good", test_child_good);
  g_test_add_func ("/place/child/answers", test_child_answers);
  g_test_add_func ("/place/child/facts", test_child_facts);
  g_test_add_func ("/place/child/opinion", test_opinion);
  g_test_add_func ("/place/matching/both-sides", test_matching);
  g_test_add_func ("/place/matching/validity", test_matching_validity);
  g_test_add_func ("/place/matching/divisions", test_divisions);
  g_test_add_func ("/place/team/whole", test_team);
  g_test_add_func ("/place/team/people", test_team_people);
  g_test_add_func ("/place/team/provider", test_team_provider);
  g_test_add_func ("/place/evaluation/whole", test_evaluation);
  g_test_add_func ("/place/evaluation/votes", test_votes);
}
