#include "config.h"

#include "miao-accessible-bounds.h"

#include <math.h>

#if GTK_CHECK_VERSION(4, 10, 0)

/* Since 4.10 GTK tells screen readers and magnifiers a widget's place by adding up the places of
 * its ancestors, each measured from inside its parent's padding and border, which are so lost at
 * every step; a page of a stack is counted twice; and for what is not shown the numbers are left
 * over from somewhere else. Seen in 4.18. Here places are measured from the parent's corner, so
 * that the sums are right, and what is not shown has no size, as in 4.8. */
static gboolean
get_widget_bounds (GtkAccessible *accessible, int *x, int *y, int *width, int *height)
{
  GtkWidget *widget = GTK_WIDGET (accessible);
  GtkWidget *parent = gtk_widget_get_parent (widget);
  graphene_rect_t own, outer;

  *x = *y = *width = *height = 0;
  if (parent == NULL)
    parent = widget;
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_compute_bounds (widget, parent, &own) ||
      !gtk_widget_compute_bounds (parent, parent, &outer))
    return TRUE;

  *x = (int) floorf (own.origin.x - outer.origin.x);
  *y = (int) floorf (own.origin.y - outer.origin.y);
  *width = (int) ceilf (own.size.width);
  *height = (int) ceilf (own.size.height);
  return TRUE;
}

static gboolean
get_page_bounds (GtkAccessible *accessible, int *x, int *y, int *width, int *height)
{
  GtkWidget *child = gtk_stack_page_get_child (GTK_STACK_PAGE (accessible));

  /* The child's own place counts in the sum, the page's must not a second time. */
  get_widget_bounds (GTK_ACCESSIBLE (child), x, y, width, height);
  *x = *y = 0;
  return TRUE;
}

static void
replace (GType type, gboolean (*get_bounds) (GtkAccessible *, int *, int *, int *, int *))
{
  /* The class is kept for good: what is replaced must outlive every window. The interface is as old
   * as GTK 4, only its declaration is marked with the release that made it public. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  GtkAccessibleInterface *methods =
      g_type_interface_peek (g_type_class_ref (type), GTK_TYPE_ACCESSIBLE);
  G_GNUC_END_IGNORE_DEPRECATIONS

  methods->get_bounds = get_bounds;
}

void
miao_accessible_bounds_init (void)
{
  replace (GTK_TYPE_WIDGET, get_widget_bounds);
  replace (GTK_TYPE_STACK_PAGE, get_page_bounds);
}

#else

void
miao_accessible_bounds_init (void)
{
}

#endif
