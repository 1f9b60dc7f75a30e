#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The key file beside the database (FILE.miaopu -> FILE.miaopu.keys): who may open the data key.
 *
 * A random data key opens the institution. Each account has a slot with a key pair of its own; the
 * data key is sealed to the public key, and the secret key lies under Argon2id of the password. So
 * a data key can be replaced without anybody's password. Names do not appear in clear: a slot is
 * found by a keyed hash of the login. All of the file is under a MAC made with the data key, and
 * under a plain checksum, so that damage is told apart from a wrong password.
 *
 * Layout, little endian: "MIAOKEY1", file id 16, database salt 16, generation 8, epoch 4,
 * rotating 1, number of slots 4, anchor count 8, anchor hash 32, slots, MAC 32, checksum 32.
 */

/** Largest Argon2id memory that a file may ask for, KiB: a hostile file must not take the machine.
 */
#define MIAO_SLOTS_MAX_MEMORY_KIB (2u * 1024 * 1024)
#define MIAO_SLOTS_MAX_PASSES 16
#define MIAO_SLOTS_MAX 500

/** Length of the hash of an audit entry. */
#define MIAO_ANCHOR_HASH 32
#define MIAO_SIGN_PUBLIC 32
#define MIAO_SIGNATURE 64

/**
 * MiaoKdfCost:
 * @passes: Argon2id passes
 * @memory_kib: Argon2id memory, KiB
 *
 * What one guess of a password costs. The ordinary cost takes about 0.4 s and 256 MiB.
 */
typedef struct {
  guint32 passes;
  guint32 memory_kib;
} MiaoKdfCost;

extern const MiaoKdfCost MIAO_KDF_COST_ORDINARY; /* 3 passes, 256 MiB */
extern const MiaoKdfCost MIAO_KDF_COST_PRACTICE; /* 1 pass, 320 KiB: made-up data and tests only */

/**
 * MiaoSubkey:
 *
 * Keys derived from the data key, one for each use, so that none of them tells about another. The
 * numbers are part of the file format.
 */
typedef enum {
  MIAO_SUBKEY_DATABASE = 1,
  MIAO_SUBKEY_SLOTS = 2,
  MIAO_SUBKEY_ATTACHMENTS = 3,
  MIAO_SUBKEY_BACKUP = 4,
  MIAO_SUBKEY_AUDIT = 5,
  MIAO_SUBKEY_FIELDS = 6,
  MIAO_SUBKEY_DRAFTS = 9,
} MiaoSubkey;

#define MIAO_SUBKEY_SIZE 32

typedef enum {
  MIAO_SLOT_ACCOUNT = 1,
  MIAO_SLOT_RECOVERY = 2,
} MiaoSlotKind;

/** The name under which the slot of the recovery sheet is found; no login can be equal to it. */
#define MIAO_SLOT_RECOVERY_NAME "\001recovery"

/** The content of a key file. One thread at a time. */
typedef struct _MiaoSlots MiaoSlots;

/**
 * MiaoKeys:
 *
 * What an opened slot gives: the data key, and the account's own secret keys. In locked memory,
 * wiped when freed.
 */
typedef struct _MiaoKeys MiaoKeys;

/** Returns: a key file without slots: random file id and database salt, generation 0. */
MiaoSlots *miao_slots_new (void) G_GNUC_WARN_UNUSED_RESULT;
void miao_slots_free (MiaoSlots *slots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoSlots, miao_slots_free)

/** Returns: (transfer full): "FILE.miaopu" -> "FILE.miaopu.keys". */
char *miao_slots_dup_path (const char *store_path) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_slots_load:
 *
 * Errors: %MIAO_ERROR_NOT_FOUND, %MIAO_ERROR_FOREIGN (not a key file), %MIAO_ERROR_TOO_NEW,
 * %MIAO_ERROR_CORRUPT (cut short, changed, asking for more than the limits above).
 */
MiaoSlots *miao_slots_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_slots_save:
 * @keys: opened keys of this file; the MAC needs them
 *
 * Writes a new file, makes it durable and puts it in the place of the old one: a reader finds the
 * old or the new file, never a part. Mode 0600. Does not count the generation: changes of slots do.
 *
 * Errors: %MIAO_ERROR_NO_SPACE, %MIAO_ERROR_READ_ONLY, %MIAO_ERROR_STORE; the old file then stays.
 */
gboolean
miao_slots_save (const MiaoSlots *slots, const char *path, const MiaoKeys *keys, GError **error);

/*
 * The spare, FILE.miaopu.keys.spare, is written with every save. It is not read by itself: whoever
 * finds the key file damaged is offered it, because an older spare would bring back a password that
 * was changed (the database tells then).
 */

/** Returns: (transfer full): "FILE.keys" -> "FILE.keys.spare". */
char *miao_slots_dup_spare_path (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: whether the key file cannot be read and the spare can. */
gboolean miao_slots_can_use_spare (const char *path);
/** Keeps the damaged file as "FILE.keys.damaged-DAY-TIME" and puts the spare in its place. Errors:
 *  %MIAO_ERROR_NOT_FOUND when it would not help, those of miao_slots_save() and miao_slots_lock().
 */
gboolean miao_slots_use_spare (const char *path, GError **error);
/** Writes both files again when the spare is not equal to the key file. The caller has the lock. */
gboolean miao_slots_mend_spare (const MiaoSlots *slots,
                                const char *path,
                                const MiaoKeys *keys,
                                GError **error);

/*
 * A new data key for everybody who has a slot, without anybody's password. In between the file
 * holds both keys for every slot, so that it can be gone on with after a crash.
 */

/** Makes the next data key in @keys and seals it to every slot. Counts the generation. */
void miao_slots_begin_rotation (MiaoSlots *slots, MiaoKeys *keys);
gboolean miao_slots_is_rotating (const MiaoSlots *slots);
/** The next data key is the present one: in the slots and in @keys. Counts generation and epoch. */
void miao_slots_end_rotation (MiaoSlots *slots, MiaoKeys *keys);

/**
 * miao_slots_lock:
 *
 * Several programs may have one institution open: whoever changes the key file takes this lock,
 * loads the file, changes it, saves it and gives the lock back. Waits up to five seconds.
 *
 * Returns: a number for miao_slots_release(), or -1 with %MIAO_ERROR_BUSY, %MIAO_ERROR_READ_ONLY or
 *   %MIAO_ERROR_STORE.
 */
int miao_slots_lock (const char *path, GError **error);
/** @lock: -1 is ignored */
void miao_slots_release (int lock);

/** Returns: whether the file is unchanged since it was saved by somebody who has @keys. */
gboolean miao_slots_is_authentic (const MiaoSlots *slots, const MiaoKeys *keys);

/** Counts the changes of slots since the file was made; the database remembers it, so that an old
 *  key file (with a password that was changed since) is noticed. */
guint64 miao_slots_get_generation (const MiaoSlots *slots);
/** Makes the generation more than @other: an older file that the recovery key opened is the present
 *  one from then on. */
void miao_slots_exceed_generation (MiaoSlots *slots, guint64 other);
guint32 miao_slots_get_epoch (const MiaoSlots *slots);
guint miao_slots_get_n (const MiaoSlots *slots);
gboolean miao_slots_has (const MiaoSlots *slots, const char *name);
/** The cost and the public signing key (%MIAO_SIGN_PUBLIC bytes) of a slot. Both out-parameters may
 * be %NULL. Returns: whether there is such a slot. */
gboolean miao_slots_get_slot (const MiaoSlots *slots,
                              const char *name,
                              MiaoKdfCost *ret_cost,
                              guint8 *ret_sign_public);
/** Returns: (transfer full): the keyed hash of @name in hexadecimal: a name for it that tells
 * nothing. */
char *miao_slots_dup_tag (const MiaoSlots *slots, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_slots_copy_for:
 * @names: (array zero-terminated=1): logins, or %MIAO_SLOT_RECOVERY_NAME; one without a slot is
 *   passed over
 *
 * For a backup: the same file with the slots of @names alone, so that whoever leaves later finds no
 * slot of theirs in old copies.
 *
 * Errors: %MIAO_ERROR_BUSY while the data key is being replaced.
 */
MiaoSlots *miao_slots_copy_for (const MiaoSlots *slots,
                                const char *const *names,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the random id that the institution's file got when it was made, in
 * hexadecimal; copies have the same. */
char *miao_slots_dup_file_id (const MiaoSlots *slots) G_GNUC_WARN_UNUSED_RESULT;

/** The last state of the audit chain that this file knows: @ret_hash has %MIAO_ANCHOR_HASH bytes.
 *  Count 0 = none. */
gint64 miao_slots_get_anchor (const MiaoSlots *slots, guint8 *ret_hash);
void miao_slots_set_anchor (MiaoSlots *slots, gint64 count, const guint8 *hash);

/**
 * miao_slots_put:
 * @name: login, or %MIAO_SLOT_RECOVERY_NAME
 * @password: as typed; normalised (NFKC) before it is used
 * @keys: opened keys of this file
 *
 * Adds a slot with new key pairs. @ret_sign_public (nullable, %MIAO_SIGN_PUBLIC bytes): the
 * account's public signing key.
 *
 * Errors: %MIAO_ERROR_CONFLICT when there is a slot of that name, %MIAO_ERROR_LIMIT when the file
 * is full or the machine has not the memory.
 */
gboolean miao_slots_put (MiaoSlots *slots,
                         const char *name,
                         MiaoSlotKind kind,
                         const char *password,
                         MiaoKdfCost cost,
                         const MiaoKeys *keys,
                         guint8 *ret_sign_public,
                         GError **error);

/** A slot for an account whose keys are those of @own already (%MIAO_SLOT_ACCOUNT): what it signs
 *  elsewhere is known here. Otherwise as miao_slots_put(). */
gboolean miao_slots_put_own (MiaoSlots *slots,
                             const char *name,
                             const char *password,
                             MiaoKdfCost cost,
                             const MiaoKeys *own,
                             const MiaoKeys *keys,
                             guint8 *ret_sign_public,
                             GError **error);

/**
 * miao_slots_unlock:
 *
 * Opens the slot of @name. A name without a slot costs the same time and gives the same error as a
 * wrong password.
 *
 * Errors: %MIAO_ERROR_KEY (name or password wrong), %MIAO_ERROR_CORRUPT (the password is right and
 * the file was changed by somebody who has not the data key), %MIAO_ERROR_LIMIT (memory).
 */
MiaoKeys *miao_slots_unlock (const MiaoSlots *slots,
                             const char *name,
                             const char *password,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_slots_change_password:
 * @keys: the keys that the slot of @name gave
 *
 * Wraps the account's own secret keys anew. Nothing else in the file changes but the counter.
 */
gboolean miao_slots_change_password (MiaoSlots *slots,
                                     const char *name,
                                     const MiaoKeys *keys,
                                     const char *password,
                                     MiaoKdfCost cost,
                                     GError **error);

/** Returns: whether there was such a slot. */
gboolean miao_slots_drop (MiaoSlots *slots, const char *name);

/** Drops the slots of accounts that are none of @names (element-type utf8); the recovery sheet's
 *  stays. Returns: how many were dropped. */
guint miao_slots_keep_only (MiaoSlots *slots, const GPtrArray *names);

/** Returns: (transfer full): a new random data key, without keys of an account. */
MiaoKeys *miao_keys_new (void) G_GNUC_WARN_UNUSED_RESULT;
MiaoKeys *miao_keys_copy (const MiaoKeys *keys) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): the same with the next data key as the present one; %NULL when there
 * is none. */
MiaoKeys *miao_keys_dup_next (const MiaoKeys *keys) G_GNUC_WARN_UNUSED_RESULT;
void miao_keys_free (MiaoKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoKeys, miao_keys_free)

/** Writes %MIAO_SUBKEY_SIZE bytes; the caller wipes them. */
void miao_keys_derive (const MiaoKeys *keys, MiaoSubkey which, guint8 *ret_key);

/**
 * miao_keys_dup_database_key:
 *
 * Returns: (transfer full): the database key (32 bytes) and the salt (16 bytes) that belong to the
 *   file, in locked memory that is wiped with the last reference.
 */
GBytes *miao_keys_dup_database_key (const MiaoKeys *keys,
                                    const MiaoSlots *slots) G_GNUC_WARN_UNUSED_RESULT;

/** Signs with the account's key. %FALSE when the keys are not those of an account. */
gboolean
miao_keys_sign (const MiaoKeys *keys, gconstpointer data, gsize size, guint8 *ret_signature);
/** Returns: (transfer full) (nullable): the 64 bytes that libsodium signs with, in locked memory;
 * %NULL when the keys are not those of an account. */
guint8 *miao_keys_dup_sign_secret (const MiaoKeys *keys,
                                   guint8 *ret_public) G_GNUC_WARN_UNUSED_RESULT;
gboolean miao_keys_get_sign_public (const MiaoKeys *keys, guint8 *ret_public);

G_END_DECLS
