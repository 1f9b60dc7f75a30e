#pragma once

#include "miao-child-rules.h"
#include "miao-family-rules.h"
#include "miao-matching-rules.h"

G_BEGIN_DECLS

/** FIL-01: a family is filed only after a passed evaluation and the institution's review. */
void miao_rules_file_family (const char *family,
                             const MiaoConclusionFacts *evaluation,
                             gboolean review_passed,
                             MiaoFindings *findings);

/** The clauses that an agreement must have (O54 Art. 12). */
typedef enum {
  MIAO_CLAUSE_TERM = 1 << 0,
  MIAO_CLAUSE_DUTIES_INSTITUTION = 1 << 1,
  MIAO_CLAUSE_DUTIES_FAMILY = 1 << 2,
  MIAO_CLAUSE_CAREGIVER = 1 << 3,
  MIAO_CLAUSE_INTEGRATION = 1 << 4,
  MIAO_CLAUSE_BREACH = 1 << 5,
  MIAO_CLAUSE_ALL = (1 << 6) - 1,
} MiaoClauses;

typedef struct {
  const char *agreement; /* id; NULL before it is stored */
  const char *family;
  const char *child;
  MiaoDate matched_on; /* day on which the match was decided; NONE: none stands in the records */
  MiaoDate family_filed_on;
  MiaoCaregiverFacts caregiver; /* who signs */
  gboolean main_caregiver;      /* is the family's main caregiver */
  gboolean co_living;
  MiaoDate trained_on; /* day on which the pre-service training was passed; NONE: not passed */
  MiaoClauses clauses; /* those that are filled in */
  int integration_days;
  MiaoDate child_born;
  MiaoDate term_from;
  MiaoDate term_to;
  MiaoDate signed_institution_on;
  MiaoDate signed_family_on;
} MiaoSigningFacts;

/** SGN-01 … SGN-07, SGN-09 where a match was decided, and CRG-01 (the caregiver's age on the day of
 *  signing). */
void miao_rules_sign (const MiaoSigningFacts *facts,
                      const MiaoRuleSettings *settings,
                      MiaoDate on,
                      MiaoFindings *findings);

/** SGN-05: the term ends by the child's 18th birthday; also when it is changed. */
void miao_rules_term (
    const char *record, MiaoDate born, MiaoDate from, MiaoDate to, MiaoFindings *findings);

/** Returns: the day on which an agreement takes effect: the later signature, or NONE. */
MiaoDate miao_rules_effective_on (MiaoDate institution, MiaoDate family);

/** SGN-08: the new term begins at the latest on the day after @old_to and ends later than that. */
void miao_rules_renew (
    const char *agreement, MiaoDate old_to, MiaoDate from, MiaoDate to, MiaoFindings *findings);

typedef struct {
  const char *placement;
  const char *family;
  MiaoDate effective_on;
  MiaoDate term_to;
  int foster_now; /* children in open placements with the family, this child not counted */
  const MiaoMemberFacts *members;
  guint n_members;
  guint open_placements; /* of the child, this one not counted */
  const char *child;
  gboolean handover_list;
  const char *agreed_caregiver;      /* member id in the agreement as amended; NULL: no agreement */
  const char *agreed_caregiver_name; /* (nullable) */
  MiaoCaregiverFacts caregiver;      /* the family's main caregiver on the day */
} MiaoMoveInFacts;

/** MOV-01, FAM-11 and FAM-12 as they stand on the day, MAT-07, MOV-02; under an agreement INT-14
 * and CRG-01: who signed is who cares. @on: the day of moving in. */
void miao_rules_move_in (const MiaoMoveInFacts *facts,
                         const MiaoRuleSettings *settings,
                         MiaoDate on,
                         MiaoFindings *findings);

/** MOV-03, MOV-04: a family with children moves. @amended: the agreements say so. */
void miao_rules_move_home (const char *family,
                           MiaoDate moved_on,
                           MiaoDate reported_on,
                           gboolean amended,
                           MiaoFindings *findings);

typedef struct {
  const char *period;           /* caregiver_period, or NULL */
  MiaoCaregiverFacts caregiver; /* the new one */
  MiaoAnswers answers;          /* CRG-02, CRG-03, CRG-05, CRG-06 of the special evaluation */
  MiaoDate approved_on;         /* the institution's consent */
  MiaoDate trained_on;
  gboolean amended; /* the amendment of the agreement is attached */
} MiaoCaregiverChangeFacts;

/** CHG-01 … CHG-03 and CRG-01 … CRG-06 of the new caregiver. */
void miao_rules_change_caregiver (const MiaoCaregiverChangeFacts *facts,
                                  const MiaoRuleSettings *settings,
                                  MiaoDate on,
                                  MiaoFindings *findings);

/** SHC-02: approved on the day it begins at the latest. */
void miao_rules_short_care_approval (const char *short_care,
                                     MiaoDate approved_on,
                                     MiaoDate from,
                                     MiaoFindings *findings);

/** SHC-01: day @on of a short-term care that began on @from. */
void miao_rules_short_care (const char *placement,
                            MiaoDate from,
                            const char *reason,
                            const MiaoRuleSettings *settings,
                            MiaoDate on,
                            MiaoFindings *findings);

/**
 * miao_rules_short_care_reason:
 * @reason: code of short_care_reason
 * @agreed: (nullable): the codes that the agreement names; %NULL in an agreement of before, whose
 *   @words (nullable) are then told beside the reason
 *
 * SHC-03.
 */
void miao_rules_short_care_reason (const char *placement,
                                   const char *reason,
                                   const char *agreed,
                                   const char *words,
                                   MiaoFindings *findings);

/** SHC-04, of short-term care with another family. @family: (nullable): the name of the one that
 * was chosen; @own: it is the one that the child is placed with. */
void miao_rules_short_care_family (const char *placement,
                                   const char *family,
                                   gboolean own,
                                   MiaoFindings *findings);

G_END_DECLS
