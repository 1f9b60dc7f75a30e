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
miao_store_audit_head (MiaoStore *store,
                       gint64 *ret_seq,
                       guint8 ret_hash[MIAO_AUDIT_HASH_BYTES],
                       GError **error)
{
  g_autoptr (MiaoRows) rows = NULL;
  int more;

  /* While the transaction lasts nobody else adds a line; the guard of the table checks it too. */
  if (store->audit_seq > 0) {
    *ret_seq = store->audit_seq;
    memcpy (ret_hash, store->audit_hash, MIAO_AUDIT_HASH_BYTES);
    return TRUE;
  }
  rows =
      miao_rows_query (store, error, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", "");
  more = rows != NULL ? miao_rows_next (rows, error) : -1;
  if (more < 0 || (more > 0 && !read_bytes (rows, 1, ret_hash, MIAO_AUDIT_HASH_BYTES, error)))
    return FALSE;
  *ret_seq = more > 0 ? miao_rows_int (rows, 0) : 0;
  if (more == 0)
    memset (ret_hash, 0, MIAO_AUDIT_HASH_BYTES);

  return TRUE;
}

/* Details name reasons and values, so a server gets them encrypted. The chain is over what they
 * say. */
static gboolean
close_detail (MiaoStore *store, const MiaoAuditRow *row, char **ret_detail, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT, row->seq);

  *ret_detail = NULL;
  if (row->detail == NULL)
    return TRUE;
  *ret_detail = miao_store_ciphers (store) ? miao_store_dup_closed (store, "audit", "detail", FALSE,
                                                                    place, row->detail, error)
                                           : g_strdup (row->detail);

  return *ret_detail != NULL;
}

gboolean
miao_store_audit_append (MiaoStore *store, const MiaoAuditRow *row, GError **error)
{
  g_autofree char *detail = NULL;
  GError *local_error = NULL;
  gboolean own;

  if (!close_detail (store, row, &detail, error) || !miao_store_join (store, &own, error))
    return FALSE;
  if (miao_store_exec (store, &local_error,
                       "INSERT INTO audit (seq, at, who, action, kind, record, detail, digest, "
                       "prev, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                       "iisssssbbb", row->seq, row->at_ms, row->who, row->action, row->kind,
                       row->record, detail, (gconstpointer) row->digest,
                       (gsize) MIAO_AUDIT_HASH_BYTES, (gconstpointer) row->prev,
                       (gsize) MIAO_AUDIT_HASH_BYTES, (gconstpointer) row->hash,
                       (gsize) MIAO_AUDIT_HASH_BYTES) < 0) {
    miao_store_explain (store, NULL, &local_error);
    g_propagate_error (error, local_error);
    return miao_store_leave (store, own, FALSE, NULL);
  }
  store->audit_seq = row->seq;
  memcpy (store->audit_hash, row->hash, MIAO_AUDIT_HASH_BYTES);

  return miao_store_leave (store, own, TRUE, error);
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
