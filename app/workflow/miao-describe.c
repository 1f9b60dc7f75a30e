#include "config.h"

#include "miao-use-case.h"

static const char *
type_name (MiaoType type)
{
  static const char *names[] = {
    [MIAO_TYPE_TEXT] = "text",       [MIAO_TYPE_LONG_TEXT] = "long-text",
    [MIAO_TYPE_DATE] = "date",       [MIAO_TYPE_MONTH] = "month",
    [MIAO_TYPE_INSTANT] = "instant", [MIAO_TYPE_INTEGER] = "integer",
    [MIAO_TYPE_BOOLEAN] = "boolean", [MIAO_TYPE_CODE] = "code",
    [MIAO_TYPE_CODES] = "codes",     [MIAO_TYPE_REF] = "ref",
    [MIAO_TYPE_REFS] = "refs",       [MIAO_TYPE_LIST] = "list",
  };

  return names[type];
}

static const char *
need_name (MiaoNeed need)
{
  static const char *names[] = {
    [MIAO_NEED_OPTIONAL] = "optional",
    [MIAO_NEED_CONDITIONAL] = "conditional",
    [MIAO_NEED_REQUIRED] = "required",
    [MIAO_NEED_ALWAYS] = "always",
  };

  return names[need];
}

static void
set_if (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

/* Where a field comes from, for whom only has this program: the instrument. What the program
 * arranged itself has none. */
static void
set_source (JsonObject *object, const char *source)
{
  static const struct {
    const char *source, *zh, *en;
  } instruments[] = {
    { "O54 9", "《家庭寄养管理办法》（民政部令第54号）第9条",
      "Measures for the Administration of Family Foster Care (MCA Order 54), Art. 9" },
    { "O54 12(1)", "《家庭寄养管理办法》（民政部令第54号）第12条第1项",
      "Measures for the Administration of Family Foster Care (MCA Order 54), Art. 12(1)" },
    { "MPL 62", "《中华人民共和国未成年人保护法》第62条",
      "Law on the Protection of Minors, Art. 62" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (instruments); i++) {
    if (g_strcmp0 (source, instruments[i].source) == 0)
      json_object_set_string_member (object, "source",
                                     miao_pick (instruments[i].zh, instruments[i].en));
  }
}

static JsonArray *describe_fields (const MiaoField *fields);

static JsonObject *
describe_field (const MiaoField *field)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", field->name);
  set_if (object, "label", field->label);
  set_if (object, "label_zh", field->label_zh);
  json_object_set_string_member (object, "type", type_name (field->type));
  json_object_set_string_member (object, "need", need_name (field->need));
  if (field->type == MIAO_TYPE_REF || field->type == MIAO_TYPE_REFS)
    set_if (object, "kind", field->table);
  else
    set_if (object, "codes", field->table);
  if (field->type == MIAO_TYPE_INTEGER && field->max > field->min) {
    json_object_set_int_member (object, "min", field->min);
    json_object_set_int_member (object, "max", field->max);
  }
  if (field->unit != NULL) {
    json_object_set_string_member (object, "unit", field->unit);
    json_object_set_int_member (object, "scale", field->scale);
  }
  if (field->sensitivity != MIAO_OPEN)
    json_object_set_string_member (
        object, "sensitivity", field->sensitivity == MIAO_RESTRICTED ? "restricted" : "sensitive");
  set_if (object, "standard", field->standard);
  set_source (object, field->source);
  if (field->items != NULL)
    json_object_set_array_member (object, "items", describe_fields (field->items));

  return object;
}

static JsonArray *
describe_fields (const MiaoField *fields)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; fields != NULL && fields[i].name != NULL; i++)
    json_array_add_object_element (array, describe_field (&fields[i]));

  return array;
}

JsonObject *
miao_kind_describe (const MiaoKind *kind)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", kind->name);
  set_if (object, "label", kind->label);
  set_if (object, "label_zh", kind->label_zh);
  set_if (object, "xml", kind->xml);
  set_source (object, kind->source);
  json_object_set_array_member (object, "fields", describe_fields (kind->fields));

  return object;
}

JsonObject *
miao_use_case_describe (const MiaoUseCase *use_case)
{
  JsonObject *object = json_object_new ();
  JsonArray *records = json_array_new ();

  json_object_set_string_member (object, "use_case", use_case->name);
  json_object_set_string_member (object, "label", use_case->label);
  json_object_set_string_member (object, "label_zh", use_case->label_zh);
  json_object_set_string_member (object, "permission", miao_permission_name (use_case->permission));
  json_object_set_array_member (object, "parameters", describe_fields (use_case->params));
  for (guint i = 0; i < MIAO_USE_CASE_MAX_RECORDS && use_case->records[i].name != NULL; i++) {
    JsonObject *record = json_object_new ();

    json_object_set_string_member (record, "name", use_case->records[i].name);
    json_object_set_string_member (record, "kind", use_case->records[i].kind);
    json_object_set_boolean_member (record, "required", use_case->records[i].required);
    json_array_add_object_element (records, record);
  }
  json_object_set_array_member (object, "records", records);

  return object;
}
