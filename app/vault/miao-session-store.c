#include "config.h"

#include "miao-session-private.h"

#include "miao-error.h"
#include "miao-password.h"
#include "miao-place.h"
#include "miao-restore.h"
#include "miao-secret.h"

#include <string.h>

/* --- The store that belongs to a key file --- */

MiaoStore *
miao_session_connect (
    const char *address, const char *login, const char *password, gboolean create, GError **error)
{
  g_autofree char *folded = login != NULL ? miao_password_fold_login (login) : NULL;
  char *derived =
      folded != NULL && password != NULL ? miao_place_dup_password (folded, password) : NULL;
  const MiaoStoreConfig config = {
    .path = address,
    .user = folded,
    .password = derived,
    .create = create,
  };
  MiaoStore *store = miao_store_open (&config, error);

  if (derived != NULL)
    miao_secret_free_text (derived);

  return store;
}

gboolean
miao_session_put_login (MiaoSession *session, const MiaoAccount *account, GError **error)
{
  char *derived = NULL;
  gboolean done;

  if (!miao_store_has_logins (session->store))
    return TRUE;
  if (account->disabled)
    return miao_store_login_drop (session->store, account->login, error);
  if (session->new_password != NULL)
    derived = miao_place_dup_password (account->login, session->new_password);
  done = miao_store_login_put (session->store, account->login, account->role, derived, error);
  if (derived != NULL)
    miao_secret_free_text (derived);

  return done;
}

MiaoStore *
miao_session_open_store (
    const char *path, const MiaoSlots *slots, const MiaoKeys *keys, gboolean create, GError **error)
{
  g_autoptr (GBytes) secret = miao_keys_dup_database_key (keys, slots);
  const guint8 *raw = g_bytes_get_data (secret, NULL);
  const MiaoStoreConfig config = {
    .path = path,
    .key = raw,
    .salt = raw + MIAO_SUBKEY_SIZE,
    .create = create,
    .before_upgrade = miao_backup_before_upgrade,
    .upgrade_data = (gpointer) keys,
  };

  return miao_store_open (&config, error);
}

gboolean
miao_session_get_generation (MiaoStore *store, guint64 *ret_generation, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autofree char *text =
      miao_store_setting_get (store, MIAO_SETTING_GENERATION, MIAO_DATE_NONE, &trouble);

  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  *ret_generation = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;

  return TRUE;
}

gboolean
miao_session_check_generation (MiaoStore *store, const MiaoSlots *slots, GError **error)
{
  guint64 known;

  if (!miao_session_get_generation (store, &known, error))
    return FALSE;
  if (miao_slots_get_generation (slots) >= known)
    return TRUE;
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
      miao_pick ("密钥文件比数据旧：可能被换成了旧文件。请取回最新的 .keys "
                 "文件；实在没有时，用恢复单打开。",
                 "The key file is older than the data: an old one was put in its place. Fetch the "
                 "newest .keys file; failing that, open with the recovery sheet."));

  return FALSE;
}

gboolean
miao_session_note_generation (MiaoSession *session, const MiaoSlots *slots, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, miao_slots_get_generation (slots));

  return miao_store_setting_set (session->store, MIAO_SETTING_GENERATION, text, MIAO_DATE_NONE,
                                 session->account->id, miao_session_now_ms (session), error);
}
