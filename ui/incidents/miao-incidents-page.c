#include "config.h"

#include "miao-incidents-page.h"

#include "miao-incident-source.h"
#include "miao-incident-view.h"
#include "miao-list-pane.h"
#include "miao-store.h"
#include "miao-window.h"

#include <glib/gi18n.h>
#include <string.h>

#define NEW_PREFIX "incident-of-"

struct _MiaoIncidentsPage {
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *view;
  MiaoSession *session;
};

static void page_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoIncidentsPage,
                               miao_incidents_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_init))

static const MiaoListFilter filters[] = {
  { N_ ("Being dealt with"), MIAO_INCIDENT_OPEN },
  { N_ ("Closed"), "CLOSED" },
  { N_ ("All"), NULL },
  { NULL, NULL },
};

static char *
dup_count (guint n)
{
  return g_strdup_printf (ngettext ("%u record", "%u records", n), n);
}

static const MiaoListPaneInfo list_info = {
  .title = N_ ("Incidents and complaints"),
  .dup_count = dup_count,
  .columns = miao_incident_columns,
  .source = &miao_incident_source,
  .filters = filters,
  .search_everywhere = TRUE,
  .other = N_ ("Record a complaint…"),
  .other_action = "incidents.complaint",
  .may_other = MIAO_MAY_INCIDENT_RECORD,
  .add = N_ ("Record an incident…"),
  .may_add = MIAO_MAY_INCIDENT_RECORD,
  .empty_icon = "miao-shield-symbolic",
  .empty_title = N_ ("Nothing here"),
  .empty_text = N_ ("An accident, suspected harm, a child that is missing, a complaint: record it "
                    "as soon as it is known."),
};

static gboolean
is_shown (MiaoIncidentsPage *self, GtkWidget *child)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == child;
}

static void
show (MiaoIncidentsPage *self, GtkWidget *child)
{
  gtk_stack_set_visible_child (GTK_STACK (self->stack), child);
}

static gboolean
open_incident (MiaoIncidentsPage *self, const char *id)
{
  g_autoptr (GError) error = NULL;

  if (!miao_incident_view_open (MIAO_INCIDENT_VIEW (self->view), self->session, id, &error)) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return FALSE;
  }
  show (self, self->view);
  gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
  miao_window_end_search (GTK_WIDGET (self));
  return TRUE;
}

static void
opened_cb (MiaoIncidentsPage *self, const char *id)
{
  open_incident (self, id);
}

static void
back_cb (MiaoIncidentsPage *self)
{
  miao_list_pane_reload (MIAO_LIST_PANE (self->list));
  show (self, self->list);
  miao_list_pane_grab_focus (MIAO_LIST_PANE (self->list));
}

static void
begin (MiaoIncidentsPage *self, const char *use_case, const char *about, const char *id)
{
  if (self->session == NULL || !miao_session_may (self->session, MIAO_MAY_INCIDENT_RECORD))
    return;
  show (self, self->view);
  miao_incident_view_begin (MIAO_INCIDENT_VIEW (self->view), self->session, use_case, about, id);
}

static void
complaint_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin (MIAO_INCIDENTS_PAGE (widget), "record-complaint", NULL, NULL);
}

/* --- the page ------------------------------------------------------------------------------- */

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoIncidentsPage *self = MIAO_INCIDENTS_PAGE (page);

  g_clear_pointer (&self->session, miao_session_unref);
  miao_incident_view_clear (MIAO_INCIDENT_VIEW (self->view));
  show (self, self->list);
  if (session != NULL)
    self->session = miao_session_ref (session);
  miao_list_pane_set_session (MIAO_LIST_PANE (self->list), session);
}

static void
refresh (MiaoPage *page)
{
  MiaoIncidentsPage *self = MIAO_INCIDENTS_PAGE (page);

  if (self->session == NULL)
    return;
  if (is_shown (self, self->view))
    miao_incident_view_refresh (MIAO_INCIDENT_VIEW (self->view));
  else
    miao_list_pane_reload (MIAO_LIST_PANE (self->list));
}

static gboolean
open_record (MiaoPage *page, const char *kind, const char *id, const char *field)
{
  MiaoIncidentsPage *self = MIAO_INCIDENTS_PAGE (page);

  if (self->session == NULL)
    return FALSE;
  if (g_str_has_prefix (kind, NEW_PREFIX)) {
    begin (self, field != NULL ? field : "report-incident", kind + strlen (NEW_PREFIX), id);
    return TRUE;
  }
  if (!g_str_equal (kind, "incident"))
    return FALSE;
  if (open_incident (self, id) && field != NULL)
    miao_incident_view_act (MIAO_INCIDENT_VIEW (self->view), field);
  return TRUE;
}

static void
search (MiaoPage *page, const char *text)
{
  MiaoIncidentsPage *self = MIAO_INCIDENTS_PAGE (page);

  miao_list_pane_search (MIAO_LIST_PANE (self->list), text);
  if (*text != '\0')
    show (self, self->list);
}

static void
find_focus (MiaoPage *page)
{
  MiaoIncidentsPage *self = MIAO_INCIDENTS_PAGE (page);

  if (is_shown (self, self->list))
    miao_list_pane_grab_focus (MIAO_LIST_PANE (self->list));
  else
    gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
}

static void
add (MiaoPage *page)
{
  begin (MIAO_INCIDENTS_PAGE (page), "report-incident", NULL, NULL);
}

static void
print (MiaoPage *page)
{
  MiaoIncidentsPage *self = MIAO_INCIDENTS_PAGE (page);

  if (is_shown (self, self->view))
    miao_incident_view_print (MIAO_INCIDENT_VIEW (self->view));
}

static gboolean
back (MiaoPage *page)
{
  MiaoIncidentsPage *self = MIAO_INCIDENTS_PAGE (page);

  if (is_shown (self, self->list))
    return FALSE;
  if (!miao_incident_view_back (MIAO_INCIDENT_VIEW (self->view)))
    back_cb (self);
  return TRUE;
}

static guint
get_count (MiaoPage *page)
{
  MiaoSession *session = MIAO_INCIDENTS_PAGE (page)->session;

  return session != NULL ? miao_incident_count_open (session) : 0;
}

static char *
dup_unsaved (MiaoPage *page)
{
  return miao_incident_view_dup_unsaved (MIAO_INCIDENT_VIEW (MIAO_INCIDENTS_PAGE (page)->view));
}

static void
discard (MiaoPage *page)
{
  miao_incident_view_discard (MIAO_INCIDENT_VIEW (MIAO_INCIDENTS_PAGE (page)->view));
}

static void
page_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->open = open_record;
  iface->search = search;
  iface->find_focus = find_focus;
  iface->add = add;
  iface->print = print;
  iface->back = back;
  iface->get_count = get_count;
  iface->dup_unsaved = dup_unsaved;
  iface->discard = discard;
}

static void
miao_incidents_page_dispose (GObject *object)
{
  MiaoIncidentsPage *self = MIAO_INCIDENTS_PAGE (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_incidents_page_parent_class)->dispose (object);
}

static void
miao_incidents_page_class_init (MiaoIncidentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_incidents_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "incidents.complaint", NULL, complaint_cb);
}

static void
miao_incidents_page_init (MiaoIncidentsPage *self)
{
  self->stack = gtk_stack_new ();
  self->list = g_object_new (MIAO_TYPE_LIST_PANE, NULL);
  miao_list_pane_set_info (MIAO_LIST_PANE (self->list), &list_info);
  self->view = miao_incident_view_new ();
  gtk_stack_add_child (GTK_STACK (self->stack), self->list);
  gtk_stack_add_child (GTK_STACK (self->stack), self->view);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (self->view, "back", G_CALLBACK (back_cb), self);
}
