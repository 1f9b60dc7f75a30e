#pragma once

#include "miao-child-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_CHILD_DOCUMENTS (miao_child_documents_get_type ())
G_DECLARE_FINAL_TYPE (MiaoChildDocuments, miao_child_documents, MIAO, CHILD_DOCUMENTS, GtkWidget)

/** Papers, photographs and recordings of a child, with the chosen one beside. */
GtkWidget *miao_child_documents_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @view: (nullable): lives as long as it is shown. */
void miao_child_documents_show (MiaoChildDocuments *self,
                                MiaoSession *session,
                                const MiaoChildView *view);

G_END_DECLS
