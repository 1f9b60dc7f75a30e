#pragma once

#include "miao-rules.h"

G_BEGIN_DECLS

/** domain 6.12: what the child said when asked. */
typedef enum {
  MIAO_OPINION_NONE, /* not asked */
  MIAO_OPINION_AGREES,
  MIAO_OPINION_REFUSES,
  MIAO_OPINION_SILENT, /* asked, said neither */
  MIAO_OPINION_UNABLE, /* asked, could not say */
} MiaoOpinionValue;

/** domain 6.3 cognition. */
typedef enum {
  MIAO_COGNITION_UNKNOWN,
  MIAO_COGNITION_NORMAL,
  MIAO_COGNITION_LIMITED,
  MIAO_COGNITION_IMPAIRED,
} MiaoCognition;

/** domain 6.3 guardianship. */
typedef enum {
  MIAO_GUARDIANSHIP_UNKNOWN,
  MIAO_GUARDIANSHIP_LONG_TERM,
  MIAO_GUARDIANSHIP_TEMPORARY,
  MIAO_GUARDIANSHIP_ENTRUSTED, /* care without guardianship */
  MIAO_GUARDIANSHIP_DESTITUTE, /* destitute child, guardianship elsewhere */
} MiaoGuardianship;

/** The last opinion of the child about the matter in question. */
typedef struct {
  const char *id; /* child_opinion */
  MiaoDate on;
  MiaoOpinionValue value;
  gboolean signed_by_child; /* signature or fingerprint attached */
  gboolean second_talk;     /* asked again, in a way fit for a child */
  gboolean head_approved;   /* the head decides against a refusal */
  const char *head_reason;  /* (nullable): the head's written reasons */
} MiaoOpinionFacts;

/** What an evaluation of kind G is judged by, and what is asked again at matching. */
typedef struct {
  const char *child;      /* id */
  const char *evaluation; /* id */
  MiaoDate born;
  const char *category; /* CT_CHILD_CAT */
  MiaoGuardianship guardianship;
  MiaoCognition cognition;
  MiaoAnswers answers;
  gboolean rehab_base;      /* a rehabilitation base is named */
  gboolean doctor_opinion;  /* attached */
  gboolean head_approved;   /* of the exception */
  MiaoOpinionFacts opinion; /* before placement */
  gboolean wishes_observed; /* a record of how the wishes were observed */
  MiaoDate notice_ends;     /* end of the family-search notice; NONE: there was none */
  gboolean notice_explained;
  MiaoDate exam_on;
  gboolean vaccinated; /* record complete for the age */
  guint siblings;      /* in the institution */
  gboolean siblings_together;
  gboolean siblings_reason;
} MiaoChildFacts;

/** Sets the dates and notes that annex G asks for (CHD-14 and so on) from @facts->answers. */
void miao_child_facts_read (MiaoChildFacts *facts);

/** CHD-01 … CHD-16. @on: the day of the evaluation. */
void miao_rules_child (const MiaoChildFacts *facts,
                       const MiaoRuleSettings *settings,
                       MiaoDate on,
                       MiaoFindings *findings);

/** CHD-01 … CHD-11 as matching asks them again (domain 8.3 M2). */
void miao_rules_child_again (const MiaoChildFacts *facts,
                             const MiaoRuleSettings *settings,
                             MiaoDate on,
                             MiaoFindings *findings);

/**
 * CHD-10, CHD-10R, CHD-11, CHD-12: from 8 years with normal cognition the opinion must be sought;
 * a refusal blocks, and below 10 years only the head can decide otherwise (a finding with his
 * reasons stays); from 10 years written consent is needed and nobody can override. Younger children
 * and those whose cognition is limited: their wishes are observed.
 */
void miao_rules_opinion (const MiaoChildFacts *facts,
                         const MiaoRuleSettings *settings,
                         MiaoDate on,
                         MiaoFindings *findings);

/** Returns: whether the opinion of a child of that birth and cognition must be sought on @on.
 *   Unassessed cognition counts as normal. */
gboolean miao_rules_opinion_needed (MiaoDate born,
                                    MiaoCognition cognition,
                                    const MiaoRuleSettings *settings,
                                    MiaoDate on);

const char *miao_guardianship_label (MiaoGuardianship guardianship, MiaoLanguage language);
const char *miao_opinion_label (MiaoOpinionValue value, MiaoLanguage language);

G_END_DECLS
