#pragma once

#include "miao-integration-rules.h"
#include "miao-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the list and the record of a placement say in the same words. */

/** Sets the chip to the placement's state: shape, word, colour. */
void miao_placement_set_chip (GtkWidget *chip, const MiaoRecord *placement);

/** Returns: whether it is in its integration period or an extension of it. */
gboolean miao_placement_is_integration (const MiaoRecord *placement);

/** Returns: (transfer full): "60 天已满，可以确立", "还差 13 天可以确立", or what comes next. */
char *miao_placement_dup_hint (const MiaoRecord *placement,
                               const MiaoRuleSettings *settings,
                               MiaoDate today) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): "优先收养（2026-11-20）": the family wishes to adopt the
 * child; %NULL when it did not say so. */
char *miao_placement_dup_priority (const MiaoRecord *placement) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): "11-25": month and day; with the year when it is not @today's. */
char *miao_placement_dup_day (MiaoDate day, MiaoDate today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
