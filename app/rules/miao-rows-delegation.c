#include "config.h"

#include "miao-rules-private.h"

/* Tasks that a colleague looks after for some days. */

const MiaoRule miao_rows_delegation[] = {
  { "DLG-01", HOUSE, BLOCKS, "不能转交给这个人", "The tasks cannot go to this person",
    "代办人：{name}，在职：{works_zh}", "Stand-in: {name}, works here: {works_en}",
    "选一位在职的同事，不能选转交人自己",
    "Choose a colleague who works here, not the person itself", "delegation", "to_staff",
    "delegate-tasks", "代办人是在职的同事", "The stand-in is a colleague who works here" },
  { "DLG-02", HOUSE, BLOCKS, "代办人看不到这些事项", "The stand-in would not see the tasks",
    "{name} 有可用的社工、评估员或负责人账号：{account_zh}",
    "{name} has an account in use as caseworker, assessor or director: {account_en}",
    "先请管理员为其开通账号，或者另选同事",
    "Let the administrator make an account first, or choose somebody else", "delegation",
    "to_staff", "delegate-tasks", "代办人有可用账号", "The stand-in has an account in use" },
  { "DLG-03", HOUSE, BLOCKS, "转交日期不对", "The days are wrong", "{from} 至 {until}，今天 {on}",
    "{from} to {until}, today {on}", "开始不早于今天，结束不早于开始",
    "Begins today or later, and ends on that day or later", "delegation", "until_on",
    "delegate-tasks", "转交日期正确", "The days are right" },
  { "DLG-04", HOUSE, BLOCKS, "这些天已经转交给别人", "Somebody else stands in on these days",
    "{other_from} 至 {other_until} 已转交给 {other}", "{other_from} to {other_until}: {other}",
    "先结束那一次，或者错开日期", "End that one first, or choose other days", "delegation",
    "from_on", "end-delegation", "这些天没有转交给别人", "Nobody else stands in on these days" },
  { "DLG-05", HOUSE, BLOCKS, "代办人那些天也不在", "The stand-in is away on these days too",
    "{name} {away_from} 至 {away_until} 也把自己的事项转交了别人；代办的事项不再往下转",
    "{name} has handed over the own tasks from {away_from} to {away_until}; tasks of others are "
    "not handed on",
    "另选同事，或者错开日期", "Choose somebody else, or other days", "delegation", "to_staff",
    "delegate-tasks", "代办人那些天没有转交自己的事项", "The stand-in is there on these days" },
  { NULL },
};
