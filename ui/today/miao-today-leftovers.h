#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Returns: (transfer full) (nullable): what the person typed and did not save, to be looked at,
 * gone on with or thrown away; %NULL when there is nothing. */
GtkWidget *miao_today_leftovers_new (MiaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
