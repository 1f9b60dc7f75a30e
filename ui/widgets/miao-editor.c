#include "config.h"

#include "miao-editor.h"

#include "miao-date-entry.h"
#include "miao-error.h"
#include "miao-gtk-compat.h"
#include "miao-language.h"
#include "miao-record-list.h"

#include <glib/gi18n.h>

#define TEXT_LENGTH 200
#define LONG_TEXT_MIN_HEIGHT 52
#define LONG_TEXT_MAX_HEIGHT 160

void
miao_editor_emit (MiaoEditor *editor)
{
  if (!editor->setting && editor->changed != NULL)
    editor->changed (editor->user_data);
}

/* --- one line ------------------------------------------------------------------------------- */

static gboolean
text_get (MiaoEditor *editor, char **ret_text, GError **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (editor->part));

  return miao_field_parse (editor->field, text, editor->on, ret_text, error);
}

static void
text_set (MiaoEditor *editor, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (editor->part), text != NULL ? text : "");
}

void
miao_editor_make_text (MiaoEditor *editor)
{
  editor->part = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (editor->part),
                            editor->field->max > 0 ? (int) editor->field->max : TEXT_LENGTH);
  /* An input method must not learn the names and numbers of children. */
  if (editor->field->sensitivity != MIAO_OPEN)
    gtk_entry_set_input_hints (GTK_ENTRY (editor->part), GTK_INPUT_HINT_PRIVATE);
  if (editor->field->type == MIAO_TYPE_MONTH) {
    gtk_editable_set_width_chars (GTK_EDITABLE (editor->part), 10);
    gtk_entry_set_placeholder_text (GTK_ENTRY (editor->part), _ ("2026-11"));
    gtk_widget_set_halign (editor->part, GTK_ALIGN_START);
  }
  g_signal_connect_swapped (editor->part, "changed", G_CALLBACK (miao_editor_emit), editor);
  editor->widget = editor->focus = editor->part;
  editor->get = text_get;
  editor->set = text_set;
}

/* --- day and time --------------------------------------------------------------------------- */

static void
instant_set (MiaoEditor *editor, const char *text)
{
  g_autofree char *shown = miao_field_display (editor->field, text, miao_language ());

  gtk_editable_set_text (GTK_EDITABLE (editor->part), shown);
}

void
miao_editor_make_instant (MiaoEditor *editor)
{
  miao_editor_make_text (editor);
  gtk_editable_set_width_chars (GTK_EDITABLE (editor->part), 18);
  gtk_entry_set_placeholder_text (GTK_ENTRY (editor->part), "2026-11-22 14:05");
  gtk_widget_set_halign (editor->part, GTK_ALIGN_START);
  editor->set = instant_set;
}

/* --- several lines -------------------------------------------------------------------------- */

static gboolean
long_text_get (MiaoEditor *editor, char **ret_text, GError **error)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor->part));
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return miao_field_parse (editor->field, text, editor->on, ret_text, error);
}

static void
long_text_set (MiaoEditor *editor, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor->part));

  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
}

void
miao_editor_make_long_text (MiaoEditor *editor)
{
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  editor->part = gtk_text_view_new ();
  if (editor->field->sensitivity != MIAO_OPEN)
    gtk_text_view_set_input_hints (GTK_TEXT_VIEW (editor->part), GTK_INPUT_HINT_PRIVATE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (editor->part), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (editor->part), GTK_WRAP_WORD_CHAR);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LONG_TEXT_MIN_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LONG_TEXT_MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), editor->part);
  gtk_widget_add_css_class (frame, "text-frame");
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (frame), scrolled);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor->part)), "changed",
                            G_CALLBACK (miao_editor_emit), editor);
  editor->widget = frame;
  editor->focus = editor->part;
  editor->get = long_text_get;
  editor->set = long_text_set;
}

/* --- day ------------------------------------------------------------------------------------ */

static gboolean
date_get (MiaoEditor *editor, char **ret_text, GError **error)
{
  MiaoDateEntry *entry = MIAO_DATE_ENTRY (editor->part);
  MiaoDate date = miao_date_entry_get_date (entry);

  if (miao_date_entry_is_invalid (entry)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         _ ("There is no such day. Type it like 2026-11-24."));
    return FALSE;
  }
  *ret_text = date != MIAO_DATE_NONE ? miao_date_dup (date) : NULL;
  return TRUE;
}

static void
date_set (MiaoEditor *editor, const char *text)
{
  miao_date_entry_set_date (MIAO_DATE_ENTRY (editor->part), miao_date_parse (text));
}

void
miao_editor_make_date (MiaoEditor *editor)
{
  editor->part = miao_date_entry_new ();
  gtk_widget_set_halign (editor->part, GTK_ALIGN_START);
  gtk_widget_set_size_request (editor->part, 180, -1);
  if (editor->today != MIAO_DATE_NONE)
    miao_date_entry_set_today (MIAO_DATE_ENTRY (editor->part), editor->today);
  g_signal_connect_swapped (editor->part, "changed", G_CALLBACK (miao_editor_emit), editor);
  editor->widget = editor->part;
  editor->focus = miao_date_entry_get_entry (MIAO_DATE_ENTRY (editor->part));
  editor->get = date_get;
  editor->set = date_set;
}

/* --- number with its unit ------------------------------------------------------------------- */

static void
number_set (MiaoEditor *editor, const char *text)
{
  gint64 value;
  gint64 divisor = 1;
  g_autofree char *shown = NULL;

  if (text == NULL || *text == '\0') {
    gtk_editable_set_text (GTK_EDITABLE (editor->part), "");
    return;
  }
  value = g_ascii_strtoll (text, NULL, 10);
  for (guint i = 0; i < editor->field->scale; i++)
    divisor *= 10;
  if (editor->field->scale == 0)
    shown = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  else
    shown =
        g_strdup_printf ("%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, value < 0 ? "-" : "",
                         ABS (value) / divisor, (int) editor->field->scale, ABS (value) % divisor);
  gtk_editable_set_text (GTK_EDITABLE (editor->part), shown);
}

void
miao_editor_make_number (MiaoEditor *editor)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  editor->part = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (editor->part), 10);
  gtk_editable_set_alignment (GTK_EDITABLE (editor->part), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (editor->part), GTK_INPUT_PURPOSE_NUMBER);
  gtk_box_append (GTK_BOX (box), editor->part);
  if (editor->field->unit != NULL) {
    GtkWidget *unit = gtk_label_new (editor->field->unit);

    gtk_widget_add_css_class (unit, "dim");
    gtk_box_append (GTK_BOX (box), unit);
  }
  g_signal_connect_swapped (editor->part, "changed", G_CALLBACK (miao_editor_emit), editor);
  editor->widget = box;
  editor->focus = editor->part;
  editor->get = text_get;
  editor->set = number_set;
}

/* --- yes, no, not known --------------------------------------------------------------------- */

static gboolean
boolean_get (MiaoEditor *editor, char **ret_text, GError **error)
{
  *ret_text = NULL;
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (editor->part)))
    *ret_text = g_strdup ("1");
  else if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (editor->part2)))
    *ret_text = g_strdup ("0");
  return TRUE;
}

static void
boolean_set (MiaoEditor *editor, const char *text)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (editor->part), g_strcmp0 (text, "1") == 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (editor->part2), g_strcmp0 (text, "0") == 0);
}

/* Both may be off (not known yet), so they are no radio group. */
static void
boolean_toggled_cb (MiaoEditor *editor, GtkToggleButton *button)
{
  GtkWidget *other = GTK_WIDGET (button) == editor->part ? editor->part2 : editor->part;

  if (gtk_toggle_button_get_active (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), FALSE);
  miao_editor_emit (editor);
}

/* @name: what is said besides the words of the row's label, which belongs to the first button. */
static GtkWidget *
make_toggle (MiaoEditor *editor, const char *word, const char *name)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (word);

  miao_accessible_set_label (button, name);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (boolean_toggled_cb), editor);
  return button;
}

void
miao_editor_make_boolean (MiaoEditor *editor)
{
  g_autofree char *no = NULL;

  editor->widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  no = g_strdup_printf ("%s %s", miao_pick ("否", "No"), miao_field_label (editor->field));
  editor->part = make_toggle (editor, miao_pick ("是", "Yes"), miao_pick ("是", "Yes"));
  editor->part2 = make_toggle (editor, miao_pick ("否", "No"), no);
  gtk_widget_add_css_class (editor->widget, "linked");
  gtk_widget_set_halign (editor->widget, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (editor->widget), editor->part);
  gtk_box_append (GTK_BOX (editor->widget), editor->part2);
  editor->focus = editor->part;
  editor->get = boolean_get;
  editor->set = boolean_set;
}

/* -------------------------------------------------------------------------------------------- */

MiaoEditor *
miao_editor_new (const MiaoField *field,
                 MiaoDate on,
                 MiaoDate today,
                 void (*changed) (gpointer user_data),
                 gpointer user_data)
{
  static void (*const makers[]) (MiaoEditor * editor) = {
    [MIAO_TYPE_TEXT] = miao_editor_make_text,
    [MIAO_TYPE_LONG_TEXT] = miao_editor_make_long_text,
    [MIAO_TYPE_DATE] = miao_editor_make_date,
    [MIAO_TYPE_MONTH] = miao_editor_make_text,
    [MIAO_TYPE_INSTANT] = miao_editor_make_instant,
    [MIAO_TYPE_INTEGER] = miao_editor_make_number,
    [MIAO_TYPE_BOOLEAN] = miao_editor_make_boolean,
    [MIAO_TYPE_CODE] = miao_editor_make_code,
    [MIAO_TYPE_CODES] = miao_editor_make_several,
    [MIAO_TYPE_REF] = miao_editor_make_reference,
    [MIAO_TYPE_REFS] = miao_editor_make_several,
    [MIAO_TYPE_LIST] = miao_editor_make_list,
  };
  MiaoEditor *editor = g_new0 (MiaoEditor, 1);

  editor->field = field;
  editor->on = on;
  editor->today = today;
  editor->changed = changed;
  editor->user_data = user_data;
  makers[field->type](editor);
  return editor;
}

void
miao_editor_free (MiaoEditor *editor)
{
  g_strfreev (editor->codes);
  g_clear_pointer (&editor->chosen, g_ptr_array_unref);
  g_free (editor);
}
