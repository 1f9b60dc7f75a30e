#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_restore_dialog_present:
 * @parent: anything in the window, in which nobody is logged in
 * @backup: (nullable): the folder of the backup; %NULL: the person chooses
 * @path: (nullable): the file that it shall be; %NULL: the person types it
 * @login: (nullable): the head's account
 * @done: called with the path of the restored file
 *
 * Shows what a restore would replace and what would be lost, asks why, and does it.
 */
void miao_restore_dialog_present (GtkWidget *parent,
                                  const char *backup,
                                  const char *path,
                                  const char *login,
                                  void (*done) (GtkWidget *parent, const char *path));

G_END_DECLS
