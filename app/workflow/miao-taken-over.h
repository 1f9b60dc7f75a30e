#pragma once

#include "miao-date.h"
#include "miao-record.h"

G_BEGIN_DECLS

/**
 * miao_child_taken_over:
 * @stay: (nullable): its present admission
 *
 * A child that came from a ledger, or whose stay was entered more than 30 days after it arrived,
 * lived here before the program knew of it: what was done for it until then stands on paper.
 *
 * Returns: the day, in local time, on which it was entered; %MIAO_DATE_NONE when it was entered as
 * it came.
 */
MiaoDate miao_child_taken_over (const MiaoRecord *child, const MiaoRecord *stay);

/** Returns: whether @stay was entered more than 30 days after the arrival. */
gboolean miao_stay_was_entered_late (const MiaoRecord *stay);

G_END_DECLS
