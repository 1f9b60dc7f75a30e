#pragma once

#include "miao-child-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_CHILD_OVERVIEW (miao_child_overview_get_type ())
G_DECLARE_FINAL_TYPE (MiaoChildOverview, miao_child_overview, MIAO, CHILD_OVERVIEW, GtkWidget)

/** Child and admission as the dictionary has them; read first, edited on demand. */
GtkWidget *miao_child_overview_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @view: (nullable): not changed while something is typed for the same child. */
void
miao_child_overview_show (MiaoChildOverview *self, MiaoSession *session, const MiaoChildView *view);

/** Begins to edit, with the keyboard in @field (nullable). Returns: %FALSE for an unknown field. */
gboolean miao_child_overview_edit (MiaoChildOverview *self, const char *kind, const char *field);

gboolean miao_child_overview_is_dirty (MiaoChildOverview *self);
void miao_child_overview_discard (MiaoChildOverview *self);

G_END_DECLS
