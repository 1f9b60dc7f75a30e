#pragma once

#include "miao-evaluation-data.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_EVALUATION_RECORD (miao_evaluation_record_get_type ())
G_DECLARE_FINAL_TYPE (
    MiaoEvaluationRecord, miao_evaluation_record, MIAO, EVALUATION_RECORD, GtkWidget)

/**
 * miao_evaluation_record_new:
 *
 * An evaluation while it is filled in: what is typed is kept as a draft within a second, and the
 * rules say at once what they think of it. Its buttons use the page's actions evaluation.act
 * (("use-case", "member")) and evaluation.back.
 */
GtkWidget *miao_evaluation_record_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @id: (nullable): %NULL forgets everything. Returns: %FALSE with @error when it cannot be read.
 */
gboolean miao_evaluation_record_show (MiaoEvaluationRecord *self,
                                      MiaoSession *session,
                                      const char *id,
                                      GError **error);
/** Reads again and keeps what was typed. */
void miao_evaluation_record_refresh (MiaoEvaluationRecord *self);
/** Returns: (transfer none) (nullable). */
const char *miao_evaluation_record_get_id (MiaoEvaluationRecord *self);
/** Whether something was typed that is kept as a draft only. */
gboolean miao_evaluation_record_is_dirty (MiaoEvaluationRecord *self);
/** Keeps at once what was typed. */
void miao_evaluation_record_flush (MiaoEvaluationRecord *self);
/** Gives the first open item the keyboard. */
void miao_evaluation_record_focus (MiaoEvaluationRecord *self);

G_END_DECLS
