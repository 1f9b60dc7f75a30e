#pragma once

#include "miao-page.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_PAGE_PREVIEW (miao_page_preview_get_type ())
G_DECLARE_FINAL_TYPE (MiaoPagePreview, miao_page_preview, MIAO, PAGE_PREVIEW, GtkWidget)

/**
 * miao_page_preview_new:
 *
 * The very pages that print and PDF get, one at a time, with buttons (and Page Up and Page Down)
 * to turn them.
 */
GtkWidget *miao_page_preview_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @document: (transfer full) (nullable): %NULL shows nothing. */
void miao_page_preview_set_document (MiaoPagePreview *self, MiaoDocument *document);
/**
 * miao_page_preview_set_owned:
 * @document: belongs to @owner
 * @free_owner: called with @owner when something else is shown
 *
 * As miao_page_preview_set_document() for a document whose drawings point into something else.
 */
void miao_page_preview_set_owned (MiaoPagePreview *self,
                                  MiaoDocument *document,
                                  gpointer owner,
                                  GDestroyNotify free_owner);
/** Returns: (transfer none) (nullable): the document shown. */
MiaoDocument *miao_page_preview_get_document (MiaoPagePreview *self);
/** @page: from 0. */
void miao_page_preview_show_page (MiaoPagePreview *self, guint page);

/**
 * miao_document_print_async:
 * @document: (transfer full)
 *
 * Asks for printer and pages, and prints. The answer of miao_document_print_finish() is whether
 * something went to the printer, which the caller logs; %FALSE without an error: the person
 * changed their mind.
 */
void miao_document_print_async (GtkWidget *parent,
                                MiaoDocument *document,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** As miao_document_print_async() for a document that belongs to @owner (transfer full), which is
 *  freed with the task. */
void miao_document_print_owned_async (GtkWidget *parent,
                                      MiaoDocument *document,
                                      gpointer owner,
                                      GDestroyNotify free_owner,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean miao_document_print_finish (GAsyncResult *result, GError **error);

G_END_DECLS
