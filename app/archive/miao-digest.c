#include "config.h"

#include "miao-digest.h"

#include <openssl/evp.h>
#include <string.h>

struct _MiaoDigester {
  EVP_MD_CTX *sha256;
  EVP_MD_CTX *sm3;
};

MiaoDigester *
miao_digester_new (void)
{
  MiaoDigester *digester = g_new0 (MiaoDigester, 1);

  digester->sha256 = EVP_MD_CTX_new ();
  digester->sm3 = EVP_MD_CTX_new ();
  /* Without its digests the archive can neither be written nor checked. */
  if (EVP_DigestInit_ex (digester->sha256, EVP_sha256 (), NULL) != 1 ||
      EVP_DigestInit_ex (digester->sm3, EVP_sm3 (), NULL) != 1)
    g_error ("The cryptographic library offers no SHA-256 or no SM3.");

  return digester;
}

void
miao_digester_free (MiaoDigester *digester)
{
  if (digester == NULL)
    return;

  EVP_MD_CTX_free (digester->sha256);
  EVP_MD_CTX_free (digester->sm3);
  g_free (digester);
}

void
miao_digester_update (MiaoDigester *digester, const void *data, gsize length)
{
  EVP_DigestUpdate (digester->sha256, data, length);
  EVP_DigestUpdate (digester->sm3, data, length);
}

void
miao_digester_finish (MiaoDigester *digester, MiaoDigest *ret_digest)
{
  EVP_DigestFinal_ex (digester->sha256, ret_digest->sha256, NULL);
  EVP_DigestFinal_ex (digester->sm3, ret_digest->sm3, NULL);
}

void
miao_digest_bytes (GBytes *bytes, MiaoDigest *ret_digest)
{
  g_autoptr (MiaoDigester) digester = miao_digester_new ();
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  miao_digester_update (digester, data, length);
  miao_digester_finish (digester, ret_digest);
}

const char *
miao_digest_hex (const guint8 digest[MIAO_DIGEST_SIZE], char hex[MIAO_DIGEST_HEX])
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < MIAO_DIGEST_SIZE; i++) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
  hex[2 * MIAO_DIGEST_SIZE] = '\0';

  return hex;
}

gboolean
miao_digest_parse (const char *text, guint8 ret_digest[MIAO_DIGEST_SIZE])
{
  if (text == NULL || strlen (text) != 2 * MIAO_DIGEST_SIZE)
    return FALSE;

  for (guint i = 0; i < MIAO_DIGEST_SIZE; i++) {
    int high = g_ascii_xdigit_value (text[2 * i]);
    int low = g_ascii_xdigit_value (text[2 * i + 1]);

    if (high < 0 || low < 0)
      return FALSE;
    ret_digest[i] = (guint8) (high << 4 | low);
  }

  return TRUE;
}
