/* The list of needs as an annex to the forms E and H. */
#include "config.h"

#include "miao-print-needs.h"

#include "miao-codes.h"
#include "miao-date.h"
#include "miao-print.h"

#define BLANK_ROWS 4

static const char *
member (JsonObject *row, const char *name)
{
  return json_object_get_string_member_with_default (row, name, "");
}

static const char *
code (JsonObject *row, const char *name, const char *table)
{
  return miao_codes_name (table, member (row, name), MIAO_LANGUAGE_ZH);
}

static char *
dup_day (JsonObject *row, const char *name)
{
  return miao_print_dup_date (miao_date_parse (member (row, name)));
}

/* "照料技能培训：想学习辅食制作" */
static char *
dup_text (JsonObject *row)
{
  return g_strdup_printf ("%s：%s", code (row, "area", "need_area"), member (row, "text"));
}

static char *
dup_outcome (JsonObject *row)
{
  const char *done = member (row, "done");
  g_autofree char *closed = dup_day (row, "closed_on");

  return g_strdup_printf ("%s%s%s%s%s", code (row, "status", "need_status"),
                          *closed != '\0' ? "，" : "", closed, *done != '\0' ? "：" : "", done);
}

static void
add_found (MiaoDocument *document, JsonObject *row)
{
  g_autofree char *text = dup_text (row), *due = dup_day (row, "due");
  const char *texts[] = { text, code (row, "urgency", "need_urgency"), member (row, "plan"),
                          member (row, "staff"), due };

  miao_document_add_row (document, texts);
}

static void
add_last (MiaoDocument *document, JsonObject *row)
{
  g_autofree char *text = dup_text (row), *outcome = dup_outcome (row);
  g_autofree char *due = dup_day (row, "due");
  const char *texts[] = { text, member (row, "staff"), due, outcome };

  miao_document_add_row (document, texts);
}

/* Returns: how many rows there are of this, or of the last time. */
static guint
count (JsonArray *needs, gboolean last)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (needs); i++)
    n += json_object_get_boolean_member_with_default (json_array_get_object_element (needs, i),
                                                      "last", FALSE) == last;

  return n;
}

static void
add_rows (MiaoDocument *document, JsonArray *needs, gboolean last)
{
  for (guint i = 0; i < json_array_get_length (needs); i++) {
    JsonObject *row = json_array_get_object_element (needs, i);

    if (json_object_get_boolean_member_with_default (row, "last", FALSE) != last)
      continue;
    if (last)
      add_last (document, row);
    else
      add_found (document, row);
  }
}

void
miao_print_needs (MiaoDocument *document, JsonArray *needs, gboolean blank)
{
  static const MiaoColumn found[] = { { "需求", 4, MIAO_ALIGN_LEFT },
                                      { "紧急程度", 1.4, MIAO_ALIGN_CENTER },
                                      { "措施", 3.6, MIAO_ALIGN_LEFT },
                                      { "责任人", 1.5, MIAO_ALIGN_CENTER },
                                      { "完成期限", 2, MIAO_ALIGN_CENTER } };
  static const MiaoColumn last[] = { { "上次的需求", 4, MIAO_ALIGN_LEFT },
                                     { "责任人", 1.5, MIAO_ALIGN_CENTER },
                                     { "完成期限", 2, MIAO_ALIGN_CENTER },
                                     { "落实情况", 5, MIAO_ALIGN_LEFT } };
  static const char *const none[] = { "没有需求", "", "", "", "" };
  static const char *const empty[] = { "", "", "", "", "" };

  if (needs == NULL)
    return;
  miao_document_add_heading (document, "需求清单");
  miao_document_begin_table (document, found, G_N_ELEMENTS (found));
  add_rows (document, needs, FALSE);
  for (guint i = 0; blank && i < BLANK_ROWS; i++)
    miao_document_add_row (document, empty);
  if (!blank && count (needs, FALSE) == 0)
    miao_document_add_row (document, none);
  miao_document_end_table (document);
  if (count (needs, TRUE) == 0)
    return;
  miao_document_add_heading (document, "上次需求的落实情况");
  miao_document_begin_table (document, last, G_N_ELEMENTS (last));
  add_rows (document, needs, TRUE);
  miao_document_end_table (document);
}
