#pragma once

#include "miao-placement-acts.h"

G_BEGIN_DECLS

/**
 * miao_placement_missing_new:
 * @ret_ready: whether nothing stands against the next step
 *
 * What is still missing for the next step, as the rules say today: each with its arithmetic, its
 * source, and the button that mends it (placement.remedy). Returns: (nullable): %NULL when there
 * is no next step that can be asked about before its form is filled in.
 */
GtkWidget *miao_placement_missing_new (const MiaoPlacementFacts *facts,
                                       gboolean *ret_ready) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
