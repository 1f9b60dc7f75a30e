#pragma once

#include "miao-digest.h"

G_BEGIN_DECLS

/*
 * Sealing: what makes a later change of an archived item visible.
 *
 * An item's statement is a text of lines that names the item, its digests and the chain value of
 * the item before it; the SHA-256 of the statement is its own chain value, and an Ed25519 signature
 * (RFC 8032) stands under the statement. So an item can be neither changed, exchanged, moved nor
 * taken out of the middle, and nothing but sha256sum and openssl is needed to check it. The end of
 * the chain is held by the statement of the volume, which counts the items.
 */

#define MIAO_SEAL_PUBLIC_SIZE 32
#define MIAO_SEAL_SECRET_SIZE 64 /* as libsodium keeps it: seed and public key */
#define MIAO_SEAL_KEY_ID 17      /* 16 hexadecimal digits and the final zero */

/**
 * MiaoSealItem:
 * @volume: 档号 of the volume
 * @number: 件号, from 1
 * @title: 题名; one line
 * @date: the document's own date, "YYYY-MM-DD" or ""
 * @digest: of the file
 * @sealed_at: ms since 1970 UTC
 * @sealed_by: name of the person who sealed
 */
typedef struct {
  const char *volume;
  guint number;
  const char *title;
  const char *date;
  MiaoDigest digest;
  gint64 sealed_at;
  const char *sealed_by;
} MiaoSealItem;

/**
 * MiaoSealedItem:
 * @signature: Base64
 * @public_key: the key that it belongs to; in the years of a volume several people seal
 *
 * An item as it is kept: what was sealed, and the seal.
 */
typedef struct {
  MiaoSealItem item;
  const char *chain;
  const char *signature;
  guint8 public_key[MIAO_SEAL_PUBLIC_SIZE];
} MiaoSealedItem;

/**
 * MiaoSealVolume:
 * @n_items: how many items the chain has
 * @head: chain value of the last item, "" for none
 */
typedef struct {
  const char *volume;
  guint n_items;
  const char *head;
  gint64 sealed_at;
  const char *sealed_by;
} MiaoSealVolume;

/** A new pair of keys; the secret one is the caller's to keep and to wipe. */
void miao_seal_make_key (guint8 ret_secret[MIAO_SEAL_SECRET_SIZE],
                         guint8 ret_public[MIAO_SEAL_PUBLIC_SIZE]);

/** The public half of a secret key. */
void miao_seal_public_key (const guint8 secret_key[MIAO_SEAL_SECRET_SIZE],
                           guint8 ret_public[MIAO_SEAL_PUBLIC_SIZE]);

/** Names a key in lists and on paper: the first 16 digits of the SHA-256 of the public key. */
const char *miao_seal_key_id (const guint8 public_key[MIAO_SEAL_PUBLIC_SIZE],
                              char ret_id[MIAO_SEAL_KEY_ID]);

/** The public key as PEM, as openssl reads it. */
char *miao_seal_dup_pem (const guint8 public_key[MIAO_SEAL_PUBLIC_SIZE]) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_seal_dup_item_statement:
 * @previous: (nullable): chain value of the item before, %NULL for the first one
 *
 * Returns: (transfer full): the text that is digested and signed, or %NULL with %MIAO_ERROR_INVALID
 *   when a text holds a line break or the number is 0.
 */
char *miao_seal_dup_item_statement (const MiaoSealItem *item,
                                    const char *previous,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *miao_seal_dup_volume_statement (const MiaoSealVolume *volume,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The chain value that belongs to a statement: its SHA-256 as hexadecimal text. */
char *miao_seal_dup_chain (const char *statement) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the Ed25519 signature under @statement as Base64. */
char *miao_seal_sign (const char *statement,
                      const guint8 secret_key[MIAO_SEAL_SECRET_SIZE]) G_GNUC_WARN_UNUSED_RESULT;

gboolean miao_seal_verify (const char *statement,
                           const char *signature,
                           const guint8 public_key[MIAO_SEAL_PUBLIC_SIZE]);

/**
 * miao_seal_item:
 * @ret_chain: (out) (transfer full): chain value to store with the item
 * @ret_signature: (out) (transfer full): signature to store with the item
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID as miao_seal_dup_item_statement().
 */
gboolean miao_seal_item (const MiaoSealItem *item,
                         const char *previous,
                         const guint8 secret_key[MIAO_SEAL_SECRET_SIZE],
                         char **ret_chain,
                         char **ret_signature,
                         GError **error);

/**
 * miao_seal_check_items:
 * @items: in the order of their numbers, with the digests of the files as they are now
 * @ret_bad: (out) (optional): index of the first item that is not as it was sealed
 *
 * Whether the keys are ours is not asked here. Any thread.
 *
 * Returns: %FALSE with %MIAO_ERROR_CORRUPT that names the item and what does not agree.
 */
gboolean
miao_seal_check_items (const MiaoSealedItem *items, guint n_items, guint *ret_bad, GError **error);

/** Also that the volume ends where @volume says, and that @signature by @public_key stands under
 *  it. */
gboolean miao_seal_check_volume (const MiaoSealVolume *volume,
                                 const char *signature,
                                 const MiaoSealedItem *items,
                                 guint n_items,
                                 const guint8 public_key[MIAO_SEAL_PUBLIC_SIZE],
                                 GError **error);

G_END_DECLS
