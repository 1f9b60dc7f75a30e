#include "config.h"

#include "miao-archive-batch.h"

#include "miao-error.h"
#include "miao-gtk-compat.h"
#include "miao-paper-batch.h"
#include "miao-window.h"
#include "miao-work.h"

#include <glib/gi18n.h>

typedef struct {
  char *path;
  guint children;
  guint pages;
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_free (batch->path);
  g_free (batch);
}

static gboolean
print_in_thread (MiaoSession *session,
                 const MiaoProgress *progress,
                 GCancellable *cancellable,
                 gpointer data,
                 GError **error)
{
  Batch *batch = data;
  g_autoptr (GPtrArray) ids = miao_paper_batch_children (session, error);

  if (ids == NULL)
    return FALSE;
  batch->children = ids->len;
  return miao_paper_write_batch (session, "growth-record", ids, batch->path, progress, cancellable,
                                 &batch->pages, error);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *from = GTK_WIDGET (source);
  Batch *batch = miao_work_get_data (result);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!miao_work_finish (result, &error)) {
    if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CANCELLED))
      miao_window_say (from, MIAO_TONE_INFO, _ ("Cancelled; no file was written"), NULL);
    else
      miao_window_say_error (from, error);
    return;
  }
  words = g_strdup_printf (_ ("%u growth records, %u pages"), batch->children, batch->pages);
  miao_window_say (from, MIAO_TONE_GOOD, words, batch->path);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) from = user_data;
  MiaoWindow *window = miao_window_from (from);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_save_file_finish (result, &error);
  Batch *batch;

  if (error != NULL)
    miao_window_say_error (from, error);
  if (file == NULL || window == NULL || miao_window_get_session (window) == NULL)
    return;
  batch = g_new0 (Batch, 1);
  batch->path = g_file_get_path (file);
  miao_work_async (from, miao_window_get_session (window), _ ("Print all growth records"),
                   print_in_thread, batch, batch_free, printed_cb, NULL);
}

void
miao_archive_batch_begin (GtkWidget *from, MiaoSession *session)
{
  GtkRoot *root = gtk_widget_get_root (from);
  char day[MIAO_DATE_BUFFER];
  g_autofree char *name = NULL;

  miao_date_format (miao_session_today (session), day);
  /* Translators: name of a file; %s is a day as 2026-11-22. */
  name = g_strdup_printf (_ ("growth-records-%s.pdf"), day);
  miao_save_file_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                        _ ("Print all growth records"), name, NULL, chosen_cb, g_object_ref (from));
}
