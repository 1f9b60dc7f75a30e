#include "config.h"

#include "miao-ending-rules.h"

#include "miao-rules-private.h"

#define NOTICE_MONTHS 1
#define ADULT_AGE 18

/* Died: nobody is heard, moved or supported. */
#define DIED "T26"

typedef enum {
  AT_ANY_TIME,
  IN_INTEGRATION,
  AFTER_INTEGRATION,
} Stage;

/* CT_END_REASON (domain 7.6). T11 is a family's wish to end a confirmed placement, T12 the same in
 * integration, where no notice is needed. */
static const struct {
  const char *code;
  Stage stage;
} grounds[] = {
  { "T01", AT_ANY_TIME },       { "T02", AT_ANY_TIME },    { "T03", AT_ANY_TIME },
  { "T04", AT_ANY_TIME },       { "T05", AT_ANY_TIME },    { "T06", AT_ANY_TIME },
  { "T07", AT_ANY_TIME },       { "T08", AT_ANY_TIME },    { "T11", AFTER_INTEGRATION },
  { "T12", IN_INTEGRATION },    { "T13", IN_INTEGRATION }, { "T21", AT_ANY_TIME },
  { "T22", AT_ANY_TIME },       { "T23", AT_ANY_TIME },    { "T24", AT_ANY_TIME },
  { "T25", AT_ANY_TIME },       { "T26", AT_ANY_TIME },    { "T27", AT_ANY_TIME },
  { "T31", AFTER_INTEGRATION }, { "T32", AT_ANY_TIME },    { "T33", AT_ANY_TIME },
  { "T99", AT_ANY_TIME },
};

static gboolean
find_ground (const char *code, Stage *ret_stage)
{
  for (gsize i = 0; i < G_N_ELEMENTS (grounds); i++) {
    if (g_strcmp0 (grounds[i].code, code) == 0) {
      *ret_stage = grounds[i].stage;
      return TRUE;
    }
  }

  return FALSE;
}

gboolean
miao_ending_is_of_family (const char *ground)
{
  Stage stage;

  return find_ground (ground, &stage) && g_str_has_prefix (ground, "T0");
}

gboolean
miao_ending_evaluates_child (const char *ground)
{
  return g_strcmp0 (ground, DIED) != 0;
}

MiaoDate
miao_rules_earliest_end (MiaoDate applied_on, gboolean integration)
{
  if (applied_on == MIAO_DATE_NONE || integration)
    return applied_on;

  return miao_date_add_months (applied_on, NOTICE_MONTHS);
}

static const char *
record_of (const MiaoEndingFacts *facts)
{
  return facts->termination != NULL ? facts->termination : facts->placement;
}

static void
ask_ground (const MiaoEndingFacts *facts, MiaoFindings *findings)
{
  Stage stage = AT_ANY_TIME;
  gboolean known = find_ground (facts->ground, &stage);
  gboolean fits = stage == AT_ANY_TIME || (stage == IN_INTEGRATION) == facts->integration;

  miao_rules_answer (findings, "TRM-01", known, record_of (facts), "ground", facts->ground, NULL);
  if (!known)
    return;
  miao_rules_answer (findings, "TRM-01P", fits, record_of (facts), "ground", facts->ground,
                     "needs_zh",
                     stage == IN_INTEGRATION      ? "用于融合期"
                     : stage == AFTER_INTEGRATION ? "用于正式寄养"
                                                  : "各阶段均可",
                     "needs_en",
                     stage == IN_INTEGRATION      ? "belongs to integration"
                     : stage == AFTER_INTEGRATION ? "belongs to confirmed placements"
                                                  : "fits every stage",
                     "stage_zh", facts->integration ? "在融合期" : "已正式寄养", "stage_en",
                     facts->integration ? "in integration" : "confirmed", NULL);
}

/* Grounds that say something which the records know: of age, adopted, reclaimed, the term is over,
 * the integration evaluation says so. */
static void
ask_facts (const MiaoEndingFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  const char *ground = facts->ground;
  const char *moved_to = facts->moved_to != NULL ? facts->moved_to : "";
  g_autofree char *zh = NULL, *en = NULL;
  gboolean true_so = TRUE;

  if (g_strcmp0 (ground, "T25") == 0) {
    MiaoDate adult = miao_date_birthday (facts->born, ADULT_AGE);

    true_so = facts->born != MIAO_DATE_NONE && adult <= on;
    zh = g_strdup_printf ("%s 满%d周岁", DAY (adult), ADULT_AGE);
    en = g_strdup_printf ("%d on %s", ADULT_AGE, DAY (adult));
  } else if (g_strcmp0 (ground, "T13") == 0) {
    true_so = facts->integration_failed;
    zh = g_strdup_printf ("融合期评估结论：%s",
                          facts->integration_zh != NULL ? facts->integration_zh : "没有评估");
    en = g_strdup_printf ("integration evaluation: %s",
                          facts->integration_en != NULL ? facts->integration_en : "none");
  } else if (g_strcmp0 (ground, "T31") == 0) {
    true_so = facts->term_to != MIAO_DATE_NONE && facts->term_to <= on;
    zh = g_strdup_printf ("协议期限至 %s", DAY (facts->term_to));
    en = g_strdup_printf ("the agreement runs until %s", DAY (facts->term_to));
  } else if (g_strcmp0 (ground, "T22") == 0 || g_strcmp0 (ground, "T23") == 0) {
    if (*moved_to == '\0')
      return;
    true_so = g_strcmp0 (moved_to, g_str_equal (ground, "T22") ? "ADOPTED" : "GUARDIAN") == 0;
    zh = g_strdup (g_str_equal (ground, "T22") ? "儿童去向应为“被收养”" : "儿童去向应为“监护人”");
    en = g_strdup (g_str_equal (ground, "T22") ? "the child goes to the adopters"
                                               : "the child goes to the guardian");
  } else {
    return;
  }
  miao_rules_answer (findings, "TRM-01F", true_so, record_of (facts), "ground", ground, "on",
                     DAY (on), "state_zh", zh, "state_en", en, NULL);
}

void
miao_rules_begin_ending (const MiaoEndingFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  gboolean asked_by_family = g_strcmp0 (facts->ground, "T11") == 0;
  MiaoDate earliest = miao_rules_earliest_end (facts->applied_on, facts->integration);

  ask_ground (facts, findings);
  ask_facts (facts, on, findings);
  miao_rules_answer (findings, "TRM-02", facts->evidence > 0 || facts->emergency, record_of (facts),
                     "count", NUMBER (facts->evidence), "emergency_zh",
                     facts->emergency ? "是" : "否", "emergency_en",
                     facts->emergency ? "yes" : "no", NULL);
  if (!asked_by_family)
    return;
  miao_rules_answer (findings, "TRM-03",
                     facts->applied_on != MIAO_DATE_NONE && facts->applied_on <= on &&
                         (earliest <= on || facts->institution_agrees),
                     record_of (facts), "applied", DAY (facts->applied_on), "earliest",
                     DAY (earliest), "on", DAY (on), NULL);
}

void
miao_rules_ending_opinion (const MiaoEndingFacts *facts,
                           const MiaoRuleSettings *settings,
                           MiaoDate on,
                           MiaoFindings *findings)
{
  MiaoOpinionValue value = facts->opinion.value;

  if (!miao_rules_opinion_needed (facts->born, facts->cognition, settings, on))
    return;
  miao_rules_answer (findings, "TRM-04", value != MIAO_OPINION_NONE, facts->child, "born",
                     DAY (facts->born), "on", DAY (on), "age",
                     NUMBER (miao_date_age (facts->born, on)), "opinion_zh",
                     miao_opinion_label (value, MIAO_LANGUAGE_ZH), "opinion_en",
                     miao_opinion_label (value, MIAO_LANGUAGE_EN), NULL);
}

void
miao_rules_settle_ending (const MiaoEndingFacts *facts, MiaoFindings *findings)
{
  const char *record = record_of (facts);

  miao_rules_answer (findings, "TRM-08", facts->filed_on != MIAO_DATE_NONE, record, "filed",
                     DAY (facts->filed_on), NULL);
  miao_rules_answer (findings, "TRM-09", facts->settled && facts->belongings, record,
                     YES_NO ("settled", facts->settled), YES_NO ("belongings", facts->belongings),
                     NULL);
  if (miao_ending_evaluates_child (facts->ground))
    miao_rules_answer (findings, "TRM-11", facts->family_evaluated && facts->child_evaluated,
                       record, YES_NO ("family", facts->family_evaluated),
                       YES_NO ("child", facts->child_evaluated), NULL);
  else
    miao_rules_answer (findings, "TRM-11", facts->family_evaluated, record,
                       YES_NO ("family", facts->family_evaluated), "child_zh", "儿童死亡，不需要",
                       "child_en", "not needed, the child died", NULL);
}

void
miao_rules_end (const MiaoEndingFacts *facts,
                const MiaoRuleSettings *settings,
                MiaoDate on,
                MiaoFindings *findings)
{
  const char *record = record_of (facts);

  miao_rules_begin_ending (facts, on, findings);
  if (miao_ending_evaluates_child (facts->ground)) {
    miao_rules_ending_opinion (facts, settings, on, findings);
    miao_rules_answer (findings, "TRM-05", facts->resettled, record,
                       YES_NO ("there", facts->resettled), NULL);
    miao_rules_answer (findings, "TRM-06", facts->supported, record,
                       YES_NO ("there", facts->supported), NULL);
  }
  miao_rules_answer (findings, "TRM-07",
                     facts->notice_served_on != MIAO_DATE_NONE && facts->notice_served_on <= on,
                     record, "served", DAY (facts->notice_served_on), "on", DAY (on), NULL);
  miao_rules_answer (findings, "TRM-10",
                     !facts->harm_suspected || miao_rules_has (facts->harm_report), record,
                     "reported", facts->harm_report, NULL);
  miao_rules_settle_ending (facts, findings);
}

void
miao_rules_suspend (const char *placement,
                    MiaoDate reported_on,
                    MiaoDate on,
                    MiaoFindings *findings)
{
  miao_rules_answer (findings, "SUS-01", reported_on != MIAO_DATE_NONE, placement, "on", DAY (on),
                     "reported", DAY (reported_on), NULL);
}

void
miao_rules_aftercare_day (
    const char *termination, MiaoDate ended, MiaoDate seen, MiaoDate on, MiaoFindings *findings)
{
  miao_rules_answer (findings, "TRM-12", ended < seen && seen <= on, termination, "ended",
                     DAY (ended), "seen", DAY (seen), "on", DAY (on), NULL);
}
