#include "config.h"

#include "miao-error.h"
#include "miao-search.h"
#include "miao-store-private.h"
#include "store-fixture.h"

#include <string.h>

static void
insert (StoreFixture *fixture)
{
  static const struct {
    const char *number, *name, *former, *pinyin, *id_no;
  } rows[] = {
    { "FL-2026-0001", "李小明", NULL, NULL, "110105201805120019" },
    { "FL-2026-0002", "李晓梅", "党小花、福安", NULL, "110105201601018822" },
    { "FL-2026-0003", "吕明", NULL, NULL, "11010520170303773X" },
    { "FL-2026-0004", "欧阳小明明", NULL, NULL, NULL },
    { "FL-2026-0005", "乐乐", NULL, "yuè lè", NULL },
    { "FL-2026-0006", "艾力·买买提", NULL, NULL, NULL },
    { "FL-2026-0007", NULL, NULL, NULL, NULL },
    { "FL-2025-0012", "Anna Li", NULL, NULL, NULL },
  };
  g_autoptr (MiaoRecord) staff = miao_record_new (miao_kind_find ("staff"));
  g_autoptr (GError) error = NULL;

  miao_store_begin (fixture->store, &error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MiaoRecord) child = fixture_child (rows[i].number, rows[i].name);

    miao_record_set (child, "former_names", rows[i].former);
    miao_record_set (child, "pinyin", rows[i].pinyin);
    miao_record_set (child, "id_no", rows[i].id_no);
    miao_store_insert (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error);
    g_assert_no_error (error);
  }
  miao_record_set (staff, "name", "李小妹");
  miao_store_insert (fixture->store, staff, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
  miao_store_commit (fixture->store, &error);
}

/* "title=match" of each hit. */
static char *
find (MiaoStore *store, const char *text, const char *const *kinds, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = miao_store_search (store, text, kinds, limit, &error);
  GString *found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++) {
    const MiaoHit *hit = g_ptr_array_index (hits, i);

    g_string_append_printf (found, "%s%s=%s", i > 0 ? " " : "",
                            hit->title[0] != '\0' ? hit->title : hit->number,
                            miao_match_label (hit->match, MIAO_LANGUAGE_ZH));
  }

  return g_string_free (found, FALSE);
}

static void
test_find (StoreFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *text;
    const char *found;
  } rows[] = {
    { "李小明", "李小明=姓名" },
    { " 李 小 明 ", "李小明=姓名" },
    { "李", "李小明=姓名 李晓梅=姓名 李小妹=姓名" },
    { "小明", "李小明=姓名中的字 欧阳小明明=姓名中的字" },
    { "小明明", "欧阳小明明=姓名中的字" },
    { "梅", "李晓梅=姓名中的字" },
    { "党小", "李晓梅=曾用名" },
    { "福安", "李晓梅=曾用名" },
    { "fuan", "李晓梅=曾用名" },
    { "lxm", "李小明=拼音首字母 李晓梅=拼音首字母 李小妹=拼音首字母" },
    { "LXM", "李小明=拼音首字母 李晓梅=拼音首字母 李小妹=拼音首字母" },
    { "lixiaom", "李晓梅=拼音 李小明=拼音 李小妹=拼音" },
    { "li xiao ming", "李小明=拼音" },
    { "lǐ xiǎo míng", "李小明=拼音" },
    { "xiaoming", "李小明=名字拼音 欧阳小明明=名字拼音" },
    { "lvming", "吕明=拼音" },
    { "luming", "吕明=拼音" },
    { "lüming", "吕明=拼音" },
    { "oyxm", "欧阳小明明=拼音首字母" },
    { "yuele", "乐乐=拼音" },
    { "lele", "乐乐=拼音" },
    { "买买提", "艾力·买买提=姓名中的字" },
    { "艾力买买提", "艾力·买买提=姓名" },
    { "ailimai", "艾力·买买提=拼音" },
    { "anna", "Anna Li=姓名" },
    { "FL-2026-0007", "FL-2026-0007=编号" },
    { "fl20260003", "吕明=编号" },
    { "0019", "李小明=编号末位" },
    { "773x", "吕明=编号末位" },
    { "0012", "Anna Li=编号末位" },
    { "110105201601018822", "李晓梅=编号" },
    { "019", "" },
    { "王", "" },
    { "zzz", "" },
    { "", "" },
    { " …… ", "" },
    { "%", "" },
  };

  insert (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *found = find (fixture->store, rows[i].text, NULL, 20);

    if (strcmp (found, rows[i].found) != 0)
      g_test_message ("“%s”: %s", rows[i].text, found), g_test_fail ();
  }
}

static void
test_limits (StoreFixture *fixture, gconstpointer data)
{
  static const char *const staff[] = { "staff", NULL };
  g_autofree char *one = NULL;
  g_autofree char *of_staff = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  const MiaoHit *hit;

  insert (fixture);
  one = find (fixture->store, "li", NULL, 1);
  g_assert_cmpstr (one, ==, "李晓梅=拼音");
  of_staff = find (fixture->store, "lxm", staff, 20);
  g_assert_cmpstr (of_staff, ==, "李小妹=拼音首字母");
  hits = miao_store_search (fixture->store, "8822", NULL, 20, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->kind->name, ==, "child");
  g_assert_cmpstr (hit->field, ==, "id_no");
  g_assert_cmpstr (hit->text, ==, "8822");
  g_assert_cmpstr (hit->number, ==, "FL-2026-0002");
  g_assert_cmpint (hit->closeness, ==, MIAO_CLOSE_PREFIX);
}

static MiaoRecord *
load_by_number (MiaoStore *store, const char *number)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));

  miao_query_where (query, "child_no", MIAO_OP_EQ, number);

  return miao_store_first (store, query, NULL);
}

static gint64
count_rows (MiaoStore *store, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  g_autoptr (MiaoRows) rows = miao_rows_query (store, NULL, sql, "");

  g_assert_cmpint (miao_rows_next (rows, NULL), ==, 1);

  return miao_rows_int (rows, 0);
}

static void
test_update (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) child = NULL;
  g_autofree char *old = NULL;
  g_autofree char *renamed = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *rebuilt = NULL;
  g_autoptr (GError) error = NULL;
  gint64 keys, grams;

  insert (fixture);
  child = load_by_number (fixture->store, "FL-2026-0001");
  miao_record_set (child, "name", "王建国");
  g_assert_true (miao_store_update (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error));
  g_assert_no_error (error);
  old = find (fixture->store, "李小明", NULL, 20);
  g_assert_cmpstr (old, ==, "");
  renamed = find (fixture->store, "wjg", NULL, 20);
  g_assert_cmpstr (renamed, ==, "王建国=拼音首字母");

  /* What is rolled back is not found. */
  miao_store_begin (fixture->store, &error);
  miao_record_set (child, "name", "赵云");
  miao_store_update (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error);
  miao_store_rollback (fixture->store);
  undone = find (fixture->store, "赵云", NULL, 20);
  g_assert_cmpstr (undone, ==, "");

  /* Built anew, the index holds the same rows. */
  keys = count_rows (fixture->store, "person_key");
  grams = count_rows (fixture->store, "person_gram");
  g_assert_true (miao_store_reindex (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (fixture->store, "person_key"), ==, keys);
  g_assert_cmpint (count_rows (fixture->store, "person_gram"), ==, grams);
  rebuilt = find (fixture->store, "wjg", NULL, 20);
  g_assert_cmpstr (rebuilt, ==, "王建国=拼音首字母");

  g_clear_pointer (&child, miao_record_unref);
  child = load_by_number (fixture->store, "FL-2026-0001");
  miao_record_set_void_reason (child, "重复录入");
  miao_store_update (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
  gone = find (fixture->store, "王建国", NULL, 20);
  g_assert_cmpstr (gone, ==, "");
}

static void
test_condition (StoreFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *text;
    gint64 n;
  } rows[] = {
    { "李", 2 },   { "lxm", 2 }, { "小明", 2 }, { "小明明", 1 },
    { "0019", 1 }, { "", 8 },    { "王", 0 },   { "…", 0 },
  };

  insert (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
    g_autoptr (GError) error = NULL;

    miao_query_where_text (query, rows[i].text);
    g_assert_cmpint (miao_store_count (fixture->store, query, &error), ==, rows[i].n);
    g_assert_no_error (error);
  }
}

#define ADD(name, test)                                                                            \
  g_test_add (name, StoreFixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/search/find", test_find);
  ADD ("/search/limits", test_limits);
  ADD ("/search/update", test_update);
  ADD ("/search/condition", test_condition);

  return g_test_run ();
}
