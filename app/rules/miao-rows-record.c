#include "config.h"

#include "miao-rules-private.h"

/* Single records: a code or a measurement that is unusual and stays only with a reason, a field
 * that two people changed. They are asked where the record is written. */

const MiaoRule miao_rows_record[] = {
  { "ORG-01", "GB 32100—2015", "GB 32100—2015", NULL, NULL, NULL, NEEDS_REASON,
    "统一社会信用代码校验位不符", "The check character of the credit code does not fit",
    "代码最后一位由前17位算出；少数早期代码例外",
    "The last character follows from the first 17; a few early codes are exceptions",
    "对照证书核对；证书确实如此的写明理由",
    "Compare it with the certificate; if it is right, say so", "institution", "uscc",
    "edit-institution", "统一社会信用代码校验位相符",
    "The check character of the credit code fits" },
  { "GRO-01", HOUSE, NEEDS_REASON, "测量值异常", "The measurement is unusual",
    "标准差分超出世界卫生组织标准的合理范围，或身高（长）比上次减少1厘米以上",
    "A z-score is outside the plausible range of the WHO standards, or length fell by more than 1 "
    "cm",
    "重新测量；确认无误的写明情况", "Measure again; if it is right, say so", "growth_measure",
    "implausible", "add-measurement", "测量值在合理范围内", "The measurement is plausible" },
  { "REC-01", HOUSE, BLOCKS, "这一项已由他人先行修改", "Somebody else changed this first",
    "“{label}”：原为 {before}；他人改为 {theirs}；您填写 {mine}",
    "“{label}”: was {before}; they wrote {theirs}; you wrote {mine}",
    "逐项选定后再保存；以新的版本号重新提交",
    "Choose field by field and save again, with the new version", "child", "name", "edit-child",
    "没有他人先行修改", "Nobody else changed it" },
  { NULL },
};
