#pragma once

#include "miao-use-case.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_do:
 * @from: anything in the window
 * @session: the window's
 *
 * As miao_use_case_run(). On a server it is done in a thread on a connection of its own: what takes
 * a moment is waited for as ever, and what takes longer shows a window with Cancel while the rest
 * goes on drawing; keys and clicks then wait too, and nothing is rebuilt below the caller.
 *
 * Errors: also %MIAO_ERROR_LOST at once while the connection is known to be lost, and
 * %MIAO_ERROR_CANCELLED; nothing was changed then.
 */
gboolean miao_do (GtkWidget *from,
                  MiaoSession *session,
                  const char *use_case,
                  JsonObject *input,
                  MiaoOutcome **ret_outcome,
                  GError **error);

/**
 * miao_do_look:
 *
 * Asks the server beside the window whether it answers at all, before the window reads from it
 * itself. What takes longer than a moment shows a window with Cancel. Returns at once for a file.
 *
 * Returns: %FALSE when the person would not wait any longer; then nothing is to be read now.
 */
gboolean miao_do_look (GtkWidget *from, MiaoSession *session);

/** As miao_do_look() for what nobody asked for: the window only hears of it when the server
 * answered.
 *  @callback gets a task; miao_do_look_finish() says whether it did. */
void miao_do_look_async (MiaoSession *session, GAsyncReadyCallback callback, gpointer user_data);
gboolean miao_do_look_finish (GAsyncResult *result);

/** Sends the drafts that were kept on this computer to the server, beside the window. */
void miao_do_send_drafts (MiaoSession *session);

/** Closes the connection of its own and wipes its keys: the window is locked, or its session ends.
 */
void miao_do_forget (void);

G_END_DECLS
