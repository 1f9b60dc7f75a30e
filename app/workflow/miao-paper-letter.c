/* The short papers of a family's and a placement's way: consents, the result of the review, what is
 * filed with the department, certificates, what is handed over (domain 10.3, P06, P08–P10, P14,
 * P15, P18). They say what the records say; what is not known yet is left to be written in. */
#include "config.h"

#include "miao-codes.h"
#include "miao-error.h"
#include "miao-paper-private.h"
#include "miao-print-letter.h"

#include <string.h>

#define MOST_FACTS 20
#define BLANK_DAY "　　年　月　日"

typedef struct {
  MiaoPaper *paper;
  MiaoLetter letter;
  MiaoLetterFact facts[MOST_FACTS];
  MiaoLetterFact receipt[MOST_FACTS];
} Writing;

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND, message);

  return FALSE;
}

/* ---- what is known ---- */

static const char *
value_of (Writing *writing, const MiaoRecord *record, const char *field)
{
  return record == NULL
             ? ""
             : miao_paper_keep (writing->paper,
                                miao_print_dup_value (record, field, &writing->paper->options));
}

static const char *
day_of (Writing *writing, const MiaoRecord *record, const char *field)
{
  MiaoDate day = record != NULL ? miao_record_get_date (record, field) : MIAO_DATE_NONE;

  return day != MIAO_DATE_NONE ? miao_paper_keep (writing->paper, miao_print_dup_date (day))
                               : BLANK_DAY;
}

static const char *
name_of (Writing *writing, const char *kind, const char *id)
{
  const char *name = miao_paper_name (writing->paper, kind, id);

  return name != NULL ? name : "";
}

static void
add_fact (Writing *writing, const char *label, const char *value, guint span)
{
  g_return_if_fail (writing->letter.n_facts < MOST_FACTS);
  writing->facts[writing->letter.n_facts++] = (MiaoLetterFact){ label, value, span };
}

static void
add_value (Writing *writing, const MiaoRecord *record, const char *field, guint span)
{
  add_fact (writing, miao_kind_field (miao_record_get_kind (record), field)->label_zh,
            value_of (writing, record, field), span);
}

static void
add_receipt (Writing *writing, const char *label, const char *value, guint span)
{
  g_return_if_fail (writing->letter.n_receipt_facts < MOST_FACTS);
  writing->receipt[writing->letter.n_receipt_facts++] = (MiaoLetterFact){ label, value, span };
}

static void
number (Writing *writing, const char *label, const MiaoRecord *record, const char *field)
{
  const char *text = record != NULL ? miao_record_get (record, field) : NULL;

  writing->letter.number = miao_paper_keep (
      writing->paper, g_strdup_printf ("%s：%s", label, text != NULL ? text : "　　　　"));
}

static gboolean
finish (Writing *writing)
{
  MiaoPaper *paper = writing->paper;

  writing->letter.title = paper->kind->title_zh;
  writing->letter.facts = writing->facts;
  writing->letter.receipt_facts = writing->receipt;
  paper->info.series = "家庭寄养";
  paper->document = miao_print_letter (&paper->info, &writing->letter);

  return TRUE;
}

/* The family of @record, and on the paper who it is. */
static MiaoRecord *
add_family (Writing *writing, const char *id, GError **error)
{
  MiaoRecord *family = miao_paper_load (writing->paper, "family", id, error);

  if (family == NULL)
    return NULL;
  add_fact (writing, "寄养家庭", name_of (writing, "family", id), 1);
  add_value (writing, family, "family_no", 1);
  add_fact (writing, "主要照料人",
            name_of (writing, "family_member", miao_record_get (family, "main_caregiver_member")),
            1);
  add_value (writing, family, "phone", 1);
  add_value (writing, family, "address", 0);

  return family;
}

/* ---- P06 ---- */

static gboolean
lived_there (const MiaoRecord *member, MiaoDate on)
{
  MiaoDate joined = miao_record_get_date (member, "joined_on");
  MiaoDate left = miao_record_get_date (member, "left_on");

  return miao_record_get_bool (member, "co_living") &&
         !miao_record_get_bool (member, "foster_child") &&
         (joined == MIAO_DATE_NONE || joined <= on) && (left == MIAO_DATE_NONE || on <= left);
}

static gboolean
make_consent (Writing *writing, GError **error)
{
  static const MiaoColumn columns[] = {
    { "姓名", 2, MIAO_ALIGN_CENTER },       { "与户主关系", 2, MIAO_ALIGN_CENTER },
    { "出生日期", 2.6, MIAO_ALIGN_CENTER }, { "本人签字", 3, MIAO_ALIGN_LEFT },
    { "日期", 2.6, MIAO_ALIGN_CENTER },
  };
  static const MiaoLetterPart parts[] = {
    { "一、一致同意",
      "我们是共同生活的家庭成员，了解家庭寄养的含义、期限和责任，一致同意申请家庭寄养，愿意共同照"
      "料寄养儿童，接受机构和民政部门的培训、探访、评估和监督。",
      NULL, NULL },
    { "二、真实性承诺",
      "我们提交的申请材料和所作的陈述真实、完整。住所、家庭成员、收入、健康等情况发生变化的，及时"
      "告知机构。隐瞒或者弄虚作假的，承担相应责任。",
      NULL, NULL },
    { "三、个人信息处理告知和同意",
      "机构为审核、培训、探访、评估和发放寄养费用，处理家庭成员的姓名、证件号码、联系方式、健康、"
      "收入、住房、有无犯罪记录等个人信息，其中健康、犯罪记录和未满十四周岁成员的信息属于敏感个人"
      "信息。信息只在机构和主管民政部门的职责范围内使用，按档案管理的规定保存；成员有权查阅、更正，"
      "可以撤回同意，撤回以前的处理仍然有效。我们已经知悉上述内容，单独同意机构处理上述信息。未满"
      "十四周岁的，由其监护人代为同意并签字。",
      NULL, NULL },
  };
  static const MiaoSignature signatures[] = { { "申请人（签字）", NULL },
                                              { "机构受理人（签字）", NULL } };
  MiaoPaper *paper = writing->paper;
  MiaoRecord *application = miao_paper_load (paper, "application", paper->id, error);
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  MiaoDate on;

  if (application == NULL ||
      add_family (writing, miao_record_get (application, "family"), error) == NULL ||
      (members = miao_paper_all (paper, "family_member", "family",
                                 miao_record_get (application, "family"), "created_at", error)) ==
          NULL)
    return FALSE;
  number (writing, "申请编号", application, "app_no");
  on = miao_record_get_date (application, "applied_on");
  for (guint i = 0; i < members->len; i++) {
    const MiaoRecord *member = members->pdata[i];

    if (!lived_there (member, on))
      continue;
    g_ptr_array_add (cells, (gpointer) value_of (writing, member, "name"));
    g_ptr_array_add (cells, (gpointer) value_of (writing, member, "relation_to_head"));
    g_ptr_array_add (cells, (gpointer) value_of (writing, member, "birth_date"));
    g_ptr_array_add (cells, (gpointer) "\n");
    g_ptr_array_add (cells, (gpointer) "");
  }
  writing->letter.parts = parts;
  writing->letter.n_parts = G_N_ELEMENTS (parts);
  writing->letter.table_head = "四、共同生活的家庭成员签字";
  writing->letter.columns = columns;
  writing->letter.n_columns = G_N_ELEMENTS (columns);
  writing->letter.rows = (const char *const *) cells->pdata;
  writing->letter.n_rows = cells->len / G_N_ELEMENTS (columns);
  writing->letter.signatures = signatures;
  writing->letter.n_signatures = G_N_ELEMENTS (signatures);

  return finish (writing);
}

/* ---- P08 ---- */

/* What the institution decided: approving an evaluation that was failed fails the family. */
typedef struct {
  gboolean pass;
  gboolean again; /* evaluated again after something was put right, or brought */
} Decision;

static Decision
decision_of (const MiaoRecord *evaluation)
{
  gboolean approved = miao_record_is (evaluation, "review_result", "PASS");

  return (Decision){
    .pass = approved && miao_record_is (evaluation, "conclusion", "B_PASS"),
    .again = approved && (miao_record_is (evaluation, "conclusion", "B_REWORK") ||
                          miao_record_is (evaluation, "conclusion", "B_SUPPLEMENT")),
  };
}

static const char *
words_of (Decision decision)
{
  if (decision.pass)
    return "你家庭申请家庭寄养，经评估和审核，符合寄养家庭的条件。请参加寄养前培训；培训合格并经"
           "备案后"
           "，按照匹配结果签订寄养协议。资格在有效期内，家庭情况发生变化的，请及时告知机构。";
  if (decision.again)
    return "你家庭申请家庭寄养，经评估和审核，有需要整改或者补充材料的事项，见下。请在期限内完成并"
           "告知机构，机构将再次评估。";

  return "你家庭申请家庭寄养，经评估和审核，目前不符合寄养家庭的条件。理由见下。对结果有异议的"
         "，可以"
         "向机构提出，也可以向主管民政部门反映；情况改变以后可以再次申请。";
}

static gboolean
make_review (Writing *writing, GError **error)
{
  static const MiaoSignature received[] = { { "家庭（签收）", NULL }, { "送达人（签字）", NULL } };
  MiaoPaper *paper = writing->paper;
  const MiaoSignature house[] = { { "机构（盖章）", paper->institution },
                                  { "负责人（签字）", NULL } };
  MiaoRecord *evaluation = miao_paper_load (paper, "evaluation", paper->id, error);
  Decision decision;
  MiaoLetterPart parts[2] = { { NULL, NULL, NULL, NULL }, { NULL, NULL, NULL, NULL } };
  const char *text;

  if (evaluation == NULL)
    return FALSE;
  if (!miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE") ||
      !miao_record_has (evaluation, "review_on") ||
      miao_record_is (evaluation, "review_result", "BACK"))
    return refuse (error,
                   miao_pick ("只有已经审核的寄养家庭情况考察（附录B）才有审核结果通知书。请先审核"
                              "这次评估。",
                              "Only a reviewed evaluation of the family (annex B) has a notice "
                              "of its result. Review it first."));
  if (add_family (writing, miao_record_get (evaluation, "subject_family"), error) == NULL)
    return FALSE;
  decision = decision_of (evaluation);
  number (writing, "评估编号", evaluation, "eval_no");
  add_fact (writing, "审核结果",
            decision.again
                ? miao_codes_name ("eval_conclusion", miao_record_get (evaluation, "conclusion"),
                                   MIAO_LANGUAGE_ZH)
            : decision.pass ? "合格"
                            : "不合格",
            1);
  add_fact (writing, "审核日期", day_of (writing, evaluation, "review_on"), 1);
  if (decision.pass)
    add_value (writing, evaluation, "valid_until", 0);
  else if (decision.again && miao_record_has (evaluation, "rectify_due"))
    add_value (writing, evaluation, "rectify_due", 0);
  parts[0].words = words_of (decision);
  text = value_of (writing, evaluation, "review_text");
  parts[1].head = decision.pass ? "审核意见" : decision.again ? "整改、补充事项" : "理由";
  parts[1].words = *text != '\0' ? text : "　　　　　　　　　　　　　　　　　　　　　　　　";
  writing->letter.parts = parts;
  writing->letter.n_parts = G_N_ELEMENTS (parts);
  writing->letter.signatures = house;
  writing->letter.n_signatures = G_N_ELEMENTS (house);
  writing->letter.receipt = "签收";
  add_receipt (writing, "文书", "审核结果通知书", 1);
  add_receipt (writing, "签收日期", BLANK_DAY, 1);
  writing->letter.receipt_signatures = received;
  writing->letter.n_receipt_signatures = G_N_ELEMENTS (received);

  return finish (writing);
}

/* ---- P09 ---- */

/* The department's answer, on the same sheet. */
static gboolean
finish_filing (Writing *writing, const MiaoRecord *record, const char *what)
{
  static const MiaoLetterPart parts[] = { { "机构意见", NULL, "盖章", NULL },
                                          { "主管民政部门意见", NULL, "盖章", NULL } };
  static const MiaoSignature received[] = { { "经办人（签字）", NULL },
                                            { "民政部门（盖章）", NULL } };

  writing->letter.parts = parts;
  writing->letter.n_parts = G_N_ELEMENTS (parts);
  writing->letter.receipt = "备案回执";
  add_receipt (writing, "报备机构", writing->paper->institution, 0);
  add_receipt (writing, "备案事项", what, 0);
  add_receipt (writing, "备案号", value_of (writing, record, "filed_no"), 1);
  add_receipt (writing, "备案日期", day_of (writing, record, "filed_on"), 1);
  writing->letter.receipt_signatures = received;
  writing->letter.n_receipt_signatures = G_N_ELEMENTS (received);

  return finish (writing);
}

static gboolean
make_family_filing (Writing *writing, GError **error)
{
  MiaoRecord *family = add_family (writing, writing->paper->id, error);

  if (family == NULL)
    return FALSE;
  number (writing, "家庭编号", family, "family_no");
  add_value (writing, family, "home_division", 0);
  add_value (writing, family, "area_m2", 1);
  add_value (writing, family, "rooms", 1);
  add_value (writing, family, "capacity", 1);
  add_value (writing, family, "approval_no", 1);
  add_value (writing, family, "approved_on", 1);
  add_value (writing, family, "approved_until", 1);

  return finish_filing (writing, family, "寄养家庭");
}

static gboolean
make_agreement_filing (Writing *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  MiaoRecord *agreement = miao_paper_load (paper, "agreement", paper->id, error);

  if (agreement == NULL ||
      add_family (writing, miao_record_get (agreement, "family"), error) == NULL)
    return FALSE;
  number (writing, "协议编号", agreement, "agreement_no");
  add_fact (writing, "寄养儿童", name_of (writing, "child", miao_record_get (agreement, "child")),
            1);
  add_value (writing, agreement, "effective_on", 1);
  add_value (writing, agreement, "term_from", 1);
  add_value (writing, agreement, "term_to", 1);
  add_value (writing, agreement, "integration_days", 1);
  add_value (writing, agreement, "clause_version", 1);

  return finish_filing (writing, agreement, "家庭寄养协议");
}

static gboolean
make_ending_filing (Writing *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  MiaoRecord *termination = miao_paper_load (paper, "termination", paper->id, error);
  MiaoRecord *placement =
      termination != NULL
          ? miao_paper_load (paper, "placement", miao_record_get (termination, "placement"), error)
          : NULL;

  if (placement == NULL ||
      add_family (writing, miao_record_get (placement, "family"), error) == NULL)
    return FALSE;
  number (writing, "解除通知书编号", termination, "notice_no");
  add_fact (writing, "寄养儿童", name_of (writing, "child", miao_record_get (placement, "child")),
            1);
  add_value (writing, placement, "placement_no", 1);
  add_value (writing, placement, "moved_in_on", 1);
  add_value (writing, termination, "decided_on", 1);
  add_value (writing, termination, "initiator", 1);
  add_value (writing, termination, "moved_to", 1);
  add_value (writing, termination, "ground", 0);
  add_value (writing, termination, "ground_text", 0);
  add_value (writing, termination, "support_plan", 0);

  return finish_filing (writing, termination, "解除家庭寄养关系");
}

/* ---- P10 ---- */

static gboolean
make_training (Writing *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  const MiaoSignature house[] = { { "机构（盖章）", paper->institution },
                                  { "培训负责人（签字）", NULL } };
  MiaoRecord *training = miao_paper_load (paper, "training", paper->id, error);
  MiaoLetterPart part = { NULL, NULL, NULL, NULL };
  const char *name;

  if (training == NULL)
    return FALSE;
  if (!miao_record_is (training, "result", "PASS"))
    return refuse (error,
                   miao_pick ("培训合格的才发培训证明。请先登记培训结果。",
                              "Only a training that was passed has a certificate. Record the "
                              "result first."));
  number (writing, "培训证明编号", training, "certificate_no");
  name = name_of (writing, "family_member", miao_record_get (training, "member"));
  add_fact (writing, "姓名", name, 1);
  add_fact (writing, "寄养家庭", name_of (writing, "family", miao_record_get (training, "family")),
            1);
  add_value (writing, training, "kind", 1);
  add_value (writing, training, "hours", 1);
  add_value (writing, training, "from_on", 1);
  add_value (writing, training, "to_on", 1);
  add_value (writing, training, "course", 0);
  add_value (writing, training, "teacher", 1);
  add_value (writing, training, "result", 1);
  part.words = miao_paper_keep (
      paper, g_strdup_printf ("兹证明%s参加上述家庭寄养培训，修满学时，结果合格。", name));
  writing->letter.parts = &part;
  writing->letter.n_parts = 1;
  writing->letter.signatures = house;
  writing->letter.n_signatures = G_N_ELEMENTS (house);

  return finish (writing);
}

/* ---- P14 ---- */

static gboolean
make_handover (Writing *writing, GError **error)
{
  static const MiaoColumn columns[] = {
    { "交接内容", 4.4, MIAO_ALIGN_LEFT },
    { "数量", 1.4, MIAO_ALIGN_CENTER },
    { "已交接", 1.6, MIAO_ALIGN_CENTER },
    { "备注", 4, MIAO_ALIGN_LEFT },
  };
  /* What goes with a child; the last rows are for what is its own. */
  static const char *const rows[] = {
    "健康状况、用药和过敏说明",
    "",
    "□",
    "",
    "预防接种证、病历（复印件）",
    "",
    "□",
    "",
    "身份证件、医疗保障凭证（复印件）",
    "",
    "□",
    "",
    "学籍、康复计划等资料",
    "",
    "□",
    "",
    "生活习惯、喜好和安全提示",
    "",
    "□",
    "",
    "机构值班电话、紧急联系人",
    "",
    "□",
    "",
    "衣物、被褥",
    "",
    "□",
    "",
    "学习用品、玩具",
    "",
    "□",
    "",
    "辅助器具",
    "",
    "□",
    "",
    "药品",
    "",
    "□",
    "",
    "",
    "",
    "□",
    "",
    "",
    "",
    "□",
    "",
  };
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
  number (writing, "寄养编号", placement, "placement_no");
  add_fact (writing, "寄养儿童", name_of (writing, "child", miao_record_get_id (child)), 1);
  add_value (writing, child, "child_no", 1);
  add_value (writing, child, "sex", 1);
  add_value (writing, child, "birth_date", 1);
  if (add_family (writing, miao_record_get (placement, "family"), error) == NULL)
    return FALSE;
  add_fact (writing, "入户日期", day_of (writing, placement, "moved_in_on"), 1);
  add_fact (writing, "寄养管理员",
            name_of (writing, "staff", miao_record_get (placement, "care_worker")), 1);
  writing->letter.table_head = "交接清单";
  writing->letter.columns = columns;
  writing->letter.n_columns = G_N_ELEMENTS (columns);
  writing->letter.rows = rows;
  writing->letter.n_rows = G_N_ELEMENTS (rows) / G_N_ELEMENTS (columns);
  writing->letter.note = "一式两份，机构和家庭各存一份。交接后缺少、损坏的，当天告知机构。";
  writing->letter.signatures = signatures;
  writing->letter.n_signatures = G_N_ELEMENTS (signatures);

  return finish (writing);
}

/* ---- P15 ---- */

static gboolean
make_confirmation (Writing *writing, GError **error)
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
    return refuse (error, miao_pick ("这段寄养还没有确立正式寄养，没有确认书。",
                                     "This placement is not confirmed yet."));
  number (writing, "寄养编号", placement, "placement_no");
  add_fact (writing, "寄养儿童", name_of (writing, "child", miao_record_get (placement, "child")),
            1);
  add_fact (writing, "融合期评估",
            name_of (writing, "evaluation", miao_record_get (placement, "integration_eval")), 1);
  if (add_family (writing, miao_record_get (placement, "family"), error) == NULL)
    return FALSE;
  add_value (writing, placement, "moved_in_on", 1);
  add_value (writing, placement, "confirmed_on", 1);
  in = miao_record_get_date (placement, "moved_in_on");
  part.words = miao_paper_keep (
      paper,
      g_strdup_printf ("儿童入户后经过 %d 天的融合期，融合期评估结论为正式寄养。经机构研究，自 %s"
                       " 起确立正式寄养关系。双方继续履行家庭寄养协议，机构按计划探访和评估。",
                       confirmed - in, day_of (writing, placement, "confirmed_on")));
  writing->letter.parts = &part;
  writing->letter.n_parts = 1;
  writing->letter.signatures = signatures;
  writing->letter.n_signatures = G_N_ELEMENTS (signatures);

  return finish (writing);
}

/* ---- P18 ---- */

/* Who had it until then. */
static const char *
former_of (Writing *writing, GPtrArray *periods, const MiaoRecord *period)
{
  const MiaoRecord *former = NULL;

  for (guint i = 0; i < periods->len; i++) {
    const MiaoRecord *other = periods->pdata[i];

    if (miao_record_get_date (other, "from_on") < miao_record_get_date (period, "from_on"))
      former = other;
  }

  return former != NULL ? name_of (writing, "family_member", miao_record_get (former, "member"))
                        : "";
}

static gboolean
make_caregiver (Writing *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  MiaoRecord *period = miao_paper_load (paper, "caregiver_period", paper->id, error);
  MiaoRecord *family, *member;
  MiaoLetterPart parts[] = { { "家庭申请", NULL, "申请人", NULL },
                             { "寄养管理员意见", NULL, "签字", NULL },
                             { "机构意见", NULL, "盖章", NULL } };
  g_autoptr (GPtrArray) periods = NULL;

  if (period == NULL ||
      (family = miao_paper_load (paper, "family", miao_record_get (period, "family"), error)) ==
          NULL ||
      (member = miao_paper_load (paper, "family_member", miao_record_get (period, "member"),
                                 error)) == NULL ||
      (periods = miao_paper_all (paper, "caregiver_period", "family", miao_record_get_id (family),
                                 "from_on", error)) == NULL)
    return FALSE;
  number (writing, "家庭编号", family, "family_no");
  add_fact (writing, "寄养家庭", name_of (writing, "family", miao_record_get_id (family)), 1);
  add_fact (writing, "原主要照料人", former_of (writing, periods, period), 1);
  add_fact (writing, "新主要照料人", value_of (writing, member, "name"), 1);
  add_value (writing, member, "birth_date", 1);
  add_value (writing, member, "relation_to_head", 1);
  add_value (writing, member, "education", 1);
  add_value (writing, member, "health", 1);
  add_value (writing, member, "health_on", 1);
  add_fact (writing, "变更日期", day_of (writing, period, "from_on"), 1);
  add_fact (writing, "培训", name_of (writing, "training", miao_record_get (period, "training")),
            1);
  add_value (writing, period, "reason", 0);
  parts[2].date =
      miao_record_has (period, "approved_on") ? day_of (writing, period, "approved_on") : NULL;
  writing->letter.parts = parts;
  writing->letter.n_parts = G_N_ELEMENTS (parts);
  writing->letter.note =
      "新主要照料人须年满30周岁、不满66周岁，身体健康，有照料能力，并经培训合格；"
      "变更后签订协议变更页。";

  return finish (writing);
}

static const struct {
  const char *name;
  gboolean (*make) (Writing *writing, GError **error);
} makers[] = {
  { "consent", make_consent },
  { "review-notice", make_review },
  { "family-filing", make_family_filing },
  { "agreement-filing", make_agreement_filing },
  { "ending-filing", make_ending_filing },
  { "training-certificate", make_training },
  { "handover", make_handover },
  { "confirmation", make_confirmation },
  { "caregiver-change", make_caregiver },
};

gboolean
miao_paper_is_letter (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++) {
    if (strcmp (makers[i].name, name) == 0)
      return TRUE;
  }

  return FALSE;
}

gboolean
miao_paper_make_letter (MiaoPaper *paper, GError **error)
{
  Writing writing = { .paper = paper };

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++) {
    if (strcmp (makers[i].name, paper->kind->name) == 0)
      return makers[i].make (&writing, error);
  }

  return FALSE;
}
