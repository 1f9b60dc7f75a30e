#include "config.h"

#include "miao-rotation-private.h"

#include "miao-account-private.h"
#include "miao-audit-private.h"
#include "miao-error.h"
#include "miao-secret.h"
#include "miao-store-place.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/statvfs.h>

/* Beside the rollback journal of the database. */
#define SPARE_ROOM ((guint64) 16 * 1024 * 1024)
/* How far the progress is when the database is done. */
#define DATABASE_SHARE 0.5

void (*miao_rotation_step) (const char *next);

typedef struct {
  MiaoRotationProgress progress;
  gpointer data;
  guint n_files;
} Telling;

static void
step (const char *next)
{
  if (miao_rotation_step != NULL)
    miao_rotation_step (next);
}

static void
tell (const Telling *telling, double fraction)
{
  if (telling->progress != NULL)
    telling->progress (fraction, telling->data);
}

MiaoStore *
miao_rotation_open_store (const char *path,
                          const MiaoSlots *slots,
                          const MiaoKeys *keys,
                          gboolean *ret_rekeyed,
                          GError **error)
{
  g_autoptr (MiaoKeys) next = miao_slots_is_rotating (slots) ? miao_keys_dup_next (keys) : NULL;
  g_autoptr (GError) trouble = NULL;
  MiaoStore *store = miao_session_open_store (path, slots, keys, FALSE, &trouble);

  *ret_rekeyed = FALSE;
  if (store != NULL)
    return store;
  if (next == NULL || !g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_KEY)) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return NULL;
  }
  *ret_rekeyed = TRUE;

  return miao_session_open_store (path, slots, next, FALSE, error);
}

/* --- Steps 2 to 4 --- */

/* The digests of the audit chain are made with a key of their own that outlives the data key. */
static gboolean
keep_audit_key (MiaoSession *session, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autofree char *kept =
      miao_store_setting_get (session->store, MIAO_SETTING_AUDIT_KEY, MIAO_DATE_NONE, &trouble);
  g_autoptr (MiaoSecretText) text = NULL;

  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  if (kept != NULL)
    return TRUE;
  text = miao_secret_to_hex (session->audit_key, MIAO_SUBKEY_SIZE);

  return miao_store_setting_set (session->store, MIAO_SETTING_AUDIT_KEY, text, MIAO_DATE_NONE,
                                 session->account->id, miao_session_now_ms (session), error);
}

static gboolean
rekey_database (MiaoSession *session, const MiaoSlots *slots, GError **error)
{
  g_autoptr (MiaoKeys) next = NULL;
  g_autoptr (GBytes) key = NULL;

  if (session->rekeyed)
    return TRUE;
  if (!keep_audit_key (session, error))
    return FALSE;
  step ("database");
  next = miao_keys_dup_next (session->keys);
  key = miao_keys_dup_database_key (next, slots);
  if (!miao_store_rekey (session->store, g_bytes_get_data (key, NULL), error))
    return FALSE;
  session->rekeyed = TRUE;

  return TRUE;
}

static void
file_step (guint n, gpointer data)
{
  const Telling *telling = data;

  step ("file");
  tell (telling, DATABASE_SHARE + (1 - DATABASE_SHARE) * n / MAX (telling->n_files, 1));
}

static gboolean
rekey_files (MiaoSession *session, Telling *telling, GError **error)
{
  g_autoptr (MiaoAttachments) attachments = miao_attachments_new (session->path, session->keys);
  guint damaged = 0;

  telling->n_files = miao_attachments_count (attachments);
  if (!miao_attachments_rekey (attachments, file_step, telling, &damaged, error))
    return FALSE;
  if (damaged > 0)
    g_message ("%u attachments were damaged before and stay so", damaged);

  return TRUE;
}

static gboolean
save_end (MiaoSession *session, MiaoSlots *slots, const MiaoKeys *keys, GError **error)
{
  MiaoStore *store = session->store;
  g_autoptr (JsonObject) detail = json_object_new ();

  json_object_set_int_member (detail, "epoch", miao_slots_get_epoch (slots));
  if (!miao_store_begin (store, error))
    return FALSE;
  if (miao_audit_event (session, "keys.rotate", NULL, NULL, detail, error) &&
      miao_session_note_generation (session, slots, error) &&
      miao_slots_save (slots, session->keys_path, keys, error)) {
    step ("end-commit");
    return miao_store_commit (store, error);
  }
  miao_store_rollback (store);

  return FALSE;
}

/* With the lock of the key file, after step 1. */
static gboolean
go_on (MiaoSession *session, MiaoSlots *slots, Telling *telling, GError **error)
{
  g_autoptr (MiaoKeys) keys = NULL;

  tell (telling, 0);
  if (!rekey_database (session, slots, error))
    return FALSE;
  step ("files");
  tell (telling, DATABASE_SHARE);
  if (!rekey_files (session, telling, error))
    return FALSE;
  step ("end");
  keys = miao_keys_copy (session->keys);
  miao_slots_end_rotation (slots, keys);
  if (!save_end (session, slots, keys, error))
    return FALSE;
  step ("ended");
  miao_keys_free (session->keys);
  session->keys = g_steal_pointer (&keys);
  session->rekeyed = FALSE;
  miao_attachments_free (session->attachments);
  session->attachments = miao_attachments_new (session->path, session->keys);
  miao_attachments_set_store (session->attachments, session->store);
  g_clear_pointer (&session->pending, g_free);
  tell (telling, 1);

  return TRUE;
}

static void
set_pending (MiaoSession *session, const GError *error)
{
  g_free (session->pending);
  session->pending = g_strdup_printf (
      miao_pick ("数据密钥还没有更换完：%s 下次登录时会接着做。",
                 "The data key is not replaced yet: %s It goes on at the next log-in."),
      error->message);
}

void
miao_rotation_resume (MiaoSession *session)
{
  Telling telling = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  int lock;

  slots = miao_account_begin_slots (session, &lock, &error);
  if (slots != NULL && miao_slots_is_rotating (slots) &&
      miao_store_check_alone (session->store, &error))
    (void) go_on (session, slots, &telling, &error);
  miao_account_end_slots (session, lock);
  if (error != NULL)
    set_pending (session, error);
}

/* --- Step 1 --- */

static gboolean
check_room (MiaoSession *session, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (session->path);
  g_autofree char *needed = NULL;
  struct statvfs disk;
  GStatBuf file;
  guint64 least;

  if (statvfs (folder, &disk) != 0 || g_stat (session->path, &file) != 0)
    return TRUE;
  least = (guint64) file.st_size + SPARE_ROOM;
  if ((guint64) disk.f_bavail * disk.f_frsize >= least)
    return TRUE;
  needed = g_format_size (least);
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_NO_SPACE,
               miao_pick ("更换数据密钥时需要 %s 的空闲空间。请腾出空间后重试。",
                          "Replacing the data key needs %s of free space for a while. Make room "
                          "and try again."),
               needed);

  return FALSE;
}

static void
note_names (GPtrArray *names, GPtrArray *accounts, const MiaoAccount *leaving)
{
  for (guint i = 0; i < accounts->len; i++) {
    const MiaoAccount *account = g_ptr_array_index (accounts, i);

    if (!account->disabled && (leaving == NULL || strcmp (account->id, leaving->id) != 0))
      g_ptr_array_add (names, account->login);
  }
}

/* Drops every slot without a person who may log in, makes the next key, and says so. */
static gboolean
begin (MiaoSession *session, MiaoSlots *slots, MiaoAccount *leaving, GError **error)
{
  g_autoptr (GPtrArray) accounts = miao_store_account_list (session->store, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (MiaoKeys) keys = NULL;
  g_autoptr (JsonObject) detail = json_object_new ();

  if (accounts == NULL)
    return FALSE;
  note_names (names, accounts, leaving);
  json_object_set_int_member (detail, "slots_dropped", miao_slots_keep_only (slots, names));
  keys = miao_keys_copy (session->keys);
  miao_slots_begin_rotation (slots, keys);
  step ("begin");
  if (!miao_account_save_together (session, slots, leaving,
                                   leaving != NULL ? "account.remove" : "keys.replace", detail,
                                   NULL, error))
    return FALSE;
  miao_keys_free (session->keys);
  session->keys = g_steal_pointer (&keys);

  return TRUE;
}

static gboolean
rotate (MiaoSession *session,
        MiaoAccount *leaving,
        MiaoRotationProgress progress,
        gpointer data,
        GError **error)
{
  Telling telling = { progress, data, 0 };
  g_autoptr (GError) trouble = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  gboolean begun;
  int lock;

  slots = miao_account_begin_slots (session, &lock, error);
  begun = slots != NULL &&
          (!miao_slots_is_rotating (slots) || go_on (session, slots, &telling, error)) &&
          begin (session, slots, leaving, error);
  if (begun)
    (void) go_on (session, slots, &telling, &trouble);
  miao_account_end_slots (session, lock);
  if (trouble != NULL)
    set_pending (session, trouble);

  return begun;
}

/* Every desk works with the key, and whoever is disabled there is cut off at once. */
static gboolean
check_place (MiaoSession *session, GError **error)
{
  if (miao_store_is_server (session->store)) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_REFUSED,
        miao_pick (
            "数据在服务器上时不更换数据密钥。离职的人停用账号即可；确需更换时，先搬回文件，换好后"
            "再搬上服务器。",
            "The data key is not replaced while the data lies on a server. Disable the "
            "account of whoever leaves; to replace the key, move back to a file first and "
            "to the server again afterwards."));
    return FALSE;
  }

  return miao_store_check_alone (session->store, error) && check_room (session, error);
}

gboolean
miao_account_remove (MiaoSession *session,
                     const char *login,
                     MiaoRotationProgress progress,
                     gpointer data,
                     GError **error)
{
  g_autoptr (MiaoAccount) account = NULL;

  if (!miao_session_require (session, MIAO_MAY_ACCOUNT_MANAGE, error))
    return FALSE;
  account = miao_account_find_other (session, login, error);
  if (account == NULL || !check_place (session, error))
    return FALSE;
  account->disabled = TRUE;

  return rotate (session, account, progress, data, error);
}

gboolean
miao_account_rotate_keys (MiaoSession *session,
                          MiaoRotationProgress progress,
                          gpointer data,
                          GError **error)
{
  if (!miao_session_require (session, MIAO_MAY_RECOVERY_RENEW, error) ||
      !check_place (session, error))
    return FALSE;

  return rotate (session, NULL, progress, data, error);
}

/* --- Rows that a kill left behind --- */

gboolean
miao_rotation_settle_rows (MiaoSession *session, const MiaoSlots *slots, GError **error)
{
  g_autoptr (GPtrArray) accounts = miao_store_account_list (session->store, error);

  if (accounts == NULL)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++) {
    MiaoAccount *account = g_ptr_array_index (accounts, i);

    if (account->disabled || miao_slots_has (slots, account->login))
      continue;
    account->disabled = TRUE;
    if (!miao_store_account_put (session->store, account, miao_session_now_ms (session), error) ||
        !miao_audit_event (session, "account.disable", "account", account->id, NULL, error))
      return FALSE;
  }

  return TRUE;
}
