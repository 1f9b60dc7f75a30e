#pragma once

#include "miao-paper.h"
#include "miao-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MiaoPaperSome:
 * @from, @to: first and last day on which it happened, %MIAO_DATE_NONE: no limit
 * @where: (nullable): "FIELD=VALUE" of the records, or "REFERENCE.FIELD=VALUE" of the record that a
 *   field points at: "placement=ID", "placement.care_worker=ID"; only fields that are not sensitive
 *
 * Which of all records with a paper; all conditions hold.
 */
typedef struct {
  MiaoDate from;
  MiaoDate to;
  const char *const *where;
} MiaoPaperSome;

/** Returns: (transfer none) (nullable): the day that the limits of #MiaoPaperSome are about, of a
 *  record with that paper. */
const MiaoField *miao_paper_batch_day (const MiaoPaperKind *paper);

/**
 * miao_paper_batch_all:
 * @some: (nullable): %NULL: all
 *
 * Returns: (transfer full) (element-type utf8): ids of the records that have the paper @name now,
 * by the day on which it happened and else in the order in which they were made; of a child's
 * papers those in care, by file number. Of "blank-form" the names of miao_paper_blanks(). Errors:
 * %MIAO_ERROR_NOT_FOUND when there is none, %MIAO_ERROR_INVALID for a range that this paper does
 * not have.
 */
GPtrArray *miao_paper_batch_all (MiaoSession *session,
                                 const char *name,
                                 const MiaoPaperSome *some,
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
