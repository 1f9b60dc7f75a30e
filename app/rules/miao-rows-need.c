#include "config.h"

#include "miao-rules-private.h"

/* What an evaluation of needs found, until it is met (domain 5.6). */

const MiaoRule miao_rows_need[] = {
  { "NEED-01", HOUSE, BLOCKS, "有需求没有列入需求清单", "A need that was found is not in the list",
    "有需求的条目 {found} 条，列入清单 {listed} 条；未列入：{items}",
    "{found} items with a need, {listed} in the list; missing: {items}",
    "为每个有需求的条目登记需求、紧急程度、责任人和完成期限",
    "Enter what is needed, how urgent, who and until when for each", "need", "text", "plan-need",
    "每个需求都有责任人和完成期限", "Each need has who answers for it and until when" },
  { "NEED-02", HOUSE, BLOCKS, "完成期限早于提出日期", "To be met before it was found",
    "{text}：{found} 提出，{due} 前完成", "{text}: found {found}, to be met by {due}",
    "完成期限不早于提出日期", "Not before the day it was found", "need", "due", "plan-need",
    "完成期限正确", "The day is right" },
  { "NEED-03", HOUSE, BLOCKS, "责任人已不在岗", "The responsible person does not work here",
    "{text}：{name}，离岗日期 {left}，今天 {on}", "{text}: {name}, left on {left}, today {on}",
    "改由在岗人员负责", "Choose somebody who works here", "need", "staff", "change-need",
    "责任人在岗", "The responsible person works here" },
  { "NEED-04", HOUSE, BLOCKS, "办结日期不对", "The day of closing is wrong",
    "{text}：{found} 提出，{closed} 办结，今天 {on}",
    "{text}: found {found}, closed {closed}, today {on}", "办结日期在提出日期和今天之间",
    "From the day it was found until today", "need", "closed_on", "meet-need", "办结日期正确",
    "The day is right" },
  { "NEED-05", HOUSE, BLOCKS, "需求已办结", "The need is closed already",
    "{text}：{closed} 办结，{state_zh}", "{text}: {state_en} on {closed}",
    "仍有需求的，在下次评估中重新提出", "Find it again in the next evaluation", "need", "status",
    "open-evaluation", "需求未办结", "The need is open" },
  { "NEED-06", HOUSE, ADVISES, "紧急需求的期限较长", "An urgent need has much time",
    "{text}：紧急；{found} 提出，{due} 前完成，共 {days} 天；一般不超过 {most} 天",
    "{text}: urgent; found {found}, to be met by {due}, {days} days; usually at most {most}",
    "核对紧急程度和完成期限", "Check how urgent it is, and until when", "need", "due",
    "change-need", "紧急需求的期限合适", "The time for an urgent need is short" },
  { "NEED-07", HOUSE, ADVISES, "还有需求没有落实", "Needs are still open",
    "{count} 项需求没有办结：{items}", "{count} needs are open: {items}",
    "登记落实，或者写明不再落实的理由；儿童回院后仍需要的，写进安置和支持方案",
    "Enter that each is met, or why it is dropped; what the child still needs belongs into the "
    "plan for afterwards",
    "need", "status", "meet-need", "需求都已办结", "No need is open" },
  { NULL },
};
