#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* For backups only: files that must survive a power loss. Errors are in the person's words:
 * %MIAO_ERROR_NO_SPACE, %MIAO_ERROR_READ_ONLY, %MIAO_ERROR_NOT_FOUND, %MIAO_ERROR_CANCELLED,
 * %MIAO_ERROR_STORE. Any thread. */

#define MIAO_SHA256_HEX 65

/** Sets @error from an errno about @path; returns %FALSE. */
gboolean miao_files_fail (int number, const char *path, GError **error);

/**
 * miao_files_copy:
 * @to: must not be there yet; made with mode 0600 and synced
 * @sha256: (out) (optional): of what was read, %MIAO_SHA256_HEX characters
 * @ret_size: (out) (optional): bytes
 *
 * Nothing is left at @to on failure.
 */
gboolean miao_files_copy (const char *from,
                          const char *to,
                          char *sha256,
                          gint64 *ret_size,
                          GCancellable *cancellable,
                          GError **error);

/** The digest of a file's content, as sha256sum prints it. */
gboolean miao_files_digest (
    const char *path, char *sha256, gint64 *ret_size, GCancellable *cancellable, GError **error);

/** Writes @text under a new name, mode 0600, and syncs it. */
gboolean miao_files_write (const char *path, const char *text, GError **error);

/** Makes a folder, mode 0700; that it is there already is no error. */
gboolean miao_files_make_folder (const char *path, GError **error);

/** Makes names in a folder durable. */
gboolean miao_files_sync_folder (const char *path, GError **error);

/** Gives a file or folder its name and makes the name durable. */
gboolean miao_files_move (const char *from, const char *to, GError **error);

/** Removes a file, or a folder with all that is in it; links are removed, not followed. */
void miao_files_remove (const char *path);

G_END_DECLS
