#pragma once

#include <gio/gio.h>
#include <libxml/xmlIO.h>

G_BEGIN_DECLS

/*
 * A file that appears whole or not at all, and whose SHA-256 is known when it does. Written beside
 * its place, flushed to disk, then renamed; readable by its owner only.
 */

typedef struct _MiaoCwxFile MiaoCwxFile;

MiaoCwxFile *miao_cwx_file_new (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Removes what was written unless it was committed. */
void miao_cwx_file_free (MiaoCwxFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoCwxFile, miao_cwx_file_free)

/** Returns: (transfer full): an output buffer for libxml2 that writes into the file. */
xmlOutputBufferPtr miao_cwx_file_output (MiaoCwxFile *file);

/** Returns: %FALSE with the reason when a write has failed. */
gboolean miao_cwx_file_check (MiaoCwxFile *file, GError **error);

gboolean
miao_cwx_file_commit (MiaoCwxFile *file, char ret_sha256[65], guint64 *ret_bytes, GError **error);

G_END_DECLS
