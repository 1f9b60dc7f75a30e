#include "config.h"

#include "miao-rules-private.h"

/* Matching a child with a family (domain 5.4). */

const MiaoRule miao_rows_matching[] = {
  { "MAT-01", O54 (NULL), BLOCKS, "跨省寄养", "Placement in another province",
    "机构所在地 {institution}，寄养家庭 {home}；省级代码 {province} 与 {other}",
    "Institution in {institution}, family in {home}; provinces {province} and {other}",
    "请在本省内选择家庭", "Choose a family in the same province", "family", "home_division",
    "propose-match", "不跨省", "Within the province" },
  { "MAT-01D", O54 (NULL), BLOCKS, "跨县（市）寄养没有共同上级民政部门同意",
    "Across counties without the superior department's consent",
    "机构所在地 {institution}，寄养家庭 {home}；同意文件：{document_zh}",
    "Institution in {institution}, family in {home}; document: {document_en}",
    "取得共同上级民政部门同意文件并附上",
    "Get the common superior department's consent and attach it", "matching", "cross_area_doc",
    "add-document", "在本机构辖区内，或跨区已获同意", "Within the area, or crossing is approved" },
  { "MAT-02", O54 ("第9条"), BLOCKS, "家庭名额已满", "The family has no free place",
    "在养 {now} 人 + 本次 1 人 = {total} 人，核定名额 {most} 人",
    "{now} now + 1 = {total}; approved places {most}", "请另选家庭，或等在养儿童离开后再匹配",
    "Choose another family, or wait until a place is free", "family", "capacity", "propose-match",
    "家庭有名额", "The family has a free place" },
  { "MAT-03", O54 ("第12条"), BLOCKS, "没有有效的家庭评估合格结论",
    "No valid passed evaluation of the family",
    "评估结论 {conclusion_zh}，签发 {final}，有效至 {until}（{months} 个月，机构自定）；匹配日 "
    "{on}",
    "Evaluation: {conclusion_en}, signed {final}, good until {until} ({months} months, house "
    "rule); "
    "matching on {on}",
    "先完成或更新家庭评估", "Complete or renew the family's evaluation", "evaluation", "conclusion",
    "open-evaluation", "家庭评估合格且在有效期内", "The family's evaluation is passed and valid" },
  { "MAT-04", HOUSE, BLOCKS, "没有有效的儿童评估适宜结论",
    "No valid evaluation that the child is suited",
    "评估结论 {conclusion_zh}，签发 {final}，有效至 {until}（{months} 个月）；匹配日 {on}",
    "Evaluation: {conclusion_en}, signed {final}, good until {until} ({months} months); matching "
    "on "
    "{on}",
    "先完成或更新儿童评估", "Complete or renew the child's evaluation", "evaluation", "conclusion",
    "open-evaluation", "儿童评估适宜且在有效期内", "The child's evaluation is passed and valid" },
  { "MAT-05", O54 (NULL), ADVISES, "残疾儿童所在社区没有医疗、特教、康复条件",
    "No medical, special-education or rehabilitation place nearby",
    "30 千米内有康复基地：{there_zh}（机构自定）",
    "A rehabilitation base within 30 km: {there_en} (house rule)",
    "核对家庭登记的“距康复基地”；优先选择有条件的社区，或写明接送安排",
    "Check the family's distance to the base; prefer a community that has them, or say how the "
    "child gets there",
    "family", "rehab_base_km", "edit-family", "社区具备医疗、特教、康复条件",
    "The community has what the disabled child needs" },
  { "MAT-06", HOUSE, ADVISES, "未写儿童与家庭的适配情况",
    "Nothing said on how child and family fit", "匹配理由：{there_zh}", "Reasons: {there_en}",
    "写明性别、年龄、生活习惯、民族饮食等适配情况", "Say how sex, age, habits and food fit",
    "matching", "reasons_text", "propose-match", "已写适配情况", "The fit is described" },
  { "MAT-07", HOUSE, BLOCKS, "儿童已有进行中的寄养关系", "The child has an open placement",
    "进行中的寄养关系 {count} 个", "{count} open placements", "先办理解除，再匹配新家庭",
    "End the open placement first", "placement", "status", "end-placement",
    "儿童没有其他进行中的寄养关系", "No other open placement" },
  { "MAT-08", HOUSE, ADVISES, "儿童与家庭见面不足{needed}次",
    "Child and family met less than {needed} times", "已见面 {count} 次，应不少于 {needed} 次",
    "{count} meetings, at least {needed} expected", "再安排见面并记录",
    "Arrange another meeting and record it", "matching", "meetings", "propose-match",
    "儿童与家庭已见面{count}次", "Child and family met {count} times" },
  { NULL },
};
