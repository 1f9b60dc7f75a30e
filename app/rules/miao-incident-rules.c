#include "config.h"

#include "miao-incident-rules.h"

#include "miao-codes.h"
#include "miao-rules-private.h"

#define MS_PER_MINUTE 60000
#define MINUTES_PER_HOUR 60
#define MINUTES_PER_DAY 1440

/* Kinds that concern the house and need not name a child. */
static const char *const of_the_house[] = { "FIRE", "FOOD",  "INFECTION", "MEDIA",
                                            "LEAK", "OTHER", NULL };
/* Kinds in which a report that is not made has to be explained. */
static const char *const of_harm[] = { "HARM", "MISSING", "SELF_HARM", "DEATH", "BULLYING", NULL };

/* ---- the clock ---- */

MiaoReportClock
miao_report_clock (gint64 discovered_ms, gint64 reported_ms, gint64 now_ms)
{
  gint64 until = reported_ms != 0 ? reported_ms : now_ms;
  gint64 minutes = until > discovered_ms ? (until - discovered_ms) / MS_PER_MINUTE : 0;
  MiaoReportClock clock = { MIAO_REPORT_DUE, (int) MIN (minutes, G_MAXINT) };

  if (reported_ms != 0)
    clock.state = MIAO_REPORT_DONE;
  else if (clock.minutes >= MIAO_REPORT_ESCALATE_MINUTES)
    clock.state = MIAO_REPORT_ESCALATED;

  return clock;
}

char *
miao_report_dup_minutes (int minutes, MiaoLanguage language)
{
  gboolean zh = language == MIAO_LANGUAGE_ZH;
  int rest = MAX (minutes, 0);
  int days = rest / MINUTES_PER_DAY;
  int hours = rest % MINUTES_PER_DAY / MINUTES_PER_HOUR;

  rest %= MINUTES_PER_HOUR;
  if (days > 0)
    return g_strdup_printf (zh ? "%d 天 %d 小时" : "%d d %d h", days, hours);
  if (hours > 0)
    return g_strdup_printf (zh ? "%d 小时 %d 分钟" : "%d h %d min", hours, rest);

  return g_strdup_printf (zh ? "%d 分钟" : "%d min", rest);
}

char *
miao_report_dup_instant (gint64 instant_ms)
{
  g_autoptr (GDateTime) at =
      instant_ms != 0 ? g_date_time_new_from_unix_local (instant_ms / 1000) : NULL;

  return at != NULL ? g_date_time_format (at, "%Y-%m-%d %H:%M") : g_strdup ("—");
}

/* ---- recording ---- */

gboolean
miao_incident_is_complaint (const char *kind)
{
  return g_strcmp0 (kind, "COMPLAINT") == 0;
}

static void
ask_whom (const MiaoIncidentFacts *facts, MiaoFindings *findings)
{
  if (facts->kind == NULL || g_strv_contains (of_the_house, facts->kind))
    return;
  miao_rules_answer (findings, "INC-01", facts->about_somebody, facts->incident,
                     YES_NO ("there", facts->about_somebody), NULL);
}

static void
ask_ground (const MiaoIncidentFacts *facts, MiaoFindings *findings)
{
  if (facts->mandatory)
    miao_rules_answer (findings, "INC-04", facts->has_ground, facts->incident,
                       YES_NO ("there", facts->has_ground), NULL);
}

void
miao_rules_record_incident (const MiaoIncidentFacts *facts, gint64 now_ms, MiaoFindings *findings)
{
  g_autofree char *occurred = miao_report_dup_instant (facts->occurred_ms);
  g_autofree char *discovered = miao_report_dup_instant (facts->discovered_ms);
  g_autofree char *now = miao_report_dup_instant (now_ms);
  gboolean in_order = facts->discovered_ms != 0 && facts->discovered_ms <= now_ms &&
                      (facts->occurred_ms == 0 || facts->occurred_ms <= facts->discovered_ms);

  ask_whom (facts, findings);
  miao_rules_answer (findings, "INC-02", in_order, facts->incident, "occurred", occurred,
                     "discovered", discovered, "now", now, NULL);
  if (facts->kind != NULL && g_strv_contains (of_harm, facts->kind))
    miao_rules_answer (findings, "INC-03", facts->mandatory, facts->incident,
                       YES_NO ("mandatory", facts->mandatory), NULL);
  ask_ground (facts, findings);
  if (facts->mandatory)
    miao_rules_answer (findings, "INC-05", facts->first_report_ms != 0, facts->incident,
                       "discovered", discovered, NULL);
  if (facts->children > 1)
    miao_rules_answer (findings, "INC-16", facts->elsewhere == NULL, facts->incident, "names_zh",
                       facts->elsewhere != NULL ? facts->elsewhere : "没有", "names_en",
                       facts->elsewhere != NULL ? facts->elsewhere : "none", NULL);
  if (facts->with_family)
    miao_rules_answer (findings, "INC-12", FALSE, facts->incident, NULL);
}

/* ---- reports and answers ---- */

void
miao_rules_report_incident (const MiaoIncidentFacts *facts,
                            gint64 at_ms,
                            gint64 now_ms,
                            MiaoFindings *findings)
{
  MiaoReportClock clock = miao_report_clock (facts->discovered_ms, at_ms, now_ms);
  g_autofree char *discovered = miao_report_dup_instant (facts->discovered_ms);
  g_autofree char *at = miao_report_dup_instant (at_ms);
  g_autofree char *now = miao_report_dup_instant (now_ms);
  g_autofree char *zh = miao_report_dup_minutes (clock.minutes, MIAO_LANGUAGE_ZH);
  g_autofree char *en = miao_report_dup_minutes (clock.minutes, MIAO_LANGUAGE_EN);

  miao_rules_answer (findings, "INC-06", facts->discovered_ms <= at_ms && at_ms <= now_ms,
                     facts->incident, "discovered", discovered, "at", at, "now", now, NULL);
  if (facts->mandatory && facts->first_report_ms == 0)
    miao_rules_answer (findings, "INC-07", clock.minutes < MIAO_REPORT_ESCALATE_MINUTES,
                       facts->incident, "discovered", discovered, "at", at, "passed_zh", zh,
                       "passed_en", en, NULL);
}

void
miao_rules_answer_day (
    const char *incident, MiaoDate from, MiaoDate answered, MiaoDate on, MiaoFindings *findings)
{
  gboolean in_order = answered != MIAO_DATE_NONE && from <= answered && answered <= on;

  miao_rules_answer (findings, "INC-11", in_order, incident, "from", DAY (from), "answered",
                     DAY (answered), "on", DAY (on), NULL);
}

/* ---- the end ---- */

void
miao_rules_close_incident (const MiaoIncidentFacts *facts, MiaoFindings *findings)
{
  gboolean complaint = miao_incident_is_complaint (facts->kind);
  g_autofree char *discovered = miao_report_dup_instant (facts->discovered_ms);
  g_autofree char *reported = miao_report_dup_instant (facts->first_report_ms);

  ask_whom (facts, findings);
  ask_ground (facts, findings);
  if (facts->mandatory)
    miao_rules_answer (findings, "INC-08", facts->first_report_ms != 0, facts->incident,
                       "discovered", discovered, "reported", reported, NULL);
  if (complaint)
    miao_rules_answer (findings, "INC-09", facts->answered_on != MIAO_DATE_NONE, facts->incident,
                       "received", DAY (facts->received_on), "answered", DAY (facts->answered_on),
                       NULL);
  else
    miao_rules_answer (findings, "INC-10", facts->has_measure, facts->incident,
                       YES_NO ("there", facts->has_measure), NULL);
  if (!complaint)
    miao_rules_answer (findings, "INC-13", facts->mandatory_known, facts->incident,
                       YES_NO ("there", facts->mandatory_known), NULL);
  if (g_strcmp0 (facts->kind, "MISSING") == 0)
    miao_rules_answer (findings, "INC-15", !facts->still_missing, facts->incident,
                       YES_NO ("found", !facts->still_missing), NULL);
}

void
miao_rules_mark_missing (const char *incident, gboolean police, MiaoFindings *findings)
{
  miao_rules_answer (findings, "INC-14", police, incident, YES_NO ("told", police), NULL);
}

void
miao_rules_return_to_family (const char *placement, const char *open, MiaoFindings *findings)
{
  miao_rules_answer (findings, "SUS-02", open == NULL, placement, "open", open, NULL);
}

void
miao_rules_confirmed_harm (const char *placement,
                           const char *incident,
                           const char *outcome,
                           MiaoFindings *findings)
{
  miao_rules_answer (findings, "SUS-03", incident == NULL, placement, "incident", incident,
                     "outcome_zh", miao_codes_name ("incident_outcome", outcome, MIAO_LANGUAGE_ZH),
                     "outcome_en", miao_codes_name ("incident_outcome", outcome, MIAO_LANGUAGE_EN),
                     NULL);
}
