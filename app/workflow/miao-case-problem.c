/* Problems that a visit found: put right by a day, checked, closed. */
#include "config.h"

#include "miao-cases.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"
#include "miao-problem-rules.h"
#include "miao-problems.h"

#define SERIOUS "3"

static const char *
text_of (JsonObject *problem, const char *member)
{
  return json_object_get_string_member_with_default (problem, member, NULL);
}

gboolean
miao_problem_first_open (const MiaoRecord *visit, MiaoProblem *ret)
{
  g_autoptr (JsonArray) list = miao_record_get_list (visit, "problems");
  gboolean found = FALSE;

  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *problem = json_array_get_object_element (list, i);
    MiaoDate due = miao_date_parse (text_of (problem, "due"));

    if (text_of (problem, "closed_on") != NULL || (found && due >= ret->due))
      continue;
    *ret = (MiaoProblem){ visit, i + 1, text_of (problem, "text"), due, NULL };
    found = TRUE;
  }
  if (found)
    ret->list = g_steal_pointer (&list);

  return found;
}

void
miao_problems_complete (MiaoCall *call, MiaoRecord *visit)
{
  g_autoptr (JsonArray) list = miao_record_get_list (visit, "problems");
  MiaoDate visited = miao_record_get_date (visit, "visited_on");
  g_autofree char *due =
      miao_date_dup (visited + miao_facts_settings_on (call, visited)->rectify_days);

  if (json_array_get_length (list) == 0)
    return;
  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *problem = json_array_get_object_element (list, i);

    if (text_of (problem, "due") == NULL && text_of (problem, "closed_on") == NULL)
      json_object_set_string_member (problem, "due", due);
    if (g_strcmp0 (text_of (problem, "severity"), SERIOUS) == 0)
      miao_rules_serious_problem (miao_record_get_id (visit), text_of (problem, "text"),
                                  call->findings);
  }
  miao_record_set_list (visit, "problems", list);
}

static const MiaoField close_params[] = {
  P_REF ("visit", "visit", "Visit", "探访", P_MUST),
  P_INT ("problem", "Number of the problem", "第几个问题", 1, 1000, P_MUST),
  P_DATE ("closed_on", "Closed on", "办结日期", P_MAY),
  P_END,
};

/* The first visit to the same placement after @visit, up to @until. */
static gboolean
find_recheck (MiaoCall *call, MiaoRecord *visit, MiaoDate until, MiaoDate *ret_on, GError **error)
{
  g_autoptr (GPtrArray) visits =
      miao_call_all (call, "visit", "placement", miao_record_get (visit, "placement"), error);
  MiaoDate found_on = miao_record_get_date (visit, "visited_on");

  *ret_on = MIAO_DATE_NONE;
  for (guint i = 0; visits != NULL && i < visits->len; i++) {
    MiaoDate on = miao_record_get_date (g_ptr_array_index (visits, i), "visited_on");

    if (found_on < on && on <= until && (*ret_on == MIAO_DATE_NONE || on < *ret_on))
      *ret_on = on;
  }

  return visits != NULL;
}

static gboolean
run_close (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) visit = miao_call_load_param (call, "visit", error);
  g_autoptr (MiaoRecord) before = NULL;
  g_autoptr (JsonArray) list = NULL;
  gint64 number = miao_record_get_int (call->params, "problem", 0);
  MiaoDate closed = miao_call_get_date (call, "closed_on", call->today);
  g_autofree char *day = miao_date_dup (closed);
  JsonObject *problem;
  MiaoProblemFacts facts;

  if (visit == NULL)
    return FALSE;
  before = miao_record_copy (visit);
  list = miao_record_get_list (visit, "problems");
  if (number > json_array_get_length (list)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("这次探访只登记了 %u 个问题。", "This visit found %u problems."),
                 json_array_get_length (list));
    return FALSE;
  }
  problem = json_array_get_object_element (list, (guint) number - 1);
  facts = (MiaoProblemFacts){ .visit = miao_record_get_id (visit),
                              .text = text_of (problem, "text"),
                              .severity = text_of (problem, "severity"),
                              .visited_on = miao_record_get_date (visit, "visited_on"),
                              .closed_on = closed };
  if (!find_recheck (call, visit, closed, &facts.rechecked_on, error))
    return FALSE;
  miao_rules_close_problem (&facts, call->today, call->findings);
  if (!miao_call_judge (call, error))
    return FALSE;
  json_object_set_string_member (problem, "closed_on", day);
  miao_record_set_list (visit, "problems", list);

  return miao_call_update (call, before, visit, error);
}

const MiaoUseCase miao_case_close_problem = {
  .name = "close-problem",
  .label = "Close a problem",
  .label_zh = "办结整改",
  .permission = MIAO_MAY_VISIT_RECORD,
  .params = close_params,
  .run = run_close,
};
