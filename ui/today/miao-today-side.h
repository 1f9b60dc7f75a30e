#pragma once

#include "miao-tasks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Returns: why the task is due, in full: rule, source, arithmetic, how it is done. Its buttons
 *  activate win.open-record, and today.delegate where @may_delegate. */
GtkWidget *miao_today_why_new (const MiaoTask *task,
                               MiaoDate today,
                               gboolean may_delegate) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: what others did since the person was last here. */
GtkWidget *miao_today_news_new (MiaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
