#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/** How much lies in a made-up file beside the practice people that it began with. */
typedef struct {
  guint families;
  guint placements; /* one child for each */
  guint running;    /* placements that have not ended; at most two for a family */
  guint visits;     /* of each placement */
} ScaleSize;

/**
 * scale_fill:
 * @store: a practice file, not in a transaction
 * @worker: id of the member of staff who looks after every second running placement
 * @today: the day that the file is made for
 *
 * Writes the rows with the statements of the engine alone: a million visits through use cases would
 * take an hour. Children who left are archived, verified and followed up; of what runs, most is in
 * order and a part is due.
 */
gboolean scale_fill (
    MiaoStore *store, const ScaleSize *size, const char *worker, MiaoDate today, GError **error);

G_END_DECLS
