#pragma once

#include "miao-backup-private.h"
#include "miao-restore.h"

G_BEGIN_DECLS

#define MIAO_RESTORE_PART ".restore-part" /* being filled; means nothing */
#define MIAO_RESTORE_READY ".restore"     /* complete: whoever opens the file moves it in */

/** Returns: (transfer full): @path with an ending. */
char *miao_restore_dup_place (const char *path, const char *ending);

/** Puts the content of the folder @part, which is durable, in the place of @path and of what
 * belongs to it. */
gboolean miao_restore_swap (const char *path, const char *part, char **ret_aside, GError **error);

G_END_DECLS
