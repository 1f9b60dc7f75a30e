#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/*
 * The children whom one incident is about (domain 6.20 "child(ren)"). The incident is one: one
 * number, one set of reports, one clock. What asks for the incidents of a child or of a placement
 * asks "children" and "placements", which are kept here.
 */

/** Returns: (transfer full): ids of the children, the first one first; empty for none. */
GStrv miao_incident_dup_children (const MiaoRecord *incident) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_incident_take_children:
 * @ret_elsewhere: (out) (nullable): names of children who live with another family than the
 *   incident's; %NULL: there are none
 *
 * Makes "child", "children", "placements" and, where it is not said, "family" follow "child",
 * "placement" and "other_children". The placement of a child who was named before stays, whatever
 * became of it.
 */
gboolean miao_incident_take_children (MiaoCall *call,
                                      MiaoRecord *incident,
                                      char **ret_elsewhere,
                                      GError **error);

/** Returns: (transfer full): a query for the incidents of that placement. */
MiaoQuery *miao_incident_query (const char *placement) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): ids of its children who were not put down as missing. */
GStrv miao_incident_dup_unmarked (const MiaoRecord *incident) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): ids of its children who were put down as missing and not found. */
GStrv miao_incident_dup_lost (const MiaoRecord *incident) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): the state of @child before it was put down as missing; %NULL: it was
 *  not. */
char *miao_incident_dup_state_before (const MiaoRecord *incident,
                                      const char *child) G_GNUC_WARN_UNUSED_RESULT;
/** Puts @child down as missing, or with @found_on as found. */
void
miao_incident_note_missing (MiaoRecord *incident, const char *child, const char *status_before);
void miao_incident_note_found (MiaoRecord *incident, const char *child, const char *found_on);

G_END_DECLS
