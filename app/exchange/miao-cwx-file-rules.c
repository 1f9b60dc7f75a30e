/* The rules of stage 0, about the file itself, and what errors of the schema mean in words. */
#include "config.h"

#include "miao-cwx-file-rules.h"

#include <libxml/xmlerror.h>

#define OWN "机构间数据交换格式 CWX 1.0"
#define OWN_EN "Exchange format CWX 1.0"

static const MiaoRule file_rules[] = {
  { "V001", OWN, OWN_EN, NULL, NULL, NULL, MIAO_SEVERITY_FATAL, "文件读不出来",
    "The file cannot be read", "{why_zh}", "{why_en}", "重新生成文件，或请发送方重新导出",
    "Make the file anew, or ask its sender to", NULL, NULL, NULL },
  { "V002", OWN, OWN_EN, NULL, NULL, NULL, MIAO_SEVERITY_FATAL, "不符合格式定义",
    "Not as the schema says", "第 {line} 行 {element}：{what_zh}",
    "Line {line}, {element}: {what_en}", "在记录中改正该项后重新生成",
    "Correct it in the record and make the file anew", NULL, NULL, NULL },
  { "V003", OWN, OWN_EN, NULL, NULL, NULL, MIAO_SEVERITY_FATAL, "标识重复", "An id occurs twice",
    "第 {line} 行与第 {other} 行的{kind_zh}标识相同", "The {kind_en} in lines {line} and {other}",
    "重新生成文件", "Make the file anew", NULL, NULL, NULL },
  { "V004", OWN, OWN_EN, NULL, NULL, NULL, MIAO_SEVERITY_FATAL, "引用的寄养家庭不在文件中",
    "A family that is referred to is missing", "第 {line} 行的寄养关系", "Placement in line {line}",
    "重新生成文件", "Make the file anew", NULL, NULL, NULL },
  { "V005", OWN, OWN_EN, NULL, NULL, NULL, MIAO_SEVERITY_ERROR, "空值与说明不符",
    "Value and reason for its absence disagree", "第 {line} 行 {element}：{what_zh}",
    "Line {line}, {element}: {what_en}", "有值时不写 nil，没有值时写明 nil 的原因",
    "Give either a value or the reason in nil", NULL, NULL, NULL },
  { "V006", OWN, OWN_EN, NULL, NULL, NULL, MIAO_SEVERITY_FATAL, "表头数目与内容不符",
    "Counts of the header disagree with the content", "{what_zh}：表头 {said}，实有 {there}",
    "{what_en}: {said} in the header, {there} in the file", "重新生成文件", "Make the file anew",
    NULL, NULL, NULL },
  { NULL },
};

const MiaoRule *
miao_cwx_file_rules (void)
{
  return file_rules;
}

/* What libxml2's error numbers mean for a person. */
void
miao_cwx_explain (int code, const char **zh, const char **en)
{
  switch (code) {
  case XML_SCHEMAV_ELEMENT_CONTENT:
  case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
    *zh = "位置不对，或前面缺少必有的项目";
    *en = "it is out of place, or something that must precede it is missing";
    break;
  case XML_SCHEMAV_CVC_MAXLENGTH_VALID:
    *zh = "内容太长";
    *en = "it is too long";
    break;
  case XML_SCHEMAV_CVC_PATTERN_VALID:
  case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1:
  case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2:
  case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3:
    *zh = "写法不符合要求（日期、数字、代码或标识）";
    *en = "it is not written as a date, number, code or id must be";
    break;
  case XML_SCHEMAV_CVC_MININCLUSIVE_VALID:
  case XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID:
    *zh = "数值超出范围";
    *en = "the number is out of range";
    break;
  case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
    *zh = "缺少必有的属性";
    *en = "an attribute is missing";
    break;
  case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
  case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
    *zh = "含有不允许的属性";
    *en = "it has an attribute that is not allowed";
    break;
  case XML_SCHEMAV_CVC_AU:
  case XML_SCHEMAV_CVC_ENUMERATION_VALID:
    *zh = "取值不在允许的范围内";
    *en = "the value is none of those allowed";
    break;
  default:
    *zh = "不符合格式定义";
    *en = "it is not as the schema says";
    break;
  }
}
