#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_FORMS_SECTION (miao_forms_section_get_type ())
G_DECLARE_FINAL_TYPE (MiaoFormsSection, miao_forms_section, MIAO, FORMS_SECTION, GtkWidget)

G_END_DECLS
