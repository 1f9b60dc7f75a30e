/* The order of candidates for a match: one criterion after the other, no score. */
#include "config.h"

#include "miao-match-rank.h"

#include <string.h>

#define COUNTY_DIGITS 6
#define PREFECTURE_DIGITS 4
#define PROVINCE_DIGITS 2
#define LAST G_MAXINT64

/* ---- what the rules say together ---- */

/* A block that a person's decision lifts. The head decides against a refusal only below the age of
 * consent (CHD-10R); the superior department consents to crossing a county (MAT-01D). */
MiaoMatchVerdict
miao_match_finding_verdict (const MiaoFinding *finding,
                            MiaoDate born,
                            const MiaoRuleSettings *settings,
                            MiaoDate on)
{
  const char *id = miao_finding_rule (finding)->id;

  switch ((int) miao_finding_severity (finding)) {
  case MIAO_SEVERITY_REASON:
    return miao_finding_reason (finding) != NULL ? MIAO_MATCH_OPEN : MIAO_MATCH_DECIDE;
  case MIAO_SEVERITY_BLOCK:
  case MIAO_SEVERITY_ERROR:
  case MIAO_SEVERITY_FATAL:
    break;
  default:
    return MIAO_MATCH_OPEN;
  }
  if (strcmp (id, "MAT-01D") == 0)
    return MIAO_MATCH_DECIDE;
  if (strcmp (id, "CHD-10R") == 0 && born != MIAO_DATE_NONE &&
      on < miao_date_birthday (born, settings->consent_min_age))
    return MIAO_MATCH_DECIDE;

  return MIAO_MATCH_REFUSED;
}

MiaoMatchVerdict
miao_match_verdict (const MiaoFindings *findings,
                    MiaoDate born,
                    const MiaoRuleSettings *settings,
                    MiaoDate on)
{
  MiaoMatchVerdict worst = MIAO_MATCH_OPEN;

  for (guint i = 0; i < miao_findings_length (findings); i++)
    worst = MAX (worst,
                 miao_match_finding_verdict (miao_findings_get (findings, i), born, settings, on));

  return worst;
}

const char *
miao_match_verdict_label (MiaoMatchVerdict verdict, MiaoLanguage language)
{
  static const char *const labels[][2] = {
    [MIAO_MATCH_OPEN] = { "可以提出", "may be proposed" },
    [MIAO_MATCH_DECIDE] = { "须有人决定", "somebody must decide" },
    [MIAO_MATCH_REFUSED] = { "现在不行", "not possible now" },
  };

  return labels[verdict][language == MIAO_LANGUAGE_ZH ? 0 : 1];
}

const char *
miao_match_verdict_name (MiaoMatchVerdict verdict)
{
  static const char *const names[] = { "open", "decide", "refused" };

  return names[verdict];
}

MiaoNear
miao_match_near (const char *institution, const char *home)
{
  gsize here = 0, served = COUNTY_DIGITS;

  if (institution == NULL || home == NULL || strlen (institution) != COUNTY_DIGITS ||
      strlen (home) != COUNTY_DIGITS)
    return MIAO_NEAR_OTHER;
  while (here < COUNTY_DIGITS && institution[here] == home[here])
    here++;
  /* "320100" serves the whole prefecture: every home in it is in its own area. */
  while (served > PROVINCE_DIGITS && institution[served - 1] == '0' &&
         institution[served - 2] == '0')
    served -= 2;
  if (here >= served)
    return MIAO_NEAR_COUNTY;
  if (here >= PREFECTURE_DIGITS)
    return MIAO_NEAR_PREFECTURE;

  return here >= PROVINCE_DIGITS ? MIAO_NEAR_PROVINCE : MIAO_NEAR_OTHER;
}

/* ---- criteria ---- */

static gint64
count_wishes_missed (const MiaoMatchCandidate *candidate)
{
  gint64 n = 0;

  for (guint i = 0; i < miao_findings_length (candidate->findings); i++) {
    const MiaoFinding *finding = miao_findings_get (candidate->findings, i);

    /* Knowledge is a criterion of its own, and a preference only. */
    n += g_str_has_prefix (miao_finding_rule (finding)->id, "FIT-") &&
         strcmp (miao_finding_rule (finding)->id, "FIT-08") != 0 &&
         miao_finding_severity (finding) != MIAO_SEVERITY_PASS;
  }

  return n;
}

static gint64
count_refusals (const MiaoMatchCandidate *candidate)
{
  return miao_findings_count (candidate->findings, MIAO_SEVERITY_BLOCK);
}

typedef enum {
  BY_VERDICT,
  BY_REFUSALS,
  BY_SIBLINGS,
  BY_OPINION,
  BY_EARLIER,
  BY_FIT,
  BY_NEAR,
  BY_DISTANCE,
  BY_SKILL,
  BY_PLACES,
  BY_SINCE,
  BY_ID,
  N_CRITERIA,
} Criterion;

static const char *const names[N_CRITERIA][2] = {
  [BY_VERDICT] = { "规则结论", "what the rules say" },
  [BY_REFUSALS] = { "不允许的规则", "rules that refuse" },
  [BY_SIBLINGS] = { "兄弟姐妹在这个家庭", "brothers and sisters there" },
  [BY_OPINION] = { "儿童对这个家庭的意见", "the child's opinion of this family" },
  [BY_EARLIER] = { "以前是否考虑过", "considered before" },
  [BY_FIT] = { "不符的意向和情况", "wishes and circumstances that do not fit" },
  [BY_NEAR] = { "住所地", "where the home is" },
  [BY_DISTANCE] = { "离儿童所需的距离", "distance to what the child needs" },
  [BY_SKILL] = { "专业知识", "professional knowledge" },
  [BY_PLACES] = { "空余名额", "free places" },
  [BY_SINCE] = { "合格或适宜的日期", "qualified or found suited on" },
  [BY_ID] = { "登记先后", "order of registration" },
};

/* The smaller, the further up. */
static gint64
value_of (Criterion criterion, const MiaoMatchCandidate *candidate, MiaoMatchVerdict verdict)
{
  switch (criterion) {
  case BY_VERDICT:
    return verdict;
  case BY_REFUSALS:
    return count_refusals (candidate);
  case BY_SIBLINGS:
    return -(gint64) candidate->siblings_there;
  case BY_OPINION:
    return candidate->opinion == MIAO_OPINION_AGREES    ? 0
           : candidate->opinion == MIAO_OPINION_REFUSES ? 2
                                                        : 1;
  case BY_EARLIER:
    return candidate->considered;
  case BY_FIT:
    return count_wishes_missed (candidate);
  case BY_NEAR:
    return candidate->near;
  case BY_DISTANCE:
    return candidate->distance_hm >= 0 ? candidate->distance_hm : LAST;
  case BY_SKILL:
    return !candidate->skilled;
  case BY_PLACES:
    return -(gint64) candidate->free_places;
  case BY_SINCE:
    return candidate->since != MIAO_DATE_NONE ? candidate->since : LAST;
  case BY_ID:
  case N_CRITERIA:
  default:
    return 0;
  }
}

static char *
dup_distance (const MiaoMatchCandidate *candidate, gboolean zh)
{
  static const char *const to[][2] = {
    [MIAO_DISTANCE_CLINIC] = { "医疗机构", "clinic" },
    [MIAO_DISTANCE_SCHOOL] = { "学校", "school" },
    [MIAO_DISTANCE_REHAB] = { "康复基地", "rehabilitation base" },
  };
  const char *what = to[candidate->distance_of][zh ? 0 : 1];

  if (candidate->distance_hm < 0)
    return g_strdup_printf (zh ? "距%s未登记" : "distance to the %s not known", what);

  return g_strdup_printf (zh ? "距%s %d.%d 千米" : "%s at %d.%d km", what,
                          candidate->distance_hm / 10, candidate->distance_hm % 10);
}

char *
miao_match_dup_value (guint index,
                      const MiaoMatchCandidate *candidate,
                      MiaoMatchVerdict verdict,
                      MiaoLanguage language)
{
  static const char *const near[][2] = {
    [MIAO_NEAR_COUNTY] = { "本机构辖区", "the institution's own area" },
    [MIAO_NEAR_PREFECTURE] = { "同一地市", "same prefecture" },
    [MIAO_NEAR_PROVINCE] = { "同省", "same province" },
    [MIAO_NEAR_OTHER] = { "外省或不明", "another province, or not known" },
  };
  gboolean zh = language == MIAO_LANGUAGE_ZH;
  char day[MIAO_DATE_BUFFER];

  switch ((Criterion) index) {
  case BY_VERDICT:
    return g_strdup (miao_match_verdict_label (verdict, language));
  case BY_REFUSALS:
    return g_strdup_printf (zh ? "%d 条" : "%d", (int) count_refusals (candidate));
  case BY_SIBLINGS:
    return g_strdup_printf (zh ? "%u 人" : "%u", candidate->siblings_there);
  case BY_OPINION:
    return g_strdup (miao_opinion_label (candidate->opinion, language));
  case BY_EARLIER:
    return g_strdup (candidate->considered ? (zh ? "考虑过，未采用" : "yes, not taken")
                                           : (zh ? "没有" : "no"));
  case BY_FIT:
    return g_strdup_printf (zh ? "%d 项" : "%d", (int) count_wishes_missed (candidate));
  case BY_NEAR:
    return g_strdup (near[candidate->near][zh ? 0 : 1]);
  case BY_DISTANCE:
    return dup_distance (candidate, zh);
  case BY_SKILL:
    return g_strdup (candidate->skilled ? (zh ? "有" : "yes") : (zh ? "没有登记" : "none known"));
  case BY_PLACES:
    return g_strdup_printf (zh ? "%d 个" : "%d", candidate->free_places);
  case BY_SINCE:
    return g_strdup (candidate->since != MIAO_DATE_NONE ? miao_date_format (candidate->since, day)
                     : zh                               ? "没有登记"
                                                        : "not known");
  case BY_ID:
  case N_CRITERIA:
  default:
    return g_strdup (zh ? "其余相同" : "all else is equal");
  }
}

const char *
miao_match_criterion (guint index, MiaoLanguage language)
{
  return index < N_CRITERIA ? names[index][language == MIAO_LANGUAGE_ZH ? 0 : 1] : NULL;
}

int
miao_match_compare (const MiaoMatchCandidate *a,
                    MiaoMatchVerdict verdict_a,
                    const MiaoMatchCandidate *b,
                    MiaoMatchVerdict verdict_b,
                    guint *ret_criterion)
{
  int order = strcmp (a->id, b->id);
  guint decided = BY_ID;

  if (order == 0)
    return 0;
  for (guint i = 0; i < BY_ID; i++) {
    gint64 one = value_of ((Criterion) i, a, verdict_a);
    gint64 two = value_of ((Criterion) i, b, verdict_b);

    if (one == two)
      continue;
    order = one < two ? -1 : 1;
    decided = i;
    break;
  }
  if (ret_criterion != NULL)
    *ret_criterion = decided;

  return order;
}

char *
miao_match_dup_why (const MiaoMatchCandidate *above,
                    MiaoMatchVerdict verdict_above,
                    const MiaoMatchCandidate *candidate,
                    MiaoMatchVerdict verdict,
                    const MiaoMatchCandidate *below,
                    MiaoMatchVerdict verdict_below,
                    MiaoLanguage language)
{
  gboolean zh = language == MIAO_LANGUAGE_ZH;
  const MiaoMatchCandidate *other = above != NULL ? above : below;
  MiaoMatchVerdict verdict_other = above != NULL ? verdict_above : verdict_below;
  g_autofree char *own = NULL, *others = NULL;
  guint criterion = BY_ID;

  if (other == NULL)
    return g_strdup (zh ? "只有这一个候选" : "the only candidate");
  (void) miao_match_compare (candidate, verdict, other, verdict_other, &criterion);
  if (criterion == BY_ID)
    return g_strdup (
        above != NULL
            ? (zh ? "与上一位各项相同，登记较晚" : "equal to the one above, registered later")
            : (zh ? "与下一位各项相同，登记较早" : "equal to the one below, registered earlier"));
  own = miao_match_dup_value (criterion, candidate, verdict, language);
  others = miao_match_dup_value (criterion, other, verdict_other, language);
  if (zh)
    return g_strdup_printf ("%s，%s：%s；另一个：%s",
                            above != NULL ? "排在上一位之后" : "排在下一位之前",
                            names[criterion][0], own, others);

  return g_strdup_printf ("%s by %s: %s, the other %s",
                          above != NULL ? "after the one above" : "before the one below",
                          names[criterion][1], own, others);
}
