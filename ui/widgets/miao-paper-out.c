#include "config.h"

#include "miao-paper-out.h"

#include "miao-gtk-compat.h"
#include "miao-output.h"
#include "miao-page-preview.h"
#include "miao-paper.h"
#include "miao-window.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *from;
  MiaoSession *session;
  gint64 number; /* in the register of prints */
} Printing;

static void
printing_free (Printing *printing)
{
  g_object_unref (printing->from);
  miao_session_unref (printing->session);
  g_free (printing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printing, printing_free)

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Printing) printing = user_data;
  g_autoptr (GError) error = NULL;

  if (miao_document_print_finish (result, &error)) {
    miao_window_say (printing->from, MIAO_TONE_GOOD, _ ("Sent to the printer and logged"), NULL);
    return;
  }
  (void) miao_output_cancel (printing->session, printing->number, NULL);
  if (error != NULL)
    miao_window_say_error (printing->from, error);
}

void
miao_paper_out_print (GtkWidget *from, MiaoSession *session, const char *name, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoPaper) paper = miao_paper_new (session, name, id, &error);
  Printing *printing;
  gint64 number = 0;

  if (paper != NULL)
    number = miao_paper_begin_print (session, paper, "printer", &error);
  if (number <= 0) {
    miao_window_say_error (from, error);
    return;
  }
  printing = g_new0 (Printing, 1);
  printing->from = g_object_ref (from);
  printing->session = miao_session_ref (session);
  printing->number = number;
  miao_document_print_owned_async (from, miao_paper_get_document (paper), paper,
                                   (GDestroyNotify) miao_paper_free, printed_cb, printing);
  g_steal_pointer (&paper);
}

/* --- as a file ------------------------------------------------------------------------------ */

typedef struct {
  GtkWidget *from;
  MiaoSession *session;
  char *paper;
  char *id;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->from);
  miao_session_unref (saving->session);
  g_free (saving->paper);
  g_free (saving->id);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_save_file_finish (result, &error);
  g_autoptr (MiaoPaper) paper = NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (error != NULL)
    miao_window_say_error (saving->from, error);
  /* The window may have been locked while the file was chosen. */
  if (path == NULL || !miao_session_is_open (saving->session))
    return;
  paper = miao_paper_new (saving->session, saving->paper, saving->id, &error);
  if (paper == NULL || !miao_paper_write (saving->session, paper, path, &error))
    miao_window_say_error (saving->from, error);
  else
    miao_window_say (saving->from, MIAO_TONE_GOOD, _ ("Saved as PDF"), path);
}

void
miao_paper_out_save (
    GtkWidget *from, MiaoSession *session, const char *paper, const char *id, const char *title)
{
  GtkRoot *root = gtk_widget_get_root (from);
  g_autofree char *name = g_strdup_printf ("%s.pdf", title);
  Saving *saving = g_new0 (Saving, 1);

  saving->from = g_object_ref (from);
  saving->session = miao_session_ref (session);
  saving->paper = g_strdup (paper);
  saving->id = g_strdup (id);
  miao_save_file_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Save as PDF"), name,
                        NULL, save_chosen_cb, saving);
}
