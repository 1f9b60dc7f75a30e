#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_window_replace_keys:
 * @inside: anything in the window
 * @login: (nullable): whoever is taken out; %NULL: nobody, only a new data key
 * @password: of the person at work
 *
 * Ends the session, covers the window while the data key is replaced, and goes on with a new
 * session of the same person. Refusals are told in the window. The caller has asked about it.
 */
void miao_window_replace_keys (GtkWidget *inside, const char *login, const char *password);

G_END_DECLS
