#include "config.h"

#include "bench-clock.h"
#include "miao-pager.h"
#include "miao-practice.h"
#include "miao-query-private.h"
#include "miao-search.h"
#include "miao-tasks.h"
#include "scale-fill.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/*
 * One institution of a size that no house has: 10,000 families, 100,000 placements, a million
 * visits in one file. What is told is what a person waits for: logging in, the page Today, the
 * first page of each list and one far down, a search; each beside the bare query of the same rows.
 * MIAO_BENCH_SCALE divides the numbers (1 unless told); MIAO_BENCH_FOLDER keeps the file for the
 * next run. With MIAO_DEBUG=plan a statement that scans a table shows itself.
 */

#define TODAY "2026-11-22"
#define PAGE_ROWS 50
#define ROUNDS 5

typedef struct {
  char *folder;
  char *path;
  ScaleSize size;
  MiaoSession *session;
  MiaoStore *store;
} Bench;

static void
fail_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
login (Bench *bench, const char *who)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&bench->session, miao_session_close);
  bench->session = miao_session_open (bench->path, who, MIAO_PRACTICE_PASSWORD, &error);
  fail_on (error);
  miao_session_set_today (bench->session, miao_date_parse (TODAY), &error);
  fail_on (error);
  bench->store = miao_session_get_store (bench->session);
}

static void
fill (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  double start = bench_wall ();

  login (bench, "social");
  scale_fill (bench->store, &bench->size, miao_session_get_staff (bench->session),
              miao_date_parse (TODAY), &error);
  fail_on (error);
  printf ("%u families, %u placements, %u visits: %.1f s to fill\n", bench->size.families,
          bench->size.placements, bench->size.placements * bench->size.visits,
          bench_wall () - start);
}

static void
report (const char *what, double ours, double bare, guint n)
{
  if (bare > 0)
    printf ("%-44s %8u rows %9.3f ms, bare %9.3f ms, x %.2f\n", what, n, ours * 1e3, bare * 1e3,
            ours / bare);
  else
    printf ("%-44s %8u rows %9.3f ms\n", what, n, ours * 1e3);
}

/* Seconds to read all rows of a bare statement. */
static double
run_bare (Bench *bench, const char *sql, guint *ret_n)
{
  g_autoptr (GError) error = NULL;
  double start = bench_cpu ();
  g_autoptr (MiaoRows) rows = miao_rows_run (bench->store, sql, NULL, 0, &error);

  fail_on (error);
  for (*ret_n = 0; miao_rows_next (rows, &error) > 0; ++*ret_n)
    miao_rows_text (rows, 0);
  fail_on (error);

  return bench_cpu () - start;
}

/* How many tasks of each rule. */
static void
tally (GPtrArray *tasks)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer rule, n;

  for (guint i = 0; i < tasks->len; i++) {
    const MiaoTask *task = g_ptr_array_index (tasks, i);
    gpointer so_far = g_hash_table_lookup (seen, task->due->rule->id);

    g_hash_table_insert (seen, (gpointer) task->due->rule->id,
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (so_far) + 1));
  }
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &rule, &n))
    printf (" %s %u", (const char *) rule, GPOINTER_TO_UINT (n));
  printf ("\n");
}

static void
bench_today (Bench *bench, const char *who)
{
  g_autofree char *what = g_strdup_printf ("Today, %s", who);
  double taken[ROUNDS], opened = bench_wall ();
  guint n = 0;

  login (bench, who);
  printf ("%-44s %26.3f ms\n", "logged in", (bench_wall () - opened) * 1e3);
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (GError) error = NULL;
    double start = bench_cpu ();
    g_autoptr (GPtrArray) tasks = miao_tasks_collect (bench->session, &error);

    fail_on (error);
    taken[i] = bench_cpu () - start;
    n = tasks->len;
    if (i == 0)
      tally (tasks);
  }
  /* The window makes the first reading in the thread that opens the file; the page waits for the
   * second. */
  printf ("%-44s %26.3f ms\n", "  read with the log-in, beside the window", taken[0] * 1e3);
  report (what, taken[1], 0, n);
  report ("  again", bench_quantile (taken + 1, ROUNDS - 1, 0.5), 0, n);
}

/* A list as the pages ask for it, its first page and one far down. */
static void
bench_list (Bench *bench,
            const char *kind,
            const char *order,
            gboolean descending,
            const char *field,
            const char *value,
            const char *bare)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  g_autoptr (MiaoPager) pager = NULL;
  g_autoptr (GPtrArray) first = NULL, far = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *what =
      g_strdup_printf ("%s%s%s", kind, field != NULL ? ", " : "", field != NULL ? field : "");
  g_autofree char *there = g_strdup_printf ("  %s, far down", kind);
  double start, opened, jumped, plain;
  guint n;

  plain = run_bare (bench, bare, &n);
  if (field != NULL)
    miao_query_where (query, field, MIAO_OP_IN, value);
  miao_query_order (query, order, descending);
  start = bench_cpu ();
  pager = miao_pager_new (bench->store, query, &error);
  fail_on (error);
  first = miao_pager_fetch (pager, 0, PAGE_ROWS, &error);
  fail_on (error);
  opened = bench_cpu () - start;
  report (what, opened, plain, (guint) miao_pager_get_total (pager));
  start = bench_cpu ();
  far = miao_pager_fetch (pager, miao_pager_get_total (pager) * 3 / 4, PAGE_ROWS, &error);
  fail_on (error);
  jumped = bench_cpu () - start;
  report (there, jumped, 0, far->len);
}

static void
bench_lists (Bench *bench)
{
#define LIMIT " LIMIT 50"
  bench_list (bench, "child", "child_no", TRUE, NULL, NULL,
              "SELECT * FROM child ORDER BY child_no DESC, id DESC" LIMIT);
  bench_list (bench, "child", "child_no", TRUE, "status", "FOSTER FOSTER_INTEG IN_CARE TEMP_OUT",
              "SELECT * FROM child WHERE status IN ('FOSTER', 'FOSTER_INTEG', 'IN_CARE', "
              "'TEMP_OUT') ORDER BY child_no DESC, id DESC" LIMIT);
  bench_list (bench, "child", "name", FALSE, NULL, NULL,
              "SELECT * FROM child ORDER BY name_sort, id" LIMIT);
  bench_list (bench, "family", "family_no", TRUE, NULL, NULL,
              "SELECT * FROM family ORDER BY family_no DESC, id DESC" LIMIT);
  bench_list (bench, "placement", "placement_no", TRUE, NULL, NULL,
              "SELECT * FROM placement ORDER BY placement_no DESC, id DESC" LIMIT);
  bench_list (bench, "placement", "placement_no", TRUE, "status",
              "CONFIRMED ENDING EXTENDED INTEGRATION MATCHED PROPOSED SHORT_CARE SIGNED SUSPENDED",
              "SELECT * FROM placement WHERE status IN ('CONFIRMED', 'INTEGRATION') "
              "ORDER BY placement_no DESC, id DESC" LIMIT);
  bench_list (bench, "visit", "visited_on", TRUE, NULL, NULL,
              "SELECT * FROM visit ORDER BY visited_on DESC, id DESC" LIMIT);
  bench_list (bench, "visit", "visited_on", TRUE, "placement",
              "01890006-0000-7000-8000-000000000007",
              "SELECT * FROM visit WHERE placement = '01890006-0000-7000-8000-000000000007' "
              "ORDER BY visited_on DESC, id DESC" LIMIT);
  bench_list (bench, "evaluation", "eval_no", TRUE, NULL, NULL,
              "SELECT * FROM evaluation ORDER BY eval_no DESC, id DESC" LIMIT);
  bench_list (bench, "archive_volume", "archival_code", TRUE, NULL, NULL,
              "SELECT * FROM archive_volume ORDER BY archival_code DESC, id DESC" LIMIT);
}

static void
bench_search (Bench *bench)
{
  static const char *const texts[] = { "演安", "演安舒", "yan", "FL-S0000777", "JT-S000042" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *what = g_strdup_printf ("search %s", texts[i]);
    g_autoptr (GPtrArray) hits = NULL;
    g_autoptr (GError) error = NULL;
    double start = bench_cpu ();

    hits = miao_store_search (bench->store, texts[i], NULL, 20, &error);
    fail_on (error);
    report (what, bench_cpu () - start, 0, hits->len);
  }
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *one = g_build_filename (path, name, NULL);

    remove_folder (one);
  }
  g_remove (path);
}

static void
make (Bench *bench, const char *kept)
{
  g_autoptr (GError) error = NULL;

  bench->folder = kept != NULL ? g_strdup (kept) : g_dir_make_tmp ("miaopu-scale-XXXXXX", &error);
  fail_on (error);
  bench->path = g_build_filename (bench->folder, "practice.miaopu", NULL);
  if (g_file_test (bench->path, G_FILE_TEST_EXISTS))
    return;
  miao_practice_create (bench->folder, 12, 1, miao_date_parse (TODAY), NULL, NULL, NULL, &error);
  fail_on (error);
  fill (bench);
}

int
main (void)
{
  const char *kept = g_getenv ("MIAO_BENCH_FOLDER");
  const char *part = g_getenv ("MIAO_BENCH_SCALE");
  guint parts = part != NULL ? MAX ((guint) g_ascii_strtoull (part, NULL, 10), 1) : 1;
  Bench bench = { .size = { .families = 10000 / parts,
                            .placements = 100000 / parts,
                            .running = 2500 / parts,
                            .visits = 10 } };

  make (&bench, kept);
  bench_today (&bench, "social");
  bench_today (&bench, "director");
  bench_lists (&bench);
  bench_search (&bench);
  miao_session_close (bench.session);
  if (kept == NULL)
    remove_folder (bench.folder);
  g_free (bench.path);
  g_free (bench.folder);

  return 0;
}
