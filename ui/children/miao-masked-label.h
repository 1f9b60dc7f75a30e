#pragma once

#include "miao-record.h"
#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_MASKED_LABEL (miao_masked_label_get_type ())
G_DECLARE_FINAL_TYPE (MiaoMaskedLabel, miao_masked_label, MIAO, MASKED_LABEL, GtkWidget)

/**
 * miao_masked_label_new:
 *
 * A sensitive value with its middle hidden, and a button that shows all of it for ten seconds.
 * Showing it is written into the audit log.
 */
GtkWidget *miao_masked_label_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @record: (nullable): shows its @field; %NULL empties the label. */
void miao_masked_label_set (MiaoMaskedLabel *self,
                            MiaoSession *session,
                            const MiaoRecord *record,
                            const char *field);

G_END_DECLS
