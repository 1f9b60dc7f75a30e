#include "config.h"

#include "miao-session-private.h"

#include "miao-error.h"

void
miao_session_follow (MiaoSession *again, const MiaoSession *session)
{
  again->chosen_day = session->chosen_day;
  again->chosen_from_us = session->chosen_from_us;
}

MiaoSession *
miao_session_open_again (MiaoSession *session, GError **error)
{
  g_autoptr (MiaoStore) store = NULL;
  g_autoptr (MiaoAccount) account = NULL;
  g_autoptr (MiaoSession) again = NULL;

  if (session->store == NULL || session->keys == NULL) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_DENIED,
        miao_pick ("窗口已锁定，请先解锁。", "The window is locked; unlock it first."));
    return NULL;
  }
  store = miao_store_open_again (session->store, FALSE, error);
  if (store == NULL)
    return NULL;
  account = miao_store_account_get (store, session->account->id, NULL, error);
  if (account == NULL)
    return NULL;
  again = miao_session_new_for (session->path, g_steal_pointer (&store),
                                miao_keys_copy (session->keys), g_steal_pointer (&account), error);
  if (again == NULL)
    return NULL;
  miao_session_follow (again, session);
  again->alarm = g_strdup (session->alarm);
  again->rekeyed = session->rekeyed;

  return g_steal_pointer (&again);
}
