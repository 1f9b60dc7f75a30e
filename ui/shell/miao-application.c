#include "config.h"

#include "miao-application.h"

#include "miao-settings.h"
#include "miao-ui.h"
#include "miao-veil.h"
#include "miao-window.h"

#include <glib/gi18n.h>

struct _MiaoApplication {
  GtkApplication parent_instance;

  MiaoDate today;
};

G_DEFINE_FINAL_TYPE (MiaoApplication, miao_application, GTK_TYPE_APPLICATION)

static const MiaoKey keys[] = {
  { "win.search", "<Control>k <Control>f", N_ ("Search") },
  { "win.nth-page(1)", "<Alt>1", N_ ("First page of the list, and so on to the ninth") },
  { "win.nth-page(2)", "<Alt>2", NULL },
  { "win.nth-page(3)", "<Alt>3", NULL },
  { "win.nth-page(4)", "<Alt>4", NULL },
  { "win.nth-page(5)", "<Alt>5", NULL },
  { "win.nth-page(6)", "<Alt>6", NULL },
  { "win.nth-page(7)", "<Alt>7", NULL },
  { "win.nth-page(8)", "<Alt>8", NULL },
  { "win.nth-page(9)", "<Alt>9", NULL },
  { "win.nth-tab(1)", "<Control>1", N_ ("First tab of a record, and so on to the ninth") },
  { "win.nth-tab(2)", "<Control>2", NULL },
  { "win.nth-tab(3)", "<Control>3", NULL },
  { "win.nth-tab(4)", "<Control>4", NULL },
  { "win.nth-tab(5)", "<Control>5", NULL },
  { "win.nth-tab(6)", "<Control>6", NULL },
  { "win.nth-tab(7)", "<Control>7", NULL },
  { "win.nth-tab(8)", "<Control>8", NULL },
  { "win.nth-tab(9)", "<Control>9", NULL },
  { "win.next-pane", "F6", N_ ("On to the list, the record, the panel") },
  { "win.next-finding", "F8", N_ ("Next finding") },
  { "win.previous-finding", "<Shift>F8", N_ ("Previous finding") },
  { "win.add", "<Control>n", N_ ("New record") },
  { "win.print", "<Control>p", N_ ("Print") },
  { "win.refresh", "F5", N_ ("Read again") },
  { "win.back", "<Alt>Left", N_ ("Back to the list") },
  { "app.hide-names", "<Control>h", N_ ("Hide names and pictures, or show them") },
  { "win.lock", "<Control>l", N_ ("Lock the window") },
  { "win.keys", "F1 <Control>question", N_ ("This list") },
  { "app.quit", "<Control>q", N_ ("Quit") },
  { NULL },
};

const MiaoKey *
miao_application_keys (void)
{
  return keys;
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));

  /* Closing asks about what was typed; the last window that closes ends the program. */
  if (windows != NULL)
    gtk_window_close (GTK_WINDOW (windows->data));
  else
    g_application_quit (G_APPLICATION (user_data));
}

static const GActionEntry actions[] = {
  { "quit", quit_cb },
};

static void
startup (GApplication *application)
{
  MiaoApplication *self = MIAO_APPLICATION (application);
  g_autoptr (GAction) theme = NULL;
  g_autoptr (GAction) hide_names = NULL;

  G_APPLICATION_CLASS (miao_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name ("org.miaopu.Miaopu");
  /* The first label of a window would else stand there marked, as if that had a meaning. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  miao_ui_init ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  theme = g_settings_create_action (miao_settings_get (), "theme");
  g_action_map_add_action (G_ACTION_MAP (self), theme);
  hide_names = g_settings_create_action (miao_settings_get (), "hide-names");
  g_action_map_add_action (G_ACTION_MAP (self), hide_names);
  miao_veil_init ();

  for (const MiaoKey *key = keys; key->action != NULL; key++) {
    g_auto (GStrv) list = g_strsplit (key->keys, " ", -1);

    gtk_application_set_accels_for_action (GTK_APPLICATION (self), key->action,
                                           (const char *const *) list);
  }
}

static GtkWindow *
ensure_window (MiaoApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (miao_window_new (GTK_APPLICATION (self)));
  return window;
}

static void
activate (GApplication *application)
{
  gtk_window_present (ensure_window (MIAO_APPLICATION (application)));
}

static void
open_files (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GtkWindow *window = ensure_window (MIAO_APPLICATION (application));

  miao_window_open_file (MIAO_WINDOW (window), files[0]);
  gtk_window_present (window);
}

/* The day that practice files live on; a file of an institution ignores it. */
static int
handle_options (GApplication *application, GVariantDict *options)
{
  MiaoApplication *self = MIAO_APPLICATION (application);
  const char *text;

  if (!g_variant_dict_lookup (options, "today", "&s", &text))
    return -1; /* go on */
  self->today = miao_date_parse (text);
  if (self->today != MIAO_DATE_NONE)
    return -1;
  g_printerr (_ ("“%s” is not a day. Write it as 2026-11-22.\n"), text);
  return 2;
}

MiaoDate
miao_application_get_today (void)
{
  GApplication *application = g_application_get_default ();

  return MIAO_IS_APPLICATION (application) ? MIAO_APPLICATION (application)->today : MIAO_DATE_NONE;
}

static void
miao_application_class_init (MiaoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = startup;
  application_class->activate = activate;
  application_class->open = open_files;
  application_class->handle_local_options = handle_options;
}

static void
miao_application_init (MiaoApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "today", 0, G_OPTION_FLAG_NONE,
                                 G_OPTION_ARG_STRING, _ ("The day on which a practice file lives"),
                                 "YYYY-MM-DD");
}

MiaoApplication *
miao_application_new (void)
{
  return g_object_new (MIAO_TYPE_APPLICATION, "application-id", MIAO_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", MIAO_RESOURCE_BASE, NULL);
}
