#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_STANDARDS_SECTION (miao_standards_section_get_type ())
G_DECLARE_FINAL_TYPE (
    MiaoStandardsSection, miao_standards_section, MIAO, STANDARDS_SECTION, GtkWidget)

G_END_DECLS
