#pragma once

#include "miao-finding.h"

G_BEGIN_DECLS

/*
 * Tasks that a colleague looks after for some days. It moves no right: what the stand-in may do is
 * what their own role may.
 */

/**
 * MiaoDelegationState:
 * @MIAO_DELEGATION_AHEAD: begins later
 * @MIAO_DELEGATION_RUNS: from its first day to its last one, both included
 * @MIAO_DELEGATION_OVER: by the calendar, or ended early: then from that very day on
 */
typedef enum {
  MIAO_DELEGATION_AHEAD,
  MIAO_DELEGATION_RUNS,
  MIAO_DELEGATION_OVER,
} MiaoDelegationState;

/** @ended_on: %MIAO_DATE_NONE: not ended early. */
MiaoDelegationState
miao_delegation_state (MiaoDate from, MiaoDate until, MiaoDate ended_on, MiaoDate on);

/** What is asked when tasks are handed over. Names and the days of others may be absent. */
typedef struct {
  const char *delegation; /* id */
  gboolean same;          /* to oneself */
  gboolean works_here;    /* the stand-in has not left by the last day */
  gboolean has_account;   /* one in use, whose role sees tasks of children */
  const char *to_name;
  MiaoDate from;
  MiaoDate until;
  MiaoDate other_from; /* another one of the same giver on some of the days; NONE: none */
  MiaoDate other_until;
  const char *other_name; /* who stands in then */
  MiaoDate away_from;     /* the stand-in's own tasks are handed over then; NONE: no */
  MiaoDate away_until;
} MiaoDelegationFacts;

/** DLG-01 … DLG-05. */
void miao_rules_delegation (const MiaoDelegationFacts *facts, MiaoDate on, MiaoFindings *findings);

/** Returns: whether the days of two of them meet. */
gboolean
miao_delegations_meet (MiaoDate from, MiaoDate until, MiaoDate other_from, MiaoDate other_until);

G_END_DECLS
