#include "config.h"

#include "miao-print-allowance.h"

#include "miao-money.h"
#include "miao-print.h"

static void
add_head (MiaoDocument *document, const MiaoAllowanceSheet *sheet)
{
  const MiaoRecord *run = sheet->run;
  g_autofree char *month = miao_print_dup_month (run, "month");
  g_autofree char *pay_due = miao_print_dup_day (run, "pay_due");
  g_autofree char *counts =
      g_strdup_printf ("%d户、%d名儿童", (int) miao_record_get_int (run, "n_families", 0),
                       (int) miao_record_get_int (run, "n_children", 0));
  g_autofree char *revision =
      g_strdup_printf ("第%d次编制", (int) miao_record_get_int (run, "revision", 1));
  gboolean open = miao_record_is (run, "status", "OPEN");

  miao_document_add_title (document, "寄养费签领表");
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "发放单位", sheet->institution, 2);
  miao_document_add_grid_cell (document, "所属月份", month, 1);
  miao_document_add_grid_cell (document, "发放日", pay_due, 1);
  miao_document_add_grid_cell (document, "范围", counts, 1);
  miao_document_add_grid_cell (document, "状态", open ? "待审定，不得据此发放" : revision, 1);
  miao_document_end_grid (document);
  miao_document_add_space (document, 6);
}

static void
add_families (MiaoDocument *document, const MiaoAllowanceSheet *sheet)
{
  static const MiaoColumn columns[] = {
    { "序号", 0.7, MIAO_ALIGN_CENTER },        { "寄养家庭", 2.6, MIAO_ALIGN_LEFT },
    { "儿童和计算", 4.8, MIAO_ALIGN_LEFT },    { "应发（元）", 1.5, MIAO_ALIGN_RIGHT },
    { "补扣等（元）", 1.5, MIAO_ALIGN_RIGHT }, { "实发（元）", 1.5, MIAO_ALIGN_RIGHT },
    { "签领", 1.5, MIAO_ALIGN_LEFT },
  };
  gint64 regular = 0, other = 0;
  g_autofree char *regular_text = NULL, *other_text = NULL, *total_text = NULL;

  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < sheet->n_rows; i++) {
    const MiaoAllowanceSheetRow *row = &sheet->rows[i];
    gint64 total = row->regular_fen + row->other_fen;
    g_autofree char *number = g_strdup_printf ("%u", i + 1);
    g_autofree char *family = g_strdup_printf ("%s\n%s", row->family, row->carer);
    g_autofree char *due = miao_money_dup (row->regular_fen);
    g_autofree char *changed = miao_money_dup (row->other_fen);
    g_autofree char *paid = miao_money_dup (total);
    const char *cells[] = { number,
                            family,
                            row->what,
                            due,
                            row->other_fen != 0 ? changed : "—",
                            paid,
                            total < 0 ? "应退\n\n" : "\n\n",
                            NULL };

    miao_document_add_row (document, cells);
    regular += row->regular_fen;
    other += row->other_fen;
  }
  regular_text = miao_money_dup (regular);
  other_text = miao_money_dup (other);
  total_text = miao_money_dup (regular + other);
  {
    const char *cells[] = { "", "合计", "", regular_text, other_text, total_text, "", NULL };

    miao_document_add_row (document, cells);
  }
  miao_document_end_table (document);
}

static void
add_sums (MiaoDocument *document,
          const char *label,
          const MiaoAllowanceSheetSum *sums,
          guint n_sums)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_sums; i++) {
    g_autofree char *money = miao_money_dup (sums[i].fen);

    g_string_append_printf (text, "%s%s %s元", i > 0 ? "；" : "", sums[i].label, money);
  }
  miao_document_add_grid_cell (document, label, text->str, 0);
}

MiaoDocument *
miao_print_allowance (const MiaoDocumentInfo *info, const MiaoAllowanceSheet *sheet)
{
  const MiaoRecord *run = sheet->run;
  const MiaoSignature signatures[] = {
    { "编制人", miao_record_get (run, "prepared_by") },
    { "审定人", miao_record_get (run, "finalised_by") },
    { "发放人（签字）", NULL },
    { "机构（盖章）", NULL },
  };
  gint64 total = miao_record_get_int (run, "total_fen", 0);
  MiaoDocument *document = miao_document_new (info);
  g_autofree char *figures = miao_money_dup (total);
  g_autofree char *capital = miao_money_dup_capital (total);
  g_autofree char *both = g_strdup_printf ("%s元（人民币%s）", figures, capital);
  g_autofree char *prepared = miao_print_dup_day (run, "prepared_on");
  g_autofree char *approved = miao_print_dup_day (run, "finalised_on");

  add_head (document, sheet);
  add_families (document, sheet);
  miao_document_add_space (document, 6);
  miao_document_begin_together (document);
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "实发合计", both, 0);
  add_sums (document, "按种类", sheet->kinds, sheet->n_kinds);
  add_sums (document, "按资金来源", sheet->sources, sheet->n_sources);
  miao_document_add_grid_cell (document, "编制日期", prepared, 1);
  miao_document_add_grid_cell (document, "审定日期", approved, 1);
  miao_document_end_grid (document);
  miao_document_add_note (
      document, "寄养费专款专用。月标准按日计发：入户当日、离开当日都计一天；同一天从一家转到另一"
                "家的，这一天计给后一家。第几日止的金额按月标准×天数÷当月天数四舍五入到分，各段取"
                "其差额，各段之和等于整月。一次性费用在标准之外，经另一人批准。");
  miao_document_add_space (document, 12);
  miao_document_add_signatures (document, signatures, G_N_ELEMENTS (signatures), 2);
  miao_document_end_together (document);

  return document;
}
