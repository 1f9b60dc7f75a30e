#include "config.h"

#include "miao-error.h"
#include "miao-resource.h"
#include "miao-store-cipher.h"

#include <string.h>

#define FOLDER "sql/"

/* "003-guards.file.sql" -> 3 for the driver "file", 0 for another; "001-house.sql" -> 1 for all. */
static int
script_number (const char *name, const char *driver)
{
  g_auto (GStrv) parts = g_strsplit (name, ".", -1);
  guint n = g_strv_length (parts);

  if (n < 2 || n > 3 || strcmp (parts[n - 1], "sql") != 0 ||
      (n == 3 && strcmp (parts[1], driver) != 0))
    return 0;

  return (int) g_ascii_strtoll (name, NULL, 10);
}

static int
newest (const char *driver)
{
  g_auto (GStrv) names = miao_resource_list (FOLDER);
  int number = 0;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    number = MAX (number, script_number (names[i], driver));

  return number;
}

int
miao_schema_newest (void)
{
  return newest (miao_store_file_driver.name);
}

int
miao_store_get_newest_schema (const MiaoStore *store)
{
  return newest (store->driver->name);
}

static gboolean
run_scripts (MiaoStore *store, int from, GError **error)
{
  g_auto (GStrv) names = miao_resource_list (FOLDER);

  for (guint i = 0; names[i] != NULL; i++) {
    int number = script_number (names[i], store->driver->name);
    g_autofree char *path = g_strconcat (FOLDER, names[i], NULL);
    g_autofree char *sql = NULL;
    g_autoptr (GBytes) bytes = NULL;

    if (number <= from)
      continue;
    bytes = miao_resource_load (path, error);
    if (bytes == NULL)
      return FALSE;
    sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    if (!miao_store_script (store, sql, error) ||
        !store->driver->set_schema (store->connection, number, error)) {
      g_prefix_error (error, "%s: ", names[i]);
      return FALSE;
    }
  }

  return TRUE;
}

gboolean
miao_store_settle (MiaoStore *store, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sql = NULL;

  if (store->driver->settle == NULL)
    return TRUE;
  bytes = miao_resource_load (FOLDER "roles.sql", error);
  if (bytes == NULL)
    return FALSE;
  sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return store->driver->settle (store->connection, sql, error);
}

gboolean
miao_store_migrate (MiaoStore *store, GError **error)
{
  int present = store->driver->get_schema (store->connection, error);
  int wanted = newest (store->driver->name);
  gint64 ciphered = 0;

  if (present < 0)
    return FALSE;
  if (present > wanted) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_TOO_NEW,
                 miao_pick ("数据文件由更新版本的程序写成（%d，本程序到%d）。请更新程序后再打开。",
                            "The file was written by a newer version of the program (%d, this one "
                            "knows %d). Please update the program."),
                 present, wanted);
    return FALSE;
  }
  if (present == wanted)
    return TRUE;
  if (store->config.read_only && store->config.as_is)
    return TRUE;
  if (store->config.read_only) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY,
                         miao_pick ("数据文件是旧版本的，须先以可写方式打开一次完成升级。",
                                    "The file is of an older version; it has to be opened for "
                                    "writing once, which upgrades it."));
    return FALSE;
  }
  if (present > 0 && store->config.before_upgrade != NULL &&
      !store->config.before_upgrade (store, present, wanted, store->config.upgrade_data, error))
    return FALSE;
  if (!miao_store_begin (store, error))
    return FALSE;
  /* Another program may have done it while this one waited. */
  present = store->driver->get_schema (store->connection, error);
  if (present < 0 || !run_scripts (store, present, error) ||
      !miao_store_cipher_rows (store, &ciphered, error)) {
    miao_store_rollback (store);
    return FALSE;
  }

  return miao_store_commit (store, error) &&
         (ciphered == 0 || miao_store_sweep_rows (store, error)) &&
         miao_store_settle (store, error);
}
