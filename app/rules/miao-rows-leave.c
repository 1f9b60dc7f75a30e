#include "config.h"

#include "miao-rules-private.h"

/* A time away that is to end again: hospital, boarding school, relatives (domain 3.4, 8.1 C6). */

const MiaoRule miao_rows_leave[] = {
  { "LVE-01", HOUSE, BLOCKS, "儿童现在不能办理临时离院", "The child cannot go away for a time now",
    "目前状态：{state_zh}；临时代养、在院、寄养融合期、家庭寄养的才能办理",
    "State now: {state_en}; it has to be in care or in foster care",
    "已经临时离院的，先登记返院或者延期；走失的，先登记找回；试收养融合中的，先终止试收养",
    "Record the return first, or have it extended; a missing child is found, a trial ended first",
    "child", "status", "come-back", "儿童在院或者在寄养家庭",
    "The child is in care or in foster care" },
  { "LVE-02", HOUSE, BLOCKS, "临时离院没有事先批准", "The time away was not approved beforehand",
    "批准日期 {approved}；离院日期 {from}", "Approved {approved}; away from {from}",
    "由负责人事先批准，登记批准日期和批准人；审批单在办理以后打印，补签存档",
    "Let the head approve it first; enter the day and who approved, then print the form to be "
    "signed",
    "child_leave", "approved_on", "leave-temporarily", "临时离院已事先批准",
    "The time away was approved beforehand" },
  { "LVE-02H", HOUSE, NEEDS_REASON, "住院没有事先批准",
    "The hospital stay was not approved beforehand", "批准日期 {approved}；离院日期 {from}",
    "Approved {approved}; away from {from}",
    "急诊不等审批：写明情况，随后补批，补登批准日期和批准人",
    "An emergency does not wait: say why, have it approved after and enter the approval",
    "child_leave", "approved_on", "leave-temporarily", "住院已事先批准",
    "The hospital stay was approved beforehand" },
  { "LVE-03", CWI, BLOCKS, "跨省就医、就学没有主管民政部门批准",
    "Treatment or schooling in another province without the department's approval",
    "机构在{own_zh}，去向{there_zh}；批准日期 {approved}，文号 {number}；离院日期 {from}",
    "Institution in {own_en}, place in {there_en}; approved {approved}, number {number}; away from "
    "{from}",
    "先报主管民政部门批准，登记批准日期和文号",
    "Have the department approve it first; enter day and number", "child_leave", "dept_approved_on",
    "leave-temporarily", "没有跨省，或者已经主管民政部门批准",
    "It is within the province, or the department has approved it" },
  { "LVE-04", HOUSE, BLOCKS, "预计返院日期不对", "The day of the return does not fit",
    "预计返院 {until}；须在 {from} 以后", "Expected back {until}; has to follow {from}",
    "填写预计返院日期：不早于离院日期，延期的晚于原来的日期",
    "Enter the day: not before leaving; for an extension, after the former day", "child_leave",
    "until_on", "leave-temporarily", "预计返院日期在离院以后", "The return follows the leaving" },
  { "LVE-05", HOUSE, BLOCKS, "延期没有批准", "The extension is not approved",
    "延期至 {until}；批准日期 {approved}", "Until {until}; approved {approved}",
    "由负责人批准后登记批准日期", "Let the head approve it and enter the day", "child_leave",
    "approved_on", "extend-leave", "延期已批准", "The extension is approved" },
  { "LVE-06", HOUSE, BLOCKS, "儿童没有临时离院", "The child is not away for a time",
    "目前状态：{state_zh}", "State now: {state_en}", "只有临时离院的儿童才登记返院、延期",
    "Only a child who is away for a time comes back or stays longer", "child", "status",
    "leave-temporarily", "儿童在临时离院中", "The child is away for a time" },
  { NULL },
};
