#pragma once

#include "miao-record-list.h"
#include "miao-session.h"

G_BEGIN_DECLS

/** The one column of the list: whose volume it is, its state, code, size and last check. */
const MiaoListColumn *miao_volume_columns (void);

/**
 * miao_volume_source_set:
 * @child: (nullable): id; %NULL: the volumes of all children
 *
 * Fills a list with volumes; the row's data is its #MiaoRecord.
 */
void miao_volume_source_set (MiaoRecordList *list, MiaoSession *session, const char *child);

/** A chip with the state of a volume: "FORMING" … */
void miao_volume_chip_set (GtkWidget *chip, const char *status);

G_END_DECLS
