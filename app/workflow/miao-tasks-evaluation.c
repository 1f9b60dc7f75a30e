/* Evaluations that wait for somebody. */
#include "config.h"

#include "miao-codes.h"
#include "miao-correction.h"
#include "miao-facts.h"
#include "miao-kinds.h"
#include "miao-language.h"
#include "miao-tasks-private.h"

/* The team as one of its members sees it. */
typedef struct {
  gboolean member;
  gboolean leader;
  gboolean owes; /* the person has not signed */
  gboolean signed_all;
} Team;

static gboolean
read_team (MiaoTaskReader *reader, MiaoRecord *evaluation, Team *ret, GError **error)
{
  g_autoptr (GPtrArray) members =
      miao_facts_team (reader->store, miao_record_get_id (evaluation), error);
  const char *staff = miao_session_get_staff (reader->session);

  *ret = (Team){ .signed_all = TRUE };
  for (guint i = 0; members != NULL && i < members->len; i++) {
    MiaoRecord *member = g_ptr_array_index (members, i);
    gboolean has_signed = miao_record_has (member, "signed_at");

    ret->signed_all = ret->signed_all && has_signed;
    if (staff == NULL || !miao_record_is (member, "person", staff))
      continue;
    ret->member = TRUE;
    ret->leader = miao_record_is (member, "role", "LEADER");
    ret->owes = !has_signed;
  }

  return members != NULL;
}

/* Nobody reviews what they prepared or signed. */
static gboolean
may_review (const MiaoTaskReader *reader, const MiaoRecord *evaluation, const Team *team)
{
  return !team->member && !miao_rights_is_own (miao_record_get_created_by (evaluation),
                                               miao_session_get_account (reader->session));
}

static void
add_step (MiaoTaskReader *reader,
          MiaoRecord *evaluation,
          const Team *team,
          GPtrArray *dues,
          MiaoTaskAbout *about)
{
  const char *id = miao_record_get_id (evaluation);
  const char *status = miao_record_get (evaluation, "status");
  gboolean director = miao_session_get_role (reader->session) == MIAO_ROLE_DIRECTOR;
  MiaoDate planned = miao_record_get_date (evaluation, "planned_on");
  MiaoDate started = miao_record_get_date (evaluation, "started_on");
  MiaoDate finished = miao_record_get_date (evaluation, "finished_on");

  about->mine = team->member;
  if (planned == MIAO_DATE_NONE)
    planned = reader->today;
  if (started == MIAO_DATE_NONE)
    started = planned;
  if (g_str_equal (status, "DRAFT")) {
    about->mine = miao_tasks_is_made (reader, evaluation, &about->worker);
    miao_due_waiting ("W4", id, planned, planned, "计划", "Planned", reader->today, dues);
  } else if (g_str_equal (status, "FINAL")) {
    about->mine = may_review (reader, evaluation, team);
    if (director && about->mine)
      miao_due_waiting ("W8", id, finished, MIAO_DATE_NONE, "定稿", "Final", reader->today, dues);
  } else if (!team->member && !director) {
    return;
  } else if (!g_str_equal (status, "SIGNING")) {
    miao_due_waiting ("W5", id, planned, planned, "计划", "Planned", reader->today, dues);
  } else if (team->owes) {
    miao_due_waiting ("W6", id, started, MIAO_DATE_NONE, "开始", "Begun", reader->today, dues);
  } else if (team->signed_all && (team->leader || director)) {
    miao_due_waiting ("W7", id, started, MIAO_DATE_NONE, "开始", "Begun", reader->today, dues);
  }
}

/* The report that an application waits for (domain 8.2 F3); not of an assessor who is not in the
 * team. */
static void
add_report (MiaoTaskReader *reader, MiaoRecord *evaluation, const Team *team, GPtrArray *dues)
{
  if (!miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE") ||
      miao_record_is (evaluation, "status", "FINAL") || !miao_record_has (evaluation, "team_on") ||
      (!team->member && miao_session_get_role (reader->session) == MIAO_ROLE_ASSESSOR))
    return;
  miao_due_deadline ("D28E", miao_record_get_id (evaluation),
                     miao_record_get_date (evaluation, "team_on"),
                     miao_tasks_days (reader, "deadline.report_days",
                                      miao_record_get_date (evaluation, "team_on")),
                     reader->calendar, reader->today, dues);
}

/* How far the report is: what is done next for it. */
typedef struct {
  const MiaoRecord *evaluation;
  const Team *team;
} Step;

static const char *
act_of (const MiaoDue *due, gpointer data)
{
  const Step *step = data;

  if (!g_str_equal (due->rule->id, "D28E"))
    return NULL;
  if (!miao_record_is (step->evaluation, "status", "SIGNING"))
    return "fill-evaluation";

  return step->team->owes ? "sign-opinion" : "conclude-evaluation";
}

/* A package that is out is everybody's who can do something about it. */
static void
add_out (MiaoTaskReader *reader, MiaoRecord *evaluation, const Team *team, GPtrArray *dues)
{
  g_autoptr (JsonArray) list = miao_record_get_list (evaluation, "fieldwork");

  if (!team->member && miao_session_get_role (reader->session) == MIAO_ROLE_ASSESSOR)
    return;
  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *row = json_array_get_object_element (list, i);
    const MiaoDate out =
        miao_date_parse (json_object_get_string_member_with_default (row, "out_on", NULL));
    const MiaoDate due =
        miao_date_parse (json_object_get_string_member_with_default (row, "due", NULL));

    if (g_strcmp0 (json_object_get_string_member_with_default (row, "state", NULL), "OUT") == 0 &&
        due != MIAO_DATE_NONE)
      miao_due_waiting ("W10", miao_record_get_id (evaluation), out, due, "应带回", "Due back",
                        reader->today, dues);
  }
}

static gboolean
load_subject (MiaoTaskReader *reader,
              MiaoRecord *evaluation,
              const char *field,
              const char *kind,
              MiaoRecord **ret,
              GError **error)
{
  *ret = NULL;
  if (!miao_record_has (evaluation, field))
    return TRUE;
  *ret = miao_store_load (reader->store, miao_kind_find (kind), miao_record_get (evaluation, field),
                          error);

  return *ret != NULL;
}

/* Nobody reviews what a final correction took the place of. */
static gboolean
is_replaced (MiaoTaskReader *reader, const MiaoRecord *evaluation, gboolean *ret, GError **error)
{
  g_autoptr (MiaoRecord) other = NULL;

  *ret = FALSE;
  if (!miao_record_is (evaluation, "status", "FINAL"))
    return TRUE;
  if (!miao_correction_find (reader->store, miao_record_get_id (evaluation), &other, error))
    return FALSE;
  *ret = other != NULL && miao_record_has (other, "conclusion");

  return TRUE;
}

static gboolean
add_evaluation (MiaoTaskReader *reader, MiaoRecord *evaluation, GError **error)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  g_autoptr (MiaoRecord) child = NULL, family = NULL;
  MiaoTaskAbout about = { .kind = "evaluation", .record = miao_record_get_id (evaluation) };
  gboolean replaced;
  Team team;
  Step step = { evaluation, &team };

  if (!is_replaced (reader, evaluation, &replaced, error))
    return FALSE;
  if (replaced)
    return TRUE;
  if (!read_team (reader, evaluation, &team, error))
    return FALSE;
  add_step (reader, evaluation, &team, dues, &about);
  add_report (reader, evaluation, &team, dues);
  add_out (reader, evaluation, &team, dues);
  if (dues->len == 0)
    return TRUE;
  if (!load_subject (reader, evaluation, "subject_child", "child", &child, error) ||
      !load_subject (reader, evaluation, "subject_family", "family", &family, error))
    return FALSE;
  about.child = child;
  about.family = family;
  about.act = act_of;
  about.data = &step;
  about.placement = miao_record_get (evaluation, "placement");
  about.extra =
      miao_codes_name ("eval_kind", miao_record_get (evaluation, "kind"), miao_language ());
  if (child == NULL && family == NULL)
    about.who = miao_record_get (evaluation, "eval_no");
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

gboolean
miao_tasks_of_evaluations (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (GPtrArray) evaluations =
      miao_tasks_in_states (reader, "evaluation", "DRAFT SCHEDULED FIELDWORK SIGNING FINAL", error);

  for (guint i = 0; evaluations != NULL && i < evaluations->len; i++)
    if (!add_evaluation (reader, g_ptr_array_index (evaluations, i), error))
      return FALSE;

  return evaluations != NULL;
}
