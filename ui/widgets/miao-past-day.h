#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_past_day_ask:
 * @kind: "child", "family" or "placement"
 *
 * Asks for a day, today or before, and shows what was so then: the state, since when, and the main
 * facts, see miao-explain.h. Nothing can be changed there; each look is logged as a reading.
 */
void miao_past_day_ask (GtkWidget *from, MiaoSession *session, const char *kind, const char *id);

/** Returns: a button "State on a day…" that begins it (action win.past-day), hidden without
 *  miao_past_day_button_set(). */
GtkWidget *miao_past_day_button_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** Shows it to whoever may be told. */
void miao_past_day_button_set (GtkWidget *button,
                               MiaoSession *session,
                               const char *kind,
                               const char *id);

G_END_DECLS
