#include "config.h"

#include "miao-wrap.h"

struct _MiaoWrap {
  GtkWidget parent_instance;

  int spacing;
  gboolean homogeneous;
};

enum {
  PROP_SPACING = 1,
  PROP_HOMOGENEOUS,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (MiaoWrap, miao_wrap, GTK_TYPE_WIDGET)

/* A line: the children from @first to before @end. */
typedef struct {
  GtkWidget *first;
  GtkWidget *end;
  int n;
  int n_expand;
  int natural; /* with the space between */
} Line;

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
first_shown (MiaoWrap *self)
{
  return next_shown (gtk_widget_get_first_child (GTK_WIDGET (self)));
}

static GtkWidget *
after (GtkWidget *child)
{
  return next_shown (gtk_widget_get_next_sibling (child));
}

static int
natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* How many equally wide children stand in a line of @width. */
static int
fitting (MiaoWrap *self, int width)
{
  int most = 1, n = 0, columns;

  for (GtkWidget *child = first_shown (self); child != NULL; child = after (child), n++)
    most = MAX (most, natural_width (child));
  columns = CLAMP ((width + self->spacing) / (most + self->spacing), 1, MAX (n, 1));
  /* Four cards stand two by two rather than three and one. */
  while (columns > 1 && n % columns != 0 && columns < n)
    columns--;
  return columns;
}

/* Takes a line's worth of children from @child on; @columns 0: as many as fit. */
static Line
take_line (MiaoWrap *self, GtkWidget *child, int width, int columns)
{
  Line line = { .first = child };

  for (; child != NULL; child = after (child)) {
    int more = natural_width (child) + (line.n > 0 ? self->spacing : 0);

    if (line.n > 0 && (columns > 0 ? line.n >= columns : line.natural + more > width))
      break;
    line.natural += more;
    line.n++;
    line.n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
  }
  line.end = child;
  return line;
}

static int
width_in_line (MiaoWrap *self, const Line *line, GtkWidget *child, int width, int columns)
{
  int minimum, natural, own;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  own = natural;
  if (columns > 0)
    own = (width - (columns - 1) * self->spacing) / columns;
  else if (line->n_expand > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    own += MAX (0, width - line->natural) / line->n_expand;
  return MAX (minimum, MIN (own, width));
}

static int
line_height (MiaoWrap *self, const Line *line, int width, int columns)
{
  int height = 0;

  for (GtkWidget *child = line->first; child != line->end; child = after (child)) {
    int natural;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL,
                        width_in_line (self, line, child, width, columns), NULL, &natural, NULL,
                        NULL);
    height = MAX (height, natural);
  }
  return height;
}

static void
measure_width (MiaoWrap *self, int *minimum, int *natural)
{
  int n = 0, most = 0;

  for (GtkWidget *child = first_shown (self); child != NULL; child = after (child)) {
    int min, nat;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
    *minimum = MAX (*minimum, min);
    *natural += nat + (n > 0 ? self->spacing : 0);
    most = MAX (most, nat);
    n++;
  }
  if (self->homogeneous && n > 0)
    *natural = n * most + (n - 1) * self->spacing;
}

static int
height_for (MiaoWrap *self, int width)
{
  int columns = self->homogeneous ? fitting (self, width) : 0;
  int height = 0;

  for (GtkWidget *child = first_shown (self); child != NULL;) {
    Line line = take_line (self, child, width, columns);

    height += line_height (self, &line, width, columns) + (height > 0 ? self->spacing : 0);
    child = line.end;
  }
  return height;
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
  MiaoWrap *self = MIAO_WRAP (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, minimum, natural);
  else if (for_size >= 0)
    *minimum = *natural = height_for (self, for_size);
  else
    *minimum = *natural = height_for (self, G_MAXINT / 4);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MiaoWrap *self = MIAO_WRAP (widget);
  int columns = self->homogeneous ? fitting (self, width) : 0;
  int y = 0;

  for (GtkWidget *child = first_shown (self); child != NULL;) {
    Line line = take_line (self, child, width, columns);
    int tall = line.end == NULL ? MAX (height - y, line_height (self, &line, width, columns))
                                : line_height (self, &line, width, columns);
    int x = 0;

    for (; child != line.end; child = after (child)) {
      GtkAllocation place = { x, y, width_in_line (self, &line, child, width, columns), tall };

      gtk_widget_size_allocate (child, &place, -1);
      x += place.width + self->spacing;
    }
    y += tall + self->spacing;
  }
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MiaoWrap *self = MIAO_WRAP (object);

  if (id == PROP_SPACING)
    g_value_set_int (value, self->spacing);
  else
    g_value_set_boolean (value, self->homogeneous);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MiaoWrap *self = MIAO_WRAP (object);

  if (id == PROP_SPACING)
    self->spacing = g_value_get_int (value);
  else
    self->homogeneous = g_value_get_boolean (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
miao_wrap_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (miao_wrap_parent_class)->dispose (object);
}

static void
miao_wrap_class_init (MiaoWrapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = miao_wrap_dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = allocate;
  widget_class->get_request_mode = get_request_mode;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 99, 0,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HOMOGENEOUS] = g_param_spec_boolean ("homogeneous", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
miao_wrap_init (MiaoWrap *self)
{
}

GtkWidget *
miao_wrap_new (int spacing)
{
  return g_object_new (MIAO_TYPE_WRAP, "spacing", spacing, NULL);
}

void
miao_wrap_append (MiaoWrap *self, GtkWidget *child)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}
