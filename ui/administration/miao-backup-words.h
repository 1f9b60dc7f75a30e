#pragma once

#include "miao-backup.h"

G_BEGIN_DECLS

/** Returns: (transfer full): "3 hours ago", "today": how old something is. */
char *miao_backup_dup_age (gint64 at_ms, gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): day and time by the local clock. */
char *miao_backup_dup_time (gint64 at_ms) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): "daily, weekly": why a backup stays. */
char *miao_backup_dup_keep (guint keep) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): "40 children, 35 families, 30 placements, 120 documents". */
char *miao_backup_dup_counts (gint64 children, gint64 families, gint64 placements, gint64 documents)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
