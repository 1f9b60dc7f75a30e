#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/* Corrections of final evaluations: new versions that supersede them (domain 8.4). */

/** @ret: (transfer full) (nullable): the newest correction of the evaluation that is open or
 *  holds. One whose review said no, or gave it back, replaces nothing. Errors: of the store. */
gboolean
miao_correction_find (MiaoStore *store, const char *evaluation, MiaoRecord **ret, GError **error);

/** Returns: whether the institution said no to it in the review, or gave it back. */
gboolean miao_correction_is_refused (const MiaoRecord *evaluation);

/** Returns: (transfer none): the id of the version that all others of @evaluation go back to; its
 *  own, when it corrects nothing. @all: (element-type MiaoRecord): those of its kind and subject.
 */
const char *miao_correction_first (GPtrArray *all, const MiaoRecord *evaluation);

/**
 * miao_correction_sort:
 * @all: (element-type MiaoRecord): the evaluations of one kind about one subject, in every state
 * @day: (nullable): the field whose day orders them; %NULL for the order in which they were opened
 *
 * The newest first. A correction stands where the first version stands, whenever it was opened; of
 * the versions the newest comes first, and so does the one that counts among those that may.
 */
void miao_correction_sort (GPtrArray *all, const char *day);

typedef gboolean (*MiaoCorrectionCounts) (const MiaoRecord *evaluation, gconstpointer data);

/** Returns: (transfer full) (nullable): the first of @all in that order that @counts. */
MiaoRecord *miao_correction_newest (GPtrArray *all,
                                    const char *day,
                                    MiaoCorrectionCounts counts,
                                    gconstpointer data) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: the day from which on its conclusion counts: when it was finished; of a correction, the
 *  day on which its leader signed it, in the person's time zone. %MIAO_DATE_NONE while it is open.
 */
MiaoDate miao_correction_counts_from (const MiaoRecord *evaluation);

/** @ret: whether a correction is about the last evaluation of its kind and subject that was
 * reviewed and not given back: then what it says moves the family. TRUE for what is no correction.
 * Errors: of the store. */
gboolean miao_correction_is_newest (MiaoStore *store,
                                    const MiaoRecord *evaluation,
                                    gboolean *ret,
                                    GError **error);

G_END_DECLS
