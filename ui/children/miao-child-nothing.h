#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_CHILD_NOTHING (miao_child_nothing_get_type ())
G_DECLARE_FINAL_TYPE (MiaoChildNothing, miao_child_nothing, MIAO, CHILD_NOTHING, GtkWidget)

/** What the list of children shows when it is empty: what was searched, what is near, what to do.
 */
GtkWidget *miao_child_nothing_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @filtered: the list is narrowed to some states. */
void miao_child_nothing_show (MiaoChildNothing *self,
                              MiaoSession *session,
                              const char *text,
                              gboolean filtered);

G_END_DECLS
