#include "config.h"

#include "miao-import-preview.h"

#include "miao-record-list.h"

#include <glib/gi18n.h>

#define CELL_WIDTH 132
#define LINE_WIDTH 64

static gboolean
source_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  *ret_n = ((MiaoImportCheck *) data)->rows->len;
  return TRUE;
}

static gboolean
source_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  MiaoImportCheck *check = data;

  for (guint i = first; i < first + n && i < check->rows->len; i++) {
    MiaoImportRow *read = check->rows->pdata[i];
    g_autofree char *line = g_strdup_printf ("%u", read->line);
    MiaoRow *row = miao_row_new (line, NULL);

    miao_row_set_data (row, read, NULL);
    g_ptr_array_add (rows, row);
  }
  return TRUE;
}

static const MiaoListSource source = { source_open, source_read, NULL };

static GtkWidget *
make_cell (void)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (cell, "ledger-cell");
  gtk_box_append (GTK_BOX (cell), gtk_image_new ());
  gtk_box_append (GTK_BOX (cell), label);
  return cell;
}

/* @column: 0 is the line number, then the columns of the ledger. */
static void
bind_cell (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoImportRow *read = miao_row_get_data (row);
  GtkWidget *image = gtk_widget_get_first_child (cell);
  guint n = g_strv_length (read->cells);
  int severity = 0;
  const char *text = miao_row_get_id (row);

  if (column > 0) {
    text = column - 1 < n ? read->cells[column - 1] : "";
    severity = column - 1 < n ? read->severities[column - 1] : 0;
  }
  gtk_widget_remove_css_class (cell, "error");
  gtk_widget_remove_css_class (cell, "warning");
  gtk_widget_set_visible (image, severity >= MIAO_LEDGER_WARNING);
  if (severity >= MIAO_LEDGER_WARNING) {
    gtk_widget_add_css_class (cell, severity >= MIAO_LEDGER_ERROR ? "error" : "warning");
    gtk_image_set_from_icon_name (GTK_IMAGE (image), severity >= MIAO_LEDGER_ERROR
                                                         ? "miao-stop-symbolic"
                                                         : "miao-warning-symbolic");
  }
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (cell)), text);
}

GtkWidget *
miao_import_preview_new (MiaoImportCheck *check, const MiaoLedger *ledger)
{
  GtkWidget *list = miao_record_list_new ();
  const char *const *headings = miao_ledger_get_headings (ledger);
  guint n = miao_ledger_get_n_columns (ledger);
  MiaoListColumn *columns = g_new0 (MiaoListColumn, n + 2);

  columns[0].title = _ ("Line");
  columns[0].width = LINE_WIDTH;
  columns[0].make = make_cell;
  columns[0].bind = bind_cell;
  for (guint i = 0; i < n; i++) {
    columns[i + 1].title = headings[i];
    columns[i + 1].width = CELL_WIDTH;
    columns[i + 1].make = make_cell;
    columns[i + 1].bind = bind_cell;
  }
  g_object_set_data_full (G_OBJECT (list), "miao-columns", columns, g_free);
  miao_record_list_set_label (MIAO_RECORD_LIST (list), _ ("Preview of the ledger"));
  miao_record_list_set_columns (MIAO_RECORD_LIST (list), columns);
  miao_record_list_set_source (MIAO_RECORD_LIST (list), &source, check);
  gtk_widget_set_vexpand (list, TRUE);
  return list;
}

void
miao_import_preview_go (GtkWidget *preview, MiaoImportCheck *check, guint line)
{
  for (guint i = 0; i < check->rows->len; i++)
    if (((MiaoImportRow *) check->rows->pdata[i])->line == line)
      miao_record_list_select (MIAO_RECORD_LIST (preview), i);
}
