#pragma once

#include "miao-backup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_BACKUP_SETTINGS (miao_backup_settings_get_type ())
G_DECLARE_FINAL_TYPE (MiaoBackupSettings, miao_backup_settings, MIAO, BACKUP_SETTINGS, GtkWidget)

/** When and where backups are made. Emits "saved". */
GtkWidget *miao_backup_settings_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** What is typed and not saved stays. */
void miao_backup_settings_show (MiaoBackupSettings *self,
                                MiaoSession *session,
                                const MiaoBackupState *state);
/** Somebody else comes: what was typed is its draft now. */
void miao_backup_settings_leave (MiaoBackupSettings *self);

G_END_DECLS
