#include "config.h"

#include "miao-child-source.h"

#include "miao-child-row.h"
#include "miao-pager.h"

#include <string.h>

#define MAX_HITS 200

typedef struct {
  MiaoSession *session;
  char *text;
  char *year; /* of birth; NULL: any */
  char *statuses;
  MiaoPager *pager; /* or, in order of closeness: */
  GPtrArray *hits;
  GPtrArray *found; /* the records of hits */
  GHashTable *by_id;
  gint64 total;
} Source;

/* "lxm 2023": a year that stands alone at the end is when the child was born. */
static void
split_year (Source *source, const char *text)
{
  const char *blank;
  gsize digits;

  source->text = g_strstrip (g_strdup (text));
  blank = strrchr (source->text, ' ');
  if (blank == NULL)
    return;
  digits = strspn (blank + 1, "0123456789");
  if (digits != 4 || blank[5] != '\0')
    return;
  source->year = g_strdup (blank + 1);
  source->text[blank - source->text] = '\0';
  g_strchomp (source->text);
}

gpointer
miao_child_source_new (MiaoSession *session, const char *text, const char *statuses)
{
  Source *source = g_new0 (Source, 1);

  source->session = miao_session_ref (session);
  source->statuses = g_strdup (statuses);
  split_year (source, text);
  return source;
}

static void
forget (Source *source)
{
  g_clear_pointer (&source->pager, miao_pager_free);
  g_clear_pointer (&source->by_id, g_hash_table_unref);
  g_clear_pointer (&source->found, g_ptr_array_unref);
  g_clear_pointer (&source->hits, g_ptr_array_unref);
}

static void
source_free (gpointer data)
{
  Source *source = data;

  forget (source);
  g_clear_pointer (&source->session, miao_session_unref);
  g_free (source->text);
  g_free (source->year);
  g_free (source->statuses);
  g_free (source);
}

static MiaoQuery *
new_query (Source *source)
{
  MiaoQuery *query = miao_query_new (miao_kind_find ("child"));

  if (source->statuses != NULL)
    miao_query_where (query, "status", MIAO_OP_IN, source->statuses);
  if (source->year != NULL)
    miao_query_where (query, "birth_date", MIAO_OP_PREFIX, source->year);
  return query;
}

static char *
join_ids (GPtrArray *hits)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++) {
    const MiaoHit *hit = hits->pdata[i];

    if (i > 0)
      g_string_append_c (ids, ' ');
    g_string_append (ids, hit->id);
  }
  return g_string_free (ids, FALSE);
}

/* The records of the hits, closest first, without those that the filter leaves out. */
static gboolean
read_hits (Source *source, MiaoStore *store, GError **error)
{
  g_autoptr (MiaoQuery) query = new_query (source);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GHashTable) loaded = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *ids = join_ids (source->hits);

  miao_query_where (query, "id", MIAO_OP_IN, ids);
  records = miao_store_select (store, query, error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (loaded, (gpointer) miao_record_get_id (records->pdata[i]),
                         records->pdata[i]);
  source->found = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  for (guint i = 0; i < source->hits->len; i++) {
    const MiaoHit *hit = source->hits->pdata[i];
    MiaoRecord *record = g_hash_table_lookup (loaded, hit->id);

    if (record != NULL)
      g_ptr_array_add (source->found, miao_record_ref (record));
  }
  return TRUE;
}

static gboolean
search (Source *source, MiaoStore *store, GError **error)
{
  const char *const kinds[] = { "child", NULL };

  source->hits = miao_store_search (store, source->text, kinds, MAX_HITS, error);
  if (source->hits == NULL)
    return FALSE;
  source->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < source->hits->len; i++) {
    MiaoHit *hit = source->hits->pdata[i];

    g_hash_table_insert (source->by_id, hit->id, hit);
  }
  return TRUE;
}

static gboolean
open_pager (Source *source, MiaoStore *store, const char *sort, gboolean descending, GError **error)
{
  g_autoptr (MiaoQuery) query = new_query (source);

  if (*source->text != '\0')
    miao_query_where_text (query, source->text);
  /* Ages rise while days of birth fall. */
  if (g_strcmp0 (sort, "age") == 0)
    miao_query_order (query, "birth_date", !descending);
  else if (sort != NULL)
    miao_query_order (query, sort, descending);
  else
    miao_query_order (query, "child_no", TRUE);
  source->pager = miao_pager_new (store, query, error);
  if (source->pager == NULL)
    return FALSE;
  source->total = miao_pager_get_total (source->pager);
  return TRUE;
}

static gboolean
count_hits (Source *source, MiaoStore *store, GError **error)
{
  g_autoptr (MiaoQuery) query = NULL;

  source->total = source->found->len;
  if (source->hits->len < MAX_HITS)
    return TRUE;
  query = new_query (source);
  miao_query_where_text (query, source->text);
  source->total = miao_store_count (store, query, error);
  return source->total >= 0;
}

static gboolean
source_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  Source *source = data;
  MiaoStore *store = miao_session_get_store (source->session);

  forget (source);
  if (store == NULL) {
    *ret_n = 0;
    return TRUE;
  }
  if (*source->text != '\0' && !search (source, store, error))
    return FALSE;
  if (*source->text != '\0' && sort == NULL) {
    if (!read_hits (source, store, error) || !count_hits (source, store, error))
      return FALSE;
    *ret_n = source->found->len;
    return TRUE;
  }
  if (!open_pager (source, store, sort, descending, error))
    return FALSE;
  *ret_n = (guint) MIN (source->total, G_MAXUINT);
  return TRUE;
}

static gboolean
source_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  Source *source = data;
  g_autoptr (GPtrArray) records = NULL;

  if (source->found != NULL) {
    records = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
    for (guint i = first; i < source->found->len && i < first + n; i++)
      g_ptr_array_add (records, miao_record_ref (source->found->pdata[i]));
  } else if (source->pager != NULL) {
    records = miao_pager_fetch (source->pager, first, n, error);
  }
  if (records == NULL)
    return source->pager == NULL;
  return miao_child_rows_make (source->session, records, source->by_id, source->text, rows, error);
}

static gpointer
source_copy (gconstpointer data, MiaoSession *session)
{
  const Source *source = data;
  Source *copy = g_new0 (Source, 1);

  copy->session = session != NULL ? miao_session_ref (session) : NULL;
  copy->text = g_strdup (source->text);
  copy->year = g_strdup (source->year);
  copy->statuses = g_strdup (source->statuses);
  return copy;
}

static MiaoSession *
source_session (gconstpointer data)
{
  return ((const Source *) data)->session;
}

const MiaoListSource miao_child_source = { source_open, source_read, source_free, source_copy,
                                           source_session };

gint64
miao_child_source_get_total (gconstpointer data)
{
  return ((const Source *) data)->total;
}
