#pragma once

#include "miao-child-source.h"

G_BEGIN_DECLS

/**
 * miao_child_rows_make:
 * @records: (element-type MiaoRecord): children
 * @hits: (nullable): id -> #MiaoHit
 * @text: what was searched for
 * @rows: gets a #MiaoRow per record, with a #MiaoChildRow
 *
 * Reads what stands beside the children of one page: where they live, their worker, what is due.
 */
gboolean miao_child_rows_make (MiaoSession *session,
                               GPtrArray *records,
                               GHashTable *hits,
                               const char *text,
                               GPtrArray *rows,
                               GError **error);

G_END_DECLS
