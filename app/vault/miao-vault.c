#include "config.h"

#include "miao-vault.h"

#include "miao-attempts.h"
#include "miao-audit-private.h"
#include "miao-error.h"
#include "miao-fields.h"
#include "miao-password.h"
#include "miao-place.h"
#include "miao-recovery.h"
#include "miao-restore.h"
#include "miao-rotation-private.h"
#include "miao-secret.h"
#include "miao-session-private.h"
#include "miao-vault-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* --- Set-up --- */

void
miao_vault_remove_part (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  (void) g_unlink (wal);
  (void) g_unlink (shm);
  (void) g_unlink (path);
}

static gboolean
check_setup (const MiaoVaultSetup *setup, GError **error)
{
  if (!miao_password_check_login (setup->login, error) ||
      !miao_password_check (setup->login, setup->password, error))
    return FALSE;
  if (setup->name == NULL || *setup->name == '\0') {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("请填写管理员的姓名。", "Enter the administrator's name."));
    return FALSE;
  }
  if (g_file_test (setup->path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_CONFLICT,
                 miao_pick ("“%s”已经存在。请换一个名称，或打开它。",
                            "“%s” exists already. Choose another name, or open it."),
                 setup->path);
    return FALSE;
  }

  return TRUE;
}

static MiaoSlots *
make_slots (const MiaoVaultSetup *setup,
            const MiaoKeys *keys,
            const char *recovery,
            guint8 sign_public[MIAO_SIGN_PUBLIC],
            GError **error)
{
  const MiaoKdfCost cost = setup->cost.passes != 0 ? setup->cost
                           : setup->practice       ? MIAO_KDF_COST_PRACTICE
                                                   : MIAO_KDF_COST_ORDINARY;
  g_autoptr (MiaoSlots) slots = miao_slots_new ();

  if (!miao_slots_put (slots, setup->login, MIAO_SLOT_ACCOUNT, setup->password, cost, keys,
                       sign_public, error) ||
      !miao_slots_put (slots, MIAO_SLOT_RECOVERY_NAME, MIAO_SLOT_RECOVERY, recovery, cost, keys,
                       NULL, error))
    return NULL;

  return g_steal_pointer (&slots);
}

static MiaoAccount *
make_administrator (const MiaoVaultSetup *setup)
{
  MiaoAccount *account = miao_account_new ();

  account->login = miao_password_fold_login (setup->login);
  account->name = g_strdup (setup->name);
  account->role = g_strdup (miao_role_name (MIAO_ROLE_ADMINISTRATOR));

  return account;
}

gboolean
miao_vault_anchor (MiaoStore *store, MiaoSlots *slots, GError **error)
{
  guint8 hash[MIAO_AUDIT_HASH_BYTES];
  gint64 count = 0;

  if (!miao_store_audit_head (store, &count, hash, error))
    return FALSE;
  miao_slots_set_anchor (slots, count, hash);

  return TRUE;
}

/* On a server the key file is a row of the same transaction: there is all of it or nothing. */
static gboolean
save_inside (MiaoSession *session, MiaoSlots *slots, GError **error)
{
  return !miao_store_is_server (session->store) ||
         (miao_vault_anchor (session->store, slots, error) &&
          miao_slots_save (slots, session->keys_path, session->keys, error));
}

static gboolean
fill (MiaoSession *session,
      const MiaoVaultSetup *setup,
      MiaoSlots *slots,
      const guint8 sign_public[MIAO_SIGN_PUBLIC],
      const char *field_key,
      GError **error)
{
  const gint64 now_ms = miao_session_now_ms (session);
  MiaoStore *store = session->store;

  if (!miao_store_begin (store, error))
    return FALSE;
  if (miao_store_account_put (store, session->account, now_ms, error) &&
      (!setup->practice ||
       miao_store_setting_set (store, MIAO_SETTING_PRACTICE, "1", MIAO_DATE_NONE,
                               session->account->id, now_ms, error)) &&
      miao_fields_keep (store, field_key, session->account->id, now_ms, error) &&
      miao_session_note_generation (session, slots, error) &&
      miao_audit_event (session, "vault.create", NULL, NULL, NULL, error) &&
      miao_audit_announce_key (session, session->account->id, sign_public, error) &&
      miao_session_put_login (session, session->account, error) &&
      save_inside (session, slots, error))
    return miao_store_commit (store, error);
  miao_store_rollback (store);

  return FALSE;
}

static gboolean
make_on_server (const MiaoVaultSetup *setup,
                MiaoSlots *slots,
                const MiaoKeys *keys,
                const guint8 sign_public[MIAO_SIGN_PUBLIC],
                GError **error)
{
  g_autoptr (MiaoSession) session = NULL;
  MiaoStore *store = miao_session_connect (setup->path, NULL, NULL, TRUE, error);
  g_autofree char *field_key = NULL;

  if (store == NULL)
    return FALSE;
  field_key = miao_fields_make (store, keys);
  session = miao_session_new_for (setup->path, store, miao_keys_copy (keys),
                                  make_administrator (setup), error);
  if (session == NULL)
    return FALSE;
  session->slots_held = TRUE; /* its anchor is in it already */
  session->new_password = setup->password;

  return fill (session, setup, slots, sign_public, field_key, error);
}

MiaoSession *
miao_vault_begin (
    const char *path, MiaoSlots *slots, const MiaoKeys *keys, MiaoAccount *account, GError **error)
{
  MiaoStore *store = miao_session_open_store (path, slots, keys, TRUE, error);
  MiaoSession *session;

  if (store == NULL) {
    miao_account_free (account);
    return NULL;
  }
  session = miao_session_new_for (path, store, miao_keys_copy (keys), account, error);
  if (session != NULL)
    session->slots_held = TRUE; /* there is no key file to anchor in yet */

  return session;
}

/* Makes the database under @path and gives its chain an anchor in @slots. */
static gboolean
make_database (const MiaoVaultSetup *setup,
               const char *path,
               MiaoSlots *slots,
               const MiaoKeys *keys,
               const guint8 sign_public[MIAO_SIGN_PUBLIC],
               GError **error)
{
  g_autoptr (MiaoSession) session =
      miao_vault_begin (path, slots, keys, make_administrator (setup), error);

  return session != NULL && fill (session, setup, slots, sign_public, NULL, error) &&
         miao_vault_anchor (session->store, slots, error);
}

gboolean
miao_vault_finish (const char *part, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_rename (part, path) != 0) {
    const int number = errno;

    g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
                 miao_pick ("数据文件没有建成：%s", "The data file was not made: %s"),
                 g_strerror (number));
    return FALSE;
  }
  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    (void) fsync (fd);
    (void) close (fd);
  }

  return TRUE;
}

gboolean
miao_vault_create (const MiaoVaultSetup *setup, char **ret_recovery, GError **error)
{
  g_autofree char *part = g_strconcat (setup->path, ".new", NULL);
  g_autofree char *keys_path = miao_slots_dup_path (setup->path);
  g_autoptr (MiaoSecretText) recovery = miao_recovery_new ();
  g_autoptr (MiaoKeys) keys = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  guint8 sign_public[MIAO_SIGN_PUBLIC];

  if (!check_setup (setup, error))
    return FALSE;
  if (!miao_store_is_address (setup->path))
    miao_vault_remove_part (part); /* left by a set-up that was killed */
  keys = miao_keys_new ();
  slots = make_slots (setup, keys, recovery, sign_public, error);
  if (slots == NULL)
    return FALSE;
  if (miao_store_is_address (setup->path)) {
    if (!make_on_server (setup, slots, keys, sign_public, error))
      return FALSE;
    *ret_recovery = g_steal_pointer (&recovery);
    return TRUE;
  }
  if (make_database (setup, part, slots, keys, sign_public, error) &&
      miao_slots_save (slots, keys_path, keys, error)) {
    if (miao_vault_finish (part, setup->path, error)) {
      *ret_recovery = g_steal_pointer (&recovery);
      return TRUE;
    }
    (void) g_unlink (keys_path);
  }
  miao_vault_remove_part (part);

  return FALSE;
}

/* --- Recovery --- */

static gboolean
recover (
    MiaoSession *session, MiaoSlots *slots, const char *password, guint64 known, GError **error)
{
  MiaoAccount *account = session->account;
  MiaoStore *store = session->store;
  MiaoKdfCost cost = MIAO_KDF_COST_ORDINARY;
  guint8 sign_public[MIAO_SIGN_PUBLIC];

  (void) miao_slots_get_slot (slots, MIAO_SLOT_RECOVERY_NAME, &cost, NULL);
  (void) miao_slots_drop (slots, account->login);
  if (!miao_slots_put (slots, account->login, MIAO_SLOT_ACCOUNT, password, cost, session->keys,
                       sign_public, error))
    return FALSE;
  miao_slots_exceed_generation (slots, known);
  account->disabled = FALSE;
  account->failed = 0;
  account->locked_until_ms = 0;
  if (!miao_store_begin (store, error))
    return FALSE;
  if (miao_store_account_put (store, account, miao_session_now_ms (session), error) &&
      miao_audit_event (session, "account.recover", "account", account->id, NULL, error) &&
      miao_audit_announce_key (session, account->id, sign_public, error) &&
      miao_session_note_generation (session, slots, error) &&
      miao_session_put_login (session, account, error) &&
      miao_slots_save (slots, session->keys_path, session->keys, error))
    return miao_store_commit (store, error);
  miao_store_rollback (store);

  return FALSE;
}

static MiaoKeys *
open_sheet (const MiaoSlots *slots, const char *recovery, GError **error)
{
  g_autoptr (MiaoSecretText) key = miao_recovery_parse (recovery, error);
  g_autoptr (GError) trouble = NULL;
  MiaoKeys *keys;

  if (key == NULL)
    return NULL;
  keys = miao_slots_unlock (slots, MIAO_SLOT_RECOVERY_NAME, key, &trouble);
  if (g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_KEY))
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_KEY,
                         miao_pick ("这张恢复单不属于这个数据文件，或已被新的恢复单取代。",
                                    "This recovery sheet does not belong to the file, or a newer "
                                    "sheet replaced it."));
  else if (trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));

  return keys;
}

static gboolean
recover_locked (const char *path,
                MiaoStore *server,
                const char *keys_path,
                const char *recovery,
                const char *login,
                const char *password,
                GError **error)
{
  g_autofree char *folded = miao_password_fold_login (login);
  g_autoptr (MiaoSlots) slots = miao_slots_load (keys_path, error);
  g_autoptr (MiaoKeys) keys = NULL;
  g_autoptr (MiaoStore) store = NULL;
  g_autoptr (MiaoAccount) account = NULL;
  g_autoptr (MiaoSession) session = NULL;
  guint64 known = 0;
  gboolean rekeyed;

  if (slots == NULL)
    return FALSE;
  keys = open_sheet (slots, recovery, error);
  if (keys == NULL)
    return FALSE;
  store = server != NULL ? miao_store_open_again (server, FALSE, error)
                         : miao_rotation_open_store (path, slots, keys, &rekeyed, error);
  if (store == NULL || !miao_session_get_generation (store, &known, error) ||
      !miao_fields_open (store, keys, error))
    return FALSE;
  account = miao_store_account_get (store, NULL, folded, error);
  if (account == NULL)
    return FALSE;
  session = miao_session_new_for (path, g_steal_pointer (&store), g_steal_pointer (&keys),
                                  g_steal_pointer (&account), error);
  if (session == NULL)
    return FALSE;
  /* The caller holds the lock. The next log-in compares the anchor, so none is written here. */
  session->slots_held = TRUE;
  session->new_password = password;

  return recover (session, slots, password, known, error);
}

gboolean
miao_vault_recover (
    const char *path, const char *recovery, const char *login, const char *password, GError **error)
{
  g_autoptr (MiaoStore) server = NULL;
  g_auto (MiaoKeysName) keys_path = NULL;
  g_autofree char *tag = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  gboolean done;
  int lock;

  if (!miao_password_check_login (login, error) || !miao_password_check (login, password, error) ||
      !miao_restore_complete (path, error))
    return FALSE;
  if (!miao_session_approach (path, NULL, NULL, &keys_path, &server, error))
    return FALSE;
  lock = miao_slots_lock (keys_path, error);
  if (lock < 0)
    return FALSE;
  done = recover_locked (path, server, keys_path, recovery, login, password, error);
  miao_slots_release (lock);
  if (done) {
    slots = miao_slots_load (keys_path, NULL);
    tag = slots != NULL ? miao_slots_dup_tag (slots, login) : NULL;
    if (tag != NULL)
      miao_attempts_clear (keys_path, tag);
  }

  return done;
}
