#pragma once

#include "miao-answer.h"
#include "miao-finding.h"
#include "miao-rule-settings.h"

G_BEGIN_DECLS

/*
 * What the law, the standard and the institution ask. Every rule is one row of a const table (rows
 * by topic: miao-rows-….c); the functions that ask them (miao-family-rules.h, miao-child-rules.h,
 * …) are pure: facts, thresholds and the day go in, findings come out. They read no store and no
 * clock, keep nothing, and may run in any thread.
 *
 * A rule that was asked always answers, also when all is in order (%MIAO_SEVERITY_PASS), so that a
 * page can say what was checked. A rule that does not concern the case does not answer.
 */

/** Returns: (transfer none) (nullable): the row. */
const MiaoRule *miao_rule_find (const char *id);

/** Returns: (transfer none): all rows in the order of their topics. */
const MiaoRule *const *miao_rules_all (guint *ret_n);

G_END_DECLS
