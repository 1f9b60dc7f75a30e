#pragma once

#include "miao-record-source.h"

G_BEGIN_DECLS

/** The one column of the list: whose volume it is, its state, code, size and last check. */
const MiaoListColumn *miao_volume_columns (void);

/** Volumes, of one child where an owner is wanted; a row has its record. */
extern const MiaoRecordSource miao_volume_source;

/** A chip with the state of a volume: "FORMING" … */
void miao_volume_chip_set (GtkWidget *chip, const char *status);

G_END_DECLS
