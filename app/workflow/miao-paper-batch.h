#pragma once

#include "miao-paper.h"
#include "miao-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** Returns: (transfer full) (element-type utf8): ids of the children in care, by file number. */
GPtrArray *miao_paper_batch_children (MiaoSession *session,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type utf8): ids of all records that have the paper @name now,
 * in the order in which they were made; of a child's papers those in care. Errors:
 *  %MIAO_ERROR_NOT_FOUND when there is none. */
GPtrArray *miao_paper_batch_all (MiaoSession *session,
                                 const char *name,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_paper_write_batch:
 * @name: a paper: "growth-record"
 * @ids: (element-type utf8): records that it is made of, in the order of the file
 * @path: replaced by the whole file, else left as it was
 * @ret_pages: (out): pages in the file
 *
 * Many papers as one PDF, one after the other in memory. The file has one number in the register of
 * prints and exports, which stands on its pages; each paper is logged as read when it is made and
 * as printed when the file is there.
 *
 * Errors: those of miao_paper_new(); %MIAO_ERROR_CANCELLED: there is no file, no paper is logged as
 * printed, and the number stays as one under which nothing left. Thread: the one that owns
 * @session, which may be a worker.
 */
gboolean miao_paper_write_batch (MiaoSession *session,
                                 const char *name,
                                 const GPtrArray *ids,
                                 const char *path,
                                 const MiaoProgress *progress,
                                 GCancellable *cancellable,
                                 guint *ret_pages,
                                 GError **error);

G_END_DECLS
