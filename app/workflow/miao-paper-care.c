/* The papers about who looks after a child: another main caregiver, short-term care (domain 10.3,
 * P18), and what the child says to it (P11). */
#include "config.h"

#include "miao-paper-writing.h"

/* ---- P18 ---- */

/* Ends a paper that the family asks with: what the caseworker says to it, and what the institution
 * decided, on the day when @decided was approved. */
static gboolean
finish_request (MiaoWriting *writing, const MiaoRecord *decided, const char *note)
{
  MiaoLetterPart parts[] = { { "家庭申请", NULL, "申请人", NULL },
                             { "寄养管理员意见", NULL, "签字", NULL },
                             { "机构意见", NULL, "盖章", NULL } };

  if (miao_record_has (decided, "approved_on"))
    parts[2].date = miao_writing_day (writing, decided, "approved_on");
  writing->letter.parts = parts;
  writing->letter.n_parts = G_N_ELEMENTS (parts);
  writing->letter.note = note;

  return miao_writing_finish (writing);
}

/* Who had it until then. */
static const char *
former_of (MiaoWriting *writing, GPtrArray *periods, const MiaoRecord *period)
{
  const MiaoRecord *former = NULL;

  for (guint i = 0; i < periods->len; i++) {
    const MiaoRecord *other = periods->pdata[i];

    if (miao_record_get_date (other, "from_on") < miao_record_get_date (period, "from_on"))
      former = other;
  }

  return former != NULL
             ? miao_writing_name (writing, "family_member", miao_record_get (former, "member"))
             : "";
}

gboolean
miao_writing_make_caregiver (MiaoWriting *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  MiaoRecord *period = miao_paper_load (paper, "caregiver_period", paper->id, error);
  MiaoRecord *family, *member;
  g_autoptr (GPtrArray) periods = NULL;

  if (period == NULL ||
      (family = miao_paper_load (paper, "family", miao_record_get (period, "family"), error)) ==
          NULL ||
      (member = miao_paper_load (paper, "family_member", miao_record_get (period, "member"),
                                 error)) == NULL ||
      (periods = miao_paper_all (paper, "caregiver_period", "family", miao_record_get_id (family),
                                 "from_on", error)) == NULL)
    return FALSE;
  miao_writing_number (writing, "家庭编号", family, "family_no");
  miao_writing_add (writing, "寄养家庭",
                    miao_writing_name (writing, "family", miao_record_get_id (family)), 1);
  miao_writing_add (writing, "原主要照料人", former_of (writing, periods, period), 1);
  miao_writing_add (writing, "新主要照料人", miao_writing_value (writing, member, "name"), 1);
  miao_writing_add_value (writing, member, "birth_date", 1);
  miao_writing_add_value (writing, member, "relation_to_head", 1);
  miao_writing_add_value (writing, member, "education", 1);
  miao_writing_add_value (writing, member, "health", 1);
  miao_writing_add_value (writing, member, "health_on", 1);
  miao_writing_add (writing, "变更日期", miao_writing_day (writing, period, "from_on"), 1);
  miao_writing_add (writing, "培训",
                    miao_writing_name (writing, "training", miao_record_get (period, "training")),
                    1);
  miao_writing_add_value (writing, period, "reason", 0);

  return finish_request (
      writing, period,
      "新主要照料人须年满30周岁、不满66周岁，身体健康，有照料能力，并经培训合格；"
      "变更后签订协议变更页。");
}

/* Short-term care: who asks, who cares for the child meanwhile, who agrees (SHC-02). */
gboolean
miao_writing_make_short_care (MiaoWriting *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  MiaoRecord *care = miao_paper_load (paper, "short_care", paper->id, error);
  MiaoRecord *placement =
      care != NULL
          ? miao_paper_load (paper, "placement", miao_record_get (care, "placement"), error)
          : NULL;
  MiaoDate from, until;

  if (placement == NULL)
    return FALSE;
  from = miao_record_get_date (care, "from_on");
  until = miao_record_get_date (care, "until_on");
  miao_writing_number (writing, "寄养编号", placement, "placement_no");
  miao_writing_add (writing, "寄养儿童",
                    miao_writing_name (writing, "child", miao_record_get (placement, "child")), 1);
  miao_writing_add_value (writing, placement, "moved_in_on", 1);
  if (miao_writing_add_family (writing, miao_record_get (placement, "family"), from, error) == NULL)
    return FALSE;
  miao_writing_add_value (writing, care, "from_on", 1);
  miao_writing_add_value (writing, care, "until_on", 1);
  miao_writing_add (writing, "计划天数",
                    until != MIAO_DATE_NONE
                        ? miao_paper_keep (paper, g_strdup_printf ("%d 天", until - from))
                        : "",
                    1);
  miao_writing_add_value (writing, care, "reason", 1);
  miao_writing_add_value (writing, care, "reason_text", 0);
  miao_writing_add_value (writing, care, "place", 1);
  miao_writing_add (writing, miao_kind_field (miao_kind_find ("short_care"), "family")->label_zh,
                    miao_writing_name (writing, "family", miao_record_get (care, "family")), 1);
  miao_writing_add_value (writing, care, "carer", 1);

  return finish_request (
      writing, care,
      "短期养育期间寄养关系不变，一般不超过30天；期满儿童回到寄养家庭的，当天登记。");
}

/* The child's own words; from ten on the child signs (domain 2.4). */
gboolean
miao_writing_make_opinion (MiaoWriting *writing, GError **error)
{
  static const char *const fields[] = { "held_on",          "about",   "method",
                                        "cognition",        "place",   "present_persons",
                                        "caregiver_absent", "taken_by" };
  static const MiaoSignature signatures[] = { { "儿童本人（签字或者按手印）", NULL },
                                              { "记录人（签字）", NULL },
                                              { "在场人（签字）", NULL },
                                              { "日期", NULL } };
  MiaoPaper *paper = writing->paper;
  MiaoRecord *opinion = miao_paper_load (paper, "child_opinion", paper->id, error);
  MiaoRecord *child =
      opinion != NULL ? miao_paper_load (paper, "child", miao_record_get (opinion, "child"), error)
                      : NULL;
  MiaoDate born, on;

  if (child == NULL)
    return FALSE;
  born = miao_record_get_date (child, "birth_date");
  on = miao_record_get_date (opinion, "held_on");
  miao_writing_add (writing, "儿童",
                    miao_writing_name (writing, "child", miao_record_get_id (child)), 1);
  miao_writing_add_value (writing, child, "sex", 1);
  miao_writing_add_value (writing, child, "birth_date", 1);
  miao_writing_add (
      writing, "征求时年龄",
      born != MIAO_DATE_NONE && on != MIAO_DATE_NONE
          ? miao_paper_keep (paper, g_strdup_printf ("%d 周岁", miao_date_age (born, on)))
          : "",
      1);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    miao_writing_add_value (writing, opinion, fields[i], 1);
  miao_writing_add_value (writing, opinion, "words", 0);
  miao_writing_add_value (writing, opinion, "opinion", 0);
  if (miao_record_has (opinion, "override_reason"))
    miao_writing_add_value (writing, opinion, "override_reason", 0);
  writing->letter.note = "照儿童的原话记录。年满10周岁的，由儿童本人签字或者按手印。";
  writing->letter.signatures = signatures;
  writing->letter.n_signatures = G_N_ELEMENTS (signatures);
  paper->info.series = "儿童个人成长档案";

  return miao_writing_finish (writing);
}
