#include "config.h"

#include "miao-rules-private.h"

/* Problems that a visit found, until they are put right (domain 6.18). */

const MiaoRule miao_rows_problem[] = {
  { "VIS-01", HOUSE, BLOCKS, "整改没有复查", "What was put right has not been checked",
    "{text}：{visited} 发现，{closed} 办结；其间复查探访 {rechecked}",
    "{text}: found {visited}, closed {closed}; visited again {rechecked}",
    "登记复查的探访，再办结；一般问题不需要复查",
    "Record the visit that checked it; minor "
    "problems need none",
    "visit", "problems", "record-visit", "整改已复查", "It was checked by a visit" },
  { "VIS-02", HOUSE, BLOCKS, "办结日期不对", "The day of closing is wrong",
    "{visited} 发现，{closed} 办结，今天 {on}", "Found {visited}, closed {closed}, today {on}",
    "办结日期在发现日和今天之间", "From the day it was found until today", "visit", "problems",
    "close-problem", "办结日期正确", "The day is right" },
  { "VIS-03", MPL ("第11条"), ADVISES, "发现严重问题", "Something serious was found", "{text}",
    "{text}", "儿童有危险的，立即紧急带离并报告公安、民政等部门",
    "A child in danger is removed at once; report to the police and civil affairs", "visit",
    "problems", "suspend-placement" },
  { NULL },
};
