#pragma once

#include "miao-page-interface.h"

G_BEGIN_DECLS

#define MIAO_TYPE_FAMILIES_PAGE (miao_families_page_get_type ())
G_DECLARE_FINAL_TYPE (MiaoFamiliesPage, miao_families_page, MIAO, FAMILIES_PAGE, GtkWidget)

G_END_DECLS
