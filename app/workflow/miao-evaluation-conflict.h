#pragma once

#include "miao-call.h"
#include "miao-form.h"

G_BEGIN_DECLS

/**
 * miao_evaluation_check_answers:
 * @evaluation: as it is stored
 * @given: rows { "item", "answer", "note", "evidence" } that the person wants to set
 *
 * Assessors fill one form together, so only what both wrote is a conflict: an answer, note or paper
 * (field "FAM-13:answer") or a field of the evaluation itself that is no longer what the input's
 * member "seen" says ({ "answers": rows, "opinion_text": … }), and not what is given either.
 * Without "seen" nothing that is stored is overwritten once the input's "version" is an old one.
 *
 * Returns: %FALSE with %MIAO_ERROR_CONFLICT.
 */
gboolean miao_evaluation_check_answers (MiaoCall *call,
                                        const MiaoRecord *evaluation,
                                        const MiaoForm *form,
                                        JsonArray *given,
                                        GError **error);

G_END_DECLS
