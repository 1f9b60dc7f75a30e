#pragma once

#include "miao-child-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_CHILD_HEALTH (miao_child_health_get_type ())
G_DECLARE_FINAL_TYPE (MiaoChildHealth, miao_child_health, MIAO, CHILD_HEALTH, GtkWidget)

/** How a child grows: alerts, the chart, the measurements. */
GtkWidget *miao_child_health_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @view: (nullable): lives as long as it is shown. */
void
miao_child_health_show (MiaoChildHealth *self, MiaoSession *session, const MiaoChildView *view);

G_END_DECLS
