#include "config.h"

#include "miao-do.h"

#include "miao-error.h"
#include "miao-store-life.h"
#include "miao-work.h"

#include <glib/gi18n.h>

/* What is done within this time is waited for without a word. Keys that come meanwhile are kept. */
#define PATIENCE_US (150 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  MiaoSession *owner; /* of the window */
  const char *use_case;
  JsonObject *input;
  MiaoOutcome *outcome;
  GError *error;
  gboolean ok;
  GCancellable *cancellable;
  GMutex lock;
  GCond ended_cond;
  gboolean ended;
} Job;

/* The session of the thread, kept from one use case to the next: connecting takes longer than
 * saving. One job at a time has it. */
static struct {
  MiaoSession *owner; /* only compared */
  MiaoSession *session;
} worker;

void
miao_do_forget (void)
{
  g_return_if_fail (!miao_work_is_waiting ());

  if (worker.session != NULL)
    miao_session_close (worker.session);
  g_clear_pointer (&worker.session, miao_session_unref);
  worker.owner = NULL;
}

/* --- in the thread -------------------------------------------------------------------------- */

static gboolean
get_ready (Job *job)
{
  if (worker.owner != job->owner && worker.session != NULL) {
    miao_session_close (worker.session);
    g_clear_pointer (&worker.session, miao_session_unref);
  }
  if (worker.session == NULL) {
    worker.session = miao_session_open_again (job->owner, &job->error);
    worker.owner = job->owner;
  }
  if (worker.session == NULL)
    return FALSE;
  miao_session_follow (worker.session, job->owner);
  /* The window's connection is there, so this one's can be as well; if not, the use case says so.
   */
  (void) miao_store_reconnect (miao_session_get_store (worker.session), NULL);

  return TRUE;
}

static gpointer
work (gpointer data)
{
  Job *job = data;

  job->ok =
      get_ready (job) && miao_use_case_run_long (worker.session, job->use_case, job->input, NULL,
                                                 job->cancellable, &job->outcome, &job->error);
  g_mutex_lock (&job->lock);
  job->ended = TRUE;
  g_cond_signal (&job->ended_cond);
  g_mutex_unlock (&job->lock);
  g_main_context_wakeup (NULL);

  return NULL;
}

/* --- in the window -------------------------------------------------------------------------- */

static gboolean
has_ended (gpointer data)
{
  Job *job = data;
  gboolean ended;

  g_mutex_lock (&job->lock);
  ended = job->ended;
  g_mutex_unlock (&job->lock);

  return ended;
}

static gboolean
wait_a_moment (Job *job)
{
  const gint64 until_us = g_get_monotonic_time () + PATIENCE_US;
  gboolean ended;

  g_mutex_lock (&job->lock);
  while (!job->ended && g_cond_wait_until (&job->ended_cond, &job->lock, until_us))
    ;
  ended = job->ended;
  g_mutex_unlock (&job->lock);

  return ended;
}

static gpointer
cancel_in_thread (gpointer data)
{
  miao_store_cancel (miao_session_get_store (data));
  miao_session_unref (data);

  return NULL;
}

/* The server is told beside the window, because a network that is gone lets it wait. */
static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  if (worker.session != NULL && miao_session_is_open (worker.session))
    g_thread_unref (g_thread_new ("cancel", cancel_in_thread, miao_session_ref (worker.session)));
}

static void
do_in_thread (Job *job, GtkWidget *from)
{
  GThread *thread;

  job->cancellable = g_cancellable_new ();
  g_mutex_init (&job->lock);
  g_cond_init (&job->ended_cond);
  thread = g_thread_new ("use-case", work, job);
  if (!wait_a_moment (job)) {
    g_signal_connect (job->cancellable, "cancelled", G_CALLBACK (cancelled_cb), NULL);
    miao_work_wait (from, miao_use_case_label (miao_use_case_find (job->use_case)),
                    job->cancellable, has_ended, job);
  }
  g_thread_join (thread);
  g_cond_clear (&job->ended_cond);
  g_mutex_clear (&job->lock);
  g_object_unref (job->cancellable);
  /* What the thread wrote is another desk's doing to the window's own connection. */
  (void) miao_store_poll (miao_session_get_store (job->owner));
}

gboolean
miao_do (GtkWidget *from,
         MiaoSession *session,
         const char *use_case,
         JsonObject *input,
         MiaoOutcome **ret_outcome,
         GError **error)
{
  Job job = { .owner = session, .use_case = use_case, .input = input };

  if (!miao_store_is_address (miao_session_get_path (session)))
    return miao_use_case_run (session, use_case, input, ret_outcome, error);
  if (miao_work_is_running ()) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_BUSY,
                         _ ("Something else is still running. Wait for it, or cancel it."));
    return FALSE;
  }
  (void) miao_store_poll (miao_session_get_store (session));
  if (miao_store_is_lost (miao_session_get_store (session))) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_LOST,
                         _ ("Not saved: the connection to the server is lost. What you typed is "
                            "kept; save again when it is back."));
    return FALSE;
  }
  do_in_thread (&job, from);
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  if (ret_outcome != NULL)
    *ret_outcome = job.outcome;
  else
    g_clear_pointer (&job.outcome, miao_outcome_unref);

  return job.ok;
}
