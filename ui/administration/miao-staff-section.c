/* The people who work here: evaluation teams, visitors and accounts are chosen from them. */
#include "config.h"

#include "miao-staff-section.h"

#include "miao-account.h"
#include "miao-act-form.h"
#include "miao-codes.h"
#include "miao-empty.h"
#include "miao-page-interface.h"
#include "miao-record-list.h"
#include "miao-section-frame.h"
#include "miao-window.h"

#include <glib/gi18n.h>

struct _MiaoStaffSection {
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *edit;
  GtkWidget *form;
  MiaoSession *session;
  GPtrArray *staff;    /* of MiaoRecord, what the list shows */
  GPtrArray *accounts; /* of MiaoAccount */
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoStaffSection,
                               miao_staff_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

/* --- the list: an institution has tens of people, so all of them are read at once ------------- */

static gboolean
source_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  MiaoStaffSection *self = data;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("staff"));

  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  miao_query_order (query, "name", FALSE);
  self->staff = miao_store_select (miao_session_get_store (self->session), query, error);
  if (self->staff == NULL)
    return FALSE;
  self->accounts = miao_account_list (self->session, error);
  if (self->accounts == NULL)
    return FALSE;
  *ret_n = self->staff->len;
  return TRUE;
}

static const char *
login_of (MiaoStaffSection *self, const MiaoRecord *person)
{
  for (guint i = 0; i < self->accounts->len; i++) {
    const MiaoAccount *account = self->accounts->pdata[i];

    if (!account->disabled && g_strcmp0 (account->staff, miao_record_get_id (person)) == 0)
      return account->login;
  }
  return "—";
}

static const char *
text_of (const MiaoRecord *person, const char *field)
{
  const char *text = miao_record_get (person, field);

  return text != NULL ? text : "—";
}

static MiaoRow *
make_row (MiaoStaffSection *self, const MiaoRecord *person)
{
  const char *post = miao_codes_name ("post", miao_record_get (person, "post"), miao_language ());
  const char *const texts[] = { text_of (person, "name"),
                                post != NULL ? post : "—",
                                login_of (self, person),
                                text_of (person, "hired_on"),
                                text_of (person, "crime_check_on"),
                                text_of (person, "left_on"),
                                NULL };

  return miao_row_new (miao_record_get_id (person), texts);
}

static gboolean
source_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  MiaoStaffSection *self = data;

  for (guint i = first; i < first + n && i < self->staff->len; i++)
    g_ptr_array_add (rows, make_row (self, self->staff->pdata[i]));
  return TRUE;
}

static const MiaoListSource source = { source_open, source_read, NULL };

static const MiaoRecord *
find (MiaoStaffSection *self, const char *id)
{
  for (guint i = 0; id != NULL && self->staff != NULL && i < self->staff->len; i++)
    if (g_str_equal (miao_record_get_id (self->staff->pdata[i]), id))
      return self->staff->pdata[i];
  return NULL;
}

static void
show_buttons (MiaoStaffSection *self)
{
  gtk_widget_set_sensitive (
      self->edit, miao_record_list_get_selected_id (MIAO_RECORD_LIST (self->list)) != NULL);
}

/* --- the form ------------------------------------------------------------------------------- */

static void
show_list (MiaoStaffSection *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  miao_record_list_grab_focus (MIAO_RECORD_LIST (self->list));
}

static void
begin (MiaoStaffSection *self, const MiaoRecord *person)
{
  static const char *const fields[] = { "name",           "sex",
                                        "birth_date",     "id_no",
                                        "post",           "phone",
                                        "cw_years_start", "hired_on",
                                        "crime_check_on", "crime_check_result",
                                        "qualification",  "health_cert_until",
                                        "left_on",        NULL };
  MiaoActForm *form = MIAO_ACT_FORM (self->form);
  const char *id = person != NULL ? miao_record_get_id (person) : NULL;

  miao_act_form_begin (form, self->session, id != NULL ? "edit-staff" : "add-staff", id);
  if (id != NULL)
    miao_act_form_fix (form, "id", id);
  miao_act_form_set_words (form, NULL, id != NULL ? _ ("Save") : NULL,
                           _ ("Teams of evaluations, visitors and responsible workers are chosen "
                              "from these people. Whoever is to log in gets an account besides."));
  miao_act_form_add_record (form, "staff", fields, person);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
  miao_act_form_show (form);
}

static void
add_cb (MiaoStaffSection *self)
{
  begin (self, NULL);
}

static void
edit_cb (MiaoStaffSection *self)
{
  const MiaoRecord *person =
      find (self, miao_record_list_get_selected_id (MIAO_RECORD_LIST (self->list)));

  if (person != NULL)
    begin (self, person);
}

static void
done_cb (MiaoStaffSection *self, MiaoOutcome *outcome)
{
  miao_record_list_reload (MIAO_RECORD_LIST (self->list));
  show_list (self);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved"), NULL);
}

/* --- page ----------------------------------------------------------------------------------- */

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoStaffSection *self = MIAO_STAFF_SECTION (page);

  miao_record_list_set_source (MIAO_RECORD_LIST (self->list), NULL, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  if (session != NULL) {
    self->session = miao_session_ref (session);
    miao_record_list_set_source (MIAO_RECORD_LIST (self->list), &source, self);
  }
  show_buttons (self);
}

static void
refresh (MiaoPage *page)
{
  MiaoStaffSection *self = MIAO_STAFF_SECTION (page);

  if (self->session != NULL)
    miao_record_list_reload (MIAO_RECORD_LIST (self->list));
  show_buttons (self);
}

static void
add (MiaoPage *page)
{
  if (MIAO_STAFF_SECTION (page)->session != NULL)
    begin (MIAO_STAFF_SECTION (page), NULL);
}

/* A field of a person: the form that edits it. */
static gboolean
open_record (MiaoPage *page, const char *kind, const char *id, const char *field)
{
  MiaoStaffSection *self = MIAO_STAFF_SECTION (page);
  const MiaoRecord *person =
      self->session != NULL && g_strcmp0 (kind, "staff") == 0 ? find (self, id) : NULL;

  if (person == NULL)
    return FALSE;
  begin (self, person);
  if (field != NULL)
    miao_act_form_focus_field (MIAO_ACT_FORM (self->form), kind, field);
  return TRUE;
}

/* Nothing is lost by leaving: what was typed is a draft, and is there again the next time. */
static char *
dup_unsaved (MiaoPage *page)
{
  miao_act_form_flush (MIAO_ACT_FORM (MIAO_STAFF_SECTION (page)->form));
  return NULL;
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->add = add;
  iface->open = open_record;
  iface->dup_unsaved = dup_unsaved;
}

static void
miao_staff_section_dispose (GObject *object)
{
  MiaoStaffSection *self = MIAO_STAFF_SECTION (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);

  G_OBJECT_CLASS (miao_staff_section_parent_class)->dispose (object);
}

static void
miao_staff_section_class_init (MiaoStaffSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_staff_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static MiaoListColumn *
make_columns (void)
{
  const MiaoKind *kind = miao_kind_find ("staff");
  const MiaoListColumn columns[] = {
    { .title = miao_field_label (miao_kind_field (kind, "name")), .width = 100, .expand = TRUE },
    { .title = miao_field_label (miao_kind_field (kind, "post")), .width = 120 },
    { .title = _ ("Account"), .width = 120 },
    { .title = miao_field_label (miao_kind_field (kind, "hired_on")), .width = 120 },
    { .title = miao_field_label (miao_kind_field (kind, "crime_check_on")), .width = 170 },
    { .title = miao_field_label (miao_kind_field (kind, "left_on")), .width = 120 },
    { NULL },
  };

  return g_memdup2 (columns, sizeof columns);
}

static void
make_list (MiaoStaffSection *self)
{
  MiaoListColumn *columns = make_columns ();
  MiaoRecordList *list;

  self->list = miao_record_list_new ();
  list = MIAO_RECORD_LIST (self->list);
  gtk_widget_add_css_class (self->list, "card");
  gtk_widget_add_css_class (self->list, "flush");
  gtk_widget_set_overflow (self->list, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_vexpand (self->list, TRUE);
  miao_record_list_set_label (list, C_ ("section", "Staff"));
  miao_record_list_set_empty (
      list, miao_empty_new ("miao-person-symbolic", _ ("Nobody is registered yet"),
                            _ ("Register the people who work here; evaluations need a team.")));
  g_object_set_data_full (G_OBJECT (self->list), "miao-columns", columns, g_free);
  miao_record_list_set_columns (list, columns);
  g_signal_connect_swapped (self->list, "selected", G_CALLBACK (show_buttons), self);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (edit_cb), self);
}

static void
miao_staff_section_init (MiaoStaffSection *self)
{
  GtkWidget *page = miao_section_body_new ();
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *make = gtk_button_new_with_label (_ ("Register a person…"));

  make_list (self);
  self->edit = gtk_button_new_with_label (_ ("Edit…"));
  gtk_widget_add_css_class (make, "suggested-action");
  g_signal_connect_swapped (make, "clicked", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->edit, "clicked", G_CALLBACK (edit_cb), self);
  gtk_box_append (GTK_BOX (bar), make);
  gtk_box_append (GTK_BOX (bar), self->edit);
  gtk_box_append (GTK_BOX (page), bar);
  gtk_box_append (GTK_BOX (page), self->list);

  self->stack = miao_section_frame_new (GTK_WIDGET (self), page, G_CALLBACK (done_cb),
                                        G_CALLBACK (show_list), &self->form);
}
