#include "config.h"

#include "pages.h"

#include <glib/gi18n.h>

/* The map of the program, in the order of the page list: Today, Children, Foster families,
 * Evaluations, Placements, Archives, Returns, Statistics, Administration. */
static const MiaoPageInfo pages[] = {
  { NULL },
};

const MiaoPageInfo *
miao_pages (void)
{
  return pages;
}
