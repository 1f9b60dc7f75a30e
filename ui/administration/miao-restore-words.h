#pragma once

#include "miao-restore.h"

G_BEGIN_DECLS

/** Returns: (transfer full): the backup beside the data that it would replace, in sentences. */
char *miao_restore_dup_words (const MiaoRestore *restore) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
