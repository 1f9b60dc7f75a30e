#pragma once

#include "miao-page-interface.h"

G_BEGIN_DECLS

#define MIAO_TYPE_INCIDENTS_PAGE (miao_incidents_page_get_type ())

/**
 * MiaoIncidentsPage:
 *
 * Incidents and complaints. Opens records of the kind "incident", with the name of a use case as
 * the field also its form; the kinds "incident-of-child", "incident-of-placement" and
 * "incident-of-family" begin a new one about the record of that id, the field is then
 * "report-incident" or "record-complaint".
 */
G_DECLARE_FINAL_TYPE (MiaoIncidentsPage, miao_incidents_page, MIAO, INCIDENTS_PAGE, GtkWidget)

G_END_DECLS
