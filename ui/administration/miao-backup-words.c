#include "config.h"

#include "miao-backup-words.h"

#include <glib/gi18n.h>

#define MINUTE_MS (60 * 1000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * (gint64) HOUR_MS)

char *
miao_backup_dup_age (gint64 at_ms, gint64 now_ms)
{
  const gint64 age = now_ms - at_ms;
  gulong n;

  if (age < 2 * MINUTE_MS)
    return g_strdup (_ ("just now"));
  if (age < 2 * HOUR_MS) {
    n = (gulong) (age / MINUTE_MS);
    return g_strdup_printf (ngettext ("%lu minute ago", "%lu minutes ago", n), n);
  }
  if (age < 2 * DAY_MS) {
    n = (gulong) (age / HOUR_MS);
    return g_strdup_printf (ngettext ("%lu hour ago", "%lu hours ago", n), n);
  }
  n = (gulong) (age / DAY_MS);
  return g_strdup_printf (ngettext ("%lu day ago", "%lu days ago", n), n);
}

char *
miao_backup_dup_time (gint64 at_ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);

  return g_date_time_format (at, "%Y-%m-%d %H:%M");
}

char *
miao_backup_dup_keep (guint keep)
{
  static const struct {
    guint bit;
    const char *word;
  } words[] = {
    { MIAO_KEEP_YEAR, N_ ("of the year") },  { MIAO_KEEP_MONTH, N_ ("of the month") },
    { MIAO_KEEP_WEEK, N_ ("of the week") },  { MIAO_KEEP_DAY, N_ ("of the day") },
    { MIAO_KEEP_NEWEST, N_ ("the newest") },
  };

  /* The longest reason says it all. */
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if ((keep & words[i].bit) != 0)
      return g_strdup (gettext (words[i].word));
  }
  return g_strdup (_ ("goes next time"));
}

char *
miao_backup_dup_counts (gint64 children, gint64 families, gint64 placements, gint64 documents)
{
  /* Translators: numbers of records. */
  return g_strdup_printf (_ ("%u children, %u families, %u placements, %u documents"),
                          (guint) children, (guint) families, (guint) placements,
                          (guint) documents);
}
