#include "config.h"

#include "miao-growth-chart-private.h"

#include <math.h>

#define CALLOUT_LINES 3

/* Parts of the plot that a box of several lines may cover. */
#define MOST_OF_WIDTH 0.6
#define MOST_OF_HEIGHT 0.4

typedef struct {
  char *line[CALLOUT_LINES];
  gboolean alert; /* the last line tells of a loss */
  guint n;
  double width;
  double height;
  double line_height;
} Callout;

static void
callout_clear (Callout *callout)
{
  for (guint i = 0; i < callout->n; i++)
    g_free (callout->line[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Callout, callout_clear)

static void
fill_box (const MiaoGrowthChart *chart, guint index, Callout *callout)
{
  g_autofree char *where = miao_growth_chart_dup_where (chart, index);
  g_autofree char *change = NULL;
  char day[MIAO_DATE_BUFFER];

  miao_date_format (chart->points[index].on, day);
  callout->line[callout->n++] =
      where[0] != '\0' ? g_strconcat (day, " · ", where, NULL) : g_strdup (day);
  callout->line[callout->n++] = miao_growth_chart_dup_judgement (chart, index);
  change = miao_growth_chart_dup_change (chart, index, FALSE, &callout->alert);
  if (change != NULL)
    callout->line[callout->n++] = g_steal_pointer (&change);
}

/* What a box leaves out then is told by the axes and by the table that stands with the chart. */
static void
fill_short (const MiaoGrowthChart *chart, guint index, Callout *callout)
{
  const MiaoGrowthPoint *point = &chart->points[index];
  g_autofree char *value = miao_growth_chart_dup_value (chart, point->value);
  g_autofree char *z = miao_growth_dup_z (point->z);

  callout->line[callout->n++] =
      isnan (point->z) ? g_steal_pointer (&value) : g_strdup_printf ("%s · z %s", value, z);
}

static void
measure_callout (MiaoGrowthPen *pen, Callout *callout)
{
  for (guint i = 0; i < callout->n; i++) {
    double width, height;

    miao_growth_pen_measure_text (pen, callout->line[i], &width, &height);
    callout->width = MAX (callout->width, width);
    callout->line_height = MAX (callout->line_height, height);
  }
  callout->width += 1.6 * pen->at.em;
  callout->height = callout->n * callout->line_height + 0.7 * pen->at.em;
}

/* Letters that are large for the plot would make a box that hides the curves it speaks of. */
static gboolean
is_too_large (const MiaoGrowthPen *pen, const Callout *callout)
{
  const MiaoGrowthLayout *at = &pen->at;

  return callout->width > MOST_OF_WIDTH * (at->right - at->left) ||
         callout->height > MOST_OF_HEIGHT * (at->bottom - at->top);
}

static void
fill_callout (MiaoGrowthPen *pen, guint index, Callout *callout)
{
  if (pen->chart->callout == MIAO_GROWTH_CALLOUT_LINE) {
    callout->line[callout->n++] = miao_growth_chart_dup_line (pen->chart, index);
    measure_callout (pen, callout);
    return;
  }
  fill_box (pen->chart, index, callout);
  measure_callout (pen, callout);
  if (is_too_large (pen, callout)) {
    callout_clear (callout);
    *callout = (Callout){ 0 };
    fill_short (pen->chart, index, callout);
    measure_callout (pen, callout);
  }
}

/* How many places of the reference curves the callout would hide. */
static guint
count_covered (MiaoGrowthPen *pen, const Callout *callout, double x, double y)
{
  const MiaoGrowthChart *chart = pen->chart;
  guint n = 0;

  for (guint i = 0; i < chart->n_curve; i++) {
    double cx = miao_growth_layout_x (&pen->at, chart, chart->curve[i].x);

    for (int k = 0; k < MIAO_GROWTH_N_CURVES && cx >= x && cx <= x + callout->width; k++) {
      double cy = miao_growth_layout_y (&pen->at, chart->curve[i].value[k]);

      n += cy >= y && cy <= y + callout->height ? 1 : 0;
    }
  }
  return n;
}

/* How bad it would be to put the callout there: outside the plot counts most, then points of the
 * child under it, then reference curves under it and distance from its own point. */
static double
judge_place (MiaoGrowthPen *pen, const Callout *callout, double px, double py, double x, double y)
{
  const MiaoGrowthLayout *at = &pen->at;
  double em = at->em, badness = 0.0;

  badness += 1000.0 * (MAX (at->left - x, 0.0) + MAX (x + callout->width - at->right, 0.0) +
                       MAX (at->top - y, 0.0) + MAX (y + callout->height - at->bottom, 0.0));
  for (guint i = 0; i < pen->chart->n_points; i++) {
    double qx, qy;
    int off;

    if (miao_growth_layout_point (at, pen->chart, i, &qx, &qy, &off) && qx > x - em * 0.5 &&
        qx < x + callout->width + em * 0.5 && qy > y - em * 0.5 &&
        qy < y + callout->height + em * 0.5)
      badness += 50.0 * em;
  }
  badness += 0.04 * count_covered (pen, callout, x, y);
  return badness +
         hypot (x + callout->width / 2.0 - px, y + callout->height / 2.0 - py) / callout->width;
}

static void
place_callout (
    MiaoGrowthPen *pen, const Callout *callout, double px, double py, double *ret_x, double *ret_y)
{
  static const struct {
    double x, y; /* −1: box left of or above the point, 0: across, 1: right or below */
  } sides[] = {
    { 0, 1 }, { 1, 1 }, { -1, 1 }, { 0, -1 }, { -1, -1 }, { 1, -1 }, { 1, 0 }, { -1, 0 }
  };
  double best = INFINITY, gap = 1.3 * pen->at.em;

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    for (int reach = 1; reach <= 4; reach++) {
      double x = px - callout->width / 2.0 + sides[i].x * (callout->width / 2.0 + gap);
      double y = py - callout->height / 2.0 +
                 sides[i].y * (callout->height / 2.0 + gap * (reach == 1 ? 1.0 : reach * 1.5));
      double badness;

      /* Across, the box may slide along to stay inside. */
      if (sides[i].y < -0.5 || sides[i].y > 0.5)
        x = CLAMP (x, pen->at.left + 0.3 * pen->at.em,
                   MAX (pen->at.right - callout->width - 0.3 * pen->at.em, pen->at.left));
      badness = judge_place (pen, callout, px, py, x, y) + reach * 0.1 + (double) i * 0.01;
      if (badness < best) {
        best = badness;
        *ret_x = x;
        *ret_y = y;
      }
    }
}

static void
trace_box (MiaoGrowthPen *pen, double x, double y, double width, double height)
{
  double radius = 0.35 * pen->at.em;

  cairo_new_sub_path (pen->cr);
  cairo_arc (pen->cr, x + width - radius, y + radius, radius, -G_PI_2, 0.0);
  cairo_arc (pen->cr, x + width - radius, y + height - radius, radius, 0.0, G_PI_2);
  cairo_arc (pen->cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (pen->cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (pen->cr);
}

/* From the ring of the point to the nearest place of the box. */
static void
draw_leader (MiaoGrowthPen *pen, const Callout *callout, double px, double py, double x, double y)
{
  double to_x = CLAMP (px, x + 0.6 * pen->at.em, x + callout->width - 0.6 * pen->at.em);
  double to_y = CLAMP (py, y, y + callout->height);
  double length = hypot (to_x - px, to_y - py), ring = MIAO_GROWTH_RING_EM * pen->at.em;

  if (length <= ring)
    return;
  cairo_move_to (pen->cr, px + (to_x - px) * ring / length, py + (to_y - py) * ring / length);
  cairo_line_to (pen->cr, to_x, to_y);
  miao_growth_pen_set_line (pen, 0.08, 0, 0);
  miao_growth_pen_set_colour (pen, &pen->palette->faint);
  cairo_stroke (pen->cr);
}

void
miao_growth_pen_draw_callout (MiaoGrowthPen *pen, guint index)
{
  g_auto (Callout) callout = { 0 };
  double px, py, x = 0.0, y = 0.0;
  int off;

  if (!miao_growth_layout_point (&pen->at, pen->chart, index, &px, &py, &off))
    return;
  fill_callout (pen, index, &callout);
  place_callout (pen, &callout, px, py, &x, &y);
  draw_leader (pen, &callout, px, py, x, y);
  trace_box (pen, x, y, callout.width, callout.height);
  miao_growth_pen_set_colour (pen, &pen->palette->callout);
  cairo_fill_preserve (pen->cr);
  miao_growth_pen_set_line (pen, 0.08, 0, 0);
  miao_growth_pen_set_colour (pen, &pen->palette->faint);
  cairo_stroke (pen->cr);
  for (guint i = 0; i < callout.n; i++)
    miao_growth_pen_draw_text (pen,
                               i == 2 && callout.alert ? &pen->palette->alert : &pen->palette->text,
                               callout.line[i], MIAO_GROWTH_ALIGN_START, x + 0.8 * pen->at.em,
                               y + 0.35 * pen->at.em + (i + 0.5) * callout.line_height);
}
