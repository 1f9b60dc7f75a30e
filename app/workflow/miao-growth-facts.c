#include "config.h"

#include "miao-growth-facts.h"

#include "miao-growth-grade.h"
#include "miao-taken-over.h"

#include <math.h>

void
miao_growth_calendar_read (const MiaoRecord *child,
                           const MiaoRecord *measure,
                           MiaoGrowthCalendar *ret)
{
  const char *nutrition = miao_record_get (measure, "nutrition");

  *ret = (MiaoGrowthCalendar){
    .child = miao_record_get_id (child),
    .born = miao_record_get_date (child, "birth_date"),
    .last_on = miao_record_get_date (measure, "measured_on"),
    .watched = nutrition != NULL && !g_str_equal (nutrition, "NORMAL"),
  };
}

void
miao_growth_calendar_begin (const MiaoRecord *child,
                            const MiaoRecord *stay,
                            MiaoGrowthCalendar *ret)
{
  *ret = (MiaoGrowthCalendar){
    .child = miao_record_get_id (child),
    .born = miao_record_get_date (child, "birth_date"),
    .arrived_on = stay != NULL ? miao_record_get_date (stay, "arrived_on") : MIAO_DATE_NONE,
    .taken_over = miao_child_taken_over (child, stay),
  };
}

void
miao_growth_measure_from_record (const MiaoRecord *child,
                                 const MiaoRecord *record,
                                 MiaoGrowthMeasure *ret_measure)
{
  MiaoDate born = miao_record_get_date (child, "birth_date");
  MiaoDate on = miao_record_get_date (record, "measured_on");
  MiaoGrowthMeasure measure = {
    .sex = (int) miao_record_get_int (child, "sex", 0),
    .age_days = born != MIAO_DATE_NONE && on >= born ? on - born : NAN,
    .weight_g = (double) miao_record_get_int (record, "weight_g", 0),
    .length_mm = (double) miao_record_get_int (record, "length_mm", 0),
    .head_mm = (double) miao_record_get_int (record, "head_mm", 0),
  };

  if (miao_record_is (record, "posture", "L"))
    measure.posture = MIAO_GROWTH_POSTURE_LYING;
  else if (miao_record_is (record, "posture", "S"))
    measure.posture = MIAO_GROWTH_POSTURE_STANDING;
  *ret_measure = measure;
}

static void
set_score (MiaoRecord *record,
           const char *z_field,
           const char *p_field,
           const MiaoGrowthScore *score)
{
  if (score == NULL || score->reason != MIAO_GROWTH_SCORED) {
    miao_record_set (record, z_field, NULL);
    miao_record_set (record, p_field, NULL);
    return;
  }
  miao_record_set_int (record, z_field, (gint64) lround (miao_growth_round (score->z) * 100));
  miao_record_set_int (record, p_field, (gint64) lround (score->centile * 10));
}

static void
set_nutrition (MiaoRecord *record, guint nutrition)
{
  static const struct {
    guint flags;
    const char *code;
  } codes[] = {
    /* in the order in which codes sort */
    { MIAO_GROWTH_OBESE, "OBESE" },
    { MIAO_GROWTH_OVERWEIGHT, "OVERWEIGHT" },
    { MIAO_GROWTH_STUNTED | MIAO_GROWTH_STUNTED_SEVERE, "STUNTED" },
    { MIAO_GROWTH_UNDERWEIGHT | MIAO_GROWTH_UNDERWEIGHT_SEVERE, "UNDERWEIGHT" },
    { MIAO_GROWTH_WASTED | MIAO_GROWTH_WASTED_SEVERE, "WASTED" },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    if ((nutrition & codes[i].flags) == 0)
      continue;
    if (text->len > 0)
      g_string_append_c (text, ' ');
    g_string_append (text, codes[i].code);
  }
  miao_record_set (record, "nutrition", text->len > 0 ? text->str : "NORMAL");
}

static gboolean
fell_since_last (MiaoCall *call, MiaoRecord *measure, gboolean *ret_fell, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("growth_measure"));
  g_autoptr (MiaoRecord) last = NULL;

  *ret_fell = FALSE;
  miao_query_where (query, "child", MIAO_OP_EQ, miao_record_get (measure, "child"));
  miao_query_where (query, "measured_on", MIAO_OP_LT, miao_record_get (measure, "measured_on"));
  miao_query_where (query, "length_mm", MIAO_OP_NOT_NULL, NULL);
  miao_query_where (query, "void", MIAO_OP_NE, "1");
  miao_query_order (query, "measured_on", TRUE);
  if (!miao_store_find_first (call->store, query, &last, error))
    return FALSE;
  if (last != NULL && miao_record_has (measure, "length_mm"))
    *ret_fell = miao_growth_length_fell ((int) miao_record_get_int (last, "length_mm", 0),
                                         (int) miao_record_get_int (measure, "length_mm", 0));

  return TRUE;
}

gboolean
miao_growth_judge (MiaoCall *call, MiaoRecord *child, MiaoRecord *measure, GError **error)
{
  MiaoGrowthMeasure facts;
  MiaoGrowthResult result;
  gboolean implausible = FALSE, fell;
  int grade;

  miao_growth_measure_from_record (child, measure, &facts);
  miao_growth_score (&facts, &result);
  if (!isnan (facts.age_days))
    miao_record_set_int (measure, "age_days", (gint64) facts.age_days);
  set_score (measure, "z_wfa", "p_wfa", &result.score[MIAO_GROWTH_WEIGHT_FOR_AGE]);
  set_score (measure, "z_hfa", "p_hfa", &result.score[MIAO_GROWTH_LENGTH_FOR_AGE]);
  set_score (measure, "z_bmi", "p_bmi", &result.score[MIAO_GROWTH_BMI_FOR_AGE]);
  set_score (measure, "z_hc", "p_hc", &result.score[MIAO_GROWTH_HEAD_FOR_AGE]);
  set_score (measure, "z_wfh", "p_wfh", miao_growth_weight_for_length (&result));
  if (result.bmi > 0)
    miao_record_set_int (measure, "bmi", (gint64) lround (result.bmi * 100));
  if (result.reference != 0)
    miao_record_set (measure, "ref_standard", result.reference == 2006 ? "WHO2006" : "WHO2007");
  grade = (int) miao_growth_grade (result.score[MIAO_GROWTH_WEIGHT_FOR_AGE].z);
  if (grade == MIAO_GROWTH_GRADE_NONE)
    grade = (int) miao_growth_grade (result.score[MIAO_GROWTH_LENGTH_FOR_AGE].z);
  if (grade != MIAO_GROWTH_GRADE_NONE)
    miao_record_set_int (measure, "grade", grade);
  if (facts.weight_g > 0 || facts.length_mm > 0)
    set_nutrition (measure, miao_growth_nutrition (&result));
  for (int i = 0; i < MIAO_GROWTH_N_INDICATORS; i++)
    implausible |= result.score[i].implausible;
  if (!fell_since_last (call, measure, &fell, error))
    return FALSE;
  miao_call_ask (call, "GRO-01",
                 !(implausible || fell) || miao_record_get_bool (measure, "implausible"),
                 miao_record_get_id (child));
  if (!(implausible || fell))
    miao_record_set (measure, "implausible", NULL);

  return TRUE;
}
