#pragma once

#include "miao-matching-rules.h"

G_BEGIN_DECLS

/*
 * The order of the families that could take a child, or of the children whom a family could take.
 * Nothing is added up to a score: candidates are compared by one criterion after the other, and the
 * first that differs puts one before the other. The order decides nothing; people do.
 */

/**
 * MiaoMatchVerdict:
 * @MIAO_MATCH_OPEN: no rule refuses
 * @MIAO_MATCH_DECIDE: what refuses can be decided by a person: the superior department's consent,
 *   the head's written decision against the refusal of a child of eight or nine
 * @MIAO_MATCH_REFUSED: a rule refuses; something must change first
 */
typedef enum {
  MIAO_MATCH_OPEN,
  MIAO_MATCH_DECIDE,
  MIAO_MATCH_REFUSED,
} MiaoMatchVerdict;

/** How far the home is from the institution. */
typedef enum {
  MIAO_NEAR_COUNTY,
  MIAO_NEAR_PREFECTURE,
  MIAO_NEAR_PROVINCE,
  MIAO_NEAR_OTHER, /* another province, or unknown */
} MiaoNear;

/** What a distance leads to: what the child needs most. */
typedef enum {
  MIAO_DISTANCE_CLINIC,
  MIAO_DISTANCE_SCHOOL,
  MIAO_DISTANCE_REHAB,
} MiaoDistance;

/** One pair of child and family, as it is compared with others. */
typedef struct {
  MiaoFindings *findings; /* every rule that was asked of the pair */
  guint siblings_there;
  MiaoOpinionValue opinion; /* of the child, about this family */
  gboolean considered;      /* before, and not taken */
  MiaoNear near;
  MiaoDistance distance_of;
  int distance_hm; /* below 0: unknown, which comes last */
  gboolean skilled;
  int free_places; /* of the family */
  MiaoDate since;  /* the family qualified, or the child found suited; NONE comes last */
  const char *id;  /* of the candidate; ids grow with the time of registration */
} MiaoMatchCandidate;

MiaoMatchVerdict miao_match_finding_verdict (const MiaoFinding *finding,
                                             MiaoDate born,
                                             const MiaoRuleSettings *settings,
                                             MiaoDate on);
/** The worst verdict of all findings. @born: of the child. */
MiaoMatchVerdict miao_match_verdict (const MiaoFindings *findings,
                                     MiaoDate born,
                                     const MiaoRuleSettings *settings,
                                     MiaoDate on);
/** Returns: (transfer none): 可以提出 · 须有人决定 · 现在不行. */
const char *miao_match_verdict_label (MiaoMatchVerdict verdict, MiaoLanguage language);
/** Returns: (transfer none): "open", "decide", "refused". */
const char *miao_match_verdict_name (MiaoMatchVerdict verdict);

MiaoNear miao_match_near (const char *institution, const char *home);

/** Returns: (transfer none) (nullable): the name of criterion @index in the order in which they are
 *  asked; %NULL past the last. */
const char *miao_match_criterion (guint index, MiaoLanguage language);
/** Returns: (transfer full): what @candidate has to say to criterion @index. */
char *miao_match_dup_value (guint index,
                            const MiaoMatchCandidate *candidate,
                            MiaoMatchVerdict verdict,
                            MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_match_compare:
 * @ret_criterion: (out) (optional): what decided; untouched when they are the same candidate
 *
 * Returns: below 0 when @a stands before @b. A total order: two candidates are equal only when
 *   their ids are.
 */
int miao_match_compare (const MiaoMatchCandidate *a,
                        MiaoMatchVerdict verdict_a,
                        const MiaoMatchCandidate *b,
                        MiaoMatchVerdict verdict_b,
                        guint *ret_criterion);

/**
 * miao_match_dup_why:
 * @above: (nullable): the candidate one place higher; %NULL: @candidate is the first
 * @below: (nullable): the one a place lower, which says why the first is the first
 *
 * Returns: (transfer full): one line: why the candidate stands where it stands.
 */
char *miao_match_dup_why (const MiaoMatchCandidate *above,
                          MiaoMatchVerdict verdict_above,
                          const MiaoMatchCandidate *candidate,
                          MiaoMatchVerdict verdict,
                          const MiaoMatchCandidate *below,
                          MiaoMatchVerdict verdict_below,
                          MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
