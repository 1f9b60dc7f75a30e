#pragma once

#include "miao-session.h"
#include "miao-store-tables.h"

G_BEGIN_DECLS

/*
 * What is being typed, kept until it is saved. Of a file, in the file. Of a server, first on this
 * computer, so that typing neither waits for the server nor is lost with it: each draft as a small
 * file that only the institution's data key opens and whose name tells nothing. From there they go
 * to the server, so that one finds them at any desk: at once, at the reconnection, or at the next
 * log-in of the same person here if the program ended meanwhile.
 */

/**
 * miao_drafts_put:
 * @kind: whose form: a use case, "fill-evaluation"
 * @record: (nullable): which record; %NULL or "": a new one
 * @content: (nullable): what was typed; %NULL forgets it
 * @ret_here: (out) (optional): whether it was kept on this computer and waits for
 *   miao_drafts_send()
 *
 * Errors: those of the store; on a server %MIAO_ERROR_DENIED while the session is locked.
 */
gboolean miao_drafts_put (MiaoSession *session,
                          const char *kind,
                          const char *record,
                          const char *content,
                          gboolean *ret_here,
                          GError **error);

/** Returns: (transfer full) (nullable): what the person typed there last, wherever it was kept. */
char *miao_drafts_dup (MiaoSession *session,
                       const char *kind,
                       const char *record) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type MiaoDraft): all that the person typed and did not save,
 *  wherever it was kept, newest first; %NULL with @error set. */
GPtrArray *miao_drafts_list (MiaoSession *session, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_drafts_send:
 *
 * Puts into the database what was kept on this computer; a draft that is newer there stays. Costs
 * nothing when there is none. May run in a thread with a session of its own while others are put.
 *
 * Returns: how many were taken up; -1 with @error set, and what was not taken up is still here.
 */
int miao_drafts_send (MiaoSession *session, GError **error);

G_END_DECLS
