#pragma once

#include "miao-child-view.h"
#include "miao-dose-source.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_CHILD_VACCINES (miao_child_vaccines_get_type ())
G_DECLARE_FINAL_TYPE (MiaoChildVaccines, miao_child_vaccines, MIAO, CHILD_VACCINES, GtkWidget)

/** Which doses a child was given, which are due and which are to come. */
GtkWidget *miao_child_vaccines_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @view: (nullable): lives as long as it is shown. */
void
miao_child_vaccines_show (MiaoChildVaccines *self, MiaoSession *session, const MiaoChildView *view);

/** Returns: (transfer none): what is listed; @ret_id: (nullable): id of the selected row, else of
 *  the first that is due. */
const MiaoDoses *miao_child_vaccines_get (MiaoChildVaccines *self, char **ret_id);

G_END_DECLS
