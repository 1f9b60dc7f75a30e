#include "config.h"

#include "miao-codes.h"
#include "miao-editor.h"
#include "miao-gtk-compat.h"
#include "miao-lookup.h"
#include "miao-search-popover.h"

#include <glib/gi18n.h>
#include <string.h>

/* Tables longer than this are searched instead of scrolled through. */
#define LONG_TABLE 24
#define MAX_HITS 50
#define MIN_WIDTH 180

/* --- one code of a short table -------------------------------------------------------------- */

static gboolean
code_is_valid_on (const MiaoCode *code, MiaoDate on)
{
  return on == MIAO_DATE_NONE || ((code->valid_from == MIAO_DATE_NONE || code->valid_from <= on) &&
                                  (code->valid_to == MIAO_DATE_NONE || on <= code->valid_to));
}

static gboolean
drop_down_get (MiaoEditor *editor, char **ret_text, GError **error)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (editor->part));

  *ret_text = NULL;
  if (at > 0 && at != GTK_INVALID_LIST_POSITION)
    *ret_text = g_strdup (editor->codes[at]);
  return TRUE;
}

static void
drop_down_set (MiaoEditor *editor, const char *text)
{
  guint at = 0;

  for (guint i = 1; text != NULL && editor->codes[i] != NULL; i++)
    if (g_str_equal (editor->codes[i], text))
      at = i;

  /* A code that was valid when it was written stays what it is. */
  if (at == 0 && text != NULL && *text != '\0') {
    GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (editor->part));
    guint n = g_strv_length (editor->codes);

    editor->codes = g_renew (char *, editor->codes, n + 2);
    editor->codes[n] = g_strdup (text);
    editor->codes[n + 1] = NULL;
    gtk_string_list_append (GTK_STRING_LIST (model),
                            miao_codes_name (editor->field->table, text, miao_language ()));
    at = n;
  }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (editor->part), at);
}

void
miao_editor_leave_out (MiaoEditor *editor, const char *codes)
{
  g_auto (GStrv) out = g_strsplit (codes, " ", -1);
  GtkStringList *names;
  guint kept = 1;

  g_return_if_fail (editor->get == drop_down_get);
  names = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (editor->part)));
  for (guint i = 1; editor->codes[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) out, editor->codes[i])) {
      g_clear_pointer (&editor->codes[i], g_free);
      gtk_string_list_remove (names, kept);
    } else if (kept++ != i)
      editor->codes[kept - 1] = g_steal_pointer (&editor->codes[i]);
  editor->codes[kept] = NULL;
}

static void
make_drop_down (MiaoEditor *editor, const MiaoCode *codes, guint n)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) valid = g_ptr_array_new ();

  g_ptr_array_add (valid, g_strdup (""));
  gtk_string_list_append (names, "—");
  for (guint i = 0; i < n; i++) {
    if (!code_is_valid_on (&codes[i], editor->on))
      continue;
    g_ptr_array_add (valid, g_strdup (codes[i].code));
    gtk_string_list_append (names, miao_pick (codes[i].name_zh, codes[i].name_en));
  }
  g_ptr_array_add (valid, NULL);
  editor->codes = (GStrv) g_ptr_array_steal (valid, NULL);
  editor->part = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_widget_set_halign (editor->part, GTK_ALIGN_START);
  gtk_widget_set_size_request (editor->part, MIN_WIDTH, -1);
  g_signal_connect_swapped (editor->part, "notify::selected", G_CALLBACK (miao_editor_emit),
                            editor);
  editor->widget = editor->focus = editor->part;
  editor->get = drop_down_get;
  editor->set = drop_down_set;
}

/* --- one of many: a button that opens a search ---------------------------------------------- */

static gboolean
contains (const char *text, const char *folded_needle)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return strstr (folded, folded_needle) != NULL;
}

static GPtrArray *
search_codes (const char *text, gpointer user_data)
{
  MiaoEditor *editor = user_data;
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_choice_free);
  g_autofree char *needle = g_utf8_casefold (text, -1);
  guint n;
  const MiaoCode *codes = miao_codes_get (editor->field->table, &n);

  for (guint i = 0; codes != NULL && i < n && found->len < MAX_HITS; i++) {
    if (!code_is_valid_on (&codes[i], editor->on))
      continue;
    if (contains (codes[i].name_zh, needle) || contains (codes[i].name_en, needle) ||
        g_str_has_prefix (codes[i].code, text))
      g_ptr_array_add (found, miao_choice_new (codes[i].code,
                                               miao_pick (codes[i].name_zh, codes[i].name_en),
                                               codes[i].code));
  }
  return found;
}

static GPtrArray *
search_records (const char *text, gpointer user_data)
{
  MiaoEditor *editor = user_data;

  return miao_lookup_search (editor->field->table, text, MAX_HITS);
}

static char *
dup_name (MiaoEditor *editor, const char *id)
{
  if (editor->field->type == MIAO_TYPE_CODE || editor->field->type == MIAO_TYPE_CODES)
    return g_strdup (miao_codes_name (editor->field->table, id, miao_language ()));
  return miao_lookup_dup_name (editor->field->table, id);
}

static GtkWidget *
make_search_button (MiaoEditor *editor, GtkWidget **ret_label)
{
  gboolean codes = editor->field->type == MIAO_TYPE_CODE || editor->field->type == MIAO_TYPE_CODES;
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new ("—");
  GtkWidget *arrow = gtk_image_new_from_icon_name ("miao-down-symbolic");
  GtkWidget *popover = miao_search_popover_new (
      miao_field_label (editor->field), codes ? search_codes : search_records, editor, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_image_set_pixel_size (GTK_IMAGE (arrow), 12);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
  /* The button centres what it shows; a value reads from the left. */
  gtk_widget_set_halign (gtk_widget_get_parent (box), GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  *ret_label = label;
  return button;
}

/* The value is said together with the field's name: a menu button has no value of its own. */
static void
say_value (MiaoEditor *editor, const char *value)
{
  g_autofree char *name = g_strdup_printf ("%s %s", miao_field_label (editor->field), value);

  miao_menu_button_set_name (editor->focus, name);
}

static gboolean
one_get (MiaoEditor *editor, char **ret_text, GError **error)
{
  *ret_text = editor->chosen->len > 0 ? g_strdup (editor->chosen->pdata[0]) : NULL;
  return TRUE;
}

static void
one_set (MiaoEditor *editor, const char *text)
{
  g_autofree char *name = NULL;

  g_ptr_array_set_size (editor->chosen, 0);
  if (text != NULL && *text != '\0')
    g_ptr_array_add (editor->chosen, g_strdup (text));
  name = editor->chosen->len > 0 ? dup_name (editor, text) : g_strdup ("—");
  gtk_label_set_label (GTK_LABEL (editor->part), name);
  gtk_widget_set_sensitive (editor->part2, editor->chosen->len > 0);
  say_value (editor, name);
  miao_editor_emit (editor);
}

static void
one_chosen_cb (MiaoEditor *editor, const char *id, const char *title)
{
  one_set (editor, id);
}

static void
one_cleared_cb (MiaoEditor *editor)
{
  one_set (editor, NULL);
}

void
miao_editor_make_reference (MiaoEditor *editor)
{
  g_autofree char *clear_name = NULL;

  editor->widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  editor->focus = make_search_button (editor, &editor->part);
  gtk_widget_set_hexpand (editor->focus, TRUE);
  editor->part2 = gtk_button_new_from_icon_name ("miao-close-symbolic");
  gtk_widget_add_css_class (editor->part2, "flat");
  /* Translators: %s is the name of a field. */
  clear_name = g_strdup_printf (_ ("Clear %s"), miao_field_label (editor->field));
  miao_accessible_set_label (editor->part2, clear_name);
  gtk_widget_set_tooltip_text (editor->part2, clear_name);
  gtk_widget_set_sensitive (editor->part2, FALSE);
  gtk_box_append (GTK_BOX (editor->widget), editor->focus);
  gtk_box_append (GTK_BOX (editor->widget), editor->part2);
  editor->chosen = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_swapped (gtk_menu_button_get_popover (GTK_MENU_BUTTON (editor->focus)), "chosen",
                            G_CALLBACK (one_chosen_cb), editor);
  g_signal_connect_swapped (editor->part2, "clicked", G_CALLBACK (one_cleared_cb), editor);
  editor->get = one_get;
  editor->set = one_set;
  say_value (editor, "—");
}

void
miao_editor_make_code (MiaoEditor *editor)
{
  guint n = 0;
  const MiaoCode *codes = miao_codes_get (editor->field->table, &n);

  if (n > LONG_TABLE)
    miao_editor_make_reference (editor);
  else
    make_drop_down (editor, codes, n);
}

/* --- several codes or records --------------------------------------------------------------- */

static void several_show (MiaoEditor *editor);

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
several_get (MiaoEditor *editor, char **ret_text, GError **error)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (editor->chosen, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  if (editor->field->type == MIAO_TYPE_CODES)
    g_ptr_array_sort (sorted, compare_ids);
  g_ptr_array_add (sorted, NULL);
  *ret_text = sorted->len > 1 ? g_strjoinv (" ", (GStrv) sorted->pdata) : NULL;
  return TRUE;
}

static void
several_set (MiaoEditor *editor, const char *text)
{
  g_auto (GStrv) ids = g_strsplit (text != NULL ? text : "", " ", -1);

  g_ptr_array_set_size (editor->chosen, 0);
  for (guint i = 0; ids[i] != NULL; i++)
    if (*ids[i] != '\0')
      g_ptr_array_add (editor->chosen, g_strdup (ids[i]));
  several_show (editor);
  miao_editor_emit (editor);
}

static void
several_remove_cb (GtkWidget *button, MiaoEditor *editor)
{
  const char *id = g_object_get_data (G_OBJECT (button), "miao-id");
  guint at;

  if (!g_ptr_array_find_with_equal_func (editor->chosen, id, g_str_equal, &at))
    return;
  g_ptr_array_remove_index (editor->chosen, at);
  gtk_widget_grab_focus (editor->focus);
  several_show (editor);
  miao_editor_emit (editor);
}

static void
several_show (MiaoEditor *editor)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (editor->part)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (editor->part), child);
  for (guint i = 0; i < editor->chosen->len; i++) {
    const char *id = editor->chosen->pdata[i];
    g_autofree char *name = dup_name (editor, id);
    /* Translators: %s is what was chosen. */
    g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), name);
    GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
    GtkWidget *button = gtk_button_new_from_icon_name ("miao-close-symbolic");

    gtk_widget_add_css_class (chip, "chip");
    gtk_widget_add_css_class (button, "flat");
    gtk_widget_add_css_class (button, "chip-button");
    gtk_widget_set_tooltip_text (button, remove);
    miao_accessible_set_label (button, remove);
    g_object_set_data_full (G_OBJECT (button), "miao-id", g_strdup (id), g_free);
    g_signal_connect (button, "clicked", G_CALLBACK (several_remove_cb), editor);
    gtk_box_append (GTK_BOX (chip), gtk_label_new (name));
    gtk_box_append (GTK_BOX (chip), button);
    gtk_widget_set_halign (chip, GTK_ALIGN_START);
    gtk_flow_box_insert (GTK_FLOW_BOX (editor->part), chip, -1);
    gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
  }
  gtk_widget_set_visible (editor->part, editor->chosen->len > 0);
}

static void
several_chosen_cb (MiaoEditor *editor, const char *id, const char *title)
{
  if (g_ptr_array_find_with_equal_func (editor->chosen, id, g_str_equal, NULL))
    return;
  g_ptr_array_add (editor->chosen, g_strdup (id));
  several_show (editor);
  miao_editor_emit (editor);
}

void
miao_editor_make_several (MiaoEditor *editor)
{
  GtkWidget *label;

  editor->widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  editor->part = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (editor->part), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (editor->part), 8);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (editor->part), 4);
  gtk_widget_set_visible (editor->part, FALSE);
  editor->focus = make_search_button (editor, &label);
  gtk_label_set_label (GTK_LABEL (label), _ ("Add…"));
  gtk_widget_set_halign (editor->focus, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (editor->widget), editor->part);
  gtk_box_append (GTK_BOX (editor->widget), editor->focus);
  editor->chosen = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_swapped (gtk_menu_button_get_popover (GTK_MENU_BUTTON (editor->focus)), "chosen",
                            G_CALLBACK (several_chosen_cb), editor);
  editor->get = several_get;
  editor->set = several_set;
  say_value (editor, _ ("Add…"));
}
