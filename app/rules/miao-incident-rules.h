#pragma once

#include "miao-date.h"
#include "miao-language.h"
#include "miao-rules.h"

G_BEGIN_DECLS

/*
 * Incidents, the reports that the law asks for at once, and complaints (domain 5.8, 6.20). Instants
 * are milliseconds UTC; 0 is none. The law says "at once" (Law on the Protection of Minors, Art.
 * 11); the two hours after which the head is told are the institution's own.
 */

#define MIAO_REPORT_ESCALATE_MINUTES 120

typedef enum {
  MIAO_REPORT_DONE,
  MIAO_REPORT_DUE,       /* at once */
  MIAO_REPORT_ESCALATED, /* two hours have gone by: the head sees to it */
} MiaoReportState;

typedef struct {
  MiaoReportState state;
  int minutes; /* from the discovery to the report, or until now; never below 0 */
} MiaoReportClock;

/** Where the clock of a report stands. A clock that was set back counts no minutes, and the report
 *  stays due. */
MiaoReportClock miao_report_clock (gint64 discovered_ms, gint64 reported_ms, gint64 now_ms);

/** Returns: (transfer full): "45 分钟", "2 小时 5 分钟", "1 天 3 小时". @minutes below 0 are 0. */
char *miao_report_dup_minutes (int minutes, MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): "2026-11-22 14:05" by the local clock, "—" for 0. */
char *miao_report_dup_instant (gint64 instant_ms) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *incident; /* id; (nullable) before it is stored */
  const char *kind;     /* CT incident_kind: "HARM" */
  gboolean about_somebody;
  gint64 occurred_ms;
  gint64 discovered_ms;
  gint64 first_report_ms;
  gboolean mandatory;
  gboolean mandatory_known; /* the question was answered, either way */
  gboolean has_ground;
  gboolean has_measure;
  gboolean with_family;   /* a foster family is concerned */
  MiaoDate received_on;   /* the day of discovery */
  MiaoDate answered_on;   /* of a complaint */
  gboolean has_decision;  /* how it ended is written */
  guint children;         /* how many it names */
  const char *elsewhere;  /* (nullable): names of those who live with another family */
  gboolean still_missing; /* a child was put down as missing and not found */
} MiaoIncidentFacts;

/** Whether it is a complaint, which is answered and not reported. */
gboolean miao_incident_is_complaint (const char *kind);

/** INC-01 … INC-05, INC-12 and INC-16: what is asked when it is recorded or corrected. */
void
miao_rules_record_incident (const MiaoIncidentFacts *facts, gint64 now_ms, MiaoFindings *findings);

/** INC-06 and INC-07: a report of @at_ms. */
void miao_rules_report_incident (const MiaoIncidentFacts *facts,
                                 gint64 at_ms,
                                 gint64 now_ms,
                                 MiaoFindings *findings);

/** INC-11: the day of an answer, to a complaint or from whoever was told. @from: the day of what is
 *  answered. */
void miao_rules_answer_day (
    const char *incident, MiaoDate from, MiaoDate answered, MiaoDate on, MiaoFindings *findings);

/** INC-01, INC-04, INC-08 … INC-10, INC-13 and INC-15: whether it may be closed. */
void miao_rules_close_incident (const MiaoIncidentFacts *facts, MiaoFindings *findings);

/** INC-14: a child is put down as missing once the police were told. */
void miao_rules_mark_missing (const char *incident, gboolean police, MiaoFindings *findings);

/** SUS-02: a child goes back to a family only when nothing is open any more. @open: number of the
 *  incident that is; (nullable): none. */
void miao_rules_return_to_family (const char *placement, const char *open, MiaoFindings *findings);

/** SUS-03: harm that was confirmed since the removal; going on with the family needs a reason.
 *  @incident: number, @outcome: code; (nullable): nothing was confirmed. */
void miao_rules_confirmed_harm (const char *placement,
                                const char *incident,
                                const char *outcome,
                                MiaoFindings *findings);

G_END_DECLS
