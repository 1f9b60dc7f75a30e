/* The rows and columns of months and lines of the foster allowances. */
#include "config.h"

#include "miao-allowance-source.h"

#include "miao-allowance.h"
#include "miao-codes.h"
#include "miao-kind-text.h"
#include "miao-money.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>
#include <string.h>

void
miao_allowance_set_chip (GtkWidget *chip, const MiaoRecord *run)
{
  MiaoTone tone = MIAO_TONE_WARNING;

  if (miao_record_is (run, "status", "FINAL"))
    tone = MIAO_TONE_INFO;
  else if (miao_record_is (run, "status", "PAID"))
    tone = MIAO_TONE_GOOD;
  miao_chip_set_tone (
      chip, tone,
      miao_codes_name ("allowance_run_status", miao_record_get (run, "status"), miao_language ()));
}

/* --- months --------------------------------------------------------------------------------- */

static gboolean
add_months (const MiaoWanted *wanted, GPtrArray *records, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < records->len; i++) {
    const char *texts[] = { miao_record_get (records->pdata[i], "month"), NULL };
    MiaoRow *row = miao_row_new (miao_record_get_id (records->pdata[i]), texts);

    miao_row_set_record (row, records->pdata[i]);
    g_ptr_array_add (rows, row);
  }
  return TRUE;
}

const MiaoRecordSource miao_allowance_month_source = {
  .kind = "allowance_run",
  .order = "month",
  .descending = TRUE,
  .add_rows = add_months,
};

static GtkWidget *
add_label (GtkWidget *box, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
make_month (void)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *chip = miao_chip_new_empty ();

  g_object_set_data (G_OBJECT (cell), "month", add_label (head, "strong"));
  gtk_box_append (GTK_BOX (head), chip);
  gtk_box_append (GTK_BOX (cell), head);
  g_object_set_data (G_OBJECT (cell), "chip", chip);
  g_object_set_data (G_OBJECT (cell), "sum", add_label (cell, "secondary"));
  return cell;
}

static void
bind_month (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoRecord *run = miao_row_get_record (row);
  g_autofree char *money = miao_money_dup (miao_record_get_int (run, "total_fen", 0));
  int children = (int) miao_record_get_int (run, "n_children", 0);
  /* Translators: yuan, and how many children. */
  g_autofree char *sum = g_strdup_printf (
      ngettext ("¥%s · %d child", "¥%s · %d children", (gulong) children), money, children);

  gtk_label_set_label (g_object_get_data (G_OBJECT (cell), "month"),
                       miao_record_get (run, "month"));
  gtk_label_set_label (g_object_get_data (G_OBJECT (cell), "sum"), sum);
  miao_allowance_set_chip (g_object_get_data (G_OBJECT (cell), "chip"), run);
}

const MiaoListColumn *
miao_allowance_month_columns (void)
{
  static MiaoListColumn columns[2];

  columns[0] = (MiaoListColumn){
    .title = _ ("Months"), .expand = TRUE, .make = make_month, .bind = bind_month
  };
  return columns;
}

/* --- lines ---------------------------------------------------------------------------------- */

enum {
  COLUMN_FAMILY,
  COLUMN_CHILD,
  COLUMN_KIND,
  COLUMN_WHAT,
  COLUMN_SUM,
  COLUMN_AMOUNT,
  N_COLUMNS,
};

static gboolean
narrow (const MiaoWanted *wanted, MiaoQuery *query, GError **error)
{
  g_auto (GStrv) words = g_strsplit (wanted->owner, " ", 2);

  miao_query_where (query, "run", MIAO_OP_EQ, words[0]);
  miao_query_where (query, "revision", MIAO_OP_EQ, words[1]);
  return TRUE;
}

static char *
dup_kind (const MiaoRecord *line)
{
  const char *kind =
      miao_codes_name ("allowance_kind", miao_record_get (line, "kind"), miao_language ());

  if (miao_record_is (line, "scope", "ALL"))
    return g_strdup (kind);
  return g_strdup_printf (
      "%s · %s", kind,
      miao_codes_name ("allowance_scope", miao_record_get (line, "scope"), miao_language ()));
}

static MiaoRow *
make_line (MiaoRecord *line)
{
  g_autofree char *family = miao_record_dup_shown (line, "family", TRUE);
  g_autofree char *child = miao_record_dup_shown (line, "child", TRUE);
  g_autofree char *kind = dup_kind (line);
  g_autofree char *sum = miao_allowance_dup_sum (line, miao_language ());
  g_autofree char *money = miao_money_dup (miao_record_get_int (line, "fen", 0));
  const char *const texts[N_COLUMNS + 1] = {
    [COLUMN_FAMILY] = family,
    [COLUMN_CHILD] = child,
    [COLUMN_KIND] = kind,
    [COLUMN_WHAT] =
        miao_codes_name ("allowance_line_kind", miao_record_get (line, "origin"), miao_language ()),
    [COLUMN_SUM] = sum,
    [COLUMN_AMOUNT] = money,
  };
  MiaoRow *row = miao_row_new (miao_record_get_id (line), texts);

  miao_row_set_record (row, line);
  return row;
}

static gboolean
add_lines (const MiaoWanted *wanted, GPtrArray *records, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, make_line (records->pdata[i]));
  return TRUE;
}

const MiaoRecordSource miao_allowance_line_source = {
  .kind = "allowance_line",
  .order = "line_no",
  .narrow = narrow,
  .add_rows = add_lines,
};

static void
bind_what (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoRecord *line = miao_row_get_record (row);
  const char *words = miao_row_get_text (row, column);

  if (miao_record_is (line, "origin", "CLAWBACK"))
    miao_chip_set_tone (cell, MIAO_TONE_WARNING, words);
  else if (miao_record_is (line, "origin", "ADDED"))
    miao_chip_set_tone (cell, MIAO_TONE_INFO, words);
  else
    miao_chip_set (cell, NULL, words, NULL);
}

const MiaoListColumn *
miao_allowance_line_columns (void)
{
  static MiaoListColumn columns[N_COLUMNS + 1];

  columns[COLUMN_FAMILY] = (MiaoListColumn){ .title = _ ("Family"), .width = 96 };
  columns[COLUMN_CHILD] = (MiaoListColumn){ .title = _ ("Child"), .width = 70 };
  columns[COLUMN_KIND] =
      (MiaoListColumn){ .title = _ ("Kind of payment"), .sort = "kind", .width = 168 };
  columns[COLUMN_WHAT] = (MiaoListColumn){ .title = _ ("What it is"),
                                           .sort = "origin",
                                           .width = 74,
                                           .make = miao_chip_new_empty,
                                           .bind = bind_what };
  columns[COLUMN_SUM] = (MiaoListColumn){ .title = _ ("Sum"), .width = 180, .expand = TRUE };
  columns[COLUMN_AMOUNT] =
      (MiaoListColumn){ .title = _ ("Yuan"), .sort = "fen", .width = 84, .xalign = 1 };
  return columns;
}
