#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_blank_forms_ask:
 * @from: where what comes of it is said
 * @kind: (nullable): form that is chosen to begin with: "APPLICATION", or a code of eval_kind
 *
 * Asks which form is to be filled in with a pen, annex A to I as it is asked today, and prints it
 * or keeps it as a PDF.
 */
void miao_blank_forms_ask (GtkWidget *from, MiaoSession *session, const char *kind);

G_END_DECLS
