#pragma once

#include "miao-date.h"
#include "miao-rules.h"

G_BEGIN_DECLS

/** A threshold that somebody wants to set. */
typedef struct {
  const MiaoRuleSetting *setting;
  int value;
  MiaoDate from; /* the day from which it is to count */
  int held;      /* the value in force on @from without it */
  MiaoDate today;
} MiaoSettingFacts;

/** SET-01, SET-02 and SET-05: within its bounds, from today on and at most a year ahead, and
 *  another value than the one that holds then. */
void miao_rules_setting (const MiaoSettingFacts *facts, MiaoFindings *findings);

/** SET-03: @settings, as they will be on @on, do not contradict each other. Returns: whether it
 *  passes. */
gboolean
miao_rules_settings_agree (const MiaoRuleSettings *settings, MiaoDate on, MiaoFindings *findings);

/** SET-02 for a local figure: it may also be entered after its day, as it is published late. */
void miao_rules_local_figure (MiaoDate from, MiaoDate today, MiaoFindings *findings);

/** SET-04: only what is planned can be withdrawn, once. */
void miao_rules_setting_withdraw (
    const char *record, MiaoDate from, gboolean withdrawn, MiaoDate today, MiaoFindings *findings);

G_END_DECLS
