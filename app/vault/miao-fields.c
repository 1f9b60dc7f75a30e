#include "config.h"

#include "miao-fields.h"

#include "miao-error.h"
#include "miao-password.h"
#include "miao-place.h"
#include "miao-secret.h"
#include "miao-session-private.h"
#include "miao-store-pour.h"

#include <sodium.h>
#include <string.h>

#define PURPOSE "miaopu-field-key-1"
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define WRAPPED_BYTES (NONCE_BYTES + MIAO_STORE_KEY_BYTES + TAG_BYTES)

static char *
wrap (const guint8 *key, const MiaoKeys *keys)
{
  guint8 *under = miao_secret_alloc (MIAO_SUBKEY_SIZE);
  guint8 wrapped[WRAPPED_BYTES];

  miao_keys_derive (keys, MIAO_SUBKEY_FIELDS, under);
  randombytes_buf (wrapped, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (wrapped + NONCE_BYTES, NULL, key,
                                              MIAO_STORE_KEY_BYTES, (const guint8 *) PURPOSE,
                                              strlen (PURPOSE), NULL, wrapped, under);
  miao_secret_free (under);

  return miao_secret_to_hex (wrapped, sizeof wrapped);
}

/* Returns the key in locked memory, or NULL. */
static guint8 *
unwrap (const char *text, const MiaoKeys *keys)
{
  guint8 *under, *key;
  guint8 wrapped[WRAPPED_BYTES];
  gboolean ok;

  if (keys == NULL || !miao_secret_from_hex (text, wrapped, sizeof wrapped))
    return NULL;
  under = miao_secret_alloc (MIAO_SUBKEY_SIZE);
  key = miao_secret_alloc (MIAO_STORE_KEY_BYTES);
  miao_keys_derive (keys, MIAO_SUBKEY_FIELDS, under);
  ok = crypto_aead_xchacha20poly1305_ietf_decrypt (
           key, NULL, NULL, wrapped + NONCE_BYTES, sizeof wrapped - NONCE_BYTES,
           (const guint8 *) PURPOSE, strlen (PURPOSE), wrapped, under) == 0;
  miao_secret_free (under);
  if (ok)
    return key;
  miao_secret_free (key);

  return NULL;
}

char *
miao_fields_make (MiaoStore *store, const MiaoKeys *keys)
{
  guint8 *key;
  char *wrapped;

  if (!miao_store_is_server (store))
    return NULL;
  miao_secret_init ();
  key = miao_secret_alloc (MIAO_STORE_KEY_BYTES);
  randombytes_buf (key, MIAO_STORE_KEY_BYTES);
  miao_store_set_key (store, key);
  wrapped = wrap (key, keys);
  miao_secret_free (key);

  return wrapped;
}

gboolean
miao_fields_keep (
    MiaoStore *store, const char *wrapped, const char *by, gint64 now_ms, GError **error)
{
  return wrapped == NULL || miao_store_setting_set (store, MIAO_STORE_OWN_SETTING, wrapped,
                                                    MIAO_DATE_NONE, by, now_ms, error);
}

/* NULL without an error: there is none. */
static char *
load (MiaoStore *store, GError **error)
{
  return miao_store_setting_get (store, MIAO_STORE_OWN_SETTING, MIAO_DATE_NONE, error);
}

/* Either data key may be the present one while it is being replaced. */
static guint8 *
find_key (const char *wrapped, const MiaoKeys *keys)
{
  g_autoptr (MiaoKeys) next = miao_keys_dup_next (keys);
  guint8 *key = unwrap (wrapped, keys);

  return key != NULL ? key : unwrap (wrapped, next);
}

gboolean
miao_fields_open (MiaoStore *store, const MiaoKeys *keys, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autofree char *wrapped = NULL;
  guint8 *key;

  if (!miao_store_is_server (store))
    return TRUE;
  wrapped = load (store, &trouble);
  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  key = find_key (wrapped, keys);
  if (key == NULL) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
        miao_pick ("服务器上的字段密钥缺失或被改动，文字内容打不开。请服务器管理员从备份恢复。",
                   "The key of the encrypted fields is missing on the server or was changed; texts "
                   "cannot be opened. Ask the server's administrator to restore the backup."));
    return FALSE;
  }
  miao_store_set_key (store, key);
  miao_secret_free (key);

  return TRUE;
}

static gboolean
is_empty (MiaoStore *store, GError **error)
{
  g_autoptr (GPtrArray) accounts = miao_store_account_list (store, error);

  return accounts != NULL && accounts->len == 0;
}

static gboolean
give_key (MiaoStore *store, const MiaoKeys *keys, const char *login, GError **error)
{
  g_autofree char *folded = miao_password_fold_login (login);
  g_autoptr (MiaoAccount) account = miao_store_account_get (store, NULL, folded, error);
  g_autoptr (GError) trouble = NULL;
  g_autofree char *made = NULL;
  g_autofree char *there = NULL;

  if (account == NULL)
    return FALSE;
  there = load (store, &trouble);
  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  /* An upgrade that was cut off after this step has left one. */
  if (there != NULL)
    return miao_fields_open (store, keys, error);
  made = miao_fields_make (store, keys);

  return miao_fields_keep (store, made, account->id, g_get_real_time () / 1000, error);
}

gboolean
miao_fields_before_upgrade (MiaoStore *store, int from, int to, gpointer data, GError **error)
{
  const MiaoFieldsUpgrade *upgrade = data;
  g_auto (MiaoKeysName) name = NULL;
  g_autoptr (GError) trouble = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  g_autoptr (MiaoKeys) keys = NULL;

  if (upgrade->login == NULL || is_empty (store, &trouble))
    return TRUE;
  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  name = miao_place_attach (store, miao_store_get_path (store));
  slots = miao_slots_load (name, error);
  if (slots == NULL)
    return FALSE;
  keys = miao_slots_unlock (slots, upgrade->login, upgrade->password, error);

  return keys != NULL && give_key (store, keys, upgrade->login, error);
}
