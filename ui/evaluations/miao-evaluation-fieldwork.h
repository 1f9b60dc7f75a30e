#pragma once

#include "miao-act-form.h"
#include "miao-evaluation-data.h"

G_BEGIN_DECLS

/*
 * Field packages of an evaluation: taking one out, calling it back, packing it, merging what comes
 * back.
 */

/** Returns: (nullable): the card of the side column; %NULL where there is nothing to say or do. Its
 *  buttons use the action evaluation.act. */
GtkWidget *miao_evaluation_fieldwork_new (const MiaoEvaluationData *data,
                                          MiaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): who has it: "Out: …, until 2026-11-30". */
char *miao_evaluation_fieldwork_dup_out (const MiaoEvaluationData *data);

/** Fills @form for "send-fieldwork". */
void miao_evaluation_fieldwork_begin_send (MiaoActForm *form,
                                           MiaoSession *session,
                                           const MiaoEvaluationData *data);

/**
 * miao_evaluation_fieldwork_act:
 * @from: stands for the page; @done is called with it
 * @act: "merge-fieldwork", "pack-fieldwork" or "recall-fieldwork" (of @package)
 * @done: after it was done
 *
 * What needs no form: asks for the file or the reason, and does it. Returns: %FALSE when there is
 * no such act.
 */
gboolean miao_evaluation_fieldwork_act (GtkWidget *from,
                                        MiaoSession *session,
                                        const char *act,
                                        const char *evaluation,
                                        const char *package,
                                        void (*done) (GtkWidget *from));

G_END_DECLS
