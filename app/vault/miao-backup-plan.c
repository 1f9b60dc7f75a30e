#include "config.h"

#include "miao-backup-plan.h"

#define RETRY_MS (60 * 60 * 1000)

/* Monday, 0001-01-01, is day 1 of a MiaoDate. */
static int
week_of (MiaoDate day)
{
  return (day - 1) / 7;
}

static int
month_of (MiaoDate day)
{
  int year, month;

  miao_date_get_ymd (day, &year, &month, NULL);

  return year * 12 + month;
}

static int
year_of (MiaoDate day)
{
  int year;

  miao_date_get_ymd (day, &year, NULL, NULL);

  return year;
}

static int
day_of (MiaoDate day)
{
  return day;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const MiaoBackupStamp *x = *(MiaoBackupStamp *const *) a;
  const MiaoBackupStamp *y = *(MiaoBackupStamp *const *) b;

  if (x->at_ms != y->at_ms)
    return x->at_ms < y->at_ms ? 1 : -1;

  return (x->lines < y->lines) - (x->lines > y->lines);
}

/* The last backup of each of the newest @most periods. */
static void
keep_periods (GPtrArray *newest, int (*period_of) (MiaoDate), guint most, MiaoKeep keep)
{
  int before = 0;
  guint found = 0;

  for (guint i = 0; i < newest->len && found < most; i++) {
    MiaoBackupStamp *stamp = g_ptr_array_index (newest, i);
    int period = period_of (stamp->day);

    if (!stamp->sound || (found > 0 && period == before))
      continue;
    before = period;
    stamp->keep |= keep;
    found++;
  }
}

void
miao_backup_plan (MiaoBackupStamp *stamps, guint n)
{
  g_autoptr (GPtrArray) newest = g_ptr_array_sized_new (n);

  for (guint i = 0; i < n; i++) {
    stamps[i].keep = 0;
    g_ptr_array_add (newest, &stamps[i]);
  }
  if (n == 0)
    return;
  g_ptr_array_sort (newest, compare_newest_first);
  ((MiaoBackupStamp *) g_ptr_array_index (newest, 0))->keep = MIAO_KEEP_NEWEST;
  keep_periods (newest, day_of, MIAO_BACKUP_DAYS, MIAO_KEEP_DAY);
  keep_periods (newest, week_of, MIAO_BACKUP_WEEKS, MIAO_KEEP_WEEK);
  keep_periods (newest, month_of, MIAO_BACKUP_MONTHS, MIAO_KEEP_MONTH);
  keep_periods (newest, year_of, G_MAXUINT, MIAO_KEEP_YEAR);
}

/* --- The schedule --- */

static const char *const EVERY[] = {
  [MIAO_BACKUP_BY_HAND] = "hand",
  [MIAO_BACKUP_DAILY] = "daily",
  [MIAO_BACKUP_WEEKLY] = "weekly",
};

const char *
miao_backup_every_name (MiaoBackupEvery every)
{
  return EVERY[every];
}

gboolean
miao_backup_every_parse (const char *name, MiaoBackupEvery *ret_every)
{
  for (guint i = 0; i < G_N_ELEMENTS (EVERY); i++) {
    if (g_strcmp0 (name, EVERY[i]) == 0) {
      *ret_every = (MiaoBackupEvery) i;
      return TRUE;
    }
  }

  return FALSE;
}

MiaoDate
miao_backup_day (gint64 at_ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);

  return miao_date_from_ymd (g_date_time_get_year (at), g_date_time_get_month (at),
                             g_date_time_get_day_of_month (at));
}

/* The last moment not after @now_ms at which the schedule asked for a backup. */
static gint64
last_call (MiaoBackupEvery every, int hour, gint64 now_ms)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_ms / 1000);
  g_autoptr (GDateTime) at =
      g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                             g_date_time_get_day_of_month (now), hour, 0, 0);
  const int step = every == MIAO_BACKUP_WEEKLY ? 7 : 1;
  int back = every == MIAO_BACKUP_WEEKLY ? g_date_time_get_day_of_week (now) - 1 : 0;
  g_autoptr (GDateTime) called = NULL;

  if (back == 0 && g_date_time_compare (at, now) > 0)
    back = step;
  called = g_date_time_add_days (at, -back);

  return g_date_time_to_unix (called) * 1000;
}

gboolean
miao_backup_is_due (MiaoBackupEvery every, int hour, gint64 last_ms, gint64 tried_ms, gint64 now_ms)
{
  if (every == MIAO_BACKUP_BY_HAND)
    return FALSE;
  if (tried_ms > last_ms && tried_ms <= now_ms && now_ms - tried_ms < RETRY_MS)
    return FALSE;

  return last_ms < last_call (every, hour, now_ms);
}
