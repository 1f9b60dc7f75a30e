#include "config.h"

#include "miao-application.h"
#include "miao-secret.h"
#include "miao-settings.h"

#include <glib/gi18n.h>
#include <locale.h>

/* A program that runs from its build folder finds its translations beside itself, so that nothing
 * must be installed to see it in Chinese. */
static char *
find_locale_dir (void)
{
  g_autofree char *built = miao_settings_dup_build_path ("po");
  g_autofree char *probe = NULL;

  if (built != NULL) {
    probe = g_build_filename (built, "zh_CN", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
    if (g_file_test (probe, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&built);
  }
  return g_strdup (MIAO_LOCALEDIR);
}

int
main (int argc, char *argv[])
{
  g_autofree char *locale_dir = find_locale_dir ();
  g_autoptr (MiaoApplication) application = NULL;

  miao_secret_harden_process ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = miao_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
