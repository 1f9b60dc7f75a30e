#pragma once

#include "miao-page-interface.h"

G_BEGIN_DECLS

#define MIAO_TYPE_TODAY_PAGE (miao_today_page_get_type ())
G_DECLARE_FINAL_TYPE (MiaoTodayPage, miao_today_page, MIAO, TODAY_PAGE, GtkWidget)

G_END_DECLS
