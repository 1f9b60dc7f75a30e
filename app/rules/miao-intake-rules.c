#include "config.h"

#include "miao-intake-rules.h"

#include "miao-rules-private.h"

#define FIRST_DAY_2018 "2019-01-01"
#define CODE_BEFORE_2019 "Z0" /* our own: arrivals before the first set of categories */
#define FIRST_DAY_2026 "2026-04-01"

/* Destitute children: below 16 in the set of 2018, below 18 in that of 2026. */
#define DESTITUTE_BELOW_2018 16
#define DESTITUTE_BELOW_2026 18

#define ADULT_AGE 18

static const struct {
  const char *code;
  gboolean set_2026;
  MiaoGuardianship guardianship;
  gboolean entrusted_too; /* care by entrustment fits as well */
} categories[] = {
  { "A1", FALSE, MIAO_GUARDIANSHIP_LONG_TERM, FALSE },
  { "A2", FALSE, MIAO_GUARDIANSHIP_LONG_TERM, FALSE },
  { "A3", FALSE, MIAO_GUARDIANSHIP_LONG_TERM, FALSE },
  { "A4", FALSE, MIAO_GUARDIANSHIP_LONG_TERM, FALSE },
  { "A5", FALSE, MIAO_GUARDIANSHIP_LONG_TERM, FALSE },
  { "B1", FALSE, MIAO_GUARDIANSHIP_TEMPORARY, TRUE },
  { "C1", FALSE, MIAO_GUARDIANSHIP_DESTITUTE, FALSE },
  { "L1", TRUE, MIAO_GUARDIANSHIP_LONG_TERM, FALSE },
  { "L2", TRUE, MIAO_GUARDIANSHIP_LONG_TERM, FALSE },
  { "L3", TRUE, MIAO_GUARDIANSHIP_LONG_TERM, FALSE },
  { "L4", TRUE, MIAO_GUARDIANSHIP_LONG_TERM, FALSE },
  { "L9", TRUE, MIAO_GUARDIANSHIP_LONG_TERM, FALSE },
  { "T1", TRUE, MIAO_GUARDIANSHIP_TEMPORARY, FALSE },
  { "T2", TRUE, MIAO_GUARDIANSHIP_TEMPORARY, FALSE },
  { "T3", TRUE, MIAO_GUARDIANSHIP_TEMPORARY, FALSE },
  { "S1", TRUE, MIAO_GUARDIANSHIP_DESTITUTE, FALSE },
};

/* Returns: index of the category, or -1. */
static int
find (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++) {
    if (g_strcmp0 (categories[i].code, code) == 0)
      return (int) i;
  }

  return -1;
}

MiaoGuardianship
miao_rules_intake_guardianship (const char *intake_code)
{
  int i = find (intake_code);

  return i >= 0 ? categories[i].guardianship : MIAO_GUARDIANSHIP_UNKNOWN;
}

gboolean
miao_rules_intake_fits (const char *intake_code, MiaoGuardianship guardianship)
{
  int i = find (intake_code);

  /* For arrivals before 2019 no set of categories is known, so there is nothing to compare. */
  if (g_strcmp0 (intake_code, CODE_BEFORE_2019) == 0)
    return TRUE;

  return i >= 0 && (categories[i].guardianship == guardianship ||
                    (categories[i].entrusted_too && guardianship == MIAO_GUARDIANSHIP_ENTRUSTED));
}

gboolean
miao_rules_intake_valid (const char *intake_code, MiaoDate on)
{
  MiaoDate first_2026 = miao_date_parse (FIRST_DAY_2026);
  int i = find (intake_code);

  if (g_strcmp0 (intake_code, CODE_BEFORE_2019) == 0)
    return on < miao_date_parse (FIRST_DAY_2018);
  if (i < 0)
    return FALSE;

  return categories[i].set_2026 ? on >= first_2026
                                : on >= miao_date_parse (FIRST_DAY_2018) && on < first_2026;
}

static void
ask_destitute (const MiaoIntakeFacts *facts,
               MiaoDate on,
               const char *record,
               MiaoFindings *findings)
{
  int i = find (facts->intake_code);
  int below, age = miao_date_age (facts->born, on);

  if (i < 0 || categories[i].guardianship != MIAO_GUARDIANSHIP_DESTITUTE)
    return;
  below = categories[i].set_2026 ? DESTITUTE_BELOW_2026 : DESTITUTE_BELOW_2018;
  miao_rules_answer (findings, "ITK-03", age >= 0 && age < below, record, "born", DAY (facts->born),
                     "on", DAY (on), "age", age >= 0 ? NUMBER (age) : NULL, "below", NUMBER (below),
                     NULL);
}

void
miao_rules_intake_category (const MiaoIntakeFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  const char *record = facts->admission != NULL ? facts->admission : facts->child;
  MiaoGuardianship needs = miao_rules_intake_guardianship (facts->intake_code);
  gboolean valid = miao_rules_intake_valid (facts->intake_code, on);

  miao_rules_answer (findings, "ITK-01", valid, record, "on", DAY (on), "set",
                     on >= miao_date_parse (FIRST_DAY_2026) ? "2026" : "2018", "code",
                     facts->intake_code, NULL);
  if (needs == MIAO_GUARDIANSHIP_UNKNOWN)
    return;
  miao_rules_answer (findings, "ITK-02",
                     miao_rules_intake_fits (facts->intake_code, facts->guardianship), facts->child,
                     "code", facts->intake_code, "needs_zh",
                     miao_guardianship_label (needs, MIAO_LANGUAGE_ZH), "needs_en",
                     miao_guardianship_label (needs, MIAO_LANGUAGE_EN), "guard_zh",
                     miao_guardianship_label (facts->guardianship, MIAO_LANGUAGE_ZH), "guard_en",
                     miao_guardianship_label (facts->guardianship, MIAO_LANGUAGE_EN), NULL);
  ask_destitute (facts, on, record, findings);
  if (needs == MIAO_GUARDIANSHIP_TEMPORARY)
    miao_rules_answer (findings, "ITK-04", miao_rules_has (facts->temporary_ground), record, "code",
                       facts->intake_code, "ground", facts->temporary_ground, NULL);
}

void
miao_rules_arrive (const MiaoIntakeFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  int age = miao_date_age (facts->born, on);

  miao_rules_intake_category (facts, on, findings);
  if (age >= 0)
    miao_rules_answer (findings, "ITK-10", age < ADULT_AGE, facts->child, "born", DAY (facts->born),
                       "on", DAY (on), "age", NUMBER (age), "adult", NUMBER (ADULT_AGE), NULL);
  miao_rules_answer (findings, "ITK-05", facts->sender_papers > 0,
                     facts->admission != NULL ? facts->admission : facts->child, "count",
                     NUMBER (facts->sender_papers), NULL);
}

static void
ask_notice (const MiaoIntakeFacts *facts,
            const MiaoRuleSettings *settings,
            MiaoDate on,
            const char *record,
            MiaoFindings *findings)
{
  int least =
      facts->trafficking ? settings->notice_trafficking_days : settings->notice_abandoned_days;
  int days = MAX (least, facts->notice_days);
  MiaoDate ends = facts->notice_on != MIAO_DATE_NONE ? facts->notice_on + days : MIAO_DATE_NONE;

  if (!facts->notice_needed)
    return;
  /* The notice still runs on its last day. */
  miao_rules_answer (findings, "ITK-07", ends != MIAO_DATE_NONE && ends < on, record, "published",
                     DAY (facts->notice_on), "days", NUMBER (days), "ends", DAY (ends), "on",
                     DAY (on), NULL);
}

void
miao_rules_take_in (const MiaoIntakeFacts *facts,
                    const MiaoRuleSettings *settings,
                    MiaoDate on,
                    MiaoFindings *findings)
{
  const char *record = facts->admission != NULL ? facts->admission : facts->child;
  gboolean complete = facts->papers >= facts->papers_needed;
  MiaoFinding *finding;

  miao_rules_answer (findings, "ITK-06",
                     facts->approved_on != MIAO_DATE_NONE && facts->approved_on <= on, record,
                     "approved", DAY (facts->approved_on), "on", DAY (on), NULL);
  ask_notice (facts, settings, on, record, findings);
  miao_rules_answer (findings, "ITK-08",
                     facts->health_check_on != MIAO_DATE_NONE && facts->health_check_on <= on,
                     record, "checked", DAY (facts->health_check_on), "on", DAY (on), NULL);
  finding = miao_rules_answer (findings, "ITK-09", complete, record, "there",
                               NUMBER (facts->papers), "needed", NUMBER (facts->papers_needed),
                               "head_zh", facts->head_waives ? "是" : "否", "head_en",
                               facts->head_waives ? "yes" : "no", NULL);
  if (!complete && facts->head_waives) {
    miao_finding_set_severity (finding, MIAO_SEVERITY_REASON);
    miao_finding_set_reason (finding, facts->head_reason);
  }
}
