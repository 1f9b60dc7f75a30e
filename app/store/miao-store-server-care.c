#include "config.h"

#include "miao-error.h"
#include "miao-store-server-private.h"

/* The state of the schema on a server, and whether what is there is sound. */

static gboolean
ask_number (MiaoServer *server, const char *sql, gint64 *ret_number, GError **error)
{
  MiaoRows *rows = miao_server_run (server, sql, NULL, 0, error);

  if (rows == NULL)
    return FALSE;
  *ret_number = miao_server_next (rows, NULL) > 0 ? miao_server_get_int (rows, 0) : 0;
  miao_server_done (rows);

  return TRUE;
}

int
miao_server_get_schema (gpointer connection, GError **error)
{
  gint64 number = 0;

  if (!ask_number (connection,
                   "SELECT count (*) FROM pg_catalog.pg_tables WHERE schemaname = "
                   "'" MIAO_SERVER_SCHEMA "' AND tablename = 'schema_number'",
                   &number, error) ||
      (number > 0 &&
       !ask_number (connection, "SELECT max (number) FROM schema_number", &number, error)))
    return -1;

  return (int) number;
}

gboolean
miao_server_set_schema (gpointer connection, int number, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "CREATE TABLE IF NOT EXISTS schema_number (number BIGINT NOT NULL PRIMARY KEY);"
      "INSERT INTO schema_number (number) VALUES (%d) ON CONFLICT (number) DO NOTHING",
      number);

  return miao_server_script (connection, sql, error);
}

gboolean
miao_server_settle (gpointer connection, const char *sql, GError **error)
{
  gint64 rules = 0;

  if (!ask_number (connection,
                   "SELECT count (*) FROM pg_catalog.pg_roles "
                   "WHERE rolname = session_user AND rolsuper",
                   &rules, error))
    return FALSE;

  return rules == 0 || miao_server_script (connection, sql, error);
}

/* Adds the first column of what @sql finds to @problems. */
static gboolean
collect (MiaoServer *server, const char *sql, const char *what, GPtrArray *problems, GError **error)
{
  MiaoRows *rows = miao_server_run (server, sql, NULL, 0, error);

  if (rows == NULL)
    return FALSE;
  while (miao_server_next (rows, NULL) > 0)
    g_ptr_array_add (problems, g_strdup_printf ("%s: %s", miao_server_get_text (rows, 0), what));
  miao_server_done (rows);

  return TRUE;
}

/* Reads every row of every table, which checks the pages' checksums on the way. */
static gboolean
read_tables (MiaoServer *server, GCancellable *cancellable, GPtrArray *problems, GError **error)
{
  MiaoRows *tables =
      miao_server_run (server,
                       "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = "
                       "'" MIAO_SERVER_SCHEMA "' ORDER BY tablename",
                       NULL, 0, error);
  gboolean ok = tables != NULL;

  while (ok && miao_server_next (tables, NULL) > 0) {
    const char *table = miao_server_get_text (tables, 0);
    g_autofree char *sql = g_strdup_printf (
        "SELECT coalesce (sum (length (CAST (t AS TEXT))), 0) FROM \"%s\" AS t", table);
    g_autoptr (GError) trouble = NULL;
    gint64 size = 0;

    ok = !g_cancellable_set_error_if_cancelled (cancellable, error);
    if (!ok || ask_number (server, sql, &size, &trouble) ||
        g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_DENIED))
      continue;
    if (g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_CORRUPT)) {
      g_ptr_array_add (problems, g_strdup_printf ("%s: %s", table, trouble->message));
    } else {
      g_propagate_error (error, g_steal_pointer (&trouble));
      ok = FALSE;
    }
  }
  if (tables != NULL)
    miao_server_done (tables);

  return ok;
}

gboolean
miao_server_check (gpointer connection,
                   gboolean thorough,
                   GCancellable *cancellable,
                   GStrv *ret_problems,
                   GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  if (!collect (connection,
                "SELECT CAST (tgrelid AS regclass) || '.' || tgname FROM pg_catalog.pg_trigger "
                "WHERE NOT tgisinternal AND tgenabled <> 'O' ORDER BY 1",
                "the guard is switched off", problems, error) ||
      !collect (connection,
                "SELECT CAST (conrelid AS regclass) || '.' || conname "
                "FROM pg_catalog.pg_constraint WHERE NOT convalidated ORDER BY 1",
                "the constraint was not checked against all rows", problems, error) ||
      !collect (connection,
                "SELECT CAST (indexrelid AS regclass) FROM pg_catalog.pg_index "
                "WHERE NOT indisvalid ORDER BY 1",
                "the index is not whole", problems, error) ||
      (thorough && !read_tables (connection, cancellable, problems, error)))
    return FALSE;
  g_ptr_array_add (problems, NULL);
  *ret_problems = (GStrv) g_ptr_array_free (g_steal_pointer (&problems), FALSE);

  return TRUE;
}
