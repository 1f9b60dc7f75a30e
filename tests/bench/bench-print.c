#include "config.h"

#include "miao-pdf.h"

#include "bench-clock.h"
#include "bench-sheet.h"

#include <cairo-pdf.h>

/* One sheet as a PDF/A file of its own, as most papers are printed, against the same pages on a
   bare PDF surface of cairo, in the same run. Prints the ratio; fails above the figure that the
   design sets. */

#define ROUNDS 10
#define LIMIT 1.0

static MiaoDocument *
make_sheet (void)
{
  MiaoDocument *document = miao_document_new (&BENCH_SHEET);

  miao_document_add_title (document, "儿童生长发育记录");
  miao_document_add_heading (document, "一、意见");
  miao_document_add_paragraph (
      document,
      "体重在中下范围，2026年7月至10月由 −1.01 降至 −1.62，增速减缓；身高在中等范围。"
      "建议营养评估，每月测量一次，至增速恢复。",
      TRUE);
  return document;
}

static cairo_status_t
count_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  *(gsize *) closure += length;

  return CAIRO_STATUS_SUCCESS;
}

static double
engine (gsize *ret_bytes)
{
  double start = bench_cpu ();
  g_autoptr (MiaoDocument) document = make_sheet ();
  g_autoptr (GBytes) bytes = miao_pdf_render (document, 0, NULL);

  *ret_bytes += g_bytes_get_size (bytes);
  return bench_cpu () - start;
}

static double
bare (gsize *ret_bytes)
{
  double start = bench_cpu ();
  g_autoptr (MiaoDocument) document = make_sheet ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      count_bytes, ret_bytes, MIAO_PAGE_WIDTH, MIAO_PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  for (guint page = 0; page < miao_document_n_pages (document); page++) {
    miao_document_draw_page (document, cr, page);
    cairo_show_page (cr);
  }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return bench_cpu () - start;
}

int
main (void)
{
  double best_engine = G_MAXDOUBLE, best_bare = G_MAXDOUBLE, now;
  gsize engine_bytes = 0, bare_bytes = 0;

  for (guint round = 0; round < ROUNDS; round++) {
    engine_bytes = bare_bytes = 0;
    now = engine (&engine_bytes);
    best_engine = MIN (best_engine, now);
    now = bare (&bare_bytes);
    best_bare = MIN (best_bare, now);
  }
  g_print ("a sheet: as PDF/A %.0f ms (%zu bytes), bare cairo %.0f ms (%zu bytes), ratio %.2f, to "
           "reach %.1f\n",
           best_engine * 1000, engine_bytes, best_bare * 1000, bare_bytes, best_engine / best_bare,
           LIMIT);

  return best_engine / best_bare <= LIMIT ? 0 : 1;
}
