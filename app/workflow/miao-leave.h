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

/** Returns: (transfer full) (nullable): the time away that has not ended; %NULL without error when
 *  there is none. */
MiaoRecord *
miao_leave_find_open (MiaoCall *call, const char *child, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Ends @leave on @on, not before it began, and stores it. */
gboolean
miao_leave_end (MiaoCall *call, MiaoRecord *leave, MiaoDate on, gboolean returned, GError **error);

/**
 * miao_leave_close:
 * @child: changed, and stored by the caller
 * @lost: it cannot be found: its form of care is again what it was before; else it left or died
 *
 * Ends the time away of the child without a return, if there is one.
 */
gboolean
miao_leave_close (MiaoCall *call, MiaoRecord *child, MiaoDate on, gboolean lost, GError **error);

/** Returns: (transfer none): the form of care in state @to, when it was @before (nullable): that of
 * a family only while the child is with one. */
const char *miao_leave_care_mode (const char *before, const char *to);

/**
 * miao_leave_settle:
 * @child: changed, and stored by the caller
 * @stay: the time away or trial adoption that ends
 * @ret_to: (out) (transfer none): the state that it goes back to
 *
 * Gives the child the form of care that it had before; nobody expects it any more.
 */
gboolean miao_leave_settle (
    MiaoCall *call, MiaoRecord *child, const MiaoRecord *stay, const char **ret_to, GError **error);

/**
 * miao_leave_first_day:
 * @ret_first: (out): the arrival of this stay, or the end of the last time away or trial adoption
 *
 * No two of them overlap: the first day on which another may begin.
 */
gboolean
miao_leave_first_day (MiaoCall *call, const char *child, MiaoDate *ret_first, GError **error);

G_END_DECLS
