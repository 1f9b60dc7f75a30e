#include "config.h"

#include "miao-rules-private.h"

/* A family's standing after it was qualified (domain 8.2 F10–F13). */

const MiaoRule miao_rows_standing[] = {
  { "FST-01", HOUSE, BLOCKS, "家庭还有没结束的寄养或匹配",
    "The family still has a placement or a match in progress", "没结束的寄养和匹配 {count} 个",
    "{count} placements and matches are open", "先办理解除，或撤回匹配",
    "End the placement or withdraw the match first", "placement", "status", "end-placement",
    "家庭没有没结束的寄养和匹配", "No placement and no match is open" },
  { "FST-02", O54 ("第12条"), BLOCKS, "暂停以后没有审核通过的合格评估",
    "No evaluation since the suspension was passed and reviewed",
    "{suspended} 暂停；最近一次家庭评估：{conclusion_zh}，签发 {final}，机构审核 {review_zh}",
    "Suspended {suspended}; latest evaluation: {conclusion_en}, signed {final}, review {review_en}",
    "对暂停的原因作专项评估，签发并审核后再恢复",
    "Evaluate what it was suspended for; sign and review it, then resume", "evaluation",
    "conclusion", "open-evaluation", "暂停以后的评估合格并已审核通过",
    "An evaluation since the suspension was passed and reviewed" },
  { "FST-03", HOUSE, BLOCKS, "家庭资格还在有效期内", "The qualification has not ended yet",
    "有效至 {until}；{on}", "Good until {until}; on {on}", "有效期满以后再办理；有问题的，先暂停",
    "Wait for its end; where something is wrong, suspend the family", "family", "approved_until",
    "suspend-family", "家庭资格有效期已满", "The qualification has ended" },
  { "FST-04", O54 ("第12条"), BLOCKS, "家庭现在不能安排儿童",
    "No child can be placed with the family now", "家庭状态：{state_zh}",
    "State of the family: {state_en}",
    "暂停的，专项评估合格后恢复；到期的，重新评估；也可以另选家庭",
    "Clear a suspension by an evaluation, evaluate an expired one anew, or choose another family",
    "family", "status", "resume-family", "家庭可以安排儿童", "The family can take a child" },
  { NULL },
};
