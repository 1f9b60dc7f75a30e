#include "config.h"

#include "miao-volume-source.h"

#include "miao-codes.h"
#include "miao-lookup.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>

enum {
  TEXT_NAME,
  TEXT_STATUS,
  TEXT_CODE,
  TEXT_SIZE,
  TEXT_CHECKED,
  N_TEXTS,
};

static gboolean
narrow (const MiaoWanted *wanted, MiaoQuery *query, GError **error)
{
  if (wanted->owner != NULL)
    miao_query_where (query, "child", MIAO_OP_EQ, wanted->owner);
  return TRUE;
}

static MiaoRow *
make_row (MiaoRecord *volume)
{
  g_autofree char *child = miao_lookup_dup_name ("child", miao_record_get (volume, "child"));
  gint64 number = miao_record_get_int (volume, "volume_no", 1);
  g_autofree char *name =
      number > 1 ? g_strdup_printf (_ ("%s (volume %d)"), child, (int) number) : g_strdup (child);
  /* Translators: number of items and of pages of a volume. */
  g_autofree char *size =
      g_strdup_printf (_ ("%d items, %d pages"), (int) miao_record_get_int (volume, "items_n", 0),
                       (int) miao_record_get_int (volume, "pages_n", 0));
  g_autofree char *checked =
      miao_record_has (volume, "verified_on")
          ? g_strdup_printf ("%s %s", miao_record_get (volume, "verified_on"),
                             miao_codes_name ("verify_result",
                                              miao_record_get (volume, "verified_result"),
                                              miao_language ()))
          : g_strdup (_ ("not verified yet"));
  const char *texts[N_TEXTS + 1] = { NULL };
  MiaoRow *row;

  texts[TEXT_NAME] = name;
  texts[TEXT_STATUS] = miao_record_get (volume, "status");
  texts[TEXT_CODE] = miao_record_get (volume, "archival_code");
  texts[TEXT_SIZE] = size;
  texts[TEXT_CHECKED] = checked;
  row = miao_row_new (miao_record_get_id (volume), texts);
  miao_row_set_record (row, volume);
  return row;
}

static gboolean
add_rows (const MiaoWanted *wanted, GPtrArray *volumes, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < volumes->len; i++)
    g_ptr_array_add (rows, make_row (volumes->pdata[i]));
  return TRUE;
}

const MiaoRecordSource miao_volume_source = {
  .kind = "archive_volume",
  .order = "archival_code",
  .narrow = narrow,
  .add_rows = add_rows,
};

/* --- the cell ------------------------------------------------------------------------------- */

void
miao_volume_chip_set (GtkWidget *chip, const char *status)
{
  static const struct {
    const char *status;
    const char *icon;
    const char *style;
  } looks[] = {
    { "FORMING", "miao-pending-symbolic", NULL },
    { "ARRANGING", "miao-clock-symbolic", "warning" },
    { "CLOSED", "miao-shield-symbolic", "good" },
    { "TRANSFERRED", "miao-forward-symbolic", "info" },
    { "ENTRUSTED", "miao-archive-symbolic", "info" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (g_strcmp0 (looks[i].status, status) == 0)
      miao_chip_set (chip, looks[i].icon,
                     miao_codes_name ("volume_status", status, miao_language ()), looks[i].style);
}

static GtkWidget *
small_label (GtkWidget *box, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
make_cell (void)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *chip = miao_chip_new_empty ();
  GtkWidget *name;

  gtk_widget_set_margin_top (cell, 6);
  gtk_widget_set_margin_bottom (cell, 6);
  gtk_box_append (GTK_BOX (cell), head);
  name = small_label (head, "strong");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), chip);
  g_object_set_data (G_OBJECT (cell), "name", name);
  g_object_set_data (G_OBJECT (cell), "chip", chip);
  g_object_set_data (G_OBJECT (cell), "code", small_label (cell, "secondary"));
  g_object_set_data (G_OBJECT (cell), "size", small_label (cell, "secondary"));
  g_object_set_data (G_OBJECT (cell), "checked", small_label (cell, "secondary"));
  return cell;
}

static void
bind_cell (GtkWidget *cell, MiaoRow *row, guint column)
{
  static const struct {
    const char *name;
    guint text;
  } labels[] = {
    { "name", TEXT_NAME }, { "code", TEXT_CODE }, { "size", TEXT_SIZE }, { "checked", TEXT_CHECKED }
  };
  MiaoRecord *volume = miao_row_get_record (row);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_label_set_label (g_object_get_data (G_OBJECT (cell), labels[i].name),
                         miao_row_get_text (row, labels[i].text));
  miao_volume_chip_set (g_object_get_data (G_OBJECT (cell), "chip"),
                        miao_row_get_text (row, TEXT_STATUS));
  gtk_widget_set_tooltip_text (cell, volume != NULL ? miao_record_get (volume, "title") : NULL);
}

const MiaoListColumn *
miao_volume_columns (void)
{
  static MiaoListColumn columns[2];

  if (columns[0].title == NULL)
    columns[0] = (MiaoListColumn){ .title = _ ("Volumes by archival code"),
                                   .sort = "archival_code",
                                   .expand = TRUE,
                                   .make = make_cell,
                                   .bind = bind_cell };
  return columns;
}
