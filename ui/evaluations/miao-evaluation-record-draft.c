/* What is typed into an evaluation and not saved yet: the draft, and what stood there before. */
#include "config.h"

#include "miao-evaluation-record-private.h"

#include "miao-evaluation-sheet.h"
#include "miao-record-form.h"

const char *const miao_evaluation_fields[MIAO_EVALUATION_N_FIELDS + 1] = {
  "started_on", "visited_on", "finished_on", "opinion_text", "rectify_due", NULL
};

/* What stood where the person typed, when the typing began. */
JsonObject *
miao_evaluation_record_make_seen (MiaoEvaluationRecord *self)
{
  JsonObject *seen = json_object_new ();

  json_object_set_array_member (seen, "answers", miao_answer_sheet_dup_seen (self->answers));
  for (guint i = 0; miao_evaluation_fields[i] != NULL; i++)
    if (miao_field_row_is_dirty (
            miao_record_form_get_row (MIAO_RECORD_FORM (self->fields), miao_evaluation_fields[i])))
      json_object_set_string_member (seen, miao_evaluation_fields[i],
                                     self->seen[i] != NULL ? self->seen[i] : "");
  return seen;
}

static void
take_seen (MiaoEvaluationRecord *self, JsonObject *seen)
{
  miao_answer_sheet_set_seen (self->answers, json_object_get_array_member (seen, "answers"));
  for (guint i = 0; miao_evaluation_fields[i] != NULL; i++)
    if (json_object_has_member (seen, miao_evaluation_fields[i])) {
      g_free (self->seen[i]);
      self->seen[i] = g_strdup (json_object_get_string_member (seen, miao_evaluation_fields[i]));
    }
}

void
miao_evaluation_record_see_fields (MiaoEvaluationRecord *self)
{
  for (guint i = 0; miao_evaluation_fields[i] != NULL; i++) {
    g_free (self->seen[i]);
    self->seen[i] = g_strdup (miao_record_get (self->data->evaluation, miao_evaluation_fields[i]));
  }
}

char *
miao_evaluation_record_dup_draft (gpointer user_data)
{
  MiaoEvaluationRecord *self = user_data;
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *values = json_object_new ();

  json_object_set_object_member (object, "fields", values);
  if (!miao_evaluation_record_is_dirty (self))
    return NULL;
  json_object_set_array_member (object, "answers", miao_answer_sheet_dup_changes (self->answers));
  json_object_set_object_member (object, "seen", miao_evaluation_record_make_seen (self));
  for (guint i = 0; miao_evaluation_fields[i] != NULL; i++) {
    MiaoFieldRow *row =
        miao_record_form_get_row (MIAO_RECORD_FORM (self->fields), miao_evaluation_fields[i]);
    g_autofree char *text = NULL;

    if (!miao_field_row_is_dirty (row))
      continue;
    text = miao_record_form_dup (MIAO_RECORD_FORM (self->fields), miao_evaluation_fields[i]);
    json_object_set_string_member (values, miao_evaluation_fields[i], text != NULL ? text : "");
  }
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

gboolean
miao_evaluation_record_put_back (MiaoEvaluationRecord *self, const char *draft)
{
  g_autoptr (JsonNode) root = draft != NULL ? json_from_string (draft, NULL) : NULL;
  JsonObject *object;
  JsonObject *values;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  object = json_node_get_object (root);
  miao_answer_sheet_apply (self->answers, json_object_get_array_member (object, "answers"));
  if (json_object_has_member (object, "seen"))
    take_seen (self, json_object_get_object_member (object, "seen"));
  values = json_object_get_object_member (object, "fields");
  for (guint i = 0; miao_evaluation_fields[i] != NULL; i++)
    if (json_object_has_member (values, miao_evaluation_fields[i]))
      miao_record_form_type (MIAO_RECORD_FORM (self->fields), miao_evaluation_fields[i],
                             json_object_get_string_member (values, miao_evaluation_fields[i]));
  miao_evaluation_sheet_read (MIAO_EVALUATION_SHEET (self->sheet));
  return TRUE;
}
