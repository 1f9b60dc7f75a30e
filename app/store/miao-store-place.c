#include "config.h"

#include "miao-store-place.h"

#include "miao-error.h"
#include "miao-store-private.h"

gboolean
miao_store_is_server (const MiaoStore *store)
{
  return store->driver->hold != NULL;
}

static GBytes *
one_blob (MiaoRows *rows, GError **error)
{
  gconstpointer bytes;
  gsize size;

  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return NULL;
  bytes = miao_rows_blob (rows, 0, &size);

  return g_bytes_new (bytes, size);
}

GBytes *
miao_store_key_file_get (MiaoStore *store, GError **error)
{
  g_autoptr (MiaoRows) rows =
      miao_rows_query (store, error, "SELECT bytes FROM key_file WHERE id = 1", "");
  GBytes *bytes = rows != NULL ? one_blob (rows, error) : NULL;

  if (rows != NULL && bytes == NULL && (error == NULL || *error == NULL))
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                         miao_pick ("这个数据库里还没有机构的数据。请检查地址，或先由管理员新建。",
                                    "The database holds no institution yet. Please check the "
                                    "address, or have an administrator make one first."));

  return bytes;
}

/* One statement in a transaction of the caller's or its own. */
static gboolean
finish (MiaoStore *store, gboolean own, gint64 n, GError *failure, GError **error)
{
  if (n >= 0)
    return miao_store_leave (store, own, TRUE, error);
  g_propagate_error (error, failure);

  return miao_store_leave (store, own, FALSE, NULL);
}

gboolean
miao_store_key_file_put (MiaoStore *store, gconstpointer bytes, gsize size, GError **error)
{
  GError *failure = NULL;
  gboolean own;
  gint64 n;

  if (!miao_store_join (store, &own, error))
    return FALSE;
  n = miao_store_exec (store, &failure,
                       "INSERT INTO key_file (id, bytes) VALUES (1, $1) "
                       "ON CONFLICT (id) DO UPDATE SET bytes = excluded.bytes",
                       "b", bytes, size);

  return finish (store, own, n, failure, error);
}

gboolean
miao_store_key_file_hold (MiaoStore *store, GError **error)
{
  return store->driver->hold (store->connection, TRUE, error);
}

void
miao_store_key_file_let_go (MiaoStore *store)
{
  (void) store->driver->hold (store->connection, FALSE, NULL);
}

gboolean
miao_store_has_logins (MiaoStore *store)
{
  g_autoptr (MiaoRows) rows = NULL;

  if (!miao_store_is_server (store))
    return FALSE;
  rows = miao_rows_query (store, NULL,
                          "SELECT count (*) FROM pg_catalog.pg_proc p "
                          "JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
                          "WHERE n.nspname = 'miaopu' AND p.proname = 'account_login'",
                          "");

  return rows != NULL && miao_rows_next (rows, NULL) > 0 && miao_rows_int (rows, 0) > 0;
}

gboolean
miao_store_open_return (MiaoStore *store, GError **error)
{
  g_return_val_if_fail (!store->in_transaction, FALSE);

  return !miao_store_has_logins (store) ||
         miao_store_exec (store, error, "SELECT open_return ()", "") >= 0;
}

/* Whether rows are kept from the connection by who it is. */
static gboolean
is_kept_apart (MiaoStore *store, gboolean *ret_apart, GError **error)
{
  g_autoptr (MiaoRows) rows = NULL;

  *ret_apart = FALSE;
  if (!miao_store_is_server (store))
    return TRUE;
  rows = miao_rows_query (store, error,
                          "SELECT count (*) FROM pg_catalog.pg_tables WHERE schemaname = 'miaopu' "
                          "AND row_security_active (quote_ident (schemaname) || '.' || "
                          "quote_ident (tablename))",
                          "");
  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return FALSE;
  *ret_apart = miao_rows_int (rows, 0) > 0;

  return TRUE;
}

gboolean
miao_store_sees_all (MiaoStore *store, gboolean *ret_all, GError **error)
{
  g_autoptr (MiaoRows) rows = NULL;
  gboolean apart;

  *ret_all = TRUE;
  if (!is_kept_apart (store, &apart, error))
    return FALSE;
  if (!apart)
    return TRUE;
  rows = miao_rows_query (store, error, "SELECT CASE WHEN in_backup () THEN 1 ELSE 0 END", "");
  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return FALSE;
  *ret_all = miao_rows_int (rows, 0) > 0;

  return TRUE;
}

gboolean
miao_store_open_backup (MiaoStore *store, GError **error)
{
  gboolean apart;

  g_return_val_if_fail (!store->in_transaction, FALSE);

  return is_kept_apart (store, &apart, error) &&
         (!apart || miao_store_exec (store, error, "SELECT open_backup ()", "") >= 0);
}

gboolean
miao_store_close_backup (MiaoStore *store, GError **error)
{
  gboolean apart;

  g_return_val_if_fail (!store->in_transaction, FALSE);

  return is_kept_apart (store, &apart, error) &&
         (!apart || miao_store_exec (store, error, "SELECT close_backup ()", "") >= 0);
}

gboolean
miao_store_login_put (
    MiaoStore *store, const char *login, const char *role, const char *password, GError **error)
{
  g_autofree char *verifier =
      password != NULL ? store->driver->dup_verifier (store->connection, login, password) : NULL;
  GError *failure = NULL;
  gboolean own;
  gint64 n;

  if (!miao_store_join (store, &own, error))
    return FALSE;
  n = miao_store_exec (store, &failure, "SELECT account_login ($1, $2, $3)", "sss", login, role,
                       verifier);
  if (n < 0)
    miao_store_explain (store, NULL, &failure);

  return finish (store, own, n, failure, error);
}

gboolean
miao_store_login_drop (MiaoStore *store, const char *login, GError **error)
{
  GError *failure = NULL;
  gboolean own;
  gint64 n;

  if (!miao_store_join (store, &own, error))
    return FALSE;
  n = miao_store_exec (store, &failure, "SELECT account_logout ($1)", "s", login);

  return finish (store, own, n, failure, error);
}

gboolean
miao_store_blob_put (
    MiaoStore *store, const char *id, gint64 n, gconstpointer bytes, gsize size, GError **error)
{
  GError *failure = NULL;
  gboolean own;
  gint64 done;

  g_return_val_if_fail (size <= MIAO_STORE_PIECE_BYTES, FALSE);

  if (!miao_store_join (store, &own, error))
    return FALSE;
  done = miao_store_exec (store, &failure, "INSERT INTO blob (id, n, bytes) VALUES ($1, $2, $3)",
                          "sib", id, n, bytes, size);

  return finish (store, own, done, failure, error);
}

GBytes *
miao_store_blob_get (MiaoStore *store, const char *id, gint64 n, GError **error)
{
  g_autoptr (MiaoRows) rows = miao_rows_query (
      store, error, "SELECT bytes FROM blob WHERE id = $1 AND n = $2", "si", id, n);

  return one_blob (rows, error);
}

gboolean
miao_store_blob_remove (MiaoStore *store, const char *id, GError **error)
{
  GError *failure = NULL;
  gboolean own;
  gint64 n;

  if (!miao_store_join (store, &own, error))
    return FALSE;
  n = miao_store_exec (store, &failure, "DELETE FROM blob WHERE id = $1", "s", id);

  return finish (store, own, n, failure, error);
}

GStrv
miao_store_blob_list (MiaoStore *store, GError **error)
{
  g_autoptr (MiaoRows) rows =
      miao_rows_query (store, error, "SELECT id FROM blob WHERE n = 0 ORDER BY id", "");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  int more = rows != NULL ? 1 : -1;

  while (more > 0 && (more = miao_rows_next (rows, error)) > 0)
    g_ptr_array_add (ids, g_strdup (miao_rows_text (rows, 0)));
  if (more < 0)
    return NULL;
  g_ptr_array_add (ids, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}
