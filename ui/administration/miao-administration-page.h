#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_ADMINISTRATION_PAGE (miao_administration_page_get_type ())
G_DECLARE_FINAL_TYPE (
    MiaoAdministrationPage, miao_administration_page, MIAO, ADMINISTRATION_PAGE, GtkWidget)

G_END_DECLS
