#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/**
 * miao_leave_state_after:
 * @child: id
 * @ret_to: (out) (transfer none): FOSTER or FOSTER_INTEG while the child belongs to a family that
 *   it was not taken out of, else IN_CARE
 *
 * Where a child comes back to who was away, or missing.
 */
gboolean
miao_leave_state_after (MiaoCall *call, const char *child, const char **ret_to, GError **error);

/**
 * miao_leave_close:
 * @child: changed, and stored by the caller
 * @returned: whether the child came back; else it went missing, left or died
 *
 * Ends the time away of the child, if there is one.
 */
gboolean miao_leave_close (
    MiaoCall *call, MiaoRecord *child, MiaoDate on, gboolean returned, GError **error);

G_END_DECLS
