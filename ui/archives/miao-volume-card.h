#pragma once

#include "miao-archive.h"
#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MiaoVolumeCheck:
 * @volume: id of the volume that was checked last; %NULL: none
 * @report: what came of it
 *
 * The last check in this session; older ones are stored with the volume.
 */
typedef struct {
  char *volume;
  MiaoArchiveReport report;
} MiaoVolumeCheck;

/** Title, code, people and place of a volume, and whether its seals are sound. Fills @box anew. */
void miao_volume_card_fill (GtkWidget *box, const MiaoRecord *volume, const MiaoVolumeCheck *check);

/**
 * miao_volume_items_fill:
 * @list: a #GtkListBox; each row's data "item" is its #MiaoRecord
 *
 * The items by section, each with the beginning of its digest and chain value.
 */
void miao_volume_items_fill (GtkWidget *list, GPtrArray *items, const MiaoVolumeCheck *check);

/** Returns: (transfer full): the items of a volume by section and number; %NULL with an error. */
GPtrArray *miao_volume_items_load (MiaoSession *session,
                                   const char *volume,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
