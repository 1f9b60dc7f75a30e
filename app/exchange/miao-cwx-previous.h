#pragma once

#include "miao-return-rules.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** The last accepted batch: only who was in it, and what the rules of stage 4 compare. */
typedef struct _MiaoCwxPrevious MiaoCwxPrevious;

/** Errors: those of miao_cwx_read(). @max_bytes: as there. */
MiaoCwxPrevious *miao_cwx_previous_read (const char *path,
                                         guint64 max_bytes,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_cwx_previous_free (MiaoCwxPrevious *self);

MiaoDate miao_cwx_previous_get_cut_off (const MiaoCwxPrevious *self);
/** Returns: when it was made, milliseconds UTC: the time of the newest id in it. */
gint64 miao_cwx_previous_get_extracted_at (const MiaoCwxPrevious *self);

/** What it said of the child @id (nullable), who is in the new batch. The texts are borrowed. */
void
miao_cwx_previous_ask (MiaoCwxPrevious *self, const char *id, MiaoReturnPrevious *ret_previous);

/** Tells of the children that were never asked about. */
void miao_cwx_previous_each_missing (MiaoCwxPrevious *self,
                                     void (*missing) (const char *id, gpointer user_data),
                                     gpointer user_data);

G_END_DECLS
