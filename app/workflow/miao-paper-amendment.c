/* 变更页: one sheet for each change of an agreement, to be signed by both sides like the agreement
 * itself (domain 10.3, P13). It shows what was kept with the change, never what came later. */
#include "config.h"

#include "miao-paper-writing.h"

#include "miao-codes.h"

#include <string.h>

static const char *
member (JsonObject *row, const char *name)
{
  return json_object_get_string_member_with_default (row, name, NULL);
}

/* The row that the paper is of: the newest when none was named. */
static JsonObject *
find_row (MiaoPaper *paper, JsonArray *rows, GError **error)
{
  const guint n = json_array_get_length (rows);

  if (n == 0) {
    (void) miao_writing_refuse (
        error, miao_pick ("这份协议没有变更过，没有变更页。", "This agreement was never changed."));
    return NULL;
  }
  if (paper->part > n) {
    (void) miao_writing_refuse (error, miao_pick ("这份协议没有这一次变更。",
                                                  "This agreement has no change of that number."));
    return NULL;
  }
  if (paper->part == 0)
    paper->part = n;

  return json_array_get_object_element (rows, paper->part - 1);
}

/* The period that began with the change: who the new caregiver is and what was agreed. */
static gboolean
add_caregiver (MiaoWriting *writing, const char *family, MiaoDate on, GError **error)
{
  g_autoptr (GPtrArray) periods =
      miao_paper_all (writing->paper, "caregiver_period", "family", family, "from_on", error);
  const MiaoRecord *period = NULL;
  MiaoRecord *caregiver;

  for (guint i = 0; periods != NULL && i < periods->len; i++)
    if (miao_record_get_date (periods->pdata[i], "from_on") == on)
      period = periods->pdata[i];
  if (period == NULL)
    return periods != NULL;
  caregiver =
      miao_paper_load (writing->paper, "family_member", miao_record_get (period, "member"), error);
  if (caregiver == NULL)
    return FALSE;
  miao_writing_add (writing, "新主要照料人", miao_writing_value (writing, caregiver, "name"), 1);
  /* The number in full, as in the agreement: the page binds whoever signs it. */
  miao_writing_add (
      writing, "公民身份号码",
      miao_record_has (caregiver, "id_no") ? miao_record_get (caregiver, "id_no") : "", 1);
  miao_writing_add_value (writing, period, "approved_on", 1);
  miao_writing_add_value (writing, period, "reason", 1);

  return TRUE;
}

/* The end of a term is kept as a day. */
static const char *
show (MiaoWriting *writing, JsonObject *row, const char *name)
{
  const char *text = member (row, name);
  const MiaoDate day = text != NULL && g_strcmp0 (member (row, "matter"), "TERM") == 0
                           ? miao_date_parse (text)
                           : MIAO_DATE_NONE;
  g_autofree char *words = day != MIAO_DATE_NONE ? miao_print_dup_date (day) : NULL;

  return words != NULL ? miao_paper_keep (writing->paper, g_strdup_printf ("至%s止", words)) : text;
}

static void
add_contents (MiaoWriting *writing, JsonObject *row, gboolean caregiver)
{
  static const MiaoColumn columns[] = { { "变更事项", 2, MIAO_ALIGN_CENTER },
                                        { "变更前", 4, MIAO_ALIGN_LEFT },
                                        { "变更后", 4, MIAO_ALIGN_LEFT } };
  static const MiaoSignature of_caregiver[] = {
    { "甲方（盖章）", NULL },   { "乙方新主要照料人（签字）", NULL },
    { "代表人（签字）", NULL }, { "原主要照料人（签字）", NULL },
    { "日期", NULL },           { "日期", NULL },
  };
  static const MiaoSignature signatures[] = {
    { "甲方（盖章）", NULL },     { "乙方（签字）", NULL }, { "代表人（签字）", NULL },
    { "家庭成员（签字）", NULL }, { "日期", NULL },         { "日期", NULL },
  };
  const char *matter = member (row, "matter");
  const char *before = show (writing, row, "before"), *after = show (writing, row, "after");
  const char *cells[] = {
    matter != NULL ? miao_codes_name ("amendment_matter", matter, MIAO_LANGUAGE_ZH) : "",
    before != NULL ? before : "",
    after != NULL ? after : "",
  };
  const char *what = member (row, "what");
  const MiaoLetterPart parts[] = {
    { NULL,
      "甲、乙双方经协商一致，同意对上列家庭寄养协议作如下变更。本变更页自双方签字（盖章）之日起生"
      "效，是协议的组成部分；没有变更的条款继续有效。一式三份，甲、乙双方各执一份，报民政部门备案"
      "一份。",
      NULL, NULL },
    { "变更内容", what != NULL ? what : "", NULL, NULL },
  };

  writing->letter.parts = parts;
  writing->letter.n_parts = G_N_ELEMENTS (parts);
  if (before != NULL || after != NULL) {
    writing->letter.table_head = "变更前后对照";
    writing->letter.columns = columns;
    writing->letter.n_columns = G_N_ELEMENTS (columns);
    writing->letter.rows = cells;
    writing->letter.n_rows = 1;
  }
  writing->letter.signatures = caregiver ? of_caregiver : signatures;
  writing->letter.n_signatures = G_N_ELEMENTS (signatures);
  (void) miao_writing_finish (writing);
}

gboolean
miao_writing_make_amendment (MiaoWriting *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  MiaoRecord *agreement = miao_paper_load (paper, "agreement", paper->id, error);
  g_autoptr (JsonArray) rows = NULL;
  JsonObject *row;
  const char *family, *matter;
  gboolean caregiver;
  MiaoDate on;

  if (agreement == NULL)
    return FALSE;
  rows = miao_record_get_list (agreement, "amendments");
  row = find_row (paper, rows, error);
  if (row == NULL)
    return FALSE;
  family = miao_record_get (agreement, "family");
  on = miao_date_parse (json_object_get_string_member_with_default (row, "on", ""));
  matter = member (row, "matter");
  caregiver = g_strcmp0 (matter, "CAREGIVER") == 0;
  writing->letter.number = miao_paper_keep (
      paper, g_strdup_printf ("协议编号：%s　　第 %u 次变更",
                              miao_record_get (agreement, "agreement_no"), paper->part));
  miao_writing_add (writing, "甲方（机构）", paper->institution, 0);
  /* Both sides as they were before: the page says what becomes of it. */
  if (miao_writing_add_family (writing, family, on - 1, error) == NULL)
    return FALSE;
  miao_writing_add (writing, "寄养儿童",
                    miao_writing_name (writing, "child", miao_record_get (agreement, "child")), 1);
  miao_writing_add (writing, "协议生效日期", miao_writing_day (writing, agreement, "effective_on"),
                    1);
  miao_writing_add (writing, "变更日期", miao_paper_keep (paper, miao_print_dup_date (on)), 0);
  if (caregiver && !add_caregiver (writing, family, on, error))
    return FALSE;
  add_contents (writing, row, caregiver);

  return TRUE;
}
