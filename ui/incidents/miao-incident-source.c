/* The rows and columns of the list of incidents. */
#include "config.h"

#include "miao-incident-source.h"

#include "miao-incident-words.h"
#include "miao-kind-text.h"
#include "miao-search.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>

/* As many children or families as a search may lead through to their incidents. */
#define MAX_HITS 200

enum {
  COLUMN_NUMBER,
  COLUMN_STATE,
  COLUMN_KIND,
  COLUMN_CHILD,
  COLUMN_FAMILY,
  COLUMN_DISCOVERED,
  COLUMN_HINT,
  N_COLUMNS,
};

static gboolean
add_found (
    const MiaoWanted *wanted, GHashTable *ids, const char *field, const char *kind, GError **error)
{
  const char *const kinds[] = { kind, NULL };
  MiaoStore *store = miao_session_get_store (wanted->session);
  g_autoptr (GPtrArray) hits = miao_store_search (store, wanted->text, kinds, MAX_HITS, error);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("incident"));
  g_autoptr (GPtrArray) incidents = NULL;

  if (hits == NULL)
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                            ((const MiaoHit *) hits->pdata[i])->id);
  miao_query_where (query, field, MIAO_OP_IN, words->str);
  incidents = miao_store_select (store, query, error);
  for (guint i = 0; incidents != NULL && i < incidents->len; i++)
    g_hash_table_add (ids, g_strdup (miao_record_get_id (incidents->pdata[i])));

  return incidents != NULL;
}

static gboolean
narrow (const MiaoWanted *wanted, MiaoQuery *query, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree const char **words = NULL;
  g_autofree char *joined = NULL;

  if (wanted->text == NULL)
    return TRUE;
  if (!add_found (wanted, ids, "id", "incident", error) ||
      !add_found (wanted, ids, "child", "child", error) ||
      !add_found (wanted, ids, "family", "family", error))
    return FALSE;
  words = (const char **) g_hash_table_get_keys_as_array (ids, NULL);
  joined = g_strjoinv (" ", (char **) words);
  miao_query_where (query, "id", MIAO_OP_IN, joined);

  return TRUE;
}

static MiaoRow *
make_row (MiaoRecord *record, gint64 now_ms)
{
  static const char *const fields[N_COLUMNS] = {
    [COLUMN_NUMBER] = "incident_no", [COLUMN_STATE] = "status",
    [COLUMN_KIND] = "kind",          [COLUMN_CHILD] = "child",
    [COLUMN_FAMILY] = "family",      [COLUMN_DISCOVERED] = "discovered_at",
  };
  char *texts[N_COLUMNS + 1] = { NULL };
  MiaoRow *row;

  for (guint i = 0; i < N_COLUMNS; i++)
    texts[i] = fields[i] != NULL ? miao_record_dup_shown (record, fields[i], TRUE)
                                 : miao_incident_dup_hint (record, now_ms);
  row = miao_row_new (miao_record_get_id (record), (const char *const *) texts);
  miao_row_set_record (row, record);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (texts[i]);
  return row;
}

static gboolean
add_rows (const MiaoWanted *wanted, GPtrArray *records, GPtrArray *rows, GError **error)
{
  gint64 now_ms = miao_session_now_ms (wanted->session);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, make_row (records->pdata[i], now_ms));
  return TRUE;
}

const MiaoRecordSource miao_incident_source = {
  .kind = "incident",
  .order = "discovered_at",
  .descending = TRUE,
  .narrow = narrow,
  .add_rows = add_rows,
};

static void
bind_state (GtkWidget *cell, MiaoRow *row, guint column)
{
  miao_incident_set_chip (cell, miao_row_get_record (row));
}

const MiaoListColumn *
miao_incident_columns (void)
{
  static MiaoListColumn columns[N_COLUMNS + 1];

  if (columns[0].title != NULL)
    return columns;
  columns[COLUMN_NUMBER] =
      (MiaoListColumn){ .title = _ ("Number"), .sort = "incident_no", .width = 132 };
  columns[COLUMN_STATE] = (MiaoListColumn){ .title = _ ("State"),
                                            .sort = "status",
                                            .width = 108,
                                            .make = miao_chip_new_empty,
                                            .bind = bind_state };
  columns[COLUMN_KIND] = (MiaoListColumn){ .title = _ ("Kind"), .sort = "kind", .width = 92 };
  columns[COLUMN_CHILD] = (MiaoListColumn){ .title = _ ("Child"), .width = 84 };
  columns[COLUMN_FAMILY] = (MiaoListColumn){ .title = _ ("Family"), .width = 112 };
  columns[COLUMN_DISCOVERED] =
      (MiaoListColumn){ .title = _ ("Discovered"), .sort = "discovered_at", .width = 136 };
  columns[COLUMN_HINT] = (MiaoListColumn){ .title = _ ("Next"), .width = 210, .expand = TRUE };

  return columns;
}
