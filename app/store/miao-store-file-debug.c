#include "config.h"

#include "miao-store-file-private.h"

#include <string.h>

/* MIAO_DEBUG=sql,plan shows each statement when it is prepared, and how it will be carried out. No
 * parameters, so nothing of anybody's record. */

static const GDebugKey debug_keys[] = { { "sql", 1 }, { "plan", 2 } };

void
miao_file_show (sqlite3 *db, const char *sql)
{
  static gsize asked;
  static guint wanted;
  g_autofree char *explain = NULL;
  sqlite3_stmt *statement = NULL;

  if (g_once_init_enter (&asked)) {
    wanted = g_parse_debug_string (g_getenv ("MIAO_DEBUG"), debug_keys, G_N_ELEMENTS (debug_keys));
    g_once_init_leave (&asked, 1);
  }
  if (wanted == 0)
    return;
  g_printerr ("sql: %s\n", sql);
  if ((wanted & 2) == 0)
    return;
  explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  if (sqlite3_prepare_v2 (db, explain, -1, &statement, NULL) == SQLITE_OK) {
    while (sqlite3_step (statement) == SQLITE_ROW)
      g_printerr ("  plan: %s\n", (const char *) sqlite3_column_text (statement, 3));
  }
  sqlite3_finalize (statement);
}
