/* What is due for foster families, and most for those that children live with. */
#include "config.h"

#include "miao-correction.h"
#include "miao-facts-private.h"
#include "miao-kinds.h"
#include "miao-states.h"
#include "miao-tasks-private.h"

/* Days to look ahead: of most families something is due only once their approval ends. */
#define AHEAD 366

#define FAMILY_STATES                                                                              \
  "ACTIVE APPLIED EVALUATING FILED QUALIFIED REJECTED RETURNED SUSPENDED TRAINED"

/* What looks at the people of the family. */
#define OF_FAMILY "EV_B_FAMILY_PRE EV_C_INTEGRATION EV_D_EFFECT"

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
    miao_tasks_add_days (reader, "D28S", id, miao_record_get_date (facts->family, "suspended_on"),
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
    miao_tasks_add_days (reader, "D28R", id, facts->returned_on, "deadline.returned_days", on,
                         dues);
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
                                     reader->today + AHEAD, &young) != MIAO_DATE_NONE;
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

  if (!miao_tasks_is_in (FAMILY_STATES, family))
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
  static const MiaoTaskEach each = { "family", { NULL }, AHEAD, FALSE, FALSE, add_family };

  return miao_tasks_each (reader, &each, error);
}
