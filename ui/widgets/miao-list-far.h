#pragma once

#include "miao-list-model.h"

G_BEGIN_DECLS

/**
 * MiaoListFar:
 *
 * Reads pages of a list on a server beside the window. Reference counted; one reading at a time.
 */
typedef struct _MiaoListFar MiaoListFar;

/**
 * miao_list_far_new:
 * @source: as of a #MiaoListModel, with copy()
 * @data: of @source; copied
 *
 * Returns: (transfer full) (nullable): %NULL where reading does not go over a server.
 */
MiaoListFar *miao_list_far_new (const MiaoListSource *source,
                                gconstpointer data,
                                const char *sort,
                                gboolean descending) G_GNUC_WARN_UNUSED_RESULT;
void miao_list_far_unref (MiaoListFar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoListFar, miao_list_far_unref)

/** Reads the rows @first … @first + @n - 1; the callback's result goes to miao_list_far_finish().
 */
void miao_list_far_read_async (
    MiaoListFar *self, guint first, guint n, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer none) (nullable) (element-type MiaoRow): the rows; %NULL with @error set. */
GPtrArray *miao_list_far_finish (GAsyncResult *result, GError **error);

G_END_DECLS
