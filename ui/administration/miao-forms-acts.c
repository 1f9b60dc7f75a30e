/* What can be done with the items that the institution adds to a form: each act with its form. */
#include "config.h"

#include "miao-codes.h"
#include "miao-forms-section-private.h"
#include "miao-section-frame.h"

#include <glib/gi18n.h>

static gboolean
collect_section (JsonObject *input, gpointer user_data, GError **error)
{
  GPtrArray *ids = g_object_get_data (user_data, "miao-sections");
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (user_data));

  json_object_set_string_member (input, "section", ids->pdata[MIN (at, ids->len - 1)]);
  return TRUE;
}

/* The sections of the form, and one for what fits into none; @chosen: (nullable). */
static GtkWidget *
make_sections (MiaoFormsSection *self, const char *chosen, GtkWidget **ret_line)
{
  const MiaoForm *form = miao_forms_section_get_form (self);
  GtkStringList *names = gtk_string_list_new (NULL);
  GPtrArray *ids = g_ptr_array_new ();
  GtkWidget *drop_down;
  guint at;

  for (guint s = 0; form != NULL && s < form->n_sections; s++) {
    g_ptr_array_add (ids, (gpointer) form->sections[s].id);
    gtk_string_list_append (names,
                            miao_pick (form->sections[s].title_zh, form->sections[s].title_en));
  }
  g_ptr_array_add (ids, (gpointer) MIAO_FORM_OWN_SECTION);
  gtk_string_list_append (names, _ ("A section of its own, at the end"));
  at = ids->len - 1;
  for (guint i = 0; i < ids->len; i++)
    if (g_strcmp0 (ids->pdata[i], chosen) == 0)
      at = i;
  *ret_line = miao_section_choice_new (_ ("Section"), G_LIST_MODEL (names), at, &drop_down);
  g_object_set_data_full (G_OBJECT (drop_down), "miao-sections", ids,
                          (GDestroyNotify) g_ptr_array_unref);
  return drop_down;
}

static JsonObject *
find_item (JsonArray *items, const char *id)
{
  for (guint i = 0; i < json_array_get_length (items); i++)
    if (g_strcmp0 (miao_forms_section_get_text (json_array_get_object_element (items, i), "item"),
                   id) == 0)
      return json_array_get_object_element (items, i);
  return NULL;
}

static void
begin (MiaoFormsSection *self, const char *use_case, const char *item, const char *explanation)
{
  MiaoActForm *form = MIAO_ACT_FORM (self->form);
  /* What is typed about one item is no draft for another. */
  g_autofree char *about = g_strjoin (" ", miao_forms_section_get_kind (self), item, NULL);
  g_autofree char *title = NULL;

  miao_act_form_begin (form, self->session, use_case, about);
  miao_act_form_fix (form, "kind", miao_forms_section_get_kind (self));
  if (item != NULL) {
    miao_act_form_fix (form, "item", item);
    title = g_strdup_printf ("%s · %s", miao_use_case_label (miao_use_case_find (use_case)), item);
  } else {
    title = g_strdup_printf (
        "%s · %s", miao_use_case_label (miao_use_case_find (use_case)),
        miao_codes_name ("form_kind", miao_forms_section_get_kind (self), miao_language ()));
  }
  miao_act_form_set_words (form, title, NULL, explanation);
}

static void
show_form (MiaoFormsSection *self, MiaoRecordForm *rows)
{
  char today[MIAO_DATE_BUFFER];

  if (rows != NULL)
    miao_record_form_set (rows, "valid_from",
                          miao_date_format (miao_session_today (self->session), today));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
  miao_act_form_show (MIAO_ACT_FORM (self->form));
}

void
miao_forms_section_add_cb (MiaoFormsSection *self)
{
  static const char *const first[] = { "text", "type", NULL };
  static const char *const rest[] = { "choices",  "max",   "unit",       "decimals",
                                      "required", "guide", "valid_from", NULL };
  MiaoActForm *form = MIAO_ACT_FORM (self->form);
  GtkWidget *line;
  GtkWidget *sections = make_sections (self, NULL, &line);

  begin (self, "add-form-item", NULL,
         _ ("The item stands behind those of the form, marked as the institution's own. "
            "Evaluations that were opened before its day do not have it."));
  (void) miao_act_form_add_params (form, first);
  miao_act_form_add_field_widget (form, line, NULL, "section");
  miao_act_form_set_collect (form, collect_section, sections);
  show_form (self, miao_act_form_add_params (form, rest));
}

void
miao_forms_section_change_cb (MiaoFormsSection *self, GtkWidget *button)
{
  static const char *const plain[] = { "text", "required", "guide", "valid_from", NULL };
  static const char *const choice[] = {
    "text", "choices", "required", "guide", "valid_from", NULL
  };
  g_autoptr (JsonArray) items = miao_record_get_list (self->newest, "items");
  JsonObject *item = find_item (items, g_object_get_data (G_OBJECT (button), "miao-item"));
  MiaoActForm *form = MIAO_ACT_FORM (self->form);
  MiaoRecordForm *rows;
  GtkWidget *line, *sections;

  if (item == NULL)
    return;
  sections = make_sections (self, miao_forms_section_get_text (item, "section"), &line);
  begin (self, "change-form-item", miao_forms_section_get_text (item, "item"),
         _ ("The kind of answer stays: take the item out and add another one for that. "
            "Evaluations that were opened before that day keep the old words."));
  miao_act_form_add_field_widget (form, line, NULL, "section");
  miao_act_form_set_collect (form, collect_section, sections);
  rows = miao_act_form_add_params (
      form, g_strcmp0 (miao_forms_section_get_text (item, "type"), "CHOICE") == 0 ? choice : plain);
  miao_record_form_set (rows, "text", miao_forms_section_get_text (item, "text"));
  miao_record_form_set (rows, "guide", miao_forms_section_get_text (item, "guide"));
  miao_record_form_set (
      rows, "required",
      json_object_get_boolean_member_with_default (item, "required", FALSE) ? "1" : "0");
  if (miao_forms_section_get_text (item, "choices") != NULL)
    miao_record_form_set (rows, "choices", miao_forms_section_get_text (item, "choices"));
  show_form (self, rows);
}

void
miao_forms_section_remove_cb (MiaoFormsSection *self, GtkWidget *button)
{
  static const char *const params[] = { "reason", "valid_from", NULL };

  begin (self, "remove-form-item", g_object_get_data (G_OBJECT (button), "miao-item"),
         _ ("Evaluations that were opened before that day keep the item and its answer."));
  show_form (self, miao_act_form_add_params (MIAO_ACT_FORM (self->form), params));
}

void
miao_forms_section_withdraw_cb (MiaoFormsSection *self)
{
  static const char *const params[] = { "reason", NULL };
  MiaoActForm *form = MIAO_ACT_FORM (self->form);

  if (self->planned == NULL)
    return;
  begin (
      self, "withdraw-form-edition", NULL,
      _ ("The change never comes into force. The list of changes keeps both: that it was planned, "
         "and why it was withdrawn."));
  miao_act_form_fix (form, "edition", miao_record_get (self->planned, "edition"));
  (void) miao_act_form_add_params (form, params);
  show_form (self, NULL);
}
