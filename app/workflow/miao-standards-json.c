/* What is in force on a day, and how it came to be, for the command line. */
#include "config.h"

#include "miao-facts.h"
#include "miao-rules.h"
#include "miao-standards.h"
#include "miao-thresholds.h"

static void
put_day (JsonObject *object, const char *name, MiaoDate day)
{
  char text[MIAO_DATE_BUFFER];

  if (day != MIAO_DATE_NONE)
    json_object_set_string_member (object, name, miao_date_format (day, text));
}

/* Since when, where the day alone does not say it. */
static void
put_since (JsonObject *object, const MiaoRecord *row)
{
  g_autofree char *zh = miao_standards_dup_since (row, MIAO_LANGUAGE_ZH);
  g_autofree char *en = miao_standards_dup_since (row, MIAO_LANGUAGE_EN);

  json_object_set_boolean_member (object, "from_older_version", TRUE);
  json_object_set_string_member (object, "since_zh", zh);
  json_object_set_string_member (object, "since_en", en);
}

/* All entries of one key, the oldest first. */
static void
put_entries (JsonObject *object, GPtrArray *rows, const char *key, MiaoDate today)
{
  JsonArray *entries = json_array_new ();

  for (guint i = 0; i < rows->len; i++) {
    MiaoRecord *row = rows->pdata[i];
    JsonObject *entry;

    if (!miao_record_is (row, "key", key))
      continue;
    entry = miao_record_to_json (row);
    if (miao_standards_is_old (row)) {
      put_since (entry, row);
    } else {
      json_object_set_string_member (entry, "by", miao_record_get_created_by (row));
      json_object_set_int_member (entry, "at_ms", miao_record_get_created_at (row));
    }
    json_object_set_boolean_member (entry, "withdrawn",
                                    miao_standards_withdrawal (rows, row) != NULL);
    json_object_set_boolean_member (entry, "planned", miao_standards_is_planned (rows, row, today));
    json_array_add_object_element (entries, entry);
  }
  json_object_set_array_member (object, "entries", entries);
}

static JsonObject *
threshold_to_json (const MiaoRuleSetting *setting,
                   const MiaoRuleSettings *settings,
                   GPtrArray *rows,
                   MiaoDate on)
{
  JsonObject *object = json_object_new ();
  const MiaoRecord *row = miao_standards_on (rows, setting->key, on);
  const int value = G_STRUCT_MEMBER (int, settings, setting->offset);
  g_autofree char *zh = miao_rule_setting_dup_basis (setting, MIAO_LANGUAGE_ZH);
  g_autofree char *en = miao_rule_setting_dup_basis (setting, MIAO_LANGUAGE_EN);

  json_object_set_string_member (object, "key", setting->key);
  json_object_set_string_member (object, "label_zh", setting->label_zh);
  json_object_set_string_member (object, "label_en", setting->label_en);
  json_object_set_int_member (object, "value", value);
  json_object_set_int_member (object, "default", setting->value);
  json_object_set_int_member (object, "min", setting->min);
  json_object_set_int_member (object, "max", setting->max);
  json_object_set_boolean_member (object, "own", value != setting->value);
  json_object_set_string_member (object, "rule", setting->rule);
  json_object_set_string_member (object, "basis_zh", zh);
  json_object_set_string_member (object, "basis_en", en);
  /* One that would be refused today does not hold. */
  if (row != NULL && miao_record_get_int (row, "value", 0) == value) {
    put_day (object, "since", miao_record_get_date (row, "valid_from"));
    if (miao_standards_is_old (row))
      put_since (object, row);
  }
  put_entries (object, rows, setting->key, on);

  return object;
}

static JsonObject *
figure_to_json (const MiaoLocalFigure *figure, const MiaoLocalValue *value)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "key", figure->key);
  json_object_set_string_member (object, "label_zh", figure->label_zh);
  json_object_set_string_member (object, "label_en", figure->label_en);
  json_object_set_string_member (object, "rule", figure->rule);
  if (value->value > 0) {
    g_autofree char *zh =
        miao_local_figure_dup_value (figure, value->value, value->year, MIAO_LANGUAGE_ZH);

    json_object_set_int_member (object, "value", value->value);
    json_object_set_string_member (object, "value_zh", zh);
  }
  if (value->year > 0)
    json_object_set_int_member (object, "year", value->year);
  put_day (object, "since", value->from);

  return object;
}

static JsonArray *
local_to_json (MiaoStore *store, GPtrArray *rows, MiaoDate on, gboolean entries, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) institution = miao_facts_institution (store, &problem);
  JsonArray *array;
  guint n;
  const MiaoLocalFigure *figures = miao_local_figures (&n);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  array = json_array_new ();
  for (guint i = 0; i < n; i++) {
    MiaoLocalValue value;
    JsonObject *object;

    miao_standards_local (rows, institution, &figures[i], on, &value);
    object = figure_to_json (&figures[i], &value);
    if (entries)
      put_entries (object, rows, figures[i].key, on);
    json_array_add_object_element (array, object);
  }

  return array;
}

JsonArray *
miao_standards_local_to_json (MiaoStore *store, MiaoDate on, GError **error)
{
  g_autoptr (GPtrArray) rows = miao_standards_read (store, error);

  return rows != NULL ? local_to_json (store, rows, on, FALSE, error) : NULL;
}

JsonObject *
miao_standards_to_json (MiaoStore *store, MiaoDate on, GError **error)
{
  g_autoptr (GPtrArray) rows = miao_thresholds_rows (store, error);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *thresholds = json_array_new (), *local;
  MiaoRuleSettings settings;
  guint n;
  const MiaoRuleSetting *list = miao_rule_settings_list (&n);

  json_object_set_array_member (object, "thresholds", thresholds);
  if (rows == NULL)
    return NULL;
  miao_rule_settings_init (&settings);
  miao_standards_settings (rows, on, &settings);
  for (guint i = 0; i < n; i++)
    json_array_add_object_element (thresholds, threshold_to_json (&list[i], &settings, rows, on));
  local = local_to_json (store, rows, on, TRUE, error);
  if (local == NULL)
    return NULL;
  json_object_set_array_member (object, "local_figures", local);
  put_day (object, "on", on);

  return g_steal_pointer (&object);
}
