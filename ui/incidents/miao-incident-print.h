#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Prints a paper ("incident", "removal") about the record @id and logs it. */
void miao_incident_print (GtkWidget *from, MiaoSession *session, const char *paper, const char *id);

G_END_DECLS
