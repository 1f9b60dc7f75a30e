#pragma once

#include "miao-backup-files.h"
#include "miao-backup.h"

G_BEGIN_DECLS

#define MIAO_BACKUP_NOTE "backup.txt"
#define MIAO_BACKUP_MANIFEST "manifest.sha256"
#define MIAO_BACKUP_PART ".part"
#define MIAO_STORE_ENDING ".miaopu"

/** Settings that remember what became of the last attempts; JSON. */
#define MIAO_SETTING_BACKUP_LAST "backup.last"
#define MIAO_SETTING_BACKUP_FAILED "backup.failed"
#define MIAO_SETTING_BACKUP_AHEAD "backup.ahead"
#define MIAO_SETTING_BACKUP_ACCEPTED "backup.accepted" /* ms UTC */

/** Returns: (transfer full): the name of the institution's file without its ending, fit for a
 * manifest. */
char *miao_backup_dup_name (const char *store_path);

/** Returns: (transfer full): the note's text with its MAC; @manifest: digest of the manifest. */
char *miao_backup_dup_note (const MiaoBackup *backup, const char *manifest, const MiaoKeys *keys);

/** Whether the note in @path was written by somebody who has @keys. */
gboolean miao_backup_note_is_authentic (const char *path, const MiaoKeys *keys);

/** Returns: (transfer full) (nullable): what the note says of a line. */
char *miao_backup_note_get (const char *path, const char *name);

/** Opens a copied database for reading, in its own schema. */
MiaoStore *miao_backup_open_copy (const char *path,
                                  const MiaoKeys *keys,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Fills in the counts and the head of the chain from an open copy. */
gboolean miao_backup_count (MiaoStore *copy, MiaoBackup *backup, GError **error);

/** Adds "where: problem" to @problems, up to a hundred. */
void miao_backup_add_problem (GPtrArray *problems, const char *where, const char *problem);

/**
 * miao_backup_check_ahead:
 * @folder: where backups lie
 *
 * Compares the data with the newest backup that was made since a head last accepted them: data that
 * do not go on from it were put back, together with their key file.
 *
 * Errors: %MIAO_ERROR_REFUSED with words for the person; it is remembered for the next opening.
 */
gboolean miao_backup_check_ahead (MiaoSession *session,
                                  const char *folder,
                                  const char *file_id,
                                  GError **error);
/** @ret_alarm: (out) (transfer full) (nullable): what miao_backup_check_ahead() found before. */
gboolean miao_backup_get_ahead (MiaoStore *store, char **ret_alarm, GError **error);
/** The data are taken as they are: backups made until now, and those in @folder (nullable: where
 * the settings say), are not compared any more. */
gboolean miao_backup_accept_ahead (MiaoSession *session, const char *folder, GError **error);

/** Remembers an attempt in the settings and logs it; @backup %NULL: it failed with @failure. */
gboolean miao_backup_remember (MiaoSession *session,
                               const MiaoBackup *backup,
                               const GError *failure,
                               GError **error);

/** Of an institution on a server: pours everything into a file in @part, and makes @copy of it. */
gboolean miao_backup_pour (MiaoSession *session,
                           const char *part,
                           const char *copy,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
