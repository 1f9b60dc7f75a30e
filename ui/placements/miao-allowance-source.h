#pragma once

#include "miao-record-source.h"

G_BEGIN_DECLS

/** The months, the newest first; two lines and a chip each. */
const MiaoListColumn *miao_allowance_month_columns (void);
extern const MiaoRecordSource miao_allowance_month_source;

/** The lines of one month; @owner: "run id", a blank, "revision". */
const MiaoListColumn *miao_allowance_line_columns (void);
extern const MiaoRecordSource miao_allowance_line_source;

/** State of a month: shape, word, colour. */
void miao_allowance_set_chip (GtkWidget *chip, const MiaoRecord *run);

G_END_DECLS
