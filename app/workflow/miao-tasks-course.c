/* What the evaluations of a confirmed placement make due. */
#include "config.h"

#include "miao-correction.h"
#include "miao-kinds.h"
#include "miao-problems.h"
#include "miao-removals.h"
#include "miao-tasks-private.h"

static const struct {
  const char *kind, *rule;
} periodic[] = {
  { "EV_D_EFFECT", "D19" },
  { "EV_E_FAMILY_NEED", "D19E" },
  { "EV_H_CHILD_NEED", "D19H" },
};

/* A problem of a visit that nobody has closed. */
typedef struct {
  char *visit;
  MiaoDate on;
  int days;
} OpenProblem;

struct _MiaoTaskCourse {
  char *placement;
  MiaoDate confirmed;   /* NONE: nothing is evaluated by the calendar */
  gboolean paused;      /* the child is with those who are to adopt it */
  MiaoDate returned_on; /* from the last such pause; NONE */
  MiaoDate rested_on;   /* what it was confirmed by was corrected, and nobody decided; NONE */
  MiaoRecord *newest[G_N_ELEMENTS (periodic)]; /* (nullable): of each kind, concluded or not */
  GArray *problems;                            /* OpenProblem */
};

static void
problem_clear (gpointer data)
{
  g_free (((OpenProblem *) data)->visit);
}

void
miao_task_course_free (MiaoTaskCourse *course)
{
  for (gsize i = 0; i < G_N_ELEMENTS (periodic); i++)
    g_clear_pointer (&course->newest[i], miao_record_unref);
  g_array_unref (course->problems);
  g_free (course->placement);
  g_free (course);
}

gboolean
miao_tasks_is_upheld (const MiaoRecord *evaluation)
{
  return !miao_correction_is_refused (evaluation);
}

/* An open correction says nothing yet. */
static void
take_newest (MiaoTaskCourse *course, GPtrArray *evaluations)
{
  for (guint i = 0; i < evaluations->len; i++) {
    MiaoRecord *evaluation = g_ptr_array_index (evaluations, i);

    if (!miao_tasks_is_upheld (evaluation) ||
        (miao_record_has (evaluation, "supersedes") && !miao_record_has (evaluation, "conclusion")))
      continue;
    for (gsize k = 0; k < G_N_ELEMENTS (periodic); k++)
      if (course->newest[k] == NULL && miao_record_is (evaluation, "kind", periodic[k].kind))
        course->newest[k] = miao_record_ref (evaluation);
  }
}

/* Those that ask whether the child is well kept there; what it needs (E, H) is another matter. */
static gboolean
asks_placement (const MiaoRecord *evaluation)
{
  return miao_record_is (evaluation, "kind", "EV_C_INTEGRATION") ||
         miao_record_is (evaluation, "kind", "EV_D_EFFECT");
}

/* The day on which the evaluation that the placement was confirmed by was corrected to something
 * else, until one of these is planned; NONE. */
static MiaoDate
find_rested (GPtrArray *evaluations)
{
  MiaoDate from = MIAO_DATE_NONE;

  for (guint i = 0; i < evaluations->len; i++) {
    const MiaoRecord *evaluation = g_ptr_array_index (evaluations, i);

    if (!miao_record_is (evaluation, "kind", "EV_C_INTEGRATION") ||
        !miao_record_has (evaluation, "conclusion") || !miao_tasks_is_upheld (evaluation))
      continue;
    if (miao_record_has (evaluation, "supersedes") &&
        !miao_record_is (evaluation, "conclusion", "C_CONFIRM"))
      from = miao_correction_counts_from (evaluation);
    break;
  }
  for (guint i = 0; i < evaluations->len && from != MIAO_DATE_NONE; i++)
    if (asks_placement (evaluations->pdata[i]) &&
        !miao_record_has (evaluations->pdata[i], "supersedes") &&
        miao_record_get_date (evaluations->pdata[i], "planned_on") >= from)
      return MIAO_DATE_NONE;

  return from;
}

/* Below the points that let a placement go on: it is ended, which begins at once. */
static void
add_failure (const MiaoTaskReader *reader,
             const MiaoTaskCourse *course,
             const MiaoRecord *effect,
             MiaoDate on,
             GPtrArray *dues)
{
  MiaoDate finished = miao_record_get_date (effect, "finished_on");

  if (miao_record_is (effect, "conclusion", "D_FAIL") && finished != MIAO_DATE_NONE)
    miao_due_deadline ("D19F", course->placement, finished, 0, reader->calendar, on, dues);
}

static void
add_rectification (const MiaoTaskReader *reader,
                   const MiaoRecord *effect,
                   MiaoDate on,
                   GPtrArray *dues)
{
  MiaoDate finished = miao_record_get_date (effect, "finished_on");
  MiaoDate due = miao_record_get_date (effect, "rectify_due");

  if (miao_record_is (effect, "conclusion", "D_RECTIFY") && finished != MIAO_DATE_NONE &&
      finished < due)
    miao_due_deadline ("D20", miao_record_get_id (effect), finished, due - finished,
                       reader->calendar, on, dues);
}

static void
take_problems (const MiaoTaskReader *reader, MiaoTaskCourse *course, GPtrArray *visits)
{
  for (guint i = 0; i < visits->len; i++) {
    MiaoRecord *visit = g_ptr_array_index (visits, i);
    MiaoDate on = miao_record_get_date (visit, "visited_on");
    MiaoProblem problem = { NULL };
    OpenProblem open;

    if (!miao_problem_first_open (visit, &problem))
      continue;
    open = (OpenProblem){ .visit = g_strdup (miao_record_get_id (visit)),
                          .on = on,
                          .days =
                              problem.due > on ? problem.due - on : reader->settings.rectify_days };
    g_array_append_val (course->problems, open);
    json_array_unref (problem.list);
  }
}

MiaoTaskCourse *
miao_tasks_find_course (const MiaoTaskReader *reader, const MiaoRecord *placement)
{
  MiaoTaskCourse *course = g_new0 (MiaoTaskCourse, 1);
  GPtrArray *visits, *evaluations;

  course->placement = g_strdup (miao_record_get_id (placement));
  course->problems = g_array_new (FALSE, FALSE, sizeof (OpenProblem));
  g_array_set_clear_func (course->problems, problem_clear);
  if (miao_record_is (placement, "status", "CONFIRMED") ||
      miao_record_is (placement, "status", "SHORT_CARE"))
    course->confirmed = miao_record_get_date (placement, "confirmed_on");
  course->paused = miao_pauses_read (placement, &course->returned_on);
  visits = miao_tasks_problems_of (reader, course->placement);
  if (visits != NULL && miao_record_has (placement, "moved_in_on"))
    take_problems (reader, course, visits);
  evaluations = miao_tasks_evaluations_of (reader, course->placement);
  if (evaluations != NULL && course->confirmed != MIAO_DATE_NONE) {
    take_newest (course, evaluations);
    course->rested_on = find_rested (evaluations);
  }

  return course;
}

void
miao_tasks_add_course (const MiaoTaskReader *reader,
                       const MiaoTaskCourse *course,
                       MiaoDate on,
                       GPtrArray *dues)
{
  const int months[] = { reader->settings.effect_months, reader->settings.needs_months,
                         reader->settings.needs_months };

  for (guint i = 0; i < course->problems->len; i++) {
    const OpenProblem *open = &g_array_index (course->problems, OpenProblem, i);

    miao_due_deadline ("D20V", open->visit, open->on, open->days, reader->calendar, on, dues);
  }
  if (course->confirmed == MIAO_DATE_NONE)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (periodic); i++) {
    MiaoRecord *newest = course->newest[i];
    MiaoDate last = course->confirmed;

    if (newest != NULL && !miao_record_has (newest, "conclusion"))
      continue; /* one is under way and has steps of its own */
    if (newest != NULL)
      last = miao_record_get_date (newest, "finished_on");
    if (last == MIAO_DATE_NONE || course->paused)
      continue; /* concluded elsewhere, and nobody said when; or the child is elsewhere */
    miao_due_deadline (periodic[i].rule, course->placement, MAX (last, course->returned_on),
                       months[i], reader->calendar, on, dues);
  }
  if (course->rested_on != MIAO_DATE_NONE)
    miao_due_waiting ("W13", course->placement, course->rested_on, MIAO_DATE_NONE, "更正",
                      "Corrected", on, dues);
  if (course->newest[0] != NULL) {
    add_rectification (reader, course->newest[0], on, dues);
    add_failure (reader, course, course->newest[0], on, dues);
  }
}
