#include "config.h"

#include "miao-rules-private.h"

/* What becomes due by the calendar for a child who lives here (domain 4.2, 4.4, 9). */

#define MONTHS                                                                                     \
  "{what_zh} {from} + {length} 个月 = {end}{moved_zh}{today_zh}",                                  \
      "{what_en} {from} + {length} months = {end}{moved_en}{today_en}"
#define DAYS                                                                                       \
  "{what_zh} {from} + {length} 天 = {end}{moved_zh}{today_zh}",                                    \
      "{what_en} {from} + {length} days = {end}{moved_en}{today_en}"
#define WORKDAYS                                                                                   \
  "{what_zh} {from} + {length} 个工作日 = {due}{moved_zh}{today_zh}",                              \
      "{what_en} {from} + {length} working days = {due}{moved_en}{today_en}"
#define ON_THE_DAY "{what_zh} {due}{today_zh}", "{what_en} {due}{today_en}"

const MiaoRule miao_rows_due_child[] = {
  { "D09", VACCINE ("第47条"), ADVISES, "办理预防接种证", "Get the vaccination card", MONTHS,
    "到居住地的接种单位办理并登记日期；已经有证的，登记原来的办理日期",
    "Get it where vaccinations are given and enter the day; a child who has one: its day", "child",
    "vaccination_card_on", "edit-child" },
  { "D10", HOUSE, ADVISES, "复核个性化抚养方案", "Review the individual plan", MONTHS,
    "复核后登记日期，或者添加方案文件（D0302）；间隔为机构自定",
    "Enter the day of the review, or add the plan (D0302); house interval", "child",
    "plan_reviewed_on", "edit-child" },
  { "D10F", HOUSE, ADVISES, "制定个性化抚养方案", "Make the individual plan", DAYS,
    "制定后登记日期，或者添加方案文件（D0302）；期限为机构自定",
    "Enter the day it was made, or add the plan (D0302); house term", "child", "plan_reviewed_on",
    "edit-child" },
  { "D11", CHECKS, ADVISES, "健康检查（0～6岁）", "Health check (0 to 6 years)",
    "{what_zh}：{from} 出生，{end} 到龄{moved_zh}，最迟 {due}{today_zh}",
    "{what_en}: born {from}, that age on {end}{moved_en}, by {due}{today_en}",
    "检查后登记日期，或者添加体检记录（D0401）；前后多少天为机构自定",
    "Enter the day of the check, or add its record (D0401); the days before and after are a house "
    "rule",
    "child", "health_checked_on", "edit-child" },
  { "D11Y", HOUSE, ADVISES, "年度健康检查（7～17岁）", "Yearly health check (7 to 17 years)",
    MONTHS, "检查后登记日期，或者添加体检记录（D0401）；学校体检也算；间隔为机构自定",
    "Enter the day of the check, or add its record (D0401); a check at school counts as well; "
    "house "
    "interval",
    "child", "health_checked_on", "edit-child" },
  { "D13", VACCINE (NULL), ADVISES, "接种疫苗", "Vaccination",
    "{what_zh}：{from} 出生 + {length} 个月 = {end}{moved_zh}{today_zh}",
    "{what_en}: born {from} + {length} months = {end}{moved_en}{today_en}",
    "接种后照接种证登记；医生建议缓种或者不种的，写明原因。应种月龄按机构的免疫程序文件",
    "Record it from the card when it was given; or why it is put off. The ages are those of the "
    "institution's schedule",
    "vaccination", "given_on", "record-vaccination" },
  { "D14", PSY23, ADVISES, "心理测评", "Psychological test", MONTHS,
    "测评后登记日期，或者添加测评结果（D0702）；须定期测评，间隔为机构自定",
    "Enter the day of the test, or add its result (D0702); to be done regularly, house interval",
    "child", "psych_tested_on", "edit-child" },
  { "D14F", PSY23, ADVISES, "首次心理测评", "First psychological test", MONTHS,
    "测评后登记日期，或者添加测评结果（D0702）；须定期测评，间隔和起始年龄为机构自定",
    "Enter the day of the test, or add its result (D0702); to be done regularly, house interval "
    "and first age",
    "child", "psych_tested_on", "edit-child" },
  { "D33", DEFACTO, ADVISES, "询问事实无人抚养儿童的查验", "De-facto orphan: the check", WORKDAYS,
    "向乡镇（街道）询问查验结果并登记日期；天数可以按当地规定缩短，撤回申请的清除受理日期",
    "Ask the township for its result and enter the day; the days may be shortened as the locality "
    "has them; clear the day when the application was withdrawn",
    "child", "defacto_checked_on", "edit-child" },
  { "D33C", DEFACTO, ADVISES, "询问事实无人抚养儿童的确认", "De-facto orphan: the decision",
    WORKDAYS, "向县级民政部门询问确认结果并登记日期；天数可以按当地规定缩短",
    "Ask the county's civil affairs department for its decision and enter the day; the days may be "
    "shortened as the locality has them",
    "child", "defacto_decided_on", "edit-child" },
  { "D22L", HOUSE, ADVISES, "临时离院：没有登记返院", "Time away: no return is recorded", DAYS,
    "回来的登记返院；住得更久的，经批准后延期", "Record the return; else have it extended",
    "child_leave", "ended_on", "come-back" },
  { "D34", ADOPTION ("第8条"), ADVISES, "收养公告期满", "The adoption notice ends", DAYS,
    "没有人认领的，收养登记后办理离院；有人认领或者撤回申请的，在儿童信息中清除日期",
    "Nobody came forward: discharge the child after the registration; else clear the day in the "
    "record",
    "child", "adoption_notice_on", "discharge-child" },
  { "D34R", ADOPTION ("第8条"), ADVISES, "收养登记审查期满",
    "The adoption was to be examined by now", DAYS,
    "登记机关 30 日内审查，公告的 60 日不计在内；登记后办理离院，没有结果的，向登记机关询问",
    "The registry examines within 30 days, not counting the 60 of the notice; discharge the child "
    "after the registration, or ask the registry",
    "child", "adoption_applied_on", "discharge-child" },
  { "D34T", HOUSE, ADVISES, "试收养计划结束", "The trial adoption was planned until then",
    ON_THE_DAY, "已经登记的，办理离院（依法被收养）；没有成的，终止试收养",
    "Discharge the child when the adoption is registered; else end the trial", "adoption_case",
    "until_on", "discharge-child" },
  { "D34F", O54 (NULL), ADVISES, "告知寄养家庭：儿童将被送养",
    "Tell the foster family that the child is to be adopted", ON_THE_DAY,
    "报送被收养人材料时告知寄养家庭，问清有没有收养意愿（符合条件的优先），再登记告知日期",
    "Tell the family when the papers are handed in, ask whether it wishes to adopt (it goes first "
    "if "
    "it qualifies), and enter the day",
    "child", "adoption_family_told_on", "edit-child" },
  { "D37", ARCHIVES_RULES ("第20条"), ADVISES, "案卷移交档案馆",
    "Hand the volume over to the archives hall", MONTHS,
    "县级满 10 年、省市级满 20 年移交；从归档之日起算。移交后登记日期和接收单位",
    "After 10 years at a county, after 20 at a city or province, counted from closing; enter the "
    "day and who received it",
    "archive_volume", "transferred_on", "transfer-volume" },
  { "D39", HOUSE, ADVISES, "残疾人证到期", "The disability certificate ends", ON_THE_DAY,
    "办理换证、复核后登记新的有效期", "Have it renewed or reviewed and enter the new day", "child",
    "disability_cert_until", "edit-child" },
  { "D39A", HOUSE, ADVISES, "辅助器具复查", "Review the assistive device", ON_THE_DAY,
    "复查后登记下次复查日期；不再使用的，清除日期",
    "Enter the next day after the review; clear it when the device is not used any more", "child",
    "device_review_on", "edit-child" },
  { NULL },
};
