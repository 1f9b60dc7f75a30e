#pragma once

#include "miao-date.h"
#include "miao-rule-settings.h"
#include "miao-store.h"

G_BEGIN_DECLS

/** The thresholds in force on @on: the defaults, then the institution's own (stricter) settings.
 *  Where they cannot be read nothing may be judged: the defaults are the loosest.
 *
 *  Returns: %FALSE with @error set and the defaults in @ret_settings when the store fails. */
gboolean miao_thresholds_read (MiaoStore *store,
                               MiaoDate on,
                               MiaoRuleSettings *ret_settings,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type MiaoRecord): all that was ever set, the oldest first:
 *  thresholds from when they were settings as records without an id, then miao_standards_read(). */
GPtrArray *miao_thresholds_rows (MiaoStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
