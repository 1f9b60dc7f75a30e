#pragma once

#include "miao-act-form.h"

G_BEGIN_DECLS

/**
 * miao_incident_begin_new:
 * @use_case: "report-incident" or "record-complaint"
 * @about: (nullable): "child", "placement" or "family"
 * @id: (nullable): its id; %NULL: the form asks
 *
 * The form of a new incident or complaint.
 */
void miao_incident_begin_new (MiaoActForm *form,
                              MiaoSession *session,
                              const char *use_case,
                              const char *about,
                              const char *id);

/** Returns: whether that is done to a stored incident; then miao_incident_begin_act() has its form.
 */
gboolean miao_incident_act_is_known (const char *use_case);
/** Returns: whether it makes sense for @incident as it is, and the person may do it. */
gboolean miao_incident_act_is_offered (MiaoSession *session,
                                       const char *use_case,
                                       const MiaoRecord *incident);
void miao_incident_begin_act (MiaoActForm *form,
                              MiaoSession *session,
                              const char *use_case,
                              const MiaoRecord *incident);

G_END_DECLS
