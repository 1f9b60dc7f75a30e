#include "config.h"

#include "miao-print-application.h"

#include "miao-print-evaluation.h"

#define BLANK_ROWS 5 /* members of a household on the blank form */

static void
add_cells (MiaoDocument *document,
           const MiaoRecord *record,
           const char *kind,
           const char *const *fields,
           const MiaoPrintOptions *options)
{
  for (guint i = 0; fields[i] != NULL; i++) {
    const MiaoField *field = miao_kind_field (miao_kind_find (kind), fields[i]);
    g_autofree char *value =
        record != NULL ? miao_print_dup_value (record, field->name, options) : NULL;

    miao_document_add_grid_cell (document, field->label_zh, value,
                                 field->type == MIAO_TYPE_LONG_TEXT ? 0 : 1);
  }
}

static void
add_family (MiaoDocument *document,
            const MiaoApplicationData *data,
            const MiaoPrintOptions *options)
{
  static const char *const application[] = { "app_no", "applied_on", NULL };
  static const char *const family[] = { "family_no", "phone", "address", NULL };
  static const char *const wishes[] = { "wish_number", "wish_sex", "wish_age_from",
                                        "wish_age_to", "motive",   "accept_disability",
                                        "motive_text", NULL };

  miao_document_begin_grid (document, 2, NULL);
  add_cells (document, data->application, "application", application, options);
  add_cells (document, data->family, "family", family, options);
  miao_document_add_grid_cell (document, "", "", 0);
  add_cells (document, data->application, "application", wishes, options);
  miao_document_end_grid (document);
}

static void
add_members (MiaoDocument *document,
             const MiaoApplicationData *data,
             const MiaoPrintOptions *options)
{
  static const MiaoColumn columns[] = {
    { "姓名", 1.4, MIAO_ALIGN_CENTER },     { "性别", 0.8, MIAO_ALIGN_CENTER },
    { "出生日期", 2.2, MIAO_ALIGN_CENTER }, { "与户主关系", 1.4, MIAO_ALIGN_CENTER },
    { "文化程度", 1.8, MIAO_ALIGN_CENTER }, { "职业", 1.4, MIAO_ALIGN_CENTER },
    { "健康状况", 1.4, MIAO_ALIGN_CENTER }, { "同意寄养（签字）", 1.8, MIAO_ALIGN_CENTER },
  };
  static const char *const fields[] = { "name",      "sex",        "birth_date", "relation_to_head",
                                        "education", "occupation", "health",     "consent" };
  guint rows = data->application == NULL ? BLANK_ROWS : data->n_members;

  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < rows; i++) {
    g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
    const char *cells[G_N_ELEMENTS (columns)] = { NULL };

    for (gsize k = 0; i < data->n_members && k < G_N_ELEMENTS (fields); k++) {
      g_ptr_array_add (values, miao_print_dup_value (data->members[i], fields[k], options));
      cells[k] = g_ptr_array_index (values, k);
    }
    miao_document_add_row (document, cells);
  }
  miao_document_end_table (document);
}

static JsonObject *
find_paper (JsonArray *papers, const char *item)
{
  for (guint i = 0; papers != NULL && i < json_array_get_length (papers); i++) {
    JsonObject *paper = json_array_get_object_element (papers, i);

    if (g_strcmp0 (json_object_get_string_member_with_default (paper, "item", ""), item) == 0)
      return paper;
  }

  return NULL;
}

static void
add_papers (MiaoDocument *document, const MiaoApplicationData *data)
{
  static const MiaoColumn columns[] = {
    { "条目", 1.4, MIAO_ALIGN_CENTER },
    { "申请材料", 5, MIAO_ALIGN_LEFT },
    { "是否齐全", 1.8, MIAO_ALIGN_CENTER },
    { "备注", 3, MIAO_ALIGN_LEFT },
  };
  g_autoptr (JsonArray) papers = NULL;

  if (data->application != NULL)
    papers = miao_record_get_list (data->application, "documents");
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint s = 0; s < data->form->n_sections; s++) {
    for (guint i = 0; i < data->form->sections[s].n_items; i++) {
      const MiaoFormItem *item = &data->form->sections[s].items[i];
      JsonObject *paper = item->added ? NULL : find_paper (papers, item->id);
      gboolean there =
          paper != NULL && json_object_get_boolean_member_with_default (paper, "ok", FALSE);
      g_autofree char *text =
          item->blocking ? g_strconcat (item->text_zh, "★", NULL) : g_strdup (item->text_zh);
      const char *cells[] = {
        item->id, text, data->application == NULL ? "□有　□无" : (there ? "有" : "无"),
        paper != NULL ? json_object_get_string_member_with_default (paper, "note", "") : ""
      };

      if (!item->added)
        miao_document_add_row (document, cells);
    }
  }
  miao_document_end_table (document);
  miao_document_add_note (document, "★ 为必须提交的材料，缺少的不予受理，书面告知补正。");
}

static guint
count_own (const MiaoForm *form)
{
  guint n = 0;

  for (guint s = 0; s < form->n_sections; s++)
    for (guint i = 0; i < form->sections[s].n_items; i++)
      n += form->sections[s].items[i].added;

  return n;
}

/* What the institution itself asks, in the order of the form. */
static void
add_own (MiaoDocument *document, const MiaoApplicationData *data)
{
  static const MiaoColumn columns[] = {
    { "条目", 1.4, MIAO_ALIGN_CENTER },
    { "内容（机构自定）", 4.2, MIAO_ALIGN_LEFT },
    { "结果", 2.8, MIAO_ALIGN_CENTER },
    { "备注", 2.8, MIAO_ALIGN_LEFT },
  };
  g_autoptr (JsonArray) answers =
      data->application != NULL ? miao_record_get_list (data->application, "answers") : NULL;

  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint s = 0; s < data->form->n_sections; s++) {
    for (guint i = 0; i < data->form->sections[s].n_items; i++) {
      const MiaoFormItem *item = &data->form->sections[s].items[i];
      JsonObject *row = item->added ? find_paper (answers, item->id) : NULL;
      const char *given =
          row != NULL ? json_object_get_string_member_with_default (row, "answer", "") : "";
      const char *note =
          row != NULL ? json_object_get_string_member_with_default (row, "note", "") : "";
      g_autofree char *result = data->application == NULL ? miao_print_dup_blank_answer (item)
                                : *given != '\0'
                                    ? miao_form_display_answer (item, given, MIAO_LANGUAGE_ZH)
                                    : g_strdup ("—");
      const char *cells[] = { item->id, item->text_zh, result,
                              data->application == NULL ? item->guide_zh : note };

      if (item->added)
        miao_document_add_row (document, cells);
    }
  }
  miao_document_end_table (document);
}

static void
add_opinions (MiaoDocument *document,
              const MiaoApplicationData *data,
              const MiaoPrintOptions *options)
{
  gboolean own = count_own (data->form) > 0;
  static const MiaoSignature family[] = { { "申请人", NULL }, { "共同生活成员", NULL } };
  static const MiaoSignature house[] = { { "受理人", NULL }, { "机构（盖章）", NULL } };
  g_autofree char *basis =
      g_strdup_printf ("依据：%s。表单版本 %d。", data->form->basis_zh, data->form->version);
  g_autofree char *edition =
      own ? g_strdup_printf (
                "标有“机构自定”的条目由本机构增加，不属于标准的附录，为第 %d 次修改后的内容。",
                data->form->edition)
          : NULL;
  g_autofree char *accepted = data->application != NULL
                                  ? miao_print_dup_value (data->application, "accepted_on", options)
                                  : g_strdup ("");

  miao_document_add_note (document, basis);
  if (edition != NULL)
    miao_document_add_note (document, edition);
  miao_document_begin_together (document);
  miao_document_add_heading (document, own ? "五、申请人承诺" : "四、申请人承诺");
  miao_document_add_opinion (document,
                             "家庭全体成员一致同意申请家庭寄养，所提交的材料真实，"
                             "接受机构的评估、培训、探访和监督。",
                             family, G_N_ELEMENTS (family), NULL);
  miao_document_end_together (document);
  miao_document_begin_together (document);
  miao_document_add_heading (document, own ? "六、机构受理意见" : "五、机构受理意见");
  miao_document_add_opinion (document, "", house, G_N_ELEMENTS (house),
                             accepted[0] != '\0' ? accepted : NULL);
  miao_document_end_together (document);
}

MiaoDocument *
miao_print_application (const MiaoDocumentInfo *info,
                        const MiaoApplicationData *data,
                        const MiaoPrintOptions *options)
{
  MiaoDocumentInfo own = *info;
  MiaoDocument *document;

  own.title = data->form->title_zh;
  document = miao_document_new (&own);
  miao_document_add_title (document, own.title);
  miao_document_add_heading (document, "一、申请家庭");
  add_family (document, data, options);
  miao_document_add_heading (document, "二、家庭成员");
  add_members (document, data, options);
  miao_document_add_heading (document, "三、申请材料");
  add_papers (document, data);
  if (count_own (data->form) > 0) {
    miao_document_add_heading (document, "四、机构自定条目");
    add_own (document, data);
  }
  add_opinions (document, data, options);

  return document;
}
