#include "config.h"

#include "miao-cover-private.h"

#include "miao-ahead.h"
#include "miao-application.h"
#include "miao-secret.h"
#include "miao-tasks.h"
#include "miao-ui.h"

#include <glib/gi18n.h>

enum {
  SIGNAL_OPENED,
  SIGNAL_UNLOCKED,
  SIGNAL_OTHER_FILE,
  SIGNAL_FORGOTTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoCover, miao_cover, GTK_TYPE_WIDGET)

typedef struct {
  char *path;
  char *login;
  char *password;
  MiaoSession *locked;
  gboolean ahead;
  MiaoDate today;   /* the day given for practice, or NONE */
  GPtrArray *tasks; /* (nullable): read ahead */
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_free (attempt->path);
  g_free (attempt->login);
  miao_secret_free_text (attempt->password);
  g_clear_pointer (&attempt->locked, miao_session_unref);
  g_clear_pointer (&attempt->tasks, g_ptr_array_unref);
  g_free (attempt);
}

void
miao_cover_show_problem (MiaoCover *self, const char *message)
{
  gtk_widget_set_visible (self->problem_box, message != NULL);
  gtk_label_set_label (GTK_LABEL (self->problem), message != NULL ? message : "");
  if (message != NULL)
    gtk_widget_add_css_class (self->password, "error");
  else
    gtk_widget_remove_css_class (self->password, "error");
}

/* A key file that does not open, beside a spare that would. */
static void
offer_spare (MiaoCover *self)
{
  g_autofree char *keys_path = miao_slots_dup_path (self->path);

  gtk_widget_set_visible (self->spare, miao_slots_can_use_spare (keys_path));
}

static void
spare_cb (MiaoCover *self)
{
  g_autofree char *keys_path = miao_slots_dup_path (self->path);
  g_autoptr (GError) error = NULL;

  if (!miao_slots_use_spare (keys_path, &error)) {
    miao_cover_show_problem (self, error->message);
    return;
  }
  miao_cover_show_problem (self, NULL);
  gtk_widget_set_visible (self->spare, FALSE);
  gtk_label_set_label (GTK_LABEL (self->explanation),
                       _ ("The spare key file is in place; the damaged one was kept beside it. Log "
                          "in as usual."));
  miao_cover_grab_focus (self);
}

static void
set_busy (MiaoCover *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->open, !busy);
  gtk_widget_set_sensitive (self->password, !busy);
  gtk_widget_set_sensitive (self->login, !busy);
  /* Nobody closes what the thread reads. */
  gtk_widget_set_sensitive (self->ways_out, !busy || self->locked == NULL);
}

/* The page that comes first asks for what is due. Read here, beside the window, it opens in one
 * frame however large the file and however far away the server. Many changes are looked through
 * under a bar of their own, which the page shows. */
static void
read_ahead (MiaoSession *session, gpointer data)
{
  Attempt *attempt = data;
  g_autoptr (GError) error = NULL;

  if (attempt->today != MIAO_DATE_NONE && miao_session_is_practice (session))
    (void) miao_session_set_today (session, attempt->today, NULL);
  if (miao_tasks_are_many (session))
    return;
  attempt->tasks = miao_tasks_collect (session, &error);
  if (attempt->tasks == NULL)
    g_debug ("%s", error->message);
}

/* Deriving the key takes about half a second, so it is done beside the window. */
static void
attempt_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Attempt *attempt = data;
  GError *error = NULL;
  MiaoSession *session;

  if (attempt->locked != NULL) {
    if (miao_session_unlock_and (attempt->locked, attempt->password,
                                 attempt->ahead ? read_ahead : NULL, attempt, &error))
      g_task_return_pointer (task, miao_session_ref (attempt->locked),
                             (GDestroyNotify) miao_session_unref);
    else
      g_task_return_error (task, error);
    return;
  }
  session = miao_session_open (attempt->path, attempt->login, attempt->password, &error);
  if (session == NULL) {
    g_task_return_error (task, error);
    return;
  }
  read_ahead (session, attempt);
  g_task_return_pointer (task, session, (GDestroyNotify) miao_session_unref);
}

static void
attempt_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoCover *self = MIAO_COVER (source);
  Attempt *attempt = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) session = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean unlocked = self->locked != NULL;

  set_busy (self, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  if (session == NULL) {
    miao_cover_show_problem (self, error->message);
    offer_spare (self);
    gtk_widget_grab_focus (self->password);
    return;
  }
  miao_cover_show_problem (self, NULL);
  g_clear_pointer (&self->locked, miao_session_unref);
  g_clear_handle_id (&self->clock_source, g_source_remove);
  miao_ahead_keep (session, g_steal_pointer (&attempt->tasks));
  g_signal_emit (self, signals[unlocked ? SIGNAL_UNLOCKED : SIGNAL_OPENED], 0, session);
}

static void
open_cb (MiaoCover *self)
{
  g_autoptr (GTask) task = NULL;
  Attempt *attempt;

  if (self->busy)
    return;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->password)) == '\0') {
    gtk_widget_grab_focus (self->password);
    return;
  }
  attempt = g_new0 (Attempt, 1);
  attempt->path = g_strdup (self->path);
  attempt->login = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->login)));
  attempt->password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password)));
  attempt->today = miao_application_get_today ();
  if (self->locked != NULL)
    attempt->locked = miao_session_ref (self->locked);
  attempt->ahead = self->ahead;
  task = g_task_new (self, NULL, attempt_done_cb, NULL);
  g_task_set_source_tag (task, open_cb);
  g_task_set_task_data (task, attempt, attempt_free);
  set_busy (self, TRUE);
  g_task_run_in_thread (task, attempt_in_thread);
}

static void
login_activated_cb (MiaoCover *self)
{
  gtk_widget_grab_focus (self->password);
}

static void
forgotten_cb (MiaoCover *self)
{
  g_signal_emit (self, signals[SIGNAL_FORGOTTEN], 0);
}

static void
other_cb (MiaoCover *self)
{
  g_signal_emit (self, signals[SIGNAL_OTHER_FILE], 0);
}

static void
account_selected_cb (MiaoCover *self)
{
  /* The list also loses its selection while the cover goes away. */
  if (self->locked != NULL)
    gtk_widget_grab_focus (self->password);
}

static gboolean
tick_cb (gpointer user_data)
{
  MiaoCover *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: a format of g_date_time_format() for day, weekday and time of day. */
  g_autofree char *text = g_date_time_format (now, _ ("%A %e %B %Y    %H:%M"));

  gtk_label_set_label (GTK_LABEL (self->clock), text);
  return G_SOURCE_CONTINUE;
}

void
miao_cover_start_clock (MiaoCover *self)
{
  tick_cb (self);
  g_clear_handle_id (&self->clock_source, g_source_remove);
  self->clock_source = g_timeout_add_seconds (10, tick_cb, self);
}

static void
caps_cb (MiaoCover *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GdkSeat *seat = gdk_display_get_default_seat (display);
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  gtk_widget_set_visible (self->caps_box,
                          keyboard != NULL && gdk_device_get_caps_lock_state (keyboard));
}

static void
realize (GtkWidget *widget)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));

  GTK_WIDGET_CLASS (miao_cover_parent_class)->realize (widget);
  if (seat != NULL && gdk_seat_get_keyboard (seat) != NULL)
    g_signal_connect_object (gdk_seat_get_keyboard (seat), "notify::caps-lock-state",
                             G_CALLBACK (caps_cb), widget, G_CONNECT_SWAPPED);
  caps_cb (MIAO_COVER (widget));
}

static void
map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (miao_cover_parent_class)->map (widget);
  miao_cover_grab_focus (MIAO_COVER (widget));
}

static void
miao_cover_dispose (GObject *object)
{
  MiaoCover *self = MIAO_COVER (object);
  GtkWidget *child;

  g_clear_handle_id (&self->clock_source, g_source_remove);
  g_clear_pointer (&self->locked, miao_session_unref);
  g_clear_pointer (&self->path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_COVER);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (miao_cover_parent_class)->dispose (object);
}

static guint
make_signal (const char *name, GType type, guint n)
{
  return g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n,
                       G_TYPE_POINTER);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-cover.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoCover, name)
  BIND (body);
  BIND (institution);
  BIND (clock);
  BIND (account_side);
  BIND (accounts);
  BIND (title);
  BIND (reason_chip);
  BIND (reason);
  BIND (explanation);
  BIND (progress);
  BIND (login_box);
  BIND (password_label);
  BIND (password_box);
  BIND (login);
  BIND (password);
  BIND (open);
  BIND (problem_box);
  BIND (problem);
  BIND (spare);
  BIND (ways_out);
  BIND (caps_box);
  BIND (place);
  BIND (file);
  BIND (other);
  BIND (version);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, login_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, forgotten_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
  gtk_widget_class_bind_template_callback (widget_class, spare_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_selected_cb);
}

static void
miao_cover_class_init (MiaoCoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_cover_dispose;
  widget_class->realize = realize;
  widget_class->map = map;
  signals[SIGNAL_OPENED] = make_signal ("opened", type, 1);
  signals[SIGNAL_UNLOCKED] = make_signal ("unlocked", type, 1);
  signals[SIGNAL_OTHER_FILE] = make_signal ("other-file", type, 0);
  signals[SIGNAL_FORGOTTEN] = make_signal ("forgotten", type, 0);
  bind_template (widget_class);
}

static void
miao_cover_init (MiaoCover *self)
{
  g_autofree char *version = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Translators: %s is the version. */
  version = g_strdup_printf (_ ("Miaopu %s · works without a network"), MIAO_VERSION);
  gtk_label_set_label (GTK_LABEL (self->version), version);
}

void
miao_cover_set_progress (MiaoCover *self, double fraction)
{
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), fraction);
}

void
miao_cover_grab_focus (MiaoCover *self)
{
  gtk_widget_grab_focus (self->locked != NULL ? self->password : self->login);
}
