#pragma once

#include "miao-session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * miao_aways_tell:
 * @dues: (element-type MiaoDue): of a placement of @child
 *
 * Adds to what visits are due by that the child is away on @on, since and until when and where, to
 * whoever may see the place; others are told that it is away, no more.
 */
gboolean miao_aways_tell (MiaoSession *session,
                          const char *child,
                          MiaoDate on,
                          GPtrArray *dues,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Adds "away_zh" and "away_en", the same words, when the child was away on @on; and the days
 *  "away_from" and "away_until" for whoever may see the place. */
gboolean miao_aways_put (MiaoSession *session,
                         const char *child,
                         MiaoDate on,
                         JsonObject *object,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
