#include "config.h"

#include "miao-growth-curve.h"

#include "miao-growth-table.h"

/* 60 months: where the printed charts of the 2006 standards end. */
#define CHART_2006_LAST_DAY 1826.0

gboolean
miao_growth_value_at (MiaoGrowthIndicator indicator, int sex, double x, double z, double *ret_value)
{
  MiaoGrowthLms lms;

  if (!miao_growth_table_lookup (indicator, sex, x, &lms))
    return FALSE;
  *ret_value = miao_growth_lms_value (&lms, z, miao_growth_is_restricted (indicator));
  return TRUE;
}

gboolean
miao_growth_curve_at (MiaoGrowthIndicator indicator,
                      int sex,
                      double x,
                      MiaoGrowthCurvePoint *ret_point)
{
  gboolean restricted = miao_growth_is_restricted (indicator);
  MiaoGrowthLms lms;

  if (!miao_growth_table_lookup (indicator, sex, x, &lms))
    return FALSE;
  ret_point->x = x;
  for (int i = 0; i < MIAO_GROWTH_N_CURVES; i++)
    ret_point->value[i] = miao_growth_lms_value (&lms, i - MIAO_GROWTH_N_CURVES / 2, restricted);
  return TRUE;
}

static void
add_point (GArray *points, MiaoGrowthIndicator indicator, int sex, double x)
{
  MiaoGrowthCurvePoint point;

  if (miao_growth_curve_at (indicator, sex, x, &point))
    g_array_append_val (points, point);
}

GArray *
miao_growth_curve_sample (MiaoGrowthIndicator indicator, int sex, double from, double to, guint n)
{
  /* The last place of one table and the first of the next. */
  static const double steps[] = {
    MIAO_GROWTH_HEIGHT_FROM_DAYS - 1,
    MIAO_GROWTH_HEIGHT_FROM_DAYS,
    MIAO_GROWTH_2006_LAST_DAY,
    MIAO_GROWTH_2006_LAST_DAY + 1,
  };
  gsize n_steps = indicator < MIAO_GROWTH_WEIGHT_FOR_LENGTH ? G_N_ELEMENTS (steps) : 0;
  GArray *points = g_array_sized_new (FALSE, FALSE, sizeof (MiaoGrowthCurvePoint), n + 4);
  double before = from - 1.0;
  gsize step = 0;

  g_return_val_if_fail (n >= 2 && from < to, points);

  for (guint i = 0; i < n; i++) {
    double x = i + 1 == n ? to : from + (to - from) * i / (n - 1);

    for (; step < n_steps && steps[step] <= x; step++)
      if (steps[step] > before && steps[step] >= from && steps[step] < x)
        add_point (points, indicator, sex, steps[step]);
    /* Within the one day of a step there is nothing to draw but the step. */
    if (step % 2 == 0 || x <= steps[step - 1])
      add_point (points, indicator, sex, x);
    before = x;
  }
  return points;
}

void
miao_growth_curve_range (MiaoGrowthIndicator indicator, double x, double *ret_from, double *ret_to)
{
  gboolean school = x > MIAO_GROWTH_2006_LAST_DAY && indicator != MIAO_GROWTH_HEAD_FOR_AGE;
  int last_month = indicator == MIAO_GROWTH_WEIGHT_FOR_AGE ? MIAO_GROWTH_2007_LAST_WEIGHT_MONTH
                                                           : MIAO_GROWTH_2007_LAST_MONTH;

  if (indicator == MIAO_GROWTH_WEIGHT_FOR_LENGTH) {
    *ret_from = MIAO_GROWTH_LENGTH_FIRST_MM;
    *ret_to = MIAO_GROWTH_LENGTH_LAST_MM;
  } else if (indicator == MIAO_GROWTH_WEIGHT_FOR_HEIGHT) {
    *ret_from = MIAO_GROWTH_HEIGHT_FIRST_MM;
    *ret_to = MIAO_GROWTH_HEIGHT_LAST_MM;
  } else {
    *ret_from = school ? CHART_2006_LAST_DAY : 0.0;
    *ret_to = school ? last_month * MIAO_GROWTH_DAYS_OF_MONTH : CHART_2006_LAST_DAY;
  }
}
