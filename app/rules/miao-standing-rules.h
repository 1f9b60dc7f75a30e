#pragma once

#include "miao-matching-rules.h"

G_BEGIN_DECLS

/* A foster family's standing after it was qualified (domain 8.2 F10–F13): suspended, cleared, at
 * the end of its qualification, leaving. */

/** Days after the suspension in which it is decided what becomes of the family (house rule). */
#define MIAO_SUSPENSION_DAYS 30

/** FST-01: nobody lives with the family and no match is in progress. */
void miao_rules_family_empty (const char *family, int open, MiaoFindings *findings);

/**
 * miao_rules_family_cleared:
 * @evaluation: the newest final evaluation before placement
 * @reviewed: the institution's review passed it
 *
 * FST-02: it was signed on the day of the suspension or later, and is positive and reviewed.
 */
void miao_rules_family_cleared (const char *family,
                                MiaoDate suspended_on,
                                const MiaoConclusionFacts *evaluation,
                                gboolean reviewed,
                                MiaoFindings *findings);

/** FST-03: the last day of the qualification is over. @until: NONE: there is none any more. */
void
miao_rules_family_expired (const char *family, MiaoDate until, MiaoDate on, MiaoFindings *findings);

/** FST-04: a child may be placed with a family in that state. @status: family_status. */
void miao_rules_family_ready (const char *family, const char *status, MiaoFindings *findings);

G_END_DECLS
