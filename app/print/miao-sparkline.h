#pragma once

#include "miao-growth-chart.h"

G_BEGIN_DECLS

/**
 * MiaoSparkline:
 * @points: (array length=n_points): measurements, in order of their day; those without z-score and
 *   implausible ones are passed over
 * @alert: the last point is drawn as a warning (colour and a ring, so that it does not rest on
 *   colour alone)
 * @font: (nullable): family; the default of the system when %NULL
 * @font_size: of "0" and "−2", in units of the surface
 *
 * How a z-score went over time, small enough to stand beside a name.
 */
typedef struct {
  const MiaoGrowthPoint *points;
  guint n_points;
  gboolean alert;
  const char *font;
  double font_size;
} MiaoSparkline;

/**
 * miao_sparkline_draw:
 * @width: of the drawing, from the origin of @cr
 * @height: likewise
 *
 * The band −1 to +1, a dashed line at 0, a line at −2 (at +2 too when the child is up there), the
 * z-scores joined by day, the last one as a dot. Shows at least −2 to +1; further out as far as
 * the child is, to ±4. The thread that owns the default font map of Pango.
 */
void miao_sparkline_draw (const MiaoSparkline *sparkline,
                          const MiaoGrowthPalette *palette,
                          cairo_t *cr,
                          double width,
                          double height);

/**
 * miao_sparkline_dup_summary:
 *
 * Returns: "17 次，z 由 −0.89 到 −1.62，最低 −1.62，最高 −0.38" or its English, for those who hear
 *   it; "没有 z 评分" when there is nothing to draw. In miao_language(). Any thread.
 */
char *miao_sparkline_dup_summary (const MiaoSparkline *sparkline) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
