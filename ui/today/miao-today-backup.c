#include "config.h"

#include "miao-today-backup.h"

#include "miao-backup-words.h"
#include "miao-backup-work.h"
#include "miao-table.h"
#include "miao-window.h"

#include <glib/gi18n.h>

/* Two missed days, or a missed week, are too old. */
#define DAILY_LIMIT_MS (3 * 24 * (gint64) 3600 * 1000)
#define WEEKLY_LIMIT_MS (9 * 24 * (gint64) 3600 * 1000)

static gboolean
is_old (const MiaoBackupState *state, gint64 now_ms)
{
  return now_ms - state->last_ms >
         (state->every == MIAO_BACKUP_DAILY ? DAILY_LIMIT_MS : WEEKLY_LIMIT_MS);
}

static void
add_alarm (GtkWidget *box, MiaoSession *session)
{
  const char *alarm = miao_session_get_alarm (session);

  if (alarm != NULL)
    gtk_box_append (GTK_BOX (box), miao_text_mark (MIAO_TONE_DANGER, alarm));
}

static void
add_state (GtkWidget *box, const MiaoBackupState *state, gint64 now_ms)
{
  g_autofree char *age = NULL;
  g_autofree char *words = NULL;

  if (state->last_ms == 0) {
    gtk_box_append (GTK_BOX (box),
                    state->folder == NULL
                        ? miao_text_mark (MIAO_TONE_WARNING, _ ("No backups are set up."))
                        : miao_text_mark (MIAO_TONE_WARNING, _ ("No verified backup yet.")));
  } else {
    age = miao_backup_dup_age (state->last_ms, now_ms);
    /* Translators: %s is "3 hours ago". */
    words = g_strdup_printf (_ ("Last verified backup: %s"), age);
    gtk_box_append (
        GTK_BOX (box),
        miao_text_mark (is_old (state, now_ms) ? MIAO_TONE_WARNING : MIAO_TONE_GOOD, words));
  }
  if (state->failed != NULL) {
    g_autofree char *failed =
        /* Translators: %s says what went wrong. */
        g_strdup_printf (_ ("The last backup did not succeed: %s"), state->failed);

    gtk_box_append (GTK_BOX (box), miao_text_mark (MIAO_TONE_DANGER, failed));
  }
}

static void
make_cb (GtkWidget *button)
{
  MiaoWindow *window = miao_window_from (button);
  MiaoSession *session = window != NULL ? miao_window_get_session (window) : NULL;
  g_autoptr (GError) error = NULL;

  if (session == NULL)
    return;
  if (miao_backup_work_make (miao_backup_work_get (), session, &error))
    gtk_widget_set_sensitive (button, FALSE);
  else
    miao_window_say_error (button, error);
}

static void
open_cb (GtkWidget *button)
{
  miao_window_open_record (button, "backup", "", NULL);
}

static void
finished_cb (GtkWidget *card, const GError *error)
{
  if (error != NULL)
    miao_window_say_error (card, error);
  miao_window_changed (card);
}

static void
add_acts (GtkWidget *box, MiaoSession *session, const MiaoBackupState *state)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *make;
  GtkWidget *more;

  if (!miao_session_may (session, MIAO_MAY_BACKUP))
    return;
  if (state->folder != NULL) {
    make = miao_small_button (_ ("Back up now"), NULL);
    gtk_widget_set_sensitive (make, !miao_backup_work_is_busy (miao_backup_work_get ()));
    g_signal_connect (make, "clicked", G_CALLBACK (make_cb), NULL);
    gtk_box_append (GTK_BOX (row), make);
  }
  more = miao_small_button (state->folder != NULL ? _ ("Backups…") : _ ("Set up backups…"), NULL);
  g_signal_connect (more, "clicked", G_CALLBACK (open_cb), NULL);
  gtk_box_append (GTK_BOX (row), more);
  gtk_box_append (GTK_BOX (box), row);
}

GtkWidget *
miao_today_backup_new (MiaoSession *session)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *card = miao_card_new (_ ("Safe-keeping"), box, NULL);
  g_auto (MiaoBackupState) state = { 0 };
  g_autoptr (GError) error = NULL;

  add_alarm (box, session);
  if (!miao_backup_get_state (miao_session_get_store (session), &state, &error)) {
    gtk_box_append (GTK_BOX (box), miao_text_new (error->message, "danger"));
    return card;
  }
  if (miao_store_is_address (miao_session_get_path (session)) &&
      !miao_session_may (session, MIAO_MAY_BACKUP)) {
    gtk_box_append (
        GTK_BOX (box),
        miao_text_new (_ ("The data lie on a server; the head or the administrator backs them up."),
                       "dim"));
    if (state.last_ms != 0)
      add_state (box, &state, miao_session_now_ms (session));
    return card;
  }
  add_state (box, &state, miao_session_now_ms (session));
  add_acts (box, session, &state);
  g_signal_connect_object (miao_backup_work_get (), "finished", G_CALLBACK (finished_cb), card,
                           G_CONNECT_SWAPPED);
  return card;
}
