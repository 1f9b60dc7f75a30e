#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_CHILD_SUMMARY (miao_child_summary_get_type ())
G_DECLARE_FINAL_TYPE (MiaoChildSummary, miao_child_summary, MIAO, CHILD_SUMMARY, GtkWidget)

/** What one wants to know of the selected child without opening the record. */
GtkWidget *miao_child_summary_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @id: (nullable): the child. */
void miao_child_summary_show (MiaoChildSummary *self, MiaoSession *session, const char *id);

G_END_DECLS
