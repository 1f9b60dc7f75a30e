#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_COVER (miao_cover_get_type ())
G_DECLARE_FINAL_TYPE (MiaoCover, miao_cover, MIAO, COVER, GtkWidget)

/**
 * MiaoCover:
 *
 * What stands above everything while nobody is logged in or the window is locked: who, the
 * password, and that nothing typed was lost. Emits "opened" (MiaoSession) after a log-in (the
 * receiver takes a reference), "unlocked" when the locked session goes on, "other-file" and
 * "forgotten".
 */

/** A log-in to the file at @path. */
void miao_cover_ask (MiaoCover *self, const char *path);
/**
 * miao_cover_lock:
 * @institution: its name
 * @reason: why and since when: "Idle for 10 minutes, 15:46"
 *
 * Asks for the password of @session, which is locked already.
 */
void miao_cover_lock (MiaoCover *self,
                      MiaoSession *session,
                      const char *institution,
                      const char *reason);
void miao_cover_grab_focus (MiaoCover *self);

G_END_DECLS
