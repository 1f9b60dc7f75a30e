#pragma once

#include "miao-child-rules.h"
#include "miao-evaluation-rules.h"
#include "miao-family-rules.h"

G_BEGIN_DECLS

/*
 * What is asked of a return before it is sent (domain 11.6): one child's folder at a time, so that
 * a batch of any size streams through. Unlike acts, a return reports only what is not in order; how
 * often a rule was asked is counted in a tally.
 */

/** Rules of miao_return_rules(). */
#define MIAO_RETURN_RULES 20

typedef struct {
  guint64 asked[MIAO_RETURN_RULES];
  guint64 failed[MIAO_RETURN_RULES];
} MiaoReturnTally;

/** Returns: (transfer none): ids in the order of the tally: "V101", … */
const char *const *miao_return_rules (void);

typedef struct {
  const char *id;
  MiaoDate arrived_on;
  MiaoDate closed_on; /* left; NONE: still here */
  const char *intake_code;
  const char *paid_through;    /* (nullable): "2026-09": month up to which the allowance was paid */
  const char *last_paid_month; /* (nullable): "2026-09": last month to be paid after leaving */
} MiaoReturnAdmission;

/** Anything of the folder that has a date. */
typedef struct {
  const char *kind;  /* record kind: "visit" */
  const char *field; /* its date: "visited_on" */
  const char *id;
  const char *label_zh; /* "探访" */
  const char *label_en;
  MiaoDate on;
  gboolean fresh; /* recorded since the last accepted batch */
} MiaoReturnEvent;

/** A coded value and the day by which it is judged. */
typedef struct {
  const char *kind;
  const char *field;
  const char *id;
  const char *table;
  const char *code;
  MiaoDate on; /* NONE: any day */
} MiaoReturnCode;

typedef struct {
  const char *id;
  const char *family;
  const char *home_division;
  MiaoDate moved_in_on;
  MiaoDate confirmed_on;     /* NONE: not confirmed */
  MiaoDate ended_on;         /* NONE: open */
  const char *extend_reason; /* (nullable) */
  const MiaoDate *visits;
  guint n_visits;
} MiaoReturnPlacement;

/** A concluded evaluation. */
typedef struct {
  const char *id;
  MiaoDate on; /* its day */
  const MiaoTeamMember *members;
  guint n_members;
} MiaoReturnEvaluation;

/** What the last accepted batch said of the child. */
typedef struct {
  gboolean there;   /* there is such a batch and the child was in it */
  MiaoDate cut_off; /* of that batch; NONE: no batch yet */
  const char *sex;
  MiaoDate born;
  const char *ethnic;
  const char *paid_through; /* (nullable) */
} MiaoReturnPrevious;

typedef struct {
  const char *id;
  const char *institution_division;
  MiaoDate cut_off;   /* of this batch */
  gboolean paper_era; /* taken over from paper: rules about the past drop one level */
  const char *id_no;
  const char *id_absent_reason; /* (nullable) */
  MiaoDate born;
  const char *sex;
  const char *ethnic;
  MiaoGuardianship guardianship;
  MiaoCognition cognition;
  const MiaoReturnAdmission *admissions; /* in order of arrival */
  guint n_admissions;
  const MiaoReturnPlacement *placements; /* those in which the child moved in */
  guint n_placements;
  const MiaoReturnEvaluation *evaluations;
  guint n_evaluations;
  const MiaoDate *opinions; /* days of the opinions about placement */
  guint n_opinions;
  const MiaoReturnEvent *events;
  guint n_events;
  const MiaoReturnCode *codes;
  guint n_codes;
  MiaoReturnPrevious previous;
} MiaoReturnChild;

/** V101 … V213, V303 … V305, V402 … V404. @tally: (nullable). */
void miao_rules_return_child (const MiaoReturnChild *facts,
                              const MiaoRuleSettings *settings,
                              MiaoFindings *findings,
                              MiaoReturnTally *tally);

/** V212 for evaluations that stand outside a child's folder: those of a family. @tally: (nullable).
 */
void miao_rules_return_evaluations (const MiaoReturnEvaluation *evaluations,
                                    guint n_evaluations,
                                    const MiaoRuleSettings *settings,
                                    MiaoFindings *findings,
                                    MiaoReturnTally *tally);

/** One child's stay with a family. */
typedef struct {
  const char *placement;
  MiaoDate from;
  MiaoDate to; /* day of the end; NONE: open */
} MiaoReturnStay;

typedef struct {
  const char *id;
  MiaoDate cut_off;
  const MiaoReturnStay *stays;
  guint n_stays;
  const MiaoMemberFacts *members;
  guint n_members;
} MiaoReturnFamily;

/** V301, V302: every family in which a child of the batch lived. @tally: (nullable). */
void miao_rules_return_family (const MiaoReturnFamily *facts,
                               const MiaoRuleSettings *settings,
                               MiaoFindings *findings,
                               MiaoReturnTally *tally);

/** V401: a child of the last accepted batch that is not in this one. @reduced: leaving or another
 *  reduction is recorded. @tally: (nullable). */
void miao_rules_return_missing (const char *child,
                                MiaoDate previous_cut_off,
                                gboolean reduced,
                                MiaoFindings *findings,
                                MiaoReturnTally *tally);

/** What the batch adds up to, and what the quarterly statistics said. */
typedef struct {
  const char *id; /* (nullable): of the batch */
  MiaoDate cut_off;
  guint64 in_care;      /* children in care on the cut-off by the batch */
  MiaoDate stat_on;     /* end of the quarter; NONE: nothing was said, V501 is not asked */
  guint64 stat_in_care; /* children in care by the quarterly statistics */
  guint64 joined;       /* taken in after the quarter up to the cut-off */
  guint64 left;         /* left after the quarter up to the cut-off */
} MiaoReturnTotals;

/** V501. @tally: (nullable). */
void miao_rules_return_totals (const MiaoReturnTotals *totals,
                               MiaoFindings *findings,
                               MiaoReturnTally *tally);

/** Adds the stays of one child to @totals, whose days are set already. */
void miao_return_totals_add (MiaoReturnTotals *totals,
                             const MiaoReturnAdmission *admissions,
                             guint n_admissions);

/** Returns: the last day of the newest quarter that had ended on @cut_off or ends on it. */
MiaoDate miao_return_quarter_end (MiaoDate cut_off);

G_END_DECLS
