#include "config.h"

#include "miao-value.h"

#include "miao-error.h"

#include <string.h>

static const MiaoField *
find_item (const MiaoField *list, const char *name)
{
  for (const MiaoField *item = list->items; item != NULL && item->name != NULL; item++) {
    if (strcmp (item->name, name) == 0)
      return item;
  }

  return NULL;
}

static JsonNode *
words_to_json (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    json_array_add_string_element (array, words[i]);
  json_node_take_array (node, array);

  return node;
}

JsonNode *
miao_value_to_json (const MiaoField *field, const char *text)
{
  JsonNode *node = NULL;

  if (text == NULL)
    return json_node_new (JSON_NODE_NULL);
  switch (field->type) {
  case MIAO_TYPE_INTEGER:
  case MIAO_TYPE_INSTANT:
    return json_node_init_int (json_node_alloc (), g_ascii_strtoll (text, NULL, 10));
  case MIAO_TYPE_BOOLEAN:
    return json_node_init_boolean (json_node_alloc (), strcmp (text, "1") == 0);
  case MIAO_TYPE_CODES:
  case MIAO_TYPE_REFS:
    return words_to_json (text);
  case MIAO_TYPE_LIST:
    node = json_from_string (text, NULL);
    if (node != NULL)
      return node;
    break;
  case MIAO_TYPE_TEXT:
  case MIAO_TYPE_LONG_TEXT:
  case MIAO_TYPE_DATE:
  case MIAO_TYPE_MONTH:
  case MIAO_TYPE_CODE:
  case MIAO_TYPE_REF:
  default:
    break;
  }

  return json_node_init_string (json_node_alloc (), text);
}

/* Written here and not by a library, because digests cover this text: its escapes must never
 * change with a version. Only what JSON demands is escaped. */
static void
append_string (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_printf (text, "\\%c", *p);
    else if (*p == '\n')
      g_string_append (text, "\\n");
    else if ((guchar) *p < 0x20)
      g_string_append_printf (text, "\\u%04x", (guint) (guchar) *p);
    else
      g_string_append_c (text, *p);
  }
  g_string_append_c (text, '"');
}

static void
append_words (GString *text, const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, " ", -1);

  g_string_append_c (text, '[');
  for (guint i = 0; words[i] != NULL; i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    append_string (text, words[i]);
  }
  g_string_append_c (text, ']');
}

static void
append_value (GString *text, const MiaoField *field, const char *value)
{
  if (field->type == MIAO_TYPE_INTEGER || field->type == MIAO_TYPE_INSTANT)
    g_string_append (text, value);
  else if (field->type == MIAO_TYPE_BOOLEAN)
    g_string_append (text, strcmp (value, "1") == 0 ? "true" : "false");
  else if (field->type == MIAO_TYPE_CODES || field->type == MIAO_TYPE_REFS)
    append_words (text, value);
  else
    append_string (text, value);
}

static gboolean
refuse (const MiaoField *field, GError **error)
{
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("“%s”的值类型不对。", "The value of “%s” is of the wrong type."),
               miao_field_label (field));

  return FALSE;
}

static gboolean
object_to_text (const MiaoField *list,
                JsonObject *object,
                MiaoDate on,
                gboolean typed,
                GString *text,
                GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);
  const char *separator = "";

  for (GList *link = members; typed && link != NULL; link = link->next) {
    if (find_item (list, link->data) != NULL)
      continue;
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("“%s”没有名为“%s”的字段。", "“%s” has no field named “%s”."),
                 miao_field_label (list), (const char *) link->data);
    return FALSE;
  }
  g_string_append_c (text, '{');
  for (const MiaoField *item = list->items; item != NULL && item->name != NULL; item++) {
    g_autofree char *value = NULL;

    if (!json_object_has_member (object, item->name))
      continue;
    if (!miao_value_from_json (item, json_object_get_member (object, item->name), on, typed, &value,
                               error))
      return FALSE;
    if (value == NULL)
      continue;
    g_string_append (text, separator);
    append_string (text, item->name);
    g_string_append_c (text, ':');
    append_value (text, item, value);
    separator = ",";
  }
  g_string_append_c (text, '}');

  return TRUE;
}

gboolean
miao_value_list_text (const MiaoField *field,
                      JsonArray *array,
                      MiaoDate on,
                      gboolean typed,
                      char **ret_text,
                      GError **error)
{
  g_autoptr (GString) text = g_string_new ("[");
  guint n = json_array_get_length (array);

  for (guint i = 0; i < n; i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_OBJECT (element))
      return refuse (field, error);
    if (i > 0)
      g_string_append_c (text, ',');
    if (!object_to_text (field, json_node_get_object (element), on, typed, text, error))
      return FALSE;
  }
  g_string_append_c (text, ']');
  *ret_text = n > 0 ? g_strdup (text->str) : NULL;

  return TRUE;
}

/* Words in canonical order: codes sorted and each once, references as they come. */
static gboolean
words_from_json (const MiaoField *field,
                 JsonArray *array,
                 MiaoDate on,
                 gboolean typed,
                 char **ret_text,
                 GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
      return refuse (field, error);
    if (i > 0)
      g_string_append_c (text, ' ');
    g_string_append (text, json_node_get_string (element));
  }

  /* The parser sorts and checks; canonical words pass through it unchanged. */
  return miao_field_parse (field, text->str, on, ret_text, error);
}

static gboolean
number_from_json (const MiaoField *field, JsonNode *node, char **ret_text, GError **error)
{
  gint64 number;

  if (field->type != MIAO_TYPE_INTEGER && field->type != MIAO_TYPE_INSTANT &&
      field->type != MIAO_TYPE_BOOLEAN)
    return refuse (field, error);
  number = json_node_get_int (node);
  if (field->type == MIAO_TYPE_BOOLEAN && number != 0 && number != 1)
    return refuse (field, error);
  *ret_text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return TRUE;
}

gboolean
miao_value_from_json (const MiaoField *field,
                      JsonNode *node,
                      MiaoDate on,
                      gboolean typed,
                      char **ret_text,
                      GError **error)
{
  g_autofree char *text = NULL;
  gboolean ok;

  if (JSON_NODE_HOLDS_NULL (node)) {
    *ret_text = NULL;
    return TRUE;
  }
  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    if (field->type == MIAO_TYPE_LIST)
      ok = miao_value_list_text (field, array, on, typed, &text, error);
    else if (field->type == MIAO_TYPE_CODES || field->type == MIAO_TYPE_REFS)
      ok = words_from_json (field, array, on, typed, &text, error);
    else
      ok = refuse (field, error);
  } else if (!JSON_NODE_HOLDS_VALUE (node)) {
    ok = refuse (field, error);
  } else if (json_node_get_value_type (node) == G_TYPE_STRING) {
    if (typed || field->type == MIAO_TYPE_LIST) {
      ok = miao_field_parse (field, json_node_get_string (node), on, &text, error);
    } else {
      text = g_strdup (json_node_get_string (node));
      ok = TRUE;
    }
    if (ok && text != NULL && *text == '\0')
      g_clear_pointer (&text, g_free);
  } else if (json_node_get_value_type (node) == G_TYPE_INT64) {
    ok = number_from_json (field, node, &text, error);
  } else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
             field->type == MIAO_TYPE_BOOLEAN) {
    text = g_strdup (json_node_get_boolean (node) ? "1" : "0");
    ok = TRUE;
  } else {
    ok = refuse (field, error);
  }
  /* The list was checked member by member while it was written. */
  if (!ok || (field->type != MIAO_TYPE_LIST && !miao_field_check (field, text, on, error)))
    return FALSE;
  *ret_text = g_steal_pointer (&text);

  return TRUE;
}

MiaoDate
miao_value_to_date (const MiaoField *field, const char *text)
{
  g_autofree char *first = NULL;
  g_autoptr (GDateTime) instant = NULL;

  if (text == NULL)
    return MIAO_DATE_NONE;
  if (field->type == MIAO_TYPE_MONTH) {
    first = g_strconcat (text, "-01", NULL);
    return miao_date_parse (first);
  }
  if (field->type != MIAO_TYPE_INSTANT)
    return miao_date_parse (text);
  instant = g_date_time_new_from_unix_local (g_ascii_strtoll (text, NULL, 10) / 1000);
  if (instant == NULL)
    return MIAO_DATE_NONE;

  return miao_date_from_ymd (g_date_time_get_year (instant), g_date_time_get_month (instant),
                             g_date_time_get_day_of_month (instant));
}
