#pragma once

#include "miao-calendar.h"
#include "miao-store.h"

G_BEGIN_DECLS

/** Setting that holds the institution's own holiday file. */
#define MIAO_SETTING_HOLIDAYS "calendar.holidays"

/** Returns: (transfer full): the days that the program knows and those of the institution's own
 *  file. What cannot be read was stored by nobody; the shipped days then hold alone. */
MiaoCalendar *miao_holidays_read (MiaoStore *store) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
