#include "config.h"

#include "miao-child-flag.h"

#include <glib/gi18n.h>

/* Longer values wrap. */
#define FACT_CHARACTERS 32

GtkWidget *
miao_child_flag_widget (const MiaoChildFlag *flag, gboolean detailed)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (
      flag->tone == MIAO_TONE_WARNING && flag->action != NULL ? "miao-clock-symbolic"
                                                              : miao_tone_icon (flag->tone));

  gtk_widget_add_css_class (box, "banner");
  gtk_widget_add_css_class (box, "child-flag");
  gtk_widget_add_css_class (box, miao_tone_class (flag->tone));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_widget_set_hexpand (words, detailed);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), miao_text_new (flag->title, detailed ? "strong" : NULL));
  /* In a head, words that wrap would take the least width. */
  gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_first_child (words)), detailed);
  if (!detailed) {
    gtk_label_set_ellipsize (GTK_LABEL (gtk_widget_get_first_child (words)), PANGO_ELLIPSIZE_END);
    gtk_label_set_width_chars (GTK_LABEL (gtk_widget_get_first_child (words)), 8);
    gtk_label_set_max_width_chars (GTK_LABEL (gtk_widget_get_first_child (words)), 16);
  }
  if (detailed && flag->detail != NULL)
    gtk_box_append (GTK_BOX (words), miao_text_new (flag->detail, "caption detail"));
  else if (flag->detail != NULL)
    gtk_widget_set_tooltip_text (box, flag->detail);
  gtk_box_append (GTK_BOX (box), words);
  if (flag->action != NULL) {
    GtkWidget *button = gtk_button_new_with_label (flag->action_label);

    gtk_widget_add_css_class (button, "small");
    gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), flag->action);
    gtk_box_append (GTK_BOX (box), button);
  }
  return box;
}

GtkWidget *
miao_facts_grid_new (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  return grid;
}

static int
count_rows (GtkWidget *grid)
{
  int rows = 0;

  while (gtk_grid_get_child_at (GTK_GRID (grid), 0, rows) != NULL)
    rows++;
  return rows;
}

void
miao_facts_grid_add (GtkWidget *grid, const char *name, const char *text, GtkWidget *value)
{
  int row = count_rows (grid);
  GtkWidget *label = miao_text_new (name, "dim");

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (value == NULL)
    value = miao_text_new (text, NULL);
  gtk_widget_set_hexpand (value, TRUE);
  if (GTK_IS_LABEL (value))
    gtk_label_set_max_width_chars (GTK_LABEL (value), FACT_CHARACTERS);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), value, 1, row, 1, 1);
}
