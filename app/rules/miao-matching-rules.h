#pragma once

#include "miao-child-rules.h"

G_BEGIN_DECLS

/** A concluded evaluation as later steps look at it. */
typedef struct {
  const char *id;            /* evaluation; NULL: there is none */
  MiaoDate final_on;         /* day of the leader's signature; NONE: not final */
  gboolean positive;         /* concluded "passed", "suited", "formal placement" */
  const char *conclusion_zh; /* (nullable): its words */
  const char *conclusion_en;
  MiaoDate valid_until; /* as recorded; NONE: only the setting limits it */
  gboolean reviewed;    /* the institution's review passed it */
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
  int rehab_hm; /* from the home to a rehabilitation base, tenths of a kilometre; below 0: unknown
                 */
  gboolean fit_described;
  guint open_placements; /* of the child, this one not counted */
  guint meetings;
} MiaoMatchingFacts;

/** Whose other matches in progress hold the child or the family's places. */
typedef struct {
  const char *child;
  const char *family;
  const char *number; /* (nullable): of the child's other match in progress; %NULL: there is none */
  const char *placement; /* its id */
  const char *state_zh;
  const char *state_en;
  MiaoDate since;  /* proposed on */
  int capacity;    /* as in MiaoMatchingFacts */
  int living;      /* children who live with the family */
  int in_progress; /* other matches of the family that are proposed, decided or signed */
} MiaoMatchLockFacts;

/** What a person weighs: what the family wishes for and what the child is; never decides. */
typedef struct {
  const char *child;
  const char *family;
  const char *application; /* (nullable): where the wishes stand; %NULL: none are known */
  const char *sex;         /* GB/T 2261.1 */
  MiaoDate born;
  gboolean disabled;
  const char *ethnic;           /* GB/T 3304, (nullable) */
  const char *caregiver_ethnic; /* (nullable) */
  const char *wish_sex;         /* "0" either, "1", "2"; (nullable): not said */
  int wish_from;                /* completed years; below 0: not said */
  int wish_to;
  int wish_number;       /* 0: not said */
  int accept_disability; /* 1 yes, 0 no, below 0: not said */
  int foster_now;
  guint siblings;           /* brothers and sisters in the institution's care */
  guint siblings_there;     /* of them with this family */
  guint siblings_placed;    /* of them with any family */
  MiaoOpinionFacts opinion; /* what the child said of this very family */
  gboolean skilled;         /* somebody in the family has professional knowledge */
  MiaoDate earlier_on;      /* the pair was considered and not taken; NONE: never */
  const char *earlier_zh;   /* the decision in words */
  const char *earlier_en;
  const char *earlier_text; /* and its reasons */
  const char *earlier;      /* the record that says so */
} MiaoFitFacts;

/** MAT-01 … MAT-08. @on: the day of the decision. */
void miao_rules_matching (const MiaoMatchingFacts *facts,
                          const MiaoRuleSettings *settings,
                          MiaoDate on,
                          MiaoFindings *findings);

/** MAT-09: who decided together. @attendees: how many took part. */
void miao_rules_match_meeting (const char *matching,
                               guint attendees,
                               const MiaoRuleSettings *settings,
                               MiaoFindings *findings);

/** MAT-10, MAT-11: a child is in one match at a time, and a place of a family in one. */
void miao_rules_match_lock (const MiaoMatchLockFacts *facts,
                            const MiaoRuleSettings *settings,
                            MiaoFindings *findings);

/** MAT-12 and FIT-01 … FIT-08: what is to be weighed; none of them refuses. */
void miao_rules_match_fit (const MiaoFitFacts *facts, MiaoDate on, MiaoFindings *findings);

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
