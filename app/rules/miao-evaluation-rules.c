#include "config.h"

#include "miao-evaluation-rules.h"

#include "miao-rules-private.h"

#define MONTHS_OF_YEAR 12
#define TENTHS 10

/* The kinds B, C and D of MZ/T 122—2019 look at the home. */
static const char *const visiting_kinds[] = { "EV_B_FAMILY_PRE", "EV_C_INTEGRATION", "EV_D_EFFECT",
                                              NULL };

gboolean
miao_rules_needs_visit (const char *kind)
{
  return kind != NULL && g_strv_contains (visiting_kinds, kind);
}

static void
ask_years (const MiaoTeamMember *member,
           const MiaoRuleSettings *settings,
           MiaoDate on,
           MiaoFindings *findings)
{
  int years = member->leader ? settings->leader_years : settings->member_years;
  gboolean dated = member->since != MIAO_DATE_NONE;
  MiaoDate reached =
      dated ? miao_date_add_months (member->since, years * MONTHS_OF_YEAR) : MIAO_DATE_NONE;
  gboolean enough = dated ? on >= reached : member->years_tenths >= years * TENTHS;
  g_autofree char *zh = NULL, *en = NULL;

  if (dated) {
    const char *since = DAY (member->since);
    const char *day = DAY (reached);

    zh = g_strdup_printf ("%s 起从事儿童福利相关工作，%s 满%d年", since, day, years);
    en = g_strdup_printf ("in child welfare since %s, %d years on %s", since, years, day);
  } else {
    zh = g_strdup_printf ("从业 %d.%d 年", member->years_tenths / TENTHS,
                          member->years_tenths % TENTHS);
    en = g_strdup_printf ("%d.%d years of work", member->years_tenths / TENTHS,
                          member->years_tenths % TENTHS);
  }
  miao_rules_answer (findings, member->leader ? "TEAM-LEADER-YEARS" : "TEAM-MEMBER-YEARS", enough,
                     member->id, "name", member->name, "years", NUMBER (years), "known_zh", zh,
                     "known_en", en, "on", DAY (on), NULL);
}

static void
ask_interests (const MiaoTeamMember *member, MiaoFindings *findings)
{
  const char *zh = !member->declared  ? "利害关系声明未填"
                   : member->conflict ? "声明有利害关系"
                                      : "声明无利害关系";
  const char *en = !member->declared  ? "declaration missing"
                   : member->conflict ? "declares a conflict"
                                      : "declares none";

  miao_rules_answer (findings, "TEAM-CONFLICT", member->declared && !member->conflict, member->id,
                     "name", member->name, "state_zh", zh, "state_en", en, NULL);
  /* What the records tell, whatever was declared. */
  miao_rules_answer (findings, "TEAM-FAMILY", !member->of_family, member->id, "name", member->name,
                     NULL);
  miao_rules_answer (findings, "TEAM-CASE", !member->own_case, member->id, "name", member->name,
                     NULL);
  miao_rules_answer (findings, "TEAM-VISITS", member->own_visits == 0, member->id, "name",
                     member->name, "count", NUMBER (member->own_visits), NULL);
}

static void
ask_twice (const MiaoTeamFacts *facts, MiaoFindings *findings)
{
  const MiaoTeamMember *twice = facts->n_members > 0 ? &facts->members[0] : NULL;
  int most = facts->n_members > 0 ? 1 : 0;

  for (guint i = 0; i < facts->n_members; i++) {
    const MiaoTeamMember *member = &facts->members[i];
    int count = 1;

    for (guint j = i + 1; member->person != NULL && j < facts->n_members; j++)
      count += g_strcmp0 (member->person, facts->members[j].person) == 0;
    if (count > most) {
      most = count;
      twice = member;
    }
  }
  miao_rules_answer (findings, "TEAM-TWICE", most <= 1,
                     twice != NULL ? twice->id : facts->evaluation, "name",
                     twice != NULL ? twice->name : NULL, "count", NUMBER (most), NULL);
}

static void
ask_signed (const MiaoTeamFacts *facts, MiaoFindings *findings)
{
  const MiaoTeamMember *missing = NULL;
  guint count = 0;

  for (guint i = 0; i < facts->n_members; i++) {
    if (facts->members[i].has_signed)
      count++;
    else if (missing == NULL)
      missing = &facts->members[i];
  }
  miao_rules_answer (findings, "TEAM-SIGNED", missing == NULL && count > 0,
                     missing != NULL ? missing->id : facts->evaluation, "signed", NUMBER (count),
                     "count", NUMBER (facts->n_members), "name",
                     missing != NULL ? missing->name : NULL, NULL);
}

/* Whether the agency and the contract with it are known, and it is in force. */
static gboolean
provider_holds (const MiaoTeamFacts *facts, MiaoDate on)
{
  gboolean named = miao_rules_has (facts->provider_name) && miao_rules_has (facts->provider_uscc) &&
                   miao_rules_has (facts->contract_no);
  gboolean dated = facts->contract_from != MIAO_DATE_NONE && facts->contract_from <= on &&
                   facts->contract_to != MIAO_DATE_NONE && on <= facts->contract_to;

  return named && dated;
}

static void
ask_provider (const MiaoTeamFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  gboolean reasoned = miao_rules_has (facts->reason_not_third_party);

  miao_rules_answer (findings, "TEAM-THIRD", facts->third_party || reasoned, facts->evaluation,
                     "reason", reasoned ? facts->reason_not_third_party : NULL, NULL);
  if (!facts->third_party)
    return;
  miao_rules_answer (findings, "TEAM-PROVIDER", provider_holds (facts, on), facts->evaluation,
                     "name", facts->provider_name, "uscc", facts->provider_uscc, "contract",
                     facts->contract_no, "from", DAY (facts->contract_from), "to",
                     DAY (facts->contract_to), "on", DAY (on), NULL);
}

static char *
dup_open (const MiaoOpenEvaluation *open, gboolean stuck, gboolean zh)
{
  const char *agency = "";
  char day[MIAO_DATE_BUFFER];

  if (open == NULL)
    return g_strdup (zh ? "没有" : "none");
  if (stuck)
    agency =
        zh ? "；第三方的委托协议不在有效期内" : "; the contract with its agency is not in force";

  return g_strdup_printf (
      zh ? "%s %s，%s，计划日期 %s%s" : "%s %s, %s, planned %s%s",
      miao_rules_or_dash (open->number), zh ? open->kind_zh : open->kind_en,
      zh ? open->state_zh : open->state_en,
      open->planned_on != MIAO_DATE_NONE ? miao_date_format (open->planned_on, day) : "—", agency);
}

void
miao_rules_evaluation_open (const char *subject,
                            const MiaoOpenEvaluation *open,
                            MiaoDate on,
                            MiaoFindings *findings)
{
  const gboolean stuck =
      open != NULL && open->team.third_party && !provider_holds (&open->team, on);
  g_autofree char *zh = dup_open (open, stuck, TRUE);
  g_autofree char *en = dup_open (open, stuck, FALSE);
  MiaoFinding *finding = miao_rules_answer (findings, "EVAL-OPEN", open == NULL,
                                            open != NULL ? open->evaluation : subject, "open_zh",
                                            zh, "open_en", en, NULL);

  if (stuck)
    miao_finding_set_severity (finding, MIAO_SEVERITY_REASON);
}

void
miao_rules_evaluation_correct (const char *evaluation,
                               const char *other,
                               gboolean returned,
                               MiaoFindings *findings)
{
  miao_rules_answer (findings, "EVAL-CORRECTED", other == NULL, evaluation, "other", other, NULL);
  miao_rules_answer (findings, "EVAL-RETURNED", !returned, evaluation, "result_zh",
                     returned ? "退回" : "没有退回", "result_en",
                     returned ? "given back" : "not given back", NULL);
}

void
miao_rules_evaluation_rested (const char *placement,
                              MiaoDate confirmed_on,
                              gboolean confirms,
                              const char *conclusion_zh,
                              const char *conclusion_en,
                              MiaoFindings *findings)
{
  char day[MIAO_DATE_BUFFER];

  miao_rules_answer (findings, "EVAL-RESTED", confirms, placement, "day",
                     miao_date_format (confirmed_on, day), "result_zh", conclusion_zh, "result_en",
                     conclusion_en, NULL);
}

void
miao_rules_team (const MiaoTeamFacts *facts,
                 const MiaoRuleSettings *settings,
                 MiaoDate on,
                 gboolean final,
                 MiaoFindings *findings)
{
  guint count = facts->n_members;
  guint leaders = 0;

  for (guint i = 0; i < count; i++)
    leaders += facts->members[i].leader ? 1 : 0;
  miao_rules_answer (findings, "TEAM-MIN", count >= (guint) settings->team_min, facts->evaluation,
                     "count", NUMBER (count), "least", NUMBER (settings->team_min), NULL);
  miao_rules_answer (findings, "TEAM-ODD", !settings->team_odd || count % 2 == 1, facts->evaluation,
                     "count", NUMBER (count), NULL);
  miao_rules_answer (findings, "TEAM-LEADER", leaders == 1, facts->evaluation, "leaders",
                     NUMBER (leaders), NULL);
  for (guint i = 0; i < count; i++) {
    ask_years (&facts->members[i], settings, on, findings);
    ask_interests (&facts->members[i], findings);
  }
  ask_twice (facts, findings);
  if (final)
    ask_signed (facts, findings);
  ask_provider (facts, on, findings);
}

static void
append_item (GString *items, const char *id)
{
  if (items->len > 0)
    g_string_append_c (items, ' ');
  g_string_append (items, id);
}

static void
ask_answered (const MiaoEvaluationFacts *facts, MiaoFindings *findings)
{
  g_autoptr (GString) items = g_string_new (NULL);
  guint count = 0, done = 0;

  for (guint i = 0; i < facts->n_items; i++) {
    const MiaoItemFacts *item = &facts->items[i];

    if (!item->required && !item->blocking)
      continue;
    count++;
    if (item->answered)
      done++;
    else
      append_item (items, item->id);
  }
  miao_rules_answer (findings, "EVAL-ANSWERED", count > 0 && done == count, facts->evaluation,
                     "done", NUMBER (done), "count", NUMBER (count), "items",
                     items->len > 0 ? items->str : NULL, NULL);
}

static void
ask_failed (const MiaoEvaluationFacts *facts, MiaoFindings *findings)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GString) bare = g_string_new (NULL);
  guint failed = 0, missing = 0;

  for (guint i = 0; i < facts->n_items; i++) {
    const MiaoItemFacts *item = &facts->items[i];

    if (!item->blocking || !item->fails)
      continue;
    failed++;
    append_item (all, item->id);
    if (item->evidence > 0)
      continue;
    missing++;
    append_item (bare, item->id);
  }
  miao_rules_answer (findings, "EVAL-EVIDENCE", missing == 0, facts->evaluation, "failed",
                     NUMBER (failed), "missing", NUMBER (missing), "items",
                     bare->len > 0 ? bare->str : NULL, NULL);
  if (facts->positive)
    miao_rules_answer (findings, "EVAL-POSITIVE", failed == 0, facts->evaluation, "failed",
                       NUMBER (failed), "items", all->len > 0 ? all->str : NULL, NULL);
}

static void
ask_visits (const MiaoEvaluationFacts *facts, MiaoFindings *findings)
{
  MiaoDate first = MIAO_DATE_NONE, last = MIAO_DATE_NONE;
  gboolean ordered = facts->started_on != MIAO_DATE_NONE && facts->finished_on != MIAO_DATE_NONE &&
                     facts->started_on <= facts->finished_on;

  for (guint i = 0; i < facts->n_visits; i++) {
    first = first == MIAO_DATE_NONE ? facts->visits[i] : MIN (first, facts->visits[i]);
    last = MAX (last, facts->visits[i]);
  }
  if (miao_rules_needs_visit (facts->kind))
    miao_rules_answer (findings, "EVAL-VISIT", facts->n_visits > 0, facts->evaluation, "count",
                       NUMBER (facts->n_visits), NULL);
  if (facts->n_visits > 0)
    ordered = ordered && facts->started_on <= first && last <= facts->finished_on;
  miao_rules_answer (findings, "EVAL-DATES", ordered, facts->evaluation, "started",
                     DAY (facts->started_on), "first", DAY (first), "last", DAY (last), "finished",
                     DAY (facts->finished_on), NULL);
}

static gboolean
is_about (const MiaoTeamMember *member, const MiaoEvaluationFacts *facts)
{
  return member->voted_on != NULL ? g_strcmp0 (member->voted_on, facts->conclusion_code) == 0
                                  : facts->positive;
}

/* Of signed votes for this very conclusion, whichever it is: the leader concludes nothing alone. */
static void
ask_majority (const MiaoEvaluationFacts *facts, MiaoFindings *findings)
{
  guint votes[MIAO_VOTE_ABSTAIN + 1] = { 0 };
  guint others = 0;

  for (guint i = 0; i < facts->n_members; i++) {
    const MiaoTeamMember *member = &facts->members[i];

    if (member->vote == MIAO_VOTE_FOR && !is_about (member, facts))
      others++;
    else
      votes[member->has_signed ? member->vote : MIAO_VOTE_NONE]++;
  }
  miao_rules_answer (findings, "EVAL-VOTE", votes[MIAO_VOTE_FOR] * 2 > facts->n_members,
                     facts->evaluation, "yes", NUMBER (votes[MIAO_VOTE_FOR]), "no",
                     NUMBER (votes[MIAO_VOTE_AGAINST]), "none", NUMBER (votes[MIAO_VOTE_ABSTAIN]),
                     "others", NUMBER (others), "conclusion", facts->conclusion, "count",
                     NUMBER (facts->n_members), NULL);
}

static void
ask_validity (const MiaoEvaluationFacts *facts, int months, MiaoFindings *findings)
{
  gboolean dated = facts->finished_on != MIAO_DATE_NONE;
  MiaoDate latest = dated ? miao_date_add_months (facts->finished_on, months) : MIAO_DATE_NONE;

  if (facts->valid_until == MIAO_DATE_NONE)
    return;
  miao_rules_answer (
      findings, "EVAL-VALIDITY",
      dated && facts->finished_on <= facts->valid_until && facts->valid_until <= latest,
      facts->evaluation, "finished", DAY (facts->finished_on), "months", NUMBER (months), "latest",
      DAY (latest), "until", DAY (facts->valid_until), NULL);
}

void
miao_rules_evaluation (const MiaoEvaluationFacts *facts,
                       const MiaoRuleSettings *settings,
                       MiaoFindings *findings)
{
  ask_answered (facts, findings);
  ask_failed (facts, findings);
  ask_visits (facts, findings);
  miao_rules_answer (findings, "EVAL-CONCLUSION", miao_rules_has (facts->conclusion),
                     facts->evaluation, "conclusion", facts->conclusion, NULL);
  ask_majority (facts, findings);
  if (g_strcmp0 (facts->kind, "EV_B_FAMILY_PRE") == 0)
    ask_validity (facts, settings->family_valid_months, findings);
  else if (g_strcmp0 (facts->kind, "EV_G_CHILD_PRE") == 0)
    ask_validity (facts, settings->child_valid_months, findings);
}
