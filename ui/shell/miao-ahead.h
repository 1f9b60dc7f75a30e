#pragma once

#include "miao-session.h"

G_BEGIN_DECLS

/*
 * What is due, read while the password was checked, for the page that comes first. Kept for a few
 * seconds and for one taking; main thread only.
 */

/** @tasks: (transfer full) (element-type MiaoTask) (nullable): of @session, just read. */
void miao_ahead_keep (MiaoSession *session, GPtrArray *tasks);

/** Returns: (transfer full) (nullable): what was kept for @session; %NULL when it is to be read. */
GPtrArray *miao_ahead_take (MiaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
