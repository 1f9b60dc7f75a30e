#include "config.h"

#include "miao-evaluation-computed.h"

#include "miao-facts.h"

static JsonObject *
find_row (JsonArray *rows, const char *item)
{
  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);

    if (g_strcmp0 (json_object_get_string_member_with_default (row, "item", NULL), item) == 0)
      return row;
  }

  return NULL;
}

static void
fill_row (JsonObject *row, const MiaoFinding *finding)
{
  g_autofree char *note = NULL;

  if (finding == NULL) {
    json_object_set_string_member (row, "answer", "none");
    return;
  }
  json_object_set_string_member (
      row, "answer", miao_finding_severity (finding) == MIAO_SEVERITY_PASS ? "pass" : "fail");
  note = miao_finding_dup_arithmetic (finding, MIAO_LANGUAGE_ZH);
  if (note != NULL && *note != '\0')
    json_object_set_string_member (row, "note", note);
}

/* Adds or renews the rows of the computed items. */
static void
compute (JsonArray *rows, const MiaoForm *form, const MiaoFindings *findings)
{
  for (guint s = 0; s < form->n_sections; s++) {
    for (guint i = 0; i < form->sections[s].n_items; i++) {
      const MiaoFormItem *item = &form->sections[s].items[i];
      JsonObject *row;

      if (item->type != MIAO_ITEM_COMPUTED)
        continue;
      row = find_row (rows, item->id);
      if (row == NULL) {
        row = json_object_new ();
        json_object_set_string_member (row, "item", item->id);
        json_array_add_object_element (rows, row);
      }
      fill_row (row, miao_findings_find (findings, item->rule));
    }
  }
}

void
miao_evaluation_keep_computed (MiaoRecord *evaluation,
                               const MiaoForm *form,
                               const MiaoFindings *findings)
{
  g_autoptr (JsonArray) answers = miao_record_get_list (evaluation, "answers");

  compute (answers, form, findings);
  miao_record_set_list (evaluation, "answers", answers);
}

/* Evaluations that were concluded before computed answers were kept have none. */
static JsonArray *
get_kept (MiaoRecord *evaluation, const MiaoForm *form)
{
  g_autoptr (JsonArray) answers = miao_record_get_list (evaluation, "answers");
  g_autoptr (JsonArray) kept = json_array_new ();

  for (guint s = 0; s < form->n_sections; s++) {
    for (guint i = 0; i < form->sections[s].n_items; i++) {
      const MiaoFormItem *item = &form->sections[s].items[i];
      JsonObject *row = item->type == MIAO_ITEM_COMPUTED ? find_row (answers, item->id) : NULL;

      if (row != NULL && json_object_has_member (row, "answer"))
        json_array_add_object_element (kept, json_object_ref (row));
    }
  }

  return json_array_get_length (kept) > 0 ? g_steal_pointer (&kept) : NULL;
}

JsonArray *
miao_evaluation_computed (MiaoSession *session,
                          MiaoRecord *evaluation,
                          const MiaoForm *form,
                          GError **error)
{
  g_autoptr (MiaoFindings) findings = NULL;
  JsonArray *rows = get_kept (evaluation, form);

  if (rows != NULL)
    return rows;
  findings = miao_facts_subject_findings (session, evaluation, error);
  if (findings == NULL)
    return NULL;
  rows = json_array_new ();
  compute (rows, form, findings);

  return rows;
}
