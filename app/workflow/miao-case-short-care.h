#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/** Writes down that the open short-term care of @placement, if there is one, ended on @on;
 *  @returned: the child is back with the family. */
gboolean miao_short_care_close (
    MiaoCall *call, const char *placement, MiaoDate on, gboolean returned, GError **error);

/** @ret: whether somebody else cares for the child at present; also while an ending is under way.
 */
gboolean miao_short_care_is_open (MiaoCall *call,
                                  const char *placement,
                                  gboolean *ret,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
