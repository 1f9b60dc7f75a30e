#include "config.h"

#include "miao-kinds-private.h"

/* One field after another, not one argument a line. */
/* clang-format off */

#define SOURCE "domain 11.4"
static const MiaoField submission_fields[] = {
  F_INT ("serial", "Serial number", "批次序号", 1, 1000000, "批", 0, A,
         FLAGS (UNIQUE | KEY | LISTED)),
  F_REF ("previous_batch", "Previous batch", "上一批次", "submission", O, FLAGS (INDEX)),
  F_TEXT ("schema_version", "Schema version", "数据格式版本", 20, A, FLAGS (DERIVED)),
  F_TEXT ("profile", "Exchange profile", "交换方案", 40, A),
  F_TEXT ("org_uscc", "Reporting institution: credit code", "上报机构统一社会信用代码", 18, R,
          STD ("TYSHXYDM")),
  F_TEXT ("org_name", "Reporting institution", "上报机构名称", 100, R),
  F_CODE ("org_division", "Division", "上报机构行政区划", "division", R, STD ("XZQHDM")),
  F_TEXT ("authority_name", "Competent civil-affairs department", "主管民政部门", 100, R),
  F_TEXT ("software_name", "Software", "软件名称", 60, R, FLAGS (DERIVED)),
  F_TEXT ("software_version", "Software version", "软件版本", 30, R, FLAGS (DERIVED)),
  F_INSTANT ("extracted_at", "Extracted", "数据提取时间", R, FLAGS (DERIVED)),
  F_CODE ("period_type", "Kind of period", "上报周期", "period_type", A),
  F_DATE ("period_from", "Period from", "所属期起", A),
  F_DATE ("period_to", "Period to", "所属期止", A, FLAGS (INDEX | LISTED | EVENT)),
  F_CODE ("submission_kind", "Kind of submission", "上报类型", "submission_kind", A,
          FLAGS (LISTED)),
  F_TEXT ("rule_sets", "Rule sets", "规则集", 500, R, FLAGS (DERIVED)),
  F_INT ("n_children", "Children", "儿童数", 0, 10000000, "名", 0, R, FLAGS (DERIVED | LISTED)),
  F_INT ("n_families", "Families", "家庭数", 0, 10000000, "户", 0, R, FLAGS (DERIVED)),
  F_INT ("n_placements", "Placements", "寄养关系数", 0, 10000000, "项", 0, R, FLAGS (DERIVED)),
  F_INT ("n_attachments", "Attachments", "附件数", 0, 10000000, "个", 0, R, FLAGS (DERIVED)),
  F_TEXT ("prepared_by", "Prepared by", "制表人", 50, R, FLAGS (DERIVED)),
  F_TEXT ("approved_by", "Approved by", "审核人", 50, C, FLAGS (DERIVED)),
  F_INSTANT ("approved_at", "Approved", "审核时间", C, FLAGS (DERIVED)),
#undef SOURCE
#define SOURCE "domain 8.6"
  F_CODE ("status", "State", "状态", "submission_status", A, FLAGS (DERIVED | INDEX | LISTED)),
  F_TEXT ("file_name", "File", "文件名", 200, C, FLAGS (DERIVED)),
  F_TEXT ("file_sha256", "SHA-256 of the file", "文件 SHA-256 摘要", 64, C, FLAGS (DERIVED)),
  F_INT ("file_bytes", "Size of the file", "文件大小", 0, G_GINT64_CONSTANT (1099511627776), "字节",
         0, C, FLAGS (DERIVED)),
  F_INSTANT ("sealed_at", "Sealed", "封装时间", C, FLAGS (DERIVED)),
  F_DATE ("sent_on", "Sent on", "报送日期", C, FLAGS (LISTED)),
  F_TEXT ("sent_how", "How it was sent", "报送方式", 100, C),
  F_TEXT ("sent_by", "Sent by", "报送人", 50, C, FLAGS (DERIVED)),
#undef SOURCE
#define SOURCE "domain 11.6"
  F_DATE ("receipt_on", "Receipt of", "回执日期", C, FLAGS (LISTED)),
  F_TEXT ("receipt_no", "Receipt number", "回执编号", 50, C, FLAGS (KEY)),
  F_LONG ("receipt_text", "Text of the receipt", "回执内容", O),
  F_TEXT ("receipt_file", "File of the receipt", "回执文件名", 200, O, FLAGS (DERIVED)),
  F_TEXT ("receipt_sha256", "SHA-256 of the receipt", "回执文件 SHA-256 摘要", 64, O,
          FLAGS (DERIVED)),
  F_TEXT ("receipt_by", "Receipt recorded by", "回执登记人", 50, C, FLAGS (DERIVED)),
  F_INT ("n_returned", "Returned records", "退回记录数", 0, 10000000, "条", 0, O,
         FLAGS (DERIVED | LISTED)),
  F_INT ("n_errors", "Errors", "错误数", 0, 10000000, "条", 0, O, FLAGS (DERIVED | LISTED)),
  F_INT ("n_queries", "Queries", "疑问数", 0, 10000000, "条", 0, O, FLAGS (DERIVED | LISTED)),
  F_INT ("n_warnings", "Warnings", "警告数", 0, 10000000, "条", 0, O, FLAGS (DERIVED | LISTED)),
  F_DATE ("stat_on", "Day of the quarterly statistics", "统计季报截止日", O, FLAGS (DERIVED)),
  F_INT ("stat_in_care", "In care by the quarterly statistics", "统计季报在院人数", 0, 10000000,
         "名", 0, O),
  F_LONG ("note", "Note", "备注", O),
  { NULL },
};
#undef SOURCE

#define SOURCE "domain 11.4"
const MiaoKind miao_kind_submission = {
  .name = "submission", .label = "Batch", .label_zh = "上报批次",
  .fields = submission_fields, .number = "serial", .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 11.6"
static const MiaoField submission_finding_fields[] = {
  F_REF ("submission", "Batch", "上报批次", "submission", A, FLAGS (INDEX)),
  F_TEXT ("rule", "Rule", "规则", 20, A, FLAGS (INDEX | LISTED)),
  F_CODE ("severity", "Severity", "级别", "finding_severity", A, FLAGS (INDEX | LISTED)),
  F_INT ("stage", "Stage", "校验阶段", 0, 9, "阶段", 0, O),
  F_TEXT ("child_no", "Child's file number", "儿童编号", 20, O, FLAGS (KEY | LISTED)),
  F_TEXT ("record_kind", "Record kind", "记录类别", 40, O),
  F_TEXT ("record", "Record", "记录", 36, O, FLAGS (INDEX)),
  F_TEXT ("field", "Field", "字段", 60, O, FLAGS (LISTED)),
  F_TEXT ("value_masked", "Value (masked)", "字段值（脱敏）", 200, O),
  F_LONG ("message_zh", "Message (Chinese)", "校验信息（中文）", A, FLAGS (LISTED)),
  F_LONG ("message_en", "Message (English)", "校验信息（英文）", A),
  F_LONG ("hint", "Hint", "处理提示", O),
  F_REF ("first_seen_batch", "First seen in", "首次出现批次", "submission", O, FLAGS (DERIVED)),
  F_CODE ("status", "State", "处理状态", "finding_status", A, FLAGS (INDEX | LISTED)),
  F_LONG ("note", "Explanation", "说明", C),
  F_TEXT ("noted_by", "Explained by", "说明人", 50, O, FLAGS (DERIVED)),
  F_INSTANT ("noted_at", "Explained", "说明时间", O, FLAGS (DERIVED)),
  F_CODE ("origin", "Found by", "来源", "finding_origin", O),
  { NULL },
};

const MiaoKind miao_kind_submission_finding = {
  .name = "submission_finding", .label = "Finding", .label_zh = "校验结果",
  .fields = submission_finding_fields, .title = "rule", .source = SOURCE,
};
#undef SOURCE

/* What a batch said of a child, and whether the receipt returned it: the next batch is compared
 * with it, and the accepted chain is made of it. */
#define SOURCE "domain 11.6"
static const MiaoField submission_child_fields[] = {
  F_REF ("submission", "Batch", "上报批次", "submission", A, FLAGS (INDEX)),
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX)),
  F_TEXT ("child_no", "Child's file number", "儿童编号", 20, O, FLAGS (KEY | LISTED)),
  F_CODE ("sex", "Sex", "性别", "sex", O, SENS),
  F_DATE ("birth_date", "Date of birth", "出生日期", O, SENS),
  F_CODE ("ethnic", "Ethnic group", "民族", "ethnic", O, SENS),
  F_MONTH ("paid_through", "Paid through", "已发放至", O),
  F_BOOL ("returned", "Returned", "已退回", O, FLAGS (INDEX | LISTED)),
  F_LONG ("reason", "Reason of the return", "退回原因", C, FLAGS (LISTED)),
  { NULL },
};

const MiaoKind miao_kind_submission_child = {
  .name = "submission_child", .label = "Reported child", .label_zh = "上报儿童",
  .fields = submission_child_fields, .title = "child_no", .source = SOURCE,
};
#undef SOURCE
