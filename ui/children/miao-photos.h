#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_photo_get:
 * @document: (nullable): id of a document record
 * @size: longest side in pixels; the picture is decoded no larger
 *
 * Returns: (transfer full) (nullable): the picture of the document; %NULL when it is none, the file
 *   is missing, or the person may not read it. The last few hundred are kept. Main thread.
 */
GdkTexture *
miao_photo_get (MiaoSession *session, const char *document, int size) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_photo_show:
 * @set: gets the picture (nullable) and @target, unless @target went or wants another picture by
 *   then
 * @target: shows one picture at a time
 *
 * As miao_photo_get(), for a row that is scrolled to: on a server @set is called later, when the
 * picture has come.
 */
void miao_photo_show (MiaoSession *session,
                      const char *document,
                      int size,
                      void (*set) (GtkWidget *target, GdkTexture *photo),
                      GtkWidget *target);

/** Forgets all pictures: another person, another file, the lock. */
void miao_photos_forget (void);

G_END_DECLS
