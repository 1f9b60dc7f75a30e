#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_OUTPUTS_SECTION (miao_outputs_section_get_type ())
G_DECLARE_FINAL_TYPE (MiaoOutputsSection, miao_outputs_section, MIAO, OUTPUTS_SECTION, GtkWidget)

G_END_DECLS
