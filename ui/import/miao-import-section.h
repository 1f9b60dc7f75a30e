#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_IMPORT_SECTION (miao_import_section_get_type ())
G_DECLARE_FINAL_TYPE (MiaoImportSection, miao_import_section, MIAO, IMPORT_SECTION, GtkWidget)

G_END_DECLS
