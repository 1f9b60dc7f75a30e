#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_PAPER_VIEW (miao_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (MiaoPaperView, miao_paper_view, MIAO, PAPER_VIEW, GtkWidget)

/**
 * miao_paper_view_new:
 *
 * The papers of a child and of a volume: which one, its pages as they will print, and what is done
 * with them: print, keep as PDF, seal. Emits "seal" (const char *paper, const char *record).
 */
GtkWidget *miao_paper_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_paper_view_show:
 * @session: (nullable): %NULL shows nothing
 * @child: (nullable): id
 * @volume: (nullable): id; its cover, list and end sheet are then among the papers
 *
 * Makes the paper that was chosen anew; for another child the growth record.
 */
void miao_paper_view_show (MiaoPaperView *self,
                           MiaoSession *session,
                           const char *child,
                           const char *volume);

/** Chooses a paper by name and record. Returns: %FALSE when it is none of them. */
gboolean miao_paper_view_choose (MiaoPaperView *self, const char *paper, const char *id);

void miao_paper_view_print (MiaoPaperView *self);

G_END_DECLS
