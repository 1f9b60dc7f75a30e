#pragma once

#include "miao-paper-batch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Asks for a file and writes the papers of all records that have one into it, beside the window,
 *  with progress and Cancel. @paper: of miao-paper.h; of a child's papers those of children in
 *  care. @some: (nullable): of which records only; at most one condition in "where". */
void miao_paper_many_save (GtkWidget *from,
                           MiaoSession *session,
                           const char *paper,
                           const MiaoPaperSome *some);

/** Asks which of @papers (static, %NULL-terminated, each about a kind of records) is wanted, of
 *  those that the session may read, and of which days, then as miao_paper_many_save(). @from: where
 * what comes of it is said. */
void miao_paper_many_ask (GtkWidget *from, MiaoSession *session, const char *const *papers);

G_END_DECLS
