#pragma once

#include "miao-page-interface.h"

G_BEGIN_DECLS

#define MIAO_TYPE_PLACEMENTS_PAGE (miao_placements_page_get_type ())
G_DECLARE_FINAL_TYPE (MiaoPlacementsPage, miao_placements_page, MIAO, PLACEMENTS_PAGE, GtkWidget)

G_END_DECLS
