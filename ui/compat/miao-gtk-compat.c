#include "config.h"

#include "miao-gtk-compat.h"

void
miao_widget_lookup_color (GtkWidget *widget, const char *name, GdkRGBA *ret_color)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, ret_color))
    gtk_style_context_get_color (context, ret_color);
}

/* The chooser puts every file into the desktop's list of recent files, whose names may be those of
 * children: what was chosen here is taken out of it as soon as it comes in. */
static GHashTable *chosen; /* URIs */

/* A list that could not be read is none: asked for one item, GTK complains; told to remove one, it
 * would begin an empty list, which the next item then puts in the place of the person's own. */
static void
recent_changed_cb (GtkRecentManager *manager)
{
  GList *items = gtk_recent_manager_get_items (manager);

  for (GList *item = items; item != NULL; item = item->next) {
    const char *uri = gtk_recent_info_get_uri (item->data);

    if (g_hash_table_contains (chosen, uri))
      gtk_recent_manager_remove_item (manager, uri, NULL);
  }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

static void
keep_out_of_recent (GFile *file)
{
  if (chosen == NULL) {
    chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_signal_connect (gtk_recent_manager_get_default (), "changed", G_CALLBACK (recent_changed_cb),
                      NULL);
  }
  g_hash_table_add (chosen, g_file_get_uri (file));
  recent_changed_cb (gtk_recent_manager_get_default ());
}

static void
chooser_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    keep_out_of_recent (file);
  g_task_return_pointer (task, file, g_object_unref);
  gtk_native_dialog_destroy (dialog);
}

static void
run_chooser (GtkWindow *parent,
             const char *title,
             GtkFileChooserAction action,
             const char *name,
             GtkFileFilter *filter,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, run_chooser);
  /* A native dialog is not owned by its parent: the task keeps it until the answer. */
  g_task_set_task_data (task, dialog, g_object_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect (dialog, "response", G_CALLBACK (chooser_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
miao_open_file_async (GtkWindow *parent,
                      const char *title,
                      GtkFileFilter *filter,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  run_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, filter, cancellable, callback,
               user_data);
}

GFile *
miao_open_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
miao_save_file_async (GtkWindow *parent,
                      const char *title,
                      const char *name,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  run_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, name, NULL, cancellable, callback,
               user_data);
}

GFile *
miao_save_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
miao_open_folder_async (GtkWindow *parent,
                        const char *title,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  run_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL, cancellable,
               callback, user_data);
}

GFile *
miao_open_folder_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
miao_list_scroll_to (GtkWidget *list, guint position)
{
  GtkWidget *inner = list;

  /* The action belongs to the list base; a column view hides one as its last child. */
  if (GTK_IS_COLUMN_VIEW (list))
    inner = gtk_widget_get_last_child (list);
  gtk_widget_activate_action (inner, "list.scroll-to-item", "u", position);
}

/* The sorter that miao_column_view_get_sort() is asking with; %NULL when nobody asks. */
static const char **probe_key;

static int
remember_key (gconstpointer a, gconstpointer b, gpointer key)
{
  if (probe_key == NULL)
    return 0;
  if (*probe_key == NULL)
    *probe_key = key;
  return -1;
}

GtkSorter *
miao_column_sorter_new (const char *key)
{
  return GTK_SORTER (gtk_custom_sorter_new (remember_key, (gpointer) key, NULL));
}

const char *
miao_column_view_get_sort (GtkColumnView *view, gboolean *ret_descending)
{
  g_autoptr (GtkStringObject) a = gtk_string_object_new ("a");
  g_autoptr (GtkStringObject) b = gtk_string_object_new ("b");
  const char *key = NULL;
  GtkOrdering ordering;

  /* GTK 4.8 does not say which column sorts. The first sorter that the view's own one calls is the
   * primary column's, and the sign of the answer is the direction. */
  probe_key = &key;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (view), a, b);
  probe_key = NULL;

  *ret_descending = key != NULL && ordering == GTK_ORDERING_LARGER;
  return key;
}

#define SPOKEN_PROPERTY_KEY "miao-spoken-property"

static const char *(*spoken_filter) (const char *words);

void
miao_accessible_set_filter (const char *(*filter) (const char *words))
{
  spoken_filter = filter;
}

void
miao_accessible_say_again (GtkWidget *widget)
{
  const char *words = g_object_get_data (G_OBJECT (widget), MIAO_SPOKEN_KEY);
  gboolean description = g_object_get_data (G_OBJECT (widget), SPOKEN_PROPERTY_KEY) != NULL;

  if (words == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  description ? GTK_ACCESSIBLE_PROPERTY_DESCRIPTION
                                              : GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken_filter != NULL ? spoken_filter (words) : words, -1);
}

static void
say (GtkWidget *widget, const char *words, gboolean description)
{
  g_object_set_data_full (G_OBJECT (widget), MIAO_SPOKEN_KEY, g_strdup (words), g_free);
  g_object_set_data (G_OBJECT (widget), SPOKEN_PROPERTY_KEY, GINT_TO_POINTER (description));
  miao_accessible_say_again (widget);
}

void
miao_accessible_say_instead (GtkWidget *widget, const char *words)
{
  if (words == NULL) {
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
    return;
  }
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

void
miao_accessible_set_label (GtkWidget *widget, const char *label)
{
  /* A text button is labelled by its own text, which in newer GTK goes before the property. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  say (widget, label, FALSE);
}

void
miao_accessible_set_description (GtkWidget *widget, const char *description)
{
  say (widget, description, TRUE);
}

/* In newer GTK the item of a menu is labelled by a text that has no voice itself; seen in 4.18. */
static void
name_items (GtkWidget *widget)
{
  g_autofree char *text = NULL;

  if (g_str_equal (gtk_widget_get_css_name (widget), "modelbutton")) {
    g_object_get (widget, "text", &text, NULL);
    if (text != NULL)
      miao_accessible_set_label (widget, text);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

static void
popover_cb (GtkMenuButton *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (!GTK_IS_POPOVER_MENU (popover))
    return;
  g_signal_handlers_disconnect_by_func (popover, name_items, NULL);
  g_signal_connect (popover, "map", G_CALLBACK (name_items), NULL);
}

void
miao_menu_button_set_name (GtkWidget *button, const char *name)
{
  miao_accessible_set_label (button, name);
  g_signal_handlers_disconnect_by_func (button, popover_cb, NULL);
  g_signal_connect (button, "notify::popover", G_CALLBACK (popover_cb), NULL);
  popover_cb (GTK_MENU_BUTTON (button));
}

void
miao_stack_show (GtkWidget *stack, GtkWidget *child)
{
  gtk_widget_set_visible (child, TRUE);
  gtk_stack_set_visible_child (GTK_STACK (stack), child);
  for (GtkWidget *other = gtk_widget_get_first_child (stack); other != NULL;
       other = gtk_widget_get_next_sibling (other))
    if (other != child)
      gtk_widget_set_visible (other, FALSE);
}

void
miao_show_file (GtkWindow *parent, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}
