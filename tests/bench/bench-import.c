#include "config.h"

#include "../app/store-fixture.h"
#include "../app/vault-fixture.h"
#include "bench-clock.h"
#include "miao-pinyin.h"
#include "miao-query-private.h"
#include "miao-schema.h"
#include "miao-use-case.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/*
 * A whole ledger through the use case (read, judged, compared with who is known, stored, indexed,
 * audited, all or nothing) beside bare INSERTs of the same rows of children and admissions into the
 * same engine with the same tables and settings. MIAO_BENCH_ROWS lines (100,000 unless told).
 */

#define ROUNDS 5

typedef struct {
  guint n_rows;
  char *folder;
  char *ledger;
  GPtrArray *batches;
  GPtrArray *children; /* MiaoRecord, as the use case stored them */
  GPtrArray *admissions;
} Bench;

static char
check_character (const char *digits)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += (digits[i] - '0') * weights[i];

  return "10X98765432"[sum % 11];
}

/* As institutions keep them: GB18030, a title above the headings, dates in several ways. */
static void
write_ledger (Bench *bench)
{
  static const char *const names[] = { "安", "宁", "乐", "康", "嘉", "悦", "思", "齐", "知", "远",
                                       "明", "轩", "若", "溪", "子", "墨", "雨", "桐", "星", "辰",
                                       "景", "行", "望", "舒", "清", "和", "怀", "瑾" };
  g_autoptr (GString) text = g_string_new ("江宁市儿童福利院在院儿童台账（演示）,,,,,,\r\n"
                                           "编号,儿童姓名,性别,出生年月,身份证号码,民族,入院日期");
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  for (guint i = 0; i < bench->n_rows; i++) {
    guint year = 2012 + i % 12, month = 1 + i / 12 % 12, day = 1 + i / 144 % 28;
    guint order = i / 4032 * 2 + i % 2; /* odd: a boy */
    g_autofree char *digits = g_strdup_printf ("320102%04u%02u%02u%03u", year, month, day, order);
    g_autofree char *born = i % 4 == 1 ? g_strdup_printf ("%u年%u月%u日", year, month, day)
                                       : g_strdup_printf ("%u-%u-%u", year, month, day);

    g_string_append_printf (text, "\r\nL%06u,演%s%s,%s,%s,%s%c,汉族,%u-06-01", i + 1,
                            names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))],
                            names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))],
                            order % 2 != 0 ? "男" : "女", born, digits, check_character (digits),
                            MIN (year + 1, 2025));
  }
  bytes = g_convert (text->str, (gssize) text->len, "GB18030", "UTF-8", NULL, &size, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (bench->ledger, bytes, (gssize) size, NULL));
}

typedef struct {
  double wall;
  double cpu;
} Taken;

static Taken
begin_taking (void)
{
  return (Taken){ bench_wall (), bench_cpu () };
}

static void
end_taking (Taken *taken)
{
  taken->wall = bench_wall () - taken->wall;
  taken->cpu = bench_cpu () - taken->cpu;
}

static GPtrArray *
read_all (MiaoSession *session, const char *kind)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  GPtrArray *all;

  miao_query_order (query, "id", FALSE);
  all = miao_store_select (miao_session_get_store (session), query, NULL);
  g_assert_nonnull (all);

  return all;
}

static Taken
time_ours (Bench *bench)
{
  Vault vault;
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  Taken taken;

  vault_set_up (&vault, NULL);
  session = vault_open (&vault, ADMIN, PASSWORD);
  json_object_set_string_member (input, "path", bench->ledger);
  taken = begin_taking ();
  miao_use_case_run (session, "import-children", input, &outcome, &error);
  end_taking (&taken);
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (miao_outcome_get_result (outcome), "created"), ==,
                   bench->n_rows);
  if (bench->children == NULL) {
    bench->batches = read_all (session, "import_batch");
    bench->children = read_all (session, "child");
    bench->admissions = read_all (session, "admission");
  }
  g_clear_pointer (&session, miao_session_unref);
  vault_tear_down (&vault, NULL);

  return taken;
}

/* One INSERT of all columns of @kind, bound and run as fast as the engine allows. */
typedef struct {
  sqlite3_stmt *statement;
  const MiaoKind *kind;
  gboolean sorted;
} Insert;

static Insert
prepare (sqlite3 *db, const char *name)
{
  Insert insert = { .kind = miao_kind_find (name) };
  const MiaoField *sorted = miao_schema_sorted_field (insert.kind);
  g_autoptr (GString) sql = g_string_new (NULL);
  guint n = 0;

  insert.sorted = sorted != NULL;
  g_string_append_printf (sql,
                          "INSERT INTO \"%s\" (id, row_version, created_at, created_by, "
                          "updated_at, updated_by",
                          name);
  for (; insert.kind->fields[n].name != NULL; n++)
    g_string_append_printf (sql, ", \"%s\"", insert.kind->fields[n].name);
  if (insert.sorted)
    g_string_append_printf (sql, ", \"%s_sort\"", sorted->name);
  g_string_append (sql, ") VALUES (?, 1, ?, ?, ?, ?");
  for (n += insert.sorted; n > 0; n--)
    g_string_append (sql, ", ?");
  g_string_append (sql, ")");
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql->str, -1, &insert.statement, NULL), ==, SQLITE_OK);

  return insert;
}

static void
insert_row (const Insert *insert, const MiaoRecord *record, const char *sort)
{
  sqlite3_stmt *statement = insert->statement;
  int n = 6;

  sqlite3_bind_text (statement, 1, miao_record_get_id (record), -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, miao_record_get_created_at (record));
  sqlite3_bind_text (statement, 3, miao_record_get_created_by (record), -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, miao_record_get_updated_at (record));
  sqlite3_bind_text (statement, 5, miao_record_get_updated_by (record), -1, SQLITE_STATIC);
  for (guint i = 0; insert->kind->fields[i].name != NULL; i++)
    sqlite3_bind_text (statement, n++, miao_record_get_at (record, i), -1, SQLITE_STATIC);
  if (insert->sorted)
    sqlite3_bind_text (statement, n++, sort, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);
}

static sqlite3 *
open_bare (const StoreFixture *fixture)
{
  GString *spec = g_string_new ("x'");
  sqlite3 *db;

  for (guint i = 0; i < MIAO_STORE_KEY_BYTES; i++)
    g_string_append_printf (spec, "%02x", fixture->key[i]);
  for (guint i = 0; i < MIAO_STORE_SALT_BYTES; i++)
    g_string_append_printf (spec, "%02x", fixture->salt[i]);
  g_string_append (spec, "'");
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_key (db, spec->str, (int) spec->len);
  g_string_free (spec, TRUE);
  /* The settings that our store has during an import. */
  g_assert_cmpint (sqlite3_exec (db,
                                 "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; "
                                 "PRAGMA cell_size_check = ON; PRAGMA recursive_triggers = ON; "
                                 "PRAGMA foreign_keys = ON",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);

  return db;
}

static Taken
time_bare (Bench *bench)
{
  StoreFixture fixture = { NULL };
  g_autoptr (GPtrArray) sorts = g_ptr_array_new_with_free_func (g_free);
  Insert batch;
  Insert child;
  Insert admission;
  sqlite3 *db;
  Taken taken;

  fixture_set_up (&fixture, NULL);
  g_clear_pointer (&fixture.store, miao_store_close);
  for (guint i = 0; i < bench->n_rows; i++)
    g_ptr_array_add (sorts, miao_person_dup_sort (g_ptr_array_index (bench->children, i)));
  db = open_bare (&fixture);
  taken = begin_taking ();
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  batch = prepare (db, "import_batch");
  child = prepare (db, "child");
  admission = prepare (db, "admission");
  insert_row (&batch, g_ptr_array_index (bench->batches, 0), NULL);
  for (guint i = 0; i < bench->n_rows; i++) {
    insert_row (&child, g_ptr_array_index (bench->children, i), g_ptr_array_index (sorts, i));
    insert_row (&admission, g_ptr_array_index (bench->admissions, i), NULL);
  }
  sqlite3_finalize (batch.statement);
  sqlite3_finalize (child.statement);
  sqlite3_finalize (admission.statement);
  g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  end_taking (&taken);
  sqlite3_close (db);
  fixture_tear_down (&fixture, NULL);

  return taken;
}

int
main (void)
{
  const char *rows = g_getenv ("MIAO_BENCH_ROWS");
  Bench bench = { .n_rows = rows != NULL ? (guint) g_ascii_strtoull (rows, NULL, 10) : 100000 };
  double walls[ROUNDS], cpus[ROUNDS], wall_ratios[ROUNDS], cpu_ratios[ROUNDS];

  bench.folder = g_dir_make_tmp ("miao-bench-XXXXXX", NULL);
  bench.ledger = g_build_filename (bench.folder, "台账.csv", NULL);
  write_ledger (&bench);
  /* One round after the other, so that both sides meet the same weather. */
  for (guint i = 0; i < ROUNDS; i++) {
    Taken ours = time_ours (&bench);
    Taken bare = time_bare (&bench);

    walls[i] = ours.wall;
    cpus[i] = ours.cpu;
    wall_ratios[i] = ours.wall / bare.wall;
    cpu_ratios[i] = ours.cpu / bare.cpu;
    printf ("round %u: ledger of %u lines %.2f s (processor %.2f s), bare INSERTs %.2f s "
            "(processor %.2f s)\n",
            i + 1, bench.n_rows, ours.wall, ours.cpu, bare.wall, bare.cpu);
  }
  printf ("import of a ledger: %.1f us a line, ratio %.2f; processor %.1f us a line, ratio %.2f; "
          "peak memory %.0f MiB\n",
          bench_quantile (walls, ROUNDS, 0.5) / bench.n_rows * 1e6,
          bench_quantile (wall_ratios, ROUNDS, 0.5),
          bench_quantile (cpus, ROUNDS, 0.5) / bench.n_rows * 1e6,
          bench_quantile (cpu_ratios, ROUNDS, 0.5), bench_peak_mib ());
  g_ptr_array_unref (bench.batches);
  g_ptr_array_unref (bench.children);
  g_ptr_array_unref (bench.admissions);
  vault_remove_tree (bench.folder);
  g_free (bench.folder);
  g_free (bench.ledger);

  return 0;
}
