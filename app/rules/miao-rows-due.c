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
#define ON_THE_DAY "{what_zh} {due}{today_zh}", "{what_en} {due}{today_en}"

const MiaoRule miao_rows_due[] = {
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
  { NULL },
};
