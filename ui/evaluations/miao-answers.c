#include "config.h"

#include "miao-answers.h"

typedef struct {
  char *item;
  char *now[MIAO_ANSWER_N_PARTS];
  char *stored[MIAO_ANSWER_N_PARTS];
  char *seen[MIAO_ANSWER_N_PARTS]; /* what stood there when the typing began */
} Row;

struct _MiaoAnswerSheet {
  GPtrArray *rows;     /* in the order in which they came */
  GHashTable *by_item; /* of Row, not owned */
};

static const char *const members[MIAO_ANSWER_N_PARTS] = { "answer", "note", "evidence" };

static void
row_free (gpointer pointer)
{
  Row *row = pointer;

  for (guint i = 0; i < MIAO_ANSWER_N_PARTS; i++) {
    g_free (row->now[i]);
    g_free (row->stored[i]);
    g_free (row->seen[i]);
  }
  g_free (row->item);
  g_free (row);
}

static Row *
ensure_row (MiaoAnswerSheet *sheet, const char *item)
{
  Row *row = g_hash_table_lookup (sheet->by_item, item);

  if (row != NULL)
    return row;
  row = g_new0 (Row, 1);
  row->item = g_strdup (item);
  g_ptr_array_add (sheet->rows, row);
  g_hash_table_insert (sheet->by_item, row->item, row);
  return row;
}

/* Text, or the ids of an array joined by blanks. */
static char *
dup_member (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  GString *text;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return json_node_dup_string (node);
  text = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            json_array_get_string_element (json_node_get_array (node), i));
  return g_string_free (text, text->len == 0);
}

MiaoAnswerSheet *
miao_answer_sheet_new (const MiaoRecord *evaluation)
{
  MiaoAnswerSheet *sheet = g_new0 (MiaoAnswerSheet, 1);
  g_autoptr (JsonArray) list = miao_record_get_list (evaluation, "answers");

  sheet->rows = g_ptr_array_new_with_free_func (row_free);
  sheet->by_item = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *object = json_array_get_object_element (list, i);
    Row *row = ensure_row (sheet, json_object_get_string_member_with_default (object, "item", ""));

    for (guint p = 0; p < MIAO_ANSWER_N_PARTS; p++) {
      g_free (row->now[p]);
      g_free (row->stored[p]);
      row->now[p] = dup_member (object, members[p]);
      row->stored[p] = g_strdup (row->now[p]);
    }
  }
  miao_answer_sheet_see (sheet);
  return sheet;
}

void
miao_answer_sheet_free (MiaoAnswerSheet *sheet)
{
  g_hash_table_unref (sheet->by_item);
  g_ptr_array_unref (sheet->rows);
  g_free (sheet);
}

const char *
miao_answer_sheet_get (MiaoAnswerSheet *sheet, const char *item, MiaoAnswerPart part)
{
  Row *row = g_hash_table_lookup (sheet->by_item, item);

  return row != NULL ? row->now[part] : NULL;
}

void
miao_answer_sheet_set (MiaoAnswerSheet *sheet,
                       const char *item,
                       MiaoAnswerPart part,
                       const char *text)
{
  Row *row = ensure_row (sheet, item);
  char *copy = text != NULL && *text != '\0' ? g_strdup (text) : NULL;

  g_free (row->now[part]);
  row->now[part] = copy;
}

static gboolean
row_is_dirty (const Row *row)
{
  for (guint p = 0; p < MIAO_ANSWER_N_PARTS; p++)
    if (g_strcmp0 (row->now[p], row->stored[p]) != 0)
      return TRUE;
  return FALSE;
}

gboolean
miao_answer_sheet_is_dirty (MiaoAnswerSheet *sheet)
{
  for (guint i = 0; i < sheet->rows->len; i++)
    if (row_is_dirty (sheet->rows->pdata[i]))
      return TRUE;
  return FALSE;
}

JsonArray *
miao_answer_sheet_dup_rows (MiaoAnswerSheet *sheet)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sheet->rows->len; i++) {
    Row *row = sheet->rows->pdata[i];
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "item", row->item);
    for (guint p = 0; p < MIAO_ANSWER_N_PARTS; p++)
      if (row->now[p] != NULL)
        json_object_set_string_member (object, members[p], row->now[p]);
    json_array_add_object_element (array, object);
  }
  return array;
}

JsonArray *
miao_answer_sheet_dup_changes (MiaoAnswerSheet *sheet)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sheet->rows->len; i++) {
    Row *row = sheet->rows->pdata[i];
    JsonObject *object;

    if (!row_is_dirty (row))
      continue;
    object = json_object_new ();
    json_object_set_string_member (object, "item", row->item);
    for (guint p = 0; p < MIAO_ANSWER_N_PARTS; p++) {
      if (g_strcmp0 (row->now[p], row->stored[p]) == 0)
        continue;
      if (row->now[p] != NULL)
        json_object_set_string_member (object, members[p], row->now[p]);
      else
        json_object_set_null_member (object, members[p]);
    }
    json_array_add_object_element (array, object);
  }
  return array;
}

void
miao_answer_sheet_apply (MiaoAnswerSheet *sheet, JsonArray *changes)
{
  for (guint i = 0; i < json_array_get_length (changes); i++) {
    JsonObject *object = json_array_get_object_element (changes, i);
    const char *item = json_object_get_string_member_with_default (object, "item", NULL);

    for (guint p = 0; item != NULL && p < MIAO_ANSWER_N_PARTS; p++)
      if (json_object_has_member (object, members[p])) {
        g_autofree char *text = dup_member (object, members[p]);

        miao_answer_sheet_set (sheet, item, (MiaoAnswerPart) p, text);
      }
  }
}

const char *
miao_answer_sheet_get_stored (MiaoAnswerSheet *sheet, const char *item, MiaoAnswerPart part)
{
  Row *row = g_hash_table_lookup (sheet->by_item, item);

  return row != NULL ? row->stored[part] : NULL;
}

void
miao_answer_sheet_see (MiaoAnswerSheet *sheet)
{
  for (guint i = 0; i < sheet->rows->len; i++) {
    Row *row = sheet->rows->pdata[i];

    for (guint p = 0; p < MIAO_ANSWER_N_PARTS; p++) {
      g_free (row->seen[p]);
      row->seen[p] = g_strdup (row->stored[p]);
    }
  }
}

JsonArray *
miao_answer_sheet_dup_seen (MiaoAnswerSheet *sheet)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sheet->rows->len; i++) {
    Row *row = sheet->rows->pdata[i];
    JsonObject *object;

    if (!row_is_dirty (row))
      continue;
    object = json_object_new ();
    json_object_set_string_member (object, "item", row->item);
    for (guint p = 0; p < MIAO_ANSWER_N_PARTS; p++)
      json_object_set_string_member (object, members[p], row->seen[p] != NULL ? row->seen[p] : "");
    json_array_add_object_element (array, object);
  }
  return array;
}

void
miao_answer_sheet_set_seen (MiaoAnswerSheet *sheet, JsonArray *seen)
{
  for (guint i = 0; i < json_array_get_length (seen); i++) {
    JsonObject *object = json_array_get_object_element (seen, i);
    const char *item = json_object_get_string_member_with_default (object, "item", NULL);
    Row *row = item != NULL ? g_hash_table_lookup (sheet->by_item, item) : NULL;

    for (guint p = 0; row != NULL && p < MIAO_ANSWER_N_PARTS; p++) {
      g_autofree char *text = dup_member (object, members[p]);

      g_free (row->seen[p]);
      row->seen[p] = text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
    }
  }
}

gboolean
miao_answer_part_parse (const char *name, MiaoAnswerPart *ret_part)
{
  for (guint p = 0; p < MIAO_ANSWER_N_PARTS; p++)
    if (g_str_equal (members[p], name)) {
      *ret_part = (MiaoAnswerPart) p;
      return TRUE;
    }
  return FALSE;
}
