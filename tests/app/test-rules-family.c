#include "config.h"

#include "rules-tests.h"

/* Family and caregiver: both sides of every boundary. */

#define TODAY "2026-06-01"

static const MiaoSeverity PASS = MIAO_SEVERITY_PASS, BLOCK = MIAO_SEVERITY_BLOCK,
                          ADVICE = MIAO_SEVERITY_ADVICE;

static MiaoFindings *
ask_family (const MiaoFamilyFacts *facts)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_family (facts, thresholds (), D (TODAY), findings);

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
    { "FAM-09.visited", "2", "FAM-09", MIAO_SEVERITY_PASS },
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
    guint diseases, habits;
    MiaoCrimeCheck crime;
    gboolean co_living;
    const char *rule; /* that blocks; NULL: none */
    const char *words;
  } rows[] = {
    { MIAO_DISEASE_INFECTIOUS, 0, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-05a",
      "成员 顾远 登记为患有传染病" },
    { MIAO_DISEASE_MENTAL, 0, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-05b", "精神疾病" },
    { MIAO_DISEASE_PSYCHOLOGICAL, 0, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-05c", "心理疾患" },
    { MIAO_DISEASE_OTHER, 0, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-05d", "其他不利于儿童成长" },
    { 0, 0, MIAO_CRIME_CHECK_FOUND, TRUE, "FAM-06", "成员 顾远 登记为有违法犯罪记录" },
    { 0, 0, MIAO_CRIME_CHECK_PENDING, TRUE, "FAM-06", "犯罪记录查询中" },
    { 0, 0, MIAO_CRIME_CHECK_NONE, TRUE, NULL, NULL },
    { 0, MIAO_HABIT_GAMBLING, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-07", "成员 顾远 登记有赌博" },
    { 0, MIAO_HABIT_DRUGS | MIAO_HABIT_OTHER, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-07",
      "成员 顾远 登记有吸毒" },
    { 0, MIAO_HABIT_ALCOHOL, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-07", "成员 顾远 登记有酗酒" },
    { 0, MIAO_HABIT_OTHER, MIAO_CRIME_CHECK_CLEAR, TRUE, "FAM-07", "其他不良嗜好" },
    { 0, MIAO_HABIT_IN_WORDS, MIAO_CRIME_CHECK_CLEAR, TRUE, NULL, NULL }, /* a person reads them */
    { 0, MIAO_HABIT_DRUGS, MIAO_CRIME_CHECK_CLEAR, FALSE, NULL, NULL },
    { MIAO_DISEASE_MENTAL, 0, MIAO_CRIME_CHECK_FOUND, FALSE, NULL, NULL }, /* lives elsewhere */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFamilyFacts facts = good_family ();
    MiaoMemberFacts members[2] = { facts.members[0], facts.members[1] };
    MiaoFindings *findings;

    members[1].diseases = rows[i].diseases;
    members[1].habits = rows[i].habits;
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
    facts.house_average_year = facts.house_middle_year = 2026;
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
                { "72", MIAO_SEVERITY_REASON }, { "73", MIAO_SEVERITY_BLOCK },
                { "09", MIAO_SEVERITY_BLOCK },  { "80", MIAO_SEVERITY_BLOCK },
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
    { TODAY, TODAY, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "2026-06-02", "2026-06-02", MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_BLOCK }, /* not yet made */
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
add_family_tests (void)
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
}
