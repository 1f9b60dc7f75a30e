#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_PLACEMENT_VIEW (miao_placement_view_get_type ())
G_DECLARE_FINAL_TYPE (MiaoPlacementView, miao_placement_view, MIAO, PLACEMENT_VIEW, GtkWidget)

/** One placement: where it stands, what is missing, what was done, and what can be done now. Emits
 *  "back". */
GtkWidget *miao_placement_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Shows the placement. Errors: those of the store. */
gboolean miao_placement_view_open (MiaoPlacementView *self,
                                   MiaoSession *session,
                                   const char *id,
                                   GError **error);
/** Forgets what is shown. */
void miao_placement_view_clear (MiaoPlacementView *self);
/** Reads again; a form that is open stays. */
void miao_placement_view_refresh (MiaoPlacementView *self);
/** Opens the form of a use case; one that has none here leads to where it is done. */
void miao_placement_view_act (MiaoPlacementView *self, const char *use_case);
/** Opens the form of "meet-need", "change-need" or "drop-need" for one of the placement's needs. */
void
miao_placement_view_act_on_need (MiaoPlacementView *self, const char *use_case, const char *need);
/** Closes an open form. Returns: %FALSE when there was none. */
gboolean miao_placement_view_back (MiaoPlacementView *self);
/** Returns: (transfer full) (nullable): the act whose typing would be lost. */
char *miao_placement_view_dup_unsaved (MiaoPlacementView *self);
void miao_placement_view_discard (MiaoPlacementView *self);

G_END_DECLS
