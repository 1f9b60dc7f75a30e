#include "config.h"

#include "miao-store-cipher.h"

#include "miao-error.h"

#include <sodium.h>
#include <string.h>

/* Eight characters that separate these subkeys from all others; never to change. */
#define KDF_CONTEXT "miaofld1"
#define KEY_BYTES 32
#define MARK_BYTES 12
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SIGN_BYTES (sizeof MIAO_CIPHER_SIGN - 1)
#define BASE64 sodium_base64_VARIANT_URLSAFE_NO_PADDING

G_STATIC_ASSERT (MIAO_STORE_KEY_BYTES == crypto_kdf_KEYBYTES);

typedef enum {
  SUBKEY_CIPHER = 1,
  SUBKEY_NONCE = 2,
  SUBKEY_MARK = 3,
  SUBKEY_SEARCH = 4,
} Subkey;

gboolean
miao_store_ciphers (const MiaoStore *store)
{
  return store->driver->ciphers;
}

gboolean
miao_store_is_secret_setting (const char *name)
{
  /* Keys, all of them: that of the audit chain's digests, those of packages outside the house. */
  return g_strcmp0 (name, "vault.audit_key") == 0 || g_str_has_prefix (name, "fieldwork.");
}

static void
derive (const MiaoStore *store, Subkey which, guint8 key[KEY_BYTES])
{
  crypto_kdf_derive_from_key (key, KEY_BYTES, which, KDF_CONTEXT, store->config.key);
}

static gboolean
require_key (const MiaoStore *store, GError **error)
{
  if (store->keyed)
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_KEY,
                       miao_pick ("数据在服务器上是加密的，须先用账号和口令登录。",
                                  "The data lies encrypted on the server; log in with an account "
                                  "and its password first."));

  return FALSE;
}

/* Lengths before the texts keep ("ab", "c") and ("a", "bc") apart. */
static GByteArray *
bind_place (const char *kind, const char *field, const char *place)
{
  const char *const parts[] = { MIAO_CIPHER_SIGN, kind, field, place };
  GByteArray *bound = g_byte_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    const gsize length = strlen (parts[i]);
    const guint32 size = GUINT32_TO_LE ((guint32) length);

    g_byte_array_append (bound, (const guint8 *) &size, sizeof size);
    g_byte_array_append (bound, (const guint8 *) parts[i], (guint) length);
  }

  return bound;
}

static void
hash (const MiaoStore *store,
      Subkey which,
      const GByteArray *bound,
      gconstpointer data,
      gsize size,
      guint8 *ret_hash,
      gsize length)
{
  crypto_generichash_state state;
  guint8 key[KEY_BYTES];

  derive (store, which, key);
  crypto_generichash_init (&state, key, sizeof key, length);
  crypto_generichash_update (&state, bound->data, bound->len);
  crypto_generichash_update (&state, data, size);
  crypto_generichash_final (&state, ret_hash, length);
  sodium_memzero (&state, sizeof state);
  sodium_memzero (key, sizeof key);
}

/* Returns the nonce and the ciphertext after @before bytes of room. */
static GByteArray *
encrypt (
    const MiaoStore *store, const GByteArray *bound, gconstpointer data, gsize size, guint before)
{
  GByteArray *closed = g_byte_array_sized_new (before + NONCE_BYTES + (guint) size + TAG_BYTES);
  guint8 key[KEY_BYTES];
  guint8 *nonce;

  g_byte_array_set_size (closed, before + NONCE_BYTES + (guint) size + TAG_BYTES);
  nonce = closed->data + before;
  hash (store, SUBKEY_NONCE, bound, data, size, nonce, NONCE_BYTES);
  derive (store, SUBKEY_CIPHER, key);
  crypto_aead_xchacha20poly1305_ietf_encrypt (nonce + NONCE_BYTES, NULL, data, size, bound->data,
                                              bound->len, NULL, nonce, key);
  sodium_memzero (key, sizeof key);

  return closed;
}

/* Returns the plain bytes and a zero byte after them, or NULL. */
static guint8 *
decrypt (const MiaoStore *store,
         const GByteArray *bound,
         const guint8 *closed,
         gsize size,
         gsize *ret_size)
{
  guint8 key[KEY_BYTES];
  guint8 *plain;
  gboolean ok;

  if (size < NONCE_BYTES + TAG_BYTES)
    return NULL;
  *ret_size = size - NONCE_BYTES - TAG_BYTES;
  plain = g_malloc (*ret_size + 1);
  derive (store, SUBKEY_CIPHER, key);
  ok = crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL, closed + NONCE_BYTES,
                                                   size - NONCE_BYTES, bound->data, bound->len,
                                                   closed, key) == 0;
  sodium_memzero (key, sizeof key);
  plain[*ret_size] = '\0';
  if (ok)
    return plain;
  g_free (plain);

  return NULL;
}

static gpointer
refuse (const char *kind, const char *field, GError **error)
{
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
               miao_pick ("服务器上的内容（%s.%s）不是本机构加密的，或被改动、调换过。请核对备份。",
                          "What the server holds (%s.%s) was not encrypted by this institution, or "
                          "was changed or exchanged. Compare with the backup."),
               kind, field);

  return NULL;
}

/* What lies at that place, and a zero byte after it. @closed: NULL when it was not even in form. */
static guint8 *
open_at (const MiaoStore *store,
         const char *kind,
         const char *field,
         const char *place,
         const guint8 *closed,
         gsize size,
         gsize *ret_size,
         GError **error)
{
  g_autoptr (GByteArray) bound = bind_place (kind, field, place);
  guint8 *plain = closed != NULL ? decrypt (store, bound, closed, size, ret_size) : NULL;

  return plain != NULL ? plain : refuse (kind, field, error);
}

static char *
to_text (const guint8 *bytes, gsize size)
{
  const gsize room = sodium_base64_ENCODED_LEN (size, BASE64);
  char *text = g_malloc (SIGN_BYTES + room);

  memcpy (text, MIAO_CIPHER_SIGN, SIGN_BYTES);
  sodium_bin2base64 (text + SIGN_BYTES, room, bytes, size, BASE64);

  return text;
}

static void
compute_mark (const MiaoStore *store,
              const char *kind,
              const char *field,
              const char *text,
              guint8 mark[crypto_generichash_BYTES])
{
  g_autoptr (GByteArray) bound = bind_place (kind, field, "");

  hash (store, SUBKEY_MARK, bound, text, strlen (text), mark, crypto_generichash_BYTES);
}

char *
miao_store_dup_mark (const MiaoStore *store, const char *kind, const char *field, const char *text)
{
  guint8 mark[crypto_generichash_BYTES];

  if (!store->keyed)
    return NULL;
  compute_mark (store, kind, field, text, mark);

  return to_text (mark, MARK_BYTES);
}

char *
miao_store_dup_search_key (const MiaoStore *store, gint64 what, const char *key)
{
  g_autoptr (GByteArray) bound = NULL;
  guint8 mark[crypto_generichash_BYTES];
  char number[24];

  if (!store->keyed)
    return NULL;
  g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, what);
  bound = bind_place ("person_key", number, "");
  hash (store, SUBKEY_SEARCH, bound, key, strlen (key), mark, sizeof mark);

  return to_text (mark, MARK_BYTES);
}

char *
miao_store_dup_closed (const MiaoStore *store,
                       const char *kind,
                       const char *field,
                       gboolean marked,
                       const char *place,
                       const char *text,
                       GError **error)
{
  const guint before = marked ? MARK_BYTES : 0;
  g_autoptr (GByteArray) bound = NULL;
  g_autoptr (GByteArray) closed = NULL;

  if (!require_key (store, error))
    return NULL;
  bound = bind_place (kind, field, place);
  closed = encrypt (store, bound, text, strlen (text), before);
  if (marked) {
    guint8 mark[crypto_generichash_BYTES];

    compute_mark (store, kind, field, text, mark);
    memcpy (closed->data, mark, MARK_BYTES);
  }

  return to_text (closed->data, closed->len);
}

char *
miao_store_dup_opened (const MiaoStore *store,
                       const char *kind,
                       const char *field,
                       gboolean marked,
                       const char *place,
                       const char *text,
                       GError **error)
{
  const gsize before = marked ? MARK_BYTES : 0;
  g_autofree guint8 *closed = NULL;
  gsize size = 0, length;
  gboolean whole;

  if (!require_key (store, error))
    return NULL;
  length = strlen (text);
  if (!g_str_has_prefix (text, MIAO_CIPHER_SIGN))
    return refuse (kind, field, error);
  closed = g_malloc (length);
  whole = sodium_base642bin (closed, length, text + SIGN_BYTES, length - SIGN_BYTES, NULL, &size,
                             NULL, BASE64) == 0 &&
          size > before;

  return (char *) open_at (store, kind, field, place, whole ? closed + before : NULL, size - before,
                           &size, error);
}

GBytes *
miao_store_close_bytes (const MiaoStore *store,
                        const char *kind,
                        const char *field,
                        const char *place,
                        GBytes *bytes,
                        GError **error)
{
  g_autoptr (GByteArray) bound = NULL;
  GByteArray *closed;
  gconstpointer data;
  gsize size;

  if (!require_key (store, error))
    return NULL;
  bound = bind_place (kind, field, place);
  data = g_bytes_get_data (bytes, &size);
  closed = encrypt (store, bound, data, size, SIGN_BYTES);
  memcpy (closed->data, MIAO_CIPHER_SIGN, SIGN_BYTES);

  return g_byte_array_free_to_bytes (closed);
}

GBytes *
miao_store_open_bytes (const MiaoStore *store,
                       const char *kind,
                       const char *field,
                       const char *place,
                       GBytes *bytes,
                       GError **error)
{
  const guint8 *data;
  guint8 *plain;
  gsize size;
  gboolean ours;

  if (!require_key (store, error))
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  ours = size > SIGN_BYTES && memcmp (data, MIAO_CIPHER_SIGN, SIGN_BYTES) == 0;
  plain = open_at (store, kind, field, place, ours ? data + SIGN_BYTES : NULL, size - SIGN_BYTES,
                   &size, error);

  return plain != NULL ? g_bytes_new_take (plain, size) : NULL;
}
