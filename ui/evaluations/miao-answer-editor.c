#include "config.h"

#include "miao-answer-editor.h"

#include "miao-codes.h"
#include "miao-date-entry.h"
#include "miao-field.h"
#include "miao-gtk-compat.h"

#include <glib/gi18n.h>

#define NUMBER_WIDTH 9
#define TEXT_HEIGHT 52

struct _MiaoAnswerEditor {
  GtkWidget parent_instance;

  const MiaoFormItem *item;
  GtkWidget *body;
  GPtrArray *buttons; /* choices in a row */
  GPtrArray *values;  /* their canonical text, not owned or interned */
  GtkWidget *entry;   /* number, day or list of codes */
  GtkTextBuffer *buffer;
  gboolean setting;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoAnswerEditor, miao_answer_editor, GTK_TYPE_WIDGET)

static const char *
item_text (const MiaoFormItem *item)
{
  return miao_pick (item->text_zh, item->text_en);
}

static void
emit (MiaoAnswerEditor *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
name_widget (MiaoAnswerEditor *self, GtkWidget *widget, const char *word)
{
  g_autofree char *name = g_strdup_printf ("%s %s%s%s", self->item->id, item_text (self->item),
                                           word != NULL ? " " : "", word != NULL ? word : "");

  miao_accessible_set_label (widget, name);
}

/* --- choices: one may be pressed, or none ----------------------------------------------------- */

static void
toggled_cb (MiaoAnswerEditor *self, GtkToggleButton *pressed)
{
  if (self->setting)
    return;
  self->setting = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    if (self->buttons->pdata[i] != pressed && gtk_toggle_button_get_active (pressed))
      gtk_toggle_button_set_active (self->buttons->pdata[i], FALSE);
  self->setting = FALSE;
  emit (self);
}

static void
add_choice (MiaoAnswerEditor *self, const char *word, const char *value)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (word);

  name_widget (self, button, word);
  g_ptr_array_add (self->buttons, button);
  g_ptr_array_add (self->values, (gpointer) g_intern_string (value));
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_widget_add_css_class (button, "small");
  gtk_box_append (GTK_BOX (self->body), button);
}

static void
make_choices (MiaoAnswerEditor *self)
{
  self->body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->body, "linked");
  gtk_widget_set_halign (self->body, GTK_ALIGN_START);
  if (self->item->type == MIAO_ITEM_SCORE) {
    for (guint i = 0; i <= self->item->max; i++) {
      g_autofree char *value = g_strdup_printf ("%u", i);

      add_choice (self, value, value);
    }
    return;
  }
  add_choice (self, _ ("Yes"), "yes");
  add_choice (self, _ ("No"), "no");
  if (self->item->type == MIAO_ITEM_YES_NO_EXCEPTION)
    add_choice (self, _ ("Exception"), "exception");
}

/* --- number with its unit ------------------------------------------------------------------- */

/* The dictionary reads and writes numbers with a scale; an item is such a field. */
static MiaoField
as_field (const MiaoFormItem *item)
{
  MiaoField field = {
    .name = item->id,
    .label = item->text_en,
    .label_zh = item->text_zh,
    .type = MIAO_TYPE_INTEGER,
    .max = item->max,
    .scale = item->scale,
  };

  return field;
}

static void
make_number (MiaoAnswerEditor *self)
{
  self->body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), NUMBER_WIDTH);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), NUMBER_WIDTH);
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 1);
  gtk_box_append (GTK_BOX (self->body), self->entry);
  if (self->item->unit != NULL) {
    GtkWidget *unit = gtk_label_new (self->item->unit);

    gtk_widget_add_css_class (unit, "dim");
    gtk_box_append (GTK_BOX (self->body), unit);
  }
  name_widget (self, self->entry, self->item->unit);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (emit), self);
}

static void
set_number (MiaoAnswerEditor *self, const char *answer)
{
  MiaoField field = as_field (self->item);
  g_autofree char *shown = miao_field_display (&field, answer, miao_language ());

  gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
}

static char *
dup_number (MiaoAnswerEditor *self)
{
  MiaoField field = as_field (self->item);
  char *text = NULL;
  gboolean readable = miao_field_parse (&field, gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                        MIAO_DATE_NONE, &text, NULL);

  if (readable)
    gtk_widget_remove_css_class (self->entry, "error");
  else
    gtk_widget_add_css_class (self->entry, "error");
  return readable ? text : NULL;
}

/* --- words, days, codes --------------------------------------------------------------------- */

static void
make_text (MiaoAnswerEditor *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->entry = gtk_text_view_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->entry));
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->entry), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->entry), GTK_WRAP_WORD_CHAR);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), TEXT_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->entry);
  gtk_widget_add_css_class (self->body, "text-frame");
  gtk_box_append (GTK_BOX (self->body), scrolled);
  name_widget (self, self->entry, NULL);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (emit), self);
}

static void
make_codes (MiaoAnswerEditor *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  const char *const *choices = self->item->choices;
  guint n = 0;
  const MiaoCode *codes = self->item->table != NULL ? miao_codes_get (self->item->table, &n) : NULL;

  g_ptr_array_add (self->values, NULL);
  gtk_string_list_append (names, "—");
  for (guint i = 0; choices != NULL && choices[i] != NULL; i++) {
    g_ptr_array_add (self->values, (gpointer) choices[i]);
    gtk_string_list_append (names, choices[i]);
  }
  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (self->values, (gpointer) codes[i].code);
    gtk_string_list_append (names, miao_pick (codes[i].name_zh, codes[i].name_en));
  }
  self->body = self->entry = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_widget_set_halign (self->body, GTK_ALIGN_START);
  name_widget (self, self->entry, NULL);
  g_signal_connect_swapped (self->entry, "notify::selected", G_CALLBACK (emit), self);
}

static void
make_date (MiaoAnswerEditor *self, MiaoDate today)
{
  self->body = self->entry = miao_date_entry_new ();
  miao_date_entry_set_today (MIAO_DATE_ENTRY (self->entry), today);
  name_widget (self, miao_date_entry_get_entry (MIAO_DATE_ENTRY (self->entry)), NULL);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (emit), self);
}

/* --- the widget ----------------------------------------------------------------------------- */

static void
miao_answer_editor_dispose (GObject *object)
{
  MiaoAnswerEditor *self = MIAO_ANSWER_EDITOR (object);

  self->setting = TRUE;
  g_ptr_array_set_size (self->buttons, 0);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_answer_editor_parent_class)->dispose (object);
}

static void
miao_answer_editor_finalize (GObject *object)
{
  g_ptr_array_unref (MIAO_ANSWER_EDITOR (object)->buttons);
  g_ptr_array_unref (MIAO_ANSWER_EDITOR (object)->values);

  G_OBJECT_CLASS (miao_answer_editor_parent_class)->finalize (object);
}

static void
miao_answer_editor_class_init (MiaoAnswerEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_answer_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = miao_answer_editor_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
miao_answer_editor_init (MiaoAnswerEditor *self)
{
  self->buttons = g_ptr_array_new ();
  self->values = g_ptr_array_new ();
}

GtkWidget *
miao_answer_editor_new (const MiaoFormItem *item, MiaoDate today)
{
  MiaoAnswerEditor *self = g_object_new (MIAO_TYPE_ANSWER_EDITOR, NULL);

  self->item = item;
  switch (item->type) {
  case MIAO_ITEM_NUMBER:
    make_number (self);
    break;
  case MIAO_ITEM_DATE:
    make_date (self, today);
    break;
  case MIAO_ITEM_TEXT:
    make_text (self);
    break;
  case MIAO_ITEM_CODE:
    make_codes (self);
    break;
  case MIAO_ITEM_YES_NO:
  case MIAO_ITEM_YES_NO_EXCEPTION:
  case MIAO_ITEM_SCORE:
  case MIAO_ITEM_COMPUTED:
  default:
    make_choices (self);
    break;
  }
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
miao_answer_editor_set (MiaoAnswerEditor *self, const char *answer)
{
  self->setting = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (self->buttons->pdata[i],
                                  g_strcmp0 (self->values->pdata[i], answer) == 0);
  if (self->buffer != NULL)
    gtk_text_buffer_set_text (self->buffer, answer != NULL ? answer : "", -1);
  else if (self->item->type == MIAO_ITEM_NUMBER)
    set_number (self, answer);
  else if (self->item->type == MIAO_ITEM_DATE)
    miao_date_entry_set_date (MIAO_DATE_ENTRY (self->entry), miao_date_parse (answer));
  else if (self->item->type == MIAO_ITEM_CODE)
    for (guint i = 0; i < self->values->len; i++)
      if (g_strcmp0 (self->values->pdata[i], answer) == 0)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->entry), i);
  self->setting = FALSE;
}

char *
miao_answer_editor_dup (MiaoAnswerEditor *self)
{
  char *text = NULL;
  MiaoDate date;

  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (self->buttons->pdata[i]))
      return g_strdup (self->values->pdata[i]);
  if (self->buffer != NULL) {
    g_object_get (self->buffer, "text", &text, NULL);
    return text;
  }
  if (self->item->type == MIAO_ITEM_NUMBER)
    return dup_number (self);
  if (self->item->type == MIAO_ITEM_CODE)
    return g_strdup (self->values->pdata[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->entry))]);
  if (self->item->type != MIAO_ITEM_DATE)
    return NULL;
  date = miao_date_entry_get_date (MIAO_DATE_ENTRY (self->entry));
  return date != MIAO_DATE_NONE ? miao_date_dup (date) : NULL;
}
