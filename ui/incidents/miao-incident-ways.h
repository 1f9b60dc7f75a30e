#pragma once

#include "miao-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** The ways from an incident to the records of its children, their placements and the family;
 *  several are called by the children's names. */
void miao_incident_add_ways (GMenu *menu, const MiaoRecord *incident);

/** Returns: the words of the button of one of its use cases; "" for another one. */
const char *miao_incident_act_label (const char *use_case);

G_END_DECLS
