#include "config.h"

#include "miao-error.h"
#include "miao-open-files.h"
#include "miao-store-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/*
 * The encrypted file: SQLCipher 4 under a random key and a chosen salt.
 */

#define APPLICATION_ID 0x4d49414f /* "MIAO" */
#define PAGE_BYTES 4096           /* SQLCipher's own page size, part of the format */
#define HEAD_BYTES 16
#define CACHE_KIB 16384
#define BULK_CACHE_KIB 65536

static gpointer
fail (GError **error, MiaoError code, const char *message)
{
  g_set_error_literal (error, MIAO_ERROR, (int) code, message);

  return NULL;
}

/* Plain SQLite would do the same work, unencrypted and without a word; this is the guard. */
static gboolean
check_engine (sqlite3 *db, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean ok;

  ok = strcmp (sqlite3_libversion (), SQLITE_VERSION) == 0 &&
       sqlite3_prepare_v2 (db, "PRAGMA cipher_version", -1, &statement, NULL) == SQLITE_OK &&
       sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_finalize (statement);
  if (!ok)
    fail (error, MIAO_ERROR_STORE,
          miao_pick ("加密数据库组件不正确，已停止以免数据未加密写入。请重新安装程序。",
                     "The encrypting database is not the right one; stopped, so that nothing is "
                     "written unencrypted. Please install the program again."));

  return ok;
}

gboolean
miao_file_pragma (sqlite3 *db, const char *sql, gint64 *ret_value)
{
  sqlite3_stmt *statement = NULL;
  gboolean ok = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step (statement) == SQLITE_ROW;

  if (ok)
    *ret_value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return ok;
}

sqlite3 *
miao_file_connect (const char *path,
                   int flags,
                   const guint8 *key,
                   const guint8 *salt,
                   guint timeout_ms,
                   GError **error)
{
  char spec[KEY_SPEC_BYTES];
  sqlite3 *db = NULL;
  int code;

  code = sqlite3_open_v2 (path, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code == SQLITE_OK) {
    sqlite3_exec (db, "PRAGMA cipher_log_level = NONE", NULL, NULL, NULL);
    miao_file_key_spec (spec, key, salt);
    code = sqlite3_key (db, spec, (int) strlen (spec));
    sodium_memzero (spec, sizeof spec);
  }
  if (code != SQLITE_OK)
    miao_file_fail (NULL, db, error);
  if (code != SQLITE_OK || !check_engine (db, error)) {
    sqlite3_close (db);
    return NULL;
  }
  sqlite3_busy_timeout (db, (int) timeout_ms);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  return db;
}

/* Whether a log lies beside the file: after a crash the file alone need not be whole, and the
 * engine mends it from there. */
static gboolean
has_log (const char *path)
{
  static const char *const endings[] = { "-wal", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *log = g_strconcat (path, endings[i], NULL);
    struct stat status;

    if (stat (log, &status) == 0 && status.st_size > 0)
      return TRUE;
  }

  return FALSE;
}

/* What can be told from outside: not there, not encrypted, cut short. */
static gboolean
look_at_file (const MiaoStoreConfig *config, gboolean *ret_ours, GError **error)
{
  guint8 head[HEAD_BYTES] = { 0 };
  struct stat status;
  int fd;
  gssize got;

  /* What is open here was looked at before, and must not be closed under the engine. */
  if (miao_open_files_has (config->path))
    return TRUE;
  fd = g_open (config->path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) {
    fail (error, errno == ENOENT ? MIAO_ERROR_NOT_FOUND : MIAO_ERROR_READ_ONLY,
          errno == ENOENT ? miao_pick ("找不到数据文件，请检查位置是否正确。",
                                       "There is no such file; please check the place.")
                          : miao_pick ("无权读取数据文件，请检查文件权限。",
                                       "The file may not be read; please check its permissions."));
    return FALSE;
  }
  got = read (fd, head, sizeof head);
  if (fstat (fd, &status) < 0)
    status.st_size = 0;
  close (fd);
  if (got == HEAD_BYTES && memcmp (head, "SQLite format 3", HEAD_BYTES) == 0) {
    fail (error, MIAO_ERROR_FOREIGN,
          miao_pick ("这个文件没有加密，不是本程序的数据文件，未打开。",
                     "The file is not encrypted and not one of this program's; not opened."));
    return FALSE;
  }
  *ret_ours = got == HEAD_BYTES && memcmp (head, config->salt, HEAD_BYTES) == 0;
  if (!has_log (config->path) &&
      (status.st_size < PAGE_BYTES || (*ret_ours && status.st_size % PAGE_BYTES != 0))) {
    fail (error, *ret_ours || got == 0 ? MIAO_ERROR_CORRUPT : MIAO_ERROR_FOREIGN,
          miao_pick ("数据文件不完整（可能复制中断）。请从备份恢复。",
                     "The file is not whole (perhaps a copy was cut short). Please restore a "
                     "backup."));
    return FALSE;
  }

  return TRUE;
}

/* The write-ahead log needs memory that all users of the file share, so one computer. */
static gboolean
check_place (const char *path, GError **error)
{
  static const long remote[] = { 0x6969, 0x517b, (long) 0xff534d42, (long) 0xfe534d42, 0x01021997 };
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs status;

  if (statfs (folder, &status) < 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (remote); i++) {
    if ((guint32) status.f_type == (guint32) remote[i]) {
      fail (error, MIAO_ERROR_REFUSED,
            miao_pick ("数据文件不能放在网络共享盘上（多台电脑同时写入会损坏）。请放到本机硬盘。",
                       "The file must not lie on a network drive, where computers that write at "
                       "the same time would damage it. Please put it on this computer's disk."));
      return FALSE;
    }
  }

  return TRUE;
}

static gboolean
make_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0) {
    close (fd);
    return TRUE;
  }
  if (errno == EEXIST)
    fail (error, MIAO_ERROR_STORE,
          miao_pick ("此处已有同名文件，未覆盖。请另选名称。",
                     "A file of this name is already there and was left alone. Please choose "
                     "another name."));
  else if (errno == ENOSPC || errno == EDQUOT)
    fail (error, MIAO_ERROR_NO_SPACE,
          miao_pick ("磁盘已满，无法新建数据文件。", "The disk is full; no file can be made."));
  else
    fail (error, MIAO_ERROR_READ_ONLY,
          miao_pick ("无法在此文件夹中新建文件，请检查文件夹权限。",
                     "No file can be made in this folder; please check its permissions."));

  return FALSE;
}

/* The first read decides whether the key fits; @ours: the file begins with our salt. */
static gboolean
first_read (MiaoFile *file, gboolean ours, GError **error)
{
  gint64 value = 0, pages = 0;
  struct stat status;

  if (!miao_file_pragma (file->db, "SELECT count(*) FROM sqlite_schema", &value)) {
    if ((sqlite3_errcode (file->db) & 0xff) != SQLITE_NOTADB) {
      miao_file_fail (file, file->db, error);
    } else if (ours) {
      fail (error, MIAO_ERROR_KEY,
            miao_pick ("密钥与数据文件不符，或文件开头已损坏。",
                       "The key does not belong to this file, or its beginning is damaged."));
    } else {
      fail (error, MIAO_ERROR_FOREIGN,
            miao_pick ("这不是本单位的数据文件（或密钥文件不是它的）。",
                       "This is not the institution's file (or the key file is another's)."));
    }
    return FALSE;
  }
  if (!miao_file_pragma (file->db, "PRAGMA application_id", &value) ||
      (value != APPLICATION_ID && value != 0)) {
    fail (error, MIAO_ERROR_FOREIGN,
          miao_pick ("这个文件属于另一个程序。", "The file belongs to another program."));
    return FALSE;
  }
  if (!has_log (file->path) && miao_file_pragma (file->db, "PRAGMA page_count", &pages) &&
      stat (file->path, &status) == 0 && status.st_size < pages * PAGE_BYTES) {
    fail (error, MIAO_ERROR_CORRUPT,
          miao_pick ("数据文件不完整（可能复制中断）。请从备份恢复。",
                     "The file is not whole (perhaps a copy was cut short). Please restore a "
                     "backup."));
    return FALSE;
  }

  return TRUE;
}

static gboolean
set_up (MiaoFile *file, const MiaoStoreConfig *config, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA foreign_keys = ON;"
                                          "PRAGMA case_sensitive_like = ON;"
                                          "PRAGMA recursive_triggers = ON;"
                                          "PRAGMA cell_size_check = ON;"
                                          "PRAGMA cache_size = -%d;"
                                          "PRAGMA synchronous = FULL",
                                          CACHE_KIB);
  g_autofree char *mark =
      g_strdup_printf ("PRAGMA journal_mode = WAL; PRAGMA application_id = %d", APPLICATION_ID);

  if (sqlite3_exec (file->db, sql, NULL, NULL, NULL) != SQLITE_OK ||
      (config->create && sqlite3_exec (file->db, mark, NULL, NULL, NULL) != SQLITE_OK) ||
      (!config->read_only &&
       sqlite3_exec (file->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) != SQLITE_OK)) {
    miao_file_fail (file, file->db, error);
    return FALSE;
  }
  miao_file_pragma (file->db, "PRAGMA data_version", &file->data_version);

  return TRUE;
}

static void
file_close (gpointer connection)
{
  MiaoFile *file = connection;

  miao_file_forget_statements (file);
  g_hash_table_unref (file->statements);
  sqlite3_close (file->db);
  miao_open_files_remove (file->open_key);
  g_free (file->broken_name);
  g_free (file->path);
  g_free (file);
}

/* The first bytes as they lie on the disk, read through the engine's own descriptor. */
static gboolean
read_head (sqlite3 *db, guint8 head[HEAD_BYTES])
{
  sqlite3_file *file = NULL;

  return sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK &&
         file != NULL && file->pMethods != NULL &&
         file->pMethods->xRead (file, head, HEAD_BYTES, 0) == SQLITE_OK;
}

static gpointer
file_open (const MiaoStoreConfig *config, GError **error)
{
  MiaoFile *file;
  gboolean ours = TRUE;
  guint8 head[HEAD_BYTES];

  if (!check_place (config->path, error) ||
      (config->create ? !make_file (config->path, error) : !look_at_file (config, &ours, error)))
    return NULL;
  file = g_new0 (MiaoFile, 1);
  file->path = g_strdup (config->path);
  miao_file_init_statements (file);
  g_queue_init (&file->recent);
  file->db = miao_file_connect (config->path,
                                config->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE,
                                config->key, config->salt, config->timeout_ms, error);
  file->open_key = miao_open_files_add (config->path);
  if (file->db == NULL || !first_read (file, ours, error) || !set_up (file, config, error)) {
    file_close (file);
    if (config->create)
      g_unlink (config->path);
    return NULL;
  }
  if (config->create) {
    if (!read_head (file->db, head) || memcmp (head, "SQLite format 3", HEAD_BYTES) == 0) {
      file_close (file);
      g_unlink (config->path);
      return fail (error, MIAO_ERROR_STORE,
                   miao_pick ("新文件没有被加密，已停止。", "The new file was not encrypted; "
                                                            "stopped."));
    }
  }

  return file;
}

static gboolean
file_script (gpointer connection, const char *sql, GError **error)
{
  MiaoFile *file = connection;

  if (sqlite3_exec (file->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  miao_file_fail (file, file->db, error);

  return FALSE;
}

static gint64
file_changes (gpointer connection)
{
  return ((MiaoFile *) connection)->changes;
}

static MiaoBroken
file_broken (gpointer connection, const char **ret_name)
{
  MiaoFile *file = connection;

  *ret_name = file->broken_name != NULL ? file->broken_name : "";

  return file->broken;
}

/* BEGIN alone and a later write fail with a snapshot that is too old instead of waiting. */
static gboolean
file_begin (gpointer connection, gboolean write, GError **error)
{
  return file_script (connection, write ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

static gboolean
file_begin_now (gpointer connection, guint timeout_ms, GError **error)
{
  MiaoFile *file = connection;
  gboolean ok;

  sqlite3_busy_timeout (file->db, 0);
  ok = file_script (connection, "BEGIN IMMEDIATE", error);
  sqlite3_busy_timeout (file->db, (int) timeout_ms);

  return ok;
}

static gboolean
file_in_transaction (gpointer connection)
{
  return !sqlite3_get_autocommit (((MiaoFile *) connection)->db);
}

/* With a cache that holds the indexes that an import writes all over, pages are not written to the
 * log and read back again and again. */
static void
file_bulk (gpointer connection, gboolean bulk)
{
  g_autofree char *sql =
      g_strdup_printf ("PRAGMA cache_size = -%d", bulk ? BULK_CACHE_KIB : CACHE_KIB);

  file_script (connection, sql, NULL);
}

static gboolean
file_pour (gpointer connection, gboolean on, GError **error)
{
  MiaoFile *file = connection;

  if (sqlite3_db_config (file->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, !on, NULL) != SQLITE_OK) {
    miao_file_fail (file, file->db, error);
    return FALSE;
  }

  return !on || file_script (connection, "PRAGMA defer_foreign_keys = ON", error);
}

static gboolean
file_poll (gpointer connection)
{
  MiaoFile *file = connection;
  gint64 now = file->data_version;
  gboolean changed;

  miao_file_pragma (file->db, "PRAGMA data_version", &now);
  changed = now != file->data_version;
  file->data_version = now;

  return changed;
}

static int
file_fd (gpointer connection)
{
  return -1;
}

static int
file_get_schema (gpointer connection, GError **error)
{
  MiaoFile *file = connection;
  gint64 number;

  if (miao_file_pragma (file->db, "PRAGMA user_version", &number))
    return (int) number;
  miao_file_fail (file, file->db, error);

  return -1;
}

static gboolean
file_set_schema (gpointer connection, int number, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", number);

  return file_script (connection, sql, error);
}

static const char *const tokens[][2] = {
  { "@I64", "INTEGER" },
  { "@F64", "REAL" },
  { "@BLOB", "BLOB" },
  { "@CLUSTERED", "STRICT, WITHOUT ROWID" },
  { "@STRICT", "STRICT" },
  { "@REFERENCES", "REFERENCES" },
  { NULL },
};

const MiaoStoreDriver miao_store_file_driver = {
  .name = "file",
  .tokens = tokens,
  .open = file_open,
  .close = file_close,
  .script = file_script,
  .run = miao_file_run,
  .next = miao_file_next,
  .is_null = miao_file_is_null,
  .get_int = miao_file_get_int,
  .get_text = miao_file_get_text,
  .get_blob = miao_file_get_blob,
  .done = miao_file_done,
  .changes = file_changes,
  .broken = file_broken,
  .begin = file_begin,
  .begin_now = file_begin_now,
  .in_transaction = file_in_transaction,
  .bulk = file_bulk,
  .pour = file_pour,
  .poll = file_poll,
  .fd = file_fd,
  .get_schema = file_get_schema,
  .set_schema = file_set_schema,
  .check = miao_file_check,
  .backup = miao_file_backup,
  .check_alone = miao_file_check_alone,
  .rekey = miao_file_rekey,
};
