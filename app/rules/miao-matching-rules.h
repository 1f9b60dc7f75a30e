#pragma once

#include "miao-rules.h"

G_BEGIN_DECLS

/** A concluded evaluation as later steps look at it. */
/** House rule: a rehabilitation base up to here counts as near, in tenths of a kilometre. */
#define MIAO_REHAB_NEAR_HM 300

typedef struct {
  const char *id;            /* evaluation; NULL: there is none */
  MiaoDate final_on;         /* day of the leader's signature; NONE: not final */
  gboolean positive;         /* concluded "passed", "suited", "formal placement" */
  const char *conclusion_zh; /* (nullable): its words */
  const char *conclusion_en;
  MiaoDate valid_until; /* as recorded; NONE: only the setting limits it */
} MiaoConclusionFacts;

typedef struct {
  const char *matching; /* id; NULL for a proposal that is not stored yet */
  const char *child;
  const char *family;
  const char *institution_division; /* GB/T 2260, six digits */
  const char *home_division;
  gboolean cross_area_document; /* consent of the common superior department attached */
  int capacity;                 /* approved places; below 0: the number of the setting */
  int foster_now; /* children in open placements with the family, this child not counted */
  MiaoConclusionFacts family_evaluation; /* kind B */
  MiaoConclusionFacts child_evaluation;  /* kind G */
  gboolean disabled;
  gboolean community_resources;
  gboolean fit_described;
  guint open_placements; /* of the child, this one not counted */
  guint meetings;
} MiaoMatchingFacts;

/** MAT-01 … MAT-08. @on: the day of the decision. */
void miao_rules_matching (const MiaoMatchingFacts *facts,
                          const MiaoRuleSettings *settings,
                          MiaoDate on,
                          MiaoFindings *findings);

/**
 * miao_rules_division:
 * @institution, @home: GB/T 2260 codes of six digits
 *
 * Asks MAT-01 (not in another province) and MAT-01D (in another county or prefecture only with the
 * document). An institution whose code ends in "00" or "0000" serves the whole prefecture or
 * province. An unknown code fails MAT-01.
 */
void miao_rules_division (const char *institution,
                          const char *home,
                          gboolean document,
                          const char *family,
                          const char *matching,
                          MiaoFindings *findings);

/** Returns: whether two division codes lie in different provinces; %FALSE when one is no code. */
gboolean miao_rules_cross_province (const char *a, const char *b);

/** Returns: the last day on which a conclusion counts; %MIAO_DATE_NONE when it is not final. */
MiaoDate miao_rules_valid_until (const MiaoConclusionFacts *conclusion, int months);

G_END_DECLS
