#pragma once

#include "miao-session.h"

G_BEGIN_DECLS

typedef struct {
  gint64 rows;      /* carried over and compared value by value */
  gint64 documents; /* files carried over and read back */
  GStrv waiting;    /* logins that a new password has to be set for before they can connect */
} MiaoMoveReport;

void miao_move_report_clear (MiaoMoveReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoMoveReport, miao_move_report_clear)

/**
 * miao_move:
 * @to: a server's address, whose database is empty and whose user is the server's administrator; or
 *   a file that is not there yet
 * @password: of the session's account, whose login is made on the server
 *
 * Carries an institution over: rows, key file, documents. What it came from stays as it is, so that
 * one can always go back; whoever moves sees to it that nobody goes on working there. The same
 * passwords open the keys; a server's logins of the other people begin with the next password that
 * is set for them, because nobody else knows the present one.
 *
 * Needs %MIAO_MAY_BACKUP. Errors: those of miao_store_pour() and of attachments.
 */
gboolean miao_move (MiaoSession *session,
                    const char *to,
                    const char *password,
                    MiaoMoveReport *ret_report,
                    GError **error);

G_END_DECLS
