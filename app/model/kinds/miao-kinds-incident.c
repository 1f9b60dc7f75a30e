#include "config.h"

#include "miao-kinds-private.h"

/* One field after another, not one argument a line. */
/* clang-format off */

#define SOURCE "domain 6.20"
static const MiaoField report_items[] = {
  F_CODE ("to", "Reported to", "报告部门", "report_to", A),
  F_INSTANT ("at", "Reported at", "报告时间", A),
  F_TEXT ("by", "Reported by", "报告人", 50, O),
  F_TEXT ("receiver", "Received by", "接报人", 100, O),
  F_CODE ("channel", "How", "报告方式", "report_channel", O),
  F_TEXT ("receipt_no", "Receipt number", "受理（回执）编号", 50, O),
  F_DATE ("replied_on", "Replied on", "回复日期", O),
  F_TEXT ("reply", "Reply", "回复和处理情况", 1000, O),
  { NULL },
};

/* A child that was put down as missing, and what it was before. */
static const MiaoField missing_items[] = {
  F_REF ("child", "Child", "儿童", "child", A),
  F_CODE ("status_before", "State of the child before", "走失前儿童状态", "child_status", A),
  F_DATE ("found_on", "Found on", "找回日期", O),
  { NULL },
};

/* One incident has one number, one set of reports and one clock, however many children it is about.
 * The first of them is "child"; "children" are all, and "placements" those in which they lived when
 * they were named: both are what is looked for.
 *
 * What people wrote, and whom it names, is restricted: it is about harm done to a child. */
static const MiaoField incident_fields[] = {
  F_TEXT ("incident_no", "Number", "事件编号", 30, A, FLAGS (DERIVED | UNIQUE | KEY | LISTED)),
  F_CODE ("kind", "Kind", "事件类别", "incident_kind", A, FLAGS (INDEX | LISTED)),
  F_CODE ("status", "State", "状态", "incident_status", A, FLAGS (DERIVED | INDEX | LISTED)),
  F_REF ("child", "Child", "儿童", "child", C, FLAGS (DERIVED | INDEX | LISTED)),
  F_REF ("placement", "Placement", "寄养关系", "placement", C, FLAGS (DERIVED | INDEX)),
  F_REF ("family", "Family", "寄养家庭", "family", C, FLAGS (DERIVED | INDEX | LISTED)),
  F_REFS ("other_children", "Also about these children", "同时涉及的儿童", "child", O),
  F_REFS ("children", "Children", "涉及的儿童", "child", C, FLAGS (DERIVED)),
  F_REFS ("placements", "Placements", "涉及的寄养关系", "placement", C, FLAGS (DERIVED)),
  F_INSTANT ("discovered_at", "Discovered at", "发现（收到）时间", A, FLAGS (LISTED)),
  F_INSTANT ("occurred_at", "Happened at", "发生时间", O),
  F_TEXT ("place", "Place", "地点", 200, R, RESTR),
  F_TEXT ("discoverer", "Discovered by", "发现人", 50, R, RESTR),
  F_LONG ("description", "What happened (facts only)", "情况（只写事实）", R, RESTR),
  F_LONG ("injuries", "Injuries", "伤情", C, RESTR),
  F_LONG ("first_actions", "What was done first", "先期处置", R, RESTR),
  F_BOOL ("mandatory", "Has to be reported by law", "属于强制报告", R, FLAGS (INDEX | LISTED)),
  F_CODE ("mandatory_ground", "Situation that is reported", "强制报告情形", "report_ground", C),
  F_LIST ("reports", "Reports", "报告记录", report_items, C, RESTR, FLAGS (DERIVED)),
  F_INSTANT ("first_report_at", "First reported at", "首次报告时间", C,
             FLAGS (DERIVED | LISTED)),
  F_CODE ("safe_measure", "Done for the child's safety", "保护安置措施", "safe_measure", R),
  F_LONG ("safe_measure_text", "Details of that", "保护安置说明", O, RESTR),
  F_BOOL ("family_contacted", "Family was told", "已告知家庭（监护人）", O),
  F_BOOL ("recordings_wanted", "Recordings of the cameras are needed", "需要调取监控录像", O),
  F_DATE ("recordings_kept_on", "Recordings kept on", "监控录像另行保存日期", O),
  F_REFS ("evidence", "Evidence", "证据材料", "document", O),
  F_LIST ("missing", "Missing children", "走失和找回", missing_items, C, FLAGS (DERIVED)),
  F_CODE ("complainant", "Who complains", "投诉人", "complainant", C),
  F_TEXT ("complainant_name", "Name of who complains", "投诉人姓名和联系方式", 200, O, RESTR),
  F_CODE ("channel", "How it came in", "投诉方式", "report_channel", C),
  F_LONG ("answer", "Answer", "答复内容", C, RESTR, FLAGS (DERIVED)),
  F_DATE ("answered_on", "Answered on", "答复日期", C, FLAGS (DERIVED)),
  F_CODE ("outcome", "What was found out", "查证结论", "incident_outcome", C, FLAGS (DERIVED)),
  F_LONG ("result", "How it ended", "处理结果", C, RESTR, FLAGS (DERIVED)),
  F_LONG ("lessons", "What is learnt from it", "经验教训", O, RESTR, FLAGS (DERIVED)),
  F_DATE ("closed_on", "Closed on", "办结日期", C, FLAGS (DERIVED | LISTED)),
  F_REF ("closed_by", "Closed by", "办结人", "staff", C, FLAGS (DERIVED)),
  F_REF ("recorder", "Recorded by", "经办人", "staff", R, FLAGS (DERIVED | INDEX)),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_incident = {
  .name = "incident", .label = "Incident", .label_zh = "突发事件与投诉",
  .fields = incident_fields, .number = "incident_no", .source = SOURCE,
};
#undef SOURCE
