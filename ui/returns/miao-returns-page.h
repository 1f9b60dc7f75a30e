#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_RETURNS_PAGE (miao_returns_page_get_type ())
G_DECLARE_FINAL_TYPE (MiaoReturnsPage, miao_returns_page, MIAO, RETURNS_PAGE, GtkWidget)

G_END_DECLS
