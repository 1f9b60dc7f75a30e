#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_INSTITUTION_SECTION (miao_institution_section_get_type ())
G_DECLARE_FINAL_TYPE (
    MiaoInstitutionSection, miao_institution_section, MIAO, INSTITUTION_SECTION, GtkWidget)

G_END_DECLS
