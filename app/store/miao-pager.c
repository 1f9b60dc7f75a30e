#include "config.h"

#include "miao-pager.h"

#include "miao-query-private.h"

#include <string.h>

/*
 * The list is two stretches: the rows whose key is present, in its order, then those where it is
 * absent, by id. Inside a stretch a place is reached from the nearest anchor before it: an anchor
 * is the (key, id) of the row at a multiple of STRIDE, learned while walking past. A step over
 * STRIDE rows walks an index and reads no row.
 */

#define STRIDE 4096

/* From so many rows on, a filtered list is walked in its order and filtered on the way; shorter
 * ones are found by their filter and sorted. */
#define WALK_ROWS 10000

typedef struct {
  char *text;
  gint64 number;
  char *id;
} Anchor;

typedef struct {
  gint64 total;
  GPtrArray *anchors; /* Anchor of the rows STRIDE - 1, 2 * STRIDE - 1, … of the stretch */
} Stretch;

struct _MiaoPager {
  MiaoStore *store;
  MiaoQuery *query;
  char *column; /* NULL: by id only */
  gboolean is_number;
  gboolean is_nullable;
  gboolean descending;
  Stretch present;
  Stretch absent;
};

static void
anchor_free (gpointer data)
{
  Anchor *anchor = data;

  g_free (anchor->text);
  g_free (anchor->id);
  g_free (anchor);
}

static const Stretch *
stretch_of (const MiaoPager *pager, gboolean absent)
{
  return absent ? &pager->absent : &pager->present;
}

/* " WHERE …" of the query and of the stretch. */
static void
append_where (const MiaoPager *pager, gboolean absent, gboolean walk, MiaoSql *sql)
{
  gsize before = sql->sql->len;

  miao_query_append_where (pager->query, sql, walk);
  if (pager->column != NULL && pager->is_nullable)
    g_string_append_printf (sql->sql, "%s\"%s\" IS %sNULL",
                            sql->sql->len > before ? " AND " : " WHERE ", pager->column,
                            absent ? "" : "NOT ");
  else if (sql->sql->len == before)
    g_string_append (sql->sql, " WHERE 1 = 1");
}

static gboolean
walks (const MiaoPager *pager)
{
  return pager->column != NULL && !pager->store->driver->knows_counts &&
         pager->present.total + pager->absent.total >= WALK_ROWS;
}

static gboolean
by_key (const MiaoPager *pager, gboolean absent)
{
  return pager->column != NULL && !absent;
}

/* Rows after (@sign ">" in the direction of the list) the anchor. */
static void
append_beyond (
    const MiaoPager *pager, gboolean absent, const Anchor *anchor, gboolean before, MiaoSql *sql)
{
  gboolean less = pager->descending != before;

  if (by_key (pager, absent)) {
    g_string_append_printf (sql->sql, " AND (\"%s\", id) %s (", pager->column, less ? "<" : ">");
    if (pager->is_number)
      miao_sql_int (sql, anchor->number);
    else
      miao_sql_text (sql, anchor->text);
    g_string_append (sql->sql, ", ");
    miao_sql_text (sql, anchor->id);
    g_string_append (sql->sql, ")");
  } else {
    g_string_append_printf (sql->sql, " AND id %s ", less ? "<" : ">");
    miao_sql_text (sql, anchor->id);
  }
}

static void
append_order (const MiaoPager *pager, gboolean absent, MiaoSql *sql)
{
  const char *direction = pager->descending ? " DESC" : "";

  if (by_key (pager, absent))
    g_string_append_printf (sql->sql, " ORDER BY \"%s\"%s, id%s", pager->column, direction,
                            direction);
  else
    g_string_append_printf (sql->sql, " ORDER BY id%s", direction);
}

/* Rows of one stretch before an anchor. */
static gint64
count_before (MiaoPager *pager, gboolean absent, const Anchor *before, GError **error)
{
  g_autoptr (MiaoSql) sql = miao_sql_new (pager->store);
  g_autoptr (MiaoRows) rows = NULL;

  g_string_append_printf (sql->sql, "SELECT count(*) FROM \"%s\"",
                          miao_query_get_kind (pager->query)->name);
  append_where (pager, absent, FALSE, sql);
  append_beyond (pager, absent, before, TRUE, sql);
  rows = miao_sql_query (sql, pager->store, error);
  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return -1;

  return miao_rows_int (rows, 0);
}

/* The row at @offset after @from (nullable: the beginning): its key and id only. */
static Anchor *
find_anchor (MiaoPager *pager, gboolean absent, const Anchor *from, gint64 offset, GError **error)
{
  g_autoptr (MiaoSql) sql = miao_sql_new (pager->store);
  g_autoptr (MiaoRows) rows = NULL;
  Anchor *anchor;

  g_string_append_printf (
      sql->sql, "SELECT id%s%s%s FROM \"%s\"", by_key (pager, absent) ? ", \"" : "",
      by_key (pager, absent) ? pager->column : "", by_key (pager, absent) ? "\"" : "",
      miao_query_get_kind (pager->query)->name);
  append_where (pager, absent, walks (pager), sql);
  if (from != NULL)
    append_beyond (pager, absent, from, FALSE, sql);
  append_order (pager, absent, sql);
  g_string_append (sql->sql, " LIMIT 1 OFFSET ");
  miao_sql_int (sql, offset);
  rows = miao_sql_query (sql, pager->store, error);
  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return NULL;
  anchor = g_new0 (Anchor, 1);
  anchor->id = g_strdup (miao_rows_text (rows, 0));
  if (by_key (pager, absent)) {
    anchor->text = g_strdup (miao_rows_text (rows, 1));
    anchor->number = miao_rows_int (rows, 1);
  }

  return anchor;
}

/* The nearest anchor before @offset, learning the ones on the way; NULL: the beginning. */
static gboolean
walk_to (MiaoPager *pager,
         gboolean absent,
         gint64 offset,
         const Anchor **ret_anchor,
         gint64 *ret_rest,
         GError **error)
{
  const Stretch *stretch = stretch_of (pager, absent);
  gint64 wanted = offset / STRIDE;

  while ((gint64) stretch->anchors->len < wanted) {
    guint n = stretch->anchors->len;
    const Anchor *last = n > 0 ? g_ptr_array_index (stretch->anchors, n - 1) : NULL;
    GError *local_error = NULL;
    Anchor *next = find_anchor (pager, absent, last, STRIDE - 1, &local_error);

    if (local_error != NULL) {
      g_propagate_error (error, local_error);
      return FALSE;
    }
    /* Rows have gone since they were counted; the page is then empty. */
    if (next == NULL)
      break;
    g_ptr_array_add (stretch->anchors, next);
  }
  wanted = MIN (wanted, (gint64) stretch->anchors->len);
  *ret_anchor = wanted > 0 ? g_ptr_array_index (stretch->anchors, wanted - 1) : NULL;
  *ret_rest = offset - wanted * STRIDE;

  return TRUE;
}

static gboolean
fetch (
    MiaoPager *pager, gboolean absent, gint64 offset, guint n, GPtrArray *records, GError **error)
{
  const MiaoKind *kind = miao_query_get_kind (pager->query);
  g_autoptr (MiaoSql) sql = miao_sql_new (pager->store);
  g_autoptr (MiaoRows) rows = NULL;
  const Anchor *anchor;
  gint64 rest;
  int more;

  if (!walk_to (pager, absent, offset, &anchor, &rest, error))
    return FALSE;
  g_string_append_printf (sql->sql, "SELECT %s FROM \"%s\"", miao_store_columns (kind), kind->name);
  append_where (pager, absent, walks (pager), sql);
  if (anchor != NULL)
    append_beyond (pager, absent, anchor, FALSE, sql);
  append_order (pager, absent, sql);
  g_string_append (sql->sql, " LIMIT ");
  miao_sql_int (sql, n);
  g_string_append (sql->sql, " OFFSET ");
  miao_sql_int (sql, rest);
  rows = miao_sql_query (sql, pager->store, error);
  if (rows == NULL)
    return FALSE;
  while ((more = miao_rows_next (rows, error)) > 0) {
    MiaoRecord *record = miao_store_read (pager->store, kind, rows, error);

    if (record == NULL)
      return FALSE;
    g_ptr_array_add (records, record);
  }

  return more == 0;
}

MiaoPager *
miao_pager_new (MiaoStore *store, const MiaoQuery *query, GError **error)
{
  g_autoptr (MiaoPager) pager = g_new0 (MiaoPager, 1);
  const MiaoOrder *order = miao_query_first_order (query);

  pager->store = store;
  pager->query = miao_query_copy (query);
  if (order != NULL && strcmp (order->column, "id") != 0) {
    pager->column = g_strdup (order->column);
    pager->is_number = order->is_number;
    pager->is_nullable = order->is_nullable;
  }
  pager->descending = order != NULL && order->descending;
  pager->present.anchors = g_ptr_array_new_with_free_func (anchor_free);
  pager->absent.anchors = g_ptr_array_new_with_free_func (anchor_free);
  if (!miao_pager_refresh (pager, error))
    return NULL;

  return g_steal_pointer (&pager);
}

void
miao_pager_free (MiaoPager *pager)
{
  miao_query_free (pager->query);
  g_free (pager->column);
  g_ptr_array_unref (pager->present.anchors);
  g_ptr_array_unref (pager->absent.anchors);
  g_free (pager);
}

gint64
miao_pager_get_total (const MiaoPager *pager)
{
  return pager->present.total + pager->absent.total;
}

gboolean
miao_pager_refresh (MiaoPager *pager, GError **error)
{
  gint64 total = miao_store_count (pager->store, pager->query, error);
  gint64 absent = 0;

  /* The few without a key are quickly counted, and the engine counts all faster than a part. */
  if (total >= 0 && pager->column != NULL && pager->is_nullable) {
    g_autoptr (MiaoSql) sql = miao_sql_new (pager->store);
    g_autoptr (MiaoRows) rows = NULL;

    g_string_append_printf (sql->sql, "SELECT count(*) FROM \"%s\"",
                            miao_query_get_kind (pager->query)->name);
    append_where (pager, TRUE, FALSE, sql);
    rows = miao_sql_query (sql, pager->store, error);
    absent = rows != NULL && miao_rows_next (rows, error) > 0 ? miao_rows_int (rows, 0) : -1;
  }
  if (total < 0 || absent < 0)
    return FALSE;
  pager->present.total = total - absent;
  pager->absent.total = absent;
  g_ptr_array_set_size (pager->present.anchors, 0);
  g_ptr_array_set_size (pager->absent.anchors, 0);

  return TRUE;
}

GPtrArray *
miao_pager_fetch (MiaoPager *pager, gint64 offset, guint n, GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);

  g_return_val_if_fail (offset >= 0, NULL);

  if (n > 0 && offset < pager->present.total && !fetch (pager, FALSE, offset, n, records, error))
    return NULL;
  if (records->len < n && offset + n > pager->present.total && pager->absent.total > 0 &&
      !fetch (pager, TRUE, MAX (offset - pager->present.total, 0), n - records->len, records,
              error))
    return NULL;

  return g_steal_pointer (&records);
}

gint64
miao_pager_find (MiaoPager *pager, const char *id, GError **error)
{
  g_autoptr (MiaoQuery) one = miao_query_copy (pager->query);
  g_autoptr (MiaoSql) sql = miao_sql_new (pager->store);
  g_autoptr (MiaoRows) rows = NULL;
  Anchor anchor = { .id = (char *) id };
  gboolean absent = FALSE;
  gint64 place;

  miao_query_where (one, "id", MIAO_OP_EQ, id);
  g_string_append_printf (sql->sql, "SELECT %s%s%s FROM \"%s\"", pager->column != NULL ? "\"" : "",
                          pager->column != NULL ? pager->column : "id",
                          pager->column != NULL ? "\"" : "", miao_query_get_kind (one)->name);
  miao_query_append_where (one, sql, FALSE);
  rows = miao_sql_query (sql, pager->store, error);
  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return -1;
  if (pager->column != NULL) {
    anchor.text = (char *) miao_rows_text (rows, 0);
    anchor.number = miao_rows_int (rows, 0);
    absent = anchor.text == NULL;
  }
  place = count_before (pager, absent, &anchor, error);
  if (place < 0)
    return -1;

  return absent ? pager->present.total + place : place;
}
