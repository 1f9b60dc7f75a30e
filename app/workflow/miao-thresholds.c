#include "config.h"

#include "miao-thresholds.h"

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
