#include "config.h"

#include "miao-fold.h"

#include "miao-draw.h"

#include <glib/gi18n.h>

#define GAP 16
#define SWITCH_GAP 8
/* Below the main part the side gets this part of the height. */
#define SIDE_PART 0.45

struct _MiaoFold {
  GtkWidget parent_instance;

  GtkWidget *main;
  GtkWidget *side;
  GtkWidget *chooser; /* the two buttons */
  GtkWidget *main_button;
  GtkWidget *side_button;
  char *main_title;
  char *side_title;
  int main_width;
  int side_width;
};

enum {
  PROP_MAIN_TITLE = 1,
  PROP_SIDE_TITLE,
  PROP_MAIN_WIDTH,
  PROP_SIDE_WIDTH,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];
static GtkBuildableIface *parent_buildable;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoFold,
                               miao_fold,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static gboolean
has_side (MiaoFold *self)
{
  return self->side != NULL && gtk_widget_should_layout (self->side);
}

static int
minimum_of (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
side_width (MiaoFold *self)
{
  return MAX (self->side_width * miao_draw_em (GTK_WIDGET (self)),
              minimum_of (self->side, GTK_ORIENTATION_HORIZONTAL, -1));
}

static int
main_width (MiaoFold *self)
{
  return MAX (self->main_width * miao_draw_em (GTK_WIDGET (self)),
              minimum_of (self->main, GTK_ORIENTATION_HORIZONTAL, -1));
}

static gboolean
fits (MiaoFold *self, int width)
{
  return width >= main_width (self) + GAP + side_width (self);
}

static gboolean
has_chooser (MiaoFold *self)
{
  return self->side_title != NULL;
}

static int
height_beside (MiaoFold *self, int width)
{
  int side = side_width (self);

  return MAX (minimum_of (self->main, GTK_ORIENTATION_VERTICAL, MAX (width - GAP - side, 1)),
              minimum_of (self->side, GTK_ORIENTATION_VERTICAL, side));
}

static int
height_folded (MiaoFold *self, int width)
{
  int main = minimum_of (self->main, GTK_ORIENTATION_VERTICAL, width);
  int side = minimum_of (self->side, GTK_ORIENTATION_VERTICAL, width);

  if (!has_chooser (self))
    return main + GAP + side;
  return minimum_of (self->chooser, GTK_ORIENTATION_VERTICAL, -1) + SWITCH_GAP + MAX (main, side);
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
  MiaoFold *self = MIAO_FOLD (widget);

  if (!has_side (self)) {
    gtk_widget_measure (self->main, orientation, for_size, minimum, natural, NULL, NULL);
    return;
  }
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum =
        MAX (minimum_of (self->main, orientation, -1), minimum_of (self->side, orientation, -1));
    *minimum = MAX (*minimum, minimum_of (self->chooser, orientation, -1));
    *natural = MAX (*minimum, main_width (self) + GAP + side_width (self));
    return;
  }
  /* Asked for no width in particular, the window wants to know how small it may become: both parts
   * scroll, and need no more height because they could be narrow. */
  if (for_size < 0)
    for_size = main_width (self) + GAP + side_width (self);
  *minimum = *natural =
      fits (self, for_size) ? height_beside (self, for_size) : height_folded (self, for_size);
}

static void
place (GtkWidget *widget, int x, int y, int width, int height)
{
  GtkAllocation box = { x, y, width, height };

  gtk_widget_set_child_visible (widget, TRUE);
  gtk_widget_size_allocate (widget, &box, -1);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MiaoFold *self = MIAO_FOLD (widget);
  gboolean side_chosen = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->side_button));
  int top;

  gtk_widget_set_child_visible (self->chooser, FALSE);
  if (!has_side (self)) {
    place (self->main, 0, 0, width, height);
    return;
  }
  if (fits (self, width)) {
    int side = side_width (self);

    place (self->main, 0, 0, width - GAP - side, height);
    place (self->side, width - side, 0, side, height);
    return;
  }
  if (!has_chooser (self)) {
    int side =
        MAX ((int) (height * SIDE_PART), minimum_of (self->side, GTK_ORIENTATION_VERTICAL, width));
    int most = height - GAP - minimum_of (self->main, GTK_ORIENTATION_VERTICAL, width);

    side = MAX (0, MIN (side, most));
    place (self->main, 0, 0, width, height - GAP - side);
    place (self->side, 0, height - side, width, side);
    return;
  }
  top = minimum_of (self->chooser, GTK_ORIENTATION_VERTICAL, -1);
  place (self->chooser, 0, 0, minimum_of (self->chooser, GTK_ORIENTATION_HORIZONTAL, -1), top);
  top += SWITCH_GAP;
  gtk_widget_set_child_visible (self->main, !side_chosen);
  gtk_widget_set_child_visible (self->side, side_chosen);
  place (side_chosen ? self->side : self->main, 0, top, width, height - top);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The keyboard goes from the main part to the side. */
static void
add_main (MiaoFold *self, GtkWidget *main)
{
  g_return_if_fail (self->main == NULL);
  self->main = main;
  gtk_widget_insert_before (main, GTK_WIDGET (self), self->side);
}

static void
add_side (MiaoFold *self, GtkWidget *side)
{
  g_return_if_fail (self->side == NULL);
  self->side = side;
  gtk_widget_insert_before (side, GTK_WIDGET (self), NULL);
}

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (!GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "side") == 0)
    add_side (MIAO_FOLD (buildable), GTK_WIDGET (child));
  else
    add_main (MIAO_FOLD (buildable), GTK_WIDGET (child));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MiaoFold *self = MIAO_FOLD (object);

  switch (id) {
  case PROP_MAIN_TITLE:
    g_value_set_string (value, self->main_title);
    break;
  case PROP_SIDE_TITLE:
    g_value_set_string (value, self->side_title);
    break;
  case PROP_MAIN_WIDTH:
    g_value_set_int (value, self->main_width);
    break;
  default:
    g_value_set_int (value, self->side_width);
    break;
  }
}

static void
set_title (GtkWidget *button, char **title, const GValue *value)
{
  g_free (*title);
  *title = g_value_dup_string (value);
  gtk_button_set_label (GTK_BUTTON (button), *title != NULL ? *title : "");
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MiaoFold *self = MIAO_FOLD (object);

  switch (id) {
  case PROP_MAIN_TITLE:
    set_title (self->main_button, &self->main_title, value);
    break;
  case PROP_SIDE_TITLE:
    set_title (self->side_button, &self->side_title, value);
    break;
  case PROP_MAIN_WIDTH:
    self->main_width = g_value_get_int (value);
    break;
  default:
    self->side_width = g_value_get_int (value);
    break;
  }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
miao_fold_dispose (GObject *object)
{
  MiaoFold *self = MIAO_FOLD (object);

  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  g_clear_pointer (&self->chooser, gtk_widget_unparent);
  g_clear_pointer (&self->main_title, g_free);
  g_clear_pointer (&self->side_title, g_free);

  G_OBJECT_CLASS (miao_fold_parent_class)->dispose (object);
}

static void
miao_fold_class_init (MiaoFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = miao_fold_dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = allocate;
  widget_class->get_request_mode = get_request_mode;
  properties[PROP_MAIN_TITLE] = g_param_spec_string ("main-title", NULL, NULL, NULL, flags);
  properties[PROP_SIDE_TITLE] = g_param_spec_string ("side-title", NULL, NULL, NULL, flags);
  properties[PROP_MAIN_WIDTH] = g_param_spec_int ("main-width", NULL, NULL, 0, 200, 0, flags);
  properties[PROP_SIDE_WIDTH] = g_param_spec_int ("side-width", NULL, NULL, 0, 200, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
miao_fold_init (MiaoFold *self)
{
  self->chooser = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->main_button = gtk_toggle_button_new ();
  self->side_button = gtk_toggle_button_new ();
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->side_button),
                               GTK_TOGGLE_BUTTON (self->main_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->main_button), TRUE);
  gtk_widget_add_css_class (self->chooser, "linked");
  gtk_box_append (GTK_BOX (self->chooser), self->main_button);
  gtk_box_append (GTK_BOX (self->chooser), self->side_button);
  gtk_widget_set_parent (self->chooser, GTK_WIDGET (self));
  g_signal_connect_swapped (self->side_button, "toggled", G_CALLBACK (gtk_widget_queue_allocate),
                            self);
}

GtkWidget *
miao_fold_new (GtkWidget *main,
               const char *main_title,
               int main_width,
               GtkWidget *side,
               const char *side_title,
               int side_width)
{
  MiaoFold *self = g_object_new (MIAO_TYPE_FOLD, "main-title", main_title, "main-width", main_width,
                                 "side-title", side_title, "side-width", side_width, NULL);

  add_main (self, main);
  add_side (self, side);
  return GTK_WIDGET (self);
}

void
miao_fold_show_main (MiaoFold *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->main_button), TRUE);
}
