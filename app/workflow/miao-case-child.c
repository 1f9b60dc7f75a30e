/* A child's record: admit, accept, edit, measure, hear. */
#include "config.h"

#include "miao-call.h"
#include "miao-case-edit.h"
#include "miao-cases.h"
#include "miao-citizen-id.h"
#include "miao-conflict.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-growth-facts.h"
#include "miao-params.h"

#include <string.h>

/* ---- admit ---- */

static const MiaoField admit_params[] = {
  P_BOOL (
      "formal", "Formal admission at once (papers are complete)", "材料齐全，直接正式入院", P_MAY),
  P_END,
};

/* What a new child has until somebody says otherwise. */
static void
set_defaults (MiaoRecord *child)
{
  static const struct {
    const char *field, *value;
  } defaults[] = {
    { "nationality", "CHN" }, { "cognition", "4" },           { "adoptable", "4" },
    { "care_mode", "1" },     { "birth_precision", "exact" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++) {
    const MiaoField *field = miao_kind_field (miao_record_get_kind (child), defaults[i].field);

    if (!miao_record_has (child, defaults[i].field) &&
        miao_codes_find (field->table, defaults[i].value, MIAO_DATE_NONE) != NULL)
      miao_record_set (child, defaults[i].field, defaults[i].value);
  }
}

static gboolean
run_admit (MiaoCall *call, GError **error)
{
  MiaoRecord *child = miao_call_get_record (call, "child");
  MiaoRecord *admission = miao_call_get_record (call, "admission");
  gboolean formal = miao_call_get_bool (call, "formal");
  MiaoDate arrived;
  int year;

  if (!miao_record_has (admission, "arrived_on"))
    miao_record_set_date (admission, "arrived_on", call->today);
  arrived = miao_record_get_date (admission, "arrived_on");
  set_defaults (child);
  miao_record_set (child, "status", formal ? "IN_CARE" : "PRE_INTAKE");
  if (!miao_record_has (child, "child_no")) {
    g_autofree char *number = NULL;

    miao_date_get_ymd (arrived, &year, NULL, NULL);
    number = miao_call_next_number (call, "child", "child_no", "ET", year, error);
    if (number == NULL)
      return FALSE;
    miao_record_set (child, "child_no", number);
  }
  if (!miao_facts_not_future (call, "arrived_on", arrived, error) ||
      !miao_facts_ask_child (call, child, error) ||
      !miao_facts_not_before_birth (child, "arrived_on", arrived, error) ||
      !miao_facts_ask_admission (call, child, admission, formal, error) ||
      !miao_call_judge (call, error) || !miao_call_insert (call, child, error))
    return FALSE;
  miao_record_set (admission, "child", miao_record_get_id (child));
  if (!miao_record_has (admission, "seq"))
    miao_record_set_int (admission, "seq", 1);
  if (formal)
    miao_record_set_date (admission, "formal_on", call->today);

  return miao_call_insert (call, admission, error);
}

const MiaoUseCase miao_case_admit_child = {
  .name = "admit-child",
  .label = "Admit child",
  .label_zh = "接收儿童",
  .permission = MIAO_MAY_CHILD_ADMIT,
  .params = admit_params,
  .records = { { "child", "child", TRUE }, { "admission", "admission", TRUE } },
  .run = run_admit,
};

/* ---- formal admission ---- */

static const MiaoField accept_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_DATE ("approve_on", "Acceptance opinion of", "接收意见日期", P_MAY),
  P_TEXT ("approve_org", "Accepting department", "出具接收意见的民政部门", P_MAY),
  P_END,
};

/* Who is away or with a family was accepted long ago; the way back is another one. */
static gboolean
check_waiting (const MiaoRecord *child, GError **error)
{
  if (miao_record_is (child, "status", "PRE_INTAKE"))
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                       miao_pick ("只有临时代养（待审批）的儿童才办理正式入院。",
                                  "Only a child in provisional care is admitted formally."));

  return FALSE;
}

static gboolean
run_accept (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) admission = NULL, before = NULL, before_admission = NULL;

  if (child == NULL)
    return FALSE;
  admission = miao_facts_open_admission (call->store, miao_record_get_id (child), error);
  if (admission == NULL)
    return FALSE;
  before = miao_record_copy (child);
  before_admission = miao_record_copy (admission);
  if (miao_call_get (call, "approve_on") != NULL)
    miao_record_set (admission, "approve_on", miao_call_get (call, "approve_on"));
  if (miao_call_get (call, "approve_org") != NULL)
    miao_record_set (admission, "approve_org", miao_call_get (call, "approve_org"));
  miao_record_set_date (admission, "formal_on", call->today);

  return miao_facts_ask_admission (call, child, admission, TRUE, error) &&
         miao_call_judge (call, error) && check_waiting (before, error) &&
         miao_call_advance (call, before, child, "IN_CARE", error) &&
         miao_call_update (call, before_admission, admission, error);
}

const MiaoUseCase miao_case_accept_child = {
  .name = "accept-child",
  .label = "Admit formally",
  .label_zh = "办理正式入院",
  .permission = MIAO_MAY_CHILD_ADMIT,
  .params = accept_params,
  .run = run_accept,
};

/* ---- edit ---- */

gboolean
miao_case_apply_edit (MiaoCall *call, MiaoRecord *record, MiaoRecord *given, GError **error)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  JsonObject *input = NULL;

  if (!miao_conflict_check (call, record, given, error))
    return FALSE;
  if (json_object_has_member (call->input, kind->name) &&
      JSON_NODE_HOLDS_OBJECT (json_object_get_member (call->input, kind->name)))
    input = json_object_get_object_member (call->input, kind->name);
  for (guint i = 0; kind->fields[i].name != NULL; i++) {
    const MiaoField *field = &kind->fields[i];

    if (input == NULL || !json_object_has_member (input, field->name))
      continue;
    if ((field->flags & MIAO_FIELD_DERIVED) != 0 &&
        g_strcmp0 (miao_record_get_at (given, i), miao_record_get_at (record, i)) != 0) {
      g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                   miao_pick ("“%s”由办理相应业务产生，不能直接修改。",
                              "“%s” comes from its own use case and cannot be edited directly."),
                   miao_field_label (field));
      return miao_error_at (error, field->name);
    }
    miao_record_set_at (record, i, miao_record_get_at (given, i));
  }

  return TRUE;
}

gboolean
miao_case_run_edit (MiaoCall *call,
                    const char *kind,
                    gboolean (*ask) (MiaoCall *call, MiaoRecord *record, GError **error),
                    GError **error)
{
  g_autoptr (MiaoRecord) record = NULL, before = NULL;
  MiaoRecord *given = miao_call_get_record (call, kind);

  record = miao_call_load (call, kind, miao_call_get (call, "id"), error);
  if (record == NULL)
    return FALSE;
  miao_call_set_subject (call, kind, miao_record_get_id (record));
  before = miao_record_copy (record);

  return miao_case_apply_edit (call, record, given, error) &&
         (ask == NULL || ask (call, record, error)) && miao_call_judge (call, error) &&
         miao_call_update (call, before, record, error);
}

static const MiaoField edit_child_params[] = {
  P_REF ("id", "child", "Child", "儿童", P_MUST),
  P_END,
};

static gboolean
run_edit_child (MiaoCall *call, GError **error)
{
  return miao_case_run_edit (call, "child", miao_facts_ask_child, error);
}

const MiaoUseCase miao_case_edit_child = {
  .name = "edit-child",
  .label = "Edit child",
  .label_zh = "修改儿童信息",
  .permission = MIAO_MAY_CHILD_EDIT,
  .params = edit_child_params,
  .records = { { "child", "child", TRUE } },
  .run = run_edit_child,
};

static const MiaoField edit_admission_params[] = {
  P_REF ("id", "admission", "Admission", "入院", P_MUST),
  P_END,
};

static gboolean
ask_arrival (MiaoCall *call, MiaoRecord *admission, GError **error)
{
  MiaoDate arrived = miao_record_get_date (admission, "arrived_on");
  g_autoptr (MiaoRecord) child =
      miao_call_load (call, "child", miao_record_get (admission, "child"), error);

  return child != NULL && miao_facts_not_future (call, "arrived_on", arrived, error) &&
         miao_facts_not_before_birth (child, "arrived_on", arrived, error) &&
         miao_facts_ask_category (call, child, admission, error);
}

static gboolean
run_edit_admission (MiaoCall *call, GError **error)
{
  return miao_case_run_edit (call, "admission", ask_arrival, error);
}

const MiaoUseCase miao_case_edit_admission = {
  .name = "edit-admission",
  .label = "Edit admission",
  .label_zh = "修改入院登记",
  .permission = MIAO_MAY_CHILD_EDIT,
  .params = edit_admission_params,
  .records = { { "admission", "admission", TRUE } },
  .run = run_edit_admission,
};

/* ---- growth ---- */

static const MiaoField measurement_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_BOOL ("confirmed", "The implausible value was checked and is right", "异常值已核对无误", P_MAY),
  P_END,
};

/* When the next one is due stands with the newest measurement, and with no other. */
static gboolean
plan_next (MiaoCall *call, const MiaoRecord *child, MiaoRecord *measure, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("growth_measure"));
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (MiaoDue) due = NULL;
  MiaoGrowthCalendar calendar;
  gboolean newest = TRUE;

  miao_query_where (query, "child", MIAO_OP_EQ, miao_record_get_id (child));
  miao_query_where (query, "next_due_on", MIAO_OP_NOT_NULL, NULL);
  others = miao_store_select (call->store, query, error);
  for (guint i = 0; others != NULL && i < others->len; i++) {
    MiaoRecord *other = others->pdata[i];

    if (!miao_record_get_bool (other, "void") &&
        miao_record_get_date (other, "measured_on") > miao_record_get_date (measure, "measured_on"))
      newest = FALSE;
    else if (!miao_call_set (call, other, error, "next_due_on", "", NULL))
      return FALSE;
  }
  if (others == NULL || !newest)
    return others != NULL;
  miao_growth_calendar_read (child, measure, &calendar);
  due = miao_due_growth (&calendar, call->today);
  if (due != NULL)
    miao_record_set_date (measure, "next_due_on", due->due_on);

  return TRUE;
}

static gboolean
store_measure (MiaoCall *call, MiaoRecord *child, MiaoRecord *measure, GError **error)
{
  MiaoDate on = miao_record_get_date (measure, "measured_on");

  if (!miao_record_has (measure, "weight_g") && !miao_record_has (measure, "length_mm") &&
      !miao_record_has (measure, "head_mm")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("请至少填写体重、身长（身高）或头围中的一项。",
                                    "Give at least one of weight, length or head circumference."));
    return miao_error_at (error, "weight_g");
  }
  miao_record_set (measure, "child", miao_record_get_id (child));
  if (!miao_record_has (measure, "measured_by"))
    miao_record_set (measure, "measured_by", miao_session_get_name (call->session));

  return miao_facts_not_future (call, "measured_on", on, error) &&
         miao_facts_not_before_birth (child, "measured_on", on, error) &&
         miao_growth_judge (call, child, measure, error) && miao_call_judge (call, error) &&
         plan_next (call, child, measure, error) && miao_call_insert (call, measure, error);
}

static gboolean
run_measurement (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  MiaoRecord *measure = miao_call_get_record (call, "measure");

  if (child == NULL)
    return FALSE;
  if (!miao_record_has (measure, "measured_on"))
    miao_record_set_date (measure, "measured_on", call->today);
  if (miao_call_get_bool (call, "confirmed"))
    miao_record_set_bool (measure, "implausible", TRUE);

  return store_measure (call, child, measure, error);
}

const MiaoUseCase miao_case_add_measurement = {
  .name = "add-measurement",
  .label = "Add measurement",
  .label_zh = "登记生长测量",
  .permission = MIAO_MAY_MEASUREMENT_ADD,
  .params = measurement_params,
  .records = { { "measure", "growth_measure", TRUE } },
  .run = run_measurement,
};

static const MiaoField correct_params[] = {
  P_REF ("id", "growth_measure", "Measurement", "生长测量", P_MUST),
  P_TEXT ("reason", "Reason", "更正原因", P_MUST),
  P_BOOL ("confirmed", "The implausible value was checked and is right", "异常值已核对无误", P_MAY),
  P_END,
};

/* The wrong value stays, marked void; the right one supersedes it. */
static gboolean
run_correct (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) old = miao_call_load_param (call, "id", error);
  g_autoptr (MiaoRecord) child = NULL;
  MiaoRecord *measure = miao_call_get_record (call, "measure");

  if (old == NULL)
    return FALSE;
  if (miao_record_get_bool (old, "void")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("这次测量已经更正过，请更正最新的一条。",
                                    "This measurement was corrected already; correct the newest."));
    return FALSE;
  }
  child = miao_call_load (call, "child", miao_record_get (old, "child"), error);
  if (child == NULL || !miao_call_set (call, old, error, "void", "1", "void_reason",
                                       miao_call_get (call, "reason"), NULL))
    return FALSE;
  if (!miao_record_has (measure, "measured_on"))
    miao_record_set (measure, "measured_on", miao_record_get (old, "measured_on"));
  miao_record_set (measure, "supersedes", miao_record_get_id (old));
  if (miao_call_get_bool (call, "confirmed"))
    miao_record_set_bool (measure, "implausible", TRUE);

  return store_measure (call, child, measure, error);
}

const MiaoUseCase miao_case_correct_measurement = {
  .name = "correct-measurement",
  .label = "Correct measurement",
  .label_zh = "更正生长测量",
  .permission = MIAO_MAY_MEASUREMENT_ADD,
  .params = correct_params,
  .records = { { "measure", "growth_measure", TRUE } },
  .run = run_correct,
};

/* ---- the child's opinion ---- */

static const MiaoField opinion_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_END,
};

static gboolean
run_opinion (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  MiaoRecord *opinion = miao_call_get_record (call, "opinion");
  MiaoDate on;
  int age;

  if (child == NULL)
    return FALSE;
  if (!miao_record_has (opinion, "held_on"))
    miao_record_set_date (opinion, "held_on", call->today);
  on = miao_record_get_date (opinion, "held_on");
  miao_record_set (opinion, "child", miao_record_get_id (child));
  age = miao_date_age (miao_record_get_date (child, "birth_date"), on);
  if (age >= 0)
    miao_record_set_int (opinion, "age_at", age);
  if (!miao_record_has (opinion, "cognition"))
    miao_record_set (opinion, "cognition", miao_record_get (child, "cognition"));
  if (!miao_record_has (opinion, "taken_by"))
    miao_record_set (opinion, "taken_by", miao_facts_own_staff (call));

  return miao_facts_not_future (call, "held_on", on, error) &&
         miao_call_insert (call, opinion, error);
}

const MiaoUseCase miao_case_record_opinion = {
  .name = "record-opinion",
  .label = "Record child's opinion",
  .label_zh = "记录儿童意见",
  .permission = MIAO_MAY_CHILD_OPINION,
  .params = opinion_params,
  .records = { { "opinion", "child_opinion", TRUE } },
  .run = run_opinion,
};
