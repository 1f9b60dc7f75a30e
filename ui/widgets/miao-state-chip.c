#include "config.h"

#include "miao-state-chip.h"

#include <glib/gi18n.h>

static const char *const styles[] = {
  "good",         "info",       "warning",    "danger", "demo", "state-in", "state-integration",
  "state-placed", "state-away", "state-left",
};

GtkWidget *
miao_chip_new_empty (void)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *image = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (chip), image);
  gtk_box_append (GTK_BOX (chip), label);
  return chip;
}

void
miao_chip_set (GtkWidget *chip, const char *icon, const char *text, const char *style)
{
  GtkWidget *image = gtk_widget_get_first_child (chip);
  GtkWidget *label = gtk_widget_get_last_child (chip);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), icon);
  gtk_widget_set_visible (image, icon != NULL);
  gtk_label_set_label (GTK_LABEL (label), text);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (chip, styles[i]);
  if (style != NULL)
    gtk_widget_add_css_class (chip, style);
}

GtkWidget *
miao_chip_new (const char *icon, const char *text, const char *style)
{
  GtkWidget *chip = miao_chip_new_empty ();

  miao_chip_set (chip, icon, text, style);
  return chip;
}

void
miao_chip_set_state (GtkWidget *chip, MiaoState state)
{
  static const struct {
    const char *icon;
    const char *text;
    const char *style;
  } states[] = {
    { "miao-state-in-symbolic", NC_ ("state", "In the institution"), "state-in" },
    { "miao-state-integration-symbolic", NC_ ("state", "Integration period"), "state-integration" },
    { "miao-state-placed-symbolic", NC_ ("state", "Foster care"), "state-placed" },
    { "miao-state-away-symbolic", NC_ ("state", "Temporarily away"), "state-away" },
    { "miao-state-left-symbolic", NC_ ("state", "Left"), "state-left" },
  };

  miao_chip_set (chip, states[state].icon, g_dpgettext2 (NULL, "state", states[state].text),
                 states[state].style);
}

void
miao_chip_set_tone (GtkWidget *chip, MiaoTone tone, const char *text)
{
  miao_chip_set (chip, miao_tone_icon (tone), text, miao_tone_class (tone));
}
