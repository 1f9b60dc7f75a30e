#pragma once

#include "miao-row.h"
#include "miao-session.h"

G_BEGIN_DECLS

/**
 * MiaoListSource:
 * @open: (re)starts reading in the order of @sort (%NULL: the source's own order); @ret_n: number
 *   of rows
 * @read: appends the rows @first … @first + @n - 1 (fewer at the end) to @rows, as #MiaoRow
 * @free: (nullable): frees @data; any thread
 * @copy: (nullable): a source of its own that reads the same through @session (%NULL: it is only
 *   copied again), not opened; any thread
 * @session: where @copy is there: the session that is read through
 *
 * Where a list reads from, usually a pager of the store. Rows are read by page while one scrolls;
 * sorting and filtering is the source's (SQL), never the list's. On a server what is scrolled to is
 * read beside the window through a copy of the source; rows wait for it (miao_row_is_waiting()).
 */
typedef struct {
  gboolean (*open) (
      gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error);
  gboolean (*read) (gpointer data, guint first, guint n, GPtrArray *rows, GError **error);
  void (*free) (gpointer data);
  gpointer (*copy) (gconstpointer data, MiaoSession *session);
  MiaoSession *(*session) (gconstpointer data);
} MiaoListSource;

#define MIAO_TYPE_LIST_MODEL (miao_list_model_get_type ())
G_DECLARE_FINAL_TYPE (MiaoListModel, miao_list_model, MIAO, LIST_MODEL, GObject)

/** A #GListModel of #MiaoRow that keeps only the pages that were looked at last. Main thread. */
MiaoListModel *miao_list_model_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @source: static; @data is freed with the model or by the next source. %NULL empties the list. */
void miao_list_model_set_source (MiaoListModel *self, const MiaoListSource *source, gpointer data);
void miao_list_model_set_sort (MiaoListModel *self, const char *sort, gboolean descending);

/** Reads everything again. Errors: those of the source; the list is then empty. */
gboolean miao_list_model_reload (MiaoListModel *self, GError **error);

/** Between %TRUE and %FALSE rows of a server do not wait for their content: the caller does. Nests.
 */
void miao_list_model_read_at_once (MiaoListModel *self, gboolean on);

/** Emitted as "failed" (const GError *) when a page could not be read while scrolling. */

G_END_DECLS
