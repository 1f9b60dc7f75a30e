/* Away for a time: hospital, boarding school, relatives (domain 8.1 C6). The placement of a child
 * who lives with a family goes on meanwhile; whatever becomes of it is asked anew on the return. */
#include "config.h"

#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-leave-rules.h"
#include "miao-leave.h"
#include "miao-params.h"

#define AWAY "TEMP_OUT"
#define CARE_IN_HOSPITAL "4"
#define CARE_AT_SCHOOL "5"

/* ---- away ---- */

static const MiaoField leave_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_END,
};

static gboolean
ask_leave (MiaoCall *call, const MiaoRecord *child, const MiaoRecord *leave, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) institution = miao_facts_institution (call->store, &problem);
  const MiaoLeaveFacts facts = {
    .child = miao_record_get_id (child),
    .state = miao_record_get (child, "status"),
    .reason = miao_record_get (leave, "reason"),
    .from = miao_record_get_date (leave, "from_on"),
    .until = miao_record_get_date (leave, "until_on"),
    .approved_on = miao_record_get_date (leave, "approved_on"),
    .own = institution != NULL ? miao_record_get (institution, "division_code") : NULL,
    .there = miao_record_get (leave, "division"),
    .dept_approved_on = miao_record_get_date (leave, "dept_approved_on"),
    .dept_approval_no = miao_record_get (leave, "dept_approval_no"),
  };

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  miao_rules_leave (&facts, call->findings);

  return TRUE;
}

/* The child was here before it left, and no time away before is written over. */
static gboolean
check_from (MiaoCall *call, const MiaoRecord *child, MiaoDate from, GError **error)
{
  MiaoDate first;

  if (!miao_leave_first_day (call, miao_record_get_id (child), &first, error) ||
      !miao_facts_not_future (call, "from_on", from, error))
    return FALSE;
  if (from >= first)
    return TRUE;
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_INVALID,
      miao_pick ("离院日期不能早于 %s：儿童到院、上次返院或者试收养结束的日期。",
                 "The child cannot leave before %s, when it arrived, came back last or a trial "
                 "adoption ended."),
      miao_date_format (first, (char[MIAO_DATE_BUFFER]){ 0 }));

  return miao_error_at (error, "from_on");
}

/* Where a child sleeps is its form of care; with relatives nothing changes. */
static const char *
care_mode_of (const MiaoRecord *leave)
{
  if (miao_record_is (leave, "reason", "HOSPITAL"))
    return CARE_IN_HOSPITAL;

  return miao_record_is (leave, "reason", "SCHOOL") ? CARE_AT_SCHOOL : NULL;
}

static gboolean
run_leave (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoRecord *leave = miao_call_get_record (call, "leave");

  if (child == NULL)
    return FALSE;
  before = miao_record_copy (child);
  miao_record_set (leave, "child", miao_record_get_id (child));
  miao_record_set (leave, "state_before", miao_record_get (child, "status"));
  miao_record_set (leave, "care_mode_before", miao_record_get (child, "care_mode"));
  if (!miao_record_has (leave, "from_on"))
    miao_record_set_date (leave, "from_on", call->today);
  if (!ask_leave (call, child, leave, error) || !miao_call_judge (call, error) ||
      !check_from (call, child, miao_record_get_date (leave, "from_on"), error))
    return FALSE;
  miao_facts_keep_reasons (call, leave);
  miao_record_set (child, "away_until", miao_record_get (leave, "until_on"));
  if (care_mode_of (leave) != NULL)
    miao_record_set (child, "care_mode", care_mode_of (leave));

  return miao_record_check (leave, TRUE, NULL, error) && miao_call_insert (call, leave, error) &&
         miao_call_advance (call, before, child, AWAY, error);
}

const MiaoUseCase miao_case_leave_temporarily = {
  .name = "leave-temporarily",
  .label = "Away for a time",
  .label_zh = "办理临时离院",
  .permission = MIAO_MAY_CHILD_ADMIT,
  .params = leave_params,
  .records = { { "leave", "child_leave", TRUE } },
  .run = run_leave,
};

/* ---- longer ---- */

/* LVE-06, and the time away itself. */
static MiaoRecord *
load_open (MiaoCall *call, const MiaoRecord *child, GError **error)
{
  g_autoptr (GError) problem = NULL;
  MiaoRecord *leave;

  miao_rules_come_back (miao_record_get_id (child), miao_record_get (child, "status"),
                        call->findings);
  if (!miao_call_judge (call, error))
    return NULL;
  leave = miao_leave_find_open (call, miao_record_get_id (child), &problem);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (leave == NULL)
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
        miao_pick ("没有找到这次临时离院的登记。", "There is no record of this time away."));

  return leave;
}

static const MiaoField extend_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_DATE ("until_on", "Expected back", "预计返院日期", P_MUST),
  P_LONG ("reason", "Why it takes longer", "延期原因", P_MUST),
  P_DATE ("approved_on", "Approved on", "批准日期", P_MAY),
  P_END,
};

/* Each one is kept, with the day on which it was approved. */
static void
add_extension (MiaoCall *call, MiaoRecord *leave, const char *until)
{
  g_autoptr (JsonArray) extensions = miao_record_get_list (leave, "extensions");
  JsonObject *extension = json_object_new ();

  json_object_set_string_member (extension, "until_on", until);
  json_object_set_string_member (extension, "reason", miao_call_get (call, "reason"));
  json_object_set_string_member (extension, "approved_on", miao_call_get (call, "approved_on"));
  json_array_add_object_element (extensions, extension);
  miao_record_set_list (leave, "extensions", extensions);
}

static gboolean
run_extend (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) leave = child != NULL ? load_open (call, child, error) : NULL;
  MiaoDate until = miao_call_get_date (call, "until_on", MIAO_DATE_NONE);
  g_autofree char *day = miao_date_dup (until);
  g_autoptr (MiaoRecord) before = NULL;

  if (leave == NULL)
    return FALSE;
  miao_rules_extend_leave (miao_record_get_id (leave), miao_record_get_date (leave, "until_on"),
                           until, miao_call_get_date (call, "approved_on", MIAO_DATE_NONE),
                           call->today, call->findings);
  if (!miao_call_judge (call, error))
    return FALSE;
  before = miao_record_copy (leave);
  if (!miao_record_has (leave, "first_until_on"))
    miao_record_set (leave, "first_until_on", miao_record_get (leave, "until_on"));
  miao_record_set (leave, "extend_reason", miao_call_get (call, "reason"));
  miao_record_set (leave, "until_on", day);
  add_extension (call, leave, day);

  return miao_call_update (call, before, leave, error) &&
         miao_call_set (call, child, error, "away_until", day, NULL);
}

const MiaoUseCase miao_case_extend_leave = {
  .name = "extend-leave",
  .label = "Longer away",
  .label_zh = "延长临时离院",
  .permission = MIAO_MAY_CHILD_ADMIT,
  .params = extend_params,
  .run = run_extend,
};

/* ---- approved afterwards ---- */

static const MiaoField approve_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_DATE ("approved_on", "Approved on", "批准日期", P_MUST),
  P_REF ("approved_by", "staff", "Approved by", "批准人", P_MUST),
  P_END,
};

/* Returns: the last time away of the child that nobody has approved, over or not; %NULL without
 * error when there is none. */
static MiaoRecord *
find_unapproved (MiaoCall *call, const char *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child_leave"));

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_where (query, "approved_on", MIAO_OP_NULL, NULL);
  miao_query_order (query, "from_on", TRUE);

  return miao_store_first (call->store, query, error);
}

static gboolean
run_approve (MiaoCall *call, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) leave = NULL;
  MiaoDate on = miao_call_get_date (call, "approved_on", MIAO_DATE_NONE);

  if (child == NULL || !miao_facts_not_future (call, "approved_on", on, error))
    return FALSE;
  leave = find_unapproved (call, miao_record_get_id (child), &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (leave == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("该儿童没有待补批的临时离院。",
                                    "No time away of this child is still to be approved."));
    return FALSE;
  }

  return miao_call_set (call, leave, error, "approved_on", miao_call_get (call, "approved_on"),
                        "approved_by", miao_call_get (call, "approved_by"), NULL);
}

const MiaoUseCase miao_case_approve_leave = {
  .name = "approve-leave",
  .label = "Approval of a time away, afterwards",
  .label_zh = "补登临时离院批准",
  .permission = MIAO_MAY_CHILD_ADMIT,
  .params = approve_params,
  .run = run_approve,
};

/* ---- back ---- */

static const MiaoField back_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_DATE ("returned_on", "Back on", "返院日期", P_MAY),
  P_LONG ("note", "State of the child on return", "返院时情况", P_MAY),
  P_END,
};

static gboolean
check_back (MiaoCall *call, const MiaoRecord *leave, MiaoDate on, GError **error)
{
  if (on < miao_record_get_date (leave, "from_on")) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("返院日期不能早于离院日期 %s。",
                            "The child cannot be back before it left on %s."),
                 miao_record_get (leave, "from_on"));
    return miao_error_at (error, "returned_on");
  }

  return miao_facts_not_future (call, "returned_on", on, error);
}

static gboolean
run_back (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) leave = child != NULL ? load_open (call, child, error) : NULL;
  g_autoptr (MiaoRecord) before = NULL;
  MiaoDate on = miao_call_get_date (call, "returned_on", call->today);
  const char *to;

  if (leave == NULL || !check_back (call, leave, on, error))
    return FALSE;
  before = miao_record_copy (child);
  if (!miao_leave_settle (call, child, leave, &to, error))
    return FALSE;
  if (miao_call_get (call, "note") != NULL &&
      !miao_call_set (call, leave, error, "return_note", miao_call_get (call, "note"), NULL))
    return FALSE;

  return miao_leave_end (call, leave, on, TRUE, error) &&
         miao_call_advance (call, before, child, to, error);
}

const MiaoUseCase miao_case_come_back = {
  .name = "come-back",
  .label = "Back from a time away",
  .label_zh = "登记返院",
  .permission = MIAO_MAY_CHILD_ADMIT,
  .params = back_params,
  .run = run_back,
};
