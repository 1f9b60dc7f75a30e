#pragma once

#include "miao-backup-plan.h"
#include "miao-session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A backup is a folder that can be opened, checked and put back without anything else:
 *
 *   NAME-20261122-180000/
 *     NAME.miaopu        the database: one state, encrypted under the same key
 *     NAME.miaopu.keys   the slots of the heads and of the recovery sheet alone, and the anchor
 *     NAME.miaopu.d/     the encrypted documents that the rows speak of
 *     manifest.sha256    digests of these files, for sha256sum -c
 *     backup.txt         when, by whom, how many records, the head of the audit chain
 *
 * It is written under another name, read back and checked, and gets its name as the last thing: a
 * backup that has its name is whole. Documents that an older backup in the same folder has already
 * are linked, not copied, where the disk can do that.
 */

/** Settings in the store. */
#define MIAO_SETTING_BACKUP_FOLDER "backup.folder"
#define MIAO_SETTING_BACKUP_EVERY "backup.every" /* see miao_backup_every_name() */
#define MIAO_SETTING_BACKUP_HOUR "backup.hour"

/** What a backup's note says; see backup.txt. */
typedef struct {
  char *path;    /* the folder of the backup */
  char *name;    /* of the institution's file, without its ending */
  char *file_id; /* hexadecimal */
  gint64 at_ms;
  char *why; /* "hand", "schedule", "restore", "upgrade" */
  int schema;
  gint64 lines;      /* of the audit chain */
  char *head;        /* its hash, hexadecimal */
  gint64 children;   /* records */
  gint64 families;   /* records */
  gint64 placements; /* records */
  gint64 documents;  /* records, each with a file */
  gint64 bytes;      /* all files together; linked ones count */
  gint64 problems;   /* found when it was made; 0 = verified */
  guint keep;        /* miao_backup_list(): why it stays */
} MiaoBackup;

void miao_backup_free (MiaoBackup *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoBackup, miao_backup_free)

/** Returns: (transfer full): the database inside the backup. */
char *miao_backup_dup_store_path (const MiaoBackup *backup) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_backup_read:
 * @path: the folder of one backup
 *
 * Reads the note only. Errors: %MIAO_ERROR_FOREIGN when there is none, %MIAO_ERROR_CORRUPT.
 */
MiaoBackup *miao_backup_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_backup_list:
 * @folder: the target folder
 * @file_id: (nullable): only backups of that institution's file
 *
 * Returns: (transfer full) (element-type MiaoBackup): the newest first, each with why it stays;
 *   %NULL with @error set when the folder cannot be read.
 */
GPtrArray *miao_backup_list (const char *folder,
                             const char *file_id,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * MiaoBackupState:
 * @folder: (nullable): where backups go; %NULL = not set up yet
 * @hour: 0…23
 * @last_ms: the last one that passed its check, 0 = none
 * @last_path: (nullable): its folder
 * @failed_ms: the last failure after that, 0 = none
 * @failed: (nullable): what it was, for the person
 */
typedef struct {
  char *folder;
  MiaoBackupEvery every;
  int hour;
  gint64 last_ms;
  char *last_path;
  gint64 failed_ms;
  char *failed;
} MiaoBackupState;

void miao_backup_state_clear (MiaoBackupState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoBackupState, miao_backup_state_clear)

/** Settings and what became of the last attempt, as the store tells. */
gboolean miao_backup_get_state (MiaoStore *store, MiaoBackupState *state, GError **error);

/** Returns: whether @folder (or the nearest parent that is there) lies on the disk of the store: a
 *   backup there is lost together with what it saves. */
gboolean miao_backup_is_same_disk (const char *store_path, const char *folder);

/** Returns: whether the schedule asks for a backup now. */
gboolean miao_backup_wants (const MiaoBackupState *state, gint64 now_ms);

/**
 * MiaoBackupProgress:
 * @what: what is being done, in the language of the screen
 * @fraction: 0…1
 *
 * From the thread that works.
 */
typedef void (*MiaoBackupProgress) (const char *what, double fraction, gpointer data);

/**
 * miao_backup_run:
 * @session: in a window, one of miao_session_open_again(): this takes seconds per gigabyte
 * @folder: (nullable): %NULL = where the settings say
 * @scheduled: the schedule asks for it: then everybody's session may, as the settings were made by
 *   somebody who may; nothing is done (and %TRUE returned) when it is not due after all
 * @ret_backup: (out) (optional) (nullable): what was made
 *
 * Makes a backup, checks it, gives it its name, removes those that need not stay, and logs it. What
 * is wrong with the institution's own data (a document's file is missing) does not stop it: the
 * backup is kept with its number of problems and does not count as verified. A failure is
 * remembered and told by miao_backup_get_state().
 *
 * Errors: %MIAO_ERROR_INVALID (no folder is set), %MIAO_ERROR_NO_SPACE, %MIAO_ERROR_READ_ONLY,
 * %MIAO_ERROR_BUSY (another program is at it), %MIAO_ERROR_CORRUPT (the copy did not pass its
 * check), %MIAO_ERROR_CANCELLED, %MIAO_ERROR_DENIED. Nothing is left behind.
 */
gboolean miao_backup_run (MiaoSession *session,
                          const char *folder,
                          gboolean scheduled,
                          MiaoBackupProgress progress,
                          gpointer data,
                          GCancellable *cancellable,
                          MiaoBackup **ret_backup,
                          GError **error);

/**
 * MiaoBackupReport:
 * @backup: what the note says
 * @files: files compared with their digests
 * @opened: whether the keys opened it, so that its content was checked as well
 * @problems: (element-type utf8): what is wrong, for the person; empty = sound
 */
typedef struct {
  MiaoBackup *backup;
  gint64 files;
  gboolean opened;
  GPtrArray *problems;
} MiaoBackupReport;

void miao_backup_report_clear (MiaoBackupReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoBackupReport, miao_backup_report_clear)

/**
 * miao_backup_check:
 * @keys: (nullable): keys that may open it; without ones that do, only the files are compared with
 *   their digests
 *
 * Reads every file, then every page, the whole audit chain against its head, the counts, and every
 * document against its row. Nothing is written.
 *
 * Returns: %FALSE with @error set when it could not be checked; else look at @report->problems.
 */
gboolean miao_backup_check (const char *path,
                            const MiaoKeys *keys,
                            MiaoBackupProgress progress,
                            gpointer data,
                            GCancellable *cancellable,
                            MiaoBackupReport *report,
                            GError **error);

/** miao_backup_check() with the keys of the person at work, who needs %MIAO_MAY_BACKUP; logged. */
gboolean miao_backup_check_for (MiaoSession *session,
                                const char *path,
                                MiaoBackupProgress progress,
                                gpointer data,
                                GCancellable *cancellable,
                                MiaoBackupReport *report,
                                GError **error);

G_END_DECLS
