#pragma once

#include "miao-record.h"

G_BEGIN_DECLS

/* When a child was taken out of the family in an emergency, and when it came back: the placement
 * keeps all of these days, because they decide what is paid. */

/** Notes the removal, unless the child is out already. */
void miao_removals_begin (MiaoRecord *placement, MiaoDate on);

/** Notes that the child is back; nothing when it was not out. */
void miao_removals_end (MiaoRecord *placement, MiaoDate on);

/** Returns: whether the child was taken out, and did not come back; also while the placement ends.
 */
gboolean miao_removals_is_out (const MiaoRecord *placement);

/** The same for a trial adoption with other people: the placement goes on and is not paid for. */
void miao_pauses_begin (MiaoRecord *placement, MiaoDate on);
void miao_pauses_end (MiaoRecord *placement, MiaoDate on);

/** Returns: whether such a trial goes on. @ret_back: when the child came back from the last one
 *  that is over, or NONE. */
gboolean miao_pauses_read (const MiaoRecord *placement, MiaoDate *ret_back);

G_END_DECLS
