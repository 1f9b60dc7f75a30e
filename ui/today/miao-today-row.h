#pragma once

#include "miao-today-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_today_row_factory_new:
 * @today: read when a row is bound; lives as long as the factory
 *
 * Rows of the list of the day: heads of groups, and tasks with when · what for whom · why · button.
 * The button activates today.do with the task's place in the list.
 */
GtkListItemFactory *miao_today_row_factory_new (const MiaoDate *today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
