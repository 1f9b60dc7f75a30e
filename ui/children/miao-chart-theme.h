#pragma once

#include "miao-growth-chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The colours of a chart in the theme that is shown now: light, dark or high contrast. */
void miao_chart_theme_get (GtkWidget *widget, MiaoGrowthPalette *ret_palette);

/** Returns: (transfer full): the family of the letters of @widget. @ret_size: in pixels. */
char *miao_chart_theme_dup_font (GtkWidget *widget, double *ret_size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
