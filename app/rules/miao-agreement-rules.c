#include "config.h"

#include "miao-agreement-rules.h"

#include "miao-codes.h"

#include "miao-rules-private.h"

/* "In time" (Measures, duties of the family); the number of days is the house's. */
#define MOVE_REPORT_DAYS 15

#define ADULT_AGE 18

static const struct {
  MiaoClauses clause;
  const char *zh;
  const char *en;
} clauses[] = {
  { MIAO_CLAUSE_TERM, "寄养期限", "term" },
  { MIAO_CLAUSE_DUTIES_INSTITUTION, "机构权利义务", "the institution's rights and duties" },
  { MIAO_CLAUSE_DUTIES_FAMILY, "家庭权利义务", "the family's rights and duties" },
  { MIAO_CLAUSE_CAREGIVER, "主要照料人", "main caregiver" },
  { MIAO_CLAUSE_INTEGRATION, "融合期限", "integration period" },
  { MIAO_CLAUSE_BREACH, "违约责任及处理", "breach and its handling" },
};

void
miao_rules_file_family (const char *family,
                        const MiaoConclusionFacts *evaluation,
                        gboolean review_passed,
                        MiaoFindings *findings)
{
  gboolean there = evaluation->id != NULL;

  miao_rules_answer (findings, "FIL-01",
                     there && evaluation->positive && evaluation->final_on != MIAO_DATE_NONE &&
                         review_passed,
                     there ? evaluation->id : family, "conclusion_zh",
                     there ? evaluation->conclusion_zh : "没有评估", "conclusion_en",
                     there ? evaluation->conclusion_en : "none", "final",
                     DAY (evaluation->final_on), "review_zh", review_passed ? "通过" : "未通过",
                     "review_en", review_passed ? "passed" : "not passed", NULL);
}

MiaoDate
miao_rules_effective_on (MiaoDate institution, MiaoDate family)
{
  return institution != MIAO_DATE_NONE && family != MIAO_DATE_NONE ? MAX (institution, family)
                                                                   : MIAO_DATE_NONE;
}

static void
ask_clauses (const MiaoSigningFacts *facts, const char *record, MiaoFindings *findings)
{
  g_autoptr (GString) zh = g_string_new (NULL);
  g_autoptr (GString) en = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (clauses); i++) {
    if (facts->clauses & clauses[i].clause)
      continue;
    g_string_append_printf (zh, "%s%s", zh->len > 0 ? "、" : "", clauses[i].zh);
    g_string_append_printf (en, "%s%s", en->len > 0 ? ", " : "", clauses[i].en);
  }
  miao_rules_answer (findings, "SGN-03", zh->len == 0, record, "missing_zh",
                     zh->len > 0 ? zh->str : "无", "missing_en", en->len > 0 ? en->str : "none",
                     NULL);
}

void
miao_rules_term (
    const char *record, MiaoDate born, MiaoDate from, MiaoDate to, MiaoFindings *findings)
{
  MiaoDate adult = born != MIAO_DATE_NONE ? miao_date_birthday (born, ADULT_AGE) : MIAO_DATE_NONE;

  miao_rules_answer (findings, "SGN-05",
                     born != MIAO_DATE_NONE && from != MIAO_DATE_NONE && from < to && to <= adult,
                     record, "born", DAY (born), "adult", DAY (adult), "from", DAY (from), "to",
                     DAY (to), NULL);
}

static void
ask_term (const MiaoSigningFacts *facts,
          const MiaoRuleSettings *settings,
          const char *record,
          MiaoFindings *findings)
{
  miao_rules_answer (findings, "SGN-04",
                     facts->integration_days >= settings->integration_min_days &&
                         facts->integration_days <= settings->integration_max_days,
                     record, "days", NUMBER (facts->integration_days), "min",
                     NUMBER (settings->integration_min_days), "max",
                     NUMBER (settings->integration_max_days), NULL);
  miao_rules_term (record, facts->child_born, facts->term_from, facts->term_to, findings);
}

void
miao_rules_sign (const MiaoSigningFacts *facts,
                 const MiaoRuleSettings *settings,
                 MiaoDate on,
                 MiaoFindings *findings)
{
  const char *record = facts->agreement != NULL ? facts->agreement : facts->child;
  MiaoDate effective =
      miao_rules_effective_on (facts->signed_institution_on, facts->signed_family_on);
  /* Neither side signs before the training was passed, whenever the other one does. */
  MiaoDate first = effective != MIAO_DATE_NONE
                       ? MIN (on, MIN (facts->signed_institution_on, facts->signed_family_on))
                       : on;

  miao_rules_answer (findings, "SGN-01",
                     facts->family_filed_on != MIAO_DATE_NONE && facts->family_filed_on <= on,
                     facts->family, "filed", DAY (facts->family_filed_on), "on", DAY (on), NULL);
  miao_rules_answer (findings, "SGN-02",
                     facts->trained_on != MIAO_DATE_NONE && facts->trained_on <= first,
                     facts->caregiver.id, "name", facts->caregiver.name, "trained",
                     DAY (facts->trained_on), "on", DAY (first), NULL);
  miao_rules_caregiver_age (&facts->caregiver, settings, on, findings);
  ask_clauses (facts, record, findings);
  ask_term (facts, settings, record, findings);
  miao_rules_answer (findings, "SGN-06", facts->main_caregiver && facts->co_living, record, "name",
                     facts->caregiver.name, IS ("main", facts->main_caregiver),
                     IS ("living", facts->co_living), NULL);
  miao_rules_answer (findings, "SGN-07", effective != MIAO_DATE_NONE && effective <= on, record,
                     "institution", DAY (facts->signed_institution_on), "family",
                     DAY (facts->signed_family_on), "effective", DAY (effective), NULL);
  if (facts->matched_on != MIAO_DATE_NONE)
    miao_rules_answer (findings, "SGN-09", facts->matched_on <= first, record, "matched",
                       DAY (facts->matched_on), "institution", DAY (facts->signed_institution_on),
                       "family", DAY (facts->signed_family_on), NULL);
}

void
miao_rules_renew (
    const char *agreement, MiaoDate old_to, MiaoDate from, MiaoDate to, MiaoFindings *findings)
{
  gboolean follows = old_to == MIAO_DATE_NONE || (from <= old_to + 1 && to > old_to);

  miao_rules_answer (findings, "SGN-08", from != MIAO_DATE_NONE && follows, agreement, "old",
                     DAY (old_to), "from", DAY (from), "to", DAY (to), NULL);
}

void
miao_rules_move_in (const MiaoMoveInFacts *facts,
                    const MiaoRuleSettings *settings,
                    MiaoDate on,
                    MiaoFindings *findings)
{
  gboolean in_term = facts->term_to == MIAO_DATE_NONE || on <= facts->term_to;

  miao_rules_answer (findings, "MOV-01",
                     facts->effective_on != MIAO_DATE_NONE && facts->effective_on <= on && in_term,
                     facts->placement, "effective", DAY (facts->effective_on), "to",
                     DAY (facts->term_to), "on", DAY (on), NULL);
  miao_rules_capacity (facts->family, facts->foster_now, 1, settings, findings);
  miao_rules_coliving (facts->family, facts->members, facts->n_members, settings, on, findings);
  miao_rules_answer (findings, "MAT-07", facts->open_placements == 0, facts->child, "count",
                     NUMBER (facts->open_placements), NULL);
  miao_rules_answer (findings, "MOV-02", facts->handover_list, facts->placement,
                     YES_NO ("there", facts->handover_list), NULL);
  if (facts->agreed_caregiver == NULL)
    return;
  miao_rules_answer (
      findings, "INT-14", g_strcmp0 (facts->agreed_caregiver, facts->caregiver.id) == 0,
      facts->placement, "agreed", facts->agreed_caregiver_name, "now", facts->caregiver.name, NULL);
  if (facts->caregiver.id != NULL)
    miao_rules_caregiver_age (&facts->caregiver, settings, on, findings);
}

void
miao_rules_move_home (const char *family,
                      MiaoDate moved_on,
                      MiaoDate reported_on,
                      gboolean amended,
                      MiaoFindings *findings)
{
  MiaoDate until = moved_on + MOVE_REPORT_DAYS;

  miao_rules_answer (findings, "MOV-03", reported_on <= until, family, "moved", DAY (moved_on),
                     "days", NUMBER (MOVE_REPORT_DAYS), "until", DAY (until), "reported",
                     DAY (reported_on), NULL);
  miao_rules_answer (findings, "MOV-04", amended, family, YES_NO ("there", amended), NULL);
}

void
miao_rules_change_caregiver (const MiaoCaregiverChangeFacts *facts,
                             const MiaoRuleSettings *settings,
                             MiaoDate on,
                             MiaoFindings *findings)
{
  const char *record = facts->period != NULL ? facts->period : facts->caregiver.id;

  miao_rules_answer (findings, "CHG-01",
                     facts->approved_on != MIAO_DATE_NONE && facts->approved_on <= on, record,
                     "approved", DAY (facts->approved_on), "on", DAY (on), NULL);
  miao_rules_answer (
      findings, "CHG-02", facts->trained_on != MIAO_DATE_NONE && facts->trained_on <= on, record,
      "name", facts->caregiver.name, "trained", DAY (facts->trained_on), "on", DAY (on), NULL);
  miao_rules_answer (findings, "CHG-03", facts->amended, record, YES_NO ("there", facts->amended),
                     NULL);
  miao_rules_caregiver (&facts->caregiver, &facts->answers, settings, on, findings);
}

void
miao_rules_short_care (const char *placement,
                       MiaoDate from,
                       const char *reason,
                       const MiaoRuleSettings *settings,
                       MiaoDate on,
                       MiaoFindings *findings)
{
  int day = on - from;
  MiaoFinding *finding = miao_rules_answer (
      findings, "SHC-01", day <= settings->short_care_days, placement, "from", DAY (from), "on",
      DAY (on), "day", NUMBER (day), "most", NUMBER (settings->short_care_days), NULL);

  if (day > settings->short_care_days)
    miao_finding_set_reason (finding, reason);
}

void
miao_rules_short_care_approval (const char *short_care,
                                MiaoDate approved_on,
                                MiaoDate from,
                                MiaoFindings *findings)
{
  miao_rules_answer (findings, "SHC-02", approved_on != MIAO_DATE_NONE && approved_on <= from,
                     short_care, "approved", DAY (approved_on), "from", DAY (from), NULL);
}

/* "照料人患病、家庭变故"; %NULL when nothing was chosen. */
static char *
dup_reasons (const char *codes, MiaoLanguage language)
{
  g_auto (GStrv) words = codes != NULL ? g_strsplit (codes, " ", -1) : NULL;
  GString *names;

  if (words == NULL)
    return NULL;
  names = g_string_new (NULL);
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (names, "%s%s",
                            i == 0                         ? ""
                            : language == MIAO_LANGUAGE_ZH ? "、"
                                                           : ", ",
                            miao_codes_name ("short_care_reason", words[i], language));

  return g_string_free (names, FALSE);
}

void
miao_rules_short_care_reason (const char *placement,
                              const char *reason,
                              const char *agreed,
                              const char *words,
                              MiaoFindings *findings)
{
  g_auto (GStrv) codes = agreed != NULL ? g_strsplit (agreed, " ", -1) : NULL;
  g_autofree char *zh = dup_reasons (agreed, MIAO_LANGUAGE_ZH);
  g_autofree char *en = dup_reasons (agreed, MIAO_LANGUAGE_EN);
  MiaoFinding *finding = miao_rules_answer (
      findings, "SHC-03",
      codes != NULL && reason != NULL && g_strv_contains ((const char *const *) codes, reason),
      placement, "reason_zh", miao_codes_name ("short_care_reason", reason, MIAO_LANGUAGE_ZH),
      "reason_en", miao_codes_name ("short_care_reason", reason, MIAO_LANGUAGE_EN), "agreed_zh",
      miao_rules_or_dash (zh != NULL ? zh : words), "agreed_en",
      miao_rules_or_dash (en != NULL ? en : words), NULL);

  /* An agreement of before says it in words only, which a person compares. */
  if (codes == NULL)
    miao_finding_set_severity (finding, MIAO_SEVERITY_ADVICE);
}

void
miao_rules_short_care_family (const char *placement,
                              const char *family,
                              gboolean own,
                              MiaoFindings *findings)
{
  g_autofree char *zh = own ? g_strdup_printf ("%s，就是儿童现在的寄养家庭", family) : NULL;
  g_autofree char *en = own ? g_strdup_printf ("%s, with whom the child lives", family) : NULL;

  miao_rules_answer (findings, "SHC-04", family != NULL && !own, placement, "family_zh",
                     own              ? zh
                     : family != NULL ? family
                                      : "没有选择",
                     "family_en",
                     own              ? en
                     : family != NULL ? family
                                      : "none",
                     NULL);
}
