#include "config.h"

#include "pages.h"

#include "miao-administration-page.h"
#include "miao-archives-page.h"
#include "miao-children-page.h"
#include "miao-evaluation-source.h"
#include "miao-evaluations-page.h"
#include "miao-families-page.h"
#include "miao-incident-source.h"
#include "miao-incidents-page.h"
#include "miao-placements-page.h"
#include "miao-returns-page.h"
#include "miao-today-page.h"

#include <glib/gi18n.h>

/* The map of the program, in the order of the page list. */
static const MiaoPageInfo pages[] = {
  { "today", NC_ ("page", "Today"), "miao-today-symbolic", miao_today_page_get_type,
    MIAO_MAY_FAMILY_READ },
  { "children", NC_ ("page", "Children"), "miao-child-symbolic", miao_children_page_get_type,
    MIAO_MAY_CHILD_READ },
  { "families", NC_ ("page", "Foster families"), "miao-family-symbolic",
    miao_families_page_get_type, MIAO_MAY_FAMILY_READ },
  { "evaluations", NC_ ("page", "Evaluations"), "miao-evaluation-symbolic",
    miao_evaluations_page_get_type, MIAO_MAY_READ_EVALUATION, TRUE, miao_evaluation_count_open },
  { "placements", NC_ ("page", "Placements"), "miao-placement-symbolic",
    miao_placements_page_get_type, MIAO_MAY_READ_EVALUATION },
  { "incidents", NC_ ("page", "Incidents"), "miao-shield-symbolic", miao_incidents_page_get_type,
    MIAO_MAY_INCIDENT_RECORD, FALSE, miao_incident_count_open },
  { "archives", NC_ ("page", "Archives"), "miao-archive-symbolic", miao_archives_page_get_type,
    MIAO_MAY_CHILD_READ },
  { "returns", NC_ ("page", "Returns"), "miao-upload-symbolic", miao_returns_page_get_type,
    MIAO_MAY_SUBMISSION_BUILD },
  { "administration", NC_ ("page", "Administration"), "miao-settings-symbolic",
    miao_administration_page_get_type, MIAO_MAY_AUDIT_READ },
  { NULL },
};

const MiaoPageInfo *
miao_pages (void)
{
  return pages;
}
