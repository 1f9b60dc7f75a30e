#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_CHILD_LIST (miao_child_list_get_type ())
G_DECLARE_FINAL_TYPE (MiaoChildList, miao_child_list, MIAO, CHILD_LIST, GtkWidget)

/**
 * miao_child_list_new:
 *
 * All children, or those that a search finds, with the selected one beside. Emits "activated"
 * (const char *id). Its buttons run the actions "children.admit", "children.filter" and
 * "children.tab" of the page around it.
 */
GtkWidget *miao_child_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

void miao_child_list_set_session (MiaoChildList *self, MiaoSession *session);
void miao_child_list_refresh (MiaoChildList *self);
/** @text: what is typed into the search box; "" shows all. */
void miao_child_list_search (MiaoChildList *self, const char *text);
/** Returns: (transfer none): what was searched for last; "" when all are shown. */
const char *miao_child_list_get_text (MiaoChildList *self);
/** @filter: "all", "present", or a code of child_status. */
void miao_child_list_set_filter (MiaoChildList *self, const char *filter);
void miao_child_list_grab_focus (MiaoChildList *self);
/** Returns: (transfer none) (nullable): the child that is selected. */
const char *miao_child_list_get_selected (MiaoChildList *self);
/** Returns: how many children are in care. */
guint miao_child_list_get_present (MiaoChildList *self);

G_END_DECLS
