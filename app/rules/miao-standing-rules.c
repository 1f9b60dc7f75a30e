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
