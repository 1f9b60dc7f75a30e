#pragma once

#include "miao-placement-facts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** Adds the papers that the placement has by now to its menu, as a section of their own, for those
 *  who may print. */
void miao_placement_add_papers (GMenu *menu, const MiaoPlacementFacts *facts);

G_END_DECLS
