/* Terms of so many days, working days or months after a day, and what waits for somebody. */
#include "config.h"

#include "miao-due.h"

#include "miao-due-private.h"

/* Days before the due day from which a task is shown (domain 9, "remind before"). */
#define REMIND_WORKING 3
#define REMIND_PLANNED 7

#define FILING "D23"

/* What was left out between the days, in brackets. */
static void
tell_passed (MiaoDue *due, const MiaoCalendar *calendar, MiaoDate from, MiaoDate to)
{
  g_autofree char *zh = miao_calendar_dup_passed (calendar, from, to, MIAO_LANGUAGE_ZH);
  g_autofree char *en = miao_calendar_dup_passed (calendar, from, to, MIAO_LANGUAGE_EN);

  if (*zh == '\0')
    return;
  miao_due_tell_moved (due, g_strdup_printf ("（%s）", zh), g_strdup_printf (" (%s)", en));
}

void
miao_due_working (const char *rule,
                  const char *record,
                  MiaoDate from,
                  int days,
                  const char *what_zh,
                  const char *what_en,
                  const MiaoCalendar *calendar,
                  MiaoDate on,
                  GPtrArray *dues)
{
  const MiaoDate due_on = miao_calendar_add_working (calendar, from, days);
  /* Filing can be done at once. */
  const int remind = g_str_has_prefix (rule, FILING) ? due_on - from : REMIND_WORKING;
  MiaoDue *due =
      miao_due_add (dues, rule, record, from, days, due_on, remind, on, what_zh, what_en);

  if (due != NULL)
    tell_passed (due, calendar, from, due_on);
}

/* Length and reminder of domain 9; where the house has a threshold for the length, its default. */
typedef struct {
  const char *rule;
  int days;
  int months;
  int remind;
  gboolean moves; /* to the next working day */
  const char *what_zh;
  const char *what_en;
} Term;

static const Term terms[] = {
  { "D01", 1, 0, 1, FALSE, "到院", "Arrived" },
  { "D02", 60, 0, 7, FALSE, "公告", "Published" },
  { "D03", 30, 0, 3, FALSE, "公告", "Published" },
  { "D04", 0, 1, 5, TRUE, "到院", "Arrived" },
  { "D05", 7, 0, 7, TRUE, "公告期满", "Notice ended" },
  { "D06", 0, 12, 30, TRUE, "到院", "Arrived" },
  { "D07", 0, 3, 10, FALSE, "到院", "Arrived" },
  { "D08", 30, 0, 7, TRUE, "正式入院", "Formally admitted" },
  { "D19", 0, 6, 30, TRUE, "上次", "Last" },
  { "D19E", 0, 12, 30, TRUE, "上次", "Last" },
  { "D19H", 0, 12, 30, TRUE, "上次", "Last" },
  { "D16E", 7, 0, 7, FALSE, "评估", "Evaluated" },
  { "D19F", 0, 0, 0, FALSE, "评估", "Evaluated" },
  { "D20", 30, 0, 7, TRUE, "评估", "Evaluated" },
  { "D29", 0, 12, 30, FALSE, "上次查询", "Last check" },
  { "D36", 60, 0, 14, TRUE, "离院", "Left" },
  { "D38", 0, 12, 30, TRUE, "上次校验", "Last check" },
  { "D41", 0, 1, 7, TRUE, "离院", "Left" },
  { "D41P", 0, 1, 7, TRUE, "解除寄养", "Placement ended" },
  { "D42", 0, 6, 14, TRUE, "上次复核", "Last review" },
  { "D20B", 30, 0, 7, TRUE, "审核", "Reviewed" },
  { "D20V", 30, 0, 7, TRUE, "探访", "Visited" },
  { "D20N", 0, 0, 30, FALSE, "提出", "Found" },
  { "D15", 7, 0, 7, FALSE, "报告", "Reported" },
  { "D30C", 30, 0, 7, TRUE, "发现", "Discovered" },
  { "D30S", 3, 0, 3, FALSE, "带离", "Removed" },
  { "D30T", 15, 0, 15, TRUE, "收到", "Received" },
  { "D28S", 30, 0, 7, TRUE, "暂停", "Suspended" },
  { "D28R", 30, 0, 0, TRUE, "退回补正", "Returned" },
  { "D28E", 30, 0, 7, TRUE, "组成评估小组", "Team formed" },
  { "D40", 30, 0, 5, FALSE, "上次所属期止", "Last period until" },
  { "D40Q", 92, 0, 5, FALSE, "上次报至", "Last reported up to" },
  { "D40Y", 365, 0, 5, FALSE, "上次报至", "Last reported up to" },
  { "D09", 0, 1, 7, TRUE, "出生或来院", "Born or arrived" },
  { "D10", 0, 6, 14, TRUE, "上次", "Last" },
  { "D10F", 30, 0, 14, TRUE, "正式入院", "Formally admitted" },
  { "D11Y", 0, 12, 14, TRUE, "上次检查", "Last check" },
  { "D14", 0, 12, 30, TRUE, "上次测评", "Last test" },
  { "D14F", 0, 12, 30, TRUE, "从", "From" },
  { "D35", 0, 3, 30, FALSE, "发生或发现", "Happened or discovered" },
  { "D22L", 1, 0, 1, FALSE, "预计返院", "Expected back" },
  { "D34", 60, 0, 7, FALSE, "公告", "Published" },
  { "D34R", 30, 0, 7, TRUE, "受理", "Applied" },
  { "D34T", 0, 0, 7, FALSE, "试收养计划结束", "Trial planned until" },
  { "D34F", 0, 0, 0, FALSE, "受理", "Applied" },
  { "D37", 0, 120, 365, TRUE, "归档", "Closed" },
  { "D39", 0, 0, 60, FALSE, "残疾人证有效期至", "Certificate until" },
  { "D39A", 0, 0, 60, FALSE, "辅助器具复查日期", "Device review on" },
};

const char *const *
miao_due_deadlines (void)
{
  static const char *ids[G_N_ELEMENTS (terms) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    ids[i] = terms[i].rule;

  return ids;
}

static void
move (MiaoDue *due, const MiaoCalendar *calendar, MiaoDate end, MiaoDate on)
{
  char day[MIAO_DATE_BUFFER];

  due->end_on = end;
  due->due_on = miao_calendar_shift (calendar, end);
  due->level = miao_due_level (due->due_on, on);
  if (due->due_on == end)
    return;
  miao_date_format (due->due_on, day);
  miao_due_tell_moved (due, g_strdup_printf ("，遇休息日顺延至 %s", day),
                       g_strdup_printf (", a day off, moved to %s", day));
}

void
miao_due_deadline (const char *rule,
                   const char *record,
                   MiaoDate from,
                   int length,
                   const MiaoCalendar *calendar,
                   MiaoDate on,
                   GPtrArray *dues)
{
  const Term *term = NULL;
  MiaoDate end;
  MiaoDue *due;
  int count;

  for (gsize i = 0; i < G_N_ELEMENTS (terms) && term == NULL; i++)
    term = g_str_equal (terms[i].rule, rule) ? &terms[i] : NULL;
  g_return_if_fail (term != NULL && from != MIAO_DATE_NONE);
  count = length > 0 ? length : term->days + term->months;
  end = term->months > 0 ? miao_date_add_months (from, count) : from + count;
  due = miao_due_add (dues, rule, record, from, count, end, term->remind, on, term->what_zh,
                      term->what_en);
  if (due != NULL && term->moves)
    move (due, calendar, end, on);
}

void
miao_due_waiting (const char *rule,
                  const char *record,
                  MiaoDate since,
                  MiaoDate due_on,
                  const char *what_zh,
                  const char *what_en,
                  MiaoDate on,
                  GPtrArray *dues)
{
  MiaoDate due = due_on != MIAO_DATE_NONE ? due_on : on;

  miao_due_add (dues, rule, record, since, MAX (on - since, 0), due, REMIND_PLANNED, on, what_zh,
                what_en);
}
