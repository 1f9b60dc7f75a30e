#include "config.h"

#include "miao-window-private.h"

#include "miao-do.h"
#include "miao-drafts.h"
#include "miao-error.h"
#include "miao-store-life.h"
#include "miao-work.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

/*
 * An institution on a server: what other desks do is heard of at once, and a connection that is
 * lost is told at the head of the window and made anew as soon as the server is back. Whether it is
 * back is asked beside the window, because asking a machine that is switched off takes seconds.
 */

#define FIRST_DELAY_MS 1000
#define LONGEST_DELAY_MS 30000
/* What the window itself waits for at most: a statement, and another desk that saves. It lives
 * meanwhile, and one can give up. */
#define LIMIT_MS 60000
#define LOCK_LIMIT_MS 60000
/* How often it looks whether the answer has come. */
#define LOOK_MS 10

struct _MiaoWindowServer {
  MiaoWindow *window;
  int fd;
  guint fd_source;
  guint retry_source;
  guint delay_ms;
  GCancellable *probe;  /* NULL: nobody asks at present */
  guint gave_up_source; /* not 0: whoever gave up waits for nothing else in this turn */
  gboolean hurry;       /* nothing is waited for at all */
  gboolean lost;
  gboolean told;
};

static void try_now (MiaoWindowServer *self);

static MiaoStore *
store_of (MiaoWindowServer *self)
{
  return miao_session_get_store (self->window->session);
}

/* While the window is locked its session belongs to the log-in, which has a thread of its own. */
static gboolean
is_ours (MiaoWindowServer *self)
{
  return self->window->session != NULL && !miao_session_is_locked (self->window->session);
}

/* --- waiting -------------------------------------------------------------------------------- */

typedef struct {
  MiaoWindowServer *server;
  gboolean (*ended) (gpointer waited);
  gpointer waited;
  GCancellable *cancellable;
  gboolean told;
} Wait;

static gboolean
ended_cb (gpointer data)
{
  Wait *wait = data;

  if (!wait->told && g_cancellable_is_cancelled (wait->cancellable)) {
    wait->told = TRUE;
    miao_store_cancel (store_of (wait->server));
  }
  return wait->ended (wait->waited);
}

static gboolean
look_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE; /* the loop turns */
}

static void
wait_again_cb (gpointer user_data)
{
  MiaoWindowServer *self = user_data;

  self->gave_up_source = 0;
  miao_window_say (GTK_WIDGET (self->window), MIAO_TONE_WARNING,
                   _ ("The waiting was stopped; what is shown may not be complete"),
                   _ ("Press F5 to read it again."));
}

/* What the window reads itself, say a record that is opened. */
static MiaoStoreWait
wait_cb (gboolean (*ended) (gpointer waited), gpointer waited, gpointer user_data)
{
  MiaoWindowServer *self = user_data;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  GtkWindow *active = application != NULL ? gtk_application_get_active_window (application) : NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait wait = { self, ended, waited, cancellable, FALSE };
  guint look_source;

  if (self->hurry || self->gave_up_source != 0)
    return MIAO_STORE_GAVE_UP;
  if (!miao_work_may_wait ())
    return MIAO_STORE_CANNOT_WAIT;
  look_source = g_timeout_add (LOOK_MS, look_cb, NULL);
  miao_work_wait (active != NULL ? GTK_WIDGET (active) : GTK_WIDGET (self->window),
                  _ ("Waiting for the server"), cancellable, ended_cb, &wait);
  g_source_remove (look_source);
  if (wait.told)
    self->gave_up_source = g_idle_add_once (wait_again_cb, self);
  return MIAO_STORE_WAITED;
}

/* Whoever leaves does not stand before a window that waits. */
static MiaoStoreWait
leave_cb (gboolean (*ended) (gpointer waited), gpointer waited, gpointer user_data)
{
  return MIAO_STORE_CANNOT_WAIT;
}

/* --- back again ----------------------------------------------------------------------------- */

static void
come_back (MiaoWindowServer *self)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  const gboolean told = self->told;

  g_clear_handle_id (&self->retry_source, g_source_remove);
  self->lost = FALSE;
  self->told = FALSE;
  miao_banner_hide (MIAO_BANNER (self->window->server_bar));
  miao_do_send_drafts (self->window->session);
  /* What others did meanwhile was missed: everything is read again. */
  (void) miao_store_poll (store_of (self));
  if (told)
    miao_window_say (window, MIAO_TONE_GOOD, _ ("Connected to the server again"),
                     _ ("What was typed is still here; it can be saved now."));
}

/* --- away ----------------------------------------------------------------------------------- */

static void
tell (MiaoWindowServer *self, const GError *error)
{
  MiaoBanner *bar = MIAO_BANNER (self->window->server_bar);
  const char *words = _ ("Go on typing: it is kept encrypted on this computer. Saving waits until "
                         "the server is back; the program tries again by itself.");
  /* That it is not there was said; that it does not take the account any more is news. */
  const gboolean refused = error != NULL && !g_error_matches (error, MIAO_ERROR, MIAO_ERROR_LOST);

  if (self->told && !refused)
    return;
  self->told = TRUE;
  miao_banner_set_button (bar, _ ("Try now"), "win.reconnect");
  miao_banner_show (bar, MIAO_TONE_WARNING, _ ("The connection to the server is lost"),
                    refused ? error->message : words);
}

static void
retry_cb (gpointer user_data)
{
  MiaoWindowServer *self = user_data;

  self->retry_source = 0;
  try_now (self);
}

static void
try_later (MiaoWindowServer *self)
{
  g_clear_handle_id (&self->retry_source, g_source_remove);
  self->retry_source = g_timeout_add_once (self->delay_ms, retry_cb, self);
  self->delay_ms = MIN (2 * self->delay_ms, LONGEST_DELAY_MS);
}

static void
ask_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, miao_store_answers (data));
}

/* The server has answered just now; nobody asked for a window that waits. */
static gboolean
reconnect (MiaoWindowServer *self, GError **error)
{
  gboolean done;

  miao_work_hold_still (TRUE);
  done = miao_store_reconnect (store_of (self), error);
  miao_work_hold_still (FALSE);
  return done;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoWindowServer *self;
  g_autoptr (GError) error = NULL;
  gboolean answers;

  /* Cancelled: the session has ended meanwhile, and its server with it. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  self = user_data;
  answers = g_task_propagate_boolean (G_TASK (result), NULL);
  g_clear_object (&self->probe);
  if (is_ours (self) && answers && !miao_work_is_running () && reconnect (self, &error)) {
    come_back (self);
    return;
  }
  if (is_ours (self))
    tell (self, error);
  try_later (self);
}

static void
try_now (MiaoWindowServer *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->probe != NULL || !self->lost)
    return;
  self->probe = g_cancellable_new ();
  task = g_task_new (NULL, self->probe, asked_cb, self);
  g_task_set_source_tag (task, try_now);
  g_task_set_task_data (task, g_strdup (miao_session_get_path (self->window->session)), g_free);
  g_task_run_in_thread (task, ask_in_thread);
}

static void
reconnect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MiaoWindow *window = user_data;

  if (window->server == NULL)
    return;
  window->server->delay_ms = FIRST_DELAY_MS;
  try_now (window->server);
}

/* --- hearing -------------------------------------------------------------------------------- */

/* The connection is another one after a reconnection, and asks to be listened to anew. */
static gboolean
news_cb (int fd, GIOCondition condition, gpointer user_data)
{
  MiaoWindowServer *self = user_data;

  if (is_ours (self) && !miao_work_is_running () && fd == miao_store_get_fd (store_of (self))) {
    (void) miao_store_poll (store_of (self));
    if (!miao_store_is_lost (store_of (self)))
      return G_SOURCE_CONTINUE;
  }
  self->fd_source = 0;
  miao_window_server_look (self->window);
  return G_SOURCE_REMOVE;
}

static void
listen (MiaoWindowServer *self)
{
  const int fd = miao_store_get_fd (store_of (self));

  if (self->fd_source != 0 && self->fd == fd)
    return;
  g_clear_handle_id (&self->fd_source, g_source_remove);
  self->fd = fd;
  if (fd >= 0)
    self->fd_source = g_unix_fd_add (fd, G_IO_IN | G_IO_HUP | G_IO_ERR, news_cb, self);
}

void
miao_window_server_look (MiaoWindow *window)
{
  MiaoWindowServer *self = window->server;

  if (self == NULL || !is_ours (self) || miao_work_is_running ())
    return;
  if (!miao_store_is_lost (store_of (self))) {
    if (self->lost)
      come_back (self);
    listen (self);
    return;
  }
  if (self->lost)
    return;
  self->lost = TRUE;
  self->delay_ms = FIRST_DELAY_MS;
  g_clear_handle_id (&self->fd_source, g_source_remove);
  /* Often it is only the connection, and nobody needs to hear of it; but where nobody answers, that
   * was asked already. */
  if (miao_store_is_away (store_of (self)))
    tell (self, NULL);
  try_now (self);
}

void
miao_window_server_flush (MiaoWindow *window)
{
  MiaoWindowServer *self = window->server;
  g_autoptr (GError) error = NULL;

  if (self == NULL || !is_ours (self) || miao_store_is_lost (store_of (self)))
    return;
  /* The cover waits for nobody: what the server does not take at once stays on this computer. */
  self->hurry = TRUE;
  if (miao_drafts_send (window->session, &error) < 0)
    g_debug ("drafts stay here: %s", error->message);
  self->hurry = FALSE;
}

gboolean
miao_window_server_is_lost (MiaoWindow *window)
{
  miao_window_server_look (window);
  return window->server != NULL && window->server->lost;
}

static void
silence_cb (gpointer user_data)
{
  miao_window_server_look (((MiaoWindowServer *) user_data)->window);
}

/* --- life ----------------------------------------------------------------------------------- */

void
miao_window_server_begin (MiaoWindow *window)
{
  const gboolean server = miao_store_is_address (miao_session_get_path (window->session));
  MiaoWindowServer *self;

  gtk_label_set_label (GTK_LABEL (window->place),
                       server ? _ ("On the server") : _ ("File encrypted"));
  if (!server)
    return;
  self = g_new0 (MiaoWindowServer, 1);
  self->window = window;
  self->fd = -1;
  window->server = self;
  miao_store_set_limit (store_of (self), LIMIT_MS, LOCK_LIMIT_MS);
  miao_store_set_waiter (store_of (self), wait_cb, self);
  miao_do_on_silence (silence_cb, self);
  miao_do_send_drafts (window->session);
  miao_window_server_look (window);
}

void
miao_window_server_end (MiaoWindow *window)
{
  MiaoWindowServer *self = g_steal_pointer (&window->server);

  if (self == NULL)
    return;
  miao_banner_hide (MIAO_BANNER (window->server_bar));
  g_clear_handle_id (&self->fd_source, g_source_remove);
  g_clear_handle_id (&self->retry_source, g_source_remove);
  if (self->probe != NULL)
    g_cancellable_cancel (self->probe);
  g_clear_object (&self->probe);
  g_clear_handle_id (&self->gave_up_source, g_source_remove);
  miao_do_on_silence (NULL, NULL);
  if (window->session != NULL && miao_session_is_open (window->session))
    miao_store_set_waiter (store_of (self), leave_cb, NULL);
  g_free (self);
}

void
miao_window_init_server (MiaoWindow *window)
{
  static const GActionEntry actions[] = { { "reconnect", reconnect_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
}
