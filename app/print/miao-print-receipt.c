#include "config.h"

#include "miao-print-receipt.h"

#include "miao-codes.h"
#include "miao-money.h"
#include "miao-print.h"

static char *
dup_state (const MiaoRecord *run)
{
  g_autofree char *on = NULL;

  if (miao_record_is (run, "status", "OPEN"))
    return g_strdup ("待审定，不得据此发放");
  if (!miao_record_is (run, "status", "PAID"))
    return g_strdup ("已审定");
  on = miao_print_dup_day (run, "paid_on");

  return g_strdup_printf (
      "%s已发放（%s）", on,
      miao_codes_name ("pay_method", miao_record_get (run, "method"), MIAO_LANGUAGE_ZH));
}

static void
add_head (MiaoDocument *document, const MiaoAllowanceReceipt *receipt)
{
  const MiaoRecord *run = receipt->run;
  g_autofree char *month = miao_print_dup_month (run, "month");
  g_autofree char *pay_due = miao_print_dup_day (run, "pay_due");
  g_autofree char *state = dup_state (run);

  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "发放单位", receipt->institution, 2);
  miao_document_add_grid_cell (document, "寄养家庭", receipt->family, 1);
  miao_document_add_grid_cell (document, "家庭编号", receipt->family_no, 1);
  miao_document_add_grid_cell (document, "主要照料人", receipt->carer, 1);
  miao_document_add_grid_cell (document, "所属月份", month, 1);
  miao_document_add_grid_cell (document, "发放日", pay_due, 1);
  miao_document_add_grid_cell (document, "状态", state, 1);
  miao_document_end_grid (document);
  miao_document_add_space (document, 6);
}

/* Returns: the whole, fen. */
static gint64
add_amounts (MiaoDocument *document, const MiaoAllowanceReceipt *receipt)
{
  static const MiaoColumn columns[] = {
    { "序号", 0.7, MIAO_ALIGN_CENTER },      { "儿童", 1.6, MIAO_ALIGN_LEFT },
    { "费用种类", 2.2, MIAO_ALIGN_LEFT },    { "计算（元）", 4.6, MIAO_ALIGN_LEFT },
    { "金额（元）", 1.6, MIAO_ALIGN_RIGHT },
  };
  g_autofree char *sum = NULL;
  gint64 total = 0;

  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < receipt->n_rows; i++) {
    const MiaoAllowanceReceiptRow *row = &receipt->rows[i];
    g_autofree char *number = g_strdup_printf ("%u", i + 1);
    g_autofree char *fen = miao_money_dup (row->fen);
    const char *cells[] = { number, row->child, row->what, row->how, fen, NULL };

    miao_document_add_row (document, cells);
    total += row->fen;
  }
  sum = miao_money_dup (total);
  {
    const char *cells[] = { "", "合计", "", "", sum, NULL };

    miao_document_add_row (document, cells);
  }
  miao_document_end_table (document);

  return total;
}

MiaoDocument *
miao_print_receipt (const MiaoDocumentInfo *info, const MiaoAllowanceReceipt *receipt)
{
  const MiaoSignature signatures[] = {
    { "领款人（签字）", NULL },
    { "领款日期", NULL },
    { "编制人", miao_record_get (receipt->run, "prepared_by") },
    { "审定人", miao_record_get (receipt->run, "finalised_by") },
    { "发放人（签字）", NULL },
    { "机构（盖章）", NULL },
  };
  MiaoDocument *document = miao_document_new (info);
  g_autofree char *figures = NULL, *capital = NULL, *both = NULL;
  gint64 total;

  miao_document_add_title (document, "寄养费领款单");
  add_head (document, receipt);
  total = add_amounts (document, receipt);
  figures = miao_money_dup (ABS (total));
  capital = miao_money_dup_capital (ABS (total));
  both = g_strdup_printf ("%s元（人民币%s）", figures, capital);
  miao_document_add_space (document, 6);
  miao_document_begin_together (document);
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, total < 0 ? "应退回" : "实领", both, 0);
  miao_document_end_grid (document);
  miao_document_add_note (
      document, "寄养费专款专用，用于儿童的养育和寄养家庭的照料劳务。月标准按日计发：入户当日、离开"
                "当日都计一天。请核对金额后签字。");
  miao_document_add_space (document, 12);
  miao_document_add_signatures (document, signatures, G_N_ELEMENTS (signatures), 2);
  miao_document_end_together (document);

  return document;
}
