#include "config.h"

#include "miao-rules-private.h"

/* What becomes due by the calendar (domain 9). The arithmetic is shown on the Today page. */

#define DAYS                                                                                       \
  "{what_zh} {from} + {length} 天 = {due}{today_zh}",                                              \
      "{what_en} {from} + {length} days = {due}{today_en}"
#define MONTHS                                                                                     \
  "{what_zh} {from} + {length} 个月 = {due}{today_zh}",                                            \
      "{what_en} {from} + {length} months = {due}{today_en}"
#define BIRTHDAY                                                                                   \
  "{what_zh} {from} 出生，{due} 满{length}周岁{today_zh}",                                         \
      "{what_en} born {from}, {length} on {due}{today_en}"
#define WORKDAYS                                                                                   \
  "{what_zh} {from} + {length} 个工作日 = {due}{today_zh}",                                        \
      "{what_en} {from} + {length} working days = {due}{today_en}"
#define WAITING                                                                                    \
  "{what_zh} {from}，已等待 {length} 天", "{what_en} {from}, waiting for {length} days"
#define ON_THE_DAY "{what_zh} {due}{today_zh}", "{what_en} {due}{today_en}"

const MiaoRule miao_rows_due[] = {
  { "D12", HOUSE, ADVISES, "生长测量", "Growth measurement", MONTHS, "登记一次测量",
    "Record a measurement", "growth_measure", "measured_on", "add-measurement" },
  { "D16", O54_STD122, ADVISES, "安排融合期评估", "Plan the integration evaluation", DAYS,
    "第 60 天起可以确立正式寄养", "Can be confirmed from day 60", "placement",
    "integration_due_min", "open-evaluation" },
  { "D17", STD122, ADVISES, "融合期到期", "Integration period ends", DAYS,
    "作出结论：正式寄养、延长或终止", "Conclude: formal placement, extension or end", "placement",
    "integration_due_max", "conclude-evaluation" },
  { "D18", HOUSE, ADVISES, "探访寄养家庭", "Visit the foster family", DAYS, "登记一次探访",
    "Record a visit", "visit", "visited_on", "record-visit" },
  { "D21", O54 (NULL), ADVISES, "家庭申请解除一个月到期", "The family's notice of one month ends",
    MONTHS, "办理解除", "End the placement", "placement", "ended_on", "end-placement" },
  { "D22", O54 (NULL), ADVISES, "短期养育到期", "Short-term care ends", DAYS,
    "接回儿童，或写明超期理由", "Bring the child back, or say why it takes longer", "placement",
    "short_care_to", "extend-integration" },
  { "D24", O54 ("第8条第5项"), ADVISES, "主要照料人将超龄", "The main caregiver gets too old",
    BIRTHDAY, "商定新的主要照料人", "Agree on another caregiver", "family_member", "birth_date",
    "edit-family" },
  { "D25", O54 ("第9条"), ADVISES, "家中有未满6周岁的共同生活儿童",
    "A co-living child below 6 in the family",
    "{what_zh} 自 {due} 起共同生活，未满{length}周岁{today_zh}",
    "{what_en} lives there since {due}, below {length}{today_en}",
    "安排专项评估；寄养关系不自动解除",
    "Arrange a special evaluation; the placement does not end by "
    "itself",
    "family_member", "birth_date", "open-evaluation" },
  { "D26", HOUSE, ADVISES, "儿童到龄", "The child reaches an age", BIRTHDAY,
    "满8周岁征求意见，满10周岁书面同意，满18周岁安置",
    "8: opinion; 10: written consent; 18: settlement", "child", "birth_date", "record-opinion" },
  { "D27", O54 ("第12条第5项"), ADVISES, "寄养协议到期", "The agreement ends", ON_THE_DAY,
    "续签或办理解除", "Renew it or end the placement", "agreement", "term_to", "sign-agreement" },
  { "D28", HOUSE, ADVISES, "家庭资格到期", "The family's qualification ends", MONTHS, "安排复评",
    "Evaluate the family again", "family", "approved_until", "open-evaluation" },
  { "D16C", O54_STD122, ADVISES, "确立正式寄养", "Confirm the placement", DAYS,
    "评估结论为建立正式寄养关系，满 60 天即可确立",
    "The evaluation concludes formal placement; it may be confirmed from day 60", "placement",
    "confirmed_on", "confirm-placement" },
  { "D23", HOUSE, ADVISES, "寄养协议备案", "File the agreement", WORKDAYS,
    "向主管民政部门备案并登记备案日期；周末不计，法定节假日请自行顺延",
    "File it and enter the day; weekends do not count, move on over public holidays yourself",
    "agreement", "filed_on", "file-agreement" },
  { "D23F", HOUSE, ADVISES, "寄养家庭备案", "File the family", WORKDAYS,
    "向主管民政部门备案并登记备案日期；周末不计，法定节假日请自行顺延",
    "File it and enter the day; weekends do not count, move on over public holidays yourself",
    "family", "filed_on", "file-family" },
  { "D41", HOUSE, ADVISES, "决定匹配", "Decide the match", WAITING,
    "由负责人审定，提出人不能审定自己的提议",
    "The director decides; nobody decides on an own proposal", "matching", "decided_on",
    "decide-match" },
  { "D42", HOUSE, ADVISES, "签订寄养协议", "Sign the agreement", WAITING, "签订协议后才能入户",
    "The child moves in only after it was signed", "placement", "agreement", "sign-agreement" },
  { "D43", HOUSE, ADVISES, "办理入户", "Move the child in", WAITING,
    "办理交接并登记入户日期，融合期从次日起算",
    "Hand over and enter the day; the integration period counts from the next day", "placement",
    "moved_in_on", "move-in" },
  { "D44", HOUSE, ADVISES, "组成评估小组", "Form the evaluation team", ON_THE_DAY,
    "三人以上单数，确定组长", "Three or more, an odd number, with a leader", "evaluation",
    "planned_on", "assign-team" },
  { "D45", HOUSE, ADVISES, "填写评估表", "Fill in the evaluation", ON_THE_DAY,
    "填写完成后由全体成员签署", "All members sign when it is complete", "evaluation", "answers",
    "fill-evaluation" },
  { "D46", HOUSE, ADVISES, "签署评估意见", "Sign the own opinion", WAITING,
    "每位成员写明本人意见并签署", "Each member writes and signs an own opinion", "evaluation",
    "answers", "sign-opinion" },
  { "D47", HOUSE, ADVISES, "作出评估结论", "Conclude the evaluation", WAITING,
    "全体成员已签署，由组长作出结论", "All have signed; the leader concludes", "evaluation",
    "conclusion", "conclude-evaluation" },
  { "D48", HOUSE, ADVISES, "审核评估", "Review the evaluation", WAITING,
    "由没有参加评估的负责人审核", "Reviewed by a director who was not in the team", "evaluation",
    "review_result", "review-evaluation" },
  { NULL },
};
