#include "config.h"

#include "miao-kinds-private.h"

/* One field after another, not one argument a line. */
/* clang-format off */

#define SOURCE "domain 0.2"
const MiaoField miao_kind_reason_items[] = {
  F_TEXT ("rule", "Rule", "规则", 20, A),
  F_TEXT ("reason", "Reason", "理由", 1000, A),
  F_TEXT ("by", "Given by", "说明人", 50, O),
  F_DATE ("on", "Date", "日期", O),
  { NULL },
};
#undef SOURCE

#define SOURCE "domain 6.10"
static const MiaoField visit_day_items[] = {
  F_DATE ("on", "Visited on", "入户日期", A),
  F_TEXT ("by", "Visitors", "入户人员", 100, O),
  F_TEXT ("note", "Note", "备注", 200, O),
  { NULL },
};

static const MiaoField answer_items[] = {
  F_TEXT ("item", "Item", "条目", 20, A),
  F_TEXT ("answer", "Answer", "结果", 2000, O),
  /* Hundredths of a point. */
  F_INT ("score", "Score", "得分", 0, 100000, "分", 2, O),
  F_TEXT ("note", "Note", "说明", 2000, O),
  F_REFS ("evidence", "Evidence", "佐证材料", "document", O),
  { NULL },
};

static const MiaoField rectify_items[] = {
  F_TEXT ("item", "To be put right", "整改事项", 200, A),
  F_DATE ("due", "Due", "整改期限", O),
  F_DATE ("closed_on", "Done on", "完成日期", O),
  F_TEXT ("note", "Note", "说明", 500, O),
  { NULL },
};

/* A package that one member takes along, to work where there is no connection. */
static const MiaoField fieldwork_items[] = {
  F_TEXT ("number", "Package number", "评估包编号", 30, A),
  F_TEXT ("package", "Package", "评估包标识", 36, A),
  F_REF ("member", "Member", "小组成员", "evaluation_member", O),
  F_TEXT ("holder", "Taken by", "携带人", 50, A),
  F_DATE ("out_on", "Left on", "带出日期", A),
  F_TEXT ("by", "Issued by", "经办人", 50, O),
  F_DATE ("due", "Due back", "应带回日期", A),
  F_CODE ("state", "State", "状态", "fieldwork_state", A),
  F_DATE ("back_on", "Ended on", "带回（收回）日期", O),
  F_TEXT ("reason", "Reason", "收回原因", 200, O),
  F_REF ("protocol", "Record of the merge", "合并记录", "document", O),
  { NULL },
};

/* The list of needs as it was when the leader concluded; what becomes of them is in their records. */
static const MiaoField kept_need_items[] = {
  F_BOOL ("last", "Of the last time", "上次的需求", A),
  F_CODE ("area", "Area", "需求类别", "need_area", A),
  F_TEXT ("text", "What is needed", "需求", 500, A),
  F_CODE ("urgency", "Urgency", "紧急程度", "need_urgency", A),
  F_LONG ("plan", "Plan", "措施", O),
  F_TEXT ("staff", "Responsible", "责任人", 50, A),
  F_DATE ("due", "To be met by", "完成期限", A),
  F_CODE ("status", "State", "状态", "need_status", A),
  F_DATE ("closed_on", "Met or dropped on", "办结日期", O),
  F_LONG ("done", "What was done, or why not", "落实情况", O),
  { NULL },
};

static const MiaoField evaluation_fields[] = {
  F_TEXT ("eval_no", "Evaluation number", "评估编号", 30, A, FLAGS (UNIQUE | KEY | LISTED)),
  F_CODE ("kind", "Kind", "评估类型", "eval_kind", A, FLAGS (INDEX | LISTED)),
  F_REF ("subject_family", "Family", "被评估家庭", "family", C, FLAGS (INDEX)),
  F_REF ("subject_child", "Child", "被评估儿童", "child", C, FLAGS (INDEX)),
  F_REF ("placement", "Placement", "寄养关系", "placement", C, FLAGS (INDEX)),
  F_TEXT ("form_id", "Form", "表单", 40, R),
  F_INT ("form_version", "Form version", "表单版本", 1, 100000, "版", 0, R),
  F_REF ("form_edition", "Items of the institution", "机构自定条目版本", "form_edition", O,
         FLAGS (DERIVED | LOCAL)),
  F_TEXT ("form_sha256", "SHA-256 of the form", "表单摘要", 64, O, FLAGS (DERIVED)),
  F_CODES ("mode", "Methods", "评估方式", "eval_mode", R),
  F_CODE ("provider_type", "Carried out by", "实施方", "provider_type", R),
  F_TEXT ("provider_name", "Agency", "第三方机构名称", 100, C),
  F_TEXT ("provider_uscc", "Agency's credit code", "第三方机构统一社会信用代码", 18, C),
  F_TEXT ("contract_no", "Entrustment number", "委托协议编号", 50, C),
  F_DATE ("contract_from", "Entrusted from", "委托期限起", C),
  F_DATE ("contract_to", "Entrusted to", "委托期限止", C),
  F_LONG ("reason_not_third_party", "Why no third party", "未委托第三方的理由", C),
  F_DATE ("planned_on", "Planned for", "计划日期", R, FLAGS (LISTED | INDEX)),
  F_DATE ("team_on", "Team formed on", "评估小组组成日期", O, FLAGS (DERIVED | LOCAL)),
  F_DATE ("started_on", "Started on", "开始日期", R),
  F_LIST ("visited_on", "Home visits", "入户日期", visit_day_items, R),
  F_DATE ("finished_on", "Finished on", "完成日期", R, FLAGS (LISTED | EVENT)),
  F_LIST ("answers", "Answers", "条目结果", answer_items, R),
  F_INT ("total_score", "Total score", "总分", 0, 100000, "分", 2, C, FLAGS (DERIVED)),
  F_CODE ("grade", "Grade", "等级", "eval_grade", C, FLAGS (DERIVED)),
  F_CODE ("conclusion", "Conclusion", "评估结论", "eval_conclusion", R, FLAGS (LISTED)),
  F_LONG ("opinion_text", "Opinion of the team", "评估小组意见", R),
  F_LIST ("rectify", "To be put right", "整改事项", rectify_items, O),
  F_DATE ("rectify_due", "Put right by", "整改期限", C),
  F_DATE ("valid_until", "Valid until", "有效期至", O, FLAGS (DERIVED | INDEX)),
  F_INSTANT ("leader_signed_at", "Signed by the leader", "组长签发时间", R, FLAGS (DERIVED)),
  F_REF ("report_doc", "Report", "评估报告", "document", R, FLAGS (DERIVED)),
  F_TEXT ("final_digest", "SHA-256 of the final text", "定稿摘要", 64, O, FLAGS (DERIVED)),
  F_REF ("reviewed_by", "Reviewed by", "审核人", "staff", C),
  F_DATE ("review_on", "Reviewed on", "审核日期", C),
  F_CODE ("review_result", "Result of the review", "审核结果", "review_result", C),
  F_LONG ("review_text", "Opinion of the review", "审核意见", O),
  F_DATE ("told_on", "Family told of the result on", "审核结果告知日期", C, FLAGS (LOCAL)),
  F_CODE ("told_how", "How it was told", "审核结果告知方式", "served_how", O, FLAGS (LOCAL)),
  F_CODE ("status", "State", "状态", "evaluation_status", A, FLAGS (DERIVED | INDEX | LISTED)),
  F_LIST ("fieldwork", "Field packages", "外出评估包", fieldwork_items, O, FLAGS (DERIVED | LOCAL)),
  F_REF ("supersedes", "Corrects", "更正的评估", "evaluation", O, FLAGS (DERIVED | INDEX)),
  F_LIST ("needs", "Needs", "需求清单", kept_need_items, O, FLAGS (DERIVED | LOCAL)),
  F_LONG ("correction_reason", "Reason for the correction", "更正原因", C),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_evaluation = {
  .name = "evaluation", .xml = "Evaluation", .label = "Evaluation", .label_zh = "评估",
  .fields = evaluation_fields, .number = "eval_no", .source = SOURCE,
};
#undef SOURCE

/* What the institution adds to a form. Never changed: another edition follows, and an evaluation
 * keeps the one that it was opened with. */
#define SOURCE "domain 2.3"
static const MiaoField form_item_items[] = {
  F_TEXT ("item", "Item", "条目", 20, A),
  F_TEXT ("section", "Section", "所在栏目", 40, A),
  F_CODE ("type", "Answered by", "答案类型", "form_answer", A),
  F_TEXT ("text", "What is asked", "评估内容", 200, A),
  F_TEXT ("guide", "How to answer", "填写说明", 200, O),
  F_LONG ("choices", "Choices", "选项", C),
  F_INT ("max", "Full points", "满分", 1, 10, "分", 0, C),
  F_INT ("decimals", "Decimals", "小数位数", 0, 2, "位", 0, O),
  F_TEXT ("unit", "Unit", "单位", 20, O),
  F_BOOL ("required", "Must be answered", "必填", O),
  { NULL },
};

static const MiaoField form_edition_fields[] = {
  F_CODE ("kind", "Form", "表单", "form_kind", A,
          FLAGS (DERIVED | LISTED | LOCAL)),
  F_INT ("edition", "Edition", "修改次数", 1, 100000, "次", 0, A, FLAGS (DERIVED | LISTED | LOCAL)),
  F_DATE ("valid_from", "In force from", "生效日期", A, FLAGS (LISTED | LOCAL)),
  F_LIST ("items", "Items", "条目", form_item_items, O, FLAGS (DERIVED | LOCAL)),
  F_LONG ("change", "What was changed", "修改内容", O, FLAGS (DERIVED | LOCAL)),
  /* A planned edition that never holds: this one holds in its stead what was there before it. */
  F_INT ("withdraws", "Edition that it withdraws", "撤回的修改", 1, 100000, "次", 0, O,
         FLAGS (DERIVED | LOCAL)),
  { NULL },
};

const MiaoKind miao_kind_form_edition = {
  .name = "form_edition", .label = "Items of the institution", .label_zh = "机构自定评估条目",
  .fields = form_edition_fields, .flags = MIAO_KIND_APPEND_ONLY, .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.11"
static const MiaoField evaluation_member_fields[] = {
  F_REF ("evaluation", "Evaluation", "评估", "evaluation", A, FLAGS (INDEX)),
  F_REF ("person", "Staff member", "本院人员", "staff", C, FLAGS (INDEX)),
  F_TEXT ("name", "Name", "姓名", 50, A, SENS, FLAGS (NAME | LISTED), STD ("XM")),
  F_TEXT ("id_no", "Citizen ID number", "公民身份号码", 18, C, SENS, STD ("GMSFHM")),
  F_TEXT ("org", "Organisation", "所在单位", 100, C, FLAGS (LISTED)),
  F_TEXT ("org_uscc", "Credit code of the organisation", "单位统一社会信用代码", 18, C),
  F_TEXT ("title", "Post or title", "职务职称", 50, C),
  F_TEXT ("login", "Account", "账号", 30, O, FLAGS (INDEX | LOCAL)),
  F_CODE ("role", "Role", "评估小组角色", "team_role", A, FLAGS (LISTED)),
  /* Tenths of a year. */
  F_INT ("cw_years", "Years of child-welfare work", "从事儿童福利相关工作年限", 0, 700, "年", 1, R,
         FLAGS (LISTED)),
  F_DATE ("cw_years_start", "In child-welfare work since", "从事儿童福利相关工作起始日", O),
  F_REF ("cw_proof", "Proof of the years", "工作年限证明", "document", O, FLAGS (LOCAL)),
  F_TEXT ("qualification", "Qualification", "资格", 50, O),
  F_BOOL ("conflict", "Has a conflict of interest", "存在利害关系", R),
  F_LONG ("conflict_text", "Declaration on interests", "利害关系声明", R),
  F_CODE ("vote", "Vote", "表决", "vote", C, FLAGS (LISTED)),
  /* Without one, the vote is about a conclusion that lets things go on. */
  F_CODE ("conclusion", "Conclusion voted on", "表决的结论", "eval_conclusion", C, FLAGS (LOCAL)),
  /* Own opinion: sealed from the other members until all have given theirs. */
  F_LONG ("opinion", "Own opinion", "个人意见", C),
  F_LONG ("dissent", "Dissent", "不同意见", C),
  F_INSTANT ("opinion_at", "Opinion given", "意见提交时间", C, FLAGS (DERIVED)),
  F_INSTANT ("signed_at", "Signed", "签字时间", C, FLAGS (DERIVED)),
  F_REF ("sign_doc", "Signed paper", "签字扫描件", "document", O, FLAGS (LOCAL)),
  F_DATE ("left_on", "Left the team on", "退出小组日期", O),
  { NULL },
};

const MiaoKind miao_kind_evaluation_member = {
  .name = "evaluation_member", .xml = "EvaluationMember", .label = "Evaluation team member",
  .label_zh = "评估小组成员", .fields = evaluation_member_fields, .title = "name", .source = SOURCE,
};
#undef SOURCE
