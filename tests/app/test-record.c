#include "config.h"

#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-list-text.h"
#include "miao-record.h"

static const MiaoField members[] = {
  { .name = "item", .label = "Item", .label_zh = "物品", .type = MIAO_TYPE_LONG_TEXT },
  { .name = "count", .label = "Count", .label_zh = "数量", .type = MIAO_TYPE_INTEGER },
  { .name = "kept", .label = "Kept", .label_zh = "保管", .type = MIAO_TYPE_BOOLEAN },
  { NULL },
};

static const MiaoField fields[] = {
  { .name = "name", .label = "Name", .label_zh = "姓名", .need = MIAO_NEED_ALWAYS },
  { .name = "sex",
    .label = "Sex",
    .label_zh = "性别",
    .type = MIAO_TYPE_CODE,
    .table = "sex",
    .need = MIAO_NEED_REQUIRED },
  { .name = "on",
    .label = "Day",
    .label_zh = "日期",
    .type = MIAO_TYPE_DATE,
    .flags = MIAO_FIELD_EVENT },
  { .name = "weight",
    .label = "Weight",
    .label_zh = "体重",
    .type = MIAO_TYPE_INTEGER,
    .min = 0,
    .max = 200000,
    .unit = "千克",
    .scale = 3 },
  { .name = "found", .label = "Found", .label_zh = "拾得", .type = MIAO_TYPE_BOOLEAN },
  { .name = "sexes",
    .label = "Sexes",
    .label_zh = "多选",
    .type = MIAO_TYPE_CODES,
    .table = "sex" },
  { .name = "things",
    .label = "Things",
    .label_zh = "随身物品",
    .type = MIAO_TYPE_LIST,
    .items = members },
  { NULL },
};

static const MiaoKind kind = {
  .name = "thing",
  .label = "Thing",
  .label_zh = "事项",
  .fields = fields,
};

static void
test_values (void)
{
  g_autoptr (MiaoRecord) record = miao_record_new (&kind);
  g_autoptr (MiaoRecord) copy = NULL;
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) all = NULL;

  g_assert_true (miao_record_get_kind (record) == &kind);
  g_assert_cmpint (miao_record_get_version (record), ==, 0);
  g_assert_null (miao_record_get_id (record));
  g_assert_false (miao_record_has (record, "name"));
  g_assert_cmpint (miao_record_get_int (record, "weight", -1), ==, -1);

  miao_record_set (record, "name", "李明");
  miao_record_set_int (record, "weight", 11620);
  miao_record_set_bool (record, "found", FALSE);
  miao_record_set_date (record, "on", miao_date_from_ymd (2026, 3, 1));
  g_assert_cmpstr (miao_record_get (record, "on"), ==, "2026-03-01");
  g_assert_cmpint (miao_record_event_date (record), ==, miao_date_parse ("2026-03-01"));
  g_assert_cmpint (miao_record_get_int (record, "weight", -1), ==, 11620);
  g_assert_false (miao_record_get_bool (record, "found"));
  g_assert_true (miao_record_has (record, "found"));
  g_assert_true (miao_record_is (record, "name", "李明"));
  g_assert_true (miao_record_is (record, "sex", NULL));

  copy = miao_record_copy (record);
  miao_record_set (copy, "name", miao_record_get (copy, "name"));
  g_assert_cmpstr (miao_record_get (copy, "name"), ==, "李明");
  miao_record_set (copy, "name", "");
  miao_record_set_date (copy, "on", MIAO_DATE_NONE);
  g_assert_null (miao_record_get (copy, "name"));
  g_assert_cmpstr (miao_record_get (record, "name"), ==, "李明");
  changed = miao_record_changed (record, copy);
  g_assert_cmpuint (changed->len, ==, 2);
  g_assert_cmpuint (g_array_index (changed, guint, 0), ==, 0);
  g_assert_cmpuint (g_array_index (changed, guint, 1), ==, 2);
  all = miao_record_changed (NULL, record);
  g_assert_cmpuint (all->len, ==, 4);
}

static void
test_check (void)
{
  g_autoptr (MiaoRecord) record = miao_record_new (&kind);
  g_autoptr (GError) absent = NULL;
  g_autoptr (GError) required = NULL;
  g_autoptr (GError) wrong = NULL;
  const char *field = NULL;

  g_assert_false (miao_record_check (record, FALSE, &field, &absent));
  g_assert_error (absent, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_assert_cmpstr (absent->message, ==, "请填写“姓名”。");
  g_assert_cmpstr (field, ==, "name");
  miao_record_set (record, "name", "李明");
  g_assert_true (miao_record_check (record, FALSE, NULL, NULL));
  g_assert_false (miao_record_check (record, TRUE, &field, &required));
  g_assert_cmpstr (field, ==, "sex");
  miao_record_set (record, "sex", "5");
  g_assert_false (miao_record_check (record, FALSE, &field, &wrong));
  g_assert_error (wrong, MIAO_ERROR, MIAO_ERROR_INVALID);
  miao_record_set (record, "sex", "2");
  g_assert_true (miao_record_check (record, TRUE, NULL, NULL));
}

static void
test_list (void)
{
  g_autoptr (MiaoRecord) record = miao_record_new (&kind);
  g_autoptr (JsonArray) list = json_array_new ();
  g_autoptr (JsonArray) again = NULL;
  g_autoptr (JsonArray) none = miao_record_get_list (record, "things");
  JsonObject *row = json_object_new ();
  JsonObject *found;

  g_assert_cmpuint (json_array_get_length (none), ==, 0);
  json_object_set_boolean_member (row, "kept", TRUE);
  json_object_set_string_member (row, "count", "2");
  json_object_set_string_member (row, "item", "“长命锁”\\\"一\n件\"");
  json_object_set_string_member (row, "unknown", "x");
  json_array_add_object_element (list, row);
  miao_record_set_list (record, "things", list);
  g_assert_cmpstr (miao_record_get (record, "things"), ==,
                   "[{\"item\":\"“长命锁”\\\\\\\"一\\n件\\\"\",\"count\":2,\"kept\":true}]");
  g_assert_true (miao_field_check (miao_kind_field (&kind, "things"),
                                   miao_record_get (record, "things"), 0, NULL));
  again = miao_record_get_list (record, "things");
  g_assert_cmpuint (json_array_get_length (again), ==, 1);
  found = json_array_get_object_element (again, 0);
  g_assert_cmpint (json_object_get_int_member (found, "count"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (found, "item"), ==, "“长命锁”\\\"一\n件\"");
  miao_record_set_list (record, "things", none);
  g_assert_null (miao_record_get (record, "things"));
}

static void
test_json (void)
{
  static const char text[] =
      "{\"name\":\"王芳\",\"sex\":\"女\",\"weight\":\"11.62 千克\",\"found\":true,"
      "\"sexes\":[\"2\",\"1\"],\"things\":[{\"item\":\"锁\",\"count\":1}],\"on\":null,"
      "\"id\":\"x\",\"version\":9,\"kind\":\"thing\"}";
  g_autoptr (MiaoRecord) record = miao_record_new (&kind);
  g_autoptr (MiaoRecord) second = miao_record_new (&kind);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonNode) unknown = json_from_string ("{\"name\":\"x\",\"age\":1}", NULL);
  g_autoptr (JsonNode) unreadable = json_from_string ("{\"name\":\"x\",\"weight\":\"y\"}", NULL);
  g_autoptr (JsonNode) fraction = json_from_string ("{\"weight\":1.5}", NULL);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GError) error = NULL;

  miao_record_set (record, "on", "2026-03-01");
  g_assert_true (miao_record_merge_json (record, json_node_get_object (node), &error));
  g_assert_no_error (error);
  g_assert_null (miao_record_get (record, "on"));
  g_assert_null (miao_record_get_id (record));
  g_assert_cmpstr (miao_record_get (record, "sex"), ==, "2");
  g_assert_cmpstr (miao_record_get (record, "weight"), ==, "11620");
  g_assert_cmpstr (miao_record_get (record, "found"), ==, "1");
  g_assert_cmpstr (miao_record_get (record, "sexes"), ==, "1 2");

  object = miao_record_to_json (record);
  g_assert_cmpint (json_object_get_int_member (object, "weight"), ==, 11620);
  g_assert_true (json_object_get_boolean_member (object, "found"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "sexes")), ==, 2);
  g_assert_false (json_object_has_member (object, "on"));
  g_assert_true (miao_record_merge_json (second, object, &error));
  g_assert_no_error (error);
  changed = miao_record_changed (record, second);
  g_assert_cmpuint (changed->len, ==, 0);

  g_assert_false (miao_record_merge_json (record, json_node_get_object (unknown), NULL));
  g_assert_false (miao_record_merge_json (record, json_node_get_object (unreadable), NULL));
  g_assert_false (miao_record_merge_json (record, json_node_get_object (fraction), &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_assert_cmpstr (miao_record_get (record, "name"), ==, "王芳");
}

/* What json-glib makes of the same text, member by member; the texts that are no flat list are left
 * to it. */
static void
test_list_text (void)
{
  static const char *const flat[] = {
    NULL,
    "[]",
    "[{}]",
    "[{\"on\":\"2026-01-02\",\"n\":60,\"ok\":true,\"no\":false,\"nil\":null}]",
    "[ {\"text\" : \"甲\\n\\\"乙\\\"\\\\\\/\\t\"} , {\"n\":-5,\"text\":\"\"} ]",
    "[{\"text\":\"\\u4e00\\ud842\\udfb7\\u0041\"},{\"text\":\"𠮷\"}]",
  };
  static const char *const nested[] = {
    "[{\"a\":[1]}]", "[{\"a\":{}}]",          "[[]]", "[1]", "{}", "[{\"a\":1.5}]",
    "[{\"a\"",       "[{\"a\":\"\\ud842\"}]",
  };
  static const char *const names[] = { "on", "n", "ok", "no", "nil", "text", "tex", "texts" };

  for (gsize i = 0; i < G_N_ELEMENTS (flat); i++) {
    g_autoptr (JsonNode) node = flat[i] != NULL ? json_from_string (flat[i], NULL) : NULL;
    JsonArray *items = node != NULL ? json_node_get_array (node) : NULL;
    guint n = items != NULL ? json_array_get_length (items) : 0;
    g_auto (MiaoListText) list;

    miao_list_text_init (&list, flat[i]);
    for (guint item = 0; item < n; item++) {
      JsonObject *object = json_array_get_object_element (items, item);

      g_assert_true (miao_list_text_next (&list));
      for (gsize k = 0; k < G_N_ELEMENTS (names); k++) {
        JsonNode *value = json_object_get_member (object, names[k]);
        const char *text = miao_list_text_get (&list, names[k]);

        if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
          g_assert_null (text);
        else if (json_node_get_value_type (value) == G_TYPE_STRING)
          g_assert_cmpstr (text, ==, json_node_get_string (value));
        else
          g_assert_cmpint (g_ascii_strtoll (text, NULL, 10), ==,
                           json_node_get_value_type (value) == G_TYPE_BOOLEAN
                               ? json_node_get_boolean (value)
                               : json_node_get_int (value));
      }
    }
    g_assert_false (miao_list_text_next (&list));
    g_assert_false (miao_list_text_is_nested (&list));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (nested); i++) {
    g_auto (MiaoListText) list;

    miao_list_text_init (&list, nested[i]);
    g_assert_false (miao_list_text_next (&list));
    g_assert_true (miao_list_text_is_nested (&list));
    g_assert_false (miao_list_text_next (&list));
  }
}

/* A name that the kind does not have is a mistake in the program, and a test must fail of it. */
/* An error knows its field, and so do its copies and what puts words before it. */
static void
test_error_field (void)
{
  g_autoptr (MiaoRecord) record = miao_record_new (&kind);
  g_autoptr (JsonNode) node = json_from_string ("{\"name\":\"李明\",\"sex\":\"9x\"}", NULL);
  g_autoptr (GError) absent = NULL, unread = NULL, foreign = NULL, plain = NULL, copy = NULL;

  g_assert_false (miao_record_check (record, FALSE, NULL, &absent));
  g_assert_cmpstr (miao_error_get_field (absent), ==, "name");
  g_assert_cmpstr (miao_error_get_kind (absent), ==, kind.name);
  g_prefix_error (&absent, "未保存：");
  copy = g_error_copy (absent);
  g_assert_cmpstr (miao_error_get_field (copy), ==, "name");
  g_assert_cmpstr (miao_error_get_kind (copy), ==, kind.name);
  /* The outer one holds; the copy keeps what it had. */
  g_assert_false (miao_error_at (&absent, "members"));
  g_assert_cmpstr (miao_error_get_field (absent), ==, "members");
  g_assert_null (miao_error_get_kind (absent));
  g_assert_cmpstr (miao_error_get_field (copy), ==, "name");

  g_assert_false (miao_record_merge_json (record, json_node_get_object (node), &unread));
  g_assert_cmpstr (miao_error_get_field (unread), ==, "sex");

  plain = g_error_new_literal (MIAO_ERROR, MIAO_ERROR_BUSY, "忙");
  g_assert_null (miao_error_get_field (plain));
  foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "没有");
  g_assert_false (miao_error_at (&foreign, "name"));
  g_assert_null (miao_error_get_field (foreign));
  g_assert_null (miao_error_get_field (NULL));
  g_assert_false (miao_error_at (NULL, "name"));
}

static void
test_wrong_field (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (MiaoRecord) record = miao_record_new (&kind);

    g_assert_null (miao_record_get (record, "nmae"));
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*no field nmae*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/record/values", test_values);
  g_test_add_func ("/record/check", test_check);
  g_test_add_func ("/record/list", test_list);
  g_test_add_func ("/record/list-text", test_list_text);
  g_test_add_func ("/record/json", test_json);
  g_test_add_func ("/record/error-field", test_error_field);
  g_test_add_func ("/record/wrong-field", test_wrong_field);

  return g_test_run ();
}
