#include "config.h"

#include "miao-growth-chart-private.h"

#include "miao-glyphs.h"

#include <math.h>

/* Sizes in ems. */
#define POINT_EM 0.27
#define SWATCH_WIDTH_EM 1.1
#define SWATCH_HEIGHT_EM 0.7

void
miao_growth_pen_set_colour (MiaoGrowthPen *pen, const MiaoChartColour *colour)
{
  cairo_set_source_rgba (pen->cr, colour->red, colour->green, colour->blue, colour->alpha);
}

void
miao_growth_pen_set_line (MiaoGrowthPen *pen, double width_em, double dash_em, double gap_em)
{
  const double dashes[] = { dash_em * pen->at.em, gap_em * pen->at.em };

  cairo_set_line_width (pen->cr, width_em * pen->at.em);
  cairo_set_dash (pen->cr, dashes, dash_em > 0.0 ? 2 : 0, 0.0);
}

void
miao_growth_pen_measure_text (MiaoGrowthPen *pen,
                              const char *text,
                              double *ret_width,
                              double *ret_height)
{
  PangoRectangle extents;

  pango_layout_set_text (pen->text, text, -1);
  pango_layout_get_extents (pen->text, NULL, &extents);
  *ret_width = (double) extents.width / PANGO_SCALE;
  *ret_height = (double) extents.height / PANGO_SCALE;
}

double
miao_growth_pen_draw_text (MiaoGrowthPen *pen,
                           const MiaoChartColour *colour,
                           const char *text,
                           MiaoGrowthAlign align,
                           double x,
                           double y)
{
  double width, height;

  miao_growth_pen_measure_text (pen, text, &width, &height);
  miao_growth_pen_set_colour (pen, colour);
  cairo_move_to (pen->cr, x - width * 0.5 * (double) align, y - height / 2.0);
  miao_glyphs_show_layout (pen->cr, pen->text);
  cairo_new_path (pen->cr); /* else the next line would begin at these words */
  return width;
}

static void
trace_curve (MiaoGrowthPen *pen, int curve)
{
  const MiaoGrowthChart *chart = pen->chart;

  for (guint i = 0; i < chart->n_curve; i++)
    cairo_line_to (pen->cr, miao_growth_layout_x (&pen->at, chart, chart->curve[i].x),
                   miao_growth_layout_y (&pen->at, chart->curve[i].value[curve]));
}

static void
trace_curve_back (MiaoGrowthPen *pen, int curve)
{
  const MiaoGrowthChart *chart = pen->chart;

  for (guint i = chart->n_curve; i-- > 0;)
    cairo_line_to (pen->cr, miao_growth_layout_x (&pen->at, chart, chart->curve[i].x),
                   miao_growth_layout_y (&pen->at, chart->curve[i].value[curve]));
}

static void
draw_bands (MiaoGrowthPen *pen)
{
  static const int band_of_gap[] = { 2, 1, 0, 0, 1, 2 }; /* −3…−2 first */

  if (pen->chart->n_curve < 2)
    return;
  for (int gap = 0; gap + 1 < MIAO_GROWTH_N_CURVES; gap++) {
    trace_curve (pen, gap);
    trace_curve_back (pen, gap + 1);
    cairo_close_path (pen->cr);
    miao_growth_pen_set_colour (pen, &pen->palette->band[band_of_gap[gap]]);
    cairo_fill (pen->cr);
  }
}

static void
draw_curves (MiaoGrowthPen *pen)
{
  static const struct {
    double width, dash, gap;
  } styles[] = { { 0.14, 0, 0 }, { 0.08, 0.1, 0.25 }, { 0.08, 0.5, 0.28 }, { 0.09, 0, 0 } };

  for (int curve = 0; curve < MIAO_GROWTH_N_CURVES; curve++) {
    int kind = ABS (curve - MIAO_GROWTH_N_CURVES / 2);

    trace_curve (pen, curve);
    miao_growth_pen_set_line (pen, styles[kind].width, styles[kind].dash, styles[kind].gap);
    miao_growth_pen_set_colour (pen, &pen->palette->curve[kind]);
    cairo_stroke (pen->cr);
  }
}

static void
draw_grid (MiaoGrowthPen *pen)
{
  const MiaoGrowthLayout *at = &pen->at;
  double tick = miao_growth_layout_tick (at, pen->chart);
  int first = (int) ceil ((pen->chart->from - 1.0) / tick);

  miao_growth_pen_set_line (pen, 0.07, 0, 0);
  miao_growth_pen_set_colour (pen, &pen->palette->grid);
  for (int i = first; i * tick <= pen->chart->to + 1.0; i++) {
    double x = miao_growth_layout_x (at, pen->chart, i * tick);

    cairo_move_to (pen->cr, x, at->top);
    cairo_line_to (pen->cr, x, at->bottom);
  }
  for (int i = 0; at->low + i * at->step / 2.0 <= at->high + 1e-9; i++) {
    double y = miao_growth_layout_y (at, at->low + i * at->step / 2.0);

    cairo_move_to (pen->cr, at->left, y);
    cairo_line_to (pen->cr, at->right, y);
  }
  cairo_stroke (pen->cr);
  miao_growth_pen_set_line (pen, 0.09, 0, 0);
  miao_growth_pen_set_colour (pen, &pen->palette->frame);
  cairo_rectangle (pen->cr, at->left, at->top, at->right - at->left, at->bottom - at->top);
  cairo_stroke (pen->cr);
}

static void
draw_axis_labels (MiaoGrowthPen *pen)
{
  const MiaoGrowthLayout *at = &pen->at;
  double tick = miao_growth_layout_tick (at, pen->chart);
  int first = (int) ceil ((pen->chart->from - 1.0) / tick);

  for (int i = (int) ceil (at->low / at->step - 1e-9); i * at->step <= at->high + 1e-9; i++) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd (buffer, sizeof buffer, at->step < 1.0 ? "%.1f" : "%.0f", i * at->step);
    miao_growth_pen_draw_text (pen, &pen->palette->text, buffer, MIAO_GROWTH_ALIGN_END,
                               at->left - 0.5 * at->em, miao_growth_layout_y (at, i * at->step));
  }
  for (int i = first; i * tick <= pen->chart->to + 1.0; i++) {
    g_autofree char *label = miao_growth_chart_dup_tick (pen->chart, at, i);

    if ((i - first) % at->label_every == 0)
      miao_growth_pen_draw_text (pen, &pen->palette->text, label, MIAO_GROWTH_ALIGN_MIDDLE,
                                 miao_growth_layout_x (at, pen->chart, i * tick),
                                 at->bottom + 0.95 * at->em);
  }
}

/* Names of the curves at their right ends, moved apart where they would lie on each other. */
static void
draw_curve_labels (MiaoGrowthPen *pen)
{
  const MiaoGrowthChart *chart = pen->chart;
  double y[MIAO_GROWTH_N_CURVES], apart = 1.15 * pen->at.em;

  if (chart->n_curve == 0)
    return;
  for (int i = 0; i < MIAO_GROWTH_N_CURVES; i++)
    y[i] = miao_growth_layout_y (&pen->at, chart->curve[chart->n_curve - 1].value[i]);
  /* From the median outwards, so that its name stays where it belongs. */
  for (int i = MIAO_GROWTH_N_CURVES / 2 + 1; i < MIAO_GROWTH_N_CURVES; i++)
    y[i] = MIN (y[i], y[i - 1] - apart);
  for (int i = MIAO_GROWTH_N_CURVES / 2 - 1; i >= 0; i--)
    y[i] = MAX (y[i], y[i + 1] + apart);
  /* In a low chart with large letters the highest would leave it: all move down. */
  y[MIAO_GROWTH_N_CURVES - 1] = MAX (y[MIAO_GROWTH_N_CURVES - 1], pen->at.top);
  for (int i = MIAO_GROWTH_N_CURVES - 2; i >= 0; i--)
    y[i] = MAX (y[i], y[i + 1] + apart);
  for (int i = 0; i < MIAO_GROWTH_N_CURVES; i++)
    miao_growth_pen_draw_text (pen, &pen->palette->faint, miao_growth_chart_curve_label (chart, i),
                               MIAO_GROWTH_ALIGN_START, pen->at.right + 0.5 * pen->at.em, y[i]);
}

static void
draw_today (MiaoGrowthPen *pen)
{
  const MiaoGrowthChart *chart = pen->chart;
  double day = chart->today - chart->born, x, width, height;
  g_autofree char *label = NULL;
  char date[MIAO_DATE_BUFFER];

  if (chart->today == MIAO_DATE_NONE || chart->born == MIAO_DATE_NONE ||
      miao_growth_chart_is_by_length (chart) || day < chart->from || day > chart->to)
    return;
  x = miao_growth_layout_x (&pen->at, chart, day);
  miao_growth_pen_set_line (pen, 0.09, 0.25, 0.25);
  miao_growth_pen_set_colour (pen, &pen->palette->faint);
  cairo_move_to (pen->cr, x, pen->at.top);
  cairo_line_to (pen->cr, x, pen->at.bottom);
  cairo_stroke (pen->cr);
  miao_date_format (chart->today, date);
  label = g_strconcat (chart->language == MIAO_LANGUAGE_EN ? "today " : "今天 ", date + 5, NULL);
  miao_growth_pen_measure_text (pen, label, &width, &height);
  x += 0.4 * pen->at.em;
  if (x + width + 0.4 * pen->at.em > pen->at.right)
    x -= width + 0.8 * pen->at.em;
  /* A curve may run here; the words stay readable on it. */
  miao_growth_pen_set_colour (pen, &pen->palette->background);
  cairo_rectangle (pen->cr, x - 0.2 * pen->at.em, pen->at.top + 0.1 * pen->at.em,
                   width + 0.4 * pen->at.em, height);
  cairo_fill (pen->cr);
  miao_growth_pen_draw_text (pen, &pen->palette->faint, label, MIAO_GROWTH_ALIGN_START, x,
                             pen->at.top + 0.1 * pen->at.em + height / 2.0);
}

static void
draw_data_line (MiaoGrowthPen *pen)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < pen->chart->n_points; i++) {
    double x, y;
    int off;

    if (pen->chart->points[i].implausible ||
        !miao_growth_layout_point (&pen->at, pen->chart, i, &x, &y, &off))
      continue;
    if (begun)
      cairo_line_to (pen->cr, x, y);
    else
      cairo_move_to (pen->cr, x, y);
    begun = TRUE;
  }
  miao_growth_pen_set_line (pen, 0.15, 0, 0);
  miao_growth_pen_set_colour (pen, &pen->palette->data);
  cairo_stroke (pen->cr);
}

static void
trace_circle (MiaoGrowthPen *pen, double x, double y, double radius_em)
{
  cairo_new_sub_path (pen->cr);
  cairo_arc (pen->cr, x, y, radius_em * pen->at.em, 0.0, 2.0 * G_PI);
}

static void
draw_point (MiaoGrowthPen *pen, guint index, gboolean chosen)
{
  gboolean implausible = pen->chart->points[index].implausible;
  gboolean fell = FALSE;
  g_autofree char *change = NULL;
  const MiaoChartColour *colour;
  double x, y;
  int off;

  if (!miao_growth_layout_point (&pen->at, pen->chart, index, &x, &y, &off))
    return;
  if (chosen)
    change = miao_growth_chart_dup_change (pen->chart, index, FALSE, &fell);
  colour = implausible || fell ? &pen->palette->alert : &pen->palette->data;
  if (off != 0) { /* an arrow: the value lies further that way */
    double tip = y - off * 0.45 * pen->at.em;

    cairo_move_to (pen->cr, x, tip);
    cairo_rel_line_to (pen->cr, 0.4 * pen->at.em, off * 0.75 * pen->at.em);
    cairo_rel_line_to (pen->cr, -0.8 * pen->at.em, 0.0);
    cairo_close_path (pen->cr);
  } else {
    trace_circle (pen, x, y, implausible ? POINT_EM * 1.3 : POINT_EM);
  }
  miao_growth_pen_set_colour (pen, chosen && !implausible ? colour : &pen->palette->background);
  cairo_fill_preserve (pen->cr);
  miao_growth_pen_set_line (pen, 0.13, implausible && off == 0 ? 0.18 : 0.0, 0.14);
  miao_growth_pen_set_colour (pen, colour);
  cairo_stroke (pen->cr);
  if (chosen) {
    trace_circle (pen, x, y, MIAO_GROWTH_RING_EM);
    miao_growth_pen_set_line (pen, 0.1, 0, 0);
    cairo_stroke (pen->cr);
  }
}

static double
draw_swatch (MiaoGrowthPen *pen, int band, const char *label, double x, double y)
{
  double em = pen->at.em;

  cairo_rectangle (pen->cr, x, y - SWATCH_HEIGHT_EM * em / 2.0, SWATCH_WIDTH_EM * em,
                   SWATCH_HEIGHT_EM * em);
  miao_growth_pen_set_colour (pen, &pen->palette->band[band]);
  cairo_fill_preserve (pen->cr);
  miao_growth_pen_set_line (pen, 0.07, 0, 0);
  miao_growth_pen_set_colour (pen, &pen->palette->frame);
  cairo_stroke (pen->cr);
  x += (SWATCH_WIDTH_EM + 0.5) * em;
  return x +
         miao_growth_pen_draw_text (pen, &pen->palette->faint, label, MIAO_GROWTH_ALIGN_START, x,
                                    y) +
         1.2 * em;
}

static double
draw_mark (MiaoGrowthPen *pen, gboolean implausible, const char *label, double x, double y)
{
  double em = pen->at.em;

  if (!implausible) {
    cairo_move_to (pen->cr, x, y);
    cairo_line_to (pen->cr, x + 1.6 * em, y);
    miao_growth_pen_set_line (pen, 0.15, 0, 0);
    miao_growth_pen_set_colour (pen, &pen->palette->data);
    cairo_stroke (pen->cr);
  }
  trace_circle (pen, x + 0.8 * em, y, implausible ? POINT_EM * 1.3 : POINT_EM);
  miao_growth_pen_set_colour (pen, &pen->palette->background);
  cairo_fill_preserve (pen->cr);
  miao_growth_pen_set_line (pen, 0.13, implausible ? 0.18 : 0.0, 0.14);
  miao_growth_pen_set_colour (pen, implausible ? &pen->palette->alert : &pen->palette->data);
  cairo_stroke (pen->cr);
  x += 2.0 * em;
  return x +
         miao_growth_pen_draw_text (pen, &pen->palette->faint, label, MIAO_GROWTH_ALIGN_START, x,
                                    y) +
         1.2 * em;
}

static void
draw_legend (MiaoGrowthPen *pen)
{
  gboolean english = pen->chart->language == MIAO_LANGUAGE_EN;
  double x = pen->at.left, y = pen->at.bottom + 2.9 * pen->at.em;
  gboolean implausible = FALSE;

  for (guint i = 0; i < pen->chart->n_points; i++)
    implausible |= pen->chart->points[i].implausible;
  x += miao_growth_pen_draw_text (pen, &pen->palette->text,
                                  miao_growth_chart_axis_label (pen->chart),
                                  MIAO_GROWTH_ALIGN_START, x, y) +
       1.4 * pen->at.em;
  x = draw_swatch (pen, 0, english ? "−1 to +1" : "−1 至 +1", x, y);
  x = draw_swatch (pen, 1, english ? "±1 to ±2" : "±1 至 ±2", x, y);
  x = draw_swatch (pen, 2, english ? "±2 to ±3" : "±2 至 ±3", x, y);
  x = draw_mark (pen, FALSE, english ? "measured" : "测量值", x, y);
  if (implausible)
    draw_mark (pen, TRUE, english ? "to be checked" : "待核对", x, y);
}

static void
set_font (MiaoGrowthPen *pen)
{
  PangoFontDescription *font = pango_font_description_new ();

  if (pen->chart->font != NULL)
    pango_font_description_set_family (font, pen->chart->font);
  pango_font_description_set_absolute_size (font, pen->chart->font_size * PANGO_SCALE);
  pango_layout_set_font_description (pen->text, font);
  pango_font_description_free (font);
}

void
miao_growth_chart_draw (const MiaoGrowthChart *chart,
                        const MiaoGrowthPalette *palette,
                        cairo_t *cr,
                        double width,
                        double height)
{
  MiaoGrowthPen pen = { .chart = chart, .palette = palette, .cr = cr };
  int selected = miao_growth_chart_get_selected (chart);

  g_return_if_fail (chart->from < chart->to && chart->font_size > 0.0);

  miao_growth_layout_init (&pen.at, chart, width, height);
  pen.text = pango_cairo_create_layout (cr);
  set_font (&pen);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_save (cr);
  cairo_rectangle (cr, pen.at.left, pen.at.top, pen.at.right - pen.at.left,
                   pen.at.bottom - pen.at.top);
  miao_growth_pen_set_colour (&pen, &palette->background);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  draw_bands (&pen);
  cairo_restore (cr);
  draw_grid (&pen);
  cairo_save (cr);
  cairo_rectangle (cr, pen.at.left, pen.at.top, pen.at.right - pen.at.left,
                   pen.at.bottom - pen.at.top);
  cairo_clip (cr);
  draw_curves (&pen);
  cairo_restore (cr);
  draw_axis_labels (&pen);
  draw_curve_labels (&pen);
  draw_today (&pen);
  draw_data_line (&pen);
  for (guint i = 0; i < chart->n_points; i++)
    if ((int) i != selected)
      draw_point (&pen, i, FALSE);
  if (selected >= 0) {
    draw_point (&pen, (guint) selected, TRUE);
    if (chart->callout != MIAO_GROWTH_CALLOUT_NONE)
      miao_growth_pen_draw_callout (&pen, (guint) selected);
  }
  if (chart->legend)
    draw_legend (&pen);
  cairo_restore (cr);
  g_object_unref (pen.text);
}
