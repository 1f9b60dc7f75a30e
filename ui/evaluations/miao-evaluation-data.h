#pragma once

#include "miao-answers.h"
#include "miao-finding.h"
#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MiaoEvaluationData:
 * @team: who has not left; votes and opinions of others are not in it while @sealed
 * @own: (nullable): the member that the person at the screen is
 * @leads: whether that person concludes
 * @subject: who is evaluated, as people say it
 * @before: (nullable): the evaluation of the same kind and subject that came before
 * @corrected: (nullable): the evaluation that this one corrects
 * @correction: (nullable): the correction of it, open or final
 * @refusal: (nullable): what the child says against it, and the head has to decide
 *
 * An evaluation with everything that its record shows.
 */
typedef struct {
  MiaoRecord *evaluation;
  const MiaoForm *form;
  GPtrArray *team;
  gboolean sealed;
  MiaoRecord *own;
  gboolean leads;
  char *subject;
  MiaoRecord *before;
  MiaoRecord *corrected;
  MiaoRecord *correction;
  MiaoRecord *refusal;
  MiaoDate today;
} MiaoEvaluationData;

MiaoEvaluationData *miao_evaluation_data_load (MiaoSession *session,
                                               const char *id,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_evaluation_data_free (MiaoEvaluationData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoEvaluationData, miao_evaluation_data_free)

/** Whether it can still be filled in, signed and concluded. */
gboolean miao_evaluation_is_open (const MiaoRecord *evaluation);
/** Shows the state of an evaluation in a chip. */
void miao_evaluation_chip_set (GtkWidget *chip, const char *status);
/** Returns: (transfer full): whom an evaluation is about. */
char *miao_evaluation_dup_subject (const MiaoRecord *evaluation) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): ids, separated by blanks, of the evaluations whose team the person is
 *  in; %NULL when the person sees all. Assessors see their own ones. */
char *miao_evaluation_dup_visible (MiaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_evaluation_side_new:
 * @findings: (nullable): what the rules say now
 *
 * The column at the right of a record: team, opinions, score, conclusion. Its buttons use the
 * action evaluation.act (("use-case", "member")).
 */
GtkWidget *miao_evaluation_side_new (const MiaoEvaluationData *data,
                                     MiaoSession *session,
                                     const MiaoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (nullable): the card about versions: what it corrects, what corrects it, and the button
 *  of the leader and the head. */
GtkWidget *miao_evaluation_versions_new (const MiaoEvaluationData *data,
                                         MiaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

/** The card of scores: sum, how many items, and the sum of last time. */
GtkWidget *miao_evaluation_score_new (guint sum, guint most, guint n, gint64 last_hundredths)
    G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_evaluation_next_act:
 * @ret_label: (out): words of the button
 * @ret_member: (out) (nullable): the member that signs
 *
 * Returns: (nullable): the use case that is next for the person at the screen.
 */
const char *miao_evaluation_next_act (const MiaoEvaluationData *data,
                                      MiaoSession *session,
                                      const char **ret_label,
                                      const char **ret_member);

G_END_DECLS
