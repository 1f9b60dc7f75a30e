#pragma once

#include "miao-placement-facts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Emergency removal: asks once, what happened may be left empty, and does it. @from: the page. */
void miao_placement_remove_child (GtkWidget *from, const MiaoPlacementFacts *facts);

G_END_DECLS
