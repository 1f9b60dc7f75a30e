#pragma once

#include "miao-record-list.h"

G_BEGIN_DECLS

/** The measurements of a child, the newest first, with their scores. Its data is a pointer to where
 *  the page keeps its #MiaoChildView; %NULL there is an empty list. */
extern const MiaoListSource miao_measure_source;

/** Returns: (transfer none): the columns of those rows; static. */
const MiaoListColumn *miao_measure_columns (void);

G_END_DECLS
