#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_FILE_SECTION (miao_file_section_get_type ())
G_DECLARE_FINAL_TYPE (MiaoFileSection, miao_file_section, MIAO, FILE_SECTION, GtkWidget)

G_END_DECLS
