#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_SCROLL_LAYOUT (miao_scroll_layout_get_type ())
G_DECLARE_FINAL_TYPE (MiaoScrollLayout, miao_scroll_layout, MIAO, SCROLL_LAYOUT, GtkLayoutManager)

/*
 * Around one scrolled list: it takes the height that is there. GTK's scrolled window measures all
 * the rows of its list at every width that somebody asks about, only to say how little it needs.
 */

G_END_DECLS
