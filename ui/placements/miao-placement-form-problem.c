/* The form that closes what a visit found. */
#include "config.h"

#include "miao-placement-acts.h"
#include "miao-problems.h"

/* The one that is due first. */
static gboolean
find_problem (const MiaoPlacementFacts *facts, MiaoProblem *ret)
{
  gboolean found = FALSE;

  for (guint i = 0; i < facts->visits->len; i++) {
    MiaoProblem problem = { NULL };

    if (!miao_problem_first_open (g_ptr_array_index (facts->visits, i), &problem))
      continue;
    if (found && problem.due >= ret->due) {
      json_array_unref (problem.list);
      continue;
    }
    if (found)
      json_array_unref (ret->list);
    *ret = problem;
    found = TRUE;
  }
  return found;
}

gboolean
miao_placement_has_problem (const MiaoPlacementFacts *facts)
{
  MiaoProblem problem = { NULL };

  if (!find_problem (facts, &problem))
    return FALSE;
  json_array_unref (problem.list);
  return TRUE;
}

void
miao_placement_fill_problem (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "closed_on", NULL };
  g_autofree char *today = miao_date_dup (facts->today);
  g_autofree char *number = NULL;
  MiaoProblem problem = { NULL };

  if (!find_problem (facts, &problem))
    return;
  number = g_strdup_printf ("%u", problem.number);
  miao_act_form_set_words (form, NULL, NULL, problem.text);
  miao_act_form_fix (form, "visit", miao_record_get_id (problem.visit));
  miao_act_form_fix (form, "problem", number);
  miao_record_form_set (miao_act_form_add_params (form, fields), "closed_on", today);
  json_array_unref (problem.list);
}
