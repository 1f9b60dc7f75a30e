#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_TODAY_ALARM (miao_today_alarm_get_type ())

/**
 * MiaoTodayAlarm:
 *
 * The red line above everything else while something has to be reported at once: about whom, since
 * when, and the way to it. Its clock goes on while it is shown. Hidden when there is nothing.
 */
G_DECLARE_FINAL_TYPE (MiaoTodayAlarm, miao_today_alarm, MIAO, TODAY_ALARM, GtkWidget)

/** @tasks: (element-type MiaoTask): as collected; read at once. */
void miao_today_alarm_show (MiaoTodayAlarm *self, MiaoSession *session, GPtrArray *tasks);
/** Forgets what is shown. */
void miao_today_alarm_clear (MiaoTodayAlarm *self);

G_END_DECLS
