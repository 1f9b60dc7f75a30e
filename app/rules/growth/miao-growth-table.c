#include "config.h"

#include "miao-growth-table.h"

#include <math.h>
#include <string.h>

#include "miao-resource.h"

/* Nearer to 0 than this the Box-Cox power is a logarithm; WHO's own tables come no nearer than
 * 0.0001. */
#define L_IS_ZERO 1e-7

#define N_PARAMETERS 3 /* L, M, S */

typedef struct {
  double at;
  double value[N_PARAMETERS];
  double bend[N_PARAMETERS]; /* second derivatives of the natural spline */
} Knot;

/* A stretch of one curve: knots in order of @at. */
typedef struct {
  Knot *knots;
  guint n;
} Segment;

typedef struct {
  /* [indicator][sex - 1]; the second is only filled where lying changes to standing. */
  Segment young[MIAO_GROWTH_N_INDICATORS][2][2];
  Segment school[MIAO_GROWTH_N_INDICATORS][2];
} Tables;

static const char *const indicator_names[MIAO_GROWTH_N_INDICATORS] = {
  "weight_for_age", "length_for_age",    "bmi_for_age",
  "head_for_age",   "weight_for_length", "weight_for_height",
};

static int
find_indicator (const char *name)
{
  for (int i = 0; i < MIAO_GROWTH_N_INDICATORS; i++)
    if (g_str_equal (indicator_names[i], name))
      return i;
  return -1;
}

static gboolean
changes_at_24_months (int indicator)
{
  return indicator == MIAO_GROWTH_LENGTH_FOR_AGE || indicator == MIAO_GROWTH_BMI_FOR_AGE;
}

/* The tridiagonal system of the natural spline, one parameter after the other. */
static void
bend_segment (Segment *segment)
{
  g_autofree double *carry = g_new0 (double, segment->n);
  Knot *k = segment->knots;

  for (int p = 0; p < N_PARAMETERS; p++) {
    for (guint i = 1; i + 1 < segment->n; i++) {
      double before = k[i].at - k[i - 1].at, after = k[i + 1].at - k[i].at;
      double share = before / (before + after);
      double pivot = share * k[i - 1].bend[p] + 2.0;
      double turn = (k[i + 1].value[p] - k[i].value[p]) / after -
                    (k[i].value[p] - k[i - 1].value[p]) / before;

      k[i].bend[p] = (share - 1.0) / pivot;
      carry[i] = (6.0 * turn / (before + after) - share * carry[i - 1]) / pivot;
    }
    k[segment->n - 1].bend[p] = 0.0;
    for (guint i = segment->n - 1; i-- > 0;)
      k[i].bend[p] = k[i].bend[p] * k[i + 1].bend[p] + carry[i];
  }
}

static Segment *
find_segment (Tables *tables, gboolean school, int indicator, int sex, double at)
{
  if (school)
    return &tables->school[indicator][sex - 1];
  return &tables->young[indicator][sex - 1]
                       [changes_at_24_months (indicator) && at >= MIAO_GROWTH_HEIGHT_FROM_DAYS];
}

static void
add_knot (Tables *tables, gboolean school, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  int indicator, sex;
  Segment *segment;
  Knot *knot;

  /* The file is part of the program, so a mistake in it is one of ours: tests read every line. */
  g_assert (g_strv_length (cells) == 6);
  indicator = find_indicator (cells[0]);
  sex = (int) g_ascii_strtoll (cells[1], NULL, 10);
  g_assert (indicator >= 0 && (sex == 1 || sex == 2));
  segment = find_segment (tables, school, indicator, sex, g_ascii_strtod (cells[2], NULL));
  segment->knots = g_renew (Knot, segment->knots, segment->n + 1);
  knot = &segment->knots[segment->n++];
  *knot = (Knot){ .at = g_ascii_strtod (cells[2], NULL) };
  if (indicator >= MIAO_GROWTH_WEIGHT_FOR_LENGTH)
    knot->at *= 10.0; /* the WHO's cm to our mm */
  for (int p = 0; p < N_PARAMETERS; p++)
    knot->value[p] = g_ascii_strtod (cells[3 + p], NULL);
  g_assert (segment->n == 1 || knot[-1].at < knot->at);
}

static void
read_file (Tables *tables, gboolean school, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = miao_resource_load (path, &error);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean past_heading = FALSE;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++) {
    if (lines[i][0] == '\0' || lines[i][0] == '#')
      continue;
    if (past_heading)
      add_knot (tables, school, lines[i]);
    past_heading = TRUE;
  }
}

/* Read once, on first use, and kept while the program runs; never changed after that, so that all
 * threads may read. */
static Tables *
get_tables (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once)) {
    Tables *tables = g_new0 (Tables, 1);

    read_file (tables, FALSE, "growth/who-2006.tsv");
    read_file (tables, TRUE, "growth/who-2007.tsv");
    for (int i = 0; i < MIAO_GROWTH_N_INDICATORS; i++)
      for (int sex = 0; sex < 2; sex++)
        for (int part = 0; part < 2; part++)
          if (tables->young[i][sex][part].n > 0)
            bend_segment (&tables->young[i][sex][part]);
    g_once_init_leave (&once, (gsize) tables);
  }
  return (Tables *) once;
}

/* The last knot at or before @at; never the very last one, so that a next one exists. */
static const Knot *
find_knot (const Segment *segment, double at)
{
  guint low = 0, high = segment->n - 1;

  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (segment->knots[middle].at <= at)
      low = middle;
    else
      high = middle;
  }
  return &segment->knots[low];
}

static double
along_spline (const Knot *k, int p, double at)
{
  double width = k[1].at - k[0].at;
  double left = (k[1].at - at) / width, right = (at - k[0].at) / width;

  if (at > k[1].at) {
    /* Beyond the last knot, which is day 1826, a natural spline goes on straight. */
    double slope = (k[1].value[p] - k[0].value[p]) / width + width * k[0].bend[p] / 6.0;

    return k[1].value[p] + slope * (at - k[1].at);
  }
  return left * k[0].value[p] + right * k[1].value[p] +
         ((left * left * left - left) * k[0].bend[p] +
          (right * right * right - right) * k[1].bend[p]) *
             width * width / 6.0;
}

static double
along_line (const Knot *k, int p, double at)
{
  double share = (at - k[0].at) / (k[1].at - k[0].at);

  return k[0].value[p] + share * (k[1].value[p] - k[0].value[p]);
}

static gboolean
is_inside (MiaoGrowthIndicator indicator, double x)
{
  switch (indicator) {
  case MIAO_GROWTH_WEIGHT_FOR_LENGTH:
    return x >= MIAO_GROWTH_LENGTH_FIRST_MM && x <= MIAO_GROWTH_LENGTH_LAST_MM;
  case MIAO_GROWTH_WEIGHT_FOR_HEIGHT:
    return x >= MIAO_GROWTH_HEIGHT_FIRST_MM && x <= MIAO_GROWTH_HEIGHT_LAST_MM;
  case MIAO_GROWTH_HEAD_FOR_AGE:
    return x >= 0.0 && x <= MIAO_GROWTH_2006_LAST_DAY;
  case MIAO_GROWTH_WEIGHT_FOR_AGE:
    return x >= 0.0 && x <= MIAO_GROWTH_2007_LAST_WEIGHT_MONTH * MIAO_GROWTH_DAYS_OF_MONTH;
  case MIAO_GROWTH_LENGTH_FOR_AGE:
  case MIAO_GROWTH_BMI_FOR_AGE:
    return x >= 0.0 && x <= MIAO_GROWTH_2007_LAST_MONTH * MIAO_GROWTH_DAYS_OF_MONTH;
  default:
    return FALSE;
  }
}

gboolean
miao_growth_table_lookup (MiaoGrowthIndicator indicator, int sex, double x, MiaoGrowthLms *ret_lms)
{
  gboolean by_age = indicator < MIAO_GROWTH_WEIGHT_FOR_LENGTH;
  gboolean school = by_age && x > MIAO_GROWTH_2006_LAST_DAY;
  double at = x;
  const Knot *knot;
  double lms[N_PARAMETERS];

  if ((sex != 1 && sex != 2) || !is_inside (indicator, x))
    return FALSE;
  if (school) /* the few hours between day 1856 and month 61 belong to month 61 */
    at = MAX (x / MIAO_GROWTH_DAYS_OF_MONTH, (double) MIAO_GROWTH_2007_FIRST_MONTH);
  else if (by_age && x > MIAO_GROWTH_HEIGHT_FROM_DAYS - 1 && x < MIAO_GROWTH_HEIGHT_FROM_DAYS)
    at = MIAO_GROWTH_HEIGHT_FROM_DAYS - 1; /* completed days */
  knot = find_knot (find_segment (get_tables (), school, (int) indicator, sex, at), at);
  for (int p = 0; p < N_PARAMETERS; p++)
    lms[p] = school ? along_line (knot, p, at) : along_spline (knot, p, at);
  *ret_lms = (MiaoGrowthLms){ lms[0], lms[1], lms[2] };
  return TRUE;
}

static double
box_cox_value (const MiaoGrowthLms *lms, double z)
{
  if (fabs (lms->l) < L_IS_ZERO)
    return lms->m * exp (lms->s * z);
  return lms->m * pow (1.0 + lms->l * lms->s * z, 1.0 / lms->l);
}

double
miao_growth_lms_z (const MiaoGrowthLms *lms, double value, gboolean restricted)
{
  double z;

  if (fabs (lms->l) < L_IS_ZERO)
    z = log (value / lms->m) / lms->s;
  else
    z = (pow (value / lms->m, lms->l) - 1.0) / (lms->l * lms->s);
  if (!restricted || fabs (z) <= 3.0)
    return z;
  if (z > 3.0) {
    double third = box_cox_value (lms, 3.0);

    return 3.0 + (value - third) / (third - box_cox_value (lms, 2.0));
  } else {
    double third = box_cox_value (lms, -3.0);

    return -3.0 + (value - third) / (box_cox_value (lms, -2.0) - third);
  }
}

double
miao_growth_lms_value (const MiaoGrowthLms *lms, double z, gboolean restricted)
{
  double end = z > 0.0 ? 3.0 : -3.0;
  double third;

  if (!restricted || fabs (z) <= 3.0)
    return box_cox_value (lms, z);
  third = box_cox_value (lms, end);
  return third + fabs (z - end) * (third - box_cox_value (lms, end > 0.0 ? 2.0 : -2.0));
}

gboolean
miao_growth_is_restricted (MiaoGrowthIndicator indicator)
{
  return indicator != MIAO_GROWTH_LENGTH_FOR_AGE && indicator != MIAO_GROWTH_HEAD_FOR_AGE;
}
