#include "config.h"

#include "miao-volume-card.h"

#include "miao-codes.h"
#include "miao-lookup.h"
#include "miao-query.h"
#include "miao-state-chip.h"
#include "miao-store.h"
#include "miao-table.h"
#include "miao-volume-source.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_line (GtkWidget *grid, int row, const char *label, const char *text)
{
  GtkWidget *name = miao_text_new (label, "dim");
  GtkWidget *value = miao_text_new (text != NULL && *text != '\0' ? text : "—", NULL);

  /* Both stay readable with letters of twice the size; the page then scrolls. */
  gtk_label_set_wrap (GTK_LABEL (name), FALSE);
  gtk_label_set_width_chars (GTK_LABEL (value), 14);
  gtk_grid_attach (GTK_GRID (grid), name, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), value, 1, row, 1, 1);
}

static GtkWidget *
make_facts (const MiaoRecord *volume)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *made = miao_lookup_dup_name ("staff", miao_record_get (volume, "made_by"));
  g_autofree char *checked = miao_lookup_dup_name ("staff", miao_record_get (volume, "checked_by"));
  g_autofree char *people =
      g_strdup_printf ("%s / %s", *made != '\0' ? made : "—", *checked != '\0' ? checked : "—");

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_widget_set_hexpand (grid, TRUE);
  add_line (grid, 0, _ ("Archival code"), miao_record_get (volume, "archival_code"));
  add_line (grid, 1, _ ("Arranged / checked by"), people);
  add_line (grid, 2, _ ("Retention"),
            miao_codes_name ("retention", miao_record_get (volume, "retention"), miao_language ()));
  add_line (grid, 3, _ ("Shelf"), miao_record_get (volume, "shelf"));
  if (miao_record_has (volume, "transferred_on")) {
    g_autofree char *words = g_strdup_printf ("%s · %s", miao_record_get (volume, "transferred_on"),
                                              miao_record_get (volume, "transferred_to"));

    add_line (grid, 4, _ ("Handed over"), words);
  }
  return grid;
}

/* A digest as people compare it: its beginning and its end. */
static char *
dup_short (const char *digest)
{
  gsize length = digest != NULL ? strlen (digest) : 0;

  if (length < 16)
    return g_strdup ("—");
  return g_strdup_printf ("%.4s %.4s … %s", digest, digest + 4, digest + length - 4);
}

static GtkWidget *
make_seal (const MiaoRecord *volume, const MiaoVolumeCheck *check)
{
  gboolean fresh =
      check->volume != NULL && g_strcmp0 (check->volume, miao_record_get_id (volume)) == 0;
  gboolean known = fresh || miao_record_has (volume, "verified_on");
  gboolean sound =
      fresh ? check->report.problem == NULL : miao_record_is (volume, "verified_result", "OK");
  const char *result = !known  ? _ ("Not verified yet")
                       : sound ? _ ("Seals sound")
                               : _ ("The volume is not as it was sealed");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *head = dup_short (miao_record_get (volume, "chain_hash"));
  g_autofree char *chain = g_strdup_printf (_ ("Chain value %s"), head);
  g_autofree char *when =
      miao_record_has (volume, "verified_on")
          ? g_strdup_printf (_ ("Last verified on %s"), miao_record_get (volume, "verified_on"))
          : NULL;

  gtk_widget_add_css_class (box, "raised");
  gtk_widget_set_size_request (box, 200, -1);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), miao_text_mark (!known  ? MIAO_TONE_INFO
                                                 : sound ? MIAO_TONE_GOOD
                                                         : MIAO_TONE_DANGER,
                                                 result));
  if (fresh && check->report.problem != NULL)
    gtk_box_append (GTK_BOX (box), miao_text_new (check->report.problem, "danger"));
  if (known && !sound)
    gtk_box_append (GTK_BOX (box),
                    miao_text_new (_ ("Restore the file from the last verified backup and verify "
                                      "again. Until then the volume stays here: do not hand it "
                                      "over, package it or seal into it, and tell the director."),
                                   "strong"));
  gtk_box_append (GTK_BOX (box), miao_text_new (chain, "secondary dim"));
  if (when != NULL)
    gtk_box_append (GTK_BOX (box), miao_text_new (when, "secondary dim"));
  return box;
}

void
miao_volume_card_fill (GtkWidget *box, const MiaoRecord *volume, const MiaoVolumeCheck *check)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *parts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *chip = miao_chip_new_empty ();
  GtkWidget *title = miao_text_new (miao_record_get (volume, "title"), "h2");

  miao_box_clear (box);
  gtk_widget_set_hexpand (title, TRUE);
  miao_volume_chip_set (chip, miao_record_get (volume, "status"));
  gtk_widget_set_valign (chip, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), chip);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (parts), make_facts (volume));
  gtk_box_append (GTK_BOX (parts), make_seal (volume, check));
  gtk_box_append (GTK_BOX (box), parts);
}

/* --- items ---------------------------------------------------------------------------------- */

GPtrArray *
miao_volume_items_load (MiaoSession *session, const char *volume, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("archive_item"));

  miao_query_where (query, "volume", MIAO_OP_EQ, volume);
  miao_query_order (query, "section", FALSE);
  miao_query_order (query, "item_no", FALSE);
  return miao_store_select (miao_session_get_store (session), query, error);
}

/* Whether a later item of the volume corrects this one. */
static gboolean
is_corrected (GPtrArray *items, const MiaoRecord *item)
{
  for (guint i = 0; i < items->len; i++)
    if (miao_record_is (items->pdata[i], "supersedes", miao_record_get_id (item)))
      return TRUE;
  return FALSE;
}

static GtkWidget *
make_state (GPtrArray *items, const MiaoRecord *item, const MiaoVolumeCheck *check)
{
  gboolean bad = check->volume != NULL && miao_record_is (item, "volume", check->volume) &&
                 check->report.problem != NULL &&
                 check->report.bad_item == (guint) miao_record_get_int (item, "item_no", 0);
  GtkWidget *chip;

  if (bad)
    chip = miao_chip_new ("miao-shield-broken-symbolic", _ ("broken"), "danger");
  else if (is_corrected (items, item))
    chip = miao_chip_new ("miao-undo-symbolic", _ ("corrected"), "warning");
  else
    chip = miao_chip_new ("miao-shield-symbolic", _ ("sealed"), "good");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

static GtkWidget *
make_row (GPtrArray *items, MiaoRecord *item, const MiaoVolumeCheck *check)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *number =
      g_strdup_printf ("%04d", (int) miao_record_get_int (item, "item_no", 0));
  g_autofree char *digest = dup_short (miao_record_get (item, "sha256"));
  g_autofree char *chain = dup_short (miao_record_get (item, "chain_hash"));
  g_autofree char *seals = g_strdup_printf (_ ("SHA-256 %s · chain %s"), digest, chain);
  g_autofree char *size = g_strdup_printf (
      _ ("%s · %d pages · %s"),
      miao_record_has (item, "doc_date") ? miao_record_get (item, "doc_date") : "—",
      (int) miao_record_get_int (item, "pages", 0),
      miao_record_has (item, "responsible") ? miao_record_get (item, "responsible") : "—");
  GtkWidget *text = miao_text_two (miao_record_get (item, "title"), size);
  GtkWidget *number_label = miao_text_new (number, "dim");

  gtk_box_append (GTK_BOX (text), miao_text_new (seals, "dim caption"));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_label_set_wrap (GTK_LABEL (number_label), FALSE);
  gtk_widget_set_valign (number_label, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), number_label);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), make_state (items, item, check));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "item", miao_record_ref (item),
                          (GDestroyNotify) miao_record_unref);
  return row;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const MiaoRecord *item = g_object_get_data (G_OBJECT (row), "item");
  const MiaoRecord *last = before != NULL ? g_object_get_data (G_OBJECT (before), "item") : NULL;
  const char *section = miao_record_get (item, "section");
  g_autofree char *words = NULL;
  GtkWidget *label;

  if (last != NULL && miao_record_is (last, "section", section)) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  words = g_strdup_printf ("%s %s", section,
                           miao_codes_name ("archive_section", section, miao_language ()));
  label = miao_text_new (words, "group-head");
  gtk_list_box_row_set_header (row, label);
}

void
miao_volume_items_fill (GtkWidget *list, GPtrArray *items, const MiaoVolumeCheck *check)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (GTK_LIST_BOX (list));
  const MiaoRecord *item =
      selected != NULL ? g_object_get_data (G_OBJECT (selected), "item") : NULL;
  g_autofree char *keep = item != NULL ? g_strdup (miao_record_get_id (item)) : NULL;
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (old));
  gtk_list_box_set_header_func (GTK_LIST_BOX (list), header_cb, NULL, NULL);
  for (guint i = 0; items != NULL && i < items->len; i++) {
    GtkWidget *row = make_row (items, items->pdata[i], check);

    gtk_list_box_append (GTK_LIST_BOX (list), row);
    if (g_strcmp0 (keep, miao_record_get_id (items->pdata[i])) == 0)
      gtk_list_box_select_row (GTK_LIST_BOX (list), GTK_LIST_BOX_ROW (row));
  }
}
