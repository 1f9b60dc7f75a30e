#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Opens the window in which a person changes their own password; says so in the window of
 *  @parent when it is done. */
void miao_password_dialog_present (GtkWidget *parent, MiaoSession *session);

G_END_DECLS
