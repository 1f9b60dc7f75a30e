#pragma once

#include "miao-growth-values.h"

G_BEGIN_DECLS

/** Days of a month in the programs of the WHO: 365.25 / 12. */
#define MIAO_GROWTH_DAYS_OF_MONTH 30.4375

/** First day on which height (standing) counts, not length (lying): 24 months. */
#define MIAO_GROWTH_HEIGHT_FROM_DAYS 731

/** Last day that the standards of 2006 judge: the last of the 60th completed month. */
#define MIAO_GROWTH_2006_LAST_DAY 1856

/** The reference of 2007, in months: first, last, and the last of weight for age. */
#define MIAO_GROWTH_2007_FIRST_MONTH 61
#define MIAO_GROWTH_2007_LAST_MONTH 228
#define MIAO_GROWTH_2007_LAST_WEIGHT_MONTH 120

/** Lengths and heights that weight is compared with, in mm. */
#define MIAO_GROWTH_LENGTH_FIRST_MM 450
#define MIAO_GROWTH_LENGTH_LAST_MM 1100
#define MIAO_GROWTH_HEIGHT_FIRST_MM 650
#define MIAO_GROWTH_HEIGHT_LAST_MM 1200

/**
 * MiaoGrowthLms:
 * @l: Box-Cox power
 * @m: median in kg, cm or kg/m²
 * @s: coefficient of variation
 */
typedef struct {
  double l;
  double m;
  double s;
} MiaoGrowthLms;

/**
 * miao_growth_table_lookup:
 * @sex: 1 male, 2 female
 * @x: age in days, 0 to 228 months; length or height in mm for the two weight-for-length indicators
 * @ret_lms: (out): untouched when there is none
 *
 * L, M and S of the WHO at one place: to day 1856 from the standards of 2006 by a natural cubic
 * spline through the knots of data/growth/who-2006.tsv, later from the reference of 2007 by
 * straight lines between months. A fraction of a day is allowed; it serves the curves.
 *
 * Returns: %FALSE outside the table, or for another sex. Any thread.
 */
gboolean
miao_growth_table_lookup (MiaoGrowthIndicator indicator, int sex, double x, MiaoGrowthLms *ret_lms);

/**
 * miao_growth_lms_z:
 * @value: above 0, in the unit of @lms
 * @restricted: weight and BMI are skewed, and for them the WHO measures beyond ±3 in steps of the
 *   distance between the second and the third SD; %FALSE for length and head
 *
 * Returns: the z-score (WHO Child Growth Standards, Methods and development, 2006, chapter 7).
 */
double miao_growth_lms_z (const MiaoGrowthLms *lms, double value, gboolean restricted) G_GNUC_PURE;

/** The value that has the z-score @z: the inverse of miao_growth_lms_z(). */
double miao_growth_lms_value (const MiaoGrowthLms *lms, double z, gboolean restricted) G_GNUC_PURE;

/** Returns: whether the WHO restricts the method beyond ±3 for this indicator. */
gboolean miao_growth_is_restricted (MiaoGrowthIndicator indicator) G_GNUC_CONST;

G_END_DECLS
