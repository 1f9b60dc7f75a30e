#include "config.h"

#include "miao-backup-plan.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

static gint64
noon (const char *day)
{
  g_autofree char *text = g_strconcat (day, "T12:00:00+08:00", NULL);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (text, NULL);

  return g_date_time_to_unix (at) * 1000;
}

static MiaoBackupStamp
stamp (const char *day, int hour)
{
  return (MiaoBackupStamp){
    .at_ms = noon (day) + (hour - 12) * 3600000,
    .day = miao_date_parse (day),
    .sound = TRUE,
  };
}

typedef struct {
  const char *day;
  int hour;
  guint keep;
} Row;

#define N MIAO_KEEP_NEWEST
#define D MIAO_KEEP_DAY
#define W MIAO_KEEP_WEEK
#define M MIAO_KEEP_MONTH
#define Y MIAO_KEEP_YEAR

static void
assert_table (const Row *rows, guint n)
{
  g_autofree MiaoBackupStamp *stamps = g_new0 (MiaoBackupStamp, n);

  for (guint i = 0; i < n; i++)
    stamps[i] = stamp (rows[i].day, rows[i].hour);
  miao_backup_plan (stamps, n);
  for (guint i = 0; i < n; i++) {
    if (stamps[i].keep != rows[i].keep)
      g_error ("%s %d: kept for %x, not %x", rows[i].day, rows[i].hour, stamps[i].keep,
               rows[i].keep);
  }
}

static void
test_table (void)
{
  /* 2026-11-22 is a Sunday, 2026-11-23 a Monday. */
  const Row rows[] = {
    { "2026-11-22", 9, 0 },  { "2026-11-22", 18, N | D | W | M | Y },
    { "2026-11-20", 18, D }, { "2026-11-19", 18, D },
    { "2026-11-18", 18, D }, { "2026-11-17", 18, D },
    { "2026-11-16", 18, D }, { "2026-11-15", 18, D | W },
    { "2026-11-14", 18, 0 }, { "2026-11-08", 18, W },
    { "2026-11-02", 18, 0 }, { "2026-11-01", 18, W },
    { "2026-10-31", 18, M }, { "2026-10-25", 18, 0 },
    { "2026-09-30", 18, M }, { "2025-12-31", 18, M | Y },
    { "2025-11-30", 18, M }, { "2024-02-29", 18, M | Y },
    { "2024-01-31", 18, M }, { "1999-12-31", 18, M | Y },
  };

  assert_table (rows, G_N_ELEMENTS (rows));
}

static void
test_unsound (void)
{
  MiaoBackupStamp stamps[3] = { stamp ("2026-11-22", 9), stamp ("2026-11-22", 18),
                                stamp ("2026-11-21", 18) };

  stamps[1].sound = FALSE;
  stamps[2].sound = FALSE;
  miao_backup_plan (stamps, 3);
  g_assert_cmpuint (stamps[0].keep, ==, D | W | M | Y);
  g_assert_cmpuint (stamps[1].keep, ==, N);
  g_assert_cmpuint (stamps[2].keep, ==, 0);
  miao_backup_plan (NULL, 0);
}

/* Ten years of daily backups, rotated every day: what is left is what the rule says, and nothing
 * that a later day wants was thrown away on an earlier one. */
static void
test_ten_years (void)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, TRUE, sizeof (MiaoBackupStamp));
  const MiaoDate first = miao_date_parse ("2016-01-01");
  const MiaoDate last = miao_date_parse ("2025-12-31");
  guint counts[5] = { 0 };

  for (MiaoDate day = first; day <= last; day++) {
    MiaoBackupStamp made = { .at_ms = day * DAY_MS, .day = day, .sound = TRUE };

    g_array_append_val (kept, made);
    miao_backup_plan ((MiaoBackupStamp *) (gpointer) kept->data, kept->len);
    for (guint i = kept->len; i > 0; i--) {
      if (g_array_index (kept, MiaoBackupStamp, i - 1).keep == 0)
        g_array_remove_index (kept, i - 1);
    }
  }
  for (guint i = 0; i < kept->len; i++) {
    for (guint bit = 0; bit < 5; bit++)
      counts[bit] += (g_array_index (kept, MiaoBackupStamp, i).keep >> bit) & 1;
  }
  g_assert_cmpuint (counts[0], ==, 1);
  g_assert_cmpuint (counts[1], ==, 7);
  g_assert_cmpuint (counts[2], ==, 4);
  g_assert_cmpuint (counts[3], ==, 12);
  g_assert_cmpuint (counts[4], ==, 10);
  g_assert_cmpuint (kept->len, <=, 7 + 4 + 12 + 10);
}

static void
test_due (void)
{
  static const struct {
    MiaoBackupEvery every;
    int hour;
    const char *last, *tried, *now; /* day and hour; NULL = never */
    gboolean due;
  } rows[] = {
    { MIAO_BACKUP_BY_HAND, 0, NULL, NULL, "2026-11-22T12", FALSE },
    { MIAO_BACKUP_DAILY, 18, NULL, NULL, "2026-11-22T12", TRUE }, /* yesterday's was missed */
    { MIAO_BACKUP_DAILY, 18, "2026-11-21T18", NULL, "2026-11-22T12", FALSE },
    { MIAO_BACKUP_DAILY, 18, "2026-11-21T18", NULL, "2026-11-22T18", TRUE },
    { MIAO_BACKUP_DAILY, 18, "2026-11-21T17", NULL, "2026-11-22T09", TRUE },
    { MIAO_BACKUP_DAILY, 0, "2026-11-21T23", NULL, "2026-11-22T00", TRUE },
    { MIAO_BACKUP_DAILY, 0, "2026-11-22T00", NULL, "2026-11-22T23", FALSE },
    { MIAO_BACKUP_DAILY, 8, "2026-11-21T08", "2026-11-22T12", "2026-11-22T12", FALSE },
    { MIAO_BACKUP_DAILY, 8, "2026-11-21T08", "2026-11-22T11", "2026-11-22T12", TRUE },
    /* a failure told by a clock that was ahead does not stop anything */
    { MIAO_BACKUP_DAILY, 8, "2026-11-21T08", "2026-11-23T12", "2026-11-22T12", TRUE },
    /* the clock was put back: the last one lies ahead */
    { MIAO_BACKUP_DAILY, 8, "2026-11-24T08", NULL, "2026-11-22T12", FALSE },
    { MIAO_BACKUP_WEEKLY, 8, "2026-11-16T08", NULL, "2026-11-22T23", FALSE },
    { MIAO_BACKUP_WEEKLY, 8, "2026-11-16T08", NULL, "2026-11-23T07", FALSE },
    { MIAO_BACKUP_WEEKLY, 8, "2026-11-16T08", NULL, "2026-11-23T08", TRUE },
    { MIAO_BACKUP_WEEKLY, 8, "2026-11-15T08", NULL, "2026-11-20T08", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *const texts[] = { rows[i].last, rows[i].tried, rows[i].now };
    gint64 at[3] = { 0 };

    for (int k = 0; k < 3; k++) {
      g_autofree char *text = g_strdup_printf ("%s:00:00+08:00", texts[k] != NULL ? texts[k] : "");
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

      at[k] = time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
    }
    if (miao_backup_is_due (rows[i].every, rows[i].hour, at[0], at[1], at[2]) != rows[i].due)
      g_error ("row %u", (guint) i);
  }
}

static void
test_names (void)
{
  MiaoBackupEvery every;

  for (int i = MIAO_BACKUP_BY_HAND; i <= MIAO_BACKUP_WEEKLY; i++) {
    g_assert_true (miao_backup_every_parse (miao_backup_every_name ((MiaoBackupEvery) i), &every));
    g_assert_cmpint (every, ==, i);
  }
  g_assert_false (miao_backup_every_parse ("hourly", &every));
  g_assert_cmpint (miao_backup_day (noon ("2026-11-22")), ==, miao_date_parse ("2026-11-22"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup-plan/table", test_table);
  g_test_add_func ("/backup-plan/unsound", test_unsound);
  g_test_add_func ("/backup-plan/ten-years", test_ten_years);
  g_test_add_func ("/backup-plan/due", test_due);
  g_test_add_func ("/backup-plan/names", test_names);

  return g_test_run ();
}
