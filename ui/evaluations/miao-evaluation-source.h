#pragma once

#include "miao-record-source.h"

G_BEGIN_DECLS

/** Returns: (transfer none): the columns of the list of evaluations, heads translated. */
const MiaoListColumn *miao_evaluation_columns (void);

/** The evaluations that the person may see; a search looks for a number or its beginning. */
extern const MiaoRecordSource miao_evaluation_source;

/** Returns: how many evaluations are open for the person. */
guint miao_evaluation_count_open (MiaoSession *session);

#define MIAO_EVALUATION_OPEN "DRAFT SCHEDULED FIELDWORK SIGNING FINAL"

G_END_DECLS
