#include "config.h"

#include "miao-window-private.h"

#include "miao-backup-work.h"
#include "miao-restore-dialog.h"

#include <glib/gi18n.h>

/* Restoring a backup: nobody may be logged in meanwhile. */

#define BACKUP "miao-restore-backup"

static void
restored_cb (GtkWidget *parent, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  miao_window_open_file (MIAO_WINDOW (parent), file);
}

static void
restore_now (MiaoWindow *self)
{
  g_autofree char *backup = g_object_steal_data (G_OBJECT (self), BACKUP);
  g_autofree char *path = NULL;
  g_autofree char *login = NULL;

  if (self->session != NULL) {
    path = g_strdup (miao_session_get_path (self->session));
    login = g_strdup (miao_session_get_login (self->session));
    miao_window_end_session (self);
    miao_window_fill_pages (self);
    miao_window_ask_log_in (self, path);
  }
  miao_restore_dialog_present (GTK_WIDGET (self), backup, path, login, restored_cb);
}

void
miao_window_restore (GtkWidget *widget, const char *backup)
{
  MiaoWindow *self = miao_window_from (widget);

  if (miao_backup_work_is_busy (miao_backup_work_get ())) {
    miao_window_say (widget, MIAO_TONE_WARNING,
                     _ ("A backup is being made or checked. Wait for it to finish."), NULL);
    return;
  }
  g_object_set_data_full (G_OBJECT (self), BACKUP, g_strdup (backup), g_free);
  miao_window_when_saved (self, restore_now);
}

static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  miao_window_restore (GTK_WIDGET (user_data), NULL);
}

void
miao_window_init_restore (MiaoWindow *self)
{
  static const GActionEntry actions[] = {
    { "restore-backup", restore_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
