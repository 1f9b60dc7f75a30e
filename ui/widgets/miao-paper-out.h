#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A paper leaves the house without being looked at first: to the printer or into a PDF, with its
 * number in the register of prints. What comes of it is said in the window.
 */

/** @paper: "incident", "removal", … of miao-paper.h; @id: what it is about. */
void
miao_paper_out_print (GtkWidget *from, MiaoSession *session, const char *paper, const char *id);

/** As miao_paper_out_print(), into a file that the person names; @title: what it is called if they
 *  do not. */
void miao_paper_out_save (
    GtkWidget *from, MiaoSession *session, const char *paper, const char *id, const char *title);

G_END_DECLS
