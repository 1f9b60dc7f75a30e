#include "config.h"

#include "miao-growth.h"

#include <math.h>

#include "miao-growth-table.h"
#include "miao-language.h"

/* A child measures 0.7 cm more lying than standing (WHO 2006, chapter 3). */
#define LYING_MORE_MM 7.0

/* Below this age a height taken standing is a slip of the pen. */
#define STANDING_FROM_MONTHS 9.0

/* Without an age, a child of unknown posture stands from this height on (igrowup). */
#define STANDING_FROM_MM 870.0

typedef struct {
  double low;
  double high;
} Limits;

static const Limits plausible[MIAO_GROWTH_N_INDICATORS] = {
  [MIAO_GROWTH_WEIGHT_FOR_AGE] = { -6.0, 5.0 },    [MIAO_GROWTH_LENGTH_FOR_AGE] = { -6.0, 6.0 },
  [MIAO_GROWTH_BMI_FOR_AGE] = { -5.0, 5.0 },       [MIAO_GROWTH_HEAD_FOR_AGE] = { -5.0, 5.0 },
  [MIAO_GROWTH_WEIGHT_FOR_LENGTH] = { -5.0, 5.0 }, [MIAO_GROWTH_WEIGHT_FOR_HEIGHT] = { -5.0, 5.0 },
};

static gboolean
needs_weight (MiaoGrowthIndicator indicator)
{
  return indicator != MIAO_GROWTH_LENGTH_FOR_AGE && indicator != MIAO_GROWTH_HEAD_FOR_AGE;
}

static gboolean
is_by_length (MiaoGrowthIndicator indicator)
{
  return indicator == MIAO_GROWTH_WEIGHT_FOR_LENGTH || indicator == MIAO_GROWTH_WEIGHT_FOR_HEIGHT;
}

static gboolean
is_known (double age_days)
{
  return !isnan (age_days) && age_days >= 0.0;
}

/* The tables of 2006 are by whole days; halves of a day round up, as in igrowup. Later ages are
 * interpolated and keep their fraction. */
static double
settle_age (double age_days)
{
  double whole = floor (age_days + 0.5);

  if (!is_known (age_days))
    return NAN;
  return whole <= MIAO_GROWTH_2006_LAST_DAY ? whole
                                            : MAX (age_days, MIAO_GROWTH_2006_LAST_DAY + 0.5);
}

static void
settle_length (const MiaoGrowthMeasure *measure, double age_days, MiaoGrowthResult *result)
{
  gboolean standing = measure->posture == MIAO_GROWTH_POSTURE_STANDING;
  gboolean lying = measure->posture == MIAO_GROWTH_POSTURE_LYING;

  result->length_mm = measure->length_mm > 0.0 ? measure->length_mm : 0.0;
  if (!is_known (age_days) || result->length_mm <= 0.0)
    return;
  /* The age as it was given counts here, not the rounded one: igrowup does the same. */
  if (standing && measure->age_days / MIAO_GROWTH_DAYS_OF_MONTH < STANDING_FROM_MONTHS) {
    result->posture_ignored = TRUE;
  } else if (standing && age_days < MIAO_GROWTH_HEIGHT_FROM_DAYS) {
    result->length_mm += LYING_MORE_MM;
    result->converted = TRUE;
  } else if (lying && age_days >= MIAO_GROWTH_HEIGHT_FROM_DAYS) {
    result->length_mm -= LYING_MORE_MM;
    result->converted = TRUE;
  }
}

static MiaoGrowthIndicator
choose_weight_for_length (const MiaoGrowthMeasure *measure, double age_days)
{
  gboolean standing;

  if (is_known (age_days))
    standing = age_days >= MIAO_GROWTH_HEIGHT_FROM_DAYS;
  else if (measure->posture != MIAO_GROWTH_POSTURE_UNKNOWN)
    standing = measure->posture == MIAO_GROWTH_POSTURE_STANDING;
  else
    standing = measure->length_mm >= STANDING_FROM_MM;
  return standing ? MIAO_GROWTH_WEIGHT_FOR_HEIGHT : MIAO_GROWTH_WEIGHT_FOR_LENGTH;
}

static double
get_value (const MiaoGrowthMeasure *measure,
           const MiaoGrowthResult *result,
           MiaoGrowthIndicator indicator)
{
  switch (indicator) {
  case MIAO_GROWTH_LENGTH_FOR_AGE:
    return result->length_mm / 10.0;
  case MIAO_GROWTH_BMI_FOR_AGE:
    return result->bmi;
  case MIAO_GROWTH_HEAD_FOR_AGE:
    return measure->head_mm / 10.0;
  case MIAO_GROWTH_WEIGHT_FOR_LENGTH:
  case MIAO_GROWTH_WEIGHT_FOR_HEIGHT:
    return result->length_mm > 0.0 ? measure->weight_g / 1000.0 : 0.0;
  case MIAO_GROWTH_WEIGHT_FOR_AGE:
  default:
    return measure->weight_g / 1000.0;
  }
}

static void
score_one (const MiaoGrowthMeasure *measure,
           const MiaoGrowthResult *result,
           double age_days,
           MiaoGrowthIndicator indicator,
           MiaoGrowthScore *score)
{
  gboolean by_length = is_by_length (indicator);
  double value = get_value (measure, result, indicator);
  MiaoGrowthLms lms;

  if (!(value > 0.0) || (!by_length && !is_known (age_days)) ||
      (measure->sex != 1 && measure->sex != 2)) {
    score->reason = MIAO_GROWTH_NOT_MEASURED;
  } else if (by_length && (age_days > MIAO_GROWTH_2006_LAST_DAY ||
                           indicator != choose_weight_for_length (measure, age_days))) {
    score->reason = MIAO_GROWTH_AGE_OUTSIDE;
  } else if (needs_weight (indicator) && measure->oedema) {
    score->reason = MIAO_GROWTH_OEDEMA;
  } else if (!miao_growth_table_lookup (indicator, measure->sex,
                                        by_length ? result->length_mm : age_days, &lms)) {
    score->reason = by_length ? MIAO_GROWTH_LENGTH_OUTSIDE : MIAO_GROWTH_AGE_OUTSIDE;
  } else {
    double rounded;

    score->reason = MIAO_GROWTH_SCORED;
    score->z = miao_growth_lms_z (&lms, value, miao_growth_is_restricted (indicator));
    score->centile = miao_growth_centile (score->z);
    rounded = miao_growth_round (score->z);
    score->implausible = rounded < plausible[indicator].low || rounded > plausible[indicator].high;
  }
}

void
miao_growth_score (const MiaoGrowthMeasure *measure, MiaoGrowthResult *ret_result)
{
  MiaoGrowthResult result = { 0 };
  double age_days = settle_age (measure->age_days);

  settle_length (measure, age_days, &result);
  if (result.length_mm > 0.0 && measure->weight_g > 0.0)
    result.bmi = measure->weight_g * 1000.0 / (result.length_mm * result.length_mm);
  if (age_days <= MIAO_GROWTH_2006_LAST_DAY)
    result.reference = 2006;
  else if (age_days <= MIAO_GROWTH_2007_LAST_MONTH * MIAO_GROWTH_DAYS_OF_MONTH)
    result.reference = 2007;
  for (int i = 0; i < MIAO_GROWTH_N_INDICATORS; i++) {
    result.score[i].z = result.score[i].centile = NAN;
    score_one (measure, &result, age_days, (MiaoGrowthIndicator) i, &result.score[i]);
  }
  *ret_result = result;
}

const MiaoGrowthScore *
miao_growth_weight_for_length (const MiaoGrowthResult *result)
{
  const MiaoGrowthScore *lying = &result->score[MIAO_GROWTH_WEIGHT_FOR_LENGTH];

  if (lying->reason != MIAO_GROWTH_AGE_OUTSIDE)
    return lying;
  return &result->score[MIAO_GROWTH_WEIGHT_FOR_HEIGHT];
}

double
miao_growth_centile (double z)
{
  return 50.0 * erfc (-z / G_SQRT2);
}

gboolean
miao_growth_make_point (const MiaoGrowthMeasure *measure,
                        MiaoDate on,
                        MiaoGrowthIndicator indicator,
                        MiaoGrowthPoint *ret_point)
{
  MiaoGrowthResult result;
  const MiaoGrowthScore *score = &result.score[indicator];
  double value;

  miao_growth_score (measure, &result);
  value = get_value (measure, &result, indicator);
  if (!(value > 0.0) || (is_by_length (indicator) && score->reason == MIAO_GROWTH_AGE_OUTSIDE) ||
      (!is_by_length (indicator) && !is_known (measure->age_days)))
    return FALSE;
  *ret_point = (MiaoGrowthPoint){
    .on = on,
    .x = is_by_length (indicator) ? result.length_mm : measure->age_days,
    .value = value,
    .z = score->z,
    .centile = score->centile,
    .implausible = score->implausible,
  };
  return TRUE;
}

const char *
miao_growth_reason_label (MiaoGrowthReason reason)
{
  switch (reason) {
  case MIAO_GROWTH_NOT_MEASURED:
    return miao_pick ("缺少所需的测量值", "A measurement that it needs is missing");
  case MIAO_GROWTH_AGE_OUTSIDE:
    return miao_pick ("年龄不在该标准范围内", "The standard does not cover this age");
  case MIAO_GROWTH_LENGTH_OUTSIDE:
    return miao_pick ("身长（高）不在该标准范围内", "The standard does not cover this length");
  case MIAO_GROWTH_OEDEMA:
    return miao_pick ("有水肿，不按体重评价", "Oedema: weight is not judged");
  case MIAO_GROWTH_SCORED:
  default:
    return "";
  }
}
