#include "config.h"

#include "miao-today-words.h"

#include "miao-use-case.h"

#include <glib/gi18n.h>

#define NO_BREAK_SPACE "\u00a0"

const char *
miao_today_level_title (MiaoDueLevel level)
{
  switch (level) {
  case MIAO_DUE_LATE:
    return _ ("Late");
  case MIAO_DUE_TODAY:
    return C_ ("due", "Today");
  case MIAO_DUE_WEEK:
    return _ ("Within 7 days");
  case MIAO_DUE_MONTH:
    return _ ("Within 30 days");
  case MIAO_DUE_LATER:
  default:
    return C_ ("due", "Later");
  }
}

const char *
miao_today_level_icon (MiaoDueLevel level)
{
  if (level == MIAO_DUE_LATE)
    return "miao-warning-symbolic";
  return level == MIAO_DUE_TODAY ? "miao-clock-symbolic" : "miao-calendar-symbolic";
}

const char *
miao_today_level_class (MiaoDueLevel level)
{
  if (level == MIAO_DUE_LATE)
    return "danger";
  return level == MIAO_DUE_TODAY ? "warning-text" : NULL;
}

char *
miao_today_dup_when (const MiaoTask *task, MiaoDate today)
{
  int left = task->due->due_on - today;

  if (task->due->since_ms != 0)
    return g_strdup (_ ("At once"));
  if (left < 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) -left), -left);
  if (left == 0)
    return g_strdup (C_ ("due", "Today"));
  return g_strdup_printf (ngettext ("In %d day", "In %d days", (gulong) left), left);
}

char *
miao_today_dup_day (MiaoDate day)
{
  char text[MIAO_DATE_BUFFER];

  miao_date_format (day, text);
  return g_strdup (text + 5);
}

char *
miao_today_dup_until (const MiaoTask *task, MiaoDate today)
{
  g_autofree char *day = NULL;

  /* It may be a day of the next year. */
  if (task->due->level == MIAO_DUE_LATER)
    return miao_date_dup (task->due->due_on);
  day = miao_today_dup_day (task->due->due_on);
  return task->due->due_on == today ? g_steal_pointer (&day) : g_strdup_printf (_ ("due %s"), day);
}

char *
miao_today_dup_date (MiaoDate today)
{
  static const char *const weekdays[] = { N_ ("Monday"),   N_ ("Tuesday"), N_ ("Wednesday"),
                                          N_ ("Thursday"), N_ ("Friday"),  N_ ("Saturday"),
                                          N_ ("Sunday") };
  MiaoDate monday = miao_date_from_ymd (2026, 1, 5);
  int weekday = ((today - monday) % 7 + 7) % 7;
  int year, month, day;

  miao_date_get_ymd (today, &year, &month, &day);
  /* Translators: year, month, day, weekday. */
  return g_strdup_printf (_ ("%1$d-%2$02d-%3$02d, %4$s"), year, month, day, _ (weekdays[weekday]));
}

const char *
miao_today_button (const MiaoTask *task)
{
  return task->may ? miao_use_case_label (miao_use_case_find (task->use_case)) : _ ("Look");
}

char *
miao_today_dup_whom (const MiaoTask *task)
{
  g_autofree char *words = *task->detail != '\0'
                               ? g_strdup_printf ("%s · %s", task->who, task->detail)
                               : g_strdup (task->who);
  g_auto (GStrv) parts = g_strsplit (words, "· ", -1);

  return g_strjoinv ("·" NO_BREAK_SPACE, parts);
}
