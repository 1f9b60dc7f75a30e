#pragma once

#include "miao-growth-chart.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Inside of the growth chart; included by miao-growth-chart*.c only. */

/**
 * MiaoGrowthLayout:
 * @left: of the plot, like @right, @top and @bottom in units of the surface
 * @em: the font size
 * @low: value at the bottom of the plot
 * @high: value at its top
 * @step: between two numbers of the value axis; lines of the grid also half way
 * @tick: between two lines of the other axis: months, or mm
 * @label_every: every so many ticks have a label
 *
 * Where things are. It rests on the font size alone and not on what a font measures, so that a
 * click is found where the point was drawn without laying out text.
 */
typedef struct {
  double left;
  double right;
  double top;
  double bottom;
  double em;
  double low;
  double high;
  double step;
  double tick;
  int label_every;
} MiaoGrowthLayout;

/** Days of a month on the axis, as the WHO counts. */
#define MIAO_CHART_DAYS_OF_MONTH 30.4375

void miao_growth_layout_init (MiaoGrowthLayout *layout,
                              const MiaoGrowthChart *chart,
                              double width,
                              double height);
double
miao_growth_layout_x (const MiaoGrowthLayout *layout, const MiaoGrowthChart *chart, double x);
double miao_growth_layout_y (const MiaoGrowthLayout *layout, double value);
gboolean miao_growth_chart_is_by_length (const MiaoGrowthChart *chart);
/** One tick in days or mm. */
double miao_growth_layout_tick (const MiaoGrowthLayout *layout, const MiaoGrowthChart *chart);
/** %FALSE: outside the plot at the left or right. @ret_off: −1 below it, 1 above it, 0 inside. */
gboolean miao_growth_layout_point (const MiaoGrowthLayout *layout,
                                   const MiaoGrowthChart *chart,
                                   guint index,
                                   double *ret_x,
                                   double *ret_y,
                                   int *ret_off);
/** Index of the point that the callout belongs to; −1 when there is none. */
int miao_growth_chart_get_selected (const MiaoGrowthChart *chart);

/** "3 岁", "18 月" for months; "85" for mm. */
char *
miao_growth_chart_dup_tick (const MiaoGrowthChart *chart, const MiaoGrowthLayout *layout, int tick);
/** "11.62 kg" */
char *miao_growth_chart_dup_value (const MiaoGrowthChart *chart, double value);
/** "体重 kg" */
const char *miao_growth_chart_axis_label (const MiaoGrowthChart *chart);
/** "+3 SD", "中位数" for @curve 0 to 6. */
const char *miao_growth_chart_curve_label (const MiaoGrowthChart *chart, int curve);
/** "2026-10-20　11.62 kg　z −1.62" */
char *miao_growth_chart_dup_line (const MiaoGrowthChart *chart, guint index);
/** "3岁2个月": age on the day of the point, or its length where that is the axis. */
char *miao_growth_chart_dup_where (const MiaoGrowthChart *chart, guint index);
/** "11.62 kg · z −1.62 · 第 5 百分位" */
char *miao_growth_chart_dup_judgement (const MiaoGrowthChart *chart, guint index);
/** "比 07-18 轻 0.43 kg"; %NULL for the first. @ret_fell: the value is lower than before
 * and should not be (BMI falls in healthy toddlers). */
char *miao_growth_chart_dup_change (const MiaoGrowthChart *chart,
                                    guint index,
                                    gboolean full_date,
                                    gboolean *ret_fell);
/** Returns: the point before @index that has a value worth comparing, or −1. */
int miao_growth_chart_get_before (const MiaoGrowthChart *chart, guint index);

/** Radius of the ring around the chosen point, in ems. */
#define MIAO_GROWTH_RING_EM 0.52

/** Everything that drawing needs at hand. */
typedef struct {
  const MiaoGrowthChart *chart;
  const MiaoGrowthPalette *palette;
  MiaoGrowthLayout at;
  PangoLayout *text;
  cairo_t *cr;
} MiaoGrowthPen;

typedef enum {
  MIAO_GROWTH_ALIGN_START,
  MIAO_GROWTH_ALIGN_MIDDLE,
  MIAO_GROWTH_ALIGN_END,
} MiaoGrowthAlign;

void miao_growth_pen_set_colour (MiaoGrowthPen *pen, const MiaoChartColour *colour);
/** Solid where @dash_em is 0. */
void miao_growth_pen_set_line (MiaoGrowthPen *pen, double width_em, double dash_em, double gap_em);
void miao_growth_pen_measure_text (MiaoGrowthPen *pen,
                                   const char *text,
                                   double *ret_width,
                                   double *ret_height);
/** @y: the middle of the line. Returns: the width of the text. */
double miao_growth_pen_draw_text (MiaoGrowthPen *pen,
                                  const MiaoChartColour *colour,
                                  const char *text,
                                  MiaoGrowthAlign align,
                                  double x,
                                  double y);
/** The box beside the chosen point, where it hides least, and the line that leads to it. */
void miao_growth_pen_draw_callout (MiaoGrowthPen *pen, guint index);

G_END_DECLS
