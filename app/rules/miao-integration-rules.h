#pragma once

#include "miao-child-rules.h"
#include "miao-matching-rules.h"

G_BEGIN_DECLS

/**
 * MiaoIntegration:
 *
 * Where a placement stands in its integration period on one day. The day of moving in is day 0 and
 * is not counted (Civil Code Art. 201): moved in on 2026-01-01, day 60 is 2026-03-02.
 */
typedef struct {
  MiaoDate start;
  MiaoDate earliest;    /* first day on which the placement may be confirmed */
  MiaoDate latest;      /* last day of the longest ordinary period */
  MiaoDate extended_to; /* NONE: not extended */
  int day;              /* days since the start */
  int to_earliest;      /* days until @earliest; 0 or less: reached */
  int to_latest;        /* days until @latest (or the extension's end); below 0: over */
} MiaoIntegration;

/** Computes it; @start must be a day, @extended_to may be none. */
MiaoIntegration miao_integration_on (MiaoDate start,
                                     MiaoDate extended_to,
                                     const MiaoRuleSettings *settings,
                                     MiaoDate on);

typedef struct {
  const char *placement; /* id */
  const char *child;
  MiaoDate born;
  MiaoCognition cognition;
  MiaoDate moved_in_on;
  MiaoDate extended_to;
  const char *extend_reason;      /* (nullable) */
  MiaoConclusionFacts evaluation; /* kind C; @positive: concludes formal placement */
  MiaoOpinionFacts opinion;       /* last opinion about the integration */
  const MiaoDate *visits;         /* in any order */
  guint n_visits;
  const char *agreed_caregiver; /* member id in the agreement as amended */
  const char *agreed_caregiver_name;
  const char *caregiver; /* member id of the caregiver today */
  const char *caregiver_name;
} MiaoIntegrationFacts;

/** Days before the shortest integration period is over from which its evaluation is planned (house
 *  rule, with D16): day 50 of 60. */
#define MIAO_INTEGRATION_PLAN_DAYS 10

/** Returns: the first day on which the evaluation of an integration that began on @start says
 *  something about it. */
MiaoDate miao_integration_planned (MiaoDate start, const MiaoRuleSettings *settings);

/** P3: INT-01, INT-02, INT-03, INT-03N, INT-11 (and CHD-10R), INT-13, INT-15, INT-14. @on: the day
 *  of confirming. */
void miao_rules_confirm (const MiaoIntegrationFacts *facts,
                         const MiaoRuleSettings *settings,
                         MiaoDate on,
                         MiaoFindings *findings);

/** INT-01, INT-02, INT-03, INT-03N, INT-11: what annex C computes on the day of the evaluation.
 *  Before day 60 INT-01 only advises here: the evaluation may be made, confirming must wait. */
void miao_rules_integration_computed (const MiaoIntegrationFacts *facts,
                                      const MiaoRuleSettings *settings,
                                      MiaoDate on,
                                      MiaoFindings *findings);

/** INT-04 … INT-10 and INT-12 from the answers of annex C. */
void miao_rules_integration_form (const char *evaluation,
                                  const MiaoAnswers *answers,
                                  gboolean abuse_suspected,
                                  MiaoFindings *findings);

/** P2: EXT-01 and EXT-02, for an extension to @to. */
void miao_rules_extend (const char *placement,
                        MiaoDate moved_in_on,
                        MiaoDate to,
                        const char *reason,
                        const MiaoRuleSettings *settings,
                        MiaoFindings *findings);

/**
 * miao_rules_longest_gap:
 * @from: day of the move-in
 * @to: last day looked at
 * @visits: in any order; days outside the window are left out
 *
 * Returns: the most days between two neighbouring days of @from, the visits and @to.
 */
int miao_rules_longest_gap (MiaoDate from,
                            MiaoDate to,
                            const MiaoDate *visits,
                            guint n_visits,
                            MiaoDate *ret_from,
                            MiaoDate *ret_to);

G_END_DECLS
