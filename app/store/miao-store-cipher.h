#pragma once

#include "miao-store-private.h"

G_BEGIN_DECLS

/*
 * For app/store and its tests only: values that a server gets encrypted (miao_field_is_ciphered()).
 *
 * A value becomes "~1" and base64 (URL alphabet) of a mark (12 bytes; of marked fields only), a
 * nonce (24) and XChaCha20-Poly1305, bound to what it is a value of: kind, field and row. The nonce
 * is a keyed hash of the value and its place, so that a row that is written again with the same
 * words has the same bytes (the guards of final records compare them), while equal words elsewhere
 * look different. The mark is a keyed hash of the value under kind and field alone: by it the
 * server finds a whole number, and nothing else.
 *
 * On a driver that does not cipher, values pass as they are. Without the key, which is there after
 * the log-in (miao_store_set_key()), values that would have to be ciphered are refused.
 */

#define MIAO_CIPHER_SIGN "~1"

gboolean miao_store_ciphers (const MiaoStore *store);

/** Returns: (transfer full): %NULL with @error set. @place: the row's id, or what stands for it. */
char *miao_store_dup_closed (const MiaoStore *store,
                             const char *kind,
                             const char *field,
                             gboolean marked,
                             const char *place,
                             const char *text,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Errors: %MIAO_ERROR_CORRUPT for bytes that this place was not given. */
char *miao_store_dup_opened (const MiaoStore *store,
                             const char *kind,
                             const char *field,
                             gboolean marked,
                             const char *place,
                             const char *text,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** The same for bytes; those begin with the sign too. */
GBytes *miao_store_close_bytes (const MiaoStore *store,
                                const char *kind,
                                const char *field,
                                const char *place,
                                GBytes *bytes,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *miao_store_open_bytes (const MiaoStore *store,
                               const char *kind,
                               const char *field,
                               const char *place,
                               GBytes *bytes,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): what closed values of a marked field begin with when they
 *  are @text; %NULL without the key. */
char *miao_store_dup_mark (const MiaoStore *store,
                           const char *kind,
                           const char *field,
                           const char *text) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full) (nullable): the key of the search index that stands for @key; %NULL
 *  without the key. */
char *miao_store_dup_search_key (const MiaoStore *store,
                                 gint64 what,
                                 const char *key) G_GNUC_WARN_UNUSED_RESULT;

/** Settings that are ciphered too. */
gboolean miao_store_is_secret_setting (const char *name);

/** On a server whose rows are older than ciphering: ciphers them. In the transaction of the schema
 *  scripts; needs the key if there is anything to do. */
gboolean miao_store_cipher_rows (MiaoStore *store, gint64 *ret_rows, GError **error);

/** After that: gives back the room in which the plain rows were. */
gboolean miao_store_sweep_rows (MiaoStore *store, GError **error);

G_END_DECLS
