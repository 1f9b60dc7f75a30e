#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_MATCH_VIEW (miao_match_view_get_type ())
G_DECLARE_FINAL_TYPE (MiaoMatchView, miao_match_view, MIAO, MATCH_VIEW, GtkWidget)

/**
 * miao_match_view_new:
 *
 * The families for a child, or the children for a family, in their order; beside it what every rule
 * says of the one that is chosen, what it was compared by, and what was decided before. Emits
 * "back", and "proposed" (const char *placement) when a match was proposed here.
 */
GtkWidget *miao_match_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @kind: "child" or "family". What cannot be read is said on the page. */
void
miao_match_view_open (MiaoMatchView *self, MiaoSession *session, const char *kind, const char *id);
void miao_match_view_refresh (MiaoMatchView *self);
void miao_match_view_clear (MiaoMatchView *self);
/** Returns: %FALSE when there is nothing on the page to go back from. */
gboolean miao_match_view_back (MiaoMatchView *self);
char *miao_match_view_dup_unsaved (MiaoMatchView *self);
void miao_match_view_discard (MiaoMatchView *self);

G_END_DECLS
