#pragma once

#include "miao-form.h"
#include "miao-record.h"
#include "miao-store.h"

G_BEGIN_DECLS

/*
 * The forms of this institution: those of the program, with the items that it added. Each change of
 * these makes another edition; the newest one that has begun holds for what is opened that day, and
 * an evaluation keeps its own.
 */

/**
 * miao_forms_edition:
 * @kind: code of eval_kind
 * @on: in force on that day; %MIAO_DATE_NONE: the newest, which may still lie ahead
 *
 * Returns: (transfer full) (nullable): the edition; %NULL without @error set when nothing was ever
 *   added.
 */
MiaoRecord *miao_forms_edition (MiaoStore *store, const char *kind, MiaoDate on, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_forms_planned:
 * @ret_before: (out) (optional) (transfer full) (nullable): what holds when it is withdrawn
 *
 * Returns: (transfer full) (nullable): the newest edition that is not withdrawn, when its day is
 *   still to come; %NULL without @error set when there is none.
 */
MiaoRecord *miao_forms_planned (MiaoStore *store,
                                const char *kind,
                                MiaoDate today,
                                MiaoRecord **ret_before,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_forms_for_kind:
 * @ret_edition: (out) (optional) (transfer full) (nullable): the edition in it
 *
 * Returns: (transfer none) (nullable): the form that is filled in on @on; %NULL with @error set
 *   (%MIAO_ERROR_NOT_FOUND: there is none).
 */
const MiaoForm *miao_forms_for_kind (
    MiaoStore *store, const char *kind, MiaoDate on, MiaoRecord **ret_edition, GError **error);

/** Returns: (transfer none): the form as the evaluation was opened with it; %NULL with
 *  %MIAO_ERROR_TOO_NEW when this program does not have it. */
const MiaoForm *
miao_forms_of_evaluation (MiaoStore *store, const MiaoRecord *evaluation, GError **error);

/** Returns: (transfer none): annex A as the application was made with it. */
const MiaoForm *
miao_forms_of_application (MiaoStore *store, const MiaoRecord *application, GError **error);

G_END_DECLS
