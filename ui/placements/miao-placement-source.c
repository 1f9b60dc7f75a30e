/* The rows of the list of placements, read by page. */
#include "config.h"

#include "miao-placement-source.h"

#include "miao-kind-text.h"
#include "miao-pager.h"
#include "miao-placement-words.h"
#include "miao-search.h"
#include "miao-thresholds.h"

#include <string.h>

/* As many children or families as a search may lead through to their placements. */
#define MAX_HITS 200

typedef struct {
  MiaoStore *store;
  MiaoDate today;
  MiaoRuleSettings settings;
  MiaoPager *pager;
  char *text;
  char *states;
} Source;

static gboolean
add_found (Source *source, GHashTable *ids, const char *field, const char *kind, GError **error)
{
  const char *const kinds[] = { kind, NULL };
  g_autoptr (GPtrArray) hits =
      miao_store_search (source->store, source->text, kinds, MAX_HITS, error);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (GPtrArray) placements = NULL;

  if (hits == NULL)
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                            ((const MiaoHit *) hits->pdata[i])->id);
  miao_query_where (query, field, MIAO_OP_IN, words->str);
  placements = miao_store_select (source->store, query, error);
  for (guint i = 0; placements != NULL && i < placements->len; i++)
    g_hash_table_add (ids, g_strdup (miao_record_get_id (placements->pdata[i])));

  return placements != NULL;
}

/* The placements that have the number, or whose child or family is found. */
static gboolean
narrow (Source *source, MiaoQuery *query, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree const char **words = NULL;
  g_autofree char *joined = NULL;

  if (!add_found (source, ids, "id", "placement", error) ||
      !add_found (source, ids, "child", "child", error) ||
      !add_found (source, ids, "family", "family", error))
    return FALSE;
  words = (const char **) g_hash_table_get_keys_as_array (ids, NULL);
  joined = g_strjoinv (" ", (char **) words);
  miao_query_where (query, "id", MIAO_OP_IN, joined);

  return TRUE;
}

static gboolean
source_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  Source *source = data;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));

  g_clear_pointer (&source->pager, miao_pager_free);
  if (source->states != NULL)
    miao_query_where (query, "status", MIAO_OP_IN, source->states);
  if (*source->text != '\0' && !narrow (source, query, error))
    return FALSE;
  if (sort != NULL)
    miao_query_order (query, sort, descending);
  else
    miao_query_order (query, "placement_no", TRUE);
  source->pager = miao_pager_new (source->store, query, error);
  if (source->pager == NULL)
    return FALSE;
  *ret_n = (guint) MIN (miao_pager_get_total (source->pager), G_MAXUINT);
  return TRUE;
}

static MiaoRow *
make_row (Source *source, MiaoRecord *record)
{
  static const char *const fields[MIAO_PLACEMENT_N_COLUMNS] = {
    [MIAO_PLACEMENT_NUMBER] = "placement_no",
    [MIAO_PLACEMENT_CHILD] = "child",
    [MIAO_PLACEMENT_FAMILY] = "family",
    [MIAO_PLACEMENT_STATE] = "status",
    [MIAO_PLACEMENT_MOVED_IN] = "moved_in_on",
    [MIAO_PLACEMENT_EARLIEST] = "integration_due_min",
    [MIAO_PLACEMENT_LATEST] = "integration_due_max",
    [MIAO_PLACEMENT_WORKER] = "care_worker",
  };
  char *texts[MIAO_PLACEMENT_N_COLUMNS + 1] = { NULL };
  MiaoDate in = miao_record_get_date (record, "moved_in_on");
  MiaoRow *row;

  for (guint i = 0; i < MIAO_PLACEMENT_N_COLUMNS; i++)
    texts[i] = fields[i] != NULL ? miao_record_dup_shown (record, fields[i], TRUE) : g_strdup ("");
  if (miao_placement_is_integration (record)) {
    g_free (texts[MIAO_PLACEMENT_DAY]);
    texts[MIAO_PLACEMENT_DAY] = g_strdup_printf ("%d", source->today - in);
  } else {
    /* Only while one counts days do they mean anything. */
    for (guint i = MIAO_PLACEMENT_EARLIEST; i <= MIAO_PLACEMENT_LATEST; i++)
      texts[i][0] = '\0';
  }
  g_free (texts[MIAO_PLACEMENT_HINT]);
  texts[MIAO_PLACEMENT_HINT] = miao_placement_dup_hint (record, &source->settings, source->today);
  row = miao_row_new (miao_record_get_id (record), (const char *const *) texts);
  miao_row_set_data (row, miao_record_ref (record), (GDestroyNotify) miao_record_unref);
  for (guint i = 0; i < MIAO_PLACEMENT_N_COLUMNS; i++)
    g_free (texts[i]);
  return row;
}

static gboolean
source_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  Source *source = data;
  g_autoptr (GPtrArray) records = miao_pager_fetch (source->pager, first, n, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, make_row (source, records->pdata[i]));
  return TRUE;
}

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_pointer (&source->pager, miao_pager_free);
  g_free (source->text);
  g_free (source->states);
  g_free (source);
}

static const MiaoListSource source_type = { source_open, source_read, source_free };

void
miao_placement_source_set (MiaoRecordList *list,
                           MiaoSession *session,
                           const char *text,
                           const char *states)
{
  Source *source = g_new0 (Source, 1);

  source->store = miao_session_get_store (session);
  source->today = miao_session_today (session);
  source->text = g_strdup (text != NULL ? text : "");
  source->states = g_strdup (states);
  miao_thresholds_read (source->store, source->today, &source->settings);
  miao_record_list_set_source (list, &source_type, source);
}
