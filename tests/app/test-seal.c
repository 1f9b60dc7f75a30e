#include "config.h"

#include "miao-error.h"
#include "miao-file.h"
#include "miao-language.h"
#include "miao-parcel.h"
#include "miao-seal.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define N 5

typedef struct {
  guint8 secret[MIAO_SEAL_SECRET_SIZE];
  guint8 public_key[MIAO_SEAL_PUBLIC_SIZE];
  MiaoSealedItem items[N];
  char *chains[N];
  char *signatures[N];
  MiaoSealVolume volume;
  char *volume_signature;
} Fixture;

static void
digest_of (const char *text, MiaoDigest *digest)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  miao_digest_bytes (bytes, digest);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  static const char *const texts[N] = { "入院登记表", "报案证明", "体检表", "协议", "评估报告" };
  g_autoptr (GError) error = NULL;
  g_autofree char *statement = NULL;

  miao_seal_make_key (f->secret, f->public_key);
  for (guint i = 0; i < N; i++) {
    f->items[i].item = (MiaoSealItem){ .volume = "0731-ET·2006-Y-A0003-01",
                                       .number = i + 1,
                                       .title = texts[i],
                                       .date = "2006-04-19",
                                       .sealed_at = G_GINT64_CONSTANT (1725955200000),
                                       .sealed_by = "庄静宜" };
    digest_of (texts[i], &f->items[i].item.digest);
    g_assert_true (miao_seal_item (&f->items[i].item, i > 0 ? f->chains[i - 1] : NULL, f->secret,
                                   &f->chains[i], &f->signatures[i], &error));
    g_assert_no_error (error);
    f->items[i].chain = f->chains[i];
    f->items[i].signature = f->signatures[i];
    memcpy (f->items[i].public_key, f->public_key, sizeof f->public_key);
  }
  f->volume = (MiaoSealVolume){ .volume = "0731-ET·2006-Y-A0003-01",
                                .n_items = N,
                                .head = f->chains[N - 1],
                                .sealed_at = G_GINT64_CONSTANT (1725955200000),
                                .sealed_by = "庄静宜" };
  statement = miao_seal_dup_volume_statement (&f->volume, &error);
  g_assert_no_error (error);
  f->volume_signature = miao_seal_sign (statement, f->secret);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  for (guint i = 0; i < N; i++) {
    g_free (f->chains[i]);
    g_free (f->signatures[i]);
  }
  g_free (f->volume_signature);
}

static void
assert_bad (Fixture *f, guint n, guint index)
{
  g_autoptr (GError) error = NULL;
  guint bad = 99;

  g_assert_false (miao_seal_check_items (f->items, n, &bad, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
  g_assert_cmpuint (bad, ==, index);
}

static void
test_good (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      miao_seal_check_volume (&f->volume, f->volume_signature, f->items, N, f->public_key, &error));
  g_assert_no_error (error);
}

static void
test_changed (Fixture *f, gconstpointer unused)
{
  MiaoSealedItem kept = f->items[2];

  f->items[2].item.digest.sha256[7] ^= 1;
  assert_bad (f, N, 2);
  f->items[2] = kept;
  f->items[2].item.digest.sm3[0] ^= 1;
  assert_bad (f, N, 2);
  f->items[2] = kept;
  f->items[2].item.title = "体检表（修改）";
  assert_bad (f, N, 2);
  f->items[2] = kept;
  f->items[2].item.sealed_by = "别人";
  assert_bad (f, N, 2);
}

static void
test_order (Fixture *f, gconstpointer unused)
{
  MiaoSealedItem third = f->items[2];

  /* Exchanged, then one taken out of the middle. */
  f->items[2] = f->items[3];
  f->items[3] = third;
  assert_bad (f, N, 2);
  f->items[2] = third;
  f->items[3] = f->items[4];
  assert_bad (f, N - 1, 3);
}

static void
test_tail (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  /* Without its last item the chain itself is whole; the seal of the volume knows. */
  g_assert_true (miao_seal_check_items (f->items, N - 1, NULL, &error));
  g_assert_false (miao_seal_check_volume (&f->volume, f->volume_signature, f->items, N - 1,
                                          f->public_key, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
  g_clear_error (&error);
  f->volume.n_items = N - 1;
  f->volume.head = f->chains[N - 2];
  g_assert_false (miao_seal_check_volume (&f->volume, f->volume_signature, f->items, N - 1,
                                          f->public_key, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
}

/* Somebody who recomputes the whole chain has the wrong key. */
static void
test_other_key (Fixture *f, gconstpointer unused)
{
  guint8 secret[MIAO_SEAL_SECRET_SIZE], public_key[MIAO_SEAL_PUBLIC_SIZE];

  miao_seal_make_key (secret, public_key);
  f->items[0].item.title = "另一份";
  for (guint i = 0; i < N; i++) {
    g_clear_pointer (&f->chains[i], g_free);
    g_clear_pointer (&f->signatures[i], g_free);
    g_assert_true (miao_seal_item (&f->items[i].item, i > 0 ? f->chains[i - 1] : NULL, secret,
                                   &f->chains[i], &f->signatures[i], NULL));
    f->items[i].chain = f->chains[i];
    f->items[i].signature = f->signatures[i];
  }
  assert_bad (f, N, 0);
  for (guint i = 0; i < N; i++)
    memcpy (f->items[i].public_key, public_key, sizeof public_key);
  g_assert_true (miao_seal_check_items (f->items, N, NULL, NULL));
}

static void
test_lines (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  f->items[0].item.title = "两行\nsha256 0000";
  g_assert_null (miao_seal_dup_item_statement (&f->items[0].item, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_clear_error (&error);
  f->items[1].item.number = 0;
  g_assert_null (miao_seal_dup_item_statement (&f->items[1].item, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
}

static void
test_known (void)
{
  char hex[MIAO_DIGEST_HEX];
  MiaoDigest digest, parsed;

  digest_of ("abc", &digest);
  /* The examples of FIPS 180-4 and GB/T 32905. */
  g_assert_cmpstr (miao_digest_hex (digest.sha256, hex), ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (miao_digest_hex (digest.sm3, hex), ==,
                   "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  g_assert_true (miao_digest_parse (hex, parsed.sm3));
  g_assert_cmpmem (parsed.sm3, MIAO_DIGEST_SIZE, digest.sm3, MIAO_DIGEST_SIZE);
  g_assert_false (miao_digest_parse ("66c7", parsed.sm3));
  hex[3] = 'g';
  g_assert_false (miao_digest_parse (hex, parsed.sm3));
}

/* The seal can be checked without this program. */
static void
test_openssl (Fixture *f, gconstpointer unused)
{
  g_autofree char *statement = miao_seal_dup_volume_statement (&f->volume, NULL);
  g_autofree char *pem = miao_seal_dup_pem (f->public_key);
  g_autofree char *folder = g_dir_make_tmp ("miao-seal-XXXXXX", NULL);
  g_autofree char *text = g_build_filename (folder, "seal.txt", NULL);
  g_autofree char *raw = g_build_filename (folder, "seal.sig", NULL);
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *out = NULL;
  g_autofree guchar *signature = NULL;
  const char *argv[] = { "openssl", "pkeyutl", "-verify", "-pubin",   "-inkey", key,
                         "-rawin",  "-in",     text,      "-sigfile", raw,      NULL };
  g_autoptr (GError) error = NULL;
  gsize length;
  int status = 0;

  signature = g_base64_decode (f->volume_signature, &length);
  g_assert_true (g_file_set_contents (text, statement, -1, NULL));
  g_assert_true (g_file_set_contents (raw, (char *) signature, (gssize) length, NULL));
  g_assert_true (g_file_set_contents (key, pem, -1, NULL));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (out, "Verified Successfully"));
  (void) g_unlink (text);
  (void) g_unlink (raw);
  (void) g_unlink (key);
  (void) g_rmdir (folder);
}

/* A file from outside with a good checksum and any lengths: refused, never read beyond its end. */
static void
test_parcel (void)
{
  static const guint8 key[MIAO_PARCEL_KEY] = "one key of thirty-two characters";
  static const guint8 other[MIAO_PARCEL_KEY] = "another key of thirty-two charac";
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("miao-parcel-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "a.miaopkg", NULL);
  g_autoptr (GBytes) content = g_bytes_new_static ("家访记录", strlen ("家访记录"));
  g_autoptr (GBytes) bytes = miao_parcel_make (
      &(MiaoParcelPlan){ .header = "{}", .content = content, .package_key = key }, &error);
  g_autoptr (MiaoParcel) parcel = NULL;
  g_autoptr (GBytes) opened = NULL;
  const gsize size = g_bytes_get_size (bytes), body = size - 32;
  const guint8 *whole = g_bytes_get_data (bytes, NULL);

  g_assert_true (miao_file_replace (path, bytes, &error));
  g_assert_no_error (error);
  parcel = miao_parcel_read (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (miao_parcel_get_header (parcel), ==, "{}");
  opened = miao_parcel_open (parcel, key, &error);
  g_assert_true (g_bytes_equal (opened, content));
  g_assert_null (miao_parcel_open (parcel, other, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_false (miao_parcel_is_signed_by (parcel, other));
  for (gsize at = 8; at < body; at++) {
    g_autofree guint8 *changed = g_memdup2 (whole, size);
    g_autoptr (MiaoParcel) read = NULL;

    changed[at] ^= (guint8) (1 + at % 255);
    crypto_generichash (changed + body, 32, changed, body, NULL, 0);
    g_assert_true (g_file_set_contents (path, (const char *) changed, (gssize) size, NULL));
    read = miao_parcel_read (path, NULL);
    /* Whatever is still one file: what it holds is not opened. */
    g_assert_true (read == NULL || at >= body - 4 || miao_parcel_open (read, key, NULL) == NULL);
  }
  (void) g_unlink (path);
  (void) g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/seal/known", test_known);
  g_test_add_func ("/parcel/changed", test_parcel);
#define ADD(name, function) g_test_add ("/seal/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("good", test_good);
  ADD ("changed", test_changed);
  ADD ("order", test_order);
  ADD ("tail", test_tail);
  ADD ("other-key", test_other_key);
  ADD ("lines", test_lines);
  ADD ("openssl", test_openssl);
#undef ADD

  return g_test_run ();
}
