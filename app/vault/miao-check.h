#pragma once

#include "miao-audit.h"
#include "miao-progress.h"

G_BEGIN_DECLS

/**
 * MiaoCheckReport:
 * @audit: the chain, its anchor and its seals
 * @records: records compared with their audit lines
 * @documents: encrypted files read and compared with their digests
 * @problems: (element-type utf8): everything that was found, for the person; empty = all sound
 */
typedef struct {
  MiaoAuditReport audit;
  gint64 records;
  gint64 documents;
  GPtrArray *problems;
} MiaoCheckReport;

void miao_check_report_clear (MiaoCheckReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoCheckReport, miao_check_report_clear)

/**
 * miao_check_file:
 *
 * Everything that can be checked about an institution's file: every page, the audit chain with its
 * anchor and seals, every record against its audit line, and the file of every document. Needs
 * %MIAO_MAY_AUDIT_VERIFY. Problems carry numbers and titles of records, no names of people. At most
 * 100 problems are kept.
 *
 * Returns: %FALSE with @error set when it could not be checked; else look at @report->problems.
 */
gboolean miao_check_file (MiaoSession *session,
                          const MiaoProgress *progress,
                          GCancellable *cancellable,
                          MiaoCheckReport *report,
                          GError **error);

G_END_DECLS
