#include "config.h"

#include "miao-matching-rules.h"

#include "miao-rules-private.h"

#include <string.h>

#define DIVISION_DIGITS 6
#define PROVINCE_DIGITS 2

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
                MiaoDate on,
                const char *fallback)
{
  MiaoDate until = miao_rules_valid_until (conclusion, months);
  gboolean there = conclusion->id != NULL;
  gboolean valid = there && conclusion->positive && conclusion->final_on != MIAO_DATE_NONE &&
                   conclusion->final_on <= on && on <= until;

  miao_rules_answer (findings, id, valid, there ? conclusion->id : fallback, "conclusion_zh",
                     there ? conclusion->conclusion_zh : "没有评估", "conclusion_en",
                     there ? conclusion->conclusion_en : "none", "final",
                     DAY (conclusion->final_on), "until", DAY (until), "months", NUMBER (months),
                     "on", DAY (on), NULL);
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
  ask_conclusion (findings, "MAT-03", &facts->family_evaluation, settings->family_valid_months, on,
                  facts->family);
  ask_conclusion (findings, "MAT-04", &facts->child_evaluation, settings->child_valid_months, on,
                  facts->child);
  if (facts->disabled)
    ask_words (findings, "MAT-05", facts->community_resources, record);
  ask_words (findings, "MAT-06", facts->fit_described, record);
  miao_rules_answer (findings, "MAT-07", facts->open_placements == 0, facts->child, "count",
                     NUMBER (facts->open_placements), NULL);
  miao_rules_answer (findings, "MAT-08", facts->meetings >= (guint) settings->meetings, record,
                     "count", NUMBER (facts->meetings), "needed", NUMBER (settings->meetings),
                     NULL);
}
