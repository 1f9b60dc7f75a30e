#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: (transfer full): the text of a small table that a person chose: UTF-8, at most 256 KB.
 */
char *miao_text_file_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
