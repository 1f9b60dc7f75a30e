#include "config.h"

#include "miao-print-evaluation.h"

#include "miao-codes.h"
#include "miao-print-needs.h"

#include <string.h>

#define MARK_YES "□是　□否"

static const char *const how_fields[] = {
  "eval_no",    "mode",        "provider_type", "provider_name", "contract_no",
  "started_on", "finished_on", "total_score",   "grade",         NULL,
};

static char *
dup_title (const MiaoEvaluationData *data)
{
  const char *title = data->form->title_zh;

  if (data->evaluation == NULL || !g_str_has_suffix (title, "评估表"))
    return g_strdup (title);

  return g_strdup_printf ("%.*s报告", (int) (strlen (title) - strlen ("表")), title);
}

char *
miao_print_dup_blank_answer (const MiaoFormItem *item)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = 0;

  switch (item->type) {
  case MIAO_ITEM_YES_NO:
    return g_strdup (MARK_YES);
  case MIAO_ITEM_YES_NO_EXCEPTION:
    return g_strdup (MARK_YES "　□例外");
  case MIAO_ITEM_DATE:
    return g_strdup ("　　年　月　日");
  case MIAO_ITEM_SCORE:
    for (guint i = 0; i <= item->max; i++)
      g_string_append_printf (out, "%s□%u", i > 0 ? " " : "", i);
    break;
  case MIAO_ITEM_CODE: {
    const MiaoCode *codes = item->table != NULL ? miao_codes_get (item->table, &n) : NULL;

    for (guint i = 0; item->choices != NULL && item->choices[i] != NULL; i++)
      g_string_append_printf (out, "%s□%s", i > 0 ? "　" : "", item->choices[i]);
    for (guint i = 0; i < n; i++)
      g_string_append_printf (out, "%s□%s", i > 0 ? "　" : "", codes[i].name_zh);
    break;
  }
  case MIAO_ITEM_NUMBER:
    if (item->unit != NULL)
      g_string_append_printf (out, "　　　%s", item->unit);
    break;
  case MIAO_ITEM_COMPUTED:
    return g_strdup ("按登记核算");
  case MIAO_ITEM_TEXT:
  default:
    break;
  }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static JsonObject *
find_answer (JsonArray *answers, const char *item)
{
  for (guint i = 0; answers != NULL && i < json_array_get_length (answers); i++) {
    JsonObject *answer = json_array_get_object_element (answers, i);

    if (g_strcmp0 (json_object_get_string_member_with_default (answer, "item", ""), item) == 0)
      return answer;
  }

  return NULL;
}

static const MiaoPrintComputed *
find_computed (const MiaoEvaluationData *data, const char *item)
{
  for (guint i = 0; i < data->n_computed; i++)
    if (g_str_equal (data->computed[i].item, item))
      return &data->computed[i];

  return NULL;
}

static void
add_item (MiaoDocument *document,
          const MiaoEvaluationData *data,
          const MiaoFormItem *item,
          JsonArray *answers)
{
  JsonObject *answer = find_answer (answers, item->id);
  const MiaoPrintComputed *computed = find_computed (data, item->id);
  const char *given =
      answer != NULL ? json_object_get_string_member_with_default (answer, "answer", "") : "";
  const char *note =
      answer != NULL ? json_object_get_string_member_with_default (answer, "note", "") : "";
  const char *mark = item->blocking ? "★" : item->added ? "（机构自定）" : NULL;
  g_autofree char *text = mark != NULL ? g_strconcat (item->text_zh, mark, NULL) : NULL;
  g_autofree char *result = NULL;
  gboolean blank = data->evaluation == NULL;

  if (note[0] == '\0' && computed != NULL && computed->note != NULL)
    note = computed->note;
  if (blank)
    result = miao_print_dup_blank_answer (item);
  else if (computed != NULL)
    result = g_strdup (computed->result);
  else if (given[0] != '\0')
    result = miao_form_display_answer (item, given, MIAO_LANGUAGE_ZH);
  else
    result = g_strdup ("—");

  {
    const char *cells[] = { item->id, text != NULL ? text : item->text_zh, result,
                            note[0] != '\0' || !blank ? note : item->guide_zh };

    miao_document_add_row (document, cells);
  }
}

static void
add_items (MiaoDocument *document, const MiaoEvaluationData *data)
{
  static const MiaoColumn columns[] = {
    { "条目", 1.5, MIAO_ALIGN_CENTER },
    { "评估内容", 4.6, MIAO_ALIGN_LEFT },
    { "结果", 3, MIAO_ALIGN_CENTER },
    { "说明", 3.4, MIAO_ALIGN_LEFT },
  };
  const MiaoForm *form = data->form;
  g_autoptr (JsonArray) answers = NULL;
  gboolean blocking = FALSE;

  if (data->evaluation != NULL)
    answers = miao_record_get_list (data->evaluation, "answers");
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint s = 0; s < form->n_sections; s++) {
    const MiaoFormSection *section = &form->sections[s];

    miao_document_add_section_row (document, section->title_zh);
    for (guint i = 0; i < section->n_items; i++) {
      blocking = blocking || section->items[i].blocking;
      add_item (document, data, &section->items[i], answers);
    }
  }
  miao_document_end_table (document);
  if (blocking)
    miao_document_add_note (document, "★ 为必须符合的条目，不符合的不得作出肯定结论。");
  if (form->basis_zh != NULL) {
    g_autofree char *basis =
        g_strdup_printf ("依据：%s。表单版本 %d。", form->basis_zh, form->version);

    miao_document_add_note (document, basis);
  }
  if (form->edition > 0) {
    g_autofree char *added = g_strdup_printf (
        "标有“机构自定”的条目由本机构增加，不属于标准的附录，为第 %d 次修改后的内容。",
        form->edition);

    miao_document_add_note (document, added);
  }
}

static void
add_facts (MiaoDocument *document, const MiaoEvaluationData *data, const MiaoPrintOptions *options)
{
  miao_document_begin_grid (document, 2, NULL);
  for (guint i = 0; i < data->n_facts; i++)
    miao_document_add_grid_cell (document, data->facts[i].label, data->facts[i].value, 1);
  for (guint i = 0; how_fields[i] != NULL; i++) {
    const MiaoField *field = miao_kind_field (miao_kind_find ("evaluation"), how_fields[i]);
    g_autofree char *value = NULL;

    if (data->evaluation != NULL)
      value = miao_print_dup_value (data->evaluation, field->name, options);
    /* On the filled form only what was filled; on the blank one all but the results. */
    if (data->evaluation != NULL ? value[0] == '\0' : (field->flags & MIAO_FIELD_DERIVED) != 0)
      continue;
    miao_document_add_grid_cell (document, field->label_zh, value, 1);
  }
  miao_document_end_grid (document);
}

/* Staff bring the day since which they work in child welfare; the years are those of the day of the
 * evaluation. Who is of the staff belongs to the institution. */
static char *
dup_member_cell (const MiaoEvaluationData *data,
                 const MiaoRecord *member,
                 const char *field,
                 const MiaoPrintOptions *options)
{
  MiaoDate since = miao_record_get_date (member, "cw_years_start");
  MiaoDate on = miao_record_get_date (data->evaluation, "finished_on");

  if (g_str_equal (field, "cw_years") && !miao_record_has (member, field) &&
      since != MIAO_DATE_NONE && on != MIAO_DATE_NONE && since <= on)
    return g_strdup_printf ("%d 年", miao_date_age (since, on));
  if (g_str_equal (field, "org") && !miao_record_has (member, field) &&
      miao_record_has (member, "person"))
    return g_strdup ("本机构");

  return miao_print_dup_value (member, field, options);
}

static void
add_team (MiaoDocument *document, const MiaoEvaluationData *data, const MiaoPrintOptions *options)
{
  static const MiaoColumn columns[] = {
    { "姓名", 1.5, MIAO_ALIGN_CENTER }, { "角色", 1, MIAO_ALIGN_CENTER },
    { "所在单位", 3, MIAO_ALIGN_LEFT }, { "从业年限", 1.3, MIAO_ALIGN_CENTER },
    { "表决", 1.1, MIAO_ALIGN_CENTER }, { "表决的结论", 1.6, MIAO_ALIGN_CENTER },
    { "不同意见", 2, MIAO_ALIGN_LEFT }, { "签字", 1.6, MIAO_ALIGN_CENTER },
  };
  static const char *const fields[] = { "name", "role",       "org",     "cw_years",
                                        "vote", "conclusion", "dissent", NULL };
  guint rows = data->n_members > 0 ? data->n_members : 3; /* a team has three at least */

  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < rows; i++) {
    const char *cells[G_N_ELEMENTS (columns)] = { NULL };
    g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

    for (guint k = 0; i < data->n_members && fields[k] != NULL; k++) {
      char *value = dup_member_cell (data, data->members[i], fields[k], options);

      g_ptr_array_add (values, value);
      cells[k] = value;
    }
    miao_document_add_row (document, cells);
  }
  miao_document_end_table (document);
}

static void
add_conclusion (MiaoDocument *document,
                const MiaoEvaluationData *data,
                const MiaoPrintOptions *options)
{
  const MiaoSignature team[] = { { "组长", NULL } };
  const MiaoSignature house[] = { { "审核人", NULL }, { "机构（盖章）", NULL } };
  g_autofree char *conclusion = g_strdup (""), *opinion = g_strdup (""), *text = NULL;
  g_autofree char *review = g_strdup (""), *finished = NULL, *reviewed = NULL;

  if (data->evaluation != NULL) {
    g_autofree char *result = miao_print_dup_value (data->evaluation, "review_result", options);
    g_autofree char *words = miao_print_dup_value (data->evaluation, "review_text", options);

    g_free (conclusion);
    g_free (opinion);
    g_free (review);
    conclusion = miao_print_dup_value (data->evaluation, "conclusion", options);
    opinion = miao_print_dup_value (data->evaluation, "opinion_text", options);
    review = g_strconcat (result, result[0] != '\0' && words[0] != '\0' ? "。" : "", words, NULL);
    finished = miao_print_dup_value (data->evaluation, "finished_on", options);
    reviewed = miao_print_dup_value (data->evaluation, "review_on", options);
  }
  text = g_strdup_printf ("结论：%s\n%s", conclusion, opinion);

  miao_document_begin_together (document);
  miao_document_add_heading (document, "三、评估小组意见");
  miao_document_add_opinion (document, text, team, G_N_ELEMENTS (team),
                             finished != NULL && finished[0] != '\0' ? finished : NULL);
  miao_document_end_together (document);
  miao_document_begin_together (document);
  miao_document_add_heading (document, "四、机构审核意见");
  miao_document_add_opinion (document, review, house, G_N_ELEMENTS (house),
                             reviewed != NULL && reviewed[0] != '\0' ? reviewed : NULL);
  miao_document_end_together (document);
}

MiaoDocument *
miao_print_evaluation (const MiaoDocumentInfo *info,
                       const MiaoEvaluationData *data,
                       const MiaoPrintOptions *options)
{
  MiaoDocumentInfo own = *info;
  g_autofree char *title = dup_title (data);
  MiaoDocument *document;

  if (own.title == NULL)
    own.title = title;
  document = miao_document_new (&own);
  miao_document_add_title (document, own.title);
  add_facts (document, data, options);
  miao_document_add_heading (document, "一、评估内容");
  add_items (document, data);
  miao_print_needs (document, data->needs, data->evaluation == NULL);
  miao_document_add_heading (document, "二、评估小组");
  add_team (document, data, options);
  add_conclusion (document, data, options);

  return document;
}
