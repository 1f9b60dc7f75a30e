#pragma once

#include "miao-slots.h"

G_BEGIN_DECLS

#define SLOT_TAG 16
#define SLOT_SALT 16
#define SLOT_NONCE 24
#define SLOT_KEY 32
#define SLOT_SECRET (SLOT_KEY + SLOT_KEY) /* secret box key, seed of the signing key */
#define SLOT_WRAPPED (SLOT_SECRET + 16)   /* with the tag of XChaCha20-Poly1305 */
#define SLOT_SEALED (SLOT_KEY + 48)       /* crypto_box_SEALBYTES */
#define SLOT_BYTES                                                                                 \
  (SLOT_TAG + 1 + 4 + 4 + SLOT_SALT + SLOT_KEY + SLOT_KEY + SLOT_NONCE + SLOT_WRAPPED +            \
   2 * SLOT_SEALED)

typedef struct {
  guint8 tag[SLOT_TAG]; /* keyed hash of the name */
  guint8 kind;
  MiaoKdfCost cost;
  guint8 salt[SLOT_SALT];
  guint8 box_public[SLOT_KEY];
  guint8 sign_public[SLOT_KEY];
  guint8 nonce[SLOT_NONCE];
  guint8 wrapped[SLOT_WRAPPED];
  guint8 sealed[2][SLOT_SEALED]; /* data key of this epoch; of the next one while rotating */
} Slot;

struct _MiaoSlots {
  guint8 file_id[16];
  guint8 salt[16];
  guint64 generation;
  guint32 epoch;
  guint8 rotating; /* 1: the data key is being replaced; every slot has both */
  gint64 anchor_count;
  guint8 anchor_hash[MIAO_ANCHOR_HASH];
  GArray *slots; /* of Slot */
  guint8 mac[32];
};

struct _MiaoKeys {
  guint8 data_key[SLOT_KEY];
  guint8 next_key[SLOT_KEY]; /* while the data key is being replaced */
  guint8 secret[SLOT_SECRET];
  guint8 tag[SLOT_TAG]; /* of the slot that gave them */
  gboolean has_account;
  gboolean has_next;
};

/* Everything of the slot that decides how its secret is opened is bound to it. */
#define SLOT_BOUND (16 + SLOT_TAG + 1 + 8 + SLOT_SALT + SLOT_KEY + SLOT_KEY)
void miao_slots_bind (const guint8 file_id[16], const Slot *slot, guint8 bound[SLOT_BOUND]);

/** Returns: (transfer full): the key that the password gives, in locked memory; %NULL with
 *  %MIAO_ERROR_LIMIT when memory is short. */
guint8 *miao_slots_stretch (const Slot *slot,
                            const char *password,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The MAC of the content under a key derived from the data key. */
void miao_slots_mac (const MiaoSlots *slots, const MiaoKeys *keys, guint8 mac[32]);

/** Whether miao_slots_load() failed in a way that the spare may help out of. */
gboolean miao_slots_is_damage (const GError *error);

/** Puts the bytes in the place of the key file and of its spare copy; errors as miao_slots_save().
 */
gboolean miao_slots_write_files (const char *path, const GByteArray *bytes, GError **error);

G_END_DECLS
