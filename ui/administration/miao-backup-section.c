#include "config.h"

#include "miao-backup-section.h"

#include "miao-ask.h"
#include "miao-backup-settings.h"
#include "miao-backup-words.h"
#include "miao-backup-work.h"
#include "miao-banner.h"
#include "miao-page-interface.h"
#include "miao-section-frame.h"
#include "miao-table.h"
#include "miao-window.h"

#include <glib/gi18n.h>

/* More lines than this say nothing more. */
#define MAX_PROBLEMS 12

struct _MiaoBackupSection {
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *banner;
  GtkWidget *alarm_card;
  GtkWidget *alarm;
  GtkWidget *accept;
  GtkWidget *state;
  GtkWidget *far; /* what is different on a server */
  GtkWidget *make;
  GtkWidget *working;
  GtkWidget *progress;
  GtkWidget *cancel;
  GtkWidget *settings;
  GtkWidget *table;
  MiaoSession *session;
  gboolean checking; /* the work that is going on was begun here, to check */
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoBackupSection,
                               miao_backup_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

/* --- what there is -------------------------------------------------------------------------- */

static void
show_alarm (MiaoBackupSection *self)
{
  const char *alarm = miao_session_get_alarm (self->session);

  gtk_widget_set_visible (self->alarm_card, alarm != NULL);
  gtk_label_set_label (GTK_LABEL (self->alarm), alarm != NULL ? alarm : "");
  gtk_widget_set_sensitive (self->accept, miao_session_may (self->session, MIAO_MAY_ALARM_ACCEPT));
}

static char *
dup_state (MiaoBackupSection *self, const MiaoBackupState *state)
{
  const gint64 now_ms = miao_session_now_ms (self->session);
  g_autofree char *time = NULL;
  g_autofree char *age = NULL;

  if (state->last_ms == 0)
    return g_strdup (_ ("No verified backup yet."));
  time = miao_backup_dup_time (state->last_ms);
  age = miao_backup_dup_age (state->last_ms, now_ms);
  /* Translators: day and time, "3 hours ago". */
  return g_strdup_printf (_ ("Last verified backup: %s (%s)"), time, age);
}

static void
show_work (MiaoBackupSection *self)
{
  MiaoBackupWork *work = miao_backup_work_get ();
  gboolean busy = miao_backup_work_is_busy (work);
  g_auto (MiaoBackupState) state = { 0 };

  gtk_widget_set_visible (self->working, busy);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 miao_backup_work_get_fraction (work));
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), miao_backup_work_get_what (work));
  if (self->session == NULL ||
      !miao_backup_get_state (miao_session_get_store (self->session), &state, NULL))
    return;
  gtk_widget_set_sensitive (self->make, !busy && state.folder != NULL);
}

static void
check_cb (GtkButton *button, MiaoBackupSection *self)
{
  const char *path = g_object_get_data (G_OBJECT (button), "miao-path");
  g_autoptr (GError) error = NULL;

  self->checking = TRUE;
  if (miao_backup_work_check (miao_backup_work_get (), self->session, path, &error))
    return;
  self->checking = FALSE;
  miao_banner_show_error (MIAO_BANNER (self->banner), error);
}

static void
restore_cb (GtkButton *button, MiaoBackupSection *self)
{
  miao_window_restore (GTK_WIDGET (self), g_object_get_data (G_OBJECT (button), "miao-path"));
}

static GtkWidget *
make_act (MiaoBackupSection *self,
          const MiaoBackup *backup,
          const char *words,
          const char *about,
          void (*clicked) (GtkButton *button, MiaoBackupSection *self))
{
  GtkWidget *button = miao_small_button (words, about);

  g_object_set_data_full (G_OBJECT (button), "miao-path", g_strdup (backup->path), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked), self);
  return button;
}

static void
add_row (MiaoBackupSection *self, const MiaoBackup *backup)
{
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *time = miao_backup_dup_time (backup->at_ms);
  g_autofree char *keep = miao_backup_dup_keep (backup->keep);
  g_autofree char *size = g_format_size ((guint64) backup->bytes);
  g_autofree char *counts = miao_backup_dup_counts (backup->children, backup->families,
                                                    backup->placements, backup->documents);
  /* Translators: %s is day and time of a backup. */
  g_autofree char *check = g_strdup_printf (_ ("Check the backup of %s"), time);
  g_autofree char *restore = g_strdup_printf (_ ("Restore the backup of %s"), time);

  gtk_box_append (GTK_BOX (acts), make_act (self, backup, _ ("Check"), check, check_cb));
  /* What lies on a server is put back by its administrator, who has everybody out for it. */
  if (miao_session_may (self->session, MIAO_MAY_BACKUP_RESTORE) &&
      !miao_store_is_address (miao_session_get_path (self->session)))
    gtk_box_append (GTK_BOX (acts), make_act (self, backup, _ ("Restore…"), restore, restore_cb));
  miao_table_add (MIAO_TABLE (self->table), miao_text_new (time, NULL),
                  miao_text_new (counts, NULL), miao_text_new (size, NULL),
                  miao_text_new (keep, "dim"),
                  backup->problems == 0 ? miao_text_mark (MIAO_TONE_GOOD, _ ("Verified"))
                                        : miao_text_mark (MIAO_TONE_WARNING, _ ("With problems")),
                  acts, NULL);
}

static void
show_list (MiaoBackupSection *self, const MiaoBackupState *state)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  miao_table_clear (MIAO_TABLE (self->table));
  if (state->folder == NULL) {
    miao_table_say (MIAO_TABLE (self->table), _ ("Choose a folder first."));
    return;
  }
  list = miao_backup_list (state->folder, NULL, &error);
  if (list == NULL) {
    miao_table_say (MIAO_TABLE (self->table), error->message);
    return;
  }
  for (guint i = 0; i < list->len; i++)
    add_row (self, list->pdata[i]);
  if (list->len == 0)
    miao_table_say (MIAO_TABLE (self->table), _ ("No backup in this folder yet."));
}

static void
refresh (MiaoPage *page)
{
  MiaoBackupSection *self = MIAO_BACKUP_SECTION (page);
  g_auto (MiaoBackupState) state = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (self->session == NULL || miao_session_is_locked (self->session))
    return;
  if (!miao_backup_get_state (miao_session_get_store (self->session), &state, &error)) {
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
    return;
  }
  gtk_widget_set_visible (self->far, miao_store_is_address (miao_session_get_path (self->session)));
  show_alarm (self);
  words = dup_state (self, &state);
  gtk_label_set_label (GTK_LABEL (self->state), words);
  if (state.failed != NULL)
    miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_DANGER,
                      _ ("The last backup did not succeed"), state.failed);
  miao_backup_settings_show (MIAO_BACKUP_SETTINGS (self->settings), self->session, &state);
  show_list (self, &state);
  show_work (self);
}

/* --- acts ----------------------------------------------------------------------------------- */

static void
make_cb (MiaoBackupSection *self)
{
  g_autoptr (GError) error = NULL;

  miao_banner_hide (MIAO_BANNER (self->banner));
  if (!miao_backup_work_make (miao_backup_work_get (), self->session, &error))
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
}

static void
cancel_cb (MiaoBackupSection *self)
{
  miao_backup_work_cancel (miao_backup_work_get ());
}

static void
show_report (MiaoBackupSection *self, const MiaoBackupReport *report)
{
  g_autofree char *time = miao_backup_dup_time (report->backup->at_ms);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  if (report->problems->len == 0) {
    text = report->opened
               /* Translators: %s is day and time, %u a number of files. */
               ? g_strdup_printf (_ ("Backup of %s: %u files, every page, the log and every "
                                     "document."),
                                  time, (guint) report->files)
               : g_strdup_printf (_ ("Backup of %s: %u files are as they were written. It was made "
                                     "under an earlier key, so it was not opened."),
                                  time, (guint) report->files);
    miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_GOOD, _ ("The backup is sound"), text);
    return;
  }
  lines = g_ptr_array_new ();
  for (guint i = 0; i < MIN (report->problems->len, MAX_PROBLEMS); i++)
    g_ptr_array_add (lines, report->problems->pdata[i]);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_DANGER,
                    _ ("The backup is not sound; use another one and make a new one"), text);
}

static void
finished_cb (MiaoBackupSection *self, const GError *error)
{
  const MiaoBackupReport *report = miao_backup_work_get_report (miao_backup_work_get ());

  if (self->session == NULL || !miao_session_is_open (self->session))
    return;
  miao_store_poll (miao_session_get_store (self->session));
  refresh (MIAO_PAGE (self));
  if (error != NULL)
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
  else if (report != NULL && self->checking)
    show_report (self, report);
  else if (report == NULL)
    miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_GOOD,
                      _ ("The backup was made and checked"), NULL);
  self->checking = FALSE;
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoBackupSection *self = MIAO_BACKUP_SECTION (source);
  g_autofree char *reason = miao_ask_text_finish (result);
  g_autoptr (GError) error = NULL;

  if (reason == NULL)
    return;
  if (!miao_session_acknowledge_alarm (self->session, reason, &error)) {
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
    return;
  }
  show_alarm (self);
  miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_GOOD,
                    _ ("Accepted and written into the log"), NULL);
}

static void
accept_cb (MiaoBackupSection *self)
{
  miao_ask_text_async (GTK_WIDGET (self), _ ("Accept the data as they are?"),
                       _ ("Do this only when you know why, for example after putting back a backup "
                          "by hand. The reason is written into the log."),
                       _ ("Reason"), _ ("Accept"), TRUE, accepted_cb, NULL);
}

/* --- page ----------------------------------------------------------------------------------- */

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoBackupSection *self = MIAO_BACKUP_SECTION (page);

  g_clear_pointer (&self->session, miao_session_unref);
  miao_backup_settings_leave (MIAO_BACKUP_SETTINGS (self->settings));
  miao_banner_hide (MIAO_BANNER (self->banner));
  miao_table_clear (MIAO_TABLE (self->table));
  if (session == NULL)
    return;
  self->session = miao_session_ref (session);
  refresh (page);
}

static gboolean
open_record (MiaoPage *page, const char *kind, const char *id, const char *field)
{
  return g_strcmp0 (kind, "backup") == 0;
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->open = open_record;
}

static void
miao_backup_section_dispose (GObject *object)
{
  MiaoBackupSection *self = MIAO_BACKUP_SECTION (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_backup_section_parent_class)->dispose (object);
}

static void
miao_backup_section_class_init (MiaoBackupSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_backup_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_alarm (MiaoBackupSection *self, GtkWidget *box)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->alarm = miao_text_new ("", "danger");
  self->accept = gtk_button_new_with_label (_ ("Accept with a reason…"));
  gtk_widget_set_halign (self->accept, GTK_ALIGN_START);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (accept_cb), self);
  gtk_box_append (GTK_BOX (content), self->alarm);
  gtk_box_append (GTK_BOX (content), miao_text_new (_ ("Only the head accepts it. Until then this "
                                                       "message comes at each log-in."),
                                                    "dim"));
  gtk_box_append (GTK_BOX (content), self->accept);
  self->alarm_card = miao_card_new (_ ("The data are not as they were left"), content, NULL);
  gtk_box_append (GTK_BOX (box), self->alarm_card);
}

static void
add_now (MiaoBackupSection *self, GtkWidget *box)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->state = miao_text_new ("", "strong");
  self->make = gtk_button_new_with_label (_ ("Back up now"));
  self->working = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->progress = gtk_progress_bar_new ();
  self->cancel = gtk_button_new_with_label (_ ("Stop"));
  gtk_widget_add_css_class (self->make, "suggested-action");
  gtk_widget_set_halign (self->make, GTK_ALIGN_START);
  gtk_widget_set_hexpand (self->progress, TRUE);
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->progress), TRUE);
  gtk_box_append (GTK_BOX (self->working), self->progress);
  gtk_box_append (GTK_BOX (self->working), self->cancel);
  g_signal_connect_swapped (self->make, "clicked", G_CALLBACK (make_cb), self);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_box_append (GTK_BOX (content), self->state);
  gtk_box_append (GTK_BOX (content),
                  miao_text_new (_ ("The data and all documents, checked after writing. It opens "
                                    "with the head's password or the recovery sheet alone."),
                                 "dim"));
  self->far = miao_text_new (
      _ ("The data lie on a server: this computer reads all of it for a while, which the server "
         "notes down, and keeps an encrypted file. Backups by schedule are made at the computer of "
         "the head or the administrator while the program is open there. Such a backup is not put "
         "back in this window: the server's administrator moves it into a new, empty database with "
         "“miaopuctl move” in a terminal (manual, chapter 12)."),
      "dim");
  gtk_box_append (GTK_BOX (content), self->far);
  gtk_box_append (GTK_BOX (content), self->make);
  gtk_box_append (GTK_BOX (content), self->working);
  gtk_box_append (GTK_BOX (box), miao_card_new (C_ ("section", "Backup"), content, NULL));
}

static void
miao_backup_section_init (MiaoBackupSection *self)
{
  const char *heads[] = {
    _ ("Made"), _ ("Content"), _ ("Size"), _ ("Stays"), _ ("State"), "", NULL
  };
  GtkWidget *box = miao_section_body_new ();
  MiaoBackupWork *work = miao_backup_work_get ();

  self->scrolled = miao_section_scrolled_new (box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  self->banner = miao_banner_new ();
  gtk_box_append (GTK_BOX (box), self->banner);
  add_alarm (self, box);
  add_now (self, box);
  self->settings = miao_backup_settings_new ();
  gtk_box_append (GTK_BOX (box), miao_card_new (_ ("When and where"), self->settings, NULL));
  self->table = miao_table_new (heads, 1);
  gtk_box_append (GTK_BOX (box), miao_card_new (_ ("What is there"), self->table, NULL));
  g_signal_connect_object (work, "changed", G_CALLBACK (show_work), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (work, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->settings, "saved", G_CALLBACK (refresh), self);
}
