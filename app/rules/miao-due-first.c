/* What a child is asked for who lived here before its record was made, and for whom nothing of it
 * is entered. What was done before stands on paper or nowhere, so nothing is late on the first day;
 * and what a whole ledger brings is asked for along the birthdays, a few children each week, and
 * not of all of them on one day. All of it is the house's own choice. */
#include "config.h"

#include "miao-due.h"

#include "miao-rules-private.h"

#define YEAR_MONTHS 12

/* Days after the record was made in which nothing is due: time to enter what stands on paper. */
#define PAPER_DAYS 30

int
miao_due_first_months (MiaoDate born, int period, int from_months, MiaoDate not_before)
{
  const int years = MAX (miao_date_age (born, not_before), 0);
  int months = MAX (from_months, years * YEAR_MONTHS);

  while (miao_date_add_months (born, months) < not_before)
    months += period;

  return months;
}

void
miao_due_tell_taken_over (MiaoDue *due, MiaoDate since)
{
  g_autofree char *day = miao_date_dup (since);
  g_autofree char *zh = due->moved_zh, *en = due->moved_en;

  due->moved_zh = g_strdup_printf ("%s（%s 录入，还没有登记过）", zh, day);
  due->moved_en = g_strdup_printf ("%s (recorded on %s, nothing entered yet)", en, day);
}

void
miao_due_taken_over (const char *rule,
                     const char *child,
                     MiaoDate born,
                     int period,
                     int from_age,
                     MiaoDate since,
                     const MiaoCalendar *calendar,
                     MiaoDate on,
                     GPtrArray *dues)
{
  const gboolean known = born != MIAO_DATE_NONE;
  const MiaoDate from = known ? born : since;
  const guint before = dues->len;
  MiaoDue *due;

  g_return_if_fail (since != MIAO_DATE_NONE);

  if (!known && from_age > 0)
    return;
  miao_due_deadline (rule, child, from,
                     miao_due_first_months (from, period, MAX (from_age * YEAR_MONTHS, period),
                                            since + PAPER_DAYS + 1),
                     calendar, on, dues);
  if (dues->len == before)
    return;
  due = g_ptr_array_index (dues, before);
  g_free (due->what_zh);
  g_free (due->what_en);
  due->what_zh = g_strdup (known ? "出生" : "录入");
  due->what_en = g_strdup (known ? "Born" : "Recorded");
  miao_due_tell_taken_over (due, since);
}
