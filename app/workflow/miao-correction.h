#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/* Corrections of final evaluations: new versions that supersede them (domain 8.4). */

/** @ret: (transfer full) (nullable): the newest correction of the evaluation that is open or
 *  holds. One whose review said no, or gave it back, replaces nothing. Errors: of the store. */
gboolean
miao_correction_find (MiaoStore *store, const char *evaluation, MiaoRecord **ret, GError **error);

/** Returns: whether one of @all (element-type MiaoRecord, with conclusion, review_result and
 *  supersedes) is a final correction that replaces @evaluation. */
gboolean miao_correction_replaces (GPtrArray *all, const MiaoRecord *evaluation);

/** Returns: (transfer full) (nullable): the first of @all that no other of them replaces. */
MiaoRecord *miao_correction_first_standing (GPtrArray *all) G_GNUC_WARN_UNUSED_RESULT;

/** @ret: whether a correction is about the newest evaluation of its kind and subject: then what it
 *  says moves the family or the placement. TRUE for what is no correction. Errors: of the store. */
gboolean miao_correction_is_newest (MiaoStore *store,
                                    const MiaoRecord *evaluation,
                                    gboolean *ret,
                                    GError **error);

G_END_DECLS
