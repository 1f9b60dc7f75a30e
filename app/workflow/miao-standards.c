#include "config.h"

#include "miao-standards.h"

#include "miao-facts.h"
#include "miao-kinds.h"

static const MiaoLocalFigure figures[] = {
  { MIAO_LOCAL_LIVING_AREA, "当地人均住房面积", "Local living area per head", "平方米", "m²", 1,
    "FAM-02", "local_avg_living_area" },
  { MIAO_LOCAL_MID_INCOME, "当地人均中等收入线（年）", "Local middle income per head and year",
    "元", "yuan", 2, "FAM-04", "local_mid_income_fen" },
};

const MiaoLocalFigure *
miao_local_figures (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (figures);

  return figures;
}

GPtrArray *
miao_standards_read (MiaoStore *store, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("house_value"));

  miao_query_order (query, "created_at", FALSE);

  return miao_store_select (store, query, error);
}

const MiaoRecord *
miao_standards_withdrawal (GPtrArray *rows, const MiaoRecord *row)
{
  /* What is only being tried has no id yet. */
  for (guint i = 0; miao_record_get_id (row) != NULL && i < rows->len; i++)
    if (miao_record_is (rows->pdata[i], "withdraws", miao_record_get_id (row)))
      return rows->pdata[i];

  return NULL;
}

static gboolean
counts (GPtrArray *rows, const MiaoRecord *row)
{
  return !miao_record_has (row, "withdraws") && miao_standards_withdrawal (rows, row) == NULL;
}

const MiaoRecord *
miao_standards_on (GPtrArray *rows, const char *key, MiaoDate on)
{
  const MiaoRecord *found = NULL;

  for (guint i = 0; i < rows->len; i++) {
    const MiaoRecord *row = rows->pdata[i];
    const MiaoDate from = miao_record_get_date (row, "valid_from");

    if (!miao_record_is (row, "key", key) || from > on || !counts (rows, row))
      continue;
    if (found == NULL || from >= miao_record_get_date (found, "valid_from"))
      found = row;
  }

  return found;
}

gboolean
miao_standards_is_planned (GPtrArray *rows, const MiaoRecord *row, MiaoDate today)
{
  const MiaoDate from = miao_record_get_date (row, "valid_from");

  return from > today && miao_standards_on (rows, miao_record_get (row, "key"), from) == row;
}

int
miao_standards_threshold (GPtrArray *rows, const char *key, MiaoDate on)
{
  const MiaoRecord *row = miao_standards_on (rows, key, on);
  MiaoRuleSettings settings;

  miao_rule_settings_init (&settings);
  if (row != NULL)
    (void) miao_rule_settings_set (&settings, key, miao_record_get (row, "value"), NULL);

  return miao_rule_settings_get (&settings, key);
}

void
miao_standards_settings (GPtrArray *rows, MiaoDate on, MiaoRuleSettings *ret_settings)
{
  guint n;
  const MiaoRuleSetting *list = miao_rule_settings_list (&n);

  for (guint i = 0; i < n && rows->len > 0; i++) {
    const MiaoRecord *row = miao_standards_on (rows, list[i].key, on);

    /* What the program would refuse today was stored before the law was stricter; the default
     * holds. */
    if (row != NULL)
      (void) miao_rule_settings_set (ret_settings, list[i].key, miao_record_get (row, "value"),
                                     NULL);
  }
}

void
miao_standards_local (GPtrArray *rows,
                      const MiaoRecord *institution,
                      const MiaoLocalFigure *figure,
                      MiaoDate on,
                      MiaoLocalValue *ret_value)
{
  const MiaoRecord *row = miao_standards_on (rows, figure->key, on);

  *ret_value = (MiaoLocalValue){ .from = MIAO_DATE_NONE };
  if (row != NULL) {
    ret_value->value = miao_record_get_int (row, "value", 0);
    ret_value->year = (int) miao_record_get_int (row, "year", 0);
    ret_value->from = miao_record_get_date (row, "valid_from");
  } else if (institution != NULL && miao_record_has (institution, figure->field)) {
    ret_value->value = miao_record_get_int (institution, figure->field, 0);
    ret_value->year = (int) miao_record_get_int (institution, "valid_year", 0);
  }
}

gboolean
miao_standards_put_local (MiaoStore *store, MiaoRecord *institution, MiaoDate on, GError **error)
{
  g_autoptr (GPtrArray) rows = miao_standards_read (store, error);
  MiaoLocalValue values[G_N_ELEMENTS (figures)];
  int year = 0;

  if (rows == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++) {
    miao_standards_local (rows, institution, &figures[i], on, &values[i]);
    year = MAX (year, values[i].year);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    if (values[i].value > 0)
      miao_record_set_int (institution, figures[i].field, values[i].value);
  if (year > 0)
    miao_record_set_int (institution, "valid_year", year);

  return TRUE;
}

/* ---- in words ---- */

gboolean
miao_standards_is_old (const MiaoRecord *row)
{
  return miao_record_get_id (row) == NULL;
}

char *
miao_standards_dup_since (const MiaoRecord *row, MiaoLanguage language)
{
  const gboolean zh = language == MIAO_LANGUAGE_ZH;
  const char *day = miao_record_get (row, "valid_from");

  if (!miao_standards_is_old (row))
    return g_strdup (day);
  if (day == NULL)
    return g_strdup (zh ? "自旧版本" : "from an older version");

  return g_strdup_printf (zh ? "自旧版本，%s 起" : "from an older version, since %s", day);
}

char *
miao_local_figure_dup_value (const MiaoLocalFigure *figure,
                             gint64 value,
                             int year,
                             MiaoLanguage language)
{
  const gboolean zh = language == MIAO_LANGUAGE_ZH;
  gint64 divisor = 1;
  g_autofree char *number = NULL;

  for (int i = 0; i < figure->scale; i++)
    divisor *= 10;
  number = value % divisor == 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, value / divisor)
                                : g_strdup_printf ("%" G_GINT64_FORMAT ".%0*d", value / divisor,
                                                   figure->scale, (int) (value % divisor));
  if (year > 0)
    return g_strdup_printf (zh ? "%s %s（%d 年数据）" : "%s %s (of %d)", number,
                            zh ? figure->unit_zh : figure->unit_en, year);

  return g_strdup_printf ("%s %s", number, zh ? figure->unit_zh : figure->unit_en);
}
