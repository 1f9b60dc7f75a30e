#pragma once

#include "miao-answers.h"
#include "miao-finding.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_ITEM_ROW (miao_item_row_get_type ())
G_DECLARE_FINAL_TYPE (MiaoItemRow, miao_item_row, MIAO, ITEM_ROW, GtkWidget)

/**
 * miao_item_row_new:
 * @item: of a form, which lives as long
 * @answers: what is typed is put there; lives as long
 * @last: (nullable): the answers of the evaluation before
 * @editable: whether it can be answered
 *
 * One item of an evaluation: what is asked, this answer, the answer of last time, what the rule
 * says about it, a note, and papers that prove it. Emits "changed", and "evidence" when a paper is
 * to be attached.
 */
GtkWidget *miao_item_row_new (const MiaoFormItem *item,
                              MiaoAnswerSheet *answers,
                              MiaoAnswerSheet *last,
                              MiaoDate today,
                              gboolean editable) G_GNUC_WARN_UNUSED_RESULT;

const MiaoFormItem *miao_item_row_get_item (MiaoItemRow *self);
/** Shows the answers again: a draft was put back, a paper attached. */
void miao_item_row_read (MiaoItemRow *self);
/** @finding: (nullable): what the item's rule says now. @away: without one, the institution is
 * where it is asked. */
void miao_item_row_judge (MiaoItemRow *self, const MiaoFinding *finding, gboolean away);
gboolean miao_item_row_is_answered (MiaoItemRow *self);
/** Whether it blocks a favourable conclusion now. */
gboolean miao_item_row_fails (MiaoItemRow *self);
/** Whether it fails and nothing proves it. */
gboolean miao_item_row_lacks_evidence (MiaoItemRow *self);

G_END_DECLS
