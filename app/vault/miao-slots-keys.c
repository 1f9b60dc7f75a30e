#include "config.h"

#include "miao-slots-private.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-password.h"
#include "miao-secret.h"

#include <sodium.h>
#include <string.h>

/* Eight characters that separate our subkeys from those of any other program; never to change. */
#define KDF_CONTEXT "miaopu01"

const MiaoKdfCost MIAO_KDF_COST_ORDINARY = { 3, 256 * 1024 };
const MiaoKdfCost MIAO_KDF_COST_PRACTICE = { 1, 320 };

G_STATIC_ASSERT (SLOT_KEY == crypto_box_SECRETKEYBYTES);
G_STATIC_ASSERT (SLOT_KEY == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (SLOT_KEY == crypto_sign_SEEDBYTES);
G_STATIC_ASSERT (SLOT_KEY == crypto_kdf_KEYBYTES);
G_STATIC_ASSERT (SLOT_SEALED == SLOT_KEY + crypto_box_SEALBYTES);
G_STATIC_ASSERT (SLOT_SALT == crypto_pwhash_SALTBYTES);
G_STATIC_ASSERT (SLOT_NONCE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
G_STATIC_ASSERT (SLOT_WRAPPED == SLOT_SECRET + crypto_aead_xchacha20poly1305_ietf_ABYTES);
G_STATIC_ASSERT (MIAO_SIGNATURE == crypto_sign_BYTES);

static void
compute_tag (const MiaoSlots *slots, const char *name, guint8 tag[SLOT_TAG])
{
  g_autofree char *folded = miao_password_fold_login (name);

  crypto_generichash (tag, SLOT_TAG, (const guint8 *) folded, strlen (folded), slots->file_id,
                      sizeof slots->file_id);
}

static Slot *
find (const MiaoSlots *slots, const char *name)
{
  guint8 tag[SLOT_TAG];

  compute_tag (slots, name, tag);
  for (guint i = 0; i < slots->slots->len; i++) {
    Slot *slot = &g_array_index (slots->slots, Slot, i);

    if (sodium_memcmp (slot->tag, tag, SLOT_TAG) == 0)
      return slot;
  }

  return NULL;
}

gboolean
miao_slots_has (const MiaoSlots *slots, const char *name)
{
  return find (slots, name) != NULL;
}

gboolean
miao_slots_get_slot (const MiaoSlots *slots,
                     const char *name,
                     MiaoKdfCost *ret_cost,
                     guint8 *ret_sign_public)
{
  const Slot *slot = find (slots, name);

  if (slot == NULL)
    return FALSE;
  if (ret_cost != NULL)
    *ret_cost = slot->cost;
  if (ret_sign_public != NULL)
    memcpy (ret_sign_public, slot->sign_public, MIAO_SIGN_PUBLIC);

  return TRUE;
}

char *
miao_slots_dup_tag (const MiaoSlots *slots, const char *name)
{
  guint8 tag[SLOT_TAG];

  compute_tag (slots, name, tag);

  return miao_secret_to_hex (tag, sizeof tag);
}

void
miao_slots_bind (const guint8 file_id[16], const Slot *slot, guint8 bound[SLOT_BOUND])
{
  guint8 *at = bound;
  const guint32 numbers[] = { GUINT32_TO_LE (slot->cost.passes),
                              GUINT32_TO_LE (slot->cost.memory_kib) };

  memcpy (at, file_id, 16);
  at += 16;
  memcpy (at, slot->tag, SLOT_TAG);
  at += SLOT_TAG;
  *at++ = slot->kind;
  memcpy (at, numbers, sizeof numbers);
  at += sizeof numbers;
  memcpy (at, slot->salt, SLOT_SALT);
  at += SLOT_SALT;
  memcpy (at, slot->box_public, SLOT_KEY);
  at += SLOT_KEY;
  memcpy (at, slot->sign_public, SLOT_KEY);
}

guint8 *
miao_slots_stretch (const Slot *slot, const char *password, GError **error)
{
  g_autoptr (MiaoSecretText) normal = miao_password_normalise (password);
  guint8 *key = miao_secret_alloc (SLOT_KEY);

  if (crypto_pwhash (key, SLOT_KEY, normal, strlen (normal), slot->salt, slot->cost.passes,
                     (gsize) slot->cost.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return key;

  miao_secret_free (key);
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT,
               miao_pick ("内存不足：核对口令需要 %u MiB。请关闭其他程序后重试。",
                          "Not enough memory: checking the password takes %u MiB. Close other "
                          "programs and try again."),
               slot->cost.memory_kib / 1024);

  return NULL;
}

static gboolean
wrap (const MiaoSlots *slots,
      Slot *slot,
      const char *password,
      const guint8 secret[SLOT_SECRET],
      GError **error)
{
  guint8 bound[SLOT_BOUND];
  guint8 *key;

  randombytes_buf (slot->salt, sizeof slot->salt);
  randombytes_buf (slot->nonce, sizeof slot->nonce);
  key = miao_slots_stretch (slot, password, error);
  if (key == NULL)
    return FALSE;
  miao_slots_bind (slots->file_id, slot, bound);
  crypto_aead_xchacha20poly1305_ietf_encrypt (slot->wrapped, NULL, secret, SLOT_SECRET, bound,
                                              sizeof bound, NULL, slot->nonce, key);
  miao_secret_free (key);

  return TRUE;
}

/* Puts a slot whose secret keys are @secret. */
static gboolean
put_secret (MiaoSlots *slots,
            const char *name,
            MiaoSlotKind kind,
            const char *password,
            MiaoKdfCost cost,
            const guint8 secret[SLOT_SECRET],
            const MiaoKeys *keys,
            guint8 *ret_sign_public,
            GError **error)
{
  Slot slot = { .kind = (guint8) kind, .cost = cost };
  guint8 *sign_secret = miao_secret_alloc (crypto_sign_SECRETKEYBYTES);

  compute_tag (slots, name, slot.tag);
  crypto_scalarmult_base (slot.box_public, secret);
  crypto_sign_seed_keypair (slot.sign_public, sign_secret, secret + SLOT_KEY);
  miao_secret_free (sign_secret);
  if (!wrap (slots, &slot, password, secret, error))
    return FALSE;
  crypto_box_seal (slot.sealed[0], keys->data_key, SLOT_KEY, slot.box_public);
  if (slots->rotating && keys->has_next)
    crypto_box_seal (slot.sealed[1], keys->next_key, SLOT_KEY, slot.box_public);
  g_array_append_val (slots->slots, slot);
  slots->generation++;
  if (ret_sign_public != NULL)
    memcpy (ret_sign_public, slot.sign_public, MIAO_SIGN_PUBLIC);

  return TRUE;
}

static gboolean
check_room (const MiaoSlots *slots, const char *name, GError **error)
{
  if (find (slots, name) != NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CONFLICT,
                         miao_pick ("这个账号已有钥匙。", "This login already has a key."));
    return FALSE;
  }
  if (slots->slots->len >= MIAO_SLOTS_MAX) {
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_LIMIT,
        miao_pick ("密钥文件最多容纳 %d 个账号。", "A key file holds at most %d accounts."),
        MIAO_SLOTS_MAX);
    return FALSE;
  }

  return TRUE;
}

gboolean
miao_slots_put (MiaoSlots *slots,
                const char *name,
                MiaoSlotKind kind,
                const char *password,
                MiaoKdfCost cost,
                const MiaoKeys *keys,
                guint8 *ret_sign_public,
                GError **error)
{
  guint8 *secret;
  gboolean done;

  if (!check_room (slots, name, error))
    return FALSE;
  secret = miao_secret_alloc (SLOT_SECRET);
  randombytes_buf (secret, SLOT_SECRET);
  done = put_secret (slots, name, kind, password, cost, secret, keys, ret_sign_public, error);
  miao_secret_free (secret);

  return done;
}

gboolean
miao_slots_put_own (MiaoSlots *slots,
                    const char *name,
                    const char *password,
                    MiaoKdfCost cost,
                    const MiaoKeys *own,
                    const MiaoKeys *keys,
                    guint8 *ret_sign_public,
                    GError **error)
{
  return check_room (slots, name, error) &&
         put_secret (slots, name, MIAO_SLOT_ACCOUNT, password, cost, own->secret, keys,
                     ret_sign_public, error);
}

static MiaoKeys *
refuse (GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_KEY,
                       miao_pick ("账号或口令不对。请检查大小写和输入法后重试。",
                                  "The login or the password is wrong. Check capitals and input "
                                  "method and try again."));

  return NULL;
}

static MiaoKeys *
refuse_changed (GError **error)
{
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
      miao_pick ("口令正确，但密钥文件被改动过，不能使用。请从备份中取回该文件。",
                 "The password is right, but the key file was changed and cannot be "
                 "trusted. Fetch it from the backup."));

  return NULL;
}

MiaoKeys *
miao_slots_unlock (const MiaoSlots *slots, const char *name, const char *password, GError **error)
{
  g_autoptr (MiaoKeys) keys = miao_keys_new ();
  const Slot *slot = find (slots, name);
  Slot nobody = { .cost = MIAO_KDF_COST_ORDINARY };
  guint8 bound[SLOT_BOUND];
  guint8 *key;
  gboolean opened;

  if (slot == NULL && slots->slots->len > 0)
    nobody.cost = g_array_index (slots->slots, Slot, 0).cost;
  key = miao_slots_stretch (slot != NULL ? slot : &nobody, password, error);
  if (key == NULL)
    return NULL;
  if (slot == NULL) {
    miao_secret_free (key);
    return refuse (error);
  }

  miao_slots_bind (slots->file_id, slot, bound);
  opened = crypto_aead_xchacha20poly1305_ietf_decrypt (keys->secret, NULL, NULL, slot->wrapped,
                                                       SLOT_WRAPPED, bound, sizeof bound,
                                                       slot->nonce, key) == 0;
  miao_secret_free (key);
  if (!opened)
    return refuse (error);
  if (crypto_box_seal_open (keys->data_key, slot->sealed[0], SLOT_SEALED, slot->box_public,
                            keys->secret) != 0)
    return refuse_changed (error);
  if (!miao_slots_is_authentic (slots, keys))
    return refuse_changed (error);
  if (slots->rotating) {
    if (crypto_box_seal_open (keys->next_key, slot->sealed[1], SLOT_SEALED, slot->box_public,
                              keys->secret) != 0)
      return refuse_changed (error);
    keys->has_next = TRUE;
  }
  memcpy (keys->tag, slot->tag, SLOT_TAG);
  keys->has_account = TRUE;

  return g_steal_pointer (&keys);
}

gboolean
miao_slots_change_password (MiaoSlots *slots,
                            const char *name,
                            const MiaoKeys *keys,
                            const char *password,
                            MiaoKdfCost cost,
                            GError **error)
{
  Slot *slot = find (slots, name);
  Slot changed;

  if (slot == NULL || !keys->has_account || sodium_memcmp (slot->tag, keys->tag, SLOT_TAG) != 0) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
        miao_pick ("密钥文件中没有这个账号。", "The key file has no such account."));
    return FALSE;
  }
  changed = *slot;
  changed.cost = cost;
  if (!wrap (slots, &changed, password, keys->secret, error))
    return FALSE;
  *slot = changed;
  slots->generation++;

  return TRUE;
}

gboolean
miao_slots_drop (MiaoSlots *slots, const char *name)
{
  Slot *slot = find (slots, name);

  if (slot == NULL)
    return FALSE;
  g_array_remove_index (slots->slots, (guint) (slot - (Slot *) (gpointer) slots->slots->data));
  slots->generation++;

  return TRUE;
}

static gboolean
is_one_of (const MiaoSlots *slots, const Slot *slot, const GPtrArray *names)
{
  guint8 tag[SLOT_TAG];

  for (guint i = 0; i < names->len; i++) {
    compute_tag (slots, g_ptr_array_index (names, i), tag);
    if (sodium_memcmp (slot->tag, tag, SLOT_TAG) == 0)
      return TRUE;
  }

  return FALSE;
}

guint
miao_slots_keep_only (MiaoSlots *slots, const GPtrArray *names)
{
  guint dropped = 0;

  for (guint i = slots->slots->len; i > 0; i--) {
    const Slot *slot = &g_array_index (slots->slots, Slot, i - 1);

    if (slot->kind != MIAO_SLOT_ACCOUNT || is_one_of (slots, slot, names))
      continue;
    g_array_remove_index (slots->slots, i - 1);
    slots->generation++;
    dropped++;
  }

  return dropped;
}

/* --- A new data key --- */

void
miao_slots_begin_rotation (MiaoSlots *slots, MiaoKeys *keys)
{
  crypto_kdf_keygen (keys->next_key);
  keys->has_next = TRUE;
  for (guint i = 0; i < slots->slots->len; i++) {
    Slot *slot = &g_array_index (slots->slots, Slot, i);

    crypto_box_seal (slot->sealed[1], keys->next_key, SLOT_KEY, slot->box_public);
  }
  slots->rotating = 1;
  slots->generation++;
}

gboolean
miao_slots_is_rotating (const MiaoSlots *slots)
{
  return slots->rotating != 0;
}

void
miao_slots_end_rotation (MiaoSlots *slots, MiaoKeys *keys)
{
  g_return_if_fail (slots->rotating && keys->has_next);

  for (guint i = 0; i < slots->slots->len; i++) {
    Slot *slot = &g_array_index (slots->slots, Slot, i);

    memcpy (slot->sealed[0], slot->sealed[1], SLOT_SEALED);
    memset (slot->sealed[1], 0, SLOT_SEALED);
  }
  memcpy (keys->data_key, keys->next_key, SLOT_KEY);
  sodium_memzero (keys->next_key, SLOT_KEY);
  keys->has_next = FALSE;
  slots->rotating = 0;
  slots->epoch++;
  slots->generation++;
}

/* --- Opened keys --- */

MiaoKeys *
miao_keys_new (void)
{
  MiaoKeys *keys = miao_secret_alloc (sizeof (MiaoKeys));

  crypto_kdf_keygen (keys->data_key);

  return keys;
}

MiaoKeys *
miao_keys_copy (const MiaoKeys *keys)
{
  MiaoKeys *copy = miao_secret_alloc (sizeof (MiaoKeys));

  *copy = *keys;

  return copy;
}

MiaoKeys *
miao_keys_dup_next (const MiaoKeys *keys)
{
  MiaoKeys *next;

  if (!keys->has_next)
    return NULL;
  next = miao_keys_copy (keys);
  memcpy (next->data_key, keys->next_key, SLOT_KEY);
  sodium_memzero (next->next_key, SLOT_KEY);
  next->has_next = FALSE;

  return next;
}

void
miao_keys_free (MiaoKeys *keys)
{
  miao_secret_free (keys);
}

void
miao_keys_derive (const MiaoKeys *keys, MiaoSubkey which, guint8 *ret_key)
{
  crypto_kdf_derive_from_key (ret_key, MIAO_SUBKEY_SIZE, which, KDF_CONTEXT, keys->data_key);
}

GBytes *
miao_keys_dup_database_key (const MiaoKeys *keys, const MiaoSlots *slots)
{
  guint8 *raw = miao_secret_alloc (MIAO_SUBKEY_SIZE + sizeof slots->salt);

  miao_keys_derive (keys, MIAO_SUBKEY_DATABASE, raw);
  memcpy (raw + MIAO_SUBKEY_SIZE, slots->salt, sizeof slots->salt);

  return g_bytes_new_with_free_func (raw, MIAO_SUBKEY_SIZE + sizeof slots->salt, miao_secret_free,
                                     raw);
}

guint8 *
miao_keys_dup_sign_secret (const MiaoKeys *keys, guint8 *ret_public)
{
  guint8 *sign_secret;

  if (!keys->has_account)
    return NULL;
  sign_secret = miao_secret_alloc (crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair (ret_public, sign_secret, keys->secret + SLOT_KEY);

  return sign_secret;
}

gboolean
miao_keys_sign (const MiaoKeys *keys, gconstpointer data, gsize size, guint8 *ret_signature)
{
  guint8 sign_public[MIAO_SIGN_PUBLIC];
  guint8 *sign_secret = miao_keys_dup_sign_secret (keys, sign_public);

  if (sign_secret == NULL)
    return FALSE;
  crypto_sign_detached (ret_signature, NULL, data, size, sign_secret);
  miao_secret_free (sign_secret);

  return TRUE;
}

gboolean
miao_keys_get_sign_public (const MiaoKeys *keys, guint8 *ret_public)
{
  guint8 *sign_secret = miao_keys_dup_sign_secret (keys, ret_public);

  miao_secret_free (sign_secret);

  return sign_secret != NULL;
}
