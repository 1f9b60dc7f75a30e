#pragma once

#include <cairo.h>

#include "miao-growth-values.h"
#include "miao-language.h"

G_BEGIN_DECLS

/** Parts of a colour, 0 to 1. */
typedef struct {
  double red;
  double green;
  double blue;
  double alpha;
} MiaoChartColour;

/**
 * MiaoGrowthPalette:
 * @background: behind the plot and inside the rings of points
 * @frame: around the plot
 * @grid: lines of the grid, drawn over the bands
 * @text: numbers and words
 * @faint: words that matter less: curve names, legend
 * @band: fill of −1 to +1, of ±1 to ±2, of ±2 to ±3 SD
 * @curve: line of the median, ±1 (dotted), ±2 (dashed), ±3 SD
 * @data: the child's own line and points
 * @alert: last point when it fell, implausible points, loss of weight
 * @callout: fill of the box beside the chosen point
 *
 * All colours of a chart. The window fills it from its theme; paper has its own.
 */
typedef struct {
  MiaoChartColour background;
  MiaoChartColour frame;
  MiaoChartColour grid;
  MiaoChartColour text;
  MiaoChartColour faint;
  MiaoChartColour band[3];
  MiaoChartColour curve[4];
  MiaoChartColour data;
  MiaoChartColour alert;
  MiaoChartColour callout;
} MiaoGrowthPalette;

/** Greys; bands and curves can be told apart without colour. */
const MiaoGrowthPalette *miao_growth_palette_paper (void);
const MiaoGrowthPalette *miao_growth_palette_light (void);
const MiaoGrowthPalette *miao_growth_palette_dark (void);

/**
 * MiaoGrowthCallout:
 * @MIAO_GROWTH_CALLOUT_NONE: nothing beside the chosen point
 * @MIAO_GROWTH_CALLOUT_LINE: one line: day, value, z; for paper
 * @MIAO_GROWTH_CALLOUT_BOX: also age, centile and change since the point before; value and z alone
 *   where that would hide most of the curves
 */
typedef enum {
  MIAO_GROWTH_CALLOUT_NONE,
  MIAO_GROWTH_CALLOUT_LINE,
  MIAO_GROWTH_CALLOUT_BOX,
} MiaoGrowthCallout;

/**
 * MiaoGrowthChart:
 * @sex: 1 male, 2 female; for the words only
 * @born: for ages in words and for @today
 * @today: a dashed line stands there; %MIAO_DATE_NONE for none
 * @from: first x shown, in days, or mm for weight for length and for height
 * @to: last x shown, above @from
 * @curve: (array length=n_curve): reference curves, in order of x
 * @points: (array length=n_points): measurements, in order of their day
 * @selected: index of the point that the callout belongs to; −1 for the last
 * @legend: a line of explanations below
 * @font: (nullable): family; the default of the system when %NULL
 * @font_size: in units of the surface; margins follow it
 * @language: of the words in the chart; ages and centiles in a box are in miao_language()
 *
 * What is drawn. Nothing is copied; the arrays stay with the caller.
 */
typedef struct {
  MiaoGrowthIndicator indicator;
  int sex;
  MiaoDate born;
  MiaoDate today;
  double from;
  double to;
  const MiaoGrowthCurvePoint *curve;
  guint n_curve;
  const MiaoGrowthPoint *points;
  guint n_points;
  int selected;
  MiaoGrowthCallout callout;
  gboolean legend;
  const char *font;
  double font_size;
  MiaoLanguage language;
} MiaoGrowthChart;

/**
 * miao_growth_chart_draw:
 * @width: of the whole chart with its labels, from the origin of @cr
 * @height: likewise
 *
 * Bands between the curves, the curves with their names, axes in years and months or in cm, the
 * measurements joined in order, the last one ringed. Implausible ones are hollow, dashed and not
 * joined; those beyond the plot sit at its edge. State never rests on colour alone. The thread
 * that owns the default font map of Pango.
 */
void miao_growth_chart_draw (const MiaoGrowthChart *chart,
                             const MiaoGrowthPalette *palette,
                             cairo_t *cr,
                             double width,
                             double height);

/**
 * miao_growth_chart_hit:
 * @x: in the same units and from the same origin as miao_growth_chart_draw()
 *
 * Returns: index of the nearest point within reach of a finger, or −1. Any thread.
 */
int miao_growth_chart_hit (
    const MiaoGrowthChart *chart, double width, double height, double x, double y);

/**
 * miao_growth_chart_locate:
 *
 * Returns: where point @index is drawn; %FALSE when it lies outside @from to @to. Any thread.
 */
gboolean miao_growth_chart_locate (const MiaoGrowthChart *chart,
                                   double width,
                                   double height,
                                   guint index,
                                   double *ret_x,
                                   double *ret_y);

/**
 * miao_growth_chart_dup_summary:
 *
 * The chart in one or two sentences, for those who hear it: standard, number of measurements, the
 * last one with age, value, z, centile and between which curves it lies, the change since the one
 * before, and how many need checking. In miao_language(). Any thread.
 */
char *miao_growth_chart_dup_summary (const MiaoGrowthChart *chart) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
