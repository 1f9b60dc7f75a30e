#include "config.h"

#include "miao-do.h"

#include "miao-drafts.h"
#include "miao-error.h"
#include "miao-store-life.h"
#include "miao-work.h"

#include <glib/gi18n.h>

/* What is done within this time is waited for without a word. Keys that come meanwhile are kept. */
#define PATIENCE_US (80 * G_TIME_SPAN_MILLISECOND)
#define CANCEL_AGAIN_US (500 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  MiaoSession *owner; /* of the window */
  const char *title;
  const char *use_case; /* NULL: only look whether the server answers */
  JsonObject *input;
  MiaoOutcome *outcome;
  GError *error;
  gboolean ok;
  GCancellable *cancellable;
  GMutex lock;
  GCond ended_cond;
  gboolean ended;
  gint64 cancel_us; /* monotonic: not told again before */
} Job;

/* The session of the threads, kept from one job to the next: connecting takes longer than saving.
 * One thread at a time has it. */
static struct {
  GMutex lock;        /* held while a thread works */
  int closed;         /* atomic: the keys are about to go, no thread begins any more */
  GMutex guard;       /* of what follows, for whoever cancels */
  MiaoSession *owner; /* only compared */
  MiaoSession *session;
} worker;

/* A thread found that nobody answers; the window's own connection has not noticed yet. Atomic. */
static int nobody;
static MiaoDoSilenceFunc silence_func;
static gpointer silence_data;

/* Drafts on their way; the main thread's. */
static gboolean sending;
static gboolean send_again;
static guint reading; /* how much is being read beside the window; the main thread's */

static void
cancel_worker (void)
{
  g_mutex_lock (&worker.guard);
  if (worker.session != NULL && miao_session_is_open (worker.session))
    miao_store_cancel (miao_session_get_store (worker.session));
  g_mutex_unlock (&worker.guard);
}

static void
put_worker (MiaoSession *owner, MiaoSession *session)
{
  MiaoSession *old;

  g_mutex_lock (&worker.guard);
  old = worker.session;
  worker.owner = owner;
  worker.session = session;
  g_mutex_unlock (&worker.guard);
  if (old == NULL)
    return;
  miao_session_close (old);
  miao_session_unref (old);
}

void
miao_do_forget (void)
{
  g_return_if_fail (!miao_work_is_waiting ());

  /* Drafts that are on their way stay on this computer; rows are read again another time. */
  if (sending || reading > 0)
    cancel_worker ();
  g_mutex_lock (&worker.lock);
  g_atomic_int_set (&worker.closed, TRUE);
  put_worker (NULL, NULL);
  g_mutex_unlock (&worker.lock);
}

/* --- in a thread ---------------------------------------------------------------------------- */

/* With the lock. */
static gboolean
get_ready (MiaoSession *owner, GError **error)
{
  if (worker.owner != owner || worker.session == NULL) {
    put_worker (NULL, NULL);
    put_worker (owner, miao_session_open_again (owner, error));
  }
  if (worker.session == NULL)
    return FALSE;
  miao_session_follow (worker.session, owner);
  /* The window's connection is there, so this one's can be as well; if not, the work says so. */
  (void) miao_store_reconnect (miao_session_get_store (worker.session), NULL);

  return TRUE;
}

/* With the lock, after whatever was done. */
static void
note_silence (void)
{
  if (worker.session != NULL && miao_store_is_away (miao_session_get_store (worker.session)))
    g_atomic_int_set (&nobody, TRUE);
}

/* In the window. */
static void
tell_silence (MiaoSession *session)
{
  if (g_atomic_int_exchange (&nobody, FALSE) && miao_session_is_open (session) &&
      !miao_store_is_lost (miao_session_get_store (session)))
    miao_store_give_up (miao_session_get_store (session));
  else
    return;
  if (silence_func != NULL)
    silence_func (silence_data);
}

void
miao_do_on_silence (MiaoDoSilenceFunc func, gpointer data)
{
  silence_func = func;
  silence_data = data;
}

/* Somebody who holds a table is waited for until the person gives up. */
static gboolean
touch (Job *job)
{
  MiaoStore *store = miao_session_get_store (worker.session);

  while (!miao_store_touch (store, &job->error)) {
    if (!g_error_matches (job->error, MIAO_ERROR, MIAO_ERROR_BUSY) ||
        g_cancellable_is_cancelled (job->cancellable))
      return FALSE;
    g_clear_error (&job->error);
  }

  return TRUE;
}

static gboolean
work_with_lock (Job *job)
{
  if (!get_ready (job->owner, &job->error))
    return FALSE;
  /* Cancelled while something else had the connection. */
  if (g_cancellable_is_cancelled (job->cancellable)) {
    g_set_error_literal (&job->error, MIAO_ERROR, MIAO_ERROR_CANCELLED, _ ("Cancelled"));
    return FALSE;
  }
  if (job->use_case == NULL)
    return touch (job);

  return miao_use_case_run_long (worker.session, job->use_case, job->input, NULL, job->cancellable,
                                 &job->outcome, &job->error);
}

static gpointer
work (gpointer data)
{
  Job *job = data;

  g_mutex_lock (&worker.lock);
  job->ok = work_with_lock (job);
  note_silence ();
  g_mutex_unlock (&worker.lock);
  g_mutex_lock (&job->lock);
  job->ended = TRUE;
  g_cond_signal (&job->ended_cond);
  g_mutex_unlock (&job->lock);
  g_main_context_wakeup (NULL);

  return NULL;
}

static void
send_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&worker.lock);
  /* The window may have been locked while this waited for its turn. */
  if (!g_atomic_int_get (&worker.closed) && get_ready (data, &error) &&
      miao_drafts_send (worker.session, &error) < 0)
    g_debug ("drafts stay here: %s", error->message);
  note_silence ();
  g_mutex_unlock (&worker.lock);
  g_task_return_boolean (task, TRUE);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoSession *session = g_task_get_task_data (G_TASK (result));

  sending = FALSE;
  tell_silence (session);
  if (send_again && miao_session_is_open (session) && !miao_session_is_locked (session))
    miao_do_send_drafts (session);
  send_again = FALSE;
}

void
miao_do_send_drafts (MiaoSession *session)
{
  g_autoptr (GTask) task = NULL;

  if (!miao_store_is_address (miao_session_get_path (session)) ||
      miao_store_is_lost (miao_session_get_store (session)))
    return;
  send_again = sending;
  if (sending)
    return;
  sending = TRUE;
  g_atomic_int_set (&worker.closed, FALSE);
  task = g_task_new (NULL, NULL, sent_cb, NULL);
  g_task_set_source_tag (task, miao_do_send_drafts);
  g_task_set_task_data (task, miao_session_ref (session), (GDestroyNotify) miao_session_unref);
  g_task_run_in_thread (task, send_in_thread);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gboolean ok;

  g_mutex_lock (&worker.lock);
  ok = !g_atomic_int_get (&worker.closed) && get_ready (data, NULL) &&
       miao_store_touch (miao_session_get_store (worker.session), NULL);
  note_silence ();
  g_mutex_unlock (&worker.lock);
  g_task_return_boolean (task, ok);
}

void
miao_do_look_async (MiaoSession *session, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, miao_do_look_async);
  g_task_set_task_data (task, miao_session_ref (session), (GDestroyNotify) miao_session_unref);
  if (!miao_store_is_address (miao_session_get_path (session))) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  g_atomic_int_set (&worker.closed, FALSE);
  g_task_run_in_thread (task, look_in_thread);
}

gboolean
miao_do_look_finish (GAsyncResult *result)
{
  tell_silence (g_task_get_task_data (G_TASK (result)));
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

typedef struct {
  MiaoSession *owner;
  MiaoDoReadFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GAsyncReadyCallback callback;
  gpointer user_data;
} Read;

static void
read_free (gpointer data)
{
  Read *read = data;

  miao_session_unref (read->owner);
  if (read->free_data != NULL)
    read->free_data (read->data);
  g_free (read);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Read *read = data;
  GError *error = NULL;
  gboolean done = FALSE;

  g_mutex_lock (&worker.lock);
  if (g_atomic_int_get (&worker.closed))
    g_set_error_literal (&error, MIAO_ERROR, MIAO_ERROR_CANCELLED, _ ("Cancelled"));
  else if (get_ready (read->owner, &error))
    done = read->func (worker.session, read->data, &error);
  note_silence ();
  g_mutex_unlock (&worker.lock);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Read *read = g_task_get_task_data (G_TASK (result));

  reading--;
  tell_silence (read->owner);
  read->callback (source, result, read->user_data);
}

void
miao_do_read_async (MiaoSession *session,
                    MiaoDoReadFunc func,
                    gpointer data,
                    GDestroyNotify free_data,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, read_cb, NULL);
  Read *read = g_new0 (Read, 1);

  read->owner = miao_session_ref (session);
  read->func = func;
  read->data = data;
  read->free_data = free_data;
  read->callback = callback;
  read->user_data = user_data;
  reading++;
  g_atomic_int_set (&worker.closed, FALSE);
  g_task_set_source_tag (task, miao_do_read_async);
  g_task_set_task_data (task, read, read_free);
  g_task_run_in_thread (task, read_in_thread);
}

gboolean
miao_do_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gpointer
miao_do_read_get_data (GAsyncResult *result)
{
  return ((Read *) g_task_get_task_data (G_TASK (result)))->data;
}

/* --- in the window -------------------------------------------------------------------------- */

/* The server is told beside the window, because a network that is gone lets it wait; and more than
 * once, because the statement that was meant may have begun only now. */
static gpointer
cancel_in_thread (gpointer data)
{
  cancel_worker ();

  return NULL;
}

static void
cancel_again (Job *job)
{
  const gint64 now_us = g_get_monotonic_time ();

  if (!g_cancellable_is_cancelled (job->cancellable) || now_us < job->cancel_us)
    return;
  job->cancel_us = now_us + CANCEL_AGAIN_US;
  g_thread_unref (g_thread_new ("cancel", cancel_in_thread, NULL));
}

static gboolean
has_ended (gpointer data)
{
  Job *job = data;
  gboolean ended;

  g_mutex_lock (&job->lock);
  ended = job->ended;
  g_mutex_unlock (&job->lock);
  if (!ended)
    cancel_again (job);

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

static void
do_in_thread (Job *job, GtkWidget *from)
{
  GThread *thread;

  job->cancellable = g_cancellable_new ();
  g_mutex_init (&job->lock);
  g_cond_init (&job->ended_cond);
  g_atomic_int_set (&worker.closed, FALSE);
  thread = g_thread_new ("use-case", work, job);
  if (!wait_a_moment (job))
    miao_work_wait (from, job->title, job->cancellable, has_ended, job);
  g_thread_join (thread);
  g_cond_clear (&job->ended_cond);
  g_mutex_clear (&job->lock);
  g_object_unref (job->cancellable);
}

gboolean
miao_do_look (GtkWidget *from, MiaoSession *session)
{
  Job job = { .owner = session, .title = _ ("Waiting for the server") };
  gboolean cancelled;

  /* Nothing waits below a wait; whoever asks then reads what is there. */
  if (!miao_store_is_address (miao_session_get_path (session)) || miao_work_is_running () ||
      miao_store_is_lost (miao_session_get_store (session)))
    return TRUE;
  do_in_thread (&job, from);
  tell_silence (session);
  cancelled = g_error_matches (job.error, MIAO_ERROR, MIAO_ERROR_CANCELLED) ||
              g_error_matches (job.error, MIAO_ERROR, MIAO_ERROR_BUSY);
  g_clear_error (&job.error);

  return !cancelled;
}

gboolean
miao_do (GtkWidget *from,
         MiaoSession *session,
         const char *use_case,
         JsonObject *input,
         MiaoOutcome **ret_outcome,
         GError **error)
{
  Job job = {
    .owner = session,
    .title = miao_use_case_label (miao_use_case_find (use_case)),
    .use_case = use_case,
    .input = input,
  };

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
  tell_silence (session);
  /* What the thread wrote is another desk's doing to the window's own connection. */
  (void) miao_store_poll (miao_session_get_store (session));
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  if (ret_outcome != NULL)
    *ret_outcome = job.outcome;
  else
    g_clear_pointer (&job.outcome, miao_outcome_unref);

  return job.ok;
}
