#include "config.h"

#include "miao-sparkline.h"

#include "miao-glyphs.h"

#include <math.h>
#include <pango/pangocairo.h>

/* What is shown at least, and at most: beyond ±4 the shape of the line says enough. */
#define LOW_AT_LEAST (-2.2)
#define HIGH_AT_LEAST 1.0
#define FURTHEST 4.0

typedef struct {
  guint n;
  const MiaoGrowthPoint *first;
  const MiaoGrowthPoint *last;
  double low;
  double high;
} Span;

static gboolean
counts (const MiaoGrowthPoint *point)
{
  return isfinite (point->z) && !point->implausible;
}

static Span
find_span (const MiaoSparkline *sparkline)
{
  Span span = { .low = INFINITY, .high = -INFINITY };

  for (guint i = 0; i < sparkline->n_points; i++) {
    const MiaoGrowthPoint *point = &sparkline->points[i];

    if (!counts (point))
      continue;
    span.n++;
    span.first = span.first != NULL ? span.first : point;
    span.last = point;
    span.low = MIN (span.low, point->z);
    span.high = MAX (span.high, point->z);
  }
  return span;
}

typedef struct {
  const MiaoSparkline *sparkline;
  cairo_t *cr;
  Span span;
  double left, right, top, bottom;
  double low, high;
} View;

static double
get_y (const View *view, double z)
{
  z = CLAMP (z, view->low, view->high);
  return view->bottom - (view->bottom - view->top) * (z - view->low) / (view->high - view->low);
}

static double
get_x (const View *view, const MiaoGrowthPoint *point)
{
  int days = view->span.last->on - view->span.first->on;

  /* A single measurement is the latest one. */
  if (days <= 0)
    return view->right;
  return view->left + (view->right - view->left) * (point->on - view->span.first->on) / days;
}

static void
set_colour (cairo_t *cr, const MiaoChartColour *colour)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
}

static void
draw_level (View *view, const MiaoChartColour *colour, double z, double width, double dash)
{
  double em = view->sparkline->font_size;
  double y = get_y (view, z);

  set_colour (view->cr, colour);
  cairo_set_line_width (view->cr, 0.09 * em);
  cairo_set_dash (view->cr, &dash, dash > 0.0 ? 1 : 0, 0.0);
  cairo_move_to (view->cr, 0.0, y);
  cairo_line_to (view->cr, width, y);
  cairo_stroke (view->cr);
}

static void
draw_label (
    View *view, PangoLayout *layout, const MiaoChartColour *colour, const char *text, double z)
{
  PangoRectangle extents;
  double y = get_y (view, z), height;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &extents);
  height = (double) extents.height / PANGO_SCALE;
  set_colour (view->cr, colour);
  /* Above its line, as far as the drawing goes. */
  cairo_move_to (view->cr, 0.3 * view->sparkline->font_size, MAX (y - height, 0.0));
  miao_glyphs_show_layout (view->cr, layout);
}

static void
draw_levels (View *view, const MiaoGrowthPalette *palette, double width)
{
  double em = view->sparkline->font_size;
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (view->cr);
  PangoFontDescription *font = pango_font_description_new ();

  if (view->sparkline->font != NULL)
    pango_font_description_set_family (font, view->sparkline->font);
  pango_font_description_set_absolute_size (font, em * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);

  set_colour (view->cr, &palette->band[0]);
  cairo_rectangle (view->cr, 0.0, get_y (view, 1.0), width, get_y (view, -1.0) - get_y (view, 1.0));
  cairo_fill (view->cr);
  draw_level (view, &palette->curve[0], 0.0, width, 0.3 * em);
  draw_level (view, &palette->curve[3], -2.0, width, 0.0);
  if (view->high >= 2.0)
    draw_level (view, &palette->curve[3], 2.0, width, 0.0);
  draw_label (view, layout, &palette->faint, "0", 0.0);
  draw_label (view, layout, &palette->faint, "−2", -2.0);
}

static void
draw_course (View *view, const MiaoGrowthPalette *palette)
{
  const MiaoSparkline *sparkline = view->sparkline;
  double em = sparkline->font_size;
  double x = get_x (view, view->span.last), y = get_y (view, view->span.last->z);

  cairo_new_path (view->cr); /* the labels left theirs */
  for (guint i = 0; i < sparkline->n_points; i++)
    if (counts (&sparkline->points[i]))
      cairo_line_to (view->cr, get_x (view, &sparkline->points[i]),
                     get_y (view, sparkline->points[i].z));
  cairo_set_dash (view->cr, NULL, 0, 0.0);
  cairo_set_line_join (view->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (view->cr, 0.15 * em);
  set_colour (view->cr, &palette->data);
  cairo_stroke (view->cr);

  set_colour (view->cr, sparkline->alert ? &palette->alert : &palette->data);
  cairo_arc (view->cr, x, y, 0.3 * em, 0.0, 2.0 * G_PI);
  cairo_fill (view->cr);
  if (sparkline->alert) {
    cairo_arc (view->cr, x, y, 0.52 * em, 0.0, 2.0 * G_PI);
    cairo_set_line_width (view->cr, 0.1 * em);
    cairo_stroke (view->cr);
  }
}

void
miao_sparkline_draw (const MiaoSparkline *sparkline,
                     const MiaoGrowthPalette *palette,
                     cairo_t *cr,
                     double width,
                     double height)
{
  double em = sparkline->font_size;
  View view = { .sparkline = sparkline, .cr = cr, .span = find_span (sparkline) };

  g_return_if_fail (em > 0.0);

  view.low = LOW_AT_LEAST;
  view.high = HIGH_AT_LEAST;
  if (view.span.n > 0) {
    view.low = CLAMP (view.span.low - 0.2, -FURTHEST, LOW_AT_LEAST);
    view.high = CLAMP (view.span.high + 0.2, HIGH_AT_LEAST, FURTHEST);
  }
  /* Room for the labels at the left and the ring at the right. */
  view.left = MIN (2.0 * em, width / 4.0);
  view.top = 0.6 * em;
  view.right = MAX (width - 0.8 * em, view.left);
  view.bottom = MAX (height - 0.6 * em, view.top + 1.0);
  cairo_save (cr);
  draw_levels (&view, palette, width);
  if (view.span.n > 0)
    draw_course (&view, palette);
  cairo_restore (cr);
}

char *
miao_sparkline_dup_summary (const MiaoSparkline *sparkline)
{
  Span span = find_span (sparkline);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (span.n == 0)
    return g_strdup (miao_pick ("没有 z 评分", "no z-scores"));
  first = miao_growth_dup_z (span.first->z);
  last = miao_growth_dup_z (span.last->z);
  low = miao_growth_dup_z (span.low);
  high = miao_growth_dup_z (span.high);
  return g_strdup_printf (miao_pick ("%u 次，z 由 %s 到 %s，最低 %s，最高 %s",
                                     "%u measurements, z from %s to %s, lowest %s, highest %s"),
                          span.n, first, last, low, high);
}
