#include "config.h"

#include "miao-theme.h"

#include "miao-settings.h"
#include "miao-ui.h"

static GtkCssProvider *colors;
static MiaoTheme shown;
/* Whether the desktop itself asked for dark before the program said anything. */
static gboolean desktop_dark;

static MiaoTheme
decide (void)
{
  MiaoTheme theme = (MiaoTheme) g_settings_get_enum (miao_settings_get (), "theme");
  g_autofree char *name = NULL;
  g_autofree char *lower = NULL;

  if (theme != MIAO_THEME_SYSTEM)
    return theme;

  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &name, NULL);
  lower = g_ascii_strdown (name != NULL ? name : "", -1);
  if (g_str_has_prefix (lower, "highcontrast") || g_str_has_prefix (lower, "hc"))
    return MIAO_THEME_CONTRAST;
  if (desktop_dark || g_str_has_suffix (lower, "-dark"))
    return MIAO_THEME_DARK;
  return MIAO_THEME_LIGHT;
}

static void
apply (void)
{
  static const char *const files[] = { NULL, "light.css", "dark.css", "contrast.css" };
  g_autofree char *path = NULL;

  shown = decide ();
  path = g_strconcat (MIAO_RESOURCE_BASE "/", files[shown], NULL);
  gtk_css_provider_load_from_resource (colors, path);
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme",
                shown == MIAO_THEME_DARK, NULL);
}

void
miao_theme_init (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &desktop_dark,
                NULL);
  colors = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (colors),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  apply ();

  gtk_css_provider_load_from_resource (style, MIAO_RESOURCE_BASE "/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  g_signal_connect (miao_settings_get (), "changed::theme", G_CALLBACK (apply), NULL);
  g_signal_connect (gtk_settings_get_default (), "notify::gtk-theme-name", G_CALLBACK (apply),
                    NULL);
}

MiaoTheme
miao_theme_get_shown (void)
{
  return shown;
}
