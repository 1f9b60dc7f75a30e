/* The papers of a child's life in the institution: a time away, an adoption (domain 8.1 C6
 * and C10). */
#include "config.h"

#include "miao-codes.h"
#include "miao-kinds.h"
#include "miao-paper-writing.h"

/* Room for two, each with what is asked of them. */
#define APPLICANTS                                                                                                          \
  "（1）姓名　　　　　　　　证件号码\n　　　国籍　　　　　婚姻状况　　　　　子女数\n" \
  "（2）姓名　　　　　　　　证件号码\n　　　国籍　　　　　婚姻状况　　　　　子女数"

/* Of the days that were planned, the first and the last; a day trip is one. */
static const char *
planned_days (MiaoWriting *writing, const MiaoRecord *leave)
{
  MiaoDate from = miao_record_get_date (leave, "from_on");
  MiaoDate until = miao_record_get_date (leave, "until_on");

  if (from == MIAO_DATE_NONE || until == MIAO_DATE_NONE)
    return "";

  return miao_paper_keep (writing->paper, g_strdup_printf ("%d 天", until - from + 1));
}

static void
add_child (MiaoWriting *writing, const MiaoRecord *child)
{
  miao_writing_number (writing, "儿童编号", child, "child_no");
  miao_writing_add (writing, "儿童",
                    miao_writing_name (writing, "child", miao_record_get_id (child)), 1);
  miao_writing_add_value (writing, child, "sex", 1);
  miao_writing_add_value (writing, child, "birth_date", 1);
}

/* Codes as boxes to be ticked. */
static void
add_boxes (MiaoWriting *writing, const MiaoKind *kind, const char *name)
{
  const MiaoField *field = miao_kind_field (kind, name);
  GString *boxes = g_string_new (NULL);
  guint n;
  const MiaoCode *codes = miao_codes_get (field->table, &n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (boxes, "%s□%s", i > 0 ? "　" : "", codes[i].name_zh);
  miao_writing_add (writing, field->label_zh,
                    miao_paper_keep (writing->paper, g_string_free (boxes, FALSE)), 0);
}

/* @leave and @child may be blank, to be filled in with a pen. */
static gboolean
write_leave (MiaoWriting *writing, const MiaoRecord *leave, const MiaoRecord *child, gboolean blank)
{
  static const char *const plan[] = { "from_on", "until_on" };
  static const char *const where[] = {
    "place",       "division",    "companion",        "contact",
    "approved_by", "approved_on", "dept_approval_no", "dept_approved_on"
  };
  MiaoLetterPart parts[] = { { "责任社工（经办人）意见", NULL, "签字", NULL },
                             { "机构负责人意见", NULL, "盖章", NULL },
                             { "主管民政部门意见（跨省就医、就学）", NULL, "盖章", NULL } };

  add_child (writing, child);
  miao_writing_add_value (writing, leave, "state_before", 1);
  if (blank)
    add_boxes (writing, miao_record_get_kind (leave), "reason");
  else
    miao_writing_add_value (writing, leave, "reason", 1);
  for (gsize i = 0; i < G_N_ELEMENTS (plan); i++)
    miao_writing_add_value (writing, leave, plan[i], 1);
  miao_writing_add (writing, "计划天数", planned_days (writing, leave), 1);
  miao_writing_add_value (writing, leave, "reason_text", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (where); i++)
    miao_writing_add_value (writing, leave, where[i], 1);
  if (miao_record_has (leave, "extend_reason"))
    miao_writing_add_value (writing, leave, "extend_reason", 0);
  if (blank || miao_record_has (leave, "ended_on"))
    miao_writing_add_value (writing, leave, "ended_on", 1);
  if (blank || miao_record_has (leave, "return_note"))
    miao_writing_add_value (writing, leave, "return_note", 0);
  parts[1].date = miao_record_has (leave, "approved_on")
                      ? miao_writing_day (writing, leave, "approved_on")
                      : NULL;
  parts[2].date = miao_record_has (leave, "dept_approved_on")
                      ? miao_writing_day (writing, leave, "dept_approved_on")
                      : NULL;
  writing->letter.parts = parts;
  writing->letter.n_parts = G_N_ELEMENTS (parts);
  writing->letter.note =
      "儿童外出期间由陪同（照料）人负责安全；返院当天登记。急诊住院的，随后补批。"
      "跨省就医、就学须先经主管民政部门批准。";
  writing->paper->info.series = "儿童个人成长档案";

  return miao_writing_finish (writing);
}

gboolean
miao_writing_make_leave (MiaoWriting *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  const MiaoRecord *leave = miao_paper_load (paper, "child_leave", paper->id, error);
  const MiaoRecord *child =
      leave != NULL ? miao_paper_load (paper, "child", miao_record_get (leave, "child"), error)
                    : NULL;

  return child != NULL && write_leave (writing, leave, child, FALSE);
}

/* As who places the child out for adoption the institution says what it knows (domain 3.7). */
static gboolean
write_adoption (MiaoWriting *writing,
                const MiaoRecord *adoption,
                const MiaoRecord *child,
                const MiaoRecord *opinion,
                gboolean blank)
{
  static const char *const of_child[] = { "child_category", "guardianship", "guardian_org",
                                          "adoptable" };
  static const char *const fields[] = { "from_on",      "until_on",   "told_on",   "disclosed_on",
                                        "evaluated_by", "consent_on", "consent_no" };
  MiaoLetterPart parts[] = {
    { "儿童本人意见（年满8周岁）", NULL, "签字", NULL },
    { "机构（送养人）意见",
      "经评估，该儿童可以送养。机构作为送养人，同意由上述收养申请人收养，并"
      "已将儿童的健康、智力、心理、残疾和来历情况如实告知。",
      "盖章", NULL },
    { "主管民政部门意见", NULL, "盖章", NULL }
  };

  add_child (writing, child);
  for (gsize i = 0; i < G_N_ELEMENTS (of_child); i++)
    miao_writing_add_value (writing, child, of_child[i], 1);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    miao_writing_add_value (writing, adoption, fields[i], 1);
  miao_writing_add (writing,
                    miao_kind_field (miao_record_get_kind (adoption), "applicants")->label_zh,
                    blank ? APPLICANTS : miao_writing_value (writing, adoption, "applicants"), 0);
  if (blank || miao_record_has (adoption, "evaluation"))
    miao_writing_add_value (writing, adoption, "evaluation", 0);
  if (opinion != NULL) {
    parts[0].words = miao_writing_value (writing, opinion, "words");
    parts[0].date = miao_writing_day (writing, opinion, "held_on");
  }
  if (miao_record_has (adoption, "consent_on"))
    parts[2].date = miao_writing_day (writing, adoption, "consent_on");
  writing->letter.parts = parts;
  writing->letter.n_parts = G_N_ELEMENTS (parts);
  writing->letter.note = "收养信息须保守秘密，本表只供办理收养登记和存档。";
  writing->paper->info.series = "儿童个人成长档案";

  return miao_writing_finish (writing);
}

gboolean
miao_writing_make_adoption (MiaoWriting *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  const MiaoRecord *adoption = miao_paper_load (paper, "adoption_case", paper->id, error);
  const MiaoRecord *child =
      adoption != NULL
          ? miao_paper_load (paper, "child", miao_record_get (adoption, "child"), error)
          : NULL;
  const MiaoRecord *opinion = NULL;

  if (child == NULL)
    return FALSE;
  if (miao_record_has (adoption, "opinion") &&
      (opinion = miao_paper_load (paper, "child_opinion", miao_record_get (adoption, "opinion"),
                                  error)) == NULL)
    return FALSE;

  return write_adoption (writing, adoption, child, opinion, FALSE);
}

/* ---- with nothing on them yet ---- */

gboolean
miao_writing_make_blank (MiaoWriting *writing, const char *name)
{
  const gboolean leave = g_str_equal (name, "leave");
  g_autoptr (MiaoRecord) record =
      miao_record_new (miao_kind_find (leave ? "child_leave" : "adoption_case"));
  g_autoptr (MiaoRecord) child = miao_record_new (miao_kind_find ("child"));

  writing->letter.title = miao_paper_find_kind (name)->title_zh;
  writing->paper->info.title = writing->letter.title;

  return leave ? write_leave (writing, record, child, TRUE)
               : write_adoption (writing, record, child, NULL, TRUE);
}
