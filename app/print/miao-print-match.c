#include "config.h"

#include "miao-print-match.h"

static void
add_value (MiaoDocument *document,
           const char *label,
           const MiaoRecord *record,
           const char *field,
           guint span,
           const MiaoPrintOptions *options)
{
  g_autofree char *value = miao_print_dup_value (record, field, options);

  miao_document_add_grid_cell (document, label, value, span);
}

static void
add_pair (MiaoDocument *document, const MiaoMatchData *data, const MiaoPrintOptions *options)
{
  g_autofree char *age = miao_print_dup_age (miao_record_get_date (data->child, "birth_date"),
                                             miao_record_get_date (data->matching, "proposed_on"));

  miao_document_begin_grid (document, 2, NULL);
  add_value (document, "儿童", data->child, "name", 1, options);
  add_value (document, "院内编号", data->child, "child_no", 1, options);
  add_value (document, "性别", data->child, "sex", 1, options);
  miao_document_add_grid_cell (document, "提出时年龄", age, 1);
  add_value (document, "寄养家庭", data->family, "name", 1, options);
  add_value (document, "家庭编号", data->family, "family_no", 1, options);
  miao_document_add_grid_cell (document, "主要照料人", data->caregiver, 1);
  add_value (document, "寄养地", data->family, "home_division", 1, options);
  add_value (document, "提出人", data->matching, "proposer", 1, options);
  add_value (document, "提出日期", data->matching, "proposed_on", 1, options);
  add_value (document, "匹配理由", data->matching, "reasons_text", 0, options);
  add_value (document, "见面情况", data->matching, "meetings", 0, options);
  miao_document_end_grid (document);
}

static void
add_lines (MiaoDocument *document, const MiaoMatchData *data)
{
  static const MiaoColumn columns[] = { { "规则", 13, MIAO_ALIGN_CENTER },
                                        { "核对内容", 34, MIAO_ALIGN_LEFT },
                                        { "结论", 13, MIAO_ALIGN_CENTER },
                                        { "比较的数值和理由", 40, MIAO_ALIGN_LEFT } };
  g_autofree char *day = miao_print_dup_date (data->told_on);
  g_autofree char *when = g_strdup_printf ("核对日期：%s", day);

  miao_document_add_heading (document, "条件核对");
  if (data->n_lines == 0) {
    miao_document_add_paragraph (document, "这一匹配没有留下核对结果。", FALSE);
    return;
  }
  miao_document_add_paragraph (document, when, FALSE);
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < data->n_lines; i++) {
    const MiaoMatchLine *line = &data->lines[i];
    const char *cells[] = { line->rule, line->title, line->verdict, line->values };

    miao_document_add_row (document, cells);
  }
  miao_document_end_table (document);
  if (data->order != NULL) {
    g_autofree char *order = g_strdup_printf ("排列：%s。排列不作决定。", data->order);

    miao_document_add_paragraph (document, order, FALSE);
  }
}

static void
add_decision (MiaoDocument *document, const MiaoMatchData *data, const MiaoPrintOptions *options)
{
  miao_document_begin_together (document);
  miao_document_add_heading (document, "匹配会议");
  miao_document_begin_grid (document, 2, NULL);
  add_value (document, "参会人员", data->matching, "attendees", 0, options);
  add_value (document, "其他参会人员", data->matching, "attendee_names", 0, options);
  if (miao_record_has (data->matching, "decision"))
    add_value (document, "决定", data->matching, "decision", 1, options);
  else
    miao_document_add_grid_cell (document, "决定", "□同意匹配　□不同意匹配　□再议", 1);
  add_value (document, "决定日期", data->matching, "decided_on", 1, options);
  add_value (document, "决定人", data->matching, "decided_by", 0, options);
  add_value (document, "决定理由", data->matching, "decision_text", 0, options);
  miao_document_end_grid (document);
  miao_document_end_together (document);
}

MiaoDocument *
miao_print_match (const MiaoDocumentInfo *info,
                  const MiaoMatchData *data,
                  const MiaoPrintOptions *options)
{
  const MiaoSignature signatures[] = {
    { "提出人（签字）", NULL },   { "参会人员（签字）", NULL },
    { "参会人员（签字）", NULL }, { "参会人员（签字）", NULL },
    { "负责人（签字）", NULL },   { "机构（盖章）", data->institution }
  };
  MiaoDocument *document = miao_document_new (info);
  g_autofree char *number =
      data->placement_no != NULL ? g_strdup_printf ("寄养编号：%s", data->placement_no) : NULL;

  miao_document_add_title (document, "匹配意见表");
  if (number != NULL)
    miao_document_add_paragraph (document, number, FALSE);
  add_pair (document, data, options);
  add_lines (document, data);
  add_decision (document, data, options);
  miao_document_add_space (document, 18);
  miao_document_add_signatures (document, signatures, G_N_ELEMENTS (signatures), 2);

  return document;
}
