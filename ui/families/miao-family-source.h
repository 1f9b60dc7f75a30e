#pragma once

#include "miao-record-source.h"

G_BEGIN_DECLS

/** Columns of the list of families, and what its rows hold as text. */
enum {
  MIAO_FAMILY_COLUMN_NUMBER,
  MIAO_FAMILY_COLUMN_NAME,
  MIAO_FAMILY_COLUMN_CAREGIVER,
  MIAO_FAMILY_COLUMN_PLACES,
  MIAO_FAMILY_COLUMN_DIVISION,
  MIAO_FAMILY_COLUMN_STATE,
  MIAO_FAMILY_COLUMN_UNTIL,
  MIAO_FAMILY_N_COLUMNS,
};

/** Returns: (transfer none): the columns, heads translated. */
const MiaoListColumn *miao_family_columns (void);

/** Foster families; a search looks where the search box does. */
extern const MiaoRecordSource miao_family_source;

G_END_DECLS
