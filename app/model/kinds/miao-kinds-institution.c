#include "config.h"

#include "miao-kinds-private.h"

/* One field after another, not one argument a line. */
/* clang-format off */

#define SOURCE "domain 6.1"
static const MiaoField institution_fields[] = {
  F_TEXT ("name", "Name", "机构名称", 100, A, FLAGS (LISTED), STD ("JGMC")),
  F_TEXT ("short_name", "Short name", "机构简称", 30, O),
  F_TEXT ("uscc", "Unified social credit code", "统一社会信用代码", 18, R, FLAGS (KEY | LISTED),
          STD ("TYSHXYDM")),
  F_CODE ("division_code", "Division", "所在地行政区划", "division", R, STD ("XZQHDM")),
  F_TEXT ("address", "Address", "地址", 200, R),
  F_TEXT ("postcode", "Postcode", "邮政编码", 6, O),
  F_TEXT ("phone", "Telephone", "联系电话", 20, R),
  F_CODE ("inst_type", "Institution type", "机构类型", "inst_type", R),
  F_CODE ("level", "Level", "层级", "level", R),
  F_TEXT ("authority_name", "Competent civil-affairs department", "主管民政部门", 100, R),
  F_CODE ("authority_division", "Division of the department", "主管民政部门行政区划", "division",
          R),
  F_TEXT ("legal_rep", "Legal representative", "法定代表人", 50, R),
  F_INT ("beds", "Beds", "床位数", 0, 100000, "张", 0, O),
  F_TEXT ("fonds_no", "Fonds number", "全宗号", 10, R),
  F_BOOL ("rehab_designated", "Designated rehabilitation site", "康复定点机构", O),
  /* The local figures as they were before they were kept by days (kind house_value): they count for
   * the days before the first of those. Tenths of a square metre per head. */
  F_INT ("local_avg_living_area", "Local living area per head", "当地人均住房面积", 0, 10000,
         "平方米", 1, R, FLAGS (DERIVED)),
  F_FEN ("local_mid_income_fen", "Local middle income per head and year",
         "当地人均中等收入线（年）", R, FLAGS (DERIVED)),
  F_INT ("valid_year", "Year of the local figures", "当地数据年度", 2000, 2199, "年", 0, R,
         FLAGS (DERIVED)),
#undef SOURCE
#define SOURCE "domain 10"
  /* The last day of the newest quarter and year that were reported: what comes next is due by them. */
  F_DATE ("statistics_on", "Statistics reported up to the quarter ending", "统计季报已报至（季末日）",
          O, FLAGS (LOCAL)),
  F_DATE ("year_report_on", "Yearly report made up to the year ending", "年报已报至（年末日）", O,
          FLAGS (LOCAL)),
  { NULL },
};

/* What the institution sets and what holds in its place, from a day on: thresholds stricter than the
 * law, local figures. A row is never changed; another one of the same key and day takes its place,
 * and a planned one is taken back by a row that withdraws it. */
static const MiaoField house_value_fields[] = {
  F_TEXT ("key", "What is set", "项目", 60, A, FLAGS (DERIVED | INDEX | LISTED | LOCAL)),
  /* In the smallest unit of what is set: days, tenths of a square metre, fen. */
  F_INT ("value", "Value", "数值", 0, G_GINT64_CONSTANT (100000000000), "按项目", 0, A,
         FLAGS (DERIVED | LISTED | LOCAL)),
  F_DATE ("valid_from", "In force from", "生效日期", A, FLAGS (DERIVED | LISTED | LOCAL)),
  F_INT ("year", "Year that the figure is of", "数据年度", 2000, 2199, "年", 0, O,
         FLAGS (DERIVED | LOCAL)),
  F_LONG ("reason", "Why, or by which document", "理由或依据文件", A, FLAGS (DERIVED | LOCAL)),
  F_REF ("withdraws", "Planned value that it withdraws", "撤回的数值", "house_value", O,
         FLAGS (DERIVED | LOCAL)),
  { NULL },
};

const MiaoKind miao_kind_house_value = {
  .name = "house_value", .label = "Value set by the institution", .label_zh = "规定与标准数值",
  .fields = house_value_fields, .flags = MIAO_KIND_APPEND_ONLY, .source = "domain appendix A",
};

const MiaoKind miao_kind_institution = {
  .name = "institution", .xml = "Institution", .label = "Institution", .label_zh = "儿童福利机构",
  .fields = institution_fields, .title = "name", .number = "uscc", .source = "domain 6.1",
};
#undef SOURCE

#define SOURCE "domain 6.2"
static const MiaoField qualification_items[] = {
  F_CODE ("code", "Qualification", "职业资格", "qualification", A),
  F_TEXT ("number", "Number", "证书编号", 50, O),
  F_DATE ("on", "Issued on", "发证日期", O),
  { NULL },
};

static const MiaoField staff_fields[] = {
  F_TEXT ("name", "Name", "姓名", 50, A, SENS, FLAGS (NAME | LISTED), STD ("XM")),
  F_CODE ("sex", "Sex", "性别", "sex", R, STD ("XBDM")),
  F_DATE ("birth_date", "Date of birth", "出生日期", R, STD ("CSRQ")),
  F_TEXT ("id_no", "Citizen ID number", "公民身份号码", 18, R, SENS, FLAGS (KEY), STD ("GMSFHM")),
  F_CODE ("post", "Post", "岗位", "post", R, FLAGS (LISTED)),
  F_LIST ("qualification", "Qualifications", "职业资格", qualification_items, O),
  F_DATE ("cw_years_start", "In child-welfare work since", "从事儿童福利相关工作起始日", R),
  F_DATE ("hired_on", "Hired on", "入职日期", R, FLAGS (LISTED)),
  F_DATE ("left_on", "Left on", "离职日期", O, FLAGS (LISTED)),
#undef SOURCE
#define SOURCE "MPL 62"
  F_DATE ("crime_check_on", "Criminal-record check on", "违法犯罪记录查询日期", R),
  F_CODE ("crime_check_result", "Result of the check", "违法犯罪记录查询结果", "crime_check", R),
  F_DATE ("next_check_due", "Next check due", "下次查询日期", O, FLAGS (DERIVED | INDEX)),
#undef SOURCE
#define SOURCE "domain 6.2"
  F_DATE ("health_cert_until", "Health certificate until", "健康证有效期至", O),
  F_TEXT ("login", "Account", "账号", 30, C, FLAGS (INDEX | LOCAL)),
  F_CODES ("roles", "Roles", "角色", "role", C, FLAGS (LOCAL)),
  F_BOOL ("disabled", "Account disabled", "账号停用", O, FLAGS (LOCAL)),
  F_TEXT ("phone", "Telephone", "联系电话", 20, O, SENS, FLAGS (LOCAL)),
  F_REF ("import_batch", "Import", "导入批次", "import_batch", O, FLAGS (DERIVED | INDEX | LOCAL)),
  { NULL },
};

const MiaoKind miao_kind_staff = {
  .name = "staff", .label = "Staff member", .label_zh = "工作人员",
  .fields = staff_fields, .title = "name", .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.30"
static const MiaoField link_items[] = {
  F_TEXT ("owner_kind", "Record kind", "关联记录类别", 40, A),
  F_TEXT ("owner_id", "Record", "关联记录", 36, A),
  { NULL },
};

static const MiaoField document_fields[] = {
  F_TEXT ("sha256", "SHA-256", "SHA-256 摘要", 64, A, FLAGS (UNIQUE | DERIVED)),
  F_TEXT ("name", "File name", "文件名", 200, A),
  F_TEXT ("mime", "Format", "文件格式", 100, A, FLAGS (DERIVED)),
  F_INT ("bytes", "Size", "文件大小", 0, G_GINT64_CONSTANT (1099511627776), "字节", 0, A,
         FLAGS (DERIVED)),
  F_INT ("pages", "Pages", "页数", 0, 100000, "页", 0, O),
  F_TEXT ("title", "Title", "题名", 200, A, FLAGS (LISTED)),
  F_CODE ("doc_type", "Document type", "文件类型", "doc_type", R, FLAGS (INDEX | LISTED)),
  F_TEXT ("doc_no", "Document number", "文号", 50, O, FLAGS (KEY)),
  F_TEXT ("issuer", "Issuer", "责任者", 100, O),
  F_DATE ("doc_date", "Date", "文件日期", O, FLAGS (LISTED | EVENT)),
  F_BOOL ("original_kept", "Original kept", "原件留存", O),
  F_TEXT ("original_place", "Place of the original", "原件存放处", 100, O),
  F_INT ("scan_dpi", "Scan resolution", "扫描分辨率", 50, 4800, "dpi", 0, O),
  F_BOOL ("scan_colour", "Scanned in colour", "彩色扫描", O),
  F_CODE ("sensitivity", "Sensitivity", "敏感级", "sensitivity", R),
  F_CODE ("retention", "Retention period", "保管期限", "retention", R),
  F_TEXT ("owner_kind", "Belongs to (kind)", "所属记录类别", 40, O, FLAGS (DERIVED)),
  F_TEXT ("owner_id", "Belongs to", "所属记录", 36, O, FLAGS (DERIVED | INDEX)),
  F_LIST ("links", "Also belongs to", "其他关联", link_items, O, FLAGS (DERIVED)),
  F_LONG ("signature", "Signatures and seals", "签章信息", O),
  F_CODE ("created_via", "Origin of the file", "文件来源", "created_via", R),
  F_REF ("replaced_by", "Replaced by", "替换为", "document", O, FLAGS (DERIVED)),
  { NULL },
};

const MiaoKind miao_kind_document = {
  .name = "document", .xml = "File", .label = "Document", .label_zh = "文件附件",
  .fields = document_fields, .title = "title", .number = "doc_no", .source = SOURCE,
};
#undef SOURCE

#define SOURCE "domain 6.35"
static const MiaoField import_batch_fields[] = {
  F_TEXT ("file_name", "File name", "文件名", 200, A, FLAGS (LISTED)),
  F_TEXT ("sha256", "SHA-256", "SHA-256 摘要", 64, A, FLAGS (DERIVED | INDEX)),
  F_TEXT ("target", "Imported kind", "导入对象", 40, A, FLAGS (LISTED)),
  F_TEXT ("encoding", "Encoding", "字符编码", 40, R, FLAGS (DERIVED)),
  F_INT ("n_rows", "Rows read", "读入行数", 0, 10000000, "行", 0, R, FLAGS (DERIVED | LISTED)),
  F_INT ("n_created", "Records made", "新建记录数", 0, 10000000, "条", 0, O,
         FLAGS (DERIVED | LISTED)),
  F_INT ("n_skipped", "Rows left out", "跳过行数", 0, 10000000, "行", 0, O, FLAGS (DERIVED)),
  F_LONG ("mapping", "Column mapping (JSON)", "列对应关系（JSON）", R, FLAGS (DERIVED)),
  F_DATE ("imported_on", "Imported on", "导入日期", A, FLAGS (LISTED | EVENT)),
  F_TEXT ("imported_by", "Imported by", "导入人", 50, O, FLAGS (DERIVED | LISTED)),
  F_DATE ("undone_on", "Undone on", "撤销日期", O, FLAGS (DERIVED | LISTED)),
  F_TEXT ("undone_by", "Undone by", "撤销人", 50, O, FLAGS (DERIVED)),
  F_TEXT ("undo_reason", "Reason for undoing", "撤销原因", 200, C),
  { NULL },
};

const MiaoKind miao_kind_import_batch = {
  .name = "import_batch", .label = "Import", .label_zh = "导入批次",
  .fields = import_batch_fields, .title = "file_name", .source = SOURCE,
};
#undef SOURCE
