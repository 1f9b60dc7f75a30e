/* Tasks that a colleague looks after: which days they are, and what is asked. */
#include "config.h"

#include "miao-delegation-rules.h"
#include "rules-tests.h"

#define PASS MIAO_SEVERITY_PASS
#define BLOCK MIAO_SEVERITY_BLOCK

/* Both its days count; ended early, it is over that very day. */
static void
test_days (void)
{
  static const struct {
    const char *on, *ended;
    MiaoDelegationState state;
  } rows[] = {
    { "2026-11-22", NULL, MIAO_DELEGATION_AHEAD },
    { "2026-11-23", NULL, MIAO_DELEGATION_RUNS },
    { "2026-11-30", NULL, MIAO_DELEGATION_RUNS },
    { "2026-12-04", NULL, MIAO_DELEGATION_RUNS },
    { "2026-12-05", NULL, MIAO_DELEGATION_OVER },
    { "2026-11-29", "2026-11-30", MIAO_DELEGATION_RUNS },
    { "2026-11-30", "2026-11-30", MIAO_DELEGATION_OVER },
    { "2026-12-01", "2026-11-30", MIAO_DELEGATION_OVER },
    /* Called off before it began: it never runs. */
    { "2026-11-22", "2026-11-22", MIAO_DELEGATION_OVER },
    { "2026-11-23", "2026-11-22", MIAO_DELEGATION_OVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (miao_delegation_state (D ("2026-11-23"), D ("2026-12-04"), D (rows[i].ended),
                                            D (rows[i].on)),
                     ==, rows[i].state);
}

static void
test_meet (void)
{
  static const struct {
    const char *from, *until;
    gboolean meet;
  } rows[] = {
    { "2026-11-20", "2026-11-22", FALSE }, { "2026-11-20", "2026-11-23", TRUE },
    { "2026-11-25", "2026-11-25", TRUE },  { "2026-11-01", "2026-12-31", TRUE },
    { "2026-12-04", "2026-12-10", TRUE },  { "2026-12-05", "2026-12-10", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (miao_delegations_meet (D ("2026-11-23"), D ("2026-12-04"), D (rows[i].from),
                                          D (rows[i].until)) == rows[i].meet);
}

static MiaoDelegationFacts
good (void)
{
  return (MiaoDelegationFacts){ .delegation = "d1",
                                .works_here = TRUE,
                                .has_account = TRUE,
                                .to_name = "乔木",
                                .from = D ("2026-11-22"),
                                .until = D ("2026-12-04"),
                                .other_from = MIAO_DATE_NONE,
                                .other_until = MIAO_DATE_NONE,
                                .away_from = MIAO_DATE_NONE,
                                .away_until = MIAO_DATE_NONE };
}

static MiaoFindings *
ask (const MiaoDelegationFacts *facts)
{
  MiaoFindings *findings = miao_findings_new ();

  miao_rules_delegation (facts, D ("2026-11-22"), findings);

  return findings;
}

static void
test_person (void)
{
  MiaoDelegationFacts facts = good ();
  MiaoFindings *findings = ask (&facts);

  for (int i = 1; i <= 5; i++) {
    g_autofree char *rule = g_strdup_printf ("DLG-%02d", i);

    expect (findings, rule, PASS);
  }
  done (findings);
  facts.same = TRUE;
  findings = ask (&facts);
  expect (findings, "DLG-01", BLOCK);
  done (findings);
  facts = good ();
  facts.works_here = FALSE;
  findings = ask (&facts);
  expect (findings, "DLG-01", BLOCK);
  expect_words (findings, "DLG-01", "乔木");
  done (findings);
  facts = good ();
  facts.has_account = FALSE;
  findings = ask (&facts);
  expect (findings, "DLG-02", BLOCK);
  done (findings);
}

static void
test_term (void)
{
  static const struct {
    const char *from, *until;
    MiaoSeverity severity;
  } rows[] = {
    { "2026-11-22", "2026-11-22", PASS },  { "2026-11-21", "2026-12-04", BLOCK },
    { "2026-11-23", "2026-11-22", BLOCK }, { "2026-11-23", "2026-11-23", PASS },
    { "2026-12-01", "2027-03-01", PASS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoDelegationFacts facts = good ();
    MiaoFindings *findings;

    facts.from = D (rows[i].from);
    facts.until = D (rows[i].until);
    findings = ask (&facts);
    expect (findings, "DLG-03", rows[i].severity);
    done (findings);
  }
}

static void
test_others (void)
{
  MiaoDelegationFacts facts = good ();
  MiaoFindings *findings;

  facts.other_from = D ("2026-12-01");
  facts.other_until = D ("2026-12-10");
  facts.other_name = "丁一";
  findings = ask (&facts);
  expect (findings, "DLG-04", BLOCK);
  expect_words (findings, "DLG-04", "2026-12-01 至 2026-12-10 已转交给 丁一");
  done (findings);
  facts = good ();
  facts.away_from = facts.away_until = D ("2026-11-30");
  findings = ask (&facts);
  expect (findings, "DLG-05", BLOCK);
  done (findings);
}

void
add_delegation_tests (void)
{
  g_test_add_func ("/delegation/days", test_days);
  g_test_add_func ("/delegation/meet", test_meet);
  g_test_add_func ("/delegation/person", test_person);
  g_test_add_func ("/delegation/term", test_term);
  g_test_add_func ("/delegation/others", test_others);
}
