#include "config.h"

#include "miao-thresholds.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-params.h"
#include "miao-store-tables.h"

void
miao_thresholds_read (MiaoStore *store, MiaoDate on, MiaoRuleSettings *ret_settings)
{
  guint n;
  const MiaoRuleSetting *list = miao_rule_settings_list (&n);

  miao_rule_settings_init (ret_settings);
  for (guint i = 0; i < n; i++) {
    g_autofree char *value = miao_store_setting_get (store, list[i].key, on, NULL);

    /* A setting that the program would refuse today was stored by nobody; the default holds. */
    if (value != NULL)
      (void) miao_rule_settings_set (ret_settings, list[i].key, value, NULL);
  }
}

/* ---- the house's own ---- */

static const MiaoField set_params[] = {
  P_TEXT ("key", "Name of the threshold", "设置项", P_MUST),
  P_TEXT ("value", "Value", "取值", P_MUST),
  P_DATE ("valid_from", "In force from", "生效日期", P_MAY),
  P_END,
};

/* Stricter than the law or within the house's own choice; what held before a day goes on holding
 * for the days before it. */
static gboolean
run_set (MiaoCall *call, GError **error)
{
  const char *key = miao_call_get (call, "key"), *value = miao_call_get (call, "value");
  MiaoRuleSettings tried;

  miao_rule_settings_init (&tried);
  if (!miao_rule_settings_set (&tried, key, value, error))
    return FALSE;
  miao_call_result (call, "key", key);
  miao_call_result (call, "value", value);

  return miao_store_setting_set (call->store, key, value,
                                 miao_call_get_date (call, "valid_from", call->today),
                                 miao_session_get_account (call->session), call->now_ms, error);
}

const MiaoUseCase miao_case_set_threshold = {
  .name = "set-threshold",
  .label = "Set a threshold",
  .label_zh = "修改设置项",
  .permission = MIAO_MAY_SETTINGS_EDIT,
  .params = set_params,
  .run = run_set,
};
