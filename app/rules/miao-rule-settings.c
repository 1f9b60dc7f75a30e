#include "config.h"

#include "miao-rule-settings.h"

#include "miao-error.h"
#include "miao-rules.h"

#include <string.h>

#define MOST 9999

#define LAW "家庭寄养管理办法（2014）", "Measures for Family Foster Care (2014)"
#define STANDARD "MZ/T 122—2019", "MZ/T 122—2019"
#define BOTH                                                                                       \
  "家庭寄养管理办法（2014）、MZ/T 122—2019", "Measures for Family Foster Care (2014), MZ/T "       \
                                             "122—2019"
#define DEFACTO                                                                                    \
  "关于进一步加强事实无人抚养儿童保障工作的意见（2019）", "Opinions on de-facto orphans (2019)"
#define HOUSE "机构自定，只可更严", "house rule, only stricter"

#define OWN "机构自定", "house rule"

#define FIELD(name) G_STRUCT_OFFSET (MiaoRuleSettings, name)

/* What the numbers count. No unit: yes or no. */
#define AGE "周岁", "years old"
#define DAYS "天", "days"
#define WORKDAYS "个工作日", "working days"
#define MONTHS "个月", "months"
#define YEARS "年", "years"
#define CHILDREN "名", "children"
#define PERSONS "人", "persons"
#define HOUSES "户", "households"
#define TIMES "次", "times"
#define POINTS "分", "points"
#define KM "千米", "km"
#define DAY_OF_MONTH "日", "(day)"
#define YES_NO NULL, NULL

static const MiaoRuleSetting list[] = {
  { "rule.child_opinion_min_age", FIELD (opinion_min_age), 8, 0, 8, "须征求儿童意见的年龄",
    "Age from which the child's opinion is sought", STANDARD, "CHD-10", AGE },
  { "rule.child_consent_min_age", FIELD (consent_min_age), 10, 8, 10, "须儿童书面同意的年龄",
    "Age from which the child's written consent is needed", LAW, "CHD-11", AGE },
  { "rule.integration_min_days", FIELD (integration_min_days), 60, 60, 90, "融合期最短天数",
    "Shortest integration period, days", BOTH, "INT-01", DAYS },
  { "rule.integration_max_days", FIELD (integration_max_days), 90, 60, 90, "融合期最长天数",
    "Longest integration period, days", STANDARD, "INT-02", DAYS },
  { "rule.integration_max_blocks", FIELD (integration_max_blocks), 0, 0, 1,
    "超过融合期最长天数即阻止", "Refuse when the longest integration period is over", HOUSE,
    "INT-02", YES_NO },
  { "rule.extension_days", FIELD (extension_days), 30, 0, 30, "融合期最多延长天数",
    "Longest extension of the integration period, days", HOUSE, "EXT-02", DAYS },
  { "rule.family_capacity", FIELD (family_capacity), 2, 1, 2, "每个家庭寄养儿童人数上限",
    "Foster children in one family", BOTH, "FAM-11", CHILDREN },
  { "rule.coliving_child_min_age", FIELD (coliving_min_age), 6, 6, 18, "共同生活儿童的最小年龄",
    "Youngest age of a co-living child", BOTH, "FAM-12", AGE },
  { "rule.caregiver_min_age", FIELD (caregiver_min_age), 30, 30, 65, "主要照料人最小年龄",
    "Youngest main caregiver", LAW, "CRG-01", AGE },
  { "rule.caregiver_max_age", FIELD (caregiver_max_age), 65, 30, 65, "主要照料人最大年龄",
    "Oldest main caregiver", LAW, "CRG-01", AGE },
  { "rule.team_min", FIELD (team_min), 3, 3, 15, "评估小组最少人数", "Smallest evaluation team",
    STANDARD, "TEAM-MIN", PERSONS },
  { "rule.team_odd", FIELD (team_odd), 1, 1, 1, "评估小组须为单数",
    "Evaluation team is odd in number", STANDARD, "TEAM-ODD", YES_NO },
  { "rule.team_leader_years", FIELD (leader_years), 3, 3, 40, "组长从业年限",
    "Leader's years of child-welfare work", STANDARD, "TEAM-LEADER-YEARS", YEARS },
  { "rule.team_member_years", FIELD (member_years), 1, 1, 40, "组员从业年限",
    "Member's years of child-welfare work", STANDARD, "TEAM-MEMBER-YEARS", YEARS },
  { "rule.short_care_days", FIELD (short_care_days), 30, 1, 30, "短期养育天数上限",
    "Longest short-term care, days", LAW, "SHC-01", DAYS },
  { "notice.abandoned_days", FIELD (notice_abandoned_days), 60, 60, MOST, "弃婴（儿）寻亲公告天数",
    "Family-search notice for an abandoned child, days", HOUSE, "ITK-07", DAYS },
  { "notice.trafficking_days", FIELD (notice_trafficking_days), 30, 30, MOST,
    "打拐解救儿童寻亲公告天数", "Family-search notice for a trafficked child, days",
    "打拐解救儿童收养工作的通知（2015）", "Notice on children rescued from trafficking (2015)",
    "D03", DAYS },
  { "visit.first_days", FIELD (visit_first_days), 3, 1, 3, "入户后首次探访天数",
    "Days until the first visit after moving in", HOUSE, "D18F", DAYS },
  { "visit.integration_days", FIELD (visit_integration_days), 7, 1, 7, "融合期探访间隔天数",
    "Days between visits in integration", HOUSE, "INT-03", DAYS },
  { "defacto.check_days", FIELD (defacto_check_days), 15, 1, 15,
    "事实无人抚养儿童：乡镇（街道）查验工作日数", "De-facto orphan: working days to check", DEFACTO,
    "D33", WORKDAYS },
  { "defacto.decide_days", FIELD (defacto_decide_days), 15, 1, 15,
    "事实无人抚养儿童：县级确认工作日数", "De-facto orphan: working days to decide", DEFACTO,
    "D33C", WORKDAYS },
  { "visit.confirmed_days", FIELD (visit_confirmed_days), 30, 1, 30, "正式寄养探访间隔天数",
    "Days between visits in a confirmed placement", HOUSE, "D18", DAYS },
  { "visit.young_days", FIELD (visit_young_days), 15, 1, 15, "低龄儿童探访间隔天数",
    "Days between visits to a young child", HOUSE, "D18", DAYS },
  { "visit.young_age", FIELD (visit_young_age), 3, 3, 18, "低龄儿童：未满周岁数",
    "Young child: below this age", HOUSE, "D18", AGE },
  { "visit.integration_visits", FIELD (integration_visits), 6, 6, 90, "融合期最少探访次数",
    "Visits in integration", HOUSE, "INT-03N", TIMES },
  { "eval.family_valid_months", FIELD (family_valid_months), 12, 1, 12, "家庭评估有效月数",
    "Months that a family evaluation counts", HOUSE, "EVAL-VALIDITY", MONTHS },
  { "eval.child_valid_months", FIELD (child_valid_months), 6, 1, 6, "儿童评估有效月数",
    "Months that a child evaluation counts", HOUSE, "EVAL-VALIDITY", MONTHS },
  { "eval.effect_excellent", FIELD (effect_excellent), 85, 0, 100, "养育实效优秀分数线",
    "Score from which the parenting is excellent", OWN, "EFF-SCORE", POINTS },
  { "eval.effect_pass", FIELD (effect_pass), 70, 0, 100, "养育实效合格分数线",
    "Score from which the parenting is satisfactory", OWN, "EFF-SCORE", POINTS },
  { "eval.effect_rectify", FIELD (effect_rectify), 60, 0, 100, "养育实效限期整改分数线",
    "Score from which things are to be put right", OWN, "EFF-SCORE", POINTS },
  { "eval.effect_months", FIELD (effect_months), 6, 1, 6, "养育实效评估间隔月数",
    "Months between two evaluations of the parenting", HOUSE, "D19", MONTHS },
  { "eval.needs_months", FIELD (needs_months), 12, 1, 12, "需求评估间隔月数",
    "Months between two evaluations of the needs", HOUSE, "D19H", MONTHS },
  { "eval.rectify_days", FIELD (rectify_days), 30, 1, 30, "整改期限天数",
    "Days to put things right", HOUSE, "EFF-RECTIFY", DAYS },
  { "match.meetings", FIELD (meetings), 2, 2, 30, "匹配前见面次数", "Meetings before matching",
    HOUSE, "MAT-08", TIMES },
  { "match.attendees", FIELD (attendees), 2, 2, 30, "匹配会议最少参会人数",
    "Fewest people at the meeting that decides on a match", HOUSE, "MAT-09", PERSONS },
  { "match.rehab_near_km", FIELD (rehab_near_km), 30, 1, 200, "康复基地算作“附近”的距离（千米）",
    "Distance up to which a rehabilitation base counts as near, km", OWN, "MAT-05", KM },
  { "eval.neighbours", FIELD (neighbours), 2, 2, 30, "走访邻里户数", "Neighbours asked", HOUSE,
    "FAM-09", HOUSES },
  { "eval.crime_check_months", FIELD (crime_check_months), 6, 1, 6, "犯罪记录查询有效月数",
    "Months that a record check counts", HOUSE, "FAM-06", MONTHS },
  { "eval.health_months", FIELD (health_months), 12, 1, 12, "成员体检有效月数",
    "Months that a health certificate counts", HOUSE, "CRG-02", MONTHS },
  { "eval.exam_months", FIELD (exam_months), 3, 1, 3, "儿童体检有效月数",
    "Months that the child's examination counts", HOUSE, "CHD-14", MONTHS },
  { "deadline.answer_days", FIELD (answer_days), 15, 1, 15, "答复寄养申请的工作日数",
    "Working days to answer an application", HOUSE, "D28A", WORKDAYS },
  { "deadline.report_days", FIELD (report_days), 30, 1, 30, "出具家庭评估报告的天数",
    "Days to report on the evaluation of a family", HOUSE, "D28E", DAYS },
  { "deadline.tell_days", FIELD (tell_days), 5, 1, 5, "告知家庭审核结果的工作日数",
    "Working days to tell a family the result of the review", HOUSE, "D28N", WORKDAYS },
  { "deadline.returned_days", FIELD (returned_days), 30, 1, 30, "询问退回补正的申请的天数",
    "Days until a returned application is asked about", HOUSE, "D28R", DAYS },
  { "deadline.suspended_days", FIELD (suspended_days), 30, 1, 30, "暂停的家庭作出决定的天数",
    "Days to decide about a suspended family", HOUSE, "D28S", DAYS },
  { "deadline.removal_days", FIELD (removal_days), 3, 1, 3, "紧急带离后作出决定的天数",
    "Days to decide after an emergency removal", HOUSE, "D30S", DAYS },
  { "deadline.complaint_days", FIELD (complaint_days), 15, 1, 15, "答复投诉的天数",
    "Days to answer a complaint", HOUSE, "D30T", DAYS },
  { "deadline.incident_days", FIELD (incident_days), 30, 1, 30, "办结突发事件的天数",
    "Days to close an incident", HOUSE, "D30C", DAYS },
  { "deadline.reply_days", FIELD (reply_days), 7, 1, 7, "跟进报告回复的天数（强制报告为 1 天）",
    "Days to follow up the reply to a report (1 for a mandatory one)", HOUSE, "D15", DAYS },
  { "deadline.filing_days", FIELD (filing_days), 10, 1, 10, "备案的工作日数",
    "Working days to file an agreement, a family or an ending", HOUSE, "D23", WORKDAYS },
  { "deadline.volume_days", FIELD (volume_days), 60, 1, 60, "离院儿童案卷归档的天数",
    "Days to close the volume of a child who left", HOUSE, "D36", DAYS },
  { "deadline.plan_days", FIELD (plan_days), 30, 1, 30, "制定个性化抚养方案的天数",
    "Days to make the individual plan", HOUSE, "D10F", DAYS },
  { "deadline.hukou_days", FIELD (hukou_days), 30, 1, 30, "申请落户的天数",
    "Days to apply for the household register", HOUSE, "D08", DAYS },
  { "deadline.aftercare_first_months", FIELD (aftercare_first_months), 1, 1, 1,
    "解除寄养后第一次随访的月数", "Months to the first follow-up after a placement ended", HOUSE,
    "D41P", MONTHS },
  { "deadline.aftercare_second_months", FIELD (aftercare_second_months), 3, 2, 3,
    "解除寄养后第二次随访的月数", "Months to the second follow-up after a placement ended", HOUSE,
    "D41P", MONTHS },
  { "allowance.pay_day", FIELD (allowance_pay_day), 10, 1, 28, "寄养费发放日（次月）",
    "Day of the next month on which the allowances are paid", OWN, "D31", DAY_OF_MONTH },
};

const MiaoRuleSetting *
miao_rule_setting_find (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (list); i++) {
    if (g_strcmp0 (list[i].key, key) == 0)
      return &list[i];
  }

  return NULL;
}

void
miao_rule_settings_init (MiaoRuleSettings *settings)
{
  for (gsize i = 0; i < G_N_ELEMENTS (list); i++)
    G_STRUCT_MEMBER (int, settings, list[i].offset) = list[i].value;
}

const MiaoRuleSetting *
miao_rule_settings_list (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (list);

  return list;
}

gboolean
miao_rule_setting_parse (const char *key,
                         const char *text,
                         const MiaoRuleSetting **ret_setting,
                         int *ret_value,
                         GError **error)
{
  const MiaoRuleSetting *setting = miao_rule_setting_find (key);
  gint64 value;

  if (setting == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("没有“%s”这项规定。各项名称见 miaopuctl standards。",
                            "There is no threshold “%s”. “miaopuctl standards” lists them."),
                 key);
    return FALSE;
  }
  if (text == NULL || !g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &value, NULL)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("“%s”须填整数。", "“%s” must be a whole number."),
                 miao_pick (setting->label_zh, setting->label_en));
    return FALSE;
  }
  *ret_setting = setting;
  *ret_value = (int) value;

  return TRUE;
}

gboolean
miao_rule_settings_set (MiaoRuleSettings *settings,
                        const char *key,
                        const char *text,
                        GError **error)
{
  const MiaoRuleSetting *setting;
  int value;

  if (!miao_rule_setting_parse (key, text, &setting, &value, error))
    return FALSE;
  if (value < setting->min || value > setting->max) {
    g_autofree char *bounds = miao_rule_setting_dup_bounds (setting, miao_language ());

    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("“%s”的数值不在可填的范围内：%s（%s）。",
                            "“%s” is outside its bounds: %s (%s)."),
                 miao_pick (setting->label_zh, setting->label_en), bounds,
                 miao_pick (setting->why_zh, setting->why_en));
    return FALSE;
  }
  G_STRUCT_MEMBER (int, settings, setting->offset) = value;

  return TRUE;
}

int
miao_rule_settings_get (const MiaoRuleSettings *settings, const char *key)
{
  const MiaoRuleSetting *setting = miao_rule_setting_find (key);

  return setting != NULL ? G_STRUCT_MEMBER (int, settings, setting->offset) : -1;
}

gboolean
miao_rule_settings_contradict (const MiaoRuleSettings *settings,
                               const MiaoRuleSetting **ret_low,
                               const MiaoRuleSetting **ret_high)
{
  static const char *const pairs[][2] = {
    { "rule.integration_min_days", "rule.integration_max_days" },
    { "rule.child_opinion_min_age", "rule.child_consent_min_age" },
    { "rule.caregiver_min_age", "rule.caregiver_max_age" },
    { "eval.effect_pass", "eval.effect_excellent" },
    { "eval.effect_rectify", "eval.effect_pass" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    *ret_low = miao_rule_setting_find (pairs[i][0]);
    *ret_high = miao_rule_setting_find (pairs[i][1]);
    if (G_STRUCT_MEMBER (int, settings, (*ret_low)->offset) >
        G_STRUCT_MEMBER (int, settings, (*ret_high)->offset))
      return TRUE;
  }

  return FALSE;
}

/* ---- in words ---- */

char *
miao_rule_setting_dup_basis (const MiaoRuleSetting *setting, MiaoLanguage language)
{
  const gboolean zh = language == MIAO_LANGUAGE_ZH;
  const char *why = zh ? setting->why_zh : setting->why_en;
  const MiaoRule *rule = miao_rule_find (setting->rule);
  const char *instrument = zh ? rule->instrument : rule->instrument_en;

  /* The article stands behind its instrument, which may be the first of two. */
  if (rule->article == NULL || !zh || !g_str_has_prefix (why, instrument))
    return g_strdup (why);

  return g_strconcat (instrument, rule->article, why + strlen (instrument), NULL);
}

char *
miao_rule_setting_dup_value (const MiaoRuleSetting *setting, int value, MiaoLanguage language)
{
  const gboolean zh = language == MIAO_LANGUAGE_ZH;

  if (setting->unit_zh == NULL)
    return g_strdup (value != 0 ? (zh ? "是" : "yes") : (zh ? "否" : "no"));

  return g_strdup_printf ("%d %s", value, zh ? setting->unit_zh : setting->unit_en);
}

char *
miao_rule_setting_dup_bounds (const MiaoRuleSetting *setting, MiaoLanguage language)
{
  const gboolean zh = language == MIAO_LANGUAGE_ZH;

  if (setting->min == setting->max) {
    g_autofree char *only = miao_rule_setting_dup_value (setting, setting->min, language);

    return g_strdup_printf (zh ? "固定为“%s”" : "always “%s”", only);
  }
  if (setting->unit_zh == NULL)
    return g_strdup (zh ? "是或否" : "yes or no");

  if (setting->max == MOST)
    return g_strdup_printf (zh ? "%d %s以上" : "%d %s or more", setting->min,
                            zh ? setting->unit_zh : setting->unit_en);

  return g_strdup_printf ("%d–%d %s", setting->min, setting->max,
                          zh ? setting->unit_zh : setting->unit_en);
}
