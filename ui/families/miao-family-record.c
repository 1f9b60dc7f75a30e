#include "config.h"

#include "miao-family-record.h"

#include "miao-family-parts.h"
#include "miao-ui.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

struct _MiaoFamilyRecord {
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkWidget *switcher;
  GtkWidget *tabs;
  char *stamp; /* of what is shown */
};

G_DEFINE_FINAL_TYPE (MiaoFamilyRecord, miao_family_record, GTK_TYPE_WIDGET)

static const struct {
  const char *name;
  const char *title;
  GtkWidget *(*make) (const MiaoFamilyData *data, MiaoSession *session);
} tabs[] = {
  { "overview", N_ ("Overview"), miao_family_tab_overview },
  { "members", N_ ("Members"), miao_family_tab_members },
  { "papers", N_ ("Certificates and training"), miao_family_tab_papers },
  { "evaluations", N_ ("Evaluations"), miao_family_tab_evaluations },
  { "placements", N_ ("Placements"), miao_family_tab_placements },
  { "history", N_ ("History"), miao_family_tab_history },
};

static void
miao_family_record_dispose (GObject *object)
{
  MiaoFamilyRecord *self = MIAO_FAMILY_RECORD (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_FAMILY_RECORD);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->stamp, g_free);

  G_OBJECT_CLASS (miao_family_record_parent_class)->dispose (object);
}

static void
miao_family_record_class_init (MiaoFamilyRecordClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_family_record_dispose;
  g_type_ensure (MIAO_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-family-record.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoFamilyRecord, name)
  BIND (head);
  BIND (switcher);
  BIND (tabs);
#undef BIND
}

static void
miao_family_record_init (MiaoFamilyRecord *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
miao_family_record_show (MiaoFamilyRecord *self, const MiaoFamilyData *data, MiaoSession *session)
{
  GtkStack *stack = GTK_STACK (self->tabs);
  g_autofree char *shown = g_strdup (gtk_stack_get_visible_child_name (stack));

  if (!miao_family_data_is_new (data, &self->stamp))
    return;
  miao_family_head_fill (self->head, data, session);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++) {
    GtkWidget *old = gtk_stack_get_child_by_name (stack, tabs[i].name);

    if (old != NULL)
      gtk_stack_remove (stack, old);
    gtk_stack_add_titled (stack, tabs[i].make (data, session), tabs[i].name, _ (tabs[i].title));
  }
  if (shown != NULL)
    gtk_stack_set_visible_child_name (stack, shown);
}

void
miao_family_record_show_tab (MiaoFamilyRecord *self, const char *tab)
{
  const char *name = tab != NULL ? tab : tabs[0].name;

  if (gtk_stack_get_child_by_name (GTK_STACK (self->tabs), name) != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), name);
}

void
miao_family_record_forget (MiaoFamilyRecord *self)
{
  g_clear_pointer (&self->stamp, g_free);
}

void
miao_family_record_focus (MiaoFamilyRecord *self)
{
  gtk_widget_child_focus (self->switcher, GTK_DIR_TAB_FORWARD);
}
