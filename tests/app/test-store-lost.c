#include "config.h"

#include "miao-error.h"
#include "store-fixture.h"

#include <string.h>

/* The server goes away in the middle of everything. Run by tests/app/on-server only. */

static void
cut_off (StoreFixture *fixture)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT pg_terminate_backend (pid, 5000) FROM pg_stat_activity WHERE datname = '%s' "
      "AND pid <> pg_backend_pid ()",
      fixture->database);

  server_run ("postgres", sql);
}

static gint64
count (MiaoStore *store)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GError) error = NULL;
  gint64 n = miao_store_count (store, query, &error);

  g_assert_no_error (error);

  return n;
}

static gboolean
insert (MiaoStore *store, const char *number, GError **error)
{
  g_autoptr (MiaoRecord) child = fixture_child (number, "李明");

  return miao_store_insert (store, child, FIXTURE_BY, FIXTURE_NOW, error);
}

/* Between two acts nobody notices. */
static void
test_between (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (insert (fixture->store, "C-1", &error));
  cut_off (fixture);
  g_assert_cmpint (count (fixture->store), ==, 1);
  cut_off (fixture);
  g_assert_true (insert (fixture->store, "C-2", &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture->store), ==, 2);
}

/* Inside an act: it is told, nothing of it stays, and the next one works. */
static void
test_inside (StoreFixture *fixture, gconstpointer data)
{
  MiaoStore *store = fixture->store;
  g_autoptr (GError) lost = NULL;
  g_autoptr (GError) spoiled = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_store_begin (store, &error));
  g_assert_true (insert (store, "C-1", &error));
  cut_off (fixture);
  g_assert_false (insert (store, "C-2", &lost));
  g_assert_error (lost, MIAO_ERROR, MIAO_ERROR_LOST);
  g_assert_false (miao_store_commit (store, &spoiled));
  g_assert_false (miao_store_in_transaction (store));
  g_assert_cmpint (count (store), ==, 0);
  g_assert_true (insert (store, "C-1", &error));
  g_assert_no_error (error);
}

/* Cuts the connections off while the main thread waits for its commit. */
typedef struct {
  StoreFixture *fixture;
  const char *after; /* what the server is told then; nullable */
} Cutter;

static gpointer
cut_off_soon (gpointer data)
{
  const Cutter *cutter = data;

  g_usleep (500 * G_TIME_SPAN_MILLISECOND);
  cut_off (cutter->fixture);
  if (cutter->after != NULL) {
    server_run ("postgres", cutter->after);
    server_run ("postgres", "SELECT pg_reload_conf ()");
  }

  return NULL;
}

/* The commit itself was under way and came to nothing: told, and not there. */
static void
test_commit_undone (StoreFixture *fixture, gconstpointer data)
{
  Cutter cutter = { fixture, NULL };
  g_autoptr (GError) lost = NULL;
  g_autoptr (GError) error = NULL;
  GThread *thread;

  server_run (fixture->database,
              "CREATE FUNCTION miaopu.slow () RETURNS trigger LANGUAGE plpgsql AS "
              "$$ BEGIN PERFORM pg_sleep (3); RETURN NULL; END $$;"
              "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON miaopu.child "
              "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION miaopu.slow ()");
  thread = g_thread_new ("cutter", cut_off_soon, &cutter);
  g_assert_false (insert (fixture->store, "C-1", &lost));
  g_thread_join (thread);
  g_assert_error (lost, MIAO_ERROR, MIAO_ERROR_LOST);
  g_assert_nonnull (strstr (lost->message, "没有保存"));
  g_assert_cmpint (count (fixture->store), ==, 0);
  server_run (fixture->database, "DROP TRIGGER slow ON miaopu.child");
  g_assert_true (insert (fixture->store, "C-1", &error));
  g_assert_no_error (error);
}

/* The commit was done and only the answer was lost: the server is asked, and it counts as done. */
static void
test_commit_done (StoreFixture *fixture, gconstpointer data)
{
  Cutter cutter = { fixture, "ALTER SYSTEM RESET synchronous_standby_names" };
  g_autoptr (GError) error = NULL;
  GThread *thread;

  /* A commit now waits, after it was done, for a second server that does not exist. */
  server_run ("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
  server_run ("postgres", "SELECT pg_reload_conf ()");
  g_usleep (300 * G_TIME_SPAN_MILLISECOND);
  thread = g_thread_new ("cutter", cut_off_soon, &cutter);
  g_assert_true (insert (fixture->store, "C-1", &error));
  g_thread_join (thread);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture->store), ==, 1);
}

static void
restart (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("MIAO_TEST_SERVER"), "data", NULL);
  g_autofree char *log = g_build_filename (g_getenv ("MIAO_TEST_SERVER"), "log", NULL);
  g_autofree char *program = g_build_filename (g_getenv ("MIAO_TEST_SERVER_BIN"), "pg_ctl", NULL);
  const char *const as[] = { "/usr/sbin/runuser", "-u", g_getenv ("MIAO_TEST_SERVER_USER"), "--",
                             NULL };
  const char *const what[] = { program,     "-D", folder, "-l",      log, "-m",
                               "immediate", "-w", "-s",   "restart", NULL };
  g_autoptr (GStrvBuilder) command = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  /* It refuses to be root's. */
  if (g_strcmp0 (g_get_user_name (), "root") == 0)
    g_strv_builder_addv (command, (const char **) as);
  g_strv_builder_addv (command, (const char **) what);
  arguments = g_strv_builder_end (command);
  g_assert_true (g_spawn_sync ("/", arguments, NULL,
                               G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                               NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* The whole server dies and comes back, as after a power cut. */
static void
test_crash (StoreFixture *fixture, gconstpointer data)
{
  MiaoStore *store = fixture->store;
  g_autoptr (GError) lost = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 3; i++) {
    g_autofree char *number = g_strdup_printf ("C-%u", i);
    g_autofree char *other = g_strdup_printf ("D-%u", i);

    g_assert_true (insert (store, number, &error));
    g_assert_true (miao_store_begin (store, &error));
    g_assert_true (insert (store, other, &error));
    restart ();
    g_clear_error (&lost);
    g_assert_false (miao_store_commit (store, &lost));
    g_assert_error (lost, MIAO_ERROR, MIAO_ERROR_LOST);
    g_assert_cmpint (count (store), ==, i);
  }
}

/* Several desks at the same records: each change is counted, none overwrites another. */

#define N_DESKS 4
#define N_CHANGES 40
#define N_CHILDREN 3

typedef struct {
  StoreFixture *fixture;
  guint seed;
  guint conflicts;
} Desk;

static gpointer
work (gpointer data)
{
  Desk *desk = data;
  MiaoStoreConfig config = fixture_config (desk->fixture);
  g_autoptr (MiaoStore) store = NULL;
  GRand *random = g_rand_new_with_seed (desk->seed);
  GError *error = NULL;

  config.timeout_ms = 20000;
  store = miao_store_open (&config, &error);
  g_assert_no_error (error);
  for (guint done = 0; done < N_CHANGES;) {
    g_autofree char *number = g_strdup_printf ("C-%d", g_rand_int_range (random, 0, N_CHILDREN));
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
    g_autoptr (MiaoRecord) child = NULL;
    g_autofree char *more = NULL;

    miao_query_where (query, "child_no", MIAO_OP_EQ, number);
    child = miao_store_first (store, query, &error);
    g_assert_no_error (error);
    /* Each change adds one sign to the text, so that a lost one is seen. */
    more = g_strconcat (
        miao_record_get (child, "chronic") != NULL ? miao_record_get (child, "chronic") : "", "x",
        NULL);
    miao_record_set (child, "chronic", more);
    if (miao_store_update (store, child, FIXTURE_BY, FIXTURE_NOW, &error)) {
      done++;
      continue;
    }
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CONFLICT);
    g_clear_error (&error);
    desk->conflicts++;
  }
  g_rand_free (random);

  return NULL;
}

static void
test_desks (StoreFixture *fixture, gconstpointer data)
{
  Desk desks[N_DESKS];
  GThread *threads[N_DESKS];
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GPtrArray) children = NULL;
  gsize changes = 0;
  guint conflicts = 0;

  for (guint i = 0; i < N_CHILDREN; i++) {
    g_autofree char *number = g_strdup_printf ("C-%u", i);

    g_assert_true (insert (fixture->store, number, &error));
  }
  for (guint i = 0; i < N_DESKS; i++) {
    desks[i] = (Desk){ fixture, i + 1, 0 };
    threads[i] = g_thread_new ("desk", work, &desks[i]);
  }
  for (guint i = 0; i < N_DESKS; i++) {
    g_thread_join (threads[i]);
    conflicts += desks[i].conflicts;
  }
  children = miao_store_select (fixture->store, query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < children->len; i++) {
    MiaoRecord *child = g_ptr_array_index (children, i);
    const char *text = miao_record_get (child, "chronic");

    changes += text != NULL ? strlen (text) : 0;
    g_assert_cmpint (miao_record_get_version (child), ==,
                     (gint64) (text != NULL ? strlen (text) : 0) + 1);
  }
  g_assert_cmpuint (changes, ==, N_DESKS * N_CHANGES);
  g_test_message ("%u changes, %u conflicts told", N_DESKS * N_CHANGES, conflicts);
}

#define ADD(name, test)                                                                            \
  g_test_add (name, StoreFixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/lost/between", test_between);
  ADD ("/lost/inside", test_inside);
  ADD ("/lost/commit-undone", test_commit_undone);
  ADD ("/lost/commit-done", test_commit_done);
  ADD ("/lost/crash", test_crash);
  ADD ("/lost/desks", test_desks);

  return g_test_run ();
}
