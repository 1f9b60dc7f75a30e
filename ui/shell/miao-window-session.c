#include "config.h"

#include "miao-window-private.h"

#include "miao-application.h"
#include "miao-ask.h"
#include "miao-backup-work.h"
#include "miao-draft-keeper.h"
#include "miao-gtk-compat.h"
#include "miao-kind-text.h"
#include "miao-lookup.h"
#include "miao-password-dialog.h"
#include "miao-search.h"
#include "miao-settings.h"
#include "miao-veil.h"

#include <glib/gi18n.h>

/* How often it is looked whether another program wrote into the file, and whether nobody is there.
 */
#define POLL_SECONDS 3

/* --- looking up other records --------------------------------------------------------------- */

static GPtrArray *
lookup_hits (MiaoStore *store, const char *kind, const char *text, guint limit)
{
  const char *const kinds[] = { kind, NULL };
  g_autoptr (GPtrArray) hits = miao_store_search (store, text, kinds, limit, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_choice_free);

  for (guint i = 0; hits != NULL && i < hits->len; i++) {
    const MiaoHit *hit = hits->pdata[i];

    g_ptr_array_add (
        found,
        miao_choice_new (hit->id, *hit->title != '\0' ? hit->title : hit->number, hit->number));
  }
  return found;
}

static GPtrArray *
lookup_first (MiaoStore *store, const MiaoKind *kind, const char *text, guint limit)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_choice_free);
  g_autoptr (MiaoQuery) query = miao_query_new (kind);
  g_autoptr (GPtrArray) records = NULL;
  const char *key = kind->title != NULL ? kind->title : kind->number;

  if (*text != '\0' && key != NULL)
    miao_query_where (query, key, MIAO_OP_PREFIX, text);
  if (key != NULL)
    miao_query_order (query, key, FALSE);
  miao_query_limit (query, limit);
  records = miao_store_select (store, query, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    MiaoRecord *record = records->pdata[i];
    g_autofree char *name = miao_kind_dup_title (record);
    const char *number = kind->number != NULL ? miao_record_get (record, kind->number) : NULL;

    g_ptr_array_add (found, miao_choice_new (miao_record_get_id (record), name, number));
  }
  return found;
}

static GPtrArray *
lookup_search (const char *kind_name, const char *text, guint limit, gpointer user_data)
{
  MiaoWindow *self = user_data;
  MiaoStore *store = self->session != NULL ? miao_session_get_store (self->session) : NULL;
  const MiaoKind *kind = miao_kind_find (kind_name);
  g_autoptr (GPtrArray) found = NULL;

  if (store == NULL || kind == NULL)
    return NULL;
  if (*text != '\0')
    found = lookup_hits (store, kind_name, text, limit);
  if (found != NULL && found->len > 0)
    return g_steal_pointer (&found);
  return lookup_first (store, kind, text, limit);
}

static char *
lookup_name (const char *kind_name, const char *id, gpointer user_data)
{
  MiaoWindow *self = user_data;
  MiaoStore *store = self->session != NULL ? miao_session_get_store (self->session) : NULL;
  const MiaoKind *kind = miao_kind_find (kind_name);
  g_autoptr (MiaoRecord) record = NULL;

  if (store == NULL || kind == NULL)
    return NULL;
  record = miao_store_load (store, kind, id, NULL);
  return record != NULL ? miao_kind_dup_title (record) : NULL;
}

static const MiaoLookupBackend lookup_backend = { lookup_search, lookup_name };

/* --- what the header and the foot say ------------------------------------------------------- */

void
miao_window_show_day (MiaoWindow *self)
{
  char date[MIAO_DATE_BUFFER];
  MiaoDate today = self->session != NULL ? miao_session_today (self->session) : MIAO_DATE_NONE;
  gboolean practice = self->session != NULL && miao_session_is_practice (self->session);
  g_autofree char *text = NULL;

  miao_date_format (today, date);
  /* Translators: %s is today's date. */
  text = today == miao_date_today () ? g_strdup_printf (_ ("%s today"), date) : g_strdup (date);
  gtk_label_set_label (GTK_LABEL (self->today_label), text);
  gtk_label_set_label (GTK_LABEL (self->today_button_label), text);
  miao_menu_button_set_name (self->today_button, text);
  gtk_widget_set_visible (self->today_button, practice);
  gtk_widget_set_visible (self->today_label, !practice);
}

static void
read_institution (MiaoWindow *self)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("institution"));
  g_autoptr (MiaoRecord) record = NULL;
  const char *name = NULL;

  record = miao_store_first (miao_session_get_store (self->session), query, NULL);
  if (record != NULL)
    name = miao_record_get (record, "name");
  g_free (self->institution_name);
  self->institution_name = g_strdup (name != NULL ? name : "");
}

static void
show_header (MiaoWindow *self, gboolean open)
{
  gboolean named = self->institution_name != NULL && *self->institution_name != '\0';
  g_autofree char *who = NULL;

  if (self->session != NULL)
    who =
        g_strdup_printf ("%s · %s", miao_session_get_name (self->session),
                         miao_role_label (miao_session_get_role (self->session), miao_language ()));
  gtk_label_set_label (GTK_LABEL (self->account), who != NULL ? who : "");
  miao_menu_button_set_name (self->account_button, who != NULL ? who : "");
  gtk_label_set_label (GTK_LABEL (self->institution), named ? self->institution_name : "");
  gtk_widget_set_visible (self->institution_separator, named);
  gtk_widget_set_visible (self->search_overlay, open);
  gtk_widget_set_visible (self->account_button, open);
  gtk_widget_set_visible (self->lock_button, open);
  gtk_widget_set_visible (self->hide_button, open);
  gtk_widget_set_visible (self->demo_chip,
                          self->session != NULL && miao_session_is_practice (self->session));
}

static void
set_actions_enabled (MiaoWindow *self, gboolean enabled)
{
  static const char *const names[] = { "lock",           "log-out",  "search",  "add",
                                       "print",          "back",     "refresh", "page",
                                       "open-record",    "nth-page", "nth-tab", "next-pane",
                                       "change-password" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i]);

    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
  }
}

static void
show_root (MiaoWindow *self, const char *name)
{
  gboolean open = g_str_equal (name, "main");

  show_header (self, open);
  set_actions_enabled (self, open);
  miao_stack_show (self->root, gtk_stack_get_child_by_name (GTK_STACK (self->root), name));
}

/* --- unsaved typing ------------------------------------------------------------------------- */

typedef struct {
  MiaoWindow *window;
  void (*then) (MiaoWindow *window);
} Waiting;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Waiting *waiting = user_data;
  MiaoWindow *self = waiting->window;

  if (miao_ask_finish (result) == 1) {
    for (guint i = 0; i < self->list->len; i++) {
      MiaoWindowPage *entry = &g_array_index (self->list, MiaoWindowPage, i);

      if (entry->page != NULL)
        miao_page_discard (entry->page);
    }
    waiting->then (self);
  }
  g_object_unref (self);
}

char *
miao_window_dup_unsaved (MiaoWindow *self)
{
  char *unsaved = NULL;

  for (guint i = 0; unsaved == NULL && i < self->list->len; i++) {
    MiaoWindowPage *entry = &g_array_index (self->list, MiaoWindowPage, i);

    if (entry->page != NULL)
      unsaved = miao_page_dup_unsaved (entry->page);
  }
  return unsaved;
}

void
miao_window_when_saved (MiaoWindow *self, void (*then) (MiaoWindow *self))
{
  const char *answers[] = { _ ("Cancel"), _ ("Discard"), NULL };
  g_autofree char *unsaved = miao_window_dup_unsaved (self);
  Waiting *waiting;

  if (unsaved == NULL) {
    then (self);
    return;
  }
  waiting = g_new0 (Waiting, 1);
  waiting->window = g_object_ref (self);
  waiting->then = then;
  miao_ask_async (GTK_WIDGET (self), _ ("Discard what is not saved?"), unsaved, answers, TRUE,
                  answered_cb, waiting);
}

/* --- the session ---------------------------------------------------------------------------- */

static void
refresh_now_cb (gpointer user_data)
{
  MiaoWindow *self = user_data;

  self->refresh_source = 0;
  if (self->session != NULL && !miao_session_is_locked (self->session)) {
    read_institution (self);
    miao_veil_read_names (miao_session_get_store (self->session));
    show_header (self, TRUE);
    miao_window_changed (GTK_WIDGET (self));
  }
}

/* One transaction tells of many records; the page is read again once. */
static void
store_changed_cb (MiaoStore *store, const char *kind, const char *id, gpointer user_data)
{
  MiaoWindow *self = user_data;

  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add_once (refresh_now_cb, self);
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
  miao_session_lock (self->session);
  miao_cover_lock (MIAO_COVER (self->cover), self->session, self->institution_name, reason);
  show_root (self, "cover");
  miao_cover_grab_focus (MIAO_COVER (self->cover));
}

static gboolean
poll_cb (gpointer user_data)
{
  MiaoWindow *self = user_data;
  int minutes = g_settings_get_int (miao_settings_get (), "idle-minutes");
  gint64 idle_us = g_get_monotonic_time () - self->last_touch_us;

  if (self->session == NULL || miao_session_is_locked (self->session))
    return G_SOURCE_CONTINUE;
  if (idle_us > minutes * G_TIME_SPAN_MINUTE) {
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();
    g_autofree char *time = g_date_time_format (now, "%H:%M");
    /* Translators: minutes without a key or the mouse, and the time of day. */
    g_autofree char *reason = g_strdup_printf (_ ("Idle for %d minutes, %s"), minutes, time);

    lock (self, reason);
    return G_SOURCE_CONTINUE;
  }
  miao_store_poll (miao_session_get_store (self->session));
  miao_backup_work_consider (miao_backup_work_get (), self->session);
  return G_SOURCE_CONTINUE;
}

void
miao_window_end_session (MiaoWindow *self)
{
  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->session == NULL)
    return;
  miao_draft_keeper_flush_all ();
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
  miao_lookup_set_backend (&lookup_backend, self);
  miao_veil_read_names (miao_session_get_store (session));
  g_settings_set_string (miao_settings_get (), "last-file", miao_session_get_path (session));
  read_institution (self);
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

static void
show_setup (MiaoWindow *self)
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
    show_setup (self);
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
    show_setup (self);
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
  char *path = g_file_get_path (file);

  if (path == NULL)
    return;
  g_object_set_data_full (G_OBJECT (self), "miao-pending-file", path, g_free);
  miao_window_when_saved (self, open_pending);
}
