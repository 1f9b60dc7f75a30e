#include "config.h"

#include "miao-draw.h"

#include "miao-gtk-compat.h"

/* One em where nobody has changed the size of letters. */
#define USUAL_EM 14.0

int
miao_draw_em (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "国");
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return MAX (width, 1);
}

double
miao_draw_scale (GtkWidget *widget)
{
  return MAX (1.0, miao_draw_em (widget) / USUAL_EM);
}

void
miao_draw_color (GtkWidget *widget, cairo_t *cr, const char *name)
{
  GdkRGBA color;

  miao_widget_lookup_color (widget, name, &color);
  gdk_cairo_set_source_rgba (cr, &color);
}

PangoLayout *
miao_draw_layout_new (GtkWidget *widget, const char *text, double size, gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (size));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

void
miao_draw_text (GtkWidget *widget,
                cairo_t *cr,
                const char *text,
                double x,
                double top,
                double align,
                double size,
                gboolean bold)
{
  g_autoptr (PangoLayout) layout = miao_draw_layout_new (widget, text, size, bold);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  x = CLAMP (x - width * align, 0, MAX (0, gtk_widget_get_width (widget) - width));
  cairo_move_to (cr, x, top);
  pango_cairo_show_layout (cr, layout);
  /* The text leaves a point behind that the next arc would be joined to. */
  cairo_new_path (cr);
}
