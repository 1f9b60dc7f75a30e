#include "config.h"

#include "miao-pdf.h"

#include "bench-sheet.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

/* Pages of the engine against a bare loop of cairo and pango that draws the same words and lines at
   the same places, in the same run. Prints the ratio; fails above the figure that the design sets.
 */

#define PAGES 100
#define ROWS 36
#define COLUMNS 7
#define ROUNDS 5
#define LIMIT 1.3

static const char *const cells[COLUMNS] = { "2026-10-20", "3岁2个月", "11.62", "−1.62",
                                            "92.9",       "−0.92",    "吴春燕" };
static const char opinion[] =
    "体重在中下范围，2026年7月至10月由 −1.01 降至 −1.62，增速减缓；身高在中等范围。"
    "建议营养评估，每月测量一次，至增速恢复。";

static cairo_status_t
count_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  *(gsize *) closure += length;

  return CAIRO_STATUS_SUCCESS;
}

static double
engine (gsize *ret_bytes)
{
  gint64 start = g_get_monotonic_time ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      count_bytes, ret_bytes, MIAO_PAGE_WIDTH, MIAO_PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (MiaoDocument) document = miao_document_new (&BENCH_SHEET);
  MiaoColumn columns[COLUMNS];

  for (guint i = 0; i < COLUMNS; i++)
    columns[i] = (MiaoColumn){ "测量日期", 1, MIAO_ALIGN_CENTER };
  for (guint page = 0; page < PAGES; page++) {
    if (page > 0)
      miao_document_add_page_break (document);
    miao_document_begin_table (document, columns, COLUMNS);
    for (guint row = 0; row < ROWS; row++)
      miao_document_add_row (document, cells);
    miao_document_end_table (document);
    miao_document_add_opinion (document, opinion, NULL, 0, "2026年10月22日");
  }
  g_assert_cmpuint (miao_document_n_pages (document), ==, PAGES);
  for (guint page = 0; page < PAGES; page++) {
    miao_document_draw_page (document, cr, page);
    cairo_show_page (cr);
  }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return (double) (g_get_monotonic_time () - start) / 1e6;
}

static void
put (cairo_t *cr, PangoLayout *layout, const char *text, double x, double y, double width)
{
  pango_layout_set_width (layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
bare_page (cairo_t *cr, PangoLayout *layout, guint page)
{
  const double column = (MIAO_PAGE_WIDTH - 2 * MIAO_PAGE_SIDE) / COLUMNS;
  g_autofree char *count = g_strdup_printf ("第 %u 页　共 %u 页", page + 1, (guint) PAGES);

  put (cr, layout, "江宁市儿童福利院", MIAO_PAGE_SIDE, 43, 0);
  put (cr, layout, "档号　0731-ET·2023-Y-A0017-01　件号　0038", 300, 43, 0);
  for (guint row = 0; row <= ROWS; row++)
    for (guint i = 0; i < COLUMNS; i++) {
      double x = MIAO_PAGE_SIDE + i * column, y = 72 + row * 16.2;

      if (row == 0) {
        cairo_set_source_rgb (cr, 0.95, 0.95, 0.95);
        cairo_rectangle (cr, x, y, column, 16.2);
        cairo_fill (cr);
        cairo_set_source_rgb (cr, 0, 0, 0);
      }
      put (cr, layout, row == 0 ? "测量日期" : cells[i], x + 3.5, y + 1.2, column - 7);
      cairo_rectangle (cr, x, y, column, 16.2);
      if (i == COLUMNS - 1)
        cairo_stroke (cr);
    }
  put (cr, layout, opinion, MIAO_PAGE_SIDE + 9, 690, 435);
  put (cr, layout, "2026年10月22日", 450, 730, 0);
  cairo_rectangle (cr, MIAO_PAGE_SIDE, 680, 453, 70);
  cairo_stroke (cr);
  put (cr, layout, "SM3 4be1 7a02 … c95d 18f3", MIAO_PAGE_SIDE, 790, 0);
  put (cr, layout, count, 280, 790, 0);
  put (cr, layout, "打印人　宋知微", 440, 777, 0);
  put (cr, layout, "2026年11月24日 15:20", 440, 790, 0);
}

static double
bare (gsize *ret_bytes)
{
  gint64 start = g_get_monotonic_time ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      count_bytes, ret_bytes, MIAO_PAGE_WIDTH, MIAO_PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Noto Serif CJK SC 9.5");

  pango_context_set_language (pango_layout_get_context (layout),
                              pango_language_from_string ("zh-cn"));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_set_line_width (cr, 0.7);
  for (guint page = 0; page < PAGES; page++) {
    bare_page (cr, layout, page);
    cairo_show_page (cr);
  }
  pango_font_description_free (font);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return (double) (g_get_monotonic_time () - start) / 1e6;
}

int
main (void)
{
  double best_engine = G_MAXDOUBLE, best_bare = G_MAXDOUBLE, ratio;
  gsize engine_bytes = 0, bare_bytes = 0;

  for (guint i = 0; i < ROUNDS; i++) {
    double seconds;

    bare_bytes = engine_bytes = 0;
    seconds = bare (&bare_bytes);
    best_bare = MIN (best_bare, seconds);
    seconds = engine (&engine_bytes);
    best_engine = MIN (best_engine, seconds);
  }
  ratio = best_engine / best_bare;
  g_print (
      "%d pages: engine %.3f s (%.0f a second, %" G_GSIZE_FORMAT " bytes), bare cairo and pango "
      "%.3f s (%" G_GSIZE_FORMAT " bytes), ratio %.2f, to reach %.1f\n",
      PAGES, best_engine, PAGES / best_engine, engine_bytes, best_bare, bare_bytes, ratio, LIMIT);

  return ratio <= LIMIT ? 0 : 1;
}
