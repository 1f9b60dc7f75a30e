/* The tasks of one week on paper. */
#include "config.h"

#include "miao-error.h"
#include "miao-paper-private.h"
#include "miao-print-week.h"
#include "miao-tasks.h"

#define WEEK_DAYS 7

static MiaoDate
monday_of (MiaoDate day)
{
  const MiaoDate monday = miao_date_from_ymd (2026, 1, 5);

  return day - ((day - monday) % WEEK_DAYS + WEEK_DAYS) % WEEK_DAYS;
}

gboolean
miao_paper_make_week (MiaoPaper *paper, GError **error)
{
  MiaoDate today = miao_session_today (paper->session);
  MiaoDate day = miao_date_parse (paper->id);
  gboolean all = miao_session_get_role (paper->session) == MIAO_ROLE_DIRECTOR;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (MiaoWeekRow));

  if (day == MIAO_DATE_NONE) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("“%s”不是日期，请写成 2026-11-23。",
                            "“%s” is no day. Write it like 2026-11-23."),
                 paper->id);
    return FALSE;
  }
  tasks = miao_tasks_collect (paper->session, error);
  if (tasks == NULL)
    return FALSE;
  for (guint i = 0; i < tasks->len; i++) {
    const MiaoTask *task = g_ptr_array_index (tasks, i);
    MiaoWeekRow row = { .due_on = task->due->due_on };

    /* The head looks after everybody. */
    if (!task->mine && !all)
      continue;
    row.what = miao_paper_keep (paper, g_strdup (task->due->rule->title_zh));
    row.who = miao_paper_keep (paper, g_strdup (task->who));
    row.detail = miao_paper_keep (paper, g_strdup (task->detail));
    row.why = miao_paper_keep (paper, miao_due_dup_sum (task->due, MIAO_LANGUAGE_ZH));
    g_array_append_val (rows, row);
  }
  paper->info.series = "工作安排";
  paper->document = miao_print_week (&paper->info, monday_of (day), today,
                                     (const MiaoWeekRow *) rows->data, rows->len);

  return TRUE;
}
