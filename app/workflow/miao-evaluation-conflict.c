#include "config.h"

#include "miao-evaluation-conflict.h"

#include "miao-conflict.h"

static const struct {
  const char *member, *zh, *en;
} parts[] = {
  { "answer", "结果", "answer" },
  { "note", "说明", "note" },
  { "evidence", "佐证材料", "papers" },
};

typedef struct {
  MiaoCall *call;
  const MiaoRecord *evaluation;
  const MiaoForm *form;
  JsonArray *stored;
  JsonObject *seen; /* NULL: not told */
} Check;

/* "" and null are nothing; ids of papers are joined by blanks. */
static char *
dup_member (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;
  g_autoptr (GString) text = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    const char *value = json_node_get_string (node);

    return value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  }
  text = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            json_array_get_string_element (json_node_get_array (node), i));

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static JsonObject *
find_row (JsonArray *rows, const char *item)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);

    if (g_strcmp0 (json_object_get_string_member_with_default (row, "item", NULL), item) == 0)
      return row;
  }

  return NULL;
}

static char *
dup_words (const MiaoFormItem *item, const char *member, const char *text)
{
  if (text == NULL)
    return g_strdup (miao_pick ("（空）", "(empty)"));
  if (g_str_equal (member, "answer"))
    return miao_form_display_answer (item, text, miao_language ());
  if (g_str_equal (member, "evidence")) {
    g_auto (GStrv) ids = g_strsplit (text, " ", -1);

    return g_strdup_printf (miao_pick ("%u 件", "%u papers"), g_strv_length (ids));
  }

  return g_strdup (text);
}

static void
compare_part (Check *check, const MiaoFormItem *item, JsonObject *given, guint p)
{
  const char *member = parts[p].member;
  JsonArray *seen_rows = check->seen != NULL && json_object_has_member (check->seen, "answers")
                             ? json_object_get_array_member (check->seen, "answers")
                             : NULL;
  g_autofree char *wanted = dup_member (given, member);
  g_autofree char *stored = dup_member (find_row (check->stored, item->id), member);
  g_autofree char *seen = dup_member (find_row (seen_rows, item->id), member);
  g_autofree char *before = NULL, *theirs = NULL, *mine = NULL, *field = NULL, *label = NULL;

  if (!json_object_has_member (given, member) || g_strcmp0 (stored, wanted) == 0 ||
      g_strcmp0 (stored, seen) == 0)
    return;
  before = check->seen != NULL ? dup_words (item, member, seen) : NULL;
  theirs = dup_words (item, member, stored);
  mine = dup_words (item, member, wanted);
  field = g_strdup_printf ("%s:%s", item->id, member);
  label = g_strdup_printf ("%s %s · %s", item->id, miao_pick (item->text_zh, item->text_en),
                           miao_pick (parts[p].zh, parts[p].en));
  miao_conflict_add (check->call, check->evaluation,
                     &(MiaoConflictField){
                         .field = field,
                         .label = label,
                         .before = before,
                         .theirs = theirs,
                         .mine = mine,
                         .words = g_str_equal (member, "note") || item->type == MIAO_ITEM_TEXT,
                     });
}

static void
compare_answers (Check *check, JsonArray *given)
{
  for (guint i = 0; i < json_array_get_length (given); i++) {
    JsonObject *row = json_array_get_object_element (given, i);
    const MiaoFormItem *item =
        miao_form_item (check->form, json_object_get_string_member_with_default (row, "item", ""));

    for (guint p = 0; item != NULL && p < G_N_ELEMENTS (parts); p++)
      compare_part (check, item, row, p);
  }
}

/* The days and the opinion of the team. */
static void
compare_field (Check *check, const char *name)
{
  const MiaoField *field = miao_kind_field (miao_record_get_kind (check->evaluation), name);
  const char *wanted = miao_call_get (check->call, name);
  const char *stored = miao_record_get (check->evaluation, name);
  g_autofree char *seen = dup_member (check->seen, name);
  g_autofree char *before = NULL, *theirs = NULL, *mine = NULL;

  if (wanted == NULL || g_strcmp0 (stored, wanted) == 0 || g_strcmp0 (stored, seen) == 0)
    return;
  before = check->seen != NULL ? miao_field_display (field, seen, miao_language ()) : NULL;
  theirs = miao_field_display (field, stored, miao_language ());
  mine = miao_field_display (field, wanted, miao_language ());
  miao_conflict_add (check->call, check->evaluation,
                     &(MiaoConflictField){
                         .field = name,
                         .label = miao_field_label (field),
                         .before = before,
                         .theirs = theirs,
                         .mine = mine,
                         .words = field->type == MIAO_TYPE_LONG_TEXT,
                     });
}

gboolean
miao_evaluation_check_answers (MiaoCall *call,
                               const MiaoRecord *evaluation,
                               const MiaoForm *form,
                               JsonArray *given,
                               GError **error)
{
  static const char *const fields[] = { "started_on", "finished_on", "opinion_text",
                                        "rectify_due" };
  g_autoptr (JsonArray) stored = miao_record_get_list (evaluation, "answers");
  gint64 version = json_object_get_int_member_with_default (call->input, "version", 0);
  JsonNode *seen = json_object_get_member (call->input, "seen");
  Check check = { .call = call, .evaluation = evaluation, .form = form, .stored = stored };

  if (seen != NULL && JSON_NODE_HOLDS_OBJECT (seen))
    check.seen = json_node_get_object (seen);
  else if (version == 0 || version == miao_record_get_version (evaluation))
    return TRUE;
  compare_answers (&check, given);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    compare_field (&check, fields[i]);

  return call->conflict == NULL || miao_conflict_refuse (call, evaluation, error);
}
