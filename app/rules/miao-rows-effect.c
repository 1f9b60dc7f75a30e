#include "config.h"

#include "miao-rules-private.h"

/* Evaluations during and after a placement (domain 5.6, 5.7). */

const MiaoRule miao_rows_effect[] = {
  { "EVAL-STAGE", HOUSE, BLOCKS, "评估类型与寄养阶段不符",
    "This kind of evaluation does not fit the stage", "{kind_zh}用于{needs_zh}；目前：{stage_zh}",
    "{kind_en}: {needs_en}; now: {stage_en}", "改选与阶段相符的评估类型",
    "Choose a kind that fits the stage", "evaluation", "kind", "open-evaluation",
    "评估类型与寄养阶段相符", "The kind fits the stage" },
  { "FUP-14", O54 ("第9条"), BLOCKS, "家中有未满{age}周岁的共同生活儿童",
    "A co-living child below {age} in the family", "{on} 未满{age}周岁的共同生活儿童：{name}",
    "Co-living child below {age} on {on}: {name}", "安排专项评估；寄养关系不自动解除",
    "Arrange a special evaluation; the placement does not end by itself", "family_member",
    "birth_date", "edit-member", "无新增未满{age}周岁共同生活儿童",
    "No co-living child below {age}" },
  { "EFF-SCORE", HOUSE, NEEDS_REASON, "结论与得分不符", "The conclusion does not fit the score",
    "得分 {score}，应评条目满分 {most}，折合 {percent} 分，对应“{band_zh}”；结论“{given_zh}”",
    "{score} of {most} points, {percent} of 100: “{band_en}”; concluded “{given_en}”",
    "按得分更改结论，或说明理由", "Change the conclusion, or say why", "evaluation", "conclusion",
    "conclude-evaluation", "结论与得分相符", "The conclusion fits the score" },
  { "EFF-RECTIFY", HOUSE, BLOCKS, "没有整改期限，或期限不合要求",
    "The day until which things are put right is missing or wrong",
    "完成 {finished} + {days} 天 = {latest}；整改期限 {due}",
    "Finished {finished} + {days} days = {latest}; to be put right by {due}",
    "填写整改期限，在 {latest} 以前", "Enter the day, by {latest}", "evaluation", "rectify_due",
    "fill-evaluation", "整改期限正确", "The day is right" },
  { NULL },
};
