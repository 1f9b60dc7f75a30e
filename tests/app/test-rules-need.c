/* What evaluations of needs found: listed, with a day and a person, and closed in time. */
#include "config.h"

#include "miao-need-rules.h"
#include "rules-tests.h"

#define PASS MIAO_SEVERITY_PASS
#define BLOCK MIAO_SEVERITY_BLOCK

static MiaoNeedFacts
need (void)
{
  return (MiaoNeedFacts){ .need = "n",
                          .text = "照料人需要休息",
                          .found_on = D ("2026-11-01"),
                          .due = D ("2026-12-01"),
                          .staff_name = "演负责" };
}

/* Not before it was found; urgent means two weeks; whoever left does not answer for it. */
static void
test_plan (void)
{
  static const struct {
    const char *due, *left;
    gboolean urgent;
    MiaoSeverity day, person, pace;
  } rows[] = {
    { "2026-11-01", NULL, FALSE, PASS, PASS, PASS },
    { "2026-10-31", NULL, FALSE, BLOCK, PASS, PASS },
    { "2027-11-01", NULL, FALSE, PASS, PASS, PASS },
    { "2026-11-15", NULL, TRUE, PASS, PASS, PASS },
    { "2026-11-16", NULL, TRUE, PASS, PASS, MIAO_SEVERITY_ADVICE },
    { "2026-11-30", "2026-11-23", FALSE, PASS, PASS, PASS },
    { "2026-11-30", "2026-11-22", FALSE, PASS, BLOCK, PASS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoNeedFacts facts = need ();

    facts.due = D (rows[i].due);
    facts.urgent = rows[i].urgent;
    facts.staff_left_on = D (rows[i].left);
    miao_rules_plan_need (&facts, D ("2026-11-22"), findings);
    expect (findings, "NEED-02", rows[i].day);
    expect (findings, "NEED-03", rows[i].person);
    expect (findings, "NEED-06", rows[i].pace);
    done (findings);
  }
}

static void
test_close (void)
{
  static const struct {
    const char *closed;
    MiaoSeverity says;
  } rows[] = {
    { "2026-11-01", PASS },
    { "2026-10-31", BLOCK },
    { "2026-11-22", PASS },
    { "2026-11-23", BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoNeedFacts facts = need ();

    miao_rules_close_need (&facts, D (rows[i].closed), D ("2026-11-22"), findings);
    expect (findings, "NEED-04", rows[i].says);
    done (findings);
  }
  for (int closed = 0; closed < 2; closed++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoNeedFacts facts = need ();

    miao_rules_need_open (&facts, closed ? D ("2026-11-20") : MIAO_DATE_NONE, "已落实", "met",
                          findings);
    expect (findings, "NEED-05", closed ? BLOCK : PASS);
    done (findings);
  }
}

static void
test_listed (void)
{
  static const struct {
    guint found, listed;
    const char *missing;
    MiaoSeverity says;
  } rows[] = {
    { 0, 0, NULL, PASS },
    { 2, 2, NULL, PASS },
    { 2, 1, "FND-05", BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_needs_listed ("e", rows[i].found, rows[i].listed, rows[i].missing, findings);
    expect (findings, "NEED-01", rows[i].says);
    done (findings);
  }
}

/* A placement that ends leaves what is open. */
static void
test_left (void)
{
  for (guint open = 0; open < 3; open++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_needs_left (open > 0 ? "n" : "p", open, open > 0 ? "轮椅" : NULL, findings);
    expect (findings, "NEED-07", open > 0 ? MIAO_SEVERITY_ADVICE : PASS);
    done (findings);
  }
}

void
add_need_tests (void)
{
  g_test_add_func ("/need/left", test_left);
  g_test_add_func ("/need/plan", test_plan);
  g_test_add_func ("/need/close", test_close);
  g_test_add_func ("/need/listed", test_listed);
}
