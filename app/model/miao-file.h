#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * miao_file_set_error:
 * @number: errno of the call that failed
 * @path: the file that it was about
 *
 * Says in the person's words what is wrong with a file and what helps; full disk, read-only place
 * and missing file have their own codes. Always returns %FALSE.
 */
gboolean miao_file_set_error (GError **error, int number, const char *path);

/**
 * miao_file_replace:
 * @path: the file
 *
 * Writes the whole file or leaves the old one as it was: temporary file beside it, fsync, rename,
 * fsync of the folder. Readable by the owner alone (0600).
 *
 * Returns: %FALSE with %MIAO_ERROR_NO_SPACE, %MIAO_ERROR_READ_ONLY, %MIAO_ERROR_NOT_FOUND (no such
 *   folder) or %MIAO_ERROR_STORE.
 */
gboolean miao_file_replace (const char *path, GBytes *bytes, GError **error);

/** Writes all of @data, however often the system takes a part of it only or is interrupted; nothing
 *  is synced. Returns: 0, or the errno that is set, too. */
int miao_file_write_all (int fd, gconstpointer data, gsize size);

/** fsync of a folder, so that a rename in it survives a power cut; errors are not reported, some
 *  file systems cannot do it. */
void miao_file_sync_folder (const char *folder);

G_END_DECLS
