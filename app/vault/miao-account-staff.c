/* Whose account it is: the staff record that acts of this account are done by. */
#include "config.h"

#include "miao-account-private.h"

#include "miao-audit.h"
#include "miao-error.h"
#include "miao-password.h"
#include "miao-session-private.h"

#include <string.h>

gboolean
miao_account_check_staff (MiaoSession *session,
                          const char *staff,
                          const char *account,
                          GError **error)
{
  g_autoptr (GPtrArray) all = NULL;

  if (staff == NULL)
    return TRUE;
  all = miao_store_account_list (session->store, error);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const MiaoAccount *other = g_ptr_array_index (all, i);

    if (other->disabled || g_strcmp0 (other->staff, staff) != 0 ||
        g_strcmp0 (other->id, account) == 0)
      continue;
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("这名工作人员已有账号“%s”，一人只用一个账号。",
                            "This staff member has the account “%s” already; one person has one "
                            "account."),
                 other->login);
    return FALSE;
  }

  return all != NULL;
}

gboolean
miao_account_set_staff (MiaoSession *session, const char *login, const char *staff, GError **error)
{
  MiaoStore *store = session->store;
  g_autofree char *folded = miao_password_fold_login (login);
  g_autoptr (MiaoAccount) account = NULL;

  if (!miao_session_require (session, MIAO_MAY_ACCOUNT_MANAGE, error))
    return FALSE;
  account = miao_store_account_get (store, NULL, folded, error);
  if (account == NULL || !miao_account_check_staff (session, staff, account->id, error))
    return FALSE;
  if (g_strcmp0 (account->staff, staff) == 0)
    return TRUE;
  g_free (account->staff);
  account->staff = g_strdup (staff);
  if (!miao_store_begin (store, error))
    return FALSE;
  if (miao_store_account_put (store, account, miao_session_now_ms (session), error) &&
      miao_audit_event (session, "account.staff", "account", account->id, NULL, error))
    return miao_store_commit (store, error);
  miao_store_rollback (store);

  return FALSE;
}
