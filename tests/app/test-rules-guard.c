#include "config.h"

#include "rules-tests.h"

#include "miao-standing-rules.h"

#define PASS MIAO_SEVERITY_PASS
#define REASON MIAO_SEVERITY_REASON
#define BLOCK MIAO_SEVERITY_BLOCK

/* What keeps a child from a home that is not safe, not known, or not the one that was agreed on. */

static void
test_safe (void)
{
  static const struct {
    const char *removed, *incident;
    MiaoSeverity severity;
    const char *words;
  } rows[] = {
    { NULL, NULL, PASS, "带离后没有决定的寄养：没有；没办结的侵害事件：没有" },
    { "JY-2026-0007", NULL, BLOCK, "带离后没有决定的寄养：JY-2026-0007；没办结的侵害事件：没有" },
    { NULL, "SJ-2026-0001", BLOCK, "没办结的侵害事件：SJ-2026-0001" },
    { "JY-2026-0007", "SJ-2026-0001", BLOCK, "JY-2026-0007；没办结的侵害事件：SJ-2026-0001" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_family_safe ("f1", rows[i].removed, rows[i].incident, findings);
    expect (findings, "FST-05", rows[i].severity);
    expect_words (findings, "FST-05", rows[i].words);
    done (findings);
  }
}

/* A removal that was ended: an evaluation since, positive and reviewed, or nothing was wrong. */
static void
test_removal_decided (void)
{
  static const struct {
    const char *final_on; /* of the evaluation; NULL: there is none */
    gboolean positive, reviewed;
    const char *incident, *outcome;
    gboolean unfounded;
    MiaoSeverity severity;
    const char *words;
  } rows[] = {
    { NULL, FALSE, FALSE, NULL, NULL, FALSE, BLOCK,
      "JY-2026-0007：2026-11-22 带离，没有返回就解除；事件 "
      "—：没有结论；最近一次家庭评估：没有评估" },
    { NULL, FALSE, FALSE, "SJ-2026-0001", "UNFOUNDED", TRUE, PASS, "事件 SJ-2026-0001：不属实" },
    { NULL, FALSE, FALSE, "SJ-2026-0001", "UNFOUNDED", FALSE, BLOCK, "事件 SJ-2026-0001：不属实" },
    { NULL, FALSE, FALSE, "SJ-2026-0001", "UNCLEAR", FALSE, BLOCK, "无法查实" },
    { NULL, FALSE, FALSE, "SJ-2026-0001", NULL, FALSE, BLOCK, "没有结论" },
    { "2026-11-21", TRUE, TRUE, NULL, NULL, FALSE, BLOCK, "签发 2026-11-21，机构审核 通过" },
    { "2026-11-22", TRUE, TRUE, NULL, NULL, FALSE, PASS, "签发 2026-11-22，机构审核 通过" },
    { "2026-12-20", TRUE, TRUE, "SJ-2026-0001", "CONFIRMED", FALSE, PASS, "属实" },
    { "2026-12-20", TRUE, FALSE, NULL, NULL, FALSE, BLOCK, "机构审核 未通过" },
    { "2026-12-20", FALSE, TRUE, NULL, NULL, FALSE, BLOCK, "签发 2026-12-20" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoEndedRemovalFacts facts = { .family = "f1",
                                          .placement_no = "JY-2026-0007",
                                          .removed_on = D ("2026-11-22"),
                                          .incident = rows[i].incident,
                                          .outcome = rows[i].outcome,
                                          .unfounded = rows[i].unfounded };
    const MiaoConclusionFacts evaluation = { .id = rows[i].final_on != NULL ? "e1" : NULL,
                                             .final_on = D (rows[i].final_on),
                                             .positive = rows[i].positive,
                                             .conclusion_zh = "结论",
                                             .conclusion_en = "conclusion" };

    miao_rules_removal_decided (&facts, &evaluation, rows[i].reviewed, findings);
    expect (findings, "FST-08", rows[i].severity);
    expect_words (findings, "FST-08", rows[i].words);
    done (findings);
  }
}

static void
test_known (void)
{
  static const struct {
    MiaoSamePerson by;
    gboolean barred, head;
    MiaoSeverity barred_severity;
    int known_severity; /* -1: not asked */
    const char *words;
  } rows[] = {
    { MIAO_SAME_NOT, FALSE, FALSE, PASS, PASS, NULL },
    { MIAO_SAME_NUMBER, FALSE, FALSE, PASS, REASON,
      "家庭 JT-2024-0003（已退出）的成员身份号码相同" },
    { MIAO_SAME_BIRTH, FALSE, TRUE, PASS, REASON, "成员姓名和出生日期相同" },
    { MIAO_SAME_PHONE, FALSE, FALSE, PASS, REASON, "成员姓名和电话相同" },
    { MIAO_SAME_NUMBER, TRUE, FALSE, BLOCK, -1, "该家庭 2024-02-20 被禁用" },
    { MIAO_SAME_NUMBER, TRUE, TRUE, REASON, -1, "该家庭 2024-02-20 被禁用" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoKnownPersonFacts facts = { .member = "m1",
                                         .name = "石坚",
                                         .head = rows[i].head,
                                         .by = rows[i].by,
                                         .family = "f1",
                                         .family_no = "JT-2024-0003",
                                         .state = rows[i].barred ? "BARRED" : "CLOSED",
                                         .barred = rows[i].barred,
                                         .barred_on = D ("2024-02-20") };

    miao_rules_known_person (&facts, findings);
    expect (findings, "FST-06", rows[i].barred_severity);
    if (rows[i].known_severity < 0)
      expect_silent (findings, "FST-07");
    else
      expect (findings, "FST-07", (MiaoSeverity) rows[i].known_severity);
    if (rows[i].words != NULL)
      expect_words (findings, rows[i].barred ? "FST-06" : "FST-07", rows[i].words);
    done (findings);
  }
}

/* The address to the letter, but not to the blank; the telephone by its digits. */
static void
test_home (void)
{
  static const char *const none[] = { NULL };
  static const char *const barred[] = { "13900000077", "025-8400 0000", NULL };
  static const struct {
    const char *division, *address, *phone;
    int same;
    int severity;
    const char *words;
  } rows[] = {
    { "320102", "演示路 7 号 2 室", NULL, MIAO_HOME_ADDRESS, REASON,
      "住址与家庭 JT-2024-0003 相同；该家庭 2024-02-20 被禁用" },
    { "320102", "演示路７号２室", NULL, MIAO_HOME_ADDRESS, REASON, NULL },
    { "320102", "演示路 7 号 3 室", NULL, MIAO_HOME_APART, PASS, NULL },
    { "320102", "演示路 7 号", NULL, MIAO_HOME_APART, PASS, NULL },
    { "320115", "演示路 7 号 2 室", NULL, MIAO_HOME_APART, PASS, NULL },
    { NULL, "演示路7号2室", NULL, MIAO_HOME_ADDRESS, REASON, NULL },
    { "320102", "—", NULL, MIAO_HOME_APART, PASS, NULL },
    { "320102", NULL, "139 0000 0077", MIAO_HOME_PHONE, REASON, "电话与家庭 JT-2024-0003 相同" },
    { "320102", NULL, "+86 139-0000-0077", MIAO_HOME_PHONE, REASON, NULL },
    { "320102", NULL, "02584000000", MIAO_HOME_PHONE, REASON, NULL },
    { "320102", NULL, "13900000078", MIAO_HOME_APART, PASS, NULL },
    { "320102", NULL, "110", MIAO_HOME_APART, PASS, NULL },
    { "320102", "演示路7号2室", "13900000077", MIAO_HOME_ADDRESS | MIAO_HOME_PHONE, REASON,
      "住址和电话与家庭" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const char *const phones[] = { rows[i].phone, NULL };
    const MiaoHome one = { rows[i].division, rows[i].address, phones };
    const MiaoHome two = { "320102", "演示路7号2室", barred };
    const MiaoBarredHomeFacts facts = { .record = "f2",
                                        .same = miao_home_compare (&one, &two),
                                        .family = "f1",
                                        .family_no = "JT-2024-0003",
                                        .barred_on = D ("2024-02-20") };

    g_assert_cmpint (facts.same, ==, rows[i].same);
    miao_rules_barred_home (&facts, findings);
    expect (findings, "FST-09", (MiaoSeverity) rows[i].severity);
    if (rows[i].words != NULL)
      expect_words (findings, "FST-09", rows[i].words);
    done (findings);
  }
  {
    /* What is not known is the same as nothing. */
    const MiaoHome one = { NULL, NULL, none }, two = { NULL, NULL, NULL };

    g_assert_cmpint (miao_home_compare (&one, &two), ==, MIAO_HOME_APART);
  }
}

/* Who signed is who cares, and is not too old on the day. */
static void
test_move_in_caregiver (void)
{
  static const struct {
    const char *agreed, *now, *born;
    MiaoSeverity same, age;
  } rows[] = {
    { "m1", "m1", "1966-06-11", PASS, PASS },
    { "m1", "m2", "1966-06-11", BLOCK, PASS },
    { "m1", "m1", "1960-06-10", PASS, BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoMoveInFacts facts = {
      .placement = "p1",
      .family = "f1",
      .child = "c1",
      .effective_on = D ("2026-06-10"),
      .handover_list = TRUE,
      .agreed_caregiver = rows[i].agreed,
      .agreed_caregiver_name = "叶青",
      .caregiver = { .id = rows[i].now, .name = "顾远", .born = D (rows[i].born) },
    };

    miao_rules_move_in (&facts, thresholds (), D ("2026-06-10"), findings);
    expect (findings, "INT-14", rows[i].same);
    expect (findings, "CRG-01", rows[i].age);
    done (findings);
  }
}

/* A passed evaluation counts when the institution's review passed it too; a child's counts without.
 */
static void
test_reviewed (void)
{
  for (int reviewed = 0; reviewed < 2; reviewed++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoMatchingFacts facts = good_matching ();

    facts.family_evaluation.reviewed = reviewed;
    facts.child_evaluation.reviewed = FALSE;
    miao_rules_matching (&facts, thresholds (), D ("2026-06-01"), findings);
    expect (findings, "MAT-03", reviewed ? PASS : BLOCK);
    expect_words (findings, "MAT-03", reviewed ? "机构审核 通过" : "机构审核 未通过");
    expect (findings, "MAT-04", PASS);
    done (findings);
  }
}

/* Day 50 of 60 is the first on which an integration is evaluated. */
static void
test_planned (void)
{
  static const struct {
    int day;
    MiaoSeverity severity;
  } rows[] = { { 5, REASON }, { 49, REASON }, { 50, PASS }, { 60, PASS } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoIntegrationFacts facts = good_integration ();

    facts.evaluation.final_on = facts.moved_in_on + rows[i].day;
    miao_rules_confirm (&facts, thresholds (), facts.moved_in_on + 60, findings);
    expect (findings, "INT-15", rows[i].severity);
    expect (findings, "INT-13", PASS);
    done (findings);
  }
}

void
add_guard_tests (void)
{
  g_test_add_func ("/guard/safe", test_safe);
  g_test_add_func ("/guard/removal-decided", test_removal_decided);
  g_test_add_func ("/guard/known", test_known);
  g_test_add_func ("/guard/home", test_home);
  g_test_add_func ("/guard/move-in-caregiver", test_move_in_caregiver);
  g_test_add_func ("/guard/reviewed", test_reviewed);
  g_test_add_func ("/guard/planned", test_planned);
}
