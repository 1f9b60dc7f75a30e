/* The institution itself, its staff and their accounts. */
#include "config.h"

#include "miao-call.h"
#include "miao-case-edit.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"
#include "miao-return-rules.h"
#include "miao-uscc.h"

static gboolean
ask_institution (MiaoCall *call, MiaoRecord *institution, GError **error)
{
  const char *code = miao_record_get (institution, "uscc");
  g_autoptr (GError) problem = NULL;
  gboolean may_override = FALSE;
  gboolean right = miao_uscc_check (code, &may_override, &problem);

  /* A few early codes break the check digit and are still in force: a reason lets them pass. */
  if (!right && !may_override) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (code != NULL)
    miao_call_ask (call, "ORG-01", right, miao_record_get_id (institution));

  return TRUE;
}

#define QUARTER_MONTHS 3
#define YEAR_MONTHS 12

/* What is reported ends with a quarter or year that has begun; it may be sent before its last day.
 */
static gboolean
ask_reported (
    MiaoCall *call, const MiaoRecord *institution, const char *field, int months, GError **error)
{
  const MiaoDate on = miao_record_get_date (institution, field);
  int month = 0;

  if (on == MIAO_DATE_NONE)
    return TRUE;
  miao_date_get_ymd (on, NULL, &month, NULL);
  if (miao_return_quarter_end (on) == on && month % months == 0 &&
      miao_date_add_months (on + 1, -months) <= call->today)
    return TRUE;
  if (months == YEAR_MONTHS)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("“年报已报至”请填那一年的12月31日，不能是还没有开始的年份。",
                                    "The yearly report is made up to 31 December of a year that "
                                    "has begun. Correct the day."));
  else
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("“统计季报已报至”请填季末日：3月31日、6月30日、9月30日或"
                                    "12月31日，不能是还没有开始的季度。",
                                    "Statistics are reported up to 31 March, 30 June, 30 September "
                                    "or 31 December of a quarter that has begun. Correct the "
                                    "day."));

  return miao_error_at (error, field);
}

static gboolean
ask_periods (MiaoCall *call, const MiaoRecord *institution, GError **error)
{
  return ask_reported (call, institution, "statistics_on", QUARTER_MONTHS, error) &&
         ask_reported (call, institution, "year_report_on", YEAR_MONTHS, error);
}

static const MiaoField edit_institution_params[] = {
  P_REF ("id", "institution", "Institution", "儿童福利机构", P_MAY),
  P_END,
};

static gboolean
run_edit_institution (MiaoCall *call, GError **error)
{
  MiaoRecord *given = miao_call_get_record (call, "institution");
  g_autoptr (MiaoRecord) institution = miao_facts_institution (call->store, error);
  g_autoptr (MiaoRecord) before = NULL;

  if (institution == NULL) {
    if (error != NULL && *error != NULL)
      return FALSE;
    return ask_periods (call, given, error) && ask_institution (call, given, error) &&
           miao_call_judge (call, error) && miao_call_insert (call, given, error);
  }
  before = miao_record_copy (institution);
  miao_call_set_subject (call, "institution", miao_record_get_id (institution));

  return miao_case_apply_edit (call, institution, given, error) &&
         ask_periods (call, institution, error) && ask_institution (call, institution, error) &&
         miao_call_judge (call, error) && miao_call_update (call, before, institution, error);
}

const MiaoUseCase miao_case_edit_institution = {
  .name = "edit-institution",
  .label = "Edit institution",
  .label_zh = "登记本机构信息",
  .permission = MIAO_MAY_INSTITUTION_EDIT,
  .params = edit_institution_params,
  .records = { { "institution", "institution", TRUE } },
  .run = run_edit_institution,
};

/* Asked again every year (Law on the Protection of Minors, Art. 62). */
#define CHECK_MONTHS 12

static gboolean
ask_staff (MiaoCall *call, MiaoRecord *staff, GError **error)
{
  MiaoDate checked = miao_record_get_date (staff, "crime_check_on");

  if (!miao_facts_ask_member (call, staff, error))
    return FALSE;
  miao_record_set_date (staff, "next_check_due",
                        checked != MIAO_DATE_NONE ? miao_date_add_months (checked, CHECK_MONTHS)
                                                  : MIAO_DATE_NONE);

  return TRUE;
}

static const MiaoField no_params[] = {
  P_END,
};

static gboolean
run_add_staff (MiaoCall *call, GError **error)
{
  MiaoRecord *staff = miao_call_get_record (call, "staff");

  return ask_staff (call, staff, error) && miao_call_judge (call, error) &&
         miao_call_insert (call, staff, error);
}

const MiaoUseCase miao_case_add_staff = {
  .name = "add-staff",
  .label = "Add staff member",
  .label_zh = "登记工作人员",
  .permission = MIAO_MAY_STAFF_EDIT,
  .params = no_params,
  .records = { { "staff", "staff", TRUE } },
  .run = run_add_staff,
};

static const MiaoField edit_staff_params[] = {
  P_REF ("id", "staff", "Staff member", "工作人员", P_MUST),
  P_END,
};

static gboolean
run_edit_staff (MiaoCall *call, GError **error)
{
  return miao_case_run_edit (call, "staff", ask_staff, error);
}

const MiaoUseCase miao_case_edit_staff = {
  .name = "edit-staff",
  .label = "Edit staff member",
  .label_zh = "修改工作人员信息",
  .permission = MIAO_MAY_STAFF_EDIT,
  .params = edit_staff_params,
  .records = { { "staff", "staff", TRUE } },
  .run = run_edit_staff,
};
