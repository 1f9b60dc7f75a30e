#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What widgets that draw themselves share. Everything follows the person's letters and theme.
 */

/** The size in pixels of one Chinese character in the widget's own font: 14 at the usual size. */
int miao_draw_em (GtkWidget *widget);

/** How much larger than usual the letters are: 1 at the usual size, never less. */
double miao_draw_scale (GtkWidget *widget);

/** Sets the source to a colour of data/css: "accent_bg", "text_dim" … */
void miao_draw_color (GtkWidget *widget, cairo_t *cr, const char *name);

/**
 * miao_draw_layout_new:
 * @size: relative to the widget's font, 1 is as large
 *
 * Returns: (transfer full): @text as it would be drawn
 */
PangoLayout *miao_draw_layout_new (GtkWidget *widget, const char *text, double size, gboolean bold)
    G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_draw_text:
 * @x: where it begins (@align 0), has its middle (0.5) or ends (1)
 *
 * Draws a line of text with the present source, moved to stay within the widget.
 */
void miao_draw_text (GtkWidget *widget,
                     cairo_t *cr,
                     const char *text,
                     double x,
                     double top,
                     double align,
                     double size,
                     gboolean bold);

G_END_DECLS
