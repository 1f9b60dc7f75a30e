#pragma once

#include "miao-call.h"
#include "miao-incident-rules.h"

G_BEGIN_DECLS

/** What the rules look at; points into @incident. */
MiaoIncidentFacts miao_incident_facts (const MiaoRecord *incident);

/** Returns: the day, by the local clock, of one of its instants; %MIAO_DATE_NONE for none. */
MiaoDate miao_incident_day (const MiaoRecord *incident, const char *field);

/** Returns: the day of one of its reports. */
MiaoDate miao_incident_report_day (JsonObject *report);

/** Returns: whether one of its reports went to the police. */
gboolean miao_incident_told_police (const MiaoRecord *incident);

/** Returns: number from 1 of the first report without a reply, which @ret_on is the day of; 0:
 *  none. */
guint miao_incident_first_unanswered (const MiaoRecord *incident, MiaoDate *ret_on);

/** Returns: (transfer full) (nullable): an incident about that placement that is not closed; %NULL
 *  without error when there is none. */
MiaoRecord *miao_incident_find_open (MiaoStore *store,
                                     const char *placement,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): the newest suspicion of harm about that placement that was
 * not found to be nothing, when it was reported; %NULL without error when it was not, or when there
 * is none. */
MiaoRecord *miao_incident_find_reported (MiaoStore *store,
                                         const char *placement,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): a suspicion of harm about that placement, or another
 * incident that the law asks to report, that was neither found to be nothing nor reported; %NULL
 * without error when there is none. */
MiaoRecord *miao_incident_find_unreported (MiaoStore *store,
                                           const char *placement,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): the newest incident about that placement that was
 * discovered by @on, open or not, and no complaint: what a removal on that day was about. %NULL
 * without error when there is none. */
MiaoRecord *miao_incident_find_until (MiaoStore *store,
                                      const char *placement,
                                      MiaoDate on,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_incident_explain_removal:
 * @placement: from which the child was taken out
 * @ret_about: (out) (nullable): the newest incident that was discovered by that day: what the
 *   removal was about
 * @ret_unfounded: (out): it was closed as unfounded since the removal, and no harm was confirmed
 *
 * What is known of why the child was taken out.
 */
gboolean miao_incident_explain_removal (MiaoStore *store,
                                        const MiaoRecord *placement,
                                        MiaoRecord **ret_about,
                                        gboolean *ret_unfounded,
                                        GError **error);

/** SUS-02: whether the child of @placement may go back to the family. */
gboolean miao_incident_ask_return (MiaoCall *call, const MiaoRecord *placement, GError **error);

G_END_DECLS
