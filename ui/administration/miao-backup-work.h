#pragma once

#include "miao-backup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_BACKUP_WORK (miao_backup_work_get_type ())
G_DECLARE_FINAL_TYPE (MiaoBackupWork, miao_backup_work, MIAO, BACKUP_WORK, GObject)

/**
 * miao_backup_work_get:
 *
 * Backups run in a thread, one at a time in the whole program; pages show how far it is. Emits
 * "changed" while it works and "finished" (const GError *, %NULL when all went well).
 *
 * Returns: (transfer none): the program's only one.
 */
MiaoBackupWork *miao_backup_work_get (void);

/** Begins a backup to where the settings say. Errors: %MIAO_ERROR_BUSY while one is made, those of
 * miao_session_open_again(). */
gboolean miao_backup_work_make (MiaoBackupWork *self, MiaoSession *session, GError **error);

/** Begins a check of the backup at @path; its report is then in miao_backup_work_get_report(). */
gboolean miao_backup_work_check (MiaoBackupWork *self,
                                 MiaoSession *session,
                                 const char *path,
                                 GError **error);

/** To be called now and then by the window: begins a backup when the schedule asks for it. */
void miao_backup_work_consider (MiaoBackupWork *self, MiaoSession *session);

void miao_backup_work_cancel (MiaoBackupWork *self);
gboolean miao_backup_work_is_busy (MiaoBackupWork *self);
/** Returns: (transfer none): what is being done, "" when nothing is. */
const char *miao_backup_work_get_what (MiaoBackupWork *self);
double miao_backup_work_get_fraction (MiaoBackupWork *self);
/** Returns: (transfer none) (nullable): what the last check found; %NULL after a backup. */
const MiaoBackupReport *miao_backup_work_get_report (MiaoBackupWork *self);

G_END_DECLS
