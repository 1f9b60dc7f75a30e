#pragma once

#include "miao-media.h"
#include "miao-slots.h"
#include "miao-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Documents, photos and recordings: one encrypted file each beside the database,
 * FILE.miaopu.d/ab/ID, where ID is the id of the document record that speaks of it and ab are its
 * last two characters (the first ones are the time and would fill one folder). The row (SHA-256 of
 * the content, size, media) is the use case's: it makes the id, the file is written and made
 * durable first, the row is committed second, so a committed row always has its file; a file
 * without a row is swept after a day. A file is never replaced: other content is another document.
 *
 * Content is encrypted in chunks of 256 KiB (XChaCha20-Poly1305 as a stream that notices chunks
 * cut off, swapped or taken from elsewhere), each bound to the id: a file put in the place of
 * another does not open.
 */

/** Default for the largest file that is taken in. */
#define MIAO_ATTACHMENT_MAX_BYTES ((gint64) 200 * 1024 * 1024)

/** The folder of encrypted files, and the key to it. One thread at a time. */
typedef struct _MiaoAttachments MiaoAttachments;

/** What is known about one stored file; the caller puts it into the document's row. */
typedef struct {
  char *id;
  char *sha256; /* of the content, lower-case hexadecimal */
  gint64 size;  /* bytes of the content */
  MiaoMedia media;
  guint width; /* pixels; 0 for what is not a picture */
  guint height;
} MiaoAttachment;

void miao_attachment_free (MiaoAttachment *attachment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoAttachment, miao_attachment_free)

/** Sessions make one: miao_session_get_attachments(). */
MiaoAttachments *miao_attachments_new (const char *store_path,
                                       const MiaoKeys *keys) G_GNUC_WARN_UNUSED_RESULT;
void miao_attachments_free (MiaoAttachments *attachments);
/** The files lie on the server of @store, if it has one, and the folder holds what was fetched. */
void miao_attachments_set_store (MiaoAttachments *attachments, MiaoStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoAttachments, miao_attachments_free)

/** @bytes: the largest content that is taken in from now on; at least 1. */
void miao_attachments_set_limit (MiaoAttachments *attachments, gint64 bytes);

/**
 * miao_attachments_add:
 * @id: id of the document record that will be stored: miao_id_new()
 * @path: a file on disk; it is only read
 *
 * Looks at the size before anything is read, and at the content for what it is. Writes the
 * encrypted file, reads it back and compares, and only then returns.
 *
 * Errors: %MIAO_ERROR_NOT_FOUND, %MIAO_ERROR_CONFLICT (there is a file of that id),
 * %MIAO_ERROR_LIMIT (too large, told before reading), %MIAO_ERROR_INVALID (empty, of a kind that is
 * not taken in, or a damaged picture), %MIAO_ERROR_NO_SPACE, %MIAO_ERROR_READ_ONLY,
 * %MIAO_ERROR_CANCELLED; nothing is then left behind.
 */
MiaoAttachment *miao_attachments_add (MiaoAttachments *attachments,
                                      const char *id,
                                      const char *path,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The same for content that the program made itself (a sealed PDF). */
MiaoAttachment *miao_attachments_add_bytes (MiaoAttachments *attachments,
                                            const char *id,
                                            GBytes *content,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_attachments_read:
 * @sha256: (nullable): what the row says; compared when given
 *
 * Returns: (transfer full): the whole content. %MIAO_ERROR_NOT_FOUND when the file is gone,
 *   %MIAO_ERROR_CORRUPT when it is not what was stored.
 */
GBytes *miao_attachments_read (MiaoAttachments *attachments,
                               const char *id,
                               const char *sha256,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_attachments_export:
 *
 * Writes the content as a plain file, piece by piece; a file already at @path is replaced only when
 * all of it was verified. Errors as miao_attachments_read(), and those of writing.
 */
gboolean miao_attachments_export (MiaoAttachments *attachments,
                                  const char *id,
                                  const char *sha256,
                                  const char *path,
                                  GCancellable *cancellable,
                                  GError **error);

/** Puts the encrypted file of @id, as @from has it, where @to has its own; both have one key. */
gboolean
miao_attachments_carry (MiaoAttachments *from, MiaoAttachments *to, const char *id, GError **error);

/** Reads and compares without keeping anything: for the verification of an archive. */
gboolean miao_attachments_verify (MiaoAttachments *attachments,
                                  const char *id,
                                  const char *sha256,
                                  GError **error);

/** Takes back a file whose row was not committed. Never for a file that a row speaks of. */
void miao_attachments_discard (MiaoAttachments *attachments, const char *id);

/** Returns: whether a row speaks of the attachment. */
typedef gboolean (*MiaoAttachmentKnown) (const char *id, gpointer user_data);

/**
 * miao_attachments_sweep:
 * @age_seconds: only files last written longer ago; 86,400 (a day) in use
 *
 * Removes files that no row speaks of: left by a program that was killed between file and row.
 *
 * Returns: how many were removed, -1 with %MIAO_ERROR_STORE when the folder cannot be read.
 */
int miao_attachments_sweep (MiaoAttachments *attachments,
                            gint64 age_seconds,
                            MiaoAttachmentKnown known,
                            gpointer user_data,
                            GError **error);

/** Called before each file with the number of those before it. */
typedef void (*MiaoAttachmentStep) (guint n, gpointer data);

/**
 * miao_attachments_rekey:
 * @step: (nullable)
 * @ret_damaged: files that open with neither key; they stay as they are
 *
 * While the data key is being replaced: puts every file under the next one. A file that is under it
 * already is left alone, so a run that was cut off is simply made again. Each file is written
 * beside the old one, read back and compared before it takes its place.
 *
 * Errors: %MIAO_ERROR_NO_SPACE, %MIAO_ERROR_READ_ONLY, %MIAO_ERROR_STORE; files then are under
 * either key and can all be read.
 */
gboolean miao_attachments_rekey (MiaoAttachments *attachments,
                                 MiaoAttachmentStep step,
                                 gpointer data,
                                 guint *ret_damaged,
                                 GError **error);

/** Returns: how many files there are. */
guint miao_attachments_count (MiaoAttachments *attachments);

G_END_DECLS
