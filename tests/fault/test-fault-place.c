/* unshare(): the C library shows it to those who ask for its own functions. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "config.h"

#include "fault-house.h"

#include "miao-audit.h"
#include "miao-check.h"
#include "miao-query-private.h"

#include <errno.h>
#include <locale.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/*
 * What befalls the place and its surroundings: damaged bytes, a folder that may not be written, a
 * disk that is really full, two programs on one file, a clock that goes back, a program killed with
 * its log open. Brief among the displayless tests; "-m slow" tries all.
 */

#define NOBODY 65534
#define SALT_BYTES 16

/* --- The clock ------------------------------------------------------------------------------ */

static gint64 clock_back_s;

/* These stand before the C library's: GLib asks one of them for the time of day. */

int
clock_gettime (clockid_t clock, struct timespec *time)
{
  int result = (int) syscall (SYS_clock_gettime, clock, time);

  if (clock == CLOCK_REALTIME)
    time->tv_sec -= clock_back_s;

  return result;
}

int
gettimeofday (struct timeval *time, void *zone)
{
  struct timespec now;
  int result = clock_gettime (CLOCK_REALTIME, &now);

  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;

  return result;
}

/* --- A process of its own ------------------------------------------------------------------- */

/* Runs @work in a process of its own. Returns its exit status; 255: it was ended by a signal. */
static int
apart (int (*work) (House *house, gpointer data), House *house, gpointer data)
{
  int status;
  pid_t pid;

  fflush (stdout);
  pid = fork ();
  if (pid == 0)
    _exit (work (house, data));
  g_assert_cmpint (pid, >, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);

  return WIFEXITED (status) ? WEXITSTATUS (status) : 255;
}

/* --- Damaged bytes -------------------------------------------------------------------------- */

/* Flips one bit of the file @name in @folder at @offset. */
static void
flip (const char *folder, const char *name, gsize offset)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (offset, <, size);
  bytes[offset] ^= 0x10;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

/* Returns: whether the damage was noticed: refused at the opening, or found by the check. */
static gboolean
is_noticed (const House *house, const char *folder)
{
  g_autofree char *name = g_path_get_basename (house->vault.path);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) session = miao_session_open (path, ADMIN, PASSWORD, &error);
  g_auto (MiaoCheckReport) report = { 0 };

  if (session == NULL || !miao_check_file (session, NULL, NULL, &report, &error)) {
    g_assert_true (error->domain == MIAO_ERROR && *error->message != '\0');
    return TRUE;
  }

  return report.problems->len > 0;
}

static gsize
size_of (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return (gsize) status.st_size;
}

static void
test_damage (void)
{
  guint rounds = fault_rounds (12, 300);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  FaultScore harmless = { 0 };
  guint noticed = 0;
  gsize size;
  House house;

  house_make (&house);
  house_open (&house);
  for (guint i = 0; i < 20; i++)
    g_assert_true (house_work (&house));
  house_close (&house);
  folder = g_strconcat (house.vault.folder, "-damaged", NULL);
  name = g_path_get_basename (house.vault.path);
  size = size_of (house.vault.path);
  for (guint i = 0; i < rounds; i++) {
    /* First of all the salt, the header and the last byte. */
    gsize offset = i == 0   ? 0
                   : i == 1 ? 15
                   : i == 2 ? 16
                   : i == 3 ? size - 1
                            : (gsize) g_rand_int_range (random, 0, (gint32) size);

    house_copy (&house, folder);
    flip (folder, name, offset);
    /* The salt is in the key file too, so all can still be read. */
    if (offset < SALT_BYTES)
      house_look (&house, folder, &harmless);
    else
      noticed += is_noticed (&house, folder);
  }
  vault_remove_tree (folder);
  house_free (&house);
  printf ("# one bit of the file turned: %u times, %u times noticed, %u times without harm\n",
          rounds, noticed, harmless.tried);
  g_assert_cmpuint (noticed + harmless.tried, ==, rounds);
  fault_score_tell (&harmless, "salt of the file damaged");
}

static int
work_and_die (House *house, gpointer data)
{
  int *told = data;

  house_open (house);
  for (guint i = 0; i < 6; i++)
    house_work (house);
  g_assert_true (write (told[1], &house->told, sizeof house->told) == sizeof house->told);
  kill (getpid (), SIGKILL);

  return 0;
}

/* Ends with the log open, as after kill -9; told is what the dead program had said. */
static void
leave_log (House *house)
{
  int told[2];

  g_assert_cmpint (pipe (told), ==, 0);
  g_assert_cmpint (apart (work_and_die, house, told), ==, 255);
  g_assert_true (read (told[0], &house->told, sizeof house->told) == sizeof house->told);
  house->tried = house->told;
  close (told[0]);
  close (told[1]);
}

static void
test_killed (void)
{
  FaultScore score = { 0 };

  for (guint i = fault_rounds (2, 20); i > 0; i--) {
    House house;

    house_make (&house);
    leave_log (&house);
    g_assert_cmpuint (house.told, ==, 6);
    house_look_at_own (&house, &score);
    house_free (&house);
  }
  fault_score_tell (&score, "killed with the log open");
}

/* The engine takes a damaged log for one that ends there. What it held is lost with it, but what
 * stays is whole, and no half use case is taken for a done one. */
static void
test_damaged_log (void)
{
  guint rounds = fault_rounds (6, 100);
  g_autoptr (GRand) random = g_rand_new_with_seed (13);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  FaultScore score = { 0 };
  gsize size;
  House house;

  house_make (&house);
  leave_log (&house);
  folder = g_strconcat (house.vault.folder, "-damaged", NULL);
  path = g_strconcat (house.vault.path, "-wal", NULL);
  name = g_path_get_basename (path);
  size = size_of (path);
  for (guint i = 0; i < rounds; i++) {
    gsize at = (gsize) g_rand_int_range (random, 0, (gint32) size);
    g_autofree char *copy = g_build_filename (folder, name, NULL);

    house_copy (&house, folder);
    if (i % 2 == 0)
      flip (folder, name, at);
    else
      g_assert_cmpint (truncate (copy, (off_t) at), ==, 0);
    house_look (&house, folder, &score);
  }
  vault_remove_tree (folder);
  house_free (&house);
  printf ("# log cut or one bit of it turned: %u times; %u told ones went with the damage, %u half "
          "done, %u do not open or pass the check\n",
          rounds, score.lost, score.half, score.damaged);
  g_assert_cmpuint (score.half, ==, 0);
}

/* --- An older copy in the place of the file ------------------------------------------------- */

static void
test_old_copy (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *old = NULL;
  g_autofree char *bytes = NULL;
  gsize size;
  House house;

  house_make (&house);
  house_open (&house);
  g_assert_true (house_work (&house));
  house_close (&house);
  g_assert_true (g_file_get_contents (house.vault.path, &bytes, &size, NULL));
  house_open (&house);
  g_assert_true (house_work (&house));
  house_close (&house);
  g_assert_true (g_file_set_contents (house.vault.path, bytes, (gssize) size, NULL));
  folder = g_strdup (house.vault.folder);
  g_assert_true (is_noticed (&house, folder));
  house_free (&house);
  printf ("# an older copy of the file beside the newer key file: noticed\n");
}

/* --- Places ---------------------------------------------------------------------------------- */

static void
give_to_nobody (const House *house, mode_t folder_mode, mode_t file_mode)
{
  g_autoptr (GDir) dir = g_dir_open (house->vault.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (house->vault.folder, name, NULL);

    g_assert_true (geteuid () != 0 || chown (path, NOBODY, NOBODY) == 0);
    if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
      g_assert_cmpint (chmod (path, file_mode), ==, 0);
  }
  g_assert_true (geteuid () != 0 || chown (house->vault.folder, NOBODY, NOBODY) == 0);
  g_assert_cmpint (chmod (house->vault.folder, folder_mode), ==, 0);
}

/* 1: refused politely, 2: opened for reading and refused to save, 3: saved. */
static int
work_as_nobody (House *house, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* The superuser may write anywhere. */
  if (geteuid () == 0 && (setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
    return 9;
  house->session = miao_session_open (house->vault.path, "caseworker", PASSWORD, &error);
  if (house->session == NULL)
    return error->domain == MIAO_ERROR && *error->message != '\0' ? 1 : 8;

  return house_work (house) ? 3 : 2;
}

static void
test_read_only (void)
{
  static const mode_t modes[][2] = { { 0500, 0400 }, { 0500, 0600 }, { 0700, 0400 } };
  FaultScore score = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    House house;
    int status;

    house_make (&house);
    house_open (&house);
    g_assert_true (house_work (&house));
    house_close (&house);
    give_to_nobody (&house, modes[i][0], modes[i][1]);
    status = apart (work_as_nobody, &house, NULL);
    printf ("# folder %04o, files %04o, not the superuser: %s\n", (guint) modes[i][0],
            (guint) modes[i][1],
            status == 1   ? "refused politely"
            : status == 2 ? "opened, and saving refused politely"
            : status == 3 ? "saved"
                          : "crashed");
    g_assert_cmpint (status, >=, 1);
    g_assert_cmpint (status, <=, 3);
    house.told += status == 3;
    house.tried += status == 3;
    give_to_nobody (&house, 0700, 0600);
    house_look_at_own (&house, &score);
    house_free (&house);
  }
  fault_score_tell (&score, "places that may only be read");
}

/* On a disk of 3 MiB of its own, in a view of the file system that only this process has. Returns
 * 0; 77: mounting is not permitted here; else what went wrong. */
static int
fill_disk (House *house, gpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *ballast = NULL;
  FaultScore score = { 0 };
  House there = *house;
  guint before, refused = 0;
  int flags = geteuid () == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;

  path = g_strconcat (house->vault.folder, "-small", NULL);
  if (g_mkdir (path, 0700) != 0 || unshare (flags) != 0 ||
      mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("miaopu", path, "tmpfs", 0, "size=3m") != 0)
    return 77;
  there.vault.folder = g_build_filename (path, "house", NULL);
  there.vault.path = g_build_filename (there.vault.folder, "园.miaopu", NULL);
  house_copy (house, there.vault.folder);
  ballast = g_build_filename (path, "ballast", NULL);
  {
    g_autofree char *zeros = g_malloc0 (400 * 1024);

    if (!g_file_set_contents (ballast, zeros, 400 * 1024, NULL))
      return 2;
  }
  house_open (&there);
  for (guint i = 0; i < 400 && refused < 3; i++)
    refused += !house_work (&there);
  if (refused == 0)
    return 3;
  before = there.told;
  g_unlink (ballast);
  if (!house_work (&there))
    return 4;
  house_close (&there);
  house_look_at_own (&there, &score);
  printf ("# disk of 3 MiB: full after %u use cases, %u refused politely, the same log-in went on "
          "after room was made; %u lost, %u half done, %u damaged\n",
          before, refused, score.lost, score.half, score.damaged);
  fflush (stdout);

  return score.lost + score.half + score.damaged == 0 ? 0 : 5;
}

static void
test_full_disk (void)
{
  g_autofree char *path = NULL;
  House house;
  int status;

  house_make (&house);
  path = g_strconcat (house.vault.folder, "-small", NULL);
  status = apart (fill_disk, &house, NULL);
  g_rmdir (path);
  house_free (&house);
  if (status == 77)
    g_test_skip ("mounting a small disk is not permitted here; full disks are only played");
  else
    g_assert_cmpint (status, ==, 0);
}

/* --- Two programs ---------------------------------------------------------------------------- */

static int
work_on (House *house, gpointer data)
{
  int *told = data;
  guint n = fault_rounds (15, 150);

  house_open (house);
  for (guint i = 0; i < n; i++)
    house_work (house);
  house_close (house);

  return write (told[1], &house->told, sizeof house->told) == sizeof house->told ? 0 : 2;
}

static void
test_two_programs (void)
{
  FaultScore score = { 0 };
  House house;
  int told[2];
  pid_t others[2];

  house_make (&house);
  g_assert_cmpint (pipe (told), ==, 0);
  fflush (stdout);
  for (guint i = 0; i < 2; i++) {
    others[i] = fork ();
    if (others[i] == 0)
      _exit (work_on (&house, told));
  }
  for (guint i = 0; i < 2; i++) {
    guint n;
    int status;

    g_assert_cmpint (waitpid (others[i], &status, 0), ==, others[i]);
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    g_assert_true (read (told[0], &n, sizeof n) == sizeof n);
    house.told += n;
  }
  house.tried = house.told;
  house_look_at_own (&house, &score);
  printf ("# two programs at once: %u told as done\n", house.told);
  house_free (&house);
  close (told[0]);
  close (told[1]);
  fault_score_tell (&score, "two programs on one file");
}

/* --- The clock ------------------------------------------------------------------------------- */

static gboolean
note_order (const MiaoAuditRow *row, gpointer data, GError **error)
{
  gint64 *last = data;

  g_assert_cmpint (row->seq, ==, last[0] + 1);
  last[1] += row->at_ms < last[2];
  last[0] = row->seq;
  last[2] = row->at_ms;

  return TRUE;
}

/* The order of the chain is that of its numbers; ids go on rising. */
static void
test_clock (void)
{
  FaultScore score = { 0 };
  gint64 last[3] = { 0 };
  g_autofree char *before = miao_id_new ();
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  House house;

  house_make (&house);
  house_open (&house);
  g_assert_true (house_work (&house));
  clock_back_s = 3 * 24 * 3600;
  g_assert_true (house_work (&house));
  after = miao_id_new ();
  g_assert_cmpstr (before, <, after);
  house_close (&house);
  house_open (&house);
  g_assert_true (house_work (&house));
  g_assert_true (miao_store_audit_each (miao_session_get_store (house.session), 1, NULL, NULL,
                                        FALSE, 0, note_order, last, &error));
  g_assert_no_error (error);
  house_close (&house);
  clock_back_s = 0;
  house_look_at_own (&house, &score);
  house_free (&house);
  printf ("# clock three days back: %d step back in the times of the chain, none in its order\n",
          (int) last[1]);
  g_assert_cmpint (last[1], ==, 1);
  fault_score_tell (&score, "clock that goes back");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/damage", test_damage);
  g_test_add_func ("/fault/killed", test_killed);
  g_test_add_func ("/fault/damaged-log", test_damaged_log);
  g_test_add_func ("/fault/old-copy", test_old_copy);
  g_test_add_func ("/fault/read-only", test_read_only);
  g_test_add_func ("/fault/full-disk", test_full_disk);
  g_test_add_func ("/fault/two-programs", test_two_programs);
  g_test_add_func ("/fault/clock", test_clock);

  return g_test_run ();
}
