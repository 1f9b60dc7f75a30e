#include "config.h"

#include "miao-bag.h"
#include "miao-error.h"
#include "miao-language.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define WRITTEN G_GINT64_CONSTANT (1795504800000)

static char *folder;

static void
run_shell (const char *command, int expected)
{
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (folder, (char **) argv, NULL,
                G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (WIFEXITED (status) ? WEXITSTATUS (status) : -1, ==, expected);
}

static GBytes *
text_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static char *
make (const char *file, MiaoBagFormat format)
{
  char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoBag) bag = miao_bag_new (path, format, "0731-ET-2006-Y-A0003-01", WRITTEN, &error);
  g_autoptr (GBytes) first = text_bytes ("入院登记表"), second = text_bytes ("报案证明");
  g_autoptr (GBytes) readme = text_bytes ("说明");
  g_autofree char *manifest = NULL;

  g_assert_no_error (error);
  g_assert_true (miao_bag_add_bytes (bag, "items/0002.pdf", second, &error));
  g_assert_true (miao_bag_add_bytes (bag, "items/0001.pdf", first, &error));
  g_assert_true (miao_bag_add_bytes (bag, "audit.csv", readme, &error));
  manifest = miao_bag_close_payload (bag, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (manifest, "data/items/0001.pdf\n"));
  g_assert_true (miao_bag_add_tag (bag, "README.txt", readme, &error));
  g_assert_true (
      miao_bag_finish (bag, "江宁市儿童福利院", "0731-ET·2006-Y-A0003-01", "凌晓棉", &error));
  g_assert_no_error (error);

  return path;
}

static MiaoBagReport *
check (const char *path)
{
  g_autoptr (GError) error = NULL;
  MiaoBagReport *report = miao_bag_check (path, NULL, &error);

  g_assert_no_error (error);

  return report;
}

static void
assert_fault (const char *path, MiaoBagFault fault, const char *where)
{
  g_autoptr (MiaoBagReport) report = check (path);
  gboolean found = FALSE;

  for (guint i = 0; i < report->findings->len; i++) {
    MiaoBagFinding *finding = report->findings->pdata[i];

    found = found || (finding->fault == fault && strstr (finding->path, where) != NULL);
  }
  g_assert_true (found);
}

static void
test_valid (void)
{
  static const char *const files[] = { "valid", "valid.zip", "valid.tar" };
  static const MiaoBagFormat formats[] = { MIAO_BAG_FOLDER, MIAO_BAG_ZIP, MIAO_BAG_TAR };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = make (files[i], formats[i]);
    g_autoptr (MiaoBagReport) report = check (path);

    g_assert_cmpuint (report->findings->len, ==, 0);
    g_assert_cmpuint (report->n_payload, ==, 3);
    g_assert_cmpuint (report->payload_bytes, ==, 33);
    g_assert_nonnull (miao_bag_report_contents (report, "README.txt"));
  }
  run_shell ("cd valid && sha256sum -c --strict manifest-sha256.txt", 0);
  run_shell ("cd valid && sha256sum -c --strict tagmanifest-sha256.txt", 0);
  run_shell ("cd valid && test \"$(openssl dgst -sm3 -r data/audit.csv | cut -c1-64)\" = "
             "\"$(grep audit.csv manifest-sm3.txt | cut -c1-64)\"",
             0);
}

static void
test_same_bytes (void)
{
  static const MiaoBagFormat formats[] = { MIAO_BAG_ZIP, MIAO_BAG_TAR };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *first = make ("first", formats[i]), *second = make ("second", formats[i]);

    run_shell ("cmp first second", 0);
    (void) g_unlink (first);
    (void) g_unlink (second);
  }
}

static void
test_attacks (void)
{
  g_autofree char *path = make ("attacked", MIAO_BAG_FOLDER);

  g_autofree char *inner = g_build_filename (path, "data", "items", "0001.pdf", NULL);

  run_shell ("cp -a attacked good", 0);

  run_shell ("printf x >> attacked/data/items/0001.pdf", 0);
  assert_fault (path, MIAO_BAG_CHANGED, "0001.pdf");
  assert_fault (path, MIAO_BAG_OXUM, "bag-info.txt");

  run_shell ("rm -r attacked && cp -a good attacked && rm attacked/data/items/0002.pdf", 0);
  assert_fault (path, MIAO_BAG_MISSING, "0002.pdf");

  run_shell ("rm -r attacked && cp -a good attacked && printf x > attacked/data/more.pdf", 0);
  assert_fault (path, MIAO_BAG_EXTRA, "more.pdf");

  run_shell ("rm -r attacked && cp -a good attacked && cd attacked && "
             "printf '%064d  ../../etc/passwd\\n' 0 >> manifest-sha256.txt",
             0);
  assert_fault (path, MIAO_BAG_OUTSIDE, "passwd");
  assert_fault (path, MIAO_BAG_CHANGED, "manifest-sha256.txt");

  run_shell ("rm -r attacked && cp -a good attacked && ln -s /etc/passwd attacked/data/link", 0);
  assert_fault (path, MIAO_BAG_OUTSIDE, "link");

  run_shell ("rm -r attacked && cp -a good attacked && cd attacked && "
             "sed -i 's/Oxum: 33/Oxum: 34/' bag-info.txt",
             0);
  assert_fault (path, MIAO_BAG_OXUM, "bag-info.txt");

  /* A file and its digest changed together: the other manifest knows. */
  run_shell ("rm -r attacked && cp -a good attacked && cd attacked && "
             "printf x > data/items/0001.pdf && rm tagmanifest-sha256.txt && "
             "sha256sum data/*/* data/*.csv > manifest-sha256.txt",
             0);
  assert_fault (path, MIAO_BAG_CHANGED, "0001.pdf");

  run_shell ("rm -r attacked && cp -a good attacked && rm attacked/bagit.txt", 0);
  assert_fault (path, MIAO_BAG_BROKEN, "bagit.txt");
  run_shell ("rm -r attacked && cp -a good attacked && rm attacked/manifest-sha256.txt", 0);
  assert_fault (path, MIAO_BAG_BROKEN, "manifest-sha256.txt");
}

static void
write_entry (struct archive *archive, const char *name, int type, const char *text)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, (unsigned) type);
  archive_entry_set_perm (entry, 0644);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, text);
  else
    archive_entry_set_size (entry, (gint64) strlen (text));
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  if (type == AE_IFREG)
    (void) archive_write_data (archive, text, strlen (text));
  archive_entry_free (entry);
}

static void
test_archive_attacks (void)
{
  static const char *const names[] = { "bag/../../out.txt", "/bag/data/x", "other/data/x",
                                       "bag\\..\\x" };
  g_autofree char *path = g_build_filename (folder, "attack.tar", NULL);
  g_autofree char *good = make ("cut.zip", MIAO_BAG_ZIP);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    struct archive *archive = archive_write_new ();

    archive_write_set_format_pax_restricted (archive);
    archive_write_open_filename (archive, path);
    write_entry (archive, "bag/bagit.txt", AE_IFREG, "BagIt-Version: 1.0\n");
    write_entry (archive, names[i], AE_IFREG, "x");
    write_entry (archive, "bag/data/link", AE_IFLNK, "/etc/passwd");
    archive_write_close (archive);
    archive_write_free (archive);
    assert_fault (path, MIAO_BAG_OUTSIDE, names[i]);
    assert_fault (path, MIAO_BAG_OUTSIDE, "bag/data/link");
  }

  run_shell ("head -c 600 cut.zip > cut && mv cut cut.zip", 0);
  {
    g_autoptr (MiaoBagReport) report = check (good);

    g_assert_cmpuint (report->findings->len, >, 0);
  }

  run_shell ("printf 'no archive at all, only some text' > text.zip", 0);
  g_free (path);
  path = g_build_filename (folder, "text.zip", NULL);
  g_assert_null (miao_bag_check (path, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_null (miao_bag_check ("/no/such/bag", NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

/* A few kilobytes that unpack to more than any package of that size may. */
static void
test_bomb (void)
{
  g_autofree char *path = g_build_filename (folder, "bomb.zip", NULL);
  g_autofree char *zeros = g_malloc0 (1024 * 1024);
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  g_autoptr (GError) error = NULL;

  archive_write_set_format_zip (archive);
  archive_write_open_filename (archive, path);
  archive_entry_set_pathname (entry, "bag/data/zeros");
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, G_GINT64_CONSTANT (300) * 1024 * 1024);
  archive_write_header (archive, entry);
  for (guint i = 0; i < 300; i++)
    (void) archive_write_data (archive, zeros, 1024 * 1024);
  archive_entry_free (entry);
  archive_write_close (archive);
  archive_write_free (archive);

  g_assert_null (miao_bag_check (path, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT);
}

static void
test_names (void)
{
  static const char *const bad[] = { "../x", "/x", "张.pdf", "a b", "x/", "", "a//b", ".x" };
  g_autofree char *path = g_build_filename (folder, "names", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = text_bytes ("x");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (MiaoBag) bag = miao_bag_new (path, MIAO_BAG_FOLDER, "bag", WRITTEN, NULL);

    g_assert_nonnull (bag);
    g_assert_false (miao_bag_add_bytes (bag, bad[i], bytes, &error));
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
    g_clear_error (&error);
  }
  run_shell ("mkdir taken", 0);
  g_free (path);
  path = g_build_filename (folder, "taken", NULL);
  g_assert_null (miao_bag_new (path, MIAO_BAG_FOLDER, "bag", WRITTEN, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
}

/* Stopped, cut short or out of room: an error, and nothing of the bag stays. */
static void
test_left_nothing (void)
{
  static const MiaoBagFormat formats[] = { MIAO_BAG_FOLDER, MIAO_BAG_ZIP, MIAO_BAG_TAR };
  static const int expected[] = { MIAO_ERROR_CANCELLED, MIAO_ERROR_CORRUPT, MIAO_ERROR_NO_SPACE };
  g_autofree char *random = g_malloc (200000);

  for (gsize i = 0; i < 200000; i++)
    random[i] = (char) g_random_int ();
  signal (SIGXFSZ, SIG_IGN);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *path = g_build_filename (folder, "left", NULL);
    g_autoptr (GCancellable) cancelled = g_cancellable_new ();
    g_autoptr (GBytes) bytes = g_bytes_new_static (random, 200000);
    struct rlimit limit, small;

    for (guint way = 0; way < 3; way++) {
      g_autoptr (MiaoBag) bag = miao_bag_new (path, formats[i], "bag", WRITTEN, NULL);
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (bag);
      getrlimit (RLIMIT_FSIZE, &limit);
      small = limit;
      small.rlim_cur = 40000;
      if (way == 0)
        g_cancellable_cancel (cancelled);
      if (way == 2)
        setrlimit (RLIMIT_FSIZE, &small);
      g_test_message ("format %zu, way %u", i, way);
      g_assert_false (miao_bag_add_stream (bag, "items/0001.pdf", stream,
                                           way == 1 ? 150000 : 200000, way == 0 ? cancelled : NULL,
                                           &error));
      setrlimit (RLIMIT_FSIZE, &limit);
      g_assert_error (error, MIAO_ERROR, expected[way]);
    }
    run_shell ("test -z \"$(ls | grep ^left)\"", 0);
  }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  folder = g_dir_make_tmp ("miao-bag-XXXXXX", NULL);
  g_test_add_func ("/bag/valid", test_valid);
  g_test_add_func ("/bag/same-bytes", test_same_bytes);
  g_test_add_func ("/bag/attacks", test_attacks);
  g_test_add_func ("/bag/archive-attacks", test_archive_attacks);
  g_test_add_func ("/bag/bomb", test_bomb);
  g_test_add_func ("/bag/names", test_names);
  g_test_add_func ("/bag/left-nothing", test_left_nothing);
  result = g_test_run ();
  {
    g_autofree char *clean = g_strdup_printf ("rm -r '%s'", folder);

    run_shell (clean, 0);
  }
  g_free (folder);

  return result;
}
