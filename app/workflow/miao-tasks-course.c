/* What the evaluations of a confirmed placement make due. */
#include "config.h"

#include "miao-kinds.h"
#include "miao-problems.h"
#include "miao-tasks-private.h"

static const struct {
  const char *kind, *rule;
} periodic[] = {
  { "EV_D_EFFECT", "D19" },
  { "EV_E_FAMILY_NEED", "D19E" },
  { "EV_H_CHILD_NEED", "D19H" },
};

/* The newest of each kind, concluded or not. */
typedef struct {
  MiaoRecord *newest[G_N_ELEMENTS (periodic)];
} Course;

static void
read_newest (GPtrArray *evaluations, Course *ret)
{
  *ret = (Course){ { NULL } };
  for (guint i = 0; i < evaluations->len; i++) {
    MiaoRecord *evaluation = g_ptr_array_index (evaluations, i);

    for (gsize k = 0; k < G_N_ELEMENTS (periodic); k++)
      if (miao_record_is (evaluation, "kind", periodic[k].kind))
        ret->newest[k] = evaluation;
  }
}

static void
add_rectification (MiaoTaskReader *reader, MiaoRecord *effect, GPtrArray *dues)
{
  MiaoDate finished = miao_record_get_date (effect, "finished_on");
  MiaoDate due = miao_record_get_date (effect, "rectify_due");

  if (miao_record_is (effect, "conclusion", "D_RECTIFY") && finished != MIAO_DATE_NONE &&
      finished < due)
    miao_due_deadline ("D20", miao_record_get_id (effect), finished, due - finished,
                       reader->calendar, reader->today, dues);
}

/* Problems of visits that nobody has closed. */
static gboolean
add_problems (MiaoTaskReader *reader, const MiaoRecord *placement, GPtrArray *dues, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("visit"));
  g_autoptr (GPtrArray) visits = NULL;

  miao_query_where (query, "placement", MIAO_OP_EQ, miao_record_get_id (placement));
  miao_query_where (query, "problems", MIAO_OP_NOT_NULL, NULL);
  visits = miao_store_select (reader->store, query, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++) {
    MiaoRecord *visit = g_ptr_array_index (visits, i);
    MiaoDate on = miao_record_get_date (visit, "visited_on");
    MiaoProblem problem = { NULL };

    if (!miao_problem_first_open (visit, &problem))
      continue;
    miao_due_deadline ("D20V", miao_record_get_id (visit), on,
                       problem.due > on ? problem.due - on : reader->settings.rectify_days,
                       reader->calendar, reader->today, dues);
    json_array_unref (problem.list);
  }

  return visits != NULL;
}

gboolean
miao_tasks_add_course (MiaoTaskReader *reader,
                       const MiaoRecord *placement,
                       GPtrArray *dues,
                       GError **error)
{
  const int months[] = { reader->settings.effect_months, reader->settings.needs_months,
                         reader->settings.needs_months };
  const char *id = miao_record_get_id (placement);
  MiaoDate confirmed = miao_record_get_date (placement, "confirmed_on");
  g_autoptr (MiaoQuery) query = NULL;
  g_autoptr (GPtrArray) evaluations = NULL;
  Course course;

  if (miao_record_has (placement, "moved_in_on") && !add_problems (reader, placement, dues, error))
    return FALSE;
  if (confirmed == MIAO_DATE_NONE || !(miao_record_is (placement, "status", "CONFIRMED") ||
                                       miao_record_is (placement, "status", "SHORT_CARE")))
    return TRUE;
  query = miao_query_new (miao_kind_find ("evaluation"));
  miao_query_where (query, "placement", MIAO_OP_EQ, id);
  miao_query_where (query, "kind", MIAO_OP_IN, "EV_D_EFFECT EV_E_FAMILY_NEED EV_H_CHILD_NEED");
  miao_query_order (query, "created_at", FALSE);
  evaluations = miao_store_select (reader->store, query, error);
  if (evaluations == NULL)
    return FALSE;
  read_newest (evaluations, &course);
  for (gsize i = 0; i < G_N_ELEMENTS (periodic); i++) {
    MiaoRecord *newest = course.newest[i];
    MiaoDate last = confirmed;

    if (newest != NULL && !miao_record_has (newest, "conclusion"))
      continue; /* one is under way and has steps of its own */
    if (newest != NULL)
      last = miao_record_get_date (newest, "finished_on");
    miao_due_deadline (periodic[i].rule, id, last, months[i], reader->calendar, reader->today,
                       dues);
  }
  if (course.newest[0] != NULL)
    add_rectification (reader, course.newest[0], dues);

  return TRUE;
}
