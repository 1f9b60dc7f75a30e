/* What is due for placements, their agreements and the families that children live with. */
#include "config.h"

#include "miao-aways.h"
#include "miao-correction.h"
#include "miao-ending.h"
#include "miao-facts-private.h"
#include "miao-kinds.h"
#include "miao-removals.h"
#include "miao-states.h"
#include "miao-tasks-private.h"

/* Days to look ahead: a visit is due sooner; most families only once their approval ends. */
#define AHEAD 64
#define AHEAD_FAMILY 366

#define FAMILY_STATES                                                                              \
  "ACTIVE APPLIED EVALUATING FILED QUALIFIED REJECTED RETURNED SUSPENDED TRAINED"

/* What looks at the people of the family. */
#define OF_FAMILY "EV_B_FAMILY_PRE EV_C_INTEGRATION EV_D_EFFECT"

/* In every other state nothing is due. */
static gboolean
is_of_today (const char *states, const MiaoRecord *record)
{
  g_auto (GStrv) words = g_strsplit (states, " ", -1);

  return g_strv_contains ((const char *const *) words, miao_record_get (record, "status"));
}

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

/* A deadline of the house. */
static void
add_days (const MiaoTaskReader *reader,
          const char *rule,
          const char *record,
          MiaoDate from,
          const char *key,
          MiaoDate on,
          GPtrArray *dues)
{
  miao_due_deadline (rule, record, from, miao_tasks_days (reader, key, from), reader->calendar, on,
                     dues);
}

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
    add_days (reader, "D30S", id, miao_record_get_date (placement, "suspended_on"),
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

  if (!is_of_today (MIAO_PLACEMENTS_CURRENT, placement))
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

/* ---- families ---- */

/* Whether a child is there and since when, whether one of the person's own, and whose the first one
 * is. */
static gboolean
read_guests (MiaoTaskReader *reader,
             const char *family,
             gboolean *ret_there,
             MiaoDate *ret_since,
             gboolean *ret_mine,
             char **ret_worker,
             GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (GPtrArray) placements = NULL;

  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_CURRENT);
  placements = miao_store_select (reader->store, query, error);
  *ret_there = FALSE;
  *ret_since = MIAO_DATE_NONE;
  *ret_mine = FALSE;
  for (guint i = 0; placements != NULL && i < placements->len; i++) {
    MiaoRecord *placement = g_ptr_array_index (placements, i);
    const MiaoDate moved_in = miao_record_get_date (placement, "moved_in_on");

    if (miao_state_placement_open (miao_record_get (placement, "status"))) {
      *ret_there = TRUE;
      if (*ret_since == MIAO_DATE_NONE || moved_in < *ret_since)
        *ret_since = moved_in;
    }
    *ret_mine = *ret_mine || miao_tasks_is_mine (reader, placement);
    if (*ret_worker == NULL)
      *ret_worker = g_strdup (miao_record_get (placement, "care_worker"));
  }

  return placements != NULL;
}

static MiaoCaregiverFacts
caregiver_of (const MiaoRecord *family, GPtrArray *members)
{
  MiaoCaregiverFacts facts = { 0 };

  for (guint i = 0; i < members->len; i++) {
    MiaoRecord *member = g_ptr_array_index (members, i);

    if (!miao_record_is (family, "main_caregiver_member", miao_record_get_id (member)))
      continue;
    facts.id = miao_record_get_id (member);
    facts.name = miao_record_get (member, "name");
    facts.born = miao_record_get_date (member, "birth_date");
  }

  return facts;
}

/* What is known of one family; nothing of it depends on the day. */
typedef struct {
  const MiaoRecord *family;
  MiaoCaregiverFacts caregiver;
  GArray *members;       /* MiaoMemberFacts */
  gboolean there;        /* a child is */
  MiaoDate returned_on;  /* its application, to be completed */
  MiaoDate applied_on;   /* its application, to be answered */
  MiaoDate rework_from;  /* evaluated: something is to be put right, or brought */
  MiaoDate rework_due;   /* NONE: in the usual time */
  MiaoDate sent_back_on; /* the review did not take the evaluation */
  MiaoDate rejected_on;  /* and not told */
  MiaoDate known_on;     /* members that came later are new; NONE: nobody is */
  MiaoDate opened_on;    /* the last evaluation, or planned for */
} FamilyFacts;

static void
list_family (const MiaoTaskReader *reader, gconstpointer data, MiaoDate on, GPtrArray *dues)
{
  const FamilyFacts *facts = data;
  const char *id = miao_record_get_id (facts->family);
  MiaoDate approved = miao_record_get_date (facts->family, "approved_on");

  miao_due_family (id, &facts->caregiver, (const MiaoMemberFacts *) facts->members->data,
                   facts->members->len, facts->opened_on, approved,
                   miao_record_get_date (facts->family, "approved_until"), facts->there,
                   &reader->settings, on, dues);
  if (miao_record_is (facts->family, "status", "QUALIFIED") && approved != MIAO_DATE_NONE)
    miao_due_working ("D23F", id, approved,
                      miao_tasks_days (reader, "deadline.filing_days", approved), "合格",
                      "Qualified", reader->calendar, on, dues);
  if (miao_record_is (facts->family, "status", "SUSPENDED") &&
      miao_record_has (facts->family, "suspended_on"))
    add_days (reader, "D28S", id, miao_record_get_date (facts->family, "suspended_on"),
              "deadline.suspended_days", on, dues);
  if (facts->applied_on != MIAO_DATE_NONE)
    miao_due_working ("D28A", id, facts->applied_on,
                      miao_tasks_days (reader, "deadline.answer_days", facts->applied_on), "申请",
                      "Applied", reader->calendar, on, dues);
  if (facts->rework_from != MIAO_DATE_NONE)
    miao_due_deadline ("D20B", id, facts->rework_from,
                       facts->rework_due > facts->rework_from
                           ? facts->rework_due - facts->rework_from
                           : reader->settings.rectify_days,
                       reader->calendar, on, dues);
  if (facts->sent_back_on != MIAO_DATE_NONE)
    miao_due_waiting ("W12", id, facts->sent_back_on, MIAO_DATE_NONE, "退回", "Sent back", on,
                      dues);
  /* Nobody noted when a family was told before there was a place for it. */
  if (miao_tasks_is_recent (facts->rejected_on, on))
    miao_due_working ("D28N", id, facts->rejected_on,
                      miao_tasks_days (reader, "deadline.tell_days", facts->rejected_on), "审核",
                      "Reviewed", reader->calendar, on, dues);
  miao_due_new_adult ((const MiaoMemberFacts *) facts->members->data, facts->members->len,
                      facts->known_on, facts->opened_on, on, dues);
  if (facts->returned_on != MIAO_DATE_NONE)
    add_days (reader, "D28R", id, facts->returned_on, "deadline.returned_days", on, dues);
}

/* The day does not change without the family's own record: both are written by the same act. */
static gboolean
read_application (MiaoTaskReader *reader,
                  const MiaoRecord *family,
                  FamilyFacts *facts,
                  GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("application"));
  g_autoptr (GPtrArray) applications = NULL;
  gboolean returned = miao_record_is (family, "status", "RETURNED");
  const char *state = returned ? "RETURNED" : "ACCEPTED";
  MiaoDate *day = returned ? &facts->returned_on : &facts->applied_on;

  if (!returned && !miao_record_is (family, "status", "APPLIED"))
    return TRUE;
  miao_query_where (query, "family", MIAO_OP_EQ, miao_record_get_id (family));
  applications = miao_store_select (reader->store, query, error);
  for (guint i = 0; applications != NULL && i < applications->len; i++)
    if (miao_record_is (applications->pdata[i], "status", state))
      *day = MAX (*day, miao_record_get_date (applications->pdata[i],
                                              returned ? "returned_on" : "applied_on"));

  return applications != NULL;
}

/* An open correction says nothing yet, and neither does one that was refused: what it corrects
 * counts. */
static gboolean
says_something (const MiaoRecord *evaluation, gconstpointer data)
{
  return !miao_record_has (evaluation, "supersedes") ||
         (miao_record_has (evaluation, "conclusion") && !miao_correction_is_refused (evaluation));
}

/* The newest evaluation says that the family is evaluated again. The acts that change this write
 * the family's own record too. */
static gboolean
read_rework (MiaoTaskReader *reader, const MiaoRecord *family, FamilyFacts *facts, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (MiaoRecord) newest = NULL;

  if (!miao_record_is (family, "status", "EVALUATING"))
    return TRUE;
  miao_query_where (query, "subject_family", MIAO_OP_EQ, miao_record_get_id (family));
  miao_query_where (query, "kind", MIAO_OP_EQ, "EV_B_FAMILY_PRE");
  all = miao_store_select (reader->store, query, error);
  if (all == NULL)
    return FALSE;
  newest = miao_correction_newest (all, NULL, says_something, NULL);
  if (newest != NULL && miao_record_is (newest, "review_result", "PASS") &&
      (miao_record_is (newest, "conclusion", "B_REWORK") ||
       miao_record_is (newest, "conclusion", "B_SUPPLEMENT"))) {
    facts->rework_from = miao_record_get_date (newest, "review_on");
    facts->rework_due = miao_record_get_date (newest, "rectify_due");
  }
  if (newest != NULL && miao_record_is (newest, "review_result", "BACK"))
    facts->sent_back_on = miao_record_get_date (newest, "review_on");

  return TRUE;
}

/* A family that was rejected in a review, and was not told. */
static gboolean
read_rejection (MiaoTaskReader *reader,
                const MiaoRecord *family,
                FamilyFacts *facts,
                GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) review = NULL;

  if (!miao_record_is (family, "status", "REJECTED"))
    return TRUE;
  review = miao_facts_last_review (reader->store, miao_record_get_id (family), &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (review != NULL && !miao_record_has (review, "told_on"))
    facts->rejected_on = miao_record_get_date (review, "review_on");

  return TRUE;
}

/* Whether an evaluation may have looked at somebody: at who joined after the family was approved
 * (D25A), and at a young child whenever it joined (D25). */
static gboolean
asks_evaluations (const MiaoTaskReader *reader, const FamilyFacts *facts)
{
  const MiaoMemberFacts *members = (const MiaoMemberFacts *) facts->members->data;
  guint young = 0;

  for (guint i = 0; i < facts->members->len; i++)
    if (members[i].joined > facts->known_on)
      return TRUE;

  return miao_rules_first_young_day (members, facts->members->len, &reader->settings, reader->today,
                                     reader->today + AHEAD_FAMILY, &young) != MIAO_DATE_NONE;
}

/* Who joined a family with a child is looked for in its evaluations. */
static gboolean
read_evaluated (MiaoTaskReader *reader,
                const MiaoRecord *family,
                MiaoDate since,
                FamilyFacts *facts,
                GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autoptr (GPtrArray) evaluations = NULL;

  if (!facts->there)
    return TRUE;
  facts->known_on = miao_record_has (family, "approved_on")
                        ? miao_record_get_date (family, "approved_on")
                        : since;
  if (!asks_evaluations (reader, facts))
    return TRUE;
  miao_query_where (query, "subject_family", MIAO_OP_EQ, miao_record_get_id (family));
  miao_query_where (query, "kind", MIAO_OP_IN, OF_FAMILY);
  evaluations = miao_store_select (reader->store, query, error);
  for (guint i = 0; evaluations != NULL && i < evaluations->len; i++) {
    const MiaoRecord *evaluation = evaluations->pdata[i];
    const MiaoDate begun = MAX (miao_record_get_date (evaluation, "team_on"),
                                miao_record_get_date (evaluation, "started_on"));

    /* It looks at nobody whom what it corrects did not look at. */
    if (miao_record_has (evaluation, "supersedes"))
      continue;
    facts->opened_on =
        MAX (facts->opened_on, MAX (begun, miao_record_get_date (evaluation, "planned_on")));
  }

  return evaluations != NULL;
}

static gboolean
add_family (MiaoTaskReader *reader, MiaoRecord *family, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("family_member"));
  g_autoptr (GPtrArray) dues = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) members = NULL;
  g_autofree char *worker = NULL;
  const char *maker = NULL;
  const char *id = miao_record_get_id (family);
  MiaoTaskAbout about = { .family = family, .kind = "family", .record = id };
  FamilyFacts facts = { .family = family };
  MiaoDate since;
  gboolean mine;

  if (!is_of_today (FAMILY_STATES, family))
    return TRUE;
  miao_query_where (query, "family", MIAO_OP_EQ, id);
  records = miao_store_select (reader->store, query, error);
  if (records == NULL || !read_guests (reader, id, &facts.there, &since, &mine, &worker, error) ||
      !read_rejection (reader, family, &facts, error) ||
      !read_application (reader, family, &facts, error) ||
      !read_rework (reader, family, &facts, error))
    return FALSE;
  facts.members = members = miao_facts_members (records);
  facts.caregiver = caregiver_of (family, records);
  if (!read_evaluated (reader, family, since, &facts, error))
    return FALSE;
  /* Of a family without a child nothing is asked that passes by itself, as a young child's age. */
  reader->stays = !facts.there;
  dues = miao_tasks_list (reader, list_family, &facts);
  about.worker = worker;
  about.mine = mine;
  /* A family without a child has nobody of its own yet: whoever made the record looks after it. */
  if (!facts.there) {
    about.mine = miao_tasks_is_made (reader, family, &maker) || mine;
    about.worker = worker != NULL ? worker : maker;
  }
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

gboolean
miao_tasks_of_families (MiaoTaskReader *reader, GError **error)
{
  static const MiaoTaskEach each = { "family", { NULL }, AHEAD_FAMILY, FALSE, FALSE, add_family };

  return miao_tasks_each (reader, &each, error);
}
