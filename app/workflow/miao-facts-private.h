#pragma once

#include "miao-child-rules.h"
#include "miao-facts.h"
#include "miao-family-rules.h"
#include "miao-matching-rules.h"

G_BEGIN_DECLS

/* The answers of an evaluation as the rules take them, with what they point into. */
typedef struct {
  JsonArray *list;
  GArray *rows;
  MiaoAnswers answers;
} MiaoFactAnswers;

/** @evaluation: (nullable): none has no answers. The strings live as long as the result. */
MiaoFactAnswers *miao_fact_answers_new (const MiaoRecord *evaluation) G_GNUC_WARN_UNUSED_RESULT;
void miao_fact_answers_free (MiaoFactAnswers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoFactAnswers, miao_fact_answers_free)

/** What would block becomes advice: for drafts, proposals and negative conclusions. */
void miao_facts_soften (MiaoFindings *findings);

/** Returns: (element-type MiaoTeamMember): strings live as long as @team. */
GArray *miao_facts_read_team (GPtrArray *team) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: the day that the evaluation is finished, or today. */
MiaoDate miao_facts_evaluation_day (MiaoCall *call, MiaoRecord *evaluation);

/** Whether a conclusion lets things go on: passed, suited, formal placement. */
gboolean miao_facts_is_positive (const char *conclusion);
/** Whether the institution's review passed it. @evaluation: (nullable). */
gboolean miao_facts_is_passed (const MiaoRecord *evaluation);
/** @evaluation: (nullable). */
MiaoConclusionFacts miao_facts_conclusion (const MiaoRecord *evaluation);

gboolean miao_facts_ask_family (MiaoCall *call,
                                MiaoRecord *evaluation,
                                const MiaoAnswers *answers,
                                MiaoDate on,
                                MiaoFindings *findings,
                                GError **error);
gboolean miao_facts_ask_child_conditions (MiaoCall *call,
                                          MiaoRecord *evaluation,
                                          const MiaoAnswers *answers,
                                          MiaoDate on,
                                          MiaoFindings *findings,
                                          GError **error);
gboolean miao_facts_ask_integration (MiaoCall *call,
                                     MiaoRecord *evaluation,
                                     const MiaoAnswers *answers,
                                     MiaoDate on,
                                     MiaoFindings *findings,
                                     GError **error);

/** What annex D computes. */
gboolean miao_facts_ask_effect (MiaoCall *call,
                                MiaoRecord *evaluation,
                                const MiaoAnswers *answers,
                                MiaoDate on,
                                MiaoFindings *findings,
                                GError **error);
/** EFF-RECTIFY; not part of what a negative conclusion softens. */
void miao_facts_ask_rectify (MiaoCall *call, const MiaoRecord *evaluation);
/** EFF-INCIDENT and EFF-MOVE of annex D; nothing of other annexes. */
gboolean miao_facts_ask_broken (MiaoCall *call,
                                const MiaoRecord *evaluation,
                                const MiaoAnswers *answers,
                                GError **error);
/** Whether the child was heard about the ending (annex I). */
gboolean miao_facts_ask_child_end (
    MiaoCall *call, MiaoRecord *evaluation, MiaoDate on, MiaoFindings *findings, GError **error);
/** Points given in the scored items of @form, and the most that those items could give. */
void
miao_facts_score (const MiaoForm *form, const MiaoAnswers *answers, int *ret_score, int *ret_most);

/** What the rules ask of a main caregiver; points into @member. */
MiaoCaregiverFacts miao_facts_caregiver (const MiaoRecord *member);

/** FAM-12 alone. */
gboolean miao_facts_ask_coliving (MiaoCall *call, const char *family, MiaoDate on, GError **error);

/** Returns: (transfer full) (nullable): the child's newest opinion about that matter, from @from
 * on; %NULL without error when there is none. */
MiaoRecord *miao_facts_last_opinion (MiaoCall *call,
                                     const char *child,
                                     const char *about,
                                     MiaoDate from,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full) (nullable): what the child last said before a placement, since its last
 *  one that ended by @on: what it said of an earlier family does not speak for the next. %NULL
 *  without error when there is none. */
MiaoRecord *miao_facts_opinion_before (MiaoCall *call,
                                       const char *child,
                                       MiaoDate on,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** CHD-10, CHD-10R, CHD-11 once more on the day of moving in: the child may have reached an age
 * since the match. */
gboolean
miao_facts_ask_child_moves (MiaoCall *call, MiaoRecord *child, MiaoDate on, GError **error);
/** @opinion: (nullable). The result points into it. */
MiaoOpinionFacts miao_facts_opinion (const MiaoRecord *opinion);
MiaoCognition miao_facts_cognition (const MiaoRecord *child);
MiaoGuardianship miao_facts_guardianship (const MiaoRecord *child);
/** The facts point into the records and answers. */
gboolean miao_facts_read_child (MiaoCall *call,
                                MiaoRecord *child,
                                MiaoRecord *opinion,
                                const MiaoAnswers *answers,
                                MiaoChildFacts *ret,
                                GError **error);

/** @ret: (nullable): the newest final evaluation of the family before placement; a renewal that
 *  waits for its review leaves the one before in force until its day. */
gboolean
miao_facts_family_evaluation (MiaoCall *call, const char *family, MiaoRecord **ret, GError **error);

/** FST-05: no removal from the family is undecided, no suspicion of harm about it open. */
gboolean miao_facts_ask_family_safe (MiaoCall *call,
                                     const char *family,
                                     MiaoFindings *findings,
                                     GError **error);

/** Returns: open placements of the child, decided or signed ones too, @except (nullable) not
 * counted; −1 on failure. */
gint64
miao_facts_open_of_child (MiaoCall *call, const char *child, const char *except, GError **error);

/** Returns: children in open placements with the family, @except (nullable) not counted; −1 on
 *   failure. */
int miao_facts_foster_now (MiaoCall *call, const char *family, const char *except, GError **error);
/** Returns: children of other families who stay with it in short-term care; −1 on failure. */
gint64 miao_facts_guests_now (MiaoCall *call, const char *family, GError **error);

G_END_DECLS
