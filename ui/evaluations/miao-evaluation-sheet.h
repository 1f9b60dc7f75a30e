#pragma once

#include "miao-answers.h"
#include "miao-finding.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_EVALUATION_SHEET (miao_evaluation_sheet_get_type ())
G_DECLARE_FINAL_TYPE (MiaoEvaluationSheet, miao_evaluation_sheet, MIAO, EVALUATION_SHEET, GtkWidget)

/**
 * miao_evaluation_sheet_new:
 *
 * A form of an evaluation: its sections with their progress at the left, the items beside them.
 * Emits "changed", and "evidence" (const char *item).
 */
GtkWidget *miao_evaluation_sheet_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_evaluation_sheet_show:
 * @form: (nullable): %NULL empties the sheet
 * @answers: live until another form is shown
 * @last: (nullable): answers of the evaluation before, of @last_on
 */
void miao_evaluation_sheet_show (MiaoEvaluationSheet *self,
                                 const MiaoForm *form,
                                 MiaoAnswerSheet *answers,
                                 MiaoAnswerSheet *last,
                                 const char *last_on,
                                 MiaoDate today,
                                 gboolean editable);
/** A last section of the caller's own, with its words in the list of sections. */
void
miao_evaluation_sheet_add_section (MiaoEvaluationSheet *self, const char *title, GtkWidget *child);
/** Shows the answers again after they were changed elsewhere. */
void miao_evaluation_sheet_read (MiaoEvaluationSheet *self);
/** What the rules say now: verdicts of items, progress of sections. @away: in a field package,
 * which cannot compute everything. */
void miao_evaluation_sheet_judge (MiaoEvaluationSheet *self,
                                  const MiaoFindings *findings,
                                  gboolean away);
/** Gives the first item that is not in order, else the first item, the keyboard. */
void miao_evaluation_sheet_focus_open (MiaoEvaluationSheet *self);
/** Sum of the scores given and of the highest possible; @ret_n: how many are scored. */
void miao_evaluation_sheet_score (MiaoEvaluationSheet *self,
                                  MiaoAnswerSheet *answers,
                                  guint *ret_sum,
                                  guint *ret_most,
                                  guint *ret_n);

G_END_DECLS
