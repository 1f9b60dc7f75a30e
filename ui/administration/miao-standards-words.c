/* Thresholds and local figures in words. */
#include "config.h"

#include "miao-standards-words.h"

#include "miao-rules.h"
#include "miao-standards.h"

static const MiaoLocalFigure *
find_figure (const char *key)
{
  guint n;
  const MiaoLocalFigure *figures = miao_local_figures (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (figures[i].key, key) == 0)
      return &figures[i];
  return NULL;
}

const char *
miao_standards_label (const char *key)
{
  const MiaoLocalFigure *figure = find_figure (key);
  const MiaoRuleSetting *setting = miao_rule_setting_find (key);

  if (figure != NULL)
    return miao_pick (figure->label_zh, figure->label_en);
  return setting != NULL ? miao_pick (setting->label_zh, setting->label_en) : NULL;
}

char *
miao_standards_dup_value (const MiaoRecord *row)
{
  const char *key = miao_record_get (row, "key");
  const MiaoLocalFigure *figure = find_figure (key);
  const MiaoRuleSetting *setting = miao_rule_setting_find (key);
  const gint64 value = miao_record_get_int (row, "value", 0);

  if (figure != NULL)
    return miao_local_figure_dup_value (figure, value, (int) miao_record_get_int (row, "year", 0),
                                        miao_language ());
  if (setting != NULL)
    return miao_rule_setting_dup_value (setting, (int) value, miao_language ());
  return g_strdup (miao_record_get (row, "value"));
}

char *
miao_standards_dup_source (const char *key)
{
  const MiaoLocalFigure *figure = find_figure (key);
  const MiaoRuleSetting *setting = miao_rule_setting_find (key);
  g_autofree char *basis = NULL;

  if (figure != NULL)
    basis = miao_rule_dup_citation (miao_rule_find (figure->rule), miao_language ());
  else if (setting != NULL)
    basis = miao_rule_setting_dup_basis (setting, miao_language ());
  else
    return g_strdup ("");
  return g_strdup_printf ("%s · %s", figure != NULL ? figure->rule : setting->rule, basis);
}
