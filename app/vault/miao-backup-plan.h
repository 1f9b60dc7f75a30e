#pragma once

#include "miao-date.h"

G_BEGIN_DECLS

/*
 * When a backup is made and which ones stay. Pure: the clock is an argument.
 *
 * Of each day only the last backup counts. Kept are those of the newest 7 days, 4 weeks (Monday to
 * Sunday) and 12 months that have one, and the last of each year for ever. A period without a
 * backup takes no place, so a holiday does not use up what there is.
 */

#define MIAO_BACKUP_DAYS 7
#define MIAO_BACKUP_WEEKS 4
#define MIAO_BACKUP_MONTHS 12

/** Why a backup stays; 0 = it may go. */
typedef enum {
  MIAO_KEEP_NEWEST = 1 << 0,
  MIAO_KEEP_DAY = 1 << 1,
  MIAO_KEEP_WEEK = 1 << 2,
  MIAO_KEEP_MONTH = 1 << 3,
  MIAO_KEEP_YEAR = 1 << 4,
} MiaoKeep;

/**
 * MiaoBackupStamp:
 * @at_ms: when it was made, ms UTC
 * @lines: length of its audit chain: the longer one is the later of two of the same instant
 * @day: that instant's day by the local calendar
 * @sound: whether it passed its check when it was made
 * @keep: (out): why it stays, a set of #MiaoKeep
 */
typedef struct {
  gint64 at_ms;
  gint64 lines;
  MiaoDate day;
  gboolean sound;
  guint keep;
} MiaoBackupStamp;

/**
 * miao_backup_plan:
 * @stamps: in any order; each one's @keep is set
 *
 * A backup that did not pass its check takes no place from a sound one: it stays only while it is
 * the newest.
 */
void miao_backup_plan (MiaoBackupStamp *stamps, guint n);

typedef enum {
  MIAO_BACKUP_BY_HAND, /* never by itself */
  MIAO_BACKUP_DAILY,
  MIAO_BACKUP_WEEKLY, /* the first time on or after Monday */
} MiaoBackupEvery;

/** Returns: (transfer none): "hand", "daily", "weekly". */
const char *miao_backup_every_name (MiaoBackupEvery every);
gboolean miao_backup_every_parse (const char *name, MiaoBackupEvery *ret_every);

/**
 * miao_backup_is_due:
 * @hour: 0…23, local: not before that hour of the day
 * @last_ms: the last verified backup, 0 = none
 * @tried_ms: the last attempt that failed after it, 0 = none: the next one is an hour later
 * @now_ms: ms UTC
 *
 * A clock that was put back does not make one due again before its time comes.
 */
gboolean miao_backup_is_due (
    MiaoBackupEvery every, int hour, gint64 last_ms, gint64 tried_ms, gint64 now_ms);

/** Returns: the local day of an instant. */
MiaoDate miao_backup_day (gint64 at_ms);

G_END_DECLS
