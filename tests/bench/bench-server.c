#include "config.h"

#include "bench-clock.h"
#include "miao-error.h"
#include "miao-pager.h"
#include "miao-store-audit.h"
#include "miao-store-private.h"
#include "store-fixture.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

/*
 * An institution on a server. What a durable save costs above the bare library that sends the same
 * INSERTs in one transaction, and above one INSERT alone; then 20 desks at work together: how long
 * a save and a page of a list take. Run beside a server by tests/app/on-server, whose disk is
 * synced. MIAO_BENCH_ROWS children, 20,000 unless told.
 */

#define ROWS 20000
#define SAVES 300
#define DESKS 20
#define AT_WORK_SECONDS 15
#define PAGE_ROWS 50
#define MOST 100000 /* acts of one kind of one desk */
#define MAX_PARAMS 256
/* Of a desk at work one act in five is a save, and a quarter of a second passes between two, which
 * is more than people do; a hurried one does the same without a pause. */
#define SAVE_EVERY 5
#define PAUSE_MS 250

/* --- what our save sends --------------------------------------------------------------------- */

typedef struct {
  char *sql;
  MiaoParam params[MAX_PARAMS];
  guint n;
} Sent;

static GPtrArray *sent; /* NULL: not listening */

static void
sent_free (gpointer data)
{
  Sent *statement = data;

  for (guint i = 0; i < statement->n; i++) {
    g_free ((char *) statement->params[i].text);
    g_free ((gpointer) statement->params[i].bytes);
  }
  g_free (statement->sql);
  g_free (statement);
}

/* Stands between the store and its driver and keeps what is written. */
static MiaoRows *
listening_run (
    gpointer connection, const char *sql, const MiaoParam *params, guint n_params, GError **error)
{
  if (sent != NULL && !g_str_has_prefix (sql, "SELECT")) {
    Sent *statement = g_new0 (Sent, 1);

    statement->sql = g_strdup (sql);
    statement->n = n_params;
    for (guint i = 0; i < n_params; i++) {
      statement->params[i] = params[i];
      statement->params[i].text = params[i].type == 's' ? g_strdup (params[i].text) : NULL;
      statement->params[i].bytes =
          params[i].type == 'b' ? g_memdup2 (params[i].bytes, params[i].size) : NULL;
    }
    g_ptr_array_add (sent, statement);
  }

  return miao_store_server_driver.run (connection, sql, params, n_params, error);
}

/* --- the bare library ------------------------------------------------------------------------ */

typedef struct {
  PGconn *pg;
  GHashTable *prepared; /* SQL -> name */
} Bare;

static void
must (PGresult *result, ExecStatusType status)
{
  if (PQresultStatus (result) != status)
    g_error ("%s", PQresultErrorMessage (result));
  PQclear (result);
}

static const char *
prepare (Bare *bare, const Sent *statement)
{
  char *name = g_hash_table_lookup (bare->prepared, statement->sql);
  Oid types[MAX_PARAMS] = { 0 };

  if (name != NULL)
    return name;
  for (guint i = 0; i < statement->n; i++)
    types[i] = statement->params[i].type == 'b' ? 17 : 0; /* bytea */
  name = g_strdup_printf ("s%u", g_hash_table_size (bare->prepared));
  must (PQprepare (bare->pg, name, statement->sql, (int) statement->n, types), PGRES_COMMAND_OK);
  g_hash_table_insert (bare->prepared, g_strdup (statement->sql), name);

  return name;
}

static void
send_bare (Bare *bare, const Sent *statement)
{
  const char *values[MAX_PARAMS];
  int lengths[MAX_PARAMS], formats[MAX_PARAMS];
  char numbers[MAX_PARAMS][24];
  PGresult *result;

  for (guint i = 0; i < statement->n; i++) {
    const MiaoParam *param = &statement->params[i];

    g_snprintf (numbers[i], sizeof numbers[i], "%" G_GINT64_FORMAT, param->number);
    values[i] = param->type == 'i' ? numbers[i] : param->type == 'b' ? param->bytes : param->text;
    lengths[i] = (int) param->size;
    formats[i] = param->type == 'b';
  }
  result = PQexecPrepared (bare->pg, prepare (bare, statement), (int) statement->n, values, lengths,
                           formats, 0);
  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("%s: %s", statement->sql, PQresultErrorMessage (result));
  PQclear (result);
}

/* Returns: seconds. @one: the record's own row and no other. */
static double
bare_save (Bare *bare, GPtrArray *statements, gboolean one)
{
  double start;

  for (guint i = 0; i < statements->len; i++)
    (void) prepare (bare, g_ptr_array_index (statements, i));
  start = bench_wall ();
  must (PQexec (bare->pg, "BEGIN"), PGRES_COMMAND_OK);
  for (guint i = 0; i < statements->len; i++) {
    const Sent *statement = g_ptr_array_index (statements, i);

    if (!one || g_str_has_prefix (statement->sql, "INSERT INTO child ") ||
        g_str_has_prefix (statement->sql, "INSERT INTO \"child\" "))
      send_bare (bare, statement);
  }
  must (PQexec (bare->pg, "COMMIT"), PGRES_COMMAND_OK);

  return bench_wall () - start;
}

static Bare
bare_open (const char *database)
{
  g_autofree char *address = server_dup_address (database);
  Bare bare = { PQconnectdb (address),
                g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };

  must (PQexec (bare.pg, "SET search_path = miaopu; SET bytea_output = 'hex'"), PGRES_COMMAND_OK);

  return bare;
}

static void
bare_close (Bare *bare)
{
  PQfinish (bare->pg);
  g_hash_table_unref (bare->prepared);
}

/* --- acts ------------------------------------------------------------------------------------ */

static MiaoRecord *
make_child (guint number)
{
  static const char *const names[] = { "李明", "王小芳", "欧阳轩", "张秀英", "陈乐", "刘安民" };
  g_autofree char *text = g_strdup_printf ("FL-%07u", number);
  MiaoRecord *child = fixture_child (text, names[number % G_N_ELEMENTS (names)]);

  miao_record_set (child, "sex", number % 2 != 0 ? "1" : "2");
  miao_record_set_printf (child, "birth_date", "%04u-%02u-%02u", 2008 + number % 18,
                          number % 12 + 1, number % 28 + 1);
  miao_record_set (child, "special_marks", "左手背有一处约两厘米的胎记，右膝有旧疤。");

  return child;
}

static void
append_line (MiaoStore *store, const MiaoRecord *record, const char *action, GError **error)
{
  MiaoAuditRow row = { .at_ms = FIXTURE_NOW, .who = FIXTURE_BY, .action = action };

  if (!miao_store_audit_head (store, &row.seq, row.prev, error))
    return;
  row.seq++;
  row.kind = "child";
  row.record = miao_record_get_id (record);
  for (gsize i = 0; i < sizeof row.hash; i++)
    row.hash[i] = (guint8) g_random_int ();
  (void) miao_store_audit_append (store, &row, error);
}

static double
our_save (MiaoStore *store, guint number)
{
  g_autoptr (MiaoRecord) child = make_child (number);
  g_autoptr (GError) error = NULL;
  double start = bench_wall ();

  (void) (miao_store_begin (store, &error) &&
          miao_store_insert (store, child, FIXTURE_BY, FIXTURE_NOW, &error));
  if (error == NULL)
    append_line (store, child, "record.add", &error);
  if (error == NULL)
    (void) miao_store_commit (store, &error);
  if (error != NULL)
    g_error ("%s", error->message);

  return bench_wall () - start;
}

static void
bench_save (StoreFixture *fixture)
{
  MiaoStoreDriver listening = miao_store_server_driver;
  MiaoStoreConfig config = fixture_config (fixture);
  g_autofree char *same = server_make_database (fixture->database);
  g_autofree char *alone = server_make_database (fixture->database);
  double ours[SAVES], all[SAVES], one[SAVES];
  Bare bare, single;
  g_autoptr (MiaoStore) store = NULL;
  guint statements = 0;

  /* The bare library writes into two more databases in the same state, so that the same lines fit.
   */
  listening.run = listening_run;
  config.driver = &listening;
  store = miao_store_open (&config, NULL);
  g_assert_nonnull (store);
  bare = bare_open (same);
  single = bare_open (alone);
  for (guint i = 0; i < SAVES; i++) {
    sent = g_ptr_array_new_with_free_func (sent_free);
    ours[i] = our_save (store, i);
    /* In turn, so that all meet the same weather. */
    all[i] = bare_save (&bare, sent, FALSE);
    one[i] = bare_save (&single, sent, TRUE);
    statements += sent->len;
    g_clear_pointer (&sent, g_ptr_array_unref);
  }
  printf ("durable save of a child, index and audit: %.2f ms, p99 %.2f ms\n",
          bench_quantile (ours, SAVES, 0.5) * 1e3, bench_quantile (ours, SAVES, 0.99) * 1e3);
  printf ("  bare library, the same %.1f statements:  %.2f ms, ratio %.2f\n",
          (double) statements / SAVES, bench_quantile (all, SAVES, 0.5) * 1e3,
          bench_quantile (ours, SAVES, 0.5) / bench_quantile (all, SAVES, 0.5));
  printf ("  bare library, the row of the child:     %.2f ms, ratio %.2f\n",
          bench_quantile (one, SAVES, 0.5) * 1e3,
          bench_quantile (ours, SAVES, 0.5) / bench_quantile (one, SAVES, 0.5));
  bare_close (&bare);
  bare_close (&single);
  server_drop_database (same);
  server_drop_database (alone);
}

/* --- desks ----------------------------------------------------------------------------------- */

typedef struct {
  StoreFixture *fixture;
  guint number;
  gboolean hurried;
  double until;
  double *saves;
  double *pages;
  guint n_saves;
  guint n_pages;
  guint conflicts;
} Desk;

/* Somebody else may have saved the same child first: then it is told, and counts as none. */
static void
change (Desk *desk, MiaoStore *store, MiaoRecord *child)
{
  g_autoptr (GError) error = NULL;
  double start;

  miao_record_set_printf (child, "living_unit", "%u号楼%u", desk->number, desk->n_saves);
  start = bench_wall ();
  if (miao_store_begin (store, &error) &&
      miao_store_update (store, child, FIXTURE_BY, FIXTURE_NOW, &error)) {
    append_line (store, child, "record.edit", &error);
    if (error == NULL && miao_store_commit (store, &error))
      desk->saves[desk->n_saves++] = bench_wall () - start;
  }
  if (error == NULL)
    return;
  miao_store_rollback (store);
  if (!g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CONFLICT))
    g_error ("%s", error->message);
  desk->conflicts++;
}

static gpointer
work (gpointer data)
{
  Desk *desk = data;
  MiaoStoreConfig config = fixture_config (desk->fixture);
  GRand *random = g_rand_new_with_seed (desk->number + 1);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (MiaoStore) store = NULL;
  g_autoptr (MiaoPager) pager = NULL;
  g_autoptr (GPtrArray) page = NULL;

  config.timeout_ms = 20000;
  store = miao_store_open (&config, NULL);
  g_assert_nonnull (store);
  miao_query_order (query, "name", FALSE);
  pager = miao_pager_new (store, query, NULL);
  g_assert_nonnull (pager);
  for (guint i = 0; bench_wall () < desk->until && i < MOST; i++) {
    if (!desk->hurried)
      g_usleep ((gulong) g_rand_int_range (random, 0, 2 * PAUSE_MS) * 1000);
    if (page != NULL && i % SAVE_EVERY == 0) {
      change (desk, store, g_ptr_array_index (page, g_rand_int_range (random, 0, PAGE_ROWS)));
    } else {
      gint64 first =
          g_rand_int_range (random, 0, (gint32) miao_pager_get_total (pager) - PAGE_ROWS);
      double start = bench_wall ();

      g_clear_pointer (&page, g_ptr_array_unref);
      page = miao_pager_fetch (pager, first, PAGE_ROWS, NULL);
      g_assert_nonnull (page);
      g_assert_cmpuint (page->len, ==, PAGE_ROWS);
      desk->pages[desk->n_pages++] = bench_wall () - start;
    }
  }
  g_rand_free (random);

  return NULL;
}

static void
report (const char *what, GArray *values, double alone)
{
  double *times = (double *) values->data;

  printf ("  %-5s %6u: p50 %7.2f ms  p99 %7.2f ms", what, values->len,
          bench_quantile (times, values->len, 0.5) * 1e3,
          bench_quantile (times, values->len, 0.99) * 1e3);
  if (alone > 0)
    printf ("  p50 to that of one desk %.2f", bench_quantile (times, values->len, 0.5) / alone);
  printf ("\n");
}

static void
bench_desks (
    StoreFixture *fixture, guint n, gboolean hurried, double *alone_save, double *alone_page)
{
  g_autofree Desk *desks = g_new0 (Desk, n);
  g_autofree GThread **threads = g_new (GThread *, n);
  g_autoptr (GArray) saves = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (double));
  guint conflicts = 0;

  for (guint i = 0; i < n; i++) {
    desks[i] = (Desk){ .fixture = fixture,
                       .number = i,
                       .hurried = hurried,
                       .until = bench_wall () + AT_WORK_SECONDS,
                       .saves = g_new (double, MOST),
                       .pages = g_new (double, MOST) };
    threads[i] = g_thread_new ("desk", work, &desks[i]);
  }
  for (guint i = 0; i < n; i++) {
    g_thread_join (threads[i]);
    g_array_append_vals (saves, desks[i].saves, desks[i].n_saves);
    g_array_append_vals (pages, desks[i].pages, desks[i].n_pages);
    conflicts += desks[i].conflicts;
    g_free (desks[i].saves);
    g_free (desks[i].pages);
  }
  g_assert_cmpuint (saves->len, >, 0);
  printf ("%u desk%s, %s, %d s, %u told that somebody was first:\n", n, n > 1 ? "s" : "",
          hurried ? "without a pause" : "four acts a second each", AT_WORK_SECONDS, conflicts);
  report ("save", saves, *alone_save);
  report ("page", pages, *alone_page);
  if (n == 1) {
    *alone_save = bench_quantile ((double *) saves->data, saves->len, 0.5);
    *alone_page = bench_quantile ((double *) pages->data, pages->len, 0.5);
  }
}

static void
fill (StoreFixture *fixture)
{
  const char *given = g_getenv ("MIAO_BENCH_ROWS");
  guint rows = given != NULL ? (guint) atoi (given) : ROWS;
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_store_begin (fixture->store, &error));
  miao_store_begin_bulk (fixture->store);
  for (guint i = 0; i < rows; i++) {
    g_autoptr (MiaoRecord) child = make_child (1000000 + i);

    (void) miao_store_insert (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error);
    if (error != NULL)
      g_error ("%s", error->message);
  }
  g_assert_true (miao_store_commit (fixture->store, &error));
  printf ("%u children on a server\n", rows);
  g_clear_pointer (&fixture->store, miao_store_close); /* copies are made of it */
}

int
main (int argc, char *argv[])
{
  StoreFixture fixture = { 0 };
  double alone_save = 0, alone_page = 0;

  if (!server_is_there ()) {
    printf ("no server here\n");
    return 77;
  }
  fixture_set_up (&fixture, NULL);
  fill (&fixture);
  bench_save (&fixture);
  bench_desks (&fixture, 1, TRUE, &alone_save, &alone_page);
  bench_desks (&fixture, DESKS, FALSE, &alone_save, &alone_page);
  bench_desks (&fixture, DESKS, TRUE, &alone_save, &alone_page);
  fixture_tear_down (&fixture, NULL);

  return 0;
}
