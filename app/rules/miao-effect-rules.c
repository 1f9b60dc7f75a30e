#include "config.h"

#include "miao-effect-rules.h"

#include "miao-rules-private.h"

#define WHOLE 100

static gboolean
is_kind (const char *kind, const char *const *list)
{
  return kind != NULL && g_strv_contains (list, kind);
}

void
miao_rules_evaluation_stage (const MiaoEvaluationStage *stage, MiaoFindings *findings)
{
  static const char *const periodic[] = { "EV_D_EFFECT", "EV_E_FAMILY_NEED", "EV_H_CHILD_NEED",
                                          NULL };
  gboolean in_course = is_kind (stage->kind, periodic);
  gboolean fits = in_course
                      ? stage->confirmed_on != MIAO_DATE_NONE && stage->ended_on == MIAO_DATE_NONE
                      : stage->moved_in_on != MIAO_DATE_NONE;

  miao_rules_answer (
      findings, "EVAL-STAGE", fits, stage->placement, "kind_zh", stage->kind_zh, "kind_en",
      stage->kind_en, "stage_zh", stage->stage_zh, "stage_en", stage->stage_en, "needs_zh",
      in_course ? "正式寄养期间" : "儿童入户以后", "needs_en",
      in_course ? "while the placement is confirmed" : "after the child moved in", NULL);
}

MiaoEffectBand
miao_rules_effect_band (int score, int most, const MiaoRuleSettings *settings)
{
  if (most <= 0)
    return MIAO_EFFECT_UNKNOWN;
  if (score * WHOLE >= settings->effect_excellent * most)
    return MIAO_EFFECT_EXCELLENT;
  if (score * WHOLE >= settings->effect_pass * most)
    return MIAO_EFFECT_PASS;

  return score * WHOLE >= settings->effect_rectify * most ? MIAO_EFFECT_RECTIFY : MIAO_EFFECT_FAIL;
}

const char *
miao_rules_effect_grade (MiaoEffectBand band)
{
  static const char *const grades[] = { NULL, "D", "C", "B", "A" };

  return grades[band];
}

static const char *
band_zh (MiaoEffectBand band)
{
  static const char *const words[] = { "未定", "不合格", "限期整改", "合格", "优秀" };

  return words[band];
}

static const char *
band_en (MiaoEffectBand band)
{
  static const char *const words[] = { "none", "unsatisfactory", "to be put right", "satisfactory",
                                       "excellent" };

  return words[band];
}

void
miao_rules_effect (const MiaoEffectFacts *facts,
                   const MiaoRuleSettings *settings,
                   MiaoDate on,
                   MiaoFindings *findings)
{
  MiaoEffectBand band = miao_rules_effect_band (facts->score, facts->most, settings);
  guint member = 0;
  MiaoDate young =
      miao_rules_first_young_day (facts->members, facts->n_members, settings, on, on, &member);

  miao_rules_answer (findings, "FUP-14", young == MIAO_DATE_NONE, facts->family, "age",
                     NUMBER (settings->coliving_min_age), "on", DAY (on), "name",
                     young != MIAO_DATE_NONE ? facts->members[member].name : "无", NULL);
  miao_rules_answer (findings, "EFF-SCORE",
                     band == MIAO_EFFECT_UNKNOWN || band == facts->conclusion, facts->evaluation,
                     "score", NUMBER (facts->score), "most", NUMBER (facts->most), "percent",
                     NUMBER (facts->most > 0 ? facts->score * WHOLE / facts->most : 0), "band_zh",
                     band_zh (band), "band_en", band_en (band), "given_zh",
                     band_zh (facts->conclusion), "given_en", band_en (facts->conclusion), NULL);
}

void
miao_rules_effect_rectify (const MiaoEffectFacts *facts,
                           const MiaoRuleSettings *settings,
                           MiaoFindings *findings)
{
  if (facts->conclusion != MIAO_EFFECT_RECTIFY)
    return;
  miao_rules_answer (
      findings, "EFF-RECTIFY",
      facts->finished_on != MIAO_DATE_NONE && facts->finished_on < facts->rectify_due &&
          facts->rectify_due <= facts->finished_on + settings->rectify_days,
      facts->evaluation, "finished", DAY (facts->finished_on), "days",
      NUMBER (settings->rectify_days), "latest",
      DAY (facts->finished_on != MIAO_DATE_NONE ? facts->finished_on + settings->rectify_days
                                                : MIAO_DATE_NONE),
      "due", DAY (facts->rectify_due), NULL);
}

void
miao_rules_effect_broken (const MiaoBrokenDuties *duties, MiaoFindings *findings)
{
  if (duties->broken != NULL)
    miao_rules_answer (findings, "EFF-INCIDENT", duties->incidents > 0, duties->placement, "items",
                       duties->broken, "since", DAY (duties->since), "count",
                       NUMBER (duties->incidents), NULL);
  if (duties->not_told)
    miao_rules_answer (findings, "EFF-MOVE", duties->move_known, duties->family, "since",
                       DAY (duties->since), NULL);
}
