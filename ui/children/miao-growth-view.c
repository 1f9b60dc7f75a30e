#include "config.h"

#include "miao-growth-view.h"

#include "miao-chart-theme.h"
#include "miao-growth-chart.h"
#include "miao-growth-curve.h"
#include "miao-gtk-compat.h"

#include <glib/gi18n.h>
#include <math.h>

#define CURVE_POINTS 240
#define MINIMUM_WIDTH 360
#define MINIMUM_HEIGHT 260

struct _MiaoGrowthView {
  GtkWidget parent_instance;

  MiaoGrowthChart chart;
  GArray *points;
  GPtrArray *records; /* the measurement of each point; borrowed */
  GArray *curve;
  int walked; /* -1: none */
};

enum {
  SIGNAL_WALKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoGrowthView, miao_growth_view, GTK_TYPE_WIDGET)

static const char *
get_unit (MiaoGrowthIndicator indicator)
{
  switch (indicator) {
  case MIAO_GROWTH_LENGTH_FOR_AGE:
  case MIAO_GROWTH_HEAD_FOR_AGE:
    return _ ("cm");
  case MIAO_GROWTH_BMI_FOR_AGE:
    return _ ("kg/m²");
  case MIAO_GROWTH_WEIGHT_FOR_AGE:
  case MIAO_GROWTH_WEIGHT_FOR_LENGTH:
  case MIAO_GROWTH_WEIGHT_FOR_HEIGHT:
  default:
    return _ ("kg");
  }
}

/* What a screen reader says: the point while one walks, else the whole chart. */
static void
speak (MiaoGrowthView *self)
{
  g_autofree char *words = NULL;

  if (self->walked >= 0) {
    const MiaoGrowthPoint *point = &g_array_index (self->points, MiaoGrowthPoint, self->walked);
    g_autofree char *age = miao_date_dup_age (self->chart.born, point->on);
    g_autofree char *z = miao_growth_dup_z (point->z);
    g_autofree char *centile = miao_growth_dup_centile (point->centile);
    char day[MIAO_DATE_BUFFER];

    /* Translators: day, age, value, unit, z-score, centile of one measurement, to be heard. */
    words = g_strdup_printf (_ ("%s, %s, %.2f %s, z %s, %s"), miao_date_format (point->on, day),
                             age, point->value, get_unit (self->chart.indicator), z, centile);
  } else {
    words = miao_growth_chart_dup_summary (&self->chart);
  }
  miao_accessible_set_label (GTK_WIDGET (self), words);
}

static void
walk_to (MiaoGrowthView *self, int index)
{
  if (index < 0 || index >= (int) self->points->len || index == self->walked)
    return;
  self->walked = self->chart.selected = index;
  speak (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_WALKED], 0, miao_record_get_id (self->records->pdata[index]));
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        MiaoGrowthView *self)
{
  int last = (int) self->points->len - 1;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || last < 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval) {
  case GDK_KEY_Left:
    walk_to (self, self->walked < 0 ? last : self->walked - 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Right:
    walk_to (self, self->walked < 0 ? last : self->walked + 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Home:
    walk_to (self, 0);
    return GDK_EVENT_STOP;
  case GDK_KEY_End:
    walk_to (self, last);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
go_to_pointer (MiaoGrowthView *self, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->chart.points != NULL)
    walk_to (self, miao_growth_chart_hit (&self->chart, gtk_widget_get_width (widget),
                                          gtk_widget_get_height (widget), x, y));
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, MiaoGrowthView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  go_to_pointer (self, x, y);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, MiaoGrowthView *self)
{
  go_to_pointer (self, x, y);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  MiaoGrowthView *self = MIAO_GROWTH_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  MiaoGrowthPalette palette;
  g_autofree char *font = miao_chart_theme_dup_font (widget, &self->chart.font_size);
  graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr;

  if (self->curve == NULL)
    return;
  miao_chart_theme_get (widget, &palette);
  self->chart.font = font;
  cr = gtk_snapshot_append_cairo (snap, &box);
  miao_growth_chart_draw (&self->chart, &palette, cr, width, height);
  cairo_destroy (cr);
  self->chart.font = NULL;
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
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MINIMUM_WIDTH : MINIMUM_HEIGHT;
}

static void
forget (MiaoGrowthView *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->curve, g_array_unref);
  self->chart.points = NULL;
  self->chart.n_points = 0;
}

static void
miao_growth_view_finalize (GObject *object)
{
  forget (MIAO_GROWTH_VIEW (object));

  G_OBJECT_CLASS (miao_growth_view_parent_class)->finalize (object);
}

static void
miao_growth_view_class_init (MiaoGrowthViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = miao_growth_view_finalize;
  widget_class->snapshot = snapshot;
  widget_class->measure = measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
  signals[SIGNAL_WALKED] = g_signal_new ("walked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
miao_growth_view_init (MiaoGrowthView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->points = g_array_new (FALSE, FALSE, sizeof (MiaoGrowthPoint));
  self->walked = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
miao_growth_view_new (void)
{
  return g_object_new (MIAO_TYPE_GROWTH_VIEW, NULL);
}

void
miao_growth_view_show (MiaoGrowthView *self,
                       const MiaoChildView *view,
                       MiaoGrowthIndicator indicator,
                       MiaoDate today)
{
  MiaoDate born;
  double x;

  forget (self);
  self->walked = -1;
  if (view == NULL) {
    self->points = g_array_new (FALSE, FALSE, sizeof (MiaoGrowthPoint));
    gtk_widget_queue_draw (GTK_WIDGET (self));
    return;
  }
  born = miao_record_get_date (view->child, "birth_date");
  self->points = miao_child_view_get_points (view, indicator, &self->records);
  self->chart = (MiaoGrowthChart){
    .indicator = indicator,
    .sex = (int) miao_record_get_int (view->child, "sex", 0),
    .born = born,
    .today = today,
    .points = (const MiaoGrowthPoint *) (void *) self->points->data,
    .n_points = self->points->len,
    .selected = -1,
    .callout = MIAO_GROWTH_CALLOUT_BOX,
    .legend = TRUE,
    .language = miao_language (),
  };
  x = born != MIAO_DATE_NONE ? today - born : 0;
  if (self->points->len > 0)
    x = g_array_index (self->points, MiaoGrowthPoint, self->points->len - 1).x;
  else if (indicator >= MIAO_GROWTH_WEIGHT_FOR_LENGTH)
    x = 0;
  miao_growth_curve_range (indicator, x, &self->chart.from, &self->chart.to);
  self->curve = miao_growth_curve_sample (indicator, self->chart.sex, self->chart.from,
                                          self->chart.to, CURVE_POINTS);
  self->chart.curve = (const MiaoGrowthCurvePoint *) (void *) self->curve->data;
  self->chart.n_curve = self->curve->len;
  speak (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
miao_growth_view_select (MiaoGrowthView *self, const char *measure_id)
{
  for (guint i = 0; self->records != NULL && i < self->records->len; i++)
    if (g_strcmp0 (miao_record_get_id (self->records->pdata[i]), measure_id) == 0)
      walk_to (self, (int) i);
}
