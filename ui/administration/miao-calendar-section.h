#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_CALENDAR_SECTION (miao_calendar_section_get_type ())
G_DECLARE_FINAL_TYPE (MiaoCalendarSection, miao_calendar_section, MIAO, CALENDAR_SECTION, GtkWidget)

G_END_DECLS
