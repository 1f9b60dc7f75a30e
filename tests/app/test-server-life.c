#include "miao-drafts.h"
#include "miao-store-life.h"
#include "miao-store-tables.h"
#include "vault-fixture.h"

#include <string.h>

/* A server that goes away and comes back, and one that takes its time. Run by tests/app/on-server
 * only. */

#define QUICK_US (200 * G_TIME_SPAN_MILLISECOND)
#define TYPED "{\"name\":\"李小明，患先天性心脏病\"}"

/* stop, start: as "pg_ctl" does it; stopping is as sudden as a power cut. */
static void
control (const char *what)
{
  g_autofree char *data = g_build_filename (g_getenv ("MIAO_TEST_SERVER"), "data", NULL);
  g_autofree char *log = g_build_filename (g_getenv ("MIAO_TEST_SERVER"), "log", NULL);
  g_autofree char *program = g_build_filename (g_getenv ("MIAO_TEST_SERVER_BIN"), "pg_ctl", NULL);
  const char *const as[] = { "/usr/sbin/runuser", "-u", g_getenv ("MIAO_TEST_SERVER_USER"), "--",
                             NULL };
  const char *const stop[] = { program, "-D", data, "-m", "immediate", "-w", "-s", "stop", NULL };
  const char *const start[] = { program, "-D", data, "-l", log, "-w", "-s", "start", NULL };
  g_autoptr (GStrvBuilder) command = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  /* It refuses to be root's. */
  if (strcmp (g_get_user_name (), "root") == 0)
    g_strv_builder_addv (command, (const char **) as);
  g_strv_builder_addv (command, (const char **) (strcmp (what, "stop") == 0 ? stop : start));
  arguments = g_strv_builder_end (command);
  g_assert_true (g_spawn_sync ("/", arguments, NULL,
                               G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                               NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static gint64
count (MiaoStore *store, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));

  return miao_store_count (store, query, error);
}

static void
heard_cb (MiaoStore *store, const char *kind, const char *id, gpointer data)
{
  ++*(guint *) data;
}

static void
test_away_and_back (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, ADMIN, PASSWORD);
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (GError) error = NULL;
  guint heard = 0;
  gint64 from_us;

  (void) miao_store_watch (store, heard_cb, &heard);
  g_assert_true (miao_store_answers (vault->path));
  g_assert_cmpint (count (store, &error), ==, 0);
  g_assert_false (miao_store_is_lost (store));

  control ("stop");
  (void) miao_store_poll (store);
  g_assert_true (miao_store_is_lost (store));
  g_assert_false (miao_store_answers (vault->path));
  /* What is asked meanwhile fails at once, a hundred times over. */
  from_us = g_get_monotonic_time ();
  for (guint i = 0; i < 100; i++) {
    g_clear_error (&error);
    g_assert_cmpint (count (store, &error), ==, -1);
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_LOST);
  }
  g_assert_cmpint (g_get_monotonic_time () - from_us, <, 5 * QUICK_US);
  g_clear_error (&error);
  g_assert_false (miao_store_reconnect (store, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_LOST);
  g_clear_error (&error);

  control ("start");
  g_assert_true (miao_store_answers (vault->path));
  g_assert_true (miao_store_reconnect (store, &error));
  g_assert_no_error (error);
  g_assert_false (miao_store_is_lost (store));
  heard = 0;
  g_assert_true (miao_store_poll (store));
  g_assert_cmpuint (heard, ==, 1);
  g_assert_cmpint (count (store, &error), ==, 0);
  g_assert_no_error (error);
}

static void
assert_not_in_files (const char *folder, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize size;

    g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
    g_assert_null (memmem (bytes, size, text, strlen (text)));
    g_assert_null (strstr (name, "child"));
    n++;
  }
  g_assert_cmpuint (n, >, 0);
}

static char *
dup_drafts_folder (MiaoSession *session)
{
  g_autofree char *servers = g_build_filename (g_get_user_data_dir (), "miaopu", "servers", NULL);
  g_autoptr (GDir) dir = g_dir_open (servers, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (g_str_has_suffix (name, ".drafts"))
      return g_build_filename (servers, name, NULL);
  }
  g_assert_not_reached ();
}

/* Typing goes on without the server, survives the end of the program, and is the server's after the
 * next log-in; nobody else's log-in takes it. */
static void
test_drafts (Vault *vault, gconstpointer data)
{
  MiaoSession *session = vault_open (vault, "caseworker", PASSWORD);
  g_autoptr (MiaoSession) other = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *there = NULL;
  gboolean here = FALSE;

  g_assert_true (miao_drafts_put (session, "child", NULL, "{\"name\":\"李\"}", &here, &error));
  g_assert_no_error (error);
  g_assert_true (here); /* typing never waits for the server */
  g_assert_true (miao_drafts_put (session, "visit", "v-1", "{\"a\":\"b\"}", NULL, &error));
  g_assert_cmpint (miao_drafts_send (session, &error), ==, 2);
  g_assert_no_error (error);

  control ("stop");
  g_assert_true (miao_drafts_put (session, "child", NULL, TYPED, &here, &error));
  g_assert_no_error (error);
  g_assert_true (here);
  g_assert_true (miao_drafts_put (session, "visit", "v-1", NULL, &here, &error));
  g_assert_true (here);
  typed = miao_drafts_dup (session, "child", "");
  g_assert_cmpstr (typed, ==, TYPED);
  folder = dup_drafts_folder (session);
  assert_not_in_files (folder, "李小明");
  assert_not_in_files (folder, "visit");
  /* The program ends without having seen the server again. */
  miao_session_close (session);
  miao_session_unref (session);

  control ("start");
  other = vault_open (vault, "director", PASSWORD);
  g_assert_cmpint (miao_drafts_send (other, &error), ==, 0);
  session = vault_open (vault, "caseworker", PASSWORD);
  there = miao_drafts_dup (session, "child", NULL);
  g_assert_cmpstr (there, ==, TYPED); /* also before they are sent */
  g_assert_cmpint (miao_drafts_send (session, &error), ==, 2);
  g_assert_no_error (error);
  g_assert_cmpint (miao_drafts_send (session, &error), ==, 0);
  {
    g_autoptr (GPtrArray) drafts = miao_store_draft_list (
        miao_session_get_store (session), miao_session_get_account (session), &error);

    g_assert_no_error (error);
    g_assert_cmpuint (drafts->len, ==, 1); /* what was forgotten meanwhile is forgotten */
    g_assert_cmpstr (((MiaoDraft *) g_ptr_array_index (drafts, 0))->content, ==, TYPED);
  }
  miao_session_unref (session);
}

/* A draft that is newer on the server is not overwritten by an old one from here; and what was
 * saved there meanwhile does not come back. */
static void
test_old_draft (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, "caseworker", PASSWORD);
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (GError) error = NULL;
  g_autofree char *typed = NULL;

  control ("stop");
  g_assert_true (miao_drafts_put (session, "child", NULL, TYPED, NULL, &error));
  control ("start");
  g_assert_true (miao_store_reconnect (store, &error));
  g_assert_no_error (error);
  g_assert_true (miao_store_draft_put (store, miao_session_get_account (session), "child", "",
                                       "{\"name\":\"新\"}", miao_session_now_ms (session) + 1000,
                                       &error));
  g_assert_cmpint (miao_drafts_send (session, &error), ==, 1);
  typed = miao_drafts_dup (session, "child", NULL);
  g_assert_cmpstr (typed, ==, "{\"name\":\"新\"}");

  control ("stop");
  g_assert_true (miao_drafts_put (session, "visit", NULL, TYPED, NULL, &error));
  control ("start");
  g_assert_true (miao_store_reconnect (store, &error));
  g_assert_true (miao_drafts_put (session, "visit", NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (miao_drafts_send (session, &error), ==, 1);
  g_free (typed);
  typed = miao_drafts_dup (session, "visit", NULL);
  g_assert_null (typed);
}

typedef struct {
  MiaoStore *store;
  gint64 took_us;
} Canceller;

static gpointer
cancel_soon (gpointer data)
{
  Canceller *canceller = data;

  g_usleep (QUICK_US);
  miao_store_cancel (canceller->store);

  return NULL;
}

/* Waiting for a table that somebody else holds: ended by the limit, and by whoever has had enough.
 */
static void
test_slow (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, ADMIN, PASSWORD);
  Canceller canceller = { miao_session_get_store (session), 0 };
  PGconn *holder = PQconnectdb (vault->path);
  g_autoptr (GError) error = NULL;
  GThread *thread;
  gint64 from_us;

  PQclear (PQexec (holder, "BEGIN; LOCK TABLE miaopu.child IN ACCESS EXCLUSIVE MODE"));
  g_assert_cmpint (PQtransactionStatus (holder), ==, PQTRANS_INTRANS);
  miao_store_set_limit (canceller.store, 300, 5000);
  from_us = g_get_monotonic_time ();
  g_assert_cmpint (count (canceller.store, &error), ==, -1);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_BUSY);
  g_assert_cmpint (g_get_monotonic_time () - from_us, <, 2 * G_TIME_SPAN_SECOND);
  g_clear_error (&error);
  g_assert_false (miao_store_touch (canceller.store, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_BUSY);
  g_clear_error (&error);

  miao_store_set_limit (canceller.store, 60000, 60000);
  thread = g_thread_new ("cancel", cancel_soon, &canceller);
  from_us = g_get_monotonic_time ();
  g_assert_cmpint (count (canceller.store, &error), ==, -1);
  g_thread_join (thread);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - from_us, <, 2 * G_TIME_SPAN_SECOND);
  g_clear_error (&error);

  PQfinish (holder);
  (void) miao_store_touch (canceller.store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (canceller.store, &error), ==, 0);
  g_assert_no_error (error);
}

#define ADD(name, test) g_test_add (name, Vault, NULL, vault_set_up, test, vault_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/server-life/away-and-back", test_away_and_back);
  ADD ("/server-life/drafts", test_drafts);
  ADD ("/server-life/old-draft", test_old_draft);
  ADD ("/server-life/slow", test_slow);

  return g_test_run ();
}
