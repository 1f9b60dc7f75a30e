#include "config.h"

#include "miao-window-keys.h"

#include "miao-rotation.h"
#include "miao-secret.h"
#include "miao-window-private.h"

#include <glib/gi18n.h>

/* A new data key: nobody else may have the file open, and it takes seconds per gigabyte. So the
 * session ends, a thread logs in with one of its own and works, and the window goes on with that.
 */

typedef struct {
  MiaoWindow *window;
  char *path;
  char *own;      /* login of the person at work */
  char *login;    /* of whoever is taken out; NULL: only a new key */
  char *password; /* of the person at work */
  double fraction;
  guint shown;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->window);
  g_free (work->path);
  g_free (work->own);
  g_free (work->login);
  miao_secret_free_text (work->password);
  g_free (work);
}

typedef struct {
  MiaoWindow *window;
  double fraction;
} Step;

static void
show_step_cb (gpointer data)
{
  g_autofree Step *step = data;

  miao_cover_set_progress (MIAO_COVER (step->window->cover), step->fraction);
  g_object_unref (step->window);
}

static void
note_progress (double fraction, gpointer data)
{
  Work *work = data;
  Step *step;

  if (fraction - work->fraction < 0.01 && fraction < 1)
    return;
  work->fraction = fraction;
  step = g_new0 (Step, 1);
  step->window = g_object_ref (work->window);
  step->fraction = fraction;
  g_idle_add_once (show_step_cb, step);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  MiaoSession *session = miao_session_open (work->path, work->own, work->password, &error);
  gboolean done;

  if (session == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (work->login != NULL)
    done = miao_account_remove (session, work->login, note_progress, work, &error);
  else
    done = miao_account_rotate_keys (session, note_progress, work, &error);
  if (!done) /* the session is open all the same */
    g_object_set_data_full (G_OBJECT (task), "miao-refusal", error, (GDestroyNotify) g_error_free);
  g_task_return_pointer (task, session, (GDestroyNotify) miao_session_unref);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoWindow *self = MIAO_WINDOW (source);
  const Work *work = g_task_get_task_data (G_TASK (result));
  const GError *refusal = g_object_get_data (G_OBJECT (result), "miao-refusal");
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) session = g_task_propagate_pointer (G_TASK (result), &error);

  if (session == NULL) {
    miao_window_ask_log_in (self, work->path);
    miao_cover_show_problem (MIAO_COVER (self->cover), error->message);
    return;
  }
  miao_window_begin_session (self, session);
  miao_window_show_page (GTK_WIDGET (self), "administration");
  if (refusal != NULL)
    miao_window_say_error (GTK_WIDGET (self), refusal);
  else if (miao_session_get_pending (session) == NULL)
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD,
                     work->login != NULL
                         ? _ ("The person has been removed and the data key replaced")
                         : _ ("The data key has been replaced"),
                     NULL);
}

void
miao_window_replace_keys (GtkWidget *inside, const char *login, const char *password)
{
  MiaoWindow *self = MIAO_WINDOW (gtk_widget_get_root (inside));
  g_autofree char *institution = g_strdup (self->institution_name);
  g_autoptr (GTask) task = g_task_new (self, NULL, done_cb, NULL);
  Work *work = g_new0 (Work, 1);

  work->window = g_object_ref (self);
  work->path = g_strdup (miao_session_get_path (self->session));
  work->own = g_strdup (miao_session_get_login (self->session));
  work->login = g_strdup (login);
  work->password = g_strdup (password);
  g_task_set_source_tag (task, miao_window_replace_keys);
  g_task_set_task_data (task, work, work_free);
  miao_window_end_session (self);
  miao_window_fill_pages (self);
  miao_window_show_work (self, work->path, institution, _ ("Replacing the data key"),
                         _ ("Everything is being encrypted anew, so that no copy of the old key "
                            "opens it. Should the machine stop, it goes on at the next log-in."));
  g_task_run_in_thread (task, work_in_thread);
}
