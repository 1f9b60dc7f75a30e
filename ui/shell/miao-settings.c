#include "config.h"

#include "miao-settings.h"

#define SCHEMA_ID "org.miaopu.Miaopu"

char *
miao_settings_dup_build_path (const char *name)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = NULL;
  g_autofree char *probe = NULL;

  if (program == NULL)
    return NULL;

  /* Programs stand in ui/ or tests/ui/ of the build folder. */
  folder = g_path_get_dirname (program);
  for (guint up = 0; up < 2; up++) {
    g_autofree char *parent = g_path_get_dirname (folder);

    probe = g_build_filename (parent, "build.ninja", NULL);
    if (g_file_test (probe, G_FILE_TEST_EXISTS))
      return g_build_filename (parent, name, NULL);
    g_clear_pointer (&probe, g_free);
    g_free (folder);
    folder = g_steal_pointer (&parent);
  }
  return NULL;
}

GSettings *
miao_settings_get (void)
{
  static GSettings *settings;
  g_autoptr (GSettingsSchemaSource) source = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autofree char *built = NULL;

  if (settings != NULL)
    return settings;

  built = miao_settings_dup_build_path ("data");
  if (built != NULL)
    source = g_settings_schema_source_new_from_directory (
        built, g_settings_schema_source_get_default (), TRUE, NULL);
  else if (g_settings_schema_source_get_default () != NULL)
    source = g_settings_schema_source_ref (g_settings_schema_source_get_default ());
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA_ID, TRUE);
  if (schema == NULL)
    g_error ("The settings schema " SCHEMA_ID " is not installed.");

  settings = g_settings_new_full (schema, NULL, NULL);
  return settings;
}
