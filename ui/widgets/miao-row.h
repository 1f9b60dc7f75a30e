#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MIAO_TYPE_ROW (miao_row_get_type ())
G_DECLARE_FINAL_TYPE (MiaoRow, miao_row, MIAO, ROW, GObject)

/**
 * miao_row_new:
 * @id: the record
 * @texts: (nullable): what the columns show, %NULL-ended
 *
 * A line of a list: light, made by the page, thrown away when it has been scrolled past.
 */
MiaoRow *miao_row_new (const char *id, const char *const *texts) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_row_new_waiting:
 *
 * A line whose content is still on its way: it has no id and no texts until miao_row_take(), which
 * emits "arrived".
 */
MiaoRow *miao_row_new_waiting (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean miao_row_is_waiting (MiaoRow *self);
/** Takes over everything that @other has, which is empty afterwards. */
void miao_row_take (MiaoRow *self, MiaoRow *other);

const char *miao_row_get_id (MiaoRow *self);
/** Returns: (transfer none): the text of that column; "" when there is none. */
const char *miao_row_get_text (MiaoRow *self, guint column);

/** Anything else that a cell needs (a record, a hit); freed with the row. */
void miao_row_set_data (MiaoRow *self, gpointer data, GDestroyNotify destroy);
gpointer miao_row_get_data (MiaoRow *self);

G_END_DECLS
