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

/** Returns: a fold around both parts; what the titles and widths are is said above. */
GtkWidget *miao_fold_new (GtkWidget *main,
                          const char *main_title,
                          int main_width,
                          GtkWidget *side,
                          const char *side_title,
                          int side_width) G_GNUC_WARN_UNUSED_RESULT;

/** Shows the main part where only one fits: before the keyboard goes to something in it. */
void miao_fold_show_main (MiaoFold *self);

G_END_DECLS
