#pragma once

#include "miao-session.h"

G_BEGIN_DECLS

/*
 * A new data key, so that a copy of the old one opens nothing that is written from now on. Four
 * steps, each durable before the next begins:
 *
 *   1. the key file gets the next data key, sealed to the public key of every slot that stays;
 *      whoever leaves has no slot any more
 *   2. the database is encrypted under the next key, in one transaction of its own
 *   3. the files of the documents, one by one
 *   4. the key file forgets the old data key
 *
 * Cut off anywhere, both keys are in the file, so that the next log-in of anybody goes on from
 * there without another person's password. Nobody else may have the file open (step 2); what could
 * not be finished is told by miao_session_get_pending() and tried again at each log-in.
 */

/** Called with 0…1. */
typedef void (*MiaoRotationProgress) (double fraction, gpointer data);

/**
 * miao_account_remove:
 * @progress: (nullable)
 *
 * Takes a person out: no slot, and a new data key for everybody else. What they did stays under
 * their name. Needs %MIAO_MAY_ACCOUNT_MANAGE; not for oneself and not for the last administrator
 * (%MIAO_ERROR_REFUSED). About 10 s per gigabyte.
 *
 * Errors: %MIAO_ERROR_BUSY while another program has the file open, %MIAO_ERROR_NO_SPACE (as much
 * room as the database takes is needed for a while); nothing has then changed. Returns %TRUE also
 * when the person is out but a later step has to wait: see miao_session_get_pending().
 */
gboolean miao_account_remove (MiaoSession *session,
                              const char *login,
                              MiaoRotationProgress progress,
                              gpointer data,
                              GError **error);

/** A new data key without anybody leaving: after a backup medium or a computer was lost. */
gboolean miao_account_rotate_keys (MiaoSession *session,
                                   MiaoRotationProgress progress,
                                   gpointer data,
                                   GError **error);

G_END_DECLS
