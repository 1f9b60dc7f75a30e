#include "config.h"

#include "../bench/bench-clock.h"
#include "miao-id.h"
#include "miao-pager.h"
#include "miao-query-private.h"
#include "miao-schema.h"
#include "miao-search.h"
#include "miao-store-audit.h"
#include "miao-store-private.h"
#include "store-fixture.h"

#include <gio/gio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * What the store costs above the bare engine, as ratios from one run: a durable save, a search, a
 * page. MIAO_BENCH_ROWS people (100,000 unless told); MIAO_BENCH_FOLDER keeps the file for the next
 * run.
 */

#define SAVES 300
#define SAVES_LOGGED 20
#define IMPORTED 4000 /* in one transaction */
#define PARTS 5
#define SEARCHES 2000
#define PAGES 400
#define PAGE_ROWS 50

static const char *const surnames[] = { "王", "李", "张",   "刘",   "陈", "杨", "赵", "黄", "周",
                                        "吴", "徐", "孙",   "胡",   "朱", "高", "林", "何", "郭",
                                        "马", "罗", "尉迟", "欧阳", "任", "乐", "区", "单", "解" };
static const char *const given[] = { "小", "明", "伟", "芳", "娜", "秀", "英", "敏", "静", "丽",
                                     "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "超",
                                     "霞", "平", "刚", "桂", "乐", "长", "重", "朝", "行", "华",
                                     "福", "安", "爱", "民", "国", "党", "佳", "怡", "子", "轩",
                                     "浩", "宇", "欣", "雨", "思", "梦", "晨", "阳", "琪", "睿" };

typedef struct {
  StoreFixture fixture;
  sqlite3 *bare; /* on a copy of the file: two writers of one file empty each other's caches */
  char *bare_path;
  GRand *random;
  guint rows;
  char *child; /* id of one */
} Bench;

static const char *
one_of (Bench *bench, const char *const *list, gsize n)
{
  return list[g_rand_int_range (bench->random, 0, (gint32) n)];
}

static MiaoRecord *
make_child (Bench *bench, guint number)
{
  g_autofree char *text = g_strdup_printf ("FL-%07u", number);
  g_autofree char *name =
      g_strconcat (one_of (bench, surnames, G_N_ELEMENTS (surnames)),
                   one_of (bench, given, G_N_ELEMENTS (given)),
                   number % 5 != 0 ? one_of (bench, given, G_N_ELEMENTS (given)) : "", NULL);
  MiaoRecord *child = fixture_child (text, name);

  miao_record_set (child, "sex", number % 2 != 0 ? "1" : "2");
  miao_record_set_printf (child, "birth_date", "%04u-%02u-%02u", 2008 + number % 18,
                          number % 12 + 1, number % 28 + 1);
  miao_record_set_printf (child, "id_no", "1101052018%08u", number);
  miao_record_set (child, "special_marks", "左手背有一处约两厘米的胎记，右膝有旧疤。");

  return child;
}

static void
bare_open (Bench *bench)
{
  g_autoptr (GFile) from = g_file_new_for_path (bench->fixture.path);
  g_autoptr (GFile) to = NULL;
  GString *spec = g_string_new ("x'");
  g_autoptr (GError) error = NULL;

  bench->bare_path = g_strconcat (bench->fixture.path, ".bare", NULL);
  to = g_file_new_for_path (bench->bare_path);
  miao_store_script (bench->fixture.store, "PRAGMA wal_checkpoint (TRUNCATE)", &error);
  g_assert_no_error (error);
  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < MIAO_STORE_KEY_BYTES; i++)
    g_string_append_printf (spec, "%02x", bench->fixture.key[i]);
  for (guint i = 0; i < MIAO_STORE_SALT_BYTES; i++)
    g_string_append_printf (spec, "%02x", bench->fixture.salt[i]);
  g_string_append (spec, "'");
  g_assert_cmpint (sqlite3_open (bench->bare_path, &bench->bare), ==, SQLITE_OK);
  sqlite3_key (bench->bare, spec->str, (int) spec->len);
  /* The settings of our store. */
  g_assert_cmpint (sqlite3_exec (bench->bare,
                                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                                 "PRAGMA cache_size = -16384; PRAGMA cell_size_check = ON; "
                                 "PRAGMA recursive_triggers = ON; PRAGMA foreign_keys = ON",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_string_free (spec, TRUE);
}

static void
report (const char *what, double *ours, double *bare, guint n)
{
  double our_half = bench_quantile (ours, n, 0.5);
  double bare_half = bench_quantile (bare, n, 0.5);

  printf ("%-38s %8.3f ms  bare %8.3f ms  ratio %5.2f  p99 %8.3f ms\n", what, our_half * 1e3,
          bare_half * 1e3, our_half / bare_half, bench_quantile (ours, n, 0.99) * 1e3);
}

static double
now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static long
resident_kib (void)
{
  g_autofree char *text = NULL;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);

  return strtol (strchr (text, ' '), NULL, 10) * 4;
}

static void
fill (Bench *bench)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  gint64 present = miao_store_count (bench->fixture.store, query, NULL);
  double start = now ();
  g_autoptr (GError) error = NULL;

  for (guint i = (guint) present; i < bench->rows; i++) {
    g_autoptr (MiaoRecord) child = make_child (bench, i);

    if (!miao_store_in_transaction (bench->fixture.store))
      miao_store_begin (bench->fixture.store, &error);
    miao_store_insert (bench->fixture.store, child, FIXTURE_BY, FIXTURE_NOW, &error);
    if (i % 10000 == 9999 || i + 1 == bench->rows)
      miao_store_commit (bench->fixture.store, &error);
    g_assert_no_error (error);
  }
  if (present < bench->rows)
    printf ("%-38s %8.1f us per record\n", "stored with its index",
            (now () - start) / (double) (bench->rows - present) * 1e6);
}

static char *
find_child (Bench *bench)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (MiaoRecord) child = miao_store_first (bench->fixture.store, query, NULL);

  return g_strdup (miao_record_get_id (child));
}

/* A measurement of a child: the record that is written most. */
static MiaoRecord *
make_measure (Bench *bench, guint number)
{
  MiaoRecord *measure = miao_record_new (miao_kind_find ("growth_measure"));

  miao_record_set (measure, "child", bench->child);
  miao_record_set_printf (measure, "measured_on", "%04u-%02u-%02u", 2018 + number % 8,
                          number % 12 + 1, number % 28 + 1);
  miao_record_set_int (measure, "weight_g", 3000 + number % 40000);
  miao_record_set_int (measure, "length_mm", 500 + number % 1000);
  miao_record_set (measure, "measured_by", "周护");

  return measure;
}

typedef MiaoRecord *(*Make) (Bench *bench, guint number);

static sqlite3_stmt *
bare_prepare (Bench *bench, const MiaoKind *kind)
{
  const MiaoField *sorted = miao_schema_sorted_field (kind);
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *insert;

  g_string_append_printf (sql,
                          "INSERT INTO %s (id, row_version, created_at, created_by, updated_at, "
                          "updated_by",
                          kind->name);
  for (const MiaoField *field = kind->fields; field->name != NULL; field++)
    g_string_append_printf (sql, ", \"%s\"", field->name);
  if (sorted != NULL)
    g_string_append_printf (sql, ", \"%s_sort\"", sorted->name);
  g_string_append (sql, ") VALUES (?, 1, 1, 'x', 1, 'x'");
  for (const MiaoField *field = kind->fields; field->name != NULL; field++)
    g_string_append (sql, ", ?");
  g_string_append (sql, sorted != NULL ? ", ?)" : ")");
  g_assert_cmpint (sqlite3_prepare_v2 (bench->bare, sql->str, -1, &insert, NULL), ==, SQLITE_OK);

  return insert;
}

static void
bare_begin (Bench *bench)
{
  g_assert_cmpint (sqlite3_exec (bench->bare, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
bare_commit (Bench *bench)
{
  g_assert_cmpint (sqlite3_exec (bench->bare, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
}

/* Of one save, or of several of its steps. */
typedef struct {
  double wall;
  double cpu;
} Taken;

static Taken
begin_taking (void)
{
  return (Taken){ bench_wall (), bench_cpu () };
}

static Taken
end_taking (Taken start)
{
  return (Taken){ bench_wall () - start.wall, bench_cpu () - start.cpu };
}

static void
add_taken (Taken *sum, Taken taken)
{
  sum->wall += taken.wall;
  sum->cpu += taken.cpu;
}

/* The same row as ours, the sort key too. Returns what it took, without the making of the record.
 */
static Taken
bare_insert (Bench *bench, sqlite3_stmt *insert, Make make, guint number)
{
  g_autoptr (MiaoRecord) record = make (bench, number);
  const MiaoKind *kind = miao_record_get_kind (record);
  g_autofree char *id = miao_id_new ();
  g_autofree char *sort =
      miao_schema_sorted_field (kind) != NULL ? miao_person_dup_sort (record) : NULL;
  Taken start = begin_taking ();
  int n = 2;

  sqlite3_bind_text (insert, 1, id, -1, SQLITE_STATIC);
  for (guint i = 0; kind->fields[i].name != NULL; i++)
    sqlite3_bind_text (insert, n++, miao_record_get_at (record, i), -1, SQLITE_STATIC);
  if (n <= sqlite3_bind_parameter_count (insert))
    sqlite3_bind_text (insert, n, sort, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_reset (insert);

  return end_taking (start);
}

static Taken
bare_save (Bench *bench, sqlite3_stmt *insert, Make make, guint number)
{
  Taken start = begin_taking ();
  Taken taken;

  bare_begin (bench);
  taken = end_taking (start);
  add_taken (&taken, bare_insert (bench, insert, make, number));
  start = begin_taking ();
  bare_commit (bench);
  add_taken (&taken, end_taking (start));

  return taken;
}

static Taken
our_save (Bench *bench, Make make, guint number)
{
  MiaoStore *store = bench->fixture.store;
  g_autoptr (MiaoRecord) record = make (bench, number);
  MiaoAuditRow row = { .at_ms = FIXTURE_NOW, .who = FIXTURE_BY, .action = "record.add" };
  g_autoptr (GError) error = NULL;
  Taken taken;

  for (guint i = 0; i < sizeof row.hash; i++)
    row.hash[i] = (guint8) g_rand_int (bench->random);
  taken = begin_taking ();
  miao_store_begin (store, &error);
  miao_store_insert (store, record, FIXTURE_BY, FIXTURE_NOW, &error);
  miao_store_audit_head (store, &row.seq, row.prev, &error);
  row.seq++;
  row.kind = miao_record_get_kind (record)->name;
  row.record = miao_record_get_id (record);
  miao_store_audit_append (store, &row, &error);
  miao_store_commit (store, &error);
  taken = end_taking (taken);
  g_assert_no_error (error);

  return taken;
}

/* Pages that a save leaves in the log, with the log emptied before. */
static double
pages_logged (Bench *bench)
{
  const char *paths[] = { bench->fixture.path, bench->bare_path };
  double pages = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autofree char *path = g_strconcat (paths[i], "-wal", NULL);
    struct stat status;

    if (stat (path, &status) == 0)
      pages += (double) status.st_size / 4096;
  }
  sqlite3_exec (bench->bare, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL);
  miao_store_script (bench->fixture.store, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);

  return pages;
}

static void
bench_save (Bench *bench, const char *kind, Make make, guint base)
{
  g_autofree char *title = g_strdup_printf ("durable save of %s, audit", kind);
  sqlite3_stmt *insert = bare_prepare (bench, miao_kind_find (kind));
  double ours[2][SAVES], bare[2][SAVES], bare_pages;

  pages_logged (bench);
  for (guint i = 0; i < SAVES_LOGGED; i++)
    bare_save (bench, insert, make, base + i);
  bare_pages = pages_logged (bench);
  for (guint i = 0; i < SAVES_LOGGED; i++)
    our_save (bench, make, base + i);
  printf ("%-38s %8.1f     bare %8.1f\n", "pages logged per save",
          pages_logged (bench) / SAVES_LOGGED, bare_pages / SAVES_LOGGED);
  base += SAVES_LOGGED;
  /* In turn, so that both meet the same weather, and as the first and the second in turn: who comes
   * second finds the disk busy with the log of the first. */
  for (guint i = 0; i < SAVES; i++) {
    Taken first = { 0 }, second = { 0 }, own;

    if (i % 2 == 0)
      first = bare_save (bench, insert, make, base + i);
    own = our_save (bench, make, base + i);
    if (i % 2 != 0)
      second = bare_save (bench, insert, make, base + i);
    ours[0][i] = own.wall;
    ours[1][i] = own.cpu;
    bare[0][i] = first.wall + second.wall;
    bare[1][i] = first.cpu + second.cpu;
  }
  sqlite3_finalize (insert);
  report (title, ours[0], bare[0], SAVES);
  report ("  processor time of it", ours[1], bare[1], SAVES);
}

/* Many in one transaction, in parts by turns. */
static void
bench_import (Bench *bench, guint base)
{
  sqlite3_stmt *insert = bare_prepare (bench, miao_kind_find ("child"));
  double ours[PARTS], bare[PARTS];

  for (guint part = 0; part < PARTS; part++, base += IMPORTED) {
    double start = now (), making = 0;
    g_autoptr (GError) error = NULL;

    bare_begin (bench);
    bare[part] = now () - start;
    for (guint i = 0; i < IMPORTED; i++)
      bare[part] += bare_insert (bench, insert, make_child, base + i).wall;
    start = now ();
    bare_commit (bench);
    bare[part] += now () - start;

    start = now ();
    miao_store_begin (bench->fixture.store, &error);
    for (guint i = 0; i < IMPORTED; i++) {
      double before = now ();
      g_autoptr (MiaoRecord) child = make_child (bench, base + i);

      making += now () - before;
      miao_store_insert (bench->fixture.store, child, FIXTURE_BY, FIXTURE_NOW, &error);
    }
    miao_store_commit (bench->fixture.store, &error);
    ours[part] = now () - start - making;
    g_assert_no_error (error);
    bare[part] /= IMPORTED;
    ours[part] /= IMPORTED;
  }
  sqlite3_finalize (insert);
  report ("child in one transaction, index", ours, bare, PARTS);
}

/* The same question as one statement: name, number, end of a number, pinyin, initials, former. */
static guint
bare_search (sqlite3_stmt *statement, const char *text)
{
  g_autofree char *end = g_strconcat (text, "\xf4\x8f\xbf\xbf", NULL);
  guint n = 0;

  sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, end, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (statement) == SQLITE_ROW) {
    for (int column = 0; column < 4; column++)
      g_assert_nonnull (sqlite3_column_text (statement, column));
    n++;
  }
  sqlite3_reset (statement);

  return n;
}

static char *
make_text (Bench *bench, guint way)
{
  static const char *const initials[] = { "z", "lx", "lxm", "wjg", "oyxm", "zh", "cf", "ycy" };
  static const char *const pinyin[] = {
    "zhang", "lixiao", "wangwei", "chenyu", "xiaoming", "huang"
  };

  switch (way % 6) {
  case 0:
    return g_strdup (one_of (bench, surnames, G_N_ELEMENTS (surnames)));
  case 1:
    return g_strconcat (one_of (bench, surnames, G_N_ELEMENTS (surnames)),
                        one_of (bench, given, G_N_ELEMENTS (given)), NULL);
  case 2:
    return g_strdup (one_of (bench, initials, G_N_ELEMENTS (initials)));
  case 3:
    return g_strdup (one_of (bench, pinyin, G_N_ELEMENTS (pinyin)));
  case 4:
    return g_strdup_printf ("fl%05u", (guint) g_rand_int_range (bench->random, 0, 100000));
  default:
    return g_strdup_printf ("%04u", (guint) g_rand_int_range (bench->random, 0, 10000));
  }
}

static void
bench_search (Bench *bench)
{
  g_autoptr (GString) sql = g_string_new ("SELECT p.record, p.title, k.key, k.field FROM (");
  double ours[SEARCHES], bare[SEARCHES];
  sqlite3_stmt *statement;

  for (guint what = 0; what < 7; what++)
    g_string_append_printf (sql,
                            "%sSELECT * FROM (SELECT what, key, n, field FROM person_key "
                            "WHERE what = %u AND key >= ?1 AND key < ?2 ORDER BY key, n LIMIT 40)",
                            what > 0 ? " UNION ALL " : "", what);
  g_string_append (sql, ") AS k JOIN person p ON p.n = k.n");
  g_assert_cmpint (sqlite3_prepare_v2 (bench->bare, sql->str, -1, &statement, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < SEARCHES; i++) {
    g_autofree char *text = make_text (bench, i);
    g_autoptr (GPtrArray) hits = NULL;
    double start = now ();

    bare_search (statement, text);
    bare[i] = now () - start;
    start = now ();
    hits = miao_store_search (bench->fixture.store, text, NULL, 20, NULL);
    ours[i] = now () - start;
  }
  sqlite3_finalize (statement);
  report ("search as one types", ours, bare, SEARCHES);
}

static void
bench_pages (Bench *bench, gboolean far)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (MiaoPager) pager = NULL;
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  double ours[PAGES], bare[PAGES];
  sqlite3_stmt *statement;
  long memory = resident_kib ();
  double start = now ();

  miao_query_order (query, "name", FALSE);
  pager = miao_pager_new (bench->fixture.store, query, NULL);
  printf ("%-38s %8.3f ms\n", "list opened and counted", (now () - start) * 1e3);
  g_string_append (sql, "* FROM child WHERE (name_sort, id) > (?1, ?2) ORDER BY name_sort, id "
                        "LIMIT 50");
  g_assert_cmpint (sqlite3_prepare_v2 (bench->bare, sql->str, -1, &statement, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < PAGES; i++) {
    gint64 offset =
        far ? (gint64) g_rand_int_range (bench->random, 0, (gint32) bench->rows - PAGE_ROWS)
            : (gint64) i * PAGE_ROWS;
    g_autoptr (GPtrArray) page = NULL;
    g_autofree char *key = NULL;

    start = now ();
    page = miao_pager_fetch (pager, offset, PAGE_ROWS, NULL);
    ours[i] = now () - start;
    g_assert_cmpuint (page->len, ==, PAGE_ROWS);
    key = miao_person_dup_sort (g_ptr_array_index (page, 0));
    start = now ();
    sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text (statement, 2, miao_record_get_id (g_ptr_array_index (page, 0)), -1,
                       SQLITE_TRANSIENT);
    while (sqlite3_step (statement) == SQLITE_ROW) {
      for (int column = 0; column < sqlite3_column_count (statement); column++)
        sqlite3_column_text (statement, column);
    }
    sqlite3_reset (statement);
    bare[i] = now () - start;
  }
  sqlite3_finalize (statement);
  report (far ? "page of 50 anywhere" : "page of 50, one after another", ours, bare, PAGES);
  printf ("%-38s %+8ld KiB\n", "memory after the pages", resident_kib () - memory);
}

/* The list as the page of children asks for it: by number, only some states. */
static void
bench_filtered (Bench *bench)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (MiaoPager) pager = NULL;
  g_autoptr (GPtrArray) last = NULL;
  g_autoptr (GPtrArray) again = NULL;
  double start = now ();

  miao_query_where (query, "status", MIAO_OP_IN, "IN_CARE FOSTER");
  miao_query_order (query, "child_no", TRUE);
  pager = miao_pager_new (bench->fixture.store, query, NULL);
  printf ("%-38s %8.3f ms\n", "filtered list opened and counted", (now () - start) * 1e3);
  start = now ();
  last = miao_pager_fetch (pager, bench->rows - PAGE_ROWS, PAGE_ROWS, NULL);
  printf ("%-38s %8.3f ms\n", "first jump to its end", (now () - start) * 1e3);
  start = now ();
  again = miao_pager_fetch (pager, bench->rows / 2, PAGE_ROWS, NULL);
  printf ("%-38s %8.3f ms\n", "then to its middle", (now () - start) * 1e3);
}

int
main (int argc, char *argv[])
{
  Bench bench = { .rows = 100000 };
  const char *folder = g_getenv ("MIAO_BENCH_FOLDER");
  /* Other numbers than in the run before on the same file. */
  guint base = (guint) (g_get_real_time () / G_USEC_PER_SEC % 3500) * 20000 + 20000000;

  if (g_getenv ("MIAO_BENCH_ROWS") != NULL)
    bench.rows = (guint) g_ascii_strtoull (g_getenv ("MIAO_BENCH_ROWS"), NULL, 10);
  bench.random = g_rand_new_with_seed (7);
  if (folder != NULL) {
    fixture_init (&bench.fixture, g_strdup (folder));
    fixture_open (&bench.fixture);
  } else {
    fixture_set_up (&bench.fixture, NULL);
  }
  printf ("%u people\n", bench.rows);
  fill (&bench);
  bare_open (&bench);
  bench.child = find_child (&bench);
  bench_save (&bench, "growth_measure", make_measure, 0);
  bench_save (&bench, "child", make_child, base);
  bench_import (&bench, base + 10 * SAVES);
  bench_search (&bench);
  bench_pages (&bench, FALSE);
  bench_pages (&bench, TRUE);
  bench_filtered (&bench);
  sqlite3_close (bench.bare);
  g_unlink (bench.bare_path);
  g_free (bench.bare_path);
  if (folder != NULL)
    miao_store_close (bench.fixture.store);
  else
    fixture_tear_down (&bench.fixture, NULL);
  g_rand_free (bench.random);
  g_free (bench.child);

  return 0;
}
