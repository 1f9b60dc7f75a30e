#include "config.h"

#include <math.h>

#include "miao-growth-chart.h"
#include "miao-growth-curve.h"
#include "miao-growth.h"
#include "miao-sparkline.h"

#define WIDTH 660
#define HEIGHT 480

/* A made-up girl, measured 17 times; the last weight is below the one before. */
static const struct {
  const char *on;
  int weight_g, length_mm;
} measures[] = {
  { "2023-09-14", 3720, 526 },  { "2023-10-14", 4590, 560 },  { "2023-11-14", 5320, 590 },
  { "2023-12-14", 5950, 612 },  { "2024-02-14", 6790, 646 },  { "2024-04-14", 7420, 676 },
  { "2024-06-14", 7980, 701 },  { "2024-08-14", 8360, 724 },  { "2024-11-14", 9100, 758 },
  { "2025-02-14", 9780, 789 },  { "2025-05-14", 10360, 818 }, { "2025-08-14", 10900, 839 },
  { "2025-11-14", 11320, 865 }, { "2026-02-14", 11700, 889 }, { "2026-04-18", 11920, 904 },
  { "2026-07-18", 12050, 918 }, { "2026-10-20", 11620, 929 },
};

typedef struct {
  MiaoGrowthChart chart;
  MiaoGrowthPoint points[G_N_ELEMENTS (measures) + 1];
  GArray *curve;
} Fixture;

static void
fixture_init (Fixture *fixture, MiaoGrowthIndicator indicator)
{
  MiaoDate born = miao_date_parse ("2023-08-14");
  double from, to;

  *fixture = (Fixture){ 0 };
  fixture->chart = (MiaoGrowthChart){
    .indicator = indicator,
    .sex = 2,
    .born = born,
    .today = miao_date_parse ("2026-11-24"),
    .points = fixture->points,
    .selected = -1,
    .callout = MIAO_GROWTH_CALLOUT_BOX,
    .legend = TRUE,
    .font = "Noto Sans CJK SC",
    .font_size = 12.0,
  };
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++) {
    MiaoDate on = miao_date_parse (measures[i].on);
    MiaoGrowthMeasure measure = {
      .sex = 2,
      .age_days = on - born,
      .weight_g = measures[i].weight_g,
      .length_mm = measures[i].length_mm,
    };

    if (miao_growth_make_point (&measure, on, indicator, &fixture->points[fixture->chart.n_points]))
      fixture->chart.n_points++;
  }
  miao_growth_curve_range (indicator, fixture->points[0].x, &from, &to);
  fixture->curve = miao_growth_curve_sample (indicator, 2, from, to, 150);
  fixture->chart.from = from;
  fixture->chart.to = to;
  fixture->chart.curve = (const MiaoGrowthCurvePoint *) fixture->curve->data;
  fixture->chart.n_curve = fixture->curve->len;
}

static void
fixture_clear (Fixture *fixture)
{
  g_clear_pointer (&fixture->curve, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static cairo_surface_t *
draw (const MiaoGrowthChart *chart,
      const MiaoGrowthPalette *palette,
      int width,
      int height,
      const char *name)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  const char *folder = g_getenv ("MIAO_PICTURES");

  cairo_set_source_rgb (cr, palette->background.red, palette->background.green,
                        palette->background.blue);
  cairo_paint (cr);
  miao_growth_chart_draw (chart, palette, cr, width, height);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (folder != NULL) { /* to look at them */
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  }
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, double x, double y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) +
                      (gsize) (int) y * (gsize) cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (const void *) row)[(int) x] & 0xffffff;
}

static guint32
to_pixel (const MiaoChartColour *colour)
{
  return ((guint32) lround (colour->red * 255) << 16) |
         ((guint32) lround (colour->green * 255) << 8) | (guint32) lround (colour->blue * 255);
}

static guint
count_pixels (cairo_surface_t *surface, guint32 pixel)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      n += get_pixel (surface, x, y) == pixel ? 1 : 0;
  return n;
}

static void
test_screen (void)
{
  g_auto (Fixture) f = { 0 };
  const MiaoGrowthPalette *palette = miao_growth_palette_light ();
  cairo_surface_t *surface;
  double x, y;

  fixture_init (&f, MIAO_GROWTH_WEIGHT_FOR_AGE);
  g_assert_cmpuint (f.chart.n_points, ==, G_N_ELEMENTS (measures));
  surface = draw (&f.chart, palette, WIDTH, HEIGHT, "weight.png");
  for (int band = 0; band < 3; band++)
    g_assert_cmpuint (count_pixels (surface, to_pixel (&palette->band[band])), >, 5000);
  /* The last point is filled with the colour of a loss, the others are rings. */
  g_assert_true (miao_growth_chart_locate (&f.chart, WIDTH, HEIGHT, 16, &x, &y));
  g_assert_cmphex (get_pixel (surface, x, y), ==, to_pixel (&palette->alert));
  g_assert_true (miao_growth_chart_locate (&f.chart, WIDTH, HEIGHT, 8, &x, &y));
  g_assert_cmphex (get_pixel (surface, x, y), ==, to_pixel (&palette->background));
  /* Nothing runs over the edge of the picture. */
  for (int i = 0; i < WIDTH; i++) {
    g_assert_cmphex (get_pixel (surface, i, 0), ==, to_pixel (&palette->background));
    g_assert_cmphex (get_pixel (surface, i, HEIGHT - 1), ==, to_pixel (&palette->background));
  }
  for (int i = 0; i < HEIGHT; i++) {
    g_assert_cmphex (get_pixel (surface, 0, i), ==, to_pixel (&palette->background));
    g_assert_cmphex (get_pixel (surface, WIDTH - 1, i), ==, to_pixel (&palette->background));
  }
  cairo_surface_destroy (surface);
  cairo_surface_destroy (
      draw (&f.chart, miao_growth_palette_dark (), WIDTH, HEIGHT, "weight-dark.png"));
}

/* With letters of twice the size the label leaves most of the bands to be seen. */
static void
test_large (void)
{
  const MiaoGrowthPalette *palette = miao_growth_palette_light ();
  guint seen[2] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++) {
    g_auto (Fixture) f = { 0 };
    cairo_surface_t *surface;

    fixture_init (&f, MIAO_GROWTH_WEIGHT_FOR_AGE);
    f.chart.font_size *= 2;
    f.chart.callout = i == 0 ? MIAO_GROWTH_CALLOUT_NONE : MIAO_GROWTH_CALLOUT_BOX;
    surface = draw (&f.chart, palette, WIDTH, 300, i == 0 ? "bare.png" : "large.png");
    for (int band = 0; band < 3; band++)
      seen[i] += count_pixels (surface, to_pixel (&palette->band[band]));
    cairo_surface_destroy (surface);
  }
  g_test_message ("%u of %u places of the bands", seen[1], seen[0]);
  g_assert_cmpuint (seen[1] * 10, >, seen[0] * 8);
}

static void
test_paper (void)
{
  g_auto (Fixture) f = { 0 };
  cairo_surface_t *surface;
  guint coloured = 0;

  fixture_init (&f, MIAO_GROWTH_WEIGHT_FOR_AGE);
  f.chart.callout = MIAO_GROWTH_CALLOUT_LINE;
  f.chart.today = MIAO_DATE_NONE;
  f.chart.font = "Noto Serif CJK SC";
  surface = draw (&f.chart, miao_growth_palette_paper (), 720, 400, "weight-paper.png");
  for (int py = 0; py < 400; py++)
    for (int px = 0; px < 720; px++) {
      guint32 p = get_pixel (surface, px, py);

      coloured += ((p >> 16) & 0xff) == ((p >> 8) & 0xff) && (p & 0xff) == (p >> 16) ? 0 : 1;
    }
  g_assert_cmpuint (coloured, ==, 0);
  cairo_surface_destroy (surface);
}

/* Every chart at several sizes: each point is found where it is drawn, inside the picture. */
static void
test_hits (void)
{
  static const int sizes[][2] = { { 660, 480 }, { 320, 240 }, { 1200, 500 }, { 60, 40 } };

  for (int indicator = 0; indicator < MIAO_GROWTH_N_INDICATORS; indicator++) {
    g_auto (Fixture) f = { 0 };
    g_autofree char *name = g_strdup_printf ("chart-%d.png", indicator);

    if (indicator == MIAO_GROWTH_HEAD_FOR_AGE)
      continue; /* nobody measured her head */
    fixture_init (&f, (MiaoGrowthIndicator) indicator);
    g_assert_cmpuint (f.chart.n_points, >, 3);
    for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++) {
      int w = sizes[s][0], h = sizes[s][1];

      cairo_surface_destroy (
          draw (&f.chart, miao_growth_palette_light (), w, h, s == 0 ? name : "small.png"));
      for (guint i = 0; i < f.chart.n_points; i++) {
        double x, y, hx, hy;
        int hit;

        g_assert_true (miao_growth_chart_locate (&f.chart, w, h, i, &x, &y));
        g_assert_cmpfloat (x, >=, 0.0);
        g_assert_cmpfloat (y, >=, 0.0);
        hit = miao_growth_chart_hit (&f.chart, w, h, x, y);
        g_assert_cmpint (hit, >=, 0);
        /* Two may share a pixel; then the one found is at the same place. */
        g_assert_true (miao_growth_chart_locate (&f.chart, w, h, (guint) hit, &hx, &hy));
        g_assert_cmpfloat (hypot (hx - x, hy - y), <, 1.0);
      }
      g_assert_cmpint (miao_growth_chart_hit (&f.chart, w, h, -100.0, -100.0), ==, -1);
    }
  }
}

/* 120 kg for 12.0: the curves keep their height, the point sits hollow at the edge. */
static void
test_implausible (void)
{
  g_auto (Fixture) f = { 0 };
  const MiaoGrowthPalette *palette = miao_growth_palette_light ();
  cairo_surface_t *surface;
  double before_x, before_y, x, y;

  fixture_init (&f, MIAO_GROWTH_WEIGHT_FOR_AGE);
  g_assert_true (miao_growth_chart_locate (&f.chart, WIDTH, HEIGHT, 3, &before_x, &before_y));
  f.points[10].value = 103.6;
  f.points[10].implausible = TRUE;
  f.points[12].implausible = TRUE;
  surface = draw (&f.chart, palette, WIDTH, HEIGHT, "implausible.png");
  g_assert_true (miao_growth_chart_locate (&f.chart, WIDTH, HEIGHT, 3, &x, &y));
  g_assert_cmpfloat_with_epsilon (y, before_y, 1e-9);
  g_assert_true (miao_growth_chart_locate (&f.chart, WIDTH, HEIGHT, 10, &x, &y));
  g_assert_cmpfloat (y, >, 0.0);
  g_assert_cmpfloat (y, <, 40.0);
  g_assert_cmphex (get_pixel (surface, x, y), ==, to_pixel (&palette->background));
  g_assert_cmpint (miao_growth_chart_hit (&f.chart, WIDTH, HEIGHT, x, y), ==, 10);
  cairo_surface_destroy (surface);
}

static void
test_summary (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *zh = NULL;
  g_autofree char *en = NULL;
  g_autofree char *none = NULL;
  g_autofree char *by_height = NULL;
  g_auto (Fixture) h = { 0 };

  fixture_init (&f, MIAO_GROWTH_WEIGHT_FOR_AGE);
  zh = miao_growth_chart_dup_summary (&f.chart);
  g_assert_cmpstr (
      zh, ==,
      "年龄别体重曲线，WHO 2006，0–5 岁，女，共 17 次测量。最近一次 2026-10-20，3岁2个月，"
      "11.62 kg，z −1.62，第 5 百分位，介于 −2 与 −1 个标准差之间；比 2026-07-18 轻 0.43 kg，"
      "z 由 −1.01 到 −1.62。");
  f.points[3].implausible = TRUE;
  miao_set_language (MIAO_LANGUAGE_EN);
  en = miao_growth_chart_dup_summary (&f.chart);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_assert_cmpstr (en, ==,
                   "Weight for age chart, WHO 2006, 0–5 years, girl, measurements: 17. Latest "
                   "2026-10-20, 3 y 2 m, 11.62 kg, z −1.62, centile 5, between −2 and −1 SD; "
                   "0.43 kg lighter than on 2026-07-18, z from −1.01 to −1.62. Implausible, to be "
                   "checked: 1.");
  f.chart.n_points = 0;
  none = miao_growth_chart_dup_summary (&f.chart);
  g_assert_cmpstr (none, ==, "年龄别体重曲线，WHO 2006，0–5 岁，女，还没有测量。");
  fixture_init (&h, MIAO_GROWTH_WEIGHT_FOR_HEIGHT);
  by_height = miao_growth_chart_dup_summary (&h.chart);
  g_assert_nonnull (g_strstr_len (by_height, -1, "最近一次 2026-10-20，92.9 cm，11.62 kg"));
}

static void
test_empty (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, MIAO_GROWTH_LENGTH_FOR_AGE);
  f.chart.n_points = 0;
  cairo_surface_destroy (draw (&f.chart, miao_growth_palette_light (), WIDTH, HEIGHT, "empty.png"));
  g_assert_cmpint (miao_growth_chart_hit (&f.chart, WIDTH, HEIGHT, 300, 200), ==, -1);
  f.chart.n_curve = 0;
  cairo_surface_destroy (
      draw (&f.chart, miao_growth_palette_light (), WIDTH, HEIGHT, "nothing.png"));
}

static cairo_surface_t *
draw_sparkline (const MiaoSparkline *sparkline, const MiaoGrowthPalette *palette, const char *name)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 260, 60);
  cairo_t *cr = cairo_create (surface);
  const char *folder = g_getenv ("MIAO_PICTURES");

  cairo_set_source_rgb (cr, palette->background.red, palette->background.green,
                        palette->background.blue);
  cairo_paint (cr);
  miao_sparkline_draw (sparkline, palette, cr, 260, 60);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (folder != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  }
  return surface;
}

static void
test_sparkline (void)
{
  g_auto (Fixture) f = { 0 };
  const MiaoGrowthPalette *palette = miao_growth_palette_light ();
  MiaoSparkline sparkline = { .alert = TRUE, .font = "Noto Sans CJK SC", .font_size = 12.0 };
  cairo_surface_t *surface;
  g_autofree char *summary = NULL;
  g_autofree char *none = NULL;
  guint alert;

  fixture_init (&f, MIAO_GROWTH_WEIGHT_FOR_AGE);
  none = miao_sparkline_dup_summary (&sparkline);
  g_assert_cmpstr (none, ==, "没有 z 评分");
  cairo_surface_destroy (draw_sparkline (&sparkline, palette, "spark-none.png"));
  sparkline.points = f.points;
  sparkline.n_points = f.chart.n_points;
  f.points[4].z = -9.0;
  f.points[4].implausible = TRUE;
  f.points[5].z = NAN;
  summary = miao_sparkline_dup_summary (&sparkline);
  g_assert_cmpstr (summary, ==, "15 次，z 由 −0.89 到 −1.62，最低 −1.62，最高 −0.38");
  surface = draw_sparkline (&sparkline, palette, "spark.png");
  /* The line begins beside the labels, not under them. */
  for (int y = 0; y < 60; y++)
    g_assert_cmphex (get_pixel (surface, 21, y), !=, to_pixel (&palette->data));
  alert = count_pixels (surface, to_pixel (&palette->alert));
  g_assert_cmpuint (alert, >, 20);
  g_assert_cmpuint (alert, <, 300);
  g_assert_cmpuint (count_pixels (surface, to_pixel (&palette->band[0])), >, 3000);
  cairo_surface_destroy (surface);
  sparkline.alert = FALSE;
  surface = draw_sparkline (&sparkline, palette, "spark-calm.png");
  g_assert_cmpuint (count_pixels (surface, to_pixel (&palette->alert)), ==, 0);
  cairo_surface_destroy (surface);
  sparkline.n_points = 1;
  cairo_surface_destroy (draw_sparkline (&sparkline, palette, "spark-one.png"));
  f.points[1].z = 7.0; /* far out: at the edge, not beyond it */
  sparkline.n_points = 4;
  cairo_surface_destroy (draw_sparkline (&sparkline, palette, "spark-far.png"));
}

/* The reference of 2007: a boy of 6 to 17 years, 5 to 19 years shown. */
static void
test_school (void)
{
  g_auto (Fixture) f = { 0 };
  MiaoDate born = miao_date_parse ("2009-03-02");
  double from, to;
  g_autofree char *summary = NULL;

  fixture_init (&f, MIAO_GROWTH_LENGTH_FOR_AGE);
  f.chart.n_points = 0;
  for (int year = 6; year <= 17; year++) {
    MiaoDate on = miao_date_birthday (born, year);
    MiaoGrowthMeasure measure = {
      .sex = 1,
      .age_days = on - born,
      .length_mm = 1120 + 52 * (year - 6) + (year >= 13 ? 60 : 0),
      .posture = MIAO_GROWTH_POSTURE_STANDING,
    };

    g_assert_true (miao_growth_make_point (&measure, on, MIAO_GROWTH_LENGTH_FOR_AGE,
                                           &f.points[f.chart.n_points++]));
  }
  miao_growth_curve_range (MIAO_GROWTH_LENGTH_FOR_AGE, f.points[0].x, &from, &to);
  g_array_unref (f.curve);
  f.curve = miao_growth_curve_sample (MIAO_GROWTH_LENGTH_FOR_AGE, 1, from, to, 150);
  f.chart.born = born;
  f.chart.sex = 1;
  f.chart.from = from;
  f.chart.to = to;
  f.chart.curve = (const MiaoGrowthCurvePoint *) f.curve->data;
  f.chart.n_curve = f.curve->len;
  cairo_surface_destroy (
      draw (&f.chart, miao_growth_palette_light (), WIDTH, HEIGHT, "school.png"));
  summary = miao_growth_chart_dup_summary (&f.chart);
  g_assert_nonnull (g_strstr_len (summary, -1, "WHO 2007，5–19 岁，男，共 12 次测量"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/growth-chart/screen", test_screen);
  g_test_add_func ("/growth-chart/large", test_large);
  g_test_add_func ("/growth-chart/paper", test_paper);
  g_test_add_func ("/growth-chart/hits", test_hits);
  g_test_add_func ("/growth-chart/implausible", test_implausible);
  g_test_add_func ("/growth-chart/summary", test_summary);
  g_test_add_func ("/growth-chart/empty", test_empty);
  g_test_add_func ("/growth-chart/sparkline", test_sparkline);
  g_test_add_func ("/growth-chart/school", test_school);
  return g_test_run ();
}
