#pragma once

#include "miao-record-list.h"
#include "miao-session.h"

G_BEGIN_DECLS

/** Returns: (transfer none): the columns of the list of evaluations, heads translated. */
const MiaoListColumn *miao_evaluation_columns (void);

/**
 * miao_evaluation_source_set:
 * @status: (nullable): states, separated by blanks
 * @text: (nullable): number of an evaluation, or its beginning
 *
 * Makes @list read the evaluations that the person may see, page by page and sorted by the store.
 */
void miao_evaluation_source_set (MiaoRecordList *list,
                                 MiaoSession *session,
                                 const char *status,
                                 const char *text);

/** Returns: how many evaluations are open for the person. */
guint miao_evaluation_count_open (MiaoSession *session);

#define MIAO_EVALUATION_OPEN "DRAFT SCHEDULED FIELDWORK SIGNING"

G_END_DECLS
