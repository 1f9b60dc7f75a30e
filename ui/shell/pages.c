#include "config.h"

#include "pages.h"

#include "miao-administration-page.h"
#include "miao-archives-page.h"
#include "miao-children-page.h"
#include "miao-evaluations-page.h"
#include "miao-families-page.h"
#include "miao-placements-page.h"
#include "miao-today-page.h"

#include <glib/gi18n.h>

/* The map of the program. */
static const MiaoPageInfo pages[] = {
  { "evaluations", NC_ ("page", "Evaluations"), "miao-evaluation-symbolic",
    miao_evaluations_page_get_type, MIAO_MAY_READ_EVALUATION },
  { "today", NC_ ("page", "Today"), "miao-today-symbolic", miao_today_page_get_type,
    MIAO_MAY_FAMILY_READ },
  { "children", NC_ ("page", "Children"), "miao-child-symbolic", miao_children_page_get_type,
    MIAO_MAY_CHILD_READ },
  { "families", NC_ ("page", "Foster families"), "miao-family-symbolic",
    miao_families_page_get_type, MIAO_MAY_FAMILY_READ },
  { "administration", NC_ ("page", "Administration"), "miao-settings-symbolic",
    miao_administration_page_get_type, MIAO_MAY_AUDIT_READ },
  { "placements", NC_ ("page", "Placements"), "miao-placement-symbolic",
    miao_placements_page_get_type, MIAO_MAY_READ_EVALUATION },
  { "archives", NC_ ("page", "Archives"), "miao-archive-symbolic", miao_archives_page_get_type,
    MIAO_MAY_CHILD_READ },
  { NULL },
};

/* The order of the page list, whatever the order of the lines above. */
static const char *const order[] = { "today",          "children", "families", "evaluations",
                                     "placements",     "archives", "returns",  "statistics",
                                     "administration", NULL };

const MiaoPageInfo *
miao_pages (void)
{
  static MiaoPageInfo sorted[G_N_ELEMENTS (pages)];
  guint n = 0;

  if (sorted[0].id != NULL)
    return sorted;
  for (guint i = 0; order[i] != NULL; i++) {
    for (guint k = 0; pages[k].id != NULL; k++) {
      if (g_str_equal (pages[k].id, order[i])) {
        sorted[n++] = pages[k];
        break;
      }
    }
  }
  return sorted;
}
