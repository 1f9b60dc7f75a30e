#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Which database files this process has open. The system's locks belong to the process: whoever
 * opens and closes such a file once more by other means takes the engine's locks away without its
 * noticing, and another program then believes that it is alone and deletes the log that this one
 * still writes to. So a file of this list is never opened but by the engine.
 */

/** Returns: (transfer full) (nullable): a key for miao_open_files_remove(); %NULL when the file is
 *  not there. Any thread. */
char *miao_open_files_add (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/** @key: (transfer full) (nullable) */
void miao_open_files_remove (char *key);
/** Returns: whether the file is open here, under whatever name. Any thread. */
gboolean miao_open_files_has (const char *path);

G_END_DECLS
