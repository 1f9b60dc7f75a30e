/* The items that the institution adds to the forms of the evaluations: what is asked from which day
 * on, and what was changed when. */
#include "config.h"

#include "miao-forms-section-private.h"

#include "miao-codes.h"
#include "miao-error.h"
#include "miao-forms.h"
#include "miao-page-interface.h"
#include "miao-section-frame.h"
#include "miao-table.h"
#include "miao-window.h"

#include <glib/gi18n.h>

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoFormsSection,
                               miao_forms_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

const char *
miao_forms_section_get_kind (MiaoFormsSection *self)
{
  guint n, at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kinds));
  const MiaoCode *codes = miao_codes_get ("form_kind", &n);

  return at < n ? codes[at].code : codes[0].code;
}

const MiaoForm *
miao_forms_section_get_form (MiaoFormsSection *self)
{
  return miao_form_for_kind (miao_forms_section_get_kind (self),
                             miao_session_today (self->session));
}

const char *
miao_forms_section_get_text (JsonObject *item, const char *name)
{
  return json_object_get_string_member_with_default (item, name, NULL);
}

/* --- the list ------------------------------------------------------------------------------- */

static char *
dup_answer (JsonObject *item)
{
  const char *type = miao_forms_section_get_text (item, "type");
  g_autoptr (GString) words =
      g_string_new (miao_codes_name ("form_answer", type, miao_language ()));
  g_autofree char *choices = g_strdup (miao_forms_section_get_text (item, "choices"));

  if (g_strcmp0 (type, "SCORE") == 0)
    g_string_append_printf (words, " 0–%d", (int) json_object_get_int_member (item, "max"));
  if (miao_forms_section_get_text (item, "unit") != NULL)
    g_string_append_printf (words, " (%s)", miao_forms_section_get_text (item, "unit"));
  if (choices != NULL)
    g_string_append_printf (words, "%s%s", miao_pick ("：", ": "),
                            g_strdelimit (choices, "\n", '/'));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkWidget *
make_button (MiaoFormsSection *self, const char *word, const char *item, GCallback callback)
{
  g_autofree char *name = g_strdup_printf ("%s %s", word, item);
  GtkWidget *button = miao_small_button (word, name);

  g_object_set_data_full (G_OBJECT (button), "miao-item", g_strdup (item), g_free);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static void
add_item (MiaoFormsSection *self, const MiaoForm *form, JsonObject *item)
{
  const char *id = miao_forms_section_get_text (item, "item");
  const char *section = _ ("A section of its own, at the end");
  g_autofree char *answer = dup_answer (item);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  for (guint s = 0; form != NULL && s < form->n_sections; s++)
    if (g_strcmp0 (form->sections[s].id, miao_forms_section_get_text (item, "section")) == 0)
      section = miao_pick (form->sections[s].title_zh, form->sections[s].title_en);
  gtk_box_append (GTK_BOX (acts),
                  make_button (self, _ ("Change…"), id, G_CALLBACK (miao_forms_section_change_cb)));
  gtk_box_append (GTK_BOX (acts), make_button (self, _ ("No longer ask…"), id,
                                               G_CALLBACK (miao_forms_section_remove_cb)));
  miao_table_add (
      MIAO_TABLE (self->items), miao_text_new (id, "dim"),
      miao_text_two (miao_forms_section_get_text (item, "text"),
                     miao_forms_section_get_text (item, "guide")),
      miao_text_new (section, NULL), miao_text_new (answer, NULL),
      miao_text_new (json_object_get_boolean_member_with_default (item, "required", FALSE)
                         ? _ ("Required")
                         : _ ("May be left out"),
                     NULL),
      acts, NULL);
}

static void
show_items (MiaoFormsSection *self)
{
  const MiaoForm *form = miao_forms_section_get_form (self);
  g_autoptr (JsonArray) items =
      self->newest != NULL ? miao_record_get_list (self->newest, "items") : json_array_new ();

  miao_table_clear (MIAO_TABLE (self->items));
  for (guint i = 0; i < json_array_get_length (items); i++)
    add_item (self, form, json_array_get_object_element (items, i));
  if (json_array_get_length (items) == 0)
    miao_table_say (MIAO_TABLE (self->items), _ ("No items of the institution in this form"));
}

static void
show_editions (MiaoFormsSection *self, GPtrArray *editions)
{
  miao_table_clear (MIAO_TABLE (self->editions));
  for (guint i = 0; i < editions->len; i++) {
    const MiaoRecord *edition = editions->pdata[i];
    const char *number = miao_record_get (edition, "edition");
    GtkWidget *withdraw = NULL;

    if (self->planned != NULL && miao_record_is (self->planned, "edition", number)) {
      /* Translators: %s is a number: a screen reader says it. */
      g_autofree char *name = g_strdup_printf (_ ("Withdraw edition %s"), number);

      withdraw = miao_small_button (_ ("Withdraw…"), name);
      g_signal_connect_swapped (withdraw, "clicked", G_CALLBACK (miao_forms_section_withdraw_cb),
                                self);
    }
    miao_table_add (MIAO_TABLE (self->editions), miao_text_new (number, "dim"),
                    miao_text_new (miao_record_get (edition, "valid_from"), NULL),
                    miao_text_new (miao_record_get (edition, "change"), NULL),
                    withdraw != NULL ? withdraw : gtk_label_new (NULL), NULL);
  }
  if (editions->len == 0)
    miao_table_say (MIAO_TABLE (self->editions), _ ("Nothing was changed yet"));
}

static void
show_state (MiaoFormsSection *self)
{
  MiaoDate from =
      self->newest != NULL ? miao_record_get_date (self->newest, "valid_from") : MIAO_DATE_NONE;

  miao_box_clear (self->state);
  if (from > miao_session_today (self->session)) {
    g_autofree char *words = g_strdup_printf (
        _ ("This is how the form will be from %s. A change that begins earlier brings all of it "
           "forward."),
        miao_record_get (self->newest, "valid_from"));

    gtk_box_append (GTK_BOX (self->state), miao_text_mark (MIAO_TONE_WARNING, words));
  }
}

static void
show (MiaoFormsSection *self)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("form_edition"));
  g_autoptr (GPtrArray) editions = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->newest, miao_record_unref);
  g_clear_pointer (&self->planned, miao_record_unref);
  miao_query_where (query, "kind", MIAO_OP_EQ, miao_forms_section_get_kind (self));
  miao_query_order (query, "edition", TRUE);
  editions = miao_store_select (miao_session_get_store (self->session), query, &error);
  if (editions == NULL) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  if (editions->len > 0)
    self->newest = miao_record_ref (editions->pdata[0]);
  self->planned = miao_forms_planned (miao_session_get_store (self->session),
                                      miao_forms_section_get_kind (self),
                                      miao_session_today (self->session), NULL, NULL);
  show_state (self);
  show_items (self);
  show_editions (self, editions);
}

static void
chosen_cb (MiaoFormsSection *self)
{
  if (self->session != NULL)
    show (self);
}

static void
show_list (MiaoFormsSection *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
}

static void
done_cb (MiaoFormsSection *self, MiaoOutcome *outcome)
{
  show (self);
  show_list (self);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved"), NULL);
}

/* --- page ----------------------------------------------------------------------------------- */

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoFormsSection *self = MIAO_FORMS_SECTION (page);

  show_list (self);
  g_clear_pointer (&self->newest, miao_record_unref);
  g_clear_pointer (&self->planned, miao_record_unref);
  g_clear_pointer (&self->session, miao_session_unref);
  if (session == NULL)
    return;
  self->session = miao_session_ref (session);
  show (self);
}

static void
refresh (MiaoPage *page)
{
  chosen_cb (MIAO_FORMS_SECTION (page));
}

static void
add (MiaoPage *page)
{
  if (MIAO_FORMS_SECTION (page)->session != NULL)
    miao_forms_section_add_cb (MIAO_FORMS_SECTION (page));
}

/* Nothing is lost by leaving: what was typed is a draft, and is there again the next time. */
static char *
dup_unsaved (MiaoPage *page)
{
  miao_act_form_flush (MIAO_ACT_FORM (MIAO_FORMS_SECTION (page)->form));
  return NULL;
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->add = add;
  iface->dup_unsaved = dup_unsaved;
}

static void
miao_forms_section_dispose (GObject *object)
{
  MiaoFormsSection *self = MIAO_FORMS_SECTION (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->newest, miao_record_unref);
  g_clear_pointer (&self->planned, miao_record_unref);

  G_OBJECT_CLASS (miao_forms_section_parent_class)->dispose (object);
}

static void
miao_forms_section_class_init (MiaoFormsSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_forms_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_bar (MiaoFormsSection *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *make = gtk_button_new_with_label (_ ("Add an item…"));
  GtkWidget *label = miao_text_new (_ ("Form"), NULL);
  guint n;
  const MiaoCode *codes = miao_codes_get ("form_kind", &n);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, miao_pick (codes[i].name_zh, codes[i].name_en));
  self->kinds = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->kinds), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (label, FALSE);
  gtk_widget_add_css_class (make, "suggested-action");
  gtk_box_append (GTK_BOX (bar), label);
  gtk_box_append (GTK_BOX (bar), self->kinds);
  gtk_box_append (GTK_BOX (bar), make);
  g_signal_connect_swapped (make, "clicked", G_CALLBACK (miao_forms_section_add_cb), self);
  g_signal_connect_swapped (self->kinds, "notify::selected", G_CALLBACK (chosen_cb), self);
  return bar;
}

static GtkWidget *
make_list (MiaoFormsSection *self)
{
  const char *const item_heads[] = { _ ("Item"),   _ ("What is asked"), _ ("Section"),
                                     _ ("Answer"), _ ("Needed"),        "",
                                     NULL };
  const char *const edition_heads[] = { _ ("Edition"), _ ("In force from"), _ ("What was changed"),
                                        "", NULL };
  GtkWidget *page = miao_section_body_new ();

  self->state = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->items = miao_table_new (item_heads, 1);
  self->editions = miao_table_new (edition_heads, 2);
  gtk_box_append (GTK_BOX (page), make_bar (self));
  gtk_box_append (
      GTK_BOX (page),
      miao_text_new (_ ("What the law and the standard ask stays in the form as it is. The "
                        "institution adds items of its own; they are marked so on the screen and "
                        "on paper."),
                     "dim"));
  gtk_box_append (GTK_BOX (page), self->state);
  gtk_box_append (GTK_BOX (page),
                  miao_card_new (_ ("Items of the institution"), self->items, NULL));
  gtk_box_append (GTK_BOX (page), miao_card_new (_ ("Changes so far"), self->editions, NULL));
  return miao_section_scrolled_new (page);
}

static void
miao_forms_section_init (MiaoFormsSection *self)
{
  self->stack = miao_section_frame_new (GTK_WIDGET (self), make_list (self), G_CALLBACK (done_cb),
                                        G_CALLBACK (show_list), &self->form);
}
