#include "config.h"

#include "miao-work.h"

#include "miao-error.h"
#include "miao-gtk-compat.h"

#include <glib/gi18n.h>

/* What is done within this time shows no window: it would only flash. */
#define SHOW_AFTER_MS 300
/* Of what the caller has waited for already. */
#define SHOW_LATER_MS 200
/* How often the window looks how far the work is. */
#define LOOK_MS 100
#define BAR_WIDTH 360
#define PERCENT 100

typedef struct {
  MiaoSession *session; /* of the worker */
  MiaoSession *owner;   /* of the window */
  MiaoWorkFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GCancellable *cancellable;
  GtkWidget *root; /* that asked; its events wait */
  GtkEventController *waiter;
  GtkWidget *window;
  GtkWidget *what;
  GtkWidget *bar;
  GtkWidget *cancel;
  char *title;
  guint show_source;
  guint look_source;
  GMutex lock; /* of what follows: written by the worker */
  char *words;
  guint64 done;
  guint64 total;
} Work;

static Work *running;
static gboolean waiting; /* for the running one, below the main loop */
static guint still;      /* how many draw at present */

gboolean
miao_work_is_running (void)
{
  return running != NULL;
}

gboolean
miao_work_is_waiting (void)
{
  return waiting;
}

void
miao_work_hold_still (gboolean on)
{
  still = on ? still + 1 : still - 1;
}

gboolean
miao_work_may_wait (void)
{
  return running == NULL && still == 0;
}

/* --- the worker ----------------------------------------------------------------------------- */

static void
tell_cb (const char *what, guint64 done, guint64 total, gpointer data)
{
  Work *work = data;

  g_mutex_lock (&work->lock);
  if (g_strcmp0 (work->words, what) != 0) {
    g_free (work->words);
    work->words = g_strdup (what);
  }
  work->done = done;
  work->total = total;
  g_mutex_unlock (&work->lock);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  const MiaoProgress progress = { tell_cb, work };
  GError *error = NULL;
  gboolean done = work->func (work->session, &progress, cancellable, work->data, &error);

  if (work->session != NULL)
    miao_session_close (work->session);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- the window ------------------------------------------------------------------------------ */

static void
show_progress (Work *work)
{
  g_autofree char *words = NULL, *percent = NULL;
  guint64 done, total;

  g_mutex_lock (&work->lock);
  words = g_strdup (work->words);
  done = work->done;
  total = work->total;
  g_mutex_unlock (&work->lock);
  if (g_cancellable_is_cancelled (work->cancellable))
    gtk_label_set_label (GTK_LABEL (work->what), _ ("Cancelling; nothing will be changed…"));
  else if (words != NULL)
    gtk_label_set_label (GTK_LABEL (work->what), words);
  if (total == 0) {
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (work->bar));
    return;
  }
  done = MIN (done, total);
  percent = g_strdup_printf ("%d %%", (int) (done * PERCENT / total));
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (work->bar), (double) done / (double) total);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (work->bar), percent);
  gtk_accessible_update_property (GTK_ACCESSIBLE (work->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  percent, -1);
}

static gboolean
look_cb (gpointer user_data)
{
  Work *work = user_data;

  if (work->window != NULL)
    show_progress (work);

  return G_SOURCE_CONTINUE;
}

static void
cancel_cb (Work *work)
{
  g_cancellable_cancel (work->cancellable);
  gtk_widget_set_sensitive (work->cancel, FALSE);
  show_progress (work);
}

static gboolean
close_cb (Work *work)
{
  cancel_cb (work);

  return TRUE;
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_escape (Work *work)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (work->window, controller);
}

static void
show_cb (gpointer user_data)
{
  Work *work = user_data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  work->show_source = 0;
  work->window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (work->window), work->title);
  gtk_window_set_modal (GTK_WINDOW (work->window), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (work->window), FALSE);
  if (GTK_IS_WINDOW (work->root))
    gtk_window_set_transient_for (GTK_WINDOW (work->window), GTK_WINDOW (work->root));
  gtk_widget_add_css_class (work->window, "ask");
  gtk_widget_add_css_class (box, "ask-body");
  gtk_window_set_child (GTK_WINDOW (work->window), box);
  (void) add_label (box, work->title, "h2");
  work->what = add_label (box, _ ("Please wait…"), "dim");
  work->bar = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (work->bar), TRUE);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (work->bar), "");
  gtk_widget_set_size_request (work->bar, BAR_WIDTH, -1);
  miao_accessible_set_label (work->bar, work->title);
  gtk_box_append (GTK_BOX (box), work->bar);
  work->cancel = gtk_button_new_with_label (_ ("Cancel"));
  gtk_widget_set_halign (work->cancel, GTK_ALIGN_END);
  gtk_widget_set_margin_top (work->cancel, 8);
  gtk_box_append (GTK_BOX (box), work->cancel);
  g_signal_connect_swapped (work->cancel, "clicked", G_CALLBACK (cancel_cb), work);
  g_signal_connect_swapped (work->window, "close-request", G_CALLBACK (close_cb), work);
  add_escape (work);
  show_progress (work);
  /* The keyboard rests on the bar, which is then read out; an Enter too many cancels nothing. */
  gtk_widget_set_focusable (work->bar, TRUE);
  gtk_window_set_focus (GTK_WINDOW (work->window), work->bar);
  gtk_window_present (GTK_WINDOW (work->window));
}

/* Until the window stands, keys and clicks go nowhere: a second begin would be one too many. */
static gboolean
wait_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  switch ((int) gdk_event_get_event_type (event)) {
  case GDK_BUTTON_PRESS:
  case GDK_BUTTON_RELEASE:
  case GDK_KEY_PRESS:
  case GDK_TOUCH_BEGIN:
  case GDK_TOUCH_END:
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

/* --- life ------------------------------------------------------------------------------------ */

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->session, miao_session_unref);
  g_clear_pointer (&work->owner, miao_session_unref);
  if (work->free_data != NULL)
    work->free_data (work->data);
  g_object_unref (work->cancellable);
  g_mutex_clear (&work->lock);
  g_free (work->words);
  g_free (work->title);
  g_free (work);
}

static void
end_waiting (Work *work)
{
  g_clear_handle_id (&work->show_source, g_source_remove);
  g_clear_handle_id (&work->look_source, g_source_remove);
  if (work->window != NULL)
    gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&work->window)));
  if (work->waiter != NULL)
    gtk_widget_remove_controller (work->root, work->waiter);
  work->waiter = NULL;
  g_clear_object (&work->root);
}

/* The worker is done: the window is given back before anybody hears of it. */
static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  Work *work = g_task_get_task_data (outer);
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  end_waiting (work);
  running = NULL;
  /* What the worker wrote is another connection's doing to the window's own. */
  if (work->owner != NULL && miao_session_is_open (work->owner))
    (void) miao_store_poll (miao_session_get_store (work->owner));
  if (done)
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, g_steal_pointer (&error));
}

static void
begin_waiting (Work *work, GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);

  running = work;
  if (root != NULL) {
    work->root = g_object_ref (GTK_WIDGET (root));
    work->waiter = gtk_event_controller_legacy_new ();
    gtk_event_controller_set_propagation_phase (work->waiter, GTK_PHASE_CAPTURE);
    g_signal_connect (work->waiter, "event", G_CALLBACK (wait_cb), NULL);
    gtk_widget_add_controller (work->root, work->waiter);
  }
  work->look_source = g_timeout_add (LOOK_MS, look_cb, work);
}

static void
begin (GTask *outer, Work *work, GtkWidget *from)
{
  g_autoptr (GTask) inner = NULL;

  begin_waiting (work, from);
  work->show_source = g_timeout_add_once (SHOW_AFTER_MS, show_cb, work);
  inner = g_task_new (NULL, work->cancellable, done_cb, g_object_ref (outer));
  g_task_set_source_tag (inner, miao_work_async);
  /* The function itself notices the cancelling; only then is everything as it was. */
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (inner, work, NULL);
  g_task_run_in_thread (inner, work_in_thread);
}

void
miao_work_async (GtkWidget *from,
                 MiaoSession *session,
                 const char *title,
                 MiaoWorkFunc func,
                 gpointer data,
                 GDestroyNotify free_data,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) outer = g_task_new (from, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);
  GError *error = NULL;

  work->func = func;
  work->data = data;
  work->free_data = free_data;
  work->title = g_strdup (title);
  work->cancellable = g_cancellable_new ();
  g_mutex_init (&work->lock);
  g_task_set_source_tag (outer, miao_work_async);
  g_task_set_task_data (outer, work, work_free);
  if (running != NULL) {
    g_task_return_new_error (outer, MIAO_ERROR, MIAO_ERROR_BUSY, "%s",
                             _ ("Something else is still running. Wait for it, or cancel it."));
    return;
  }
  if (session != NULL) {
    work->owner = miao_session_ref (session);
    work->session = miao_session_open_again (session, &error);
    if (work->session == NULL) {
      g_task_return_error (outer, error);
      return;
    }
  }
  begin (outer, work, from);
}

void
miao_work_wait (GtkWidget *from,
                const char *title,
                GCancellable *cancellable,
                MiaoWorkEndedFunc ended,
                gpointer data)
{
  Work *work = g_new0 (Work, 1);

  g_return_if_fail (running == NULL);

  work->title = g_strdup (title);
  work->cancellable = g_object_ref (cancellable);
  g_mutex_init (&work->lock);
  begin_waiting (work, from);
  waiting = TRUE;
  work->show_source = g_timeout_add_once (SHOW_LATER_MS, show_cb, work);
  while (!ended (data))
    g_main_context_iteration (NULL, TRUE);
  waiting = FALSE;
  end_waiting (work);
  running = NULL;
  work_free (work);
}

gboolean
miao_work_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gpointer
miao_work_get_data (GAsyncResult *result)
{
  return ((Work *) g_task_get_task_data (G_TASK (result)))->data;
}
