#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/** Emergency removal: always allowed at once (domain 8.3 P6), whatever the state of the open
 *  placement. @what: (nullable): what happened. Fails only when the placement is not open or the
 *  store does. */
gboolean
miao_placement_suspend (MiaoCall *call, MiaoRecord *placement, const char *what, GError **error);

/** Returns: (transfer none): the state that a placement goes back to after a removal or an ending
 *  that was withdrawn. A removal ends a short-term care; what is left of one after an ending was
 *  withdrawn says miao_short_care_is_open(). */
const char *miao_placement_state_before (const MiaoRecord *placement);

/** The child that was taken out is back with the family: day and @reason into @placement, which the
 *  caller moves and stores; the child is moved here. */
gboolean miao_placement_take_back (
    MiaoCall *call, MiaoRecord *placement, MiaoDate on, const char *reason, GError **error);

/** Moves the child and sets the form of care ("1" in the institution, "2" with a family). */
gboolean miao_placement_set_child_state (
    MiaoCall *call, const char *child, const char *to, const char *care_mode, GError **error);

G_END_DECLS
