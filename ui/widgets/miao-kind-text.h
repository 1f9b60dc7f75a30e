#pragma once

#include "miao-record.h"

G_BEGIN_DECLS

/** Returns: (transfer full): how people call a record: its name, else its number, else its kind. */
char *miao_kind_dup_title (const MiaoRecord *record) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the field as a person reads it on the screen, names instead of ids;
 *   "" when absent. @masked: sensitive values with their middle hidden. */
char *miao_record_dup_shown (const MiaoRecord *record,
                             const char *field,
                             gboolean masked) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
