#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_AVATAR (miao_avatar_get_type ())
G_DECLARE_FINAL_TYPE (MiaoAvatar, miao_avatar, MIAO, AVATAR, GtkWidget)

/**
 * miao_avatar_new:
 * @size: side of the square in pixels: 32 in rows of text, 40 in lists, 64 in heads, 72 in cards
 *
 * A photo, or a neutral drawn silhouette whose soft colour comes from the record's id, so that the
 * same child has the same colour everywhere. It is decoration: the name stands beside it.
 */
GtkWidget *miao_avatar_new (int size) G_GNUC_WARN_UNUSED_RESULT;

/** @id: (nullable): chooses the colour; forgets the photo. */
void miao_avatar_set_id (MiaoAvatar *self, const char *id);
/** @photo: (nullable): shown cut to the square. */
void miao_avatar_set_photo (MiaoAvatar *self, GdkTexture *photo);

G_END_DECLS
