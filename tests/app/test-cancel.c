#include "config.h"

#include "miao-error.h"
#include "miao-output.h"
#include "miao-paper-batch.h"
#include "miao-practice.h"
#include "miao-store-audit.h"
#include "miao-use-case.h"

#include "practice-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* Long work that is cancelled leaves everything as it was: rows, head of the audit chain, files. */

#define LEDGER_ROWS 1500
#define CHILDREN 6

typedef struct {
  char *folder;
  char *path;
} House;

typedef struct {
  GCancellable *cancellable;
  guint64 after; /* cancelled when so much is done */
  guint told;
  guint64 most;

} Watch;

/* What must be the same before and after. */
typedef struct {
  gint64 rows;
  gint64 lines;
  guint8 head[MIAO_AUDIT_HASH_BYTES];
} State;

static House house;

static MiaoSession *
open_as (const char *login)
{
  g_autoptr (GError) error = NULL;
  MiaoSession *session = miao_session_open (house.path, login, MIAO_PRACTICE_PASSWORD, &error);

  g_assert_no_error (error);
  g_assert_true (miao_session_set_today (session, miao_date_parse ("2026-11-22"), &error));

  return session;
}

static void
get_state (MiaoSession *session, State *state)
{
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (GError) error = NULL;

  memset (state, 0, sizeof *state);
  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++) {
    g_autoptr (MiaoQuery) query = miao_query_new (*kinds);

    state->rows += miao_store_count (store, query, &error);
    g_assert_no_error (error);
  }
  g_assert_true (miao_store_audit_head (store, &state->lines, state->head, &error));
}

static void
assert_same (MiaoSession *session, const State *before)
{
  State now;

  get_state (session, &now);
  g_assert_cmpint (now.rows, ==, before->rows);
  g_assert_cmpint (now.lines, ==, before->lines);
  g_assert_cmpmem (now.head, sizeof now.head, before->head, sizeof before->head);
  g_assert_false (miao_store_in_transaction (miao_session_get_store (session)));
}

static void
tell_cb (const char *what, guint64 done, guint64 total, gpointer data)
{
  Watch *watch = data;

  g_assert_nonnull (what);
  if (total > 0)
    g_assert_cmpuint (done, <=, total);
  watch->told++;
  watch->most = MAX (watch->most, done);
  if (done >= watch->after)
    g_cancellable_cancel (watch->cancellable);
}

static char *
write_ledger (const char *name)
{
  char *path = g_build_filename (house.folder, name, NULL);
  g_autoptr (GString) text = g_string_new ("姓名,性别,出生日期,入院日期\n");

  for (guint i = 0; i < LEDGER_ROWS; i++)
    g_string_append_printf (text, "演%04u,女,2018-03-05,2019-06-01\n", i);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));

  return path;
}

static gboolean
run (MiaoSession *session, const char *use_case, JsonObject *input, Watch *watch, GError **error)
{
  const MiaoProgress progress = { tell_cb, watch };
  g_autoptr (MiaoOutcome) outcome = NULL;

  watch->cancellable = g_cancellable_new ();
  (void) miao_use_case_run_long (session, use_case, input, &progress, watch->cancellable, &outcome,
                                 error);
  g_object_unref (watch->cancellable);

  return miao_outcome_is_done (outcome);
}

static void
test_import (void)
{
  g_autoptr (MiaoSession) session = open_as ("admin");
  g_autoptr (JsonObject) input = json_object_new ();
  g_autofree char *path = write_ledger ("ledger.csv");
  g_autoptr (GError) error = NULL;
  Watch watch = { .after = LEDGER_ROWS / 2 };
  State before;

  json_object_set_string_member (input, "path", path);
  get_state (session, &before);
  g_assert_false (run (session, "import-children", input, &watch, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CANCELLED);
  g_assert_cmpuint (watch.most, >=, LEDGER_ROWS / 2);
  g_assert_cmpuint (watch.most, <, LEDGER_ROWS);
  assert_same (session, &before);

  /* The same ledger goes in when it is let run. */
  g_clear_error (&error);
  watch = (Watch){ .after = G_MAXUINT64 };
  g_assert_true (run (session, "import-children", input, &watch, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (watch.told, >, 3);
}

static void
test_build (void)
{
  g_autoptr (MiaoSession) session = open_as ("admin");
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (GError) error = NULL;
  Watch watch = { .after = 50 };
  State before;

  json_object_set_string_member (input, "period", "2026-10");
  get_state (session, &before);
  g_assert_false (run (session, "build-submission", input, &watch, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CANCELLED);
  assert_same (session, &before);
}

static guint
count_files (const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (house.folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL;

  return n;
}

/* The one batch that there is, as of a state, approved without the findings in its way. */
static char *
approved_batch (MiaoSession *session)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (MiaoSession) director = open_as ("director");
  g_autoptr (MiaoOutcome) built = NULL;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission_finding"));
  g_autoptr (GPtrArray) queries = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) approve = json_object_new ();

  json_object_set_string_member (input, "period", "2026-10");
  miao_use_case_run (session, "build-submission", input, &built, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (miao_outcome_get (built, "status"), ==, "VALID");
  miao_query_where (query, "severity", MIAO_OP_EQ, "query");
  queries = miao_store_select (miao_session_get_store (session), query, &error);
  for (guint i = 0; i < queries->len; i++) {
    g_autoptr (JsonObject) note = json_object_new ();

    json_object_set_string_member (note, "finding", miao_record_get_id (queries->pdata[i]));
    json_object_set_string_member (note, "note", "已核对");
    g_assert_true (miao_use_case_run (session, "explain-finding", note, NULL, &error));
  }
  json_object_set_string_member (approve, "submission", miao_outcome_get (built, "submission"));
  miao_use_case_run (director, "approve-submission", approve, NULL, &error);
  g_assert_no_error (error);

  return g_strdup (miao_outcome_get (built, "submission"));
}

static void
test_write (void)
{
  g_autoptr (MiaoSession) session = open_as ("admin");
  g_autofree char *batch = approved_batch (session);
  g_autofree char *path = g_build_filename (house.folder, "return.xml", NULL);
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  Watch watch = { .after = 0 };
  State before;

  json_object_set_string_member (input, "submission", batch);
  json_object_set_string_member (input, "path", path);
  g_assert_true (g_file_set_contents (path, "what was there", -1, NULL));
  get_state (session, &before);
  g_assert_false (run (session, "write-submission", input, &watch, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CANCELLED);
  assert_same (session, &before);
  g_assert_cmpuint (count_files ("return.xml"), ==, 1); /* no half file beside it */
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "what was there");

  g_clear_error (&error);
  watch = (Watch){ .after = G_MAXUINT64 };
  g_assert_true (run (session, "write-submission", input, &watch, &error));
  g_assert_cmpuint (count_files ("return.xml"), ==, 1);
}

static GPtrArray *
get_register (void)
{
  g_autoptr (MiaoSession) session = open_as ("admin");
  GPtrArray *lines = miao_output_list (session, 0, NULL);

  g_assert_nonnull (lines);
  return lines;
}

/* The newest line of the register of prints and exports is of the whole file, whether it left. */
static void
assert_registered (guint n, gboolean cancelled)
{
  g_autoptr (GPtrArray) lines = get_register ();
  const MiaoOutput *line = lines->pdata[0];

  g_assert_cmpuint (lines->len, ==, n);
  g_assert_cmpint (line->number, ==, n);
  g_assert_cmpstr (line->what, ==, "growth-record");
  g_assert_null (line->record);
  g_assert_true (line->cancelled == cancelled);
}

/* Cancelled while the last page is laid out, or while the file is put together after that. */
static void
print_and_cancel (guint64 after)
{
  g_autoptr (MiaoSession) session = open_as ("archive");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = miao_paper_batch_all (session, "growth-record", NULL, &error);
  g_autofree char *path = g_build_filename (house.folder, "records.pdf", NULL);
  g_autoptr (GPtrArray) before = get_register ();
  Watch watch = { .cancellable = cancellable, .after = after };
  const MiaoProgress progress = { tell_cb, &watch };
  guint pages = 0;

  g_assert_no_error (error);
  g_ptr_array_set_size (ids, CHILDREN);
  g_assert_false (miao_paper_write_batch (session, "growth-record", ids, path, &progress,
                                          cancellable, &pages, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CANCELLED);
  g_assert_cmpuint (watch.most, ==, after);
  g_assert_cmpuint (count_files ("records"), ==, 0);
  assert_registered (before->len + 1, TRUE);

  g_clear_error (&error);
  g_assert_true (
      miao_paper_write_batch (session, "growth-record", ids, path, NULL, NULL, &pages, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (pages, >=, CHILDREN);
  g_assert_cmpuint (count_files ("records.pdf"), ==, 1);
  assert_registered (before->len + 2, FALSE);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_print (void)
{
  print_and_cancel (2);
  print_and_cancel (CHILDREN);
}

/* A worker has its own session: what it does is the same person's, and ends with neither. */
static gpointer
work (gpointer data)
{
  MiaoSession *own = data;
  g_autoptr (JsonObject) input = json_object_new ();
  g_autofree char *path = write_ledger ("second.csv");
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (input, "path", path);
  json_object_set_boolean_member (input, "skip_known", TRUE);
  g_assert_true (miao_use_case_run (own, "import-children", input, NULL, &error));
  miao_session_close (own);

  return NULL;
}

static void
test_worker (void)
{
  g_autoptr (MiaoSession) session = open_as ("admin");
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) own = miao_session_open_again (session, &error);
  State before, after;
  GThread *thread;

  g_assert_no_error (error);
  g_assert_cmpstr (miao_session_get_account (own), ==, miao_session_get_account (session));
  g_assert_cmpint (miao_session_today (own), ==, miao_session_today (session));
  get_state (session, &before);
  (void) miao_store_poll (miao_session_get_store (session));
  thread = g_thread_new ("worker", work, own);
  /* The window goes on reading meanwhile. */
  for (int i = 0; i < 20; i++)
    get_state (session, &after);
  g_thread_join (thread);
  g_assert_true (miao_store_poll (miao_session_get_store (session)));
  get_state (session, &after);
  g_assert_cmpint (after.rows, >, before.rows);
  g_assert_cmpint (after.lines, >, before.lines);
  g_assert_true (miao_session_may (session, MIAO_MAY_CHILD_IMPORT));

  miao_session_lock (session);
  g_assert_null (miao_session_open_again (session, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
}

/* Another program opens the file and closes it again: what it counts. */
static int
count_elsewhere (void)
{
  g_autofree char *password = g_build_filename (house.folder, "password", NULL);
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = { g_getenv ("MIAO_CTL"),
                         "--store",
                         house.path,
                         "--account",
                         "social",
                         "-p",
                         password,
                         "--today",
                         "2026-11-22",
                         "list",
                         "child",
                         "--limit",
                         "100000",
                         "name=演丙",
                         NULL };
  int status = 0;

  g_assert_true (g_file_set_contents (password, MIAO_PRACTICE_PASSWORD "\n", -1, NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                               &output, NULL, &status, &error));
  g_assert_true (g_spawn_check_wait_status (status, &error));
  node = json_from_string (output, &error);
  g_assert_no_error (error);

  return (int) json_array_get_length (json_node_get_array (node));
}

/* A second connection that was closed leaves the first one its locks: else the other program takes
 * itself for the only one, and what is written afterwards goes into a log that is no more. */
static void
test_locks (void)
{
  g_autoptr (MiaoSession) session = open_as ("admin");
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) own = miao_session_open_again (session, &error);
  g_autoptr (JsonObject) input = json_object_new ();
  g_autofree char *path = g_build_filename (house.folder, "one.csv", NULL);

  g_assert_no_error (error);
  miao_session_close (own);
  g_assert_cmpint (count_elsewhere (), ==, 0);
  g_assert_true (g_file_set_contents (
      path, "姓名,性别,出生日期,入院日期\n演丙,女,2018-03-05,2019-06-01\n", -1, NULL));
  json_object_set_string_member (input, "path", path);
  g_assert_true (miao_use_case_run (session, "import-children", input, NULL, &error));
  g_assert_cmpint (count_elsewhere (), ==, 1);
}

/* @day: chosen now; %NULL: the session's
 *
 * Returns: when the opinion that @session records of @child was made. */
static gint64
record_opinion (MiaoSession *session, const char *child, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) input = json_object_new ();
  JsonObject *opinion = json_object_new ();
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child_opinion"));
  g_autoptr (MiaoRecord) made = NULL;

  if (day != NULL)
    g_assert_true (miao_session_set_today (session, miao_date_parse (day), &error));
  json_object_set_string_member (opinion, "about", "INTEGRATION");
  json_object_set_string_member (opinion, "held_on", "2026-11-20");
  json_object_set_string_member (opinion, "words", "好。");
  json_object_set_string_member (input, "child", child);
  json_object_set_object_member (input, "opinion", opinion);
  miao_use_case_run (session, "record-opinion", input, NULL, &error);
  g_assert_no_error (error);
  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_order (query, "id", TRUE);
  made = miao_store_first (miao_session_get_store (session), query, &error);
  g_assert_no_error (error);

  return miao_record_get_created_at (made);
}

/* Two desks, of which the second has a slow clock: what it writes still comes after. A clock that
 * is a day off is wrong, and what it said is kept. */
static void
test_clocks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) one = open_as ("social");
  g_autoptr (MiaoSession) other = NULL;
  g_autoptr (MiaoSession) after = NULL;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (MiaoRecord) child = miao_store_first (miao_session_get_store (one), query, &error);
  const char *id = miao_record_get_id (child);
  gint64 first, second, off;

  g_assert_no_error (error);
  g_usleep (G_USEC_PER_SEC / 2);
  other = open_as ("social"); /* half a second behind */
  first = record_opinion (one, id, NULL);
  second = record_opinion (other, id, NULL);
  g_assert_cmpint (second, >, first);
  g_assert_cmpint (second - first, <, 60 * 1000);
  first = record_opinion (one, id, NULL);
  g_assert_cmpint (first, >, second);
  /* A chosen day goes on where it was left, though a log-in with the clock's time lies between. */
  after = open_as ("social");
  second = record_opinion (after, id, NULL);
  g_assert_cmpint (second, >, first);
  off = record_opinion (other, id, "2026-11-21");
  g_assert_cmpint (first - off, >, 23 * 3600 * 1000);
}

int
main (int argc, char *argv[])
{
  g_autofree char *practice = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  house.folder = g_dir_make_tmp ("miaopu-cancel-XXXXXX", NULL);
  practice = g_build_filename (house.folder, "practice", NULL);
  house.path = practice_dup (practice, "2026-11-22");
  g_test_add_func ("/cancel/import", test_import);
  g_test_add_func ("/cancel/build", test_build);
  g_test_add_func ("/cancel/write", test_write);
  g_test_add_func ("/cancel/print", test_print);
  g_test_add_func ("/cancel/worker", test_worker);
  g_test_add_func ("/cancel/locks", test_locks);
  g_test_add_func ("/cancel/clocks", test_clocks);
  status = g_test_run ();
  g_free (house.folder);
  g_free (house.path);

  return status;
}
