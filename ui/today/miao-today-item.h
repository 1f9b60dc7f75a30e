#pragma once

#include "miao-tasks.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define MIAO_TYPE_TODAY_ITEM (miao_today_item_get_type ())
G_DECLARE_FINAL_TYPE (MiaoTodayItem, miao_today_item, MIAO, TODAY_ITEM, GObject)

/** A line of the list of the day: a task, or the head of a group when @task is %NULL. @task lives
 *  as long as the list that it is in. */
MiaoTodayItem *
miao_today_item_new (MiaoDueLevel level, guint count, MiaoTask *task) G_GNUC_WARN_UNUSED_RESULT;

MiaoDueLevel miao_today_item_get_level (MiaoTodayItem *self);
/** The number of tasks of the group. */
guint miao_today_item_get_count (MiaoTodayItem *self);
/** Returns: (nullable) */
MiaoTask *miao_today_item_get_task (MiaoTodayItem *self);

G_END_DECLS
