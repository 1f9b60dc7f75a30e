#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A menu button that begins an incident or a complaint about a record; hidden until
 *  miao_incident_menu_set(). */
GtkWidget *miao_incident_menu_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @about: "child", "placement" or "family"; @id: its id. Who may not record any sees no button. */
void
miao_incident_menu_set (GtkWidget *button, MiaoSession *session, const char *about, const char *id);

G_END_DECLS
