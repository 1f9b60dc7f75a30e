#pragma once

#include "miao-growth-values.h"

G_BEGIN_DECLS

/**
 * MiaoGrowthPosture:
 *
 * How length was measured. Unknown is taken as the age has it: lying below 731 days, standing from
 * there.
 */
typedef enum {
  MIAO_GROWTH_POSTURE_UNKNOWN,
  MIAO_GROWTH_POSTURE_LYING,
  MIAO_GROWTH_POSTURE_STANDING,
} MiaoGrowthPosture;

/**
 * MiaoGrowthReason:
 *
 * Why an indicator has a z-score, or has none.
 */
typedef enum {
  MIAO_GROWTH_SCORED,
  MIAO_GROWTH_NOT_MEASURED,   /* a value that it needs is missing */
  MIAO_GROWTH_AGE_OUTSIDE,    /* the WHO has no figures of this indicator for this age */
  MIAO_GROWTH_LENGTH_OUTSIDE, /* length not 45 to 110 cm, height not 65 to 120 cm */
  MIAO_GROWTH_OEDEMA,         /* weight says nothing about a child with oedema */
} MiaoGrowthReason;

/**
 * MiaoGrowthMeasure:
 * @sex: 1 male, 2 female (GB/T 2261.1); another has no z-scores
 * @age_days: completed days since birth; a fraction comes from an age in months and is rounded as
 *   the WHO's programs round it; NaN or negative when unknown
 * @weight_g: 0 when not measured
 * @length_mm: length or height as read, before any conversion; 0 when not measured
 * @head_mm: head circumference; 0 when not measured
 * @posture: how @length_mm was measured
 * @oedema: of both feet
 */
typedef struct {
  int sex;
  double age_days;
  double weight_g;
  double length_mm;
  double head_mm;
  MiaoGrowthPosture posture;
  gboolean oedema;
} MiaoGrowthMeasure;

/**
 * MiaoGrowthScore:
 * @z: z-score, not rounded; NaN unless @reason is %MIAO_GROWTH_SCORED
 * @centile: 0 to 100; NaN like @z
 * @implausible: beyond what the WHO's programs take for possible: −6/+5 weight, ±6 length, ±5 the
 *   others (after rounding to 0.01, as they do)
 */
typedef struct {
  double z;
  double centile;
  MiaoGrowthReason reason;
  gboolean implausible;
} MiaoGrowthScore;

/**
 * MiaoGrowthResult:
 * @score: by #MiaoGrowthIndicator
 * @length_mm: the length or height compared: @length_mm of the measure after lying and standing
 *   were converted into each other; 0 when not measured
 * @bmi: kg/m² from it; 0 when weight or length is missing
 * @reference: 2006, 2007, or 0 when the age is outside both
 * @converted: 7 mm were added or taken off
 * @posture_ignored: the record says "standing" below 9 months, where no child stands to be
 *   measured; taken as lying, without conversion
 */
typedef struct {
  MiaoGrowthScore score[MIAO_GROWTH_N_INDICATORS];
  double length_mm;
  double bmi;
  int reference;
  gboolean converted;
  gboolean posture_ignored;
} MiaoGrowthResult;

/**
 * miao_growth_score:
 *
 * Compares one measurement with the WHO Child Growth Standards (2006, to day 1856) or the WHO
 * Reference 2007 (from 61 to 228 months, weight for age to 120) by the rules of the WHO's programs
 * igrowup and AnthroPlus: L, M and S by completed day, restricted application beyond ±3 for weight
 * and BMI, 0.7 cm between lying and standing at 731 days, no weight indicators with oedema.
 * Agrees with them to 0.01. Pure; any thread.
 */
void miao_growth_score (const MiaoGrowthMeasure *measure, MiaoGrowthResult *ret_result);

/** Returns: the score by weight for length or for height, whichever the age asks for. */
const MiaoGrowthScore *miao_growth_weight_for_length (const MiaoGrowthResult *result);

/** Returns: percent of the reference children below @z; NaN for NaN. */
double miao_growth_centile (double z) G_GNUC_CONST;

/** Returns: why there is no z-score, for the person; "" for %MIAO_GROWTH_SCORED. */
const char *miao_growth_reason_label (MiaoGrowthReason reason);

/**
 * miao_growth_make_point:
 * @on: the day of @measure
 * @ret_point: (out): untouched when %FALSE
 *
 * The measurement as a point of the chart of @indicator.
 *
 * Returns: %FALSE when the value that the chart shows was not measured, or the child is judged by
 *   the other of weight for length and weight for height.
 */
gboolean miao_growth_make_point (const MiaoGrowthMeasure *measure,
                                 MiaoDate on,
                                 MiaoGrowthIndicator indicator,
                                 MiaoGrowthPoint *ret_point);

G_END_DECLS
