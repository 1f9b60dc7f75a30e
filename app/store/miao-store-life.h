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

/** Returns: whether the connection was given up because nobody answered at all, not just now
 * either: it is not worth asking again at once. */
gboolean miao_store_is_away (const MiaoStore *store);

/** Another connection found that nobody answers: so does this one now. Nothing for a file. */
void miao_store_give_up (MiaoStore *store);

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

/** Whether the connection sees all rows: @ret_all. A person's login on a server does not, but while
 *  a backup is open (miao_store_open_backup()); its administrator does, and so does whoever opens a
 *  file. */
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

/**
 * MiaoStoreWait:
 * @MIAO_STORE_WAITED: what was waited for has ended
 * @MIAO_STORE_GAVE_UP: the person will not wait any longer; the statement fails with
 *   %MIAO_ERROR_CANCELLED
 * @MIAO_STORE_CANNOT_WAIT: nothing else can go on at this point; the statement has a second left,
 *   and then fails with %MIAO_ERROR_BUSY
 */
typedef enum {
  MIAO_STORE_WAITED,
  MIAO_STORE_GAVE_UP,
  MIAO_STORE_CANNOT_WAIT,
} MiaoStoreWait;

/**
 * MiaoStoreWaiter:
 * @ended: with @waited: whether what is waited for has ended; to be asked again and again, some
 *   times each second, because it also sees to it that a silent network is noticed
 *
 * Lets others live while the server has not answered yet. Whatever it lets run may not use the
 * store: statements fail with %MIAO_ERROR_BUSY meanwhile.
 */
typedef MiaoStoreWait (*MiaoStoreWaiter) (gboolean (*ended) (gpointer waited),
                                          gpointer waited,
                                          gpointer user_data);

/** From now on what is not answered within 80 ms is waited for with @waiter (%NULL: quietly), in
 *  the thread that calls this; other threads wait quietly. Nothing for a file. */
void miao_store_set_waiter (MiaoStore *store, MiaoStoreWaiter waiter, gpointer user_data);

G_END_DECLS
