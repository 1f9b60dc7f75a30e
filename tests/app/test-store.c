#include "config.h"

#include "miao-error.h"
#include "miao-id.h"
#include "store-fixture.h"

#include <string.h>

static void
test_round_trip (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) child = fixture_child ("C-1", "李明");
  g_autoptr (MiaoRecord) loaded = NULL;
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GError) error = NULL;

  miao_record_set (child, "disabled", "1");
  miao_record_set (child, "birth_date", "2018-05-12");
  miao_record_set (child, "allergies", "青霉素\n花生");
  miao_record_set_rule_set (child, "2026");
  miao_record_set_legal_hold (child, TRUE);
  g_assert_true (miao_store_insert (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error));
  g_assert_no_error (error);
  g_assert_true (miao_id_is_valid (miao_record_get_id (child)));
  g_assert_cmpint (miao_record_get_version (child), ==, 1);

  g_clear_pointer (&fixture->store, miao_store_close);
  fixture_open (fixture);
  loaded = miao_store_load (fixture->store, miao_kind_find ("child"), miao_record_get_id (child),
                            &error);
  g_assert_no_error (error);
  changed = miao_record_changed (child, loaded);
  g_assert_cmpuint (changed->len, ==, 0);
  g_assert_cmpint (miao_record_get_version (loaded), ==, 1);
  g_assert_cmpint (miao_record_get_created_at (loaded), ==, FIXTURE_NOW);
  g_assert_cmpstr (miao_record_get_created_by (loaded), ==, FIXTURE_BY);
  g_assert_cmpstr (miao_record_get_rule_set (loaded), ==, "2026");
  g_assert_true (miao_record_get_legal_hold (loaded));
  g_assert_null (miao_record_get_void_reason (loaded));
}

static void
test_conflict (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) mine = fixture_child ("C-1", "李明");
  g_autoptr (MiaoRecord) theirs = NULL;
  g_autoptr (MiaoRecord) gone = fixture_child ("C-2", "王芳");
  g_autoptr (MiaoRecord) now = NULL;
  g_autofree char *id = miao_id_new ();
  g_autoptr (GError) conflict = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) error = NULL;

  miao_store_insert (fixture->store, mine, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
  theirs = miao_record_copy (mine);
  miao_record_set (theirs, "name", "李明明");
  g_assert_true (miao_store_update (fixture->store, theirs, FIXTURE_BY, FIXTURE_NOW + 1, &error));
  g_assert_cmpint (miao_record_get_version (theirs), ==, 2);
  miao_record_set (mine, "name", "李小明");
  g_assert_false (miao_store_update (fixture->store, mine, FIXTURE_BY, FIXTURE_NOW + 2, &conflict));
  g_assert_error (conflict, MIAO_ERROR, MIAO_ERROR_CONFLICT);
  g_assert_cmpint (miao_record_get_version (mine), ==, 1);
  now =
      miao_store_load (fixture->store, miao_kind_find ("child"), miao_record_get_id (mine), &error);
  g_assert_cmpstr (miao_record_get (now, "name"), ==, "李明明");
  g_assert_cmpint (miao_record_get_updated_at (now), ==, FIXTURE_NOW + 1);
  g_assert_cmpint (miao_record_get_created_at (now), ==, FIXTURE_NOW);

  miao_record_set_id (gone, id);
  miao_record_set_version (gone, 1);
  g_assert_false (miao_store_update (fixture->store, gone, FIXTURE_BY, FIXTURE_NOW, &missing));
  g_assert_error (missing, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

static void
test_refusals (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) child = fixture_child ("C-1", "李明");
  g_autoptr (MiaoRecord) same = fixture_child ("C-1", "王芳");
  g_autoptr (MiaoRecord) wrong = fixture_child ("C-2", "王芳");
  g_autoptr (MiaoRecord) orphan = fixture_child ("C-3", "王芳");
  g_autofree char *nobody = miao_id_new ();
  g_autoptr (GError) unique = NULL;
  g_autoptr (GError) code = NULL;
  g_autoptr (GError) reference = NULL;
  g_autoptr (GError) error = NULL;

  miao_store_insert (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
  g_assert_false (miao_store_insert (fixture->store, same, FIXTURE_BY, FIXTURE_NOW, &unique));
  g_assert_error (unique, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_assert_cmpstr (unique->message, ==, "“院内编号”：另一条记录已使用这个值，请核对。");
  g_assert_null (miao_record_get_id (same));
  g_assert_cmpint (miao_record_get_version (same), ==, 0);
  miao_record_set (wrong, "sex", "7");
  g_assert_false (miao_store_insert (fixture->store, wrong, FIXTURE_BY, FIXTURE_NOW, &code));
  g_assert_error (code, MIAO_ERROR, MIAO_ERROR_INVALID);
  miao_record_set (orphan, "care_worker", nobody);
  g_assert_false (miao_store_insert (fixture->store, orphan, FIXTURE_BY, FIXTURE_NOW, &reference));
  g_assert_error (reference, MIAO_ERROR, MIAO_ERROR_REFUSED);
  g_assert_cmpstr (reference->message, ==, "引用的记录不存在，未保存。");
}

#define MANY 75 /* some statements of many rows, and some rows that are left over */

/* All kinds of values, in some of the records only. */
static GPtrArray *
make_many (void)
{
  GPtrArray *children = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);

  for (guint i = 0; i < MANY; i++) {
    g_autofree char *number = g_strdup_printf ("M-%03u", i);
    g_autofree char *name = g_strdup_printf ("演%s%s", i % 2 != 0 ? "舒" : "明", i % 3 ? "" : "和");
    g_autofree char *id = miao_id_new ();
    MiaoRecord *child = fixture_child (number, name);

    if (i % 5 == 0)
      miao_record_set (child, "id_no", "110105201805120019");
    if (i % 7 == 0)
      miao_record_set (child, "allergies", "青霉素\n花生");
    if (i % 4 == 0)
      miao_record_set_bool (child, "disabled", i % 8 == 0);
    if (i == 40)
      miao_record_set_legal_hold (child, TRUE);
    if (i == 41)
      miao_record_set_rule_set (child, "2026");
    if (i == 42)
      miao_record_set_void_reason (child, "登记错了");
    if (i % 10 == 3)
      miao_record_set_id (child, id);
    g_ptr_array_add (children, child);
  }

  return children;
}

static void
assert_stored (MiaoStore *store, const MiaoRecord *child)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoRecord) loaded =
      miao_store_load (store, miao_kind_find ("child"), miao_record_get_id (child), &error);
  g_autoptr (GArray) changed = NULL;

  g_assert_no_error (error);
  changed = miao_record_changed (child, loaded);
  g_assert_cmpuint (changed->len, ==, 0);
  g_assert_cmpint (miao_record_get_version (child), ==, 1);
  g_assert_cmpint (miao_record_get_version (loaded), ==, 1);
  g_assert_cmpint (miao_record_get_updated_at (loaded), ==, FIXTURE_NOW);
  g_assert_cmpint (miao_record_get_created_at (child), ==, FIXTURE_NOW);
  g_assert_cmpstr (miao_record_get_created_by (loaded), ==, FIXTURE_BY);
  g_assert_cmpstr (miao_record_get_updated_by (child), ==, FIXTURE_BY);
  g_assert_cmpstr (miao_record_get_rule_set (loaded), ==, miao_record_get_rule_set (child));
  g_assert_cmpint (miao_record_get_legal_hold (loaded), ==, miao_record_get_legal_hold (child));
  g_assert_cmpstr (miao_record_get_void_reason (loaded), ==, miao_record_get_void_reason (child));
}

static void
count_change (MiaoStore *store, const char *kind, const char *id, gpointer data)
{
  ++*(guint *) data;
}

static gint64
count_found (MiaoStore *store, const char *text)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GError) error = NULL;
  gint64 n;

  if (text != NULL)
    miao_query_where_text (query, text);
  n = miao_store_count (store, query, &error);
  g_assert_no_error (error);

  return n;
}

static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) children = make_many ();
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GPtrArray) sorted = NULL;
  g_autoptr (GError) error = NULL;
  guint told = 0;

  miao_store_watch (fixture->store, count_change, &told);
  g_assert_true (miao_store_insert_all (fixture->store, nobody, FIXTURE_BY, FIXTURE_NOW, &error));
  g_assert_true (miao_store_insert_all (fixture->store, children, FIXTURE_BY, FIXTURE_NOW, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (told, ==, MANY);
  for (guint i = 0; i < children->len; i++)
    assert_stored (fixture->store, g_ptr_array_index (children, i));
  /* Found as if each had been stored by itself; what is void is not found. */
  g_assert_cmpint (count_found (fixture->store, NULL), ==, MANY);
  g_assert_cmpint (count_found (fixture->store, "演舒"), ==, MANY / 2);
  g_assert_cmpint (count_found (fixture->store, "yanming"), ==, MANY / 2);
  g_assert_cmpint (count_found (fixture->store, "舒和"), ==, 12);
  g_assert_cmpint (count_found (fixture->store, "M-042"), ==, 0);
  g_assert_cmpint (count_found (fixture->store, "110105201805120019"), ==, MANY / 5);
  miao_query_order (query, "name", FALSE);
  miao_query_limit (query, 1);
  sorted = miao_store_select (fixture->store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (miao_record_get (g_ptr_array_index (sorted, 0), "name"), ==, "演明");
}

/* All or none, and the records are as they were. */
static void
test_many_refused (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) children = make_many ();
  MiaoRecord *last = g_ptr_array_index (children, MANY - 1);
  g_autofree char *nobody = miao_id_new ();
  g_autoptr (GError) unique = NULL;
  g_autoptr (GError) code = NULL;
  g_autoptr (GError) reference = NULL;
  g_autoptr (GError) error = NULL;
  guint told = 0;

  miao_store_watch (fixture->store, count_change, &told);
  miao_record_set (last, "child_no", "M-020");
  g_assert_false (
      miao_store_insert_all (fixture->store, children, FIXTURE_BY, FIXTURE_NOW, &unique));
  g_assert_error (unique, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_assert_cmpstr (unique->message, ==, "“院内编号”：另一条记录已使用这个值，请核对。");
  miao_record_set (last, "child_no", "M-074");
  miao_record_set (last, "sex", "7");
  g_assert_false (miao_store_insert_all (fixture->store, children, FIXTURE_BY, FIXTURE_NOW, &code));
  g_assert_error (code, MIAO_ERROR, MIAO_ERROR_INVALID);
  miao_record_set (last, "sex", NULL);
  miao_record_set (g_ptr_array_index (children, 50), "care_worker", nobody);
  g_assert_false (
      miao_store_insert_all (fixture->store, children, FIXTURE_BY, FIXTURE_NOW, &reference));
  g_assert_error (reference, MIAO_ERROR, MIAO_ERROR_REFUSED);
  g_assert_cmpstr (reference->message, ==, "引用的记录不存在，未保存。");
  for (guint i = 0; i < children->len; i++) {
    const MiaoRecord *child = g_ptr_array_index (children, i);

    g_assert_cmpint (miao_record_get_version (child), ==, 0);
    g_assert_cmpint (miao_record_get_id (child) != NULL, ==, i % 10 == 3);
  }
  g_assert_cmpuint (told, ==, 0);
  g_assert_cmpint (count_found (fixture->store, NULL), ==, 0);
  g_assert_cmpint (count_found (fixture->store, "演舒"), ==, 0);
  miao_record_set (g_ptr_array_index (children, 50), "care_worker", NULL);
  g_assert_true (miao_store_insert_all (fixture->store, children, FIXTURE_BY, FIXTURE_NOW, &error));
  g_assert_no_error (error);
}

static void
measure (MiaoStore *store, const char *child, const char *on, const char *by)
{
  g_autoptr (MiaoRecord) record = miao_record_new (miao_kind_find ("growth_measure"));
  g_autoptr (GError) error = NULL;

  miao_record_set (record, "child", child);
  miao_record_set (record, "measured_on", on);
  miao_record_set (record, "measured_by", by);
  miao_record_set_int (record, "weight_g", 12000);
  miao_store_insert (store, record, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
}

/* What belongs to several records at once. */
static void
test_related (StoreFixture *fixture, gconstpointer data)
{
  static const char *const wanted[] = { "child_no", "allergies", NULL };
  g_autoptr (GPtrArray) children = make_many ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GHashTable) last = NULL, nothing = NULL;
  g_autoptr (GError) error = NULL;

  miao_store_insert_all (fixture->store, children, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
  miao_query_where (query, "child_no", MIAO_OP_IN, "M-014 M-007 M-008");
  miao_query_order (query, "child_no", TRUE);
  some = miao_store_select_fields (fixture->store, query, wanted, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (some->len, ==, 3);
  for (guint i = 0; i < some->len; i++) {
    const MiaoRecord *child = g_ptr_array_index (some, i);
    const MiaoRecord *whole = g_ptr_array_index (children, i == 0 ? 14 : i == 1 ? 8 : 7);

    g_assert_cmpstr (miao_record_get_id (child), ==, miao_record_get_id (whole));
    g_assert_cmpstr (miao_record_get (child, "child_no"), ==, miao_record_get (whole, "child_no"));
    g_assert_cmpstr (miao_record_get (child, "allergies"), ==,
                     miao_record_get (whole, "allergies"));
    g_assert_null (miao_record_get (child, "name"));
    g_ptr_array_add (ids, (gpointer) miao_record_get_id (child));
  }
  measure (fixture->store, ids->pdata[0], "2024-02-29", "周护");
  measure (fixture->store, ids->pdata[0], "2025-01-01", "周护");
  measure (fixture->store, ids->pdata[0], "2024-12-31", NULL);
  measure (fixture->store, ids->pdata[2], "2023-05-01", NULL);
  last = miao_store_greatest (fixture->store, miao_kind_find ("growth_measure"), "child",
                              "measured_on", ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (last), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (last, ids->pdata[0]), ==, "2025-01-01");
  g_assert_cmpstr (g_hash_table_lookup (last, ids->pdata[2]), ==, "2023-05-01");
  nothing = miao_store_greatest (fixture->store, miao_kind_find ("growth_measure"), "child",
                                 "measured_on", none, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (nothing), ==, 0);
}

static void
insert_children (MiaoStore *store)
{
  static const struct {
    const char *number, *name, *sex, *born, *status;
  } rows[] = {
    { "C-1", "张伟", "1", "2018-01-01", "IN_CARE" },
    { "C-2", "阿依努尔", "2", "2016-06-01", "IN_CARE" },
    { "C-3", "李明", "1", NULL, "PRE_INTAKE" },
    { "C-4", NULL, NULL, "2020-02-29", "PRE_INTAKE" },
    { "D-1", "单小雨", "2", "2019-09-09", "FOSTER" },
  };
  g_autoptr (GError) error = NULL;

  miao_store_begin (store, &error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MiaoRecord) child = fixture_child (rows[i].number, rows[i].name);

    miao_record_set (child, "sex", rows[i].sex);
    miao_record_set (child, "birth_date", rows[i].born);
    miao_record_set (child, "status", rows[i].status);
    miao_store_insert (store, child, FIXTURE_BY, FIXTURE_NOW + (gint64) i, &error);
    g_assert_no_error (error);
  }
  miao_store_commit (store, &error);
  g_assert_no_error (error);
}

/* The file numbers of the rows, in their order. */
static char *
numbers (MiaoStore *store, const MiaoQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = miao_store_select (store, query, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            miao_record_get (g_ptr_array_index (records, i), "child_no"));

  return g_string_free (text, FALSE);
}

static void
test_where (StoreFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *field;
    MiaoOp op;
    const char *value;
    const char *expected;
  } rows[] = {
    { "sex", MIAO_OP_EQ, "1", "C-1 C-3" },
    { "sex", MIAO_OP_EQ, NULL, "C-4" },
    { "sex", MIAO_OP_NE, "1", "C-2 C-4 D-1" },
    { "sex", MIAO_OP_NE, NULL, "C-1 C-2 C-3 D-1" },
    { "status", MIAO_OP_IN, "IN_CARE FOSTER", "C-1 C-2 D-1" },
    { "status", MIAO_OP_IN, "", "" },
    { "status", MIAO_OP_NOT_IN, "IN_CARE", "C-3 C-4 D-1" },
    { "status", MIAO_OP_NOT_IN, "", "C-1 C-2 C-3 C-4 D-1" },
    { "birth_date", MIAO_OP_LT, "2018-01-01", "C-2" },
    { "birth_date", MIAO_OP_LE, "2018-01-01", "C-1 C-2" },
    { "birth_date", MIAO_OP_GT, "2018-01-01", "C-4 D-1" },
    { "birth_date", MIAO_OP_GE, "2019-09-09", "C-4 D-1" },
    { "birth_date", MIAO_OP_NULL, NULL, "C-3" },
    { "birth_date", MIAO_OP_NOT_NULL, NULL, "C-1 C-2 C-4 D-1" },
    { "child_no", MIAO_OP_PREFIX, "C-", "C-1 C-2 C-3 C-4" },
    { "created_at", MIAO_OP_GE, "1767225600003", "C-4 D-1" },
    { "void_reason", MIAO_OP_NULL, NULL, "C-1 C-2 C-3 C-4 D-1" },
    { "care_worker.name", MIAO_OP_EQ, "赵", "" },
  };

  insert_children (fixture->store);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
    g_autofree char *found = NULL;
    g_autoptr (GError) error = NULL;

    miao_query_where (query, rows[i].field, rows[i].op, rows[i].value);
    miao_query_order (query, "child_no", FALSE);
    found = numbers (fixture->store, query);
    if (strcmp (found, rows[i].expected) != 0)
      g_error ("row %u: %s", (guint) i, found);
    g_assert_cmpint (miao_store_count (fixture->store, query, &error), ==,
                     *found == '\0' ? 0 : (gint64) (strlen (found) + 1) / 4);
  }
}

static void
test_order (StoreFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *field;
    gboolean descending;
    guint limit;
    const char *expected;
  } rows[] = {
    { "name", FALSE, 0, "C-2 C-3 D-1 C-1 C-4" }, /* a, li, shan, zhang; no name last */
    { "name", TRUE, 0, "C-1 D-1 C-3 C-2 C-4" },  { "name", FALSE, 2, "C-2 C-3" },
    { "sex", FALSE, 0, "C-1 C-3 C-2 D-1 C-4" },  { "created_at", TRUE, 0, "D-1 C-4 C-3 C-2 C-1" },
    { "id", FALSE, 0, "C-1 C-2 C-3 C-4 D-1" },
  };

  insert_children (fixture->store);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
    g_autofree char *found = NULL;

    miao_query_order (query, rows[i].field, rows[i].descending);
    miao_query_limit (query, rows[i].limit);
    found = numbers (fixture->store, query);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

static void
test_several (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (MiaoQuery) none = miao_query_new (miao_kind_find ("child"));
  g_autoptr (MiaoRecord) first = NULL;
  g_autoptr (GHashTable) tally = NULL;
  g_autoptr (GError) error = NULL;

  insert_children (fixture->store);
  miao_query_where (query, "sex", MIAO_OP_EQ, "2");
  miao_query_where (query, "status", MIAO_OP_EQ, "FOSTER");
  first = miao_store_first (fixture->store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (miao_record_get (first, "child_no"), ==, "D-1");
  tally = miao_store_tally (fixture->store, none, "status", &error);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (tally, "IN_CARE"), ==, 2);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (tally, "FOSTER"), ==, 1);
  miao_query_where (none, "child_no", MIAO_OP_EQ, "X");
  g_assert_null (miao_store_first (fixture->store, none, &error));
  g_assert_no_error (error);
}

static void
test_transaction (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (MiaoRecord) one = fixture_child ("C-1", "李明");
  g_autoptr (MiaoRecord) two = fixture_child ("C-2", "王芳");
  g_autoptr (MiaoRecord) same = fixture_child ("C-2", "赵云");
  g_autoptr (MiaoRecord) three = fixture_child ("C-3", "钱多");
  g_autoptr (GError) unique = NULL;
  g_autoptr (GError) spoiled = NULL;
  g_autoptr (GError) error = NULL;
  MiaoStore *store = fixture->store;

  miao_store_begin (store, &error);
  miao_store_insert (store, one, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
  miao_store_rollback (store);
  g_assert_cmpint (miao_store_count (store, query, &error), ==, 0);

  /* A failed step spoils everything … */
  miao_record_set_version (one, 0);
  miao_store_begin (store, &error);
  miao_store_insert (store, two, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_false (miao_store_insert (store, same, FIXTURE_BY, FIXTURE_NOW, &unique));
  g_assert_error (unique, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_assert_false (miao_store_commit (store, &spoiled));
  g_assert_error (spoiled, MIAO_ERROR, MIAO_ERROR_STORE);
  g_assert_false (miao_store_in_transaction (store));
  g_assert_cmpint (miao_store_count (store, query, &error), ==, 0);

  /* … unless it is undone. */
  miao_record_set_version (two, 0);
  miao_store_begin (store, &error);
  miao_store_insert (store, two, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_true (miao_store_save (store, &error));
  g_assert_false (miao_store_insert (store, same, FIXTURE_BY, FIXTURE_NOW, NULL));
  g_assert_true (miao_store_undo (store, &error));
  g_assert_true (miao_store_save (store, &error));
  g_assert_true (miao_store_insert (store, three, FIXTURE_BY, FIXTURE_NOW, &error));
  g_assert_true (miao_store_keep (store, &error));
  g_assert_true (miao_store_commit (store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (miao_store_count (store, query, &error), ==, 2);
  miao_store_rollback (store);
}

typedef struct {
  guint calls;
  guint foreign;
  char *last;
} Heard;

static void
hear (MiaoStore *store, const char *kind, const char *id, gpointer data)
{
  Heard *heard = data;

  heard->calls++;
  if (kind == NULL)
    heard->foreign++;
  g_free (heard->last);
  heard->last = g_strdup (id);
}

static void
test_changed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) one = fixture_child ("C-1", "李明");
  g_autoptr (MiaoRecord) two = fixture_child ("C-2", "王芳");
  g_autoptr (MiaoStore) other = NULL;
  g_autoptr (GError) error = NULL;
  Heard heard = { 0 };
  guint watch = miao_store_watch (fixture->store, hear, &heard);

  miao_store_begin (fixture->store, &error);
  miao_store_insert (fixture->store, one, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_cmpuint (heard.calls, ==, 0);
  miao_store_commit (fixture->store, &error);
  g_assert_cmpuint (heard.calls, ==, 1);
  g_assert_cmpstr (heard.last, ==, miao_record_get_id (one));
  g_assert_false (miao_store_poll (fixture->store));

  other = miao_store_open_again (fixture->store, FALSE, &error);
  g_assert_no_error (error);
  miao_store_insert (other, two, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
  g_assert_true (fixture_hears (fixture));
  g_assert_false (miao_store_poll (fixture->store));
  g_assert_cmpuint (heard.foreign, ==, 1);

  miao_store_begin (fixture->store, &error);
  miao_record_set (one, "name", "李小明");
  miao_store_update (fixture->store, one, FIXTURE_BY, FIXTURE_NOW, &error);
  miao_store_rollback (fixture->store);
  g_assert_cmpuint (heard.calls, ==, 2);
  miao_store_unwatch (fixture->store, watch);
  g_free (heard.last);
}

static void
test_busy (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoStore) other = NULL;
  g_autoptr (MiaoRecord) child = fixture_child ("C-1", "李明");
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GError) busy = NULL;
  g_autoptr (GError) error = NULL;

  other = miao_store_open_again (fixture->store, FALSE, &error);
  g_assert_no_error (error);
  miao_store_begin (other, &error);
  g_assert_false (miao_store_insert (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &busy));
  g_assert_error (busy, MIAO_ERROR, MIAO_ERROR_BUSY);
  /* Reading goes on beside a writer. */
  g_assert_cmpint (miao_store_count (fixture->store, query, &error), ==, 0);
  miao_store_rollback (other);
  g_assert_true (miao_store_insert (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error));
  g_assert_no_error (error);
}

#define ADD(name, test)                                                                            \
  g_test_add (name, StoreFixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/store/round-trip", test_round_trip);
  ADD ("/store/conflict", test_conflict);
  ADD ("/store/refusals", test_refusals);
  ADD ("/store/many", test_many);
  ADD ("/store/many-refused", test_many_refused);
  ADD ("/store/related", test_related);
  ADD ("/store/where", test_where);
  ADD ("/store/order", test_order);
  ADD ("/store/several", test_several);
  ADD ("/store/transaction", test_transaction);
  ADD ("/store/changed", test_changed);
  ADD ("/store/busy", test_busy);

  return g_test_run ();
}
