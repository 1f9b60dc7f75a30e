#include "config.h"

#include "miao-store-audit.h"

#include "miao-error.h"
#include "miao-query-private.h"
#include "miao-store-cipher.h"

#include <string.h>

static gboolean
read_bytes (MiaoRows *rows, guint column, guint8 *ret_bytes, gsize size, GError **error)
{
  gsize found;
  gconstpointer bytes = miao_rows_blob (rows, column, &found);

  if (bytes != NULL && found == size) {
    memcpy (ret_bytes, bytes, size);
    return TRUE;
  }
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                       miao_pick ("审计记录的长度不对，数据文件可能已损坏。",
                                  "An audit line has the wrong length; the file may be damaged."));

  return FALSE;
}

gboolean
miao_store_audit_tail (MiaoStore *store,
                       gint64 *ret_seq,
                       gint64 *ret_at_ms,
                       guint8 ret_hash[MIAO_AUDIT_HASH_BYTES],
                       GError **error)
{
  g_autoptr (MiaoRows) rows = NULL;
  int more;

  /* While the transaction lasts nobody else adds a line; the guard of the table checks it too. */
  if (store->audit_seq > 0) {
    *ret_seq = store->audit_seq;
    *ret_at_ms = store->audit_at_ms;
    memcpy (ret_hash, store->audit_hash, MIAO_AUDIT_HASH_BYTES);
    return TRUE;
  }
  rows = miao_rows_query (store, error, "SELECT seq, hash, at FROM audit ORDER BY seq DESC LIMIT 1",
                          "");
  more = rows != NULL ? miao_rows_next (rows, error) : -1;
  if (more < 0 || (more > 0 && !read_bytes (rows, 1, ret_hash, MIAO_AUDIT_HASH_BYTES, error)))
    return FALSE;
  *ret_seq = more > 0 ? miao_rows_int (rows, 0) : 0;
  *ret_at_ms = more > 0 ? miao_rows_int (rows, 2) : 0;
  if (more == 0)
    memset (ret_hash, 0, MIAO_AUDIT_HASH_BYTES);

  return TRUE;
}

gboolean
miao_store_audit_head (MiaoStore *store,
                       gint64 *ret_seq,
                       guint8 ret_hash[MIAO_AUDIT_HASH_BYTES],
                       GError **error)
{
  gint64 at_ms;

  return miao_store_audit_tail (store, ret_seq, &at_ms, ret_hash, error);
}

gboolean
miao_store_audit_last_between (
    MiaoStore *store, gint64 from_ms, gint64 before_ms, gint64 *ret_at_ms, GError **error)
{
  g_autoptr (MiaoRows) rows =
      miao_rows_query (store, error,
                       "SELECT coalesce (max (at), 0) FROM (SELECT at FROM audit ORDER BY seq DESC "
                       "LIMIT 100) AS last WHERE at >= $1 AND at < $2",
                       "ii", from_ms, before_ms);

  if (rows == NULL || miao_rows_next (rows, error) < 1)
    return FALSE;
  *ret_at_ms = miao_rows_int (rows, 0);

  return TRUE;
}

gboolean
miao_store_audit_since (MiaoStore *store,
                        gint64 seq,
                        const char *const passed_over[3],
                        gint64 *ret_last,
                        gint64 *ret_others,
                        GError **error)
{
  g_autoptr (MiaoRows) rows =
      miao_rows_query (store, error,
                       "SELECT coalesce (max (seq), 0), count (CASE WHEN action NOT IN ($2, $3, $4)"
                       " THEN 1 END) FROM audit WHERE seq > $1",
                       "isss", seq, passed_over[0], passed_over[1], passed_over[2]);

  if (rows == NULL || miao_rows_next (rows, error) < 1)
    return FALSE;
  *ret_last = miao_rows_int (rows, 0);
  *ret_others = miao_rows_int (rows, 1);

  return TRUE;
}

/* Details name reasons and values, so a server gets them encrypted. The chain is over what they
 * say. */
static gboolean
close_detail (MiaoStore *store, const MiaoAuditRow *row, char **ret_detail, GError **error)
{
  g_autofree char *place = NULL;

  *ret_detail = NULL;
  if (row->detail == NULL || !miao_store_ciphers (store))
    return TRUE;
  place = g_strdup_printf ("%" G_GINT64_FORMAT, row->seq);
  *ret_detail = miao_store_dup_closed (store, "audit", "detail", FALSE, place, row->detail, error);

  return *ret_detail != NULL;
}

/* Lines that are written with one statement, most first, and the last of them one by one. */
static const guint batch_sizes[] = { 32, 1 };

#define MAX_BATCH 32
#define N_COLUMNS 10

static const char *
batch_sql (guint size)
{
  static gsize made;
  static char *texts[G_N_ELEMENTS (batch_sizes)];

  if (g_once_init_enter (&made)) {
    for (gsize i = 0; i < G_N_ELEMENTS (batch_sizes); i++) {
      g_autofree char *places = miao_store_dup_places (batch_sizes[i], N_COLUMNS);

      texts[i] = g_strconcat ("INSERT INTO audit (seq, at, who, action, kind, record, detail, "
                              "digest, prev, hash) VALUES ",
                              places, NULL);
    }
    g_once_init_leave (&made, 1);
  }

  return texts[size];
}

static MiaoParam
hash_param (const guint8 *hash)
{
  return (MiaoParam){ .type = 'b', .bytes = hash, .size = MIAO_AUDIT_HASH_BYTES };
}

static gboolean
write_batch (MiaoStore *store, const MiaoAuditRow *rows, guint size, GError **error)
{
  g_autoptr (GPtrArray) closed = g_ptr_array_new_with_free_func (g_free);
  MiaoParam params[MAX_BATCH * N_COLUMNS];
  guint n = 0;

  for (guint i = 0; i < batch_sizes[size]; i++) {
    const MiaoAuditRow *row = &rows[i];
    char *detail;

    if (!close_detail (store, row, &detail, error))
      return FALSE;
    g_ptr_array_add (closed, detail);
    params[n++] = (MiaoParam){ .type = 'i', .number = row->seq };
    params[n++] = (MiaoParam){ .type = 'i', .number = row->at_ms };
    params[n++] = (MiaoParam){ .type = 's', .text = row->who };
    params[n++] = (MiaoParam){ .type = 's', .text = row->action };
    params[n++] = (MiaoParam){ .type = 's', .text = row->kind };
    params[n++] = (MiaoParam){ .type = 's', .text = row->record };
    params[n++] = (MiaoParam){ .type = 's', .text = detail != NULL ? detail : row->detail };
    params[n++] = hash_param (row->digest);
    params[n++] = hash_param (row->prev);
    params[n++] = hash_param (row->hash);
  }

  return miao_store_run (store, batch_sql (size), params, n, error) >= 0;
}

gboolean
miao_store_audit_append_all (MiaoStore *store,
                             const MiaoAuditRow *rows,
                             guint n_rows,
                             GError **error)
{
  GError *failure = NULL;
  gboolean own;
  guint size = 0;

  if (!miao_store_join (store, &own, error))
    return FALSE;
  for (guint i = 0; i < n_rows; i += batch_sizes[size]) {
    for (size = 0; batch_sizes[size] > n_rows - i;)
      size++;
    if (!write_batch (store, &rows[i], size, &failure)) {
      miao_store_explain (store, NULL, &failure);
      g_propagate_error (error, failure);
      return miao_store_leave (store, own, FALSE, NULL);
    }
  }
  if (n_rows > 0) {
    store->audit_seq = rows[n_rows - 1].seq;
    store->audit_at_ms = rows[n_rows - 1].at_ms;
    memcpy (store->audit_hash, rows[n_rows - 1].hash, MIAO_AUDIT_HASH_BYTES);
  }

  return miao_store_leave (store, own, TRUE, error);
}

gboolean
miao_store_audit_append (MiaoStore *store, const MiaoAuditRow *row, GError **error)
{
  return miao_store_audit_append_all (store, row, 1, error);
}

/* @ret_detail: holds what row->detail points at. */
static gboolean
read_row (MiaoStore *store, MiaoRows *rows, MiaoAuditRow *row, char **ret_detail, GError **error)
{
  row->seq = miao_rows_int (rows, 0);
  row->at_ms = miao_rows_int (rows, 1);
  row->who = miao_rows_text (rows, 2);
  row->action = miao_rows_text (rows, 3);
  row->kind = miao_rows_text (rows, 4);
  row->record = miao_rows_text (rows, 5);
  row->detail = miao_rows_text (rows, 6);
  if (row->detail != NULL && miao_store_ciphers (store)) {
    g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT, row->seq);

    row->detail = *ret_detail =
        miao_store_dup_opened (store, "audit", "detail", FALSE, place, row->detail, error);
    if (row->detail == NULL)
      return FALSE;
  }

  return read_bytes (rows, 7, row->digest, sizeof row->digest, error) &&
         read_bytes (rows, 8, row->prev, sizeof row->prev, error) &&
         read_bytes (rows, 9, row->hash, sizeof row->hash, error);
}

gboolean
miao_store_audit_each (MiaoStore *store,
                       gint64 from,
                       const char *record,
                       const char *who,
                       gboolean newest_first,
                       guint limit,
                       MiaoAuditFunc each,
                       gpointer data,
                       GError **error)
{
  g_autoptr (MiaoSql) sql = miao_sql_new (store);
  g_autoptr (MiaoRows) rows = NULL;
  int more;

  g_string_append (sql->sql,
                   "SELECT seq, at, who, action, kind, record, detail, digest, prev, hash "
                   "FROM audit WHERE seq >= ");
  miao_sql_int (sql, from);
  if (record != NULL) {
    g_string_append (sql->sql, " AND record = ");
    miao_sql_text (sql, record);
  }
  if (who != NULL) {
    g_string_append (sql->sql, " AND who = ");
    miao_sql_text (sql, who);
  }
  g_string_append (sql->sql, newest_first ? " ORDER BY seq DESC" : " ORDER BY seq");
  if (limit > 0)
    g_string_append_printf (sql->sql, " LIMIT %u", limit);
  rows = miao_sql_query (sql, store, error);
  if (rows == NULL)
    return FALSE;
  while ((more = miao_rows_next (rows, error)) > 0) {
    g_autofree char *detail = NULL;
    MiaoAuditRow row;
    GError *local_error = NULL;

    if (!read_row (store, rows, &row, &detail, error))
      return FALSE;
    if (!each (&row, data, &local_error)) {
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, local_error);
      return FALSE;
    }
  }

  return more == 0;
}

gboolean
miao_store_seal_append (MiaoStore *store, const MiaoSealRow *row, GError **error)
{
  GError *local_error = NULL;
  gboolean own;

  if (!miao_store_join (store, &own, error))
    return FALSE;
  if (miao_store_exec (store, &local_error,
                       "INSERT INTO seal (upto, at, who, hash, signature, public_key) "
                       "VALUES ($1, $2, $3, $4, $5, $6)",
                       "iisbbb", row->upto, row->at_ms, row->who, (gconstpointer) row->hash,
                       sizeof row->hash, (gconstpointer) row->signature, sizeof row->signature,
                       (gconstpointer) row->public_key, sizeof row->public_key) < 0) {
    miao_store_explain (store, NULL, &local_error);
    g_propagate_error (error, local_error);
    return miao_store_leave (store, own, FALSE, NULL);
  }

  return miao_store_leave (store, own, TRUE, error);
}

gboolean
miao_store_seal_each (MiaoStore *store, MiaoSealFunc each, gpointer data, GError **error)
{
  g_autoptr (MiaoRows) rows = miao_rows_query (
      store, error, "SELECT upto, at, who, hash, signature, public_key FROM seal ORDER BY upto",
      "");
  int more;

  if (rows == NULL)
    return FALSE;
  while ((more = miao_rows_next (rows, error)) > 0) {
    MiaoSealRow row = { .upto = miao_rows_int (rows, 0),
                        .at_ms = miao_rows_int (rows, 1),
                        .who = miao_rows_text (rows, 2) };
    GError *local_error = NULL;

    if (!read_bytes (rows, 3, row.hash, sizeof row.hash, error) ||
        !read_bytes (rows, 4, row.signature, sizeof row.signature, error) ||
        !read_bytes (rows, 5, row.public_key, sizeof row.public_key, error))
      return FALSE;
    if (!each (&row, data, &local_error)) {
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, local_error);
      return FALSE;
    }
  }

  return more == 0;
}
