#pragma once

#include "miao-date.h"
#include "miao-rule-settings.h"

G_BEGIN_DECLS

/** A stretch of days; @to: the first day after it, %MIAO_DATE_NONE while it lasts. */
typedef struct {
  MiaoDate from;
  MiaoDate to;
} MiaoSpan;

/** Returns: whether @on lies within one of them. */
gboolean miao_spans_cover (const MiaoSpan *spans, guint n, MiaoDate on);

/** The days of one placement: all that its state on a past day is told from. */
typedef struct {
  MiaoDate proposed_on;
  MiaoDate matched_on; /* decided: agreed */
  MiaoDate signed_on;  /* the agreement takes effect */
  MiaoDate moved_in_on;
  MiaoDate extended_to;
  MiaoDate confirmed_on;
  MiaoDate ended_on;
  MiaoDate cancelled_on; /* proposal or agreement withdrawn before the child moved in */
  const MiaoSpan *removals;
  guint n_removals;
  const MiaoSpan *short_cares;
  guint n_short_cares;
  const MiaoSpan *endings; /* begun and not yet decided or withdrawn */
  guint n_endings;
} MiaoPlacementDays;

/**
 * miao_placement_state_on:
 *
 * Returns: (transfer none) (nullable): the state on that day, as the dates tell it; a change counts
 *   from its own day on. %NULL before the proposal.
 */
const char *miao_placement_state_on (const MiaoPlacementDays *days,
                                     const MiaoRuleSettings *settings,
                                     MiaoDate on);

G_END_DECLS
