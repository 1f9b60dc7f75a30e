#pragma once

#include "miao-child-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Adds what must be looked at: weight gain that slows down, a weight below the last one, a value
 *  that nobody checked. */
void miao_growth_alerts_fill (GtkWidget *box, const MiaoChildView *view);

G_END_DECLS
