#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_incident_list_new:
 * @field: "children", "placements" or "family"
 * @id: its id
 *
 * Returns: (nullable): a card of the incidents and complaints about that record, each with the way
 *   to it; %NULL when there are none or the person does not see them.
 */
GtkWidget *miao_incident_list_new (MiaoSession *session,
                                   const char *field,
                                   const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
