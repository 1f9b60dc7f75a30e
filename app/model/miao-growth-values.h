#pragma once

#include "miao-date.h"

G_BEGIN_DECLS

/**
 * MiaoGrowthIndicator:
 *
 * What a child is compared by. Weight for length is used below 731 days, weight for height from
 * there, so of these two a measurement has at most one.
 */
typedef enum {
  MIAO_GROWTH_WEIGHT_FOR_AGE,
  MIAO_GROWTH_LENGTH_FOR_AGE,
  MIAO_GROWTH_BMI_FOR_AGE,
  MIAO_GROWTH_HEAD_FOR_AGE,
  MIAO_GROWTH_WEIGHT_FOR_LENGTH,
  MIAO_GROWTH_WEIGHT_FOR_HEIGHT,
} MiaoGrowthIndicator;

#define MIAO_GROWTH_N_INDICATORS 6

/** The curves −3, −2, −1, 0 (median), +1, +2 and +3 SD, in this order. */
#define MIAO_GROWTH_N_CURVES 7

/**
 * MiaoGrowthCurvePoint:
 * @x: age in days; length or height in mm for weight for length and for height
 * @value: of each curve: kg, cm or kg/m²
 *
 * One place along the reference curves. Rules make them, print draws them.
 */
typedef struct {
  double x;
  double value[MIAO_GROWTH_N_CURVES];
} MiaoGrowthCurvePoint;

/**
 * MiaoGrowthPoint:
 * @on: the day of the measurement
 * @x: as in #MiaoGrowthCurvePoint
 * @value: kg, cm or kg/m²
 * @z: z-score; NaN when there is none
 * @centile: 0 to 100; NaN when there is none
 * @implausible: the value is so far out that it needs to be checked
 *
 * One measurement of a child as it stands on a chart.
 */
typedef struct {
  MiaoDate on;
  double x;
  double value;
  double z;
  double centile;
  gboolean implausible;
} MiaoGrowthPoint;

/** Returns: @z rounded to 0.01, halves away from 0: what is shown, judged and exported. */
double miao_growth_round (double z) G_GNUC_CONST;

/** Returns: "−1.62" with a minus sign as people read it; "—" for NaN. */
char *miao_growth_dup_z (double z) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: "第 5 百分位", "低于第 1 百分位", "高于第 99 百分位" or their English; "" for NaN. */
char *miao_growth_dup_centile (double centile) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: "年龄别体重" / "Weight for age". */
const char *miao_growth_indicator_label (MiaoGrowthIndicator indicator);

G_END_DECLS
