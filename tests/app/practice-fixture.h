#pragma once

#include "miao-date.h"
#include "miao-practice.h"

#include "server-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* A practice institution of twelve children, as "miaopuctl practice" makes it. What several tests
 * ask for is made once, beside the program and under the name that ctl.py gives it, and copied: the
 * reports that are printed on the way take seconds. */

#define PRACTICE_SEED 20260101 /* what miaopuctl takes */

static inline void
practice_copy (const char *from, const char *to)
{
  g_autoptr (GDir) listing = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_nonnull (listing);
  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (listing)) != NULL) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);
    g_autoptr (GFile) kept = g_file_new_for_path (source);
    g_autoptr (GFile) copy = g_file_new_for_path (target);
    g_autoptr (GError) error = NULL;

    if (g_file_test (source, G_FILE_TEST_IS_DIR)) {
      practice_copy (source, target);
      continue;
    }
    g_file_copy (kept, copy, G_FILE_COPY_ALL_METADATA, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
  }
}

static inline void
practice_make (const char *place, const char *today, char **ret_path)
{
  g_autoptr (GError) error = NULL;

  miao_practice_create (place, 12, PRACTICE_SEED, miao_date_parse (today), NULL, NULL, ret_path,
                        &error);
  g_assert_no_error (error);
}

/** Makes a practice institution in @folder, or in a new database on the server of the test, which
 * "on-server --house" started.
 * Returns: (transfer full): the file, or the address */
static inline char *
practice_dup (const char *folder, const char *today)
{
  const char *elsewhere = g_getenv ("MIAO_PRACTICE_BY"); /* of another build of the same tree */
  const char *ctl = elsewhere != NULL ? elsewhere : g_getenv ("MIAO_CTL");
  char *path = NULL;
  GStatBuf made;

  if (server_is_there ()) {
    g_autofree char *database = server_make_database ("house");

    path = server_dup_address (database);
  } else if (ctl == NULL || g_stat (ctl, &made) != 0) {
    practice_make (folder, today, &path);
  } else {
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();
    g_autofree char *day = g_date_time_format (now, "%F");
    g_autofree char *beside = g_path_get_dirname (ctl);
    g_autofree char *name = g_strdup_printf (
        "practice-%" G_GINT64_MODIFIER "x-%s---children-12---today-%s",
        (gint64) made.st_mtim.tv_sec * 1000000000 + made.st_mtim.tv_nsec, day, today);
    g_autofree char *kept = g_build_filename (beside, name, NULL);

    if (!g_file_test (kept, G_FILE_TEST_EXISTS)) {
      g_autofree char *mine = g_build_filename (beside, "practice-XXXXXX", NULL);
      g_autofree char *inner = NULL;

      g_assert_nonnull (g_mkdtemp (mine));
      inner = g_build_filename (mine, "made", NULL);
      practice_make (inner, today, NULL);
      if (g_rename (inner, kept) != 0) /* another test was quicker */
        g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
      else
        (void) g_rmdir (mine);
    }
    practice_copy (kept, folder);
    path = g_build_filename (folder, "practice.miaopu", NULL);
  }

  return path;
}
