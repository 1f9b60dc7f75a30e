#include "config.h"

#include "miao-kinds-private.h"

/* One field after another, not one argument a line. */
/* clang-format off */

#define SOURCE "domain 6.13"
static const MiaoField meeting_items[] = {
  F_DATE ("on", "Met on", "见面日期", A),
  F_TEXT ("place", "Place", "地点", 100, O),
  F_TEXT ("note", "Note", "情况", 500, O),
  { NULL },
};

static const MiaoField matching_fields[] = {
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX)),
  F_REF ("family", "Family", "家庭", "family", A, FLAGS (INDEX)),
  F_DATE ("proposed_on", "Proposed on", "提出日期", A, FLAGS (LISTED | EVENT)),
  F_REF ("proposer", "Proposed by", "提出人", "staff", R),
  F_LONG ("reasons_text", "Why they fit", "匹配理由", R),
  F_LONG ("guards", "Conditions checked (JSON)", "条件核对快照（JSON）", R, FLAGS (DERIVED)),
  F_LIST ("meetings", "Meetings", "见面情况", meeting_items, O),
  F_CODE ("decision", "Decision", "匹配决定", "match_decision", R, FLAGS (LISTED)),
  F_REF ("decided_by", "Decided by", "决定人", "staff", R),
  F_DATE ("decided_on", "Decided on", "决定日期", R, FLAGS (LISTED)),
  F_LONG ("decision_text", "Reasons of the decision", "决定理由", C, FLAGS (LOCAL)),
  F_REFS ("attendees", "Attended by", "参会人员", "staff", C, FLAGS (LOCAL)),
  F_TEXT ("attendee_names", "Others who attended", "其他参会人员", 200, O, FLAGS (LOCAL)),
  F_REF ("cross_area_doc", "Cross-area consent", "跨区寄养同意文件", "document", C, FLAGS (LOCAL)),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_matching = {
  .name = "matching", .xml = "Matching", .label = "Matching", .label_zh = "匹配",
  .fields = matching_fields, .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.15"
static const MiaoField allowance_items[] = {
  F_CODE ("kind", "Kind", "费用种类", "allowance_kind", A),
  F_FEN ("fen", "Amount", "金额", A),
  F_CODE ("period", "Period", "发放周期", "pay_period", A),
  F_INT ("pay_day", "Day of payment", "发放日", 1, 31, "日", 0, O),
  { NULL },
};

static const MiaoField amendment_items[] = {
  F_INT ("number", "Number", "变更序号", 1, 1000, "次", 0, A),
  F_DATE ("on", "Date", "变更日期", A),
  F_CODE ("matter", "Matter", "变更事项", "amendment_matter", O, FLAGS (LOCAL)),
  F_TEXT ("before", "Before", "变更前", 500, O, SENS, FLAGS (LOCAL)),
  F_TEXT ("after", "After", "变更后", 500, O, SENS, FLAGS (LOCAL)),
  F_REF ("former", "Caregiver before", "原主要照料人", "family_member", O, FLAGS (LOCAL)),
  F_TEXT ("what", "What was changed", "变更内容", 1000, A),
  F_REF ("document", "Document", "变更文件", "document", O),
  { NULL },
};

static const MiaoField agreement_fields[] = {
  F_TEXT ("agreement_no", "Agreement number", "协议编号", 30, A, FLAGS (UNIQUE | KEY | LISTED)),
  F_REF ("institution", "Party A: institution", "甲方机构", "institution", R),
  F_REF ("family", "Party B: family", "乙方家庭", "family", A, FLAGS (INDEX)),
  F_REF ("caregiver", "Main caregiver", "主要照料人", "family_member", R, FLAGS (INDEX)),
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX)),
  F_REF ("matching", "Matching", "匹配", "matching", O),
  F_DATE ("signed_inst_on", "Signed by the institution on", "机构签字（盖章）日期", R),
  F_DATE ("signed_family_on", "Signed by the family on", "家庭签字（盖章）日期", R),
  F_DATE ("effective_on", "Effective on", "生效日期", R, FLAGS (DERIVED | LISTED | EVENT)),
  F_DATE ("term_from", "Term from", "寄养期限起", R),
  F_DATE ("term_to", "Term to", "寄养期限止", R, FLAGS (INDEX | LISTED)),
  F_INT ("integration_days", "Integration period", "融合期限", 60, 90, "天", 0, R),
  F_LIST ("allowances", "Payments", "费用", allowance_items, R),
  F_LONG ("visit_plan", "Plan of visits", "探访安排", R),
  /* What is chosen here is compared; the words are those of the agreement. */
  F_CODES ("short_care_for", "Short-term care is agreed for", "约定的短期养育事由",
           "short_care_reason", O, FLAGS (LOCAL)),
  F_LONG ("short_care_reasons", "Reasons for short-term care", "短期养育事由", R),
  F_LONG ("duties_inst", "Rights and duties of the institution", "机构的权利义务", R),
  F_LONG ("duties_family", "Rights and duties of the family", "寄养家庭的权利义务", R),
  F_LONG ("breach", "Breach and how it is dealt with", "违约责任及处理", R),
  F_INT ("clause_version", "Version of the text", "协议文本版本", 1, 100000, "版", 0, R),
  F_REF ("scan", "Signed copy", "签字扫描件", "document", R, FLAGS (LOCAL)),
  F_LIST ("amendments", "Amendments", "协议变更", amendment_items, O),
  F_DATE ("filed_on", "Filed on", "协议备案日期", C),
  F_TEXT ("filed_no", "Filing number", "协议备案号", 30, C),
  F_DATE ("ended_on", "Ended on", "终止日期", O, FLAGS (DERIVED)),
  F_CODE ("status", "State", "状态", "agreement_status", A, FLAGS (DERIVED | INDEX | LISTED)),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_agreement = {
  .name = "agreement", .xml = "Agreement", .label = "Foster-care agreement", .label_zh = "家庭寄养协议",
  .fields = agreement_fields, .number = "agreement_no", .source = "O54 12(5)",
};
#undef SOURCE

#define SOURCE "domain 6.16"
static const MiaoField removal_items[] = {
  F_DATE ("on", "Removed on", "带离日期", A),
  F_DATE ("returned_on", "Back with the family on", "回寄养家庭日期", O),
  { NULL },
};

static const MiaoField placement_fields[] = {
  F_TEXT ("placement_no", "Placement number", "寄养编号", 30, A, FLAGS (UNIQUE | KEY | LISTED)),
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX)),
  F_REF ("family", "Family", "家庭", "family", A, FLAGS (INDEX)),
  F_REF ("matching", "Matching", "匹配", "matching", O, FLAGS (DERIVED)),
  F_REF ("agreement", "Agreement", "协议", "agreement", R, FLAGS (DERIVED | INDEX)),
  F_DATE ("proposed_on", "Proposed on", "提出日期", A, FLAGS (DERIVED)),
  F_DATE ("moved_in_on", "Moved in on", "入户日期", R, FLAGS (DERIVED | INDEX | LISTED | EVENT)),
  F_DATE ("integration_due_min", "Earliest confirmation", "最早确立日（融合期满60日）", R,
          FLAGS (DERIVED)),
  F_DATE ("integration_due_max", "Latest confirmation", "最迟确立日（融合期满90日）", R,
          FLAGS (DERIVED | LISTED)),
  F_REF ("integration_eval", "Integration evaluation", "融合期评估", "evaluation", C,
         FLAGS (DERIVED)),
  F_DATE ("confirmed_on", "Confirmed on", "正式寄养确立日", C, FLAGS (DERIVED | LISTED)),
  F_DATE ("extended_to", "Extended to", "融合期延长至", C),
  F_LONG ("extend_reason", "Reason for extending", "延长原因", C),
  F_REF ("care_worker", "Foster-care worker", "寄养管理员", "staff", R, FLAGS (INDEX)),
  F_CODE ("home_division", "Division of the home", "寄养地行政区划", "division", R, STD ("XZQHDM")),
  F_CODE ("status", "State", "状态", "placement_status", A, FLAGS (DERIVED | INDEX | LISTED)),
  F_CODE ("status_before", "State before suspension", "暂停前状态", "placement_status", O,
          FLAGS (DERIVED | LOCAL)),
  F_DATE ("suspended_on", "Removed on", "紧急带离日期", C, FLAGS (DERIVED)),
  F_LONG ("suspend_reason", "Reason for removal", "紧急带离原因", C, RESTR, FLAGS (LOCAL)),
  F_LIST ("removals", "Removals", "紧急带离与返回", removal_items, O, FLAGS (DERIVED | LOCAL)),
  F_LIST ("pauses", "Trial adoptions", "试收养期间（寄养中止）", removal_items, O,
          FLAGS (DERIVED | LOCAL)),
  F_DATE ("returned_on", "Back with the family on", "带离后返回日期", O, FLAGS (DERIVED | LOCAL)),
  F_LONG ("return_reason", "Why the child went back", "带离后返回理由", O, RESTR,
          FLAGS (DERIVED | LOCAL)),
  F_DATE ("short_care_from", "Short-term care from", "短期养育开始日期", C, FLAGS (DERIVED)),
  F_DATE ("short_care_to", "Short-term care until", "短期养育计划结束日期", C, FLAGS (DERIVED)),
  F_LONG ("short_care_reason", "Reason for short-term care", "短期养育事由", C, FLAGS (DERIVED)),
  F_DATE ("ended_on", "Ended on", "终止日期", C, FLAGS (DERIVED | INDEX | LISTED)),
  F_REF ("termination", "Termination", "解除", "termination", C, FLAGS (DERIVED)),
  F_DATE ("adopt_wish_on", "Priority in adoption since", "优先收养登记日期", O,
          FLAGS (DERIVED | LOCAL)),
  F_LONG ("adopt_wish", "What the family said about adopting", "收养意愿说明", O,
          FLAGS (DERIVED | LOCAL)),
  F_LONG ("cancel_reason", "Reason for cancelling", "取消原因", C),
  F_DATE ("cancelled_on", "Cancelled on", "取消日期", C, FLAGS (DERIVED)),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_placement = {
  .name = "placement", .xml = "Placement", .label = "Placement", .label_zh = "寄养关系",
  .fields = placement_fields, .number = "placement_no", .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.17"
static const MiaoField short_care_fields[] = {
  F_REF ("placement", "Placement", "寄养关系", "placement", A, FLAGS (INDEX)),
  F_DATE ("from_on", "From", "开始日期", A, FLAGS (INDEX | LISTED | EVENT)),
  F_DATE ("until_on", "Planned until", "计划结束日期", R, FLAGS (LISTED)),
  F_CODE ("reason", "Reason", "短期养育事由", "short_care_reason", R, FLAGS (LISTED)),
  F_LONG ("reason_text", "Explanation", "事由说明", O),
  F_CODE ("place", "Where the child stays", "安置去向", "short_care_place", R, FLAGS (LISTED)),
  F_REF ("family", "Family that takes the child in", "接收家庭", "family", C, FLAGS (INDEX)),
  F_TEXT ("carer", "Cared for by", "临时照料人", 50, R, SENS),
  F_DATE ("approved_on", "Approved on", "批准日期", R),
  F_REF ("approved_by", "Approved by", "批准人", "staff", R, FLAGS (DERIVED)),
  F_DATE ("ended_on", "Ended on", "实际结束日期", C, FLAGS (DERIVED | INDEX | LISTED)),
  F_BOOL ("returned", "Back with the family", "已回寄养家庭", C, FLAGS (DERIVED)),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_short_care = {
  .name = "short_care", .label = "Short-term care", .label_zh = "短期养育",
  .fields = short_care_fields, .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.18"
static const MiaoField visit_item_items[] = {
  F_TEXT ("item", "Item", "条目", 20, A),
  F_TEXT ("answer", "Answer", "结果", 500, O),
  F_TEXT ("note", "Note", "说明", 1000, O),
  { NULL },
};

static const MiaoField problem_items[] = {
  F_TEXT ("text", "Problem", "问题", 1000, A),
  F_CODE ("severity", "Severity", "严重程度", "visit_severity", A),
  F_DATE ("due", "Put right by", "整改期限", O),
  F_DATE ("closed_on", "Closed on", "办结日期", O),
  { NULL },
};

static const MiaoField visit_fields[] = {
  F_REF ("placement", "Placement", "寄养关系", "placement", A, FLAGS (INDEX)),
  F_TEXT ("visit_no", "Number of a visit to several children", "同次探访编号", 30, O,
          FLAGS (DERIVED | INDEX | LOCAL)),
  F_DATE ("visited_on", "Visited on", "探访日期", A, FLAGS (INDEX | LISTED | EVENT)),
  F_TEXT ("visited_time", "Time (hh:mm)", "探访时刻（时:分）", 5, O),
  F_BOOL ("planned", "Planned", "计划内探访", R),
  F_BOOL ("unannounced", "Unannounced", "不预告探访", R, FLAGS (LISTED)),
  F_REFS ("visitors", "Visitors", "探访人", "staff", R),
  F_TEXT ("visitor_names", "Other visitors", "其他探访人", 100, O),
  F_BOOL ("child_seen", "Child was seen", "见到儿童", R, FLAGS (LISTED)),
  F_BOOL ("seen_alone", "Child was seen alone", "与儿童单独谈话", R),
  F_BOOL ("rooms_seen", "Rooms were seen", "查看居室", R),
  F_LIST ("items", "Items", "探访条目", visit_item_items, R),
  F_INT ("weight_g", "Weight", "体重", 300, 200000, "千克", 3, O),
  F_INT ("length_mm", "Length or height", "身长（身高）", 300, 2300, "厘米", 1, O),
  F_LONG ("child_words", "The child's words", "儿童的话", R),
  F_LONG ("caregiver_words", "The caregiver's words", "照料人反映", O),
  F_LIST ("problems", "Problems", "发现的问题", problem_items, O),
  F_REFS ("photos", "Photographs", "照片", "document", O, FLAGS (LOCAL)),
  F_DATE ("next_due", "Next visit", "下次探访日期", R, FLAGS (LISTED)),
  F_REF ("signed_doc", "Signed record", "签名页", "document", O, FLAGS (LOCAL)),
  { NULL },
};

const MiaoKind miao_kind_visit = {
  .name = "visit", .xml = "Visit", .label = "Visit", .label_zh = "探访",
  .fields = visit_fields, .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.21"
static const MiaoField aftercare_items[] = {
  F_DATE ("on", "Day", "随访日期", A),
  F_TEXT ("by", "By", "随访人", 50, R),
  F_LONG ("state", "How the child is", "儿童近况", A),
  F_LONG ("problems", "Problems", "存在的问题", O),
  F_LONG ("next", "Next step", "下一步安排", O),
  { NULL },
};

static const MiaoField termination_fields[] = {
  F_REF ("placement", "Placement", "寄养关系", "placement", A, FLAGS (INDEX)),
  F_CODE ("initiator", "Initiated by", "提出方", "initiator", R, FLAGS (LISTED)),
  F_CODE ("ground", "Ground", "解除事由", "end_reason", R, FLAGS (LISTED), STD ("JCSYDM")),
  F_LONG ("ground_text", "Explanation", "事由说明", R),
  F_REFS ("evidence", "Evidence", "证据材料", "document", C, FLAGS (LOCAL)),
  F_DATE ("started_on", "Begun on", "启动日期", A, FLAGS (DERIVED)),
  F_DATE ("applied_on", "Family's written application of", "家庭书面申请日期", C),
  F_DATE ("earliest_end_on", "Earliest end", "最早解除日", O, FLAGS (DERIVED)),
  F_DATE ("decided_on", "Approved on (effective)", "批准（生效）日期", R, FLAGS (LISTED | EVENT)),
  F_REF ("decided_by", "Approved by", "批准人", "staff", R),
  F_TEXT ("notice_no", "Number of the notice", "解除通知书编号", 30, R, FLAGS (KEY)),
  F_DATE ("notice_served_on", "Notice served on", "通知送达日期", R),
  F_CODE ("served_how", "How it was served", "送达方式", "served_how", R),
  F_DATE ("filed_on", "Filed on", "解除备案日期", C),
  F_TEXT ("filed_no", "Filing number", "解除备案号", 30, C),
  F_CODE ("moved_to", "Where the child went", "儿童去向", "moved_to", R),
  F_TEXT ("moved_to_name", "Name of the receiver", "接收方", 100, O, SENS),
  F_LONG ("support_plan", "Support and resettlement", "辅导安置方案", R),
  F_REF ("child_opinion", "Child's opinion", "儿童意见", "child_opinion", C),
  F_REF ("eval_f", "Family termination evaluation", "寄养家庭终结评估", "evaluation", C),
  F_REF ("eval_i", "Child termination evaluation", "儿童寄养终结评估", "evaluation", C),
  F_FEN ("settled_fen", "Settled", "结算金额", C),
  F_DATE ("settled_on", "Settled on", "结算日期", C),
  F_BOOL ("belongings_ok", "Belongings handed over", "物品交接完成", C),
  F_TEXT ("harm_report_no", "Report of suspected harm", "侵害情况报告编号", 50, C, RESTR),
  F_LONG ("appeal", "Objection", "异议", O),
  F_LIST ("aftercare", "Aftercare", "后续照护随访", aftercare_items, O, FLAGS (DERIVED | LOCAL)),
  F_DATE ("withdrawn_on", "Withdrawn on", "撤回日期", O, FLAGS (DERIVED | LOCAL)),
  F_LONG ("withdrawn_reason", "Why it was withdrawn", "撤回理由", O, FLAGS (DERIVED | LOCAL)),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_termination = {
  .name = "termination", .xml = "Termination", .label = "Termination", .label_zh = "解除寄养",
  .fields = termination_fields, .number = "notice_no", .source = SOURCE,
};
#undef SOURCE
