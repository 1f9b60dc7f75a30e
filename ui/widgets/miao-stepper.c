#include "config.h"

#include "miao-stepper.h"

#include "miao-draw.h"
#include "miao-gtk-compat.h"

#include <glib/gi18n.h>

#define RADIUS 12.0
#define RING 4.0
#define TEXT_GAP 4
/* A step is this many Chinese characters wide; at least so that a date is not broken. */
#define STEP_EMS 6
#define MIN_STEP_EMS 3
#define WIDEST 10000 /* pixels, more than a step ever has */
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

static PangoLayout *
layout_new (MiaoStepper *self, const char *text, double size, gboolean bold, int width)
{
  PangoLayout *layout = miao_draw_layout_new (GTK_WIDGET (self), text, size, bold);

  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  return layout;
}

/* Draws a text centred in a part and returns its height. */
static int
draw_words (MiaoStepper *self, cairo_t *cr, PangoLayout *layout, double left, double top)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_move_to (cr, left, top);
  pango_cairo_show_layout (cr, layout);
  /* The text leaves a point behind that the next arc would be joined to. */
  cairo_new_path (cr);
  return height;
}

static void
draw_number (MiaoStepper *self, cairo_t *cr, guint index, double x, double y)
{
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  g_autoptr (PangoLayout) layout =
      miao_draw_layout_new (GTK_WIDGET (self), number, DETAIL_SIZE, FALSE);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  miao_draw_color (GTK_WIDGET (self), cr, index == self->present ? "accent_text" : "text_dim");
  draw_words (self, cr, layout, x - width / 2.0, y - height / 2.0);
}

static void
draw_mark (MiaoStepper *self, cairo_t *cr, guint index, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double scale = miao_draw_scale (widget);
  double radius = RADIUS * scale;

  if (index < self->present) {
    miao_draw_color (widget, cr, "accent_bg");
    cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
    cairo_fill (cr);
    miao_draw_color (widget, cr, "accent_fg");
    cairo_set_line_width (cr, 1.6 * scale);
    cairo_move_to (cr, x - 5 * scale, y + 0.5 * scale);
    cairo_line_to (cr, x - 1.5 * scale, y + 4 * scale);
    cairo_line_to (cr, x + 5 * scale, y - 4 * scale);
    cairo_stroke (cr);
    return;
  }
  if (index == self->present) {
    miao_draw_color (widget, cr, "accent_soft");
    cairo_arc (cr, x, y, radius + RING, 0, 2 * G_PI);
    cairo_fill (cr);
  }
  miao_draw_color (widget, cr, "view_bg");
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_fill_preserve (cr);
  miao_draw_color (widget, cr, index == self->present ? "accent_bg" : "border_strong");
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  draw_number (self, cr, index, x, y);
}

static void
draw_step (MiaoStepper *self, cairo_t *cr, guint index, double part, double y)
{
  gboolean present = index == self->present;
  double top = y + RADIUS * miao_draw_scale (GTK_WIDGET (self)) + TEXT_GAP;
  g_autoptr (PangoLayout) title =
      layout_new (self, nth (self, index)->title, TITLE_SIZE, present, (int) part);
  g_autoptr (PangoLayout) detail =
      layout_new (self, nth (self, index)->detail, DETAIL_SIZE, FALSE, (int) part);

  draw_mark (self, cr, index, part * (index + 0.5), y);
  miao_draw_color (GTK_WIDGET (self), cr, present ? "accent_text" : "text");
  top += draw_words (self, cr, title, part * index, top);
  miao_draw_color (GTK_WIDGET (self), cr, "text_dim");
  draw_words (self, cr, detail, part * index, top);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  MiaoStepper *self = MIAO_STEPPER (widget);
  double width = gtk_widget_get_width (widget);
  double radius = RADIUS * miao_draw_scale (widget);
  double y = radius + RING;
  double part;
  graphene_rect_t box;
  cairo_t *cr;

  if (self->steps->len == 0)
    return;
  graphene_rect_init (&box, 0, 0, (float) width, (float) gtk_widget_get_height (widget));
  cr = gtk_snapshot_append_cairo (snap, &box);
  part = width / self->steps->len;

  for (guint i = 0; i + 1 < self->steps->len; i++) {
    miao_draw_color (widget, cr, i < self->present ? "accent_bg" : "border_strong");
    cairo_set_line_width (cr, 2);
    cairo_move_to (cr, part * (i + 0.5) + radius, y);
    cairo_line_to (cr, part * (i + 1.5) - radius, y);
    cairo_stroke (cr);
  }
  for (guint i = 0; i < self->steps->len; i++)
    draw_step (self, cr, i, part, y);
  cairo_destroy (cr);
}

/* The height of the tallest step when each has @part pixels. */
static int
height_for (MiaoStepper *self, int part)
{
  int most = 0;

  for (guint i = 0; i < self->steps->len; i++) {
    g_autoptr (PangoLayout) title = layout_new (self, nth (self, i)->title, TITLE_SIZE, TRUE, part);
    g_autoptr (PangoLayout) detail =
        layout_new (self, nth (self, i)->detail, DETAIL_SIZE, FALSE, part);
    int upper, lower;

    pango_layout_get_pixel_size (title, NULL, &upper);
    pango_layout_get_pixel_size (detail, NULL, &lower);
    most = MAX (most, upper + lower);
  }
  return (int) (2 * RADIUS * miao_draw_scale (GTK_WIDGET (self)) + RING + TEXT_GAP) + most;
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
  MiaoStepper *self = MIAO_STEPPER (widget);
  int n = MAX ((int) self->steps->len, 1);
  int em = miao_draw_em (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL) {
    /* Asked for no width in particular: the least height there is, when no word wraps. GTK takes
     * that for what no width goes below, and complains of more. */
    *minimum = *natural = height_for (self, for_size < 0 ? WIDEST : for_size / n);
  } else {
    *minimum = MIN_STEP_EMS * em * n;
    *natural = STEP_EMS * em * n;
  }
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
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
  widget_class->get_request_mode = get_request_mode;
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
