#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MIAO_DIGEST_SIZE 32
/** Length of a digest as hexadecimal text with its final zero. */
#define MIAO_DIGEST_HEX 65

/**
 * MiaoDigest:
 *
 * Every file that is kept for ever has two digests: SHA-256, which any computer can check, and SM3
 * (GB/T 32905), which Chinese archives ask for.
 */
typedef struct {
  guint8 sha256[MIAO_DIGEST_SIZE];
  guint8 sm3[MIAO_DIGEST_SIZE];
} MiaoDigest;

/** Computes both over data that come in pieces. */
typedef struct _MiaoDigester MiaoDigester;

MiaoDigester *miao_digester_new (void) G_GNUC_WARN_UNUSED_RESULT;
void miao_digester_free (MiaoDigester *digester);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoDigester, miao_digester_free)
void miao_digester_update (MiaoDigester *digester, const void *data, gsize length);
/** Once; the digester can only be freed afterwards. */
void miao_digester_finish (MiaoDigester *digester, MiaoDigest *ret_digest);

void miao_digest_bytes (GBytes *bytes, MiaoDigest *ret_digest);

/** Writes lower-case hexadecimal text into @hex and returns it. */
const char *miao_digest_hex (const guint8 digest[MIAO_DIGEST_SIZE], char hex[MIAO_DIGEST_HEX]);

/** Returns: %FALSE unless @text is exactly 64 hexadecimal digits. */
gboolean miao_digest_parse (const char *text, guint8 ret_digest[MIAO_DIGEST_SIZE]);

G_END_DECLS
