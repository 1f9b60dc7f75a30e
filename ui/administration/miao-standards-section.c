/* What the institution sets in the place of the defaults: thresholds, which may be stricter than
 * the law, and the local figures; each from a day on. */
#include "config.h"

#include "miao-standards-section.h"

#include "miao-act-form.h"
#include "miao-draw.h"
#include "miao-facts.h"
#include "miao-page-interface.h"
#include "miao-standards-words.h"
#include "miao-state-chip.h"
#include "miao-table.h"
#include "miao-thresholds.h"
#include "miao-window.h"

#include <glib/gi18n.h>

#define LABEL_WIDTH 136

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

static void
begin (MiaoStandardsSection *self,
       const char *use_case,
       const char *about,
       const char *label,
       const char *explanation)
{
  MiaoActForm *form = MIAO_ACT_FORM (self->form);
  const char *act = miao_use_case_label (miao_use_case_find (use_case));
  g_autofree char *title = label != NULL ? g_strdup_printf ("%s · %s", act, label) : g_strdup (act);

  g_free (self->about);
  self->about = g_strdup (about);
  self->from_entries =
      g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "entries") == 0;
  miao_act_form_begin (form, self->session, use_case, about);
  miao_act_form_set_words (form, title, NULL, explanation);
}

static void
show_form (MiaoStandardsSection *self, MiaoRecordForm *rows)
{
  char today[MIAO_DATE_BUFFER];

  if (rows != NULL)
    miao_record_form_set (rows, "valid_from",
                          miao_date_format (miao_session_today (self->session), today));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
  miao_act_form_show (MIAO_ACT_FORM (self->form));
}

static gboolean
collect_switch (JsonObject *input, gpointer user_data, GError **error)
{
  json_object_set_string_member (
      input, "value", gtk_drop_down_get_selected (GTK_DROP_DOWN (user_data)) == 0 ? "1" : "0");
  return TRUE;
}

/* A threshold that is a yes or a no. */
static void
add_switch (MiaoStandardsSection *self, gboolean chosen)
{
  const char *const words[] = { _ ("Yes"), _ ("No"), NULL };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = miao_text_new (C_ ("threshold", "Value"), "field-label");
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (words);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), chosen ? 0 : 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_widget_set_size_request (label, (int) (LABEL_WIDTH * miao_draw_scale (label)), -1);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), drop_down);
  miao_act_form_add_field_widget (MIAO_ACT_FORM (self->form), line, NULL, "value");
  miao_act_form_set_collect (MIAO_ACT_FORM (self->form), collect_switch, drop_down);
}

static void
change_cb (MiaoStandardsSection *self, GtkWidget *button)
{
  static const char *const number[] = { "value", "valid_from", "reason", NULL };
  static const char *const yes_no[] = { "valid_from", "reason", NULL };
  const MiaoRuleSetting *setting =
      miao_rule_setting_find (g_object_get_data (G_OBJECT (button), "miao-key"));
  g_autofree char *bounds = miao_rule_setting_dup_bounds (setting, miao_language ());
  g_autofree char *basis = miao_rule_setting_dup_basis (setting, miao_language ());
  g_autofree char *now = NULL, *words = NULL;
  g_autoptr (GError) error = NULL;
  MiaoRuleSettings settings;
  int value;

  if (!miao_thresholds_read (miao_session_get_store (self->session),
                             miao_session_today (self->session), &settings, &error)) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  value = miao_rule_settings_get (&settings, setting->key);
  now = miao_rule_setting_dup_value (setting, value, miao_language ());
  /* Translators: value in force, bounds, what sets them. */
  words = g_strdup_printf (_ ("In force: %s. Allowed: %s (%s). What was judged before the day "
                              "stays as it was judged."),
                           now, bounds, basis);
  begin (self, "set-threshold", setting->key, miao_standards_label (setting->key), words);
  miao_act_form_fix (MIAO_ACT_FORM (self->form), "key", setting->key);
  if (setting->unit_zh == NULL)
    add_switch (self, value == 0);
  show_form (self, miao_act_form_add_params (MIAO_ACT_FORM (self->form),
                                             setting->unit_zh == NULL ? yes_no : number));
}

static void
figures_cb (MiaoStandardsSection *self)
{
  static const char *const params[] = { "living_area", "mid_income", "year",
                                        "valid_from",  "reason",     NULL };

  begin (self, "set-local-figures", NULL, NULL,
         _ ("As the statistics bulletin or the civil-affairs department publishes them. A figure "
            "that is left empty stays as it is. Families are judged by the figures in force on "
            "the day of their evaluation."));
  show_form (self, miao_act_form_add_params (MIAO_ACT_FORM (self->form), params));
}

static void
withdraw_cb (MiaoStandardsSection *self, GtkWidget *button)
{
  static const char *const params[] = { "reason", NULL };
  const char *id = g_object_get_data (G_OBJECT (button), MIAO_STANDARDS_OPENS);
  const char *label = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (miao_record_get_id (self->rows->pdata[i]), id) == 0)
      label = miao_standards_label (miao_record_get (self->rows->pdata[i], "key"));
  begin (self, "withdraw-standard", id, label,
         _ ("The value never comes into force. The entries keep both: that it was planned, and why "
            "it was withdrawn."));
  miao_act_form_fix (MIAO_ACT_FORM (self->form), "id", id);
  (void) miao_act_form_add_params (MIAO_ACT_FORM (self->form), params);
  show_form (self, NULL);
}

/* --- the lists ------------------------------------------------------------------------------ */

static void
entries_cb (MiaoStandardsSection *self, GtkWidget *button)
{
  g_autofree char *title = NULL;

  g_free (self->key);
  self->key = g_strdup (g_object_get_data (G_OBJECT (button), "miao-key"));
  title = g_strdup_printf (_ ("Entries: %s"), miao_standards_label (self->key));
  gtk_label_set_label (GTK_LABEL (self->entries_title), title);
  miao_standards_show_entries (self->session, self->rows, self->key, self->entries,
                               G_CALLBACK (withdraw_cb), self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "entries");
}

static GtkWidget *
make_button (MiaoStandardsSection *self, const char *word, const char *key, GCallback callback)
{
  g_autofree char *name = g_strdup_printf ("%s %s", word, miao_standards_label (key));
  GtkWidget *button = miao_small_button (word, name);

  g_object_set_data_full (G_OBJECT (button), "miao-key", g_strdup (key), g_free);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

/* What holds now and what is planned: one line for each. */
static GtkWidget *
make_value (MiaoStandardsSection *self, const char *key, const char *now, gboolean own)
{
  const MiaoDate today = miao_session_today (self->session);
  const MiaoRecord *row = miao_standards_on (self->rows, key, today);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (line), miao_text_new (now, "value"));
  if (own)
    gtk_box_append (GTK_BOX (line),
                    miao_chip_new (NULL, C_ ("threshold", "Changed by the institution"), "info"));
  gtk_box_append (GTK_BOX (box), line);
  if (row != NULL) {
    g_autofree char *since = g_strdup_printf (_ ("since %s"), miao_record_get (row, "valid_from"));

    gtk_box_append (GTK_BOX (box), miao_text_new (since, "dim"));
  }
  for (guint i = 0; i < self->rows->len; i++) {
    const MiaoRecord *planned = self->rows->pdata[i];
    g_autofree char *value = NULL, *words = NULL;

    if (!miao_record_is (planned, "key", key) ||
        !miao_standards_is_planned (self->rows, planned, today))
      continue;
    value = miao_standards_dup_value (planned);
    /* Translators: day, value. */
    words = g_strdup_printf (_ ("from %s: %s"), miao_record_get (planned, "valid_from"), value);
    gtk_box_append (GTK_BOX (box), miao_text_mark (MIAO_TONE_INFO, words));
  }
  return box;
}

static void
add_threshold (MiaoStandardsSection *self,
               const MiaoRuleSetting *setting,
               const MiaoRuleSettings *settings)
{
  const int value = miao_rule_settings_get (settings, setting->key);
  g_autofree char *now = miao_rule_setting_dup_value (setting, value, miao_language ());
  g_autofree char *bounds = miao_rule_setting_dup_bounds (setting, miao_language ());
  g_autofree char *source = miao_standards_dup_source (setting->key);
  g_autofree char *usual = miao_rule_setting_dup_value (setting, setting->value, miao_language ());
  g_autofree char *usually = g_strdup_printf (_ ("default %s"), usual);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  if (setting->min < setting->max) {
    GtkWidget *change = make_button (self, _ ("Change…"), setting->key, G_CALLBACK (change_cb));

    g_object_set_data (G_OBJECT (change), MIAO_STANDARDS_OPENS, (gpointer) setting->key);
    gtk_box_append (GTK_BOX (acts), change);
  }
  gtk_box_append (GTK_BOX (acts),
                  make_button (self, _ ("Entries"), setting->key, G_CALLBACK (entries_cb)));
  gtk_widget_set_halign (acts, GTK_ALIGN_END);
  miao_table_add (MIAO_TABLE (self->thresholds),
                  miao_text_two (miao_pick (setting->label_zh, setting->label_en), source),
                  miao_text_two (bounds, setting->min < setting->max ? usually : NULL),
                  make_value (self, setting->key, now, value != setting->value), acts, NULL);
}

static void
show_thresholds (MiaoStandardsSection *self)
{
  const gboolean own = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->own));
  g_autoptr (GError) error = NULL;
  MiaoRuleSettings settings;
  guint n, shown = 0;
  const MiaoRuleSetting *list = miao_rule_settings_list (&n);

  miao_table_clear (MIAO_TABLE (self->thresholds));
  if (!miao_thresholds_read (miao_session_get_store (self->session),
                             miao_session_today (self->session), &settings, &error)) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  for (guint i = 0; i < n; i++) {
    gboolean set = miao_rule_settings_get (&settings, list[i].key) != list[i].value;

    for (guint k = 0; !set && k < self->rows->len; k++)
      set = miao_record_is (self->rows->pdata[k], "key", list[i].key) &&
            miao_standards_is_planned (self->rows, self->rows->pdata[k],
                                       miao_session_today (self->session));
    if (own && !set)
      continue;
    add_threshold (self, &list[i], &settings);
    shown++;
  }
  if (shown == 0)
    miao_table_say (MIAO_TABLE (self->thresholds),
                    _ ("The defaults hold: the institution has set nothing of its own"));
}

static void
show_figures (MiaoStandardsSection *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoRecord) institution =
      miao_facts_institution (miao_session_get_store (self->session), &error);
  guint n;
  const MiaoLocalFigure *figures = miao_local_figures (&n);

  if (error != NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
  miao_table_clear (MIAO_TABLE (self->figures));
  for (guint i = 0; i < n; i++) {
    MiaoLocalValue value;
    g_autofree char *now = NULL;
    g_autofree char *source = miao_standards_dup_source (figures[i].key);

    miao_standards_local (self->rows, institution, &figures[i], miao_session_today (self->session),
                          &value);
    now = value.value > 0
              ? miao_local_figure_dup_value (&figures[i], value.value, value.year, miao_language ())
              : g_strdup (_ ("not entered yet"));
    miao_table_add (MIAO_TABLE (self->figures),
                    miao_text_two (miao_pick (figures[i].label_zh, figures[i].label_en), source),
                    make_value (self, figures[i].key, now, FALSE),
                    make_button (self, _ ("Entries"), figures[i].key, G_CALLBACK (entries_cb)),
                    NULL);
  }
}

/* The button below @widget that opens a form about @about. */
static GtkWidget *
find_opener (GtkWidget *widget, const char *about)
{
  const char *opens = g_object_get_data (G_OBJECT (widget), MIAO_STANDARDS_OPENS);
  GtkWidget *found = NULL;

  if (opens != NULL && g_strcmp0 (opens, about) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_opener (child, about);
  return found;
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
  GtkWidget *opener =
      about != NULL ? find_opener (gtk_stack_get_visible_child (GTK_STACK (self->stack)), about)
                    : NULL;

  if (opener != NULL)
    gtk_widget_grab_focus (opener);
}

static void
show (MiaoStandardsSection *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = miao_standards_read (miao_session_get_store (self->session), &error);
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
    miao_standards_show_entries (self->session, self->rows, self->key, self->entries,
                                 G_CALLBACK (withdraw_cb), self);
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
    opener = find_opener (entries ? self->entries : self->thresholds, self->about);
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
make_scrolled (GtkWidget *page)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (page, "page-body");
  gtk_widget_set_margin_top (page, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), page);
  return scrolled;
}

static GtkWidget *
make_list (MiaoStandardsSection *self)
{
  const char *const figure_heads[] = { _ ("Local figure"), _ ("In force"), "", NULL };
  const char *const heads[] = { _ ("Threshold"), _ ("Allowed"), _ ("In force"), "", NULL };
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
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
  return make_scrolled (page);
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
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
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
  return make_scrolled (page);
}

static void
miao_standards_section_init (MiaoStandardsSection *self)
{
  self->form = miao_act_form_new ();
  gtk_widget_add_css_class (self->form, "page-body");
  gtk_widget_set_margin_top (self->form, 12);
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (done_cb), self);
  g_signal_connect_swapped (self->form, "cancelled", G_CALLBACK (go_back), self);

  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), make_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), make_entries (self), "entries");
  gtk_stack_add_named (GTK_STACK (self->stack), self->form, "form");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}
