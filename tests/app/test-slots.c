#include "config.h"

#include "miao-carried-key.h"
#include "miao-error.h"
#include "miao-recovery.h"
#include "miao-secret.h"
#include "miao-slots.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COST MIAO_KDF_COST_PRACTICE
#define SLOT_BYTES                                                                                 \
  369 /* the documented layout: a test of the format, not of the code's constants */
#define HEAD_BYTES 97
#define TAIL_BYTES 64

typedef struct {
  char *folder;
  char *path;
  char *recovery;
  MiaoKeys *keys; /* with the data key only */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (MiaoSlots) slots = miao_slots_new ();
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("miao-slots-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "a.miaopu.keys", NULL);
  f->recovery = miao_recovery_new ();
  f->keys = miao_keys_new ();
  g_assert_true (miao_slots_put (slots, "wang.yuan", MIAO_SLOT_ACCOUNT, "春江花月夜 正好十个字",
                                 COST, f->keys, NULL, &error));
  g_assert_true (miao_slots_put (slots, "li.she", MIAO_SLOT_ACCOUNT, "li password 22", COST,
                                 f->keys, NULL, &error));
  g_assert_true (miao_slots_put (slots, MIAO_SLOT_RECOVERY_NAME, MIAO_SLOT_RECOVERY, f->recovery,
                                 COST, f->keys, NULL, &error));
  g_assert_true (miao_slots_save (slots, f->path, f->keys, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const endings[] = { "", ".new", ".spare", ".spare.new", ".lock" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *path = g_strconcat (f->path, endings[i], NULL);

    g_unlink (path);
  }
  g_rmdir (f->folder);
  miao_keys_free (f->keys);
  miao_secret_free_text (f->recovery);
  g_free (f->path);
  g_free (f->folder);
}

static MiaoSlots *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  MiaoSlots *slots = miao_slots_load (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (slots);

  return slots;
}

static MiaoKeys *
unlock (const MiaoSlots *slots, const char *name, const char *password)
{
  g_autoptr (GError) error = NULL;
  MiaoKeys *keys = miao_slots_unlock (slots, name, password, &error);

  g_assert_no_error (error);
  g_assert_nonnull (keys);

  return keys;
}

static void
assert_refused (const MiaoSlots *slots, const char *name, const char *password, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoKeys) keys = miao_slots_unlock (slots, name, password, &error);

  g_assert_null (keys);
  g_assert_error (error, MIAO_ERROR, code);
}

static void
assert_same_data_key (const MiaoKeys *a, const MiaoKeys *b)
{
  for (int which = MIAO_SUBKEY_DATABASE; which <= MIAO_SUBKEY_AUDIT; which++) {
    guint8 x[MIAO_SUBKEY_SIZE], y[MIAO_SUBKEY_SIZE];

    miao_keys_derive (a, (MiaoSubkey) which, x);
    miao_keys_derive (b, (MiaoSubkey) which, y);
    g_assert_cmpmem (x, sizeof x, y, sizeof y);
  }
}

static void
test_open (Fixture *f, gconstpointer data)
{
  g_autoptr (MiaoSlots) slots = load (f->path);
  g_autoptr (MiaoKeys) wang = unlock (slots, "wang.yuan", "春江花月夜 正好十个字");
  g_autoptr (MiaoKeys) li = unlock (slots, " LI.she ", "li password 22");
  g_autoptr (MiaoKeys) sheet = unlock (slots, MIAO_SLOT_RECOVERY_NAME, f->recovery);
  g_autoptr (GBytes) a = miao_keys_dup_database_key (wang, slots);
  g_autoptr (GBytes) b = miao_keys_dup_database_key (li, slots);
  struct stat st;

  assert_same_data_key (wang, f->keys);
  assert_same_data_key (li, f->keys);
  assert_same_data_key (sheet, f->keys);
  g_assert_cmpuint (g_bytes_get_size (a), ==, 48);
  g_assert_true (g_bytes_equal (a, b));

  assert_refused (slots, "wang.yuan", "wrong password", MIAO_ERROR_KEY);
  assert_refused (slots, "li.she", "春江花月夜 正好十个字", MIAO_ERROR_KEY);
  assert_refused (slots, "nobody", "li password 22", MIAO_ERROR_KEY);
  assert_refused (slots, MIAO_SLOT_RECOVERY_NAME, "000000", MIAO_ERROR_KEY);

  g_assert_cmpint (stat (f->path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);
  g_assert_cmpint (st.st_size, ==, HEAD_BYTES + 3 * SLOT_BYTES + TAIL_BYTES);
}

static void
test_normalised (Fixture *f, gconstpointer data)
{
  g_autoptr (MiaoSlots) slots = load (f->path);
  /* Typed with full-width letters by an input method left on. */
  g_autoptr (MiaoKeys) keys = unlock (slots, "li.she", "ｌｉ　ｐａｓｓｗｏｒｄ　２２");

  assert_same_data_key (keys, f->keys);
}

static void
test_names_hidden (Fixture *f, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  g_assert_null (memmem (bytes, size, "wang", 4));
  g_assert_null (memmem (bytes, size, "she", 3));
  g_assert_null (memmem (bytes, size, "recovery", 8));
}

static void
test_signing_key (Fixture *f, gconstpointer data)
{
  g_autoptr (MiaoSlots) slots = load (f->path);
  g_autoptr (MiaoKeys) keys = unlock (slots, "li.she", "li password 22");
  g_autoptr (MiaoKeys) other = unlock (slots, "wang.yuan", "春江花月夜 正好十个字");
  guint8 sign_public[MIAO_SIGN_PUBLIC], other_public[MIAO_SIGN_PUBLIC], signature[MIAO_SIGNATURE];

  g_assert_true (miao_keys_sign (keys, "abc", 3, signature));
  g_assert_true (miao_keys_get_sign_public (keys, sign_public));
  g_assert_true (miao_keys_get_sign_public (other, other_public));
  g_assert_cmpint (crypto_sign_verify_detached (signature, (const guint8 *) "abc", 3, sign_public),
                   ==, 0);
  g_assert_cmpint (crypto_sign_verify_detached (signature, (const guint8 *) "abd", 3, sign_public),
                   !=, 0);
  g_assert_cmpint (crypto_sign_verify_detached (signature, (const guint8 *) "abc", 3, other_public),
                   !=, 0);
  g_assert_false (miao_keys_sign (f->keys, "abc", 3, signature));
}

static void
test_change_password (Fixture *f, gconstpointer data)
{
  g_autoptr (MiaoSlots) slots = load (f->path);
  g_autoptr (MiaoKeys) keys = unlock (slots, "li.she", "li password 22");
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSlots) again = NULL;
  g_autoptr (MiaoKeys) reopened = NULL;
  g_autofree char *before = NULL, *after = NULL;
  guint8 sign_before[MIAO_SIGN_PUBLIC], sign_after[MIAO_SIGN_PUBLIC];
  gsize size;

  g_assert_true (g_file_get_contents (f->path, &before, NULL, NULL));
  g_assert_true (miao_keys_get_sign_public (keys, sign_before));
  g_assert_true (
      miao_slots_change_password (slots, "li.she", keys, "a new password", COST, &error));
  g_assert_true (miao_slots_save (slots, f->path, keys, &error));
  g_assert_true (g_file_get_contents (f->path, &after, &size, NULL));

  again = load (f->path);
  assert_refused (again, "li.she", "li password 22", MIAO_ERROR_KEY);
  reopened = unlock (again, "li.she", "a new password");
  assert_same_data_key (reopened, f->keys);
  g_assert_true (miao_keys_get_sign_public (reopened, sign_after));
  g_assert_cmpmem (sign_before, sizeof sign_before, sign_after, sizeof sign_after);
  g_assert_cmpuint (miao_slots_get_generation (again), ==, 4);

  /* The slots before and behind are the same bytes; the changed one is not. */
  g_assert_cmpmem (before + HEAD_BYTES, SLOT_BYTES, after + HEAD_BYTES, SLOT_BYTES);
  g_assert_cmpmem (before + HEAD_BYTES + 2 * SLOT_BYTES, SLOT_BYTES,
                   after + HEAD_BYTES + 2 * SLOT_BYTES, SLOT_BYTES);
  g_assert_cmpint (
      memcmp (before + HEAD_BYTES + SLOT_BYTES, after + HEAD_BYTES + SLOT_BYTES, SLOT_BYTES), !=,
      0);

  /* Another account's keys do not fit the slot. */
  g_assert_false (
      miao_slots_change_password (again, "wang.yuan", reopened, "a new password", COST, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

static void
test_forgotten (Fixture *f, gconstpointer data)
{
  g_autoptr (MiaoSlots) slots = load (f->path);
  g_autoptr (MiaoKeys) sheet = unlock (slots, MIAO_SLOT_RECOVERY_NAME, f->recovery);
  g_autoptr (MiaoSlots) again = NULL;
  g_autoptr (MiaoKeys) li = NULL, wang = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (miao_slots_put (slots, "li.she", MIAO_SLOT_ACCOUNT, "third password", COST, sheet,
                                  NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (miao_slots_drop (slots, "li.she"));
  g_assert_false (miao_slots_drop (slots, "li.she"));
  g_assert_true (miao_slots_put (slots, "li.she", MIAO_SLOT_ACCOUNT, "third password", COST, sheet,
                                 NULL, &error));
  g_assert_true (miao_slots_save (slots, f->path, sheet, &error));
  again = load (f->path);
  li = unlock (again, "li.she", "third password");
  wang = unlock (again, "wang.yuan", "春江花月夜 正好十个字");
  assert_same_data_key (li, f->keys);
  assert_same_data_key (wang, f->keys);
}

static void
write_variant (const char *path, char *bytes, gsize size, gboolean mend_checksum)
{
  g_autoptr (GError) error = NULL;

  /* Whoever changes the file on purpose also mends the plain checksum: then the MAC must tell. */
  if (mend_checksum)
    crypto_generichash ((guint8 *) bytes + size - 32, 32, (guint8 *) bytes, size - 32, NULL, 0);
  /* A new file without syncing: thousands of them are written here. */
  g_unlink (path);
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                           0600, &error));
}

/* Every bit of every byte: refused, and the spare is offered in words. */
static void
test_flipped_bits (Fixture *f, gconstpointer data)
{
  g_autofree char *bytes = NULL, *changed = NULL;
  guint refused = 0;
  gsize size;

  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  changed = g_memdup2 (bytes, size);
  for (gsize bit = 0; bit < size * 8; bit++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MiaoSlots) slots = NULL;

    changed[bit / 8] ^= (char) (1 << (bit % 8));
    write_variant (f->path, changed, size, FALSE);
    slots = miao_slots_load (f->path, &error);
    g_assert_null (slots);
    g_assert_true (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CORRUPT) ||
                   (bit < 64 && g_error_matches (error, MIAO_ERROR, MIAO_ERROR_FOREIGN)));
    g_assert_nonnull (strstr (error->message, "备用密钥文件完好"));
    refused++;
    changed[bit / 8] = bytes[bit / 8];
  }
  g_test_message ("%u changes of one bit refused", refused);
  g_assert_cmpuint (refused, ==, size * 8);
}

static void
assert_contents (const char *path, const char *bytes, gsize size)
{
  g_autofree char *found = NULL;
  gsize found_size = 0;

  g_assert_true (g_file_get_contents (path, &found, &found_size, NULL));
  g_assert_cmpmem (found, found_size, bytes, size);
}

static char *
find_aside (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    if (strstr (name, ".damaged-") != NULL)
      return g_build_filename (f->folder, name, NULL);
  }

  return NULL;
}

static void
test_spare (Fixture *f, gconstpointer data)
{
  g_autofree char *spare = miao_slots_dup_spare_path (f->path);
  g_autofree char *bytes = NULL, *changed = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  assert_contents (spare, bytes, size); /* written in the same act */
  g_assert_false (miao_slots_can_use_spare (f->path));
  g_assert_false (miao_slots_use_spare (f->path, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  changed = g_memdup2 (bytes, size);
  changed[size / 2] ^= 4;
  write_variant (f->path, changed, size, FALSE);
  g_assert_true (miao_slots_can_use_spare (f->path));
  g_assert_true (miao_slots_use_spare (f->path, &error));
  g_assert_no_error (error);
  assert_contents (f->path, bytes, size);
  {
    g_autofree char *aside = find_aside (f);

    assert_contents (aside, changed, size); /* for whoever asks what happened */
    g_unlink (aside);
  }

  /* The file is gone altogether. */
  g_unlink (f->path);
  g_assert_true (miao_slots_can_use_spare (f->path));
  g_assert_true (miao_slots_use_spare (f->path, &error));
  assert_contents (f->path, bytes, size);

  /* Both are damaged: nothing is offered, nothing is moved. */
  write_variant (f->path, changed, size, FALSE);
  write_variant (spare, changed, size, FALSE);
  g_assert_false (miao_slots_can_use_spare (f->path));
  g_assert_false (miao_slots_use_spare (f->path, &error));
  assert_contents (f->path, changed, size);
}

static void
test_mend_spare (Fixture *f, gconstpointer data)
{
  g_autofree char *spare = miao_slots_dup_spare_path (f->path);
  g_autoptr (MiaoSlots) slots = load (f->path);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (spare, "half", -1, NULL));
  g_assert_true (miao_slots_mend_spare (slots, f->path, f->keys, &error));
  assert_contents (spare, bytes, size);
  g_unlink (spare);
  g_assert_true (miao_slots_mend_spare (slots, f->path, f->keys, &error));
  assert_contents (spare, bytes, size);
}

/* While the data key is replaced every slot opens both; a forged "replacing" is noticed. */
static void
test_rotation (Fixture *f, gconstpointer data)
{
  g_autoptr (MiaoSlots) slots = load (f->path);
  g_autoptr (MiaoKeys) keys = unlock (slots, "li.she", "li password 22");
  g_autoptr (MiaoKeys) next = NULL;
  g_autoptr (MiaoKeys) other = NULL;
  g_autoptr (MiaoSlots) again = NULL;
  g_autoptr (MiaoKeys) wang = NULL;
  g_autoptr (MiaoKeys) wang_next = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_null (miao_keys_dup_next (keys));
  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  bytes[8 + 16 + 16 + 8 + 4] = 1;
  write_variant (f->path, bytes, size, TRUE);
  again = load (f->path);
  assert_refused (again, "li.she", "li password 22", MIAO_ERROR_CORRUPT);
  g_clear_pointer (&again, miao_slots_free);

  g_ptr_array_add (names, (gpointer) "li.she");
  g_ptr_array_add (names, (gpointer) "wang.yuan");
  g_assert_cmpuint (miao_slots_keep_only (slots, names), ==, 0);
  miao_slots_begin_rotation (slots, keys);
  next = miao_keys_dup_next (keys);
  g_assert_true (miao_slots_save (slots, f->path, keys, &error));
  again = load (f->path);
  wang = unlock (again, "wang.yuan", "春江花月夜 正好十个字");
  assert_same_data_key (wang, f->keys);
  wang_next = miao_keys_dup_next (wang);
  assert_same_data_key (wang_next, next);
  /* Somebody who comes in between gets both. */
  g_assert_true (miao_slots_put (again, "new.one", MIAO_SLOT_ACCOUNT, "new password 5", COST, wang,
                                 NULL, &error));
  g_assert_true (miao_slots_save (again, f->path, wang, &error));
  miao_slots_end_rotation (again, wang);
  g_assert_true (miao_slots_save (again, f->path, wang, &error));
  assert_same_data_key (wang, next);

  g_clear_pointer (&again, miao_slots_free);
  again = load (f->path);
  g_assert_false (miao_slots_is_rotating (again));
  g_assert_cmpuint (miao_slots_get_epoch (again), ==, 2);
  g_assert_false (miao_slots_is_authentic (again, f->keys));
  other = unlock (again, "new.one", "new password 5");
  assert_same_data_key (other, next);
  g_clear_pointer (&other, miao_keys_free);
  other = unlock (again, MIAO_SLOT_RECOVERY_NAME, f->recovery);
  assert_same_data_key (other, next);
  g_assert_cmpuint (miao_slots_keep_only (again, names), ==, 1);
  g_assert_false (miao_slots_has (again, "new.one"));
  g_assert_true (miao_slots_has (again, MIAO_SLOT_RECOVERY_NAME));
}

static void
test_changed_on_purpose (Fixture *f, gconstpointer data)
{
  /* Cost of the slots: changing it only makes the test ask for gigabytes. */
  const gsize cost_at = 16 + 1, cost_end = cost_at + 8;
  g_autofree char *bytes = NULL, *changed = NULL;
  gsize size;
  int opened = 0, tried = 0;

  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  changed = g_memdup2 (bytes, size);
  for (gsize i = 8; i < size - 32; i += 2) {
    g_autoptr (MiaoSlots) slots = NULL;
    gsize in_slot = i >= HEAD_BYTES ? (i - HEAD_BYTES) % SLOT_BYTES : 0;

    if (i >= HEAD_BYTES && i < size - TAIL_BYTES && in_slot >= cost_at && in_slot < cost_end)
      continue;
    changed[i] ^= (char) (1 << (i / 2 % 8));
    write_variant (f->path, changed, size, TRUE);
    memcpy (changed, bytes, size);
    tried++;
    slots = miao_slots_load (f->path, NULL);
    if (slots != NULL) {
      g_autoptr (MiaoKeys) keys = miao_slots_unlock (slots, "li.she", "li password 22", NULL);

      opened += keys != NULL;
    }
  }
  g_test_message ("%d changes tried", tried);
  g_assert_cmpint (tried, >, 500);
  g_assert_cmpint (opened, ==, 0);
}

/* Anything at all in place of the file: refused or opened with a wrong password, never a crash. */
static void
test_noise (Fixture *f, gconstpointer data)
{
  g_autofree char *bytes = NULL, *changed = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  int loaded = 0;
  gsize size;

  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  changed = g_malloc (size * 2);
  for (int round = 0; round < 1000; round++) {
    const gsize length = (gsize) g_rand_int_range (rand, 64, (gint32) size * 2);
    const int changes = g_rand_int_range (rand, 0, 40);
    g_autoptr (MiaoSlots) slots = NULL;

    for (gsize i = 0; i < length; i++)
      changed[i] = bytes[i % size];
    for (int i = 0; i < changes; i++)
      changed[g_rand_int_range (rand, 8, 97)] = (char) g_rand_int_range (rand, 0, 256);
    write_variant (f->path, changed, round % 2 == 0 ? size : length, TRUE);
    slots = miao_slots_load (f->path, NULL);
    if (slots != NULL) {
      g_assert_cmpuint (miao_slots_get_n (slots), ==, 3);
      loaded++;
    }
  }
  g_test_message ("%d of 1000 had the right shape", loaded);
  g_assert_cmpint (loaded, >, 50); /* else the test would prove nothing */
}

static void
test_greedy (Fixture *f, gconstpointer data)
{
  const gsize memory_at = HEAD_BYTES + 16 + 1 + 4;
  const guint32 greedy = GUINT32_TO_LE (MIAO_SLOTS_MAX_MEMORY_KIB + 1);
  g_autofree char *bytes = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  memcpy (bytes + memory_at, &greedy, sizeof greedy);
  write_variant (f->path, bytes, size, TRUE);
  slots = miao_slots_load (f->path, &error);
  g_assert_null (slots);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
}

static void
test_other_versions (Fixture *f, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  bytes[7] = '2';
  write_variant (f->path, bytes, size, TRUE);
  slots = miao_slots_load (f->path, &error);
  g_assert_null (slots);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_TOO_NEW);
  g_clear_error (&error);

  bytes[7] = '1';
  bytes[8 + 16 + 16 + 8 + 4] = 2; /* 1: the data key is being replaced */
  write_variant (f->path, bytes, size, TRUE);
  slots = miao_slots_load (f->path, &error);
  g_assert_null (slots);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_TOO_NEW);
}

static void
test_cut (Fixture *f, gconstpointer data)
{
  g_autofree char *bytes = NULL, *whole = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  whole = g_memdup2 (bytes, size);
  for (gsize length = 0; length < size; length += length < 200 ? 1 : 7) {
    g_autoptr (MiaoSlots) slots = NULL;

    write_variant (f->path, bytes, length, FALSE);
    slots = miao_slots_load (f->path, NULL);
    g_assert_null (slots);
    if (length >= 64) {
      memcpy (bytes, whole, size);
      write_variant (f->path, bytes, length, TRUE);
      slots = miao_slots_load (f->path, NULL);
      g_assert_null (slots);
      memcpy (bytes, whole, size);
    }
  }
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSlots) slots = NULL;

  g_unlink (f->path);
  slots = miao_slots_load (f->path, &error);
  g_assert_null (slots);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

static void
test_anchor (Fixture *f, gconstpointer data)
{
  g_autoptr (MiaoSlots) slots = load (f->path);
  g_autoptr (MiaoKeys) keys = unlock (slots, "li.she", "li password 22");
  g_autoptr (MiaoSlots) again = NULL;
  g_autoptr (MiaoKeys) reopened = NULL;
  g_autoptr (GError) error = NULL;
  guint8 hash[MIAO_ANCHOR_HASH], found[MIAO_ANCHOR_HASH];

  memset (hash, 7, sizeof hash);
  g_assert_cmpint (miao_slots_get_anchor (slots, NULL), ==, 0);
  miao_slots_set_anchor (slots, 20000, hash);
  g_assert_true (miao_slots_save (slots, f->path, keys, &error));
  again = load (f->path);
  reopened = unlock (again, "wang.yuan", "春江花月夜 正好十个字");
  g_assert_cmpint (miao_slots_get_anchor (again, found), ==, 20000);
  g_assert_cmpmem (hash, sizeof hash, found, sizeof found);
  g_assert_cmpuint (miao_slots_get_generation (again), ==, miao_slots_get_generation (slots));
}

/* Writes the file again and again with one of two passwords until it is killed. */
static void
change_for_ever (const char *path)
{
  static const char *const words[] = { "li password 22", "li password 33" };

  for (guint i = 1;; i++) {
    g_autoptr (MiaoSlots) slots = miao_slots_load (path, NULL);
    g_autoptr (MiaoKeys) keys =
        slots != NULL ? miao_slots_unlock (slots, "li.she", words[(i + 1) % 2], NULL) : NULL;

    if (keys == NULL)
      continue;
    if (!miao_slots_change_password (slots, "li.she", keys, words[i % 2], COST, NULL) ||
        !miao_slots_save (slots, path, keys, NULL))
      _exit (1);
  }
}

/* However slow the machine is: the child has written something. */
static void
wait_for_change (const char *path, guint64 generation)
{
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  for (;;) {
    g_autoptr (MiaoSlots) slots = miao_slots_load (path, NULL);

    if (miao_slots_get_generation (slots) > generation)
      return;
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_usleep (1000);
  }
}

static void
test_killed (Fixture *f, gconstpointer data)
{
  guint64 last = 3; /* three slots were put */

  for (int round = 0; round < 12; round++) {
    g_autoptr (MiaoSlots) slots = NULL;
    g_autoptr (MiaoKeys) keys = NULL;
    pid_t child = fork ();
    int status;

    g_assert_cmpint (child, >=, 0);
    if (child == 0)
      change_for_ever (f->path);
    wait_for_change (f->path, last);
    g_usleep ((gulong) (round * 2600));
    g_assert_cmpint (kill (child, SIGKILL), ==, 0);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFSIGNALED (status));

    slots = load (f->path);
    keys = miao_slots_unlock (slots, "li.she", "li password 22", NULL);
    if (keys == NULL)
      keys = unlock (slots, "li.she", "li password 33");
    assert_same_data_key (keys, f->keys);
    g_assert_cmpuint (miao_slots_get_generation (slots), >, last);
    last = miao_slots_get_generation (slots);
  }
  g_test_message ("%" G_GUINT64_FORMAT " generations written", last);
  g_assert_cmpuint (last, >=, 15);
}

/* What is sealed to one account's carried key opens with that account's password alone, and the
 * key brings nothing of the data key along. */
static void
test_carried (Fixture *f, gconstpointer data)
{
  static const guint8 secret[MIAO_SUBKEY_SIZE] = "a package key of thirty-two b..";
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSlots) slots = miao_slots_load (f->path, &error);
  g_autoptr (MiaoSlots) elsewhere = miao_slots_new ();
  g_autoptr (MiaoKeys) fresh = miao_keys_new ();
  g_autoptr (MiaoCarriedKey) wang = miao_carried_key_new (slots, "wang.yuan", &error);
  g_autoptr (MiaoCarriedKey) li = miao_carried_key_new (slots, "li.she", &error);
  g_autoptr (GBytes) sealed = miao_carried_key_seal (wang, secret, sizeof secret);
  g_autoptr (GBytes) bytes = miao_carried_key_to_bytes (wang);
  g_autoptr (MiaoCarriedKey) parsed = miao_carried_key_parse (bytes, &error);
  g_autoptr (MiaoKeys) own = NULL, other = NULL;
  guint8 got[MIAO_SUBKEY_SIZE], here[MIAO_SIGN_PUBLIC], there[MIAO_SIGN_PUBLIC];
  guint8 database[2][MIAO_SUBKEY_SIZE];

  g_assert_no_error (error);
  g_assert_null (miao_carried_key_open (parsed, "li password 22", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
  g_clear_error (&error);
  other = miao_carried_key_open (li, "li password 22", &error);
  own = miao_carried_key_open (parsed, "春江花月夜 正好十个字", &error);
  g_assert_no_error (error);
  g_assert_false (miao_carried_key_unseal (other, sealed, got));
  g_assert_true (miao_carried_key_unseal (own, sealed, got));
  g_assert_cmpmem (got, sizeof got, secret, sizeof secret);
  /* The data key stays at home. */
  miao_keys_derive (f->keys, MIAO_SUBKEY_DATABASE, database[0]);
  miao_keys_derive (own, MIAO_SUBKEY_DATABASE, database[1]);
  g_assert_true (memcmp (database[0], database[1], sizeof database[0]) != 0);
  /* In a file of its own the account signs as it does here. */
  g_assert_true (miao_slots_put_own (elsewhere, "wang.yuan", "春江花月夜 正好十个字", COST, own,
                                     fresh, there, &error));
  g_assert_true (miao_slots_get_slot (slots, "wang.yuan", NULL, here));
  g_assert_cmpmem (here, sizeof here, there, sizeof there);
  g_assert_null (miao_carried_key_new (slots, "nobody", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_secret_init ();
  ADD ("/slots/open", test_open);
  ADD ("/slots/normalised", test_normalised);
  ADD ("/slots/names-hidden", test_names_hidden);
  ADD ("/slots/signing-key", test_signing_key);
  ADD ("/slots/change-password", test_change_password);
  ADD ("/slots/forgotten", test_forgotten);
  ADD ("/slots/flipped-bits", test_flipped_bits);
  ADD ("/slots/spare", test_spare);
  ADD ("/slots/mend-spare", test_mend_spare);
  ADD ("/slots/rotation", test_rotation);
  ADD ("/slots/changed-on-purpose", test_changed_on_purpose);
  ADD ("/slots/noise", test_noise);
  ADD ("/slots/greedy", test_greedy);
  ADD ("/slots/other-versions", test_other_versions);
  ADD ("/slots/cut", test_cut);
  ADD ("/slots/missing", test_missing);
  ADD ("/slots/anchor", test_anchor);
  ADD ("/slots/carried", test_carried);
  ADD ("/slots/killed", test_killed);

  return g_test_run ();
}
