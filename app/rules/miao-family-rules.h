#pragma once

#include "miao-rules.h"

G_BEGIN_DECLS

typedef enum {
  MIAO_CONSENT_NONE, /* not asked yet */
  MIAO_CONSENT_GIVEN,
  MIAO_CONSENT_REFUSED,
} MiaoConsent;

/** Diseases that the record of a member may name; flags. */
typedef enum {
  MIAO_DISEASE_INFECTIOUS = 1 << 0,
  MIAO_DISEASE_MENTAL = 1 << 1,
  MIAO_DISEASE_PSYCHOLOGICAL = 1 << 2,
  MIAO_DISEASE_OTHER = 1 << 3,
} MiaoDiseases;

/** What came of a check of criminal records. */
typedef enum {
  MIAO_CRIME_CHECK_NONE, /* not entered */
  MIAO_CRIME_CHECK_CLEAR,
  MIAO_CRIME_CHECK_PENDING,
  MIAO_CRIME_CHECK_FOUND,
} MiaoCrimeCheck;

/** Bad habits that the record of a member names; flags. */
typedef enum {
  MIAO_HABIT_GAMBLING = 1 << 0,
  MIAO_HABIT_DRUGS = 1 << 1,
  MIAO_HABIT_ALCOHOL = 1 << 2,
  MIAO_HABIT_OTHER = 1 << 3,
  MIAO_HABIT_IN_WORDS = 1 << 4, /* only words that are not “none”: a person compares them */
} MiaoHabits;

/** A member of a foster family. */
typedef struct {
  const char *id; /* family_member */
  const char *name;
  MiaoDate born;
  MiaoDate joined; /* NONE: since ever */
  MiaoDate left;   /* last day in the family; NONE: still there */
  gboolean co_living;
  gboolean foster_child; /* a foster child entered as a member is not counted by FAM-12 */
  MiaoConsent consent;
  guint diseases; /* MiaoDiseases that the record names */
  guint habits;   /* MiaoHabits */
  MiaoCrimeCheck crime;
} MiaoMemberFacts;

/** The main caregiver of a family. */
typedef struct {
  const char *id; /* family_member */
  const char *name;
  MiaoDate born;
  const char *education; /* GB/T 4658 */
  MiaoDate health_on;    /* day of the health certificate */
  MiaoDate crime_check_on;
  guint diseases; /* MiaoDiseases */
  MiaoCrimeCheck crime;
} MiaoCaregiverFacts;

/** What the pre-placement evaluation of a family (kind B) is judged by. */
typedef struct {
  const char *family;     /* id */
  const char *evaluation; /* id */
  MiaoAnswers answers;
  gint64 area_dm2;          /* living area, hundredths of a square metre; below 0: unknown */
  gint64 average_dm2;       /* local average per head */
  int persons;              /* living there after the child has moved in */
  gint64 house_average_dm2; /* the same as the institution has it on its record; 0: not entered */
  gint64 house_middle_fen;  /* 0: not entered */
  int house_average_year;   /* that the figure is of; 0: not entered */
  int house_middle_year;
  gint64 income_fen; /* of the household in a year */
  gint64 middle_fen; /* local middle income per head and year */
  int income_persons;
  MiaoDate crime_check_on; /* oldest check among the members */
  int neighbours;          /* households asked; below 0: not counted */
  int foster_now;          /* foster children in the family today */
  int foster_added;        /* that this placement would add; 0 for a renewal */
  const MiaoMemberFacts *members;
  guint n_members;
  MiaoCaregiverFacts caregiver;
} MiaoFamilyFacts;

/** Sets the numbers that annex B asks for (FAM-02.area and so on) from @facts->answers; unknown
 *  ones become -1 or no date. */
void miao_family_facts_read (MiaoFamilyFacts *facts);

/** Papers of an application, APP-01 … APP-11: a "yes" for each paper that is there. */
void
miao_rules_application (const char *application, const MiaoAnswers *papers, MiaoFindings *findings);

/** APP-13: papers that were ticked without a file. @papers: (nullable): their items, as the reader
 *  sees them; %NULL: none. Advice only: the paper itself may lie in the family's folder. */
void
miao_rules_application_scans (const char *application, const char *papers, MiaoFindings *findings);

/** APP-12: what the institution itself asks must be answered. @missing: (nullable): items without
 * an answer. */
void
miao_rules_application_own (const char *application, const char *missing, MiaoFindings *findings);

/** FAM-01 … FAM-22. @on: the day of the evaluation. Of the local figures the higher counts: that of
 *  the institution's record, or that on the form. What the record of a member who lives there
 *  says against an answer (a disease, a habit, a criminal record) counts more than the answer. */
void miao_rules_family (const MiaoFamilyFacts *facts,
                        const MiaoRuleSettings *settings,
                        MiaoDate on,
                        MiaoFindings *findings);

/** FAM-11: foster children in the family after @added more. */
void miao_rules_capacity (const char *family,
                          int now,
                          int added,
                          const MiaoRuleSettings *settings,
                          MiaoFindings *findings);

/** FAM-12: no co-living child below the age on @on; the youngest is named, and before everybody
 *  somebody whose date of birth nobody knows. */
void miao_rules_coliving (const char *family,
                          const MiaoMemberFacts *members,
                          guint n_members,
                          const MiaoRuleSettings *settings,
                          MiaoDate on,
                          MiaoFindings *findings);

/** CRG-01: age on @on, the day of signing (or of becoming the caregiver). */
void miao_rules_caregiver_age (const MiaoCaregiverFacts *caregiver,
                               const MiaoRuleSettings *settings,
                               MiaoDate on,
                               MiaoFindings *findings);

/** CRG-01 … CRG-06. */
void miao_rules_caregiver (const MiaoCaregiverFacts *caregiver,
                           const MiaoAnswers *answers,
                           const MiaoRuleSettings *settings,
                           MiaoDate on,
                           MiaoFindings *findings);

/** Returns: the first day on which a co-living member, not a foster child, is below the age between
 *   @from and @to; %MIAO_DATE_NONE when there is none. @ret_member: its index. */
MiaoDate miao_rules_first_young_day (const MiaoMemberFacts *members,
                                     guint n_members,
                                     const MiaoRuleSettings *settings,
                                     MiaoDate from,
                                     MiaoDate to,
                                     guint *ret_member);

G_END_DECLS
