#include "config.h"

#include "miao-backup-work.h"

#include "miao-error.h"

#include <glib/gi18n.h>

/* How often the schedule is looked at. */
#define CONSIDER_US (60 * G_USEC_PER_SEC)

struct _MiaoBackupWork {
  GObject parent_instance;

  GCancellable *cancellable; /* NULL: nothing is done */
  char *what;
  double fraction;
  gint64 considered_us;
  gboolean has_report;
  MiaoBackupReport report;
};

G_DEFINE_FINAL_TYPE (MiaoBackupWork, miao_backup_work, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What the thread works with. */
typedef struct {
  MiaoSession *session;
  char *path; /* the backup to check; NULL: make one */
  gboolean scheduled;
  MiaoBackupReport report;
  int told; /* per cent; of the thread alone */
  MiaoBackupWork *work;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  miao_session_unref (job->session);
  miao_backup_report_clear (&job->report);
  g_free (job->path);
  g_free (job);
}

/* --- progress, from the thread to the window --- */

typedef struct {
  MiaoBackupWork *work;
  char *what;
  double fraction;
} Step;

static gboolean
step_cb (gpointer data)
{
  Step *step = data;
  MiaoBackupWork *self = step->work;

  if (self->cancellable != NULL) {
    g_free (self->what);
    self->what = g_steal_pointer (&step->what);
    self->fraction = step->fraction;
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  }
  return G_SOURCE_REMOVE;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->work);
  g_free (step->what);
  g_free (step);
}

static void
progress_cb (const char *what, double fraction, gpointer data)
{
  Job *job = data;
  Step *step;

  if ((int) (fraction * 100) == job->told)
    return;
  job->told = (int) (fraction * 100);
  step = g_new0 (Step, 1);
  step->work = g_object_ref (job->work);
  step->what = g_strdup (what);
  step->fraction = fraction;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, step_cb, step, step_free);
}

/* --- the work --- */

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done;

  if (job->path != NULL)
    done = miao_backup_check_for (job->session, job->path, progress_cb, job, cancellable,
                                  &job->report, &error);
  else
    done = miao_backup_run (job->session, NULL, job->scheduled, progress_cb, job, cancellable, NULL,
                            &error);
  miao_session_close (job->session);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoBackupWork *self = MIAO_BACKUP_WORK (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && job->path != NULL) {
    self->report = job->report;
    self->has_report = TRUE;
    job->report = (MiaoBackupReport){ 0 };
  }
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->what, g_free);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, error);
}

static gboolean
begin (MiaoBackupWork *self,
       MiaoSession *session,
       const char *path,
       gboolean scheduled,
       GError **error)
{
  g_autoptr (MiaoSession) own = NULL;
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->cancellable != NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_BUSY,
                         _ ("A backup is being made or checked. Wait for it to finish."));
    return FALSE;
  }
  own = miao_session_open_again (session, error);
  if (own == NULL)
    return FALSE;
  if (self->has_report)
    miao_backup_report_clear (&self->report);
  self->has_report = FALSE;
  self->fraction = 0;
  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->session = g_steal_pointer (&own);
  job->path = g_strdup (path);
  job->scheduled = scheduled;
  job->work = self;
  job->told = -1;
  task = g_task_new (self, self->cancellable, finished_cb, NULL);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, job, job_free);
  /* Whether it was cancelled is the work's to say: near its end it may be done all the same. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, work_in_thread);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

gboolean
miao_backup_work_make (MiaoBackupWork *self, MiaoSession *session, GError **error)
{
  return begin (self, session, NULL, FALSE, error);
}

gboolean
miao_backup_work_check (MiaoBackupWork *self,
                        MiaoSession *session,
                        const char *path,
                        GError **error)
{
  return begin (self, session, path, FALSE, error);
}

void
miao_backup_work_consider (MiaoBackupWork *self, MiaoSession *session)
{
  const gint64 now_us = g_get_monotonic_time ();
  g_auto (MiaoBackupState) state = { 0 };

  if (self->cancellable != NULL || miao_session_is_locked (session) ||
      /* A server shows everything only to those who may. */
      (miao_store_is_address (miao_session_get_path (session)) &&
       !miao_session_may (session, MIAO_MAY_BACKUP)) ||
      (self->considered_us != 0 && now_us - self->considered_us < CONSIDER_US))
    return;
  self->considered_us = now_us;
  if (miao_backup_get_state (miao_session_get_store (session), &state, NULL) &&
      miao_backup_wants (&state, miao_session_now_ms (session)))
    (void) begin (self, session, NULL, TRUE, NULL);
}

void
miao_backup_work_cancel (MiaoBackupWork *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

gboolean
miao_backup_work_is_busy (MiaoBackupWork *self)
{
  return self->cancellable != NULL;
}

const char *
miao_backup_work_get_what (MiaoBackupWork *self)
{
  return self->what != NULL ? self->what : "";
}

double
miao_backup_work_get_fraction (MiaoBackupWork *self)
{
  return self->fraction;
}

const MiaoBackupReport *
miao_backup_work_get_report (MiaoBackupWork *self)
{
  return self->has_report ? &self->report : NULL;
}

static void
miao_backup_work_finalize (GObject *object)
{
  MiaoBackupWork *self = MIAO_BACKUP_WORK (object);

  g_clear_object (&self->cancellable);
  g_free (self->what);
  if (self->has_report)
    miao_backup_report_clear (&self->report);

  G_OBJECT_CLASS (miao_backup_work_parent_class)->finalize (object);
}

static void
miao_backup_work_class_init (MiaoBackupWorkClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = miao_backup_work_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
miao_backup_work_init (MiaoBackupWork *self)
{
}

MiaoBackupWork *
miao_backup_work_get (void)
{
  static MiaoBackupWork *only = NULL;

  if (only == NULL)
    only = g_object_new (MIAO_TYPE_BACKUP_WORK, NULL);
  return only;
}
