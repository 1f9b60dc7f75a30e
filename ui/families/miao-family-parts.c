#include "config.h"

#include "miao-family-parts.h"

#include "miao-codes.h"
#include "miao-gtk-compat.h"
#include "miao-kind-text.h"
#include "miao-state-chip.h"
#include "miao-table.h"

#include <glib/gi18n.h>

#define SUMMARY_WIDTH 288

static const char *
act_label (const char *act)
{
  if (g_str_equal (act, "open-evaluation"))
    return _ ("Begin an evaluation");
  if (g_str_equal (act, "add-member"))
    return _ ("Add member");
  return _ ("Edit");
}

GtkWidget *
miao_family_act_button (const char *label, const char *act, const char *member)
{
  GtkWidget *button = miao_small_button (label, NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", act,
                                    member != NULL ? member : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "family.act");
  return button;
}

GtkWidget *
miao_family_flag_new (const MiaoFamilyFlag *flag)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (miao_tone_icon (flag->tone));
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "banner");
  gtk_widget_add_css_class (box, miao_tone_class (flag->tone));
  gtk_box_append (GTK_BOX (words), miao_text_new (flag->title, "strong"));
  if (flag->detail != NULL)
    gtk_box_append (GTK_BOX (words), miao_text_new (flag->detail, "detail secondary"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  if (flag->act != NULL) {
    GtkWidget *button = miao_family_act_button (act_label (flag->act), flag->act, flag->member);
    g_autofree char *name = g_strdup_printf ("%s · %s", act_label (flag->act), flag->title);

    miao_accessible_set_label (button, name);
    gtk_box_append (GTK_BOX (box), button);
  }
  return box;
}

GtkWidget *
miao_family_places_new (const MiaoFamilyData *data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gint64 capacity = miao_record_get_int (data->family, "capacity", 0);
  g_autofree char *words =
      g_strdup_printf (_ ("%u of %d places taken"), data->used, (int) capacity);

  for (gint64 i = 0; i < MAX (capacity, (gint64) data->used); i++) {
    gboolean taken = i < (gint64) data->used;
    GtkWidget *icon = gtk_image_new_from_icon_name (taken ? "miao-state-placed-symbolic"
                                                          : "miao-state-left-symbolic");

    gtk_widget_add_css_class (icon, i >= capacity ? "danger" : taken ? "accent" : "dim");
    gtk_box_append (GTK_BOX (box), icon);
  }
  gtk_box_append (GTK_BOX (box), miao_text_new (words, NULL));
  return box;
}

static void
add_fact (GtkWidget *grid, int *row, const char *name, const char *value)
{
  GtkWidget *label = miao_text_new (name, "dim");

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (grid), label, 0, *row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), miao_text_new (*value != '\0' ? value : "—", NULL), 1, *row, 1,
                   1);
  (*row)++;
}

static void
add_field (GtkWidget *grid, int *row, const MiaoFamilyData *data, const char *field)
{
  const MiaoRecord *record = data->family;
  g_autofree char *value = miao_family_data_dup_shown (data, record, field);

  add_fact (grid, row, miao_field_label (miao_kind_field (miao_record_get_kind (record), field)),
            value);
}

static GtkWidget *
make_facts (const MiaoFamilyData *data)
{
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  if (data->caregiver != NULL) {
    g_autofree char *age =
        miao_date_dup_age (miao_record_get_date (data->caregiver, "birth_date"), data->today);
    g_autofree char *who =
        g_strdup_printf ("%s · %s", miao_record_get (data->caregiver, "name"), age);

    add_fact (grid, &row, _ ("Main caregiver"), who);
  }
  add_field (grid, &row, data, "home_division");
  add_field (grid, &row, data, "address");
  add_field (grid, &row, data, "phone");
  add_field (grid, &row, data, "approved_on");
  add_field (grid, &row, data, "approved_until");
  add_field (grid, &row, data, "filed_no");
  return grid;
}

static GtkWidget *
make_title (const MiaoFamilyData *data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *chip = miao_chip_new_empty ();
  g_autofree char *title = miao_kind_dup_title (data->family);

  miao_family_chip_set (chip, miao_record_get (data->family, "status"));
  gtk_box_append (GTK_BOX (box), miao_text_new (title, "h2"));
  gtk_box_append (GTK_BOX (box),
                  miao_text_new (miao_record_get (data->family, "family_no"), "dim"));
  gtk_box_append (GTK_BOX (box), chip);
  return box;
}

GtkWidget *
miao_family_summary_new (const MiaoFamilyData *data)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *open = gtk_button_new_with_label (_ ("Open record"));
  g_autoptr (GPtrArray) flags = miao_family_data_flags (data);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_size_request (card, SUMMARY_WIDTH, -1);
  gtk_box_append (GTK_BOX (card), make_title (data));
  for (guint i = 0; i < flags->len; i++)
    gtk_box_append (GTK_BOX (body), miao_family_flag_new (flags->pdata[i]));
  gtk_box_append (GTK_BOX (body), miao_family_places_new (data));
  gtk_box_append (GTK_BOX (body), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (body), make_facts (data));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), body);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (card), scrolled);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "s", miao_record_get_id (data->family));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "family.open");
  gtk_box_append (GTK_BOX (card), open);
  return card;
}
