#include "config.h"

#include "miao-rules-private.h"

/* Application papers (domain 5.1): the written application and what goes with it. */

#define PAPER(id_, instrument_, severity_, zh_, en_)                                               \
  {                                                                                                \
    id_, instrument_, severity_, "缺" zh_, "Missing: " en_, "材料 {item}：{state_zh}",             \
        "Paper {item}: {state_en}", "请家庭补交" zh_ "，扫描后附到该项材料",                       \
        "Ask the family for it and attach the scan to this item", "application", "documents",      \
        "apply-family", "有" zh_, "Present: " en_                                                  \
  }

const MiaoRule miao_rows_application[] = {
  PAPER ("APP-01", O54 ("第12条第1项"), BLOCKS, "签字的书面申请", "signed written application"),
  PAPER ("APP-02", O54 ("第12条第1项"), BLOCKS, "户口簿复印件", "copy of the hukou book"),
  PAPER ("APP-03",
         O54 ("第12条第1项"),
         BLOCKS,
         "家庭成员身份证复印件",
         "copies of the members' identity cards"),
  PAPER ("APP-04", O54 ("第12条第1项"), BLOCKS, "经济收入证明", "proof of income"),
  PAPER ("APP-05", O54 ("第12条第1项"), BLOCKS, "住房情况证明", "proof of housing"),
  PAPER ("APP-06",
         O54 ("第12条第1项"),
         BLOCKS,
         "家庭成员健康状况证明",
         "proof of the members' health"),
  PAPER (
      "APP-07", O54 ("第12条第1项"), BLOCKS, "全体成员一致同意书", "consent signed by all members"),
  PAPER ("APP-08",
         O54 ("第8条第4项"),
         BLOCKS,
         "无犯罪记录证明或查询授权",
         "no-crime proof or consent to the check"),
  PAPER ("APP-09", HOUSE, ADVISES, "婚姻状况证明", "proof of marital status"),
  PAPER ("APP-10",
         PIPL,
         BLOCKS,
         "个人信息处理告知与单独同意书",
         "privacy notice and separate consent"),
  PAPER ("APP-11", STD122, BLOCKS, "申请材料真实性承诺书", "statement that the papers are true"),
  { "APP-12", HOUSE, BLOCKS, "机构自定条目没有填写", "Items of the institution are not answered",
    "没有填写：{items}", "Not answered: {items}", "请在申请表上填写这些条目",
    "Answer these items of the application", "application", "answers", "apply-family",
    "机构自定条目已填写", "The institution's items are answered" },
  { "APP-13", HOUSE, ADVISES, "材料没有附扫描件", "Papers without a scan",
    "核对过原件、没有附文件的材料：{items}", "Papers that were seen and have no file: {items}",
    "扫描后附到该项材料，日后查得到", "Scan them and attach the files to the papers", "application",
    "documents", "apply-family", "材料都附了扫描件", "Every paper has its scan" },
  { NULL },
};
