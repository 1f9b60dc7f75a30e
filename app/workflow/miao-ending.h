#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/** Returns: (transfer full) (nullable): the ending of that placement that was begun, and neither
 *  decided nor withdrawn; %NULL without error when there is none. */
MiaoRecord *miao_ending_find_open (MiaoStore *store,
                                   const char *placement,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the ending that was begun with what is given now in it, or @given. */
MiaoRecord *miao_ending_take (MiaoCall *call,
                              MiaoRecord *placement,
                              MiaoRecord *given,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Gives the notice its number, and links the evaluations of annexes F and I that are concluded. */
gboolean miao_ending_complete (MiaoCall *call, MiaoRecord *termination, GError **error);

/** An evaluation of annex F or I that was reviewed after the decision belongs to that ending;
 * others are left alone. */
gboolean miao_ending_take_evaluation (MiaoCall *call, const MiaoRecord *evaluation, GError **error);

G_END_DECLS
