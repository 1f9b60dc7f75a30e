#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/*
 * Living with a server: it goes away, comes back, or takes its time. All of this is nothing for a
 * file, which is always there.
 */

/** Returns: whether the connection is known to be gone. A statement may still find it so first, or
 *  connect anew by itself. */
gboolean miao_store_is_lost (const MiaoStore *store);

/**
 * miao_store_answers:
 * @address: of a server
 *
 * Whether a server is there and takes connections; nobody logs in. Any thread; waits up to 5 s.
 */
gboolean miao_store_answers (const char *address);

/**
 * miao_store_reconnect:
 *
 * Connects anew if the connection is gone. The next miao_store_poll() tells the watches, because
 * whatever others did meanwhile was missed.
 *
 * Errors: %MIAO_ERROR_LOST, %MIAO_ERROR_KEY (the account was closed meanwhile).
 */
gboolean miao_store_reconnect (MiaoStore *store, GError **error);

/** Whether the connection sees all rows: @ret_all. A person's login on a server does not; its
 *  administrator does, and so does whoever opens a file. */
gboolean miao_store_sees_all (MiaoStore *store, gboolean *ret_all, GError **error);

/** Reads nothing worth having from the tables that every page reads: fails or waits as they would.
 */
gboolean miao_store_touch (MiaoStore *store, GError **error);

/** From now on a statement that takes longer than @ms fails with %MIAO_ERROR_BUSY, and so does one
 *  that waits longer than @lock_ms for somebody else's writing; 60000 and the timeout of the
 *  configuration at first. */
void miao_store_set_limit (MiaoStore *store, guint ms, guint lock_ms);

/** Makes the statement that another thread waits for on @store fail with %MIAO_ERROR_CANCELLED.
 *  Any thread, while @store is open; nothing happens when none runs. */
void miao_store_cancel (MiaoStore *store);

G_END_DECLS
