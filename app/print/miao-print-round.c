#include "config.h"

#include "miao-print-round.h"

#include "miao-print.h"

/* Lines to write on, for each family. */
#define ROOM "\n\n\n"

static void
add_children (MiaoDocument *document, const MiaoRoundHome *home)
{
  static const MiaoColumn columns[] = {
    { "儿童", 1.6, MIAO_ALIGN_LEFT },     { "年龄", 1, MIAO_ALIGN_CENTER },
    { "上次探访", 2, MIAO_ALIGN_CENTER }, { "怎样算出", 4.8, MIAO_ALIGN_LEFT },
    { "见到", 1, MIAO_ALIGN_CENTER },     { "单独谈话", 1.6, MIAO_ALIGN_CENTER }
  };

  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < home->children->len; i++) {
    const MiaoRoundChild *child = &g_array_index (home->children, MiaoRoundChild, i);
    const char *texts[] = { child->name, child->age, child->seen, child->why, "□", "□" };

    miao_document_add_row (document, texts);
  }
  miao_document_end_table (document);
}

static void
add_problems (MiaoDocument *document, const MiaoRoundHome *home)
{
  static const MiaoColumn columns[] = { { "未办结的问题、需求", 4, MIAO_ALIGN_LEFT },
                                        { "措施", 3, MIAO_ALIGN_LEFT },
                                        { "期限", 2.2, MIAO_ALIGN_CENTER },
                                        { "查看结果", 3, MIAO_ALIGN_LEFT } };

  if (home->problems->len == 0)
    return;
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < home->problems->len; i++) {
    const MiaoRoundProblem *problem = &g_array_index (home->problems, MiaoRoundProblem, i);
    const char *texts[] = { problem->what, problem->measure, problem->due, "" };

    miao_document_add_row (document, texts);
  }
  miao_document_end_table (document);
}

static void
add_home (MiaoDocument *document, guint number, const MiaoRoundHome *home)
{
  g_autofree char *day = miao_print_dup_date (home->due_on);
  g_autofree char *head = g_strdup_printf ("%u　%s　%s以前", number, home->name, day);

  miao_document_begin_together (document);
  miao_document_add_heading (document, head);
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "主要照料人", home->caregiver, 1);
  miao_document_add_grid_cell (document, "联系电话", home->phone, 1);
  miao_document_add_grid_cell (document, "现住址", home->address, 0);
  miao_document_end_grid (document);
  add_children (document, home);
  add_problems (document, home);
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "探访日期时刻", "", 1);
  miao_document_add_grid_cell (document, "约定下次日期", "", 1);
  miao_document_add_grid_cell (document, "记录", ROOM, 0);
  miao_document_end_grid (document);
  miao_document_end_together (document);
  miao_document_add_space (document, 10);
}

MiaoDocument *
miao_print_round (const MiaoDocumentInfo *info,
                  MiaoDate from,
                  MiaoDate to,
                  const char *worker,
                  const MiaoRoundHome *homes,
                  guint n_homes)
{
  g_autofree char *first = miao_print_dup_date (from);
  g_autofree char *last = miao_print_dup_date (to);
  g_autofree char *line = g_strdup_printf ("%s%s%s至%s应探访的寄养家庭，逾期的在内", worker,
                                           *worker != '\0' ? "　" : "", first, last);
  MiaoDocument *document = miao_document_new (info);

  miao_document_add_title (document, info->title);
  miao_document_add_paragraph (document, line, FALSE);
  for (guint i = 0; i < n_homes; i++)
    add_home (document, i + 1, &homes[i]);
  if (n_homes == 0)
    miao_document_add_paragraph (document, "这几天没有应探访的家庭。", FALSE);

  return document;
}
