#include "config.h"

#include "miao-kinds-private.h"

/* One field after another, not one argument a line. */
/* clang-format off */

#define SOURCE "domain 6.31"
static const MiaoField archive_volume_fields[] = {
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX)),
  F_TEXT ("archival_code", "Archival code", "档号", 60, A, FLAGS (UNIQUE | KEY | LISTED)),
  F_CODE ("class", "Archive class", "档案类别", "archive_class", R),
  F_TEXT ("fonds_no", "Fonds number", "全宗号", 10, R),
  F_INT ("volume_no", "Volume", "卷次", 1, 99, "卷", 0, A, FLAGS (LISTED)),
  F_TEXT ("title", "Title of the volume", "案卷题名", 200, R, FLAGS (LISTED)),
  F_INT ("year_from", "From year", "起始年", 1900, 2199, "年", 0, R),
  F_INT ("year_to", "To year", "终止年", 1900, 2199, "年", 0, R),
  F_CODE ("retention", "Retention period", "保管期限", "retention", A),
  F_INT ("items_n", "Items", "件数", 0, 100000, "件", 0, R, FLAGS (DERIVED | LISTED)),
  F_INT ("pages_n", "Pages", "页数", 0, 1000000, "页", 0, R, FLAGS (DERIVED | LISTED)),
  F_CODE ("status", "State", "状态", "volume_status", A, FLAGS (DERIVED | INDEX | LISTED)),
  F_REF ("made_by", "Arranged by", "立卷人", "staff", R),
  F_REF ("checked_by", "Checked by", "检查人", "staff", R),
  F_DATE ("filed_on", "Filed on", "归档日期", C, FLAGS (DERIVED | LISTED | EVENT)),
  F_TEXT ("shelf", "Shelf", "库位", 50, O),
  F_LONG ("note", "End sheet: state of the volume", "备考表（卷内情况说明）", R),
  F_REF ("package", "Electronic package", "电子档案包", "document", C, FLAGS (DERIVED)),
  F_TEXT ("chain_hash", "Hash of the chain", "链式摘要", 64, C, FLAGS (DERIVED)),
  F_LONG ("seal", "Seal (JSON)", "封存签章（JSON）", C, FLAGS (DERIVED)),
  F_INSTANT ("sealed_at", "Sealed", "封存时间", C, FLAGS (DERIVED)),
  F_TEXT ("sealed_by", "Sealed by", "封存人", 50, C, FLAGS (DERIVED)),
  F_DATE ("verified_on", "Last verified on", "最近校验日期", O, FLAGS (DERIVED | LISTED)),
  F_CODE ("verified_result", "Result of verification", "校验结果", "verify_result", O,
          FLAGS (DERIVED)),
  F_REF ("supplements", "Supplement to", "补充案卷所补卷", "archive_volume", O, FLAGS (DERIVED)),
  F_DATE ("transferred_on", "Transferred on", "移交日期", C, FLAGS (DERIVED)),
  F_TEXT ("transferred_to", "Transferred to", "移交接收单位", 100, C),
  { NULL },
};

const MiaoKind miao_kind_archive_volume = {
  .name = "archive_volume", .xml = "ArchiveVolume", .label = "Volume", .label_zh = "案卷",
  .fields = archive_volume_fields, .title = "title", .number = "archival_code", .source = SOURCE,
};

static const MiaoField archive_item_fields[] = {
  F_REF ("volume", "Volume", "案卷", "archive_volume", A, FLAGS (INDEX)),
  F_INT ("item_no", "Item number", "件号", 1, 99999, "件", 0, A, FLAGS (LISTED)),
  F_CODE ("section", "Section", "部分", "archive_section", A, FLAGS (INDEX | LISTED)),
  F_REF ("document", "Document", "文件", "document", R, FLAGS (INDEX)),
  F_TEXT ("title", "Title", "题名", 200, A, FLAGS (LISTED)),
  F_TEXT ("responsible", "Author", "责任者", 100, R, FLAGS (LISTED)),
  F_TEXT ("doc_no", "Document number", "文号", 50, C),
  F_DATE ("doc_date", "Date", "日期", R, FLAGS (LISTED | EVENT)),
  F_INT ("pages", "Pages", "页数", 0, 100000, "页", 0, R),
  F_INT ("page_from", "From page", "起始页号", 1, 1000000, "页", 0, R),
  F_INT ("page_to", "To page", "终止页号", 1, 1000000, "页", 0, R),
  F_INT ("copies", "Copies", "份数", 1, 1000, "份", 0, O),
  F_CODE ("sensitivity", "Sensitivity", "敏感级", "sensitivity", R),
  F_LONG ("remark", "Remark", "备注", O),
  F_TEXT ("origin_kind", "Made from (kind)", "来源记录类别", 40, O, FLAGS (DERIVED)),
  F_TEXT ("origin_id", "Made from", "来源记录", 36, O, FLAGS (DERIVED | INDEX)),
  F_INT ("bytes", "Size", "文件大小", 0, G_GINT64_CONSTANT (1099511627776), "字节", 0, C,
         FLAGS (DERIVED)),
  F_TEXT ("sha256", "SHA-256", "SHA-256 摘要", 64, A, FLAGS (DERIVED)),
  F_TEXT ("sm3", "SM3", "SM3 摘要", 64, C, FLAGS (DERIVED)),
  F_TEXT ("chain_hash", "Hash of the chain", "链式摘要", 64, A, FLAGS (DERIVED)),
  F_TEXT ("signature", "Signature", "签名", 200, A, FLAGS (DERIVED)),
  F_TEXT ("key_id", "Signing key", "签名密钥标识", 64, O, FLAGS (DERIVED)),
  F_INSTANT ("sealed_at", "Sealed", "封存时间", A, FLAGS (DERIVED)),
  F_TEXT ("sealed_by", "Sealed by", "封存人", 50, A, FLAGS (DERIVED)),
  F_REF ("supersedes", "Corrects", "更正的件", "archive_item", O, FLAGS (DERIVED | INDEX)),
  F_LONG ("supersede_reason", "Reason for the correction", "更正原因", C),
  { NULL },
};

/* Sealed once and never changed: a correction is a new item that supersedes the old one. */
const MiaoKind miao_kind_archive_item = {
  .name = "archive_item", .label = "Archive item", .label_zh = "件",
  .fields = archive_item_fields, .title = "title", .number = "item_no",
  .flags = MIAO_KIND_APPEND_ONLY, .source = SOURCE,
};

static const MiaoField archive_use_fields[] = {
  F_REF ("volume", "Volume", "案卷", "archive_volume", A, FLAGS (INDEX)),
  F_TEXT ("user_name", "User", "利用人", 50, A, SENS, FLAGS (NAME | LISTED)),
  F_TEXT ("user_org", "Organisation", "利用单位", 100, R, FLAGS (LISTED)),
  F_TEXT ("user_credential", "Credential shown", "出示证件", 100, R, SENS),
  F_TEXT ("basis", "Basis", "利用依据", 200, R),
  F_LONG ("purpose", "Purpose", "利用目的", R),
  F_REFS ("items", "Items used", "利用的件", "archive_item", R),
  F_CODE ("mode", "Mode", "利用方式", "use_mode", R, FLAGS (LISTED)),
  F_REF ("approved_by", "Approved by", "批准人", "staff", R),
  F_DATE ("from_on", "From", "利用开始日期", A, FLAGS (LISTED | EVENT)),
  F_DATE ("to_on", "To", "利用结束日期", R),
  F_DATE ("returned_on", "Returned on", "归还日期", C, FLAGS (LISTED)),
  F_LONG ("note", "Note", "备注", O),
  { NULL },
};

const MiaoKind miao_kind_archive_use = {
  .name = "archive_use", .label = "Use of the archive", .label_zh = "档案利用",
  .fields = archive_use_fields, .title = "user_name", .source = SOURCE,
};
#undef SOURCE
