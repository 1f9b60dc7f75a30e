#pragma once

#include "miao-finding.h"
#include "miao-form.h"
#include "miao-session.h"

G_BEGIN_DECLS

/*
 * The items of a form that nobody types: rules compute them from the records. While an evaluation
 * is open they are computed anew; with the conclusion they are kept as answers of the evaluation,
 * so that a final one says for ever what it said that day. The answer is "pass", "fail" or "none"
 * (the rule does not apply), its note the arithmetic in Chinese.
 */

/** Puts the computed answers into @evaluation's "answers"; evidence of such items stays. */
void miao_evaluation_keep_computed (MiaoRecord *evaluation,
                                    const MiaoForm *form,
                                    const MiaoFindings *findings);

/**
 * miao_evaluation_computed:
 *
 * Returns: (transfer full): rows { "item", "answer", "note" } of the computed items: those kept
 * with a final evaluation, else what the records of today give for its day; %NULL with @error set.
 */
JsonArray *miao_evaluation_computed (MiaoSession *session,
                                     MiaoRecord *evaluation,
                                     const MiaoForm *form,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
