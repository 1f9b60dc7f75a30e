#pragma once

#include "miao-lookup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MiaoChoiceFunc:
 *
 * Returns: (transfer full) (element-type MiaoChoice): what @text finds; "" gives the first ones.
 */
typedef GPtrArray *(*MiaoChoiceFunc) (const char *text, gpointer user_data);

#define MIAO_TYPE_SEARCH_POPOVER (miao_search_popover_get_type ())
G_DECLARE_FINAL_TYPE (MiaoSearchPopover, miao_search_popover, MIAO, SEARCH_POPOVER, GtkPopover)

/**
 * miao_search_popover_new:
 * @label: what is looked for, for the screen reader
 * @search: called for each text that is typed
 *
 * A popover with a search entry and a list of hits: for code tables and records that are too many
 * for a drop-down. Emits "chosen" (const char *id, const char *title) and closes.
 */
GtkWidget *miao_search_popover_new (const char *label,
                                    MiaoChoiceFunc search,
                                    gpointer user_data,
                                    GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
