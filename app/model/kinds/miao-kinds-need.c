#include "config.h"

#include "miao-kinds-private.h"

/* One field after another, not one argument a line. */
/* clang-format off */

#define SOURCE "domain 5.6"
/* What an evaluation by annex E or H found that the family or the child needs, until it is met. */
static const MiaoField need_fields[] = {
  F_REF ("evaluation", "Evaluation", "评估", "evaluation", A, FLAGS (INDEX)),
  F_REF ("placement", "Placement", "寄养关系", "placement", A, FLAGS (DERIVED | INDEX)),
  F_REF ("family", "Family", "寄养家庭", "family", A, FLAGS (DERIVED | INDEX)),
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (DERIVED | INDEX)),
  F_TEXT ("item", "Item of the form", "评估条目", 20, O),
  F_CODE ("area", "Area", "需求类别", "need_area", A, FLAGS (LISTED)),
  F_TEXT ("text", "What is needed", "需求", 500, A),
  F_CODE ("urgency", "Urgency", "紧急程度", "need_urgency", A, FLAGS (LISTED)),
  F_LONG ("plan", "Plan", "措施", O),
  F_REF ("staff", "Responsible", "责任人", "staff", A, FLAGS (INDEX | LISTED)),
  F_DATE ("found_on", "Found on", "提出日期", A, FLAGS (DERIVED | EVENT)),
  F_DATE ("due", "To be met by", "完成期限", A, FLAGS (LISTED)),
  F_CODE ("status", "State", "状态", "need_status", A, FLAGS (DERIVED | INDEX | LISTED)),
  F_DATE ("closed_on", "Met or dropped on", "办结日期", C, FLAGS (DERIVED | LISTED)),
  F_REF ("closed_by", "Entered by", "办结登记人", "staff", O, FLAGS (DERIVED)),
  F_LONG ("done", "What was done", "落实情况", C, FLAGS (DERIVED)),
  F_LONG ("drop_reason", "Why it was dropped", "不再落实的理由", C, FLAGS (DERIVED)),
  { NULL },
};

const MiaoKind miao_kind_need = {
  .name = "need", .label = "Need", .label_zh = "需求",
  .fields = need_fields, .source = SOURCE,
};
#undef SOURCE
