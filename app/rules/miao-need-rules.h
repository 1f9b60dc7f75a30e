#pragma once

#include "miao-date.h"
#include "miao-rules.h"

G_BEGIN_DECLS

/** Days within which an urgent need is usually met (house rule). */
#define MIAO_NEED_URGENT_DAYS 14

/** A need that an evaluation by annex E or H found. */
typedef struct {
  const char *need; /* id */
  const char *text;
  gboolean urgent;
  MiaoDate found_on;
  MiaoDate due;
  const char *staff_name;
  MiaoDate staff_left_on; /* NONE: works here */
} MiaoNeedFacts;

/** NEED-02, NEED-03 and NEED-06, when a need is planned or its plan changes. @on: today. */
void miao_rules_plan_need (const MiaoNeedFacts *facts, MiaoDate on, MiaoFindings *findings);

/** NEED-04, when a need is met or dropped on @closed_on. @on: today. */
void miao_rules_close_need (const MiaoNeedFacts *facts,
                            MiaoDate closed_on,
                            MiaoDate on,
                            MiaoFindings *findings);

/** NEED-05, for whatever changes a need. @closed_on: %MIAO_DATE_NONE while it is open; @state: its
 *  words otherwise. */
void miao_rules_need_open (const MiaoNeedFacts *facts,
                           MiaoDate closed_on,
                           const char *state_zh,
                           const char *state_en,
                           MiaoFindings *findings);

/** NEED-07, when a placement ends. @need: the first one that is open, or the placement; @open: how
 * many are; @items: (nullable): what is needed, in words. */
void
miao_rules_needs_left (const char *need, guint open, const char *items, MiaoFindings *findings);

/** NEED-01, when an evaluation of needs is concluded. @found: items with a need; @missing:
 * (nullable) those that no need was entered for, in words. */
void miao_rules_needs_listed (
    const char *evaluation, guint found, guint listed, const char *missing, MiaoFindings *findings);

G_END_DECLS
