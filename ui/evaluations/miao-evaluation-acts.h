#pragma once

#include "miao-act-form.h"
#include "miao-evaluation-data.h"

G_BEGIN_DECLS

/**
 * miao_evaluation_act_begin:
 * @act: a use case about evaluations
 * @data: (nullable): %NULL only for "open-evaluation"
 * @member: (nullable): who signs, for "sign-opinion"
 *
 * Fills @form with what the act needs. Returns: %FALSE when there is no such act.
 */
gboolean miao_evaluation_act_begin (MiaoActForm *form,
                                    MiaoSession *session,
                                    const char *act,
                                    const MiaoEvaluationData *data,
                                    const char *member);

G_END_DECLS
