#pragma once

#include "miao-cwx-report.h"
#include "miao-cwx-writer.h"
#include "miao-progress.h"
#include "miao-session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The return of one month, from what is stored: the same walk over the folders of children and
 * families checks a batch and writes its file. Folders are read one by one, so memory does not grow
 * with their number.
 */

typedef struct _MiaoReturn MiaoReturn;

/** @submission: the batch; its period decides the cut-off. */
MiaoReturn *miao_return_new (MiaoSession *session,
                             const MiaoRecord *submission,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_return_free (MiaoReturn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoReturn, miao_return_free)

/**
 * miao_return_check:
 *
 * Asks the rules of the return of every folder, and counts.
 *
 * Returns: (transfer full): the report; its n_children … are the counts for the header.
 */
MiaoCwxReport *miao_return_check (MiaoReturn *self,
                                  const MiaoProgress *progress,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Called with each child's folder while it is written. Returns: %FALSE with @error set to stop. */
typedef gboolean (*MiaoReturnEach) (const MiaoFolder *folder, gpointer data, GError **error);
void miao_return_set_each (MiaoReturn *self, MiaoReturnEach each, gpointer data);

/** Writes the file; errors as of miao_cwx_write(). */
gboolean miao_return_write (MiaoReturn *self,
                            const char *path,
                            const MiaoProgress *progress,
                            GCancellable *cancellable,
                            MiaoCwxWritten *ret_written,
                            GError **error);

/** Writes report.xml of the findings that are stored with a batch, with the explanations. Needs
 *  %MIAO_MAY_SUBMISSION_BUILD; errors as of miao_cwx_write(). */
gboolean miao_return_write_report (MiaoSession *session,
                                   const char *submission_id,
                                   const char *path,
                                   GError **error);

G_END_DECLS
