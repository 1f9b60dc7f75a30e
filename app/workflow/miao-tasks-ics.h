#pragma once

#include "miao-tasks.h"

G_BEGIN_DECLS

/**
 * miao_tasks_dup_ics:
 * @tasks: (element-type MiaoTask)
 * @mine: only the person's own
 *
 * The tasks as an iCalendar file (RFC 5545): one whole day each. It leaves the encrypted file and
 * may end up on a telephone, so there is no name, no date of birth and no address in it: only what
 * is to be done, the number of the record and the rule.
 */
char *miao_tasks_dup_ics (MiaoSession *session,
                          GPtrArray *tasks,
                          gboolean mine) G_GNUC_WARN_UNUSED_RESULT;

/** Collects the tasks and writes them, whole or not at all; with a number in the register of
 *  exports. @ret_n: (nullable): how many. */
gboolean miao_tasks_write_ics (
    MiaoSession *session, const char *path, gboolean mine, guint *ret_n, GError **error);

G_END_DECLS
