#include "config.h"

#include "miao-adoption-rules.h"

#include "miao-codes.h"
#include "miao-rules-private.h"

#define ADOPTABLE "1"
#define CONSENT_AGE 8 /* Civil Code, Art. 1104 */
#define NOTICE_DAYS 60
#define TRIAL_DAYS 30
#define IN_FAMILY "FOSTER"

static gboolean
done_by (MiaoDate day, MiaoDate by)
{
  return day != MIAO_DATE_NONE && by != MIAO_DATE_NONE && day <= by;
}

/* Who cannot say so is heard all the same; going on without consent is then answered for. */
static void
ask_consent (const MiaoAdoptionFacts *facts, MiaoFindings *findings)
{
  const MiaoOpinionFacts *opinion = &facts->opinion;
  MiaoFinding *finding;

  if (facts->born != MIAO_DATE_NONE && facts->from < miao_date_birthday (facts->born, CONSENT_AGE))
    return;
  finding = miao_rules_answer (
      findings, "ADO-03", opinion->value == MIAO_OPINION_AGREES && opinion->on <= facts->from,
      facts->child, "born", DAY (facts->born), "from", DAY (facts->from), "age",
      facts->born != MIAO_DATE_NONE ? NUMBER (miao_date_age (facts->born, facts->from)) : NULL,
      "asked", DAY (opinion->on), "opinion_zh",
      miao_opinion_label (opinion->value, MIAO_LANGUAGE_ZH), "opinion_en",
      miao_opinion_label (opinion->value, MIAO_LANGUAGE_EN), NULL);
  if (opinion->value == MIAO_OPINION_UNABLE)
    miao_finding_set_severity (finding, MIAO_SEVERITY_REASON);
}

void
miao_rules_begin_adoption (const MiaoAdoptionFacts *facts, MiaoFindings *findings)
{
  const char *state = facts->state;
  gboolean fostered = g_strcmp0 (state, IN_FAMILY) == 0;

  miao_rules_answer (
      findings, "ADO-01", (fostered || g_strcmp0 (state, "IN_CARE") == 0) && facts->coming == 0,
      facts->child, "state_zh", miao_codes_name ("child_status", state, MIAO_LANGUAGE_ZH),
      "state_en", miao_codes_name ("child_status", state, MIAO_LANGUAGE_EN), "coming",
      NUMBER ((int) facts->coming), NULL);
  miao_rules_answer (
      findings, "ADO-02", g_strcmp0 (facts->adoptable, ADOPTABLE) == 0, facts->child,
      "adoptable_zh", miao_codes_name ("adoptable", facts->adoptable, MIAO_LANGUAGE_ZH),
      "adoptable_en", miao_codes_name ("adoptable", facts->adoptable, MIAO_LANGUAGE_EN), NULL);
  ask_consent (facts, findings);
  if (fostered)
    miao_rules_answer (findings, "ADO-04", done_by (facts->told_on, facts->from), facts->child,
                       "told", DAY (facts->told_on), "from", DAY (facts->from), NULL);
  miao_rules_answer (findings, "ADO-05", done_by (facts->disclosed_on, facts->from), facts->child,
                     "told", DAY (facts->disclosed_on), "from", DAY (facts->from), NULL);
  miao_rules_answer (findings, "ADO-06",
                     done_by (facts->consent_on, facts->from) && miao_rules_has (facts->consent_no),
                     facts->child, "consent", DAY (facts->consent_on), "number",
                     miao_rules_or_dash (facts->consent_no), "from", DAY (facts->from), NULL);
}

void
miao_rules_adopted (const MiaoAdoptedFacts *facts, MiaoFindings *findings)
{
  MiaoDate registered = facts->registered_on;
  MiaoDate over =
      facts->notice_on != MIAO_DATE_NONE ? facts->notice_on + NOTICE_DAYS : MIAO_DATE_NONE;
  int trial = 0;

  if (facts->not_found)
    miao_rules_answer (findings, "ADO-07", done_by (over, registered), facts->id, "notice",
                       DAY (facts->notice_on), "days", NUMBER (NOTICE_DAYS), "over", DAY (over),
                       "registered", DAY (registered), NULL);
  miao_rules_answer (findings, "ADO-08",
                     done_by (registered, facts->left_on) &&
                         (facts->from == MIAO_DATE_NONE || registered >= facts->from) &&
                         miao_rules_has (facts->cert_no),
                     facts->id, "registered", DAY (registered), "number",
                     miao_rules_or_dash (facts->cert_no), "from", DAY (facts->from), "left",
                     DAY (facts->left_on), NULL);
  if (facts->from != MIAO_DATE_NONE && registered != MIAO_DATE_NONE)
    trial = registered - facts->from;
  if (registered != MIAO_DATE_NONE)
    miao_rules_answer (findings, "ADO-09", trial >= TRIAL_DAYS, facts->id, "from",
                       DAY (facts->from), "registered", DAY (registered), "day", NUMBER (trial),
                       "least", NUMBER (TRIAL_DAYS), NULL);
}

void
miao_rules_end_adoption (const char *child, const char *state, MiaoFindings *findings)
{
  miao_rules_answer (findings, "ADO-10", g_strcmp0 (state, "ADOPT_TRIAL") == 0, child, "state_zh",
                     miao_codes_name ("child_status", state, MIAO_LANGUAGE_ZH), "state_en",
                     miao_codes_name ("child_status", state, MIAO_LANGUAGE_EN), NULL);
}

void
miao_rules_amend_adoption (const MiaoAdoptionAmendment *facts, MiaoFindings *findings)
{
  miao_rules_answer (findings, "ADO-11", done_by (facts->from, facts->until), facts->id, "from",
                     DAY (facts->from), "until", DAY (facts->until), NULL);
  miao_rules_answer (findings, "ADO-12", facts->until_changed || facts->applicants_changed,
                     facts->id, "until", DAY (facts->until), NULL);
}
