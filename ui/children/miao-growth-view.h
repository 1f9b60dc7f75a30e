#pragma once

#include "miao-child-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_GROWTH_VIEW (miao_growth_view_get_type ())
G_DECLARE_FINAL_TYPE (MiaoGrowthView, miao_growth_view, MIAO, GROWTH_VIEW, GtkWidget)

/**
 * miao_growth_view_new:
 *
 * The growth chart of a child. Left and Right, a click or the pointer walk the points; each is
 * spoken. Emits "walked" (const char *id) with the measurement of the point.
 */
GtkWidget *miao_growth_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @view: (nullable): lives as long as it is shown. */
void miao_growth_view_show (MiaoGrowthView *self,
                            const MiaoChildView *view,
                            MiaoGrowthIndicator indicator,
                            MiaoDate today);

/** Chooses the point of that measurement; one that is not on this chart chooses none. */
void miao_growth_view_select (MiaoGrowthView *self, const char *measure);

G_END_DECLS
