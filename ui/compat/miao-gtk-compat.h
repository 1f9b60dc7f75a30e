#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The only file that may name what newer GTK deprecates or what GTK 4.8 lacks. Functions have the
 * shape that today's GTK gives them, so that a body can change without its callers.
 */

/**
 * miao_widget_lookup_color:
 * @name: a colour of data/css: "accent_bg", "text_dim" …
 *
 * The colour in the theme that is shown now. An unknown name gives the colour of the text.
 */
void miao_widget_lookup_color (GtkWidget *widget, const char *name, GdkRGBA *ret_color);

/**
 * miao_open_file_async:
 * @title: what the person chooses
 * @filter: (nullable): which files are offered first; all files can always be chosen
 *
 * Asks for one existing file. miao_open_file_finish() gives it, or %NULL without an error when the
 * person changed their mind.
 */
void miao_open_file_async (GtkWindow *parent,
                           const char *title,
                           GtkFileFilter *filter,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GFile *miao_open_file_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** As miao_open_file_async(), for a file to be written; @name is proposed. */
void miao_save_file_async (GtkWindow *parent,
                           const char *title,
                           const char *name,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GFile *miao_save_file_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** As miao_open_file_async(), for a folder. */
void miao_open_folder_async (GtkWindow *parent,
                             const char *title,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GFile *miao_open_folder_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_list_scroll_to:
 * @list: a #GtkListView or #GtkColumnView
 *
 * Scrolls to the row and gives it the keyboard.
 */
void miao_list_scroll_to (GtkWidget *list, guint position);

/**
 * miao_column_view_get_sort:
 * @ret_descending: (out)
 *
 * Which column a person sorts by. Works for columns whose sorter was made with
 * miao_column_sorter_new().
 *
 * Returns: (transfer none) (nullable): the key given there, or %NULL when no column sorts.
 */
const char *miao_column_view_get_sort (GtkColumnView *view, gboolean *ret_descending);

/**
 * miao_column_sorter_new:
 * @key: (transfer none): an interned or static text
 *
 * Returns: (transfer full): a sorter that sorts nothing (sorting is done in SQL) and remembers
 * @key.
 */
GtkSorter *miao_column_sorter_new (const char *key) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_accessible_set_label:
 *
 * Names a widget for screen readers, in place of what labelled it so far (a button its own text).
 * The only way to do so in ui/: with the bare property newer GTK goes on reading the button's text.
 */
void miao_accessible_set_label (GtkWidget *widget, const char *label);

/** As miao_accessible_set_label() for what is said after the name. A widget has one of the two. */
void miao_accessible_set_description (GtkWidget *widget, const char *description);

/** Data of a widget that has words of the two above: they. */
#define MIAO_SPOKEN_KEY "miao-spoken"

/** Says @words in place of the text that labels @widget, this once: nothing of it is remembered.
 *  %NULL: nothing any more. */
void miao_accessible_say_instead (GtkWidget *widget, const char *words);

/** Says the words of the two above anew, through the filter. */
void miao_accessible_say_again (GtkWidget *widget);

/**
 * miao_accessible_set_filter:
 * @filter: returns what is said instead of words, or the words
 *
 * Every label and description goes through it: while names are hidden they are not spoken either.
 */
void miao_accessible_set_filter (const char *(*filter) (const char *words));

/**
 * miao_menu_button_set_name:
 *
 * Names a #GtkMenuButton for screen readers, and the items of its menu whenever that opens. The
 * inner button that gets the keyboard takes its name from the outer one's label property, not from
 * what labels that.
 */
void miao_menu_button_set_name (GtkWidget *button, const char *name);

/**
 * miao_stack_show:
 *
 * Shows @child of a #GtkStack and hides the others. GTK 4.8 keeps the pages of a stack that are not
 * shown in the tree that screen readers walk; hidden ones are left out.
 */
void miao_stack_show (GtkWidget *stack, GtkWidget *child);

/** Opens a file with the program that the desktop has for it. */
void miao_show_file (GtkWindow *parent, GFile *file);

G_END_DECLS
