#include "config.h"

#include "miao-growth-grade.h"

#include <math.h>

#include "miao-growth-table.h"
#include "miao-language.h"

#define TERM_DAYS 280
#define PRETERM_BEFORE_DAYS 259

/* z is judged in hundredths, where "−2.00" and "0.50" are exact. */
static int
hundredths (double z)
{
  return (int) lround (z * 100.0);
}

MiaoGrowthGrade
miao_growth_grade (double z)
{
  int h;

  if (isnan (z))
    return MIAO_GROWTH_GRADE_NONE;
  h = hundredths (z);
  if (h < -200)
    return MIAO_GROWTH_GRADE_LOW;
  if (h < -100)
    return MIAO_GROWTH_GRADE_LOWER;
  if (h < 100)
    return MIAO_GROWTH_GRADE_MIDDLE;
  if (h < 200)
    return MIAO_GROWTH_GRADE_UPPER;
  return MIAO_GROWTH_GRADE_HIGH;
}

const char *
miao_growth_grade_label (MiaoGrowthGrade grade)
{
  switch (grade) {
  case MIAO_GROWTH_GRADE_LOW:
    return miao_pick ("下", "Low");
  case MIAO_GROWTH_GRADE_LOWER:
    return miao_pick ("中下", "Lower middle");
  case MIAO_GROWTH_GRADE_MIDDLE:
    return miao_pick ("中", "Middle");
  case MIAO_GROWTH_GRADE_UPPER:
    return miao_pick ("中上", "Upper middle");
  case MIAO_GROWTH_GRADE_HIGH:
    return miao_pick ("上", "High");
  case MIAO_GROWTH_GRADE_NONE:
  default:
    return "";
  }
}

const char *
miao_growth_grade_basis (void)
{
  return miao_pick ("机构自定界值，按 WHO 标准差", "Cuts set by the institution, in SD of the WHO");
}

static gboolean
is_usable (const MiaoGrowthScore *score)
{
  return score->reason == MIAO_GROWTH_SCORED && !score->implausible;
}

static guint
judge_low (const MiaoGrowthScore *score, guint low, guint severe)
{
  if (!is_usable (score) || hundredths (score->z) >= -200)
    return 0;
  return hundredths (score->z) < -300 ? severe : low;
}

guint
miao_growth_nutrition (const MiaoGrowthResult *result)
{
  const MiaoGrowthScore *build = miao_growth_weight_for_length (result);
  guint nutrition = 0;

  if (!is_usable (build))
    build = &result->score[MIAO_GROWTH_BMI_FOR_AGE];
  nutrition |= judge_low (&result->score[MIAO_GROWTH_WEIGHT_FOR_AGE], MIAO_GROWTH_UNDERWEIGHT,
                          MIAO_GROWTH_UNDERWEIGHT_SEVERE);
  nutrition |= judge_low (&result->score[MIAO_GROWTH_LENGTH_FOR_AGE], MIAO_GROWTH_STUNTED,
                          MIAO_GROWTH_STUNTED_SEVERE);
  nutrition |= judge_low (build, MIAO_GROWTH_WASTED, MIAO_GROWTH_WASTED_SEVERE);
  if (is_usable (build) && hundredths (build->z) >= 200)
    nutrition |= MIAO_GROWTH_OBESE;
  else if (is_usable (build) && hundredths (build->z) >= 100)
    nutrition |= MIAO_GROWTH_OVERWEIGHT;
  return nutrition;
}

char *
miao_growth_nutrition_dup_label (guint nutrition)
{
  static const struct {
    MiaoGrowthNutrition bit;
    const char *zh, *en;
  } labels[] = {
    { MIAO_GROWTH_UNDERWEIGHT, "低体重", "underweight" },
    { MIAO_GROWTH_UNDERWEIGHT_SEVERE, "重度低体重", "severely underweight" },
    { MIAO_GROWTH_STUNTED, "生长迟缓", "stunted" },
    { MIAO_GROWTH_STUNTED_SEVERE, "重度生长迟缓", "severely stunted" },
    { MIAO_GROWTH_WASTED, "消瘦", "wasted" },
    { MIAO_GROWTH_WASTED_SEVERE, "重度消瘦", "severely wasted" },
    { MIAO_GROWTH_OVERWEIGHT, "超重", "overweight" },
    { MIAO_GROWTH_OBESE, "肥胖", "obese" },
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    if ((nutrition & labels[i].bit) == 0)
      continue;
    if (text->len > 0)
      g_string_append (text, miao_pick ("、", ", "));
    g_string_append (text, miao_pick (labels[i].zh, labels[i].en));
  }
  return g_string_free (text, FALSE);
}

int
miao_growth_corrected_age (int age_days, int gestation_days)
{
  if (gestation_days <= 0 || gestation_days >= PRETERM_BEFORE_DAYS ||
      age_days >= MIAO_GROWTH_HEIGHT_FROM_DAYS)
    return age_days;
  return age_days - (TERM_DAYS - gestation_days);
}

static gboolean
counts (const MiaoGrowthPoint *point)
{
  return !isnan (point->z) && !point->implausible;
}

gboolean
miao_growth_velocity (const MiaoGrowthPoint *points, gsize n_points, MiaoGrowthVelocity *ret)
{
  gsize last = n_points, highest = n_points;
  int fall;

  while (last > 0 && !counts (&points[last - 1]))
    last--;
  if (last-- == 0)
    return FALSE;
  for (gsize i = 0; i < last; i++)
    if (counts (&points[i]) && points[last].on - points[i].on <= MIAO_GROWTH_VELOCITY_WINDOW_DAYS &&
        (highest == n_points || points[i].z >= points[highest].z))
      highest = i;
  if (highest == n_points)
    return FALSE;
  fall = hundredths (points[highest].z) - hundredths (points[last].z);
  if (fall <= 0)
    return FALSE;
  *ret = (MiaoGrowthVelocity){
    .from = highest,
    .to = last,
    .days = points[last].on - points[highest].on,
    .fall = fall / 100.0,
    .alert = fall >= hundredths (MIAO_GROWTH_VELOCITY_FALL),
  };
  return TRUE;
}

char *
miao_growth_velocity_dup_text (const MiaoGrowthPoint *points, const MiaoGrowthVelocity *velocity)
{
  g_autofree char *before = miao_growth_dup_z (points[velocity->from].z);
  g_autofree char *after = miao_growth_dup_z (points[velocity->to].z);
  g_autofree char *fall = miao_growth_dup_z (velocity->fall);
  g_autofree char *limit = miao_growth_dup_z (MIAO_GROWTH_VELOCITY_FALL);

  return g_strdup_printf (miao_pick ("%d 天内 z %s → %s，下降 %s（满 %s 即提醒）",
                                     "In %d days z %s → %s, down %s (notice from %s)"),
                          velocity->days, before, after, fall, limit);
}

gboolean
miao_growth_length_fell (int earlier_mm, int later_mm)
{
  return earlier_mm > 0 && later_mm > 0 && earlier_mm - later_mm > MIAO_GROWTH_LENGTH_LOSS_MM;
}
