/* A child's stays: leaving the institution, and being taken in again (domain 8.1 C8, C9, C11). */
#include "config.h"

#include "miao-call.h"
#include "miao-case-adoption.h"
#include "miao-case-edit.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-exit-rules.h"
#include "miao-facts.h"
#include "miao-leave.h"
#include "miao-params.h"
#include "miao-states.h"

#define CODE_DIED "E7"
#define CODE_MISSING "E12"

/* ---- leaving ---- */

static const MiaoField discharge_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_DATE ("left_on", "Left on", "离院日期", P_MAY),
  P_CODE ("exit_code", "exit", "Way of leaving", "离院类型", P_MUST),
  P_TEXT ("receiver", "Received by", "离院接收人（单位）", P_MAY),
  P_TEXT ("confirm_no", "Number of the exit confirmation", "离院确认书编号", P_MAY),
  P_REFS ("documents", "document", "Exit papers", "离院材料", P_MAY),
  P_LONG ("note", "Note on leaving", "离院说明", P_MAY),
  P_DATE ("registered_on", "Adoption registered on", "收养登记日期", P_MAY),
  P_TEXT ("adoption_cert_no", "Number of the adoption certificate", "收养登记证号", P_MAY),
  P_MONTH ("paid_through", "Living allowance paid through", "基本生活费已发放至", P_MAY),
  P_MONTH ("last_paid_month", "Last month to be paid", "末领年月", P_MAY),
  P_END,
};

static int
count_open_placements (MiaoCall *call, const char *child, GError **error)
{
  g_autoptr (GPtrArray) placements = miao_call_all (call, "placement", "child", child, error);
  int n = 0;

  if (placements == NULL)
    return -1;
  for (guint i = 0; i < placements->len; i++)
    n += miao_state_placement_open (miao_record_get (placements->pdata[i], "status"));

  return n;
}

static gboolean
ask_exit (MiaoCall *call, MiaoRecord *child, MiaoRecord *admission, MiaoDate on, GError **error)
{
  int open = count_open_placements (call, miao_record_get_id (child), error);
  const MiaoExitFacts facts = {
    .child = miao_record_get_id (child),
    .admission = miao_record_get_id (admission),
    .born = miao_record_get_date (child, "birth_date"),
    .exit_code = miao_call_get (call, "exit_code"),
    .confirm_no = miao_call_get (call, "confirm_no"),
    .papers = miao_call_get (call, "documents") != NULL ? 1 : 0,
    .open_placements = (guint) MAX (open, 0),
  };

  if (open < 0)
    return FALSE;
  if (g_strcmp0 (facts.exit_code, CODE_MISSING) == 0) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("走失未结案的儿童仍在院登记中，不能办理离院。",
                   "A missing child stays on the books and cannot be discharged."));
    return miao_error_at (error, "exit_code");
  }
  if (on < miao_record_get_date (admission, "arrived_on")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("离院日期不能早于到院日期。",
                                    "The day of leaving cannot be before the day of arrival."));
    return miao_error_at (error, "left_on");
  }
  miao_rules_exit (&facts, on, call->findings);
  if (!miao_adoption_ask_leave (call, child, admission, on, facts.exit_code, error))
    return FALSE;

  return miao_facts_not_future (call, "left_on", on, error) && miao_call_judge (call, error);
}

static gboolean
run_discharge (MiaoCall *call, GError **error)
{
  static const char *const kept[][2] = { { "exit_code", "exit_code" },
                                         { "receiver", "exit_receiver" },
                                         { "confirm_no", "exit_confirm_no" },
                                         { "documents", "exit_documents" },
                                         { "note", "exit_note" },
                                         { "last_paid_month", "last_paid_month" } };
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) admission = NULL, before = NULL, before_admission = NULL;
  MiaoDate on = miao_call_get_date (call, "left_on", call->today);
  gboolean died = g_strcmp0 (miao_call_get (call, "exit_code"), CODE_DIED) == 0;

  if (child == NULL)
    return FALSE;
  before = miao_record_copy (child);
  if (!miao_call_move (call, child, died ? "DECEASED" : "EXITED", error))
    return FALSE;
  admission = miao_facts_open_admission (call->store, miao_record_get_id (child), error);
  if (admission == NULL || !ask_exit (call, child, admission, on, error))
    return FALSE;
  miao_record_set_bool (child, "followup", !died);
  before_admission = miao_record_copy (admission);
  miao_record_set_date (admission, "closed_on", on);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    miao_record_set (admission, kept[i][1], miao_call_get (call, kept[i][0]));
  if (miao_call_get (call, "paid_through") != NULL)
    miao_record_set (admission, "paid_through", miao_call_get (call, "paid_through"));

  return miao_leave_close (call, child, on, FALSE, error) &&
         miao_adoption_leave (call, child, miao_record_get (before, "status"), on,
                              miao_call_get (call, "exit_code"), error) &&
         miao_call_update (call, before, child, error) &&
         miao_call_update (call, before_admission, admission, error);
}

const MiaoUseCase miao_case_discharge_child = {
  .name = "discharge-child",
  .label = "Discharge child",
  .label_zh = "办理离院",
  .permission = MIAO_MAY_CHILD_ADMIT,
  .params = discharge_params,
  .run = run_discharge,
};

/* ---- being taken in again ---- */

static const MiaoField readmit_params[] = {
  P_REF ("id", "child", "Child", "儿童", P_MUST),
  P_BOOL (
      "formal", "Formal admission at once (papers are complete)", "材料齐全，直接正式入院", P_MAY),
  P_END,
};

/* The new stay follows the last one: its number is the next, and it begins after that one ended. */
static gboolean
follow_last (MiaoCall *call, const char *child, MiaoRecord *admission, GError **error)
{
  g_autoptr (MiaoRecord) last = miao_facts_open_admission (call->store, child, error);
  MiaoDate arrived;

  if (last == NULL)
    return FALSE;
  if (!miao_record_has (admission, "arrived_on"))
    miao_record_set_date (admission, "arrived_on", call->today);
  arrived = miao_record_get_date (admission, "arrived_on");
  if (arrived < miao_record_get_date (last, "closed_on")) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("再次到院日期不能早于上次离院日期 %s。",
                            "The child cannot arrive again before leaving on %s."),
                 miao_record_get (last, "closed_on"));
    return miao_error_at (error, "arrived_on");
  }
  miao_record_set (admission, "child", child);
  miao_record_set_int (admission, "seq", miao_record_get_int (last, "seq", 1) + 1);

  return miao_facts_not_future (call, "arrived_on", arrived, error);
}

static gboolean
run_readmit (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "id", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoRecord *admission = miao_call_get_record (call, "admission");
  MiaoRecord *given = miao_call_get_record (call, "child");
  gboolean formal = miao_call_get_bool (call, "formal");

  if (child == NULL)
    return FALSE;
  before = miao_record_copy (child);
  if (!miao_call_move (call, child, "PRE_INTAKE", error) ||
      !follow_last (call, miao_record_get_id (child), admission, error) ||
      (given != NULL && !miao_case_apply_edit (call, child, given, error)))
    return FALSE;
  miao_record_set (child, "care_mode", "1");
  if (!miao_facts_ask_child (call, child, error) ||
      !miao_facts_ask_admission (call, child, admission, formal, error) ||
      !miao_call_judge (call, error))
    return FALSE;
  if (formal) {
    miao_record_set_date (admission, "formal_on", call->today);
    if (!miao_call_move (call, child, "IN_CARE", error))
      return FALSE;
  }

  return miao_call_update (call, before, child, error) && miao_call_insert (call, admission, error);
}

const MiaoUseCase miao_case_readmit_child = {
  .name = "readmit-child",
  .label = "Admit child again",
  .label_zh = "再次接收儿童",
  .permission = MIAO_MAY_CHILD_ADMIT,
  .params = readmit_params,
  .records = { { "admission", "admission", TRUE }, { "child", "child", FALSE } },
  .run = run_readmit,
};
