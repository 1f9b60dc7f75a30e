#include "config.h"

#include "miao-error.h"
#include "miao-store-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

/* Errors in the person's words, and the care of the file: check, copy, new key. */

#define STEP_PAGES 500
#define PROGRESS_OPERATIONS 20000 /* virtual machine steps between two looks at the cancellable */

void
miao_file_key_spec (char spec[KEY_SPEC_BYTES], const guint8 *key, const guint8 *salt)
{
  spec[0] = 'x';
  spec[1] = '\'';
  sodium_bin2hex (spec + 2, MIAO_STORE_KEY_BYTES * 2 + 1, key, MIAO_STORE_KEY_BYTES);
  sodium_bin2hex (spec + 2 + MIAO_STORE_KEY_BYTES * 2, MIAO_STORE_SALT_BYTES * 2 + 1, salt,
                  MIAO_STORE_SALT_BYTES);
  memcpy (spec + 2 + (MIAO_STORE_KEY_BYTES + MIAO_STORE_SALT_BYTES) * 2, "'", 2);
}

static MiaoBroken
broken_by (int code, const char *message)
{
  switch (code) {
  case SQLITE_CONSTRAINT_UNIQUE:
  case SQLITE_CONSTRAINT_PRIMARYKEY:
    return MIAO_BROKEN_UNIQUE;
  case SQLITE_CONSTRAINT_FOREIGNKEY:
    return MIAO_BROKEN_REFERENCE;
  case SQLITE_CONSTRAINT_NOTNULL:
    return MIAO_BROKEN_NOT_NULL;
  case SQLITE_CONSTRAINT_TRIGGER:
    /* ON DELETE RESTRICT reports itself as a trigger. */
    return g_str_has_prefix (message, "FOREIGN KEY") ? MIAO_BROKEN_REFERENCE : MIAO_BROKEN_GUARD;
  default:
    return MIAO_BROKEN_CHECK;
  }
}

/* "UNIQUE constraint failed: child.child_no, child.seq" -> "child.child_no". */
static char *
broken_name (MiaoBroken broken, const char *message)
{
  const char *name = strstr (message, "failed: ");

  if (broken == MIAO_BROKEN_GUARD)
    return g_strdup (message);
  if (name == NULL)
    return g_strdup ("");
  name += strlen ("failed: ");

  return g_strndup (name, strcspn (name, ","));
}

static void
describe (int code, int system_errno, GError **error)
{
  MiaoError kind = MIAO_ERROR_STORE;
  const char *message;

  switch (code & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    kind = MIAO_ERROR_BUSY;
    message = miao_pick ("另一个程序正在写入数据文件，请稍候再试。",
                         "Another program is writing to the file; please try again in a moment.");
    break;
  case SQLITE_FULL:
    kind = MIAO_ERROR_NO_SPACE;
    message = miao_pick ("磁盘已满，未保存。请腾出空间后再保存一次。",
                         "The disk is full; nothing was saved. Please make room and save again.");
    break;
  case SQLITE_READONLY:
  case SQLITE_CANTOPEN:
  case SQLITE_PERM:
    kind = MIAO_ERROR_READ_ONLY;
    message = miao_pick ("无法写入数据文件或其所在文件夹，请检查权限。",
                         "The file or its folder cannot be written; please check the permissions.");
    break;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    kind = MIAO_ERROR_CORRUPT;
    message =
        miao_pick ("数据文件已损坏。请停止录入，并从最近一次核验过的备份恢复。",
                   "The file is damaged. Please stop entering data and restore the last checked "
                   "backup.");
    break;
  case SQLITE_INTERRUPT:
    kind = MIAO_ERROR_CANCELLED;
    message = miao_pick ("已取消。", "Cancelled.");
    break;
  case SQLITE_IOERR:
    if (system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG) {
      describe (SQLITE_FULL, 0, error);
      return;
    }
    message = miao_pick ("读写磁盘时出错，未保存。请检查磁盘后再试。",
                         "The disk could not be read or written; nothing was saved. Please check "
                         "the disk and try again.");
    break;
  case SQLITE_CONSTRAINT:
    kind = MIAO_ERROR_REFUSED;
    message = miao_pick ("与已有记录的约束冲突，未保存。",
                         "This contradicts other records; nothing was saved.");
    break;
  default:
    message = miao_pick ("数据库拒绝了这一操作，未保存。",
                         "The database refused this; nothing was saved.");
    break;
  }
  g_set_error (error, MIAO_ERROR, (int) kind, miao_pick ("%s（%d）", "%s (%d)"), message, code);
}

void
miao_file_fail (MiaoFile *file, sqlite3 *db, GError **error)
{
  int code = db != NULL ? sqlite3_extended_errcode (db) : SQLITE_NOMEM;
  const char *message = db != NULL ? sqlite3_errmsg (db) : "";

  /* The engine's messages name tables and columns, never values. */
  g_debug ("SQLite %d: %s", code, message);
  if (file != NULL) {
    g_clear_pointer (&file->broken_name, g_free);
    file->broken = MIAO_BROKEN_NOTHING;
    if ((code & 0xff) == SQLITE_CONSTRAINT) {
      file->broken = broken_by (code, message);
      file->broken_name = broken_name (file->broken, message);
    }
  }
  describe (code, db != NULL ? sqlite3_system_errno (db) : 0, error);
}

static int
look_at_cancellable (gpointer data)
{
  return g_cancellable_is_cancelled (data);
}

/* Adds every row of a pragma that is not "ok". */
static gboolean
collect_problems (sqlite3 *db, const char *sql, GPtrArray *problems, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step (statement);
    if (code == SQLITE_ROW) {
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      if (text != NULL && strcmp (text, "ok") != 0)
        g_ptr_array_add (problems, g_strdup (text));
    }
  }
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    return TRUE;
  /* Damage is the answer that was asked for, not a failure to find it. */
  if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB) {
    g_ptr_array_add (problems, g_strdup (sqlite3_errmsg (db)));
    return TRUE;
  }
  miao_file_fail (NULL, db, error);

  return FALSE;
}

static gboolean
check (
    sqlite3 *db, gboolean thorough, GCancellable *cancellable, GStrv *ret_problems, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  gboolean ok;

  if (cancellable != NULL)
    sqlite3_progress_handler (db, PROGRESS_OPERATIONS, look_at_cancellable, cancellable);
  /* Where pages are not authentic, looking at what they say would only stumble over them. */
  ok = collect_problems (db, "PRAGMA cipher_integrity_check", problems, error);
  if (ok && problems->len == 0)
    ok = collect_problems (db, thorough ? "PRAGMA integrity_check" : "PRAGMA quick_check", problems,
                           error) &&
         collect_problems (db, "PRAGMA foreign_key_check", problems, error);
  sqlite3_progress_handler (db, 0, NULL, NULL);
  if (!ok)
    return FALSE;
  g_ptr_array_add (problems, NULL);
  *ret_problems = (GStrv) g_ptr_array_free (g_steal_pointer (&problems), FALSE);

  return TRUE;
}

gboolean
miao_file_check (gpointer connection,
                 gboolean thorough,
                 GCancellable *cancellable,
                 GStrv *ret_problems,
                 GError **error)
{
  return check (((MiaoFile *) connection)->db, thorough, cancellable, ret_problems, error);
}

static gboolean
cancelled (GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                       miao_pick ("已取消。", "Cancelled."));

  return FALSE;
}

/* Copies inside a read transaction of the source: without one, every write of another program
 * would begin the copy anew. */
static gboolean
copy_pages (sqlite3 *from,
            sqlite3 *to,
            MiaoStoreProgress progress,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  sqlite3_backup *copy;
  int code = SQLITE_OK;

  if (sqlite3_exec (from, "BEGIN; SELECT 1 FROM sqlite_schema", NULL, NULL, NULL) != SQLITE_OK) {
    miao_file_fail (NULL, from, error);
    return FALSE;
  }
  copy = sqlite3_backup_init (to, "main", from, "main");
  while (copy != NULL && code == SQLITE_OK) {
    int total;

    if (g_cancellable_is_cancelled (cancellable)) {
      code = SQLITE_INTERRUPT;
      break;
    }
    code = sqlite3_backup_step (copy, STEP_PAGES);
    total = sqlite3_backup_pagecount (copy);
    if (progress != NULL && total > 0)
      progress (1.0 - (double) sqlite3_backup_remaining (copy) / total, data);
  }
  if (copy != NULL)
    sqlite3_backup_finish (copy);
  sqlite3_exec (from, "COMMIT", NULL, NULL, NULL);
  if (code == SQLITE_INTERRUPT)
    return cancelled (error);
  if (copy == NULL || code != SQLITE_DONE) {
    miao_file_fail (NULL, to, error);
    return FALSE;
  }
  /* No log beside the copy: one in a folder that cannot be written could not even be read. */
  if (sqlite3_exec (to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK) {
    miao_file_fail (NULL, to, error);
    return FALSE;
  }

  return TRUE;
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  if (!ok)
    describe (SQLITE_IOERR, errno, error);

  return ok;
}

static gboolean
check_copy (const MiaoStoreConfig *config,
            const char *path,
            GCancellable *cancellable,
            GError **error)
{
  g_auto (GStrv) problems = NULL;
  sqlite3 *db = miao_file_connect (path, SQLITE_OPEN_READONLY, config->key, config->salt,
                                   config->timeout_ms, error);
  gboolean ok = db != NULL && check (db, FALSE, cancellable, &problems, error);

  sqlite3_close (db);
  if (!ok)
    return FALSE;
  if (problems[0] == NULL)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
               miao_pick ("备份写成后核验未通过：%s", "The backup did not pass its check: %s"),
               problems[0]);

  return FALSE;
}

gboolean
miao_file_backup (gpointer connection,
                  const MiaoStoreConfig *config,
                  const char *path,
                  MiaoStoreProgress progress,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  MiaoFile *file = connection;
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  sqlite3 *to;
  gboolean ok;

  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_STORE,
                         miao_pick ("此处已有同名文件，未覆盖。请另选名称。",
                                    "A file of this name is already there and was left alone. "
                                    "Please choose another name."));
    return FALSE;
  }
  g_unlink (part);
  to = miao_file_connect (part, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, config->key,
                          config->salt, config->timeout_ms, error);
  ok = to != NULL && g_chmod (part, 0600) == 0 &&
       copy_pages (file->db, to, progress, data, cancellable, error);
  sqlite3_close (to);
  ok = ok && sync_path (part, O_RDONLY, error) && check_copy (config, part, cancellable, error);
  if (ok && g_rename (part, path) < 0) {
    describe (SQLITE_IOERR, errno, error);
    ok = FALSE;
  }
  if (!ok) {
    g_unlink (part);
    return FALSE;
  }

  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

/* Returns whether the file is in that mode now. */
static gboolean
set_journal (sqlite3 *db, const char *mode)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode = %s", mode);
  sqlite3_stmt *statement = NULL;
  gboolean ok = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step (statement) == SQLITE_ROW &&
                g_ascii_strcasecmp ((const char *) sqlite3_column_text (statement, 0), mode) == 0;

  sqlite3_finalize (statement);

  return ok;
}

/* Leaving the write-ahead log asks for the file alone, and puts everything into it: nobody else
 * then reads pages under the wrong key, and no old page stays in a log. */
static gboolean
leave_log (MiaoFile *file, GError **error)
{
  miao_file_forget_statements (file);
  if (set_journal (file->db, "DELETE"))
    return TRUE;
  set_journal (file->db, "WAL");
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_BUSY,
                       miao_pick ("另一个程序还打开着数据文件，不能更换密钥。请关闭后再试。",
                                  "Another program has the file open, so its key cannot be "
                                  "changed. Please close it and try again."));

  return FALSE;
}

gboolean
miao_file_check_alone (gpointer connection, GError **error)
{
  MiaoFile *file = connection;

  if (!leave_log (file, error))
    return FALSE;
  set_journal (file->db, "WAL");

  return TRUE;
}

/* After a crash in the middle, the rollback journal brings the old key back. */
gboolean
miao_file_rekey (gpointer connection, const guint8 *key, const guint8 *salt, GError **error)
{
  MiaoFile *file = connection;
  char spec[KEY_SPEC_BYTES];
  int code;

  if (!leave_log (file, error))
    return FALSE;
  miao_file_key_spec (spec, key, salt);
  code = sqlite3_rekey (file->db, spec, (int) strlen (spec));
  sodium_memzero (spec, sizeof spec);
  if (code != SQLITE_OK)
    describe (code, sqlite3_system_errno (file->db), error);
  set_journal (file->db, "WAL");

  return code == SQLITE_OK;
}
