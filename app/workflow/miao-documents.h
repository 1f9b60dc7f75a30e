#pragma once

#include "miao-session.h"

G_BEGIN_DECLS

/**
 * miao_document_export:
 * @id: of the document record
 * @path: where the copy goes; replaced only by a whole and verified one
 * @ret_number: (out) (optional): in the register of prints and exports
 *
 * Writes a copy of a document that is not encrypted. Needs %MIAO_MAY_PRINT and the right to see the
 * section. Errors: %MIAO_ERROR_DENIED, those of miao_attachments_export().
 */
gboolean miao_document_export (MiaoSession *session,
                               const char *id,
                               const char *path,
                               GCancellable *cancellable,
                               gint64 *ret_number,
                               GError **error);

/** Seconds after which an encrypted file that no record speaks of is a left-over. */
#define MIAO_DOCUMENTS_ORPHAN_SECONDS ((gint64) 24 * 3600)

/**
 * miao_documents_sweep:
 *
 * Removes encrypted files older than @age_seconds that no record speaks of: left by a program that
 * was killed between file and record. Logged when there were any.
 *
 * Returns: how many, -1 with @error set.
 */
int miao_documents_sweep (MiaoSession *session, gint64 age_seconds, GError **error);

G_END_DECLS
