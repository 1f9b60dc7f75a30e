#pragma once

#include "miao-child-rules.h"
#include "miao-rules.h"

G_BEGIN_DECLS

/* The rows by topic, each list ended by a row without id. */
extern const MiaoRule miao_rows_application[];
extern const MiaoRule miao_rows_family[];
extern const MiaoRule miao_rows_caregiver[];
extern const MiaoRule miao_rows_child[];
extern const MiaoRule miao_rows_matching[];
extern const MiaoRule miao_rows_evaluation[];
extern const MiaoRule miao_rows_agreement[];
extern const MiaoRule miao_rows_integration[];
extern const MiaoRule miao_rows_effect[];
extern const MiaoRule miao_rows_ending[];
extern const MiaoRule miao_rows_intake[];
extern const MiaoRule miao_rows_exit[];
extern const MiaoRule miao_rows_leave[];
extern const MiaoRule miao_rows_adoption[];
extern const MiaoRule miao_rows_allowance[];
extern const MiaoRule miao_rows_due[];
extern const MiaoRule miao_rows_due_child[];
extern const MiaoRule miao_rows_return[];
extern const MiaoRule miao_rows_need[];
extern const MiaoRule miao_rows_problem[];
extern const MiaoRule miao_rows_incident[];
extern const MiaoRule miao_rows_record[];
extern const MiaoRule miao_rows_delegation[];
extern const MiaoRule miao_rows_setting[];
extern const MiaoRule miao_rows_standing[];

/* Instruments. An article number stands in a row only where it was read in the instrument's text.
 */
#define O54(article_)                                                                              \
  "家庭寄养管理办法（2014）", "Measures for Family Foster Care (2014)", article_, "2014-12-01", NULL
#define STD122 "MZ/T 122—2019", "MZ/T 122—2019", NULL, "2019-04-30", NULL
#define O54_STD122                                                                                 \
  "家庭寄养管理办法（2014）、MZ/T 122—2019",                                                       \
      "Measures for Family Foster Care (2014), MZ/T 122—2019", NULL, "2014-12-01", NULL
#define CWI                                                                                        \
  "儿童福利机构管理办法（2018，2026修订）",                                                        \
      "Measures for Child Welfare Institutions (2018, revised 2026)", NULL, "2019-01-01", NULL
#define AB13                                                                                       \
  "关于进一步做好弃婴相关工作的通知（2013）", "Notice on abandoned infants (2013)", NULL, NULL, NULL
#define TR15                                                                                       \
  "打拐解救儿童收养工作的通知（2015）", "Notice on children rescued from trafficking (2015)",      \
      NULL, NULL, NULL
#define MPL(article_)                                                                              \
  "未成年人保护法", "Law on the Protection of Minors", article_, "2021-06-01", NULL
#define CIVIL_CODE(article_) "民法典", "Civil Code", article_, "2021-01-01", NULL
#define VACCINE(article_) "疫苗管理法", "Vaccine Administration Law", article_, "2019-12-01", NULL
#define DEFACTO                                                                                    \
  "关于进一步加强事实无人抚养儿童保障工作的意见（2019）", "Opinions on de-facto orphans (2019)",   \
      NULL, NULL, NULL
#define CHECKS                                                                                     \
  "国家基本公共卫生服务规范（0～6岁儿童健康管理）",                                                \
      "National basic public health service: children up to 6", NULL, NULL, NULL
#define PSY23                                                                                      \
  "关于加强困境儿童心理健康关爱服务工作的指导意见（2023）",                                        \
      "Opinion on the mental health of children in difficulty (2023)", NULL, "2023-11-03", NULL
#define ADOPTION(article_)                                                                         \
  "中国公民收养子女登记办法（2023修订）",                                                          \
      "Measures for the Registration of Adoptions (revised 2023)", article_, NULL, NULL
#define ARCHIVES_RULES(article_)                                                                   \
  "档案法实施条例（2024）", "Rules for the Archives Law (2024)", article_, "2024-03-01", NULL
#define PIPL "个人信息保护法", "Personal Information Protection Law", NULL, "2021-11-01", NULL
#define GB11643 "GB 11643—1999", "GB 11643—1999", NULL, NULL, NULL
#define HOUSE "机构自定", "house rule", NULL, NULL, NULL
#define CWX "上报校验规则", "return validation rules", NULL, NULL, NULL

#define BLOCKS MIAO_SEVERITY_BLOCK
#define NEEDS_REASON MIAO_SEVERITY_REASON
#define ADVISES MIAO_SEVERITY_ADVICE

/* The row of the rule; a missing one is a programmer's error and aborts. */
const MiaoRule *miao_rules_row (const char *id);

/*
 * miao_rules_answer:
 * @...: pairs of placeholder name and text, at most 12, ended by NULL
 *
 * Adds the answer of the rule @id: PASS, or the severity of its row.
 */
MiaoFinding *miao_rules_answer (MiaoFindings *findings,
                                const char *id,
                                gboolean passes,
                                const char *record,
                                ...) G_GNUC_NULL_TERMINATED;

/* Placeholder texts. The compound literals live as long as the block of the call. */
const char *miao_rules_print_date (MiaoDate date, char buffer[MIAO_DATE_BUFFER]);
const char *miao_rules_print_number (gint64 number, char buffer[24]);
const char *miao_rules_print_decimal (gint64 number, int scale, char buffer[32]);

#define DAY(date) miao_rules_print_date (date, (char[MIAO_DATE_BUFFER]){ 0 })
#define NUMBER(number) miao_rules_print_number (number, (char[24]){ 0 })
#define DECIMAL(number, scale) miao_rules_print_decimal (number, scale, (char[32]){ 0 })

/* "—" for no text at all; "" stays "". */
const char *miao_rules_or_dash (const char *text);
gboolean miao_rules_has (const char *text);

/* Asks a rule whose item of the form must be answered @good; the texts of such rows use {state_zh}
 * and {state_en}. Returns the finding. */
MiaoFinding *miao_rules_ask_item (MiaoFindings *findings,
                                  const char *id,
                                  const MiaoAnswers *answers,
                                  const char *good,
                                  const char *record);

/* The words of an answer, for {state_zh} and {state_en}. */
const char *miao_rules_answer_zh (const char *answer);
const char *miao_rules_answer_en (const char *answer);

/* CHD-10R: from the age of consent nobody overrides a refusal; below it the head may, and the
 * finding with his reasons stays. */
void miao_rules_ask_refusal (const MiaoOpinionFacts *opinion,
                             const char *child,
                             MiaoDate born,
                             const MiaoRuleSettings *settings,
                             MiaoDate on,
                             MiaoFindings *findings);

/* Placeholder pairs for "is there" and "is so". */
#define YES_NO(name, value) name "_zh", (value) ? "有" : "无", name "_en", (value) ? "yes" : "no"
#define IS(name, value) name "_zh", (value) ? "是" : "否", name "_en", (value) ? "yes" : "no"

#define STATE "{state_zh}", "{state_en}"

G_END_DECLS
