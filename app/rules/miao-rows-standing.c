#include "config.h"

#include "miao-rules-private.h"

/* A family's standing after it was qualified (domain 8.2 F10–F13). */

const MiaoRule miao_rows_standing[] = {
  { "FST-01", HOUSE, BLOCKS, "家庭还有没结束的寄养、匹配或短期养育",
    "The family still has a placement, a match or a child in short-term care",
    "没结束的寄养和匹配 {count} 个，在这里短期养育的儿童 {guests} 名",
    "{count} placements and matches are open, {guests} children are there in short-term care",
    "先办理解除，撤回匹配，或结束短期养育",
    "End the placement, withdraw the match or end the short-term care first", "placement", "status",
    "end-placement", "家庭没有没结束的寄养、匹配和短期养育",
    "No placement, no match and no short-term care is open" },
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
  { "FST-05", HOUSE, BLOCKS, "这个家庭有没处理完的紧急带离或者侵害事件",
    "An emergency removal or a suspicion of harm about the family is not decided",
    "带离后没有决定的寄养：{removed_zh}；没办结的侵害事件：{incident_zh}",
    "Removed and not decided: {removed_en}; suspicion of harm not closed: {incident_en}",
    "先对带离作出决定（返回或者解除），事件由负责人办结；核实以前另选家庭",
    "Decide about the removed child and have the incident closed first; until then choose another "
    "family",
    "incident", "status", "close-incident", "没有未决定的紧急带离和未办结的侵害事件",
    "No removal is undecided and no suspicion of harm is open" },
  { "FST-06", HOUSE, BLOCKS, "这个人是被禁用家庭的成员", "This person belongs to a barred family",
    "{name}：与家庭 {family} 的成员{same_zh}相同；该家庭 {on} 被禁用",
    "{name}: same {same_en} as a member of family {family}, barred {on}",
    "不予登记；确需登记的，以其他成员登记家庭，由负责人登录添加这个人并写明理由",
    "Not registered; where it has to be, register the family by another member, and the "
    "institution's head adds this person with a reason",
    "family", "status", "bar-family", "不是被禁用家庭的成员", "Not a member of a barred family" },
  { "FST-07", HOUSE, NEEDS_REASON, "这个人已登记在另一个家庭",
    "This person is registered in another family",
    "{name}：与家庭 {family}（{state_zh}）的成员{same_zh}相同",
    "{name}: same {same_en} as a member of family {family} ({state_en})",
    "同一家庭不重复登记：查找编号 "
    "{family}，在原来的记录上办理；确属另一家庭的（如结婚、分家），写明"
    "理由",
    "A family is not registered twice: find {family} and go on there; say why when it is another "
    "family, as after a marriage",
    "family", "status", "register-family", "没有登记在另一个家庭",
    "Not registered in another family" },
  { "FST-08", HOUSE, BLOCKS, "紧急带离以后解除的，家庭还没有定论",
    "A placement ended after an emergency removal, and the family was not decided about",
    "{placement}：{removed} 带离，没有返回就解除；事件 {incident}：{outcome_zh}；最近一次家庭评估："
    "{conclusion_zh}，签发 {final}，机构审核 {review_zh}",
    "{placement}: removed {removed}, ended without a return; incident {incident}: {outcome_en}; "
    "latest evaluation of the family: {conclusion_en}, signed {final}, review {review_en}",
    "对家庭作专项评估，签发并审核合格以后再安排儿童；查明不属实的，由负责人办结事件",
    "Evaluate the family, sign and review it, before another child comes; where nothing was wrong "
    "the head closes the incident as unfounded",
    "evaluation", "conclusion", "open-evaluation", "带离以后家庭已经评估合格，或者查明不属实",
    "The family was evaluated since the removal, or nothing was found to be wrong" },
  { "FST-09", HOUSE, NEEDS_REASON, "住址或者电话与被禁用家庭相同",
    "The address or telephone is that of a barred family",
    "{same_zh}与家庭 {family} 相同；该家庭 {on} 被禁用",
    "Same {same_en} as family {family}, barred {on}",
    "核实是不是同一户：是的，不予登记；住址、电话只是合用（合租、同院、转让）的，写明理由",
    "See whether it is the same household: then it is not registered; where the home or the number "
    "is only shared, or was handed on, say so",
    "family", "address", "bar-family", "住址和电话不是被禁用家庭的",
    "Neither address nor telephone is that of a barred family" },
  { NULL },
};
