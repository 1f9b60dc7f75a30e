#include "config.h"

#include "miao-stepper.h"

#include "miao-gtk-compat.h"

#include <glib/gi18n.h>

#define RADIUS 12.0
#define RING 4.0
#define TEXT_TOP 30.0
#define DETAIL_TOP 50.0
#define HEIGHT 72
#define MIN_STEP_WIDTH 84
#define TITLE_SIZE 1.0
#define DETAIL_SIZE 0.88

typedef struct {
  char *title;
  char *detail;
} Step;

struct _MiaoStepper {
  GtkWidget parent_instance;

  GArray *steps;
  guint present;
};

G_DEFINE_FINAL_TYPE (MiaoStepper, miao_stepper, GTK_TYPE_WIDGET)

static Step *
nth (MiaoStepper *self, guint index)
{
  return &g_array_index (self->steps, Step, index);
}

static void
step_clear (gpointer data)
{
  Step *step = data;

  g_free (step->title);
  g_free (step->detail);
}

static void
set_color (GtkWidget *widget, cairo_t *cr, const char *name)
{
  GdkRGBA color;

  miao_widget_lookup_color (widget, name, &color);
  gdk_cairo_set_source_rgba (cr, &color);
}

static void
draw_text (GtkWidget *widget,
           cairo_t *cr,
           const char *text,
           double x,
           double top,
           double scale,
           gboolean bold)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  cairo_move_to (cr, x - width / 2.0, top);
  pango_cairo_show_layout (cr, layout);
  /* The text leaves a point behind that the next arc would be joined to. */
  cairo_new_path (cr);
}

static void
draw_mark (MiaoStepper *self, cairo_t *cr, guint index, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *number = g_strdup_printf ("%u", index + 1);

  if (index < self->present) {
    set_color (widget, cr, "accent_bg");
    cairo_arc (cr, x, y, RADIUS, 0, 2 * G_PI);
    cairo_fill (cr);
    set_color (widget, cr, "accent_fg");
    cairo_set_line_width (cr, 1.6);
    cairo_move_to (cr, x - 5, y + 0.5);
    cairo_line_to (cr, x - 1.5, y + 4);
    cairo_line_to (cr, x + 5, y - 4);
    cairo_stroke (cr);
    return;
  }
  if (index == self->present) {
    set_color (widget, cr, "accent_soft");
    cairo_arc (cr, x, y, RADIUS + RING, 0, 2 * G_PI);
    cairo_fill (cr);
  }
  set_color (widget, cr, "view_bg");
  cairo_arc (cr, x, y, RADIUS, 0, 2 * G_PI);
  cairo_fill_preserve (cr);
  set_color (widget, cr, index == self->present ? "accent_bg" : "border_strong");
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  set_color (widget, cr, index == self->present ? "accent_text" : "text_dim");
  draw_text (widget, cr, number, x, y - 9, DETAIL_SIZE, FALSE);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  MiaoStepper *self = MIAO_STEPPER (widget);
  double width = gtk_widget_get_width (widget);
  double y = RADIUS + RING;
  double part;
  graphene_rect_t box;
  cairo_t *cr;

  if (self->steps->len == 0)
    return;
  graphene_rect_init (&box, 0, 0, (float) width, (float) gtk_widget_get_height (widget));
  cr = gtk_snapshot_append_cairo (snap, &box);
  part = width / self->steps->len;

  for (guint i = 0; i + 1 < self->steps->len; i++) {
    set_color (widget, cr, i < self->present ? "accent_bg" : "border_strong");
    cairo_set_line_width (cr, 2);
    cairo_move_to (cr, part * (i + 0.5) + RADIUS, y);
    cairo_line_to (cr, part * (i + 1.5) - RADIUS, y);
    cairo_stroke (cr);
  }
  for (guint i = 0; i < self->steps->len; i++) {
    double x = part * (i + 0.5);

    draw_mark (self, cr, i, x, y);
    set_color (widget, cr, i == self->present ? "accent_text" : "text");
    draw_text (widget, cr, nth (self, i)->title, x, TEXT_TOP, TITLE_SIZE, i == self->present);
    set_color (widget, cr, "text_dim");
    draw_text (widget, cr, nth (self, i)->detail, x, DETAIL_TOP, DETAIL_SIZE, FALSE);
  }
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
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = HEIGHT;
  else
    *minimum = *natural = MIN_STEP_WIDTH * (int) MIAO_STEPPER (widget)->steps->len;
}

static void
miao_stepper_finalize (GObject *object)
{
  g_array_unref (MIAO_STEPPER (object)->steps);

  G_OBJECT_CLASS (miao_stepper_parent_class)->finalize (object);
}

static void
miao_stepper_class_init (MiaoStepperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = miao_stepper_finalize;
  widget_class->snapshot = snapshot;
  widget_class->measure = measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
miao_stepper_init (MiaoStepper *self)
{
  self->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  g_array_set_clear_func (self->steps, step_clear);
}

GtkWidget *
miao_stepper_new (void)
{
  return g_object_new (MIAO_TYPE_STEPPER, NULL);
}

static void
say (MiaoStepper *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < self->steps->len; i++) {
    const char *state = i < self->present    ? C_ ("step", "done")
                        : i == self->present ? C_ ("step", "now")
                                             : C_ ("step", "not yet");

    /* Translators: a step of a way: name, date, state. */
    g_string_append_printf (words, _ ("%s %s %s; "), nth (self, i)->title, nth (self, i)->detail,
                            state);
  }
  miao_accessible_set_label (GTK_WIDGET (self), words->str);
}

void
miao_stepper_set_steps (MiaoStepper *self, const MiaoStep *steps, guint n, guint present)
{
  g_array_set_size (self->steps, 0);
  for (guint i = 0; i < n; i++) {
    Step step = { g_strdup (steps[i].title),
                  g_strdup (steps[i].detail != NULL ? steps[i].detail : "") };

    g_array_append_val (self->steps, step);
  }
  self->present = present;
  say (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
