#include "config.h"

#include "miao-session-private.h"

#include "miao-attempts.h"
#include "miao-audit-private.h"
#include "miao-error.h"
#include "miao-fields.h"
#include "miao-password.h"
#include "miao-place.h"
#include "miao-restore.h"
#include "miao-rotation-private.h"
#include "miao-secret.h"

#include <string.h>

/* --- Life --- */

/* The digests of the audit chain must stay comparable when the data key is replaced. */
static gboolean
load_audit_key (MiaoSession *session, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (MiaoSecretText) kept =
      miao_store_setting_get (session->store, MIAO_SETTING_AUDIT_KEY, MIAO_DATE_NONE, &trouble);

  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  session->audit_key = miao_secret_alloc (MIAO_SUBKEY_SIZE);
  if (!miao_secret_from_hex (kept, session->audit_key, MIAO_SUBKEY_SIZE))
    miao_keys_derive (session->keys, MIAO_SUBKEY_AUDIT, session->audit_key);

  return TRUE;
}

MiaoSession *
miao_session_new_for (
    const char *path, MiaoStore *store, MiaoKeys *keys, MiaoAccount *account, GError **error)
{
  g_autoptr (MiaoSession) session = g_new0 (MiaoSession, 1);
  g_autoptr (GError) trouble = NULL;
  g_autofree char *practice = NULL;

  session->refs = 1;
  session->path = g_strdup (path);
  session->keys_path =
      miao_store_is_server (store) ? miao_place_attach (store, path) : miao_slots_dup_path (path);
  session->store = store;
  session->keys = keys;
  session->account = account;
  session->attachments = miao_attachments_new (path, keys);
  miao_attachments_set_store (session->attachments, store);
  session->reads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  session->watch = miao_store_watch (store, miao_session_changed_cb, session);
  session->anchored_us = g_get_monotonic_time ();
  if (!miao_role_parse (account->role, &session->role)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_TOO_NEW,
                         miao_pick ("账号的角色不为本版本所知。请升级程序。",
                                    "This version does not know the account's role. Update the "
                                    "program."));
    return NULL;
  }
  practice = miao_store_setting_get (store, MIAO_SETTING_PRACTICE, MIAO_DATE_NONE, &trouble);
  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return NULL;
  }
  session->practice = g_strcmp0 (practice, "1") == 0;
  session->away = miao_store_setting_get (store, MIAO_SETTING_AWAY, MIAO_DATE_NONE, &trouble);
  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return NULL;
  }
  if (!load_audit_key (session, error))
    return NULL;

  return g_steal_pointer (&session);
}

static MiaoKeys *
unlock (const char *keys_path,
        const MiaoSlots *slots,
        const char *login,
        const char *password,
        GError **error)
{
  const gint64 now_ms = g_get_real_time () / 1000;
  g_autofree char *tag = miao_slots_dup_tag (slots, login);
  const int pause = miao_attempts_get_pause (keys_path, tag, now_ms);
  g_autoptr (GError) trouble = NULL;
  MiaoKeys *keys;

  if (miao_attempts_is_locked (keys_path, tag, now_ms)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                 miao_pick ("口令连续输错 %d 次，账号已锁定。请管理员解锁，或在 24 小时后再试。",
                            "Wrong passwords %d times: the account is locked. Ask an administrator "
                            "to unlock it, or try again after 24 hours."),
                 MIAO_ATTEMPTS_LOCK);
    return NULL;
  }
  if (pause > 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_BUSY,
                 miao_pick ("口令连续输错，请在 %d 秒后再试。",
                            "Too many wrong passwords; try again in %d seconds."),
                 pause);
    return NULL;
  }
  keys = miao_slots_unlock (slots, login, password, &trouble);
  if (keys == NULL) {
    if (g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_KEY))
      miao_attempts_add (keys_path, tag, now_ms);
    g_propagate_error (error, g_steal_pointer (&trouble));
  }

  return keys;
}

/* The row behind a slot that opened. Without one, the slot is a left-over. */
static MiaoAccount *
get_account (MiaoStore *store, const char *login, GError **error)
{
  g_autofree char *folded = miao_password_fold_login (login);
  g_autoptr (GError) trouble = NULL;
  g_autoptr (MiaoAccount) account = miao_store_account_get (store, NULL, folded, &trouble);

  if (account == NULL) {
    if (g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_NOT_FOUND))
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                           miao_pick ("这个账号没有建完。请管理员重新建立。",
                                      "This account was not finished. Ask an administrator to make "
                                      "it again."));
    else
      g_propagate_error (error, g_steal_pointer (&trouble));
    return NULL;
  }
  if (account->disabled || account->locked_until_ms > g_get_real_time () / 1000) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                         account->disabled
                             ? miao_pick ("这个账号已停用。请与管理员联系。",
                                          "This account is disabled. Ask an administrator.")
                             : miao_pick ("这个账号已被管理员锁定。请与管理员联系。",
                                          "An administrator has locked this account. Ask them."));
    return NULL;
  }

  return g_steal_pointer (&account);
}

static gboolean
log_failures (MiaoSession *session, int failures, gint64 last_ms, GError **error)
{
  g_autoptr (JsonObject) detail = NULL;

  if (failures == 0)
    return TRUE;
  detail = json_object_new ();
  json_object_set_int_member (detail, "failures", failures);
  json_object_set_int_member (detail, "last_at", last_ms);

  return miao_audit_event (session, "login.failed", "account", session->account->id, detail, error);
}

static gboolean
read_account_again (MiaoSession *session, GError **error)
{
  MiaoAccount *account = get_account (session->store, session->account->login, error);

  if (account == NULL)
    return FALSE;
  miao_account_free (session->account);
  session->account = account;

  return TRUE;
}

static gboolean
log_in (MiaoSession *session, const MiaoSlots *slots, GError **error)
{
  g_autofree char *tag = miao_slots_dup_tag (slots, session->account->login);
  gint64 last_ms = 0;
  int failures;
  guint64 known;

  if (!miao_store_begin (session->store, error))
    return FALSE;
  /* The same person may log in at another desk at this moment: only now is the row ours. */
  if (!read_account_again (session, error)) {
    miao_store_rollback (session->store);
    return FALSE;
  }
  failures = miao_attempts_get (session->keys_path, tag, &last_ms);
  session->account->failed = failures;
  session->account->last_login_ms = g_get_real_time () / 1000;
  if (miao_session_get_generation (session->store, &known, error) &&
      log_failures (session, failures, last_ms, error) &&
      miao_audit_event (session, "login", "account", session->account->id, NULL, error) &&
      miao_store_account_put (session->store, session->account, session->account->last_login_ms,
                              error) &&
      (known >= miao_slots_get_generation (slots) ||
       (miao_rotation_settle_rows (session, slots, error) &&
        miao_session_note_generation (session, slots, error))) &&
      miao_store_commit (session->store, error)) {
    if (failures > 0)
      miao_attempts_clear (session->keys_path, tag);
    return TRUE;
  }
  miao_store_rollback (session->store);

  return FALSE;
}

/* What a program that was killed left to do. Failing is no reason to keep anybody out. */
static void
after_log_in (MiaoSession *session, const MiaoSlots *slots)
{
  int lock;

  if (miao_slots_is_rotating (slots)) {
    miao_rotation_resume (session);
    return;
  }
  lock = miao_slots_lock (session->keys_path, NULL);
  if (lock >= 0) {
    g_autoptr (MiaoSlots) present = miao_slots_load (session->keys_path, NULL);

    if (present != NULL && miao_slots_is_authentic (present, session->keys))
      (void) miao_slots_mend_spare (present, session->keys_path, session->keys, NULL);
  }
  miao_slots_release (lock);
}

gboolean
miao_session_approach (const char *path,
                       const char *login,
                       const char *password,
                       char **ret_keys_path,
                       MiaoStore **ret_store,
                       GError **error)
{
  *ret_store = NULL;
  if (miao_store_is_address (path)) {
    *ret_store = miao_session_connect (path, login, password, FALSE, error);
    if (*ret_store != NULL)
      *ret_keys_path = miao_place_attach (*ret_store, path);
    return *ret_store != NULL;
  }
  *ret_keys_path = miao_slots_dup_path (path);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
               miao_pick ("找不到数据文件“%s”。请检查位置。",
                          "There is no data file “%s”. Check where it is."),
               path);

  return FALSE;
}

void
miao_keys_name_clear (MiaoKeysName *name)
{
  if (*name != NULL)
    miao_place_detach (*name);
  g_free (*name);
}

MiaoSession *
miao_session_open (const char *path, const char *login, const char *password, GError **error)
{
  g_autoptr (MiaoStore) server = NULL;
  g_auto (MiaoKeysName) keys_path = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  g_autoptr (MiaoKeys) keys = NULL;
  g_autoptr (MiaoStore) store = NULL;
  g_autoptr (MiaoAccount) account = NULL;
  g_autoptr (MiaoSession) session = NULL;
  gboolean rekeyed = FALSE;

  if ((!miao_store_is_address (path) && !miao_restore_complete (path, error)) ||
      !miao_session_approach (path, login, password, &keys_path, &server, error))
    return NULL;
  slots = miao_slots_load (keys_path, error);
  if (slots == NULL || !miao_password_check_login (login, error))
    return NULL;
  keys = unlock (keys_path, slots, login, password, error);
  if (keys == NULL)
    return NULL;
  store = server != NULL ? g_steal_pointer (&server)
                         : miao_rotation_open_store (path, slots, keys, &rekeyed, error);
  if (store == NULL || !miao_session_check_generation (store, slots, error) ||
      !miao_fields_open (store, keys, error))
    return NULL;
  account = get_account (store, login, error);
  if (account == NULL)
    return NULL;
  session = miao_session_new_for (path, g_steal_pointer (&store), g_steal_pointer (&keys),
                                  g_steal_pointer (&account), error);
  if (session == NULL || !miao_session_check_anchor (session, slots, error) ||
      !miao_session_check_rest (session, error))
    return NULL;
  session->rekeyed = rekeyed;
  if (!log_in (session, slots, error))
    return NULL;
  after_log_in (session, slots);

  return g_steal_pointer (&session);
}

MiaoSession *
miao_session_ref (MiaoSession *session)
{
  g_atomic_int_inc (&session->refs);

  return session;
}

static void
drop_keys (MiaoSession *session)
{
  g_clear_pointer (&session->attachments, miao_attachments_free);
  g_clear_pointer (&session->keys, miao_keys_free);
  g_clear_pointer (&session->audit_key, miao_secret_free);
}

void
miao_session_close (MiaoSession *session)
{
  if (session->store == NULL)
    return;
  miao_store_rollback (session->store);
  (void) miao_session_anchor (session, NULL);
  miao_store_unwatch (session->store, session->watch);
  miao_place_detach (session->keys_path);
  g_clear_pointer (&session->store, miao_store_close);
  drop_keys (session);
}

void
miao_session_unref (MiaoSession *session)
{
  if (!g_atomic_int_dec_and_test (&session->refs))
    return;
  miao_session_close (session);
  g_clear_pointer (&session->account, miao_account_free);
  g_hash_table_unref (session->reads);
  g_free (session->alarm);
  g_free (session->pending);
  g_free (session->away);
  g_free (session->keys_path);
  g_free (session->path);
  g_free (session);
}

gboolean
miao_session_is_open (const MiaoSession *session)
{
  return session->store != NULL;
}

guint8 *
miao_session_dup_sign_key (MiaoSession *session, guint8 *ret_public)
{
  return session->keys != NULL ? miao_keys_dup_sign_secret (session->keys, ret_public) : NULL;
}

/* --- Lock --- */

void
miao_session_lock (MiaoSession *session)
{
  g_return_if_fail (session->store != NULL);

  if (session->locked)
    return;
  (void) miao_session_anchor (session, NULL);
  drop_keys (session);
  session->locked = TRUE;
}

gboolean
miao_session_is_locked (const MiaoSession *session)
{
  return session->locked || g_atomic_int_get (&session->opening);
}

gboolean
miao_session_unlock (MiaoSession *session, const char *password, GError **error)
{
  return miao_session_unlock_and (session, password, NULL, NULL, error);
}

gboolean
miao_session_unlock_and (
    MiaoSession *session, const char *password, MiaoSessionFunc then, gpointer data, GError **error)
{
  g_autoptr (MiaoSlots) slots = NULL;
  g_autoptr (MiaoAccount) account = NULL;
  g_autoptr (MiaoKeys) keys = NULL;

  g_return_val_if_fail (session->store != NULL, FALSE);

  if (!session->locked)
    return TRUE;
  slots = miao_slots_load (session->keys_path, error);
  if (slots == NULL)
    return FALSE;
  keys = unlock (session->keys_path, slots, session->account->login, password, error);
  if (keys == NULL || !miao_session_check_generation (session->store, slots, error))
    return FALSE;
  account = get_account (session->store, session->account->login, error);
  if (account == NULL)
    return FALSE;
  session->attachments = miao_attachments_new (session->path, keys);
  miao_attachments_set_store (session->attachments, session->store);
  session->keys = g_steal_pointer (&keys);
  if (!load_audit_key (session, error)) {
    drop_keys (session);
    return FALSE;
  }
  g_atomic_int_set (&session->opening, then != NULL);
  session->locked = FALSE;
  if (then != NULL)
    then (session, data);
  g_atomic_int_set (&session->opening, FALSE);

  return TRUE;
}

const char *
miao_session_get_pending (const MiaoSession *session)
{
  return session->pending;
}

/* --- Rights --- */

/* What a field package is for: reading what it holds, filling it in, its needs, signing. */
static gboolean
is_away_right (MiaoPermission permission)
{
  static const MiaoPermission rights[] = {
    MIAO_MAY_CHILD_READ,   MIAO_MAY_FAMILY_READ, MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_RAISING,
    MIAO_MAY_READ_HEALTH,  MIAO_MAY_READ_SCHOOL, MIAO_MAY_EVALUATION_FILL, MIAO_MAY_EVALUATION_SIGN,
    MIAO_MAY_DOCUMENT_ADD, MIAO_MAY_PRINT,       MIAO_MAY_NEED_FOLLOW,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rights); i++) {
    if (rights[i] == permission)
      return TRUE;
  }

  return FALSE;
}

gboolean
miao_session_may (const MiaoSession *session, MiaoPermission permission)
{
  return session->store != NULL && !session->locked &&
         (session->away == NULL || is_away_right (permission)) &&
         miao_rights_may (session->role, permission);
}

gboolean
miao_session_require (const MiaoSession *session, MiaoPermission permission, GError **error)
{
  if (session->store != NULL && !session->locked && session->away != NULL &&
      !is_away_right (permission)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                 miao_pick ("这是外出评估包，不能%s。请在院内打开机构文件办理。",
                            "This is a field package: to %s, open the institution."),
                 miao_permission_label (permission, miao_language ()));
    return FALSE;
  }
  if (session->store != NULL && !session->locked)
    return miao_rights_require (session->role, permission, error);
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                       miao_pick ("已锁定，请先输入口令。", "Locked: enter the password first."));

  return FALSE;
}
