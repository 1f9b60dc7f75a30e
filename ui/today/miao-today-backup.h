#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Returns: how old the last verified backup is, what went wrong since, and the act that helps. */
GtkWidget *miao_today_backup_new (MiaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
