#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_SETUP (miao_setup_get_type ())
G_DECLARE_FINAL_TYPE (MiaoSetup, miao_setup, MIAO, SETUP, GtkWidget)

/**
 * MiaoSetup:
 *
 * The first page of a program without a file: open one, make the file of an institution, or a
 * practice file. Emits "file" (char *path) when a log-in should follow, "opened" (MiaoSession) when
 * one was made and its maker is logged in.
 */

/** The three ways. */
void miao_setup_show_welcome (MiaoSetup *self);
/** The three ways, and why a file that was chosen does not open. */
void miao_setup_show_error (MiaoSetup *self, const GError *error);
/** The recovery of the file at @path. */
void miao_setup_show_forgotten (MiaoSetup *self, const char *path);

G_END_DECLS
