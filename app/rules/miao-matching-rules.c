#include "config.h"

#include "miao-matching-rules.h"

#include "miao-codes.h"
#include "miao-rules-private.h"

#include <string.h>

#define DIVISION_DIGITS 6
#define PROVINCE_DIGITS 2
#define HM_IN_KM 10

static gboolean
is_division (const char *code)
{
  return code != NULL && strlen (code) == DIVISION_DIGITS &&
         strspn (code, "0123456789") == DIVISION_DIGITS;
}

/* How many leading digits name the area that the institution serves: "320100" serves 3201xx. */
static gsize
served_digits (const char *institution)
{
  gsize digits = DIVISION_DIGITS;

  while (digits > PROVINCE_DIGITS && institution[digits - 1] == '0' &&
         institution[digits - 2] == '0')
    digits -= 2;

  return digits;
}

gboolean
miao_rules_cross_province (const char *a, const char *b)
{
  return is_division (a) && is_division (b) && strncmp (a, b, PROVINCE_DIGITS) != 0;
}

void
miao_rules_division (const char *institution,
                     const char *home,
                     gboolean document,
                     const char *family,
                     const char *matching,
                     MiaoFindings *findings)
{
  gboolean known = is_division (institution) && is_division (home);
  gboolean same_province = known && !miao_rules_cross_province (institution, home);
  g_autofree char *province = known ? g_strndup (institution, PROVINCE_DIGITS) : NULL;
  g_autofree char *other = known ? g_strndup (home, PROVINCE_DIGITS) : NULL;
  gboolean inside;

  miao_rules_answer (findings, "MAT-01", same_province, family, "institution", institution, "home",
                     home, "province", province, "other", other, NULL);
  if (!same_province)
    return;
  inside = strncmp (institution, home, served_digits (institution)) == 0;
  miao_rules_answer (findings, "MAT-01D", inside || document, matching != NULL ? matching : family,
                     "institution", institution, "home", home, "document_zh",
                     document ? "有"
                     : inside ? "不需要"
                              : "无",
                     "document_en",
                     document ? "yes"
                     : inside ? "not needed"
                              : "no",
                     NULL);
}

MiaoDate
miao_rules_valid_until (const MiaoConclusionFacts *conclusion, int months)
{
  MiaoDate latest;

  if (conclusion->final_on == MIAO_DATE_NONE)
    return MIAO_DATE_NONE;
  latest = miao_date_add_months (conclusion->final_on, months);

  return conclusion->valid_until != MIAO_DATE_NONE ? MIN (latest, conclusion->valid_until) : latest;
}

static void
ask_conclusion (MiaoFindings *findings,
                const char *id,
                const MiaoConclusionFacts *conclusion,
                int months,
                gboolean reviewed,
                MiaoDate on,
                const char *fallback)
{
  MiaoDate until = miao_rules_valid_until (conclusion, months);
  gboolean there = conclusion->id != NULL;
  gboolean valid = there && conclusion->positive && conclusion->final_on != MIAO_DATE_NONE &&
                   conclusion->final_on <= on && on <= until && (!reviewed || conclusion->reviewed);

  miao_rules_answer (findings, id, valid, there ? conclusion->id : fallback, "conclusion_zh",
                     there ? conclusion->conclusion_zh : "没有评估", "conclusion_en",
                     there ? conclusion->conclusion_en : "none", "final",
                     DAY (conclusion->final_on), "until", DAY (until), "months", NUMBER (months),
                     "on", DAY (on), "review_zh", conclusion->reviewed ? "通过" : "未通过",
                     "review_en", conclusion->reviewed ? "passed" : "not passed", NULL);
}

static void
ask_words (MiaoFindings *findings, const char *id, gboolean there, const char *record)
{
  miao_rules_answer (findings, id, there, record, YES_NO ("there", there), NULL);
}

void
miao_rules_matching (const MiaoMatchingFacts *facts,
                     const MiaoRuleSettings *settings,
                     MiaoDate on,
                     MiaoFindings *findings)
{
  const char *record = facts->matching != NULL ? facts->matching : facts->child;
  int most = facts->capacity >= 0 ? MIN (facts->capacity, settings->family_capacity)
                                  : settings->family_capacity;

  miao_rules_division (facts->institution_division, facts->home_division,
                       facts->cross_area_document, facts->family, facts->matching, findings);
  miao_rules_answer (findings, "MAT-02", facts->foster_now + 1 <= most, facts->family, "now",
                     NUMBER (facts->foster_now), "total", NUMBER (facts->foster_now + 1), "most",
                     NUMBER (most), NULL);
  ask_conclusion (findings, "MAT-03", &facts->family_evaluation, settings->family_valid_months,
                  TRUE, on, facts->family);
  ask_conclusion (findings, "MAT-04", &facts->child_evaluation, settings->child_valid_months, FALSE,
                  on, facts->child);
  if (facts->disabled)
    miao_rules_answer (
        findings, "MAT-05",
        facts->rehab_hm >= 0 && facts->rehab_hm <= HM_IN_KM * settings->rehab_near_km, record,
        "distance", facts->rehab_hm >= 0 ? DECIMAL (facts->rehab_hm, 1) : NULL, "near",
        NUMBER (settings->rehab_near_km), NULL);
  ask_words (findings, "MAT-06", facts->fit_described, record);
  miao_rules_answer (findings, "MAT-07", facts->open_placements == 0, facts->child, "count",
                     NUMBER (facts->open_placements), NULL);
  miao_rules_answer (findings, "MAT-08", facts->meetings >= (guint) settings->meetings, record,
                     "count", NUMBER (facts->meetings), "needed", NUMBER (settings->meetings),
                     NULL);
}

void
miao_rules_match_meeting (const char *matching,
                          guint attendees,
                          const MiaoRuleSettings *settings,
                          MiaoFindings *findings)
{
  miao_rules_answer (findings, "MAT-09", attendees >= (guint) settings->attendees, matching,
                     "count", NUMBER (attendees), "needed", NUMBER (settings->attendees), NULL);
}

void
miao_rules_match_lock (const MiaoMatchLockFacts *facts,
                       const MiaoRuleSettings *settings,
                       MiaoFindings *findings)
{
  int most = facts->capacity >= 0 ? MIN (facts->capacity, settings->family_capacity)
                                  : settings->family_capacity;
  int total = facts->living + facts->in_progress + 1;
  g_autofree char *zh = NULL, *en = NULL;
  char day[MIAO_DATE_BUFFER];

  if (facts->number != NULL) {
    miao_date_format (facts->since, day);
    zh = g_strdup_printf ("%s（%s，%s 提出）", facts->number, facts->state_zh, day);
    en = g_strdup_printf ("%s (%s, proposed %s)", facts->number, facts->state_en, day);
  }
  miao_rules_answer (findings, "MAT-10", facts->number == NULL,
                     facts->number != NULL ? facts->placement : facts->child, "other_zh",
                     zh != NULL ? zh : "没有", "other_en", en != NULL ? en : "none", NULL);
  /* A family that is full anyhow is MAT-02's matter. */
  if (facts->in_progress > 0)
    miao_rules_answer (findings, "MAT-11", total <= most, facts->family, "living",
                       NUMBER (facts->living), "pending", NUMBER (facts->in_progress), "total",
                       NUMBER (total), "most", NUMBER (most), NULL);
}

static const char *
sex_zh (const char *code)
{
  return g_strcmp0 (code, "1") == 0 ? "男" : g_strcmp0 (code, "2") == 0 ? "女" : "不限";
}

static const char *
sex_en (const char *code)
{
  return g_strcmp0 (code, "1") == 0 ? "a boy" : g_strcmp0 (code, "2") == 0 ? "a girl" : "either";
}

static void
ask_wishes (const MiaoFitFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  int age = miao_date_age (facts->born, on);
  int from = MAX (facts->wish_from, 0);
  int to = facts->wish_to >= 0 ? facts->wish_to : 17;
  gboolean either = g_strcmp0 (facts->wish_sex, "0") == 0;

  if (facts->wish_sex != NULL)
    miao_rules_answer (findings, "FIT-01", either || g_strcmp0 (facts->wish_sex, facts->sex) == 0,
                       facts->application, "wish_zh", sex_zh (facts->wish_sex), "wish_en",
                       sex_en (facts->wish_sex), "child_zh", sex_zh (facts->sex), "child_en",
                       sex_en (facts->sex), NULL);
  if ((facts->wish_from >= 0 || facts->wish_to >= 0) && age >= 0)
    miao_rules_answer (findings, "FIT-02", from <= age && age <= to, facts->application, "from",
                       NUMBER (from), "to", NUMBER (to), "age", NUMBER (age), NULL);
  if (facts->disabled && facts->accept_disability >= 0)
    miao_rules_answer (findings, "FIT-03", facts->accept_disability > 0, facts->application,
                       IS ("accepts", facts->accept_disability > 0), NULL);
  if (facts->wish_number > 0)
    miao_rules_answer (findings, "FIT-04", facts->foster_now + 1 <= facts->wish_number,
                       facts->application, "now", NUMBER (facts->foster_now), "total",
                       NUMBER (facts->foster_now + 1), "wish", NUMBER (facts->wish_number), NULL);
}

static void
ask_earlier (const MiaoFitFacts *facts, MiaoFindings *findings)
{
  char day[MIAO_DATE_BUFFER];
  g_autofree char *zh = NULL, *en = NULL;

  if (facts->earlier_on == MIAO_DATE_NONE) {
    miao_rules_answer (findings, "MAT-12", TRUE, facts->child, "before_zh", "没有记录", "before_en",
                       "none recorded", NULL);
    return;
  }
  miao_date_format (facts->earlier_on, day);
  zh = g_strdup_printf ("%s %s：%s", day, facts->earlier_zh,
                        miao_rules_or_dash (facts->earlier_text));
  en = g_strdup_printf ("%s, %s: %s", day, facts->earlier_en,
                        miao_rules_or_dash (facts->earlier_text));
  miao_rules_answer (findings, "MAT-12", FALSE,
                     facts->earlier != NULL ? facts->earlier : facts->child, "before_zh", zh,
                     "before_en", en, NULL);
}

void
miao_rules_match_fit (const MiaoFitFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  const MiaoOpinionFacts *opinion = &facts->opinion;

  ask_earlier (facts, findings);
  ask_wishes (facts, on, findings);
  if (facts->ethnic != NULL && facts->caregiver_ethnic != NULL)
    miao_rules_answer (
        findings, "FIT-05", g_strcmp0 (facts->ethnic, facts->caregiver_ethnic) == 0, facts->family,
        "child_zh", miao_codes_name ("ethnic", facts->ethnic, MIAO_LANGUAGE_ZH), "child_en",
        miao_codes_name ("ethnic", facts->ethnic, MIAO_LANGUAGE_EN), "caregiver_zh",
        miao_codes_name ("ethnic", facts->caregiver_ethnic, MIAO_LANGUAGE_ZH), "caregiver_en",
        miao_codes_name ("ethnic", facts->caregiver_ethnic, MIAO_LANGUAGE_EN), NULL);
  if (facts->siblings > 0)
    miao_rules_answer (findings, "FIT-06", facts->siblings_there > 0 || facts->siblings_placed == 0,
                       facts->child, "count", NUMBER (facts->siblings), "there",
                       NUMBER (facts->siblings_there), "placed", NUMBER (facts->siblings_placed),
                       NULL);
  if (opinion->value != MIAO_OPINION_NONE)
    miao_rules_answer (findings, "FIT-07", opinion->value != MIAO_OPINION_REFUSES, opinion->id,
                       "on", DAY (opinion->on), "opinion_zh",
                       miao_opinion_label (opinion->value, MIAO_LANGUAGE_ZH), "opinion_en",
                       miao_opinion_label (opinion->value, MIAO_LANGUAGE_EN), NULL);
  /* A preference when all else is equal (Measures, Art. 8); of a disabled child it is told too when
   * there is none. */
  if (facts->skilled || facts->disabled)
    miao_rules_answer (findings, "FIT-08", facts->skilled, facts->family,
                       YES_NO ("there", facts->skilled), NULL);
}
