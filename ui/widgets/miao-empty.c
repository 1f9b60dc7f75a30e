#include "config.h"

#include "miao-empty.h"

#include "miao-ui.h"

struct _MiaoEmpty {
  GtkWidget parent_instance;

  GtkWidget *buttons;
  char *icon_name;
  char *title;
  char *text;
};

enum {
  PROP_0,
  PROP_ICON_NAME,
  PROP_TITLE,
  PROP_TEXT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoEmpty,
                               miao_empty,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

/* What a page puts in stands below the words: its buttons in their row, the rest above them. */
static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  MiaoEmpty *self = MIAO_EMPTY (buildable);

  if (self->buttons == NULL || !GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (GTK_IS_BUTTON (child))
    gtk_box_append (GTK_BOX (self->buttons), GTK_WIDGET (child));
  else
    gtk_widget_insert_before (GTK_WIDGET (child), gtk_widget_get_parent (self->buttons),
                              self->buttons);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static char **
get_slot (MiaoEmpty *self, guint id)
{
  if (id == PROP_ICON_NAME)
    return &self->icon_name;
  return id == PROP_TITLE ? &self->title : &self->text;
}

static void
miao_empty_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, *get_slot (MIAO_EMPTY (object), id));
}

static void
miao_empty_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  char **slot = get_slot (MIAO_EMPTY (object), id);

  if (g_strcmp0 (*slot, g_value_get_string (value)) == 0)
    return;
  g_free (*slot);
  *slot = g_value_dup_string (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
miao_empty_dispose (GObject *object)
{
  MiaoEmpty *self = MIAO_EMPTY (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_EMPTY);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->icon_name, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (miao_empty_parent_class)->dispose (object);
}

static void
miao_empty_class_init (MiaoEmptyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = miao_empty_dispose;
  object_class->get_property = miao_empty_get_property;
  object_class->set_property = miao_empty_set_property;
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-empty.ui");
  gtk_widget_class_bind_template_child (widget_class, MiaoEmpty, buttons);
}

static void
miao_empty_init (MiaoEmpty *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
miao_empty_new (const char *icon, const char *title, const char *text)
{
  return g_object_new (MIAO_TYPE_EMPTY, "icon-name", icon, "title", title, "text", text, NULL);
}

void
miao_empty_add_button (MiaoEmpty *self, const char *label, const char *action, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->buttons), button);
}
