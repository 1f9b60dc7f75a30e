#include "config.h"

#include "miao-error.h"
#include "miao-search.h"
#include "miao-store-audit.h"
#include "miao-store-care.h"
#include "miao-store-cipher.h"
#include "miao-store-pour.h"
#include "miao-store-tables.h"
#include "store-fixture.h"

#include <string.h>

/* What a server may know: nothing of what people write in their own words, no identity numbers. */

#define WORDS "夜里常说梦话要人陪"
#define REASON "登记时看错了出生证明"
#define ID_NO "110105201805120019"
#define DRAFT "还没有保存的一句心里话"
#define PICTURE "picture-of-a-child-0123456789"

static const char *const planted[] = { WORDS, REASON, ID_NO, DRAFT, PICTURE, NULL };

static char *
ask (MiaoStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoRows) rows = miao_rows_query (store, &error, sql, "");

  g_assert_no_error (error);
  g_assert_cmpint (miao_rows_next (rows, &error), ==, 1);

  return g_strdup (miao_rows_text (rows, 0));
}

static MiaoRecord *
plant_child (MiaoStore *store, const char *number, const char *id_no)
{
  g_autoptr (MiaoRecord) child = fixture_child (number, "李小明");
  g_autoptr (GError) error = NULL;

  miao_record_set (child, "id_no", id_no);
  miao_record_set (child, "special_marks", WORDS);
  miao_record_set_void_reason (child, NULL);
  miao_store_insert (store, child, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&child);
}

static void
plant_line (MiaoStore *store)
{
  MiaoAuditRow row = { .seq = 1, .at_ms = FIXTURE_NOW, .who = FIXTURE_BY, .action = "edit" };
  g_autoptr (GError) error = NULL;

  row.detail = "{\"note\":\"" REASON "\"}";
  memset (row.hash, 7, sizeof row.hash);
  g_assert_true (miao_store_audit_append (store, &row, &error));
  g_assert_no_error (error);
}

static void
plant_rest (MiaoStore *store)
{
  g_autoptr (GBytes) picture = g_bytes_new_static (PICTURE, strlen (PICTURE));
  g_autoptr (GError) error = NULL;

  plant_line (store);
  g_assert_true (miao_store_draft_put (store, FIXTURE_BY, "child", "", "{\"t\":\"" DRAFT "\"}",
                                       FIXTURE_NOW, &error));
  g_assert_true (miao_store_thumbnail_put (store, FIXTURE_BY, picture, &error));
  g_assert_true (miao_store_setting_set (store, "vault.audit_key", ID_NO, MIAO_DATE_NONE,
                                         FIXTURE_BY, FIXTURE_NOW, &error));
  g_assert_no_error (error);
}

static gboolean
compare_detail (const MiaoAuditRow *row, gpointer data, GError **error)
{
  g_assert_cmpstr (row->detail, ==, "{\"note\":\"" REASON "\"}");
  ++*(guint *) data;

  return TRUE;
}

/* Everything that was planted is there for whoever has the key. */
static void
check_rest (MiaoStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = miao_store_draft_list (store, FIXTURE_BY, &error);
  g_autoptr (GBytes) picture = miao_store_thumbnail_get (store, FIXTURE_BY, &error);
  g_autofree char *setting =
      miao_store_setting_get (store, "vault.audit_key", MIAO_DATE_NONE, &error);
  guint n = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (((MiaoDraft *) g_ptr_array_index (drafts, 0))->content, ==,
                   "{\"t\":\"" DRAFT "\"}");
  g_assert_cmpmem (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), PICTURE,
                   strlen (PICTURE));
  g_assert_cmpstr (setting, ==, ID_NO);
  g_assert_true (
      miao_store_audit_each (store, 1, NULL, NULL, FALSE, 0, compare_detail, &n, &error));
  g_assert_cmpuint (n, ==, 1);
}

/* Looks for the planted words in a file. */
static guint
search_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;
  guint found = 0;

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    return 0;
  for (guint i = 0; planted[i] != NULL; i++) {
    if (memmem (bytes, size, planted[i], strlen (planted[i])) != NULL) {
      g_test_message ("%s holds “%s”", path, planted[i]);
      found++;
    }
  }

  return found;
}

/* How many files of the cluster (tables, indexes, log of changes) hold them; @n: files looked at.
 */
static guint
search_folder (const char *path, guint *n)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint found = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR)) {
      found += search_folder (child, n);
    } else {
      ++*n;
      found += search_file (child);
    }
  }

  return found;
}

static guint
search_cluster (StoreFixture *fixture, const char *part)
{
  g_autofree char *data = g_build_filename (g_getenv ("MIAO_TEST_SERVER"), "data", part, NULL);
  guint n = 0, found;

  server_run (fixture->database, "CHECKPOINT");
  found = search_folder (data, &n);
  g_assert_cmpuint (n, >, 500);

  return found;
}

static void
test_disk (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) child = plant_child (fixture->store, "C-1", ID_NO);
  g_autoptr (MiaoRecord) again = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  plant_rest (fixture->store);
  miao_record_set (child, "sex", "1");
  g_assert_true (miao_store_update (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error));
  miao_record_set_void_reason (child, REASON);
  g_assert_true (miao_store_update (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (search_cluster (fixture, NULL), ==, 0);
  /* The names are there, so the search looks in the right place. */
  name = ask (fixture->store, "SELECT name FROM child");
  g_assert_cmpstr (name, ==, "李小明");
  again = miao_store_load (fixture->store, miao_record_get_kind (child), miao_record_get_id (child),
                           &error);
  g_assert_no_error (error);
  g_assert_cmpstr (miao_record_get (again, "special_marks"), ==, WORDS);
  g_assert_cmpstr (miao_record_get (again, "id_no"), ==, ID_NO);
  g_assert_cmpstr (miao_record_get_void_reason (again), ==, REASON);
  check_rest (fixture->store);
  raw = ask (fixture->store, "SELECT id_no FROM child");
  g_assert_true (g_str_has_prefix (raw, "~1"));
}

/* The same words look different in another row and the same when the row is written again. */
static void
test_looks (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) one = plant_child (fixture->store, "C-1", ID_NO);
  g_autoptr (MiaoRecord) other = plant_child (fixture->store, "C-2", ID_NO);
  g_autofree char *kinds = NULL;
  g_autofree char *before = ask (fixture->store, "SELECT special_marks FROM child ORDER BY id");
  g_autofree char *after = NULL;
  g_autofree char *marks = NULL;
  g_autoptr (GError) error = NULL;

  kinds = ask (fixture->store, "SELECT count (DISTINCT special_marks) FROM child");
  g_assert_cmpstr (kinds, ==, "2");
  marks = ask (fixture->store, "SELECT count (DISTINCT substr (id_no, 1, 18)) FROM child");
  g_assert_cmpstr (marks, ==, "1");
  miao_record_set (one, "sex", "1");
  g_assert_true (miao_store_update (fixture->store, one, FIXTURE_BY, FIXTURE_NOW, &error));
  after = ask (fixture->store, "SELECT special_marks FROM child ORDER BY id");
  g_assert_cmpstr (before, ==, after);
}

static gint64
count (StoreFixture *fixture, const char *field, MiaoOp op, const char *value, MiaoError code)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GError) error = NULL;
  gint64 n;

  miao_query_where (query, field, op, value);
  n = miao_store_count (fixture->store, query, &error);
  if (n < 0)
    g_assert_error (error, MIAO_ERROR, (int) code);

  return n;
}

static void
note_text (const char *text, gpointer data)
{
  g_string_append_printf (data, "%s ", text);
}

static void
test_find (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) one = plant_child (fixture->store, "C-1", ID_NO);
  g_autoptr (MiaoRecord) two = plant_child (fixture->store, "C-2", "11010520170303773X");
  g_autoptr (MiaoRecord) three = plant_child (fixture->store, "C-3", NULL);
  static const char *const texts[] = { ID_NO, "0019", "120019" };
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (count (fixture, "id_no", MIAO_OP_EQ, ID_NO, 0), ==, 1);
  g_assert_cmpint (count (fixture, "id_no", MIAO_OP_NE, ID_NO, 0), ==, 2);
  g_assert_cmpint (count (fixture, "id_no", MIAO_OP_IN, ID_NO " 11010520170303773X", 0), ==, 2);
  g_assert_cmpint (count (fixture, "id_no", MIAO_OP_IN, "", 0), ==, 0);
  g_assert_cmpint (count (fixture, "id_no", MIAO_OP_NOT_IN, ID_NO, 0), ==, 2);
  g_assert_cmpint (count (fixture, "id_no", MIAO_OP_NULL, NULL, 0), ==, 1);
  g_assert_cmpint (count (fixture, "special_marks", MIAO_OP_NOT_NULL, NULL, 0), ==, 3);
  /* Nothing is found by half a number, and that is said. */
  g_assert_cmpint (count (fixture, "id_no", MIAO_OP_PREFIX, "1101", MIAO_ERROR_REFUSED), ==, -1);
  g_assert_cmpint (count (fixture, "special_marks", MIAO_OP_EQ, WORDS, MIAO_ERROR_REFUSED), ==, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GPtrArray) hits = miao_store_search (fixture->store, texts[i], NULL, 9, &error);
    const MiaoHit *hit;

    g_assert_no_error (error);
    g_assert_cmpuint (hits->len, ==, 1);
    hit = g_ptr_array_index (hits, 0);
    g_assert_cmpstr (hit->id, ==, miao_record_get_id (one));
    g_assert_cmpstr (hit->text, ==, texts[i]);
  }
  g_assert_true (miao_store_each_text (fixture->store, miao_kind_find ("child"), "id_no", note_text,
                                       all, &error));
  g_assert_nonnull (strstr (all->str, ID_NO " "));
  g_assert_nonnull (strstr (all->str, "11010520170303773X "));
}

/* What is put in by other means, taken from another row or changed is noticed. */
static void
test_tampered (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) one = plant_child (fixture->store, "C-1", ID_NO);
  g_autoptr (MiaoRecord) other = plant_child (fixture->store, "C-2", "11010520170303773X");
  static const char *const tricks[] = {
    "UPDATE child SET row_version = row_version + 1, special_marks = "
    "(SELECT special_marks FROM child WHERE child_no = 'C-2') WHERE child_no = 'C-1'",
    "UPDATE child SET row_version = row_version + 1, special_marks = '~1AAAA' || "
    "substr (special_marks, 7) WHERE child_no = 'C-1'",
    "UPDATE child SET row_version = row_version + 1, special_marks = name_decision, "
    "name_decision = special_marks WHERE child_no = 'C-1'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++) {
    g_autoptr (MiaoRecord) seen = NULL;
    g_autoptr (GError) error = NULL;

    miao_store_begin (fixture->store, NULL);
    g_assert_cmpint (miao_store_exec (fixture->store, &error, tricks[i], ""), ==, 1);
    g_assert_no_error (error);
    seen = miao_store_load (fixture->store, miao_record_get_kind (one), miao_record_get_id (one),
                            &error);
    g_assert_null (seen);
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
    miao_store_rollback (fixture->store);
  }
  g_assert_cmpint (miao_store_exec (fixture->store, NULL,
                                    "UPDATE child SET row_version = row_version + 1, "
                                    "special_marks = 'plain'",
                                    ""),
                   <, 0);
}

/* Without the key nothing is written in clear instead, and nothing of it is read. */
static void
test_no_key (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) one = plant_child (fixture->store, "C-1", ID_NO);
  MiaoStoreConfig config = fixture_config (fixture);
  g_autoptr (MiaoRecord) seen = NULL;
  g_autoptr (MiaoStore) store = NULL;
  g_autoptr (GError) error = NULL;

  config.key = NULL;
  store = miao_store_open (&config, &error);
  g_assert_no_error (error);
  seen = miao_store_load (store, miao_record_get_kind (one), miao_record_get_id (one), &error);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
  g_clear_error (&error);
  g_assert_false (miao_store_update (store, one, FIXTURE_BY, FIXTURE_NOW, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
  g_clear_error (&error);
  g_assert_false (
      miao_store_draft_put (store, FIXTURE_BY, "child", "", DRAFT, FIXTURE_NOW, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
}

/* Puts the server back to where it was before ciphering, with all in clear. */
static void
make_old (StoreFixture *fixture)
{
  static const char sql[] =
      "SET search_path = miaopu; SET session_replication_role = replica;"
      "DO $$ DECLARE c record; BEGIN FOR c IN SELECT CAST (conrelid AS regclass) AS t, conname AS n"
      " FROM pg_constraint WHERE pg_get_constraintdef (oid) LIKE '%~1%' LOOP"
      " EXECUTE format ('ALTER TABLE %s DROP CONSTRAINT %I', c.t, c.n); END LOOP; END $$;"
      "UPDATE child SET special_marks = '" WORDS "', id_no = '" ID_NO "', void_reason = '" REASON
      "';"
      "UPDATE audit SET detail = '{\"note\":\"" REASON "\"}';"
      "UPDATE draft SET content = '{\"t\":\"" DRAFT "\"}';"
      "UPDATE thumbnail SET bytes = '" PICTURE "';"
      "UPDATE setting SET value = '" ID_NO "' WHERE name = 'vault.audit_key';"
      "DELETE FROM person_key WHERE key LIKE '~%';"
      "INSERT INTO account VALUES ('" FIXTURE_BY "', 1, 'a', 'a', 'director', NULL, 0, 0, 0, 0, 1);"
      "DROP TABLE act, due_mark, due_basis; DROP FUNCTION due_touched CASCADE;"
      "DROP FUNCTION due_touch (text, text), due_touch_child (text), due_touch_stays (text);"
      "DROP INDEX termination_decided_on, visit_placement_day, visit_problems, "
      "archive_volume_filed,"
      " admission_open; DELETE FROM schema_number WHERE number >= 6";

  g_clear_pointer (&fixture->store, miao_store_close);
  server_run (fixture->database, sql);
}

static void
test_upgrade (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) child = plant_child (fixture->store, "C-1", ID_NO);
  MiaoStoreConfig config = fixture_config (fixture);
  g_autoptr (MiaoRecord) seen = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree char *raw = NULL;
  g_auto (GStrv) problems = NULL;
  g_autoptr (GError) error = NULL;

  plant_rest (fixture->store);
  make_old (fixture);
  g_assert_cmpuint (search_cluster (fixture, NULL), >, 0);
  /* Whoever rules the server cannot do it alone. */
  config.key = NULL;
  g_assert_null (miao_store_open (&config, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
  g_clear_error (&error);
  fixture_open (fixture);
  raw = ask (fixture->store, "SELECT special_marks || id_no || void_reason FROM child");
  g_assert_null (strstr (raw, WORDS));
  seen = miao_store_load (fixture->store, miao_record_get_kind (child), miao_record_get_id (child),
                          &error);
  g_assert_no_error (error);
  g_assert_cmpstr (miao_record_get (seen, "special_marks"), ==, WORDS);
  g_assert_cmpstr (miao_record_get (seen, "id_no"), ==, ID_NO);
  g_assert_cmpint (miao_record_get_version (seen), ==, 1);
  check_rest (fixture->store);
  /* The log of changes keeps what was until it is used again; the tables do not. */
  g_assert_cmpuint (search_cluster (fixture, "base"), ==, 0);
  g_assert_true (miao_store_check (fixture->store, FALSE, NULL, &problems, &error));
  g_assert_null (problems[0]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, fixture_set_up, function, fixture_tear_down)
  TEST ("/cipher/disk", test_disk);
  TEST ("/cipher/looks", test_looks);
  TEST ("/cipher/find", test_find);
  TEST ("/cipher/tampered", test_tampered);
  TEST ("/cipher/no-key", test_no_key);
  TEST ("/cipher/upgrade", test_upgrade);

  return g_test_run ();
}
