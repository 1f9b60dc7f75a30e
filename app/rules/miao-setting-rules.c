#include "config.h"

#include "miao-setting-rules.h"

#include "miao-rules-private.h"

#define MOST_AHEAD 366     /* days: a later year is a slip of the pen */
#define FIRST_FIGURES 2000 /* no placement that is kept here was judged before */

static void
ask_day (const char *key, MiaoDate from, MiaoDate first, MiaoDate today, MiaoFindings *findings)
{
  const MiaoDate last = today + MOST_AHEAD;

  miao_rules_answer (findings, "SET-02", first <= from && from <= last, key, "from", DAY (from),
                     "today", DAY (today), "first", DAY (first), "last", DAY (last), NULL);
}

void
miao_rules_setting (const MiaoSettingFacts *facts, MiaoFindings *findings)
{
  const MiaoRuleSetting *setting = facts->setting;
  const gboolean within = setting->min <= facts->value && facts->value <= setting->max;
  g_autofree char *value_zh = miao_rule_setting_dup_value (setting, facts->value, MIAO_LANGUAGE_ZH);
  g_autofree char *value_en = miao_rule_setting_dup_value (setting, facts->value, MIAO_LANGUAGE_EN);
  g_autofree char *bounds_zh = miao_rule_setting_dup_bounds (setting, MIAO_LANGUAGE_ZH);
  g_autofree char *bounds_en = miao_rule_setting_dup_bounds (setting, MIAO_LANGUAGE_EN);
  g_autofree char *why_zh = miao_rule_setting_dup_basis (setting, MIAO_LANGUAGE_ZH);
  g_autofree char *why_en = miao_rule_setting_dup_basis (setting, MIAO_LANGUAGE_EN);

  miao_rules_answer (findings, "SET-01", within, setting->key, "label_zh", setting->label_zh,
                     "label_en", setting->label_en, "value_zh", value_zh, "value_en", value_en,
                     "bounds_zh", bounds_zh, "bounds_en", bounds_en, "why_zh", why_zh, "why_en",
                     why_en, "rule", setting->rule, NULL);
  ask_day (setting->key, facts->from, facts->today, facts->today, findings);
  if (within)
    miao_rules_answer (findings, "SET-05", facts->value != facts->held, setting->key, "label_zh",
                       setting->label_zh, "label_en", setting->label_en, "value_zh", value_zh,
                       "value_en", value_en, "from", DAY (facts->from), NULL);
}

gboolean
miao_rules_settings_agree (const MiaoRuleSettings *settings, MiaoDate on, MiaoFindings *findings)
{
  const MiaoRuleSetting *low, *high;
  const gboolean bad = miao_rule_settings_contradict (settings, &low, &high);

  miao_rules_answer (findings, "SET-03", !bad, high->key, "on", DAY (on), "low_zh", low->label_zh,
                     "low_en", low->label_en, "low_value",
                     NUMBER (miao_rule_settings_get (settings, low->key)), "high_zh",
                     high->label_zh, "high_en", high->label_en, "high_value",
                     NUMBER (miao_rule_settings_get (settings, high->key)), NULL);

  return !bad;
}

void
miao_rules_local_figure (MiaoDate from, MiaoDate today, MiaoFindings *findings)
{
  ask_day ("local", from, miao_date_from_ymd (FIRST_FIGURES, 1, 1), today, findings);
}

void
miao_rules_setting_withdraw (
    const char *record, MiaoDate from, gboolean withdrawn, MiaoDate today, MiaoFindings *findings)
{
  miao_rules_answer (findings, "SET-04", from > today && !withdrawn, record, "from", DAY (from),
                     "today", DAY (today), "withdrawn_zh", withdrawn ? "是" : "否", "withdrawn_en",
                     withdrawn ? "yes" : "no", NULL);
}
