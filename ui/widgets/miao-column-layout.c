#include "config.h"

#include "miao-column-layout.h"

struct _MiaoColumnLayout {
  GtkLayoutManager parent_instance;

  int width;
};

G_DEFINE_FINAL_TYPE (MiaoColumnLayout, miao_column_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
height_of (GtkWidget *child, int width)
{
  int height;

  if (!gtk_widget_should_layout (child))
    return 0;
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);

  return height;
}

static void
measure (GtkLayoutManager *manager,
         GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  MiaoColumnLayout *self = MIAO_COLUMN_LAYOUT (manager);
  /* Asked for no width in particular: a column that expands may be so wide that no word wraps. */
  int widest = gtk_widget_compute_expand (widget, GTK_ORIENTATION_HORIZONTAL) ? -1 : self->width;
  int width = for_size < 0 ? widest : MAX (for_size, self->width);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       orientation == GTK_ORIENTATION_VERTICAL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    *minimum += height_of (child, width);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *natural = *minimum;
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkAllocation place = { 0, y, width, height_of (child, width) };

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_size_allocate (child, &place, -1);
    y += place.height;
  }
}

static void
miao_column_layout_class_init (MiaoColumnLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = get_request_mode;
  manager_class->measure = measure;
  manager_class->allocate = allocate;
}

static void
miao_column_layout_init (MiaoColumnLayout *self)
{
}

GtkLayoutManager *
miao_column_layout_new (int width)
{
  MiaoColumnLayout *self = g_object_new (MIAO_TYPE_COLUMN_LAYOUT, NULL);

  self->width = width;

  return GTK_LAYOUT_MANAGER (self);
}
