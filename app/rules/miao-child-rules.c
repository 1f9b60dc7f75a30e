#include "config.h"

#include "miao-child-rules.h"

#include "miao-codes.h"
#include "miao-rules-private.h"

#define ADULT_AGE 18

#define HAVE_ZH(value) ((value) ? "有" : "无")
#define HAVE_EN(value) ((value) ? "yes" : "no")

/* CT_CHILD_CAT: orphans and children whose parents cannot be found; under civil-affairs
 * guardianship by law or court; under temporary guardianship (O54 Art. 7; by reference for the
 * last). */
static const char *const placeable[] = { "10", "11", "12", "13", "14", "30", "31", "40", NULL };

const char *
miao_guardianship_label (MiaoGuardianship guardianship, MiaoLanguage language)
{
  static const char *const zh[] = { "未填写", "民政部门长期监护", "民政部门临时监护",
                                    "委托代养（无监护）", "特困供养（无监护）" };
  static const char *const en[] = { "not filled in", "long-term guardianship",
                                    "temporary guardianship", "entrusted care (no guardianship)",
                                    "destitute support (no guardianship)" };

  g_return_val_if_fail ((guint) guardianship < G_N_ELEMENTS (zh), "");

  return language == MIAO_LANGUAGE_ZH ? zh[guardianship] : en[guardianship];
}

static const char *
cognition_zh (MiaoCognition cognition)
{
  switch (cognition) {
  case MIAO_COGNITION_NORMAL:
    return "认知正常";
  case MIAO_COGNITION_LIMITED:
    return "认知轻度受限";
  case MIAO_COGNITION_IMPAIRED:
    return "认知中重度受限";
  case MIAO_COGNITION_UNKNOWN:
  default:
    return "认知未评估，按正常对待";
  }
}

static const char *
cognition_en (MiaoCognition cognition)
{
  switch (cognition) {
  case MIAO_COGNITION_NORMAL:
    return "cognition normal";
  case MIAO_COGNITION_LIMITED:
    return "cognition slightly limited";
  case MIAO_COGNITION_IMPAIRED:
    return "cognition limited";
  case MIAO_COGNITION_UNKNOWN:
  default:
    return "cognition not assessed, taken as normal";
  }
}

const char *
miao_opinion_label (MiaoOpinionValue value, MiaoLanguage language)
{
  static const char *const zh[] = { "未征求", "同意", "不同意", "未表达", "无法表达" };
  static const char *const en[] = { "not asked", "agrees", "does not agree", "said neither",
                                    "could not say" };

  g_return_val_if_fail ((guint) value < G_N_ELEMENTS (zh), "");

  return language == MIAO_LANGUAGE_ZH ? zh[value] : en[value];
}

gboolean
miao_rules_opinion_needed (MiaoDate born,
                           MiaoCognition cognition,
                           const MiaoRuleSettings *settings,
                           MiaoDate on)
{
  return born != MIAO_DATE_NONE && on >= miao_date_birthday (born, settings->opinion_min_age) &&
         (cognition == MIAO_COGNITION_NORMAL || cognition == MIAO_COGNITION_UNKNOWN);
}

void
miao_child_facts_read (MiaoChildFacts *facts)
{
  const MiaoAnswers *answers = &facts->answers;

  facts->exam_on = miao_date_parse (miao_answers_get (answers, "CHD-14"));
  facts->notice_ends = miao_date_parse (miao_answers_get (answers, "CHD-13"));
  facts->notice_explained = miao_answers_get (answers, "CHD-13.note") != NULL;
  facts->siblings_together = g_strcmp0 (miao_answers_get (answers, "CHD-15"), "yes") == 0;
  facts->siblings_reason = miao_answers_get (answers, "CHD-15.note") != NULL;
  facts->wishes_observed = miao_answers_get (answers, "CHD-12") != NULL;
}

static void
ask_age (const MiaoChildFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  gboolean known = facts->born != MIAO_DATE_NONE && facts->born <= on;
  MiaoDate adult = known ? miao_date_birthday (facts->born, ADULT_AGE) : MIAO_DATE_NONE;
  gboolean guarded = facts->guardianship == MIAO_GUARDIANSHIP_LONG_TERM ||
                     facts->guardianship == MIAO_GUARDIANSHIP_TEMPORARY;

  miao_rules_answer (
      findings, "CHD-01", known && on < adult && guarded, facts->child, "born", DAY (facts->born),
      "on", DAY (on), "age", known ? NUMBER (miao_date_age (facts->born, on)) : NULL, "eighteenth",
      DAY (adult), "guard_zh", miao_guardianship_label (facts->guardianship, MIAO_LANGUAGE_ZH),
      "guard_en", miao_guardianship_label (facts->guardianship, MIAO_LANGUAGE_EN), NULL);
}

static void
ask_exception (const MiaoChildFacts *facts, const char *id, MiaoFindings *findings)
{
  const char *answer = miao_answers_get (&facts->answers, id);
  gboolean claimed = g_strcmp0 (answer, "exception") == 0;
  gboolean excepted = claimed && facts->rehab_base && facts->doctor_opinion && facts->head_approved;
  g_autofree char *zh =
      g_strdup_printf ("；康复基地：%s，医生意见：%s，负责人批准：%s", HAVE_ZH (facts->rehab_base),
                       HAVE_ZH (facts->doctor_opinion), HAVE_ZH (facts->head_approved));
  g_autofree char *en = g_strdup_printf (
      "; rehabilitation base: %s, doctor's opinion: %s, head's approval: %s",
      HAVE_EN (facts->rehab_base), HAVE_EN (facts->doctor_opinion), HAVE_EN (facts->head_approved));

  miao_rules_answer (findings, id, excepted || g_strcmp0 (answer, "yes") == 0, facts->evaluation,
                     "state_zh", miao_rules_answer_zh (answer), "state_en",
                     miao_rules_answer_en (answer), "exception_zh", claimed ? zh : "",
                     "exception_en", claimed ? en : "", NULL);
}

static void
ask_infection (const MiaoChildFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  const char *answer = miao_answers_get (&facts->answers, "CHD-07");
  MiaoDate tested = miao_date_parse (miao_answers_get (&facts->answers, "CHD-07.date"));

  miao_rules_answer (findings, "CHD-07",
                     g_strcmp0 (answer, "yes") == 0 && tested != MIAO_DATE_NONE && tested <= on,
                     facts->evaluation, "state_zh", miao_rules_answer_zh (answer), "state_en",
                     miao_rules_answer_en (answer), "tested", DAY (tested), NULL);
}

void
miao_rules_ask_refusal (const MiaoOpinionFacts *opinion,
                        const char *child,
                        MiaoDate born,
                        const MiaoRuleSettings *settings,
                        MiaoDate on,
                        MiaoFindings *findings)
{
  gboolean refused = opinion->value == MIAO_OPINION_REFUSES;
  gboolean reasoned = miao_rules_has (opinion->head_reason);
  gboolean may_override =
      born == MIAO_DATE_NONE || on < miao_date_birthday (born, settings->consent_min_age);
  int age = miao_date_age (born, on);
  g_autofree char *zh = g_strdup_printf ("；负责人批准：%s，书面理由：%s，再次谈话：%s",
                                         HAVE_ZH (opinion->head_approved), HAVE_ZH (reasoned),
                                         HAVE_ZH (opinion->second_talk));
  g_autofree char *en = g_strdup_printf (
      "; head's approval: %s, written reasons: %s, second talk: %s",
      HAVE_EN (opinion->head_approved), HAVE_EN (reasoned), HAVE_EN (opinion->second_talk));
  MiaoFinding *finding;

  finding =
      miao_rules_answer (findings, "CHD-10R", !refused, opinion->id != NULL ? opinion->id : child,
                         "asked", DAY (opinion->on), "age", age >= 0 ? NUMBER (age) : NULL,
                         "opinion_zh", miao_opinion_label (opinion->value, MIAO_LANGUAGE_ZH),
                         "opinion_en", miao_opinion_label (opinion->value, MIAO_LANGUAGE_EN),
                         "override_zh", refused ? zh : "", "override_en", refused ? en : "", NULL);
  if (refused && may_override && opinion->head_approved && reasoned && opinion->second_talk) {
    miao_finding_set_severity (finding, MIAO_SEVERITY_REASON);
    miao_finding_set_reason (finding, opinion->head_reason);
  }
}

static void
ask_consent (const MiaoChildFacts *facts,
             const MiaoRuleSettings *settings,
             MiaoDate on,
             MiaoFindings *findings)
{
  const MiaoOpinionFacts *opinion = &facts->opinion;
  int least = settings->consent_min_age;

  miao_rules_answer (
      findings, "CHD-11", opinion->value == MIAO_OPINION_AGREES && opinion->signed_by_child,
      opinion->id != NULL ? opinion->id : facts->child, "min", NUMBER (least), "born",
      DAY (facts->born), "on", DAY (on), "age", NUMBER (miao_date_age (facts->born, on)), "from",
      DAY (miao_date_birthday (facts->born, least)), "opinion_zh",
      miao_opinion_label (opinion->value, MIAO_LANGUAGE_ZH), "opinion_en",
      miao_opinion_label (opinion->value, MIAO_LANGUAGE_EN),
      YES_NO ("signed", opinion->signed_by_child), NULL);
}

static void
ask_observation (const MiaoChildFacts *facts,
                 const MiaoRuleSettings *settings,
                 MiaoDate on,
                 MiaoFindings *findings)
{
  gboolean young = facts->born == MIAO_DATE_NONE ||
                   on < miao_date_birthday (facts->born, settings->opinion_min_age);

  miao_rules_answer (findings, "CHD-12", facts->wishes_observed, facts->child, "why_zh",
                     young ? "未到须征求意见的年龄" : cognition_zh (facts->cognition), "why_en",
                     young ? "below the age of opinion" : cognition_en (facts->cognition),
                     YES_NO ("observed", facts->wishes_observed), NULL);
}

void
miao_rules_opinion (const MiaoChildFacts *facts,
                    const MiaoRuleSettings *settings,
                    MiaoDate on,
                    MiaoFindings *findings)
{
  const MiaoOpinionFacts *opinion = &facts->opinion;
  gboolean asked =
      opinion->value != MIAO_OPINION_NONE && opinion->on != MIAO_DATE_NONE && opinion->on <= on;

  /* Nobody has to be asked here; but who was asked and refused is heard all the same. */
  if (!miao_rules_opinion_needed (facts->born, facts->cognition, settings, on)) {
    ask_observation (facts, settings, on, findings);
    if (asked && opinion->value == MIAO_OPINION_REFUSES)
      miao_rules_ask_refusal (opinion, facts->child, facts->born, settings, on, findings);
    return;
  }
  miao_rules_answer (findings, "CHD-10", asked, asked ? opinion->id : facts->child, "min",
                     NUMBER (settings->opinion_min_age), "born", DAY (facts->born), "on", DAY (on),
                     "age", NUMBER (miao_date_age (facts->born, on)), "from",
                     DAY (miao_date_birthday (facts->born, settings->opinion_min_age)),
                     "cognition_zh", cognition_zh (facts->cognition), "cognition_en",
                     cognition_en (facts->cognition), "asked",
                     DAY (asked ? opinion->on : MIAO_DATE_NONE), NULL);
  if (on >= miao_date_birthday (facts->born, settings->consent_min_age))
    ask_consent (facts, settings, on, findings);
  else if (asked)
    miao_rules_ask_refusal (opinion, facts->child, facts->born, settings, on, findings);
}

static void
ask_notice (const MiaoChildFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  gboolean over = facts->notice_ends == MIAO_DATE_NONE || facts->notice_ends < on;

  /* A child who was never searched for (orphan, court order) is not asked. */
  if (facts->notice_ends == MIAO_DATE_NONE && !facts->notice_explained &&
      g_strcmp0 (facts->category, "12") != 0 && g_strcmp0 (facts->category, "13") != 0)
    return;
  if (facts->notice_ends == MIAO_DATE_NONE)
    over = FALSE;
  miao_rules_answer (findings, "CHD-13", over || facts->notice_explained, facts->child, "ends",
                     DAY (facts->notice_ends), "on", DAY (on), "over_zh", over ? "已满" : "未满",
                     "over_en", over ? "it is over" : "it is not over",
                     YES_NO ("note", facts->notice_explained), NULL);
}

static void
ask_exam (const MiaoChildFacts *facts,
          const MiaoRuleSettings *settings,
          MiaoDate on,
          MiaoFindings *findings)
{
  MiaoDate until = facts->exam_on != MIAO_DATE_NONE
                       ? miao_date_add_months (facts->exam_on, settings->exam_months)
                       : MIAO_DATE_NONE;
  gboolean fresh = facts->exam_on != MIAO_DATE_NONE && facts->exam_on <= on && on <= until;

  miao_rules_answer (findings, "CHD-14", fresh && facts->vaccinated, facts->child, "exam",
                     DAY (facts->exam_on), "until", DAY (until), "months",
                     NUMBER (settings->exam_months), "vaccine_zh",
                     facts->vaccinated ? "齐全" : "不全或未查", "vaccine_en",
                     facts->vaccinated ? "complete" : "incomplete or not checked", NULL);
}

static void
ask_siblings (const MiaoChildFacts *facts, MiaoFindings *findings)
{
  if (facts->siblings == 0)
    return;
  miao_rules_answer (findings, "CHD-15", facts->siblings_together || facts->siblings_reason,
                     facts->child, "count", NUMBER (facts->siblings), "together_zh",
                     facts->siblings_together ? "是" : "否", "together_en",
                     facts->siblings_together ? "yes" : "no",
                     YES_NO ("reason", facts->siblings_reason), NULL);
}

static const char *
category_name (const MiaoChildFacts *facts, MiaoLanguage language)
{
  if (facts->category == NULL)
    return language == MIAO_LANGUAGE_ZH ? "未填写" : "not given";

  return miao_codes_name ("child_category", facts->category, language);
}

void
miao_rules_child_again (const MiaoChildFacts *facts,
                        const MiaoRuleSettings *settings,
                        MiaoDate on,
                        MiaoFindings *findings)
{
  const MiaoAnswers *answers = &facts->answers;
  gboolean fits = facts->category != NULL && g_strv_contains (placeable, facts->category);

  ask_age (facts, on, findings);
  miao_rules_answer (findings, "CHD-02", fits, facts->child, "category_zh",
                     category_name (facts, MIAO_LANGUAGE_ZH), "category_en",
                     category_name (facts, MIAO_LANGUAGE_EN), NULL);
  miao_rules_ask_item (findings, "CHD-03", answers, "yes", facts->evaluation);
  miao_rules_ask_item (findings, "CHD-04", answers, "yes", facts->evaluation);
  ask_exception (facts, "CHD-05", findings);
  ask_exception (facts, "CHD-06", findings);
  ask_infection (facts, on, findings);
  miao_rules_ask_item (findings, "CHD-08", answers, "yes", facts->evaluation);
  miao_rules_ask_item (findings, "CHD-09", answers, "yes", facts->evaluation);
  miao_rules_opinion (facts, settings, on, findings);
}

void
miao_rules_child (const MiaoChildFacts *facts,
                  const MiaoRuleSettings *settings,
                  MiaoDate on,
                  MiaoFindings *findings)
{
  miao_rules_child_again (facts, settings, on, findings);
  ask_notice (facts, on, findings);
  ask_exam (facts, settings, on, findings);
  ask_siblings (facts, findings);
  miao_rules_ask_item (findings, "CHD-16", &facts->answers, NULL, facts->evaluation);
}
