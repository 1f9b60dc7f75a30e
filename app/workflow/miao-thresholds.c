/* What the institution sets in the place of the defaults, each from a day on. */
#include "config.h"

#include "miao-thresholds.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-params.h"
#include "miao-setting-rules.h"
#include "miao-standards.h"
#include "miao-store-tables.h"

static MiaoRecord *
make (const char *key, gint64 value, MiaoDate from, int year, const char *reason)
{
  MiaoRecord *row = miao_record_new (miao_kind_find ("house_value"));

  miao_record_set (row, "key", key);
  miao_record_set_int (row, "value", value);
  miao_record_set_date (row, "valid_from", from);
  if (year > 0)
    miao_record_set_int (row, "year", year);
  miao_record_set (row, "reason", reason);

  return row;
}

/* Thresholds were settings once; what was set then goes on holding until another value does. */
static void
add_old (GPtrArray *rows, const MiaoStoreSetting *old)
{
  const MiaoRuleSetting *setting;
  int value;

  if (miao_rule_setting_find (old->key) != NULL &&
      miao_rule_setting_parse (old->key, old->value, &setting, &value, NULL))
    g_ptr_array_add (rows, make (old->key, value, old->from, 0,
                                 miao_pick ("自旧版本", "from an older version")));
}

GPtrArray *
miao_thresholds_rows (MiaoStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (GPtrArray) old = miao_store_settings (store, error);
  g_autoptr (GPtrArray) rows = old != NULL ? miao_standards_read (store, error) : NULL;

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < old->len; i++)
    add_old (all, old->pdata[i]);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (all, miao_record_ref (rows->pdata[i]));

  return g_steal_pointer (&all);
}

gboolean
miao_thresholds_read (MiaoStore *store, MiaoDate on, MiaoRuleSettings *ret_settings, GError **error)
{
  g_autoptr (GPtrArray) rows = miao_thresholds_rows (store, error);

  miao_rule_settings_init (ret_settings);
  if (rows != NULL)
    miao_standards_settings (rows, on, ret_settings);

  return rows != NULL;
}

/* ---- thresholds ---- */

static const MiaoField set_params[] = {
  P_TEXT ("key", "Name of the threshold", "项目", P_MUST),
  P_TEXT ("value", "Value", "数值", P_MUST),
  P_DATE ("valid_from", "In force from", "生效日期", P_MAY),
  P_LONG ("reason", "Why", "理由或依据文件", P_MUST),
  P_END,
};

/* Whether what @rows say agrees on @from and on every later day on which another value begins; else
 * the first such day is told. */
static void
ask_together (MiaoCall *call, MiaoDate from, GPtrArray *rows)
{
  MiaoRuleSettings settings, bad;
  const MiaoRuleSetting *low, *high;
  MiaoDate first = MIAO_DATE_NONE;

  miao_rule_settings_init (&bad);
  for (guint i = 0; i <= rows->len; i++) {
    const MiaoDate on = i < rows->len ? miao_record_get_date (rows->pdata[i], "valid_from") : from;

    if (on < from || (first != MIAO_DATE_NONE && on >= first))
      continue;
    miao_rule_settings_init (&settings);
    miao_standards_settings (rows, on, &settings);
    if (!miao_rule_settings_contradict (&settings, &low, &high))
      continue;
    first = on;
    bad = settings;
  }
  miao_rules_settings_agree (&bad, first != MIAO_DATE_NONE ? first : from, call->findings);
}

/* Stricter than the law or within the house's own choice; what held before a day goes on holding
 * for the days before it. */
static gboolean
run_set (MiaoCall *call, GError **error)
{
  const MiaoDate from = miao_call_get_date (call, "valid_from", call->today);
  const MiaoRuleSetting *setting;
  MiaoSettingFacts facts = { .from = from, .today = call->today };
  MiaoRuleSettings then;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (MiaoRecord) row = NULL;

  if (!miao_rule_setting_parse (miao_call_get (call, "key"), miao_call_get (call, "value"),
                                &setting, &facts.value, error))
    return FALSE;
  rows = miao_thresholds_rows (call->store, error);
  if (rows == NULL)
    return FALSE;
  miao_rule_settings_init (&then);
  miao_standards_settings (rows, from, &then);
  facts.setting = setting;
  facts.held = G_STRUCT_MEMBER (int, &then, setting->offset);
  miao_rules_setting (&facts, call->findings);
  row = make (setting->key, facts.value, from, 0, miao_call_get (call, "reason"));
  g_ptr_array_add (rows, miao_record_ref (row));
  if (!miao_findings_block (call->findings))
    ask_together (call, from, rows);
  miao_call_result (call, "key", setting->key);
  miao_call_result (call, "value", miao_call_get (call, "value"));

  return miao_call_judge (call, error) && miao_call_insert (call, row, error);
}

const MiaoUseCase miao_case_set_threshold = {
  .name = "set-threshold",
  .label = "Set a threshold",
  .label_zh = "修改规定数值",
  .permission = MIAO_MAY_SETTINGS_EDIT,
  .params = set_params,
  .run = run_set,
};

/* ---- local figures ---- */

#define MOST_AREA 10000                              /* tenths: a thousand square metres */
#define MOST_INCOME G_GINT64_CONSTANT (100000000000) /* fen */

static const MiaoField local_params[] = {
  { .name = "living_area",
    .label = "Local living area per head",
    .label_zh = "人均住房面积",
    .type = MIAO_TYPE_INTEGER,
    .min = 1,
    .max = MOST_AREA,
    .unit = "平方米",
    .scale = 1,
    .need = P_IF },
  { .name = "mid_income",
    .label = "Local middle income per head and year",
    .label_zh = "人均年中等收入线",
    .type = MIAO_TYPE_INTEGER,
    .min = 1,
    .max = MOST_INCOME,
    .unit = "元",
    .scale = 2,
    .need = P_IF },
  P_INT ("year", "Year that the figures are of", "数据年度", 2000, 2199, P_MUST),
  P_DATE ("valid_from", "In force from", "生效日期", P_MAY),
  P_LONG ("reason", "Where they are from", "数据来源", P_MUST),
  P_END,
};

/* Of both or of one of them; each goes on holding until another value of its own does. */
static gboolean
run_set_local (MiaoCall *call, GError **error)
{
  const MiaoDate from = miao_call_get_date (call, "valid_from", call->today);
  const gint64 area = miao_record_get_int (call->params, "living_area", 0);
  const gint64 income = miao_record_get_int (call->params, "mid_income", 0);
  const int year = (int) miao_record_get_int (call->params, "year", 0);
  const char *reason = miao_call_get (call, "reason");

  if (area == 0 && income == 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("请填当地人均住房面积或当地人均中等收入线，至少一项。",
                                    "Give the local living area or the local middle income."));
    return FALSE;
  }
  miao_rules_local_figure (from, call->today, call->findings);

  if (!miao_call_judge (call, error))
    return FALSE;
  if (area > 0) {
    g_autoptr (MiaoRecord) row = make (MIAO_LOCAL_LIVING_AREA, area, from, year, reason);

    if (!miao_call_insert (call, row, error))
      return FALSE;
  }
  if (income > 0) {
    g_autoptr (MiaoRecord) row = make (MIAO_LOCAL_MID_INCOME, income, from, year, reason);

    if (!miao_call_insert (call, row, error))
      return FALSE;
  }

  return TRUE;
}

const MiaoUseCase miao_case_set_local_figures = {
  .name = "set-local-figures",
  .label = "Set the local figures",
  .label_zh = "登记当地标准",
  .permission = MIAO_MAY_SETTINGS_EDIT,
  .params = local_params,
  .run = run_set_local,
};

/* ---- withdraw what is planned ---- */

static const MiaoField withdraw_params[] = {
  P_REF ("id", "house_value", "Planned value", "计划的数值", P_MUST),
  P_LONG ("reason", "Why the value is withdrawn", "撤回数值的原因", P_MUST),
  P_END,
};

static void
drop (GPtrArray *rows, const char *id)
{
  for (guint i = rows->len; i-- > 0;)
    if (g_strcmp0 (miao_record_get_id (rows->pdata[i]), id) == 0)
      g_ptr_array_remove_index (rows, i);
}

static gboolean
run_withdraw (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) planned = miao_call_load_param (call, "id", error);
  g_autoptr (GPtrArray) rows = planned != NULL ? miao_thresholds_rows (call->store, error) : NULL;
  g_autoptr (MiaoRecord) row = NULL;
  MiaoDate from;

  if (rows == NULL)
    return FALSE;
  from = miao_record_get_date (planned, "valid_from");
  /* A withdrawal is not withdrawn: what it took back is planned anew. */
  miao_rules_setting_withdraw (miao_record_get_id (planned), from,
                               miao_record_has (planned, "withdraws") ||
                                   miao_standards_withdrawal (rows, planned) != NULL,
                               call->today, call->findings);
  drop (rows, miao_record_get_id (planned));
  if (!miao_findings_block (call->findings) &&
      miao_rule_setting_find (miao_record_get (planned, "key")) != NULL)
    ask_together (call, from, rows);
  if (!miao_call_judge (call, error))
    return FALSE;
  row = miao_record_new (miao_kind_find ("house_value"));
  miao_record_set (row, "key", miao_record_get (planned, "key"));
  miao_record_set (row, "value", miao_record_get (planned, "value"));
  miao_record_set (row, "valid_from", miao_record_get (planned, "valid_from"));
  miao_record_set (row, "year", miao_record_get (planned, "year"));
  miao_record_set (row, "withdraws", miao_record_get_id (planned));
  miao_record_set (row, "reason", miao_call_get (call, "reason"));

  return miao_call_insert (call, row, error);
}

const MiaoUseCase miao_case_withdraw_standard = {
  .name = "withdraw-standard",
  .label = "Withdraw a planned value",
  .label_zh = "撤回未生效的数值",
  .permission = MIAO_MAY_SETTINGS_EDIT,
  .params = withdraw_params,
  .run = run_withdraw,
};
