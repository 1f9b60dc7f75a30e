#pragma once

#include "miao-integration-bar.h"
#include "miao-placement-facts.h"
#include "miao-stepper.h"

G_BEGIN_DECLS

/* The cards of a placement's page that only show. */

/** Proposed, matched, signed, integration, formal placement, ended, each with its day. */
void miao_placement_show_steps (MiaoStepper *stepper, const MiaoPlacementFacts *facts);
/** @words: the line beside the heading: how many days are left. */
void miao_placement_show_bar (MiaoIntegrationBar *bar,
                              GtkWidget *words,
                              const MiaoPlacementFacts *facts);
/** Returns: the agreement and the caregiver, side by side. */
GtkWidget *miao_placement_make_papers (const MiaoPlacementFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (nullable): why the child was removed, or why the placement ended. */
GtkWidget *miao_placement_make_ending (const MiaoPlacementFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (nullable): the follow-ups after the placement ended, the newest first. */
GtkWidget *
miao_placement_make_aftercare (const MiaoPlacementFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
