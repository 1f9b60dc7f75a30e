#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Own tasks that a colleague looks after for some days. The buttons work below a MiaoTodayPage,
 * which has the actions "today.delegate" and "today.end-delegation". */

/** Returns: (nullable): whose tasks are handed over, to whom and until when, with the way to begin
 *  and end it; %NULL for whoever may not hand over. */
GtkWidget *miao_today_delegations_new (MiaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: the button that asks whom to hand over to. */
GtkWidget *miao_today_delegate_button_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Asks to whom, from when until when and why, in a window of its own. */
void miao_today_delegate_present (GtkWidget *parent, MiaoSession *session);

/** Ends the one of that id at once. */
void miao_today_delegate_end (GtkWidget *from, MiaoSession *session, const char *delegation);

G_END_DECLS
