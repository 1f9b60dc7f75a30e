#include "config.h"

#include "miao-window-private.h"

#include "miao-administration-page.h"
#include "miao-application.h"
#include "miao-audit.h"
#include "miao-backup-work.h"
#include "miao-do.h"
#include "miao-draft-keeper.h"
#include "miao-gtk-compat.h"
#include "miao-lookup.h"
#include "miao-password-dialog.h"
#include "miao-settings.h"
#include "miao-today-page.h"
#include "miao-veil.h"
#include "miao-work.h"

#include <glib/gi18n.h>

/* How often it is looked whether another program wrote into the file, and whether nobody is there.
 */
#define POLL_SECONDS 3
#define REFRESH_AGAIN_MS 500
#define IN_HAND_AGAIN_MS 100

static void
set_actions_enabled (MiaoWindow *self, gboolean enabled)
{
  static const char *const names[] = { "lock",        "log-out",        "search",  "add",
                                       "print",       "back",           "refresh", "page",
                                       "open-record", "nth-page",       "nth-tab", "next-pane",
                                       "past-day",    "change-password" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i]);

    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
  }
}

static void
show_root (MiaoWindow *self, const char *name)
{
  gboolean open = g_str_equal (name, "main");

  miao_window_show_header (self, open);
  set_actions_enabled (self, open);
  miao_stack_show (self->root, gtk_stack_get_child_by_name (GTK_STACK (self->root), name));
}

static void refresh_now_cb (gpointer user_data);

static void
refresh_soon (MiaoWindow *self, guint after_ms)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add_once (after_ms, refresh_now_cb, self);
}

/* A button that is built anew between the press and the release is not pressed at all, and a menu
 * goes with the button that it belongs to. */
static gboolean
is_in_hand (MiaoWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *menu = focus == NULL ? NULL : gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *pointer = seat == NULL ? NULL : gdk_seat_get_pointer (seat);
  GdkModifierType held = 0;

  if (menu != NULL && gtk_widget_get_mapped (menu))
    return TRUE;
  if (surface == NULL || pointer == NULL)
    return FALSE;
  (void) gdk_surface_get_device_position (surface, pointer, NULL, NULL, &held);
  return (held & (GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK)) != 0;
}

/* Others who only log in and read change nothing of what is shown, but for the log itself. */
static gboolean
is_shown_still (MiaoWindow *self)
{
  const gboolean only_read = miao_audit_was_read_only (self->session, &self->audit_seq);

  return only_read && !self->refresh_anyway &&
         !MIAO_IS_ADMINISTRATION_PAGE (miao_window_get_page (self));
}

/* Nobody asked for it, so nobody has to wait for it: the server was asked whether it answers. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoWindow) self = user_data;

  if (self->session == NULL || miao_session_is_locked (self->session) ||
      miao_window_server_is_lost (self))
    return;
  /* Nothing is rebuilt below the hands of whoever waits for the work. */
  if (miao_work_is_running () || !miao_do_look_finish (result)) {
    refresh_soon (self, REFRESH_AGAIN_MS);
    return;
  }
  if (is_in_hand (self)) {
    refresh_soon (self, IN_HAND_AGAIN_MS);
    return;
  }
  if (is_shown_still (self))
    return;
  self->refresh_anyway = FALSE;
  miao_window_read_institution (self);
  miao_veil_read_names (miao_session_get_store (self->session));
  miao_window_show_header (self, TRUE);
  miao_window_changed (GTK_WIDGET (self));
}

static void
refresh_now_cb (gpointer user_data)
{
  MiaoWindow *self = user_data;

  self->refresh_source = 0;
  if (self->session == NULL || miao_session_is_locked (self->session) ||
      miao_window_server_is_lost (self))
    return;
  if (is_in_hand (self))
    refresh_soon (self, IN_HAND_AGAIN_MS);
  else
    miao_do_look_async (self->session, looked_cb, g_object_ref (self));
}

/* One transaction tells of many records; the page is read again once. */
static void
store_changed_cb (MiaoStore *store, const char *kind, const char *id, gpointer user_data)
{
  MiaoWindow *self = user_data;

  if (kind != NULL)
    self->refresh_anyway = TRUE;
  refresh_soon (self, 0);
}

/* Nothing of a record stays before the cover, and nothing modal keeps the password from being
 * typed. What was typed into a dialog is its draft. */
static void
close_dialogs (MiaoWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self))
      gtk_window_close (l->data);
}

static void
lock (MiaoWindow *self, const char *reason)
{
  if (self->session == NULL || miao_session_is_locked (self->session))
    return;
  miao_draft_keeper_flush_all ();
  close_dialogs (self);
  miao_do_forget ();
  miao_window_server_flush (self);
  miao_session_lock (self->session);
  miao_cover_lock (MIAO_COVER (self->cover), self->session, self->institution_name, reason,
                   MIAO_IS_TODAY_PAGE (miao_window_get_page (self)));
  show_root (self, "cover");
  miao_cover_grab_focus (MIAO_COVER (self->cover));
}

static gboolean
poll_cb (gpointer user_data)
{
  MiaoWindow *self = user_data;
  int minutes = g_settings_get_int (miao_settings_get (), "idle-minutes");
  gint64 idle_us = g_get_monotonic_time () - self->last_touch_us;

  if (self->session == NULL || miao_session_is_locked (self->session) || miao_work_is_waiting ())
    return G_SOURCE_CONTINUE;
  miao_window_server_look (self);
  if (idle_us > minutes * G_TIME_SPAN_MINUTE) {
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();
    g_autofree char *time = g_date_time_format (now, "%H:%M");
    /* Translators: minutes without a key or the mouse, and the time of day. */
    g_autofree char *reason = g_strdup_printf (_ ("Idle for %d minutes, %s"), minutes, time);

    lock (self, reason);
    return G_SOURCE_CONTINUE;
  }
  /* At midnight what is due is another thing, though nobody wrote anything. */
  if (miao_session_today (self->session) != self->day) {
    miao_window_show_day (self);
    self->refresh_anyway = TRUE;
    refresh_soon (self, 0);
  }
  miao_store_poll (miao_session_get_store (self->session));
  /* Nobody asked for it, and nobody is to wait for it. */
  miao_work_hold_still (TRUE);
  miao_backup_work_consider (miao_backup_work_get (), self->session);
  miao_work_hold_still (FALSE);
  return G_SOURCE_CONTINUE;
}

void
miao_window_end_session (MiaoWindow *self)
{
  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->counts_source, g_source_remove);
  self->refresh_anyway = FALSE;
  self->audit_seq = 0;
  if (self->session == NULL)
    return;
  miao_draft_keeper_flush_all ();
  miao_do_forget ();
  miao_window_server_flush (self);
  miao_window_server_end (self);
  miao_lookup_set_backend (NULL, NULL);
  miao_veil_read_names (NULL);
  for (guint i = 0; i < self->list->len; i++) {
    MiaoWindowPage *entry = &g_array_index (self->list, MiaoWindowPage, i);

    if (entry->page != NULL)
      miao_page_set_session (entry->page, NULL);
  }
  miao_store_unwatch (miao_session_get_store (self->session), self->store_watch);
  miao_session_close (self->session);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->institution_name, g_free);
}

void
miao_window_begin_session (MiaoWindow *self, MiaoSession *session)
{
  miao_window_end_session (self);
  self->session = miao_session_ref (session);
  if (miao_application_get_today () != MIAO_DATE_NONE && miao_session_is_practice (session))
    (void) miao_session_set_today (session, miao_application_get_today (), NULL);
  self->last_touch_us = g_get_monotonic_time ();
  self->store_watch = miao_store_watch (miao_session_get_store (session), store_changed_cb, self);
  self->poll_source = g_timeout_add_seconds (POLL_SECONDS, poll_cb, self);
  miao_window_lend_lookup (self);
  miao_veil_read_names (miao_session_get_store (session));
  g_settings_set_string (miao_settings_get (), "last-file", miao_session_get_path (session));
  miao_window_server_begin (self);
  miao_window_read_institution (self);
  miao_window_show_day (self);
  miao_window_fill_pages (self);
  show_root (self, "main");
  miao_window_show_nth (self, 0);
  gtk_widget_child_focus (self->page_list, GTK_DIR_TAB_FORWARD);
  if (miao_session_get_alarm (session) != NULL)
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_DANGER,
                     _ ("The audit chain does not end where it should"),
                     miao_session_get_alarm (session));
  else if (miao_session_get_pending (session) != NULL)
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_WARNING, _ ("The data key is not replaced yet"),
                     miao_session_get_pending (session));
}

static void
opened_cb (MiaoWindow *self, MiaoSession *session)
{
  miao_window_begin_session (self, session);
}

static void
unlocked_cb (MiaoWindow *self, MiaoSession *session)
{
  self->last_touch_us = g_get_monotonic_time ();
  show_root (self, "main");
  miao_window_show_day (self);
  miao_window_changed (GTK_WIDGET (self));
}

void
miao_window_ask_log_in (MiaoWindow *self, const char *path)
{
  miao_cover_ask (MIAO_COVER (self->cover), path);
  show_root (self, "cover");
  miao_cover_grab_focus (MIAO_COVER (self->cover));
}

void
miao_window_show_work (MiaoWindow *self,
                       const char *path,
                       const char *institution,
                       const char *title,
                       const char *explanation)
{
  miao_cover_work (MIAO_COVER (self->cover), path, institution != NULL ? institution : "", title,
                   explanation);
  show_root (self, "cover");
}

static void
log_out_now (MiaoWindow *self)
{
  g_autofree char *path = g_strdup (miao_session_get_path (self->session));

  miao_window_end_session (self);
  miao_window_fill_pages (self);
  miao_window_ask_log_in (self, path);
}

void
miao_window_show_setup (MiaoWindow *self)
{
  show_root (self, "setup");
  miao_setup_show_welcome (MIAO_SETUP (self->setup));
}

/* "Another person" while locked, "another file" before a log-in. */
static void
other_cb (MiaoWindow *self)
{
  if (self->session != NULL)
    miao_window_when_saved (self, log_out_now);
  else
    miao_window_show_setup (self);
}

static void
forgotten_cb (MiaoWindow *self)
{
  g_autofree char *path = self->session != NULL
                              ? g_strdup (miao_session_get_path (self->session))
                              : g_settings_get_string (miao_settings_get (), "last-file");

  miao_window_end_session (self);
  miao_window_fill_pages (self);
  show_root (self, "setup");
  miao_setup_show_forgotten (MIAO_SETUP (self->setup), path);
}

static void
file_cb (MiaoWindow *self, const char *path)
{
  if (miao_window_open_package (self, path))
    return;
  g_settings_set_string (miao_settings_get (), "last-file", path);
  miao_window_ask_log_in (self, path);
}

static void
lock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M");
  /* Translators: %s is a time of day. */
  g_autofree char *reason = g_strdup_printf (_ ("By you, %s"), time);

  lock (user_data, reason);
}

static void
log_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  miao_window_when_saved (user_data, log_out_now);
}

static void
change_password_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MiaoWindow *self = user_data;

  miao_password_dialog_present (GTK_WIDGET (self), self->session);
}

static gboolean
touched_cb (GtkEventController *controller, GdkEvent *event, MiaoWindow *self)
{
  self->last_touch_us = g_get_monotonic_time ();
  return GDK_EVENT_PROPAGATE;
}

void
miao_window_init_session (MiaoWindow *self)
{
  static const GActionEntry actions[] = {
    { "lock", lock_cb },
    { "log-out", log_out_cb },
    { "change-password", change_password_cb },
  };
  GtkEventController *touched = gtk_event_controller_legacy_new ();
  g_autofree char *last = g_settings_get_string (miao_settings_get (), "last-file");

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  miao_window_init_restore (self);
  miao_window_init_server (self);
  gtk_event_controller_set_propagation_phase (touched, GTK_PHASE_CAPTURE);
  g_signal_connect (touched, "event", G_CALLBACK (touched_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), touched);
  g_signal_connect_swapped (self->cover, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (self->cover, "unlocked", G_CALLBACK (unlocked_cb), self);
  g_signal_connect_swapped (self->cover, "other-file", G_CALLBACK (other_cb), self);
  g_signal_connect_swapped (self->cover, "forgotten", G_CALLBACK (forgotten_cb), self);
  g_signal_connect_swapped (self->setup, "file", G_CALLBACK (file_cb), self);
  g_signal_connect_swapped (self->setup, "opened", G_CALLBACK (opened_cb), self);

  if (*last != '\0' && (miao_store_is_address (last) || g_file_test (last, G_FILE_TEST_EXISTS)))
    miao_window_ask_log_in (self, last);
  else
    miao_window_show_setup (self);
}

static void
open_pending (MiaoWindow *self)
{
  g_autofree char *path = g_object_steal_data (G_OBJECT (self), "miao-pending-file");

  miao_window_end_session (self);
  miao_window_fill_pages (self);
  file_cb (self, path);
}

void
miao_window_open_file (MiaoWindow *self, GFile *file)
{
  char *path;

  if (miao_work_is_running ()) {
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_WARNING,
                     _ ("Something else is still running. Wait for it, or cancel it."), NULL);
    return;
  }
  path = g_file_get_path (file);
  /* A server's address serves as well: on the command line, or in a link on the desktop. */
  if (path == NULL)
    path = g_file_get_uri (file);
  if (!g_path_is_absolute (path) && !miao_store_is_address (path)) {
    g_free (path);
    return;
  }
  g_object_set_data_full (G_OBJECT (self), "miao-pending-file", path, g_free);
  miao_window_when_saved (self, open_pending);
}
