#pragma once

#include "miao-backup.h"

G_BEGIN_DECLS

/*
 * Putting a backup back. What it replaces is never deleted: it is moved into a folder beside the
 * file. Killed at any moment, the old state or the new one is there: all of the new state is
 * prepared in a folder of its own, that folder gets its name, and from then on whoever opens the
 * institution finishes the moves first.
 */

/**
 * MiaoRestorePresent:
 * @exists: whether there is a file where the backup would go
 * @problem: (nullable): why it could not be read; then only @exists is known
 * @same_file: it is the institution of the backup
 * @same_history: its audit chain goes on from the backup's
 * @last_ms: when its last line was written
 * @lost: audit lines that the backup does not have: what was done since; -1 = not known
 */
typedef struct {
  gboolean exists;
  char *problem;
  gboolean same_file;
  gboolean same_history;
  gint64 lines;
  char *head; /* hexadecimal */
  gint64 last_ms;
  gint64 lost;
  gint64 children;
  gint64 families;
  gint64 placements;
  gint64 documents;
} MiaoRestorePresent;

/** A backup that was opened by somebody who may restore it, and what stands in its place now. */
typedef struct _MiaoRestore MiaoRestore;

/**
 * miao_restore_new:
 * @backup: the folder of the backup
 * @path: FILE.miaopu, where it shall be; need not be there
 * @login: of a head: an account that has that role in the backup
 * @secret: its password (the present one or that of the time of the backup), or the recovery key
 *
 * Errors: %MIAO_ERROR_INVALID (onto a server), %MIAO_ERROR_KEY, %MIAO_ERROR_DENIED (not a head's
 * account), %MIAO_ERROR_BUSY (too many wrong passwords), those of miao_backup_read().
 */
MiaoRestore *miao_restore_new (const char *backup,
                               const char *path,
                               const char *login,
                               const char *secret,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_restore_free (MiaoRestore *restore);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoRestore, miao_restore_free)

const MiaoBackup *miao_restore_get_backup (const MiaoRestore *restore);
const MiaoRestorePresent *miao_restore_get_present (const MiaoRestore *restore);

/**
 * miao_restore_run:
 * @reason: why; kept in the audit chain
 * @ret_aside: (out) (optional) (nullable): the folder that holds what was replaced
 *
 * Checks the whole backup, copies it, logs the restore in the copy, and puts it in the place of the
 * present state. The present key file stays when it opens the backup (so the present passwords
 * stay); else that of the backup comes with it, which knows only the heads and the recovery sheet.
 * Nobody may have the file open. May run in a thread.
 *
 * Errors: %MIAO_ERROR_INVALID without a reason, %MIAO_ERROR_BUSY, %MIAO_ERROR_CORRUPT (the backup
 * is not sound), those of writing, %MIAO_ERROR_CANCELLED; the present state is then untouched.
 */
gboolean miao_restore_run (MiaoRestore *restore,
                           const char *reason,
                           MiaoBackupProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           char **ret_aside,
                           GError **error);

/** Finishes a restore of @path that was cut short after its point of no return; nothing else to do
 * costs one look at a name. Called by whoever opens an institution. */
gboolean miao_restore_complete (const char *path, GError **error);

/**
 * miao_restore_upgrade:
 * @path: FILE.miaopu, closed everywhere
 * @backup: the copy that was made before the upgrade: see miao_backup_before_upgrade()
 *
 * Goes back to the state before an upgrade, as it was: for the older program. Needs no password, as
 * nothing is opened; the upgraded file is kept aside.
 */
gboolean
miao_restore_upgrade (const char *path, const char *backup, char **ret_aside, GError **error);

/** A #MiaoStoreUpgradeFunc; @data: const #MiaoKeys. Copies database and key file to
 * "FILE.miaopu.before-upgrade-N" beside the file, checked, before schema N is left. */
gboolean
miao_backup_before_upgrade (MiaoStore *store, int from, int to, gpointer data, GError **error);

G_END_DECLS
