#include "config.h"

#include "miao-error.h"
#include "miao-search.h"
#include "miao-store-audit.h"
#include "miao-store-private.h"
#include "store-fixture.h"

#include <string.h>

/*
 * A third driver: one of the two whose n-th call fails. Whatever step of a save fails, nothing of
 * it stays behind: no row without its keys, no key without its row, no gap in the audit chain.
 */

static const MiaoStoreDriver *real;
static guint countdown; /* 0: nothing fails */

static gboolean
fails (GError **error)
{
  if (countdown == 0 || --countdown > 0)
    return FALSE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_STORE, "fault");

  return TRUE;
}

static MiaoRows *
run (gpointer connection, const char *sql, const MiaoParam *params, guint n_params, GError **error)
{
  if (fails (error))
    return NULL;

  return real->run (connection, sql, params, n_params, error);
}

static gboolean
script (gpointer connection, const char *sql, GError **error)
{
  /* Taking back must work, or there is nothing to test. */
  if (strcmp (sql, "ROLLBACK") != 0 && fails (error))
    return FALSE;

  return real->script (connection, sql, error);
}

static gboolean
begin (gpointer connection, gboolean write, GError **error)
{
  return !fails (error) && real->begin (connection, write, error);
}

static gboolean
commit (gpointer connection, GError **error)
{
  return !fails (error) && real->commit (connection, error);
}

static gint64
count (MiaoStore *store, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  g_autoptr (MiaoRows) rows = miao_rows_query (store, NULL, sql, "");

  g_assert_cmpint (miao_rows_next (rows, NULL), ==, 1);

  return miao_rows_int (rows, 0);
}

static void
count_all (MiaoStore *store, gint64 counts[5])
{
  counts[0] = count (store, "child");
  counts[1] = count (store, "person");
  counts[2] = count (store, "person_key");
  counts[3] = count (store, "person_gram");
  counts[4] = count (store, "audit");
}

static gboolean
save (MiaoStore *store, MiaoRecord *child, gint64 seq, GError **error)
{
  MiaoAuditRow row = { .seq = seq, .at_ms = FIXTURE_NOW, .who = FIXTURE_BY, .action = "x" };

  if (seq > 1)
    memset (row.prev, (int) seq - 1, sizeof row.prev);
  memset (row.hash, (int) seq, sizeof row.hash);
  if (!miao_store_begin (store, error))
    return FALSE;
  if ((miao_record_get_version (child) == 0
           ? miao_store_insert (store, child, FIXTURE_BY, FIXTURE_NOW, error)
           : miao_store_update (store, child, FIXTURE_BY, FIXTURE_NOW, error)) &&
      miao_store_audit_append (store, &row, error))
    return miao_store_commit (store, error);
  miao_store_rollback (store);

  return FALSE;
}

/* Saves with the 1st, 2nd, … call failing until none is left to fail. */
static guint
save_through_faults (MiaoStore *store, MiaoRecord *child, gint64 seq)
{
  gint64 before[5], after[5];
  guint step;

  count_all (store, before);
  for (step = 1;; step++) {
    g_autoptr (MiaoRecord) tried = miao_record_copy (child);
    g_autoptr (GError) error = NULL;
    gboolean ok;

    countdown = step;
    ok = save (store, tried, seq, &error);
    if (countdown > 0) {
      g_assert_true (ok);
      g_assert_no_error (error);
      break;
    }
    g_assert_false (ok);
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_STORE);
    g_assert_false (miao_store_in_transaction (store));
    count_all (store, after);
    g_assert_cmpmem (before, sizeof before, after, sizeof after);
  }
  countdown = 0;

  return step;
}

static void
test_faults (StoreFixture *fixture, gconstpointer data)
{
  static MiaoStoreDriver driver; /* outlives the store, which the fixture closes */
  MiaoStoreConfig config = fixture_config (fixture);
  g_autoptr (MiaoRecord) child = fixture_child ("C-1", "李明");
  g_autoptr (MiaoRecord) stored = NULL;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GPtrArray) hits = NULL;
  g_auto (GStrv) problems = NULL;
  g_autoptr (GError) error = NULL;

  real = server_is_there () ? &miao_store_server_driver : &miao_store_file_driver;
  driver = *real;
  driver.run = run;
  driver.script = script;
  driver.begin = begin;
  if (driver.commit != NULL)
    driver.commit = commit;
  config.driver = &driver;
  g_clear_pointer (&fixture->store, miao_store_close);
  fixture->store = miao_store_open (&config, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (save_through_faults (fixture->store, child, 1), >, 10);
  stored = miao_store_first (fixture->store, query, &error);
  miao_record_set (stored, "name", "欧阳小雨");
  g_assert_cmpuint (save_through_faults (fixture->store, stored, 2), >, 10);
  hits = miao_store_search (fixture->store, "oyxy", NULL, 10, &error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_true (miao_store_check (fixture->store, TRUE, NULL, &problems, &error));
  g_assert_cmpuint (g_strv_length (problems), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add ("/faults/save", StoreFixture, NULL, fixture_set_up, test_faults, fixture_tear_down);

  return g_test_run ();
}
