#pragma once

#include "miao-record-list.h"
#include "miao-session.h"

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

/**
 * miao_family_source_set:
 * @status: (nullable): only families in that state
 * @text: (nullable): only those that a search finds
 *
 * Makes @list read foster families from the store, page by page and sorted there.
 */
void miao_family_source_set (MiaoRecordList *list,
                             MiaoSession *session,
                             const char *status,
                             const char *text);

G_END_DECLS
