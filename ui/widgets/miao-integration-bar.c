#include "config.h"

#include "miao-integration-bar.h"

#include "miao-draw.h"
#include "miao-gtk-compat.h"

#include <glib/gi18n.h>

/* The bar is 0 to 100 days long and grows by tens. */
#define MIN_EXTENT_DAYS 100
#define EXTENT_STEP_DAYS 10
#define HEIGHT 112
#define MIN_WIDTH 360
#define SIDE 8.0
#define BAR_TOP 38.0
#define BAR_HEIGHT 20.0
#define TICK_Y 29.0
#define TICK_RADIUS 4.5
#define MARK_OVER 6.0
#define LABEL_TOP 66.0
#define DATE_TOP 86.0
#define HATCH_STEP 8.0
#define SMALL 0.88

struct _MiaoIntegrationBar {
  GtkWidget parent_instance;

  MiaoDate start;
  MiaoDate today;
  int earliest;
  int latest;
  GArray *ticks;
};

G_DEFINE_FINAL_TYPE (MiaoIntegrationBar, miao_integration_bar, GTK_TYPE_WIDGET)

static int
get_extent (MiaoIntegrationBar *self)
{
  int last = MAX (self->latest, self->today - self->start);

  if (last < MIN_EXTENT_DAYS)
    return MIN_EXTENT_DAYS;
  return (last / EXTENT_STEP_DAYS + 1) * EXTENT_STEP_DAYS;
}

static double
x_of (MiaoIntegrationBar *self, int days)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * SIDE;

  return SIDE + width * CLAMP (days, 0, get_extent (self)) / get_extent (self);
}

/* Every length grows with the letters. */
static double
scaled (MiaoIntegrationBar *self, double length)
{
  return length * miao_draw_scale (GTK_WIDGET (self));
}

static void
set_color (MiaoIntegrationBar *self, cairo_t *cr, const char *name)
{
  miao_draw_color (GTK_WIDGET (self), cr, name);
}

static void
draw_text (MiaoIntegrationBar *self,
           cairo_t *cr,
           const char *text,
           double x,
           double top,
           double align,
           gboolean bold)
{
  miao_draw_text (GTK_WIDGET (self), cr, text, x, scaled (self, top), align, SMALL, bold);
}

static void
fill_span (
    MiaoIntegrationBar *self, cairo_t *cr, int from, int to, const char *fill, const char *line)
{
  double x = x_of (self, from);
  double width = x_of (self, to) - x;

  if (width <= 0)
    return;
  cairo_rectangle (cr, x, scaled (self, BAR_TOP), width, scaled (self, BAR_HEIGHT));
  set_color (self, cr, fill);
  cairo_fill_preserve (cr);
  set_color (self, cr, line);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
hatch_span (MiaoIntegrationBar *self, cairo_t *cr, int from, int to, const char *line)
{
  double x = x_of (self, from);
  double end = x_of (self, to);
  double top = scaled (self, BAR_TOP);
  double height = scaled (self, BAR_HEIGHT);

  cairo_save (cr);
  cairo_rectangle (cr, x, top, end - x, height);
  cairo_clip (cr);
  set_color (self, cr, line);
  cairo_set_line_width (cr, 1);
  for (double at = x - height; at < end; at += HATCH_STEP) {
    cairo_move_to (cr, at, top + height);
    cairo_line_to (cr, at + height * 0.6, top);
  }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_tick (MiaoIntegrationBar *self, cairo_t *cr, const MiaoTick *tick)
{
  double x = x_of (self, tick->on - self->start);
  double y = scaled (self, TICK_Y);
  double radius = scaled (self, TICK_RADIUS);
  double top = scaled (self, BAR_TOP);

  set_color (self, cr, "text");
  if (tick->kind == MIAO_TICK_UNANNOUNCED) {
    cairo_move_to (cr, x, y - radius - 1);
    cairo_line_to (cr, x + radius + 1, y);
    cairo_line_to (cr, x, y + radius + 1);
    cairo_line_to (cr, x - radius - 1, y);
    cairo_close_path (cr);
    cairo_fill (cr);
  } else {
    cairo_arc (cr, x, y, radius - (tick->kind == MIAO_TICK_PLANNED ? 0.75 : 0), 0, 2 * G_PI);
    cairo_set_line_width (cr, 1.5);
    if (tick->kind == MIAO_TICK_PLANNED)
      cairo_stroke (cr);
    else
      cairo_fill (cr);
  }
  if (tick->kind != MIAO_TICK_PLANNED && tick->on <= self->today) {
    set_color (self, cr, "accent_fg");
    cairo_set_line_width (cr, 1);
    cairo_move_to (cr, x, top + 1);
    cairo_line_to (cr, x, top + scaled (self, BAR_HEIGHT) - 1);
    cairo_stroke (cr);
  }
}

static void
draw_mark (MiaoIntegrationBar *self, cairo_t *cr, int days)
{
  g_autofree char *words = g_strdup_printf (_ ("Day %d"), days);
  char date[MIAO_DATE_BUFFER];
  double x = x_of (self, days);

  miao_date_format (self->start + days, date);
  set_color (self, cr, "text");
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, x, scaled (self, BAR_TOP - MARK_OVER));
  cairo_line_to (cr, x, scaled (self, BAR_TOP + BAR_HEIGHT + MARK_OVER));
  cairo_stroke (cr);
  draw_text (self, cr, words, x, LABEL_TOP, 0.5, TRUE);
  set_color (self, cr, "text_dim");
  draw_text (self, cr, date + 5, x, DATE_TOP, 0.5, FALSE);
}

static void
draw_bar (MiaoIntegrationBar *self, cairo_t *cr)
{
  int day = self->today - self->start;
  int extent = get_extent (self);

  fill_span (self, cr, 0, self->earliest, "neutral_soft", "border");
  fill_span (self, cr, self->earliest, self->latest, "accent_soft", "accent_line");
  fill_span (self, cr, self->latest, extent, "danger_soft", "danger_line");
  hatch_span (self, cr, self->latest, extent, "danger_line");
  fill_span (self, cr, 0, MIN (day, self->latest), "accent_bg", "accent_bg");
  if (day > self->latest) {
    fill_span (self, cr, self->latest, day, "danger_soft", "danger_bg");
    hatch_span (self, cr, self->latest, day, "danger_bg");
  }
  if (day < self->latest) {
    set_color (self, cr, "accent_text");
    draw_text (self, cr, _ ("Can be confirmed"),
               (x_of (self, MAX (day, self->earliest)) + x_of (self, self->latest)) / 2,
               BAR_TOP + 2, 0.5, FALSE);
  }
}

static char *
dup_today_words (MiaoIntegrationBar *self)
{
  char date[MIAO_DATE_BUFFER];

  miao_date_format (self->today, date);
  /* Translators: %d counts days since moving in, %s is month and day. */
  return g_strdup_printf (_ ("Day %d · today %s"), self->today - self->start, date + 5);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  MiaoIntegrationBar *self = MIAO_INTEGRATION_BAR (widget);
  g_autofree char *today = NULL;
  char date[MIAO_DATE_BUFFER];
  graphene_rect_t box;
  cairo_t *cr;
  double x;

  if (self->start == MIAO_DATE_NONE)
    return;
  graphene_rect_init (&box, 0, 0, (float) gtk_widget_get_width (widget),
                      (float) gtk_widget_get_height (widget));
  cr = gtk_snapshot_append_cairo (snap, &box);
  draw_bar (self, cr);
  for (guint i = 0; i < self->ticks->len; i++)
    draw_tick (self, cr, &g_array_index (self->ticks, MiaoTick, i));
  draw_mark (self, cr, self->earliest);
  draw_mark (self, cr, self->latest);

  set_color (self, cr, "text");
  draw_text (self, cr, _ ("Moved in"), SIDE, LABEL_TOP, 0, TRUE);
  set_color (self, cr, "text_dim");
  miao_date_format (self->start, date);
  draw_text (self, cr, date + 5, SIDE, DATE_TOP, 0, FALSE);

  today = dup_today_words (self);
  x = x_of (self, self->today - self->start);
  set_color (self, cr, "accent_text");
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, x, scaled (self, BAR_TOP - 3 * MARK_OVER));
  cairo_line_to (cr, x, scaled (self, BAR_TOP + BAR_HEIGHT + MARK_OVER));
  cairo_stroke (cr);
  draw_text (self, cr, today, x, 0, 0.5, TRUE);
  cairo_destroy (cr);
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL
                            ? (int) scaled (MIAO_INTEGRATION_BAR (widget), HEIGHT)
                            : MIN_WIDTH;
}

static void
miao_integration_bar_finalize (GObject *object)
{
  g_array_unref (MIAO_INTEGRATION_BAR (object)->ticks);

  G_OBJECT_CLASS (miao_integration_bar_parent_class)->finalize (object);
}

static void
miao_integration_bar_class_init (MiaoIntegrationBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = miao_integration_bar_finalize;
  widget_class->snapshot = snapshot;
  widget_class->measure = measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
miao_integration_bar_init (MiaoIntegrationBar *self)
{
  self->ticks = g_array_new (FALSE, TRUE, sizeof (MiaoTick));
}

GtkWidget *
miao_integration_bar_new (void)
{
  return g_object_new (MIAO_TYPE_INTEGRATION_BAR, NULL);
}

static void
say (MiaoIntegrationBar *self)
{
  g_autofree char *today = dup_today_words (self);
  char earliest[MIAO_DATE_BUFFER];
  char latest[MIAO_DATE_BUFFER];
  g_autofree char *words = NULL;

  miao_date_format (self->start + self->earliest, earliest);
  miao_date_format (self->start + self->latest, latest);
  words = g_strdup_printf (
      _ ("Integration period: %s. Can be confirmed from %s (day %d) to %s (day %d). %u visits."),
      today, earliest, self->earliest, latest, self->latest, self->ticks->len);
  miao_accessible_set_label (GTK_WIDGET (self), words);
}

void
miao_integration_bar_set (MiaoIntegrationBar *self,
                          MiaoDate start,
                          MiaoDate today,
                          int earliest_days,
                          int latest_days,
                          const MiaoTick *ticks,
                          guint n_ticks)
{
  self->start = start;
  self->today = MAX (today, start);
  self->earliest = earliest_days;
  self->latest = latest_days;
  g_array_set_size (self->ticks, 0);
  if (n_ticks > 0)
    g_array_append_vals (self->ticks, ticks, n_ticks);
  if (start != MIAO_DATE_NONE)
    say (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
