#pragma once

#include "miao-folder.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Writes a return as CWX, our documented exchange format, from folders that are asked for one after
 * the other: memory does not grow with the number of children. Two files written from the same
 * state differ only in the batch's id, serial and time.
 */

/** What happened in the period; from domain 11.4. */
typedef enum {
  MIAO_CWX_ADD,
  MIAO_CWX_CHANGE,
  MIAO_CWX_REDUCE,
  MIAO_CWX_WITHDRAW,
  MIAO_CWX_TRANSFER,
} MiaoCwxEventType;

/** Returns: "ADD", "CHANGE", … */
const char *miao_cwx_event_name (MiaoCwxEventType type);

/** @reason, @last_paid_month ("YYYY-MM"): (nullable). Texts are borrowed until the next call. */
typedef struct {
  const char *id;
  MiaoCwxEventType type;
  const char *subject_kind;
  const char *subject_id;
  const char *on;
  const char *reason;
  const char *last_paid_month;
} MiaoCwxEvent;

typedef struct {
  const char *id;
  const char *kind;
  const char *reason;
} MiaoCwxDeleted;

/**
 * MiaoCwxSource:
 *
 * Each function gives the next one, or %NULL (%FALSE) without an error when there are no more.
 * Families and children must come sorted by id; parts of a folder may come in any order. A function
 * that is %NULL has nothing to give.
 */
typedef struct {
  MiaoFolder *(*next_family) (gpointer user_data, GError **error);
  MiaoFolder *(*next_child) (gpointer user_data, GError **error);
  gboolean (*next_event) (gpointer user_data, MiaoCwxEvent *ret_event, GError **error);
  gboolean (*next_deleted) (gpointer user_data, MiaoCwxDeleted *ret_deleted, GError **error);
  MiaoRecord *(*next_attachment) (gpointer user_data, GError **error);
} MiaoCwxSource;

/** Called now and then; from the thread of the caller. */
typedef void (*MiaoCwxProgress) (guint64 n_children, gpointer user_data);

typedef struct {
  guint64 n_children;
  guint64 n_families;
  guint64 n_placements;
  guint64 n_attachments;
  guint64 bytes;
  char sha256[65];
} MiaoCwxWritten;

/**
 * miao_cwx_write:
 * @path: replaced in one step when everything has been written, else left as it was
 * @submission: the batch (kind "submission", with an id): the header is taken from it
 * @institution: the institution
 * @source: the folders
 * @ret_written: (out) (optional): counts, size and digest of the file
 *
 * The counts of @submission are compared with what was written: a file whose header says otherwise
 * than its body is not kept.
 *
 * Errors: those of @source; %MIAO_ERROR_NO_SPACE, %MIAO_ERROR_READ_ONLY, %MIAO_ERROR_CANCELLED,
 * %MIAO_ERROR_STORE when folders are out of order or the counts differ.
 */
gboolean miao_cwx_write (const char *path,
                         const MiaoRecord *submission,
                         const MiaoRecord *institution,
                         const MiaoCwxSource *source,
                         gpointer user_data,
                         MiaoCwxProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         MiaoCwxWritten *ret_written,
                         GError **error);

/** Returns: (transfer full): "cwx_{uscc}_{YYYYMM…}_{serial}.xml" as the format asks. */
char *miao_cwx_dup_file_name (const MiaoRecord *submission) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
