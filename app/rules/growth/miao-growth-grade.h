#pragma once

#include "miao-growth.h"

G_BEGIN_DECLS

/**
 * MiaoGrowthGrade:
 *
 * The five grades of child health care by SD: 下 below −2, 中下 from −2, 中 from −1, 中上 from +1,
 * 上 from +2. The cuts are the institution's own choice, counted in SD of the WHO (no article is
 * cited for them).
 */
typedef enum {
  MIAO_GROWTH_GRADE_NONE,
  MIAO_GROWTH_GRADE_LOW,
  MIAO_GROWTH_GRADE_LOWER,
  MIAO_GROWTH_GRADE_MIDDLE,
  MIAO_GROWTH_GRADE_UPPER,
  MIAO_GROWTH_GRADE_HIGH,
} MiaoGrowthGrade;

/**
 * MiaoGrowthNutrition:
 *
 * What weight and length together say. Underweight: weight for age below −2 (severe: −3). Stunted:
 * length for age below −2 (−3). Wasted: weight for length or, where that is missing, BMI below −2
 * (−3). Overweight from +1, obese from +2 of the same. Own cuts, like the grades.
 */
typedef enum {
  MIAO_GROWTH_UNDERWEIGHT = 1 << 0,
  MIAO_GROWTH_UNDERWEIGHT_SEVERE = 1 << 1,
  MIAO_GROWTH_STUNTED = 1 << 2,
  MIAO_GROWTH_STUNTED_SEVERE = 1 << 3,
  MIAO_GROWTH_WASTED = 1 << 4,
  MIAO_GROWTH_WASTED_SEVERE = 1 << 5,
  MIAO_GROWTH_OVERWEIGHT = 1 << 6,
  MIAO_GROWTH_OBESE = 1 << 7,
} MiaoGrowthNutrition;

/** A fall of the z-score by this much, within the window, asks for a look at the child. */
#define MIAO_GROWTH_VELOCITY_FALL 0.50

/** Three months, and the two weeks by which a monthly or quarterly measurement may be late. */
#define MIAO_GROWTH_VELOCITY_WINDOW_DAYS (92 + 14)

/** A child does not shrink; less than this is how two people measure (domain 6.22). */
#define MIAO_GROWTH_LENGTH_LOSS_MM 10

/**
 * MiaoGrowthVelocity:
 * @from: index of the earlier point: the highest z within the window
 * @to: index of the last point that has a z-score
 * @days: between them
 * @fall: by how much z fell (above 0), as the rounded values show it
 * @alert: @fall is %MIAO_GROWTH_VELOCITY_FALL or more
 */
typedef struct {
  gsize from;
  gsize to;
  int days;
  double fall;
  gboolean alert;
} MiaoGrowthVelocity;

/** Judges z as shown, that is rounded to 0.01. NaN has no grade. */
MiaoGrowthGrade miao_growth_grade (double z) G_GNUC_CONST;

/** Returns: "中下" / "Lower middle"; "" for none. */
const char *miao_growth_grade_label (MiaoGrowthGrade grade);

/** Returns: what stands beside every grade: "机构自定界值，按 WHO 标准差". */
const char *miao_growth_grade_basis (void);

/** Returns: a set of #MiaoGrowthNutrition; 0 when nothing stands out. Implausible z do not count.
 */
guint miao_growth_nutrition (const MiaoGrowthResult *result);

/** Returns: "低体重、生长迟缓" / "Underweight, stunted"; "" for 0. */
char *miao_growth_nutrition_dup_label (guint nutrition) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_growth_corrected_age:
 * @age_days: completed days since birth
 * @gestation_days: length of the pregnancy; 0 when unknown
 *
 * A child born before 37 completed weeks (259 days) is judged to 24 months (day 730) by the age
 * counted from the date at which 40 weeks (280 days) would have been complete.
 *
 * Returns: the age to judge by; negative while that date has not come, when there is nothing to
 *   compare with. Own choice of the program; only for growth.
 */
int miao_growth_corrected_age (int age_days, int gestation_days);

/**
 * miao_growth_velocity:
 * @points: in order of their day; points without z, and implausible ones, are passed over
 * @ret: (out): untouched when %FALSE
 *
 * Compares the last z-score with the highest one within %MIAO_GROWTH_VELOCITY_WINDOW_DAYS before.
 *
 * Returns: %FALSE when there are not two to compare, or z did not fall.
 */
gboolean
miao_growth_velocity (const MiaoGrowthPoint *points, gsize n_points, MiaoGrowthVelocity *ret);

/** Returns: "94 天内 z −1.01 → −1.62，下降 0.61（满 0.50 即提醒）" or its English. */
char *miao_growth_velocity_dup_text (const MiaoGrowthPoint *points,
                                     const MiaoGrowthVelocity *velocity) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @later_mm is so much shorter than @earlier_mm that it needs checking. */
gboolean miao_growth_length_fell (int earlier_mm, int later_mm) G_GNUC_CONST;

G_END_DECLS
