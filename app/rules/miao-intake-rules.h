#pragma once

#include "miao-child-rules.h"

G_BEGIN_DECLS

typedef struct {
  const char *child;     /* id */
  const char *admission; /* id, or NULL */
  MiaoDate born;
  MiaoGuardianship guardianship;
  const char *intake_code;      /* CT_INTAKE_2018 or CT_INTAKE_2026 */
  const char *temporary_ground; /* Law on the Protection of Minors Art. 92, "1" … "7" */
  guint sender_papers;
  MiaoDate approved_on;   /* acceptance opinion of the civil-affairs department */
  gboolean notice_needed; /* abandoned or rescued: a family-search notice is published */
  gboolean trafficking;   /* the notice is that of a rescued child */
  MiaoDate notice_on;     /* published */
  int notice_days;        /* as published; 0: the setting's number */
  MiaoDate health_check_on;
  guint papers; /* papers of the category that are there */
  guint papers_needed;
  gboolean head_waives;    /* the head waives missing papers … */
  const char *head_reason; /* … for this reason */
} MiaoIntakeFacts;

/** ITK-01 … ITK-04: category, guardianship and age fit each other on @on, the day of arrival. */
void miao_rules_intake_category (const MiaoIntakeFacts *facts, MiaoDate on, MiaoFindings *findings);

/** C1, arrival: the category, ITK-05 and ITK-10. */
void miao_rules_arrive (const MiaoIntakeFacts *facts, MiaoDate on, MiaoFindings *findings);

/** C2, formal intake on @on: ITK-06 … ITK-09. */
void miao_rules_take_in (const MiaoIntakeFacts *facts,
                         const MiaoRuleSettings *settings,
                         MiaoDate on,
                         MiaoFindings *findings);

/** Returns: the guardianship that an intake category means; UNKNOWN for no such category. B1 is
 *   TEMPORARY. */
MiaoGuardianship miao_rules_intake_guardianship (const char *intake_code);

/** Returns: whether category and guardianship fit. */
gboolean miao_rules_intake_fits (const char *intake_code, MiaoGuardianship guardianship);

/** Returns: whether the category belongs to the set in force on @on (2018: to 2026-03-31; 2026:
 * from 2026-04-01). */
gboolean miao_rules_intake_valid (const char *intake_code, MiaoDate on);

G_END_DECLS
