#include "config.h"

#include "miao-families-page.h"

#include "miao-blank-forms.h"
#include "miao-family-acts.h"
#include "miao-family-parts.h"
#include "miao-family-record.h"
#include "miao-family-source.h"
#include "miao-list-pane.h"
#include "miao-paper-out.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

struct _MiaoFamiliesPage {
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *record;
  GtkWidget *act_head;
  GtkWidget *act;
  MiaoSession *session;
  char *opened;        /* id of the family in the record view */
  char *summary_stamp; /* what the summary shows */
  char *came_from;     /* view that an act goes back to */
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoFamiliesPage,
                               miao_families_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

static const char *
get_view (MiaoFamiliesPage *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
}

static void
show_view (MiaoFamiliesPage *self, const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
}

static MiaoFamilyData *
load (MiaoFamiliesPage *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  MiaoFamilyData *data = miao_family_data_load (self->session, id, &error);

  if (data == NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
  return data;
}

/* --- the list ------------------------------------------------------------------------------- */

static char *
dup_count (guint n)
{
  return g_strdup_printf (ngettext ("%u family", "%u families", n), n);
}

static const MiaoListFilter filters[] = { { N_ ("All states"), NULL }, { NULL, NULL } };

static const MiaoListPaneInfo list_info = {
  .title = N_ ("Foster families"),
  .dup_count = dup_count,
  .columns = miao_family_columns,
  .source = &miao_family_source,
  .filters = filters,
  .codes = "family_status",
  .other = N_ ("Blank forms…"),
  .other_action = "family.blank",
  .may_other = MIAO_MAY_PRINT,
  .add = N_ ("Register family"),
  .may_add = MIAO_MAY_FAMILY_REGISTER,
  .empty_icon = "miao-family-symbolic",
  .empty_title = N_ ("No foster family"),
  .empty_text = N_ ("Register a family, or change what is searched for."),
};

static void
show_summary (MiaoFamiliesPage *self, const char *id)
{
  g_autoptr (MiaoFamilyData) data = NULL;

  data = id != NULL && self->session != NULL ? load (self, id) : NULL;
  if (data != NULL && !miao_family_data_is_new (data, &self->summary_stamp))
    return;
  if (data == NULL)
    g_clear_pointer (&self->summary_stamp, g_free);
  miao_list_pane_set_summary (MIAO_LIST_PANE (self->list),
                              data != NULL ? miao_family_summary_new (data) : NULL);
}

static void
selected_cb (MiaoFamiliesPage *self, const char *id)
{
  show_summary (self, id);
}

/* --- the record ----------------------------------------------------------------------------- */

static void
show_record (MiaoFamiliesPage *self)
{
  g_autoptr (MiaoFamilyData) data = load (self, self->opened);

  if (data != NULL)
    miao_family_record_show (MIAO_FAMILY_RECORD (self->record), data, self->session);
}

static void
open_family (MiaoFamiliesPage *self, const char *id)
{
  if (g_strcmp0 (id, self->opened) != 0) {
    g_free (self->opened);
    self->opened = g_strdup (id);
    miao_family_record_show_tab (MIAO_FAMILY_RECORD (self->record), NULL);
  }
  show_record (self);
  show_view (self, "record");
  miao_family_record_focus (MIAO_FAMILY_RECORD (self->record));
  miao_window_end_search (GTK_WIDGET (self));
}

static void
open_cb (MiaoFamiliesPage *self, const char *id)
{
  open_family (self, id);
}

/* --- acts ----------------------------------------------------------------------------------- */

static const char *
get_family (MiaoFamiliesPage *self)
{
  return g_str_equal (get_view (self), "list")
             ? miao_list_pane_get_selected_id (MIAO_LIST_PANE (self->list))
             : self->opened;
}

/* Returns: whether this page has such an act. */
static gboolean
begin_act (MiaoFamiliesPage *self, const char *act, const char *member)
{
  const char *family = get_family (self);
  g_autoptr (MiaoFamilyData) data = NULL;

  if (!g_str_equal (act, "register-family")) {
    data = family != NULL ? load (self, family) : NULL;
    if (data == NULL)
      return FALSE;
    g_free (self->opened);
    self->opened = g_strdup (miao_record_get_id (data->family));
  }
  if (!miao_family_act_begin (MIAO_ACT_FORM (self->act), self->session, act, data, member))
    return FALSE;
  if (!g_str_equal (get_view (self), "act")) {
    g_free (self->came_from);
    self->came_from = g_strdup (get_view (self));
  }
  miao_family_head_fill (self->act_head, data, NULL);
  show_view (self, "act");
  miao_act_form_show (MIAO_ACT_FORM (self->act));
  return TRUE;
}

static void
leave_act (MiaoFamiliesPage *self)
{
  if (g_strcmp0 (self->came_from, "record") == 0 && self->opened != NULL) {
    show_record (self);
    show_view (self, "record");
  } else {
    show_view (self, "list");
    miao_list_pane_grab_focus (MIAO_LIST_PANE (self->list));
  }
}

static void
done_cb (MiaoFamiliesPage *self, MiaoOutcome *outcome)
{
  const char *evaluation = miao_outcome_get (outcome, "evaluation");
  const char *family = miao_outcome_get (outcome, "family");
  g_autofree char *id = g_strdup (family != NULL ? family : self->opened);

  if (id != NULL)
    open_family (self, id);
  miao_window_changed (GTK_WIDGET (self));
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved"), NULL);
  if (evaluation != NULL)
    miao_window_open_record (GTK_WIDGET (self), "evaluation", evaluation, NULL);
}

static void
cancelled_cb (MiaoFamiliesPage *self)
{
  leave_act (self);
}

static gboolean
remedy_cb (MiaoFamiliesPage *self, const char *use_case, const char *record)
{
  return miao_family_act_is_known (use_case) && begin_act (self, use_case, record);
}

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *act;
  const char *member;

  g_variant_get (parameter, "(&s&s)", &act, &member);
  begin_act (MIAO_FAMILIES_PAGE (widget), act, *member != '\0' ? member : NULL);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_family (MIAO_FAMILIES_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoFamiliesPage *self = MIAO_FAMILIES_PAGE (widget);
  const char *paper, *id;

  g_variant_get (parameter, "(&s&s)", &paper, &id);
  if (self->session != NULL)
    miao_paper_out_print (widget, self->session, paper, id);
}

static void
blank_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoSession *session = MIAO_FAMILIES_PAGE (widget)->session;

  if (session != NULL)
    miao_blank_forms_ask (widget, session, "APPLICATION");
}

static gboolean
page_back (MiaoPage *page)
{
  MiaoFamiliesPage *self = MIAO_FAMILIES_PAGE (page);

  if (g_str_equal (get_view (self), "list"))
    return FALSE;
  if (g_str_equal (get_view (self), "act")) {
    leave_act (self);
  } else {
    show_view (self, "list");
    miao_list_pane_grab_focus (MIAO_LIST_PANE (self->list));
  }
  return TRUE;
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_back (MIAO_PAGE (widget));
}

/* --- the page ------------------------------------------------------------------------------- */

static void
page_set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoFamiliesPage *self = MIAO_FAMILIES_PAGE (page);

  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->opened, g_free);
  miao_family_record_forget (MIAO_FAMILY_RECORD (self->record));
  show_view (self, "list");
  show_summary (self, NULL);
  if (session != NULL)
    self->session = miao_session_ref (session);
  miao_list_pane_set_session (MIAO_LIST_PANE (self->list), session);
}

static void
page_refresh (MiaoPage *page)
{
  MiaoFamiliesPage *self = MIAO_FAMILIES_PAGE (page);

  if (self->session == NULL)
    return;
  miao_list_pane_reload (MIAO_LIST_PANE (self->list));
  show_summary (self, miao_list_pane_get_selected_id (MIAO_LIST_PANE (self->list)));
  if (g_str_equal (get_view (self), "record"))
    show_record (self);
}

/* A field of a family or of a member: the form that edits it. */
static gboolean
page_open (MiaoPage *page, const char *kind, const char *id, const char *field)
{
  MiaoFamiliesPage *self = MIAO_FAMILIES_PAGE (page);
  g_autoptr (MiaoRecord) member = NULL;

  if (self->session == NULL)
    return FALSE;
  if (g_str_equal (kind, "family")) {
    open_family (self, id);
  } else if (g_str_equal (kind, "family_member")) {
    member =
        miao_store_load (miao_session_get_store (self->session), miao_kind_find (kind), id, NULL);
    if (member == NULL)
      return FALSE;
    open_family (self, miao_record_get (member, "family"));
    miao_family_record_show_tab (MIAO_FAMILY_RECORD (self->record), "members");
  } else {
    return FALSE;
  }
  if (field != NULL && miao_session_may (self->session, MIAO_MAY_FAMILY_EDIT)) {
    begin_act (self, member != NULL ? "edit-member" : "edit-family", id);
    miao_act_form_focus_field (MIAO_ACT_FORM (self->act), kind, field);
  }
  return TRUE;
}

static void
page_search (MiaoPage *page, const char *text)
{
  MiaoFamiliesPage *self = MIAO_FAMILIES_PAGE (page);

  if (!g_str_equal (get_view (self), "list"))
    show_view (self, "list");
  miao_list_pane_search (MIAO_LIST_PANE (self->list), text);
}

static void
page_find_focus (MiaoPage *page)
{
  miao_list_pane_grab_focus (MIAO_LIST_PANE (MIAO_FAMILIES_PAGE (page)->list));
}

static void
page_add (MiaoPage *page)
{
  MiaoFamiliesPage *self = MIAO_FAMILIES_PAGE (page);

  if (self->session != NULL && miao_session_may (self->session, MIAO_MAY_FAMILY_REGISTER))
    begin_act (self, "register-family", NULL);
}

/* Nothing is lost by leaving: what was typed is a draft, and is there again the next time. */
static char *
page_dup_unsaved (MiaoPage *page)
{
  miao_act_form_flush (MIAO_ACT_FORM (MIAO_FAMILIES_PAGE (page)->act));
  return NULL;
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = page_set_session;
  iface->refresh = page_refresh;
  iface->open = page_open;
  iface->search = page_search;
  iface->find_focus = page_find_focus;
  iface->add = page_add;
  iface->back = page_back;
  iface->dup_unsaved = page_dup_unsaved;
}

static void
miao_families_page_dispose (GObject *object)
{
  MiaoFamiliesPage *self = MIAO_FAMILIES_PAGE (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_FAMILIES_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_families_page_parent_class)->dispose (object);
}

static void
miao_families_page_finalize (GObject *object)
{
  MiaoFamiliesPage *self = MIAO_FAMILIES_PAGE (object);

  g_free (self->opened);
  g_free (self->came_from);
  g_free (self->summary_stamp);

  G_OBJECT_CLASS (miao_families_page_parent_class)->finalize (object);
}

static void
miao_families_page_class_init (MiaoFamiliesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = miao_families_page_dispose;
  object_class->finalize = miao_families_page_finalize;
  g_type_ensure (MIAO_TYPE_LIST_PANE);
  g_type_ensure (MIAO_TYPE_ACT_FORM);
  g_type_ensure (MIAO_TYPE_FAMILY_RECORD);
  g_type_ensure (MIAO_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-families-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoFamiliesPage, name)
  BIND (stack);
  BIND (list);
  BIND (record);
  BIND (act_head);
  BIND (act);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancelled_cb);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
  gtk_widget_class_install_action (widget_class, "family.act", "(ss)", act_action);
  gtk_widget_class_install_action (widget_class, "family.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "family.blank", NULL, blank_action);
  gtk_widget_class_install_action (widget_class, "family.print", "(ss)", print_action);
  gtk_widget_class_install_action (widget_class, "family.back", NULL, back_action);
}

static void
miao_families_page_init (MiaoFamiliesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  miao_list_pane_set_info (MIAO_LIST_PANE (self->list), &list_info);
}
