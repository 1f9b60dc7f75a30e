#include "config.h"

#include "rules-tests.h"

#include "miao-match-rank.h"
#include "miao-standing-rules.h"

#include <string.h>

#define PASS MIAO_SEVERITY_PASS
#define ADVICE MIAO_SEVERITY_ADVICE
#define BLOCK MIAO_SEVERITY_BLOCK
#define TODAY "2026-06-01"

/* Matching: locks, wishes, and the order of candidates. */

static void
test_meeting (void)
{
  static const struct {
    guint attendees;
    MiaoSeverity severity;
  } rows[] = { { 0, BLOCK }, { 1, BLOCK }, { 2, PASS }, { 3, PASS } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_match_meeting ("x1", rows[i].attendees, thresholds (), findings);
    expect (findings, "MAT-09", rows[i].severity);
    expect_words (findings, "MAT-09", "应不少于 2 人");
    done (findings);
  }
}

static void
test_locks (void)
{
  static const struct {
    const char *number;
    int capacity, living, pending;
    MiaoSeverity child;
    int family; /* -1: not asked */
  } rows[] = {
    { NULL, 2, 0, 0, PASS, -1 },
    { "JY-2026-00001", 2, 0, 0, BLOCK, -1 },
    { NULL, 2, 0, 1, PASS, PASS },
    { NULL, 2, 1, 1, PASS, BLOCK },
    { NULL, 1, 0, 1, PASS, BLOCK },
    { NULL, 2, 2, 0, PASS, -1 },
    { NULL, -1, 0, 1, PASS, PASS },
    { NULL, 2, 0, 2, PASS, BLOCK },
    { "JY-2026-00001", 2, 0, 1, BLOCK, PASS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoMatchLockFacts facts = { .child = "c1",
                                 .family = "f1",
                                 .number = rows[i].number,
                                 .placement = rows[i].number != NULL ? "p1" : NULL,
                                 .state_zh = "已提出",
                                 .state_en = "proposed",
                                 .since = D ("2026-05-20"),
                                 .capacity = rows[i].capacity,
                                 .living = rows[i].living,
                                 .in_progress = rows[i].pending };

    miao_rules_match_lock (&facts, thresholds (), findings);
    expect (findings, "MAT-10", rows[i].child);
    if (rows[i].family < 0)
      expect_silent (findings, "MAT-11");
    else
      expect (findings, "MAT-11", (MiaoSeverity) rows[i].family);
    done (findings);
  }
}

/* A child of seven, a family that wished for nothing yet. */
static MiaoFitFacts
plain_fit (void)
{
  return (MiaoFitFacts){ .child = "c1",
                         .family = "f1",
                         .application = "a1",
                         .sex = "2",
                         .born = D ("2019-03-01"),
                         .wish_from = -1,
                         .wish_to = -1,
                         .accept_disability = -1 };
}

static void
expect_fit (const MiaoFitFacts *facts, const char *rule, int severity)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_match_fit (facts, D (TODAY), findings);
  if (severity < 0)
    expect_silent (findings, rule);
  else
    expect (findings, rule, (MiaoSeverity) severity);
  done (findings);
}

static void
test_wishes (void)
{
  static const struct {
    const char *sex;
    int from, to, number, accepts, foster;
    gboolean disabled;
    int by_sex, by_age, by_disability, by_number;
  } rows[] = {
    { NULL, -1, -1, 0, -1, 0, FALSE, -1, -1, -1, -1 },
    { "0", -1, -1, 0, -1, 0, FALSE, PASS, -1, -1, -1 },
    { "2", 7, 7, 1, 1, 0, FALSE, PASS, PASS, -1, PASS },
    { "1", 8, 9, 1, 0, 1, FALSE, ADVICE, ADVICE, -1, ADVICE },
    { "2", -1, 6, 2, 1, 1, TRUE, PASS, ADVICE, PASS, PASS },
    { "2", 7, -1, 2, 0, 0, TRUE, PASS, PASS, ADVICE, PASS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFitFacts facts = plain_fit ();

    facts.wish_sex = rows[i].sex;
    facts.wish_from = rows[i].from;
    facts.wish_to = rows[i].to;
    facts.wish_number = rows[i].number;
    facts.accept_disability = rows[i].accepts;
    facts.foster_now = rows[i].foster;
    facts.disabled = rows[i].disabled;
    expect_fit (&facts, "FIT-01", rows[i].by_sex);
    expect_fit (&facts, "FIT-02", rows[i].by_age);
    expect_fit (&facts, "FIT-03", rows[i].by_disability);
    expect_fit (&facts, "FIT-04", rows[i].by_number);
  }
}

static void
test_circumstances (void)
{
  MiaoFitFacts facts = plain_fit ();

  expect_fit (&facts, "FIT-05", -1);
  facts.ethnic = "03";
  expect_fit (&facts, "FIT-05", -1);
  facts.caregiver_ethnic = "01";
  expect_fit (&facts, "FIT-05", ADVICE);
  facts.caregiver_ethnic = "03";
  expect_fit (&facts, "FIT-05", PASS);

  expect_fit (&facts, "FIT-06", -1);
  facts.siblings = 2;
  expect_fit (&facts, "FIT-06", PASS); /* nobody is placed yet: nobody is left behind */
  facts.siblings_placed = 1;
  expect_fit (&facts, "FIT-06", ADVICE);
  facts.siblings_there = 1;
  expect_fit (&facts, "FIT-06", PASS);

  expect_fit (&facts, "FIT-07", -1);
  facts.opinion =
      (MiaoOpinionFacts){ .id = "o1", .on = D ("2026-05-01"), .value = MIAO_OPINION_REFUSES };
  expect_fit (&facts, "FIT-07", ADVICE);
  facts.opinion.value = MIAO_OPINION_AGREES;
  expect_fit (&facts, "FIT-07", PASS);

  expect_fit (&facts, "FIT-08", -1);
  facts.disabled = TRUE;
  expect_fit (&facts, "FIT-08", ADVICE);
  facts.skilled = TRUE;
  expect_fit (&facts, "FIT-08", PASS);
  facts.disabled = FALSE;
  expect_fit (&facts, "FIT-08", PASS);

  expect_fit (&facts, "MAT-12", PASS);
  facts.earlier_on = D ("2026-02-03");
  facts.earlier_zh = "不同意匹配";
  facts.earlier_en = "refused";
  facts.earlier_text = "离学校太远";
  expect_fit (&facts, "MAT-12", ADVICE);
}

/* ---- the order ---- */

static MiaoFindings *
found (const char *rule, MiaoSeverity severity)
{
  MiaoFindings *findings = miao_findings_new ();

  if (rule != NULL)
    miao_findings_add (findings, miao_rule_find (rule), severity, "r1", NULL);

  return findings;
}

static void
test_verdict (void)
{
  static const struct {
    const char *rule;
    MiaoSeverity severity;
    const char *born;
    MiaoMatchVerdict verdict;
  } rows[] = {
    { NULL, PASS, "2019-03-01", MIAO_MATCH_OPEN },
    { "MAT-08", ADVICE, "2019-03-01", MIAO_MATCH_OPEN },
    { "MAT-02", BLOCK, "2019-03-01", MIAO_MATCH_REFUSED },
    { "MAT-01", BLOCK, "2019-03-01", MIAO_MATCH_REFUSED },
    { "MAT-01D", BLOCK, "2019-03-01", MIAO_MATCH_DECIDE },
    { "INT-02", MIAO_SEVERITY_REASON, "2019-03-01", MIAO_MATCH_DECIDE },
    /* The head decides against a refusal until the tenth birthday, and nobody after it. */
    { "CHD-10R", BLOCK, "2016-06-02", MIAO_MATCH_DECIDE },
    { "CHD-10R", BLOCK, "2016-06-01", MIAO_MATCH_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MiaoFindings) findings = found (rows[i].rule, rows[i].severity);

    g_assert_cmpint (miao_match_verdict (findings, D (rows[i].born), thresholds (), D (TODAY)), ==,
                     rows[i].verdict);
  }
}

static void
test_near (void)
{
  static const struct {
    const char *institution, *home;
    MiaoNear near;
  } rows[] = {
    { "320102", "320102", MIAO_NEAR_COUNTY },   { "320102", "320104", MIAO_NEAR_PREFECTURE },
    { "320102", "320205", MIAO_NEAR_PROVINCE }, { "320102", "330102", MIAO_NEAR_OTHER },
    { "320100", "320104", MIAO_NEAR_COUNTY },   { "320100", "320205", MIAO_NEAR_PROVINCE },
    { "320000", "320205", MIAO_NEAR_COUNTY },   { NULL, "320102", MIAO_NEAR_OTHER },
    { "320102", "3201", MIAO_NEAR_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (miao_match_near (rows[i].institution, rows[i].home), ==, rows[i].near);
}

typedef struct {
  MiaoMatchCandidate candidate;
  MiaoMatchVerdict verdict;
} Standing;

static MiaoMatchCandidate
plain_candidate (MiaoFindings *findings, const char *id)
{
  return (MiaoMatchCandidate){
    .findings = findings, .distance_hm = 20, .free_places = 1, .since = D ("2026-01-01"), .id = id
  };
}

/* Each row is worse than the plain candidate in one thing, and better in everything after it. */
static void
test_order (void)
{
  g_autoptr (MiaoFindings) clean = found (NULL, PASS);
  g_autoptr (MiaoFindings) blocked = found ("MAT-02", BLOCK);
  g_autoptr (MiaoFindings) unwished = found ("FIT-01", ADVICE);
  g_autoptr (MiaoFindings) unskilled = found ("FIT-08", ADVICE);
  Standing plain = { plain_candidate (clean, "b"), MIAO_MATCH_OPEN };
  Standing worse[11];
  static const char *const words[] = { "规则结论", "不允许的规则", "兄弟姐妹", "儿童对这个家庭",
                                       "考虑过",   "不符的意向",   "住所地",   "距离",
                                       "专业知识", "空余名额",     "日期" };

  plain.candidate.siblings_there = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (worse); i++) {
    MiaoMatchCandidate *c = &worse[i].candidate;

    /* The best that there is, but for what the row spoils. */
    worse[i].verdict = MIAO_MATCH_OPEN;
    *c = plain_candidate (clean, "a");
    c->siblings_there = i < 2 ? 2 : 1;
    c->opinion = i < 3 ? MIAO_OPINION_AGREES : MIAO_OPINION_NONE;
    c->distance_hm = i < 7 ? 1 : 20;
    c->skilled = i < 8;
    c->free_places = i < 9 ? 2 : 1;
    c->since = i < 10 ? D ("2020-01-01") : D ("2026-01-01");
  }
  worse[0].verdict = MIAO_MATCH_DECIDE;
  worse[1].candidate.findings = blocked;
  worse[2].candidate.siblings_there = 0;
  worse[3].candidate.opinion = MIAO_OPINION_REFUSES;
  worse[4].candidate.considered = TRUE;
  worse[5].candidate.findings = unwished;
  worse[6].candidate.near = MIAO_NEAR_PREFECTURE;
  worse[7].candidate.distance_hm = -1;
  worse[8].candidate.skilled = FALSE;
  worse[9].candidate.free_places = 0;
  worse[10].candidate.since = MIAO_DATE_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (worse); i++) {
    guint criterion = 99;
    g_autofree char *why = NULL;
    Standing one = plain;

    one.candidate.skilled = i == 8;
    g_assert_cmpint (miao_match_compare (&one.candidate, one.verdict, &worse[i].candidate,
                                         worse[i].verdict, &criterion),
                     <, 0);
    g_assert_cmpuint (criterion, ==, i);
    g_assert_cmpint (miao_match_compare (&worse[i].candidate, worse[i].verdict, &one.candidate,
                                         one.verdict, NULL),
                     >, 0);
    why = miao_match_dup_why (&one.candidate, one.verdict, &worse[i].candidate, worse[i].verdict,
                              NULL, MIAO_MATCH_OPEN, MIAO_LANGUAGE_ZH);
    if (strstr (why, words[i]) == NULL || strstr (why, "排在上一位之后") == NULL)
      g_error ("%s", why);
  }
  /* Knowledge is a criterion of its own: its advice is no wish that was missed. */
  worse[0] = (Standing){ plain_candidate (unskilled, "a"), MIAO_MATCH_OPEN };
  worse[0].candidate.siblings_there = 1;
  g_assert_cmpint (miao_match_compare (&worse[0].candidate, MIAO_MATCH_OPEN, &plain.candidate,
                                       MIAO_MATCH_OPEN, NULL),
                   <, 0);
}

static void
test_order_total (void)
{
  g_autoptr (MiaoFindings) clean = found (NULL, PASS);
  MiaoMatchCandidate first = plain_candidate (clean, "a"), second = plain_candidate (clean, "b");
  g_autofree char *top = miao_match_dup_why (NULL, MIAO_MATCH_OPEN, &first, MIAO_MATCH_OPEN,
                                             &second, MIAO_MATCH_OPEN, MIAO_LANGUAGE_ZH);
  g_autofree char *next = miao_match_dup_why (&first, MIAO_MATCH_OPEN, &second, MIAO_MATCH_OPEN,
                                              NULL, MIAO_MATCH_OPEN, MIAO_LANGUAGE_ZH);
  g_autofree char *alone = miao_match_dup_why (NULL, MIAO_MATCH_OPEN, &first, MIAO_MATCH_OPEN, NULL,
                                               MIAO_MATCH_OPEN, MIAO_LANGUAGE_EN);

  g_assert_cmpint (miao_match_compare (&first, MIAO_MATCH_OPEN, &second, MIAO_MATCH_OPEN, NULL), <,
                   0);
  g_assert_cmpint (miao_match_compare (&first, MIAO_MATCH_OPEN, &first, MIAO_MATCH_OPEN, NULL), ==,
                   0);
  g_assert_cmpstr (top, ==, "与下一位各项相同，登记较早");
  g_assert_cmpstr (next, ==, "与上一位各项相同，登记较晚");
  g_assert_cmpstr (alone, ==, "the only candidate");
}

/* ---- a family's standing ---- */

static void
test_standing (void)
{
  static const struct {
    const char *until;
    MiaoSeverity severity;
  } ends[] = { { "2026-05-31", PASS }, { "2026-06-01", BLOCK }, { NULL, PASS } };
  static const struct {
    const char *status;
    MiaoSeverity severity;
  } states[] = { { "QUALIFIED", PASS },  { "FILED", PASS },    { "TRAINED", PASS },
                 { "ACTIVE", PASS },     { "INQUIRY", BLOCK }, { "EVALUATING", BLOCK },
                 { "SUSPENDED", BLOCK }, { "EXPIRED", BLOCK }, { "CLOSED", BLOCK },
                 { "REJECTED", BLOCK },  { "BARRED", BLOCK } };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_family_expired ("f1", ends[i].until != NULL ? D (ends[i].until) : MIAO_DATE_NONE,
                               D (TODAY), findings);
    miao_rules_family_empty ("f1", i % 2 == 1 ? (int) i : 0, i % 2 == 1 ? 0 : (int) i, findings);
    expect (findings, "FST-03", ends[i].severity);
    expect (findings, "FST-01", i == 0 ? PASS : BLOCK);
    done (findings);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_family_ready ("f1", states[i].status, findings);
    expect (findings, "FST-04", states[i].severity);
    done (findings);
  }
}

static void
test_cleared (void)
{
  static const struct {
    const char *final;
    gboolean there, positive, reviewed;
    MiaoSeverity severity;
  } rows[] = {
    { "2026-05-10", TRUE, TRUE, TRUE, PASS },     { "2026-05-09", TRUE, TRUE, TRUE, BLOCK },
    { "2026-05-10", TRUE, FALSE, TRUE, BLOCK },   { "2026-05-10", TRUE, TRUE, FALSE, BLOCK },
    { "2026-05-10", FALSE, FALSE, FALSE, BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoConclusionFacts evaluation = { .positive = rows[i].positive,
                                       .conclusion_zh = "合格",
                                       .conclusion_en = "qualified" };

    if (rows[i].there) {
      evaluation.id = "e1";
      evaluation.final_on = D (rows[i].final);
    }
    miao_rules_family_cleared ("f1", D ("2026-05-10"), &evaluation, rows[i].reviewed, findings);
    expect (findings, "FST-02", rows[i].severity);
    done (findings);
  }
}

void
add_match_tests (void)
{
  g_test_add_func ("/standing/states", test_standing);
  g_test_add_func ("/standing/cleared", test_cleared);
  g_test_add_func ("/match/meeting", test_meeting);
  g_test_add_func ("/match/locks", test_locks);
  g_test_add_func ("/match/wishes", test_wishes);
  g_test_add_func ("/match/circumstances", test_circumstances);
  g_test_add_func ("/match/verdict", test_verdict);
  g_test_add_func ("/match/near", test_near);
  g_test_add_func ("/match/order", test_order);
  g_test_add_func ("/match/order-total", test_order_total);
}
