#include "config.h"

#include "miao-rules-private.h"

/* What the institution may set (domain, appendix A): stricter than the law, from a day to come. */

const MiaoRule miao_rows_setting[] = {
  { "SET-01", HOUSE, BLOCKS, "数值不在可填的范围内，不能采用", "The value is outside its bounds",
    "{label_zh}：填 {value_zh}；可以填 {bounds_zh}，依据：{why_zh}（{rule}）",
    "{label_en}: {value_en}; {bounds_en} is allowed by: {why_en} ({rule})",
    "在可填的范围内改数值；有法律、标准底线的，只能定得更严",
    "Choose a value within the bounds; where the law or a standard sets a limit it can only be "
    "stricter",
    "house_value", "value", "set-threshold", "数值在可填的范围内",
    "The value is within its bounds" },
  { "SET-02", HOUSE, BLOCKS, "生效日期不对", "The day from which it counts is wrong",
    "从 {from} 起；今天 {today}，最早 {first}，最晚 {last}",
    "From {from}; today is {today}; {first} at the earliest, {last} at the latest",
    "改生效日期：以前的日子按当时的规定判断，不重新判断",
    "Choose another day: days gone by are judged by what held then", "house_value", "valid_from",
    "set-threshold", "生效日期正确", "The day is right" },
  { "SET-03", HOUSE, BLOCKS, "与另一项规定矛盾", "It contradicts another threshold",
    "从 {on} 起：{low_zh} {low_value}，{high_zh} {high_value}",
    "From {on}: {low_en} {low_value}, {high_en} {high_value}",
    "前一项不能大于后一项；先改另一项，或者改这一项的数值",
    "The first cannot be above the second: change the other one first, or choose another value",
    "house_value", "value", "set-threshold", "各项规定互不矛盾", "The thresholds agree" },
  { "SET-04", HOUSE, BLOCKS, "已经生效或撤回，不能再撤回",
    "It is in force or withdrawn already and cannot be withdrawn",
    "从 {from} 起；今天 {today}；已撤回：{withdrawn_zh}",
    "From {from}; today is {today}; withdrawn: {withdrawn_en}",
    "已经生效的，另定一个数值，从今天或以后起算",
    "What is in force is followed by another value from today or later", "house_value",
    "valid_from", "withdraw-standard", "还没有生效，可以撤回",
    "Not in force yet, can be withdrawn" },
  { "SET-05", HOUSE, BLOCKS, "那一天已经是这个数值", "It has that value on that day already",
    "{label_zh}：{from} 那一天已定为 {value_zh}", "{label_en}: {value_en} on {from}",
    "不用再定；要改的话请填另一个数值或日期",
    "Nothing needs to be set; else give another value or day", "house_value", "value",
    "set-threshold", "数值有变化", "The value changes" },
  { NULL },
};
