#pragma once

#include "miao-record-list.h"
#include "miao-session.h"

G_BEGIN_DECLS

/** Texts of a row of the list, by column. */
enum {
  MIAO_PLACEMENT_NUMBER,
  MIAO_PLACEMENT_CHILD,
  MIAO_PLACEMENT_FAMILY,
  MIAO_PLACEMENT_STATE,
  MIAO_PLACEMENT_MOVED_IN,
  MIAO_PLACEMENT_DAY,
  MIAO_PLACEMENT_EARLIEST,
  MIAO_PLACEMENT_LATEST,
  MIAO_PLACEMENT_WORKER,
  MIAO_PLACEMENT_HINT,
  MIAO_PLACEMENT_N_COLUMNS,
};

/**
 * miao_placement_source_set:
 * @text: finds the number, the child or the family; "" finds all
 * @states: (nullable): words of placement states, %NULL for all
 *
 * Lets the list read placements by page, the newest first until the person sorts it.
 */
void miao_placement_source_set (MiaoRecordList *list,
                                MiaoSession *session,
                                const char *text,
                                const char *states);

G_END_DECLS
