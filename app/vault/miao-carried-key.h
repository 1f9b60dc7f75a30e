#pragma once

#include "miao-slots.h"

G_BEGIN_DECLS

/*
 * An account's key on its way out of the house: what its password opens, and nothing of the data
 * key. So something can be sealed to one person who has no connection to the institution, and only
 * the password of that person opens it, on any computer.
 *
 * Layout, little endian: "MIAOCKY1", file id 16, tag 16, kind 1, Argon2id passes 4 and KiB 4,
 * salt 16, public keys 32 and 32, nonce 24, wrapped secret keys 80.
 */

/** Bytes that sealing adds: an X25519 key and the tag (libsodium's sealed box). */
#define MIAO_CARRIED_SEAL 48

/** A carried key as it lies in a file. */
typedef struct _MiaoCarriedKey MiaoCarriedKey;

void miao_carried_key_free (MiaoCarriedKey *carried);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoCarriedKey, miao_carried_key_free)

/** Returns: (transfer full): that of the slot of @login. Errors: %MIAO_ERROR_NOT_FOUND. */
MiaoCarriedKey *miao_carried_key_new (const MiaoSlots *slots,
                                      const char *login,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *miao_carried_key_to_bytes (const MiaoCarriedKey *carried) G_GNUC_WARN_UNUSED_RESULT;
/** Errors: %MIAO_ERROR_CORRUPT, also when it asks for more work than a slot may. */
MiaoCarriedKey *miao_carried_key_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The public signing key, %MIAO_SIGN_PUBLIC bytes. */
void miao_carried_key_get_sign_public (const MiaoCarriedKey *carried, guint8 *ret_public);
MiaoKdfCost miao_carried_key_get_cost (const MiaoCarriedKey *carried);

/** Returns: (transfer full): @size bytes that only miao_carried_key_unseal() makes readable. */
GBytes *miao_carried_key_seal (const MiaoCarriedKey *carried,
                               gconstpointer data,
                               gsize size) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_carried_key_open:
 * @password: that of the account on the day when the key left
 *
 * Returns: (transfer full): the account's own keys, beside a data key that is new and random.
 * Errors: %MIAO_ERROR_KEY (wrong password), %MIAO_ERROR_LIMIT (memory).
 */
MiaoKeys *miao_carried_key_open (const MiaoCarriedKey *carried,
                                 const char *password,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @sealed was sealed to the account; @ret_data has its size less
 * %MIAO_CARRIED_SEAL bytes. */
gboolean miao_carried_key_unseal (const MiaoKeys *keys, GBytes *sealed, guint8 *ret_data);

G_END_DECLS
