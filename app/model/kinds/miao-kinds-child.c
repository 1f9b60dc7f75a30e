#include "config.h"

#include "miao-kinds-private.h"

/* One field after another, not one argument a line. */
/* clang-format off */

#define SOURCE "domain 6.3"
static const MiaoField child_fields[] = {
  F_TEXT ("child_no", "File number", "院内编号", 20, A, FLAGS (UNIQUE | KEY | LISTED)),
  F_TEXT ("national_child_no", "Number in the national system", "全国系统儿童编号", 30, O,
          FLAGS (KEY)),
  /* May be absent: a foundling is stored before the name is decided. */
  F_TEXT ("name", "Name", "姓名", 50, R, SENS, FLAGS (NAME | LISTED), STD ("XM")),
  /* Several names are separated by spaces or "、". */
  F_TEXT ("former_names", "Former names, names on notes", "曾用名、随身字条姓名", 200, O, SENS,
          FLAGS (NAME), STD ("CYM")),
  F_TEXT ("pinyin", "Pinyin (overrides the computed reading)", "姓名拼音（更正自动注音）", 100, O,
          FLAGS (LOCAL)),
  F_LONG ("name_decision", "How the name was decided", "姓名确定记录", O, FLAGS (LOCAL)),
  F_CODE ("sex", "Sex", "性别", "sex", R, FLAGS (INDEX | LISTED), STD ("XBDM")),
  F_DATE ("birth_date", "Date of birth", "出生日期", R, FLAGS (INDEX | LISTED), STD ("CSRQ")),
  F_CODE ("birth_precision", "Precision of the date of birth", "出生日期精度", "birth_precision",
          R),
  F_CODE ("birth_basis", "Basis of the date of birth", "出生日期依据", "birth_basis", R),
  F_CODE ("ethnic", "Ethnic group", "民族", "ethnic", R, STD ("MZDM")),
  F_TEXT ("ethnic_reason", "Why the ethnic group is unknown", "民族未填原因", 100, C),
  F_CODE ("nationality", "Nationality", "国籍", "country", R, STD ("GJDM")),
  F_CODE ("id_type", "Credential type", "证件种类", "id_type", C, STD ("ZJZLDM")),
  F_TEXT ("id_no", "Citizen ID number", "公民身份号码", 18, C, SENS, FLAGS (KEY | LISTED),
          STD ("GMSFHM")),
  F_TEXT ("id_absent_reason", "Why there is no ID number", "身份证号缺失说明", 200, C),
  F_TEXT ("birth_cert_no", "Birth certificate number", "出生医学证明编号", 20, O, FLAGS (KEY)),
  F_CODE ("hukou_type", "Household registration", "户口性质", "hukou_type", C),
  F_CODE ("hukou_division", "Division of registration", "户籍地行政区划", "division", C,
          STD ("HJDXZQHDM")),
  F_TEXT ("hukou_address", "Registered address", "户籍地址", 200, C, SENS, STD ("HJDZ")),
  F_CODE ("child_category", "Child category", "儿童类别", "child_category", R,
          FLAGS (INDEX | LISTED), STD ("ETLBDM")),
  F_CODE ("guardianship", "Guardianship", "监护类型", "guardianship", R),
  F_TEXT ("guardian_org", "Guardian department", "监护民政部门", 100, R),
  F_CODE ("guardian_division", "Division of the guardian department", "监护民政部门行政区划",
          "division", O),
  F_CODE ("care_mode", "Form of care", "养育方式", "care_mode", R,
          FLAGS (DERIVED | INDEX | LISTED)),
  F_TEXT ("living_unit", "Living unit", "住处（小家、班组）", 50, O, FLAGS (INDEX | LOCAL)),
  F_CODE ("blood_abo", "Blood group (ABO)", "ABO 血型", "blood_abo", O),
  F_CODE ("blood_rh", "Blood group (Rh)", "Rh 血型", "blood_rh", O),
  F_LONG ("allergies", "Allergies", "过敏史", O),
  F_LONG ("chronic", "Chronic conditions", "慢性病史", O),
  F_LONG ("special_marks", "Marks on the body", "体表特征", O, SENS),
  F_CODE ("cognition", "Cognition", "认知状况", "cognition", R),
  F_BOOL ("disabled", "Disabled", "是否残疾", O),
  F_CODES ("disability_types", "Disability types", "残疾类别", "disability_type", C,
           STD ("CJLBDM")),
  F_CODE ("disability_grade", "Disability grade", "残疾等级", "disability_grade", C,
          STD ("CJDJDM")),
  F_TEXT ("disability_cert_no", "Disability certificate number", "残疾人证号", 22, C, SENS,
          FLAGS (KEY)),
  F_DATE ("disability_cert_until", "Disability certificate until", "残疾人证有效期至", C,
          FLAGS (LOCAL)),
  F_DATE ("device_review_on", "Assistive device to be reviewed on", "辅助器具下次复查日期", C,
          FLAGS (LOCAL)),
  F_CODE ("adoptable", "Adoptability", "可送养状态", "adoptable", R),
  F_LONG ("adoptable_reason", "Reason", "可送养状态说明", O),
  F_DATE ("adoptable_reviewed_on", "Adoptability reviewed on", "可送养状态复核日期", R),
  /* The last time of each: what they were like is in the papers. */
  F_DATE ("plan_reviewed_on", "Individual plan made or reviewed on",
          "个性化抚养方案制定（复核）日期", C, FLAGS (LOCAL)),
  F_DATE ("health_checked_on", "Last health check", "最近健康检查日期", C, FLAGS (LOCAL)),
  F_DATE ("psych_tested_on", "Last psychological test", "最近心理测评日期", C, FLAGS (LOCAL)),
  F_DATE ("vaccination_card_on", "Vaccination card made out on", "预防接种证办理日期", C,
          FLAGS (LOCAL)),
  F_DATE ("defacto_applied_on", "De-facto-orphan application taken in on",
          "事实无人抚养儿童申请受理日期", C, FLAGS (LOCAL)),
  F_DATE ("defacto_checked_on", "De-facto orphan: checked by the township on",
          "事实无人抚养儿童乡镇（街道）查验日期", C, FLAGS (LOCAL)),
  F_DATE ("defacto_decided_on", "De-facto orphan: decided by the county on",
          "事实无人抚养儿童县级民政部门确认日期", C, FLAGS (LOCAL)),
  F_DATE ("adoption_applied_on", "Adoption registration applied for on", "收养登记申请受理日期", C,
          FLAGS (LOCAL)),
  F_DATE ("adoption_notice_on", "Adoption notice published on", "收养公告发布日期", C,
          FLAGS (LOCAL)),
  F_DATE ("adoption_family_told_on", "Foster family told of the adoption on",
          "告知寄养家庭送养的日期", C, FLAGS (LOCAL)),
  F_REFS ("siblings", "Siblings", "兄弟姐妹", "child", O),
  F_REF ("photo_main", "Photograph", "主照片", "document", R, FLAGS (LOCAL)),
  F_CODE ("status", "State", "状态", "child_status", A, FLAGS (DERIVED | INDEX | LISTED)),
  F_DATE ("away_until", "Expected back, or trial until", "预计返院（试收养结束）日期", C, FLAGS (DERIVED | LOCAL)),
  F_BOOL ("followup", "Followed after leaving", "离院跟踪", O, FLAGS (DERIVED)),
  F_CODE ("risk_level", "Level of attention", "关注等级", "risk_level", O, RESTR, FLAGS (LOCAL)),
  F_REF ("care_worker", "Responsible worker", "责任社工", "staff", O, FLAGS (INDEX | LOCAL)),
  F_REF ("import_batch", "Import", "导入批次", "import_batch", O, FLAGS (DERIVED | INDEX | LOCAL)),
  { NULL },
};

const MiaoKind miao_kind_child = {
  .name = "child", .xml = "Child", .label = "Child", .label_zh = "儿童",
  .fields = child_fields, .title = "name", .number = "child_no", .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.4"
static const MiaoField notice_items[] = {
  F_CODE ("medium", "Medium", "发布媒介", "notice_medium", A),
  F_DATE ("publish_on", "Published on", "发布日期", A),
  F_INT ("days", "Notice period", "公告期", 1, 730, "天", 0, A),
  F_DATE ("expires_on", "Expires on", "公告期满日", O, FLAGS (DERIVED)),
  F_REF ("document", "Document", "公告文件", "document", O),
  { NULL },
};

static const MiaoField belonging_items[] = {
  F_TEXT ("item", "Item", "物品", 100, A),
  F_INT ("quantity", "Quantity", "数量", 0, 100000, "件", 0, O),
  F_TEXT ("keep_place", "Kept at", "存放处", 100, O),
  F_REF ("photo", "Photograph", "照片", "document", O),
  { NULL },
};

static const MiaoField admission_fields[] = {
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX)),
  F_INT ("seq", "Admission number", "第几次入院", 1, 99, "次", 0, A, FLAGS (LISTED)),
  F_DATE ("arrived_on", "Arrived on", "到院日期", A, FLAGS (INDEX | LISTED | EVENT), STD ("RYRQ")),
  F_TEXT ("arrived_time", "Time of arrival (hh:mm)", "到院时刻（时:分）", 5, O),
  F_REF ("received_by", "Received by", "接收人", "staff", R),
  F_CODE ("sender_type", "Sender", "送交方类别", "sender_type", R),
  F_TEXT ("sender_name", "Name of the sender", "送交方名称", 100, R),
  F_LONG ("sender_docs", "Papers handed over", "移交材料", O),
  F_CODE ("intake_code", "Intake category", "入院类别", "intake", R, FLAGS (INDEX | LISTED),
          STD ("RYLBDM")),
  F_LONG ("intake_history", "Earlier categories and date of change", "入院类别变更记录", O,
          FLAGS (DERIVED)),
  F_CODE ("mpl92_ground", "Ground of temporary guardianship", "临时监护事由", "temporary_ground",
          C),
  F_DATE ("found_on", "Found on", "发现日期", C),
  F_TEXT ("found_time", "Time found (hh:mm)", "发现时刻（时:分）", 5, O),
  F_LONG ("found_place", "Place where found", "发现地点", C, RESTR, FLAGS (LOCAL)),
  F_CODE ("found_division", "Division where found", "发现地行政区划", "division", C),
  F_TEXT ("finder_name", "Finder", "捡拾人姓名", 50, C, RESTR, FLAGS (LOCAL)),
  F_TEXT ("finder_contact", "Finder's contact", "捡拾人联系方式", 100, C, RESTR, FLAGS (LOCAL)),
  F_TEXT ("police_report_no", "Police report number", "报案证明编号", 50, C, FLAGS (KEY)),
  F_TEXT ("police_org", "Police office", "出具证明的公安机关", 100, C),
  F_DATE ("police_cert_on", "Police certificate of", "报案证明日期", C),
  F_DATE ("dna_sampled_on", "DNA sampled on", "DNA 采样日期", C, RESTR, FLAGS (LOCAL)),
  F_TEXT ("dna_lab", "DNA laboratory", "DNA 采样（检验）单位", 100, C, RESTR, FLAGS (LOCAL)),
  F_CODE ("dna_result", "DNA comparison", "DNA 比对结果", "dna_result", C, RESTR, FLAGS (LOCAL)),
  F_DATE ("dna_result_on", "DNA result on", "DNA 比对结果日期", C, RESTR, FLAGS (LOCAL)),
  F_LIST ("notice", "Family-search notices", "寻亲公告", notice_items, C),
  F_DATE ("police_tempnotfound_on", "Temporarily-not-found certificate of",
          "暂时未查找到生父母证明日期", C),
  F_DATE ("police_notfound_on", "Not-found certificate of", "查找不到生父母证明日期", C),
  F_LIST ("belongings", "Belongings", "随身物品", belonging_items, R),
  F_BOOL ("belongings_none", "No belongings", "无随身物品", O),
  F_DATE ("health_check_on", "Health examination on", "体检日期", R),
  F_DATE ("isolation_from", "Isolated from", "隔离观察开始日期", O),
  F_DATE ("isolation_to", "Isolated until", "隔离观察结束日期", O),
  F_CODE ("infect_result", "Infectious diseases", "传染病检查结果", "infect_result", R, SENS),
  F_REF ("entrust_agreement", "Entrustment agreement", "临时代养（委托）协议", "document", C,
         FLAGS (LOCAL)),
  F_TEXT ("approve_org", "Accepting department", "出具接收意见的民政部门", 100, C),
  F_DATE ("approve_on", "Acceptance opinion of", "接收意见日期", C),
  F_REF ("approve_doc", "Acceptance opinion", "接收意见文件", "document", C, FLAGS (LOCAL)),
  F_LONG ("papers_waived_reason", "Why papers are lacking", "材料缺项说明", C),
  F_DATE ("formal_on", "Formally admitted on", "正式入院日期", C, FLAGS (DERIVED | LISTED)),
  F_DATE ("hukou_applied_on", "Registration applied for on", "申请落户日期", C),
  F_DATE ("hukou_done_on", "Registered on", "完成落户日期", C),
#undef SOURCE
#define SOURCE "domain 6.33"
  F_DATE ("closed_on", "Left on", "离院日期", C, FLAGS (DERIVED | INDEX | LISTED), STD ("LYRQ")),
  F_CODE ("exit_code", "Way of leaving", "离院类型", "exit", C, FLAGS (DERIVED), STD ("LYYYDM")),
  F_TEXT ("exit_receiver", "Received by", "离院接收人（单位）", 100, C, SENS),
  F_TEXT ("exit_confirm_no", "Number of the exit confirmation", "离院确认书编号", 30, C,
          FLAGS (KEY)),
  F_REFS ("exit_documents", "Exit papers", "离院材料", "document", C, FLAGS (LOCAL)),
  F_LONG ("exit_note", "Note on leaving", "离院说明", O),
#undef SOURCE
#define SOURCE "domain 6.29, 11.4"
  F_MONTH ("paid_through", "Living allowance paid through", "基本生活费已发放至", O),
  F_MONTH ("last_paid_month", "Last month to be paid", "末领年月", C, STD ("MLNY")),
  { NULL },
};
#undef SOURCE

#define SOURCE "domain 6.4"
const MiaoKind miao_kind_admission = {
  .name = "admission", .xml = "Admission", .label = "Admission", .label_zh = "入院",
  .fields = admission_fields, .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.12"
static const MiaoField child_opinion_fields[] = {
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX)),
  F_CODE ("about", "About", "征求事项", "opinion_about", A, FLAGS (LISTED)),
  F_TEXT ("related_kind", "About (kind)", "关联记录类别", 40, O),
  F_TEXT ("related_id", "About (record)", "关联记录", 36, O, FLAGS (INDEX)),
  F_DATE ("held_on", "Date", "征求日期", A, FLAGS (LISTED | EVENT)),
  F_INT ("age_at", "Age that day", "当时年龄", 0, 150, "周岁", 0, R, FLAGS (DERIVED | LISTED)),
  F_CODE ("cognition", "Cognition", "认知状况", "cognition", R),
  F_CODE ("method", "Method", "征求方式", "opinion_method", R),
  F_TEXT ("place", "Place", "地点", 100, O),
  F_TEXT ("present_persons", "Persons present", "在场人", 200, R),
  F_BOOL ("caregiver_absent", "Caregiver was not present", "照料人不在场", R),
  F_LONG ("words", "The child's own words", "儿童原话", R, SENS),
  F_CODE ("opinion", "Opinion", "儿童意见", "opinion", R, FLAGS (LISTED)),
  F_REF ("taken_by", "Recorded by", "记录人", "staff", R),
  F_REF ("sign_doc", "Signature or fingerprint", "签名或手印", "document", C, FLAGS (LOCAL)),
  F_REF ("second_talk", "Second talk", "再次征求", "child_opinion", O),
  F_LONG ("override_reason", "Reason for going on after a refusal", "不同意时继续办理的理由", C,
          FLAGS (DERIVED)),
  { NULL },
};

const MiaoKind miao_kind_child_opinion = {
  .name = "child_opinion", .xml = "ChildOpinion", .label = "Child's opinion", .label_zh = "儿童意见",
  .fields = child_opinion_fields, .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.22"
static const MiaoField growth_measure_fields[] = {
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX)),
  F_DATE ("measured_on", "Measured on", "测量日期", A, FLAGS (INDEX | LISTED | EVENT)),
  F_INT ("age_days", "Age in days", "日龄", 0, 55000, "天", 0, O, FLAGS (DERIVED)),
  /* Filled in by hand: the book holds no length of the pregnancy to compute it from. */
  F_INT ("corrected_age_days", "Corrected age in days", "矫正日龄", -120, 55000, "天", 0, O),
  F_INT ("weight_g", "Weight", "体重", 300, 200000, "千克", 3, O, FLAGS (LISTED)),
  F_INT ("length_mm", "Length or height", "身长（身高）", 300, 2300, "厘米", 1, O, FLAGS (LISTED)),
  F_CODE ("posture", "Posture", "测量体位", "posture", C),
  F_INT ("head_mm", "Head circumference", "头围", 200, 650, "厘米", 1, O, FLAGS (LISTED)),
  F_INT ("chest_mm", "Chest circumference", "胸围", 200, 1500, "厘米", 1, O),
  F_INT ("muac_mm", "Mid-upper-arm circumference", "上臂围", 50, 600, "厘米", 1, O),
  /* Hundredths of kg/m². */
  F_INT ("bmi", "Body mass index", "体质指数", 0, 20000, "千克/平方米", 2, O,
         FLAGS (DERIVED | LISTED)),
  F_CODE ("place", "Place", "测量地点", "measure_place", R),
  F_TEXT ("measured_by", "Measured by", "测量人", 50, R),
  F_CODE ("ref_standard", "Reference standard", "评价标准", "growth_standard", O, FLAGS (DERIVED)),
  /* Standard deviation scores in hundredths, percentiles in tenths. */
  F_INT ("z_wfa", "Weight-for-age z-score", "年龄别体重标准差分", -9999, 9999, "标准差", 2, O,
         FLAGS (DERIVED)),
  F_INT ("z_hfa", "Height-for-age z-score", "年龄别身长（身高）标准差分", -9999, 9999, "标准差", 2,
         O, FLAGS (DERIVED)),
  F_INT ("z_wfh", "Weight-for-height z-score", "身长（身高）别体重标准差分", -9999, 9999, "标准差",
         2, O, FLAGS (DERIVED)),
  F_INT ("z_bmi", "BMI-for-age z-score", "年龄别体质指数标准差分", -9999, 9999, "标准差", 2, O,
         FLAGS (DERIVED)),
  F_INT ("z_hc", "Head-circumference-for-age z-score", "年龄别头围标准差分", -9999, 9999, "标准差",
         2, O, FLAGS (DERIVED)),
  F_INT ("p_wfa", "Weight-for-age percentile", "年龄别体重百分位", 0, 1000, "百分位", 1, O,
         FLAGS (DERIVED)),
  F_INT ("p_hfa", "Height-for-age percentile", "年龄别身长（身高）百分位", 0, 1000, "百分位", 1, O,
         FLAGS (DERIVED)),
  F_INT ("p_wfh", "Weight-for-height percentile", "身长（身高）别体重百分位", 0, 1000, "百分位", 1,
         O, FLAGS (DERIVED)),
  F_INT ("p_bmi", "BMI-for-age percentile", "年龄别体质指数百分位", 0, 1000, "百分位", 1, O,
         FLAGS (DERIVED)),
  F_INT ("p_hc", "Head-circumference-for-age percentile", "年龄别头围百分位", 0, 1000, "百分位", 1,
         O, FLAGS (DERIVED)),
  F_CODE ("grade", "Grade", "生长评价", "growth_grade", O, FLAGS (DERIVED | LISTED)),
  F_CODES ("nutrition", "Nutrition", "营养状况", "nutrition", O, FLAGS (DERIVED | LISTED)),
  F_BOOL ("implausible", "Implausible, confirmed by a person", "异常值（经人工确认）", O),
  F_TEXT ("implausible_note", "Note on the implausible value", "异常值说明", 200, C),
  F_REF ("visit", "Taken at the visit", "来自探访", "visit", O, FLAGS (DERIVED)),
  /* Of the newest measurement of a child only: what is due is found without reading the rest. */
  F_DATE ("next_due_on", "Next measurement due", "下次测量日期", O, FLAGS (DERIVED | INDEX | LOCAL)),
  F_REF ("supersedes", "Corrects", "更正的测量", "growth_measure", O, FLAGS (DERIVED)),
  F_BOOL ("void", "Void", "已作废", O, FLAGS (DERIVED)),
  F_TEXT ("void_reason", "Reason for voiding", "作废原因", 200, C),
  { NULL },
};

const MiaoKind miao_kind_growth_measure = {
  .name = "growth_measure", .xml = "GrowthMeasure", .label = "Growth measurement", .label_zh = "生长测量",
  .fields = growth_measure_fields, .source = SOURCE,
};
#undef SOURCE

/* A dose that was given, or why it is not: what is due and when follows from the schedule. */
#define SOURCE "domain 6.25"
static const MiaoField vaccination_fields[] = {
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX)),
  F_CODE ("vaccine", "Vaccine", "疫苗", "vaccine", A, FLAGS (LISTED)),
  F_INT ("dose_no", "Dose", "剂次", 1, 20, "剂", 0, A, FLAGS (LISTED)),
  F_DATE ("given_on", "Given on", "接种日期", C, FLAGS (LISTED | EVENT)),
  F_TEXT ("batch_no", "Batch", "疫苗批号", 30, O),
  F_TEXT ("maker", "Manufacturer", "生产企业", 50, O),
  F_TEXT ("body_site", "Site of the body", "接种部位", 20, O),
  F_TEXT ("clinic", "Given at", "接种单位", 100, C),
  F_LONG ("reaction", "Reaction", "接种反应", O),
  F_TEXT ("deferred", "Why it is not given (yet)", "缓种或禁忌原因", 200, C),
  F_DATE ("deferred_until", "Not before", "缓种至", O),
  F_TEXT ("card_no", "Number of the vaccination card", "接种证号", 30, O),
  F_BOOL ("void", "Entered in error", "登记有误，作废", O),
  F_TEXT ("void_reason", "Reason for voiding", "作废原因", 200, C),
  { NULL },
};

const MiaoKind miao_kind_vaccination = {
  .name = "vaccination", .label = "Vaccination", .label_zh = "预防接种",
  .fields = vaccination_fields, .source = SOURCE,
};
#undef SOURCE
