#include "config.h"

#include "miao-rules-private.h"

/* The integration period (domain 5.5, annex C) and confirming a placement (8.3 P1–P3). */

#define SCORE(id_, zh_, en_)                                                                       \
  {                                                                                                \
    id_, STD122, ADVISES, zh_ "需要关注", "Needs attention: " en_,                                 \
        "得分 {score}，满分 3；1 分及以下须关注", "Score {score} of 3; 1 or less needs attention", \
        "写明情况和改进安排", "Describe it and what will be done", "evaluation", "answers",        \
        "fill-evaluation", zh_ "良好", "Good: " en_                                                \
  }

const MiaoRule miao_rows_integration[] = {
  { "INT-01", O54_STD122, BLOCKS, "融合期未满{min}日", "Integration period below {min} days",
    "入户 {start} + {min} 天 = {earliest}；{on} 是第 {day} 天{left_zh}",
    "Move-in {start} + {min} days = {earliest}; {on} is day {day}{left_en}",
    "{earliest} 起可以确立", "Can be confirmed from {earliest}", "placement", "confirmed_on",
    "confirm-placement", "融合期已满{min}日", "Integration period of {min} days is over" },
  { "INT-02", STD122, NEEDS_REASON, "融合期超过{max}日", "Integration period over {max} days",
    "入户 {start} + {max} 天 = {latest}；{on} 是第 {day} 天{over_zh}",
    "Move-in {start} + {max} days = {latest}; {on} is day {day}{over_en}", "写明超期原因",
    "Say why it took longer", "placement", "extend_reason", "extend-integration", "在{max}日内",
    "Within {max} days" },
  { "INT-03", HOUSE, NEEDS_REASON, "探访间隔超过计划", "Gap between visits longer than planned",
    "最长间隔 {from} 至 {to}，{gap} 天；计划每 {plan} 天一次{over_zh}",
    "Longest gap {from} to {to}, {gap} days; planned every {plan} days{over_en}",
    "写明未按计划探访的原因", "Say why the visits were not as planned", "visit", "visited_on",
    "record-visit", "探访间隔符合计划", "Visits as planned" },
  { "INT-03N", HOUSE, ADVISES, "融合期探访少于{least}次",
    "Fewer than {least} visits in integration", "已探访 {count} 次，应不少于 {least} 次",
    "{count} visits, at least {least} expected", "补做探访", "Visit again", "visit", "visited_on",
    "record-visit", "已探访{count}次", "{count} visits" },
  SCORE ("INT-04", "饮食、睡眠适应", "eating and sleeping"),
  SCORE ("INT-05", "与照料人依恋、亲近", "attachment to the caregiver"),
  SCORE ("INT-06", "与家庭成员相处", "relations with the members"),
  SCORE ("INT-07", "情绪与行为", "emotion and behaviour"),
  { "INT-08", STD122, BLOCKS, "健康与安全有问题", "Health or safety is not in order",
    "{state_zh}；疑似侵害：{abuse_zh}", "{state_en}; abuse suspected: {abuse_en}",
    "疑似侵害的立即带离并报告；其他问题写明处理",
    "Suspected abuse: remove the child and report at once; "
    "otherwise say what was done",
    "evaluation", "answers", "suspend-placement", "健康与安全良好",
    "Health and safety are in order" },
  SCORE ("INT-09", "入园、入学适应", "kindergarten or school"),
  SCORE ("INT-10", "家庭照料能力与态度", "the family's care and attitude"),
  { "INT-11", STD122, BLOCKS, "没有本人意见（融合期）",
    "No opinion of the child during integration",
    "{born} 出生，{on} 为{age}周岁，须满{min}周岁征求；入户 {start} 后的意见：{asked}",
    "Born {born}, {age} on {on}, asked from {min}; opinion since the move-in of {start}: {asked}",
    "单独与儿童谈话并记录；寄养前的意见不能代替",
    "Talk with the child alone and record it; the opinion before placement does not do",
    "child_opinion", "opinion", "record-opinion", "融合期已征求本人意见",
    "The child was asked during integration" },
  { "INT-12", HOUSE, ADVISES, "未写家庭成员意见", "Members' opinion not described", STATE,
    "分别访谈家庭成员后填写", "Interview the members separately, then fill in", "evaluation",
    "answers", "fill-evaluation", "已写家庭成员意见", "Members' opinion described" },
  { "INT-13", STD122, BLOCKS, "没有“正式寄养”的融合期评估结论",
    "No integration evaluation concluding “formal placement”",
    "融合期评估：{conclusion_zh}，签发 {final}",
    "Integration evaluation: {conclusion_en}, signed {final}",
    "完成融合期评估并由组长签发；审核未通过或退回的评估不算数",
    "Conclude the integration evaluation and have the leader sign; what the review turned down "
    "does "
    "not count",
    "placement", "integration_eval", "conclude-evaluation", "融合期评估结论为正式寄养",
    "The integration evaluation concludes “formal placement”" },
  { "INT-15", HOUSE, NEEDS_REASON, "融合期评估做得太早", "The integration was evaluated too early",
    "入户 {start}，评估签发 {final}（第 {day} 天），应不早于 {planned}（第 {least} 天）",
    "Moved in {start}, evaluation signed {final} (day {day}), not before {planned} (day {least})",
    "接近期满时再作一次融合期评估；确有理由用早的评估的，写明理由",
    "Evaluate once more near the end of the period, or say why the early evaluation will do",
    "placement", "integration_eval", "open-evaluation", "融合期评估不早于第{least}天作出",
    "The integration was evaluated near its end" },
  { "INT-14", STD122, BLOCKS, "主要照料人已变更，协议没有相应变更",
    "The caregiver changed without an amended agreement", "协议主要照料人 {agreed}，现照料人 {now}",
    "Agreement: {agreed}; now: {now}",
    "查明情况：经机构同意的，用“变更主要照料人”变更协议；擅自更换的，入户以前撤回协议，入户以后"
    "按解除事由处理",
    "Find out: what the institution agreed to is recorded as a change of the main caregiver; an "
    "unauthorised change is a ground for withdrawing the agreement, or for ending",
    "agreement", "caregiver", "change-caregiver", "主要照料人没有变更",
    "The main caregiver is unchanged" },
  { "EXT-01", STD122, BLOCKS, "延长融合期没有写明原因", "Extension without a reason",
    "延长至 {to}；原因：{there_zh}", "Extended to {to}; reason: {there_en}", "写明延长原因",
    "Say why it is extended", "placement", "extend_reason", "extend-integration", "已写明延长原因",
    "The reason is given" },
  { "EXT-02", HOUSE, BLOCKS, "延长期限不在可延长范围内", "The extension is not within its limits",
    "入户 {start} + {max} 天 = {latest}，最多再延 {days} 天至 {last}；填写 {to}",
    "Move-in {start} + {max} days = {latest}, at most {days} more until {last}; entered {to}",
    "把延长期限改到第 {max} 天之后，且不晚于 {last}",
    "Choose a day after day {max} and not after {last}", "placement", "extended_to",
    "extend-integration", "延长期限在范围内", "The extension is within its limits" },
  { NULL },
};
