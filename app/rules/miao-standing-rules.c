#include "config.h"

#include "miao-standing-rules.h"

#include "miao-codes.h"
#include "miao-rules-private.h"

void
miao_rules_family_empty (const char *family, int open, MiaoFindings *findings)
{
  miao_rules_answer (findings, "FST-01", open == 0, family, "count", NUMBER (open), NULL);
}

void
miao_rules_family_cleared (const char *family,
                           MiaoDate suspended_on,
                           const MiaoConclusionFacts *evaluation,
                           gboolean reviewed,
                           MiaoFindings *findings)
{
  gboolean there = evaluation->id != NULL;
  gboolean since = there && evaluation->final_on != MIAO_DATE_NONE &&
                   (suspended_on == MIAO_DATE_NONE || evaluation->final_on >= suspended_on);

  miao_rules_answer (findings, "FST-02", since && evaluation->positive && reviewed,
                     since ? evaluation->id : family, "suspended", DAY (suspended_on),
                     "conclusion_zh", there ? evaluation->conclusion_zh : "没有评估",
                     "conclusion_en", there ? evaluation->conclusion_en : "none", "final",
                     DAY (evaluation->final_on), "review_zh", reviewed ? "通过" : "未通过",
                     "review_en", reviewed ? "passed" : "not passed", NULL);
}

void
miao_rules_family_expired (const char *family, MiaoDate until, MiaoDate on, MiaoFindings *findings)
{
  miao_rules_answer (findings, "FST-03", until == MIAO_DATE_NONE || until < on, family, "until",
                     DAY (until), "on", DAY (on), NULL);
}

void
miao_rules_family_ready (const char *family, const char *status, MiaoFindings *findings)
{
  static const char *const ready[] = { "QUALIFIED", "FILED", "TRAINED", "ACTIVE", NULL };

  miao_rules_answer (findings, "FST-04", status != NULL && g_strv_contains (ready, status), family,
                     "state_zh", miao_codes_name ("family_status", status, MIAO_LANGUAGE_ZH),
                     "state_en", miao_codes_name ("family_status", status, MIAO_LANGUAGE_EN), NULL);
}

void
miao_rules_family_safe (const char *family,
                        const char *removed,
                        const char *incident,
                        MiaoFindings *findings)
{
  miao_rules_answer (findings, "FST-05", removed == NULL && incident == NULL, family, "removed_zh",
                     removed != NULL ? removed : "没有", "removed_en",
                     removed != NULL ? removed : "none", "incident_zh",
                     incident != NULL ? incident : "没有", "incident_en",
                     incident != NULL ? incident : "none", NULL);
}

void
miao_rules_removal_decided (const MiaoEndedRemovalFacts *facts,
                            const MiaoConclusionFacts *evaluation,
                            gboolean reviewed,
                            MiaoFindings *findings)
{
  gboolean there = evaluation->id != NULL;
  gboolean looked_at = there && evaluation->final_on != MIAO_DATE_NONE &&
                       evaluation->final_on >= facts->removed_on && evaluation->positive &&
                       reviewed;
  const char *outcome = facts->outcome;

  miao_rules_answer (
      findings, "FST-08", looked_at || facts->unfounded, facts->family, "placement",
      facts->placement_no, "removed", DAY (facts->removed_on), "incident",
      miao_rules_or_dash (facts->incident), "outcome_zh",
      outcome != NULL ? miao_codes_name ("incident_outcome", outcome, MIAO_LANGUAGE_ZH)
                      : "没有结论",
      "outcome_en",
      outcome != NULL ? miao_codes_name ("incident_outcome", outcome, MIAO_LANGUAGE_EN) : "none",
      "conclusion_zh", there ? evaluation->conclusion_zh : "没有评估", "conclusion_en",
      there ? evaluation->conclusion_en : "none", "final", DAY (evaluation->final_on), "review_zh",
      reviewed ? "通过" : "未通过", "review_en", reviewed ? "passed" : "not passed", NULL);
}

static const char *
same_by (MiaoSamePerson by, MiaoLanguage language)
{
  switch (by) {
  case MIAO_SAME_NUMBER:
    return language == MIAO_LANGUAGE_ZH ? "身份号码" : "identity number";
  case MIAO_SAME_BIRTH:
    return language == MIAO_LANGUAGE_ZH ? "姓名和出生日期" : "name and date of birth";
  case MIAO_SAME_PHONE:
    return language == MIAO_LANGUAGE_ZH ? "姓名和电话" : "name and telephone";
  case MIAO_SAME_NOT:
  default:
    return "—";
  }
}

void
miao_rules_known_person (const MiaoKnownPersonFacts *facts, MiaoFindings *findings)
{
  gboolean known = facts->by != MIAO_SAME_NOT;
  gboolean barred = known && facts->barred;
  const char *record = known ? facts->family : facts->member;
  MiaoFinding *finding =
      miao_rules_answer (findings, "FST-06", !barred, record, "name", facts->name, "family",
                         miao_rules_or_dash (barred ? facts->family_no : NULL), "on",
                         DAY (barred ? facts->barred_on : MIAO_DATE_NONE), "same_zh",
                         same_by (barred ? facts->by : MIAO_SAME_NOT, MIAO_LANGUAGE_ZH), "same_en",
                         same_by (barred ? facts->by : MIAO_SAME_NOT, MIAO_LANGUAGE_EN), NULL);

  if (barred) {
    if (facts->head)
      miao_finding_set_severity (finding, MIAO_SEVERITY_REASON);
    return;
  }
  miao_rules_answer (
      findings, "FST-07", !known, record, "name", facts->name, "family",
      miao_rules_or_dash (known ? facts->family_no : NULL), "state_zh",
      known ? miao_codes_name ("family_status", facts->state, MIAO_LANGUAGE_ZH) : "—", "state_en",
      known ? miao_codes_name ("family_status", facts->state, MIAO_LANGUAGE_EN) : "—", "same_zh",
      same_by (facts->by, MIAO_LANGUAGE_ZH), "same_en", same_by (facts->by, MIAO_LANGUAGE_EN),
      NULL);
}
