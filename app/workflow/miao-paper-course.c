/* The papers of a placement's course: what is handed over when the child moves in, the end of the
 * integration period one way or the other, changes of the agreement (domain 10.3, P13–P15). */
#include "config.h"

#include "miao-paper-writing.h"

#include <string.h>

/* ---- P14 ---- */

gboolean
miao_writing_make_handover (MiaoWriting *writing, GError **error)
{
  static const MiaoColumn columns[] = {
    { "交接内容", 4.4, MIAO_ALIGN_LEFT },
    { "数量", 1.4, MIAO_ALIGN_CENTER },
    { "已交接", 1.6, MIAO_ALIGN_CENTER },
    { "备注", 4, MIAO_ALIGN_LEFT },
  };
  /* What goes with a child; the empty rows are for what is its own. */
  static const char *const things[] = {
    "健康状况、用药和过敏说明",
    "预防接种证、病历（复印件）",
    "身份证件、医疗保障凭证（复印件）",
    "学籍、康复计划等资料",
    "生活习惯、喜好和安全提示",
    "机构值班电话、紧急联系人",
    "衣物、被褥",
    "学习用品、玩具",
    "辅助器具",
    "药品",
    "",
    "",
  };
  const char *rows[G_N_ELEMENTS (things) * G_N_ELEMENTS (columns)];
  static const MiaoSignature signatures[] = { { "移交人（寄养管理员）", NULL },
                                              { "接收人（主要照料人）", NULL },
                                              { "儿童本人（能签字的）", NULL },
                                              { "交接日期", NULL } };
  MiaoPaper *paper = writing->paper;
  MiaoRecord *placement = miao_paper_load (paper, "placement", paper->id, error);
  MiaoRecord *child =
      placement != NULL
          ? miao_paper_load (paper, "child", miao_record_get (placement, "child"), error)
          : NULL;

  if (child == NULL)
    return FALSE;
  miao_writing_number (writing, "寄养编号", placement, "placement_no");
  miao_writing_add (writing, "寄养儿童",
                    miao_writing_name (writing, "child", miao_record_get_id (child)), 1);
  miao_writing_add_value (writing, child, "child_no", 1);
  miao_writing_add_value (writing, child, "sex", 1);
  miao_writing_add_value (writing, child, "birth_date", 1);
  if (miao_writing_add_family (writing, miao_record_get (placement, "family"),
                               miao_record_get_date (placement, "moved_in_on"), error) == NULL)
    return FALSE;
  miao_writing_add (writing, "入户日期", miao_writing_day (writing, placement, "moved_in_on"), 1);
  miao_writing_add (
      writing, "寄养管理员",
      miao_writing_name (writing, "staff", miao_record_get (placement, "care_worker")), 1);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i += G_N_ELEMENTS (columns)) {
    rows[i] = things[i / G_N_ELEMENTS (columns)];
    rows[i + 1] = rows[i + 3] = "";
    rows[i + 2] = "□";
  }
  writing->letter.table_head = "交接清单";
  writing->letter.columns = columns;
  writing->letter.n_columns = G_N_ELEMENTS (columns);
  writing->letter.rows = rows;
  writing->letter.n_rows = G_N_ELEMENTS (rows) / G_N_ELEMENTS (columns);
  writing->letter.note = "一式两份，机构和家庭各存一份。交接后缺少、损坏的，当天告知机构。";
  writing->letter.signatures = signatures;
  writing->letter.n_signatures = G_N_ELEMENTS (signatures);

  return miao_writing_finish (writing);
}

/* ---- P15: confirmed ---- */

gboolean
miao_writing_make_confirmation (MiaoWriting *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  const MiaoSignature signatures[] = { { "机构（盖章）", paper->institution },
                                       { "负责人（签字）", NULL },
                                       { "主要照料人（签字）", NULL },
                                       { "签收日期", NULL } };
  MiaoRecord *placement = miao_paper_load (paper, "placement", paper->id, error);
  MiaoLetterPart part = { NULL, NULL, NULL, NULL };
  MiaoDate in, confirmed;

  if (placement == NULL)
    return FALSE;
  confirmed = miao_record_get_date (placement, "confirmed_on");
  if (confirmed == MIAO_DATE_NONE)
    return miao_writing_refuse (error, miao_pick ("这段寄养还没有确立正式寄养，没有确认书。",
                                                  "This placement is not confirmed yet."));
  miao_writing_number (writing, "寄养编号", placement, "placement_no");
  miao_writing_add (writing, "寄养儿童",
                    miao_writing_name (writing, "child", miao_record_get (placement, "child")), 1);
  miao_writing_add (
      writing, "融合期评估",
      miao_writing_name (writing, "evaluation", miao_record_get (placement, "integration_eval")),
      1);
  if (miao_writing_add_family (writing, miao_record_get (placement, "family"), confirmed, error) ==
      NULL)
    return FALSE;
  miao_writing_add_value (writing, placement, "moved_in_on", 1);
  miao_writing_add_value (writing, placement, "confirmed_on", 1);
  in = miao_record_get_date (placement, "moved_in_on");
  part.words = miao_paper_keep (
      paper,
      g_strdup_printf ("儿童入户后经过 %d 天的融合期，融合期评估结论为正式寄养。经机构研究，自 %s"
                       " 起确立正式寄养关系。双方继续履行家庭寄养协议，机构按计划探访和评估。",
                       confirmed - in, miao_writing_day (writing, placement, "confirmed_on")));
  writing->letter.parts = &part;
  writing->letter.n_parts = 1;
  writing->letter.signatures = signatures;
  writing->letter.n_signatures = G_N_ELEMENTS (signatures);

  return miao_writing_finish (writing);
}

/* ---- P15: not confirmed ---- */

/* Why the integration ends, in the words of the notice. */
static const char *
why_of (const MiaoRecord *termination)
{
  if (miao_record_is (termination, "ground", "T13"))
    return "融合期评估结论为终止融合";
  if (miao_record_is (termination, "initiator", "FAMILY"))
    return "你家庭在融合期内提出终止";

  return "出现下列事由";
}

static void
add_notice_receipt (MiaoWriting *writing, const MiaoRecord *termination, const char *family)
{
  static const MiaoSignature received[] = { { "受送达人（签字）", NULL },
                                            { "送达人（签字）", NULL },
                                            { "见证人（签字）", NULL } };

  writing->letter.receipt = "送达回证";
  miao_writing_add_receipt (writing, "送达文书", writing->paper->kind->title_zh, 1);
  miao_writing_add_receipt (writing, "受送达人", family, 1);
  miao_writing_add_receipt (writing, "送达日期",
                            miao_writing_day (writing, termination, "notice_served_on"), 1);
  miao_writing_add_receipt (writing, "送达方式",
                            miao_writing_value (writing, termination, "served_how"), 1);
  miao_writing_add_receipt (writing, "拒收事由和日期", "", 0);
  writing->letter.receipt_signatures = received;
  writing->letter.n_receipt_signatures = G_N_ELEMENTS (received);
}

/* The notice says what was decided; without a day it is printed to be served (TRM-07). */
static void
add_notice_words (MiaoWriting *writing,
                  const MiaoRecord *termination,
                  const MiaoRecord *placement,
                  MiaoLetterPart parts[2])
{
  MiaoDate in = miao_record_get_date (placement, "moved_in_on");
  MiaoDate end = miao_record_get_date (termination, "decided_on");
  const char *child = miao_writing_name (writing, "child", miao_record_get (placement, "child"));
  g_autofree char *days =
      end != MIAO_DATE_NONE ? g_strdup_printf ("，融合期共 %d 天", end - in) : g_strdup ("");

  parts[0].words = miao_paper_keep (
      writing->paper,
      g_strdup_printf ("%s自%s起在你家庭融合%s。因%s，经我院研究，决定终止融合，不建立正式寄养关系"
                       "，家庭寄养协议自%s起终止。融合期内终止不受提前一个月书面申请的限制。",
                       child, miao_writing_day (writing, placement, "moved_in_on"), days,
                       why_of (termination),
                       miao_writing_day (writing, termination, "decided_on")));
  parts[1].words =
      "请配合办理儿童接回、物品交接、费用结算和终结评估。你家庭对终止有异议的，可以向我院"
      "或者主管民政部门反映。感谢你家庭在融合期间的付出。";
}

gboolean
miao_writing_make_integration_ending (MiaoWriting *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  const MiaoSignature house[] = { { "机构（盖章）", paper->institution },
                                  { "负责人（签字）", NULL } };
  MiaoRecord *termination = miao_paper_load (paper, "termination", paper->id, error);
  MiaoRecord *placement =
      termination != NULL
          ? miao_paper_load (paper, "placement", miao_record_get (termination, "placement"), error)
          : NULL;
  MiaoLetterPart parts[2] = { { NULL, NULL, NULL, NULL }, { NULL, NULL, NULL, NULL } };
  const char *family;

  if (placement == NULL)
    return FALSE;
  if (miao_record_has (termination, "withdrawn_on"))
    return miao_writing_refuse (error, miao_pick ("这次终止已经撤回，没有通知书。",
                                                  "This ending was withdrawn: it has no notice."));
  if (miao_record_has (placement, "confirmed_on"))
    return miao_writing_refuse (
        error, miao_pick ("这段寄养已经确立为正式寄养，请打印解除寄养关系通知书。",
                          "This placement was confirmed: print the notice of the ending."));
  family = miao_record_get (placement, "family");
  if (miao_writing_add_family (writing, family, miao_record_get_date (termination, "decided_on"),
                               error) == NULL)
    return FALSE;
  miao_writing_number (writing, "通知书编号", termination, "notice_no");
  miao_writing_add (writing, "寄养儿童",
                    miao_writing_name (writing, "child", miao_record_get (placement, "child")), 1);
  miao_writing_add_value (writing, placement, "placement_no", 1);
  miao_writing_add (
      writing, "家庭寄养协议",
      miao_writing_name (writing, "agreement", miao_record_get (placement, "agreement")), 1);
  miao_writing_add_value (writing, placement, "moved_in_on", 1);
  miao_writing_add_value (writing, termination, "initiator", 1);
  miao_writing_add_value (writing, termination, "moved_to", 1);
  miao_writing_add (writing, "终止事由", miao_writing_value (writing, termination, "ground"), 0);
  miao_writing_add_value (writing, termination, "ground_text", 0);
  add_notice_words (writing, termination, placement, parts);
  writing->letter.parts = parts;
  writing->letter.n_parts = G_N_ELEMENTS (parts);
  writing->letter.signatures = house;
  writing->letter.n_signatures = G_N_ELEMENTS (house);
  add_notice_receipt (writing, termination, miao_writing_name (writing, "family", family));

  return miao_writing_finish (writing);
}
