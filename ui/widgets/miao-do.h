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

/**
 * MiaoDoReadFunc:
 * @session: of the threads, for the same person; its store may be another one at the next call
 *
 * Reads something, in a thread. Returns: %FALSE with @error set.
 */
typedef gboolean (*MiaoDoReadFunc) (MiaoSession *session, gpointer data, GError **error);

/**
 * miao_do_read_async:
 * @data: (transfer full): for @func; miao_do_read_get_data() gives it back
 *
 * Reads from a server beside the window, without a word however long it takes: for what is filled
 * in when it is there. Reads, looks and saves take turns.
 */
void miao_do_read_async (MiaoSession *session,
                         MiaoDoReadFunc func,
                         gpointer data,
                         GDestroyNotify free_data,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean miao_do_read_finish (GAsyncResult *result, GError **error);
/** Returns: (transfer none): the data, for as long as @result lives. */
gpointer miao_do_read_get_data (GAsyncResult *result);

typedef void (*MiaoDoSilenceFunc) (gpointer data);

/** @func: (nullable): called when a thread found that nobody answers; by then the window's own
 *  connection is lost too. */
void miao_do_on_silence (MiaoDoSilenceFunc func, gpointer data);

/** Sends the drafts that were kept on this computer to the server, beside the window. */
void miao_do_send_drafts (MiaoSession *session);

/** Closes the connection of its own and wipes its keys: the window is locked, or its session ends.
 */
void miao_do_forget (void);

G_END_DECLS
