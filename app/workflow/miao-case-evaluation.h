#pragma once

#include "miao-call.h"
#include "miao-form.h"

G_BEGIN_DECLS

/* Filling in an evaluation, for the use cases that do it. */

/**
 * miao_evaluation_take_answers:
 * @evaluation: changed, not stored
 * @given: rows { "item", "answer", "note", "evidence" }: members that a row carries replace the
 *   stored ones, null and "" clear
 *
 * A consent of the head falls with what it was given for.
 *
 * Errors: %MIAO_ERROR_INVALID (no such item, an answer of another type), %MIAO_ERROR_DENIED (an
 * item that the head answers).
 */
gboolean miao_evaluation_take_answers (MiaoRecord *evaluation,
                                       const MiaoForm *form,
                                       JsonArray *given,
                                       GError **error);

/** Filling in is fieldwork: an evaluation that was being signed goes back to it, and the signatures
 *  that were given for other answers fall. @evaluation is changed, not stored. */
gboolean miao_evaluation_reopen (MiaoCall *call, MiaoRecord *evaluation, GError **error);

G_END_DECLS
