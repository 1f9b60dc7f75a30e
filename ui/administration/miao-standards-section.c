/* What the institution sets in the place of the defaults: thresholds, which may be stricter than
 * the law, and the local figures; each from a day on. */
#include "config.h"

#include "miao-standards-section.h"

#include "miao-act-form.h"
#include "miao-page-interface.h"
#include "miao-section-frame.h"
#include "miao-standards-forms.h"
#include "miao-standards-lists.h"
#include "miao-standards-words.h"
#include "miao-table.h"
#include "miao-thresholds.h"
#include "miao-window.h"

#include <glib/gi18n.h>

struct _MiaoStandardsSection {
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *figures;
  GtkWidget *thresholds;
  GtkWidget *own; /* show only what differs from the default */
  GtkWidget *entries_title;
  GtkWidget *entries;
  GtkWidget *back;
  GtkWidget *make;
  GtkWidget *form;
  MiaoSession *session;
  GPtrArray *rows;
  char *key;             /* (nullable): whose entries are shown */
  char *about;           /* (nullable): key or id that the form is about */
  gboolean from_entries; /* where the form was opened */
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoStandardsSection,
                               miao_standards_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

/* --- the form ------------------------------------------------------------------------------- */

/* @about: (nullable): key or id that it is about. The form was filled in already. */
static void
show_form (MiaoStandardsSection *self, const char *about)
{
  g_free (self->about);
  self->about = g_strdup (about);
  self->from_entries =
      g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "entries") == 0;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
  miao_act_form_show (MIAO_ACT_FORM (self->form));
}

static void
change_cb (MiaoStandardsSection *self, GtkWidget *button)
{
  const char *key = g_object_get_data (G_OBJECT (button), MIAO_STANDARDS_KEY);
  g_autoptr (GError) error = NULL;

  if (miao_standards_fill_threshold (MIAO_ACT_FORM (self->form), self->session, key, &error))
    show_form (self, key);
  else
    miao_window_say_error (GTK_WIDGET (self), error);
}

static void
figures_cb (MiaoStandardsSection *self)
{
  miao_standards_fill_figures (MIAO_ACT_FORM (self->form), self->session);
  show_form (self, NULL);
}

static void
withdraw_cb (MiaoStandardsSection *self, GtkWidget *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), MIAO_STANDARDS_OPENS);
  const char *label = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (miao_record_get_id (self->rows->pdata[i]), id) == 0)
      label = miao_standards_label (miao_record_get (self->rows->pdata[i], "key"));
  miao_standards_fill_withdrawal (MIAO_ACT_FORM (self->form), self->session, id, label);
  show_form (self, id);
}

/* --- the lists ------------------------------------------------------------------------------ */

static void show_entries (MiaoStandardsSection *self);

static void
entries_cb (MiaoStandardsSection *self, GtkWidget *button)
{
  g_autofree char *title = NULL;

  g_free (self->key);
  self->key = g_strdup (g_object_get_data (G_OBJECT (button), MIAO_STANDARDS_KEY));
  title = g_strdup_printf (_ ("Entries: %s"), miao_standards_label (self->key));
  gtk_label_set_label (GTK_LABEL (self->entries_title), title);
  show_entries (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "entries");
}

static MiaoStandardsLists
get_lists (MiaoStandardsSection *self)
{
  return (MiaoStandardsLists){ .session = self->session,
                               .rows = self->rows,
                               .change = G_CALLBACK (change_cb),
                               .entries = G_CALLBACK (entries_cb),
                               .withdraw = G_CALLBACK (withdraw_cb),
                               .data = self };
}

static void
show_entries (MiaoStandardsSection *self)
{
  const MiaoStandardsLists lists = get_lists (self);

  miao_standards_show_entries (&lists, self->key, self->entries);
}

static void
show_thresholds (MiaoStandardsSection *self)
{
  const MiaoStandardsLists lists = get_lists (self);
  const gboolean own = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->own));
  g_autoptr (GError) error = NULL;

  if (!miao_standards_show_thresholds (&lists, own, self->thresholds, &error))
    miao_window_say_error (GTK_WIDGET (self), error);
}

static void
show_figures (MiaoStandardsSection *self)
{
  const MiaoStandardsLists lists = get_lists (self);
  g_autoptr (GError) error = NULL;

  if (!miao_standards_show_figures (&lists, self->figures, &error))
    miao_window_say_error (GTK_WIDGET (self), error);
}

/* What the button opens that has the keyboard: reading the lists anew makes another one of it. */
static char *
dup_focused (MiaoStandardsSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;
  return g_strdup (g_object_get_data (G_OBJECT (focus), MIAO_STANDARDS_OPENS));
}

static void
focus_opener (MiaoStandardsSection *self, const char *about)
{
  GtkWidget *opener = about != NULL
                          ? miao_standards_find_opener (
                                gtk_stack_get_visible_child (GTK_STACK (self->stack)), about)
                          : NULL;

  if (opener != NULL)
    gtk_widget_grab_focus (opener);
}

static void
show (MiaoStandardsSection *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = miao_thresholds_rows (miao_session_get_store (self->session), &error);
  g_autofree char *focused = dup_focused (self);

  if (rows == NULL) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = rows;
  show_figures (self);
  show_thresholds (self);
  if (self->key != NULL)
    show_entries (self);
  focus_opener (self, focused);
}

static void
show_list (MiaoStandardsSection *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
}

static void
own_cb (MiaoStandardsSection *self)
{
  if (self->session != NULL && self->rows != NULL)
    show_thresholds (self);
}

/* To where the form was opened from: the same list, the keyboard on the same button; when that is
 * gone, on what is there in any case. */
static void
go_back (MiaoStandardsSection *self)
{
  const gboolean entries = self->from_entries;
  GtkWidget *opener = self->make;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), entries ? "entries" : "list");
  if (self->about != NULL)
    opener = miao_standards_find_opener (entries ? self->entries : self->thresholds, self->about);
  if (opener == NULL)
    opener = entries ? self->back : self->own;
  gtk_widget_grab_focus (opener);
}

static void
done_cb (MiaoStandardsSection *self, MiaoOutcome *outcome)
{
  show (self);
  go_back (self);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved"), NULL);
}

/* --- page ----------------------------------------------------------------------------------- */

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoStandardsSection *self = MIAO_STANDARDS_SECTION (page);

  show_list (self);
  /* Nothing of the one who left is still there when what follows cannot be read. */
  miao_table_clear (MIAO_TABLE (self->figures));
  miao_table_clear (MIAO_TABLE (self->thresholds));
  miao_table_clear (MIAO_TABLE (self->entries));
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->about, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->session, miao_session_unref);
  if (session == NULL)
    return;
  self->session = miao_session_ref (session);
  show (self);
}

static void
refresh (MiaoPage *page)
{
  if (MIAO_STANDARDS_SECTION (page)->session != NULL)
    show (MIAO_STANDARDS_SECTION (page));
}

/* Nothing is lost by leaving: what was typed is a draft, and is there again the next time. */
static char *
dup_unsaved (MiaoPage *page)
{
  miao_act_form_flush (MIAO_ACT_FORM (MIAO_STANDARDS_SECTION (page)->form));
  return NULL;
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->dup_unsaved = dup_unsaved;
}

static void
miao_standards_section_dispose (GObject *object)
{
  MiaoStandardsSection *self = MIAO_STANDARDS_SECTION (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->about, g_free);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_standards_section_parent_class)->dispose (object);
}

static void
miao_standards_section_class_init (MiaoStandardsSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_standards_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_list (MiaoStandardsSection *self)
{
  const char *const figure_heads[] = { _ ("Local figure"), _ ("In force"), "", NULL };
  const char *const heads[] = { _ ("Threshold"), _ ("Allowed"), _ ("In force"), "", NULL };
  GtkWidget *page = miao_section_body_new ();
  GtkWidget *head;

  self->make = miao_small_button (_ ("Enter local figures…"), NULL);
  self->figures = miao_table_new (figure_heads, 0);
  self->thresholds = miao_table_new (heads, 0);
  self->own = gtk_check_button_new_with_label (_ ("Only what the institution has set"));
  g_signal_connect_swapped (self->make, "clicked", G_CALLBACK (figures_cb), self);
  g_signal_connect_swapped (self->own, "toggled", G_CALLBACK (own_cb), self);
  gtk_box_append (
      GTK_BOX (page),
      miao_text_new (_ ("Where the law or a standard sets a limit the institution may be stricter, "
                        "never looser; the rest it sets itself, within the bounds. Each day is "
                        "judged by what was in force on it."),
                     "dim"));
  gtk_box_append (GTK_BOX (page), miao_card_new (_ ("Local figures"), self->figures, &head));
  gtk_box_append (GTK_BOX (head), self->make);
  gtk_box_append (GTK_BOX (page), miao_card_new (_ ("Thresholds"), self->thresholds, &head));
  gtk_box_append (GTK_BOX (head), self->own);
  return miao_section_scrolled_new (page);
}

static GtkWidget *
make_entries (MiaoStandardsSection *self)
{
  const char *const heads[] = { _ ("In force from"),
                                C_ ("threshold", "Value"),
                                _ ("State"),
                                _ ("Why"),
                                _ ("Entered by"),
                                "",
                                NULL };
  GtkWidget *page = miao_section_body_new ();
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->back = miao_small_button (_ ("Back to the list"), NULL);
  self->entries_title = miao_text_new ("", "h2");
  gtk_widget_set_hexpand (self->entries_title, TRUE);
  self->entries = miao_table_new (heads, 3);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (show_list), self);
  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (line), self->entries_title);
  gtk_box_append (GTK_BOX (line), self->back);
  gtk_box_append (GTK_BOX (card), line);
  gtk_box_append (GTK_BOX (card), self->entries);
  gtk_box_append (GTK_BOX (page), card);
  return miao_section_scrolled_new (page);
}

static void
miao_standards_section_init (MiaoStandardsSection *self)
{
  self->stack = miao_section_frame_new (GTK_WIDGET (self), make_list (self), G_CALLBACK (done_cb),
                                        G_CALLBACK (go_back), &self->form);
  gtk_stack_add_named (GTK_STACK (self->stack), make_entries (self), "entries");
}
