#include "config.h"

#include "miao-adoption-rules.h"
#include "miao-leave-rules.h"
#include "rules-tests.h"

/* The life in the house: time away, adoption on trial and for good, the end of a placement, leaving
 * the house and being taken in. */

static const MiaoSeverity PASS = MIAO_SEVERITY_PASS, BLOCK = MIAO_SEVERITY_BLOCK,
                          REASON = MIAO_SEVERITY_REASON, ADVICE = MIAO_SEVERITY_ADVICE;

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
  expect_only (findings, NULL, PASS);
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
    expect_only (findings, cases[i].bad, cases[i].severity);
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
  expect_only (findings, NULL, PASS);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_extend_leave ("l1", D ("2026-05-10"), D ("2026-05-10"), D ("2026-05-11"),
                           D ("2026-05-10"), findings);
  expect (findings, "LVE-04", BLOCK);
  expect (findings, "LVE-05", BLOCK);
  done (findings);

  findings = miao_findings_new ();
  miao_rules_come_back ("c1", "TEMP_OUT", findings);
  expect_only (findings, NULL, PASS);
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
    expect_only (findings, cases[i].bad, cases[i].severity);
    done (findings);
  }
}

static void
test_end_adoption (void)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_end_adoption ("c1", "ADOPT_TRIAL", findings);
  expect_only (findings, NULL, PASS);
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
    expect_only (findings, cases[i].bad, BLOCK);
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

/* TRM-11: both evaluations, but of a child that died the family's alone. */
static void
test_wound_up (void)
{
  static const struct {
    const char *ground;
    gboolean family, child;
    MiaoSeverity severity;
    const char *words;
  } rows[] = {
    { "T11", TRUE, TRUE, PASS, NULL },
    { "T11", TRUE, FALSE, ADVICE, "附录I：无" },
    { "T11", FALSE, TRUE, ADVICE, "附录F：无" },
    { "T22", TRUE, FALSE, ADVICE, "附录I：无" },
    { "T26", TRUE, FALSE, PASS, "附录I：儿童死亡，不需要" },
    { "T26", FALSE, FALSE, ADVICE, "附录F：无，附录I：儿童死亡，不需要" },
    { "T26", TRUE, TRUE, PASS, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoEndingFacts facts = good_ending ();
    MiaoFindings *findings = miao_findings_new ();

    facts.ground = rows[i].ground;
    facts.family_evaluated = rows[i].family;
    facts.child_evaluated = rows[i].child;
    miao_rules_settle_ending (&facts, findings);
    expect (findings, "TRM-11", rows[i].severity);
    if (rows[i].words != NULL)
      expect_words (findings, "TRM-11", rows[i].words);
    g_assert_cmpint (miao_ending_evaluates_child (rows[i].ground), ==,
                     !g_str_equal (rows[i].ground, "T26"));
    done (findings);
  }
}

static void
test_ending (void)
{
  MiaoEndingFacts facts = good_ending ();
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_end (&facts, thresholds (), D ("2026-02-28"), findings);
  expect_only (findings, NULL, PASS);
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

  test_wound_up ();

  /* Followed up from the day after the end until today. */
  for (MiaoDate seen = D ("2026-02-27"); seen <= D ("2026-03-04"); seen++) {
    gboolean right = seen >= D ("2026-03-01") && seen <= D ("2026-03-03");

    findings = miao_findings_new ();
    miao_rules_aftercare_day ("t1", D ("2026-02-28"), seen, D ("2026-03-03"), findings);
    expect (findings, "TRM-12", right ? PASS : BLOCK);
    done (findings);
  }

  /* In an emergency the evidence may follow. */
  facts.emergency = TRUE;
  facts.ground = "T01";
  findings = miao_findings_new ();
  miao_rules_begin_ending (&facts, D ("2026-02-28"), findings);
  expect_only (findings, NULL, PASS);
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
  expect_only (findings, NULL, PASS);
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

void
add_life_tests (void)
{
  g_test_add_func ("/care/exit", test_exit);
  g_test_add_func ("/care/leave/rules", test_leave);
  g_test_add_func ("/care/leave/words", test_leave_words);
  g_test_add_func ("/care/adoption/begin", test_begin_adoption);
  g_test_add_func ("/care/adoption/end", test_end_adoption);
  g_test_add_func ("/care/adoption/amend", test_amend_adoption);
  g_test_add_func ("/care/adoption/adopted", test_adopted);
  g_test_add_func ("/care/ending", test_ending);
  g_test_add_func ("/care/intake/steps", test_intake);
  g_test_add_func ("/care/intake/guardianship", test_intake_guardianship);
}
