/* Statements on an open store, and the rows that they give. */
#include "config.h"

#include "miao-store-private.h"

#include <stdarg.h>

#define MAX_PARAMS 16 /* of a statement with typed arguments */

MiaoRows *
miao_rows_run (
    MiaoStore *store, const char *sql, const MiaoParam *params, guint n_params, GError **error)
{
  MiaoRows *rows = store->driver->run (store->connection, sql, params, n_params, error);

  if (rows == NULL)
    store->spoiled = store->in_transaction;

  return rows;
}

static guint
collect (MiaoParam params[MAX_PARAMS], const char *types, va_list arguments)
{
  guint n;

  for (n = 0; types[n] != '\0'; n++) {
    g_assert (n < MAX_PARAMS);
    params[n] = (MiaoParam){ .type = types[n] };
    switch (types[n]) {
    case 'i':
      params[n].number = va_arg (arguments, gint64);
      break;
    case 's':
      params[n].text = va_arg (arguments, const char *);
      break;
    case 'b':
      params[n].bytes = va_arg (arguments, gconstpointer);
      params[n].size = va_arg (arguments, gsize);
      break;
    case 'n':
      break;
    default:
      g_assert_not_reached ();
    }
  }

  return n;
}

MiaoRows *
miao_rows_query (MiaoStore *store, GError **error, const char *sql, const char *types, ...)
{
  MiaoParam params[MAX_PARAMS];
  va_list arguments;
  guint n;

  va_start (arguments, types);
  n = collect (params, types, arguments);
  va_end (arguments);

  return miao_rows_run (store, sql, params, n, error);
}

int
miao_rows_next (MiaoRows *rows, GError **error)
{
  return rows->driver->next (rows, error);
}

gint64
miao_rows_int (MiaoRows *rows, guint column)
{
  return rows->driver->get_int (rows, column);
}

const char *
miao_rows_text (MiaoRows *rows, guint column)
{
  return rows->driver->get_text (rows, column);
}

gconstpointer
miao_rows_blob (MiaoRows *rows, guint column, gsize *ret_size)
{
  return rows->driver->get_blob (rows, column, ret_size);
}

void
miao_rows_done (MiaoRows *rows)
{
  rows->driver->done (rows);
}

gint64
miao_store_run (
    MiaoStore *store, const char *sql, const MiaoParam *params, guint n_params, GError **error)
{
  g_autoptr (MiaoRows) rows = miao_rows_run (store, sql, params, n_params, error);
  int more;

  if (rows == NULL)
    return -1;
  do
    more = miao_rows_next (rows, error);
  while (more > 0);
  if (more < 0) {
    store->spoiled = store->in_transaction;
    return -1;
  }

  return store->driver->changes (store->connection);
}

gint64
miao_store_exec (MiaoStore *store, GError **error, const char *sql, const char *types, ...)
{
  MiaoParam params[MAX_PARAMS];
  va_list arguments;
  guint n;

  va_start (arguments, types);
  n = collect (params, types, arguments);
  va_end (arguments);

  return miao_store_run (store, sql, params, n, error);
}

char *
miao_store_dup_places (guint n_rows, guint n_columns)
{
  GString *places = g_string_new (NULL);

  for (guint i = 0; i < n_rows * n_columns; i++)
    g_string_append_printf (places, "%s$%u%s",
                            i % n_columns != 0 ? ", "
                            : i > 0            ? ", ("
                                               : "(",
                            i + 1, i % n_columns + 1 == n_columns ? ")" : "");

  return g_string_free (places, FALSE);
}

char *
miao_store_dup_script (const MiaoStoreDriver *driver, const char *sql)
{
  GString *script = g_string_new (sql);

  for (const char *const(*token)[2] = driver->tokens; (*token)[0] != NULL; token++)
    g_string_replace (script, (*token)[0], (*token)[1], 0);

  return g_string_free (script, FALSE);
}

gboolean
miao_store_script (MiaoStore *store, const char *sql, GError **error)
{
  g_autofree char *script = miao_store_dup_script (store->driver, sql);

  if (store->driver->script (store->connection, script, error))
    return TRUE;
  store->spoiled = store->in_transaction;

  return FALSE;
}
