#include "config.h"

#include "miao-seal.h"

#include "miao-error.h"
#include "miao-language.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (MIAO_SEAL_PUBLIC_SIZE == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (MIAO_SEAL_SECRET_SIZE == crypto_sign_SECRETKEYBYTES);

/* What stands before the first item. */
static const char no_previous[] =
    "0000000000000000000000000000000000000000000000000000000000000000";

static void
start (void)
{
  /* May be called by several threads and often. */
  if (sodium_init () < 0)
    g_error ("The cryptographic library cannot be used.");
}

void
miao_seal_make_key (guint8 ret_secret[MIAO_SEAL_SECRET_SIZE],
                    guint8 ret_public[MIAO_SEAL_PUBLIC_SIZE])
{
  start ();
  crypto_sign_keypair (ret_public, ret_secret);
}

void
miao_seal_public_key (const guint8 secret_key[MIAO_SEAL_SECRET_SIZE],
                      guint8 ret_public[MIAO_SEAL_PUBLIC_SIZE])
{
  start ();
  (void) crypto_sign_ed25519_sk_to_pk (ret_public, secret_key);
}

const char *
miao_seal_key_id (const guint8 public_key[MIAO_SEAL_PUBLIC_SIZE], char ret_id[MIAO_SEAL_KEY_ID])
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (public_key, MIAO_SEAL_PUBLIC_SIZE);
  char hex[MIAO_DIGEST_HEX];
  MiaoDigest digest;

  miao_digest_bytes (bytes, &digest);
  miao_digest_hex (digest.sha256, hex);
  g_strlcpy (ret_id, hex, MIAO_SEAL_KEY_ID);

  return ret_id;
}

char *
miao_seal_dup_pem (const guint8 public_key[MIAO_SEAL_PUBLIC_SIZE])
{
  /* SubjectPublicKeyInfo of Ed25519 (RFC 8410): a fixed head, then the key. */
  static const guint8 head[] = { 0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00 };
  guint8 der[sizeof head + MIAO_SEAL_PUBLIC_SIZE];
  g_autofree char *text = NULL;

  memcpy (der, head, sizeof head);
  memcpy (der + sizeof head, public_key, MIAO_SEAL_PUBLIC_SIZE);
  text = g_base64_encode (der, sizeof der);

  return g_strdup_printf ("-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n", text);
}

static char *
dup_time (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at / 1000);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

/* A text with a line break could pretend to be two lines. */
static gboolean
check_line (const char *text, GError **error)
{
  if (text != NULL && strpbrk (text, "\r\n") == NULL)
    return TRUE;

  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                       miao_pick ("封存的题名、档号和人名只能是一行文字。请去掉换行后重试。",
                                  "Titles, codes and names that are sealed must be one line. Take "
                                  "out the line break and try again."));

  return FALSE;
}

char *
miao_seal_dup_item_statement (const MiaoSealItem *item, const char *previous, GError **error)
{
  char sha256[MIAO_DIGEST_HEX], sm3[MIAO_DIGEST_HEX];
  g_autofree char *at = NULL;

  if (!check_line (item->volume, error) || !check_line (item->title, error) ||
      !check_line (item->date, error) || !check_line (item->sealed_by, error))
    return NULL;
  if (item->number == 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("件号从 0001 开始。", "Item numbers begin with 0001."));
    return NULL;
  }
  at = dup_time (item->sealed_at);

  return g_strdup_printf ("miaopu-item-1\nprevious %s\nvolume %s\nnumber %04u\ntitle %s\ndate %s\n"
                          "sha256 %s\nsm3 %s\nsealed-at %s\nsealed-by %s\n",
                          previous != NULL && previous[0] != '\0' ? previous : no_previous,
                          item->volume, item->number, item->title, item->date,
                          miao_digest_hex (item->digest.sha256, sha256),
                          miao_digest_hex (item->digest.sm3, sm3), at, item->sealed_by);
}

char *
miao_seal_dup_volume_statement (const MiaoSealVolume *volume, GError **error)
{
  g_autofree char *at = NULL;

  if (!check_line (volume->volume, error) || !check_line (volume->head, error) ||
      !check_line (volume->sealed_by, error))
    return NULL;
  at = dup_time (volume->sealed_at);

  return g_strdup_printf (
      "miaopu-volume-1\nvolume %s\nitems %u\nhead %s\nsealed-at %s\nsealed-by %s\n", volume->volume,
      volume->n_items, volume->head[0] != '\0' ? volume->head : no_previous, at, volume->sealed_by);
}

char *
miao_seal_dup_chain (const char *statement)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (statement, strlen (statement));
  char hex[MIAO_DIGEST_HEX];
  MiaoDigest digest;

  miao_digest_bytes (bytes, &digest);

  return g_strdup (miao_digest_hex (digest.sha256, hex));
}

char *
miao_seal_sign (const char *statement, const guint8 secret_key[MIAO_SEAL_SECRET_SIZE])
{
  guint8 signature[crypto_sign_BYTES];

  start ();
  crypto_sign_detached (signature, NULL, (const unsigned char *) statement, strlen (statement),
                        secret_key);

  return g_base64_encode (signature, sizeof signature);
}

gboolean
miao_seal_verify (const char *statement,
                  const char *signature,
                  const guint8 public_key[MIAO_SEAL_PUBLIC_SIZE])
{
  g_autofree guchar *raw = NULL;
  gsize length = 0;

  start ();
  if (signature == NULL)
    return FALSE;
  raw = g_base64_decode (signature, &length);

  return length == crypto_sign_BYTES &&
         crypto_sign_verify_detached (raw, (const unsigned char *) statement, strlen (statement),
                                      public_key) == 0;
}

gboolean
miao_seal_item (const MiaoSealItem *item,
                const char *previous,
                const guint8 secret_key[MIAO_SEAL_SECRET_SIZE],
                char **ret_chain,
                char **ret_signature,
                GError **error)
{
  g_autofree char *statement = miao_seal_dup_item_statement (item, previous, error);

  if (statement == NULL)
    return FALSE;
  *ret_chain = miao_seal_dup_chain (statement);
  *ret_signature = miao_seal_sign (statement, secret_key);

  return TRUE;
}

static gboolean
broken (guint number, const char *zh, const char *en, GError **error)
{
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
      miao_pick ("第 %04u 件与封存时不一致：%s。请停止使用本卷，保留现状并向档案管理人员报告。",
                 "Item %04u is not as it was sealed: %s. Stop using this volume, leave it "
                 "as it is and report it to the archivist."),
      number, miao_pick (zh, en));

  return FALSE;
}

gboolean
miao_seal_check_items (const MiaoSealedItem *items, guint n_items, guint *ret_bad, GError **error)
{
  const char *previous = NULL;

  for (guint i = 0; i < n_items; i++) {
    const MiaoSealedItem *sealed = &items[i];
    guint number = sealed->item.number;
    g_autofree char *statement = miao_seal_dup_item_statement (&sealed->item, previous, NULL);
    g_autofree char *chain = statement != NULL ? miao_seal_dup_chain (statement) : NULL;

    if (ret_bad != NULL)
      *ret_bad = i;
    if (number != i + 1)
      return broken (i + 1, "件号不连续，缺少这一件或顺序被改动",
                     "the numbers have a gap: it is missing or was moved", error);
    if (statement == NULL || g_strcmp0 (chain, sealed->chain) != 0)
      return broken (number, "文件内容或著录项已改动", "the file or its description was changed",
                     error);
    if (!miao_seal_verify (statement, sealed->signature, sealed->public_key))
      return broken (number, "签名不符", "the signature does not stand under it", error);
    previous = sealed->chain;
  }

  return TRUE;
}

gboolean
miao_seal_check_volume (const MiaoSealVolume *volume,
                        const char *signature,
                        const MiaoSealedItem *items,
                        guint n_items,
                        const guint8 public_key[MIAO_SEAL_PUBLIC_SIZE],
                        GError **error)
{
  g_autofree char *statement = NULL;
  const char *head = n_items > 0 ? items[n_items - 1].chain : "";

  if (!miao_seal_check_items (items, n_items, NULL, error))
    return FALSE;

  statement = miao_seal_dup_volume_statement (volume, error);
  if (statement == NULL)
    return FALSE;
  if (volume->n_items != n_items || g_strcmp0 (volume->head, head) != 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                 miao_pick ("案卷封存时共 %u 件，现有 %u 件，或者最后一件不符。请停止使用本卷，"
                            "保留现状并向档案管理人员报告。",
                            "The volume was sealed with %u items and now has %u, or the last one "
                            "differs. Stop using it, leave it as it is and report it to the "
                            "archivist."),
                 volume->n_items, n_items);
    return FALSE;
  }
  if (!miao_seal_verify (statement, signature, public_key)) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
        miao_pick (
            "案卷封存签名不符。请停止使用本卷，保留现状并向档案管理人员报告。",
            "The signature of the volume does not agree. Stop using it, leave it as it is and "
            "report it to the archivist."));
    return FALSE;
  }

  return TRUE;
}
