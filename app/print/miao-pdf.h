#pragma once

#include "miao-page.h"

G_BEGIN_DECLS

/**
 * MiaoPdfInfo:
 * @title: (nullable): title of the file; %NULL: that of the first document
 * @author: (nullable): the institution; %NULL: that of the first document
 * @created_at: ms since 1970 UTC; goes into the file as its only date, so that the same pages give
 *   the same bytes
 * @part_one: PDF/A-1b instead of 2b: the twin for validators that know no other part. Not
 *   for practice data, whose watermark is transparent
 */
typedef struct {
  const char *title;
  const char *author;
  gint64 created_at;
  gboolean part_one;
} MiaoPdfInfo;

/**
 * MiaoPdf:
 *
 * Documents one after the other in one file that is made to PDF/A-2b (ISO 19005-2, GB/T 23286):
 * fonts and the sRGB profile embedded, no link to the outside, metadata as XMP. One file for many
 * children is a tenth of the size of many files. One thread.
 */
typedef struct _MiaoPdf MiaoPdf;

MiaoPdf *miao_pdf_new (const MiaoPdfInfo *info) G_GNUC_WARN_UNUSED_RESULT;
void miao_pdf_free (MiaoPdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoPdf, miao_pdf_free)

/** Draws all pages of @document; it may be freed afterwards. */
void miao_pdf_add (MiaoPdf *pdf, MiaoDocument *document);

/**
 * miao_pdf_finish:
 *
 * Returns: (transfer full): the file, or %NULL with %MIAO_ERROR_STORE. Only once.
 */
GBytes *miao_pdf_finish (MiaoPdf *pdf, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** One document as PDF. */
GBytes *miao_pdf_render (MiaoDocument *document,
                         gint64 created_at,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The same into a file, whole or not at all; errors as miao_file_replace(). */
gboolean
miao_pdf_write (MiaoDocument *document, gint64 created_at, const char *path, GError **error);

/** Returns: (transfer full): document @index of a batch, or %NULL with an error. */
typedef MiaoDocument *(*MiaoPdfNext) (guint index, gpointer user_data, GError **error);

/** Called before each document with how many are done. */
typedef void (*MiaoPdfProgress) (guint done, guint total, gpointer user_data);

/**
 * miao_pdf_write_batch:
 * @n: documents to ask @next for; each is freed before the next is made
 * @progress: (nullable)
 *
 * Many documents as one file, whole or not at all; in one thread, which may be a worker.
 *
 * Returns: %FALSE with %MIAO_ERROR_CANCELLED, an error of @next or of miao_file_replace().
 */
gboolean miao_pdf_write_batch (const MiaoPdfInfo *info,
                               guint n,
                               MiaoPdfNext next,
                               MiaoPdfProgress progress,
                               gpointer user_data,
                               const char *path,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
