#pragma once

#include "miao-matching-rules.h"

G_BEGIN_DECLS

/* A foster family's standing after it was qualified (domain 8.2 F10–F13): suspended, cleared, at
 * the end of its qualification, leaving. */

/** FST-01: nobody lives with the family and no match is in progress (@open: of both), and no child
 * of another family is there in short-term care (@guests). */
void miao_rules_family_empty (const char *family, int open, int guests, MiaoFindings *findings);

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

/**
 * miao_rules_family_safe:
 * @removed: (nullable): number of a placement whose child was taken out in an emergency, and that
 *   neither came back nor was ended
 * @incident: (nullable): number of a suspicion of harm about the family that is not closed
 *
 * FST-05: both are %NULL. House rule: what is not decided for one child is no home for the next.
 */
void miao_rules_family_safe (const char *family,
                             const char *removed,
                             const char *incident,
                             MiaoFindings *findings);

/** A placement that was ended while its child was taken out in an emergency. */
typedef struct {
  const char *family;
  const char *placement_no;
  MiaoDate removed_on;
  const char *incident; /* (nullable): number of what the removal was about */
  const char *outcome;  /* (nullable): incident_outcome of it, once it is closed */
  gboolean unfounded;   /* nothing was found that speaks for the removal */
} MiaoEndedRemovalFacts;

/**
 * miao_rules_removal_decided:
 * @evaluation: the newest final evaluation before placement
 * @reviewed: the institution's review passed it
 *
 * FST-08: whatever the placement was ended for, the home that a child was taken out of was looked
 * at since (signed on the day of the removal or later, positive and reviewed), or nothing was found
 * to be wrong (domain 8.2 F10, F11). House rule.
 */
void miao_rules_removal_decided (const MiaoEndedRemovalFacts *facts,
                                 const MiaoConclusionFacts *evaluation,
                                 gboolean reviewed,
                                 MiaoFindings *findings);

/** By what somebody is the member of another family. */
typedef enum {
  MIAO_SAME_NOT,
  MIAO_SAME_NUMBER, /* identity number */
  MIAO_SAME_BIRTH,  /* name and day of birth */
  MIAO_SAME_PHONE,  /* name and telephone */
} MiaoSamePerson;

typedef struct {
  const char *member; /* id; NULL before it is stored */
  const char *name;
  gboolean head;      /* the institution's head acts */
  MiaoSamePerson by;  /* NOT: nobody is known; then nothing follows */
  const char *family; /* the other family's id */
  const char *family_no;
  const char *state; /* family_status */
  gboolean barred;
  MiaoDate barred_on; /* may be NONE */
} MiaoKnownPersonFacts;

/** FST-06 (member of a barred family: blocks, the head may decide otherwise with a reason) and
 *  FST-07 (member of another family: say why). House rules. */
void miao_rules_known_person (const MiaoKnownPersonFacts *facts, MiaoFindings *findings);

/** In what two homes are the same. */
typedef enum {
  MIAO_HOME_APART = 0,
  MIAO_HOME_ADDRESS = 1 << 0,
  MIAO_HOME_PHONE = 1 << 1,
} MiaoSameHome;

/** Where a family is found. Any of it may be %NULL. */
typedef struct {
  const char *division; /* GB/T 2260, six digits */
  const char *address;
  const char *const *phones; /* of the family and its members */
} MiaoHome;

/** Letters and digits of the address count, full width or not; the divisions differ only where both
 *  are known. Of a telephone the digits count, without the country code; with fewer than seven it
 *  is none. */
MiaoSameHome miao_home_compare (const MiaoHome *one, const MiaoHome *two);

typedef struct {
  const char *record; /* (nullable): id of the family or member; %NULL before it is stored */
  MiaoSameHome same;  /* APART: no barred family is found there */
  const char *family; /* the barred family's id */
  const char *family_no;
  MiaoDate barred_on; /* may be NONE */
} MiaoBarredHomeFacts;

/** FST-09 (address or telephone of a barred family: say why it is another one; both can be shared).
 *  House rule. */
void miao_rules_barred_home (const MiaoBarredHomeFacts *facts, MiaoFindings *findings);

G_END_DECLS
