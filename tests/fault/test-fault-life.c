#include "config.h"

#include "fault-house.h"

#include "miao-check.h"
#include "miao-practice.h"
#include "miao-query.h"
#include "miao-use-case.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * Programs that are killed (kill -9) or run out of memory at any moment of whole use cases: the
 * state is the one before or the one after, and nothing that was told as done is lost. Brief among
 * the displayless tests; "-m slow" goes on for long.
 */

#define LEDGER_LINES 400
#define TODAY "2026-11-22"

/* --- A process that is ended from outside --------------------------------------------------- */

typedef struct {
  pid_t pid;
  int told; /* the end of a pipe where it tells what it has done */
} Program;

typedef void (*Work) (House *house, int told);

static Program
start (Work work, House *house)
{
  Program program;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  fflush (stdout);
  program.pid = fork ();
  g_assert_cmpint (program.pid, >=, 0);
  if (program.pid == 0) {
    close (ends[0]);
    work (house, ends[1]);
    _exit (0);
  }
  close (ends[1]);
  program.told = ends[0];

  return program;
}

/* Kills it if @kill_it. Returns how often it told something; TRUE in @ret_ended if it had come to
 * its end by itself. */
static guint
end (Program *program, gboolean kill_it, gboolean *ret_ended)
{
  guint n = 0;
  char byte;
  int status;

  if (kill_it)
    kill (program->pid, SIGKILL);
  while (read (program->told, &byte, 1) == 1)
    n++;
  g_assert_cmpint (waitpid (program->pid, &status, 0), ==, program->pid);
  close (program->told);
  *ret_ended = WIFEXITED (status);

  return n;
}

static void
tell (int told)
{
  g_assert_true (write (told, "!", 1) == 1);
}

/* --- One use case after the other ----------------------------------------------------------- */

static void
admit_on_and_on (House *house, int told)
{
  house_open (house);
  while (house_work (house))
    tell (told);
}

static void
test_kill (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  guint rounds = fault_rounds (5, 150);
  FaultScore score = { 0 };
  House house;

  house_make (&house);
  for (guint i = 0; i < rounds; i++) {
    Program program = start (admit_on_and_on, &house);
    gboolean ended;
    guint first = 0;
    guint n;
    char byte;

    /* Every other time not before the first use case is done, however slow the machine is. */
    if (i % 2 == 0)
      first = read (program.told, &byte, 1) == 1;
    g_usleep ((gulong) g_rand_int_range (random, 1, i % 2 == 0 ? 80 : 250) * 1000);
    n = first + end (&program, TRUE, &ended);
    g_assert_false (ended);
    house.told += n;
    house.tried += n + 1; /* the last one may be done and not told */
    house_look_at_own (&house, &score);
  }
  printf ("# killed %u times, %u use cases told as done\n", rounds, house.told);
  g_assert_cmpuint (house.told, >, 0);
  house_free (&house);
  fault_score_tell (&score, "killed between and inside use cases");
}

/* --- An import: all or nothing -------------------------------------------------------------- */

static char *
write_ledger (const House *house)
{
  char *path = g_build_filename (house->vault.folder, "台账.csv", NULL);
  g_autoptr (GString) text = g_string_new ("编号,姓名,性别,出生日期,入院日期\n");

  for (guint i = 0; i < LEDGER_LINES; i++)
    g_string_append_printf (text, "L%05u,演%u,%s,2018-%02u-%02u,2020-06-01\n", i, i,
                            i % 2 != 0 ? "男" : "女", 1 + i % 12, 1 + i % 28);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));

  return path;
}

static void
import (House *house, int told)
{
  g_autofree char *path = g_build_filename (house->vault.folder, "台账.csv", NULL);
  g_autoptr (JsonObject) input = json_object_new ();

  house->session = vault_open (&house->vault, ADMIN, PASSWORD);
  json_object_set_string_member (input, "path", path);
  if (miao_use_case_run (house->session, "import-children", input, NULL, NULL))
    tell (told);
  house_close (house);
}

static gint64
count_children (House *house)
{
  g_autoptr (MiaoSession) session = vault_open (&house->vault, ADMIN, PASSWORD);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  gint64 n = miao_store_count (miao_session_get_store (session), query, NULL);

  miao_session_close (session);

  return n;
}

static void
test_kill_import (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  guint rounds = fault_rounds (4, 60);
  guint none = 0, all = 0, told = 0;
  double whole = 0.4; /* seconds that an import takes here, more or less */

  for (guint i = 0; i < rounds; i++) {
    FaultScore score = { 0 };
    House house;
    Program program;
    gboolean ended;
    gint64 n;
    guint done;

    house_make (&house);
    g_free (write_ledger (&house));
    program = start (import, &house);
    g_usleep ((gulong) (whole * g_rand_double_range (random, 0.2, 1.6) * G_USEC_PER_SEC));
    done = end (&program, TRUE, &ended);
    whole *= done > 0 ? 0.85 : 1.15; /* aim around the commit */
    n = count_children (&house);
    g_assert_true (n == 0 || n == LEDGER_LINES);
    g_assert_true (done == 0 || n == LEDGER_LINES);
    told += done;
    none += n == 0;
    all += n > 0;
    house.tried = LEDGER_LINES;
    house_look_at_own (&house, &score);
    g_assert_cmpuint (score.damaged + score.half, ==, 0);
    house_free (&house);
  }
  printf (
      "# import killed %u times: %u times none, %u times all of %d lines (%u told), 0 between\n",
      rounds, none, all, LEDGER_LINES, told);
}

/* --- Every use case that the life of an institution takes ----------------------------------- */

static void
said_cb (const char *what, double fraction, gpointer data)
{
  tell (GPOINTER_TO_INT (data));
}

static void
live (House *house, int told)
{
  g_autofree char *folder = g_build_filename (house->vault.folder, "practice", NULL);

  if (miao_practice_create (folder, 12, 7, miao_date_parse (TODAY), said_cb, GINT_TO_POINTER (told),
                            NULL, NULL))
    tell (told);
}

typedef struct {
  GHashTable *actions; /* all use cases that were met in a chain */
  gboolean row;        /* the last line is that of a row: its use case was not finished */
} Life;

static gboolean
note_line (const MiaoAuditRow *row, gpointer data, GError **error)
{
  Life *life = data;

  g_hash_table_add (life->actions, g_strdup (row->action));
  life->row = row->detail != NULL && strstr (row->detail, "\"version\":") != NULL;

  return TRUE;
}

/* Returns: whether there is an institution. */
static gboolean
look_at_life (const House *house, Life *life, FaultScore *score)
{
  g_autofree char *path =
      g_build_filename (house->vault.folder, "practice", "practice.miaopu", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) session =
      miao_session_open (path, "admin", MIAO_PRACTICE_PASSWORD, &error);
  g_auto (MiaoCheckReport) report = { 0 };

  if (session == NULL) {
    g_assert_true (error->domain == MIAO_ERROR && *error->message != '\0');
    return FALSE;
  }
  score->tried++;
  g_assert_true (miao_store_audit_each (miao_session_get_store (session), 1, NULL, NULL, FALSE, 0,
                                        note_line, life, &error));
  g_assert_no_error (error);
  /* The log-in of this look is the last line; before it stands what the dead program did. */
  if (!miao_check_file (session, NULL, NULL, &report, &error) || report.problems->len > 0)
    score->damaged++;
  for (guint i = 0; report.problems != NULL && i < report.problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (report.problems, i));
  miao_session_close (session);

  return TRUE;
}

static void
tell_use_cases (const Life *life)
{
  g_autoptr (GString) others = g_string_new (NULL);
  const MiaoUseCase *const *all = miao_use_cases ();
  guint n = 0, met = 0;

  for (; all[n] != NULL; n++) {
    if (g_hash_table_contains (life->actions, all[n]->name))
      met++;
    else
      g_string_append_printf (others, " %s", all[n]->name);
  }
  printf ("# %u of %u use cases were met in the chains; not:%s\n", met, n, others->str);
}

static double
time_life (House *house)
{
  gint64 begun = g_get_monotonic_time ();
  Program program = start (live, house);
  gboolean ended;

  end (&program, FALSE, &ended);
  g_assert_true (ended);

  return (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
}

static void
test_kill_life (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GHashTable) actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint rounds = fault_rounds (2, 80);
  guint none = 0;
  FaultScore score = { 0 };
  Life life = { actions, FALSE };
  g_autofree char *folder = NULL;
  double whole;
  House house;

  house_make (&house);
  folder = g_build_filename (house.vault.folder, "practice", NULL);
  whole = time_life (&house);
  g_assert_true (look_at_life (&house, &life, &score));
  for (guint i = 0; i < rounds; i++) {
    Program program;
    gboolean ended;
    guint said;

    vault_remove_tree (folder);
    program = start (live, &house);
    g_usleep ((gulong) (whole * g_rand_double_range (random, 0.05, 1.0) * G_USEC_PER_SEC));
    said = end (&program, TRUE, &ended);
    if (look_at_life (&house, &life, &score))
      continue;
    none++;
    /* The first word is said before the institution is made, the second after. */
    g_assert_cmpuint (said, <, 2);
  }
  house_free (&house);
  printf ("# an institution's life of %.1f s killed %u times, %u times before there was a file\n",
          whole, rounds, none);
  tell_use_cases (&life);
  fault_score_tell (&score, "killed in every use case of a life");
}

/* --- Memory of our own code ------------------------------------------------------------------ */

#ifndef __SANITIZE_ADDRESS__
#define ALLOCATIONS 4000 /* those of two or three use cases */

static guint allocations;
static guint deny_at; /* 0: nothing is denied */

/* These stand before the C library's for the whole program; it knows its own by these names too. */
void *__libc_malloc (gsize size);
void *__libc_calloc (gsize n, gsize size);
void *__libc_realloc (void *block, gsize size);
void *malloc (gsize size);
void *calloc (gsize n, gsize size);
void *realloc (void *block, gsize size);

static gboolean
is_denied (void)
{
  return deny_at > 0 && ++allocations == deny_at;
}

void *
malloc (gsize size)
{
  return is_denied () ? NULL : __libc_malloc (size);
}

void *
calloc (gsize n, gsize size)
{
  return is_denied () ? NULL : __libc_calloc (n, size);
}

void *
realloc (void *block, gsize size)
{
  return is_denied () ? NULL : __libc_realloc (block, size);
}

static guint next_denied;

/* GLib ends the program when there is no memory, which must be as harmless as a kill; some
 * libraries tell of it, and then the use case is refused. */
static void
admit_without_memory (House *house, int told)
{
  int silent = open ("/dev/null", O_WRONLY);

  /* The last words of a dying program are no part of this test's report. */
  dup2 (silent, STDOUT_FILENO);
  dup2 (silent, STDERR_FILENO);
  setrlimit (RLIMIT_CORE, &(struct rlimit){ 0, 0 });
  house_open (house);
  alarm (60); /* one that stands still counts as ended */
  deny_at = next_denied;
  for (guint i = 0; i < 20 && (house_work (house) || allocations < deny_at); i++)
    tell (told);
}

static void
test_memory (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (17);
  guint rounds = fault_rounds (6, 60);
  guint ended_early = 0;
  FaultScore score = { 0 };
  House house;

  house_make (&house);
  for (guint i = 0; i < rounds; i++) {
    Program program;
    gboolean ended;
    guint n;

    next_denied = (guint) g_rand_int_range (random, 1, ALLOCATIONS);
    program = start (admit_without_memory, &house);
    n = end (&program, FALSE, &ended);
    ended_early += !ended;
    house.told += n;
    house.tried += n + 1;
    house_look_at_own (&house, &score);
  }
  house_free (&house);
  printf ("# one allocation of the whole program denied, %u times: %u times the program ended\n",
          rounds, ended_early);
  g_assert_cmpuint (ended_early, >, 0);
  fault_score_tell (&score, "no memory for our own code");
}
#endif

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/kill", test_kill);
  g_test_add_func ("/fault/kill-import", test_kill_import);
  g_test_add_func ("/fault/kill-life", test_kill_life);
#ifndef __SANITIZE_ADDRESS__
  g_test_add_func ("/fault/memory", test_memory);
#endif

  return g_test_run ();
}
