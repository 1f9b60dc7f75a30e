#pragma once

#include "miao-cwx-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MiaoCwxValidateOptions:
 * @max_bytes: 0 = 32 GiB
 * @settings: (nullable): thresholds of the rules; %NULL: those of law and standard
 * @previous_path: (nullable): the last accepted batch, for the rules of stage 4
 * @schema_only: only stage 0
 */
typedef struct {
  guint64 max_bytes;
  const MiaoRuleSettings *settings;
  const char *previous_path;
  gboolean schema_only;
} MiaoCwxValidateOptions;

typedef void (*MiaoCwxValidateProgress) (guint64 bytes, guint64 total, gpointer user_data);

/**
 * miao_cwx_validate:
 * @path: a CWX file
 * @options: (nullable)
 *
 * Stage 0: well-formed, schema, unique ids, references, counts of the header. Stages 1 to 4: the
 * rules V101 … of the return over each folder; a child whose folder breaks the schema is not asked
 * further. The file is read once, as a stream; kept in memory are 20 bytes for each child and
 * placement and, for the rules, the members and stays of the families.
 *
 * Returns: (transfer full): the report, also for a file that cannot be read to its end (a FATAL
 *   finding says why). %NULL with %MIAO_ERROR_NOT_FOUND, %MIAO_ERROR_LIMIT (too large) or
 *   %MIAO_ERROR_CANCELLED.
 */
MiaoCwxReport *miao_cwx_validate (const char *path,
                                  const MiaoCwxValidateOptions *options,
                                  MiaoCwxValidateProgress progress,
                                  gpointer user_data,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
