#include "config.h"

#include "miao-integration-rules.h"

#include "miao-rules-private.h"

#define SCORE_OF_CONCERN 1

MiaoIntegration
miao_integration_on (MiaoDate start,
                     MiaoDate extended_to,
                     const MiaoRuleSettings *settings,
                     MiaoDate on)
{
  MiaoIntegration integration = {
    .start = start,
    .earliest = start + settings->integration_min_days,
    .latest = start + settings->integration_max_days,
    .extended_to = extended_to,
    .day = on - start,
  };

  integration.to_earliest = integration.earliest - on;
  integration.to_latest = MAX (integration.latest, extended_to) - on;

  return integration;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  MiaoDate first = *(const MiaoDate *) a, second = *(const MiaoDate *) b;

  return (first > second) - (first < second);
}

int
miao_rules_longest_gap (MiaoDate from,
                        MiaoDate to,
                        const MiaoDate *visits,
                        guint n_visits,
                        MiaoDate *ret_from,
                        MiaoDate *ret_to)
{
  g_autoptr (GArray) days = g_array_sized_new (FALSE, FALSE, sizeof (MiaoDate), n_visits + 2);
  int longest = -1;

  g_array_append_val (days, from);
  g_array_append_val (days, to);
  for (guint i = 0; i < n_visits; i++) {
    if (visits[i] >= from && visits[i] <= to)
      g_array_append_val (days, visits[i]);
  }
  g_array_sort (days, compare_days);
  for (guint i = 1; i < days->len; i++) {
    MiaoDate first = g_array_index (days, MiaoDate, i - 1);
    MiaoDate second = g_array_index (days, MiaoDate, i);

    if (second - first <= longest)
      continue;
    longest = second - first;
    *ret_from = first;
    *ret_to = second;
  }

  return longest;
}

static void
ask_days (const MiaoIntegrationFacts *facts,
          const MiaoRuleSettings *settings,
          MiaoDate on,
          MiaoFindings *findings)
{
  MiaoIntegration now = miao_integration_on (facts->moved_in_on, facts->extended_to, settings, on);
  gboolean reached = now.to_earliest <= 0, over = on > now.latest;
  g_autofree char *left_zh = g_strdup_printf ("，还差 %d 天", now.to_earliest);
  g_autofree char *left_en = g_strdup_printf (", %d to go", now.to_earliest);
  g_autofree char *over_zh = g_strdup_printf ("，超过 %d 天", on - now.latest);
  g_autofree char *over_en = g_strdup_printf (", %d over", on - now.latest);
  MiaoFinding *finding;

  miao_rules_answer (findings, "INT-01", reached, facts->placement, "min",
                     NUMBER (settings->integration_min_days), "start", DAY (now.start), "earliest",
                     DAY (now.earliest), "on", DAY (on), "day", NUMBER (now.day), "left_zh",
                     reached ? "" : left_zh, "left_en", reached ? "" : left_en, NULL);
  finding = miao_rules_answer (
      findings, "INT-02", !over, facts->placement, "max", NUMBER (settings->integration_max_days),
      "start", DAY (now.start), "latest", DAY (now.latest), "on", DAY (on), "day", NUMBER (now.day),
      "over_zh", over ? over_zh : "", "over_en", over ? over_en : "", NULL);
  if (over && settings->integration_max_blocks)
    miao_finding_set_severity (finding, MIAO_SEVERITY_BLOCK);
  /* The reason of an extension that still runs is the reason for being over. */
  if (over && on <= facts->extended_to)
    miao_finding_set_reason (finding, facts->extend_reason);
}

static void
ask_visits (const MiaoIntegrationFacts *facts,
            const MiaoRuleSettings *settings,
            MiaoDate on,
            MiaoFindings *findings)
{
  MiaoDate from = MIAO_DATE_NONE, to = MIAO_DATE_NONE;
  int plan = settings->visit_integration_days;
  int gap = miao_rules_longest_gap (facts->moved_in_on, MAX (on, facts->moved_in_on), facts->visits,
                                    facts->n_visits, &from, &to);
  g_autofree char *over_zh = g_strdup_printf ("，超 %d 天", gap - plan);
  g_autofree char *over_en = g_strdup_printf (", %d over", gap - plan);
  int count = 0;

  for (guint i = 0; i < facts->n_visits; i++)
    count += facts->visits[i] >= facts->moved_in_on && facts->visits[i] <= on;
  miao_rules_answer (findings, "INT-03", gap <= plan, facts->placement, "from", DAY (from), "to",
                     DAY (to), "gap", NUMBER (gap), "plan", NUMBER (plan), "over_zh",
                     gap > plan ? over_zh : "", "over_en", gap > plan ? over_en : "", NULL);
  miao_rules_answer (findings, "INT-03N", count >= settings->integration_visits, facts->placement,
                     "count", NUMBER (count), "least", NUMBER (settings->integration_visits), NULL);
}

static void
ask_opinion (const MiaoIntegrationFacts *facts,
             const MiaoRuleSettings *settings,
             MiaoDate on,
             MiaoFindings *findings)
{
  const MiaoOpinionFacts *opinion = &facts->opinion;
  gboolean asked =
      opinion->value != MIAO_OPINION_NONE && opinion->on >= facts->moved_in_on && opinion->on <= on;

  if (!miao_rules_opinion_needed (facts->born, facts->cognition, settings, on)) {
    if (asked && opinion->value == MIAO_OPINION_REFUSES)
      miao_rules_ask_refusal (opinion, facts->child, facts->born, settings, on, findings);
    return;
  }
  miao_rules_answer (findings, "INT-11", asked, asked ? opinion->id : facts->child, "born",
                     DAY (facts->born), "on", DAY (on), "age",
                     NUMBER (miao_date_age (facts->born, on)), "min",
                     NUMBER (settings->opinion_min_age), "start", DAY (facts->moved_in_on), "asked",
                     DAY (asked ? opinion->on : MIAO_DATE_NONE), NULL);
  if (asked)
    miao_rules_ask_refusal (opinion, facts->child, facts->born, settings, on, findings);
}

void
miao_rules_integration_computed (const MiaoIntegrationFacts *facts,
                                 const MiaoRuleSettings *settings,
                                 MiaoDate on,
                                 MiaoFindings *findings)
{
  guint first = miao_findings_length (findings);

  ask_days (facts, settings, on, findings);
  for (guint i = first; i < miao_findings_length (findings); i++) {
    MiaoFinding *finding = (MiaoFinding *) (gsize) miao_findings_get (findings, i);

    if (miao_finding_severity (finding) == MIAO_SEVERITY_BLOCK &&
        g_str_equal (miao_finding_rule (finding)->id, "INT-01"))
      miao_finding_set_severity (finding, MIAO_SEVERITY_ADVICE);
  }
  ask_visits (facts, settings, on, findings);
  ask_opinion (facts, settings, on, findings);
}

MiaoDate
miao_integration_planned (MiaoDate start, const MiaoRuleSettings *settings)
{
  return start + settings->integration_min_days - MIAO_INTEGRATION_PLAN_DAYS;
}

void
miao_rules_confirm (const MiaoIntegrationFacts *facts,
                    const MiaoRuleSettings *settings,
                    MiaoDate on,
                    MiaoFindings *findings)
{
  const MiaoConclusionFacts *evaluation = &facts->evaluation;
  gboolean there = evaluation->id != NULL;
  gboolean same = g_strcmp0 (facts->agreed_caregiver, facts->caregiver) == 0;
  MiaoDate planned = miao_integration_planned (facts->moved_in_on, settings);

  ask_days (facts, settings, on, findings);
  ask_opinion (facts, settings, on, findings);
  ask_visits (facts, settings, on, findings);
  miao_rules_answer (findings, "INT-13",
                     there && evaluation->positive && evaluation->final_on >= facts->moved_in_on &&
                         evaluation->final_on <= on,
                     there ? evaluation->id : facts->placement, "conclusion_zh",
                     there ? evaluation->conclusion_zh : "没有评估", "conclusion_en",
                     there ? evaluation->conclusion_en : "none", "final",
                     DAY (evaluation->final_on), NULL);
  if (there && evaluation->final_on != MIAO_DATE_NONE)
    miao_rules_answer (findings, "INT-15", evaluation->final_on >= planned, evaluation->id, "final",
                       DAY (evaluation->final_on), "day",
                       NUMBER (evaluation->final_on - facts->moved_in_on), "start",
                       DAY (facts->moved_in_on), "least", NUMBER (planned - facts->moved_in_on),
                       "planned", DAY (planned), NULL);
  miao_rules_answer (findings, "INT-14", facts->caregiver != NULL && same, facts->placement,
                     "agreed", facts->agreed_caregiver_name, "now", facts->caregiver_name, NULL);
}

void
miao_rules_integration_form (const char *evaluation,
                             const MiaoAnswers *answers,
                             gboolean abuse_suspected,
                             MiaoFindings *findings)
{
  static const char *const scores[] = {
    "INT-04", "INT-05", "INT-06", "INT-07", "INT-09", "INT-10"
  };
  const char *safe = miao_answers_get (answers, "INT-08");
  MiaoFinding *finding;

  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++) {
    gint64 score = miao_answers_get_int (answers, scores[i], -1);

    miao_rules_answer (findings, scores[i], score > SCORE_OF_CONCERN, evaluation, "score",
                       score >= 0 ? NUMBER (score) : NULL, NULL);
  }
  finding =
      miao_rules_answer (findings, "INT-08", g_strcmp0 (safe, "yes") == 0 && !abuse_suspected,
                         evaluation, "state_zh", miao_rules_answer_zh (safe), "state_en",
                         miao_rules_answer_en (safe), YES_NO ("abuse", abuse_suspected), NULL);
  /* A scraped knee is written down; only suspected abuse stops everything. */
  if (miao_finding_severity (finding) == MIAO_SEVERITY_BLOCK && !abuse_suspected)
    miao_finding_set_severity (finding, MIAO_SEVERITY_ADVICE);
  miao_rules_ask_item (findings, "INT-12", answers, NULL, evaluation);
}

void
miao_rules_extend (const char *placement,
                   MiaoDate moved_in_on,
                   MiaoDate to,
                   const char *reason,
                   const MiaoRuleSettings *settings,
                   MiaoFindings *findings)
{
  MiaoDate latest = moved_in_on + settings->integration_max_days;
  MiaoDate last = latest + settings->extension_days;
  gboolean reasoned = miao_rules_has (reason);

  miao_rules_answer (findings, "EXT-01", reasoned, placement, "to", DAY (to),
                     YES_NO ("there", reasoned), NULL);
  miao_rules_answer (findings, "EXT-02", to > latest && to <= last, placement, "start",
                     DAY (moved_in_on), "max", NUMBER (settings->integration_max_days), "latest",
                     DAY (latest), "days", NUMBER (settings->extension_days), "last", DAY (last),
                     "to", DAY (to), NULL);
}
