#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What leaves the page: the week on paper, the calendar as a file. Both have a number in the
 * register of prints and exports. */

void miao_today_print_week (GtkWidget *from, MiaoSession *session);

/** @mine: only the person's own tasks. The file has no names in it. */
void miao_today_export_calendar (GtkWidget *from, MiaoSession *session, gboolean mine);

G_END_DECLS
