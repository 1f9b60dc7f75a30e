#pragma once

#include "miao-page-interface.h"

G_BEGIN_DECLS

#define MIAO_TYPE_EVALUATIONS_PAGE (miao_evaluations_page_get_type ())
G_DECLARE_FINAL_TYPE (MiaoEvaluationsPage, miao_evaluations_page, MIAO, EVALUATIONS_PAGE, GtkWidget)

G_END_DECLS
