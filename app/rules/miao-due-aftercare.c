/* Follow-ups of a child who stays in care after a placement ended. */
#include "config.h"

#include "miao-due.h"

#define RULE "D41P"

void
miao_due_aftercare (const char *placement,
                    MiaoDate ended,
                    MiaoDate followed_up,
                    int first_months,
                    int second_months,
                    const MiaoCalendar *calendar,
                    MiaoDate on,
                    GPtrArray *dues)
{
  /* What was late for the first one does not do for the second, unless it is nearer to that. */
  const MiaoDate nearer = miao_date_add_months (ended, (first_months + second_months) / 2);

  if (followed_up == MIAO_DATE_NONE)
    miao_due_deadline (RULE, placement, ended, first_months, calendar, on, dues);
  else if (followed_up < nearer)
    miao_due_deadline (RULE, placement, ended, second_months, calendar, on, dues);
}
