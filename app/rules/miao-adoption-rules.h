#pragma once

#include "miao-child-rules.h"

G_BEGIN_DECLS

typedef struct {
  const char *child;     /* id */
  const char *state;     /* CT_CHILD_STATUS today */
  const char *adoptable; /* CT_ADOPTABLE */
  gint64 coming;         /* placements proposed or decided into which it has not moved */
  MiaoDate born;
  MiaoOpinionFacts opinion; /* the newest one about the adoption */
  MiaoDate from;            /* the trial begins */
  MiaoDate told_on;         /* the foster family; NONE: not told */
  MiaoDate disclosed_on;    /* the applicants: health, mind and history of the child */
  MiaoDate consent_on;      /* of the department */
  const char *consent_no;   /* (nullable) */
} MiaoAdoptionFacts;

/** ADO-01 … ADO-06, for a trial adoption that begins. */
void miao_rules_begin_adoption (const MiaoAdoptionFacts *facts, MiaoFindings *findings);

typedef struct {
  const char *id;         /* of the case; of the child when it was on no trial */
  gboolean not_found;     /* parents not found: a notice is to be published before */
  MiaoDate from;          /* NONE: no trial is put down */
  MiaoDate notice_on;     /* NONE: no notice */
  MiaoDate registered_on; /* NONE: not registered */
  const char *cert_no;    /* (nullable) */
  MiaoDate left_on;
} MiaoAdoptedFacts;

/** ADO-07 … ADO-09, for a child who leaves as adopted. */
void miao_rules_adopted (const MiaoAdoptedFacts *facts, MiaoFindings *findings);

typedef struct {
  const char *id;
  MiaoDate from;
  MiaoDate until; /* planned, as it is to be; NONE: nothing */
  gboolean until_changed;
  gboolean applicants_changed;
} MiaoAdoptionAmendment;

/** ADO-11 and ADO-12, for a trial whose planned end or applicants are put right. */
void miao_rules_amend_adoption (const MiaoAdoptionAmendment *facts, MiaoFindings *findings);

/** ADO-10: whether a child in @state is on trial at all. */
void miao_rules_end_adoption (const char *child, const char *state, MiaoFindings *findings);

G_END_DECLS
