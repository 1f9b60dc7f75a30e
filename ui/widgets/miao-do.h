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

/** Closes the connection of its own and wipes its keys: the window is locked, or its session ends.
 */
void miao_do_forget (void);

G_END_DECLS
