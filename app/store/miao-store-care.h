#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/** As the server's administrator: makes groups, rights and the functions for logins anew. */
gboolean miao_store_settle_server (MiaoStore *store, GError **error);

/**
 * miao_store_check_server:
 * @ret_problems: (out) (transfer full): what keeps people from being kept apart, or the data from
 *   being safe; empty when all is as it should be
 *
 * Whether the server is set up as it should be; no record is read.
 */
gboolean miao_store_check_server (MiaoStore *store, GStrv *ret_problems, GError **error);

G_END_DECLS
