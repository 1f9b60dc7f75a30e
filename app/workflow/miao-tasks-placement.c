/* What is due for placements and their agreements. */
#include "config.h"

#include "miao-aways.h"
#include "miao-correction.h"
#include "miao-ending.h"
#include "miao-removals.h"
#include "miao-states.h"
#include "miao-tasks-private.h"

/* Days to look ahead: a visit is due sooner. */
#define AHEAD 64

/* How far the evaluation of an integration period has come. */
typedef struct {
  gboolean open;
  gboolean concluded;
  gboolean positive;
  MiaoDate failed_on; /* concluded that it ends; NONE */
} Progress;

/* A formal placement that was concluded before the evaluation was to be planned is none. */
static gboolean
counts (const MiaoTaskReader *reader, const MiaoRecord *placement, const MiaoRecord *evaluation)
{
  return !miao_record_is (evaluation, "conclusion", "C_CONFIRM") ||
         miao_record_get_date (evaluation, "finished_on") >=
             miao_integration_planned (miao_record_get_date (placement, "moved_in_on"),
                                       &reader->settings);
}

static Progress
find_progress (const MiaoTaskReader *reader, const MiaoRecord *placement)
{
  gboolean extended = miao_record_is (placement, "status", "EXTENDED");
  const char *seen = NULL;
  GPtrArray *evaluations;
  Progress progress = { 0 };

  if (!extended && !miao_record_is (placement, "status", "INTEGRATION"))
    return progress;
  evaluations = miao_tasks_evaluations_of (reader, miao_record_get_id (placement));
  for (guint i = 0; evaluations != NULL && i < evaluations->len; i++) {
    MiaoRecord *evaluation = g_ptr_array_index (evaluations, i);

    if (!miao_record_is (evaluation, "kind", "EV_C_INTEGRATION") ||
        (miao_record_has (evaluation, "supersedes") && !miao_record_has (evaluation, "conclusion")))
      continue;
    if (!miao_record_has (evaluation, "conclusion")) {
      progress.open = TRUE;
      continue;
    }
    /* Of its versions the newest that is upheld counts, and no other in its place. */
    if (progress.concluded || !miao_tasks_is_upheld (evaluation) ||
        g_strcmp0 (seen, miao_correction_first (evaluations, evaluation)) == 0)
      continue;
    seen = miao_correction_first (evaluations, evaluation);
    if (counts (reader, placement, evaluation) &&
        (!extended || !miao_record_is (evaluation, "conclusion", "C_EXTEND"))) {
      progress.concluded = TRUE;
      progress.positive = miao_record_is (evaluation, "conclusion", "C_CONFIRM");
      progress.failed_on = miao_record_is (evaluation, "conclusion", "C_END")
                               ? miao_record_get_date (evaluation, "finished_on")
                               : MIAO_DATE_NONE;
    }
  }

  return progress;
}

/* What ends an integration period depends on how far its evaluation is. */
static const char *
act_of (const MiaoDue *due, gpointer data)
{
  const Progress *progress = data;

  if (!g_str_equal (due->rule->id, "D17"))
    return NULL;
  if (progress->concluded)
    return progress->positive ? "confirm-placement" : "end-placement";

  return progress->open ? "conclude-evaluation" : "open-evaluation";
}

/* Whether the family was looked at since the child has been elsewhere. */
static gboolean
is_evaluated_since (const MiaoTaskReader *reader, const char *placement, MiaoDate from)
{
  GPtrArray *evaluations = miao_tasks_evaluations_of (reader, placement);

  for (guint i = 0; evaluations != NULL && i < evaluations->len; i++)
    if (miao_record_get_date (evaluations->pdata[i], "planned_on") >= from)
      return TRUE;

  return FALSE;
}

static gboolean
read_calendar (MiaoTaskReader *reader,
               MiaoRecord *placement,
               MiaoRecord *agreement,
               const Progress *progress,
               MiaoPlacementCalendar *ret,
               GError **error)
{
  gboolean integration = miao_record_is (placement, "status", "INTEGRATION") ||
                         miao_record_is (placement, "status", "EXTENDED");

  *ret = (MiaoPlacementCalendar){
    .placement = miao_record_get_id (placement),
    .integration = integration,
    .suspended = miao_record_is (placement, "status", "SUSPENDED"),
    .moved_in_on = miao_record_get_date (placement, "moved_in_on"),
    .confirmed_on = miao_record_get_date (placement, "confirmed_on"),
    .extended_to = miao_record_get_date (placement, "extended_to"),
    .evaluated = progress->concluded,
    .evaluation_open = progress->open,
    .confirmable = progress->positive,
    .agreement = agreement != NULL ? miao_record_get_id (agreement) : NULL,
  };
  ret->paused = miao_pauses_read (placement, &ret->returned_on);
  if (agreement != NULL)
    ret->term_to = miao_record_get_date (agreement, "term_to");
  if (miao_record_is (placement, "status", "ENDING")) {
    g_autoptr (GError) problem = NULL;
    g_autoptr (MiaoRecord) ending = miao_ending_find_open (reader->store, ret->placement, &problem);

    if (problem != NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    if (ending != NULL && miao_record_has (placement, "confirmed_on"))
      ret->family_applied_on = miao_record_get_date (ending, "applied_on");
  }
  if (miao_record_is (placement, "status", "SHORT_CARE"))
    ret->short_care_from = miao_record_get_date (placement, "short_care_from");
  if (ret->short_care_from != MIAO_DATE_NONE)
    ret->care_evaluated = is_evaluated_since (reader, ret->placement, ret->short_care_from);
  ret->last_visit_on = miao_tasks_last_visit (reader, ret->placement);
  ret->next_visit_on = miao_tasks_next_visit (reader, ret->placement);

  return TRUE;
}

/* What is known of one placement; nothing of it depends on the day. */
typedef struct {
  MiaoRecord *placement;
  MiaoRecord *child;
  MiaoRecord *agreement; /* (nullable) */
  MiaoPlacementCalendar calendar;
  MiaoDate failed_on; /* the integration is concluded to end; NONE */
  MiaoTaskCourse *course;
} PlacementFacts;

static void
facts_clear (PlacementFacts *facts)
{
  g_clear_pointer (&facts->child, miao_record_unref);
  g_clear_pointer (&facts->agreement, miao_record_unref);
  g_clear_pointer (&facts->course, miao_task_course_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlacementFacts, facts_clear)

static void
add_steps (const MiaoTaskReader *reader, const PlacementFacts *facts, MiaoDate on, GPtrArray *dues)
{
  const MiaoRecord *placement = facts->placement, *agreement = facts->agreement;
  const char *id = miao_record_get_id (placement);
  MiaoDate proposed = miao_record_get_date (placement, "proposed_on");

  if (miao_record_is (placement, "status", "PROPOSED"))
    miao_due_waiting ("W1", id, proposed, MIAO_DATE_NONE, "提出", "Proposed", on, dues);
  else if (miao_record_is (placement, "status", "MATCHED"))
    miao_due_waiting ("W2", id, proposed, MIAO_DATE_NONE, "提出", "Proposed", on, dues);
  else if (miao_record_is (placement, "status", "SIGNED"))
    miao_due_waiting (
        "W3", id, agreement != NULL ? miao_record_get_date (agreement, "effective_on") : proposed,
        MIAO_DATE_NONE, "协议生效", "Agreement in effect", on, dues);
  if (miao_record_is (placement, "status", "SUSPENDED") &&
      miao_record_has (placement, "suspended_on"))
    miao_tasks_add_days (reader, "D30S", id, miao_record_get_date (placement, "suspended_on"),
                         "deadline.removal_days", on, dues);
  if (agreement != NULL && miao_record_is (agreement, "status", "SIGNED") &&
      miao_record_has (agreement, "effective_on"))
    miao_due_working ("D23", miao_record_get_id (agreement),
                      miao_record_get_date (agreement, "effective_on"),
                      miao_tasks_days (reader, "deadline.filing_days",
                                       miao_record_get_date (agreement, "effective_on")),
                      "签订", "Signed", reader->calendar, on, dues);
}

static void
list_placement (const MiaoTaskReader *reader, gconstpointer data, MiaoDate on, GPtrArray *dues)
{
  const PlacementFacts *facts = data;

  if (miao_state_placement_open (miao_record_get (facts->placement, "status")))
    miao_due_placement (&facts->calendar, &reader->settings, on, dues);
  if (facts->failed_on != MIAO_DATE_NONE)
    miao_due_deadline ("D16E", miao_record_get_id (facts->placement), facts->failed_on, 0,
                       reader->calendar, on, dues);
  add_steps (reader, facts, on, dues);
  miao_tasks_add_course (reader, facts->course, on, dues);
}

static gboolean
read_facts (MiaoTaskReader *reader, PlacementFacts *facts, Progress *progress, GError **error)
{
  MiaoRecord *placement = facts->placement;

  facts->child = miao_tasks_load (reader, "child", miao_record_get (placement, "child"), error);
  if (facts->child == NULL)
    return FALSE;
  if (miao_record_has (placement, "agreement")) {
    facts->agreement =
        miao_tasks_load (reader, "agreement", miao_record_get (placement, "agreement"), error);
    if (facts->agreement == NULL)
      return FALSE;
  }
  if (!miao_tasks_read_placements (reader, error))
    return FALSE;
  *progress = find_progress (reader, placement);
  facts->failed_on = progress->failed_on;
  if (!read_calendar (reader, placement, facts->agreement, progress, &facts->calendar, error))
    return FALSE;
  facts->calendar.child = miao_record_get_id (facts->child);
  facts->calendar.child_born = miao_record_get_date (facts->child, "birth_date");
  facts->course = miao_tasks_find_course (reader, placement);

  return TRUE;
}

static gboolean
add_placement (MiaoTaskReader *reader, MiaoRecord *placement, GError **error)
{
  g_auto (PlacementFacts) facts = { .placement = placement };
  g_autoptr (GPtrArray) dues = NULL;
  g_autoptr (MiaoRecord) family = NULL;
  Progress progress = { 0 };
  MiaoTaskAbout about = { .kind = "placement",
                          .record = miao_record_get_id (placement),
                          .placement = miao_record_get_id (placement),
                          .mine = miao_tasks_is_mine (reader, placement),
                          .worker = miao_record_get (placement, "care_worker"),
                          .act = act_of,
                          .data = &progress };

  if (!miao_tasks_is_in (MIAO_PLACEMENTS_CURRENT, placement))
    return TRUE;
  if (!read_facts (reader, &facts, &progress, error))
    return FALSE;
  dues = miao_tasks_list (reader, list_placement, &facts);
  if (dues->len == 0)
    return TRUE;
  if (miao_record_is (facts.child, "status", "TEMP_OUT") &&
      !miao_aways_tell (reader->session, miao_record_get_id (facts.child), reader->today, dues,
                        error))
    return FALSE;
  family = miao_tasks_load (reader, "family", miao_record_get (placement, "family"), error);
  if (family == NULL ||
      (miao_record_is (placement, "status", "SUSPENDED") &&
       !miao_tasks_tell_home (reader, miao_record_get_id (family),
                              (const char *const[]){ miao_record_get_id (facts.child), NULL }, dues,
                              error)))
    return FALSE;
  about.child = facts.child;
  about.family = family;
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

gboolean
miao_tasks_of_placements (MiaoTaskReader *reader, GError **error)
{
  static const MiaoTaskEach each = { "placement", { "child", "agreement", "family" },
                                     AHEAD,       FALSE,
                                     FALSE,       add_placement };

  return miao_tasks_each (reader, &each, error);
}
