/* Doses that were given or put off, and the schedule that they follow. */
#include "config.h"

#include "miao-call.h"
#include "miao-case-edit.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-kinds.h"
#include "miao-params.h"
#include "miao-store-tables.h"
#include "miao-text-file.h"
#include "miao-vaccines.h"

static gboolean
refuse (const char *field, GError **error, const char *zh, const char *en)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID, miao_pick (zh, en));

  return miao_error_at (error, field);
}

/* A dose is given once. */
static gboolean
ask_once (MiaoCall *call, const MiaoRecord *dose, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("vaccination"));
  g_autoptr (GPtrArray) others = NULL;

  miao_query_where (query, "child", MIAO_OP_EQ, miao_record_get (dose, "child"));
  miao_query_where (query, "vaccine", MIAO_OP_EQ, miao_record_get (dose, "vaccine"));
  others = miao_store_select (call->store, query, error);
  for (guint i = 0; others != NULL && i < others->len; i++) {
    const MiaoRecord *other = others->pdata[i];
    g_autofree char *name = NULL;

    if (g_strcmp0 (miao_record_get_id (other), miao_record_get_id (dose)) == 0 ||
        miao_record_get_bool (other, "void") ||
        miao_record_get_int (other, "dose_no", 0) != miao_record_get_int (dose, "dose_no", 0))
      continue;
    name = miao_vaccine_dup_name (miao_record_get (dose, "vaccine"),
                                  (int) miao_record_get_int (dose, "dose_no", 0), miao_language ());
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                 miao_pick ("%s 已经登记过，请更正原来的登记。",
                            "%s is recorded already: correct that record."),
                 name);
    return FALSE;
  }

  return others != NULL;
}

static gboolean
ask_dose (MiaoCall *call, MiaoRecord *dose, GError **error)
{
  const MiaoDate given = miao_record_get_date (dose, "given_on");
  g_autoptr (MiaoRecord) child =
      miao_call_load (call, "child", miao_record_get (dose, "child"), error);

  if (child == NULL)
    return FALSE;
  if (miao_record_get_bool (dose, "void"))
    return miao_record_has (dose, "void_reason") ||
           refuse ("void_reason", error, "请写明作废原因。", "Say why the record is void.");
  if (given == MIAO_DATE_NONE && !miao_record_has (dose, "deferred"))
    return refuse ("given_on", error, "请填写接种日期；没有接种的，写明缓种或禁忌原因。",
                   "Give the day of the dose, or the reason why it is not given.");
  if (given != MIAO_DATE_NONE && miao_record_has (dose, "deferred"))
    return refuse ("deferred", error, "已经接种的，不要再填缓种或禁忌原因。",
                   "It was given: clear the reason for putting it off.");
  if (miao_record_has (dose, "deferred_until") && !miao_record_has (dose, "deferred"))
    return refuse ("deferred", error, "写明缓种到这一天的原因。",
                   "Say why it is put off until that day.");

  return miao_facts_not_future (call, "given_on", given, error) &&
         miao_facts_not_before_birth (child, "given_on", given, error) &&
         ask_once (call, dose, error);
}

static const MiaoField record_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_END,
};

static gboolean
run_record (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  MiaoRecord *dose = miao_call_get_record (call, "vaccination");

  if (child == NULL)
    return FALSE;
  miao_record_set (dose, "child", miao_record_get_id (child));

  return ask_dose (call, dose, error) && miao_call_judge (call, error) &&
         miao_call_insert (call, dose, error);
}

const MiaoUseCase miao_case_record_vaccination = {
  .name = "record-vaccination",
  .label = "Record vaccination",
  .label_zh = "登记接种",
  .permission = MIAO_MAY_MEASUREMENT_ADD,
  .params = record_params,
  .records = { { "vaccination", "vaccination", TRUE } },
  .run = run_record,
};

static const MiaoField edit_params[] = {
  P_REF ("id", "vaccination", "Vaccination", "预防接种", P_MUST),
  P_END,
};

static gboolean
run_edit (MiaoCall *call, GError **error)
{
  return miao_case_run_edit (call, "vaccination", ask_dose, error);
}

const MiaoUseCase miao_case_edit_vaccination = {
  .name = "edit-vaccination",
  .label = "Correct vaccination",
  .label_zh = "更正接种登记",
  .permission = MIAO_MAY_MEASUREMENT_ADD,
  .params = edit_params,
  .records = { { "vaccination", "vaccination", TRUE } },
  .run = run_edit,
};

/* ---- the schedule ---- */

static const MiaoField import_params[] = {
  P_TEXT ("path", "Schedule of vaccinations", "免疫程序文件", P_MUST),
  P_END,
};

/* The file takes the place of the schedule before, as a whole. */
static gboolean
run_import (MiaoCall *call, GError **error)
{
  g_autofree char *text = miao_text_file_read (miao_call_get (call, "path"), error);
  g_autoptr (MiaoVaccineSchedule) schedule = NULL;
  g_autofree char *count = NULL;

  if (text == NULL)
    return FALSE;
  schedule = miao_vaccine_schedule_parse (text, error);
  if (schedule == NULL)
    return FALSE;
  if (miao_vaccine_schedule_count (schedule) == 0)
    return refuse (NULL, error, "文件里没有一剂疫苗，没有导入。",
                   "The file holds no dose; nothing was imported.");
  count = g_strdup_printf ("%u", miao_vaccine_schedule_count (schedule));
  miao_call_result (call, "doses", count);

  return miao_store_setting_set (call->store, MIAO_SETTING_VACCINES, text, MIAO_DATE_NONE,
                                 miao_session_get_account (call->session), call->now_ms, error);
}

const MiaoUseCase miao_case_import_vaccine_schedule = {
  .name = "import-vaccine-schedule",
  .label = "Import vaccination schedule",
  .label_zh = "导入免疫程序",
  .permission = MIAO_MAY_INSTITUTION_EDIT,
  .params = import_params,
  .run = run_import,
};
