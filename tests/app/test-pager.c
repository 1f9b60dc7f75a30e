#include "config.h"

#include "miao-pager.h"
#include "miao-query-private.h"
#include "store-fixture.h"

#include <string.h>

/* Several strides, and two thirds of it are walked and not sorted; two strides on a server, where
 * the same statements take ten times as long. */
static guint
n_rows (void)
{
  return server_is_there () ? 9300 : 15300;
}

/* Straight into the table: the names do not matter here, only keys, equal ones and absent ones. */
static void
fill (MiaoStore *store)
{
  g_autoptr (GPtrArray) children =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_rows (); i++) {
    MiaoRecord *child;
    g_autofree char *number = g_strdup_printf ("C-%05u", (i * 7919) % n_rows ());

    child = fixture_child (number, NULL);
    if (i % 10 != 0)
      miao_record_set_printf (child, "birth_date", "20%02u-01-%02u", i % 20, i % 28 + 1);
    miao_record_set (child, "status", i % 3 == 0 ? "FOSTER" : "IN_CARE");
    g_ptr_array_add (children, child);
  }
  miao_store_begin (store, &error);
  g_assert_no_error (error);
  miao_store_insert_all (store, children, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
  miao_store_commit (store, &error);
  g_assert_no_error (error);
}

/* Every page, in a wild order of pages, against the whole list. */
static void
compare (MiaoStore *store, const MiaoQuery *query)
{
  const gint64 last = n_rows () - 50, last_of_some = last - n_rows () / 3;
  const gint64 offsets[] = { 8000, 0, 4095, 4096, 4097, 100, 8192, last, last_of_some, 2500 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = miao_store_select (store, query, &error);
  g_autoptr (MiaoPager) pager = miao_pager_new (store, query, &error);

  g_assert_no_error (error);
  g_assert_cmpint (miao_pager_get_total (pager), ==, all->len);
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++) {
    g_autoptr (GPtrArray) page = miao_pager_fetch (pager, offsets[i], 100, &error);
    gint64 wanted = CLAMP ((gint64) all->len - offsets[i], 0, 100);

    g_assert_no_error (error);
    g_assert_cmpint (page->len, ==, wanted);
    for (guint j = 0; j < page->len; j++) {
      const char *id = miao_record_get_id (g_ptr_array_index (page, j));

      g_assert_cmpstr (id, ==,
                       miao_record_get_id (g_ptr_array_index (all, (guint) offsets[i] + j)));
      if (j == 0)
        g_assert_cmpint (miao_pager_find (pager, id, &error), ==, offsets[i]);
    }
  }
}

static void
test_pages (StoreFixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { NULL, "child_no", "birth_date", "status", "id", "name" };

  fill (fixture->store);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    for (int descending = 0; descending < 2; descending++) {
      g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
      g_autoptr (MiaoQuery) some = NULL;
      g_autoptr (MiaoQuery) many = NULL;

      if (keys[i] != NULL)
        miao_query_order (query, keys[i], descending);
      compare (fixture->store, query);
      some = miao_query_copy (query);
      miao_query_where (some, "status", MIAO_OP_EQ, "FOSTER");
      compare (fixture->store, some);
      /* The same text for every row is slow; one key shows that it is walked rightly. */
      if (g_strcmp0 (keys[i], "birth_date") != 0)
        continue;
      many = miao_query_copy (query);
      miao_query_where (many, "status", MIAO_OP_IN, "IN_CARE EXITED");
      miao_query_where (many, "sex", MIAO_OP_NULL, NULL);
      miao_query_where_text (many, "C");
      compare (fixture->store, many);
    }
  }
}

static void
test_change (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (MiaoPager) pager = NULL;
  g_autoptr (MiaoRecord) child = fixture_child ("C-1", "李明");
  g_autoptr (MiaoRecord) foreign = fixture_child ("C-2", "王芳");
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;

  miao_query_where (query, "status", MIAO_OP_EQ, "IN_CARE");
  pager = miao_pager_new (fixture->store, query, &error);
  g_assert_cmpint (miao_pager_get_total (pager), ==, 0);
  miao_store_insert (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error);
  miao_record_set (foreign, "status", "FOSTER");
  miao_store_insert (fixture->store, foreign, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
  g_assert_true (miao_pager_refresh (pager, &error));
  g_assert_cmpint (miao_pager_get_total (pager), ==, 1);
  page = miao_pager_fetch (pager, 0, 10, &error);
  g_assert_cmpuint (page->len, ==, 1);
  g_assert_cmpint (miao_pager_find (pager, miao_record_get_id (foreign), &error), ==, -1);
  g_assert_no_error (error);
}

/* What is wrong with a step of a plan; NULL: nothing. */
static const char *
bad_step (MiaoRows *plan)
{
  const char *step = miao_rows_text (plan, server_is_there () ? 0 : 3);

  /* The server is told to sort and to read whole tables only when nothing else is possible. */
  if (server_is_there ())
    return strstr (step, "Seq Scan") != NULL || strstr (step, "Sort") != NULL ? step : NULL;

  return strstr (step, "USING INDEX") == NULL && strstr (step, "USING COVERING INDEX") == NULL
             ? step
             : NULL;
}

/* Statements of list pages never read the whole table, nor sort it. */
static void
test_plans (StoreFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *kind, *order, *where;
  } rows[] = {
    { "child", "name", NULL },          { "child", "child_no", NULL },
    { "child", "birth_date", NULL },    { "child", "status", NULL },
    { "child", NULL, "status" },        { "child", NULL, "care_worker" },
    { "child", "name", "status" },      { "family", "family_no", NULL },
    { "family", NULL, "status" },       { "staff", "name", NULL },
    { "placement", NULL, "child" },     { "placement", NULL, "family" },
    { "placement", NULL, "status" },    { "placement", "placement_no", NULL },
    { "evaluation", "eval_no", NULL },  { "evaluation", NULL, "status" },
    { "visit", NULL, "placement" },     { "archive_volume", "archival_code", NULL },
    { "archive_item", NULL, "volume" }, { "growth_measure", NULL, "child" },
    { "admission", NULL, "child" },     { "child", NULL, "id_no" },
  };

  if (server_is_there ())
    g_assert_true (miao_store_script (fixture->store,
                                      "SET enable_seqscan = off; SET enable_sort = off;"
                                      "SET enable_bitmapscan = off",
                                      NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoKind *kind = miao_kind_find (rows[i].kind);
    g_autoptr (MiaoQuery) query = miao_query_new (kind);
    g_autoptr (MiaoSql) sql = miao_sql_new (fixture->store);
    g_autoptr (MiaoRows) plan = NULL;
    g_autoptr (GError) error = NULL;
    const MiaoOrder *order;

    if (rows[i].where != NULL)
      miao_query_where (query, rows[i].where, MIAO_OP_EQ, "x");
    if (rows[i].order != NULL)
      miao_query_order (query, rows[i].order, FALSE);
    order = miao_query_first_order (query);
    /* As the pager asks: the stretch with the key present, beyond an anchor. */
    g_string_append_printf (sql->sql, "EXPLAIN %s SELECT %s FROM \"%s\"",
                            server_is_there () ? "(COSTS OFF)" : "QUERY PLAN",
                            miao_store_columns (kind), kind->name);
    miao_query_append_where (query, sql, rows[i].order != NULL);
    if (order != NULL) {
      g_string_append (sql->sql, rows[i].where != NULL ? " AND" : " WHERE");
      g_string_append_printf (sql->sql, " (\"%s\", id) > (", order->column);
      miao_sql_text (sql, "x");
      g_string_append (sql->sql, ", ");
      miao_sql_text (sql, "x");
      g_string_append_printf (sql->sql, ") ORDER BY \"%s\", id LIMIT 50", order->column);
    } else {
      g_string_append (sql->sql, " ORDER BY id LIMIT 50");
    }
    plan = miao_sql_query (sql, fixture->store, &error);
    g_assert_no_error (error);
    while (miao_rows_next (plan, &error) > 0) {
      const char *step = bad_step (plan);

      if (step != NULL)
        g_error ("%s by %s where %s: %s", rows[i].kind, rows[i].order, rows[i].where, step);
    }
  }
}

#define ADD(name, test)                                                                            \
  g_test_add (name, StoreFixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/pager/pages", test_pages);
  ADD ("/pager/change", test_change);
  ADD ("/pager/plans", test_plans);

  return g_test_run ();
}
