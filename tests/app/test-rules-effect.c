/* Evaluations during and after a placement: stages, bands, days to put things right. */
#include "config.h"

#include "miao-as-at.h"
#include "miao-effect-rules.h"
#include "miao-problem-rules.h"
#include "rules-tests.h"

#include <string.h>

#define PASS MIAO_SEVERITY_PASS
#define BLOCK MIAO_SEVERITY_BLOCK
#define REASON MIAO_SEVERITY_REASON

static void
test_stage (void)
{
  static const struct {
    const char *kind, *moved_in, *confirmed, *ended;
    MiaoSeverity severity;
  } rows[] = {
    { "EV_C_INTEGRATION", NULL, NULL, NULL, BLOCK },
    { "EV_C_INTEGRATION", "2026-01-01", NULL, NULL, PASS },
    { "EV_D_EFFECT", "2026-01-01", NULL, NULL, BLOCK },
    { "EV_D_EFFECT", "2026-01-01", "2026-03-02", NULL, PASS },
    { "EV_D_EFFECT", "2026-01-01", "2026-03-02", "2026-09-01", BLOCK },
    { "EV_E_FAMILY_NEED", "2026-01-01", NULL, NULL, BLOCK },
    { "EV_E_FAMILY_NEED", "2026-01-01", "2026-03-02", NULL, PASS },
    { "EV_H_CHILD_NEED", "2026-01-01", "2026-03-02", "2026-09-01", BLOCK },
    { "EV_H_CHILD_NEED", "2026-01-01", "2026-03-02", NULL, PASS },
    { "EV_F_FAMILY_END", NULL, NULL, NULL, BLOCK },
    { "EV_F_FAMILY_END", "2026-01-01", NULL, "2026-02-01", PASS },
    { "EV_I_CHILD_END", "2026-01-01", "2026-03-02", "2026-09-01", PASS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoEvaluationStage stage = {
      .placement = "p",
      .kind = rows[i].kind,
      .kind_zh = "评估",
      .kind_en = "evaluation",
      .stage_zh = "正式寄养",
      .stage_en = "confirmed",
      .moved_in_on = D (rows[i].moved_in),
      .confirmed_on = D (rows[i].confirmed),
      .ended_on = D (rows[i].ended),
    };

    miao_rules_evaluation_stage (&stage, findings);
    expect (findings, "EVAL-STAGE", rows[i].severity);
    done (findings);
  }
}

static void
test_bands (void)
{
  static const struct {
    int score, most;
    MiaoEffectBand band;
    const char *grade;
  } rows[] = {
    { 0, 0, MIAO_EFFECT_UNKNOWN, NULL },
    { 85, 100, MIAO_EFFECT_EXCELLENT, "A" },
    { 84, 100, MIAO_EFFECT_PASS, "B" },
    { 70, 100, MIAO_EFFECT_PASS, "B" },
    { 69, 100, MIAO_EFFECT_RECTIFY, "C" },
    { 60, 100, MIAO_EFFECT_RECTIFY, "C" },
    { 59, 100, MIAO_EFFECT_FAIL, "D" },
    { 0, 100, MIAO_EFFECT_FAIL, "D" },
    /* Without rehabilitation and school 87 points can be had: 60.9 of them are 70 in a hundred. */
    { 61, 87, MIAO_EFFECT_PASS, "B" },
    { 60, 87, MIAO_EFFECT_RECTIFY, "C" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoEffectBand band = miao_rules_effect_band (rows[i].score, rows[i].most, thresholds ());

    g_assert_cmpint (band, ==, rows[i].band);
    g_assert_cmpstr (miao_rules_effect_grade (band), ==, rows[i].grade);
  }
}

static MiaoEffectFacts
good_effect (void)
{
  static const MiaoMemberFacts members[] = {
    { .id = "m1", .name = "沈明", .born = 0, .co_living = TRUE },
    { .id = "m2", .name = "沈星", .born = 0, .co_living = TRUE },
  };
  static MiaoMemberFacts own[2];
  MiaoEffectFacts facts = { .evaluation = "e",
                            .family = "f",
                            .score = 75,
                            .most = 100,
                            .conclusion = MIAO_EFFECT_PASS,
                            .finished_on = D ("2026-11-22"),
                            .members = own,
                            .n_members = G_N_ELEMENTS (own) };

  memcpy (own, members, sizeof own);
  own[0].born = D ("1980-05-01");
  own[1].born = D ("2020-11-22"); /* six on the day */

  return facts;
}

static void
test_conclusion (void)
{
  static const struct {
    int score;
    MiaoEffectBand conclusion;
    MiaoSeverity severity;
  } rows[] = {
    { 75, MIAO_EFFECT_PASS, PASS },        { 85, MIAO_EFFECT_PASS, REASON },
    { 84, MIAO_EFFECT_EXCELLENT, REASON }, { 85, MIAO_EFFECT_EXCELLENT, PASS },
    { 59, MIAO_EFFECT_RECTIFY, REASON },   { 60, MIAO_EFFECT_RECTIFY, PASS },
    { 59, MIAO_EFFECT_FAIL, PASS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoEffectFacts facts = good_effect ();

    facts.score = rows[i].score;
    facts.conclusion = rows[i].conclusion;
    facts.rectify_due = D ("2026-12-01");
    miao_rules_effect (&facts, thresholds (), facts.finished_on, findings);
    expect (findings, "EFF-SCORE", rows[i].severity);
    done (findings);
  }
}

static void
test_rectify (void)
{
  static const struct {
    const char *due;
    MiaoSeverity severity;
  } rows[] = {
    { NULL, BLOCK },        { "2026-11-22", BLOCK }, { "2026-11-23", PASS },
    { "2026-12-22", PASS }, { "2026-12-23", BLOCK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoEffectFacts facts = good_effect ();

    facts.score = 65;
    facts.conclusion = MIAO_EFFECT_RECTIFY;
    facts.rectify_due = D (rows[i].due);
    miao_rules_effect_rectify (&facts, thresholds (), findings);
    expect (findings, "EFF-RECTIFY", rows[i].severity);
    expect_words (findings, "EFF-RECTIFY", "2026-11-22 + 30 天 = 2026-12-22");
    done (findings);
  }
  {
    MiaoFindings *findings = miao_findings_new ();
    MiaoEffectFacts facts = good_effect ();

    miao_rules_effect_rectify (&facts, thresholds (), findings);
    expect_silent (findings, "EFF-RECTIFY");
    done (findings);
  }
}

/* A child of the family who is six on the day is no obstacle; the day before it is. */
static void
test_young (void)
{
  for (int early = 0; early < 2; early++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoEffectFacts facts = good_effect ();

    miao_rules_effect (&facts, thresholds (), D ("2026-11-22") - early, findings);
    expect (findings, "FUP-14", early ? BLOCK : PASS);
    if (early)
      expect_words (findings, "FUP-14", "沈星");
    done (findings);
  }
}

/* Grounds that the records know: of age on the day, the term over, where the child goes. */
static void
test_grounds (void)
{
  static const struct {
    const char *ground, *moved_to, *born, *term_to;
    int severity; /* -1: not asked */
  } rows[] = {
    { "T25", NULL, "2008-11-23", NULL, BLOCK }, /* 17 years and 364 days */
    { "T25", NULL, "2008-11-22", NULL, PASS },
    { "T31", NULL, "2018-01-01", "2026-11-23", BLOCK },
    { "T31", NULL, "2018-01-01", "2026-11-22", PASS },
    { "T31", NULL, "2018-01-01", NULL, BLOCK },
    { "T22", "INSTITUTION", "2018-01-01", NULL, BLOCK },
    { "T22", "ADOPTED", "2018-01-01", NULL, PASS },
    { "T22", NULL, "2018-01-01", NULL, -1 },
    { "T23", "ADOPTED", "2018-01-01", NULL, BLOCK },
    { "T23", "GUARDIAN", "2018-01-01", NULL, PASS },
    { "T03", "ADOPTED", "2018-01-01", NULL, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoEndingFacts facts = good_ending ();

    facts.ground = rows[i].ground;
    facts.moved_to = rows[i].moved_to;
    facts.born = D (rows[i].born);
    facts.term_to = D (rows[i].term_to);
    miao_rules_begin_ending (&facts, D ("2026-11-22"), findings);
    if (rows[i].severity < 0)
      expect_silent (findings, "TRM-01F");
    else
      expect (findings, "TRM-01F", (MiaoSeverity) rows[i].severity);
    done (findings);
  }
}

/* A child who died is neither heard, moved nor supported. */
static void
test_died (void)
{
  MiaoFindings *findings = miao_findings_new ();
  MiaoEndingFacts facts = good_ending ();

  facts.ground = "T26";
  facts.resettled = FALSE;
  facts.supported = FALSE;
  miao_rules_end (&facts, thresholds (), D ("2026-11-22"), findings);
  expect_silent (findings, "TRM-04");
  expect_silent (findings, "TRM-05");
  expect_silent (findings, "TRM-06");
  done (findings);
}

/* Each change counts from its own day on. */
static void
test_as_at (void)
{
  const MiaoSpan care[] = { { D ("2026-07-01"), D ("2026-07-11") } };
  const MiaoSpan ending[] = { { D ("2026-08-01"), D ("2026-08-05") },
                              { D ("2026-10-01"), MIAO_DATE_NONE } };
  static const struct {
    const char *on, *state;
  } rows[] = {
    { "2025-12-19", NULL },        { "2025-12-20", "PROPOSED" },    { "2025-12-24", "PROPOSED" },
    { "2025-12-25", "MATCHED" },   { "2025-12-27", "MATCHED" },     { "2025-12-28", "SIGNED" },
    { "2025-12-31", "SIGNED" },    { "2026-01-01", "INTEGRATION" }, { "2026-04-01", "INTEGRATION" },
    { "2026-04-02", "EXTENDED" },  { "2026-04-19", "EXTENDED" },    { "2026-04-20", "CONFIRMED" },
    { "2026-06-30", "CONFIRMED" }, { "2026-07-01", "SHORT_CARE" },  { "2026-07-10", "SHORT_CARE" },
    { "2026-07-11", "CONFIRMED" }, { "2026-08-01", "ENDING" },      { "2026-08-04", "ENDING" },
    { "2026-08-05", "CONFIRMED" }, { "2026-10-01", "ENDING" },      { "2026-10-14", "ENDING" },
    { "2026-10-15", "SUSPENDED" }, { "2026-10-31", "SUSPENDED" },   { "2026-11-01", "ENDED" },
  };
  const MiaoSpan removed[] = { { D ("2026-10-15"), MIAO_DATE_NONE } };
  const MiaoSpan back[] = { { D ("2026-10-15"), D ("2026-10-20") },
                            { D ("2026-10-25"), MIAO_DATE_NONE } };
  MiaoPlacementDays days = {
    .proposed_on = D ("2025-12-20"),
    .matched_on = D ("2025-12-25"),
    .signed_on = D ("2025-12-28"),
    .moved_in_on = D ("2026-01-01"),
    .extended_to = D ("2026-04-21"),
    .confirmed_on = D ("2026-04-20"),
    .ended_on = D ("2026-11-01"),
    .removals = removed,
    .n_removals = 1,
    .short_cares = care,
    .n_short_cares = G_N_ELEMENTS (care),
    .endings = ending,
    .n_endings = G_N_ELEMENTS (ending),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (miao_placement_state_on (&days, thresholds (), D (rows[i].on)), ==,
                     rows[i].state);
  /* Taken out and back, and once more: between the two days only, each time. */
  days.removals = back;
  days.n_removals = G_N_ELEMENTS (back);
  /* Withdrawn before the child moved in. */
  {
    const MiaoPlacementDays withdrawn = { .proposed_on = D ("2026-01-05"),
                                          .matched_on = D ("2026-01-09"),
                                          .signed_on = D ("2026-01-20"),
                                          .cancelled_on = D ("2026-02-01") };

    g_assert_cmpstr (miao_placement_state_on (&withdrawn, thresholds (), D ("2026-01-31")), ==,
                     "SIGNED");
    g_assert_cmpstr (miao_placement_state_on (&withdrawn, thresholds (), D ("2026-02-01")), ==,
                     "CANCELLED");
  }
  days.ended_on = MIAO_DATE_NONE;
  days.n_endings = 1;
  g_assert_cmpstr (miao_placement_state_on (&days, thresholds (), D ("2026-10-19")), ==,
                   "SUSPENDED");
  g_assert_cmpstr (miao_placement_state_on (&days, thresholds (), D ("2026-10-20")), ==,
                   "CONFIRMED");
  g_assert_cmpstr (miao_placement_state_on (&days, thresholds (), D ("2026-10-25")), ==,
                   "SUSPENDED");
}

/* More than minor: checked by a later visit; closed from the day it was found until today. */
static void
test_problems (void)
{
  static const struct {
    const char *severity, *closed, *rechecked;
    int check, day; /* -1: not asked */
  } rows[] = {
    { "1", "2026-11-22", NULL, -1, PASS },    { "1", "2026-11-23", NULL, -1, BLOCK },
    { "1", "2026-11-01", NULL, -1, PASS },    { "1", "2026-10-31", NULL, -1, BLOCK },
    { "2", "2026-11-22", NULL, BLOCK, PASS }, { "2", "2026-11-22", "2026-11-20", PASS, PASS },
    { "3", "2026-11-22", NULL, BLOCK, PASS }, { "3", "2026-11-22", "2026-11-22", PASS, PASS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoProblemFacts facts = { .visit = "v",
                               .text = "阳台没有护栏",
                               .severity = rows[i].severity,
                               .visited_on = D ("2026-11-01"),
                               .closed_on = D (rows[i].closed),
                               .rechecked_on = D (rows[i].rechecked) };

    miao_rules_close_problem (&facts, D ("2026-11-22"), findings);
    if (rows[i].check < 0)
      expect_silent (findings, "VIS-01");
    else
      expect (findings, "VIS-01", (MiaoSeverity) rows[i].check);
    expect (findings, "VIS-02", (MiaoSeverity) rows[i].day);
    done (findings);
  }
  {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_serious_problem ("v", "身上有伤", findings);
    expect (findings, "VIS-03", MIAO_SEVERITY_ADVICE);
    note ("VIS-03", TRUE); /* it only speaks when there is something */
    done (findings);
  }
}

/* What annex D finds broken leads on, until that is recorded. */
static void
test_broken (void)
{
  static const struct {
    const char *broken;
    guint incidents;
    gboolean not_told, move_known;
    int incident, move; /* -1: not asked */
  } rows[] = {
    { NULL, 0, FALSE, FALSE, -1, -1 },
    { "FUP-01", 0, FALSE, FALSE, MIAO_SEVERITY_REASON, -1 },
    { "FUP-01 FUP-06", 1, FALSE, FALSE, MIAO_SEVERITY_PASS, -1 },
    { NULL, 0, TRUE, FALSE, -1, MIAO_SEVERITY_REASON },
    { NULL, 0, TRUE, TRUE, -1, MIAO_SEVERITY_PASS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoBrokenDuties duties = { .placement = "p1",
                                      .family = "f1",
                                      .broken = rows[i].broken,
                                      .not_told = rows[i].not_told,
                                      .since = D ("2026-11-20"),
                                      .incidents = rows[i].incidents,
                                      .move_known = rows[i].move_known };
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_effect_broken (&duties, findings);
    if (rows[i].incident < 0)
      expect_silent (findings, "EFF-INCIDENT");
    else
      g_assert_cmpstr (
          miao_finding_record (expect (findings, "EFF-INCIDENT", (MiaoSeverity) rows[i].incident)),
          ==, "p1");
    if (rows[i].move < 0)
      expect_silent (findings, "EFF-MOVE");
    else
      g_assert_cmpstr (
          miao_finding_record (expect (findings, "EFF-MOVE", (MiaoSeverity) rows[i].move)), ==,
          "f1");
    done (findings);
  }
}

void
add_effect_tests (void)
{
  g_test_add_func ("/effect/problems", test_problems);
  g_test_add_func ("/effect/as-at", test_as_at);
  g_test_add_func ("/effect/grounds", test_grounds);
  g_test_add_func ("/effect/died", test_died);
  g_test_add_func ("/effect/stage", test_stage);
  g_test_add_func ("/effect/bands", test_bands);
  g_test_add_func ("/effect/conclusion", test_conclusion);
  g_test_add_func ("/effect/broken", test_broken);
  g_test_add_func ("/effect/rectify", test_rectify);
  g_test_add_func ("/effect/young", test_young);
}
