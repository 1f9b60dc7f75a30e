#pragma once

#include "miao-rules.h"

G_BEGIN_DECLS

typedef enum {
  MIAO_VOTE_NONE,
  MIAO_VOTE_FOR,
  MIAO_VOTE_AGAINST,
  MIAO_VOTE_ABSTAIN,
} MiaoVote;

/** A member of an evaluation team. */
typedef struct {
  const char *id;     /* eval_member */
  const char *person; /* what makes it the same person: staff id, or ID number; NULL: unknown */
  const char *name;
  gboolean leader;
  MiaoDate since;      /* first day of child-welfare work; NONE: only @years_tenths is known */
  int years_tenths;    /* years of such work in tenths, used when @since is not known */
  gboolean declared;   /* the declaration of interests is filled in */
  gboolean conflict;   /* it declares a conflict */
  gboolean of_family;  /* has the ID number of a member of the family that is evaluated */
  gboolean own_case;   /* is the responsible worker of the child or of an open placement */
  guint own_visits;    /* visits to the placements that they made themselves */
  gboolean has_signed; /* and no answer was changed since; a dissent is signed too */
  MiaoVote vote;
  const char *voted_on; /* code of the conclusion; NULL: a positive one */
} MiaoTeamMember;

typedef struct {
  const char *evaluation; /* id */
  const MiaoTeamMember *members;
  guint n_members;
  gboolean third_party;
  const char *provider_name;
  const char *provider_uscc;
  const char *contract_no;
  MiaoDate contract_from;
  MiaoDate contract_to;
  const char *reason_not_third_party;
} MiaoTeamFacts;

/**
 * miao_rules_team:
 * @on: the day of the evaluation
 * @final: whether it is being concluded: then everybody must have signed
 *
 * TEAM-MIN … TEAM-THIRD. Years of work are counted to the day: three years since 2023-03-02 are
 * reached on 2026-03-02.
 */
void miao_rules_team (const MiaoTeamFacts *facts,
                      const MiaoRuleSettings *settings,
                      MiaoDate on,
                      gboolean final,
                      MiaoFindings *findings);

/** An evaluation about the same subject that nobody has concluded yet. */
typedef struct {
  const char *evaluation; /* id */
  const char *number;     /* (nullable) */
  const char *kind_zh, *kind_en;
  const char *state_zh, *state_en;
  MiaoDate planned_on; /* NONE: nobody said */
  MiaoTeamFacts team;  /* its agency and contract */
} MiaoOpenEvaluation;

/** EVAL-OPEN: whether another one of that kind about @subject may be opened on @on. @open:
 *  (nullable): the one that is under way. One whose agency may not go on is left with a reason. */
void miao_rules_evaluation_open (const char *subject,
                                 const MiaoOpenEvaluation *open,
                                 MiaoDate on,
                                 MiaoFindings *findings);

/** EVAL-CORRECTED, EVAL-RETURNED: whether a correction of the final @evaluation may be opened.
 *  @other: (nullable): number of the correction that it has; @returned: its review gave it back. */
void miao_rules_evaluation_correct (const char *evaluation,
                                    const char *other,
                                    gboolean returned,
                                    MiaoFindings *findings);

/** EVAL-RESTED: what a corrected integration evaluation means for the @placement that was confirmed
 *  on @confirmed_on. @confirms: whether it still concludes a formal placement; @conclusion_zh,
 *  @conclusion_en: what it concludes. */
void miao_rules_evaluation_rested (const char *placement,
                                   MiaoDate confirmed_on,
                                   gboolean confirms,
                                   const char *conclusion_zh,
                                   const char *conclusion_en,
                                   MiaoFindings *findings);

/** An item of the form as the conclusion looks at it. */
typedef struct {
  const char *id;    /* "FAM-01" */
  gboolean required; /* must be answered */
  gboolean blocking; /* must pass before a positive conclusion */
  gboolean answered;
  gboolean fails; /* answered or computed, and not in order */
  guint evidence;
} MiaoItemFacts;

typedef struct {
  const char *evaluation; /* id */
  const char *kind;       /* "EV_B_FAMILY_PRE" */
  const MiaoItemFacts *items;
  guint n_items;
  MiaoDate started_on;
  MiaoDate finished_on;
  const MiaoDate *visits;
  guint n_visits;
  const char *conclusion; /* its words; NULL: none */
  const char *conclusion_code;
  gboolean positive; /* passed, suited, formal placement */
  const MiaoTeamMember *members;
  guint n_members;
  MiaoDate valid_until; /* NONE: none entered */
} MiaoEvaluationFacts;

/** EVAL-…: what is asked when an evaluation is concluded (SIGNING → FINAL), besides the team. */
void miao_rules_evaluation (const MiaoEvaluationFacts *facts,
                            const MiaoRuleSettings *settings,
                            MiaoFindings *findings);

/** Returns: whether an evaluation of that kind needs a visit to the home (B, C, D). */
gboolean miao_rules_needs_visit (const char *kind);

G_END_DECLS
