#pragma once

#include "miao-family-rules.h"
#include "miao-rules.h"

G_BEGIN_DECLS

/*
 * The evaluations during and after a placement (annexes D, E, F, H and I of MZ/T 122—2019, domain
 * 5.6 and 5.7). Weights, bands and intervals are the institution's own.
 */

/** Where a placement stands when an evaluation of it is opened. */
typedef struct {
  const char *placement; /* id */
  const char *kind;      /* "EV_D_EFFECT" */
  const char *kind_zh, *kind_en;
  const char *stage_zh, *stage_en; /* words of the state */
  MiaoDate moved_in_on;
  MiaoDate confirmed_on;
  MiaoDate ended_on;
} MiaoEvaluationStage;

/** EVAL-STAGE: C, F and I from the moving in on; D, E and H from the confirmation until the end. */
void miao_rules_evaluation_stage (const MiaoEvaluationStage *stage, MiaoFindings *findings);

/** Bands of the score of annex D, in hundredths of what could be reached. */
typedef enum {
  MIAO_EFFECT_UNKNOWN, /* nothing is scored */
  MIAO_EFFECT_FAIL,
  MIAO_EFFECT_RECTIFY,
  MIAO_EFFECT_PASS,
  MIAO_EFFECT_EXCELLENT,
} MiaoEffectBand;

typedef struct {
  const char *evaluation; /* id */
  const char *family;
  int score; /* points given */
  int most;  /* the most that the scored items could give; 0: none scored */
  MiaoEffectBand conclusion;
  MiaoDate finished_on;
  MiaoDate rectify_due; /* NONE: none */
  const MiaoMemberFacts *members;
  guint n_members;
} MiaoEffectFacts;

/** Returns: the band; @score of @most points, a bound belongs to the better band. Items that do not
 *  concern the child are left out of both. */
MiaoEffectBand miao_rules_effect_band (int score, int most, const MiaoRuleSettings *settings);

/** Returns: (transfer none): grade code "A" … "D" of a band, %NULL for none. */
const char *miao_rules_effect_grade (MiaoEffectBand band);

/** FUP-14 and EFF-SCORE. @on: day of the evaluation. */
void miao_rules_effect (const MiaoEffectFacts *facts,
                        const MiaoRuleSettings *settings,
                        MiaoDate on,
                        MiaoFindings *findings);

/** Duties that annex D found broken. */
typedef struct {
  const char *placement;
  const char *family;
  const char *broken;  /* "FUP-01 FUP-06": of safety and treatment; NULL: neither */
  gboolean not_told;   /* FUP-10: a move was not reported */
  MiaoDate since;      /* the evaluation began */
  guint incidents;     /* of this placement: open, or discovered since then */
  gboolean move_known; /* the move, or an evaluation of the family, was recorded since then */
} MiaoBrokenDuties;

/** EFF-INCIDENT and EFF-MOVE: what is broken leads on (domain 5.6), whatever is concluded. */
void miao_rules_effect_broken (const MiaoBrokenDuties *duties, MiaoFindings *findings);

/** EFF-RECTIFY, when the conclusion is that things are to be put right. */
void miao_rules_effect_rectify (const MiaoEffectFacts *facts,
                                const MiaoRuleSettings *settings,
                                MiaoFindings *findings);

G_END_DECLS
