#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/** ADO-07 … ADO-09 for a child on trial who leaves on @on as adopted; nothing for others. Fails
 * only when the store does. */
gboolean miao_adoption_ask_leave (MiaoCall *call,
                                  const MiaoRecord *child,
                                  const MiaoRecord *admission,
                                  MiaoDate on,
                                  const char *exit_code,
                                  GError **error);

/** Ends the trial adoption of a child who leaves, if it is on one; stores all but @child. */
gboolean miao_adoption_leave (
    MiaoCall *call, MiaoRecord *child, MiaoDate on, const char *exit_code, GError **error);

/** Breaks off the trial of a child that cannot be found; stores all but @child. */
gboolean miao_adoption_break (MiaoCall *call, MiaoRecord *child, MiaoDate on, GError **error);

G_END_DECLS
