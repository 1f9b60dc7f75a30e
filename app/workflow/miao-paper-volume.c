/* The papers of a volume: cover, list of what is in it, end sheet. */
#include "config.h"

#include "miao-paper-private.h"
#include "miao-print-volume.h"

#include "miao-codes.h"
#include "miao-secret.h"
#include "miao-store-audit.h"

#include <string.h>

static char *
dup_period (const MiaoRecord *volume)
{
  int from = (int) miao_record_get_int (volume, "year_from", 0);
  int to = (int) miao_record_get_int (volume, "year_to", from);

  return from == to ? g_strdup_printf ("%d", from) : g_strdup_printf ("%d—%d", from, to);
}

typedef struct {
  gint64 since_ms;
  GString *text;
} SealSearch;

static gboolean
take_seal (const MiaoSealRow *seal, gpointer data, GError **error)
{
  SealSearch *search = data;
  g_autofree char *hash = NULL;

  if (seal->at_ms < search->since_ms)
    return TRUE;
  hash = miao_secret_to_hex (seal->hash, sizeof seal->hash);
  g_string_append_printf (search->text, "操作记录封存至第 %" G_GINT64_FORMAT " 行，该行摘要 %s。",
                          seal->upto, hash);

  return FALSE;
}

/* What the paper says about the seal, so that the electronic volume can be compared with it; and
 * about the audit log, whose state on paper nobody can put back. */
static char *
dup_seal (MiaoPaper *paper, const MiaoRecord *volume)
{
  g_autoptr (GString) text = g_string_new (NULL);
  SealSearch search = { miao_record_get_int (volume, "sealed_at", 0), text };
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *day = NULL;

  if (!miao_record_has (volume, "sealed_at"))
    return NULL;
  at = g_date_time_new_from_unix_local (miao_record_get_int (volume, "sealed_at", 0) / 1000);
  day = g_date_time_format (at, "%Y-%m-%d");

  g_string_append_printf (text, "%s 由%s封存，末件链值 %s。", day,
                          miao_record_get (volume, "sealed_by"),
                          miao_record_get (volume, "chain_hash"));
  (void) miao_store_seal_each (miao_session_get_store (paper->session), take_seal, &search, NULL);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static MiaoVolumeLine *
make_lines (MiaoPaper *paper, GPtrArray *items)
{
  MiaoVolumeLine *lines = miao_paper_keep (paper, g_new0 (MiaoVolumeLine, MAX (items->len, 1)));

  for (guint i = 0; i < items->len; i++) {
    const MiaoRecord *item = g_ptr_array_index (items, i);

    lines[i] = (MiaoVolumeLine){
      .number = (guint) miao_record_get_int (item, "item_no", 0),
      .document_no = miao_record_get (item, "doc_no"),
      .responsible = miao_record_get (item, "responsible"),
      .title = miao_record_get (item, "title"),
      .date = miao_record_get_date (item, "doc_date"),
      .pages = (guint) miao_record_get_int (item, "pages", 0),
      .remark = miao_record_get (item, "supersede_reason"),
    };
  }

  return lines;
}

gboolean
miao_paper_make_volume (MiaoPaper *paper, GError **error)
{
  MiaoRecord *volume = miao_paper_load (paper, "archive_volume", paper->id, error);
  g_autoptr (GPtrArray) items = NULL;
  MiaoVolumePaper sheet = { 0 };

  if (volume == NULL)
    return FALSE;
  items = miao_paper_all (paper, "archive_item", "volume", paper->id, "item_no", error);
  if (items == NULL)
    return FALSE;
  sheet.fonds = paper->institution;
  sheet.category = "儿童个人成长档案";
  sheet.title = miao_record_get (volume, "title");
  sheet.code = miao_record_get (volume, "archival_code");
  sheet.period = miao_paper_keep (paper, dup_period (volume));
  sheet.retention =
      miao_codes_name ("retention", miao_record_get (volume, "retention"), MIAO_LANGUAGE_ZH);
  sheet.shelf = miao_record_get (volume, "shelf");
  sheet.n_pages = (guint) miao_record_get_int (volume, "pages_n", 0);
  sheet.lines = make_lines (paper, items);
  sheet.n_lines = items->len;
  sheet.state = miao_record_get (volume, "note");
  sheet.arranged_by = miao_paper_name (paper, "staff", miao_record_get (volume, "made_by"));
  sheet.checked_by = miao_paper_name (paper, "staff", miao_record_get (volume, "checked_by"));
  sheet.arranged_on = miao_record_get_date (volume, "filed_on");
  sheet.seal = miao_paper_keep (paper, dup_seal (paper, volume));
  if (strcmp (paper->kind->name, "volume-cover") == 0)
    paper->document = miao_print_volume_cover (&paper->info, &sheet);
  else if (strcmp (paper->kind->name, "volume-list") == 0)
    paper->document = miao_print_volume_list (&paper->info, &sheet);
  else
    paper->document = miao_print_volume_end (&paper->info, &sheet);

  return TRUE;
}
