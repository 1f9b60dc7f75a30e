#pragma once

#include "miao-growth-values.h"

G_BEGIN_DECLS

/**
 * miao_growth_value_at:
 * @sex: 1 male, 2 female
 * @x: age in days; length or height in mm for weight for length and for height
 * @z: any; beyond ±3 restricted as miao_growth_score() restricts it, so that the two are inverse
 * @ret_value: (out): kg, cm or kg/m²; untouched outside the table
 *
 * Returns: %FALSE where the WHO has no figures. Any thread.
 */
gboolean miao_growth_value_at (
    MiaoGrowthIndicator indicator, int sex, double x, double z, double *ret_value);

/** The same for the seven curves −3 to +3 SD at once. */
gboolean miao_growth_curve_at (MiaoGrowthIndicator indicator,
                               int sex,
                               double x,
                               MiaoGrowthCurvePoint *ret_point);

/**
 * miao_growth_curve_sample:
 * @from: first x, in the unit of miao_growth_value_at()
 * @to: last x, above @from
 * @n: about how many points, 2 or more
 *
 * The reference curves for a chart. Where lying changes to standing (731 days) and where the
 * standards of 2006 end (day 1856) both sides of the step are in it, so that a line drawn through
 * the points steps and does not slope.
 *
 * Returns: (transfer full) (element-type MiaoGrowthCurvePoint): in order of x, without the places
 *   that the WHO has no figures for; may be empty.
 */
GArray *miao_growth_curve_sample (MiaoGrowthIndicator indicator,
                                  int sex,
                                  double from,
                                  double to,
                                  guint n) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_growth_curve_range:
 * @x: where the child is, in the unit of miao_growth_value_at()
 * @ret_from: (out): first x of the chart that shows @x
 * @ret_to: (out): last x of it
 *
 * The chart that people know: birth to 5 years, 5 to 10 (weight) or 19 years, or the lengths 45 to
 * 110 and heights 65 to 120 cm.
 */
void
miao_growth_curve_range (MiaoGrowthIndicator indicator, double x, double *ret_from, double *ret_to);

G_END_DECLS
