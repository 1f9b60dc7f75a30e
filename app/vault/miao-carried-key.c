#include "config.h"

#include "miao-carried-key.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-secret.h"
#include "miao-slots-private.h"

#include <sodium.h>
#include <string.h>

#define MAGIC "MIAOCKY1"
#define MAGIC_BYTES 8
#define CARRIED_BYTES                                                                              \
  (MAGIC_BYTES + 16 + SLOT_TAG + 1 + 8 + SLOT_SALT + SLOT_KEY + SLOT_KEY + SLOT_NONCE +            \
   SLOT_WRAPPED)

G_STATIC_ASSERT (MIAO_CARRIED_SEAL == crypto_box_SEALBYTES);

/* The slot without the sealed data keys. */
struct _MiaoCarriedKey {
  guint8 file_id[16];
  Slot slot;
};

void
miao_carried_key_free (MiaoCarriedKey *carried)
{
  g_free (carried);
}

MiaoCarriedKey *
miao_carried_key_new (const MiaoSlots *slots, const char *login, GError **error)
{
  g_autofree char *wanted = miao_slots_dup_tag (slots, login);

  for (guint i = 0; i < slots->slots->len; i++) {
    const Slot *slot = &g_array_index (slots->slots, Slot, i);
    g_autofree char *tag = miao_secret_to_hex (slot->tag, SLOT_TAG);
    MiaoCarriedKey *carried;

    if (strcmp (tag, wanted) != 0)
      continue;
    carried = g_new0 (MiaoCarriedKey, 1);
    memcpy (carried->file_id, slots->file_id, sizeof carried->file_id);
    carried->slot = *slot;
    memset (carried->slot.sealed, 0, sizeof carried->slot.sealed);
    return carried;
  }
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
               miao_pick ("账号“%s”没有可用的口令，请管理员先为其设置口令。",
                          "The account “%s” has no password that works. Ask an administrator to "
                          "set one first."),
               login);

  return NULL;
}

static void
put (guint8 **at, gconstpointer data, gsize size)
{
  memcpy (*at, data, size);
  *at += size;
}

static void
get (const guint8 **at, gpointer data, gsize size)
{
  memcpy (data, *at, size);
  *at += size;
}

GBytes *
miao_carried_key_to_bytes (const MiaoCarriedKey *carried)
{
  const Slot *slot = &carried->slot;
  const guint32 cost[] = { GUINT32_TO_LE (slot->cost.passes),
                           GUINT32_TO_LE (slot->cost.memory_kib) };
  guint8 *bytes = g_malloc (CARRIED_BYTES), *at = bytes;

  put (&at, MAGIC, MAGIC_BYTES);
  put (&at, carried->file_id, sizeof carried->file_id);
  put (&at, slot->tag, SLOT_TAG);
  put (&at, &slot->kind, 1);
  put (&at, cost, sizeof cost);
  put (&at, slot->salt, SLOT_SALT);
  put (&at, slot->box_public, SLOT_KEY);
  put (&at, slot->sign_public, SLOT_KEY);
  put (&at, slot->nonce, SLOT_NONCE);
  put (&at, slot->wrapped, SLOT_WRAPPED);

  return g_bytes_new_take (bytes, CARRIED_BYTES);
}

MiaoCarriedKey *
miao_carried_key_parse (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *at = g_bytes_get_data (bytes, &size);
  g_autoptr (MiaoCarriedKey) carried = g_new0 (MiaoCarriedKey, 1);
  Slot *slot = &carried->slot;
  guint32 cost[2];

  if (size == CARRIED_BYTES && memcmp (at, MAGIC, MAGIC_BYTES) == 0) {
    at += MAGIC_BYTES;
    get (&at, carried->file_id, sizeof carried->file_id);
    get (&at, slot->tag, SLOT_TAG);
    get (&at, &slot->kind, 1);
    get (&at, cost, sizeof cost);
    get (&at, slot->salt, SLOT_SALT);
    get (&at, slot->box_public, SLOT_KEY);
    get (&at, slot->sign_public, SLOT_KEY);
    get (&at, slot->nonce, SLOT_NONCE);
    get (&at, slot->wrapped, SLOT_WRAPPED);
    slot->cost.passes = GUINT32_FROM_LE (cost[0]);
    slot->cost.memory_kib = GUINT32_FROM_LE (cost[1]);
    /* A hostile file must not take the machine. */
    if (slot->kind == MIAO_SLOT_ACCOUNT && slot->cost.passes >= 1 &&
        slot->cost.passes <= MIAO_SLOTS_MAX_PASSES && slot->cost.memory_kib >= 8 &&
        slot->cost.memory_kib <= MIAO_SLOTS_MAX_MEMORY_KIB)
      return g_steal_pointer (&carried);
  }
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                       miao_pick ("文件中的钥匙已损坏，请重新导出。",
                                  "The key inside the file is damaged. Have it made again."));

  return NULL;
}

void
miao_carried_key_get_sign_public (const MiaoCarriedKey *carried, guint8 *ret_public)
{
  memcpy (ret_public, carried->slot.sign_public, MIAO_SIGN_PUBLIC);
}

MiaoKdfCost
miao_carried_key_get_cost (const MiaoCarriedKey *carried)
{
  return carried->slot.cost;
}

GBytes *
miao_carried_key_seal (const MiaoCarriedKey *carried, gconstpointer data, gsize size)
{
  guint8 *sealed = g_malloc (size + MIAO_CARRIED_SEAL);

  miao_secret_init ();
  crypto_box_seal (sealed, data, size, carried->slot.box_public);

  return g_bytes_new_take (sealed, size + MIAO_CARRIED_SEAL);
}

MiaoKeys *
miao_carried_key_open (const MiaoCarriedKey *carried, const char *password, GError **error)
{
  g_autoptr (MiaoKeys) keys = NULL;
  guint8 bound[SLOT_BOUND];
  guint8 *key;
  gboolean opened;

  miao_secret_init ();
  keys = miao_keys_new ();
  key = miao_slots_stretch (&carried->slot, password, error);
  if (key == NULL)
    return NULL;
  miao_slots_bind (carried->file_id, &carried->slot, bound);
  opened = crypto_aead_xchacha20poly1305_ietf_decrypt (keys->secret, NULL, NULL,
                                                       carried->slot.wrapped, SLOT_WRAPPED, bound,
                                                       sizeof bound, carried->slot.nonce, key) == 0;
  miao_secret_free (key);
  if (!opened) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_KEY,
                         miao_pick ("口令不对。请输入本人账号在导出当天使用的口令，并检查大小写和"
                                    "输入法。",
                                    "The password is wrong. Type the one that your account had on "
                                    "the day of the export; check capitals and input method."));
    return NULL;
  }
  memcpy (keys->tag, carried->slot.tag, SLOT_TAG);
  keys->has_account = TRUE;

  return g_steal_pointer (&keys);
}

gboolean
miao_carried_key_unseal (const MiaoKeys *keys, GBytes *sealed, guint8 *ret_data)
{
  guint8 box_public[SLOT_KEY];
  gsize size;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);

  if (size < MIAO_CARRIED_SEAL || !keys->has_account)
    return FALSE;
  crypto_scalarmult_base (box_public, keys->secret);

  return crypto_box_seal_open (ret_data, bytes, size, box_public, keys->secret) == 0;
}
