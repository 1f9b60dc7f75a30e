#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * miao_id_new:
 *
 * Returns: (transfer full): a new UUIDv7 as 36 lower-case characters. Ids made by one process sort
 *   in the order they were made even when the clock goes back. Any thread.
 */
char *miao_id_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_id_is_valid:
 *
 * Returns: whether @text has the shape of an id (36 characters, hexadecimal and dashes in place).
 */
gboolean miao_id_is_valid (const char *text);

/**
 * miao_id_seed:
 * @seed: anything
 *
 * Makes the ids of this process repeatable (practice files and tests). Never used on real files.
 */
void miao_id_seed (guint32 seed, gint64 start_ms);

G_END_DECLS
