#include "config.h"

#include "miao-backup-private.h"

#include "miao-audit-private.h"
#include "miao-error.h"
#include "miao-session-private.h"
#include "miao-store-life.h"
#include "miao-store-place.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME ".miaopu-backup.lock"
/* Where each step ends on the way from 0 to 1. */
#define COPIED 0.4
#define CHECKED 0.6

/* A backup in the making. */
typedef struct {
  MiaoSession *session;
  MiaoBackup *backup;
  char *folder;
  char *part;                   /* the backup's folder until it has its name */
  char *copy;                   /* the database in it */
  char *earlier;                /* (nullable): the folder of documents of the backup before */
  MiaoAttachments *attachments; /* of the copy */
  GHashTable *folders;          /* of documents, to be synced */
  GString *manifest;
  GPtrArray *problems;
  gint64 documents; /* seen so far */
  MiaoBackupProgress progress;
  gpointer data;
  GCancellable *cancellable;
  int lock;
} Making;

static void
making_clear (Making *making)
{
  if (making->lock >= 0)
    (void) close (making->lock);
  g_clear_pointer (&making->attachments, miao_attachments_free);
  g_clear_pointer (&making->folders, g_hash_table_unref);
  g_clear_pointer (&making->problems, g_ptr_array_unref);
  if (making->manifest != NULL)
    g_string_free (making->manifest, TRUE);
  miao_backup_free (making->backup);
  g_free (making->folder);
  g_free (making->part);
  g_free (making->copy);
  g_free (making->earlier);
}

static void
tell (Making *making, const char *what, double fraction)
{
  if (making->progress != NULL)
    making->progress (what, fraction, making->data);
}

static void
tell_copying (double fraction, gpointer data)
{
  tell (data, miao_pick ("复制数据", "Copying the data"), fraction * COPIED);
}

static gboolean
is_on_server (const Making *making)
{
  return miao_store_is_server (making->session->store);
}

/* --- Where --- */

static gboolean
take_lock (Making *making, GError **error)
{
  g_autofree char *name = g_build_filename (making->folder, LOCK_NAME, NULL);

  making->lock = open (name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (making->lock < 0)
    return miao_files_fail (errno, making->folder, error);
  if (flock (making->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_BUSY,
                       miao_pick ("另一个程序正在向这个文件夹备份，请等它完成。",
                                  "Another program is making a backup in this folder; wait for it "
                                  "to finish."));

  return FALSE;
}

/* Under the lock, whatever has no name yet was left by a program that was killed. */
static void
remove_parts (Making *making)
{
  g_autofree char *start = g_strconcat (making->backup->name, "-", NULL);
  g_autoptr (GDir) dir = g_dir_open (making->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (making->folder, name, NULL);

    if (g_str_has_prefix (name, start) && g_str_has_suffix (name, MIAO_BACKUP_PART))
      miao_files_remove (path);
  }
}

static void
choose_name (Making *making)
{
  MiaoBackup *backup = making->backup;
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (backup->at_ms / 1000);
  g_autofree char *stamp = g_date_time_format (at, "%Y%m%d-%H%M%S");
  g_autofree char *base = g_strconcat (backup->name, MIAO_STORE_ENDING, NULL);

  for (int i = 1; backup->path == NULL || g_file_test (backup->path, G_FILE_TEST_EXISTS); i++) {
    g_autofree char *name = i == 1 ? g_strdup_printf ("%s-%s", backup->name, stamp)
                                   : g_strdup_printf ("%s-%s-%d", backup->name, stamp, i);

    g_free (backup->path);
    backup->path = g_build_filename (making->folder, name, NULL);
  }
  making->part = g_strconcat (backup->path, MIAO_BACKUP_PART, NULL);
  making->copy = g_build_filename (making->part, base, NULL);
}

/* Documents of the newest sound backup can be linked. */
static void
find_earlier (Making *making)
{
  g_autoptr (GPtrArray) list = miao_backup_list (making->folder, making->backup->file_id, NULL);

  for (guint i = 0; list != NULL && making->earlier == NULL && i < list->len; i++) {
    g_autofree char *store = miao_backup_dup_store_path (g_ptr_array_index (list, i));

    making->earlier = g_strconcat (store, ".d", NULL);
  }
}

/* --- What --- */

static gboolean
copy_store (Making *making, GError **error)
{
  if (!miao_files_make_folder (making->part, error))
    return FALSE;
  if (is_on_server (making))
    return miao_backup_pour (making->session, making->part, making->copy, making->cancellable,
                             error);

  return miao_store_backup (making->session->store, making->copy, tell_copying, making,
                            making->cancellable, error);
}

/* (transfer full) (array zero-terminated=1): the logins that may open a backup. */
static GStrv
dup_openers (MiaoStore *store, GError **error)
{
  g_autoptr (GPtrArray) accounts = miao_store_account_list (store, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (accounts == NULL)
    return NULL;
  for (guint i = 0; i < accounts->len; i++) {
    const MiaoAccount *account = g_ptr_array_index (accounts, i);

    if (!account->disabled && g_strcmp0 (account->role, miao_role_name (MIAO_ROLE_DIRECTOR)) == 0)
      g_strv_builder_add (names, account->login);
  }
  g_strv_builder_add (names, MIAO_SLOT_RECOVERY_NAME);

  return g_strv_builder_end (names);
}

static gboolean
write_keys (Making *making, MiaoStore *copy, const MiaoSlots *slots, GError **error)
{
  g_auto (GStrv) names = dup_openers (copy, error);
  g_autoptr (MiaoSlots) few = NULL;
  g_autofree char *path = miao_slots_dup_path (making->copy);
  guint8 hash[MIAO_ANCHOR_HASH];
  gint64 count = 0;

  if (names == NULL)
    return FALSE;
  few = miao_slots_copy_for (slots, (const char *const *) names, error);
  if (few == NULL || !miao_store_audit_head (copy, &count, hash, error))
    return FALSE;
  miao_slots_set_anchor (few, count, hash);

  return miao_slots_save (few, path, making->session->keys, error);
}

static gboolean
is_about_the_file (const GError *trouble)
{
  return g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_CORRUPT) ||
         g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

/* Links the document of an earlier backup when it is as large as the present one (-1: not known)
 * and still good. */
static gboolean
link_document (Making *making, const char *id, const char *sha256, const char *to, gint64 size)
{
  const char *bucket = id + strlen (id) - 2;
  g_autofree char *from = NULL;
  struct stat st;

  if (making->earlier == NULL)
    return FALSE;
  from = g_build_filename (making->earlier, bucket, id, NULL);
  if (lstat (from, &st) != 0 || !S_ISREG (st.st_mode) || (size >= 0 && st.st_size != size) ||
      link (from, to) != 0)
    return FALSE;
  if (miao_attachments_verify (making->attachments, id, sha256, NULL))
    return TRUE;
  (void) g_unlink (to); /* it went bad there: take it anew */

  return FALSE;
}

/* The encrypted file itself, as the institution has it. */
static gboolean
copy_document (
    Making *making, const char *id, const char *to, char *digest, gint64 *ret_size, GError **error)
{
  const char *bucket = id + strlen (id) - 2;
  g_autofree char *mine = g_strconcat (making->session->path, ".d", NULL);
  g_autofree char *from = g_build_filename (mine, bucket, id, NULL);

  if (!is_on_server (making))
    return miao_files_copy (from, to, digest, ret_size, making->cancellable, error);

  return miao_attachments_carry (making->session->attachments, making->attachments, id, error) &&
         miao_files_digest (to, digest, ret_size, making->cancellable, error);
}

/* How large it is where that costs nothing to know. */
static gboolean
look_at_document (Making *making, const char *id, gint64 *ret_size)
{
  const char *bucket = id + strlen (id) - 2;
  g_autofree char *mine = g_strconcat (making->session->path, ".d", NULL);
  g_autofree char *from = g_build_filename (mine, bucket, id, NULL);
  struct stat st;

  *ret_size = -1;
  if (is_on_server (making))
    return TRUE;
  if (stat (from, &st) != 0)
    return FALSE;
  *ret_size = st.st_size;

  return TRUE;
}

static gboolean
add_document (Making *making, const char *id, const char *sha256, GError **error)
{
  const char *bucket = id + strlen (id) - 2;
  g_autofree char *theirs = g_strconcat (making->copy, ".d", NULL);
  g_autofree char *to_folder = g_build_filename (theirs, bucket, NULL);
  g_autofree char *to = g_build_filename (to_folder, id, NULL);
  char digest[MIAO_SHA256_HEX];
  gint64 size = 0;

  if (!g_hash_table_contains (making->folders, to_folder)) {
    if (!miao_files_make_folder (to_folder, error))
      return FALSE;
    g_hash_table_add (making->folders, g_strdup (to_folder));
  }
  if (look_at_document (making, id, &size) && link_document (making, id, sha256, to, size)) {
    if (!miao_files_digest (to, digest, &size, making->cancellable, error))
      return FALSE;
  } else if (!copy_document (making, id, to, digest, &size, error) ||
             !miao_attachments_verify (making->attachments, id, sha256, error)) {
    return FALSE;
  }
  making->backup->bytes += size;
  g_string_append_printf (making->manifest, "%s  %s" MIAO_STORE_ENDING ".d/%s/%s\n", digest,
                          making->backup->name, bucket, id);

  return TRUE;
}

static gboolean
each_document (MiaoRecord *record, gpointer data, GError **error)
{
  Making *making = data;
  const char *id = miao_record_get_id (record);
  GError *trouble = NULL;

  making->documents++;
  tell (making, miao_pick ("复制材料文件", "Copying documents"),
        CHECKED + (1 - CHECKED) * (double) making->documents /
                      (double) MAX (making->backup->documents, 1));
  if (add_document (making, id, miao_record_get (record, "sha256"), &trouble))
    return TRUE;
  if (!is_about_the_file (trouble)) {
    g_propagate_error (error, trouble);
    return FALSE;
  }
  miao_backup_add_problem (making->problems, id, trouble->message);
  g_error_free (trouble);

  return TRUE;
}

static gboolean
go_on (gint64 lines, gpointer data)
{
  return !g_cancellable_is_cancelled (((Making *) data)->cancellable);
}

/* The copy is opened for what it has to hold: the whole chain, the counts, the documents. */
static gboolean
fill (Making *making, const MiaoSlots *slots, GError **error)
{
  g_autoptr (MiaoQuery) documents = miao_query_new (miao_kind_find ("document"));
  g_autoptr (GBytes) secret = miao_keys_dup_database_key (making->session->keys, slots);
  const guint8 *raw = g_bytes_get_data (secret, NULL);
  const MiaoStoreConfig config = {
    .path = making->copy,
    .key = raw,
    .salt = raw + MIAO_SUBKEY_SIZE,
    .read_only = TRUE,
  };
  g_autoptr (MiaoStore) copy = miao_store_open (&config, error);
  g_auto (MiaoAuditReport) audit = { 0 };

  tell (making, miao_pick ("核验副本", "Checking the copy"), COPIED);
  if (copy == NULL || !miao_backup_count (copy, making->backup, error) ||
      !write_keys (making, copy, slots, error) ||
      !miao_audit_verify_chain (copy, 0, NULL, go_on, making, &audit, error))
    return FALSE;
  if (audit.problem != NULL)
    miao_backup_add_problem (making->problems, NULL, audit.problem);

  return miao_store_each (copy, documents, each_document, making, error);
}

/* The files beside the documents. */
static gboolean
add_rest (Making *making, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (making->part, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (making->part, name, NULL);
    char digest[MIAO_SHA256_HEX];
    gint64 size = 0;

    if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
      continue;
    if (!miao_files_digest (path, digest, &size, making->cancellable, error))
      return FALSE;
    /* A finished backup is not written any more, also not by opening it by mistake. */
    (void) g_chmod (path, 0400);
    making->backup->bytes += size;
    g_string_append_printf (making->manifest, "%s  %s\n", digest, name);
  }

  return TRUE;
}

static gboolean
write_note (Making *making, GError **error)
{
  g_autofree char *manifest = g_build_filename (making->part, MIAO_BACKUP_MANIFEST, NULL);
  g_autofree char *note = g_build_filename (making->part, MIAO_BACKUP_NOTE, NULL);
  g_autofree char *text = NULL;
  char digest[MIAO_SHA256_HEX];

  making->backup->problems = making->problems->len;
  if (!miao_files_write (manifest, making->manifest->str, error) ||
      !miao_files_digest (manifest, digest, NULL, NULL, error))
    return FALSE;
  text = miao_backup_dup_note (making->backup, digest, making->session->keys);

  return miao_files_write (note, text, error);
}

static gboolean
sync_folders (Making *making, GError **error)
{
  g_autofree char *documents = g_strconcat (making->copy, ".d", NULL);
  GHashTableIter iter;
  gpointer folder;

  g_hash_table_iter_init (&iter, making->folders);
  while (g_hash_table_iter_next (&iter, &folder, NULL)) {
    if (!miao_files_sync_folder (folder, error))
      return FALSE;
  }

  return (g_hash_table_size (making->folders) == 0 || miao_files_sync_folder (documents, error)) &&
         miao_files_sync_folder (making->part, error);
}

/* --- Rotation --- */

/* Removes what need not stay, but never the backup just made, whatever the clock says; a name is
 * taken away before its files, so that a backup that has its name is always whole. */
static void
rotate (Making *making)
{
  g_autoptr (GPtrArray) list = miao_backup_list (making->folder, making->backup->file_id, NULL);

  for (guint i = 0; list != NULL && i < list->len; i++) {
    const MiaoBackup *backup = g_ptr_array_index (list, i);
    g_autofree char *part = g_strconcat (backup->path, MIAO_BACKUP_PART, NULL);

    if (backup->keep == 0 && !g_str_equal (backup->path, making->backup->path) &&
        g_rename (backup->path, part) == 0)
      miao_files_remove (part);
  }
}

/* --- The whole --- */

static gboolean
make (Making *making, GError **error)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (making->session->keys_path, error);

  if (slots == NULL)
    return FALSE;
  making->backup->file_id = miao_slots_dup_file_id (slots);
  if (!miao_backup_check_ahead (making->session, making->folder, making->backup->file_id, error))
    return FALSE;
  remove_parts (making);
  choose_name (making);
  find_earlier (making);
  making->attachments = miao_attachments_new (making->copy, making->session->keys);
  if (copy_store (making, error) && fill (making, slots, error) && add_rest (making, error) &&
      write_note (making, error) && sync_folders (making, error) &&
      miao_files_move (making->part, making->backup->path, error)) {
    if (making->backup->problems == 0)
      rotate (making);
    return TRUE;
  }
  miao_files_remove (making->part);

  return FALSE;
}

static gboolean
check_folder (Making *making, GError **error)
{
  if (making->folder == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("还没有设置备份文件夹。请在“管理—备份”中选择。",
                                    "No backup folder is set. Choose one under Administration, "
                                    "Backup."));
    return FALSE;
  }
  if (g_file_test (making->folder, G_FILE_TEST_IS_DIR))
    return TRUE;

  return miao_files_fail (ENOENT, making->folder, error);
}

/* On a server the desks of those who may make backups have the schedule, where the folder is to be
 * found: the others neither see everything nor need the disk. */
static gboolean
may_be_scheduled (const Making *making)
{
  return !is_on_server (making) ||
         (miao_session_may (making->session, MIAO_MAY_BACKUP) && making->folder != NULL &&
          g_file_test (making->folder, G_FILE_TEST_IS_DIR));
}

/* Returns: whether there is anything to do; sets up @making. */
static gboolean
prepare (Making *making, const char *folder, gboolean scheduled, gboolean *ret_do, GError **error)
{
  g_auto (MiaoBackupState) state = { 0 };
  MiaoSession *session = making->session;

  *ret_do = FALSE;
  if (!miao_backup_get_state (session->store, &state, error))
    return FALSE;
  making->folder = g_strdup (folder != NULL ? folder : state.folder);
  making->backup = g_new0 (MiaoBackup, 1);
  making->backup->name = miao_backup_dup_name (session->path);
  making->backup->at_ms = miao_session_now_ms (session);
  making->backup->why = g_strdup (scheduled ? "schedule" : "hand");
  making->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  making->problems = g_ptr_array_new_with_free_func (g_free);
  making->manifest = g_string_new (NULL);
  if (scheduled &&
      (!miao_backup_wants (&state, making->backup->at_ms) || !may_be_scheduled (making)))
    return TRUE;
  if (!check_folder (making, error) || !take_lock (making, error))
    return FALSE;
  /* Another desk may have done it while this one waited for the disk. */
  if (scheduled) {
    miao_backup_state_clear (&state);
    if (!miao_backup_get_state (session->store, &state, error))
      return FALSE;
    *ret_do = miao_backup_wants (&state, making->backup->at_ms);
    return TRUE;
  }
  *ret_do = TRUE;

  return TRUE;
}

gboolean
miao_backup_run (MiaoSession *session,
                 const char *folder,
                 gboolean scheduled,
                 MiaoBackupProgress progress,
                 gpointer data,
                 GCancellable *cancellable,
                 MiaoBackup **ret_backup,
                 GError **error)
{
  Making making = {
    .session = session,
    .progress = progress,
    .data = data,
    .cancellable = cancellable,
    .lock = -1,
  };
  g_autoptr (GError) trouble = NULL;
  gboolean wanted = FALSE, done;

  if (ret_backup != NULL)
    *ret_backup = NULL;
  if (session->store == NULL || session->keys == NULL || !scheduled) {
    if (!miao_session_require (session, MIAO_MAY_BACKUP, error))
      return FALSE;
  }
  done = prepare (&making, folder, scheduled, &wanted, &trouble) &&
         (!wanted || make (&making, &trouble));
  if (done && wanted)
    done = miao_backup_remember (session, making.backup, NULL, &trouble);
  else if (!done && !g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_CANCELLED) &&
           !g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_BUSY))
    (void) miao_backup_remember (session, NULL, trouble, NULL);
  if (done && wanted && ret_backup != NULL)
    *ret_backup = g_steal_pointer (&making.backup);
  making_clear (&making);
  if (!done)
    g_propagate_error (error, g_steal_pointer (&trouble));

  return done;
}
