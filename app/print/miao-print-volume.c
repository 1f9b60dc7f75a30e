#include "config.h"

#include "miao-print-volume.h"

#include "miao-print.h"

MiaoDocument *
miao_print_volume_cover (const MiaoDocumentInfo *info, const MiaoVolumePaper *paper)
{
  MiaoDocument *document = miao_document_new (info);
  g_autofree char *count = g_strdup_printf ("%u 件　%u 页", paper->n_lines, paper->n_pages);
  const MiaoSignature lines[] = {
    { "档　　号", paper->code },      { "时　　间", paper->period }, { "件、页数", count },
    { "保管期限", paper->retention }, { "库　　位", paper->shelf },
  };

  miao_document_add_space (document, 60);
  miao_document_add_display (document, paper->fonds, 20, FALSE);
  miao_document_add_space (document, 10);
  miao_document_add_display (document, paper->category, 16, FALSE);
  miao_document_add_space (document, 50);
  miao_document_add_display (document, paper->title, 26, TRUE);
  miao_document_add_space (document, 110);
  miao_document_add_cover_lines (document, lines, G_N_ELEMENTS (lines));

  return document;
}

/* Eight digits, as archives write dates (DA/T 22). */
static char *
dup_eight_digits (MiaoDate date)
{
  int year, month, day;

  if (date == MIAO_DATE_NONE)
    return g_strdup ("");
  miao_date_get_ymd (date, &year, &month, &day);

  return g_strdup_printf ("%04d%02d%02d", year, month, day);
}

MiaoDocument *
miao_print_volume_list (const MiaoDocumentInfo *info, const MiaoVolumePaper *paper)
{
  static const MiaoColumn columns[] = {
    { "件号", 1, MIAO_ALIGN_CENTER },     { "文号", 2.5, MIAO_ALIGN_CENTER },
    { "责任者", 2.7, MIAO_ALIGN_CENTER }, { "题名", 4.8, MIAO_ALIGN_LEFT },
    { "日期", 1.7, MIAO_ALIGN_CENTER },   { "页数", 1, MIAO_ALIGN_CENTER },
    { "备注", 1.4, MIAO_ALIGN_LEFT },
  };
  MiaoDocument *document = miao_document_new (info);

  miao_document_add_title (document, "卷内文件目录");
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < paper->n_lines; i++) {
    const MiaoVolumeLine *line = &paper->lines[i];
    g_autofree char *number = g_strdup_printf ("%04u", line->number);
    g_autofree char *date = dup_eight_digits (line->date);
    g_autofree char *pages = g_strdup_printf ("%u", line->pages);
    const char *cells[] = { number,
                            line->document_no != NULL ? line->document_no : "—",
                            line->responsible,
                            line->title,
                            date,
                            pages,
                            line->remark };

    miao_document_add_row (document, cells);
  }
  miao_document_end_table (document);

  return document;
}

MiaoDocument *
miao_print_volume_end (const MiaoDocumentInfo *info, const MiaoVolumePaper *paper)
{
  MiaoDocument *document = miao_document_new (info);
  g_autofree char *on = miao_print_dup_date (paper->arranged_on);
  g_autofree char *text =
      g_strdup_printf ("本卷共 %u 件、%u 页。%s", paper->n_lines, paper->n_pages,
                       paper->state != NULL ? paper->state : "");
  const MiaoSignature lines[] = { { "立卷人", paper->arranged_by },
                                  { "检查人", paper->checked_by } };

  miao_document_add_title (document, "卷内备考表");
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "案卷题名", paper->title, 0);
  miao_document_add_grid_cell (document, "档号", paper->code, 1);
  miao_document_add_grid_cell (document, "保管期限", paper->retention, 1);
  miao_document_end_grid (document);
  miao_document_add_heading (document, "卷内情况说明");
  miao_document_add_opinion (document, text, lines, G_N_ELEMENTS (lines),
                             on[0] != '\0' ? on : NULL);
  if (paper->seal != NULL) {
    miao_document_add_heading (document, "电子档案封存");
    miao_document_add_paragraph (document, paper->seal, FALSE);
  }

  return document;
}
