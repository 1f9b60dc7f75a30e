#pragma once

#include "miao-record.h"

G_BEGIN_DECLS

/** Returns: (transfer none) (nullable): what is set, in the language of the window. */
const char *miao_standards_label (const char *key);

/** Returns: (transfer full): the value of a row with its unit. */
char *miao_standards_dup_value (const MiaoRecord *row) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what sets it and the id of the rule that asks it: "FAM-11 · …". */
char *miao_standards_dup_source (const char *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
