#include "config.h"

#include "miao-today-out.h"

#include "miao-gtk-compat.h"
#include "miao-output.h"
#include "miao-page-preview.h"
#include "miao-paper.h"
#include "miao-tasks-ics.h"
#include "miao-window.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *from;
  MiaoSession *session;
  gint64 number; /* in the register of prints */
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

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Leaving) leaving = user_data;
  g_autoptr (GError) error = NULL;

  if (miao_document_print_finish (result, &error)) {
    miao_window_say (leaving->from, MIAO_TONE_GOOD, _ ("Sent to the printer and logged"), NULL);
    return;
  }
  (void) miao_output_cancel (leaving->session, leaving->number, NULL);
  if (error != NULL)
    miao_window_say_error (leaving->from, error);
}

void
miao_today_print_week (GtkWidget *from, MiaoSession *session)
{
  g_autofree char *day = miao_date_dup (miao_session_today (session));
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoPaper) paper = miao_paper_new (session, "week", day, &error);
  Leaving *leaving;
  gint64 number = 0;

  if (paper != NULL)
    number = miao_paper_begin_print (session, paper, "printer", &error);
  if (number == 0) {
    miao_window_say_error (from, error);
    return;
  }
  leaving = leaving_new (from, session);
  leaving->number = number;
  miao_document_print_owned_async (from, miao_paper_get_document (paper), paper,
                                   (GDestroyNotify) miao_paper_free, printed_cb, leaving);
  g_steal_pointer (&paper);
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
