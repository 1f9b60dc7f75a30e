#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/* Entering, changing and closing a need, for the use cases that do it. */

/** NEED-02, NEED-03 and NEED-06 for @need as it is to be stored. Errors: %MIAO_ERROR_REFUSED. */
gboolean miao_need_ask_plan (MiaoCall *call, const MiaoRecord *need, GError **error);

/** NEED-04 for closing @need on @closed. Errors: %MIAO_ERROR_REFUSED. */
gboolean
miao_need_ask_close (MiaoCall *call, const MiaoRecord *need, MiaoDate closed, GError **error);

/**
 * miao_need_begin:
 * @need: what was found, with its state and day; changed, not stored
 *
 * Makes @need one of @evaluation, which is checked to be one that finds needs, asks the rules and
 * whether all is there.
 *
 * Errors: %MIAO_ERROR_INVALID (no evaluation of needs, no such item, a field missing),
 * %MIAO_ERROR_REFUSED.
 */
gboolean
miao_need_begin (MiaoCall *call, const MiaoRecord *evaluation, MiaoRecord *need, GError **error);

G_END_DECLS
