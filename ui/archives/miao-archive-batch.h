#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Asks for a file and writes the growth records of all children in care into it, beside the
 *  window, with progress and Cancel. */
void miao_archive_batch_begin (GtkWidget *from, MiaoSession *session);

G_END_DECLS
