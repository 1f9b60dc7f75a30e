#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_FOLD (miao_fold_get_type ())

/**
 * MiaoFold:
 *
 * A page's main part and what stands beside it. Where both do not fit side by side (a small window,
 * large letters) a person chooses between them with two buttons ("main-title" and "side-title"); a
 * fold without titles puts the side below instead. "main-width" and "side-width" count Chinese
 * characters, so that they grow with the letters.
 *
 * In a template the children are of type "main" and "side". A hidden side takes no room.
 */
G_DECLARE_FINAL_TYPE (MiaoFold, miao_fold, MIAO, FOLD, GtkWidget)

/** Shows the main part where only one fits: before the keyboard goes to something in it. */
void miao_fold_show_main (MiaoFold *self);

G_END_DECLS
