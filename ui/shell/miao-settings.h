#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * miao_settings_get:
 *
 * Returns: (transfer none): the settings of this person on this machine: window, colours, last
 *   file. Nothing of an institution's file is kept there. Main thread.
 */
GSettings *miao_settings_get (void);

/**
 * miao_settings_dup_build_path:
 * @name: a folder below the build folder
 *
 * Returns: (transfer full) (nullable): that folder when the program runs from a build folder, else
 *   %NULL.
 */
char *miao_settings_dup_build_path (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
