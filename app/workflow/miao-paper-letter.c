/* The short papers of a family's way: consents, the result of the review, what is filed with the
 * department, certificates (domain 10.3, P06, P08–P10). They say what the records say; what is not
 * known yet is left to be written in. */
#include "config.h"

#include "miao-paper-writing.h"

#include "miao-amendment.h"
#include "miao-codes.h"

#include <string.h>

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
make_consent (MiaoWriting *writing, GError **error)
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
      miao_writing_add_family (writing, miao_record_get (application, "family"),
                               miao_record_get_date (application, "applied_on"), error) == NULL ||
      (members = miao_paper_all (paper, "family_member", "family",
                                 miao_record_get (application, "family"), "created_at", error)) ==
          NULL)
    return FALSE;
  miao_writing_number (writing, "申请编号", application, "app_no");
  on = miao_record_get_date (application, "applied_on");
  for (guint i = 0; i < members->len; i++) {
    const MiaoRecord *member = members->pdata[i];

    if (!lived_there (member, on))
      continue;
    g_ptr_array_add (cells, (gpointer) miao_writing_value (writing, member, "name"));
    g_ptr_array_add (cells, (gpointer) miao_writing_value (writing, member, "relation_to_head"));
    g_ptr_array_add (cells, (gpointer) miao_writing_value (writing, member, "birth_date"));
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

  return miao_writing_finish (writing);
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
make_review (MiaoWriting *writing, GError **error)
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
    return miao_writing_refuse (
        error, miao_pick ("只有已经审核的寄养家庭情况考察（附录B）才有审核结果通知书。请先审核"
                          "这次评估。",
                          "Only a reviewed evaluation of the family (annex B) has a notice "
                          "of its result. Review it first."));
  if (miao_writing_add_family (writing, miao_record_get (evaluation, "subject_family"),
                               miao_record_get_date (evaluation, "review_on"), error) == NULL)
    return FALSE;
  decision = decision_of (evaluation);
  miao_writing_number (writing, "评估编号", evaluation, "eval_no");
  miao_writing_add (writing, "审核结果",
                    decision.again  ? miao_codes_name ("eval_conclusion",
                                                       miao_record_get (evaluation, "conclusion"),
                                                       MIAO_LANGUAGE_ZH)
                    : decision.pass ? "合格"
                                    : "不合格",
                    1);
  miao_writing_add (writing, "审核日期", miao_writing_day (writing, evaluation, "review_on"), 1);
  if (decision.pass)
    miao_writing_add_value (writing, evaluation, "valid_until", 0);
  else if (decision.again && miao_record_has (evaluation, "rectify_due"))
    miao_writing_add_value (writing, evaluation, "rectify_due", 0);
  parts[0].words = words_of (decision);
  text = miao_writing_value (writing, evaluation, "review_text");
  parts[1].head = decision.pass ? "审核意见" : decision.again ? "整改、补充事项" : "理由";
  parts[1].words = *text != '\0' ? text : "　　　　　　　　　　　　　　　　　　　　　　　　";
  writing->letter.parts = parts;
  writing->letter.n_parts = G_N_ELEMENTS (parts);
  writing->letter.signatures = house;
  writing->letter.n_signatures = G_N_ELEMENTS (house);
  writing->letter.receipt = "签收";
  miao_writing_add_receipt (writing, "文书", "审核结果通知书", 1);
  miao_writing_add_receipt (writing, "签收日期", MIAO_WRITING_BLANK_DAY, 1);
  writing->letter.receipt_signatures = received;
  writing->letter.n_receipt_signatures = G_N_ELEMENTS (received);

  return miao_writing_finish (writing);
}

/* ---- P09 ---- */

/* Which record a line of a filing is from. */
typedef enum {
  OF_RECORD,
  OF_PLACEMENT,
  OF_CHILD, /* its name */
} FilingSource;

typedef struct {
  FilingSource source;
  const char *field;
  guint span;
} FilingLine;

#define MOST_LINES 10

/* What the department is told; the family stands before these lines. @day: when the family was what
 * is filed. */
static const struct {
  const char *paper;
  const char *number_label;
  const char *number;
  const char *day;
  const char *what;
  FilingLine lines[MOST_LINES];
} filings[] = {
  { "family-filing",
    "家庭编号",
    "family_no",
    "filed_on",
    "寄养家庭",
    { { OF_RECORD, "home_division", 0 },
      { OF_RECORD, "area_m2", 1 },
      { OF_RECORD, "rooms", 1 },
      { OF_RECORD, "capacity", 1 },
      { OF_RECORD, "approval_no", 1 },
      { OF_RECORD, "approved_on", 1 },
      { OF_RECORD, "approved_until", 1 } } },
  { "agreement-filing",
    "协议编号",
    "agreement_no",
    "effective_on",
    "家庭寄养协议",
    { { OF_CHILD, "child", 1 },
      { OF_RECORD, "effective_on", 1 },
      { OF_RECORD, "term_from", 1 },
      { OF_RECORD, "term_to", 1 },
      { OF_RECORD, "integration_days", 1 },
      { OF_RECORD, "clause_version", 1 } } },
  { "ending-filing",
    "解除通知书编号",
    "notice_no",
    "decided_on",
    "解除家庭寄养关系",
    { { OF_CHILD, "child", 1 },
      { OF_PLACEMENT, "placement_no", 1 },
      { OF_PLACEMENT, "moved_in_on", 1 },
      { OF_RECORD, "decided_on", 1 },
      { OF_RECORD, "initiator", 1 },
      { OF_RECORD, "moved_to", 1 },
      { OF_RECORD, "ground", 0 },
      { OF_RECORD, "ground_text", 0 },
      { OF_RECORD, "support_plan", 0 } } },
};

/* The department's answer, on the same sheet. */
static gboolean
finish_filing (MiaoWriting *writing, const MiaoRecord *record, const char *what)
{
  static const MiaoLetterPart parts[] = { { "机构意见", NULL, "盖章", NULL },
                                          { "主管民政部门意见", NULL, "盖章", NULL } };
  static const MiaoSignature received[] = { { "经办人（签字）", NULL },
                                            { "民政部门（盖章）", NULL } };

  writing->letter.parts = parts;
  writing->letter.n_parts = G_N_ELEMENTS (parts);
  writing->letter.receipt = "备案回执";
  miao_writing_add_receipt (writing, "报备机构", writing->paper->institution, 0);
  miao_writing_add_receipt (writing, "备案事项", what, 0);
  miao_writing_add_receipt (writing, "备案号", miao_writing_value (writing, record, "filed_no"), 1);
  miao_writing_add_receipt (writing, "备案日期", miao_writing_day (writing, record, "filed_on"), 1);
  writing->letter.receipt_signatures = received;
  writing->letter.n_receipt_signatures = G_N_ELEMENTS (received);

  return miao_writing_finish (writing);
}

static void
add_line (MiaoWriting *writing,
          const FilingLine *line,
          const MiaoRecord *record,
          const MiaoRecord *about)
{
  if (line->source == OF_CHILD)
    miao_writing_add (writing, "寄养儿童",
                      miao_writing_name (writing, "child", miao_record_get (about, line->field)),
                      line->span);
  else
    miao_writing_add_value (writing, line->source == OF_RECORD ? record : about, line->field,
                            line->span);
}

static gboolean
make_filing (MiaoWriting *writing, GError **error)
{
  MiaoPaper *paper = writing->paper;
  const char *kind = paper->kind->kind, *family;
  MiaoRecord *record = miao_paper_load (paper, kind, paper->id, error);
  const MiaoRecord *about = record; /* what has the child and the family */
  guint at = 0;

  while (strcmp (filings[at].paper, paper->kind->name) != 0)
    at++;
  if (record != NULL && strcmp (kind, "termination") == 0)
    about = miao_paper_load (paper, "placement", miao_record_get (record, "placement"), error);
  if (record == NULL || about == NULL)
    return FALSE;
  if (strcmp (kind, "agreement") == 0) {
    record = miao_amendment_undo (record);
    g_ptr_array_add (paper->records, record);
  }
  family = strcmp (kind, "family") == 0 ? paper->id : miao_record_get (about, "family");
  if (miao_writing_add_family (writing, family, miao_record_get_date (record, filings[at].day),
                               error) == NULL)
    return FALSE;
  miao_writing_number (writing, filings[at].number_label, record, filings[at].number);
  for (guint i = 0; i < MOST_LINES && filings[at].lines[i].field != NULL; i++)
    add_line (writing, &filings[at].lines[i], record, about);

  return finish_filing (writing, record, filings[at].what);
}

/* ---- P10 ---- */

static gboolean
make_training (MiaoWriting *writing, GError **error)
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
    return miao_writing_refuse (
        error, miao_pick ("培训合格的才发培训证明。请先登记培训结果。",
                          "Only a training that was passed has a certificate. Record the "
                          "result first."));
  miao_writing_number (writing, "培训证明编号", training, "certificate_no");
  name = miao_writing_name (writing, "family_member", miao_record_get (training, "member"));
  miao_writing_add (writing, "姓名", name, 1);
  miao_writing_add (writing, "寄养家庭",
                    miao_writing_name (writing, "family", miao_record_get (training, "family")), 1);
  miao_writing_add_value (writing, training, "kind", 1);
  miao_writing_add_value (writing, training, "hours", 1);
  miao_writing_add_value (writing, training, "from_on", 1);
  miao_writing_add_value (writing, training, "to_on", 1);
  miao_writing_add_value (writing, training, "course", 0);
  miao_writing_add_value (writing, training, "teacher", 1);
  miao_writing_add_value (writing, training, "result", 1);
  part.words = miao_paper_keep (
      paper, g_strdup_printf ("兹证明%s参加上述家庭寄养培训，修满学时，结果合格。", name));
  writing->letter.parts = &part;
  writing->letter.n_parts = 1;
  writing->letter.signatures = house;
  writing->letter.n_signatures = G_N_ELEMENTS (house);

  return miao_writing_finish (writing);
}

static const struct {
  const char *name;
  gboolean (*make) (MiaoWriting *writing, GError **error);
} makers[] = {
  { "consent", make_consent },
  { "review-notice", make_review },
  { "family-filing", make_filing },
  { "agreement-filing", make_filing },
  { "ending-filing", make_filing },
  { "training-certificate", make_training },
  { "handover", miao_writing_make_handover },
  { "confirmation", miao_writing_make_confirmation },
  { "integration-ending", miao_writing_make_integration_ending },
  { "amendment", miao_writing_make_amendment },
  { "caregiver-change", miao_writing_make_caregiver },
  { "short-care", miao_writing_make_short_care },
  { "opinion", miao_writing_make_opinion },
  { "leave", miao_writing_make_leave },
  { "adoption-opinion", miao_writing_make_adoption },
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
  MiaoWriting writing = { .paper = paper };

  paper->info.series = "家庭寄养";
  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++) {
    if (strcmp (makers[i].name, paper->kind->name) == 0)
      return makers[i].make (&writing, error);
  }

  return FALSE;
}
