#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_DRAFT_KEEPER (miao_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (MiaoDraftKeeper, miao_draft_keeper, MIAO, DRAFT_KEEPER, GtkWidget)

/** Returns: (transfer full) (nullable): what was typed so far as text; %NULL: nothing to keep. */
typedef char *(*MiaoDraftFunc) (gpointer user_data);

/**
 * miao_draft_keeper_new:
 *
 * Keeps what is being typed in the encrypted store, so that neither a lock nor a crash loses it: a
 * line of words that says when it was kept last. One draft per person, kind and record.
 */
GtkWidget *miao_draft_keeper_new (MiaoDraftFunc dup_content,
                                  gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_draft_keeper_open:
 * @session: (nullable): %NULL forgets everything without touching the store
 * @kind: whose form: a use case, "fill-evaluation"
 * @record: (nullable): which record; %NULL: a new one
 *
 * Returns: (transfer full) (nullable): the draft that is there from before.
 */
char *miao_draft_keeper_open (MiaoDraftKeeper *self,
                              MiaoSession *session,
                              const char *kind,
                              const char *record);

/** Something was typed: it is kept within a second. */
void miao_draft_keeper_touch (MiaoDraftKeeper *self);
/** Keeps at once what was typed since. */
void miao_draft_keeper_flush (MiaoDraftKeeper *self);
/** Keeps at once what was typed in any form: the session is about to be locked or closed. */
void miao_draft_keeper_flush_all (void);
/** It was saved for good or thrown away: the draft goes. */
void miao_draft_keeper_drop (MiaoDraftKeeper *self);
/** Shows a place for words beside the time: "Draft of 2026-11-22 10:26 put back". */
void miao_draft_keeper_say (MiaoDraftKeeper *self, const char *words);

G_END_DECLS
