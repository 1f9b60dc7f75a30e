#include "config.h"

#include "miao-children-page.h"

#include "miao-admission.h"
#include "miao-child-list.h"
#include "miao-child-record.h"
#include "miao-page-interface.h"
#include "miao-photos.h"
#include "miao-window.h"

#include <glib/gi18n.h>

/* The page 儿童: the list, the record of one child, and the admission of another, one at a time. */
struct _MiaoChildrenPage {
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *record;
  GtkWidget *admission;
  MiaoSession *session;
};

static void miao_children_page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoChildrenPage,
                               miao_children_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE,
                                                      miao_children_page_iface_init))

static gboolean
is_shown (MiaoChildrenPage *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), name) == 0;
}

static void
show (MiaoChildrenPage *self, const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
}

/* Returns: whether it is shown; what could not be read was told, and the list stays. */
static gboolean
open_child (MiaoChildrenPage *self, const char *id)
{
  gboolean there;

  if (g_strcmp0 (miao_child_record_get_id (MIAO_CHILD_RECORD (self->record)), id) != 0)
    miao_child_record_open (MIAO_CHILD_RECORD (self->record), self->session, id);
  else
    miao_child_record_refresh (MIAO_CHILD_RECORD (self->record));
  there = miao_child_record_get_id (MIAO_CHILD_RECORD (self->record)) != NULL;
  show (self, there ? "record" : "list");
  if (there)
    miao_window_end_search (GTK_WIDGET (self));
  return there;
}

/* What the buttons of list and record mean: the child that is shown, or the selected one. */
static gboolean
open_current (MiaoChildrenPage *self)
{
  const char *id = miao_child_list_get_selected (MIAO_CHILD_LIST (self->list));

  if (is_shown (self, "record"))
    return TRUE;
  if (id == NULL || *id == '\0')
    return FALSE;
  return open_child (self, id);
}

static void
activated_cb (MiaoChildrenPage *self, const char *id)
{
  if (!open_child (self, id))
    return;
  miao_child_record_show_tab (MIAO_CHILD_RECORD (self->record), "overview");
  miao_child_record_grab_focus (MIAO_CHILD_RECORD (self->record));
}

static void
admitted_cb (MiaoChildrenPage *self, const char *id)
{
  g_autofree char *child = g_strdup (id);

  miao_window_changed (GTK_WIDGET (self));
  (void) open_child (self, child);
}

static void
cancelled_cb (MiaoChildrenPage *self)
{
  show (self, "list");
}

/* --- actions -------------------------------------------------------------------------------- */

static void
tab_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (widget);

  if (open_current (self))
    miao_child_record_show_tab (MIAO_CHILD_RECORD (self->record),
                                g_variant_get_string (parameter, NULL));
}

static void
measure_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (widget);

  if (!open_current (self))
    return;
  miao_child_record_show_tab (MIAO_CHILD_RECORD (self->record), "health");
  miao_child_record_measure (MIAO_CHILD_RECORD (self->record), NULL);
}

static void
correct_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (widget);

  miao_child_record_measure (MIAO_CHILD_RECORD (self->record),
                             g_variant_get_string (parameter, NULL));
}

static void
vaccinate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (widget);

  if (!open_current (self))
    return;
  miao_child_record_show_tab (MIAO_CHILD_RECORD (self->record), "vaccines");
  miao_child_record_vaccinate (MIAO_CHILD_RECORD (self->record), NULL);
}

static void
correct_dose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (widget);

  miao_child_record_vaccinate (MIAO_CHILD_RECORD (self->record),
                               g_variant_get_string (parameter, NULL));
}

static void
add_document_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (widget);

  miao_child_record_add_document (MIAO_CHILD_RECORD (self->record),
                                  g_variant_get_string (parameter, NULL));
}

static void
accept_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (widget);

  if (open_current (self))
    miao_child_record_accept (MIAO_CHILD_RECORD (self->record));
}

static void
discharge_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  miao_child_record_discharge (MIAO_CHILD_RECORD (MIAO_CHILDREN_PAGE (widget)->record));
}

static void
readmit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  miao_child_record_readmit (MIAO_CHILD_RECORD (MIAO_CHILDREN_PAGE (widget)->record));
}

static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (widget);

  if (open_current (self))
    miao_child_record_act (MIAO_CHILD_RECORD (self->record),
                           g_variant_get_string (parameter, NULL));
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *paper, *id;

  g_variant_get (parameter, "(&s&s)", &paper, &id);
  miao_child_record_print (MIAO_CHILD_RECORD (MIAO_CHILDREN_PAGE (widget)->record), paper, id);
}

static void
admit (MiaoChildrenPage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->session == NULL || is_shown (self, "admission"))
    return;
  if (!miao_session_require (self->session, MIAO_MAY_CHILD_ADMIT, &error)) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  /* First shown, then begun: the first row gets the keyboard. */
  show (self, "admission");
  miao_admission_begin (MIAO_ADMISSION (self->admission), self->session,
                        miao_child_list_get_text (MIAO_CHILD_LIST (self->list)));
}

static void
admit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  admit (MIAO_CHILDREN_PAGE (widget));
}

static void
filter_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  miao_child_list_set_filter (MIAO_CHILD_LIST (MIAO_CHILDREN_PAGE (widget)->list),
                              g_variant_get_string (parameter, NULL));
}

static void
clear_search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  miao_window_clear_search (widget);
  miao_child_list_search (MIAO_CHILD_LIST (MIAO_CHILDREN_PAGE (widget)->list), "");
}

/* --- the page ------------------------------------------------------------------------------- */

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (page);

  miao_photos_forget ();
  miao_child_record_open (MIAO_CHILD_RECORD (self->record), NULL, NULL);
  g_clear_pointer (&self->session, miao_session_unref);
  if (session != NULL)
    self->session = miao_session_ref (session);
  miao_child_list_set_session (MIAO_CHILD_LIST (self->list), session);
  show (self, "list");
}

static void
refresh (MiaoPage *page)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (page);

  if (self->session == NULL)
    return;
  miao_child_list_refresh (MIAO_CHILD_LIST (self->list));
  miao_child_record_refresh (MIAO_CHILD_RECORD (self->record));
}

static gboolean
open_record (MiaoPage *page, const char *kind, const char *id, const char *field)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (page);
  g_autoptr (MiaoRecord) admission = NULL;

  if (self->session == NULL)
    return FALSE;
  if (g_str_equal (kind, "admission"))
    admission =
        miao_store_load (miao_session_get_store (self->session), miao_kind_find (kind), id, NULL);
  if (admission == NULL && !g_str_equal (kind, "child"))
    return FALSE;
  if (!open_child (self, admission != NULL ? miao_record_get (admission, "child") : id))
    return TRUE;
  if (g_strcmp0 (field, "add-measurement") == 0)
    miao_child_record_measure (MIAO_CHILD_RECORD (self->record), NULL);
  else if (g_strcmp0 (field, "record-vaccination") == 0) {
    miao_child_record_show_tab (MIAO_CHILD_RECORD (self->record), "vaccines");
    miao_child_record_vaccinate (MIAO_CHILD_RECORD (self->record), NULL);
  } else if (g_strcmp0 (field, "discharge-child") == 0)
    miao_child_record_discharge (MIAO_CHILD_RECORD (self->record));
  else if (field != NULL && !miao_child_record_act (MIAO_CHILD_RECORD (self->record), field))
    miao_child_record_edit (MIAO_CHILD_RECORD (self->record), kind, field);
  return TRUE;
}

static void
search (MiaoPage *page, const char *text)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (page);

  if (*text != '\0' && is_shown (self, "record"))
    show (self, "list");
  miao_child_list_search (MIAO_CHILD_LIST (self->list), text);
}

static void
find_focus (MiaoPage *page)
{
  miao_child_list_grab_focus (MIAO_CHILD_LIST (MIAO_CHILDREN_PAGE (page)->list));
}

static void
add (MiaoPage *page)
{
  admit (MIAO_CHILDREN_PAGE (page));
}

static gboolean
back (MiaoPage *page)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (page);

  if (is_shown (self, "list"))
    return FALSE;
  if (is_shown (self, "record") && miao_child_record_back (MIAO_CHILD_RECORD (self->record)))
    return TRUE;
  show (self, "list");
  miao_child_list_grab_focus (MIAO_CHILD_LIST (self->list));
  return TRUE;
}

static char *
dup_unsaved (MiaoPage *page)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (page);
  char *unsaved = NULL;

  if (is_shown (self, "admission"))
    unsaved = miao_admission_dup_unsaved (MIAO_ADMISSION (self->admission));
  return unsaved != NULL ? unsaved
                         : miao_child_record_dup_unsaved (MIAO_CHILD_RECORD (self->record));
}

static void
discard (MiaoPage *page)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (page);

  miao_admission_discard (MIAO_ADMISSION (self->admission));
  miao_child_record_discard (MIAO_CHILD_RECORD (self->record));
  if (is_shown (self, "admission"))
    show (self, "list");
}

static void
miao_children_page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->open = open_record;
  iface->search = search;
  iface->find_focus = find_focus;
  iface->add = add;
  iface->back = back;
  iface->dup_unsaved = dup_unsaved;
  iface->discard = discard;
}

static void
miao_children_page_dispose (GObject *object)
{
  MiaoChildrenPage *self = MIAO_CHILDREN_PAGE (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_children_page_parent_class)->dispose (object);
}

static void
miao_children_page_class_init (MiaoChildrenPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_children_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "children.tab", "s", tab_cb);
  gtk_widget_class_install_action (widget_class, "children.measure", NULL, measure_cb);
  gtk_widget_class_install_action (widget_class, "children.correct", "s", correct_cb);
  gtk_widget_class_install_action (widget_class, "children.vaccinate", NULL, vaccinate_cb);
  gtk_widget_class_install_action (widget_class, "children.correct-dose", "s", correct_dose_cb);
  gtk_widget_class_install_action (widget_class, "children.add-document", "s", add_document_cb);
  gtk_widget_class_install_action (widget_class, "children.accept", NULL, accept_cb);
  gtk_widget_class_install_action (widget_class, "children.discharge", NULL, discharge_cb);
  gtk_widget_class_install_action (widget_class, "children.readmit", NULL, readmit_cb);
  gtk_widget_class_install_action (widget_class, "children.act", "s", act_cb);
  gtk_widget_class_install_action (widget_class, "children.print", "(ss)", print_cb);
  gtk_widget_class_install_action (widget_class, "children.admit", NULL, admit_cb);
  gtk_widget_class_install_action (widget_class, "children.filter", "s", filter_cb);
  gtk_widget_class_install_action (widget_class, "children.clear-search", NULL, clear_search_cb);
}

static void
miao_children_page_init (MiaoChildrenPage *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  self->list = miao_child_list_new ();
  self->record = miao_child_record_new ();
  self->admission = miao_admission_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->list, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->record, "record");
  gtk_stack_add_named (GTK_STACK (self->stack), self->admission, "admission");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  g_signal_connect_object (self->list, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->admission, "admitted", G_CALLBACK (admitted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->admission, "cancelled", G_CALLBACK (cancelled_cb), self,
                           G_CONNECT_SWAPPED);
}
