#include "config.h"

#include "miao-restore-private.h"

#include "miao-attempts.h"
#include "miao-audit.h"
#include "miao-error.h"
#include "miao-password.h"
#include "miao-recovery.h"
#include "miao-secret.h"
#include "miao-session-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define CHECKED 0.5 /* of the way */

struct _MiaoRestore {
  char *path;
  MiaoBackup *backup;
  MiaoKeys *keys;
  MiaoSlots *slots; /* the key file that will be there */
  MiaoAccount *account;
  MiaoRestorePresent present;
  /* While it runs. */
  MiaoBackupProgress progress;
  gpointer data;
  GCancellable *cancellable;
  gint64 files;
};

void
miao_restore_free (MiaoRestore *restore)
{
  if (restore == NULL)
    return;
  g_clear_pointer (&restore->backup, miao_backup_free);
  g_clear_pointer (&restore->keys, miao_keys_free);
  g_clear_pointer (&restore->slots, miao_slots_free);
  g_clear_pointer (&restore->account, miao_account_free);
  g_free (restore->present.problem);
  g_free (restore->present.head);
  g_free (restore->path);
  g_free (restore);
}

const MiaoBackup *
miao_restore_get_backup (const MiaoRestore *restore)
{
  return restore->backup;
}

const MiaoRestorePresent *
miao_restore_get_present (const MiaoRestore *restore)
{
  return &restore->present;
}

/* --- Whose keys open it --- */

/* A password of @slots, or the key of its recovery sheet. */
static MiaoKeys *
open_slots (const MiaoSlots *slots, const char *login, const char *secret, GError **error)
{
  g_autoptr (MiaoSecretText) sheet = miao_recovery_parse (secret, NULL);

  return sheet != NULL ? miao_slots_unlock (slots, MIAO_SLOT_RECOVERY_NAME, sheet, error)
                       : miao_slots_unlock (slots, login, secret, error);
}

static gboolean
check_pause (const char *keys_path, const char *tag, gint64 now_ms, GError **error)
{
  const int pause = miao_attempts_get_pause (keys_path, tag, now_ms);

  if (pause == 0)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_BUSY,
               miao_pick ("口令连续输错，请在 %d 秒后再试。",
                          "Too many wrong passwords; try again in %d seconds."),
               pause);

  return FALSE;
}

/* The present key file, when it opens the backup: then everybody's present password stays. */
static gboolean
try_present (MiaoRestore *restore,
             const MiaoSlots *theirs,
             const char *login,
             const char *secret,
             GError **error)
{
  g_autofree char *keys_path = miao_slots_dup_path (restore->path);
  g_autoptr (MiaoSlots) slots = miao_slots_load (keys_path, NULL);
  g_autoptr (MiaoKeys) keys = NULL;
  g_autoptr (GError) trouble = NULL;
  g_autofree char *tag = NULL;
  const gint64 now_ms = g_get_real_time () / 1000;

  if (slots == NULL)
    return TRUE;
  tag = miao_slots_dup_tag (slots, login);
  if (!check_pause (keys_path, tag, now_ms, error))
    return FALSE;
  keys = open_slots (slots, login, secret, &trouble);
  if (keys != NULL && miao_slots_is_authentic (theirs, keys)) {
    restore->keys = g_steal_pointer (&keys);
    restore->slots = g_steal_pointer (&slots);
  } else if (g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_KEY)) {
    miao_attempts_add (keys_path, tag, now_ms);
  }

  return TRUE;
}

static gboolean
find_keys (MiaoRestore *restore,
           const char *store_path,
           const char *login,
           const char *secret,
           GError **error)
{
  g_autofree char *keys_path = miao_slots_dup_path (store_path);
  g_autoptr (MiaoSlots) theirs = miao_slots_load (keys_path, error);
  g_autoptr (GError) trouble = NULL;

  if (theirs == NULL || !try_present (restore, theirs, login, secret, error))
    return FALSE;
  if (restore->keys != NULL)
    return TRUE;
  restore->keys = open_slots (theirs, login, secret, &trouble);
  if (restore->keys != NULL) {
    restore->slots = g_steal_pointer (&theirs);
    return TRUE;
  }
  if (!g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_KEY)) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_KEY,
      miao_pick (
          "打不开这份备份。请用负责人的账号，口令用现在的或备份当时的；也可以输入恢复单上的"
          "数字。",
          "This backup does not open. Use a head's account with the present password or that "
          "of the time of the backup, or the digits of the recovery sheet."));

  return FALSE;
}

static gboolean
find_account (MiaoRestore *restore, MiaoStore *copy, const char *login, GError **error)
{
  g_autofree char *folded = miao_password_fold_login (login);
  MiaoRole role;

  restore->account = miao_store_account_get (copy, NULL, folded, NULL);
  if (restore->account != NULL && !restore->account->disabled &&
      miao_role_parse (restore->account->role, &role) &&
      miao_rights_require (role, MIAO_MAY_BACKUP_RESTORE, NULL))
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                       miao_pick ("恢复备份须由负责人办理：请填写备份中负责人的账号。",
                                  "A head restores backups: enter the account of a head that is in "
                                  "the backup."));

  return FALSE;
}

/* --- What is there now --- */

typedef struct {
  MiaoRestorePresent *present;
  const MiaoBackup *backup;
} Compare;

static gboolean
compare_line (const MiaoAuditRow *row, gpointer data, GError **error)
{
  Compare *compare = data;
  g_autofree char *hash = miao_secret_to_hex (row->hash, sizeof row->hash);

  compare->present->same_history =
      row->seq == compare->backup->lines && strcmp (hash, compare->backup->head) == 0;

  return FALSE;
}

static gboolean
take_time (const MiaoAuditRow *row, gpointer data, GError **error)
{
  ((Compare *) data)->present->last_ms = row->at_ms;

  return FALSE;
}

static gboolean
read_present (MiaoRestore *restore, MiaoStore *store, GError **error)
{
  MiaoRestorePresent *present = &restore->present;
  g_autoptr (MiaoBackup) found = g_new0 (MiaoBackup, 1);
  Compare compare = { present, restore->backup };

  if (!miao_backup_count (store, found, error))
    return FALSE;
  (void) miao_store_audit_each (store, restore->backup->lines, NULL, NULL, FALSE, 1, compare_line,
                                &compare, NULL);
  (void) miao_store_audit_each (store, 1, NULL, NULL, TRUE, 1, take_time, &compare, NULL);
  present->lines = found->lines;
  present->head = g_steal_pointer (&found->head);
  present->children = found->children;
  present->families = found->families;
  present->placements = found->placements;
  present->documents = found->documents;
  present->lost =
      present->same_history ? MAX (present->lines - restore->backup->lines, 0) : present->lines;

  return TRUE;
}

static void
look (MiaoRestore *restore, const char *login, const char *secret)
{
  MiaoRestorePresent *present = &restore->present;
  g_autofree char *keys_path = miao_slots_dup_path (restore->path);
  g_autoptr (GError) trouble = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  g_autoptr (MiaoKeys) keys = NULL;
  g_autoptr (MiaoStore) store = NULL;
  g_autofree char *file_id = NULL;

  present->lost = -1;
  present->exists = g_file_test (restore->path, G_FILE_TEST_EXISTS);
  if (!present->exists)
    return;
  slots = miao_slots_load (keys_path, &trouble);
  if (slots != NULL) {
    file_id = miao_slots_dup_file_id (slots);
    present->same_file = g_str_equal (file_id, restore->backup->file_id);
    /* The keys that opened the backup mostly open this as well: a second derivation is saved. */
    keys = miao_slots_is_authentic (slots, restore->keys)
               ? miao_keys_copy (restore->keys)
               : open_slots (slots, login, secret, &trouble);
  }
  if (keys != NULL)
    store = miao_backup_open_copy (restore->path, keys, &trouble);
  if (store == NULL || !read_present (restore, store, &trouble))
    present->problem = g_strdup (trouble->message);
}

/* A server's tables are filled by whoever administers it; nothing is put back over what is there.
 */
static gboolean
check_place (const char *path, GError **error)
{
  if (!miao_store_is_address (path))
    return TRUE;
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_INVALID,
      miao_pick (
          "备份不能直接恢复到服务器上。请先恢复成文件，再由服务器管理员在终端用“miaopuctl move”"
          "搬到一个新的空数据库。",
          "A backup is not restored onto a server. Restore it as a file; the server's "
          "administrator then moves it into a new, empty database with \"miaopuctl move\" in "
          "a terminal."));

  return FALSE;
}

MiaoRestore *
miao_restore_new (
    const char *backup, const char *path, const char *login, const char *secret, GError **error)
{
  g_autoptr (MiaoRestore) restore = g_new0 (MiaoRestore, 1);
  g_autofree char *store_path = NULL;
  g_autoptr (MiaoStore) copy = NULL;

  if (!check_place (path, error))
    return NULL;
  restore->path = g_strdup (path);
  restore->backup = miao_backup_read (backup, error);
  if (restore->backup == NULL || !miao_password_check_login (login, error) ||
      !miao_restore_complete (path, error))
    return NULL;
  store_path = miao_backup_dup_store_path (restore->backup);
  if (!find_keys (restore, store_path, login, secret, error))
    return NULL;
  copy = miao_backup_open_copy (store_path, restore->keys, error);
  if (copy == NULL || !find_account (restore, copy, login, error))
    return NULL;
  look (restore, login, secret);

  return g_steal_pointer (&restore);
}

/* --- Putting it back --- */

static void
tell (MiaoRestore *restore, const char *what, double fraction)
{
  if (restore->progress != NULL)
    restore->progress (what, fraction, restore->data);
}

static void
tell_checking (const char *what, double fraction, gpointer data)
{
  tell (data, what, fraction * CHECKED);
}

static gboolean
check_sound (MiaoRestore *restore, GError **error)
{
  g_auto (MiaoBackupReport) report = { 0 };

  if (!miao_backup_check (restore->backup->path, restore->keys, tell_checking, restore,
                          restore->cancellable, &report, error))
    return FALSE;
  /* What was wrong with the data themselves when the backup was made is wrong in the copy too. */
  if ((gint64) report.problems->len <= restore->backup->problems)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
               miao_pick ("这份备份不完好，没有恢复：%s 请换用另一份备份。",
                          "This backup is not sound and was not restored: %s Use another one."),
               (const char *) g_ptr_array_index (report.problems, 0));

  return FALSE;
}

static gboolean
copy_folder (MiaoRestore *restore, const char *from, const char *to, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  if (!miao_files_make_folder (to, error))
    return FALSE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);

    if (g_file_test (source, G_FILE_TEST_IS_DIR)) {
      if (!copy_folder (restore, source, target, error))
        return FALSE;
      continue;
    }
    if (!miao_files_copy (source, target, NULL, NULL, restore->cancellable, error))
      return FALSE;
    restore->files++;
    tell (restore, miao_pick ("复制材料文件", "Copying documents"),
          CHECKED + (0.9 - CHECKED) * (double) restore->files /
                        (double) MAX (restore->backup->documents, restore->files));
  }

  return miao_files_sync_folder (to, error);
}

/* The restore is told in the restored log itself, before it takes its place. */
static gboolean
log_restore (MiaoRestore *restore, MiaoSession *session, const char *reason, GError **error)
{
  const MiaoRestorePresent *present = &restore->present;
  g_autoptr (JsonObject) detail = json_object_new ();
  g_autofree char *name = g_path_get_basename (restore->backup->path);

  json_object_set_string_member (detail, "backup", name);
  json_object_set_string_member (detail, "reason", reason);
  json_object_set_int_member (detail, "lines", restore->backup->lines);
  if (present->head != NULL) {
    json_object_set_int_member (detail, "replaced_lines", present->lines);
    json_object_set_string_member (detail, "replaced_head", present->head);
  }

  return miao_audit_event (session, "backup.restore", NULL, NULL, detail, error);
}

static gboolean
finish_store (MiaoRestore *restore, const char *copy, const char *reason, GError **error)
{
  g_autofree char *keys_path = miao_slots_dup_path (copy);
  g_autoptr (MiaoSession) session = NULL;
  g_autofree char *folder = g_path_get_dirname (restore->backup->path);
  guint8 hash[MIAO_AUDIT_HASH_BYTES];
  gint64 count = 0;
  MiaoStore *store;

  /* An older copy is upgraded here, which asks for a key file beside it. */
  if (!miao_slots_save (restore->slots, keys_path, restore->keys, error))
    return FALSE;
  store = miao_session_open_store (copy, restore->slots, restore->keys, FALSE, error);
  if (store == NULL)
    return FALSE;
  session = miao_session_new_for (copy, store, miao_keys_copy (restore->keys),
                                  miao_store_account_get (store, restore->account->id, NULL, NULL),
                                  error);
  if (session == NULL)
    return FALSE;
  session->slots_held = TRUE; /* its anchor is written here */
  if (!miao_backup_accept_ahead (session, folder, error) ||
      !log_restore (restore, session, reason, error) ||
      !miao_store_audit_head (store, &count, hash, error))
    return FALSE;
  miao_session_close (session);
  miao_slots_set_anchor (restore->slots, count, hash);

  return miao_slots_save (restore->slots, keys_path, restore->keys, error);
}

static gboolean
prepare (MiaoRestore *restore, const char *part, const char *reason, GError **error)
{
  g_autofree char *from = miao_backup_dup_store_path (restore->backup);
  g_autofree char *base = g_path_get_basename (restore->path);
  g_autofree char *copy = g_build_filename (part, base, NULL);
  g_autofree char *documents = g_strconcat (from, ".d", NULL);
  g_autofree char *to_documents = g_strconcat (copy, ".d", NULL);
  const gboolean whole = strcmp (restore->backup->why, "upgrade") != 0;

  miao_files_remove (part);
  tell (restore, miao_pick ("复制数据", "Copying the data"), CHECKED);

  /* Without documents in the copy, those that are there stay. */
  return miao_files_make_folder (part, error) &&
         miao_files_copy (from, copy, NULL, NULL, restore->cancellable, error) &&
         (!whole || copy_folder (restore, documents, to_documents, error)) &&
         finish_store (restore, copy, reason, error) && miao_files_sync_folder (part, error);
}

static gboolean
check_free (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || !miao_store_is_in_use (path))
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_BUSY,
                       miao_pick ("另一个程序还打开着数据文件。请关闭后再恢复。",
                                  "Another program has the file open. Close it, then restore."));

  return FALSE;
}

gboolean
miao_restore_run (MiaoRestore *restore,
                  const char *reason,
                  MiaoBackupProgress progress,
                  gpointer data,
                  GCancellable *cancellable,
                  char **ret_aside,
                  GError **error)
{
  g_autofree char *part = miao_restore_dup_place (restore->path, MIAO_RESTORE_PART);
  g_autofree char *folder = g_path_get_dirname (restore->path);

  if (reason == NULL || *reason == '\0') {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("请写明恢复的原因。", "Write down why it is restored."));
    return FALSE;
  }
  restore->progress = progress;
  restore->data = data;
  restore->cancellable = cancellable;
  restore->files = 0;
  if (!check_free (restore->path, error) || !check_sound (restore, error) ||
      !miao_files_make_folder (folder, error))
    return FALSE;
  if (!prepare (restore, part, reason, error)) {
    miao_files_remove (part);
    return FALSE;
  }
  tell (restore, miao_pick ("换上恢复的数据", "Putting it in place"), 0.95);

  return miao_restore_swap (restore->path, part, ret_aside, error);
}

/* --- Upgrades --- */

static gboolean
copy_upgrade_note (MiaoStore *store, const char *part, const MiaoKeys *keys, GError **error)
{
  static const char *const ENDINGS[] = { MIAO_STORE_ENDING, MIAO_STORE_ENDING ".keys" };
  g_autoptr (MiaoBackup) backup = g_new0 (MiaoBackup, 1);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *keys_path = miao_slots_dup_path (miao_store_get_path (store));
  g_autoptr (MiaoSlots) slots = miao_slots_load (keys_path, error);
  g_autofree char *manifest = g_build_filename (part, MIAO_BACKUP_MANIFEST, NULL);
  g_autofree char *note = g_build_filename (part, MIAO_BACKUP_NOTE, NULL);
  g_autofree char *text = NULL;
  guint8 hash[MIAO_AUDIT_HASH_BYTES];
  char digest[MIAO_SHA256_HEX];

  if (slots == NULL)
    return FALSE;
  backup->name = miao_backup_dup_name (miao_store_get_path (store));
  backup->file_id = miao_slots_dup_file_id (slots);
  backup->at_ms = g_get_real_time () / 1000;
  backup->why = g_strdup ("upgrade");
  backup->schema = miao_store_get_schema (store);
  if (!miao_store_audit_head (store, &backup->lines, hash, error))
    return FALSE;
  backup->head = miao_secret_to_hex (hash, sizeof hash);
  for (guint i = 0; i < G_N_ELEMENTS (ENDINGS); i++) {
    g_autofree char *name = g_strconcat (backup->name, ENDINGS[i], NULL);
    g_autofree char *path = g_build_filename (part, name, NULL);
    gint64 size = 0;

    if (!miao_files_digest (path, digest, &size, NULL, error))
      return FALSE;
    backup->bytes += size;
    g_string_append_printf (list, "%s  %s\n", digest, name);
  }
  if (!miao_files_write (manifest, list->str, error) ||
      !miao_files_digest (manifest, digest, NULL, NULL, error))
    return FALSE;
  text = miao_backup_dup_note (backup, digest, keys);

  return miao_files_write (note, text, error) && miao_files_sync_folder (part, error);
}

gboolean
miao_backup_before_upgrade (MiaoStore *store, int from, int to, gpointer data, GError **error)
{
  const char *path = miao_store_get_path (store);
  g_autofree char *folder = g_strdup_printf ("%s.before-upgrade-%d", path, from);
  g_autofree char *part = g_strconcat (folder, MIAO_BACKUP_PART, NULL);
  g_autofree char *name = miao_backup_dup_name (path);
  g_autofree char *base = g_strconcat (name, MIAO_STORE_ENDING, NULL);
  g_autofree char *copy = g_build_filename (part, base, NULL);
  g_autofree char *keys_path = miao_slots_dup_path (path);
  g_autofree char *keys_copy = miao_slots_dup_path (copy);

  /* A server's own administrator copies its database before the program is updated there. */
  if (miao_store_is_address (path))
    return TRUE;
  /* A copy of an earlier attempt is as old as this one or older, and not newer than the data. */
  miao_files_remove (part);
  miao_files_remove (folder);
  if (miao_files_make_folder (part, error) &&
      miao_store_backup (store, copy, NULL, NULL, NULL, error) &&
      miao_files_copy (keys_path, keys_copy, NULL, NULL, NULL, error) &&
      copy_upgrade_note (store, part, data, error) && miao_files_move (part, folder, error))
    return TRUE;
  miao_files_remove (part);
  g_prefix_error (
      error, "%s",
      miao_pick ("升级前的备份没有做成，数据没有改动。",
                 "The copy before the upgrade could not be made; nothing was changed. "));

  return FALSE;
}

gboolean
miao_restore_upgrade (const char *path, const char *backup, char **ret_aside, GError **error)
{
  g_autoptr (MiaoBackup) from = miao_backup_read (backup, error);
  g_autofree char *part = miao_restore_dup_place (path, MIAO_RESTORE_PART);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *copy = g_build_filename (part, base, NULL);
  g_autofree char *keys_copy = miao_slots_dup_path (copy);
  g_auto (MiaoBackupReport) report = { 0 };
  g_autofree char *store_path = NULL, *keys_path = NULL;

  if (from == NULL || !check_free (path, error) ||
      !miao_backup_check (backup, NULL, NULL, NULL, NULL, &report, error))
    return FALSE;
  if (report.problems->len > 0 || strcmp (from->why, "upgrade") != 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                 miao_pick ("这不是一份完好的升级前副本，没有恢复。%s",
                            "This is not a sound copy from before an upgrade; nothing was changed. "
                            "%s"),
                 report.problems->len > 0 ? (const char *) report.problems->pdata[0] : "");
    return FALSE;
  }
  store_path = miao_backup_dup_store_path (from);
  keys_path = miao_slots_dup_path (store_path);
  miao_files_remove (part);
  if (!miao_files_make_folder (part, error) ||
      !miao_files_copy (store_path, copy, NULL, NULL, NULL, error) ||
      !miao_files_copy (keys_path, keys_copy, NULL, NULL, NULL, error)) {
    miao_files_remove (part);
    return FALSE;
  }

  return miao_restore_swap (path, part, ret_aside, error);
}
