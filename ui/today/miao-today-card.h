#pragma once

#include "miao-tasks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_TODAY_CARD (miao_today_card_get_type ())

/**
 * MiaoTodayCard:
 *
 * A card of the Today page: how many tasks are late, or due within some days. Pressed, its tasks
 * are listed.
 */
G_DECLARE_FINAL_TYPE (MiaoTodayCard, miao_today_card, MIAO, TODAY_CARD, GtkToggleButton)

GtkWidget *miao_today_card_new (MiaoDueLevel level) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_today_card_show:
 * @tasks: (element-type MiaoTask): all of them
 * @mine: whether only the person's own count
 */
void miao_today_card_show (MiaoTodayCard *self, GPtrArray *tasks, gboolean mine, MiaoDate today);

G_END_DECLS
