#include "config.h"

#include "miao-dialog.h"

#include "miao-ask.h"
#include "miao-table.h"

#include <glib/gi18n.h>

GtkWidget *
miao_dialog_new (GtkWidget *parent, const char *title, int width, GtkWidget **ret_box)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, -1);
  gtk_widget_add_css_class (window, "ask");
  gtk_widget_add_css_class (box, "ask-body");
  gtk_window_set_child (GTK_WINDOW (window), box);
  miao_dialog_add_keys (window);
  *ret_box = box;
  return window;
}

void
miao_dialog_say (GtkWidget *box, int width, const char *words)
{
  /* Words that wrap are as high as this width needs, not as the narrowest would. */
  gtk_widget_set_size_request (box, width, -1);
  gtk_box_append (GTK_BOX (box), miao_text_new (words, "dim"));
}

GtkWidget *
miao_dialog_add_grid (GtkWidget *box)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_box_append (GTK_BOX (box), grid);
  return grid;
}

void
miao_dialog_attach (
    GtkWidget *grid, int row, const char *label, GtkWidget *editor, GtkWidget *named)
{
  GtkWidget *words = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_add_css_class (words, "field-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), named);
  gtk_widget_set_hexpand (editor, TRUE);
  gtk_grid_attach (GTK_GRID (grid), words, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), editor, 1, row, 1, 1);
}

GtkWidget *
miao_dialog_add_button_line (GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_halign (line, GTK_ALIGN_END);
  gtk_widget_set_margin_top (line, 8);
  gtk_box_append (GTK_BOX (box), line);
  return line;
}

GtkWidget *
miao_dialog_add_buttons (
    GtkWidget *window, GtkWidget *box, const char *word, GCallback done, gpointer data)
{
  GtkWidget *line = miao_dialog_add_button_line (box);
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));
  GtkWidget *button = gtk_button_new_with_label (word);

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (line), cancel);
  gtk_box_append (GTK_BOX (line), button);
  gtk_window_set_default_widget (GTK_WINDOW (window), button);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_destroy), window);
  g_signal_connect_swapped (button, "clicked", done, data);
  return button;
}
