#include "config.h"

#include "miao-calendar.h"

#include "miao-error.h"
#include "miao-resource.h"

#include <string.h>

#define PATH "calendar/holidays.tsv"
#define WEEK_DAYS 7
#define WORK_DAYS 5

typedef struct {
  gboolean worked;
  char *name;
} Day;

struct _MiaoCalendar {
  GHashTable *days; /* MiaoDate -> Day */
};

static void
day_free (gpointer data)
{
  Day *day = data;

  g_free (day->name);
  g_free (day);
}

static MiaoCalendar *
calendar_new (void)
{
  MiaoCalendar *calendar = g_new0 (MiaoCalendar, 1);

  calendar->days = g_hash_table_new_full (NULL, NULL, NULL, day_free);

  return calendar;
}

static void
put (MiaoCalendar *calendar, MiaoDate on, gboolean worked, const char *name)
{
  Day *day = g_new0 (Day, 1);

  day->worked = worked;
  day->name = g_strdup (name);
  g_hash_table_replace (calendar->days, GINT_TO_POINTER (on), day);
}

static gboolean
read_line (MiaoCalendar *calendar, const char *line, guint number, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  const guint n = g_strv_length (cells);
  MiaoDate on = n >= 3 ? miao_date_parse (cells[0]) : MIAO_DATE_NONE;
  gboolean off = n >= 3 && strcmp (cells[1], "off") == 0;

  if (on == MIAO_DATE_NONE || (!off && strcmp (cells[1], "work") != 0) || *cells[2] == '\0') {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("节假日文件第 %u 行不对：应为“日期<Tab>off 或 work<Tab>名称”。",
                            "Line %u of the holiday file is wrong: a day, off or work, and a name, "
                            "with tabs between, are expected."),
                 number);
    return FALSE;
  }
  put (calendar, on, !off, cells[2]);

  return TRUE;
}

static gboolean
read_text (MiaoCalendar *calendar, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    const char *line = g_strchomp (lines[i]);

    if (*line == '\0' || *line == '#' || g_str_has_prefix (line, "date\t"))
      continue;
    if (!read_line (calendar, line, i + 1, error))
      return FALSE;
  }

  return TRUE;
}

static gpointer
read_shipped (gpointer unused)
{
  MiaoCalendar *calendar = calendar_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = miao_resource_load (PATH, &error);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    g_error ("%s: %s", PATH, error->message);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (!read_text (calendar, text, &error))
    g_error ("%s: %s", PATH, error->message);

  return calendar;
}

const MiaoCalendar *
miao_calendar_shipped (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_shipped, NULL);
}

MiaoCalendar *
miao_calendar_parse (const char *text, GError **error)
{
  g_autoptr (MiaoCalendar) calendar = calendar_new ();
  GHashTableIter iter;
  gpointer on, day;

  g_hash_table_iter_init (&iter, miao_calendar_shipped ()->days);
  while (g_hash_table_iter_next (&iter, &on, &day))
    put (calendar, GPOINTER_TO_INT (on), ((Day *) day)->worked, ((Day *) day)->name);
  if (text != NULL && !read_text (calendar, text, error))
    return NULL;

  return g_steal_pointer (&calendar);
}

void
miao_calendar_free (MiaoCalendar *calendar)
{
  g_hash_table_unref (calendar->days);
  g_free (calendar);
}

guint
miao_calendar_count (const MiaoCalendar *calendar)
{
  return g_hash_table_size (calendar->days);
}

static const Day *
find (const MiaoCalendar *calendar, MiaoDate day)
{
  return g_hash_table_lookup (calendar->days, GINT_TO_POINTER (day));
}

gboolean
miao_calendar_knows (const MiaoCalendar *calendar, int year)
{
  /* Every notice has the first of October. */
  return find (calendar, miao_date_from_ymd (year, 10, 1)) != NULL;
}

static gboolean
is_weekday (MiaoDate day)
{
  const MiaoDate monday = miao_date_from_ymd (2026, 1, 5);

  return ((day - monday) % WEEK_DAYS + WEEK_DAYS) % WEEK_DAYS < WORK_DAYS;
}

gboolean
miao_calendar_is_worked (const MiaoCalendar *calendar, MiaoDate day)
{
  const Day *listed = find (calendar, day);

  return listed != NULL ? listed->worked : is_weekday (day);
}

const char *
miao_calendar_name (const MiaoCalendar *calendar, MiaoDate day)
{
  const Day *listed = find (calendar, day);

  return listed != NULL ? listed->name : NULL;
}

MiaoDate
miao_calendar_add_working (const MiaoCalendar *calendar, MiaoDate from, int days)
{
  MiaoDate day = from;

  while (days > 0) {
    day++;
    if (miao_calendar_is_worked (calendar, day))
      days--;
  }

  return day;
}

MiaoDate
miao_calendar_shift (const MiaoCalendar *calendar, MiaoDate day)
{
  while (!miao_calendar_is_worked (calendar, day))
    day++;

  return day;
}

/* ---- words ---- */

static char *
dup_days (MiaoDate first, MiaoDate last, MiaoLanguage language)
{
  char from[MIAO_DATE_BUFFER], to[MIAO_DATE_BUFFER];
  int month, day, last_month, last_day;

  miao_date_get_ymd (first, NULL, &month, &day);
  miao_date_get_ymd (last, NULL, &last_month, &last_day);
  if (language == MIAO_LANGUAGE_EN)
    return first == last ? g_strdup (miao_date_format (first, from))
                         : g_strdup_printf ("%s to %s", miao_date_format (first, from),
                                            miao_date_format (last, to));
  if (first == last)
    return g_strdup_printf ("%d月%d日", month, day);
  if (month == last_month)
    return g_strdup_printf ("%d月%d日至%d日", month, day, last_day);

  return g_strdup_printf ("%d月%d日至%d月%d日", month, day, last_month, last_day);
}

static void
add_part (GString *out, MiaoLanguage language, const char *days, const char *name, gboolean worked)
{
  gboolean zh = language == MIAO_LANGUAGE_ZH;

  if (out->len > 0)
    g_string_append (out, zh ? "，" : ", ");
  if (zh)
    g_string_append_printf (out, worked ? "%s（%s补班）计入" : "%s%s不计", days, name);
  else
    g_string_append_printf (out, worked ? "%s (made up for %s) counts" : "%s (%s) does not count",
                            days, name);
}

char *
miao_calendar_dup_passed (const MiaoCalendar *calendar,
                          MiaoDate from,
                          MiaoDate to,
                          MiaoLanguage language)
{
  GString *out = g_string_new (NULL);

  for (MiaoDate day = from + 1; day <= to; day++) {
    const Day *listed = find (calendar, day);
    MiaoDate last = day;
    g_autofree char *days = NULL;

    if (listed == NULL)
      continue;
    while (last < to && find (calendar, last + 1) != NULL &&
           find (calendar, last + 1)->worked == listed->worked &&
           strcmp (find (calendar, last + 1)->name, listed->name) == 0)
      last++;
    days = dup_days (day, last, language);
    add_part (out, language, days, listed->name, listed->worked);
    day = last;
  }

  return g_string_free (out, FALSE);
}
