#include "config.h"

#include "miao-open-files.h"

#include <sys/stat.h>

static GMutex lock;
static GHashTable *counts; /* "device:file" → number of connections */

static char *
dup_key (const char *path)
{
  struct stat status;

  if (stat (path, &status) < 0)
    return NULL;

  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64) status.st_dev,
                          (guint64) status.st_ino);
}

char *
miao_open_files_add (const char *path)
{
  char *key = dup_key (path);

  if (key == NULL)
    return NULL;
  g_mutex_lock (&lock);
  if (counts == NULL)
    counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (counts, g_strdup (key),
                       GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, key)) + 1));
  g_mutex_unlock (&lock);

  return key;
}

void
miao_open_files_remove (char *key)
{
  int count;

  if (key == NULL)
    return;
  g_mutex_lock (&lock);
  count = GPOINTER_TO_INT (g_hash_table_lookup (counts, key)) - 1;
  if (count > 0)
    g_hash_table_insert (counts, g_strdup (key), GINT_TO_POINTER (count));
  else
    g_hash_table_remove (counts, key);
  g_mutex_unlock (&lock);
  g_free (key);
}

gboolean
miao_open_files_has (const char *path)
{
  g_autofree char *key = dup_key (path);
  gboolean has;

  if (key == NULL)
    return FALSE;
  g_mutex_lock (&lock);
  has = counts != NULL && g_hash_table_contains (counts, key);
  g_mutex_unlock (&lock);

  return has;
}
