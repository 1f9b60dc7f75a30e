#include "config.h"

#include "pages.h"

#include "miao-families-page.h"
#include "miao-children-page.h"
#include "miao-administration-page.h"

#include <glib/gi18n.h>

/* The map of the program, in the order of the page list: Today, Children, Foster families,
 * Evaluations, Placements, Archives, Returns, Statistics, Administration. */
static const MiaoPageInfo pages[] = {
  { "families", NC_ ("page", "Foster families"), "miao-family-symbolic",
    miao_families_page_get_type, MIAO_MAY_FAMILY_READ },
  { "children", NC_ ("page", "Children"), "miao-child-symbolic", miao_children_page_get_type,
    MIAO_MAY_CHILD_READ },
  { "administration", NC_ ("page", "Administration"), "miao-settings-symbolic",
    miao_administration_page_get_type, MIAO_MAY_AUDIT_READ },
  { NULL },
};

const MiaoPageInfo *
miao_pages (void)
{
  return pages;
}
