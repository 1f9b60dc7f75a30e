#pragma once

#include "miao-banner.h"
#include "miao-record.h"

G_BEGIN_DECLS

/** Returns: whether it has to be reported by law and was not yet. */
gboolean miao_incident_is_unreported (const MiaoRecord *incident);

/** Shows its state: closed, to be reported, being dealt with. */
void miao_incident_set_chip (GtkWidget *chip, const MiaoRecord *incident);

/** Returns: (transfer full): what comes next, with the clock while a report is due. */
char *miao_incident_dup_hint (const MiaoRecord *incident, gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): "Discovered 2026-11-22 14:05, 35 min ago. Report it to …". */
char *miao_incident_dup_clock (gint64 discovered_ms, gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether children of it can be put down as missing ("mark-missing") or as found
 *  ("mark-found"). */
gboolean miao_incident_may_mark (const MiaoRecord *incident, const char *use_case);

/** Returns: (transfer none) (nullable): the use case that comes next; %NULL when it is closed. */
const char *miao_incident_next_act (const MiaoRecord *incident);

G_END_DECLS
