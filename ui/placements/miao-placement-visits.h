#pragma once

#include "miao-placement-facts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Returns: the card with all visits, the newest first, and the one that is due above them. Its
 *  button activates placement.act("record-visit"). */
GtkWidget *miao_placement_visits_new (const MiaoPlacementFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
