#include "config.h"

#include "rules-tests.h"

#include <string.h>

/* The team, its evaluation and its votes: both sides of every boundary. */

#define TODAY "2026-06-01"

static const MiaoSeverity PASS = MIAO_SEVERITY_PASS, BLOCK = MIAO_SEVERITY_BLOCK,
                          REASON = MIAO_SEVERITY_REASON;

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

  /* What the records tell stops too, whatever was declared. */
  team[0].of_family = team[0].own_case = TRUE;
  team[0].own_visits = 1;
  findings = ask_team (&facts, TODAY);
  g_assert_cmpstr (miao_finding_record (expect (findings, "TEAM-FAMILY", BLOCK)), ==, "t1");
  g_assert_cmpstr (miao_finding_record (expect (findings, "TEAM-CASE", BLOCK)), ==, "t1");
  expect (findings, "TEAM-VISITS", REASON);
  expect_words (findings, "TEAM-VISITS", "登记为探访人 1 次");
  done (findings);
  team[0].of_family = team[0].own_case = FALSE;
  team[0].own_visits = 0;
  findings = ask_team (&facts, TODAY);
  expect (findings, "TEAM-FAMILY", PASS);
  expect (findings, "TEAM-CASE", PASS);
  expect (findings, "TEAM-VISITS", PASS);
  done (findings);

  /* Whoever disagrees signs that: the vote alone is no signature. */
  team[2].vote = MIAO_VOTE_AGAINST;
  findings = ask_team (&facts, TODAY);
  expect (findings, "TEAM-SIGNED", BLOCK);
  done (findings);

  team[2].has_signed = TRUE;
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
  /* Two of three voted for a pass: the leader does not fail the family alone. */
  expect (findings, "EVAL-VOTE", BLOCK);
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

/* The decision rule (domain 2.3): a majority of signed votes for this very conclusion. */
static void
test_conclusions (void)
{
  static const struct {
    const char *code;
    gboolean positive;
    const char *voted_on[3]; /* NULL: for a positive conclusion */
    guint n_signed;
    MiaoSeverity severity;
  } rows[] = {
    { "B_FAIL", FALSE, { "B_FAIL", "B_FAIL", NULL }, 3, MIAO_SEVERITY_PASS },
    { "B_FAIL", FALSE, { "B_FAIL", NULL, NULL }, 3, MIAO_SEVERITY_BLOCK },
    { "B_FAIL", FALSE, { "B_FAIL", "B_REWORK", "B_REWORK" }, 3, MIAO_SEVERITY_BLOCK },
    { "B_REWORK", FALSE, { "B_FAIL", "B_REWORK", "B_REWORK" }, 3, MIAO_SEVERITY_PASS },
    { "B_PASS", TRUE, { "B_PASS", NULL, "B_FAIL" }, 3, MIAO_SEVERITY_PASS },
    { "B_PASS", TRUE, { "B_PASS", "B_FAIL", "B_FAIL" }, 3, MIAO_SEVERITY_BLOCK },
    /* What is not signed is no vote. */
    { "B_FAIL", FALSE, { "B_FAIL", "B_FAIL", "B_FAIL" }, 2, MIAO_SEVERITY_PASS },
    { "B_FAIL", FALSE, { "B_FAIL", "B_FAIL", "B_FAIL" }, 1, MIAO_SEVERITY_BLOCK },
  };
  const MiaoTeamFacts team = good_team ();
  MiaoTeamMember members[3];

  memcpy (members, team.members, sizeof members);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoEvaluationFacts facts = { .evaluation = "e1",
                                  .kind = "EV_B_FAMILY_PRE",
                                  .positive = rows[i].positive,
                                  .conclusion = "结论",
                                  .conclusion_code = rows[i].code,
                                  .members = members,
                                  .n_members = 3 };
    MiaoFindings *findings;

    for (guint j = 0; j < 3; j++) {
      members[j].vote = MIAO_VOTE_FOR;
      members[j].voted_on = rows[i].voted_on[j];
      members[j].has_signed = j < rows[i].n_signed;
    }
    findings = ask_evaluation (&facts);
    expect (findings, "EVAL-VOTE", rows[i].severity);
    if (i == 1)
      expect_words (findings, "EVAL-VOTE", "同意 1 票，不同意 0 票，弃权 0 票，共 3 人；");
    if (i == 1)
      expect_words (findings, "EVAL-VOTE", "表决同意其他结论的 2 票");
    done (findings);
  }
}

/* One at a time: refused while another one is not concluded, and with a reason when its agency may
 * not go on: until the day on which the contract ends it may. */
static void
test_open_twice (void)
{
  static const struct {
    gboolean other, agency;
    const char *contract_no, *on;
    MiaoSeverity severity;
  } cases[] = {
    { FALSE, FALSE, NULL, "2026-11-22", MIAO_SEVERITY_PASS },
    { TRUE, FALSE, NULL, "2026-11-22", MIAO_SEVERITY_BLOCK },
    { TRUE, TRUE, "HT-1", "2026-12-31", MIAO_SEVERITY_BLOCK },
    { TRUE, TRUE, "HT-1", "2027-01-01", MIAO_SEVERITY_REASON },
    { TRUE, TRUE, "HT-1", "2026-01-01", MIAO_SEVERITY_BLOCK },
    { TRUE, TRUE, "HT-1", "2025-12-31", MIAO_SEVERITY_REASON },
    { TRUE, TRUE, NULL, "2026-12-31", MIAO_SEVERITY_REASON },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoOpenEvaluation open = {
      .evaluation = "e1",
      .number = "PG-2026-0007",
      .kind_zh = "儿童寄养前评估",
      .kind_en = "child",
      .state_zh = "评估中",
      .state_en = "fieldwork",
      .planned_on = D ("2026-11-20"),
      .team = { .third_party = cases[i].agency,
                .provider_name = "演示社工机构",
                .provider_uscc = "12440103400000018",
                .contract_no = cases[i].contract_no,
                .contract_from = D ("2026-01-01"),
                .contract_to = D ("2026-12-31") },
    };
    g_autofree char *words = NULL;

    miao_rules_evaluation_open ("c1", cases[i].other ? &open : NULL, D (cases[i].on), findings);
    g_assert_cmpuint (miao_findings_length (findings), ==, 1);
    g_assert_cmpint (miao_finding_severity (miao_findings_get (findings, 0)), ==,
                     cases[i].severity);
    words = miao_finding_dup_arithmetic (miao_findings_get (findings, 0), MIAO_LANGUAGE_ZH);
    g_assert_true ((strstr (words, "PG-2026-0007 儿童寄养前评估，评估中，计划日期 2026-11-20") !=
                    NULL) == cases[i].other);
    expect (findings, "EVAL-OPEN", cases[i].severity);
    done (findings);
  }
}

/* A correction: one at a time, and none of what the review gave back. */
static void
test_correct (void)
{
  static const struct {
    const char *other;
    gboolean returned;
    MiaoSeverity corrected, sent_back;
  } cases[] = {
    { NULL, FALSE, MIAO_SEVERITY_PASS, MIAO_SEVERITY_PASS },
    { "PG-2026-0009", FALSE, MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_PASS },
    { NULL, TRUE, MIAO_SEVERITY_PASS, MIAO_SEVERITY_BLOCK },
    { "PG-2026-0009", TRUE, MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_evaluation_correct ("e1", cases[i].other, cases[i].returned, findings);
    g_assert_cmpuint (miao_findings_length (findings), ==, 2);
    expect (findings, "EVAL-CORRECTED", cases[i].corrected);
    expect (findings, "EVAL-RETURNED", cases[i].sent_back);
    if (cases[i].other != NULL)
      expect_words (findings, "EVAL-CORRECTED", cases[i].other);
    done (findings);
  }
}

/* A placement that was confirmed by what is corrected: told unless it still says so. */
static void
test_rested (void)
{
  static const struct {
    gboolean confirms;
    MiaoSeverity said;
    const char *words;
  } cases[] = { { TRUE, PASS, "正式寄养" }, { FALSE, MIAO_SEVERITY_ADVICE, "终止" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_evaluation_rested ("p1", miao_date_parse ("2026-08-17"), cases[i].confirms,
                                  cases[i].words, "…", findings);
    g_assert_cmpuint (miao_findings_length (findings), ==, 1);
    expect (findings, "EVAL-RESTED", cases[i].said);
    expect_words (findings, "EVAL-RESTED", "2026-08-17");
    expect_words (findings, "EVAL-RESTED", cases[i].words);
    done (findings);
  }
}

void
add_team_tests (void)
{
  g_test_add_func ("/place/team/whole", test_team);
  g_test_add_func ("/place/team/people", test_team_people);
  g_test_add_func ("/place/team/provider", test_team_provider);
  g_test_add_func ("/place/evaluation/whole", test_evaluation);
  g_test_add_func ("/place/evaluation/votes", test_votes);
  g_test_add_func ("/place/evaluation/conclusions", test_conclusions);
  g_test_add_func ("/place/open-twice", test_open_twice);
  g_test_add_func ("/place/evaluation/correct", test_correct);
  g_test_add_func ("/place/evaluation/rested", test_rested);
}
