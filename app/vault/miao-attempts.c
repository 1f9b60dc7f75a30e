#include "config.h"

#include "miao-attempts.h"

#include "miao-place.h"

#include <glib/gstdio.h>

#define GROUP_COUNT "count"
#define GROUP_LAST "last"
/* 2, 4, 8, … seconds; beyond this the longest pause holds anyway. */
#define MAX_DOUBLINGS 12

static char *
dup_path (const char *keys_path)
{
  g_autofree char *local = miao_place_dup_local (keys_path);

  return g_strconcat (local, ".attempts", NULL);
}

static GKeyFile *
load (const char *path)
{
  GKeyFile *file = g_key_file_new ();

  /* A file that cannot be read counts as none. */
  (void) g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);

  return file;
}

static void
save (GKeyFile *file, const char *path)
{
  gsize size = 0;
  g_autofree char *text = g_key_file_to_data (file, &size, NULL);

  if (size == 0)
    (void) g_unlink (path);
  else
    (void) g_file_set_contents_full (path, text, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT,
                                     0600, NULL);
}

static int
get_count (GKeyFile *file, const char *tag)
{
  return MAX (0, g_key_file_get_integer (file, GROUP_COUNT, tag, NULL));
}

int
miao_attempts_get_pause (const char *keys_path, const char *tag, gint64 now_ms)
{
  g_autofree char *path = dup_path (keys_path);
  g_autoptr (GKeyFile) file = load (path);
  const int beyond = get_count (file, tag) - MIAO_ATTEMPTS_FREE;
  gint64 last_ms = g_key_file_get_int64 (file, GROUP_LAST, tag, NULL);
  gint64 pause_ms;

  if (beyond < 0)
    return 0;
  pause_ms = MIN (((gint64) 2) << MIN (beyond, MAX_DOUBLINGS), MIAO_ATTEMPTS_MAX_PAUSE) * 1000;
  /* A clock that was put back must not lengthen the pause. */
  last_ms = MIN (last_ms, now_ms);

  return (int) MAX (0, (last_ms + pause_ms - now_ms + 999) / 1000);
}

gboolean
miao_attempts_is_locked (const char *keys_path, const char *tag, gint64 now_ms)
{
  gint64 last_ms = 0;
  const int failures = miao_attempts_get (keys_path, tag, &last_ms);

  return failures >= MIAO_ATTEMPTS_LOCK &&
         now_ms < MIN (last_ms, now_ms) + MIAO_ATTEMPTS_LOCK_SECONDS * (gint64) 1000;
}

void
miao_attempts_add (const char *keys_path, const char *tag, gint64 now_ms)
{
  g_autofree char *path = dup_path (keys_path);
  g_autoptr (GKeyFile) file = load (path);

  g_key_file_set_integer (file, GROUP_COUNT, tag, MIN (get_count (file, tag), 100000) + 1);
  g_key_file_set_int64 (file, GROUP_LAST, tag, now_ms);
  save (file, path);
}

int
miao_attempts_get (const char *keys_path, const char *tag, gint64 *ret_last_ms)
{
  g_autofree char *path = dup_path (keys_path);
  g_autoptr (GKeyFile) file = load (path);

  *ret_last_ms = g_key_file_get_int64 (file, GROUP_LAST, tag, NULL);

  return get_count (file, tag);
}

void
miao_attempts_clear (const char *keys_path, const char *tag)
{
  g_autofree char *path = dup_path (keys_path);
  g_autoptr (GKeyFile) file = load (path);

  (void) g_key_file_remove_key (file, GROUP_COUNT, tag, NULL);
  (void) g_key_file_remove_key (file, GROUP_LAST, tag, NULL);
  if (!g_key_file_has_group (file, GROUP_COUNT))
    return;
  /* The last key leaves its groups behind; an empty file is removed whole. */
  {
    g_auto (GStrv) left = g_key_file_get_keys (file, GROUP_COUNT, NULL, NULL);

    if (left == NULL || left[0] == NULL) {
      (void) g_key_file_remove_group (file, GROUP_COUNT, NULL);
      (void) g_key_file_remove_group (file, GROUP_LAST, NULL);
    }
  }
  save (file, path);
}
