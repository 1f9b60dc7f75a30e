#include "config.h"

#include "miao-attachments.h"
#include "miao-error.h"
#include "miao-id.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#define CHUNK (256 * 1024)

static const guint8 PNG[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0,    13, 'I',
                              'H',  'D', 'R', 0,   0,    2,    0x80, 0,    0, 1, 0xe0, 8,  2 };
/* APP0 of 16 bytes, then a progressive frame of 480 × 640. */
static const guint8 JPEG[] = { 0xff, 0xd8, 0xff, 0xe0, 0,    16, 'J',  'F', 'I', 'F',  0,
                               1,    1,    0,    0,    1,    0,  1,    0,   0,   0xff, 0xc2,
                               0,    17,   8,    1,    0xe0, 2,  0x80, 3,   1,   0x22, 0 };
/* Little endian, directory at 8 with width as SHORT and height as LONG. */
static const guint8 TIFF[] = { 'I', 'I', 42, 0, 8, 0, 0, 0, 2, 0, 0, 1,    3, 0, 1, 0, 0, 0, 0x80,
                               2,   0,   0,  1, 1, 4, 0, 1, 0, 0, 0, 0xe0, 1, 0, 0, 0, 0, 0, 0 };

typedef struct {
  char *folder;
  char *store;
  char *source;
  MiaoKeys *keys;
  MiaoAttachments *attachments;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("miao-att-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
  f->store = g_build_filename (f->folder, "a.miaopu", NULL);
  f->source = g_build_filename (f->folder, "source", NULL);
  f->keys = miao_keys_new ();
  f->attachments = miao_attachments_new (f->store, f->keys);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  miao_attachments_free (f->attachments);
  miao_keys_free (f->keys);
  remove_tree (f->folder);
  g_free (f->source);
  g_free (f->store);
  g_free (f->folder);
}

/* A PDF of the given size whose bytes differ from chunk to chunk. */
static GBytes *
make_pdf (gsize size)
{
  guint8 *bytes = g_malloc (size);
  guint32 state = (guint32) size;

  for (gsize i = 0; i < size; i++) {
    state = state * 1103515245u + 12345u;
    bytes[i] = (guint8) (state >> 16);
  }
  memcpy (bytes, "%PDF-1.7\n", 9);

  return g_bytes_new_take (bytes, size);
}

static char *
stored_path (Fixture *f, const char *id)
{
  return g_strdup_printf ("%s.d/%s/%s", f->store, id + 34, id);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    n += g_file_test (child, G_FILE_TEST_IS_DIR) ? count_files (child) : 1;
  }

  return n;
}

static guint
count_stored (Fixture *f)
{
  g_autofree char *folder = g_strconcat (f->store, ".d", NULL);

  return count_files (folder);
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  const gsize sizes[] = { 10, 4096, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 777 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *id = miao_id_new ();
    g_autofree char *sum = NULL, *path = NULL, *raw = NULL, *exported = NULL;
    g_autoptr (GBytes) content = make_pdf (sizes[i]), again = NULL;
    g_autoptr (MiaoAttachment) attachment = NULL;
    g_autoptr (GError) error = NULL;
    struct stat st;
    gsize raw_size, exported_size;

    g_assert_true (
        g_file_set_contents (f->source, g_bytes_get_data (content, NULL), (gssize) sizes[i], NULL));
    attachment = miao_attachments_add (f->attachments, id, f->source, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (attachment->size, ==, (gint64) sizes[i]);
    g_assert_cmpint (attachment->media, ==, MIAO_MEDIA_PDF);
    sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
    g_assert_cmpstr (attachment->sha256, ==, sum);

    again = miao_attachments_read (f->attachments, attachment->id, sum, &error);
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (content, again));

    path = stored_path (f, attachment->id);
    g_assert_cmpint (stat (path, &st), ==, 0);
    g_assert_cmpint (st.st_mode & 0777, ==, 0600);
    g_assert_true (g_file_get_contents (path, &raw, &raw_size, NULL));
    g_assert_null (memmem (raw, raw_size, "%PDF-", 5));

    g_assert_true (
        miao_attachments_export (f->attachments, attachment->id, sum, f->source, NULL, &error));
    g_assert_true (g_file_get_contents (f->source, &exported, &exported_size, NULL));
    g_assert_cmpmem (exported, exported_size, g_bytes_get_data (content, NULL),
                     g_bytes_get_size (content));
  }
}

static void
assert_damaged (Fixture *f, const char *id, const char *sum)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = miao_attachments_read (f->attachments, id, sum, &error);

  g_assert_null (bytes);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
}

static MiaoAttachment *
add_pdf (Fixture *f, gsize size)
{
  g_autofree char *id = miao_id_new ();
  g_autoptr (GBytes) content = make_pdf (size);
  g_autoptr (GError) error = NULL;
  MiaoAttachment *attachment = miao_attachments_add_bytes (f->attachments, id, content, &error);

  g_assert_no_error (error);

  return attachment;
}

static void
test_changed (Fixture *f, gconstpointer data)
{
  g_autoptr (MiaoAttachment) a = add_pdf (f, 2 * CHUNK + 100);
  g_autofree char *path = stored_path (f, a->id);
  g_autofree char *raw = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &raw, &size, NULL));
  for (gsize i = 0; i < size; i += i < 64 ? 1 : 9973) {
    raw[i] ^= (char) (1 << (i % 8));
    g_assert_true (g_file_set_contents (path, raw, (gssize) size, NULL));
    assert_damaged (f, a->id, NULL);
    raw[i] ^= (char) (1 << (i % 8));
  }
  /* Cut: in a chunk, exactly behind one, behind the header; and one byte too many. */
  const gsize cuts[] = { 0, 7, 8 + 24, 8 + 24 + CHUNK + 17, 8 + 24 + 2 * (CHUNK + 17), size - 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++) {
    g_assert_true (g_file_set_contents (path, raw, (gssize) cuts[i], NULL));
    assert_damaged (f, a->id, NULL);
  }
  /* raw has a final zero behind its content. */
  g_assert_true (g_file_set_contents (path, raw, (gssize) size + 1, NULL));
  assert_damaged (f, a->id, NULL);
  /* Chunks changed places. */
  for (gsize i = 0; i < CHUNK + 17; i++) {
    char *x = raw + 32 + i, *y = raw + 32 + CHUNK + 17 + i, z = *x;

    *x = *y;
    *y = z;
  }
  g_assert_true (g_file_set_contents (path, raw, (gssize) size, NULL));
  assert_damaged (f, a->id, NULL);
}

static void
test_swapped (Fixture *f, gconstpointer data)
{
  g_autoptr (MiaoAttachment) a = add_pdf (f, 1000);
  g_autoptr (MiaoAttachment) b = add_pdf (f, 1000);
  g_autofree char *a_path = stored_path (f, a->id), *b_path = stored_path (f, b->id);
  g_autofree char *raw = NULL;
  g_autoptr (MiaoKeys) strange = miao_keys_new ();
  g_autoptr (MiaoAttachments) stranger = miao_attachments_new (f->store, strange);
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_false (miao_attachments_verify (stranger, a->id, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
  g_clear_error (&error);
  assert_damaged (f, a->id, "00");
  assert_damaged (f, "../../source", NULL);

  /* The same content even: bound to its id. */
  g_assert_true (g_file_get_contents (a_path, &raw, &size, NULL));
  g_assert_true (g_file_set_contents (b_path, raw, (gssize) size, NULL));
  assert_damaged (f, b->id, b->sha256);

  g_assert_cmpint (g_unlink (a_path), ==, 0);
  g_assert_false (miao_attachments_verify (f->attachments, a->id, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *bytes;
    gssize size;
    int code;
  } rows[] = {
    { "", 0, MIAO_ERROR_INVALID },
    { "PK\003\004docx", 8, MIAO_ERROR_INVALID },
    { "MZ\220\0program.exe renamed to photo.jpg", 36, MIAO_ERROR_INVALID },
    { "\x89PNG\r\n\x1a\n", 8, MIAO_ERROR_INVALID },
    { "\xff\xd8\xff\xd9 no picture in it", 21, MIAO_ERROR_INVALID },
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\1\0\x8\2", 26, MIAO_ERROR_INVALID },
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\0\0\0\x7f\0\0\0\x8\2", 26, MIAO_ERROR_INVALID },
    { "II*\0\xff\xff\xff\x7f____________", 20, MIAO_ERROR_INVALID },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoAttachment) attachment = NULL;
  g_autofree char *id = miao_id_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_assert_true (g_file_set_contents (f->source, rows[i].bytes, rows[i].size, NULL));
    attachment = miao_attachments_add (f->attachments, id, f->source, NULL, &error);
    g_assert_null (attachment);
    g_assert_error (error, MIAO_ERROR, rows[i].code);
    g_clear_error (&error);
  }
  attachment = miao_attachments_add (f->attachments, id, f->folder, NULL, &error);
  g_assert_null (attachment);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_unlink (f->source);
  g_assert_cmpint (mkfifo (f->source, 0600), ==, 0);
  attachment = miao_attachments_add (f->attachments, id, f->source, NULL, &error);
  g_assert_null (attachment);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_stored (f), ==, 0);
}

static void
test_too_large (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoAttachment) attachment = NULL;
  g_autofree char *id = miao_id_new ();
  const gint64 start = g_get_monotonic_time ();

  /* Two GiB with a hole: reading them would take seconds. */
  g_assert_true (g_file_set_contents (f->source, "%PDF-1.7\n", 9, NULL));
  g_assert_cmpint (truncate (f->source, (off_t) 2 << 30), ==, 0);
  attachment = miao_attachments_add (f->attachments, id, f->source, NULL, &error);
  g_assert_null (attachment);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC / 5);
  g_clear_error (&error);

  miao_attachments_set_limit (f->attachments, 1000);
  g_assert_cmpint (truncate (f->source, 1000), ==, 0);
  attachment = miao_attachments_add (f->attachments, id, f->source, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&attachment, miao_attachment_free);
  g_assert_cmpint (truncate (f->source, 1001), ==, 0);
  attachment = miao_attachments_add (f->attachments, id, f->source, NULL, &error);
  g_assert_null (attachment);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT);
}

static void
test_full_disk (Fixture *f, gconstpointer data)
{
  g_autofree char *id = miao_id_new ();
  g_autoptr (GBytes) content = make_pdf (3 * CHUNK);
  g_autoptr (MiaoAttachment) attachment = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before, small = { CHUNK, CHUNK };

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small.rlim_max = before.rlim_max;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  attachment = miao_attachments_add_bytes (f->attachments, id, content, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_null (attachment);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NO_SPACE);
  g_assert_cmpuint (count_stored (f), ==, 0);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autofree char *id = miao_id_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (MiaoAttachment) attachment = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (f->source, "%PDF-1.7\n", 9, NULL));
  g_cancellable_cancel (cancellable);
  attachment = miao_attachments_add (f->attachments, id, f->source, cancellable, &error);
  g_assert_null (attachment);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CANCELLED);
  g_assert_cmpuint (count_stored (f), ==, 0);
}

static gboolean
is_known (const char *id, gpointer user_data)
{
  return strcmp (id, user_data) == 0;
}

static void
make_old (const char *path)
{
  struct utimbuf times = { 1700000000, 1700000000 };

  g_assert_cmpint (utime (path, &times), ==, 0);
}

static void
test_sweep (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoAttachment) kept = NULL, orphan = NULL, fresh = NULL, taken_back = NULL;
  g_autofree char *kept_path = NULL, *orphan_path = NULL, *fresh_path = NULL;

  g_assert_cmpint (miao_attachments_sweep (f->attachments, 86400, is_known, (gpointer) "", &error),
                   ==, 0);
  kept = add_pdf (f, 100);
  orphan = add_pdf (f, 100);
  fresh = add_pdf (f, 100);
  taken_back = add_pdf (f, 100);
  kept_path = stored_path (f, kept->id);
  orphan_path = stored_path (f, orphan->id);
  fresh_path = stored_path (f, fresh->id);
  make_old (kept_path);
  make_old (orphan_path);
  miao_attachments_discard (f->attachments, taken_back->id);

  g_assert_cmpint (miao_attachments_sweep (f->attachments, 86400, is_known, kept->id, &error), ==,
                   1);
  g_assert_true (g_file_test (kept_path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (orphan_path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fresh_path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_stored (f), ==, 2);
}

static void
test_sniff (void)
{
  static const struct {
    const char *bytes;
    gsize size;
    MiaoMedia media;
  } rows[] = {
    { "%PDF-1.4", 8, MIAO_MEDIA_PDF },
    { "\n\n%PDF-1.4", 10, MIAO_MEDIA_PDF },
    { "\xff\xd8\xff\xe1", 4, MIAO_MEDIA_JPEG },
    { "MM\0*\0\0\0\x8", 8, MIAO_MEDIA_TIFF },
    { "RIFF....WAVEfmt ", 16, MIAO_MEDIA_WAV },
    { "RIFF....AVI LIST", 16, MIAO_MEDIA_UNKNOWN },
    { "ID3\3", 4, MIAO_MEDIA_MP3 },
    { "\xff\xfb\x90\x64", 4, MIAO_MEDIA_MP3 },
    { "\xff\xfe"
      "a\0b\0",
      6, MIAO_MEDIA_UNKNOWN }, /* text in UTF-16 */
    { "\0\0\0\x20"
      "ftypisom",
      12, MIAO_MEDIA_MP4 },
    { "<html>", 6, MIAO_MEDIA_UNKNOWN },
    { "", 0, MIAO_MEDIA_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (miao_media_sniff ((const guint8 *) rows[i].bytes, rows[i].size), ==,
                     rows[i].media);
  for (int media = MIAO_MEDIA_PDF; media <= MIAO_MEDIA_MP4; media++)
    g_assert_cmpint (miao_media_from_mime (miao_media_mime ((MiaoMedia) media)), ==, media);
}

static void
test_measure (void)
{
  static const struct {
    const guint8 *bytes;
    gsize size, needed;
  } rows[] = {
    { PNG, sizeof PNG, 24 },
    { JPEG, sizeof JPEG, 29 },
    { TIFF, sizeof TIFF, 34 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    guint width = 0, height = 0;

    g_assert_true (miao_media_measure (rows[i].bytes, rows[i].size, &width, &height));
    g_assert_cmpuint (width, ==, 640);
    g_assert_cmpuint (height, ==, 480);
    for (gsize size = 0; size < rows[i].needed; size++)
      g_assert_false (miao_media_measure (rows[i].bytes, size, &width, &height));
  }
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  g_autofree char *id = miao_id_new (), *other = miao_id_new ();
  g_autoptr (MiaoAttachment) a = NULL, b = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (TIFF, sizeof TIFF);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (f->source, (const char *) JPEG, sizeof JPEG, NULL));
  a = miao_attachments_add (f->attachments, id, f->source, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (a->width, ==, 640);
  g_assert_cmpuint (a->height, ==, 480);
  b = miao_attachments_add_bytes (f->attachments, id, bytes, &error);
  g_assert_null (b);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CONFLICT);
  g_clear_error (&error);
  b = miao_attachments_add_bytes (f->attachments, other, bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (b->width, ==, 640);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/attachments/round-trip", test_round_trip);
  ADD ("/attachments/changed", test_changed);
  ADD ("/attachments/swapped", test_swapped);
  ADD ("/attachments/refused", test_refused);
  ADD ("/attachments/too-large", test_too_large);
  ADD ("/attachments/full-disk", test_full_disk);
  ADD ("/attachments/cancelled", test_cancelled);
  ADD ("/attachments/sweep", test_sweep);
  ADD ("/attachments/pictures", test_pictures);
  g_test_add_func ("/media/sniff", test_sniff);
  g_test_add_func ("/media/measure", test_measure);

  return g_test_run ();
}
