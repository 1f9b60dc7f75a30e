#pragma once

#include "miao-child-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_CHILD_BOOK (miao_child_book_get_type ())
G_DECLARE_FINAL_TYPE (MiaoChildBook, miao_child_book, MIAO, CHILD_BOOK, GtkWidget)

/** A child's life in one chronological scroll, the newest first; years at the left jump. */
GtkWidget *miao_child_book_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @view: (nullable): lives as long as it is shown. Read when the book is first looked at. */
void miao_child_book_show (MiaoChildBook *self, MiaoSession *session, const MiaoChildView *view);

G_END_DECLS
