#include "config.h"

#include "miao-print-week.h"

#include "miao-print.h"

#define WEEK_DAYS 7

static const char *const day_names[WEEK_DAYS] = { "星期一", "星期二", "星期三", "星期四",
                                                  "星期五", "星期六", "星期日" };

/* Rows due from @from to @to. Returns how many. */
static guint
add_rows (MiaoDocument *document,
          const char *head,
          const MiaoWeekRow *rows,
          guint n_rows,
          MiaoDate from,
          MiaoDate to)
{
  guint n = 0;

  for (guint i = 0; i < n_rows; i++) {
    const MiaoWeekRow *row = &rows[i];
    g_autofree char *who = NULL;

    if (row->due_on < from || row->due_on > to)
      continue;
    if (n++ == 0)
      miao_document_add_section_row (document, head);
    who = g_strdup_printf ("%s%s%s", row->who, row->detail[0] != '\0' ? "\n" : "", row->detail);
    {
      const char *cells[] = { "□", row->what, who, row->why, NULL };

      miao_document_add_row (document, cells);
    }
  }

  return n;
}

MiaoDocument *
miao_print_week (const MiaoDocumentInfo *info,
                 MiaoDate monday,
                 MiaoDate today,
                 const MiaoWeekRow *rows,
                 guint n_rows)
{
  static const MiaoColumn columns[] = {
    { "办结", 0.8, MIAO_ALIGN_CENTER }, { "事项", 3, MIAO_ALIGN_LEFT },
    { "对象", 3, MIAO_ALIGN_LEFT },     { "期限怎样算出", 4, MIAO_ALIGN_LEFT },
    { "备注", 1.6, MIAO_ALIGN_LEFT },
  };
  g_autofree char *from = miao_print_dup_date (monday);
  g_autofree char *to = miao_print_dup_date (monday + WEEK_DAYS - 1);
  g_autofree char *span = g_strdup_printf ("%s至%s", from, to);
  MiaoDate first = MIN (monday, today);
  MiaoDocument *document = miao_document_new (info);
  guint n;

  miao_document_add_title (document, "一周待办");
  miao_document_add_paragraph (document, span, FALSE);
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  n = add_rows (document, "逾期", rows, n_rows, G_MININT32, first - 1);
  for (int i = 0; i < WEEK_DAYS; i++) {
    g_autofree char *day = miao_print_dup_date (monday + i);
    g_autofree char *head = g_strdup_printf ("%s　%s", day_names[i], day);

    n += add_rows (document, head, rows, n_rows, MAX (monday + i, first), monday + i);
  }
  if (n == 0)
    miao_document_add_section_row (document, "本周没有待办事项");
  miao_document_end_table (document);

  return document;
}
