#include "config.h"

#include "miao-editor.h"
#include "miao-field-row.h"
#include "miao-gtk-compat.h"
#include "miao-table.h"
#include "miao-value.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

/* A LIST field: each entry is a small frame with a row per member and a button that removes it. */

static GPtrArray *
get_rows (GtkWidget *item)
{
  return g_object_get_data (G_OBJECT (item), "miao-rows");
}

static void
member_changed_cb (MiaoEditor *editor)
{
  miao_editor_emit (editor);
}

static void
remove_cb (GtkWidget *button, MiaoEditor *editor)
{
  GtkWidget *item = g_object_get_data (G_OBJECT (button), "miao-item");

  gtk_widget_grab_focus (editor->focus);
  gtk_box_remove (GTK_BOX (editor->part), item);
  miao_editor_emit (editor);
}

static GtkWidget *
add_item (MiaoEditor *editor)
{
  GtkWidget *item = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *remove = gtk_button_new_with_label (_ ("Remove this entry"));
  GPtrArray *rows = g_ptr_array_new ();

  gtk_widget_add_css_class (item, "raised");
  for (const MiaoField *member = editor->field->items; member->name != NULL; member++) {
    GtkWidget *row = miao_field_row_new (member, editor->on, editor->today, TRUE);

    miao_field_row_set_inside (MIAO_FIELD_ROW (row));
    g_signal_connect_swapped (row, "changed", G_CALLBACK (member_changed_cb), editor);
    g_ptr_array_add (rows, row);
    gtk_box_append (GTK_BOX (item), row);
  }
  gtk_widget_add_css_class (remove, "small");
  gtk_widget_set_halign (remove, GTK_ALIGN_END);
  g_object_set_data (G_OBJECT (remove), "miao-item", item);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), editor);
  gtk_box_append (GTK_BOX (item), remove);
  g_object_set_data_full (G_OBJECT (item), "miao-rows", rows, (GDestroyNotify) g_ptr_array_unref);
  gtk_box_append (GTK_BOX (editor->part), item);
  return item;
}

static void
add_cb (MiaoEditor *editor)
{
  GtkWidget *item = add_item (editor);

  miao_field_row_grab_focus (get_rows (item)->pdata[0]);
  miao_editor_emit (editor);
}

static gboolean
read_item (GtkWidget *item, JsonObject *object, GError **error)
{
  GPtrArray *rows = get_rows (item);

  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *text = NULL;
    const MiaoField *member = miao_field_row_get_field (rows->pdata[i]);

    if (!miao_field_row_get_text (rows->pdata[i], &text, error))
      return FALSE;
    if (text != NULL)
      json_object_set_member (object, member->name, miao_value_to_json (member, text));
  }
  return TRUE;
}

static gboolean
list_get (MiaoEditor *editor, char **ret_text, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (GtkWidget *item = gtk_widget_get_first_child (editor->part); item != NULL;
       item = gtk_widget_get_next_sibling (item)) {
    g_autoptr (JsonObject) object = json_object_new ();

    if (!read_item (item, object, error))
      return FALSE;
    if (json_object_get_size (object) > 0)
      json_array_add_object_element (array, g_steal_pointer (&object));
  }
  return miao_value_list_text (editor->field, array, editor->on, FALSE, ret_text, error);
}

static void
fill_item (GtkWidget *item, JsonObject *object)
{
  GPtrArray *rows = get_rows (item);

  for (guint i = 0; i < rows->len; i++) {
    const MiaoField *member = miao_field_row_get_field (rows->pdata[i]);
    g_autofree char *text = NULL;

    if (json_object_has_member (object, member->name) &&
        miao_value_from_json (member, json_object_get_member (object, member->name), MIAO_DATE_NONE,
                              FALSE, &text, NULL))
      miao_field_row_set_text (rows->pdata[i], text);
  }
}

static void
list_set (MiaoEditor *editor, const char *text)
{
  g_autoptr (JsonNode) node = miao_value_to_json (editor->field, text);

  miao_box_clear (editor->part);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    fill_item (add_item (editor), json_array_get_object_element (json_node_get_array (node), i));
}

void
miao_editor_make_list (MiaoEditor *editor)
{
  g_autofree char *name = NULL;

  editor->widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  editor->part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  editor->focus = gtk_button_new_with_label (_ ("Add an entry"));
  /* Translators: %s is the name of a field that holds a list. */
  name = g_strdup_printf (_ ("Add an entry to %s"), miao_field_label (editor->field));
  miao_accessible_set_label (editor->focus, name);
  gtk_widget_set_halign (editor->focus, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (editor->widget), editor->part);
  gtk_box_append (GTK_BOX (editor->widget), editor->focus);
  g_signal_connect_swapped (editor->focus, "clicked", G_CALLBACK (add_cb), editor);
  editor->get = list_get;
  editor->set = list_set;
}
