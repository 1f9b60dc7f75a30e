#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/**
 * MiaoPager:
 *
 * A long list read page by page, for a list widget. It remembers no rows, only one key per few
 * thousand rows that it has walked over, so memory stays flat and a page beside one already read
 * costs the same at the end of a million rows as at their beginning.
 *
 * The pager sees the present state at each call. After a change ask miao_pager_refresh().
 */
typedef struct _MiaoPager MiaoPager;

/**
 * miao_pager_new:
 * @query: copied; only the first key of its order counts, then the id
 *
 * Returns: (transfer full): %NULL with @error set.
 */
MiaoPager *
miao_pager_new (MiaoStore *store, const MiaoQuery *query, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_pager_free (MiaoPager *pager);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoPager, miao_pager_free)

/** Returns: the number of rows when it was made or last refreshed. */
gint64 miao_pager_get_total (const MiaoPager *pager);

/** Counts again and forgets the keys. */
gboolean miao_pager_refresh (MiaoPager *pager, GError **error);

/** Returns: (transfer full) (element-type MiaoRecord): rows @offset … @offset + @n - 1, fewer at
 *   the end. */
GPtrArray *miao_pager_fetch (MiaoPager *pager, gint64 offset, guint n, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/** Returns: the place of the record in the list, -1 when it is not in it (@error not set) or on
 *   failure. */
gint64 miao_pager_find (MiaoPager *pager, const char *id, GError **error);

G_END_DECLS
