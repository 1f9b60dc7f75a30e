#include "config.h"

#include "miao-print-ending.h"

#define ADOPTED "T22"

static void
add_words (MiaoDocument *document, const MiaoEndingData *data, const MiaoPrintOptions *options)
{
  g_autofree char *ground = miao_print_dup_value (data->termination, "ground", options);
  g_autofree char *text = miao_print_dup_value (data->termination, "ground_text", options);
  g_autofree char *moved = miao_print_dup_value (data->termination, "moved_to", options);
  g_autofree char *decided = miao_print_dup_day (data->termination, "decided_on");
  g_autofree char *effective = miao_print_dup_day (data->agreement, "effective_on");
  const char *number =
      data->agreement != NULL ? miao_record_get (data->agreement, "agreement_no") : NULL;
  g_autofree char *to = g_strdup_printf ("%s（主要照料人：%s）：", data->family, data->caregiver);
  g_autofree char *first = g_strdup_printf ("我院与你家庭于%s生效的家庭寄养协议（编号：%"
                                            "s），寄养儿童%s。现因“%s”，根据《家庭寄养管理办法》"
                                            "和协议约定，决定解除家庭寄养关系，自%s起生效。",
                                            effective, number != NULL ? number : "　　　　",
                                            data->child, ground, decided);
  g_autofree char *second =
      g_strdup_printf ("事由说明：%s", text[0] != '\0' ? text : "　　　　　　　　　　　　　　　　");
  g_autofree char *third = g_strdup_printf (
      "儿童去向：%s。请配合办理物品交接、费用结算和终结评估。你家庭对解除有异议的，"
      "可以向我院或者主管民政部门反映。",
      moved[0] != '\0' ? moved : "　　　　");

  miao_document_add_paragraph (document, to, FALSE);
  miao_document_add_paragraph (document, first, TRUE);
  miao_document_add_paragraph (document, second, TRUE);
  miao_document_add_paragraph (document, third, TRUE);
  if (miao_record_is (data->termination, "ground", ADOPTED) &&
      miao_record_has (data->placement, "adopt_wish_on")) {
    g_autofree char *wished = miao_print_dup_day (data->placement, "adopt_wish_on");
    g_autofree char *fourth = g_strdup_printf (
        "你家庭于%s提出收养意愿，已登记优先收养；符合收养条件的，同等情况下优先。", wished);

    miao_document_add_paragraph (document, fourth, TRUE);
  }
  miao_document_add_paragraph (document, "感谢你家庭在寄养期间的付出。", TRUE);
}

static void
add_receipt (MiaoDocument *document, const MiaoEndingData *data, const MiaoPrintOptions *options)
{
  static const MiaoSignature signatures[] = { { "受送达人（签字）", NULL },
                                              { "送达人（签字）", NULL },
                                              { "见证人（签字）", NULL } };
  static const char *const fields[] = { "notice_no", "notice_served_on", "served_how", NULL };

  miao_document_add_title (document, "送达回证");
  miao_document_begin_grid (document, 1, NULL);
  miao_document_add_grid_cell (document, "送达文书", "解除寄养关系通知书", 0);
  miao_document_add_grid_cell (document, "受送达人", data->family, 0);
  miao_document_add_grid_cell (document, "寄养儿童", data->child, 0);
  for (guint i = 0; fields[i] != NULL; i++) {
    const MiaoField *field = miao_kind_field (miao_kind_find ("termination"), fields[i]);
    g_autofree char *value = miao_print_dup_value (data->termination, fields[i], options);

    miao_document_add_grid_cell (document, field->label_zh, value, 0);
  }
  miao_document_add_grid_cell (document, "拒收事由和日期", "", 0);
  miao_document_end_grid (document);
  miao_document_add_space (document, 24);
  miao_document_add_signatures (document, signatures, G_N_ELEMENTS (signatures), 1);
}

MiaoDocument *
miao_print_ending (const MiaoDocumentInfo *info,
                   const MiaoEndingData *data,
                   const MiaoPrintOptions *options)
{
  const MiaoSignature house[] = { { "机构（盖章）", data->institution }, { "负责人", NULL } };
  MiaoDocument *document = miao_document_new (info);
  const char *number = miao_record_get (data->termination, "notice_no");
  g_autofree char *line = g_strdup_printf ("编号：%s", number != NULL ? number : "　　　　");

  miao_document_add_title (document, "解除寄养关系通知书");
  miao_document_add_paragraph (document, line, FALSE);
  add_words (document, data, options);
  miao_document_add_space (document, 24);
  miao_document_add_signatures (document, house, G_N_ELEMENTS (house), 1);
  miao_document_add_page_break (document);
  add_receipt (document, data, options);

  return document;
}
