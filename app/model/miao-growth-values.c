#include "config.h"

#include "miao-growth-values.h"

#include <math.h>

#include "miao-language.h"

double
miao_growth_round (double z)
{
  /* "+ 0.0" makes −0.00 a plain 0. */
  return round (z * 100.0) / 100.0 + 0.0;
}

char *
miao_growth_dup_z (double z)
{
  double rounded = miao_growth_round (z);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (z))
    return g_strdup ("—");
  g_ascii_formatd (buffer, sizeof buffer, "%.2f", fabs (rounded));
  return g_strconcat (rounded < 0.0 ? "−" : "", buffer, NULL);
}

char *
miao_growth_dup_centile (double centile)
{
  int whole = (int) floor (centile + 0.5);

  if (isnan (centile))
    return g_strdup ("");
  if (centile < 1.0)
    return g_strdup (miao_pick ("低于第 1 百分位", "below the 1st centile"));
  if (centile > 99.0)
    return g_strdup (miao_pick ("高于第 99 百分位", "above the 99th centile"));
  return g_strdup_printf (miao_pick ("第 %d 百分位", "centile %d"), whole);
}

const char *
miao_growth_indicator_label (MiaoGrowthIndicator indicator)
{
  switch (indicator) {
  case MIAO_GROWTH_WEIGHT_FOR_AGE:
    return miao_pick ("年龄别体重", "Weight for age");
  case MIAO_GROWTH_LENGTH_FOR_AGE:
    return miao_pick ("年龄别身长（身高）", "Length or height for age");
  case MIAO_GROWTH_BMI_FOR_AGE:
    return miao_pick ("年龄别体质指数（BMI）", "BMI for age");
  case MIAO_GROWTH_HEAD_FOR_AGE:
    return miao_pick ("年龄别头围", "Head circumference for age");
  case MIAO_GROWTH_WEIGHT_FOR_LENGTH:
    return miao_pick ("身长别体重", "Weight for length");
  case MIAO_GROWTH_WEIGHT_FOR_HEIGHT:
    return miao_pick ("身高别体重", "Weight for height");
  default:
    return "";
  }
}
