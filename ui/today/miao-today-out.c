#include "config.h"

#include "miao-today-out.h"

#include "miao-gtk-compat.h"
#include "miao-paper-out.h"
#include "miao-tasks-ics.h"
#include "miao-window.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *from;
  MiaoSession *session;
  gboolean mine;
} Leaving;

static Leaving *
leaving_new (GtkWidget *from, MiaoSession *session)
{
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->from = g_object_ref (from);
  leaving->session = miao_session_ref (session);
  return leaving;
}

static void
leaving_free (Leaving *leaving)
{
  g_object_unref (leaving->from);
  miao_session_unref (leaving->session);
  g_free (leaving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leaving, leaving_free)

void
miao_today_print_week (GtkWidget *from, MiaoSession *session)
{
  g_autofree char *day = miao_date_dup (miao_session_today (session));

  miao_paper_out_print (from, session, "week", day);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Leaving) leaving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_save_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *words = NULL;
  guint n = 0;

  if (error == NULL && path == NULL)
    return;
  if (error != NULL || !miao_tasks_write_ics (leaving->session, path, leaving->mine, &n, &error)) {
    miao_window_say_error (leaving->from, error);
    return;
  }
  words = g_strdup_printf (
      ngettext ("%u task saved, without names", "%u tasks saved, without names", n), n);
  miao_window_say (leaving->from, MIAO_TONE_GOOD, words, path);
}

void
miao_today_export_calendar (GtkWidget *from, MiaoSession *session, gboolean mine)
{
  GtkRoot *root = gtk_widget_get_root (from);
  Leaving *leaving = leaving_new (from, session);
  g_autofree char *day = miao_date_dup (miao_session_today (session));
  g_autofree char *name = g_strdup_printf ("%s.ics", day);

  leaving->mine = mine;
  miao_save_file_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                        _ ("Save the tasks as a calendar"), name, NULL, chosen_cb, leaving);
}
