#pragma once

#include "miao-child-rules.h"

G_BEGIN_DECLS

typedef struct {
  const char *placement;   /* id */
  const char *termination; /* id, or NULL */
  const char *child;
  MiaoDate born;
  MiaoCognition cognition;
  gboolean integration; /* the placement is still in integration (or its extension) */
  const char *ground;   /* CT_END_REASON: "T11" */
  const char *moved_to; /* where the child goes: code */
  MiaoDate term_to;     /* of the agreement */
  guint evidence;       /* papers attached */
  gboolean emergency;
  MiaoDate applied_on;         /* the family's written application; NONE: there is none */
  gboolean institution_agrees; /* to an earlier end than one month after the application */
  MiaoOpinionFacts opinion;
  gboolean resettled; /* where the child goes is written */
  gboolean supported; /* psychological and social support is arranged */
  MiaoDate notice_served_on;
  gboolean harm_suspected;
  const char *harm_report; /* report number; NULL: not reported */
  MiaoDate filed_on;
  gboolean settled; /* allowance */
  gboolean belongings;
  gboolean family_evaluated;   /* annex F final */
  gboolean child_evaluated;    /* annex I final */
  gboolean integration_failed; /* the integration evaluation is concluded: end it */
  const char *integration_zh;  /* its conclusion; NULL: there is none */
  const char *integration_en;
} MiaoEndingFacts;

/** Returns: whether @ground is one of the family's own (T01 … T08): it can have no further child
 *   until somebody has decided about it. */
gboolean miao_ending_is_of_family (const char *ground);

/** Returns: whether the child's own ending is evaluated (annex I): what became of it, what it says
 *   of it and what it needs now is nobody's to ask of a child that died (T26). */
gboolean miao_ending_evaluates_child (const char *ground);

/** TRM-01, TRM-01P, TRM-01F, TRM-02, TRM-03: what is asked when an ending is begun. @on: the day on
 * which the placement is to end. */
void miao_rules_begin_ending (const MiaoEndingFacts *facts, MiaoDate on, MiaoFindings *findings);

/** TRM-04: whether the child was heard, where the child is old enough. */
void miao_rules_ending_opinion (const MiaoEndingFacts *facts,
                                const MiaoRuleSettings *settings,
                                MiaoDate on,
                                MiaoFindings *findings);

/** All of the above and TRM-04 … TRM-11: what is asked when the ending is approved. TRM-08, TRM-09
 *  and TRM-11 advise: filing and settling follow the ending. */
void miao_rules_end (const MiaoEndingFacts *facts,
                     const MiaoRuleSettings *settings,
                     MiaoDate on,
                     MiaoFindings *findings);

/** TRM-08, TRM-09, TRM-11: what is still to be done after the end; of a child that died annex F
 *  alone is asked. */
void miao_rules_settle_ending (const MiaoEndingFacts *facts, MiaoFindings *findings);

/** Returns: the earliest day on which a placement may end after the family's application: one month
 *   later, the month's last day where there is no such day; in integration at once. */
MiaoDate miao_rules_earliest_end (MiaoDate applied_on, gboolean integration);

/** SUS-01: removing a child from danger is asked nothing, at any time; this only says that the
 * report is due at once. @reported_on: NONE while it was not made. */
void miao_rules_suspend (const char *placement,
                         MiaoDate reported_on,
                         MiaoDate on,
                         MiaoFindings *findings);

/** TRM-12: a follow-up on @seen, after the placement ended on @ended and not after @on. */
void miao_rules_aftercare_day (
    const char *termination, MiaoDate ended, MiaoDate seen, MiaoDate on, MiaoFindings *findings);

G_END_DECLS
