#include "config.h"

#include "fault-house.h"
#include "fault-vfs.h"

#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/*
 * The file under power loss, I/O errors, a disk that fills up and memory that runs out, in the
 * middle of whole use cases. Brief among the displayless tests; "-m slow" tries all.
 */

/* --- Memory of the engine ------------------------------------------------------------------- */

static sqlite3_mem_methods memory;
static guint allocations;
static guint deny_at; /* 0: nothing is denied */
static gboolean deny_stays;

static gboolean
is_denied (void)
{
  allocations++;

  return deny_at > 0 && (allocations == deny_at || (deny_stays && allocations > deny_at));
}

static void *
allocate (int size)
{
  return is_denied () ? NULL : memory.xMalloc (size);
}

static void *
reallocate (void *block, int size)
{
  return is_denied () ? NULL : memory.xRealloc (block, size);
}

/* Before the engine is used for the first time. */
static void
watch_memory (void)
{
  static sqlite3_mem_methods watched;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &memory), ==, SQLITE_OK);
  watched = memory;
  watched.xMalloc = allocate;
  watched.xRealloc = reallocate;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &watched), ==, SQLITE_OK);
}

static void
deny (guint k, gboolean stays)
{
  allocations = 0;
  deny_at = k;
  deny_stays = stays;
}

/* --- Tests ---------------------------------------------------------------------------------- */

static void
lose_power (House *house, guint losses, GRand *random, FaultScore *score)
{
  g_autofree char *folder = g_strconcat (house->vault.folder, "-crash", NULL);

  for (guint i = 0; i < losses; i++) {
    guint n = (guint) g_rand_int_range (random, 1, 4);

    for (guint k = 0; k < n; k++)
      g_assert_true (house_work (house));
    house_copy (house, folder);
    fault_vfs_write_crash (folder, random);
    house_look (house, folder, score);
  }
  vault_remove_tree (folder);
}

static void
test_power (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  FaultScore score = { 0 };
  House house;

  house_make (&house);
  fault_vfs_install ();
  house_open (&house);
  fault_vfs_remove ();
  lose_power (&house, fault_rounds (8, 150), random, &score);
  house_close (&house);
  fault_vfs_forget ();
  house_look_at_own (&house, &score);
  house_free (&house);
  fault_score_tell (&score, "power losses, synced bytes and a part of the others left");
}

/* The proof that the test above can see a loss. */
static void
test_lying_disk (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  FaultScore score = { 0 };
  House house;

  house_make (&house);
  fault_vfs_install ();
  house_open (&house);
  fault_vfs_remove ();
  fault_vfs_lie (TRUE);
  lose_power (&house, fault_rounds (6, 40), random, &score);
  fault_vfs_lie (FALSE);
  house_close (&house);
  fault_vfs_forget ();
  house_free (&house);
  printf (
      "# disk that lies about synchronisation: %u looked at, %u told ones lost, %u half done, %u "
      "damaged, and the test sees it\n",
      score.tried, score.lost, score.half, score.damaged);
  g_assert_cmpuint (score.lost + score.half + score.damaged, >, 0);
}

typedef struct {
  const char *what;
  void (*arm) (guint k, gboolean stays);
  guint (*count) (void);
  gboolean stays;
  guint step_brief; /* in the brief form every so many-th point */
} Trouble;

static void
arm_error (guint k, gboolean stays)
{
  fault_vfs_fail (k, SQLITE_IOERR, stays);
}

static void
arm_full (guint k, gboolean stays)
{
  fault_vfs_fail (k, SQLITE_FULL, stays);
}

static guint
count_allocations (void)
{
  return allocations;
}

/* After trouble the same session goes on, or a new one does. */
static void
go_on (House *house, guint *reopened)
{
  if (house_work (house))
    return;
  house_close (house);
  house_open (house);
  (*reopened)++;
  g_assert_true (house_work (house));
}

/* Each use case meets the trouble at a later operation, until one goes through untouched. */
static void
test_trouble (gconstpointer data)
{
  const Trouble *trouble = data;
  guint step = fault_rounds (trouble->step_brief, 1);
  guint points = 0, refused = 0, reopened = 0;
  FaultScore score = { 0 };
  House house;

  house_make (&house);
  fault_vfs_install ();
  house_open (&house);
  g_assert_true (house_work (&house)); /* what is read once has been read */
  for (guint k = 1;; k += step) {
    gboolean done;

    trouble->arm (k, trouble->stays);
    done = house_work (&house);
    if (trouble->count () < k)
      break;
    trouble->arm (0, FALSE);
    points++;
    refused += !done;
    go_on (&house, &reopened);
  }
  trouble->arm (0, FALSE);
  house_close (&house);
  fault_vfs_remove ();
  fault_vfs_forget ();
  house_look_at_own (&house, &score);
  house_free (&house);
  printf ("# %s: at %u points, %u use cases refused politely, %u times a new log-in was needed\n",
          trouble->what, points, refused, reopened);
  g_assert_cmpuint (points, >, 0);
  g_assert_cmpuint (refused, >, 0);
  fault_score_tell (&score, trouble->what);
}

int
main (int argc, char *argv[])
{
  static const Trouble troubles[] = {
    { "one I/O error", arm_error, fault_vfs_count, FALSE, 5 },
    { "I/O errors that stay", arm_error, fault_vfs_count, TRUE, 7 },
    { "disk full once", arm_full, fault_vfs_count, FALSE, 5 },
    { "disk that stays full", arm_full, fault_vfs_count, TRUE, 5 },
    { "one allocation denied", deny, count_allocations, FALSE, 7 },
    { "no memory any more", deny, count_allocations, TRUE, 11 },
  };

  watch_memory ();
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/power", test_power);
  g_test_add_func ("/fault/lying-disk", test_lying_disk);
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++) {
    g_autofree char *name = g_strdelimit (g_strdup (troubles[i].what), " /", '-');
    g_autofree char *path = g_strconcat ("/fault/", name, NULL);

    g_test_add_data_func (path, &troubles[i], test_trouble);
  }

  return g_test_run ();
}
