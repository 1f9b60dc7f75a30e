#include "config.h"

#include "miao-restore-dialog.h"

#include "miao-banner.h"
#include "miao-dialog.h"
#include "miao-gtk-compat.h"
#include "miao-restore-words.h"
#include "miao-secret.h"
#include "miao-table.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *window;
  GtkWidget *parent;
  GtkWidget *banner;
  GtkWidget *grid;
  GtkWidget *backup;
  GtkWidget *path;
  GtkWidget *login;
  GtkWidget *secret;
  GtkWidget *found; /* what the comparison says */
  GtkWidget *reason;
  GtkWidget *reason_box;
  GtkWidget *progress;
  GtkWidget *cancel;
  GtkWidget *look;
  GtkWidget *restore;
  MiaoRestore *opened;
  GCancellable *cancellable; /* while it works */
  guint ticker;
  void (*done) (GtkWidget *parent, const char *path);
  /* Written by the thread, shown by the ticker. */
  GMutex mutex;
  char *what;
  double fraction;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *dialog = data;

  g_clear_handle_id (&dialog->ticker, g_source_remove);
  g_clear_pointer (&dialog->opened, miao_restore_free);
  g_clear_object (&dialog->cancellable);
  g_object_unref (dialog->parent);
  g_mutex_clear (&dialog->mutex);
  g_free (dialog->what);
  g_free (dialog);
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
show_step (Dialog *dialog)
{
  const gboolean busy = dialog->cancellable != NULL;

  gtk_widget_set_sensitive (dialog->grid, !busy && dialog->opened == NULL);
  gtk_widget_set_visible (dialog->found, dialog->opened != NULL);
  gtk_widget_set_visible (dialog->reason_box, dialog->opened != NULL);
  gtk_widget_set_sensitive (dialog->reason, !busy);
  gtk_widget_set_visible (dialog->progress, busy);
  gtk_widget_set_visible (dialog->look, dialog->opened == NULL);
  gtk_widget_set_visible (dialog->restore, dialog->opened != NULL);
  gtk_widget_set_sensitive (
      dialog->look, !busy && *text_of (dialog->backup) != '\0' && *text_of (dialog->path) != '\0' &&
                        *text_of (dialog->login) != '\0' && *text_of (dialog->secret) != '\0');
  gtk_widget_set_sensitive (dialog->restore, !busy && *text_of (dialog->reason) != '\0');
}

/* --- the thread ----------------------------------------------------------------------------- */

static void
progress_cb (const char *what, double fraction, gpointer data)
{
  Dialog *dialog = data;

  g_mutex_lock (&dialog->mutex);
  g_free (dialog->what);
  dialog->what = g_strdup (what);
  dialog->fraction = fraction;
  g_mutex_unlock (&dialog->mutex);
}

static gboolean
tick_cb (gpointer data)
{
  Dialog *dialog = data;

  g_mutex_lock (&dialog->mutex);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (dialog->progress), dialog->fraction);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (dialog->progress), dialog->what);
  g_mutex_unlock (&dialog->mutex);
  return G_SOURCE_CONTINUE;
}

static void
begin (Dialog *dialog)
{
  miao_banner_hide (MIAO_BANNER (dialog->banner));
  dialog->cancellable = g_cancellable_new ();
  dialog->ticker = g_timeout_add (100, tick_cb, dialog);
  show_step (dialog);
}

static void
end (Dialog *dialog)
{
  g_clear_handle_id (&dialog->ticker, g_source_remove);
  g_clear_object (&dialog->cancellable);
}

/* What a thread needs beside the dialog; the window stays while it works. */
typedef struct {
  Dialog *dialog;
  char *backup;
  char *path;
  char *login;
  char *secret;
  char *reason;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->backup);
  g_free (job->path);
  g_free (job->login);
  miao_secret_free_text (job->secret);
  g_free (job->reason);
  g_free (job);
}

static Job *
job_new (Dialog *dialog)
{
  Job *job = g_new0 (Job, 1);

  job->dialog = dialog;
  job->backup = g_strdup (text_of (dialog->backup));
  job->path = g_strdup (text_of (dialog->path));
  job->login = g_strdup (text_of (dialog->login));
  job->secret = g_strdup (text_of (dialog->secret));
  job->reason = g_strdup (text_of (dialog->reason));
  return job;
}

static void
run (Dialog *dialog, GTaskThreadFunc work, GAsyncReadyCallback finished)
{
  g_autoptr (GTask) task = NULL;

  begin (dialog);
  task = g_task_new (dialog->window, dialog->cancellable, finished, dialog);
  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, job_new (dialog), job_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, work);
}

/* --- looking -------------------------------------------------------------------------------- */

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  MiaoRestore *restore = miao_restore_new (job->backup, job->path, job->login, job->secret, &error);

  if (restore != NULL)
    g_task_return_pointer (task, restore, (GDestroyNotify) miao_restore_free);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Dialog *dialog = user_data;
  g_autoptr (GError) error = NULL;

  end (dialog);
  dialog->opened = g_task_propagate_pointer (G_TASK (result), &error);
  if (dialog->opened == NULL) {
    miao_banner_show_error (MIAO_BANNER (dialog->banner), error);
  } else {
    g_autofree char *words = miao_restore_dup_words (dialog->opened);

    gtk_label_set_label (GTK_LABEL (dialog->found), words);
  }
  show_step (dialog);
  if (dialog->opened != NULL)
    gtk_widget_grab_focus (dialog->reason);
}

static void
look_cb (Dialog *dialog)
{
  run (dialog, look_in_thread, looked_cb);
}

/* --- restoring ------------------------------------------------------------------------------ */

static void
restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (miao_restore_run (job->dialog->opened, job->reason, progress_cb, job->dialog, cancellable,
                        NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Dialog *dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup (text_of (dialog->path));

  end (dialog);
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    miao_banner_show_error (MIAO_BANNER (dialog->banner), error);
    show_step (dialog);
    return;
  }
  dialog->done (dialog->parent, path);
  gtk_window_destroy (GTK_WINDOW (dialog->window));
}

static void
restore_cb (Dialog *dialog)
{
  run (dialog, restore_in_thread, restored_cb);
}

/* Working, it stops the work; the window goes when the thread has ended. */
static void
cancel_cb (Dialog *dialog)
{
  if (dialog->cancellable != NULL)
    g_cancellable_cancel (dialog->cancellable);
  else
    gtk_window_destroy (GTK_WINDOW (dialog->window));
}

static gboolean
close_cb (Dialog *dialog)
{
  cancel_cb (dialog);
  return TRUE;
}

/* --- the window ----------------------------------------------------------------------------- */

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) entry = user_data;
  g_autoptr (GFile) folder = miao_open_folder_finish (result, NULL);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (path != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), path);
}

static void
choose_cb (Dialog *dialog)
{
  miao_open_folder_async (GTK_WINDOW (dialog->window), _ ("The folder of the backup"), NULL,
                          chosen_cb, g_object_ref (dialog->backup));
}

static void
attach (Dialog *dialog, int row, const char *words, GtkWidget *editor, GtkWidget *named)
{
  miao_dialog_attach (dialog->grid, row, words, editor, named);
  g_signal_connect_swapped (named, "changed", G_CALLBACK (show_step), dialog);
}

static void
fill_grid (Dialog *dialog, const char *backup, const char *path, const char *login)
{
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *choose = gtk_button_new_with_label (_ ("Choose…"));

  dialog->backup = gtk_entry_new ();
  dialog->path = gtk_entry_new ();
  dialog->login = gtk_entry_new ();
  dialog->secret = gtk_password_entry_new ();
  gtk_widget_set_hexpand (dialog->backup, TRUE);
  gtk_box_append (GTK_BOX (place), dialog->backup);
  gtk_box_append (GTK_BOX (place), choose);
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (dialog->secret), TRUE);
  g_object_set (dialog->secret, "activates-default", TRUE, NULL);
  attach (dialog, 0, _ ("Backup"), place, dialog->backup);
  attach (dialog, 1, _ ("Restore as"), dialog->path, dialog->path);
  attach (dialog, 2, _ ("The head's account"), dialog->login, dialog->login);
  attach (dialog, 3, _ ("Password, or the digits of the recovery sheet"), dialog->secret,
          dialog->secret);
  gtk_editable_set_text (GTK_EDITABLE (dialog->backup), backup != NULL ? backup : "");
  gtk_editable_set_text (GTK_EDITABLE (dialog->path), path != NULL ? path : "");
  gtk_editable_set_text (GTK_EDITABLE (dialog->login), login != NULL ? login : "");
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_cb), dialog);
}

static void
add_reason (Dialog *dialog, GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (_ ("Why it is restored"));

  dialog->reason_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  dialog->reason = gtk_entry_new ();
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "field-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), dialog->reason);
  gtk_box_append (GTK_BOX (dialog->reason_box), label);
  gtk_box_append (GTK_BOX (dialog->reason_box), dialog->reason);
  gtk_box_append (GTK_BOX (box), dialog->reason_box);
  g_signal_connect_swapped (dialog->reason, "changed", G_CALLBACK (show_step), dialog);
}

static void
add_buttons (Dialog *dialog, GtkWidget *box)
{
  GtkWidget *buttons = miao_dialog_add_button_line (box);

  dialog->cancel = gtk_button_new_with_label (_ ("Cancel"));
  dialog->look = gtk_button_new_with_label (_ ("Compare"));
  dialog->restore = gtk_button_new_with_label (_ ("Restore"));
  gtk_widget_add_css_class (dialog->look, "suggested-action");
  gtk_widget_add_css_class (dialog->restore, "destructive-action");
  gtk_box_append (GTK_BOX (buttons), dialog->cancel);
  gtk_box_append (GTK_BOX (buttons), dialog->look);
  gtk_box_append (GTK_BOX (buttons), dialog->restore);
  gtk_window_set_default_widget (GTK_WINDOW (dialog->window), dialog->look);
  g_signal_connect_swapped (dialog->cancel, "clicked", G_CALLBACK (cancel_cb), dialog);
  g_signal_connect_swapped (dialog->look, "clicked", G_CALLBACK (look_cb), dialog);
  g_signal_connect_swapped (dialog->restore, "clicked", G_CALLBACK (restore_cb), dialog);
  g_signal_connect_swapped (dialog->window, "close-request", G_CALLBACK (close_cb), dialog);
}

void
miao_restore_dialog_present (GtkWidget *parent,
                             const char *backup,
                             const char *path,
                             const char *login,
                             void (*done) (GtkWidget *parent, const char *path))
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *box;

  g_mutex_init (&dialog->mutex);
  dialog->window = miao_dialog_new (parent, _ ("Restore a backup"), 640, &box);
  dialog->parent = g_object_ref (parent);
  dialog->done = done;
  dialog->banner = miao_banner_new ();
  gtk_box_append (GTK_BOX (box), dialog->banner);
  dialog->grid = miao_dialog_add_grid (box);
  gtk_box_append (
      GTK_BOX (box),
      miao_text_new (
          _ ("Onto a server: restore as a file here; the server's administrator then moves "
             "it into a new, empty database with “miaopuctl move” in a terminal (manual, "
             "chapter 12)."),
          "dim secondary"));
  dialog->found = miao_text_new ("", NULL);
  gtk_label_set_selectable (GTK_LABEL (dialog->found), TRUE);
  dialog->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (dialog->progress), TRUE);
  gtk_box_append (GTK_BOX (box), dialog->found);
  add_reason (dialog, box);
  gtk_box_append (GTK_BOX (box), dialog->progress);
  add_buttons (dialog, box);
  fill_grid (dialog, backup, path, login);
  show_step (dialog);
  g_object_set_data_full (G_OBJECT (dialog->window), "miao-dialog", dialog, dialog_free);
  gtk_window_present (GTK_WINDOW (dialog->window));
  gtk_widget_grab_focus (backup != NULL ? dialog->secret : dialog->backup);
}
