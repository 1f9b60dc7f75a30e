#include "config.h"

#include "miao-growth-chart-private.h"

#include <math.h>

/* Margins in ems: numbers at the left, curve names at the right, ages and legend below. */
#define LEFT_EM 3.2
#define RIGHT_EM 4.2
#define TOP_EM 0.8
#define BOTTOM_EM 2.0
#define LEGEND_EM 2.0

/* Room that a number and an age need along their axis. */
#define NUMBER_EM 2.6
#define LABEL_EM 3.4

/* How far a point may widen the value axis beyond the curves, as part of what they cover. An
 * implausible one must not press the curves flat. */
#define WIDEN 0.15

/* How near a click must be, in ems. */
#define REACH_EM 1.2

gboolean
miao_growth_chart_is_by_length (const MiaoGrowthChart *chart)
{
  return chart->indicator == MIAO_GROWTH_WEIGHT_FOR_LENGTH ||
         chart->indicator == MIAO_GROWTH_WEIGHT_FOR_HEIGHT;
}

/* The least of 1, 2, 4, 5 times a power of ten that leaves every number its room. */
static double
choose_step (double span, double room, double em)
{
  static const double factors[] = { 1.0, 2.0, 4.0, 5.0 };
  double most = MAX (floor (room / (NUMBER_EM * em)), 1.0);
  double power = pow (10.0, floor (log10 (span / most)));

  for (;; power *= 10.0)
    for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
      if (span / (factors[i] * power) <= most)
        return factors[i] * power;
}

static void
fit_values (MiaoGrowthLayout *layout, const MiaoGrowthChart *chart)
{
  double low = INFINITY, high = -INFINITY, slack;

  for (guint i = 0; i < chart->n_curve; i++) {
    if (chart->curve[i].x < chart->from || chart->curve[i].x > chart->to)
      continue;
    low = MIN (low, chart->curve[i].value[0]);
    high = MAX (high, chart->curve[i].value[MIAO_GROWTH_N_CURVES - 1]);
  }
  slack = isfinite (low) ? (high - low) * WIDEN : INFINITY;
  for (guint i = 0; i < chart->n_points; i++) {
    const MiaoGrowthPoint *point = &chart->points[i];

    if (point->x < chart->from || point->x > chart->to)
      continue;
    if (point->value < low && point->value > low - slack)
      slack -= low - point->value, low = point->value;
    if (point->value > high && point->value < high + slack)
      slack -= point->value - high, high = point->value;
    if (!isfinite (low) || !isfinite (high)) { /* no curves: the points alone */
      low = MIN (low, point->value);
      high = MAX (high, point->value);
    }
  }
  if (!isfinite (low) || high - low < 1e-6) {
    low = isfinite (low) ? low - 1.0 : 0.0;
    high = low + 2.0;
  }
  layout->step = choose_step (high - low, layout->bottom - layout->top, layout->em);
  layout->low = floor (low / (layout->step / 2.0)) * layout->step / 2.0;
  layout->high = ceil (high / (layout->step / 2.0)) * layout->step / 2.0;
}

static void
fit_ticks (MiaoGrowthLayout *layout, const MiaoGrowthChart *chart)
{
  double width = layout->right - layout->left, one;

  if (miao_growth_chart_is_by_length (chart)) {
    layout->tick = 50.0; /* 5 cm */
  } else {
    double months = (chart->to - chart->from) / MIAO_CHART_DAYS_OF_MONTH;

    layout->tick = months <= 13.0 ? 1.0 : months <= 25.0 ? 3.0 : months <= 61.0 ? 6.0 : 12.0;
  }
  one = width * miao_growth_layout_tick (layout, chart) / (chart->to - chart->from);
  for (layout->label_every = 1; layout->label_every * one < LABEL_EM * layout->em;)
    layout->label_every *= 2;
}

double
miao_growth_layout_tick (const MiaoGrowthLayout *layout, const MiaoGrowthChart *chart)
{
  return layout->tick * (miao_growth_chart_is_by_length (chart) ? 1.0 : MIAO_CHART_DAYS_OF_MONTH);
}

void
miao_growth_layout_init (MiaoGrowthLayout *layout,
                         const MiaoGrowthChart *chart,
                         double width,
                         double height)
{
  double em = chart->font_size;

  layout->em = em;
  layout->left = LEFT_EM * em;
  layout->right = MAX (width - RIGHT_EM * em, layout->left + em);
  layout->top = TOP_EM * em;
  layout->bottom = height - (BOTTOM_EM + (chart->legend ? LEGEND_EM : 0.0)) * em;
  layout->bottom = MAX (layout->bottom, layout->top + em);
  fit_values (layout, chart);
  fit_ticks (layout, chart);
}

double
miao_growth_layout_x (const MiaoGrowthLayout *layout, const MiaoGrowthChart *chart, double x)
{
  return layout->left +
         (layout->right - layout->left) * (x - chart->from) / (chart->to - chart->from);
}

double
miao_growth_layout_y (const MiaoGrowthLayout *layout, double value)
{
  return layout->bottom -
         (layout->bottom - layout->top) * (value - layout->low) / (layout->high - layout->low);
}

gboolean
miao_growth_layout_point (const MiaoGrowthLayout *layout,
                          const MiaoGrowthChart *chart,
                          guint index,
                          double *ret_x,
                          double *ret_y,
                          int *ret_off)
{
  const MiaoGrowthPoint *point = &chart->points[index];

  if (!(point->x >= chart->from && point->x <= chart->to) || !isfinite (point->value))
    return FALSE;
  *ret_off = point->value < layout->low ? -1 : point->value > layout->high ? 1 : 0;
  *ret_x = miao_growth_layout_x (layout, chart, point->x);
  *ret_y = miao_growth_layout_y (layout, CLAMP (point->value, layout->low, layout->high));
  /* At the edge, but whole. */
  *ret_y += *ret_off * layout->em * 0.5;
  return TRUE;
}

int
miao_growth_chart_get_selected (const MiaoGrowthChart *chart)
{
  if (chart->selected >= 0 && (guint) chart->selected < chart->n_points)
    return chart->selected;
  for (guint i = chart->n_points; i-- > 0;)
    if (chart->points[i].x >= chart->from && chart->points[i].x <= chart->to)
      return (int) i;
  return -1;
}

gboolean
miao_growth_chart_locate (const MiaoGrowthChart *chart,
                          double width,
                          double height,
                          guint index,
                          double *ret_x,
                          double *ret_y)
{
  MiaoGrowthLayout layout;
  int off;

  g_return_val_if_fail (index < chart->n_points, FALSE);

  miao_growth_layout_init (&layout, chart, width, height);
  return miao_growth_layout_point (&layout, chart, index, ret_x, ret_y, &off);
}

int
miao_growth_chart_hit (
    const MiaoGrowthChart *chart, double width, double height, double x, double y)
{
  MiaoGrowthLayout layout;
  double nearest;
  int hit = -1;

  miao_growth_layout_init (&layout, chart, width, height);
  nearest = REACH_EM * layout.em;
  for (guint i = 0; i < chart->n_points; i++) {
    double px, py, distance;
    int off;

    if (!miao_growth_layout_point (&layout, chart, i, &px, &py, &off))
      continue;
    distance = hypot (px - x, py - y);
    if (distance <= nearest) {
      nearest = distance;
      hit = (int) i;
    }
  }
  return hit;
}
