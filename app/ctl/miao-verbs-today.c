/* The verbs of the calendar: today, ics, working-day. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-calendar.h"
#include "miao-delegations.h"
#include "miao-error.h"
#include "miao-holidays.h"
#include "miao-kinds.h"
#include "miao-tasks-ics.h"
#include "miao-tasks.h"
#include "miao-vaccines.h"

#include <string.h>

#define ALL_MONTHS 120

static const char *const level_names[] = { "later", "month", "week", "today", "late" };

static void
add_task (JsonArray *array, const MiaoTask *task, MiaoDate today)
{
  const MiaoRule *rule = task->due->rule;
  JsonObject *object = json_object_new ();
  g_autofree char *zh = miao_due_dup_arithmetic (task->due, MIAO_LANGUAGE_ZH, today);
  g_autofree char *en = miao_due_dup_arithmetic (task->due, MIAO_LANGUAGE_EN, today);
  g_autofree char *source_zh = miao_rule_dup_citation (rule, MIAO_LANGUAGE_ZH);
  g_autofree char *source_en = miao_rule_dup_citation (rule, MIAO_LANGUAGE_EN);
  g_autofree char *due = miao_date_dup (task->due->due_on);

  json_object_set_string_member (object, "rule", rule->id);
  json_object_set_string_member (object, "due_on", due);
  json_object_set_string_member (object, "level", level_names[task->due->level]);
  json_object_set_string_member (object, "title", task->title);
  json_object_set_string_member (object, "who", task->who);
  json_object_set_string_member (object, "detail", task->detail);
  json_object_set_boolean_member (object, "mine", task->mine);
  if (task->instead_of != NULL)
    json_object_set_string_member (object, "instead_of", task->instead_of);
  if (task->stand_in != NULL)
    json_object_set_string_member (object, "stand_in", task->stand_in);
  json_object_set_string_member (object, "use_case", task->use_case);
  json_object_set_string_member (object, "kind", task->kind);
  json_object_set_string_member (object, "record", task->record);
  json_object_set_string_member (object, "why_zh", zh);
  json_object_set_string_member (object, "why_en", en);
  json_object_set_string_member (object, "citation_zh", source_zh);
  json_object_set_string_member (object, "citation_en", source_en);
  json_array_add_object_element (array, object);
}

/* today check */
static int
run_check (MiaoCtl *ctl)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GError) error = NULL;
  guint n = 0, wrong = 0;
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  if (!miao_tasks_check (ctl->session, &n, &wrong, &error))
    return miao_ctl_trouble (error);
  json_object_set_int_member (object, "tasks", n);
  json_object_set_int_member (object, "wrong", wrong);
  json_object_set_boolean_member (object, "mended", wrong > 0);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

/* today [late|today|week|month|later] [RECORD] | today check */
static int
run_today (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GError) error = NULL;
  const char *record = NULL;
  int level = -1;
  int status;

  if (g_strcmp0 (arguments[0], "check") == 0)
    return run_check (ctl);
  for (guint i = 0; arguments[i] != NULL; i++) {
    gboolean known = FALSE;

    for (guint k = 0; k < G_N_ELEMENTS (level_names); k++) {
      if (strcmp (arguments[i], level_names[k]) == 0) {
        level = (int) k;
        known = TRUE;
      }
    }
    if (!known)
      record = arguments[i];
  }
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  tasks = miao_tasks_collect (ctl->session, &error);
  if (tasks == NULL)
    return miao_ctl_trouble (error);
  for (guint i = 0; i < tasks->len; i++) {
    const MiaoTask *task = g_ptr_array_index (tasks, i);

    if ((level < 0 || (int) task->due->level == level) &&
        (record == NULL || strcmp (task->record, record) == 0))
      add_task (array, task, miao_session_today (ctl->session));
  }
  miao_ctl_print_array (array);

  return MIAO_EXIT_DONE;
}

/* vaccinations CHILD: each dose of the schedule for this child */
static int
run_vaccinations (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (MiaoVaccineSchedule) schedule = NULL;
  g_autoptr (MiaoVaccinePlan) plan = NULL;
  g_autoptr (MiaoRecord) child = NULL;
  g_autoptr (GError) error = NULL;
  MiaoStore *store;
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  if (!miao_session_require (ctl->session, MIAO_MAY_READ_HEALTH, &error))
    return miao_ctl_trouble (error);
  store = miao_session_get_store (ctl->session);
  child = miao_store_load (store, miao_kind_find ("child"), arguments[0], &error);
  schedule = miao_vaccines_schedule (store);
  plan = child != NULL ? miao_vaccines_read (store, schedule, child, &error) : NULL;
  if (plan == NULL)
    return miao_ctl_trouble (error);
  for (guint i = 0; i < plan->doses->len; i++) {
    const MiaoPlannedDose *planned = &g_array_index (plan->doses, MiaoPlannedDose, i);
    const MiaoDoseState state = miao_vaccine_state (planned, miao_session_today (ctl->session));
    g_autofree char *name =
        miao_vaccine_dup_name (planned->dose->vaccine, planned->dose->dose, miao_language ());
    g_autofree char *due = miao_date_dup (planned->due_on);
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "vaccine", planned->dose->vaccine);
    json_object_set_int_member (object, "dose", planned->dose->dose);
    json_object_set_string_member (object, "name", name);
    json_object_set_string_member (object, "due_on", due);
    json_object_set_string_member (object, "state", miao_vaccine_state_id (state));
    if (planned->by != NULL)
      json_object_set_string_member (object, "vaccination", planned->by->id);
    json_array_add_object_element (array, object);
  }
  miao_ctl_print_array (array);

  return MIAO_EXIT_DONE;
}

static const char *const state_names[] = { "ahead", "runs", "over" };

/* delegations [all]: whose tasks are handed over, and to whom */
static int
run_delegations (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (GPtrArray) delegations = NULL;
  g_autoptr (GError) error = NULL;
  MiaoDate today, since;
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  if (!miao_session_require (ctl->session, MIAO_MAY_TASKS_DELEGATE, &error))
    return miao_ctl_trouble (error);
  today = miao_session_today (ctl->session);
  since = g_strcmp0 (arguments[0], "all") == 0 ? miao_date_add_months (today, -ALL_MONTHS) : today;
  delegations = miao_delegations_read (ctl->session, today, since, &error);
  if (delegations == NULL)
    return miao_ctl_trouble (error);
  for (guint i = 0; i < delegations->len; i++) {
    const MiaoDelegation *one = delegations->pdata[i];
    JsonObject *object = miao_record_to_json (one->record);

    json_object_set_string_member (object, "from_name", one->from_name);
    json_object_set_string_member (object, "to_name", one->to_name);
    json_object_set_string_member (object, "state", state_names[one->state]);
    json_array_add_object_element (array, object);
  }
  miao_ctl_print_array (array);

  return MIAO_EXIT_DONE;
}

/* ics [mine] --output F.ics */
static int
run_ics (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GError) error = NULL;
  gboolean mine = g_strcmp0 (arguments[0], "mine") == 0;
  guint n = 0;
  int status;

  if (ctl->output == NULL)
    return miao_ctl_usage (
        miao_pick ("ics：须用 --output 指定日历文件", "ics: --output FILE.ics is needed"));
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  if (!miao_tasks_write_ics (ctl->session, ctl->output, mine, &n, &error))
    return miao_ctl_trouble (error);
  json_object_set_string_member (object, "file", ctl->output);
  json_object_set_int_member (object, "events", n);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

/* working-day DAY N: the N-th working day after it */
static int
run_working_day (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (MiaoCalendar) calendar = NULL;
  g_autofree char *zh = NULL, *en = NULL, *day = NULL;
  MiaoDate from = miao_date_parse (arguments[0]), to;
  gint64 n;
  int status, year;

  if (from == MIAO_DATE_NONE || !g_ascii_string_to_signed (arguments[1], 10, 0, 3660, &n, NULL))
    return miao_ctl_usage (miao_pick ("working-day：请写 YYYY-MM-DD 和不超过 3660 的天数",
                                      "working-day: write YYYY-MM-DD and a number up to 3660"));
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  calendar = miao_holidays_read (miao_session_get_store (ctl->session));
  to = miao_calendar_add_working (calendar, from, (int) n);
  zh = miao_calendar_dup_passed (calendar, from, to, MIAO_LANGUAGE_ZH);
  en = miao_calendar_dup_passed (calendar, from, to, MIAO_LANGUAGE_EN);
  day = miao_date_dup (to);
  miao_date_get_ymd (to, &year, NULL, NULL);
  json_object_set_string_member (object, "from", arguments[0]);
  json_object_set_int_member (object, "days", n);
  json_object_set_string_member (object, "to", day);
  json_object_set_string_member (object, "passed_zh", zh);
  json_object_set_string_member (object, "passed_en", en);
  json_object_set_boolean_member (object, "holidays_known", miao_calendar_knows (calendar, year));
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

const MiaoVerb miao_verbs_today[] = {
  { "today", "[late|today|week|month|later] [RECORD] | check",
    "what is due, and why; check: against all records, and mends", 0, run_today,
    "待办事项及其依据；check：与全部记录核对，不符即重建" },
  { "delegations", "[all]", "whose tasks are handed over to whom; all: of ten years", 0,
    run_delegations, "谁的待办事项转交给了谁；all：近十年的全部" },
  { "vaccinations", "CHILD", "the doses of a child: given, due, to come", 1, run_vaccinations,
    "一名儿童的每一剂疫苗：已种、应种、未到期" },
  { "ics", "[mine] --output F.ics", "the tasks for a calendar, without names", 0, run_ics,
    "把待办事项存成日历，不含姓名" },
  { "working-day", "DAY N", "the N-th working day after a day, with holidays", 2, run_working_day,
    "某日之后第 N 个工作日（含节假日）" },
  { NULL },
};
