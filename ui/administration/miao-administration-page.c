#include "config.h"

#include "miao-administration-page.h"

#include "miao-ui.h"
#include "sections.h"

#include <glib/gi18n.h>

#define NEIGHBOUR 72 /* pixels */

struct _MiaoAdministrationPage {
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkWidget *tabs;
  GtkWidget *stack;
  MiaoSession *session;
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoAdministrationPage,
                               miao_administration_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

static MiaoPage *
get_section (MiaoAdministrationPage *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (GTK_STACK (self->stack));

  return child != NULL ? MIAO_PAGE (child) : NULL;
}

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoAdministrationPage *self = MIAO_ADMINISTRATION_PAGE (page);
  GtkWidget *child;

  g_clear_pointer (&self->session, miao_session_unref);
  while ((child = gtk_widget_get_first_child (self->stack)) != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), child);
  if (session == NULL)
    return;
  self->session = miao_session_ref (session);
  for (const MiaoSection *section = miao_sections (); section->id != NULL; section++) {
    if (!miao_session_may (session, section->right))
      continue;
    child = g_object_new (section->get_type (), NULL);
    gtk_stack_add_titled (GTK_STACK (self->stack), child, section->id,
                          g_dpgettext2 (NULL, "section", section->title));
    miao_page_set_session (MIAO_PAGE (child), session);
  }
}

static void
refresh (MiaoPage *page)
{
  MiaoPage *section = get_section (MIAO_ADMINISTRATION_PAGE (page));

  if (section != NULL)
    miao_page_refresh (section);
}

static gboolean
open_record (MiaoPage *page, const char *kind, const char *id, const char *field)
{
  MiaoAdministrationPage *self = MIAO_ADMINISTRATION_PAGE (page);

  for (GtkWidget *child = gtk_widget_get_first_child (self->stack); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (!miao_page_open (MIAO_PAGE (child), kind, id, field))
      continue;
    gtk_stack_set_visible_child (GTK_STACK (self->stack), child);
    return TRUE;
  }
  return FALSE;
}

static void
add (MiaoPage *page)
{
  MiaoPage *section = get_section (MIAO_ADMINISTRATION_PAGE (page));

  if (section != NULL)
    miao_page_add (section);
}

static char *
dup_unsaved (MiaoPage *page)
{
  MiaoAdministrationPage *self = MIAO_ADMINISTRATION_PAGE (page);
  char *unsaved = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (self->stack);
       unsaved == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    unsaved = miao_page_dup_unsaved (MIAO_PAGE (child));
  return unsaved;
}

static void
discard (MiaoPage *page)
{
  MiaoAdministrationPage *self = MIAO_ADMINISTRATION_PAGE (page);

  for (GtkWidget *child = gtk_widget_get_first_child (self->stack); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    miao_page_discard (MIAO_PAGE (child));
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->open = open_record;
  iface->add = add;
  iface->dup_unsaved = dup_unsaved;
  iface->discard = discard;
}

/* Large letters make the row of tabs wider than the window: what was chosen is moved into sight,
 * with a piece of its neighbours, so that they can be told to be there. */
static void
show_tab (MiaoAdministrationPage *self)
{
  GtkWidget *chosen = gtk_stack_get_visible_child (GTK_STACK (self->stack));
  GtkWidget *tab = gtk_widget_get_first_child (self->tabs);
  graphene_rect_t bounds;

  for (GtkWidget *child = gtk_widget_get_first_child (self->stack);
       child != chosen && child != NULL && tab != NULL; child = gtk_widget_get_next_sibling (child))
    tab = gtk_widget_get_next_sibling (tab);
  if (tab == NULL || !gtk_widget_compute_bounds (tab, self->tabs, &bounds))
    return;
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->bar)),
                             bounds.origin.x - NEIGHBOUR,
                             bounds.origin.x + bounds.size.width + NEIGHBOUR);
}

static void
section_shown_cb (MiaoAdministrationPage *self)
{
  show_tab (self);
  if (self->session != NULL)
    refresh (MIAO_PAGE (self));
}

static void
miao_administration_page_dispose (GObject *object)
{
  MiaoAdministrationPage *self = MIAO_ADMINISTRATION_PAGE (object);
  GtkWidget *child;

  g_clear_pointer (&self->session, miao_session_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_ADMINISTRATION_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (miao_administration_page_parent_class)->dispose (object);
}

static void
miao_administration_page_class_init (MiaoAdministrationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_administration_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, MIAO_RESOURCE_BASE
                                               "/ui/miao-administration-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MiaoAdministrationPage, bar);
  gtk_widget_class_bind_template_child (widget_class, MiaoAdministrationPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, MiaoAdministrationPage, stack);
}

static void
miao_administration_page_init (MiaoAdministrationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (section_shown_cb),
                           self, G_CONNECT_SWAPPED);
}
