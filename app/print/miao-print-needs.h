#pragma once

#include "miao-page.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Adds the needs that an evaluation found, and what became of those of the last time. @needs:
 *  (nullable): rows as the field "needs" of evaluations has them; %NULL adds nothing.
 *  @blank: rows to be written into. */
void miao_print_needs (MiaoDocument *document, JsonArray *needs, gboolean blank);

G_END_DECLS
