#pragma once

#include "miao-progress.h"
#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Long work beside the window: it runs in a thread on a connection of its own, so that the window
 * goes on drawing and reading, while a small modal window shows how far it is and offers Cancel.
 * Nothing else can be begun meanwhile. What is done at once shows no window at all.
 */

/**
 * MiaoWorkFunc:
 * @session: (nullable): of the worker, for the same person; not the window's own
 *
 * Does the work, in the thread. Must leave everything as it was when @cancellable is cancelled.
 *
 * Returns: %FALSE with @error set.
 */
typedef gboolean (*MiaoWorkFunc) (MiaoSession *session,
                                  const MiaoProgress *progress,
                                  GCancellable *cancellable,
                                  gpointer data,
                                  GError **error);

/**
 * miao_work_async:
 * @from: anything in the window
 * @session: (nullable): the window's session; %NULL when the work needs none
 * @title: what is done: "Import children"
 * @data: (transfer full): for @func; miao_work_get_data() gives it back
 *
 * Only one work at a time: while one runs, another fails with %MIAO_ERROR_BUSY.
 */
void miao_work_async (GtkWidget *from,
                      MiaoSession *session,
                      const char *title,
                      MiaoWorkFunc func,
                      gpointer data,
                      GDestroyNotify free_data,
                      GAsyncReadyCallback callback,
                      gpointer user_data);

/** Returns: what the function returned; %MIAO_ERROR_CANCELLED when the person cancelled. */
gboolean miao_work_finish (GAsyncResult *result, GError **error);
/** Returns: (transfer none): the data of the work, for as long as @result lives. */
gpointer miao_work_get_data (GAsyncResult *result);

typedef gboolean (*MiaoWorkEndedFunc) (gpointer data);

/**
 * miao_work_wait:
 * @cancellable: what its Cancel cancels
 * @ended: whether what is waited for has ended; asked after each turn of the main loop, which a
 *   thread wakes with g_main_context_wakeup()
 *
 * For what the caller cannot go on without: shows the window of a work and lets everything else be
 * drawn until @ended says so. Nothing else may run (miao_work_is_running()).
 */
void miao_work_wait (GtkWidget *from,
                     const char *title,
                     GCancellable *cancellable,
                     MiaoWorkEndedFunc ended,
                     gpointer data);
/** Returns: whether a caller waits below the main loop; then nothing that it may use is to go. */
gboolean miao_work_is_waiting (void);

/** Between %TRUE and %FALSE nothing may be waited for below the main loop: a widget is being drawn
 * or laid out, or nobody asked for what is done. Nests. */
void miao_work_hold_still (gboolean on);
/** Returns: whether miao_work_wait() may be called now. */
gboolean miao_work_may_wait (void);

/** Returns: whether something runs; then the window must not be closed. */
gboolean miao_work_is_running (void);

G_END_DECLS
