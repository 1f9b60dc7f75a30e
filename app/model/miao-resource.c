#include "config.h"

#include "miao-resource.h"

#include "miao-app-resources.h"
#include "miao-error.h"

#include <stdlib.h>

#define PREFIX "/org/miaopu/app/"

GBytes *
miao_resource_load (const char *path, GError **error)
{
  g_autofree char *full = g_strconcat (PREFIX, path, NULL);
  g_autoptr (GError) local_error = NULL;
  GBytes *bytes;

  bytes = g_resource_lookup_data (miao_app_get_resource (), full, 0, &local_error);
  if (bytes == NULL)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND, "The program carries no file named “%s”.",
                 path);

  return bytes;
}

static int
compare_names (const void *a, const void *b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

GStrv
miao_resource_list (const char *folder)
{
  g_autofree char *full = g_strconcat (PREFIX, folder, NULL);
  GStrv names = g_resource_enumerate_children (miao_app_get_resource (), full, 0, NULL);

  if (names != NULL)
    qsort (names, g_strv_length (names), sizeof *names, compare_names);

  return names;
}
