#include "config.h"

#include "miao-growth-chart-private.h"

#include <math.h>
#include <string.h>

/* Days up to here are judged by the standards of 2006; only the name of the chart depends on it. */
#define LAST_DAY_2006 1856.0

static const char *pick (const MiaoGrowthChart *chart, const char *zh, const char *en)
    G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

static const char *
pick (const MiaoGrowthChart *chart, const char *zh, const char *en)
{
  return chart->language == MIAO_LANGUAGE_EN ? en : zh;
}

static const char *
get_unit (const MiaoGrowthChart *chart)
{
  switch (chart->indicator) {
  case MIAO_GROWTH_LENGTH_FOR_AGE:
  case MIAO_GROWTH_HEAD_FOR_AGE:
    return "cm";
  case MIAO_GROWTH_BMI_FOR_AGE:
    return "kg/m²";
  case MIAO_GROWTH_WEIGHT_FOR_AGE:
  case MIAO_GROWTH_WEIGHT_FOR_LENGTH:
  case MIAO_GROWTH_WEIGHT_FOR_HEIGHT:
  default:
    return "kg";
  }
}

static gboolean
is_weight (const MiaoGrowthChart *chart)
{
  return g_str_equal (get_unit (chart), "kg");
}

static char *
dup_number (const char *format, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, format, value));
}

char *
miao_growth_chart_dup_value (const MiaoGrowthChart *chart, double value)
{
  g_autofree char *number = dup_number (is_weight (chart) ? "%.2f" : "%.1f", value);

  return g_strconcat (number, " ", get_unit (chart), NULL);
}

const char *
miao_growth_chart_axis_label (const MiaoGrowthChart *chart)
{
  switch (chart->indicator) {
  case MIAO_GROWTH_LENGTH_FOR_AGE:
    return pick (chart, "身长（高）cm", "Length cm");
  case MIAO_GROWTH_BMI_FOR_AGE:
    return "BMI kg/m²";
  case MIAO_GROWTH_HEAD_FOR_AGE:
    return pick (chart, "头围 cm", "Head cm");
  case MIAO_GROWTH_WEIGHT_FOR_LENGTH:
    return pick (chart, "体重 kg，身长 cm", "Weight kg by length cm");
  case MIAO_GROWTH_WEIGHT_FOR_HEIGHT:
    return pick (chart, "体重 kg，身高 cm", "Weight kg by height cm");
  case MIAO_GROWTH_WEIGHT_FOR_AGE:
  default:
    return pick (chart, "体重 kg", "Weight kg");
  }
}

const char *
miao_growth_chart_curve_label (const MiaoGrowthChart *chart, int curve)
{
  static const char *const names[MIAO_GROWTH_N_CURVES] = {
    "−3 SD", "−2 SD", "−1 SD", NULL, "+1 SD", "+2 SD", "+3 SD",
  };

  return names[curve] != NULL ? names[curve] : pick (chart, "中位数", "Median");
}

char *
miao_growth_chart_dup_tick (const MiaoGrowthChart *chart, const MiaoGrowthLayout *layout, int tick)
{
  int at = (int) lround (tick * layout->tick);

  if (miao_growth_chart_is_by_length (chart))
    return g_strdup_printf ("%d", at / 10);
  if (at % 12 == 0)
    return g_strdup_printf (pick (chart, "%d 岁", "%d y"), at / 12);
  return g_strdup_printf (pick (chart, "%d 月", "%d m"), at);
}

char *
miao_growth_chart_dup_line (const MiaoGrowthChart *chart, guint index)
{
  const MiaoGrowthPoint *point = &chart->points[index];
  g_autofree char *value = miao_growth_chart_dup_value (chart, point->value);
  g_autofree char *z = miao_growth_dup_z (point->z);
  char day[MIAO_DATE_BUFFER];

  return g_strdup_printf ("%s\u2003%s\u2003z %s", miao_date_format (point->on, day), value, z);
}

char *
miao_growth_chart_dup_where (const MiaoGrowthChart *chart, guint index)
{
  g_autofree char *number = NULL;

  if (!miao_growth_chart_is_by_length (chart))
    return miao_date_dup_age (chart->born, chart->points[index].on);
  number = dup_number ("%.1f", chart->points[index].x / 10.0);
  return g_strconcat (number, " cm", NULL);
}

char *
miao_growth_chart_dup_judgement (const MiaoGrowthChart *chart, guint index)
{
  const MiaoGrowthPoint *point = &chart->points[index];
  g_autofree char *value = miao_growth_chart_dup_value (chart, point->value);
  g_autofree char *z = miao_growth_dup_z (point->z);
  g_autofree char *centile = miao_growth_dup_centile (point->centile);

  if (isnan (point->z))
    return g_steal_pointer (&value);
  return g_strdup_printf (
      "%s · z %s · %s", value, z,
      point->implausible ? miao_pick ("数值异常，请核对", "implausible, please check") : centile);
}

int
miao_growth_chart_get_before (const MiaoGrowthChart *chart, guint index)
{
  while (index-- > 0)
    if (!chart->points[index].implausible && isfinite (chart->points[index].value))
      return (int) index;
  return -1;
}

/* How the person says that a value went down or up. */
static const char *
get_comparison (const MiaoGrowthChart *chart, gboolean fell)
{
  switch (chart->indicator) {
  case MIAO_GROWTH_LENGTH_FOR_AGE:
    return fell ? miao_pick ("矮", "shorter") : miao_pick ("高", "taller");
  case MIAO_GROWTH_BMI_FOR_AGE:
    return fell ? miao_pick ("低", "lower") : miao_pick ("高", "higher");
  case MIAO_GROWTH_HEAD_FOR_AGE:
    return fell ? miao_pick ("小", "smaller") : miao_pick ("大", "larger");
  case MIAO_GROWTH_WEIGHT_FOR_AGE:
  case MIAO_GROWTH_WEIGHT_FOR_LENGTH:
  case MIAO_GROWTH_WEIGHT_FOR_HEIGHT:
  default:
    return fell ? miao_pick ("轻", "lighter") : miao_pick ("重", "heavier");
  }
}

char *
miao_growth_chart_dup_change (const MiaoGrowthChart *chart,
                              guint index,
                              gboolean full_date,
                              gboolean *ret_fell)
{
  int before = miao_growth_chart_get_before (chart, index);
  g_autofree char *amount = NULL;
  char day[MIAO_DATE_BUFFER], this_day[MIAO_DATE_BUFFER];
  double change;

  if (before < 0)
    return NULL;
  change = chart->points[index].value - chart->points[before].value;
  amount = miao_growth_chart_dup_value (chart, fabs (change));
  *ret_fell = change < 0.0 && chart->indicator != MIAO_GROWTH_BMI_FOR_AGE;
  miao_date_format (chart->points[before].on, day);
  miao_date_format (chart->points[index].on, this_day);
  /* Within one year the year says nothing new. */
  full_date = full_date || strncmp (day, this_day, strlen ("2026")) != 0;
  if (miao_language () == MIAO_LANGUAGE_EN)
    return g_strdup_printf ("%s %s than on %s", amount, get_comparison (chart, change < 0.0),
                            full_date ? day : day + strlen ("2026-"));
  return g_strdup_printf ("比 %s %s %s", full_date ? day : day + strlen ("2026-"),
                          get_comparison (chart, change < 0.0), amount);
}

static const char *
get_range (const MiaoGrowthChart *chart)
{
  switch (chart->indicator) {
  case MIAO_GROWTH_WEIGHT_FOR_LENGTH:
    return miao_pick ("WHO 2006，身长 45–110 cm", "WHO 2006, length 45–110 cm");
  case MIAO_GROWTH_WEIGHT_FOR_HEIGHT:
    return miao_pick ("WHO 2006，身高 65–120 cm", "WHO 2006, height 65–120 cm");
  case MIAO_GROWTH_WEIGHT_FOR_AGE:
    if (chart->to > LAST_DAY_2006)
      return miao_pick ("WHO 2007，5–10 岁", "WHO 2007, 5–10 years");
    return miao_pick ("WHO 2006，0–5 岁", "WHO 2006, 0–5 years");
  case MIAO_GROWTH_LENGTH_FOR_AGE:
  case MIAO_GROWTH_BMI_FOR_AGE:
  case MIAO_GROWTH_HEAD_FOR_AGE:
  default:
    if (chart->to > LAST_DAY_2006)
      return miao_pick ("WHO 2007，5–19 岁", "WHO 2007, 5–19 years");
    return miao_pick ("WHO 2006，0–5 岁", "WHO 2006, 0–5 years");
  }
}

static char *
dup_band (double z)
{
  double rounded = miao_growth_round (z);
  int low = (int) floor (rounded);

  if (rounded < -3.0)
    return g_strdup (miao_pick ("低于 −3 个标准差", "below −3 SD"));
  if (rounded >= 3.0)
    return g_strdup (rounded > 3.0 ? miao_pick ("高于 +3 个标准差", "above +3 SD")
                                   : miao_pick ("等于 +3 个标准差", "at +3 SD"));
  return g_strdup_printf (miao_pick ("介于 %s%d 与 %s%d 个标准差之间", "between %s%d and %s%d SD"),
                          low < 0   ? "−"
                          : low > 0 ? "+"
                                    : "",
                          ABS (low),
                          low + 1 < 0   ? "−"
                          : low + 1 > 0 ? "+"
                                        : "",
                          ABS (low + 1));
}

static void
append_last (GString *text, const MiaoGrowthChart *chart, guint last)
{
  const MiaoGrowthPoint *point = &chart->points[last];
  g_autofree char *where = miao_growth_chart_dup_where (chart, last);
  g_autofree char *value = miao_growth_chart_dup_value (chart, point->value);
  g_autofree char *z = miao_growth_dup_z (point->z);
  g_autofree char *centile = miao_growth_dup_centile (point->centile);
  g_autofree char *band = isnan (point->z) ? NULL : dup_band (point->z);
  char day[MIAO_DATE_BUFFER];

  g_string_append_printf (text, miao_pick ("最近一次 %s，%s，%s", "Latest %s, %s, %s"),
                          miao_date_format (point->on, day), where, value);
  if (band != NULL)
    g_string_append_printf (text, miao_pick ("，z %s，%s，%s", ", z %s, %s, %s"), z, centile, band);
}

static void
append_change (GString *text, const MiaoGrowthChart *chart, guint last)
{
  int before = miao_growth_chart_get_before (chart, last);
  gboolean fell = FALSE;
  g_autofree char *change = miao_growth_chart_dup_change (chart, last, TRUE, &fell);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (change == NULL)
    return;
  g_string_append_printf (text, miao_pick ("；%s", "; %s"), change);
  if (isnan (chart->points[before].z) || isnan (chart->points[last].z))
    return;
  from = miao_growth_dup_z (chart->points[before].z);
  to = miao_growth_dup_z (chart->points[last].z);
  g_string_append_printf (text, miao_pick ("，z 由 %s 到 %s", ", z from %s to %s"), from, to);
}

char *
miao_growth_chart_dup_summary (const MiaoGrowthChart *chart)
{
  GString *text = g_string_new (miao_growth_indicator_label (chart->indicator));
  guint n_implausible = 0;

  for (guint i = 0; i < chart->n_points; i++)
    n_implausible += chart->points[i].implausible ? 1 : 0;
  g_string_append_printf (text, miao_pick ("曲线，%s，%s", " chart, %s, %s"), get_range (chart),
                          chart->sex == 1 ? miao_pick ("男", "boy") : miao_pick ("女", "girl"));
  if (chart->n_points == 0) {
    g_string_append (text, miao_pick ("，还没有测量。", ", no measurements yet."));
    return g_string_free (text, FALSE);
  }
  g_string_append_printf (text, miao_pick ("，共 %u 次测量。", ", measurements: %u. "),
                          chart->n_points);
  append_last (text, chart, chart->n_points - 1);
  append_change (text, chart, chart->n_points - 1);
  g_string_append (text, miao_pick ("。", "."));
  if (n_implausible > 0)
    g_string_append_printf (
        text, miao_pick ("%u 次测量数值异常，请核对。", " Implausible, to be checked: %u."),
        n_implausible);
  return g_string_free (text, FALSE);
}
