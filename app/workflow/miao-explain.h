#pragma once

#include "miao-session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * miao_explain:
 * @kind: "placement", "child" or "family"
 * @on: the day, today or before; what was recorded later than that day does not count
 *
 * The state of a record on one day, told from its dates, and for a placement what the rules say
 * that day about its next step, with the values compared and where to mend them.
 *
 * Returns: (transfer full): an object with "state", "findings" and the facts of the day; %NULL with
 *   %MIAO_ERROR_INVALID for another kind or a day to come, %MIAO_ERROR_NOT_FOUND or
 *   %MIAO_ERROR_DENIED.
 */
JsonObject *miao_explain (MiaoSession *session,
                          const char *kind,
                          const char *id,
                          MiaoDate on,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Whether the account may be told. The stays of a child, which not everybody sees, tell its state.
 */
gboolean miao_explain_may (MiaoSession *session, const char *kind);

G_END_DECLS
