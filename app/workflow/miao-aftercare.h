#pragma once

#include "miao-record.h"

G_BEGIN_DECLS

/** Returns: whether the child of that ending stayed in the care of the institution, or went to
 *  another of its families: then it is followed up by the institution. One that is adopted, goes
 *  back to its parents or elsewhere is followed up after it has left (D41). */
gboolean miao_aftercare_is_due (const MiaoRecord *termination);

/** Returns: the day of the last follow-up that is recorded with that ending; NONE: none. */
MiaoDate miao_aftercare_last_day (const MiaoRecord *termination);

/** Returns: (transfer full): the days of the follow-ups, "2027-03-30、2027-05-28"; "" for none. */
char *miao_aftercare_dup_days (const MiaoRecord *termination) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
