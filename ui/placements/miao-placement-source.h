#pragma once

#include "miao-record-source.h"

G_BEGIN_DECLS

/** Returns: (transfer none): the columns of the list of placements, heads translated. */
const MiaoListColumn *miao_placement_columns (void);

/** Placements; a search finds the number, the child or the family. A row has its record. */
extern const MiaoRecordSource miao_placement_source;

G_END_DECLS
