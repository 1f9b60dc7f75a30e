#include "config.h"

#include "miao-error.h"
#include "miao-store-private.h"

#include <sodium.h>
#include <string.h>

#define DEFAULT_TIMEOUT_MS 5000

typedef struct {
  const char *kind; /* static storage: a kind's name */
  char *id;
} Change;

typedef struct {
  guint number;
  MiaoStoreChanged changed;
  gpointer data;
} Watch;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->id);
  g_free (change);
}

gboolean
miao_store_is_address (const char *path)
{
  return g_str_has_prefix (path, "postgresql://") || g_str_has_prefix (path, "postgres://");
}

/* In guarded memory, like the key. */
static char *
dup_secret (const char *text)
{
  char *copy = text != NULL ? sodium_malloc (strlen (text) + 1) : NULL;

  if (copy != NULL)
    memcpy (copy, text, strlen (text) + 1);

  return copy;
}

static gboolean
copy_config (MiaoStore *store, const MiaoStoreConfig *config, GError **error)
{
  guint8 *key = sodium_malloc (MIAO_STORE_KEY_BYTES);
  static const guint8 nothing[MIAO_STORE_KEY_BYTES];

  if (key == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_STORE,
                         miao_pick ("内存不足。", "Out of memory."));
    return FALSE;
  }
  store->config = *config;
  store->config.path = g_strdup (config->path);
  store->config.user = g_strdup (config->user);
  store->config.password = dup_secret (config->password);
  memcpy (key, config->key != NULL ? config->key : nothing, MIAO_STORE_KEY_BYTES);
  store->config.key = key;
  store->keyed = config->key != NULL;
  store->config.salt =
      g_memdup2 (config->salt != NULL ? config->salt : nothing, MIAO_STORE_SALT_BYTES);
  if (store->config.timeout_ms == 0)
    store->config.timeout_ms = DEFAULT_TIMEOUT_MS;

  return TRUE;
}

MiaoStore *
miao_store_open (const MiaoStoreConfig *config, GError **error)
{
  g_autoptr (MiaoStore) store = NULL;

  g_return_val_if_fail (config->path != NULL, NULL);
  g_return_val_if_fail (
      miao_store_is_address (config->path) || (config->key != NULL && config->salt != NULL), NULL);

  if (sodium_init () < 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_STORE,
                         miao_pick ("加密库无法启动。", "The cryptographic library cannot start."));
    return NULL;
  }
  store = g_new0 (MiaoStore, 1);
  store->driver = config->driver != NULL                 ? config->driver
                  : miao_store_is_address (config->path) ? &miao_store_server_driver
                                                         : &miao_store_file_driver;
  store->changes = g_ptr_array_new_with_free_func (change_free);
  store->watches = g_ptr_array_new_with_free_func (g_free);
  if (!copy_config (store, config, error))
    return NULL;
  store->connection = store->driver->open (&store->config, error);
  if (store->connection == NULL || !miao_store_migrate (store, error))
    return NULL;
  store->config.create = FALSE;

  return g_steal_pointer (&store);
}

MiaoStore *
miao_store_open_again (MiaoStore *store, gboolean read_only, GError **error)
{
  MiaoStoreConfig config = store->config;

  if (!store->keyed)
    config.key = NULL;
  config.read_only = read_only || config.read_only;

  return miao_store_open (&config, error);
}

void
miao_store_set_key (MiaoStore *store, const guint8 *key)
{
  memcpy ((guint8 *) store->config.key, key, MIAO_STORE_KEY_BYTES);
  store->keyed = TRUE;
}

void
miao_store_close (MiaoStore *store)
{
  if (store->connection != NULL) {
    miao_store_rollback (store);
    store->driver->close (store->connection);
  }
  g_ptr_array_unref (store->changes);
  g_ptr_array_unref (store->watches);
  g_free ((char *) store->config.path);
  g_free ((char *) store->config.user);
  sodium_free ((char *) store->config.password);
  sodium_free ((guint8 *) store->config.key);
  g_free ((guint8 *) store->config.salt);
  g_free (store);
}

const char *
miao_store_get_path (const MiaoStore *store)
{
  return store->config.path;
}

gboolean
miao_store_is_read_only (const MiaoStore *store)
{
  return store->config.read_only;
}

int
miao_store_get_schema (MiaoStore *store)
{
  return store->driver->get_schema (store->connection, NULL);
}

/* Transactions */

static gboolean
begin (MiaoStore *store, gboolean write, gboolean now, GError **error)
{
  g_return_val_if_fail (!store->in_transaction, FALSE);

  if (write && store->config.read_only) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY,
                         miao_pick ("数据文件以只读方式打开，不能保存。",
                                    "The file is open for reading only; nothing can be saved."));
    return FALSE;
  }
  if (!(now ? store->driver->begin_now (store->connection, store->config.timeout_ms, error)
            : store->driver->begin (store->connection, write, error)))
    return FALSE;
  store->in_transaction = TRUE;
  store->writes = write;
  store->spoiled = FALSE;
  store->saved = FALSE;
  store->next_person = 0;
  store->audit_seq = 0;
  g_ptr_array_set_size (store->changes, 0);

  return TRUE;
}

gboolean
miao_store_begin (MiaoStore *store, GError **error)
{
  return begin (store, TRUE, FALSE, error);
}

gboolean
miao_store_begin_now (MiaoStore *store, GError **error)
{
  return begin (store, TRUE, TRUE, error);
}

gboolean
miao_store_begin_read (MiaoStore *store, GError **error)
{
  return begin (store, FALSE, FALSE, error);
}

void
miao_store_begin_bulk (MiaoStore *store)
{
  if (store->bulk || store->driver->bulk == NULL)
    return;
  store->bulk = TRUE;
  store->driver->bulk (store->connection, TRUE);
}

static void
end_bulk (MiaoStore *store)
{
  if (!store->bulk)
    return;
  store->bulk = FALSE;
  store->driver->bulk (store->connection, FALSE);
}

static void
tell (MiaoStore *store, const char *kind, const char *id)
{
  /* A watch may unwatch itself; the copy keeps the walk whole. */
  g_autoptr (GPtrArray) watches = g_ptr_array_copy (store->watches, NULL, NULL);

  g_ptr_array_set_free_func (watches, NULL);
  for (guint i = 0; i < watches->len; i++) {
    Watch *watch = g_ptr_array_index (watches, i);

    if (g_ptr_array_find (store->watches, watch, NULL))
      watch->changed (store, kind, id, watch->data);
  }
}

gboolean
miao_store_commit (MiaoStore *store, GError **error)
{
  g_autoptr (GPtrArray) changes = NULL;

  g_return_val_if_fail (store->in_transaction, FALSE);

  if (store->spoiled) {
    miao_store_rollback (store);
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_STORE,
                         miao_pick ("前面的步骤出错，全部更改已撤销。",
                                    "An earlier step failed; all changes were taken back."));
    return FALSE;
  }
  if (!miao_person_flush (store, error) ||
      !(store->driver->commit != NULL
            ? store->driver->commit (store->connection, error)
            : store->driver->script (store->connection, "COMMIT", error))) {
    miao_store_rollback (store);
    return FALSE;
  }
  store->in_transaction = FALSE;
  store->audit_seq = 0;
  end_bulk (store);
  changes = g_steal_pointer (&store->changes);
  store->changes = g_ptr_array_new_with_free_func (change_free);
  for (guint i = 0; i < changes->len; i++) {
    Change *change = g_ptr_array_index (changes, i);

    tell (store, change->kind, change->id);
  }

  return TRUE;
}

void
miao_store_rollback (MiaoStore *store)
{
  /* After a full disk the engine may have rolled back by itself. */
  if (store->driver->in_transaction (store->connection))
    store->driver->script (store->connection, "ROLLBACK", NULL);
  store->in_transaction = FALSE;
  store->spoiled = FALSE;
  store->saved = FALSE;
  store->audit_seq = 0;
  end_bulk (store);
  g_ptr_array_set_size (store->changes, 0);
  g_clear_pointer (&store->waiting, g_array_unref);
}

gboolean
miao_store_in_transaction (const MiaoStore *store)
{
  return store->in_transaction;
}

gboolean
miao_store_save (MiaoStore *store, GError **error)
{
  g_return_val_if_fail (store->in_transaction && !store->saved, FALSE);

  if (!miao_person_flush (store, error) ||
      !store->driver->script (store->connection, "SAVEPOINT point", error))
    return FALSE;
  store->saved = TRUE;
  store->saved_spoiled = store->spoiled;
  store->saved_changes = store->changes->len;

  return TRUE;
}

gboolean
miao_store_undo (MiaoStore *store, GError **error)
{
  g_return_val_if_fail (store->saved, FALSE);

  store->saved = FALSE;
  store->spoiled = store->saved_spoiled;
  store->next_person = 0;
  store->audit_seq = 0;
  g_ptr_array_set_size (store->changes, (gint) store->saved_changes);
  g_clear_pointer (&store->waiting, g_array_unref);

  return store->driver->script (store->connection,
                                "ROLLBACK TO SAVEPOINT point; RELEASE SAVEPOINT point", error);
}

gboolean
miao_store_keep (MiaoStore *store, GError **error)
{
  g_return_val_if_fail (store->saved, FALSE);

  store->saved = FALSE;

  return store->driver->script (store->connection, "RELEASE SAVEPOINT point", error);
}

gboolean
miao_store_join (MiaoStore *store, gboolean *ret_own, GError **error)
{
  *ret_own = FALSE;
  if (store->in_transaction) {
    if (store->writes)
      return TRUE;
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_STORE,
                         miao_pick ("正在读取，不能保存。", "Only reading; nothing can be saved."));
    return FALSE;
  }
  if (!miao_store_begin (store, error))
    return FALSE;
  *ret_own = TRUE;

  return TRUE;
}

gboolean
miao_store_leave (MiaoStore *store, gboolean own, gboolean ok, GError **error)
{
  if (!own)
    return ok;
  if (ok)
    return miao_store_commit (store, error);
  miao_store_rollback (store);

  return FALSE;
}

/* Change notices */

void
miao_store_note (MiaoStore *store, const char *kind, const char *id)
{
  Change *change = g_new (Change, 1);

  change->kind = kind;
  change->id = g_strdup (id);
  g_ptr_array_add (store->changes, change);
}

guint
miao_store_watch (MiaoStore *store, MiaoStoreChanged changed, gpointer data)
{
  Watch *watch = g_new (Watch, 1);

  watch->number = ++store->last_watch;
  watch->changed = changed;
  watch->data = data;
  g_ptr_array_add (store->watches, watch);

  return watch->number;
}

void
miao_store_unwatch (MiaoStore *store, guint number)
{
  for (guint i = 0; i < store->watches->len; i++) {
    Watch *watch = g_ptr_array_index (store->watches, i);

    if (watch->number == number) {
      g_ptr_array_remove_index (store->watches, i);
      return;
    }
  }
}

gboolean
miao_store_poll (MiaoStore *store)
{
  if (!store->driver->poll (store->connection))
    return FALSE;
  tell (store, NULL, NULL);

  return TRUE;
}

int
miao_store_get_fd (const MiaoStore *store)
{
  return store->driver->fd (store->connection);
}

/* Maintenance */

static gboolean
server_does_it (GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_STORE,
                       miao_pick ("数据在服务器上，请由服务器管理员执行。",
                                  "The data lies on a server; its administrator does this."));

  return FALSE;
}

gboolean
miao_store_check (MiaoStore *store,
                  gboolean thorough,
                  GCancellable *cancellable,
                  GStrv *ret_problems,
                  GError **error)
{
  if (store->driver->check == NULL)
    return server_does_it (error);

  return store->driver->check (store->connection, thorough, cancellable, ret_problems, error);
}

gboolean
miao_store_backup (MiaoStore *store,
                   const char *path,
                   MiaoStoreProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (!store->in_transaction, FALSE);

  if (store->driver->backup == NULL)
    return server_does_it (error);

  return store->driver->backup (store->connection, &store->config, path, progress, data,
                                cancellable, error);
}

gboolean
miao_store_check_alone (MiaoStore *store, GError **error)
{
  g_return_val_if_fail (!store->in_transaction, FALSE);

  if (store->driver->check_alone == NULL) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_STORE,
        miao_pick (
            "数据在服务器上，不能就地更换数据密钥。有人离职时停用账号即可，他的连接当场断开。"
            "确要更换密钥，请服务器管理员用 miaopuctl move 搬回文件，在文件上移除此人，"
            "再搬到新的空数据库。",
            "The data lie on a server, where the data key cannot be replaced in place. For "
            "somebody who leaves, disabling the account is enough: it is cut off at once. To "
            "replace the key all the same, the server's administrator moves the institution back "
            "to a file with miaopuctl move, removes the person there, and moves it to a new, "
            "empty database."));
    return FALSE;
  }

  return store->driver->check_alone (store->connection, error);
}

gboolean
miao_store_rekey (MiaoStore *store, const guint8 *key, GError **error)
{
  g_return_val_if_fail (!store->in_transaction, FALSE);

  if (store->driver->rekey == NULL)
    return server_does_it (error);
  if (!store->driver->rekey (store->connection, key, store->config.salt, error))
    return FALSE;
  memcpy ((guint8 *) store->config.key, key, MIAO_STORE_KEY_BYTES);

  return TRUE;
}
