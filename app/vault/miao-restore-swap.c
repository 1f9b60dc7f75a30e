#include "config.h"

#include "miao-restore-private.h"

#include "miao-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/*
 * The moves of a restore. FILE.restore-part is being filled; FILE.restore is complete and durable,
 * and decides: each thing in it that is still there has not been moved yet. "aside" in it names the
 * folder that gets what was there before.
 */

#define ASIDE "aside"

/* What belongs to a file, in the order of the moves: the log before its database. */
static const char *const ENDINGS[] = { "-wal", "-shm", "", ".keys", ".keys.spare", ".d" };

static gboolean
exists (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

char *
miao_restore_dup_place (const char *path, const char *ending)
{
  return g_strconcat (path, ending, NULL);
}

/* Moves one thing: what is there now goes aside, what was prepared takes its place. */
static gboolean
move_one (
    const char *path, const char *ready, const char *aside, const char *ending, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strconcat (base, ending, NULL);
  g_autofree char *present = g_strconcat (path, ending, NULL);
  g_autofree char *prepared = g_build_filename (ready, name, NULL);
  g_autofree char *database = g_build_filename (ready, base, NULL);
  g_autofree char *old = g_build_filename (aside, name, NULL);
  const gboolean is_log = *ending == '-';
  /* A log goes with the old database, and nothing takes its place; so does a spare key file. */
  const gboolean goes = is_log ? exists (database) : exists (prepared);

  if (goes && exists (present) && g_rename (present, old) != 0)
    return miao_files_fail (errno, present, error);
  if (!is_log && exists (prepared) && g_rename (prepared, present) != 0)
    return miao_files_fail (errno, present, error);

  return TRUE;
}

static char *
read_aside (const char *path, const char *ready, GError **error)
{
  g_autofree char *file = g_build_filename (ready, ASIDE, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;

  if (!g_file_get_contents (file, &name, NULL, NULL) || strchr (name, '/') != NULL) {
    miao_files_fail (ENOENT, file, error);
    return NULL;
  }

  return g_build_filename (folder, g_strchomp (name), NULL);
}

static gboolean
finish (const char *path, const char *ready, char **ret_aside, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *note = g_build_filename (ready, ASIDE, NULL);
  g_autofree char *aside = NULL;

  /* Killed between the last two steps: everything was moved. */
  if (!exists (note) && exists (path)) {
    miao_files_remove (ready);
    return TRUE;
  }
  aside = read_aside (path, ready, error);
  if (aside == NULL || !miao_files_make_folder (aside, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ENDINGS); i++) {
    if (!move_one (path, ready, aside, ENDINGS[i], error))
      return FALSE;
  }
  if (!miao_files_sync_folder (aside, error) || !miao_files_sync_folder (folder, error))
    return FALSE;
  (void) g_unlink (note);
  miao_files_remove (ready); /* of an older copy, what it was before its upgrade is left */
  (void) g_rmdir (aside);    /* nothing was there before */
  if (ret_aside != NULL)
    *ret_aside = exists (aside) ? g_steal_pointer (&aside) : NULL;

  return miao_files_sync_folder (folder, error);
}

static gboolean
complete (const char *path, char **ret_aside, GError **error)
{
  g_autofree char *ready = miao_restore_dup_place (path, MIAO_RESTORE_READY);
  g_autofree char *keys_path = miao_slots_dup_path (path);
  gboolean done;
  int lock;

  if (!exists (ready))
    return TRUE;
  /* Two programs may start at once; the second then finds nothing left to do. */
  lock = miao_slots_lock (keys_path, error);
  if (lock < 0)
    return FALSE;
  done = !exists (ready) || finish (path, ready, ret_aside, error);
  miao_slots_release (lock);

  return done;
}

gboolean
miao_restore_complete (const char *path, GError **error)
{
  return complete (path, NULL, error);
}

static char *
dup_aside_name (const char *path, gint64 now_ms)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (now_ms / 1000);
  g_autofree char *stamp = g_date_time_format (at, "%Y%m%d-%H%M%S");
  char *name = NULL;

  for (int i = 1; name == NULL; i++) {
    g_autofree char *whole = NULL;

    name = i == 1 ? g_strdup_printf ("%s.replaced-%s", base, stamp)
                  : g_strdup_printf ("%s.replaced-%s-%d", base, stamp, i);
    whole = g_strconcat (path, name + strlen (base), NULL);
    if (exists (whole))
      g_clear_pointer (&name, g_free);
  }

  return name;
}

gboolean
miao_restore_swap (const char *path, const char *part, char **ret_aside, GError **error)
{
  g_autofree char *ready = miao_restore_dup_place (path, MIAO_RESTORE_READY);
  g_autofree char *note = g_build_filename (part, ASIDE, NULL);
  g_autofree char *name = dup_aside_name (path, g_get_real_time () / 1000);

  return miao_files_write (note, name, error) && miao_files_sync_folder (part, error) &&
         miao_files_move (part, ready, error) && complete (path, ret_aside, error);
}
