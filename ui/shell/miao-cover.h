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
 * @ahead: whether what is due is read ahead for the page behind
 *
 * Asks for the password of @session, which is locked already.
 */
void miao_cover_lock (MiaoCover *self,
                      MiaoSession *session,
                      const char *institution,
                      const char *reason,
                      gboolean ahead);
/**
 * miao_cover_work:
 *
 * Nobody is asked anything: the program is at work on the file at @path and nobody may be in it.
 */
void miao_cover_work (MiaoCover *self,
                      const char *path,
                      const char *institution,
                      const char *title,
                      const char *explanation);
/** @fraction: 0…1 of that work */
void miao_cover_set_progress (MiaoCover *self, double fraction);
/** Under the password of a log-in. */
void miao_cover_show_problem (MiaoCover *self, const char *message);
void miao_cover_grab_focus (MiaoCover *self);

G_END_DECLS
