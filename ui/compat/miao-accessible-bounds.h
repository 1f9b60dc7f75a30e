#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_accessible_bounds_init:
 *
 * Lets screen readers and magnifiers know where on the screen a widget is, which GTK 4.10 to 4.18
 * tell wrongly. To be called before the first widget of any class is made: classes copy the methods
 * of their parent. Does nothing with older GTK, which tells it rightly.
 */
void miao_accessible_bounds_init (void);

G_END_DECLS
