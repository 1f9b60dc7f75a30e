#include "config.h"

#include "miao-return-rules.h"

#include "miao-intake-rules.h"
#include "miao-integration-rules.h"
#include "miao-matching-rules.h"
#include "miao-rules-private.h"

#include "miao-citizen-id.h"
#include "miao-codes.h"

#include <string.h>

#define NO_VISIT_DAYS 45
#define ID_LENGTH 18
#define MONTHS_OF_YEAR 12
#define MONTHS_OF_QUARTER 3
#define TENTHS 10

/* How many characters of an ID number a message shows at its two ends. */
#define SHOWN_HEAD 6
#define SHOWN_TAIL 4

/* In the order of miao_return_rules(). */
enum {
  V101,
  V102,
  V103,
  V110,
  V201,
  V202,
  V210,
  V211,
  V212,
  V213,
  V301,
  V302,
  V303,
  V304,
  V305,
  V401,
  V402,
  V403,
  V404,
  V501,
};

static const char *const rule_ids[MIAO_RETURN_RULES + 1] = {
  "V101", "V102", "V103", "V110", "V201", "V202", "V210", "V211", "V212", "V213", "V301",
  "V302", "V303", "V304", "V305", "V401", "V402", "V403", "V404", "V501", NULL,
};

typedef struct {
  const MiaoReturnChild *child;
  const MiaoRuleSettings *settings;
  MiaoFindings *findings;
  MiaoReturnTally *tally;
} Asking;

const char *const *
miao_return_rules (void)
{
  return rule_ids;
}

/* Counts the question; returns whether there is a finding to write. */
static gboolean
failed (MiaoReturnTally *tally, int rule, gboolean passes)
{
  if (tally != NULL) {
    tally->asked[rule]++;
    tally->failed[rule] += passes ? 0 : 1;
  }

  return !passes;
}

/* Paper-era records drop one level: an error of the past can no longer be mended by asking. */
static void
soften (const Asking *asking, MiaoFinding *finding)
{
  MiaoSeverity severity = miao_finding_severity (finding);

  if (asking->child->paper_era && severity > MIAO_SEVERITY_INFO && severity <= MIAO_SEVERITY_ERROR)
    miao_finding_set_severity (finding, severity - 1);
}

static gboolean
in_force (int rule, MiaoDate on)
{
  return miao_rule_in_force (miao_rules_row (rule_ids[rule]), on);
}

/* What is wrong with a number, without repeating it. */
static void
fault_of_id (const char *number, const char **zh, const char **en)
{
  if (strlen (number) != ID_LENGTH) {
    *zh = "应为 18 位";
    *en = "must have 18 characters";
  } else if (strspn (number, "0123456789") < ID_LENGTH - 1) {
    *zh = "含有不允许的字符";
    *en = "has a character that is not allowed";
  } else if (number[ID_LENGTH - 1] != miao_citizen_id_check_character (number)) {
    *zh = "校验位不对";
    *en = "the check character is wrong";
  } else {
    *zh = "没有这样的出生日期或地区";
    *en = "there is no such day of birth or place";
  }
}

static char *
mask (const char *number)
{
  gsize length = strlen (number);
  char *masked = g_strdup (number);

  for (gsize i = SHOWN_HEAD; i + SHOWN_TAIL < length; i++)
    masked[i] = '*';

  return masked;
}

static const char *
sex_zh (const char *sex)
{
  return g_strcmp0 (sex, "1") == 0 ? "男" : g_strcmp0 (sex, "2") == 0 ? "女" : "未知";
}

static const char *
sex_en (const char *sex)
{
  return g_strcmp0 (sex, "1") == 0 ? "male" : g_strcmp0 (sex, "2") == 0 ? "female" : "unknown";
}

static void
ask_id (const Asking *asking)
{
  const MiaoReturnChild *child = asking->child;
  g_autofree char *number = miao_citizen_id_normalise (child->id_no);
  gboolean there = *number != '\0';
  MiaoCitizenId id;
  gboolean valid;

  if (failed (asking->tally, V103, there)) {
    gboolean explained = miao_rules_has (child->id_absent_reason);
    MiaoFinding *finding = miao_rules_answer (asking->findings, "V103", FALSE, child->id,
                                              YES_NO ("there", explained), NULL);

    miao_finding_set_reason (finding, child->id_absent_reason);
    return;
  }
  valid = miao_citizen_id_parse (number, &id, NULL);
  if (failed (asking->tally, V101, valid)) {
    g_autofree char *masked = mask (number);
    const char *zh, *en;

    fault_of_id (number, &zh, &en);
    miao_rules_answer (asking->findings, "V101", FALSE, child->id, "number", masked, "why_zh", zh,
                       "why_en", en, NULL);
    return;
  }
  if (failed (asking->tally, V102, miao_citizen_id_agrees (&id, child->born, child->sex, NULL)))
    miao_rules_answer (asking->findings, "V102", FALSE, child->id, "number_born", DAY (id.born),
                       "number_sex_zh", sex_zh (id.sex), "number_sex_en", sex_en (id.sex), "born",
                       DAY (child->born), "sex_zh", sex_zh (child->sex), "sex_en",
                       sex_en (child->sex), NULL);
}

static void
ask_codes (const Asking *asking)
{
  const MiaoReturnChild *child = asking->child;

  for (guint i = 0; i < child->n_codes; i++) {
    const MiaoReturnCode *code = &child->codes[i];
    gboolean valid =
        code->code == NULL || miao_codes_find (code->table, code->code, code->on) != NULL;

    if (failed (asking->tally, V110, valid)) {
      MiaoFinding *finding =
          miao_rules_answer (asking->findings, "V110", FALSE, code->id, "table", code->table,
                             "code", code->code, "on", DAY (code->on), NULL);

      miao_finding_set_target (finding, code->kind, code->field);
    }
  }
}

static void
ask_admissions (const Asking *asking)
{
  const MiaoReturnChild *child = asking->child;
  const MiaoReturnAdmission *last =
      child->n_admissions > 0 ? &child->admissions[child->n_admissions - 1] : NULL;
  const MiaoReturnEvent *after = NULL;

  /* The child record holds the guardianship of now, so only the last admission is compared. */
  if (last != NULL && miao_rules_has (last->intake_code) &&
      failed (asking->tally, V201,
              miao_rules_intake_fits (last->intake_code, child->guardianship))) {
    MiaoGuardianship needs = miao_rules_intake_guardianship (last->intake_code);

    soften (asking, miao_rules_answer (
                        asking->findings, "V201", FALSE, last->id, "code", last->intake_code,
                        "needs_zh", miao_guardianship_label (needs, MIAO_LANGUAGE_ZH), "needs_en",
                        miao_guardianship_label (needs, MIAO_LANGUAGE_EN), "guard_zh",
                        miao_guardianship_label (child->guardianship, MIAO_LANGUAGE_ZH), "guard_en",
                        miao_guardianship_label (child->guardianship, MIAO_LANGUAGE_EN), NULL));
  }
  if (last == NULL || last->closed_on == MIAO_DATE_NONE)
    return;
  for (guint i = 0; i < child->n_events; i++) {
    if (child->events[i].on > last->closed_on && (after == NULL || child->events[i].on > after->on))
      after = &child->events[i];
  }
  if (failed (asking->tally, V202, after == NULL))
    soften (asking, miao_rules_answer (asking->findings, "V202", FALSE, last->id, "left",
                                       DAY (last->closed_on), "event", after->label_zh, "event_en",
                                       after->label_en, "on", DAY (after->on), NULL));
}

static void
ask_integration (const Asking *asking, const MiaoReturnPlacement *placement)
{
  const MiaoRuleSettings *settings = asking->settings;
  MiaoDate confirmed = placement->confirmed_on;
  MiaoDate end =
      placement->ended_on != MIAO_DATE_NONE ? placement->ended_on : asking->child->cut_off;
  MiaoDate on = confirmed != MIAO_DATE_NONE ? confirmed : end;
  MiaoIntegration then = miao_integration_on (placement->moved_in_on, MIAO_DATE_NONE, settings, on);
  MiaoFinding *finding;

  if (confirmed != MIAO_DATE_NONE && in_force (V210, placement->moved_in_on) &&
      failed (asking->tally, V210, then.to_earliest <= 0))
    soften (asking, miao_rules_answer (asking->findings, "V210", FALSE, placement->id, "min",
                                       NUMBER (settings->integration_min_days), "start",
                                       DAY (then.start), "earliest", DAY (then.earliest), "on",
                                       DAY (on), "day", NUMBER (then.day), NULL));
  if (in_force (V211, placement->moved_in_on) &&
      failed (asking->tally, V211, then.to_latest >= 0)) {
    finding = miao_rules_answer (asking->findings, "V211", FALSE, placement->id, "max",
                                 NUMBER (settings->integration_max_days), "start", DAY (then.start),
                                 "latest", DAY (then.latest), "on", DAY (on), "day",
                                 NUMBER (then.day), NULL);
    miao_finding_set_reason (finding, placement->extend_reason);
    soften (asking, finding);
  }
}

static void
ask_opinion (const Asking *asking, const MiaoReturnPlacement *placement)
{
  const MiaoReturnChild *child = asking->child;
  int count = 0;

  if (!in_force (V213, placement->moved_in_on) ||
      !miao_rules_opinion_needed (child->born, child->cognition, asking->settings,
                                  placement->moved_in_on))
    return;
  for (guint i = 0; i < child->n_opinions; i++)
    count += child->opinions[i] <= placement->moved_in_on;
  if (failed (asking->tally, V213, count > 0))
    soften (asking,
            miao_rules_answer (asking->findings, "V213", FALSE, placement->id, "min",
                               NUMBER (asking->settings->opinion_min_age), "born",
                               DAY (child->born), "start", DAY (placement->moved_in_on), "age",
                               NUMBER (miao_date_age (child->born, placement->moved_in_on)),
                               "count", NUMBER (count), NULL));
}

static void
ask_place_and_visits (const Asking *asking, const MiaoReturnPlacement *placement)
{
  const MiaoReturnChild *child = asking->child;
  MiaoDate end = placement->ended_on != MIAO_DATE_NONE ? placement->ended_on : child->cut_off;
  MiaoDate from = MIAO_DATE_NONE, to = MIAO_DATE_NONE;
  int gap = miao_rules_longest_gap (placement->moved_in_on, MAX (end, placement->moved_in_on),
                                    placement->visits, placement->n_visits, &from, &to);

  if (failed (asking->tally, V304,
              !miao_rules_cross_province (child->institution_division, placement->home_division)))
    soften (asking, miao_rules_answer (asking->findings, "V304", FALSE, placement->id,
                                       "institution", child->institution_division, "home",
                                       placement->home_division, NULL));
  if (failed (asking->tally, V305, gap <= NO_VISIT_DAYS))
    soften (asking, miao_rules_answer (asking->findings, "V305", FALSE, placement->id, "from",
                                       DAY (from), "to", DAY (to), "gap", NUMBER (gap), "most",
                                       NUMBER (NO_VISIT_DAYS), NULL));
}

/* Moving from one family to the next on one day is no overlap. */
static gboolean
overlap (const MiaoReturnPlacement *a, const MiaoReturnPlacement *b)
{
  MiaoDate a_end = a->ended_on != MIAO_DATE_NONE ? a->ended_on : G_MAXINT32;
  MiaoDate b_end = b->ended_on != MIAO_DATE_NONE ? b->ended_on : G_MAXINT32;

  return a->moved_in_on < b_end && b->moved_in_on < a_end;
}

static void
ask_placements (const Asking *asking)
{
  const MiaoReturnChild *child = asking->child;

  for (guint i = 0; i < child->n_placements; i++) {
    const MiaoReturnPlacement *placement = &child->placements[i];
    const MiaoReturnPlacement *other = NULL;

    ask_integration (asking, placement);
    ask_opinion (asking, placement);
    ask_place_and_visits (asking, placement);
    for (guint j = i + 1; other == NULL && j < child->n_placements; j++) {
      if (overlap (placement, &child->placements[j]))
        other = &child->placements[j];
    }
    if (failed (asking->tally, V303, other == NULL)) {
      gboolean first = placement->moved_in_on <= other->moved_in_on;
      const MiaoReturnPlacement *before = first ? placement : other;
      const MiaoReturnPlacement *after = first ? other : placement;

      soften (asking, miao_rules_answer (asking->findings, "V303", FALSE, before->id, "from",
                                         DAY (before->moved_in_on), "to", DAY (before->ended_on),
                                         "next", DAY (after->moved_in_on), NULL));
    }
  }
}

static gboolean
experienced (const MiaoTeamMember *member, const MiaoRuleSettings *settings, MiaoDate on)
{
  int years = member->leader ? settings->leader_years : settings->member_years;

  if (member->since == MIAO_DATE_NONE)
    return member->years_tenths >= years * TENTHS;

  return on >= miao_date_add_months (member->since, years * MONTHS_OF_YEAR);
}

static void
ask_evaluations (const Asking *asking)
{
  const MiaoReturnChild *child = asking->child;

  for (guint i = 0; i < child->n_evaluations; i++) {
    const MiaoReturnEvaluation *evaluation = &child->evaluations[i];
    guint count = evaluation->n_members, leaders = 0, few = 0;

    if (!in_force (V212, evaluation->on))
      continue;
    for (guint j = 0; j < count; j++) {
      leaders += evaluation->members[j].leader ? 1 : 0;
      few += experienced (&evaluation->members[j], asking->settings, evaluation->on) ? 0 : 1;
    }
    if (failed (asking->tally, V212,
                count >= (guint) asking->settings->team_min && count % 2 == 1 && leaders == 1 &&
                    few == 0))
      soften (asking, miao_rules_answer (asking->findings, "V212", FALSE, evaluation->id, "count",
                                         NUMBER (count), "leaders", NUMBER (leaders), "short",
                                         NUMBER (few), "on", DAY (evaluation->on), NULL));
  }
}

static void
ask_same (const Asking *asking,
          const char *field,
          const char *zh,
          const char *en,
          const char *before,
          const char *now)
{
  MiaoFinding *finding;

  if (!failed (asking->tally, V402, g_strcmp0 (before, now) == 0))
    return;
  finding = miao_rules_answer (asking->findings, "V402", FALSE, asking->child->id, "what_zh", zh,
                               "what_en", en, "before", before, "now", now, NULL);
  miao_finding_set_target (finding, "child", field);
}

static void
ask_previous (const Asking *asking)
{
  const MiaoReturnChild *child = asking->child;
  const MiaoReturnPrevious *previous = &child->previous;

  if (previous->there) {
    ask_same (asking, "sex", "性别", "Sex", previous->sex, child->sex);
    ask_same (asking, "birth_date", "出生日期", "Date of birth", DAY (previous->born),
              DAY (child->born));
    ask_same (asking, "ethnic", "民族", "Ethnic group", previous->ethnic, child->ethnic);
  }
  if (previous->cut_off == MIAO_DATE_NONE)
    return;
  for (guint i = 0; i < child->n_events; i++) {
    const MiaoReturnEvent *event = &child->events[i];

    if (event->fresh && failed (asking->tally, V403,
                                event->on == MIAO_DATE_NONE || event->on > previous->cut_off)) {
      MiaoFinding *finding = miao_rules_answer (
          asking->findings, "V403", FALSE, event->id, "event", event->label_zh, "event_en",
          event->label_en, "on", DAY (event->on), "cutoff", DAY (previous->cut_off), NULL);

      miao_finding_set_target (finding, event->kind, event->field);
    }
  }
}

/* The later of two months, either of which may be missing: "2026-09" sorts as text. */
static const char *
later_month (const char *a, const char *b)
{
  if (!miao_rules_has (a) || !miao_rules_has (b))
    return miao_rules_has (a) ? a : b;

  return strcmp (a, b) >= 0 ? a : b;
}

/* The allowance ends with the last month that is reported; what was paid after it was overpaid. */
static void
ask_last_paid (const Asking *asking)
{
  const MiaoReturnChild *child = asking->child;

  for (guint i = 0; i < child->n_admissions; i++) {
    const MiaoReturnAdmission *stay = &child->admissions[i];
    /* What the last batch said belongs to the stay of now. */
    const char *before = i + 1 == child->n_admissions ? child->previous.paid_through : NULL;
    const char *paid = later_month (stay->paid_through, before);

    if (!miao_rules_has (stay->last_paid_month) || !miao_rules_has (paid))
      continue;
    if (failed (asking->tally, V404, strcmp (stay->last_paid_month, paid) >= 0))
      soften (asking, miao_rules_answer (asking->findings, "V404", FALSE, stay->id, "last",
                                         stay->last_paid_month, "paid", paid, NULL));
  }
}

void
miao_rules_return_child (const MiaoReturnChild *facts,
                         const MiaoRuleSettings *settings,
                         MiaoFindings *findings,
                         MiaoReturnTally *tally)
{
  const Asking asking = { facts, settings, findings, tally };

  ask_id (&asking);
  ask_codes (&asking);
  ask_admissions (&asking);
  ask_placements (&asking);
  ask_evaluations (&asking);
  ask_previous (&asking);
  ask_last_paid (&asking);
}

void
miao_rules_return_evaluations (const MiaoReturnEvaluation *evaluations,
                               guint n_evaluations,
                               const MiaoRuleSettings *settings,
                               MiaoFindings *findings,
                               MiaoReturnTally *tally)
{
  const MiaoReturnChild nobody = { .evaluations = evaluations, .n_evaluations = n_evaluations };
  const Asking asking = { &nobody, settings, findings, tally };

  ask_evaluations (&asking);
}

static gboolean
there_on (const MiaoReturnStay *stay, MiaoDate on)
{
  return stay->from <= on && (stay->to == MIAO_DATE_NONE || on < stay->to);
}

void
miao_rules_return_family (const MiaoReturnFamily *facts,
                          const MiaoRuleSettings *settings,
                          MiaoFindings *findings,
                          MiaoReturnTally *tally)
{
  const MiaoReturnStay *fullest = NULL;
  int most = 0;

  for (guint i = 0; i < facts->n_stays; i++) {
    const MiaoReturnStay *stay = &facts->stays[i];
    MiaoDate end = stay->to != MIAO_DATE_NONE ? stay->to : facts->cut_off;
    guint member = 0;
    MiaoDate young;
    int count = 0;

    /* The number can only grow on a day of moving in. */
    for (guint j = 0; j < facts->n_stays; j++)
      count += there_on (&facts->stays[j], stay->from);
    if (count > most) {
      most = count;
      fullest = stay;
    }
    young = miao_rules_first_young_day (facts->members, facts->n_members, settings, stay->from, end,
                                        &member);
    if (failed (tally, V302, young == MIAO_DATE_NONE))
      miao_rules_answer (findings, "V302", FALSE, facts->members[member].id, "age",
                         NUMBER (settings->coliving_min_age), "on", DAY (young), "name",
                         facts->members[member].name, "born", DAY (facts->members[member].born),
                         "from", DAY (stay->from), "to", DAY (end), NULL);
  }
  if (facts->n_stays > 0 && failed (tally, V301, most <= settings->family_capacity))
    miao_rules_answer (findings, "V301", FALSE, fullest->placement, "on", DAY (fullest->from),
                       "count", NUMBER (most), "most", NUMBER (settings->family_capacity), NULL);
}

void
miao_rules_return_missing (const char *child,
                           MiaoDate previous_cut_off,
                           gboolean reduced,
                           MiaoFindings *findings,
                           MiaoReturnTally *tally)
{
  if (failed (tally, V401, reduced))
    miao_rules_answer (findings, "V401", FALSE, child, "cutoff", DAY (previous_cut_off), NULL);
}

MiaoDate
miao_return_quarter_end (MiaoDate cut_off)
{
  MiaoDate next = cut_off + 1;
  int year, month;

  miao_date_get_ymd (next, &year, &month, NULL);

  return miao_date_from_ymd (year, month - (month - 1) % MONTHS_OF_QUARTER, 1) - 1;
}

static gboolean
in_care_on (const MiaoReturnAdmission *stay, MiaoDate on)
{
  return stay->arrived_on != MIAO_DATE_NONE && stay->arrived_on <= on &&
         (stay->closed_on == MIAO_DATE_NONE || stay->closed_on > on);
}

void
miao_return_totals_add (MiaoReturnTotals *totals,
                        const MiaoReturnAdmission *admissions,
                        guint n_admissions)
{
  gboolean now = FALSE;

  for (guint i = 0; i < n_admissions; i++) {
    const MiaoReturnAdmission *stay = &admissions[i];

    now = now || in_care_on (stay, totals->cut_off);
    /* Who came and went between the two days counts on both sides. */
    if (stay->arrived_on > totals->stat_on && stay->arrived_on <= totals->cut_off)
      totals->joined++;
    if (stay->arrived_on != MIAO_DATE_NONE && stay->closed_on > totals->stat_on &&
        stay->closed_on <= totals->cut_off)
      totals->left++;
  }
  totals->in_care += now ? 1 : 0;
}

void
miao_rules_return_totals (const MiaoReturnTotals *totals,
                          MiaoFindings *findings,
                          MiaoReturnTally *tally)
{
  gint64 expected;

  if (totals->stat_on == MIAO_DATE_NONE)
    return;
  expected = (gint64) (totals->stat_in_care + totals->joined) - (gint64) totals->left;
  if (failed (tally, V501, totals->in_care == totals->stat_in_care))
    miao_rules_answer (findings, "V501", FALSE, totals->id, "cutoff", DAY (totals->cut_off), "now",
                       NUMBER ((gint64) totals->in_care), "stat", DAY (totals->stat_on), "said",
                       NUMBER ((gint64) totals->stat_in_care), "joined",
                       NUMBER ((gint64) totals->joined), "left", NUMBER ((gint64) totals->left),
                       "expected", NUMBER (expected), NULL);
}
