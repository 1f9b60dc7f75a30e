/* What becomes due in a placement. */
#include "config.h"

#include "miao-due.h"

#include "miao-due-private.h"

/* Days before the due day from which a task is shown (domain 9, "remind before"). */
#define REMIND_EVALUATION MIAO_INTEGRATION_PLAN_DAYS /* day 50 of 60 */
#define REMIND_LATEST 15                             /* day 75 of 90 */
#define REMIND_VISIT 2
#define REMIND_SHORT_CARE 5
#define REMIND_TERM 60
#define REMIND_MONTH 31 /* the whole month after an application */

int
miao_due_visit_days (gboolean integration,
                     MiaoDate child_born,
                     const MiaoRuleSettings *settings,
                     MiaoDate on)
{
  int age = miao_date_age (child_born, on);

  if (integration)
    return settings->visit_integration_days;

  return age >= 0 && age < settings->visit_young_age
             ? MIN (settings->visit_young_days, settings->visit_confirmed_days)
             : settings->visit_confirmed_days;
}

static void
add_integration (const MiaoPlacementCalendar *calendar,
                 const MiaoRuleSettings *settings,
                 MiaoDate on,
                 GPtrArray *dues)
{
  MiaoIntegration now =
      miao_integration_on (calendar->moved_in_on, calendar->extended_to, settings, on);
  MiaoDate last = MAX (now.latest, calendar->extended_to);

  if (!calendar->evaluated && !calendar->evaluation_open)
    miao_due_add (dues, "D16", calendar->placement, now.start, settings->integration_min_days,
                  now.earliest, REMIND_EVALUATION, on, "入户", "Move-in");
  if (calendar->confirmable) {
    /* Nothing is late before the longest period is over: from day 60 on it is there every day. */
    MiaoDate due_on = MAX (now.earliest, MIN (on, last));

    miao_due_add (dues, "D16C", calendar->placement, now.start, due_on - now.start, due_on,
                  REMIND_EVALUATION, on, "入户", "Move-in");
  }
  miao_due_add (dues, "D17", calendar->placement, now.start, last - now.start, last, REMIND_LATEST,
                on, "入户", "Move-in");
}

MiaoDate
miao_due_next_visit (MiaoDate last, int days, MiaoDate agreed)
{
  return agreed > last ? MIN (agreed, last + days) : last + days;
}

MiaoDate
miao_due_agreed_visit (MiaoDate last,
                       MiaoDate next,
                       MiaoDate confirmed_on,
                       const MiaoRuleSettings *settings)
{
  const gboolean before = confirmed_on != MIAO_DATE_NONE && last <= confirmed_on;

  return before && next == last + settings->visit_integration_days ? MIAO_DATE_NONE : next;
}

/* What the visitor agreed on with the family counts when it is sooner. */
static void
add_next_visit (const MiaoPlacementCalendar *calendar,
                MiaoDate last,
                int days,
                MiaoDate agreed,
                const char *what_zh,
                const char *what_en,
                MiaoDate on,
                GPtrArray *dues)
{
  const MiaoDate next = miao_due_next_visit (last, days, agreed);
  MiaoDue *due = miao_due_add (dues, "D18", calendar->placement, last, next - last, next,
                               REMIND_VISIT, on, what_zh, what_en);

  if (due == NULL || next == last + days)
    return;
  miao_due_tell_moved (due, g_strdup ("（按探访记录约定）"),
                       g_strdup (" (as agreed at the visit)"));
}

/* D18, and D18F until the first visit of an integration. Nobody is visited in a family that the
 * child is away from, and the days count again from when it came back. */
static void
add_visit (const MiaoPlacementCalendar *calendar,
           const MiaoRuleSettings *settings,
           MiaoDate on,
           GPtrArray *dues)
{
  int days = miao_due_visit_days (calendar->integration, calendar->child_born, settings, on);
  gboolean visited = calendar->last_visit_on >= calendar->moved_in_on;
  MiaoDate seen = visited ? calendar->last_visit_on : calendar->moved_in_on;
  gboolean back = calendar->returned_on != MIAO_DATE_NONE && calendar->returned_on > seen;
  MiaoDate last = back ? calendar->returned_on : seen;
  const char *what_zh = back ? "返回家庭" : visited ? "上次" : "入户";
  const char *what_en = back ? "Back with the family" : visited ? "Last" : "Move-in";

  if (calendar->paused)
    return;
  if (calendar->integration && !visited)
    miao_due_add (dues, "D18F", calendar->placement, last, settings->visit_first_days,
                  last + settings->visit_first_days, settings->visit_first_days, on, what_zh,
                  what_en);
  else
    add_next_visit (calendar, last, days,
                    miao_due_agreed_visit (calendar->last_visit_on, calendar->next_visit_on,
                                           calendar->confirmed_on, settings),
                    what_zh, what_en, on, dues);
}

void
miao_due_placement (const MiaoPlacementCalendar *calendar,
                    const MiaoRuleSettings *settings,
                    MiaoDate on,
                    GPtrArray *dues)
{
  if (calendar->moved_in_on == MIAO_DATE_NONE || calendar->suspended)
    return;
  if (calendar->integration)
    add_integration (calendar, settings, on, dues);
  if (calendar->short_care_from != MIAO_DATE_NONE && !calendar->care_evaluated &&
      on > calendar->short_care_from + settings->short_care_days)
    miao_due_add (dues, "D22E", calendar->placement, calendar->short_care_from,
                  settings->short_care_days, calendar->short_care_from + settings->short_care_days,
                  0, on, "短期养育", "Short-term care");
  if (calendar->short_care_from != MIAO_DATE_NONE)
    miao_due_add (dues, "D22", calendar->placement, calendar->short_care_from,
                  settings->short_care_days, calendar->short_care_from + settings->short_care_days,
                  REMIND_SHORT_CARE, on, "短期养育", "Short-term care");
  else
    add_visit (calendar, settings, on, dues);
  if (calendar->family_applied_on != MIAO_DATE_NONE)
    miao_due_add (dues, "D21", calendar->placement, calendar->family_applied_on, 1,
                  miao_date_add_months (calendar->family_applied_on, 1), REMIND_MONTH, on, "申请",
                  "Applied");
  if (calendar->term_to != MIAO_DATE_NONE)
    miao_due_add (dues, "D27", calendar->agreement, calendar->term_to, 0, calendar->term_to,
                  REMIND_TERM, on, "协议期限至", "Term until");
}
