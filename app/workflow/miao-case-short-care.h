#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/** Writes down that the open short-term care of @placement, if there is one, ended on @on;
 *  @returned: the child is back with the family. */
gboolean miao_short_care_close (
    MiaoCall *call, const char *placement, MiaoDate on, gboolean returned, GError **error);

G_END_DECLS
