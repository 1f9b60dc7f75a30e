#include "config.h"

#include "miao-store-cipher.h"

#include "miao-error.h"
#include "miao-search.h"
#include "miao-store-table.h"

#include <string.h>

/* Rows of a server that are older than ciphering. */

static char *
dup_update (const MiaoTable *table)
{
  GString *sql = g_string_new ("UPDATE ");
  const char *joint = "";

  g_string_append_printf (sql, "\"%s\" SET ", table->name);
  for (guint i = 0; i < table->columns->len; i++) {
    if (table->ciphers->str[i] == '-')
      continue;
    g_string_append_printf (sql, "%s\"%s\" = $%u", joint,
                            (const char *) g_ptr_array_index (table->columns, i), i + 1);
    joint = ", ";
  }
  for (guint i = 0; i < table->n_place; i++)
    g_string_append_printf (sql, "%s \"%s\" = $%u", i == 0 ? " WHERE" : " AND",
                            (const char *) g_ptr_array_index (table->columns, i), i + 1);

  return g_string_free (sql, FALSE);
}

/* A row is written in one piece, so it is either all plain or all ciphered. */
static gboolean
cipher_table (MiaoStore *store, const MiaoTable *table, gint64 *n, GError **error)
{
  g_autofree char *select = miao_table_dup_select (table);
  g_autofree char *update = dup_update (table);
  g_autoptr (MiaoRows) rows = miao_rows_run (store, select, NULL, 0, error);
  g_auto (MiaoTableRow) row = { 0 };
  int more = rows != NULL ? 1 : -1;

  miao_table_row_init (&row);
  while (more > 0 && (more = miao_rows_next (rows, error)) > 0) {
    miao_table_row_take (&row, table, rows);
    if (miao_table_row_open (&row, table, store, NULL))
      continue;
    miao_table_row_take (&row, table, rows);
    if (!miao_table_row_close (&row, table, store, error) ||
        miao_store_run (store, update, row.cells, table->columns->len, error) < 0)
      return FALSE;
    ++*n;
  }

  return more == 0;
}

static gboolean
cipher_tables (MiaoStore *store, gint64 *n, GError **error)
{
  g_autoptr (GPtrArray) tables = miao_tables_list ();
  gboolean ok = store->driver->pour (store->connection, TRUE, error);

  for (guint i = 0; ok && i < tables->len; i++) {
    const MiaoTable *table = g_ptr_array_index (tables, i);

    ok = strpbrk (table->ciphers->str, "cm") == NULL || cipher_table (store, table, n, error);
  }
  ok = ok && (*n == 0 || (miao_store_reindex (store, error) && miao_person_flush (store, error)));

  return store->driver->pour (store->connection, FALSE, ok ? error : NULL) && ok;
}

/* Whether there is an institution. */
static gboolean
ask_accounts (MiaoStore *store, gboolean *ret_any, GError **error)
{
  g_autoptr (MiaoRows) rows = miao_rows_query (store, error, "SELECT count (*) FROM account", "");

  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return FALSE;
  *ret_any = miao_rows_int (rows, 0) > 0;

  return TRUE;
}

gboolean
miao_store_cipher_rows (MiaoStore *store, gint64 *ret_rows, GError **error)
{
  static const char validate[] =
      "DO $$ DECLARE c record; BEGIN FOR c IN SELECT CAST (conrelid AS regclass) AS t, conname AS n"
      " FROM pg_catalog.pg_constraint WHERE NOT convalidated LOOP"
      " EXECUTE format ('ALTER TABLE %s VALIDATE CONSTRAINT %I', c.t, c.n); END LOOP; END $$";
  gboolean any = FALSE;

  *ret_rows = 0;
  if (!miao_store_ciphers (store))
    return TRUE;
  if (!ask_accounts (store, &any, error))
    return FALSE;
  if (any && !store->keyed) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_KEY,
        miao_pick ("这次升级要给服务器上已有的文字和证件号码加密，须由本单位有账号的人执行：请加 "
                   "--account 和 --password-file。",
                   "This upgrade encrypts the texts and identity numbers that are on the server, "
                   "so it needs somebody who has an account: add --account and --password-file."));
    return FALSE;
  }

  return (!any || cipher_tables (store, ret_rows, error)) &&
         store->driver->script (store->connection, validate, error);
}

gboolean
miao_store_sweep_rows (MiaoStore *store, GError **error)
{
  return store->driver->script (store->connection, "SET statement_timeout = 0", error) &&
         store->driver->script (store->connection, "VACUUM FULL", error);
}
