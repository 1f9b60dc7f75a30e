#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_PLACEMENT_LIST (miao_placement_list_get_type ())
G_DECLARE_FINAL_TYPE (MiaoPlacementList, miao_placement_list, MIAO, PLACEMENT_LIST, GtkWidget)

/** The list of placements with its filters. Emits "opened" (const char *id) and "propose". */
GtkWidget *miao_placement_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @session: (nullable): %NULL empties the list. */
void miao_placement_list_set_session (MiaoPlacementList *self, MiaoSession *session);
void miao_placement_list_reload (MiaoPlacementList *self);
/** Finds by number, child and family. */
void miao_placement_list_search (MiaoPlacementList *self, const char *text);
void miao_placement_list_grab_focus (MiaoPlacementList *self);

G_END_DECLS
