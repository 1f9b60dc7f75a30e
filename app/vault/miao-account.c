#include "config.h"

#include "miao-account-private.h"

#include "miao-attempts.h"
#include "miao-audit-private.h"
#include "miao-error.h"
#include "miao-password.h"
#include "miao-recovery.h"
#include "miao-rotation-private.h"
#include "miao-secret.h"
#include "miao-session-private.h"

#include <string.h>

/* --- Key file and row together --- */

MiaoSlots *
miao_account_begin_slots (MiaoSession *session, int *ret_lock, GError **error)
{
  g_autoptr (MiaoSlots) slots = NULL;

  *ret_lock = miao_slots_lock (session->keys_path, error);
  if (*ret_lock < 0)
    return NULL;
  session->slots_held = TRUE;
  slots = miao_slots_load (session->keys_path, error);
  if (slots != NULL && !miao_slots_is_authentic (slots, session->keys)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                         miao_pick ("密钥文件在使用中被改动。请从备份中取回。",
                                    "The key file was changed while in use. Fetch it from the "
                                    "backup."));
    return NULL;
  }

  return g_steal_pointer (&slots);
}

void
miao_account_end_slots (MiaoSession *session, int lock)
{
  miao_slots_release (lock);
  session->slots_held = FALSE;
  session->new_password = NULL;
}

gboolean
miao_account_save_together (MiaoSession *session,
                            const MiaoSlots *slots,
                            MiaoAccount *account,
                            const char *action,
                            JsonObject *detail,
                            const guint8 *sign_public,
                            GError **error)
{
  MiaoStore *store = session->store;

  if (!miao_store_begin (store, error))
    return FALSE;
  if ((account == NULL ||
       (miao_store_account_put (store, account, miao_session_now_ms (session), error) &&
        miao_session_put_login (session, account, error))) &&
      miao_audit_event (session, action, "account", account != NULL ? account->id : NULL, detail,
                        error) &&
      (sign_public == NULL || miao_audit_announce_key (session, account->id, sign_public, error)) &&
      miao_session_note_generation (session, slots, error) &&
      miao_slots_save (slots, session->keys_path, session->keys, error)) {
    if (miao_rotation_step != NULL)
      miao_rotation_step ("commit");
    return miao_store_commit (store, error);
  }
  miao_store_rollback (store);

  return FALSE;
}

/* Passwords made by a session cost what its own does: cheap in practice files only. */
static MiaoKdfCost
get_cost (MiaoSession *session, const MiaoSlots *slots)
{
  MiaoKdfCost cost = MIAO_KDF_COST_ORDINARY;

  (void) miao_slots_get_slot (slots, session->account->login, &cost, NULL);

  return cost;
}

static JsonObject *
make_detail (MiaoRole role)
{
  JsonObject *detail = json_object_new ();

  json_object_set_string_member (detail, "role", miao_role_name (role));

  return detail;
}

static gboolean
put_slot (MiaoSession *session,
          MiaoSlots *slots,
          const char *login,
          const char *password,
          guint8 sign_public[MIAO_SIGN_PUBLIC],
          GError **error)
{
  const MiaoKdfCost cost = get_cost (session, slots);

  session->new_password = password;      /* until the slots are given back */
  (void) miao_slots_drop (slots, login); /* forgotten, or left by a program that was killed */

  return miao_slots_put (slots, login, MIAO_SLOT_ACCOUNT, password, cost, session->keys,
                         sign_public, error);
}

static MiaoAccount *
find_account (MiaoSession *session, const char *login, GError **error)
{
  g_autofree char *folded = miao_password_fold_login (login);

  return miao_store_account_get (session->store, NULL, folded, error);
}

/* --- Making --- */

static gboolean
check_new (
    MiaoSession *session, const char *login, const char *name, const char *password, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (MiaoAccount) taken = NULL;

  if (!miao_session_require (session, MIAO_MAY_ACCOUNT_MANAGE, error) ||
      !miao_password_check_login (login, error))
    return FALSE;
  if (name == NULL || *name == '\0') {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("请填写姓名。", "Enter the person's name."));
    return FALSE;
  }
  if (!miao_password_check (login, password, error))
    return FALSE;
  taken = find_account (session, login, &trouble);
  if (taken != NULL) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("这个账号已被使用，请换一个。", "This login is taken; choose another."));
    return FALSE;
  }
  if (!g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }

  return TRUE;
}

gboolean
miao_account_create (MiaoSession *session,
                     const char *login,
                     const char *name,
                     MiaoRole role,
                     const char *staff,
                     const char *password,
                     char **ret_id,
                     GError **error)
{
  g_autoptr (MiaoSlots) slots = NULL;
  g_autoptr (MiaoAccount) account = NULL;
  g_autoptr (JsonObject) detail = NULL;
  guint8 sign_public[MIAO_SIGN_PUBLIC];
  gboolean done;
  int lock;

  if (!check_new (session, login, name, password, error) ||
      !miao_account_check_staff (session, staff, NULL, error))
    return FALSE;
  account = miao_account_new ();
  account->login = miao_password_fold_login (login);
  account->name = g_strdup (name);
  account->role = g_strdup (miao_role_name (role));
  account->staff = g_strdup (staff);
  detail = make_detail (role);

  slots = miao_account_begin_slots (session, &lock, error);
  done = slots != NULL && put_slot (session, slots, login, password, sign_public, error) &&
         miao_account_save_together (session, slots, account, "account.create", detail, sign_public,
                                     error);
  miao_account_end_slots (session, lock);
  if (done && ret_id != NULL)
    *ret_id = g_strdup (account->id);

  return done;
}

/* --- Passwords --- */

gboolean
miao_account_change_password (MiaoSession *session,
                              const char *present,
                              const char *password,
                              GError **error)
{
  const char *login = session->account->login;
  g_autoptr (MiaoSlots) slots = NULL;
  g_autoptr (MiaoAccount) account = NULL;
  g_autoptr (MiaoKeys) keys = NULL;
  gboolean done;
  int lock;

  if (!miao_password_check (login, password, error))
    return FALSE;
  if (session->keys == NULL || session->store == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                         miao_pick ("已锁定，请先输入口令。", "Locked: enter the password first."));
    return FALSE;
  }
  account = find_account (session, login, error);
  if (account == NULL)
    return FALSE;
  slots = miao_account_begin_slots (session, &lock, error);
  if (slots != NULL)
    keys = miao_slots_unlock (slots, login, present, error);
  session->new_password = password;
  done =
      keys != NULL &&
      miao_slots_change_password (slots, login, keys, password, get_cost (session, slots), error) &&
      miao_account_save_together (session, slots, account, "account.password", NULL, NULL, error);
  miao_account_end_slots (session, lock);

  return done;
}

gboolean
miao_account_reset_password (MiaoSession *session,
                             const char *login,
                             const char *password,
                             GError **error)
{
  g_autoptr (MiaoSlots) slots = NULL;
  g_autoptr (MiaoAccount) account = NULL;
  guint8 sign_public[MIAO_SIGN_PUBLIC];
  gboolean done;
  int lock;

  if (!miao_session_require (session, MIAO_MAY_ACCOUNT_MANAGE, error) ||
      !miao_password_check (login, password, error))
    return FALSE;
  account = find_account (session, login, error);
  if (account == NULL)
    return FALSE;
  account->disabled = FALSE;
  account->failed = 0;
  account->locked_until_ms = 0;
  slots = miao_account_begin_slots (session, &lock, error);
  done = slots != NULL && put_slot (session, slots, login, password, sign_public, error) &&
         miao_account_save_together (session, slots, account, "account.reset", NULL, sign_public,
                                     error);
  miao_account_end_slots (session, lock);
  if (done) {
    g_autofree char *tag = miao_slots_dup_tag (slots, account->login);

    miao_attempts_clear (session->keys_path, tag);
  }

  return done;
}

gboolean
miao_account_renew_recovery (MiaoSession *session, char **ret_key, GError **error)
{
  g_autoptr (MiaoSecretText) key = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  gboolean done = FALSE;
  int lock;

  if (!miao_session_require (session, MIAO_MAY_RECOVERY_RENEW, error))
    return FALSE;
  key = miao_recovery_new ();
  slots = miao_account_begin_slots (session, &lock, error);
  if (slots != NULL) {
    const MiaoKdfCost cost = get_cost (session, slots);

    (void) miao_slots_drop (slots, MIAO_SLOT_RECOVERY_NAME);
    done = miao_slots_put (slots, MIAO_SLOT_RECOVERY_NAME, MIAO_SLOT_RECOVERY, key, cost,
                           session->keys, NULL, error) &&
           miao_account_save_together (session, slots, NULL, "recovery.renew", NULL, NULL, error);
  }
  miao_account_end_slots (session, lock);
  if (done)
    *ret_key = g_steal_pointer (&key);

  return done;
}

/* --- Rows --- */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED, message);

  return FALSE;
}

/* Somebody has to be able to make accounts. */
static gboolean
check_not_last (MiaoSession *session, const MiaoAccount *account, GError **error)
{
  const char *administrator = miao_role_name (MIAO_ROLE_ADMINISTRATOR);
  g_autoptr (GPtrArray) all = NULL;

  if (strcmp (account->role, administrator) != 0)
    return TRUE;
  all = miao_store_account_list (session->store, error);
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const MiaoAccount *other = g_ptr_array_index (all, i);

    if (strcmp (other->id, account->id) != 0 && !other->disabled &&
        strcmp (other->role, administrator) == 0)
      return TRUE;
  }

  return refuse (error, miao_pick ("这是最后一个管理员账号，请先指定另一位管理员。",
                                   "This is the last administrator; make another one first."));
}

MiaoAccount *
miao_account_find_other (MiaoSession *session, const char *login, GError **error)
{
  g_autoptr (MiaoAccount) account = find_account (session, login, error);

  if (account == NULL)
    return NULL;
  if (strcmp (account->id, session->account->id) == 0) {
    refuse (error, miao_pick ("不能对自己的账号做这件事。请另一位管理员来做。",
                              "Not with your own account; ask another administrator."));
    return NULL;
  }
  if (!check_not_last (session, account, error))
    return NULL;

  return g_steal_pointer (&account);
}

gboolean
miao_account_disable (MiaoSession *session, const char *login, GError **error)
{
  g_autoptr (MiaoSlots) slots = NULL;
  g_autoptr (MiaoAccount) account = NULL;
  gboolean done;
  int lock;

  if (!miao_session_require (session, MIAO_MAY_ACCOUNT_MANAGE, error))
    return FALSE;
  account = miao_account_find_other (session, login, error);
  if (account == NULL)
    return FALSE;
  account->disabled = TRUE;
  slots = miao_account_begin_slots (session, &lock, error);
  if (slots != NULL)
    (void) miao_slots_drop (slots, login);
  done = slots != NULL &&
         miao_account_save_together (session, slots, account, "account.disable", NULL, NULL, error);
  miao_account_end_slots (session, lock);

  return done;
}

/* --- Locked --- */

static gboolean
put_row (MiaoSession *session, MiaoAccount *account, const char *action, GError **error)
{
  MiaoStore *store = session->store;

  if (!miao_store_begin (store, error))
    return FALSE;
  if (miao_store_account_put (store, account, miao_session_now_ms (session), error) &&
      miao_audit_event (session, action, "account", account->id, NULL, error))
    return miao_store_commit (store, error);
  miao_store_rollback (store);

  return FALSE;
}

gboolean
miao_account_lock (MiaoSession *session, const char *login, GError **error)
{
  g_autoptr (MiaoAccount) account = NULL;

  if (!miao_session_require (session, MIAO_MAY_ACCOUNT_MANAGE, error))
    return FALSE;
  account = miao_account_find_other (session, login, error);
  if (account == NULL)
    return FALSE;
  account->locked_until_ms = MIAO_ACCOUNT_LOCKED_MS;

  return put_row (session, account, "account.lock", error);
}

gboolean
miao_account_unlock (MiaoSession *session, const char *login, GError **error)
{
  g_autoptr (MiaoAccount) account = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  g_autofree char *tag = NULL;

  if (!miao_session_require (session, MIAO_MAY_ACCOUNT_MANAGE, error))
    return FALSE;
  account = find_account (session, login, error);
  if (account == NULL)
    return FALSE;
  slots = miao_slots_load (session->keys_path, error);
  if (slots == NULL)
    return FALSE;
  account->locked_until_ms = 0;
  account->failed = 0;
  if (!put_row (session, account, "account.unlock", error))
    return FALSE;
  tag = miao_slots_dup_tag (slots, account->login);
  miao_attempts_clear (session->keys_path, tag);

  return TRUE;
}

MiaoAccountState
miao_account_get_state (MiaoSession *session, const MiaoAccount *account)
{
  const gint64 now_ms = g_get_real_time () / 1000;
  g_autoptr (MiaoSlots) slots = NULL;
  g_autofree char *tag = NULL;

  if (account->disabled)
    return MIAO_ACCOUNT_DISABLED;
  if (account->locked_until_ms > now_ms)
    return MIAO_ACCOUNT_LOCKED;
  slots = miao_slots_load (session->keys_path, NULL);
  if (slots == NULL)
    return MIAO_ACCOUNT_IN_USE;
  tag = miao_slots_dup_tag (slots, account->login);

  return miao_attempts_is_locked (session->keys_path, tag, now_ms) ? MIAO_ACCOUNT_LOCKED_OUT
                                                                   : MIAO_ACCOUNT_IN_USE;
}

gboolean
miao_account_set_role (
    MiaoSession *session, const char *login, const char *name, MiaoRole role, GError **error)
{
  g_autoptr (MiaoAccount) account = NULL;
  g_autoptr (JsonObject) detail = make_detail (role);
  MiaoStore *store = session->store;

  if (!miao_session_require (session, MIAO_MAY_ACCOUNT_MANAGE, error))
    return FALSE;
  account = find_account (session, login, error);
  if (account == NULL)
    return FALSE;
  if (role != MIAO_ROLE_ADMINISTRATOR && !check_not_last (session, account, error))
    return FALSE;
  g_free (account->role);
  account->role = g_strdup (miao_role_name (role));
  if (name != NULL && *name != '\0') {
    g_free (account->name);
    account->name = g_strdup (name);
  }
  if (!miao_store_begin (store, error))
    return FALSE;
  if (miao_store_account_put (store, account, miao_session_now_ms (session), error) &&
      miao_session_put_login (session, account, error) &&
      miao_audit_event (session, "account.role", "account", account->id, detail, error))
    return miao_store_commit (store, error);
  miao_store_rollback (store);

  return FALSE;
}

GPtrArray *
miao_account_list (MiaoSession *session, GError **error)
{
  return miao_store_account_list (session->store, error);
}

char *
miao_account_dup_name (MiaoSession *session, const char *id)
{
  g_autoptr (MiaoAccount) account = NULL;

  if (id == NULL)
    return g_strdup ("");
  account = miao_store_account_get (session->store, id, NULL, NULL);

  return g_strdup (account != NULL ? account->name : id);
}
