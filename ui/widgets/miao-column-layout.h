#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_COLUMN_LAYOUT (miao_column_layout_get_type ())
G_DECLARE_FINAL_TYPE (MiaoColumnLayout, miao_column_layout, MIAO, COLUMN_LAYOUT, GtkLayoutManager)

/**
 * miao_column_layout_new:
 * @width: pixels; how wide the column is at least, whatever stands in it
 *
 * One child below the other, each as wide as the column. The children are never asked how wide they
 * would like to be: for a text that wraps the answer costs several layouts, and a list has many
 * rows. They must wrap or break anywhere, or be cut off.
 */
GtkLayoutManager *miao_column_layout_new (int width) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
