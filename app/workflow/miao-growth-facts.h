#pragma once

#include "miao-call.h"
#include "miao-due.h"
#include "miao-growth.h"

G_BEGIN_DECLS

/**
 * miao_growth_judge:
 *
 * Fills the derived fields of a measurement (age, z-scores, centiles, BMI, grade, nutrition) and
 * asks whether it is plausible: beyond what the WHO's programs take for possible, or more than a
 * centimetre shorter than last time. An implausible value is kept when the person says that it was
 * checked ("implausible" set on @measure).
 */
gboolean miao_growth_judge (MiaoCall *call, MiaoRecord *child, MiaoRecord *measure, GError **error);

/** What the next measurement after @measure is due by. @ret points into @child. */
void miao_growth_calendar_read (const MiaoRecord *child,
                                const MiaoRecord *measure,
                                MiaoGrowthCalendar *ret);

/** What the first measurement of a child is due by. @stay: (nullable): its present admission. @ret
 *  points into @child. */
void miao_growth_calendar_begin (const MiaoRecord *child,
                                 const MiaoRecord *stay,
                                 MiaoGrowthCalendar *ret);

/** The measurement as the rules take it. */
void miao_growth_measure_from_record (const MiaoRecord *child,
                                      const MiaoRecord *record,
                                      MiaoGrowthMeasure *ret_measure);

G_END_DECLS
