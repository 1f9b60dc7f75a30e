#include "config.h"

#include "miao-rules-private.h"

/* Leaving the institution (domain 6.33, 8.1 C8 and C9). */

const MiaoRule miao_rows_exit[] = {
  { "LEV-01", HOUSE, BLOCKS, "寄养关系还没有结束", "A foster placement is still open",
    "未结束的寄养关系 {count} 段", "{count} open placements", "先解除寄养关系，再办理离院",
    "End the placement first", "child", "status", "end-placement", "没有未结束的寄养关系",
    "No placement is open" },
  { "LEV-02", HOUSE, BLOCKS, "没有离院材料", "No papers for leaving",
    "离院确认书 {confirm}，材料 {papers} 件", "Exit confirmation {confirm}, {papers} papers",
    "填写离院确认书编号，或附上离院材料", "Enter the exit confirmation's number or attach papers",
    "admission", "exit_confirm_no", "discharge-child", "有离院材料", "There are papers" },
  { "LEV-03", HOUSE, BLOCKS, "离院类型与年龄不符", "The way of leaving does not fit the age",
    "{born} 出生，{on} 为{age}周岁；“年满十八周岁”须满18周岁",
    "Born {born}, {age} on {on}; coming of age means 18", "核对出生日期和离院类型",
    "Check the date of birth and the way of leaving", "admission", "exit_code", "discharge-child",
    "年龄与离院类型相符", "The age fits" },
  { NULL },
};
