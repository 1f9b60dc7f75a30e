/* Long work on the command line: how far it is (on a terminal only), and Ctrl+C that takes it back.
 */
#include "config.h"

#include "miao-ctl.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* How often at most a line is written on the terminal. */
#define LINE_EVERY_US (G_USEC_PER_SEC / 10)
#define PERCENT 100

static gpointer
wait_for_signal (gpointer data)
{
  MiaoCtlLong *work = data;
  struct pollfd files[] = { { .fd = work->signals, .events = POLLIN },
                            { .fd = work->end, .events = POLLIN } };
  struct signalfd_siginfo taken;

  while (poll (files, G_N_ELEMENTS (files), -1) < 0)
    if (errno != EINTR)
      return NULL;
  if (files[0].revents != 0 && read (work->signals, &taken, sizeof taken) > 0)
    g_cancellable_cancel (work->cancellable);

  return NULL;
}

static void
tell_cb (const char *what, guint64 done, guint64 total, gpointer data)
{
  MiaoCtlLong *work = data;
  gint64 now = g_get_monotonic_time ();

  if (!work->terminal || now - work->told_us < LINE_EVERY_US)
    return;
  work->told_us = now;
  if (total > 0)
    g_printerr ("\r\033[K%3d %% %s", (int) (MIN (done, total) * PERCENT / total), what);
  else
    g_printerr ("\r\033[K%s", what);
}

void
miao_ctl_long_begin (MiaoCtlLong *work)
{
  sigset_t signals;

  *work = (MiaoCtlLong){ 0 };
  work->cancellable = g_cancellable_new ();
  work->terminal = isatty (STDERR_FILENO) == 1;
  work->progress.tell = tell_cb;
  work->progress.data = work;
  /* Blocked before the thread is made, so that no thread is interrupted and one waits. */
  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, &work->before);
  work->signals = signalfd (-1, &signals, SFD_CLOEXEC);
  work->end = eventfd (0, EFD_CLOEXEC);
  if (work->signals >= 0 && work->end >= 0)
    work->waiter = g_thread_new ("signals", wait_for_signal, work);
  else /* no more files may be opened: it is killed as ever, and the transaction is undone */
    pthread_sigmask (SIG_SETMASK, &work->before, NULL);
}

void
miao_ctl_long_end (MiaoCtlLong *work)
{
  if (work->waiter != NULL) {
    (void) eventfd_write (work->end, 1);
    g_thread_join (work->waiter);
  }
  (void) close (work->signals);
  (void) close (work->end);
  pthread_sigmask (SIG_SETMASK, &work->before, NULL);
  if (work->told_us > 0)
    g_printerr ("\r\033[K");
  g_object_unref (work->cancellable);
}

gboolean
miao_ctl_run_use_case (
    MiaoCtl *ctl, const char *name, JsonObject *input, MiaoOutcome **ret_outcome, GError **error)
{
  MiaoCtlLong work;
  gboolean done;

  miao_ctl_long_begin (&work);
  done = miao_use_case_run_long (ctl->session, name, input, &work.progress, work.cancellable,
                                 ret_outcome, error);
  miao_ctl_long_end (&work);

  return done;
}
