#include "config.h"

#include "miao-print-visit.h"

#include "miao-codes.h"

/* Of the blank form. */
#define ROWS_TO_WRITE 3

/* A short label, the field, and the span as miao_document_add_grid_cell(). */
typedef struct {
  const char *label;
  const char *field;
  guint span;
} Cell;

static const Cell cells[] = {
  { "探访日期", "visited_on", 1 },  { "探访时刻", "visited_time", 1 },
  { "计划内探访", "planned", 1 },   { "不预告探访", "unannounced", 1 },
  { "探访人", "visitors", 1 },      { "其他探访人", "visitor_names", 1 },
  { "见到儿童", "child_seen", 1 },  { "单独谈话", "seen_alone", 1 },
  { "查看居室", "rooms_seen", 1 },  { "下次探访日期", "next_due", 1 },
  { "体重", "weight_g", 1 },        { "身长（身高）", "length_mm", 1 },
  { "儿童的话", "child_words", 0 }, { "照料人反映", "caregiver_words", 0 },
};

static const char *
member (JsonObject *row, const char *name)
{
  return json_object_get_string_member_with_default (row, name, "");
}

static char *
dup_day (JsonObject *row, const char *name)
{
  return miao_print_dup_date (miao_date_parse (member (row, name)));
}

static void
add_items (MiaoDocument *document, const MiaoRecord *visit)
{
  static const MiaoColumn columns[] = { { "条目", 2, MIAO_ALIGN_CENTER },
                                        { "结果", 4, MIAO_ALIGN_LEFT },
                                        { "说明", 5, MIAO_ALIGN_LEFT } };
  g_autoptr (JsonArray) items = miao_record_get_list (visit, "items");
  const guint n = json_array_get_length (items);

  if (n == 0)
    return;
  miao_document_add_heading (document, "探访条目");
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < n; i++) {
    JsonObject *row = json_array_get_object_element (items, i);
    const char *texts[] = { member (row, "item"), member (row, "answer"), member (row, "note") };

    miao_document_add_row (document, texts);
  }
  miao_document_end_table (document);
}

/* Room for what a pen writes: a yes or no to be ticked, lines for words. */
static const char *
room_for (const MiaoField *field)
{
  if (field->type == MIAO_TYPE_BOOLEAN)
    return "□是　□否";

  return field->type == MIAO_TYPE_LONG_TEXT ? "\n\n" : "";
}

/* What was found on that day, and until when it is to be put right. */
static void
add_problems (MiaoDocument *document, const MiaoRecord *visit, gboolean blank)
{
  static const MiaoColumn columns[] = { { "发现的问题", 5, MIAO_ALIGN_LEFT },
                                        { "严重程度", 1.6, MIAO_ALIGN_CENTER },
                                        { "整改期限", 2.4, MIAO_ALIGN_CENTER } };
  static const char *const none[] = { "没有发现问题", "", "" };
  static const char *const room[] = { "\n", "", "" };
  g_autoptr (JsonArray) problems = miao_record_get_list (visit, "problems");
  const guint n = json_array_get_length (problems);

  miao_document_add_heading (document, "发现的问题和整改");
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < n; i++) {
    JsonObject *row = json_array_get_object_element (problems, i);
    g_autofree char *due = dup_day (row, "due");
    const char *texts[] = {
      member (row, "text"),
      miao_codes_name ("visit_severity", member (row, "severity"), MIAO_LANGUAGE_ZH),
      due,
    };

    miao_document_add_row (document, texts);
  }
  for (guint i = 0; blank && i < ROWS_TO_WRITE; i++)
    miao_document_add_row (document, room);
  if (n == 0 && !blank)
    miao_document_add_row (document, none);
  miao_document_end_table (document);
}

/* Who else was looked after on this visit; each of them has a record of its own. */
static void
add_others (MiaoDocument *document, const MiaoVisitData *data, const MiaoPrintOptions *options)
{
  static const MiaoColumn columns[] = { { "儿童", 2, MIAO_ALIGN_LEFT },
                                        { "见到儿童", 1.4, MIAO_ALIGN_CENTER },
                                        { "单独谈话", 1.4, MIAO_ALIGN_CENTER },
                                        { "儿童的话", 6, MIAO_ALIGN_LEFT } };
  static const char *const fields[] = { "child_seen", "seen_alone", "child_words" };

  if (data->n_others == 0)
    return;
  miao_document_add_heading (document, "同次探访的其他儿童");
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < data->n_others; i++) {
    g_autofree char *seen = miao_print_dup_value (data->others[i].visit, fields[0], options);
    g_autofree char *alone = miao_print_dup_value (data->others[i].visit, fields[1], options);
    g_autofree char *words = miao_print_dup_value (data->others[i].visit, fields[2], options);
    const char *texts[] = { data->others[i].child, seen, alone, words };

    miao_document_add_row (document, texts);
  }
  miao_document_end_table (document);
}

/* The number that the records of a visit to several children have in common. */
static char *
dup_numbers (const MiaoVisitData *data)
{
  const char *number = miao_record_get (data->visit, "visit_no");

  return number == NULL
             ? g_strdup_printf ("寄养编号：%s", data->placement_no)
             : g_strdup_printf ("寄养编号：%s　　同次探访编号：%s", data->placement_no, number);
}

/* What came of it later stands below the signatures: the page that was signed says what it said. */
static void
add_closings (MiaoDocument *document, const MiaoRecord *visit)
{
  g_autoptr (JsonArray) problems = miao_record_get_list (visit, "problems");
  gboolean any = FALSE;

  for (guint i = 0; i < json_array_get_length (problems); i++) {
    JsonObject *row = json_array_get_object_element (problems, i);
    g_autofree char *closed = dup_day (row, "closed_on"), *line = NULL;

    if (*member (row, "closed_on") == '\0')
      continue;
    if (!any)
      miao_document_add_heading (document, "整改办结（探访以后登记）");
    any = TRUE;
    line = g_strdup_printf ("%s办结：%s", closed, member (row, "text"));
    miao_document_add_paragraph (document, line, FALSE);
  }
}

MiaoDocument *
miao_print_visit (const MiaoDocumentInfo *info,
                  const MiaoVisitData *data,
                  const MiaoPrintOptions *options)
{
  static const MiaoSignature signatures[] = { { "探访人（签字）", NULL },
                                              { "主要照料人（签字）", NULL },
                                              { "儿童本人（能签字的）", NULL },
                                              { "日期", NULL } };
  MiaoDocument *document = miao_document_new (info);
  g_autofree char *line = dup_numbers (data);

  miao_document_add_title (document, info->title);
  miao_document_add_paragraph (document, line, FALSE);
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "寄养儿童", data->child, 1);
  miao_document_add_grid_cell (document, "寄养家庭", data->family, 1);
  miao_document_add_grid_cell (document, "主要照料人", data->caregiver, 1);
  miao_document_add_grid_cell (document, "现住址", data->address, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++) {
    g_autofree char *value = miao_print_dup_value (data->visit, cells[i].field, options);

    miao_document_add_grid_cell (
        document, cells[i].label,
        data->blank ? room_for (miao_kind_field (miao_kind_find ("visit"), cells[i].field)) : value,
        cells[i].span);
  }
  miao_document_end_grid (document);
  add_others (document, data, options);
  add_items (document, data->visit);
  add_problems (document, data->visit, data->blank);
  miao_document_add_space (document, 18);
  miao_document_add_signatures (document, signatures, G_N_ELEMENTS (signatures), 2);
  add_closings (document, data->visit);

  return document;
}
