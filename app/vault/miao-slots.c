#include "config.h"

#include "miao-slots-private.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-place.h"
#include "miao-secret.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#define MAGIC "MIAOKEY1"
#define MAGIC_FAMILY 7 /* the characters before the digit of the format */
#define HEAD_BYTES (8 + 16 + 16 + 8 + 4 + 1 + 4 + 8 + MIAO_ANCHOR_HASH)
#define TAIL_BYTES (32 + 32)
#define FILE_MAX (HEAD_BYTES + MIAO_SLOTS_MAX * SLOT_BYTES + TAIL_BYTES)

/* --- Writing and reading the layout: explicit, little endian --- */

static void
put (GByteArray *to, const void *bytes, guint size)
{
  g_byte_array_append (to, bytes, size);
}

static void
put_number (GByteArray *to, guint64 value, guint size)
{
  guint8 bytes[8];

  for (guint i = 0; i < size; i++)
    bytes[i] = (guint8) (value >> (8 * i));
  put (to, bytes, size);
}

typedef struct {
  const guint8 *at;
  gsize left;
  gboolean ended; /* more was asked for than there was */
} Reader;

static void
take (Reader *from, void *bytes, gsize size)
{
  if (from->ended || from->left < size) {
    from->ended = TRUE;
    memset (bytes, 0, size);
    return;
  }
  memcpy (bytes, from->at, size);
  from->at += size;
  from->left -= size;
}

static guint64
take_number (Reader *from, guint size)
{
  guint8 bytes[8] = { 0 };
  guint64 value = 0;

  take (from, bytes, size);
  for (guint i = 0; i < size; i++)
    value |= (guint64) bytes[i] << (8 * i);

  return value;
}

static void
pack_slot (GByteArray *to, const Slot *slot)
{
  put (to, slot->tag, sizeof slot->tag);
  put_number (to, slot->kind, 1);
  put_number (to, slot->cost.passes, 4);
  put_number (to, slot->cost.memory_kib, 4);
  put (to, slot->salt, sizeof slot->salt);
  put (to, slot->box_public, sizeof slot->box_public);
  put (to, slot->sign_public, sizeof slot->sign_public);
  put (to, slot->nonce, sizeof slot->nonce);
  put (to, slot->wrapped, sizeof slot->wrapped);
  put (to, slot->sealed[0], SLOT_SEALED);
  put (to, slot->sealed[1], SLOT_SEALED);
}

static gboolean
unpack_slot (Reader *from, Slot *slot)
{
  take (from, slot->tag, sizeof slot->tag);
  slot->kind = (guint8) take_number (from, 1);
  slot->cost.passes = (guint32) take_number (from, 4);
  slot->cost.memory_kib = (guint32) take_number (from, 4);
  take (from, slot->salt, sizeof slot->salt);
  take (from, slot->box_public, sizeof slot->box_public);
  take (from, slot->sign_public, sizeof slot->sign_public);
  take (from, slot->nonce, sizeof slot->nonce);
  take (from, slot->wrapped, sizeof slot->wrapped);
  take (from, slot->sealed[0], SLOT_SEALED);
  take (from, slot->sealed[1], SLOT_SEALED);

  return !from->ended && (slot->kind == MIAO_SLOT_ACCOUNT || slot->kind == MIAO_SLOT_RECOVERY) &&
         slot->cost.passes >= 1 && slot->cost.passes <= MIAO_SLOTS_MAX_PASSES &&
         slot->cost.memory_kib >= 8 && slot->cost.memory_kib <= MIAO_SLOTS_MAX_MEMORY_KIB;
}

static GByteArray *
pack (const MiaoSlots *slots)
{
  GByteArray *to = g_byte_array_sized_new (HEAD_BYTES + slots->slots->len * SLOT_BYTES + 64);

  put (to, MAGIC, 8);
  put (to, slots->file_id, sizeof slots->file_id);
  put (to, slots->salt, sizeof slots->salt);
  put_number (to, slots->generation, 8);
  put_number (to, slots->epoch, 4);
  put_number (to, slots->rotating, 1);
  put_number (to, slots->slots->len, 4);
  put_number (to, (guint64) slots->anchor_count, 8);
  put (to, slots->anchor_hash, sizeof slots->anchor_hash);
  for (guint i = 0; i < slots->slots->len; i++)
    pack_slot (to, &g_array_index (slots->slots, Slot, i));

  return to;
}

void
miao_slots_mac (const MiaoSlots *slots, const MiaoKeys *keys, guint8 mac[32])
{
  g_autoptr (GByteArray) bytes = pack (slots);
  guint8 key[MIAO_SUBKEY_SIZE];

  miao_keys_derive (keys, MIAO_SUBKEY_SLOTS, key);
  crypto_generichash (mac, 32, bytes->data, bytes->len, key, sizeof key);
  sodium_memzero (key, sizeof key);
}

/* --- The file --- */

MiaoSlots *
miao_slots_new (void)
{
  MiaoSlots *slots = g_new0 (MiaoSlots, 1);

  miao_secret_init ();
  randombytes_buf (slots->file_id, sizeof slots->file_id);
  randombytes_buf (slots->salt, sizeof slots->salt);
  slots->epoch = 1;
  slots->slots = g_array_new (FALSE, TRUE, sizeof (Slot));

  return slots;
}

void
miao_slots_free (MiaoSlots *slots)
{
  if (slots == NULL)
    return;
  g_array_unref (slots->slots);
  g_free (slots);
}

char *
miao_slots_dup_path (const char *store_path)
{
  g_autofree char *base = miao_place_dup_base (store_path);

  return g_strconcat (base, ".keys", NULL);
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
      miao_pick ("密钥文件已损坏或被改动。请从备份中取回与数据文件同名、以 .keys "
                 "结尾的文件后再试。",
                 "The key file is damaged or was changed. Fetch the file that ends "
                 "in .keys from the backup and try again."));
}

static gboolean
unpack (MiaoSlots *slots, const guint8 *data, gsize size, GError **error)
{
  Reader from = { data, size, FALSE };
  char magic[8];
  guint32 n;
  guint8 sum[32];

  take (&from, magic, sizeof magic);
  if (from.ended || memcmp (magic, MAGIC, MAGIC_FAMILY) != 0) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_FOREIGN,
        miao_pick ("这不是苗圃的密钥文件。请检查所选的数据文件。",
                   "This is not a key file of Miaopu. Check which file was chosen."));
    return FALSE;
  }
  if (size < HEAD_BYTES + TAIL_BYTES) {
    set_damaged (error);
    return FALSE;
  }
  crypto_generichash (sum, sizeof sum, data, size - sizeof sum, NULL, 0);
  if (sodium_memcmp (sum, data + size - sizeof sum, sizeof sum) != 0) {
    set_damaged (error);
    return FALSE;
  }

  take (&from, slots->file_id, sizeof slots->file_id);
  take (&from, slots->salt, sizeof slots->salt);
  slots->generation = take_number (&from, 8);
  slots->epoch = (guint32) take_number (&from, 4);
  slots->rotating = (guint8) take_number (&from, 1);
  n = (guint32) take_number (&from, 4);
  slots->anchor_count = (gint64) take_number (&from, 8);
  take (&from, slots->anchor_hash, sizeof slots->anchor_hash);
  if (magic[MAGIC_FAMILY] != MAGIC[MAGIC_FAMILY] || slots->rotating > 1) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_TOO_NEW,
        miao_pick ("密钥文件由更新版本的苗圃写成。请升级程序后再打开。",
                   "The key file was written by a newer Miaopu. Update the program "
                   "to open it."));
    return FALSE;
  }
  if (n > MIAO_SLOTS_MAX || slots->anchor_count < 0 || from.left != n * SLOT_BYTES + TAIL_BYTES) {
    set_damaged (error);
    return FALSE;
  }
  for (guint32 i = 0; i < n; i++) {
    Slot slot = { 0 };

    if (!unpack_slot (&from, &slot)) {
      set_damaged (error);
      return FALSE;
    }
    g_array_append_val (slots->slots, slot);
  }
  take (&from, slots->mac, sizeof slots->mac);

  return TRUE;
}

static MiaoSlots *
load_from (MiaoStore *store, GError **error)
{
  g_autoptr (MiaoSlots) slots = miao_slots_new ();
  g_autoptr (GBytes) bytes = miao_store_key_file_get (store, error);

  if (bytes == NULL ||
      !unpack (slots, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
    return NULL;

  return g_steal_pointer (&slots);
}

static MiaoSlots *
load (const char *path, GError **error)
{
  g_autoptr (MiaoSlots) slots = miao_slots_new ();
  g_autofree char *data = NULL;
  g_autoptr (GError) trouble = NULL;
  gsize size = 0;
  struct stat st;
  MiaoStore *server = miao_place_get_store (path);

  if (server != NULL)
    return load_from (server, error);
  if (stat (path, &st) == 0 && st.st_size > FILE_MAX) {
    set_damaged (error);
    return NULL;
  }
  if (!g_file_get_contents (path, &data, &size, &trouble)) {
    if (g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      g_set_error (
          error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
          miao_pick ("找不到密钥文件“%s”。它应与数据文件放在同一文件夹；没有它，数据无法打开。",
                     "The key file “%s” is missing. It belongs beside the data file, which "
                     "cannot be opened without it."),
          path);
    else
      g_set_error (
          error, MIAO_ERROR, MIAO_ERROR_STORE,
          g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_ACCES)
              ? miao_pick ("没有读取密钥文件“%s”的权限。请让管理员把这个文件的读写权限给您登录"
                           "电脑的账户，再重新打开。",
                           "Your account on this computer may not read the key file “%s”. Ask for "
                           "the right to read and write it, then open the file again.")
              : miao_pick ("密钥文件“%s”读取失败。请检查磁盘或网络文件夹是否正常，再重新打开；仍不"
                           "成功时，用备份中的密钥文件。",
                           "The key file “%s” cannot be read. Check the disk or network folder and "
                           "open again; if that fails take the key file of a backup."),
          path);
    return NULL;
  }
  if (!unpack (slots, (const guint8 *) data, size, error))
    return NULL;

  return g_steal_pointer (&slots);
}

gboolean
miao_slots_is_damage (const GError *error)
{
  return g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CORRUPT) ||
         g_error_matches (error, MIAO_ERROR, MIAO_ERROR_FOREIGN) ||
         g_error_matches (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

/* A bit that turned over need not send anybody to the backup. */
static void
tell_of_spare (const char *path, GError **error)
{
  g_autofree char *spare = miao_slots_dup_spare_path (path);
  g_autoptr (MiaoSlots) copy = load (spare, NULL);
  g_autofree char *told = NULL;

  if (copy == NULL)
    return;
  told = g_strdup ((*error)->message);
  g_free ((*error)->message);
  (*error)->message =
      g_strconcat (told,
                   miao_pick ("旁边的备用密钥文件完好，可以改用它。",
                              " The spare key file beside it is sound and can be used instead."),
                   NULL);
}

MiaoSlots *
miao_slots_load (const char *path, GError **error)
{
  MiaoSlots *slots = load (path, error);

  if (slots == NULL && error != NULL && miao_slots_is_damage (*error))
    tell_of_spare (path, error);

  return slots;
}

gboolean
miao_slots_save (const MiaoSlots *slots, const char *path, const MiaoKeys *keys, GError **error)
{
  g_autoptr (GByteArray) bytes = pack (slots);
  guint8 hash[32];

  miao_slots_mac (slots, keys, hash);
  put (bytes, hash, sizeof hash);
  crypto_generichash (hash, sizeof hash, bytes->data, bytes->len, NULL, 0);
  put (bytes, hash, sizeof hash);

  return miao_slots_write_files (path, bytes, error);
}

gboolean
miao_slots_is_authentic (const MiaoSlots *slots, const MiaoKeys *keys)
{
  guint8 mac[32];

  miao_slots_mac (slots, keys, mac);

  return sodium_memcmp (mac, slots->mac, sizeof mac) == 0;
}

guint64
miao_slots_get_generation (const MiaoSlots *slots)
{
  return slots->generation;
}

void
miao_slots_exceed_generation (MiaoSlots *slots, guint64 other)
{
  slots->generation = MAX (slots->generation, other + 1);
}

guint32
miao_slots_get_epoch (const MiaoSlots *slots)
{
  return slots->epoch;
}

guint
miao_slots_get_n (const MiaoSlots *slots)
{
  return slots->slots->len;
}

gint64
miao_slots_get_anchor (const MiaoSlots *slots, guint8 *ret_hash)
{
  if (ret_hash != NULL)
    memcpy (ret_hash, slots->anchor_hash, MIAO_ANCHOR_HASH);

  return slots->anchor_count;
}

void
miao_slots_set_anchor (MiaoSlots *slots, gint64 count, const guint8 *hash)
{
  g_return_if_fail (count >= 0);

  slots->anchor_count = count;
  memcpy (slots->anchor_hash, hash, MIAO_ANCHOR_HASH);
}
