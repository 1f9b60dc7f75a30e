#pragma once

#include "miao-due.h"

G_BEGIN_DECLS

/*
 * A child who lives with a family and is away for a time: in hospital, at a boarding school. No
 * rule suspends the visits meanwhile, so they go on being asked for; whoever goes is told where.
 */

typedef struct {
  MiaoDate from;
  MiaoDate until;        /* expected back; NONE: nobody said */
  MiaoDate back;         /* the day on which it came back; NONE: still away */
  const char *reason_zh; /* (nullable) */
  const char *reason_en; /* (nullable) */
  const char *place;     /* (nullable): %NULL as well for who may not see it */
} MiaoAway;

/** Returns: whether the child is away on @on: from the first day until the day before it is back.
 */
gboolean miao_away_on (const MiaoAway *away, MiaoDate on);

/** Returns: (transfer full): "儿童自 2026-11-18 起暂时离开（住院，市儿童医院），预计 2026-12-01
 *  返回：探访到儿童所在处或者家里". @away %NULL: the same for who may not see where it is. */
char *miao_away_dup_words (const MiaoAway *away, MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** Adds these words to what a visit or an evaluation of the course is due by (D18, D18F, D19, D19E,
 *  D19H); leaves every other one of @dues as it is. */
void miao_dues_tell_away (GPtrArray *dues, const MiaoAway *away);

G_END_DECLS
