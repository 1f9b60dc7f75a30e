#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_STAFF_SECTION (miao_staff_section_get_type ())
G_DECLARE_FINAL_TYPE (MiaoStaffSection, miao_staff_section, MIAO, STAFF_SECTION, GtkWidget)

G_END_DECLS
