#include "config.h"

#include "rules-tests.h"

/* The child and the matching: both sides of every boundary. */

#define TODAY "2026-06-01"

static const MiaoSeverity PASS = MIAO_SEVERITY_PASS, BLOCK = MIAO_SEVERITY_BLOCK,
                          ADVICE = MIAO_SEVERITY_ADVICE;

static MiaoFindings *
ask_child (const MiaoChildFacts *facts)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_child (facts, thresholds (), D (TODAY), findings);

  return findings;
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

void
add_child_tests (void)
{
  g_test_add_func ("/place/child/good", test_child_good);
  g_test_add_func ("/place/child/answers", test_child_answers);
  g_test_add_func ("/place/child/facts", test_child_facts);
  g_test_add_func ("/place/child/opinion", test_opinion);
  g_test_add_func ("/place/matching/both-sides", test_matching);
  g_test_add_func ("/place/matching/validity", test_matching_validity);
  g_test_add_func ("/place/matching/divisions", test_divisions);
}
