#pragma once

#include "miao-rotation.h"
#include "miao-session-private.h"

G_BEGIN_DECLS

/**
 * miao_rotation_open_store:
 * @ret_rekeyed: whether the database is under the next data key
 *
 * Opens the database under whichever of the two keys it is.
 */
MiaoStore *miao_rotation_open_store (const char *path,
                                     const MiaoSlots *slots,
                                     const MiaoKeys *keys,
                                     gboolean *ret_rekeyed,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** At a log-in: takes the lock of the key file and goes on with what was cut off. What does not
 * work becomes @session->pending. */
void miao_rotation_resume (MiaoSession *session);

/** At a log-in, inside a transaction: rows of accounts whose slot was dropped by a program that was
 *  killed before it could say so are disabled. */
gboolean miao_rotation_settle_rows (MiaoSession *session, const MiaoSlots *slots, GError **error);

/** For tests: called between the steps with the name of the one that comes next. */
extern void (*miao_rotation_step) (const char *next);

G_END_DECLS
