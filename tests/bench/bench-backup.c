/*
 * Ratios to the bare engine, in one run: a backup against sqlite3_backup() of the same file with
 * the same care (written, synced, read again and checked), and opening against a bare open with the
 * same key. MIAO_BENCH_ROWS: children, 100,000 unless told.
 * MIAO_BENCH_CPU=1 counts the time of the processor instead of the clock's, for a machine that is
 * busy with other things.
 */
#include "config.h"

#include "miao-backup.h"
#include "miao-session-private.h"
#include "vault-fixture.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 5
#define OPENS 7

typedef struct {
  Vault vault;
  char key[2 + 96 + 2];
  char *target;
} Bench;

static double
now (void)
{
  struct timespec spent;

  clock_gettime (g_getenv ("MIAO_BENCH_CPU") != NULL ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC,
                 &spent);

  return (double) spent.tv_sec + (double) spent.tv_nsec / 1e9;
}

static int
compare (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare);

  return values[n / 2];
}

static void
report (const char *what, double *ours, double *bare, guint n)
{
  const double mine = median (ours, n), theirs = median (bare, n);

  printf ("%-46s %9.2f ms  bare %9.2f ms  ratio %.2f\n", what, mine * 1e3, theirs * 1e3,
          mine / theirs);
}

static void
fill (Bench *bench, guint rows)
{
  g_autoptr (MiaoSession) session = vault_open (&bench->vault, "director", PASSWORD);
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (GError) error = NULL;

  miao_store_begin (store, &error);
  for (guint i = 0; i < rows; i++) {
    g_autoptr (MiaoRecord) child = miao_record_new (miao_kind_find ("child"));

    miao_record_set_printf (child, "child_no", "ET-%06u", i);
    miao_record_set_printf (child, "name", "演儿%u", i);
    miao_record_set (child, "status", "IN_CARE");
    miao_store_insert (store, child, miao_session_get_account (session),
                       miao_session_now_ms (session), &error);
    miao_audit_record (session, "admit-child", NULL, child, NULL, &error);
  }
  miao_store_commit (store, &error);
  g_assert_no_error (error);
}

static sqlite3 *
open_bare (Bench *bench, const char *path, int flags)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *first = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, flags, NULL), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA cipher_log_level = NONE", NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_key (db, bench->key, (int) strlen (bench->key)), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count (*) FROM sqlite_schema", -1, &first, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (first), ==, SQLITE_ROW);
  sqlite3_finalize (first);

  return db;
}

static void
pragma (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW) {
  }
  sqlite3_finalize (statement);
}

/* sqlite3_backup() in one step, synced; @checked: opened again and checked by the engine. */
static double
bare_backup (Bench *bench, gboolean checked)
{
  g_autofree char *path = g_build_filename (bench->vault.folder, "bare.db", NULL);
  const double start = now ();
  sqlite3 *from = open_bare (bench, bench->vault.path, SQLITE_OPEN_READWRITE);
  sqlite3 *to = open_bare (bench, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3_backup *copy = sqlite3_backup_init (to, "main", from, "main");
  double spent;
  int fd;

  g_assert_cmpint (sqlite3_backup_step (copy, -1), ==, SQLITE_DONE);
  sqlite3_backup_finish (copy);
  sqlite3_close (to);
  sqlite3_close (from);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  fsync (fd);
  close (fd);
  if (checked) {
    to = open_bare (bench, path, SQLITE_OPEN_READONLY);
    pragma (to, "PRAGMA cipher_integrity_check");
    pragma (to, "PRAGMA quick_check");
    pragma (to, "PRAGMA foreign_key_check");
    sqlite3_close (to);
  }
  spent = now () - start;
  g_unlink (path);

  return spent;
}

static double
store_backup (MiaoSession *session, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "ours.db", NULL);
  g_autoptr (GError) error = NULL;
  const double start = now ();
  double spent;

  g_assert_true (
      miao_store_backup (miao_session_get_store (session), path, NULL, NULL, NULL, &error));
  spent = now () - start;
  g_unlink (path);

  return spent;
}

static double
whole_backup (MiaoSession *session, const char *folder)
{
  g_autoptr (MiaoBackup) backup = NULL;
  g_autoptr (GError) error = NULL;
  const double start = now ();
  double spent;

  g_assert_true (miao_backup_run (session, folder, FALSE, NULL, NULL, NULL, &backup, &error));
  g_assert_no_error (error);
  spent = now () - start;
  vault_remove_tree (backup->path);

  return spent;
}

static void
bench_backup (Bench *bench)
{
  g_autoptr (MiaoSession) session = vault_open (&bench->vault, "director", PASSWORD);
  double ours[ROUNDS], whole[ROUNDS], copied[ROUNDS], checked[ROUNDS], again[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++) {
    copied[i] = bare_backup (bench, FALSE);
    checked[i] = again[i] = bare_backup (bench, TRUE);
    ours[i] = store_backup (session, bench->vault.folder);
    whole[i] = whole_backup (session, bench->target);
  }
  report ("database copied, synced, checked", ours, checked, ROUNDS);
  report ("whole backup: chain, counts, digests too", whole, again, ROUNDS);
  printf ("%-46s %9.2f ms\n", "sqlite3_backup and sync alone, unchecked",
          median (copied, ROUNDS) * 1e3);
}

static void
bench_open (Bench *bench)
{
  double ours[OPENS], bare[OPENS], with[OPENS], without[OPENS];

  for (guint i = 0; i < OPENS; i++) {
    g_autoptr (MiaoSlots) slots = NULL;
    g_autoptr (MiaoKeys) keys = NULL;
    g_autoptr (MiaoStore) store = NULL;
    g_autoptr (GError) error = NULL;
    double start;

    start = now ();
    sqlite3_close (open_bare (bench, bench->vault.path, SQLITE_OPEN_READWRITE));
    bare[i] = now () - start;
    start = now ();
    slots = miao_slots_load (bench->vault.keys_path, &error);
    keys = miao_slots_unlock (slots, "director", PASSWORD, &error);
    without[i] = now () - start + bare[i];
    start = now ();
    store = miao_session_open_store (bench->vault.path, slots, keys, FALSE, &error);
    g_assert_no_error (error);
    g_clear_pointer (&store, miao_store_close);
    ours[i] = now () - start;
    start = now ();
    miao_session_unref (vault_open (&bench->vault, "director", PASSWORD));
    with[i] = now () - start;
  }
  report ("store opened and closed", ours, bare, OPENS);
  report ("log-in and out: password, anchor, newest lines", with, without, OPENS);
}

/* With the ordinary cost of a password, as an institution has it. */
static void
make (Bench *bench)
{
  MiaoVaultSetup setup = { .login = ADMIN, .name = "周敏", .password = PASSWORD };
  g_autoptr (GError) error = NULL;

  bench->vault.folder = g_dir_make_tmp ("miao-bench-XXXXXX", &error);
  bench->vault.path = g_build_filename (bench->vault.folder, "园.miaopu", NULL);
  bench->vault.keys_path = miao_slots_dup_path (bench->vault.path);
  bench->target = g_build_filename (bench->vault.folder, "backups", NULL);
  g_mkdir (bench->target, 0700);
  setup.path = bench->vault.path;
  g_assert_true (miao_vault_create (&setup, &bench->vault.recovery, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  const char *rows = g_getenv ("MIAO_BENCH_ROWS");
  const guint n = rows != NULL ? (guint) g_ascii_strtoull (rows, NULL, 10) : 100000;
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  g_autoptr (MiaoKeys) keys = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autofree char *hex = NULL;
  Bench bench = { 0 };

  make (&bench);
  {
    g_autoptr (MiaoSession) admin = vault_open (&bench.vault, ADMIN, PASSWORD);

    vault_add (admin, "director", MIAO_ROLE_DIRECTOR);
  }
  slots = miao_slots_load (bench.vault.keys_path, NULL);
  keys = miao_slots_unlock (slots, ADMIN, PASSWORD, NULL);
  secret = miao_keys_dup_database_key (keys, slots);
  hex = miao_secret_to_hex (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret));
  g_snprintf (bench.key, sizeof bench.key, "x'%s'", hex);
  fill (&bench, n);
  printf ("%u children\n", n);
  bench_open (&bench);
  bench_backup (&bench);
  vault_tear_down (&bench.vault, NULL);
  g_free (bench.target);

  return 0;
}
