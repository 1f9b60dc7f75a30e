#include "config.h"

#include "miao-parcel.h"

#include "miao-error.h"
#include "miao-file.h"
#include "miao-language.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define MAGIC "MIAOPKG1"
#define MAGIC_BYTES 8
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define CHECKSUM_BYTES 32

G_STATIC_ASSERT (MIAO_PARCEL_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
G_STATIC_ASSERT (MIAO_PARCEL_SIGNATURE == crypto_sign_BYTES);

struct _MiaoParcel {
  GBytes *file;
  char *header;
  GBytes *carried; /* NULL: none */
  GBytes *sealed;  /* NULL: none */
  gsize bound;     /* bytes before the nonce */
  gsize content;   /* where the encrypted content begins */
  gsize length;    /* its length, with the tag */
  gsize signature; /* where the signature begins, 0: none */
  gsize vouched;   /* bytes that it covers */
};

static void
start (void)
{
  if (sodium_init () < 0)
    g_error ("The cryptographic library cannot be used.");
}

void
miao_parcel_make_key (guint8 *ret_key)
{
  start ();
  randombytes_buf (ret_key, MIAO_PARCEL_KEY);
}

/* --- Writing --- */

static void
append_part (GByteArray *file, gconstpointer data, gsize size)
{
  const guint32 length = GUINT32_TO_LE ((guint32) size);

  g_byte_array_append (file, (const guint8 *) &length, sizeof length);
  if (size > 0)
    g_byte_array_append (file, data, (guint) size);
}

static void
append_bytes (GByteArray *file, GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  append_part (file, data, size);
}

static void
append_content (GByteArray *file, GBytes *content, const guint8 *key)
{
  const gsize bound = file->len;
  gsize size;
  const guint8 *plain = g_bytes_get_data (content, &size);
  const guint64 length = GUINT64_TO_LE ((guint64) (size + TAG_BYTES));
  guint8 nonce[NONCE_BYTES];
  gsize at;

  randombytes_buf (nonce, sizeof nonce);
  g_byte_array_append (file, nonce, sizeof nonce);
  g_byte_array_append (file, (const guint8 *) &length, sizeof length);
  at = file->len;
  g_byte_array_set_size (file, (guint) (at + size + TAG_BYTES));
  crypto_aead_xchacha20poly1305_ietf_encrypt (file->data + at, NULL, plain, size, file->data, bound,
                                              NULL, nonce, key);
}

GBytes *
miao_parcel_make (const MiaoParcelPlan *plan, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  guint8 signature[MIAO_PARCEL_SIGNATURE], checksum[CHECKSUM_BYTES];

  start ();
  g_byte_array_append (file, (const guint8 *) MAGIC, MAGIC_BYTES);
  append_part (file, plan->header, strlen (plan->header));
  append_bytes (file, plan->carried);
  append_bytes (file, plan->sealed);
  append_content (file, plan->content, plan->package_key);
  if (plan->sign != NULL && !plan->sign (file->data, file->len, signature, plan->sign_data, error))
    return NULL;
  append_part (file, signature, plan->sign != NULL ? sizeof signature : 0);
  crypto_generichash (checksum, sizeof checksum, file->data, file->len, NULL, 0);
  g_byte_array_append (file, checksum, sizeof checksum);

  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

/* --- Reading --- */

void
miao_parcel_free (MiaoParcel *parcel)
{
  g_bytes_unref (parcel->file);
  g_clear_pointer (&parcel->carried, g_bytes_unref);
  g_clear_pointer (&parcel->sealed, g_bytes_unref);
  g_free (parcel->header);
  g_free (parcel);
}

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                       miao_pick ("文件已损坏或被改动，不能使用。请重新复制一份；仍不行时请重新"
                                  "导出。",
                                  "The file is damaged or was changed and cannot be used. Copy it "
                                  "once more; if that does not help, have it made again."));

  return FALSE;
}

static gboolean
refuse_foreign (GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_FOREIGN,
                       miao_pick ("这不是外出评估包。请选择以 .miaopkg 结尾的文件。",
                                  "This is no field package. Choose a file that ends with "
                                  "“.miaopkg”."));

  return FALSE;
}

static gboolean
take_part (const MiaoParcel *parcel, gsize end, gsize *at, gsize *ret_size)
{
  const guint8 *bytes = g_bytes_get_data (parcel->file, NULL);
  guint32 length;

  if (end - *at < sizeof length)
    return FALSE;
  memcpy (&length, bytes + *at, sizeof length);
  *at += sizeof length;
  *ret_size = GUINT32_FROM_LE (length);

  return *ret_size <= end - *at;
}

static gboolean
take_bytes (const MiaoParcel *parcel, gsize end, gsize *at, GBytes **ret_bytes)
{
  gsize size;

  if (!take_part (parcel, end, at, &size))
    return FALSE;
  if (size > 0)
    *ret_bytes = g_bytes_new_from_bytes (parcel->file, *at, size);
  *at += size;

  return TRUE;
}

static gboolean
take_header (MiaoParcel *parcel, gsize end, gsize *at)
{
  const guint8 *bytes = g_bytes_get_data (parcel->file, NULL);
  gsize size;

  if (!take_part (parcel, end, at, &size) ||
      !g_utf8_validate ((const char *) bytes + *at, (gssize) size, NULL))
    return FALSE;
  parcel->header = g_strndup ((const char *) bytes + *at, size);
  *at += size;

  return TRUE;
}

static gboolean
take_content (MiaoParcel *parcel, gsize end, gsize *at)
{
  const guint8 *bytes = g_bytes_get_data (parcel->file, NULL);
  guint64 length;

  parcel->bound = *at;
  if (end - *at < NONCE_BYTES + sizeof length)
    return FALSE;
  memcpy (&length, bytes + *at + NONCE_BYTES, sizeof length);
  length = GUINT64_FROM_LE (length);
  *at += NONCE_BYTES + sizeof length;
  if (length < TAG_BYTES || length > end - *at)
    return FALSE;
  parcel->content = *at;
  parcel->length = (gsize) length;
  *at += parcel->length;

  return TRUE;
}

/* Every length is checked against what is there: files come from anywhere. */
static gboolean
take_apart (MiaoParcel *parcel)
{
  gsize size, at = MAGIC_BYTES, end;
  const guint8 *bytes = g_bytes_get_data (parcel->file, &size);
  guint8 checksum[CHECKSUM_BYTES];

  if (size < MAGIC_BYTES + CHECKSUM_BYTES)
    return FALSE;
  end = size - CHECKSUM_BYTES;
  crypto_generichash (checksum, sizeof checksum, bytes, end, NULL, 0);
  if (memcmp (checksum, bytes + end, sizeof checksum) != 0 || !take_header (parcel, end, &at) ||
      !take_bytes (parcel, end, &at, &parcel->carried) ||
      !take_bytes (parcel, end, &at, &parcel->sealed) || !take_content (parcel, end, &at))
    return FALSE;
  parcel->vouched = at;
  if (!take_part (parcel, end, &at, &size) || (size != 0 && size != MIAO_PARCEL_SIGNATURE))
    return FALSE;
  parcel->signature = size != 0 ? at : 0;

  return at + size == end;
}

static GBytes *
read_file (const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) trouble = NULL;
  GStatBuf status;
  gsize size;

  if (g_stat (path, &status) != 0) {
    (void) miao_file_set_error (error, errno, path);
    return NULL;
  }
  if (status.st_size > MIAO_PARCEL_MAX_BYTES) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT,
                 miao_pick ("文件超过 %d MiB，不是外出评估包。",
                            "The file is larger than %d MiB; it is no field package."),
                 (int) (MIAO_PARCEL_MAX_BYTES / (1024 * 1024)));
    return NULL;
  }
  if (!S_ISREG (status.st_mode)) {
    (void) refuse_foreign (error);
    return NULL;
  }
  if (!g_file_get_contents (path, &data, &size, &trouble)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
                 miao_pick ("文件读不出来：%s", "The file cannot be read: %s"), trouble->message);
    return NULL;
  }

  return g_bytes_new_take (g_steal_pointer (&data), size);
}

MiaoParcel *
miao_parcel_read (const char *path, GError **error)
{
  g_autoptr (MiaoParcel) parcel = NULL;
  GBytes *file = read_file (path, error);
  gsize size;

  start ();
  if (file == NULL)
    return NULL;
  parcel = g_new0 (MiaoParcel, 1);
  parcel->file = file;
  size = g_bytes_get_size (file);
  if (size < MAGIC_BYTES || memcmp (g_bytes_get_data (file, NULL), MAGIC, MAGIC_BYTES) != 0) {
    (void) refuse_foreign (error);
    return NULL;
  }
  if (!take_apart (parcel)) {
    (void) refuse_damaged (error);
    return NULL;
  }

  return g_steal_pointer (&parcel);
}

gboolean
miao_parcel_is (const char *path)
{
  char begin[MAGIC_BYTES] = { 0 };
  FILE *file = fopen (path, "rb");
  gboolean ours;

  if (file == NULL)
    return FALSE;
  ours = fread (begin, 1, sizeof begin, file) == sizeof begin &&
         memcmp (begin, MAGIC, sizeof begin) == 0;
  fclose (file);

  return ours;
}

const char *
miao_parcel_get_header (const MiaoParcel *parcel)
{
  return parcel->header;
}

GBytes *
miao_parcel_get_carried (const MiaoParcel *parcel)
{
  return parcel->carried;
}

GBytes *
miao_parcel_get_sealed (const MiaoParcel *parcel)
{
  return parcel->sealed;
}

char *
miao_parcel_dup_sha256 (const MiaoParcel *parcel)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, parcel->file);
}

GBytes *
miao_parcel_open (const MiaoParcel *parcel, const guint8 *package_key, GError **error)
{
  const guint8 *bytes = g_bytes_get_data (parcel->file, NULL);
  const gsize size = parcel->length - TAG_BYTES;
  g_autofree guint8 *plain = g_malloc (size + 1);

  if (crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL, bytes + parcel->content,
                                                  parcel->length, bytes, parcel->bound,
                                                  bytes + parcel->bound, package_key) != 0) {
    (void) refuse_damaged (error);
    return NULL;
  }
  plain[size] = '\0'; /* not counted; texts may be read in place */

  return g_bytes_new_take (g_steal_pointer (&plain), size);
}

gboolean
miao_parcel_is_signed_by (const MiaoParcel *parcel, const guint8 *public_key)
{
  const guint8 *bytes = g_bytes_get_data (parcel->file, NULL);

  return parcel->signature != 0 && crypto_sign_verify_detached (bytes + parcel->signature, bytes,
                                                                parcel->vouched, public_key) == 0;
}
