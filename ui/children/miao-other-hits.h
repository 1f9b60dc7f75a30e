#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_OTHER_HITS (miao_other_hits_get_type ())
G_DECLARE_FINAL_TYPE (MiaoOtherHits, miao_other_hits, MIAO, OTHER_HITS, GtkWidget)

/** "2 more": a button that lists what a search finds beside children: families, staff, volumes. */
GtkWidget *miao_other_hits_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @text: "" hides the button; so does a search without such hits. */
void miao_other_hits_show (MiaoOtherHits *self, MiaoSession *session, const char *text);

G_END_DECLS
