#pragma once

#include "miao-record-list.h"
#include "miao-session.h"

G_BEGIN_DECLS

#define MIAO_RETURN_N_SEVERITIES 5

/** Returns: codes of the severities, the gravest first. */
const char *const *miao_return_severities (void);
/** Icon and CSS class of such a code. */
const char *miao_return_severity_icon (const char *severity);
const char *miao_return_severity_class (const char *severity);

/** One column: period, kind, state, counts of a batch. */
const MiaoListColumn *miao_batch_columns (void);
/** The batches, the newest first; the row's data is its #MiaoRecord. */
void miao_batch_source_set (MiaoRecordList *list, MiaoSession *session);
void miao_batch_chip_set (GtkWidget *chip, const char *status);
/** Returns: (transfer full): "2026-10" or the two days of another period. */
char *miao_batch_dup_period (const MiaoRecord *submission) G_GNUC_WARN_UNUSED_RESULT;

/** Rule, what was found and where, state of a finding. */
const MiaoListColumn *miao_finding_columns (void);
/** @severities: words as of MIAO_OP_IN, %NULL: all; rows are ordered the gravest first. */
void miao_finding_source_set (MiaoRecordList *list,
                              MiaoSession *session,
                              const char *submission,
                              const char *severities);

G_END_DECLS
