#include "config.h"

#include <math.h>
#include <string.h>

#include "miao-growth-curve.h"
#include "miao-growth-grade.h"
#include "miao-growth-table.h"
#include "miao-growth.h"
#include "miao-language.h"
#include "miao-resource.h"

static char *
read_golden (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      g_build_filename (g_getenv ("MIAO_SOURCE_DIR"), "tests", "golden", "growth", name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static MiaoGrowthResult
score (int sex,
       double age_days,
       double weight_g,
       double length_mm,
       MiaoGrowthPosture posture,
       double head_mm)
{
  MiaoGrowthMeasure measure = {
    .sex = sex,
    .age_days = age_days,
    .weight_g = weight_g,
    .length_mm = length_mm,
    .posture = posture,
    .head_mm = head_mm,
  };
  MiaoGrowthResult result;

  miao_growth_score (&measure, &result);
  return result;
}

static MiaoGrowthPosture
parse_posture (const char *text)
{
  if (g_str_equal (text, "lying"))
    return MIAO_GROWTH_POSTURE_LYING;
  return g_str_equal (text, "standing") ? MIAO_GROWTH_POSTURE_STANDING
                                        : MIAO_GROWTH_POSTURE_UNKNOWN;
}

static void
check_golden_line (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", -1);
  MiaoGrowthMeasure measure = { 0 };
  MiaoGrowthResult result;
  double actual[5];

  g_assert_cmpuint (g_strv_length (cells), ==, 12);
  measure.sex = (int) g_ascii_strtoll (cells[0], NULL, 10);
  measure.age_days = g_ascii_strtod (cells[1], NULL);
  measure.weight_g = g_ascii_strtod (cells[2], NULL);
  measure.length_mm = g_ascii_strtod (cells[3], NULL);
  measure.posture = parse_posture (cells[4]);
  measure.head_mm = g_ascii_strtod (cells[5], NULL);
  measure.oedema = g_str_equal (cells[6], "1");
  miao_growth_score (&measure, &result);
  actual[0] = result.score[MIAO_GROWTH_WEIGHT_FOR_AGE].z;
  actual[1] = result.score[MIAO_GROWTH_LENGTH_FOR_AGE].z;
  actual[2] = miao_growth_weight_for_length (&result)->z;
  actual[3] = result.score[MIAO_GROWTH_BMI_FOR_AGE].z;
  actual[4] = result.score[MIAO_GROWTH_HEAD_FOR_AGE].z;
  for (int i = 0; i < 5; i++) {
    double expected = g_ascii_strtod (cells[7 + i], NULL);
    gboolean none = cells[7 + i][0] == '\0';

    if (none != isnan (actual[i]) || (!none && fabs (actual[i] - expected) > 0.005))
      g_error ("%s: column %d is %.4f", line, i, actual[i]);
  }
}

static void
test_golden (gconstpointer name)
{
  g_autofree char *text = read_golden (name);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL; i++) {
    if (!g_ascii_isdigit (lines[i][0]))
      continue;
    check_golden_line (lines[i]);
    n++;
  }
  g_assert_cmpuint (n, >, 250);
}

/* Every line of the data is found again where it lies, through the resource and the spline. */
static void
test_knots (gconstpointer path)
{
  static const char *const names[] = {
    "weight_for_age", "length_for_age",    "bmi_for_age",
    "head_for_age",   "weight_for_length", "weight_for_height",
  };
  g_autoptr (GBytes) bytes = miao_resource_load (path, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean months = strstr (path, "2007") != NULL;
  guint n = 0;

  g_assert_nonnull (bytes);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
    MiaoGrowthLms lms;
    double x;
    int indicator = 0;

    if (g_strv_length (cells) != 6 || g_str_equal (cells[0], "indicator"))
      continue;
    while (!g_str_equal (names[indicator], cells[0]))
      indicator++;
    x = g_ascii_strtod (cells[2], NULL);
    x *= indicator >= MIAO_GROWTH_WEIGHT_FOR_LENGTH ? 10.0 : 1.0;
    x *= months ? MIAO_GROWTH_DAYS_OF_MONTH : 1.0;
    g_assert_true (miao_growth_table_lookup ((MiaoGrowthIndicator) indicator,
                                             (int) g_ascii_strtoll (cells[1], NULL, 10), x, &lms));
    g_assert_cmpfloat_with_epsilon (lms.l, g_ascii_strtod (cells[3], NULL), 1e-9);
    g_assert_cmpfloat_with_epsilon (lms.m, g_ascii_strtod (cells[4], NULL), 1e-9);
    g_assert_cmpfloat_with_epsilon (lms.s, g_ascii_strtod (cells[5], NULL), 1e-9);
    n++;
  }
  /* 2006: 97 or 98 ages, 66 lengths and 56 heights; 2007: 60 + 168 + 168 months of two sexes. */
  g_assert_cmpuint (n, ==, months ? 792 : 1024);
}

/* Figures that the WHO publishes: one SD above and below the median of a boy's length at birth. */
static void
test_published (void)
{
  MiaoGrowthResult r = score (1, 0, 3346.4, 498.842, MIAO_GROWTH_POSTURE_LYING, 344.618);

  g_assert_cmpfloat_with_epsilon (r.score[MIAO_GROWTH_WEIGHT_FOR_AGE].z, 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (r.score[MIAO_GROWTH_LENGTH_FOR_AGE].z, 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (r.score[MIAO_GROWTH_HEAD_FOR_AGE].z, 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (r.score[MIAO_GROWTH_WEIGHT_FOR_AGE].centile, 50.0, 1e-9);
  g_assert_cmpint (r.reference, ==, 2006);
  /* WHO's table of z-scores prints 51.8 cm for +1 SD and 44.2 cm for −3 SD. */
  r = score (1, 0, 0, 517.774, MIAO_GROWTH_POSTURE_UNKNOWN, 0);
  g_assert_cmpfloat_with_epsilon (r.score[MIAO_GROWTH_LENGTH_FOR_AGE].z, 1.0, 0.001);
  /* Reference 2007, girls, 120 months: +3 SD of weight is 59.177 kg, +4 SD by its own steps. */
  r = score (2, 120 * MIAO_GROWTH_DAYS_OF_MONTH, 59177, 0, MIAO_GROWTH_POSTURE_UNKNOWN, 0);
  g_assert_cmpfloat_with_epsilon (r.score[MIAO_GROWTH_WEIGHT_FOR_AGE].z, 3.0, 0.001);
  r = score (2, 120 * MIAO_GROWTH_DAYS_OF_MONTH, 59177 + 12287, 0, MIAO_GROWTH_POSTURE_UNKNOWN, 0);
  g_assert_cmpfloat_with_epsilon (r.score[MIAO_GROWTH_WEIGHT_FOR_AGE].z, 4.0, 0.001);
}

static void
test_posture (void)
{
  static const struct {
    int age_days;
    MiaoGrowthPosture posture;
    double length_mm; /* compared, of 800 read */
    gboolean ignored;
  } rows[] = {
    { 200, MIAO_GROWTH_POSTURE_STANDING, 800, TRUE },
    { 273, MIAO_GROWTH_POSTURE_STANDING, 800, TRUE }, /* 8.97 months */
    { 274, MIAO_GROWTH_POSTURE_STANDING, 807, FALSE },
    { 730, MIAO_GROWTH_POSTURE_STANDING, 807, FALSE },
    { 730, MIAO_GROWTH_POSTURE_LYING, 800, FALSE },
    { 730, MIAO_GROWTH_POSTURE_UNKNOWN, 800, FALSE },
    { 731, MIAO_GROWTH_POSTURE_STANDING, 800, FALSE },
    { 731, MIAO_GROWTH_POSTURE_LYING, 793, FALSE },
    { 731, MIAO_GROWTH_POSTURE_UNKNOWN, 800, FALSE },
    { 3000, MIAO_GROWTH_POSTURE_LYING, 793, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoGrowthResult r = score (1, rows[i].age_days, 10000, 800, rows[i].posture, 0);

    g_assert_cmpfloat_with_epsilon (r.length_mm, rows[i].length_mm, 1e-9);
    g_assert_cmpint (r.posture_ignored, ==, rows[i].ignored);
    g_assert_cmpint (r.converted, ==, r.length_mm < 799.0 || r.length_mm > 801.0);
    g_assert_cmpfloat_with_epsilon (r.bmi, 1e7 / (r.length_mm * r.length_mm), 1e-9);
    g_assert_cmpint (r.score[MIAO_GROWTH_WEIGHT_FOR_LENGTH].reason, ==,
                     rows[i].age_days < 731 ? MIAO_GROWTH_SCORED : MIAO_GROWTH_AGE_OUTSIDE);
  }
}

static void
test_boundaries (void)
{
  static const struct {
    double age_days;
    int length_mm;
    MiaoGrowthReason weight, length, bmi, head, build;
    int reference;
  } rows[] = {
#define S MIAO_GROWTH_SCORED
#define A MIAO_GROWTH_AGE_OUTSIDE
#define L MIAO_GROWTH_LENGTH_OUTSIDE
    { 0, 500, S, S, S, S, S, 2006 },       { 100, 449, S, S, S, S, L, 2006 },
    { 100, 450, S, S, S, S, S, 2006 },     { 730, 1100, S, S, S, S, S, 2006 },
    { 730, 1101, S, S, S, S, L, 2006 },    { 731, 649, S, S, S, S, L, 2006 },
    { 731, 650, S, S, S, S, S, 2006 },     { 1826, 1200, S, S, S, S, S, 2006 },
    { 1826, 1201, S, S, S, S, L, 2006 },   { 1856, 1100, S, S, S, S, S, 2006 },
    { 1856.4, 1100, S, S, S, S, S, 2006 }, { 1856.5, 1100, S, S, S, A, A, 2007 },
    { 1857, 1100, S, S, S, A, A, 2007 },   { 3652, 1400, S, S, S, A, A, 2007 },
    { 3652.5, 1400, S, S, S, A, A, 2007 },                                         /* 120 months */
    { 3653, 1400, A, S, S, A, A, 2007 },   { 6939.75, 1700, A, S, S, A, A, 2007 }, /* 228 months */
    { 6940, 1700, A, A, A, A, A, 0 },
#undef S
#undef A
#undef L
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoGrowthResult r =
        score (2, rows[i].age_days, 15000, rows[i].length_mm, MIAO_GROWTH_POSTURE_UNKNOWN, 480);

    g_test_message ("age %g, %d mm", rows[i].age_days, rows[i].length_mm);
    g_assert_cmpint (r.score[MIAO_GROWTH_WEIGHT_FOR_AGE].reason, ==, rows[i].weight);
    g_assert_cmpint (r.score[MIAO_GROWTH_LENGTH_FOR_AGE].reason, ==, rows[i].length);
    g_assert_cmpint (r.score[MIAO_GROWTH_BMI_FOR_AGE].reason, ==, rows[i].bmi);
    g_assert_cmpint (r.score[MIAO_GROWTH_HEAD_FOR_AGE].reason, ==, rows[i].head);
    g_assert_cmpint (miao_growth_weight_for_length (&r)->reason, ==, rows[i].build);
    g_assert_cmpint (r.reference, ==, rows[i].reference);
    for (int k = 0; k < MIAO_GROWTH_N_INDICATORS; k++)
      g_assert_cmpint (isnan (r.score[k].z), ==, r.score[k].reason != MIAO_GROWTH_SCORED);
  }
}

static void
test_missing (void)
{
  MiaoGrowthMeasure oedema = {
    .sex = 1,
    .age_days = 500,
    .weight_g = 9000,
    .length_mm = 780,
    .head_mm = 460,
    .oedema = TRUE,
  };
  MiaoGrowthResult r;

  miao_growth_score (&oedema, &r);
  g_assert_cmpint (r.score[MIAO_GROWTH_WEIGHT_FOR_AGE].reason, ==, MIAO_GROWTH_OEDEMA);
  g_assert_cmpint (r.score[MIAO_GROWTH_BMI_FOR_AGE].reason, ==, MIAO_GROWTH_OEDEMA);
  g_assert_cmpint (miao_growth_weight_for_length (&r)->reason, ==, MIAO_GROWTH_OEDEMA);
  g_assert_cmpint (r.score[MIAO_GROWTH_LENGTH_FOR_AGE].reason, ==, MIAO_GROWTH_SCORED);
  g_assert_cmpint (r.score[MIAO_GROWTH_HEAD_FOR_AGE].reason, ==, MIAO_GROWTH_SCORED);

  r = score (3, 500, 9000, 780, MIAO_GROWTH_POSTURE_UNKNOWN, 460);
  for (int i = 0; i < MIAO_GROWTH_N_INDICATORS; i++)
    g_assert_cmpint (r.score[i].reason, ==, MIAO_GROWTH_NOT_MEASURED);
  r = score (1, 500, 9000, 0, MIAO_GROWTH_POSTURE_UNKNOWN, 0);
  g_assert_cmpint (r.score[MIAO_GROWTH_BMI_FOR_AGE].reason, ==, MIAO_GROWTH_NOT_MEASURED);
  g_assert_cmpint (miao_growth_weight_for_length (&r)->reason, ==, MIAO_GROWTH_NOT_MEASURED);
  /* Without an age weight is still compared with length: 87 cm and more is a height. */
  r = score (1, NAN, 12000, 869, MIAO_GROWTH_POSTURE_UNKNOWN, 0);
  g_assert_cmpint (r.score[MIAO_GROWTH_WEIGHT_FOR_LENGTH].reason, ==, MIAO_GROWTH_SCORED);
  r = score (1, NAN, 12000, 870, MIAO_GROWTH_POSTURE_UNKNOWN, 0);
  g_assert_cmpint (r.score[MIAO_GROWTH_WEIGHT_FOR_HEIGHT].reason, ==, MIAO_GROWTH_SCORED);
  g_assert_cmpint (r.score[MIAO_GROWTH_WEIGHT_FOR_AGE].reason, ==, MIAO_GROWTH_NOT_MEASURED);
  g_assert_cmpint (r.reference, ==, 0);
}

/* Score and value are inverse everywhere, beyond ±3 too; so the flags are tried at their edges. */
static void
test_inverse_and_flags (void)
{
  static const struct {
    MiaoGrowthIndicator indicator;
    double x, z;
    gboolean implausible;
  } rows[] = {
    { MIAO_GROWTH_WEIGHT_FOR_AGE, 200, -6.0, FALSE },
    { MIAO_GROWTH_WEIGHT_FOR_AGE, 200, -6.01, TRUE },
    { MIAO_GROWTH_WEIGHT_FOR_AGE, 2500, 5.0, FALSE },
    { MIAO_GROWTH_WEIGHT_FOR_AGE, 2500, 5.01, TRUE },
    { MIAO_GROWTH_LENGTH_FOR_AGE, 900, 6.0, FALSE },
    { MIAO_GROWTH_LENGTH_FOR_AGE, 900, 6.01, TRUE },
    { MIAO_GROWTH_LENGTH_FOR_AGE, 5000, -6.01, TRUE },
    { MIAO_GROWTH_HEAD_FOR_AGE, 900, -5.0, FALSE },
    { MIAO_GROWTH_HEAD_FOR_AGE, 900, -5.01, TRUE },
    { MIAO_GROWTH_HEAD_FOR_AGE, 900, 5.01, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoGrowthResult r;
    double value;

    g_assert_true (miao_growth_value_at (rows[i].indicator, 1, rows[i].x, rows[i].z, &value));
    r = score (1, rows[i].x, rows[i].indicator == MIAO_GROWTH_WEIGHT_FOR_AGE ? value * 1000.0 : 0.0,
               rows[i].indicator == MIAO_GROWTH_LENGTH_FOR_AGE ? value * 10.0 : 0.0,
               MIAO_GROWTH_POSTURE_UNKNOWN,
               rows[i].indicator == MIAO_GROWTH_HEAD_FOR_AGE ? value * 10.0 : 0.0);
    g_assert_cmpfloat_with_epsilon (r.score[rows[i].indicator].z, rows[i].z, 1e-9);
    g_assert_cmpint (r.score[rows[i].indicator].implausible, ==, rows[i].implausible);
  }
}

static void
test_bmi_flags (void)
{
  for (int sign = -1; sign <= 1; sign += 2) {
    MiaoGrowthResult r;
    double bmi, weight;

    g_assert_true (miao_growth_value_at (MIAO_GROWTH_BMI_FOR_AGE, 2, 3000, sign * 5.01, &bmi));
    r = score (2, 3000, bmi * 1.25 * 1.25 * 1000, 1250, MIAO_GROWTH_POSTURE_STANDING, 0);
    g_assert_true (r.score[MIAO_GROWTH_BMI_FOR_AGE].implausible);
    g_assert_true (
        miao_growth_value_at (MIAO_GROWTH_WEIGHT_FOR_HEIGHT, 2, 900, sign * 4.99, &weight));
    r = score (2, 900, weight * 1000, 900, MIAO_GROWTH_POSTURE_STANDING, 0);
    g_assert_false (r.score[MIAO_GROWTH_WEIGHT_FOR_HEIGHT].implausible);
    g_assert_true (
        miao_growth_value_at (MIAO_GROWTH_WEIGHT_FOR_HEIGHT, 2, 900, sign * 5.01, &weight));
    r = score (2, 900, weight * 1000, 900, MIAO_GROWTH_POSTURE_STANDING, 0);
    g_assert_true (r.score[MIAO_GROWTH_WEIGHT_FOR_HEIGHT].implausible);
  }
}

static void
test_curves (void)
{
  g_autoptr (GArray) points =
      miao_growth_curve_sample (MIAO_GROWTH_LENGTH_FOR_AGE, 2, 0, 6939.75, 229);
  const MiaoGrowthCurvePoint *p = (const MiaoGrowthCurvePoint *) points->data;
  guint steps = 0;
  double from, to;

  for (guint i = 0; i < points->len; i++) {
    for (int k = 1; k < MIAO_GROWTH_N_CURVES; k++)
      g_assert_cmpfloat (p[i].value[k], >, p[i].value[k - 1]);
    if (i == 0)
      continue;
    g_assert_cmpfloat (p[i].x, >, p[i - 1].x);
    if (p[i].x - p[i - 1].x < 1.5) {
      steps++; /* the 7 mm that standing takes off */
      if (p[i].x < 1000)
        g_assert_cmpfloat_with_epsilon (p[i - 1].value[3] - p[i].value[3], 0.67, 0.02);
    }
  }
  g_assert_cmpuint (steps, ==, 2);
  g_assert_cmpfloat_with_epsilon (p[0].x, 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (p[points->len - 1].x, 6939.75, 1e-9);

  /* A chart may also begin or end on the step itself. */
  g_array_unref (points);
  points = miao_growth_curve_sample (MIAO_GROWTH_LENGTH_FOR_AGE, 2, 700, 730, 4);
  g_assert_cmpuint (points->len, ==, 4);
  g_array_unref (points);
  points = miao_growth_curve_sample (MIAO_GROWTH_LENGTH_FOR_AGE, 2, 731, 761, 4);
  g_assert_cmpuint (points->len, ==, 4);

  miao_growth_curve_range (MIAO_GROWTH_WEIGHT_FOR_AGE, 1857, &from, &to);
  g_assert_cmpfloat_with_epsilon (to, 3652.5, 1e-9);
  miao_growth_curve_range (MIAO_GROWTH_HEAD_FOR_AGE, 1856, &from, &to);
  g_assert_cmpfloat_with_epsilon (to, 1826, 1e-9);
}

static void
test_grades (void)
{
  static const struct {
    double z;
    const char *label;
  } rows[] = {
    { -2.006, "下" }, { -2.0, "中下" }, { -2.004, "中下" }, { -1.62, "中下" }, { -1.0, "中" },
    { 0.99, "中" },   { 1.0, "中上" },  { 1.99, "中上" },   { 2.0, "上" },     { NAN, "" },
  };
  MiaoGrowthResult r;
  g_autofree char *thin = NULL;
  g_autofree char *none = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (miao_growth_grade_label (miao_growth_grade (rows[i].z)), ==, rows[i].label);
  /* A girl of 3 years: 82 cm is −3.6, 9 kg is −3.4, and 9 kg at 82 cm about −1.6. */
  r = score (2, 1096, 9000, 820, MIAO_GROWTH_POSTURE_STANDING, 0);
  g_assert_cmpuint (miao_growth_nutrition (&r), ==,
                    MIAO_GROWTH_UNDERWEIGHT_SEVERE | MIAO_GROWTH_STUNTED_SEVERE);
  thin = miao_growth_nutrition_dup_label (miao_growth_nutrition (&r));
  g_assert_cmpstr (thin, ==, "重度低体重、重度生长迟缓");
  r = score (2, 1096, 14000, 950, MIAO_GROWTH_POSTURE_STANDING, 0);
  none = miao_growth_nutrition_dup_label (miao_growth_nutrition (&r));
  g_assert_cmpstr (none, ==, "");
  /* A boy of 10 with BMI 24: +2.5 or so. Weight for height ends at 5, so BMI decides. */
  r = score (1, 3660, 24 * 1400 * 1400 / 1000, 1400, MIAO_GROWTH_POSTURE_STANDING, 0);
  g_assert_cmpuint (miao_growth_nutrition (&r), ==, MIAO_GROWTH_OBESE);
}

static void
test_corrected_age (void)
{
  g_assert_cmpint (miao_growth_corrected_age (300, 0), ==, 300);
  g_assert_cmpint (miao_growth_corrected_age (300, 259), ==, 300);
  g_assert_cmpint (miao_growth_corrected_age (300, 258), ==, 278);
  g_assert_cmpint (miao_growth_corrected_age (20, 210), ==, -50);
  g_assert_cmpint (miao_growth_corrected_age (730, 210), ==, 660);
  g_assert_cmpint (miao_growth_corrected_age (731, 210), ==, 731);
}

static void
test_velocity (void)
{
  MiaoGrowthPoint points[] = {
    { .on = miao_date_parse ("2026-02-14"), .z = 0.67 },
    { .on = miao_date_parse ("2026-07-18"), .z = -1.01 },
    { .on = miao_date_parse ("2026-08-18"), .z = -1.20 },
    { .on = miao_date_parse ("2026-09-18"), .z = 9.0, .implausible = TRUE },
    { .on = miao_date_parse ("2026-10-20"), .z = -1.62 },
    { .on = miao_date_parse ("2026-10-21"), .z = NAN },
  };
  MiaoGrowthVelocity v;
  g_autofree char *text = NULL;

  g_assert_true (miao_growth_velocity (points, G_N_ELEMENTS (points), &v));
  g_assert_cmpuint (v.from, ==, 1);
  g_assert_cmpuint (v.to, ==, 4);
  g_assert_cmpfloat_with_epsilon (v.fall, 0.61, 1e-9);
  g_assert_true (v.alert);
  text = miao_growth_velocity_dup_text (points, &v);
  g_assert_cmpstr (text, ==, "94 天内 z −1.01 → −1.62，下降 0.61（满 0.50 即提醒）");

  points[4].z = -1.51; /* exactly 0.50 */
  g_assert_true (miao_growth_velocity (points, G_N_ELEMENTS (points), &v));
  g_assert_true (v.alert);
  points[4].z = -1.50;
  g_assert_true (miao_growth_velocity (points, G_N_ELEMENTS (points), &v));
  g_assert_false (v.alert);
  points[4].z = 0.2;
  g_assert_false (miao_growth_velocity (points, G_N_ELEMENTS (points), &v));
  g_assert_false (miao_growth_velocity (points, 1, &v));
  g_assert_false (miao_growth_velocity (points, 0, &v));
  g_assert_true (miao_growth_length_fell (925, 914));
  g_assert_false (miao_growth_length_fell (925, 915));
  g_assert_false (miao_growth_length_fell (0, 915));
}

static void
test_texts (void)
{
  g_autofree char *minus = miao_growth_dup_z (-1.616);
  g_autofree char *zero = miao_growth_dup_z (-0.004);
  g_autofree char *none = miao_growth_dup_z (NAN);
  g_autofree char *low = miao_growth_dup_centile (miao_growth_centile (-2.5));
  g_autofree char *middle = miao_growth_dup_centile (miao_growth_centile (-1.62));
  g_autofree char *high = miao_growth_dup_centile (miao_growth_centile (3.0));

  g_assert_cmpstr (minus, ==, "−1.62");
  g_assert_cmpstr (zero, ==, "0.00");
  g_assert_cmpstr (none, ==, "—");
  g_assert_cmpstr (low, ==, "低于第 1 百分位");
  g_assert_cmpstr (middle, ==, "第 5 百分位");
  g_assert_cmpstr (high, ==, "高于第 99 百分位");
}

/* Many threads ask first at once; one reads the tables. */
static gpointer
score_thread (gpointer data)
{
  MiaoGrowthResult r = score (2, 800, 11000, 830, MIAO_GROWTH_POSTURE_STANDING, 0);

  return GINT_TO_POINTER ((int) lround (r.score[MIAO_GROWTH_WEIGHT_FOR_AGE].z * 1000.0));
}

static void
test_threads (void)
{
  GThread *threads[8];
  int expected = GPOINTER_TO_INT (score_thread (NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("growth", score_thread, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (threads[i])), ==, expected);
}

/* Against the bare formula (one power, no table): what all six indicators of a child cost. */
static void
test_benchmark (void)
{
  const int n = g_test_perf () ? 1000000 : 20000;
  MiaoGrowthLms lms = { -0.35, 12.0, 0.11 };
  gint64 start = g_get_monotonic_time ();
  double sum = 0.0, bare, full;

  for (int i = 0; i < n; i++)
    sum += miao_growth_lms_z (&lms, 9.0 + (i % 500) / 100.0, TRUE);
  bare = (double) (g_get_monotonic_time () - start);
  start = g_get_monotonic_time ();
  for (int i = 0; i < n; i++) {
    MiaoGrowthResult r = score (1 + i % 2, i % 6900, 3000 + i % 40000, 480 + i % 1200,
                                MIAO_GROWTH_POSTURE_UNKNOWN, 450);

    sum += r.bmi;
  }
  full = (double) (g_get_monotonic_time () - start);
  g_assert_true (isfinite (sum));
  g_test_message ("%d measurements in %.1f ms, %.2f µs each; bare formula %.2f µs, ratio %.1f", n,
                  full / 1000.0, full / n, bare / n, full / MAX (bare, 1.0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/growth/threads", test_threads);
  g_test_add_data_func ("/growth/knots-2006", "growth/who-2006.tsv", test_knots);
  g_test_add_data_func ("/growth/knots-2007", "growth/who-2007.tsv", test_knots);
  g_test_add_data_func ("/growth/golden-2006", "who-2006.csv", test_golden);
  g_test_add_data_func ("/growth/golden-2007", "who-2007.csv", test_golden);
  g_test_add_func ("/growth/published", test_published);
  g_test_add_func ("/growth/posture", test_posture);
  g_test_add_func ("/growth/boundaries", test_boundaries);
  g_test_add_func ("/growth/missing", test_missing);
  g_test_add_func ("/growth/inverse-and-flags", test_inverse_and_flags);
  g_test_add_func ("/growth/bmi-flags", test_bmi_flags);
  g_test_add_func ("/growth/curves", test_curves);
  g_test_add_func ("/growth/grades", test_grades);
  g_test_add_func ("/growth/corrected-age", test_corrected_age);
  g_test_add_func ("/growth/velocity", test_velocity);
  g_test_add_func ("/growth/texts", test_texts);
  g_test_add_func ("/growth/benchmark", test_benchmark);
  return g_test_run ();
}
