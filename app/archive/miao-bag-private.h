#pragma once

#include "miao-bag.h"

G_BEGIN_DECLS

/* Inside of the checking of bags. */

/** The payload file whose text is kept, because the volume check reads it. */
#define MIAO_BAG_CATALOGUE "data/volume.xml"

MiaoBagReport *miao_bag_report_new (void);

void miao_bag_report_add (
    MiaoBagReport *report, MiaoBagFault fault, const char *path, const char *zh, const char *en);

/** Whether a relative path stays inside the bag on every system. */
gboolean miao_bag_path_is_inside (const char *path);

/** Fills the files of @report; adds findings about what is not a plain file inside. */
gboolean
miao_bag_read (MiaoBagReport *report, const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
