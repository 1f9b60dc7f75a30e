#include "config.h"

#include "miao-kinds-private.h"

/* What a child goes through beside its placements: time away that is to end again. */

/* One field after another, not one argument a line. */
/* clang-format off */

#define SOURCE "domain 8.1 C6"
static const MiaoField extension_items[] = {
  F_DATE ("until_on", "Expected back", "延至", A),
  F_LONG ("reason", "Why it takes longer", "延期原因", A),
  F_DATE ("approved_on", "Approved on", "批准日期", A),
  { NULL },
};

static const MiaoField child_leave_fields[] = {
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX)),
  F_CODE ("reason", "Reason", "临时离院事由", "leave_reason", A, FLAGS (LISTED)),
  F_LONG ("reason_text", "Explanation", "事由说明", O),
  F_DATE ("from_on", "Away from", "离院日期", A, FLAGS (INDEX | LISTED | EVENT)),
  F_DATE ("until_on", "Expected back", "预计返院日期", R, FLAGS (LISTED)),
  F_TEXT ("place", "Hospital, school or address", "去向", 200, R, SENS),
  F_CODE ("division", "Division of that place", "去向行政区划", "division", R),
  F_TEXT ("companion", "Accompanied by", "陪同（照料）人", 100, R, SENS),
  F_TEXT ("contact", "Telephone", "联系电话", 50, O, SENS),
  F_DATE ("approved_on", "Approved on", "批准日期", C),
  F_REF ("approved_by", "Approved by", "批准人", "staff", C),
  F_DATE ("dept_approved_on", "Approved by the department on", "民政部门批准日期", C),
  F_TEXT ("dept_approval_no", "Number of that approval", "民政部门批准文号", 50, C),
  F_CODE ("state_before", "State before", "离院前状态", "child_status", A, FLAGS (DERIVED)),
  F_CODE ("care_mode_before", "Form of care before", "离院前养育方式", "care_mode", O,
          FLAGS (DERIVED)),
  F_DATE ("first_until_on", "First expected back", "最初预计返院日期", O, FLAGS (DERIVED)),
  F_LONG ("extend_reason", "Why it takes longer", "延期原因", O, FLAGS (DERIVED)),
  F_LIST ("extensions", "Extensions", "历次延期", extension_items, O, FLAGS (DERIVED)),
  F_DATE ("ended_on", "Back on", "返院日期", C, FLAGS (DERIVED | INDEX | LISTED)),
  F_BOOL ("returned", "Came back", "已返院", C, FLAGS (DERIVED)),
  F_LONG ("return_note", "State of the child on return", "返院时情况", O, SENS),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_child_leave = {
  .name = "child_leave", .label = "Time away", .label_zh = "临时离院",
  .fields = child_leave_fields, .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.34"
/* Who they are is a secret of the adoption (Civil Code, Art. 1110). */
static const MiaoField applicant_items[] = {
  F_TEXT ("name", "Name", "姓名", 50, A, RESTR),
  F_TEXT ("id_no", "ID number", "证件号码", 30, O, RESTR),
  F_CODE ("country", "Country", "国籍", "country", O, RESTR),
  F_CODE ("marital", "Marital status", "婚姻状况", "marital", O, RESTR),
  F_INT ("children_n", "Children", "子女数", 0, 20, "名", 0, O, RESTR),
  { NULL },
};

static const MiaoField adoption_amendment_items[] = {
  F_INT ("number", "Number", "次数", 1, 1000, "次", 0, A),
  F_DATE ("on", "Corrected on", "更正日期", A),
  F_LONG ("reason", "Why it is corrected", "更正原因", A, RESTR),
  F_DATE ("until_before", "Planned end before", "更正前计划结束日期", C),
  F_DATE ("until_after", "Planned end after", "更正后计划结束日期", C),
  F_LONG ("applicants_before", "Applicants before", "更正前收养申请人", C, RESTR),
  { NULL },
};

static const MiaoField adoption_case_fields[] = {
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX)),
  F_DATE ("from_on", "Trial from", "试收养开始日期", A, FLAGS (INDEX | LISTED | EVENT)),
  F_DATE ("until_on", "Trial planned until", "试收养计划结束日期", R, FLAGS (LISTED)),
  F_LIST ("applicants", "Applicants", "收养申请人", applicant_items, R, RESTR),
  F_LIST ("amendments", "Corrections", "历次更正", adoption_amendment_items, O, RESTR,
          FLAGS (DERIVED)),
  F_BOOL ("by_foster_family", "The foster family adopts", "由原寄养家庭收养", O),
  F_DATE ("told_on", "Foster family told on", "告知寄养家庭日期", C),
  F_DATE ("disclosed_on", "Applicants told truthfully on", "如实告知日期", R),
  F_REF ("disclosure", "What they were told", "如实告知书", "document", O),
  F_TEXT ("evaluated_by", "Adoption evaluated by", "收养评估机构", 100, O),
  F_LONG ("evaluation", "Result of the evaluation", "收养评估结果", O),
  F_DATE ("consent_on", "Department's consent of", "民政部门同意送养日期", R),
  F_TEXT ("consent_no", "Number of the consent", "同意送养文号", 50, R),
  F_BOOL ("secrecy", "To be kept secret", "收养人要求保守秘密", O),
  F_REF ("opinion", "Child's opinion", "儿童意见", "child_opinion", C, FLAGS (DERIVED)),
  F_CODE ("state_before", "State before", "原状态", "child_status", A, FLAGS (DERIVED)),
  F_CODE ("care_mode_before", "Form of care before", "原养育方式", "care_mode", O,
          FLAGS (DERIVED)),
  F_DATE ("ended_on", "Ended on", "结束日期", C, FLAGS (DERIVED | INDEX | LISTED)),
  F_CODE ("outcome", "Outcome", "结果", "adoption_outcome", C, FLAGS (DERIVED | LISTED)),
  F_LONG ("end_reason", "Why it did not come about", "未成原因", C, FLAGS (DERIVED)),
  F_DATE ("notice_on", "Notice published on", "公告日期", O, FLAGS (DERIVED)),
  F_DATE ("registered_on", "Registered on", "收养登记日期", C, FLAGS (DERIVED)),
  F_TEXT ("cert_no", "Certificate number", "收养登记证号", 50, C, RESTR, FLAGS (DERIVED)),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_adoption_case = {
  .name = "adoption_case", .label = "Adoption", .label_zh = "送养",
  .fields = adoption_case_fields, .source = SOURCE,
};
#undef SOURCE
