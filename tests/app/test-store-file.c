#include "config.h"

#include "miao-error.h"
#include "miao-resource.h"
#include "miao-store-private.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *self;

static void
add_child (StoreFixture *fixture, const char *number)
{
  g_autoptr (MiaoRecord) child = fixture_child (number, "李明");
  g_autoptr (GError) error = NULL;

  miao_store_insert (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
}

static gint64
count_children (MiaoStore *store)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));

  return miao_store_count (store, query, NULL);
}

static void
refuse_open (const MiaoStoreConfig *config, MiaoError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoStore) store = miao_store_open (config, &error);

  if (store != NULL)
    g_error ("Opened, though it should say %d.", (int) code);
  if (!g_error_matches (error, MIAO_ERROR, (int) code))
    g_error ("%d, not %d: %s", error->code, (int) code, error->message);
}

static void
change_byte (const char *path, off_t place)
{
  int fd = g_open (path, O_RDWR, 0);
  guint8 byte;

  g_assert_cmpint (pread (fd, &byte, 1, place), ==, 1);
  byte ^= 0x10;
  g_assert_cmpint (pwrite (fd, &byte, 1, place), ==, 1);
  close (fd);
}

static void
test_keys (StoreFixture *fixture, gconstpointer data)
{
  MiaoStoreConfig config = fixture_config (fixture);
  guint8 other_key[MIAO_STORE_KEY_BYTES] = { 1 };
  guint8 other_salt[MIAO_STORE_SALT_BYTES] = { 1 };

  add_child (fixture, "C-1");
  g_clear_pointer (&fixture->store, miao_store_close);
  config.key = other_key;
  refuse_open (&config, MIAO_ERROR_KEY);
  config.salt = other_salt;
  refuse_open (&config, MIAO_ERROR_FOREIGN);
  fixture_open (fixture);
  g_assert_cmpint (count_children (fixture->store), ==, 1);
}

static void
test_places (StoreFixture *fixture, gconstpointer data)
{
  MiaoStoreConfig config = fixture_config (fixture);
  g_autofree char *nothing = g_build_filename (fixture->folder, "nothing.db", NULL);

  config.create = TRUE;
  refuse_open (&config, MIAO_ERROR_STORE);
  config.create = FALSE;
  config.path = nothing;
  refuse_open (&config, MIAO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (nothing, G_FILE_TEST_EXISTS));
}

static void
test_foreign (StoreFixture *fixture, gconstpointer data)
{
  MiaoStoreConfig config = fixture_config (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "foreign.db", NULL);
  g_autofree char *bytes = g_malloc0 (8192);
  struct stat before, after;

  config.path = path;
  strcpy (bytes, "SQLite format 3");
  g_file_set_contents (path, bytes, 8192, NULL);
  refuse_open (&config, MIAO_ERROR_FOREIGN);
  memset (bytes, 'x', 8192);
  g_file_set_contents (path, bytes, 8192, NULL);
  stat (path, &before);
  refuse_open (&config, MIAO_ERROR_FOREIGN);
  g_file_set_contents (path, bytes, 10, NULL);
  refuse_open (&config, MIAO_ERROR_FOREIGN);
  g_file_set_contents (path, "", 0, NULL);
  refuse_open (&config, MIAO_ERROR_CORRUPT);
  stat (path, &after);
  g_assert_cmpint (after.st_size, ==, 0);
}

static void
test_truncated (StoreFixture *fixture, gconstpointer data)
{
  MiaoStoreConfig config = fixture_config (fixture);
  struct stat status;

  add_child (fixture, "C-1");
  g_clear_pointer (&fixture->store, miao_store_close);
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (truncate (fixture->path, status.st_size - 4096), ==, 0);
  refuse_open (&config, MIAO_ERROR_CORRUPT);
  g_assert_cmpint (truncate (fixture->path, status.st_size - 5000), ==, 0);
  refuse_open (&config, MIAO_ERROR_CORRUPT);
  g_assert_cmpint (truncate (fixture->path, 100), ==, 0);
  refuse_open (&config, MIAO_ERROR_CORRUPT);
}

/* Cut off while the log was being put into the file: the log mends it. */
static void
test_torn (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *log = NULL;
  gsize size, log_size;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (miao_store_exec (fixture->store, &error, "PRAGMA wal_autocheckpoint = 0", ""),
                   >=, 0);
  for (guint i = 0; i < 50; i++) {
    g_autofree char *number = g_strdup_printf ("C-%u", i);

    add_child (fixture, number);
  }
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, &error));
  g_assert_true (g_file_get_contents (wal, &log, &log_size, &error));
  g_clear_pointer (&fixture->store, miao_store_close);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) size, &error));
  g_assert_true (g_file_set_contents (wal, log, (gssize) log_size, &error));
  g_assert_cmpint (truncate (fixture->path, (off_t) size + 1000), ==, 0);
  fixture_open (fixture);
  g_assert_cmpint (count_children (fixture->store), ==, 50);
}

/* The salt is kept with the key as well, so damage to it in the file costs nothing. */
static void
test_salt (StoreFixture *fixture, gconstpointer data)
{
  add_child (fixture, "C-1");
  g_clear_pointer (&fixture->store, miao_store_close);
  change_byte (fixture->path, 5);
  fixture_open (fixture);
  g_assert_cmpint (count_children (fixture->store), ==, 1);
}

static void
test_damage (StoreFixture *fixture, gconstpointer data)
{
  g_auto (GStrv) sound = NULL;
  g_auto (GStrv) problems = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  for (guint i = 0; i < 50; i++) {
    g_autofree char *number = g_strdup_printf ("C-%u", i);

    add_child (fixture, number);
  }
  g_assert_true (miao_store_check (fixture->store, TRUE, NULL, &sound, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (sound), ==, 0);
  g_clear_pointer (&fixture->store, miao_store_close);
  stat (fixture->path, &status);
  /* In a page that was written last: the tables themselves stand before. */
  change_byte (fixture->path, status.st_size - 2000);
  fixture_open (fixture);
  g_assert_true (miao_store_check (fixture->store, FALSE, NULL, &problems, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (problems), >, 0);
}

static void
test_newer (StoreFixture *fixture, gconstpointer data)
{
  MiaoStoreConfig config = fixture_config (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (miao_store_get_schema (fixture->store), ==, miao_schema_newest ());
  g_assert_true (fixture->store->driver->set_schema (fixture->store->connection, 1000, &error));
  g_clear_pointer (&fixture->store, miao_store_close);
  refuse_open (&config, MIAO_ERROR_TOO_NEW);
}

static gboolean
count_upgrade (MiaoStore *store, int from, int to, gpointer data, GError **error)
{
  g_assert_cmpint (from, ==, 1);
  g_assert_cmpint (to, ==, miao_schema_newest ());
  g_assert_true (g_file_test (miao_store_get_path (store), G_FILE_TEST_EXISTS));
  if (++*(guint *) data > 1)
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NO_SPACE, "no copy");

  return FALSE;
}

/* An older file: it is copied first, and stays as it is when that fails. */
static void
test_upgrade (StoreFixture *fixture, gconstpointer data)
{
  MiaoStoreConfig config = fixture_config (fixture);
  g_autoptr (GBytes) house = miao_resource_load ("sql/001-house.sql", NULL);
  g_autofree char *sql = g_strndup (g_bytes_get_data (house, NULL), g_bytes_get_size (house));
  g_autofree char *script = miao_store_dup_script (&miao_store_file_driver, sql);
  g_autofree char *old = g_build_filename (fixture->folder, "old.db", NULL);
  g_autoptr (MiaoStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gpointer connection;
  guint calls = 0;

  config.path = old;
  config.create = TRUE;
  connection = miao_store_file_driver.open (&config, &error);
  g_assert_no_error (error);
  g_assert_true (miao_store_file_driver.script (connection, script, &error));
  g_assert_true (miao_store_file_driver.set_schema (connection, 1, &error));
  miao_store_file_driver.close (connection);
  config.create = FALSE;
  config.read_only = TRUE;
  refuse_open (&config, MIAO_ERROR_READ_ONLY);
  config.read_only = FALSE;
  config.before_upgrade = count_upgrade;
  config.upgrade_data = &calls;
  refuse_open (&config, MIAO_ERROR_NO_SPACE);
  store = miao_store_open (&config, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (calls, ==, 2);
  g_assert_cmpint (miao_store_get_schema (store), ==, miao_schema_newest ());
  g_assert_cmpint (count_children (store), ==, 0);
}

static void
test_read_only (StoreFixture *fixture, gconstpointer data)
{
  MiaoStoreConfig config = fixture_config (fixture);
  g_autoptr (MiaoRecord) child = fixture_child ("C-2", "王芳");
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) error = NULL;

  add_child (fixture, "C-1");
  g_clear_pointer (&fixture->store, miao_store_close);
  config.read_only = TRUE;
  fixture->store = miao_store_open (&config, &error);
  g_assert_no_error (error);
  g_assert_true (miao_store_is_read_only (fixture->store));
  g_assert_cmpint (count_children (fixture->store), ==, 1);
  g_assert_false (miao_store_insert (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &refused));
  g_assert_error (refused, MIAO_ERROR, MIAO_ERROR_READ_ONLY);
}

/* Runs @body in a process of its own, as nobody when this one is root, whom modes do not stop. */
static void
in_child (void (*body) (StoreFixture *fixture), StoreFixture *fixture)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0) {
    if (geteuid () == 0 && setuid (65534) < 0)
      _exit (3);
    body (fixture);
    _exit (0);
  }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_cmpint (status, ==, 0);
}

static void
open_protected (StoreFixture *fixture)
{
  MiaoStoreConfig config = fixture_config (fixture);

  refuse_open (&config, MIAO_ERROR_READ_ONLY);
}

static void
test_protected (StoreFixture *fixture, gconstpointer data)
{
  add_child (fixture, "C-1");
  g_clear_pointer (&fixture->store, miao_store_close);
  g_chmod (fixture->path, 0444);
  g_chmod (fixture->folder, 0555);
  in_child (open_protected, fixture);
  g_chmod (fixture->path, 0000);
  in_child (open_protected, fixture);
}

/* A disk that takes no more: nothing told as saved is lost, and work goes on after room is made. */
static void
test_full (StoreFixture *fixture, gconstpointer data)
{
  pid_t pid;
  int status;

  g_clear_pointer (&fixture->store, miao_store_close);
  pid = fork ();
  if (pid == 0) {
    struct rlimit limit, unlimited;
    struct stat log;
    g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
    guint saved = 0;

    signal (SIGXFSZ, SIG_IGN);
    fixture_open (fixture);
    add_child (fixture, "C-0");
    stat (wal, &log);
    getrlimit (RLIMIT_FSIZE, &unlimited);
    limit = unlimited;
    limit.rlim_cur = (rlim_t) log.st_size + 300000;
    setrlimit (RLIMIT_FSIZE, &limit);
    for (saved = 1; saved < 1000; saved++) {
      g_autofree char *number = g_strdup_printf ("C-%u", saved);
      g_autoptr (MiaoRecord) child = fixture_child (number, "李明");
      g_autoptr (GError) error = NULL;

      if (miao_store_insert (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error))
        continue;
      g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NO_SPACE);
      break;
    }
    g_assert_cmpuint (saved, <, 1000);
    g_assert_cmpint (count_children (fixture->store), ==, saved);
    setrlimit (RLIMIT_FSIZE, &unlimited);
    add_child (fixture, "C-LAST");
    g_assert_cmpint (count_children (fixture->store), ==, saved + 1);
    g_clear_pointer (&fixture->store, miao_store_close);
    _exit (0);
  }
  waitpid (pid, &status, 0);
  g_assert_cmpint (status, ==, 0);
  fixture_open (fixture);
  g_assert_cmpint (count_children (fixture->store), >, 1);
}

/* Whatever was told as saved is there after a kill at any moment. */
static void
test_killed (StoreFixture *fixture, gconstpointer data)
{
  gint64 before = 0;

  g_clear_pointer (&fixture->store, miao_store_close);
  for (guint round = 0; round < 8; round++) {
    g_auto (GStrv) problems = NULL;
    int told[2];
    guint32 n = 0, last = 0;
    pid_t pid;

    /* In every other round the moment is counted from the first record on, however slow the
     * machine. */
    g_assert_cmpint (pipe (told), ==, 0);
    pid = fork ();
    if (pid == 0) {
      fixture_open (fixture);
      for (n = 0;; n++) {
        g_autofree char *number = g_strdup_printf ("R%u-%u", round, n);

        add_child (fixture, number);
        if (write (told[1], &n, sizeof n) != sizeof n)
          _exit (1);
      }
    }
    close (told[1]);
    if (round % 2 == 1) {
      g_assert_cmpint (read (told[0], &n, sizeof n), ==, sizeof n);
      last = n + 1;
    }
    g_usleep (30000 + round * 7000);
    kill (pid, SIGKILL);
    waitpid (pid, NULL, 0);
    while (read (told[0], &n, sizeof n) == sizeof n)
      last = n + 1;
    close (told[0]);
    fixture_open (fixture);
    g_assert_cmpint (count_children (fixture->store), >=, before + last);
    g_assert_cmpint (count_children (fixture->store), <=, before + last + 1);
    before = count_children (fixture->store);
    g_assert_true (miao_store_check (fixture->store, TRUE, NULL, &problems, NULL));
    g_assert_cmpuint (g_strv_length (problems), ==, 0);
    g_clear_pointer (&fixture->store, miao_store_close);
  }
  g_assert_cmpint (before, >, 0);
}

static void
note_progress (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

static void
test_backup (StoreFixture *fixture, gconstpointer data)
{
  MiaoStoreConfig config = fixture_config (fixture);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *stopped = g_build_filename (fixture->folder, "stopped.db", NULL);
  g_autofree char *part = g_strconcat (stopped, ".part", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (MiaoStore) restored = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  double progress = 0;

  add_child (fixture, "C-1");
  g_assert_true (miao_store_backup (fixture->store, copy, note_progress, &progress, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (progress, >, 0.99);
  add_child (fixture, "C-2");
  config.path = copy;
  config.read_only = TRUE;
  restored = miao_store_open (&config, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_children (restored), ==, 1);
  g_assert_false (miao_store_backup (fixture->store, copy, NULL, NULL, NULL, &again));
  g_assert_error (again, MIAO_ERROR, MIAO_ERROR_STORE);
  g_cancellable_cancel (cancellable);
  g_assert_false (miao_store_backup (fixture->store, stopped, NULL, NULL, cancellable, &cancelled));
  g_assert_error (cancelled, MIAO_ERROR, MIAO_ERROR_CANCELLED);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  /* The store goes on after a copy that was stopped. */
  add_child (fixture, "C-3");
}

static void
test_rekey (StoreFixture *fixture, gconstpointer data)
{
  MiaoStoreConfig config = fixture_config (fixture);
  guint8 key[MIAO_STORE_KEY_BYTES] = { 9, 9, 9 };
  g_autoptr (MiaoStore) other = NULL;
  g_autoptr (GError) busy = NULL;
  g_autoptr (GError) error = NULL;

  add_child (fixture, "C-1");
  other = miao_store_open_again (fixture->store, TRUE, &error);
  g_assert_false (miao_store_rekey (fixture->store, key, &busy));
  g_assert_error (busy, MIAO_ERROR, MIAO_ERROR_BUSY);
  g_clear_pointer (&other, miao_store_close);
  g_assert_true (miao_store_rekey (fixture->store, key, &error));
  g_assert_no_error (error);
  add_child (fixture, "C-2");
  other = miao_store_open_again (fixture->store, TRUE, &error);
  g_assert_no_error (error);
  g_clear_pointer (&other, miao_store_close);
  g_clear_pointer (&fixture->store, miao_store_close);
  refuse_open (&config, MIAO_ERROR_KEY);
  config.key = key;
  fixture->store = miao_store_open (&config, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_children (fixture->store), ==, 2);
}

/* Killed at any moment of a change of keys, the file opens under the old key or the new one. */
static void
test_rekey_killed (StoreFixture *fixture, gconstpointer data)
{
  guint8 keys[2][MIAO_STORE_KEY_BYTES] = { { 0 }, { 9 } };
  guint cut = 0;

  memcpy (keys[0], fixture->key, sizeof keys[0]);
  for (guint i = 0; i < 200; i++) {
    g_autofree char *number = g_strdup_printf ("C-%u", i);

    add_child (fixture, number);
  }
  g_clear_pointer (&fixture->store, miao_store_close);
  for (guint round = 0, present = 0; round < 8; round++) {
    MiaoStoreConfig config = fixture_config (fixture);
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) problems = NULL;
    pid_t pid;

    config.key = keys[present];
    pid = fork ();
    if (pid == 0) {
      fixture->store = miao_store_open (&config, NULL);
      for (guint i = 1; fixture->store != NULL; i++) {
        if (!miao_store_rekey (fixture->store, keys[(present + i) % 2], NULL))
          _exit (1);
      }
      _exit (1);
    }
    g_usleep (40000 + round * 9000);
    kill (pid, SIGKILL);
    waitpid (pid, NULL, 0);
    fixture->store = miao_store_open (&config, &error);
    if (fixture->store == NULL) {
      g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
      g_clear_error (&error);
      present = 1 - present;
      cut++;
      config.key = keys[present];
      fixture->store = miao_store_open (&config, &error);
    }
    g_assert_no_error (error);
    g_assert_cmpint (count_children (fixture->store), ==, 200);
    g_assert_true (miao_store_check (fixture->store, TRUE, NULL, &problems, NULL));
    g_assert_cmpuint (g_strv_length (problems), ==, 0);
    g_clear_pointer (&fixture->store, miao_store_close);
  }
  g_test_message ("%u of 8 rounds ended under the other key", cut);
}

/* No name that was stored can be read in the file, its log or its index. */
static void
test_secret (StoreFixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  add_child (fixture, "SECRET-7");
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);
    g_autofree char *bytes = NULL;
    gsize size;

    g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
    g_assert_null (memmem (bytes, size, "SECRET-7", 8));
    g_assert_null (memmem (bytes, size, "李明", 6));
    g_assert_null (memmem (bytes, size, "CREATE TABLE", 12));
  }
}

/* Another SQLite forced into the process must not take our calls. */
static void
test_preload (StoreFixture *fixture, gconstpointer data)
{
  const char *argv[] = { self, "-p", "/file/secret", "-p", "/file/rekey", NULL };
  g_auto (GStrv) env = g_environ_setenv (g_get_environ (), "LD_PRELOAD", "libsqlite3.so.0", TRUE);
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  /* A sanitizer insists on being the first library; here another one is, on purpose. */
  env = g_environ_setenv (g_steal_pointer (&env), "ASAN_OPTIONS",
                          "detect_leaks=0:verify_asan_link_order=0", TRUE);
  g_spawn_sync (NULL, (char **) argv, env, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &errors,
                &status, &error);
  g_assert_no_error (error);
  if (errors != NULL && strstr (errors, "cannot be preloaded") != NULL)
    g_test_skip ("There is no libsqlite3 on this system.");
  else
    g_assert_cmpint (status, ==, 0);
}

#define ADD(name, test)                                                                            \
  g_test_add (name, StoreFixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  self = argv[0];
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/file/keys", test_keys);
  ADD ("/file/places", test_places);
  ADD ("/file/foreign", test_foreign);
  ADD ("/file/truncated", test_truncated);
  ADD ("/file/torn", test_torn);
  ADD ("/file/salt", test_salt);
  ADD ("/file/damage", test_damage);
  ADD ("/file/newer", test_newer);
  ADD ("/file/upgrade", test_upgrade);
  ADD ("/file/read-only", test_read_only);
  ADD ("/file/protected", test_protected);
  ADD ("/file/full", test_full);
  ADD ("/file/killed", test_killed);
  ADD ("/file/backup", test_backup);
  ADD ("/file/rekey", test_rekey);
  ADD ("/file/rekey-killed", test_rekey_killed);
  ADD ("/file/secret", test_secret);
  ADD ("/file/preload", test_preload);

  return g_test_run ();
}
