#pragma once

#include "miao-due.h"

G_BEGIN_DECLS

/*
 * miao_due_add:
 * @length: days, months or years, as the rule counts
 * @remind: days before @due_on from which it is shown
 *
 * Adds the task when its time to be shown has come. Returns: (transfer none) (nullable): the task,
 * %NULL when it is too early.
 */
MiaoDue *miao_due_add (GPtrArray *dues,
                       const char *rule,
                       const char *record,
                       MiaoDate from,
                       int length,
                       MiaoDate due_on,
                       int remind,
                       MiaoDate on,
                       const char *what_zh,
                       const char *what_en);

/* Takes @zh and @en as what stands behind the sum of @due: days passed over, another day. */
void miao_due_tell_moved (MiaoDue *due, char *zh, char *en);

G_END_DECLS
