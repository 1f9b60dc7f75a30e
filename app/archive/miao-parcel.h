#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A file on its way between the house and one person: what anybody may read of it (the header), a
 * key that only that person can use, and the content under a package key of its own.
 *
 * Layout, little endian: "MIAOPKG1"; header, carried key, sealed package key, each behind its
 * length (4 bytes; 0 = none); nonce 24; content under XChaCha20-Poly1305 (IETF), bound to all that
 * stands before the nonce, behind its length with tag (8 bytes); Ed25519 signature of all before
 * it, behind its length (4 bytes, 64 or 0); BLAKE2b-256 of all before it. The last one tells damage
 * apart from a wrong password; nobody relies on it against forgery.
 */

#define MIAO_PARCEL_KEY 32
#define MIAO_PARCEL_SIGNATURE 64
/** Larger files are not read: they come from outside. */
#define MIAO_PARCEL_MAX_BYTES ((gint64) 256 * 1024 * 1024)

typedef struct _MiaoParcel MiaoParcel;

/** Signs @size bytes: %MIAO_PARCEL_SIGNATURE bytes to @ret_signature. */
typedef gboolean (*MiaoParcelSign) (
    gconstpointer data, gsize size, guint8 *ret_signature, gpointer user, GError **error);

/**
 * MiaoParcelPlan:
 * @header: what everybody may read; JSON
 * @carried, @sealed: (nullable): the receiver's key, and the package key sealed to it
 * @content: what only the package key opens
 * @package_key: %MIAO_PARCEL_KEY bytes
 * @sign: (nullable): who vouches for it
 */
typedef struct {
  const char *header;
  GBytes *carried;
  GBytes *sealed;
  GBytes *content;
  const guint8 *package_key;
  MiaoParcelSign sign;
  gpointer sign_data;
} MiaoParcelPlan;

/** Returns: (transfer full): the bytes of the file; %NULL when @sign failed. */
GBytes *miao_parcel_make (const MiaoParcelPlan *plan, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Fills %MIAO_PARCEL_KEY bytes; the caller wipes them. */
void miao_parcel_make_key (guint8 *ret_key);

/**
 * miao_parcel_read:
 *
 * Errors: %MIAO_ERROR_FOREIGN (no such file of ours), %MIAO_ERROR_CORRUPT (changed, cut),
 * %MIAO_ERROR_LIMIT (too large), %MIAO_ERROR_NOT_FOUND and the others of reading a file.
 */
MiaoParcel *miao_parcel_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_parcel_free (MiaoParcel *parcel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoParcel, miao_parcel_free)

/** Whether the file at @path begins as one of ours. */
gboolean miao_parcel_is (const char *path);

const char *miao_parcel_get_header (const MiaoParcel *parcel);
/** Returns: (transfer none) (nullable) */
GBytes *miao_parcel_get_carried (const MiaoParcel *parcel);
/** Returns: (transfer none) (nullable) */
GBytes *miao_parcel_get_sealed (const MiaoParcel *parcel);
/** Returns: (transfer full): SHA-256 of the file, hexadecimal. */
char *miao_parcel_dup_sha256 (const MiaoParcel *parcel) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): the content. Errors: %MIAO_ERROR_CORRUPT, also for a wrong key. */
GBytes *miao_parcel_open (const MiaoParcel *parcel,
                          const guint8 *package_key,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean miao_parcel_is_signed_by (const MiaoParcel *parcel, const guint8 *public_key);

G_END_DECLS
