#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_WRAP (miao_wrap_get_type ())

/**
 * MiaoWrap:
 *
 * Children side by side, on a new line where they no longer fit: heads of pages and rows of cards
 * stay whole with large letters and in small windows. The child of a line that expands gets what
 * is left of the line. "homogeneous": all children are equally wide.
 */
G_DECLARE_FINAL_TYPE (MiaoWrap, miao_wrap, MIAO, WRAP, GtkWidget)

GtkWidget *miao_wrap_new (int spacing) G_GNUC_WARN_UNUSED_RESULT;
void miao_wrap_append (MiaoWrap *self, GtkWidget *child);

G_END_DECLS
