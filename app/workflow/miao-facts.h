#pragma once

#include "miao-answer.h"
#include "miao-call.h"
#include "miao-evaluation-rules.h"
#include "miao-form.h"
#include "miao-rules.h"
#include "miao-standing-rules.h"

G_BEGIN_DECLS

/*
 * The step between records and rules: what a rule asks is read from the store here and handed to
 * the pure functions of app/rules. Functions named "ask" add findings to the call; they fail only
 * when the store does. Those named "may" or "not" refuse at once, with words.
 */

/** Thresholds in force for this call: defaults, then the institution's own (stricter) settings.
 * What cannot be read makes the call fail, see miao_call_settings_held(). */
const MiaoRuleSettings *miao_facts_settings (MiaoCall *call);
/** The same for another day: what is judged as of @on is judged by what held then. Good until the
 *  next call with another day. */
const MiaoRuleSettings *miao_facts_settings_on (MiaoCall *call, MiaoDate on);

/** Returns: (transfer full) (nullable): the institution; %NULL without error before it is set up.
 */
MiaoRecord *miao_facts_institution (MiaoStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer none) (nullable): staff record of the account that acts. */
const char *miao_facts_own_staff (MiaoCall *call);
/** Refuses a day after today: what has not happened is not recorded. @what: its field, which the
 *  error names. */
gboolean miao_facts_not_future (MiaoCall *call, const char *what, MiaoDate on, GError **error);
/** Refuses a day before the child's birth; passes where one of the two is not known. @what: as
 *  above. */
gboolean miao_facts_not_before_birth (const MiaoRecord *child,
                                      const char *what,
                                      MiaoDate on,
                                      GError **error);
/** Nobody decides on what they prepared. */
gboolean miao_facts_not_own (MiaoCall *call, MiaoRecord *record, GError **error);
/** The same for an evaluation: who is in its team does not review it. */
gboolean miao_facts_not_own_evaluation (MiaoCall *call, MiaoRecord *evaluation, GError **error);
/** Puts the reasons that were given into the record's "reasons". */
void miao_facts_keep_reasons (MiaoCall *call, MiaoRecord *record);
/** Puts all findings of the call, with their values, into the matching's "guards". @order:
 *  (nullable): where the pair stood among the candidates, as a row under the name "ORDER". */
void miao_facts_keep_guards (MiaoCall *call, MiaoRecord *matching, const char *order);

/* child */
MiaoRecord *miao_facts_open_admission (MiaoStore *store,
                                       const char *child,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean miao_facts_ask_child (MiaoCall *call, MiaoRecord *child, GError **error);
/** An admission that is edited: ITK-01 … ITK-04 when the category, its ground or the day of arrival
 *  is not what is stored. */
gboolean
miao_facts_ask_category (MiaoCall *call, MiaoRecord *child, MiaoRecord *admission, GError **error);
gboolean miao_facts_ask_admission (
    MiaoCall *call, MiaoRecord *child, MiaoRecord *admission, gboolean formal, GError **error);

/* family */
/** Returns: (transfer full) (element-type MiaoMemberFacts): they point into @records. */
GArray *miao_facts_members (GPtrArray *records) G_GNUC_WARN_UNUSED_RESULT;
/** ID number against birth date and sex, of any person record. */
gboolean miao_facts_ask_member (MiaoCall *call, MiaoRecord *person, GError **error);
/** FST-06, FST-07: whether the new member of a family is a member of another one too, by identity
 *  number, or by name with day of birth or telephone; FST-09: its telephone. */
gboolean miao_facts_ask_known (MiaoCall *call, const MiaoRecord *member, GError **error);
/** FST-09: whether the home of family @id ((nullable): a new one) is that of a barred family. */
gboolean miao_facts_ask_home (MiaoCall *call, const char *id, const MiaoHome *home, GError **error);
/** Both of a member that is edited; the second only when it becomes somebody else. */
gboolean miao_facts_ask_member_again (MiaoCall *call, MiaoRecord *member, GError **error);
gboolean
miao_facts_apply (MiaoCall *call, MiaoRecord *family, MiaoRecord *application, GError **error);
/** Ends the period of the caregiver of now, and begins that of @member today. */
gboolean
miao_facts_begin_caregiver (MiaoCall *call, const char *family, const char *member, GError **error);
/** The same, and the family names @member. */
gboolean miao_facts_change_caregiver (MiaoCall *call,
                                      MiaoRecord *family,
                                      MiaoRecord *member,
                                      GError **error);
/** FIL-01 for the family's newest evaluation before placement. */
gboolean miao_facts_ask_filing (MiaoCall *call, MiaoRecord *family, GError **error);
/** Returns: (transfer full) (nullable): the newest evaluation of the family before placement that
 * was reviewed and not sent back; %NULL without error when there is none. */
MiaoRecord *miao_facts_last_review (MiaoStore *store,
                                    const char *family,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** SUSPENDED from any qualified state, remembering which. Returns: %FALSE when there is no way. */
gboolean
miao_family_suspend (MiaoCall *call, MiaoRecord *family, const char *reason, GError **error);
gboolean miao_facts_is_pre_service (MiaoRecord *training);
/** After a placement ended: back to TRAINED when it was the last one. */
gboolean miao_facts_rest_family (MiaoCall *call, const char *family, GError **error);

/* evaluation */
/** Refuses when the evaluation is final. */
gboolean miao_facts_evaluation_open (const MiaoRecord *evaluation, GError **error);
/** Refuses when a final correction has taken the place of the evaluation. */
gboolean miao_facts_not_replaced (MiaoCall *call, const MiaoRecord *evaluation, GError **error);
/** Returns: (transfer full): members who have not left, leader first. */
GPtrArray *miao_facts_team (MiaoStore *store,
                            const char *evaluation,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean miao_facts_may_sign (MiaoCall *call, MiaoRecord *member, GError **error);
gboolean miao_facts_may_conclude (MiaoCall *call, MiaoRecord *evaluation, GError **error);
/** @ret: whether every member has signed, so that all opinions can be read. */
gboolean
miao_facts_is_opened (MiaoStore *store, const char *evaluation, gboolean *ret, GError **error);
gboolean miao_facts_withdraw_signatures (MiaoCall *call, const char *evaluation, GError **error);
/** Returns: who carries the evaluation out, and by which contract; without the team. */
MiaoTeamFacts miao_facts_provider (const MiaoRecord *evaluation);
/** @draft: what is wrong is told as advice and does not block. */
gboolean
miao_facts_ask_team (MiaoCall *call, MiaoRecord *evaluation, gboolean draft, GError **error);
gboolean miao_facts_ask_conclusion (MiaoCall *call,
                                    MiaoRecord *evaluation,
                                    const MiaoForm *form,
                                    GError **error);
/** EVAL-RESTED: tells of a placement that was confirmed by what @evaluation corrects. */
gboolean miao_facts_ask_rested (MiaoCall *call, const MiaoRecord *evaluation, GError **error);
/** Returns: (transfer full) (nullable): the newest final evaluation of @kind about the subject that
 *  no final correction replaces. */
MiaoRecord *miao_facts_last_evaluation (MiaoStore *store,
                                        const char *kind,
                                        const char *subject_field,
                                        const char *subject,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** EVAL-STAGE: whether that kind of evaluation may be made of @placement today. */
gboolean miao_facts_ask_stage (MiaoCall *call, MiaoRecord *placement, const char *kind);
/** Returns: (transfer none) (nullable): the grade code of the score of annex D; no other form is
 *  graded. */
const char *miao_facts_grade (MiaoCall *call, const MiaoRecord *evaluation, const MiaoForm *form);
/** Returns: (transfer full): what the rules about the subject of an evaluation (family, child,
 *  integration) say on its day; visits and opinions of later days do not count. */
MiaoFindings *miao_facts_subject_findings (MiaoSession *session,
                                           MiaoRecord *evaluation,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
MiaoRecord *miao_facts_integration_evaluation (MiaoStore *store,
                                               MiaoRecord *placement,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* match */
/** MAT-01 … MAT-08, what is to be weighed (MAT-12, FIT-…) and the child's conditions again.
 *  @draft: what would block is told as advice. */
gboolean miao_facts_ask_match (
    MiaoCall *call, MiaoRecord *placement, MiaoRecord *matching, gboolean draft, GError **error);
/** MAT-10 and MAT-11 for a pair; the placement @except (nullable) is not another. */
gboolean miao_facts_ask_match_lock (
    MiaoCall *call, MiaoRecord *child, MiaoRecord *family, const char *except, GError **error);
/** Returns: how many people took part in the meeting. */
guint miao_facts_attendees (const MiaoRecord *matching);

/** One time that a pair was considered and not taken. */
typedef struct {
  MiaoDate on;
  const char *decision_zh; /* static */
  const char *decision_en;
  char *id;   /* matching, or the placement that was withdrawn */
  char *text; /* (nullable): the reasons */
  char *by;   /* (nullable): staff */
} MiaoMatchEarlier;

/** Returns: (transfer full) (element-type MiaoMatchEarlier): newest first; empty when never. */
GPtrArray *miao_facts_match_earlier (MiaoCall *call,
                                     const char *child,
                                     const char *family,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* placement */
gboolean miao_facts_complete_agreement (MiaoCall *call,
                                        MiaoRecord *placement,
                                        MiaoRecord *agreement,
                                        GError **error);
gboolean miao_facts_ask_signing (MiaoCall *call,
                                 MiaoRecord *placement,
                                 MiaoRecord *agreement,
                                 GError **error);
gboolean
miao_facts_ask_move_in (MiaoCall *call, MiaoRecord *placement, MiaoDate on, GError **error);
gboolean
miao_facts_ask_visit (MiaoCall *call, MiaoRecord *placement, MiaoRecord *visit, GError **error);
/** Refuses an evaluation that is named for confirming @placement and is not of its integration, or
 *  that the institution said no to, or that a final correction replaces. */
gboolean miao_facts_may_confirm_by (MiaoCall *call,
                                    const MiaoRecord *placement,
                                    const MiaoRecord *evaluation,
                                    GError **error);
gboolean miao_facts_ask_confirm (
    MiaoCall *call, MiaoRecord *placement, MiaoRecord *evaluation, MiaoDate on, GError **error);
gboolean
miao_facts_ask_extension (MiaoCall *call, MiaoRecord *placement, MiaoDate to, GError **error);
/** CHG-01 … CHG-03 and the conditions of a main caregiver, for @member from today on. */
gboolean miao_facts_ask_caregiver_change (MiaoCall *call,
                                          MiaoRecord *member,
                                          const MiaoAnswers *answers,
                                          MiaoDate approved_on,
                                          gboolean amended,
                                          GError **error);
/** Only says that the report is due, or that it was made; nothing may hold up a removal. */
gboolean miao_facts_ask_suspension (MiaoCall *call, MiaoRecord *placement, GError **error);
/** What is asked when an ending is begun; a family's notice that still runs is no obstacle. */
gboolean miao_facts_ask_begin_ending (MiaoCall *call,
                                      MiaoRecord *placement,
                                      MiaoRecord *termination,
                                      GError **error);
/** TRM-08, TRM-09 and TRM-11: what is still open after the end. */
gboolean miao_facts_ask_settling (MiaoCall *call,
                                  MiaoRecord *placement,
                                  MiaoRecord *termination,
                                  GError **error);
gboolean miao_facts_ask_ending (
    MiaoCall *call, MiaoRecord *placement, MiaoRecord *termination, MiaoDate on, GError **error);

/** Returns: (transfer full): the placements of @family under a signed agreement, whose children
 * live with it or are about to move in. */
GPtrArray *miao_facts_placements_agreed (MiaoCall *call,
                                         const char *family,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
