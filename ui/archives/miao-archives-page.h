#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_ARCHIVES_PAGE (miao_archives_page_get_type ())
G_DECLARE_FINAL_TYPE (MiaoArchivesPage, miao_archives_page, MIAO, ARCHIVES_PAGE, GtkWidget)

G_END_DECLS
