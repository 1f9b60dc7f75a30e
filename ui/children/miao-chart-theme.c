#include "config.h"

#include "miao-chart-theme.h"

#include "miao-gtk-compat.h"

/* Captions are this much of the text (data/css). */
#define CAPTION 0.88
#define POINTS_PER_INCH 72
#define DEFAULT_DPI 96

static MiaoChartColour
get (GtkWidget *widget, const char *name)
{
  GdkRGBA colour;

  miao_widget_lookup_color (widget, name, &colour);
  return (MiaoChartColour){ colour.red, colour.green, colour.blue, colour.alpha };
}

void
miao_chart_theme_get (GtkWidget *widget, MiaoGrowthPalette *ret_palette)
{
  static const char *const bands[] = { "band1", "band2", "band3" };
  static const char *const curves[] = { "accent_bg", "accent_line", "warning_line", "danger_line" };

  ret_palette->background = get (widget, "view_bg");
  ret_palette->frame = get (widget, "border");
  ret_palette->grid = get (widget, "grid");
  ret_palette->text = get (widget, "text");
  ret_palette->faint = get (widget, "text_dim");
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    ret_palette->band[i] = get (widget, bands[i]);
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    ret_palette->curve[i] = get (widget, curves[i]);
  ret_palette->data = get (widget, "text");
  ret_palette->alert = get (widget, "danger_text");
  ret_palette->callout = get (widget, "view_bg");
}

char *
miao_chart_theme_dup_font (GtkWidget *widget, double *ret_size)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  double dpi = pango_cairo_context_get_resolution (context);

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (dpi > 0 ? dpi : DEFAULT_DPI) / POINTS_PER_INCH;
  *ret_size = size * CAPTION;
  return g_strdup (pango_font_description_get_family (font));
}
