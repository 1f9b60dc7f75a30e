#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_CHILDREN_PAGE (miao_children_page_get_type ())
G_DECLARE_FINAL_TYPE (MiaoChildrenPage, miao_children_page, MIAO, CHILDREN_PAGE, GtkWidget)

G_END_DECLS
