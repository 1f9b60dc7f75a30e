#pragma once

#include "miao-date.h"
#include "miao-finding.h"

G_BEGIN_DECLS

typedef struct {
  const char *child;  /* id */
  const char *state;  /* CT_CHILD_STATUS today */
  const char *reason; /* code of leave_reason */
  MiaoDate from;
  MiaoDate until;       /* expected back */
  MiaoDate approved_on; /* NONE: not approved */
  const char *own;      /* (nullable): division of the institution */
  const char *there;    /* (nullable): division of the place */
  MiaoDate dept_approved_on;
  const char *dept_approval_no; /* (nullable) */
} MiaoLeaveFacts;

/** LVE-01 … LVE-04, for a child who goes away for a time. */
void miao_rules_leave (const MiaoLeaveFacts *facts, MiaoFindings *findings);

/** LVE-04 and LVE-05, for a time away that takes longer: @until instead of @before, approved by the
 *  day of today, @on. */
void miao_rules_extend_leave (const char *leave,
                              MiaoDate before,
                              MiaoDate until,
                              MiaoDate approved_on,
                              MiaoDate on,
                              MiaoFindings *findings);

/** LVE-06: whether a child in @state is away for a time at all. */
void miao_rules_come_back (const char *child, const char *state, MiaoFindings *findings);

G_END_DECLS
