#include "config.h"

#include "miao-kinds-private.h"

/* One field after another, not one argument a line. */
/* clang-format off */

#define SOURCE "domain 6.6"
static const MiaoField hazard_items[] = {
  F_TEXT ("hazard", "Hazard", "隐患", 200, A),
  F_DATE ("fixed_on", "Fixed on", "整改日期", O),
  F_REF ("photo", "Photograph", "照片", "document", O),
  { NULL },
};

static const MiaoField family_fields[] = {
  F_TEXT ("family_no", "Family number", "家庭编号", 20, A, FLAGS (UNIQUE | KEY | LISTED)),
  F_TEXT ("name", "Family name in lists", "家庭名称", 60, O, SENS, FLAGS (NAME | LISTED)),
  F_REF ("applicant_member", "Applicant", "申请人", "family_member", R),
  F_REF ("main_caregiver_member", "Main caregiver", "主要照料人", "family_member", R,
         FLAGS (INDEX)),
  F_CODE ("hukou_division", "Division of registration", "户籍地行政区划", "division", R,
          STD ("HJDXZQHDM")),
  F_CODE ("home_division", "Division of residence", "住所地行政区划", "division", R,
          FLAGS (INDEX | LISTED), STD ("XZQHDM")),
  F_TEXT ("address", "Address", "现住址", 200, R, SENS, FLAGS (LISTED), STD ("XZZ")),
  F_TEXT ("phone", "Telephone", "联系电话", 20, R, SENS, FLAGS (KEY), STD ("LXDH")),
  F_TEXT ("geo", "Map position (latitude, longitude)", "地理位置（纬度,经度）", 40, O, SENS,
          FLAGS (LOCAL)),
  F_CODE ("home_ownership", "Ownership of the home", "住房产权", "home_ownership", R),
  F_CODE ("home_type", "Type of home", "住房类型", "home_type", R),
  /* Tenths of a square metre. */
  F_INT ("area_m2", "Living area", "住房面积", 0, 100000, "平方米", 1, R),
  F_INT ("rooms", "Rooms", "房间数", 0, 100, "间", 0, R),
  F_FEN ("annual_income_fen", "Yearly family income", "家庭年收入", R, SENS),
  F_LONG ("income_sources", "Sources of income", "收入来源", R),
  /* Tenths of a kilometre. */
  F_INT ("school_km", "Distance to school", "距学校", 0, 10000, "千米", 1, O),
  F_INT ("clinic_km", "Distance to clinic", "距医疗机构", 0, 10000, "千米", 1, O),
  F_INT ("rehab_base_km", "Distance to rehabilitation base", "距康复基地", 0, 10000, "千米", 1, O),
  F_LONG ("pets", "Pets", "宠物", O),
  F_LIST ("hazards", "Hazards in the home", "安全隐患", hazard_items, O),
#undef SOURCE
#define SOURCE "O54 9"
  F_INT ("capacity", "Approved places", "核定名额", 0, 2, "名", 0, R, FLAGS (LISTED)),
#undef SOURCE
#define SOURCE "domain 6.6"
  F_DATE ("approved_on", "Qualified on", "合格日期", C, FLAGS (DERIVED)),
  F_DATE ("approved_until", "Qualified until", "合格有效期至", C, FLAGS (DERIVED | INDEX | LISTED)),
  F_TEXT ("approval_no", "Approval number", "审核结果编号", 30, C),
  F_DATE ("filed_on", "Filed with the department on", "家庭备案日期", C),
  F_TEXT ("filed_no", "Filing number", "家庭备案号", 30, C),
  F_TEXT ("bank_name", "Bank", "开户银行", 100, C, RESTR, FLAGS (LOCAL)),
  F_TEXT ("bank_account", "Account number", "收款账号", 30, C, RESTR, FLAGS (LOCAL)),
  F_TEXT ("account_holder", "Account holder", "收款人", 50, C, RESTR, FLAGS (LOCAL)),
  F_CODE ("status", "State", "状态", "family_status", A, FLAGS (DERIVED | INDEX | LISTED)),
  F_CODE ("status_before", "State before suspension", "暂停前状态", "family_status", O,
          FLAGS (DERIVED | LOCAL)),
  F_LONG ("status_reason", "Reason of the state", "状态说明", O),
  F_DATE ("suspended_on", "Suspended on", "暂停日期", C, FLAGS (DERIVED | LOCAL)),
  F_BOOL ("blacklist_flag", "Barred", "禁用", O, FLAGS (DERIVED)),
  F_LONG ("blacklist_reason", "Reason for barring", "禁用原因", C, RESTR),
  F_REF ("blacklist_by", "Barred by", "禁用决定人", "staff", C, FLAGS (DERIVED)),
  F_DATE ("blacklist_on", "Barred on", "禁用日期", C, FLAGS (DERIVED)),
  F_REF ("import_batch", "Import", "导入批次", "import_batch", O, FLAGS (DERIVED | INDEX | LOCAL)),
  { NULL },
};
#undef SOURCE

#define SOURCE "domain 6.6"
const MiaoKind miao_kind_family = {
  .name = "family", .xml = "Family", .label = "Foster family", .label_zh = "寄养家庭",
  .fields = family_fields, .title = "name", .number = "family_no", .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.7"
static const MiaoField family_member_fields[] = {
  F_REF ("family", "Family", "家庭", "family", A, FLAGS (INDEX)),
  F_TEXT ("name", "Name", "姓名", 50, A, SENS, FLAGS (NAME | LISTED), STD ("XM")),
  F_CODE ("sex", "Sex", "性别", "sex", R, FLAGS (LISTED), STD ("XBDM")),
  F_DATE ("birth_date", "Date of birth", "出生日期", R, FLAGS (LISTED), STD ("CSRQ")),
  F_CODE ("id_type", "Credential type", "证件种类", "id_type", R, STD ("ZJZLDM")),
  F_TEXT ("id_no", "Citizen ID number", "公民身份号码", 18, R, SENS, FLAGS (KEY), STD ("GMSFHM")),
  F_CODE ("relation_to_head", "Relation to the head of household", "与户主关系", "relation", R,
          FLAGS (LISTED), STD ("JTGXDM")),
  F_CODE ("marital", "Marital status", "婚姻状况", "marital", C, STD ("HYZKDM")),
  F_CODE ("education", "Education", "文化程度", "education", C, STD ("XLDM")),
  F_CODE ("ethnic", "Ethnic group", "民族", "ethnic", O, STD ("MZDM")),
  F_TEXT ("occupation", "Occupation", "职业", 50, O),
  F_TEXT ("employer", "Employer", "工作单位", 100, O),
  F_TEXT ("phone", "Telephone", "联系电话", 20, O, SENS, FLAGS (KEY), STD ("LXDH")),
  F_FEN ("income_fen", "Yearly income", "年收入", C, SENS),
  F_CODE ("health", "Health", "健康状况", "health", R, SENS, STD ("JKZKDM")),
  F_BOOL ("infectious_disease", "Infectious disease", "患有传染病", R, SENS),
  F_BOOL ("mental_disease", "Mental disease", "患有精神疾病", R, SENS),
  F_BOOL ("psych_disorder", "Psychological disorder", "患有心理疾患", R, SENS),
  F_BOOL ("other_disease", "Other disease adverse to a child", "患有其他不利于儿童成长的疾病", R,
          SENS),
  F_REF ("health_doc", "Health certificate", "体检证明", "document", R, FLAGS (LOCAL)),
  F_DATE ("health_on", "Health examination on", "体检日期", R),
  F_DATE ("crime_check_on", "Criminal-record check on", "犯罪记录查询日期", C),
  F_CODE ("crime_check_result", "Result of the check", "犯罪记录查询结果", "crime_check", C, SENS),
  F_CODES ("habits", "Bad habits", "不良嗜好", "bad_habit", O, SENS, FLAGS (LOCAL)),
  F_LONG ("bad_habits", "Bad habits (“none” if none)", "不良嗜好（没有填“无”）", R, SENS),
  F_BOOL ("co_living", "Lives in the home", "共同生活", R, FLAGS (LISTED)),
  F_BOOL ("foster_child", "Is a foster child", "为寄养儿童", O, FLAGS (DERIVED)),
  F_DATE ("joined_on", "Joined on", "加入日期", R),
  F_DATE ("left_on", "Left on", "离开日期", O),
  F_CODE ("consent", "Consents to foster care", "是否同意寄养", "consent", C),
  F_REF ("consent_doc", "Signed consent", "同意书", "document", C, FLAGS (LOCAL)),
  F_DATE ("consent_on", "Consent of", "同意日期", C),
  F_CODES ("skills", "Professional skills", "专业知识", "skill", O),
  F_REF ("import_batch", "Import", "导入批次", "import_batch", O, FLAGS (DERIVED | INDEX | LOCAL)),
  { NULL },
};

const MiaoKind miao_kind_family_member = {
  .name = "family_member", .xml = "Member", .label = "Family member", .label_zh = "家庭成员",
  .fields = family_member_fields, .title = "name", .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.14"
static const MiaoField training_fields[] = {
  F_REF ("family", "Family", "家庭", "family", A, FLAGS (INDEX)),
  F_REF ("member", "Member", "成员", "family_member", A, FLAGS (INDEX)),
  F_CODE ("kind", "Kind of training", "培训类型", "training_kind", A, FLAGS (LISTED)),
  F_TEXT ("course", "Course", "培训内容", 200, R, FLAGS (LISTED)),
  F_DATE ("from_on", "From", "开始日期", R),
  F_DATE ("to_on", "To", "结束日期", R, FLAGS (LISTED | EVENT)),
  /* Tenths of an hour. */
  F_INT ("hours", "Hours", "学时", 0, 10000, "学时", 1, R, FLAGS (LISTED)),
  F_TEXT ("teacher", "Teacher", "讲师", 50, O),
  F_CODE ("result", "Result", "培训结果", "training_result", R, FLAGS (LISTED)),
  F_INT ("score", "Score", "成绩", 0, 1000, "分", 1, O),
  F_TEXT ("certificate_no", "Certificate number", "培训证明编号", 30, C, FLAGS (KEY)),
  F_REF ("document", "Certificate", "培训证明", "document", O, FLAGS (LOCAL)),
  { NULL },
};

const MiaoKind miao_kind_training = {
  .name = "training", .xml = "Training", .label = "Training", .label_zh = "培训",
  .fields = training_fields, .title = "course", .number = "certificate_no", .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.8"
static const MiaoField caregiver_period_fields[] = {
  F_REF ("family", "Family", "家庭", "family", A, FLAGS (INDEX)),
  F_REF ("member", "Main caregiver", "主要照料人", "family_member", A, FLAGS (INDEX)),
  F_DATE ("from_on", "From", "开始日期", A, FLAGS (LISTED | EVENT)),
  F_DATE ("to_on", "To", "结束日期", O, FLAGS (LISTED)),
  F_LONG ("reason", "Reason", "变更原因", C),
  F_DATE ("approved_on", "Agreed by the institution on", "机构同意日期", C),
  F_REF ("training", "Training", "培训", "training", C),
  F_REF ("amendment", "Amendment of the agreement", "协议变更页", "document", C, FLAGS (LOCAL)),
  { NULL },
};

const MiaoKind miao_kind_caregiver_period = {
  .name = "caregiver_period", .xml = "CaregiverPeriod", .label = "Period of a main caregiver",
  .label_zh = "主要照料人任期", .fields = caregiver_period_fields, .source = SOURCE,
};
#undef SOURCE

#define SOURCE "O54 12(1)"
static const MiaoField application_document_items[] = {
  F_CODE ("item", "Paper", "材料", "application_paper", A),
  F_REF ("document", "Document", "文件", "document", O),
  F_BOOL ("ok", "In order", "符合要求", O),
  F_TEXT ("note", "Note", "备注", 200, O),
  { NULL },
};

/* Answers to what the institution itself asks on the application. */
static const MiaoField application_answer_items[] = {
  F_TEXT ("item", "Item", "条目", 20, A),
  F_TEXT ("answer", "Answer", "结果", 2000, O),
  F_TEXT ("note", "Note", "说明", 2000, O),
  { NULL },
};
#undef SOURCE

#define SOURCE "domain 6.9"
static const MiaoField application_fields[] = {
  F_REF ("family", "Family", "家庭", "family", A, FLAGS (INDEX)),
  F_TEXT ("app_no", "Application number", "申请编号", 30, A, FLAGS (UNIQUE | KEY | LISTED)),
  F_DATE ("applied_on", "Applied on", "申请日期", A, FLAGS (LISTED | EVENT)),
  F_CODE ("channel", "Channel", "申请渠道", "channel", O),
  F_CODE ("wish_sex", "Wished sex", "意向性别", "wish_sex", O),
  F_INT ("wish_age_from", "Wished age from", "意向年龄下限", 0, 17, "周岁", 0, O),
  F_INT ("wish_age_to", "Wished age to", "意向年龄上限", 0, 17, "周岁", 0, O),
  F_INT ("wish_number", "Wished number of children", "意向寄养人数", 1, 2, "名", 0, O),
  F_BOOL ("accept_disability", "Would take a disabled child", "接受残疾儿童", O),
  F_CODE ("motive", "Motive", "寄养动机", "motive", R),
  F_LONG ("motive_text", "Motive in own words", "寄养动机说明", O),
  F_LIST ("documents", "Papers", "申请材料", application_document_items, R),
  F_INT ("form_version", "Form version", "表单版本", 1, 100000, "版", 0, O,
         FLAGS (DERIVED | LOCAL)),
  F_REF ("form_edition", "Items of the institution", "机构自定条目版本", "form_edition", O,
         FLAGS (DERIVED | LOCAL)),
  F_LIST ("answers", "Answers to the institution's items", "机构自定条目结果",
          application_answer_items, O, FLAGS (LOCAL)),
  F_REF ("received_by", "Received by", "受理人", "staff", R),
  F_DATE ("accepted_on", "Accepted on", "受理日期", C, FLAGS (LISTED)),
  F_DATE ("returned_on", "Returned on", "退回补正日期", C),
  F_LONG ("returned_reason", "Why it was returned", "退回补正原因", C),
  F_DATE ("privacy_consent_on", "Privacy consent of", "个人信息处理同意日期", R),
  F_CODE ("status", "State", "状态", "application_status", A, FLAGS (DERIVED | INDEX | LISTED)),
  F_DATE ("decided_on", "Decided on", "审核决定日期", O, FLAGS (DERIVED)),
  F_LONG ("decision_reason", "Reason of the decision", "审核决定说明", O),
  F_DATE ("withdrawn_on", "Withdrawn on", "撤回日期", O),
  { NULL },
};

const MiaoKind miao_kind_application = {
  .name = "application", .xml = "Application", .label = "Application", .label_zh = "寄养申请",
  .fields = application_fields, .number = "app_no", .source = SOURCE,
};
#undef SOURCE
