#include "config.h"

#include "miao-standing-rules.h"

#include "miao-codes.h"
#include "miao-rules-private.h"

#include <string.h>

#define MOBILE_DIGITS 11
#define LEAST_DIGITS 7 /* of a telephone at one place, without the code of the place */

void
miao_rules_family_empty (const char *family, int open, int guests, MiaoFindings *findings)
{
  miao_rules_answer (findings, "FST-01", open == 0 && guests == 0, family, "count", NUMBER (open),
                     "guests", NUMBER (guests), NULL);
}

void
miao_rules_family_cleared (const char *family,
                           MiaoDate suspended_on,
                           const MiaoConclusionFacts *evaluation,
                           gboolean reviewed,
                           MiaoFindings *findings)
{
  gboolean there = evaluation->id != NULL;
  gboolean since = there && evaluation->final_on != MIAO_DATE_NONE &&
                   (suspended_on == MIAO_DATE_NONE || evaluation->final_on >= suspended_on);

  miao_rules_answer (findings, "FST-02", since && evaluation->positive && reviewed,
                     since ? evaluation->id : family, "suspended", DAY (suspended_on),
                     "conclusion_zh", there ? evaluation->conclusion_zh : "没有评估",
                     "conclusion_en", there ? evaluation->conclusion_en : "none", "final",
                     DAY (evaluation->final_on), "review_zh", reviewed ? "通过" : "未通过",
                     "review_en", reviewed ? "passed" : "not passed", NULL);
}

void
miao_rules_family_expired (const char *family, MiaoDate until, MiaoDate on, MiaoFindings *findings)
{
  miao_rules_answer (findings, "FST-03", until == MIAO_DATE_NONE || until < on, family, "until",
                     DAY (until), "on", DAY (on), NULL);
}

void
miao_rules_family_ready (const char *family, const char *status, MiaoFindings *findings)
{
  static const char *const ready[] = { "QUALIFIED", "FILED", "TRAINED", "ACTIVE", NULL };

  miao_rules_answer (findings, "FST-04", status != NULL && g_strv_contains (ready, status), family,
                     "state_zh", miao_codes_name ("family_status", status, MIAO_LANGUAGE_ZH),
                     "state_en", miao_codes_name ("family_status", status, MIAO_LANGUAGE_EN), NULL);
}

void
miao_rules_family_safe (const char *family,
                        const char *removed,
                        const char *incident,
                        MiaoFindings *findings)
{
  miao_rules_answer (findings, "FST-05", removed == NULL && incident == NULL, family, "removed_zh",
                     removed != NULL ? removed : "没有", "removed_en",
                     removed != NULL ? removed : "none", "incident_zh",
                     incident != NULL ? incident : "没有", "incident_en",
                     incident != NULL ? incident : "none", NULL);
}

void
miao_rules_removal_decided (const MiaoEndedRemovalFacts *facts,
                            const MiaoConclusionFacts *evaluation,
                            gboolean reviewed,
                            MiaoFindings *findings)
{
  gboolean there = evaluation->id != NULL;
  gboolean looked_at = there && evaluation->final_on != MIAO_DATE_NONE &&
                       evaluation->final_on >= facts->removed_on && evaluation->positive &&
                       reviewed;
  const char *outcome = facts->outcome;

  miao_rules_answer (
      findings, "FST-08", looked_at || facts->unfounded, facts->family, "placement",
      facts->placement_no, "removed", DAY (facts->removed_on), "incident",
      miao_rules_or_dash (facts->incident), "outcome_zh",
      outcome != NULL ? miao_codes_name ("incident_outcome", outcome, MIAO_LANGUAGE_ZH)
                      : "没有结论",
      "outcome_en",
      outcome != NULL ? miao_codes_name ("incident_outcome", outcome, MIAO_LANGUAGE_EN) : "none",
      "conclusion_zh", there ? evaluation->conclusion_zh : "没有评估", "conclusion_en",
      there ? evaluation->conclusion_en : "none", "final", DAY (evaluation->final_on), "review_zh",
      reviewed ? "通过" : "未通过", "review_en", reviewed ? "passed" : "not passed", NULL);
}

static const char *
same_by (MiaoSamePerson by, MiaoLanguage language)
{
  switch (by) {
  case MIAO_SAME_NUMBER:
    return language == MIAO_LANGUAGE_ZH ? "身份号码" : "identity number";
  case MIAO_SAME_BIRTH:
    return language == MIAO_LANGUAGE_ZH ? "姓名和出生日期" : "name and date of birth";
  case MIAO_SAME_PHONE:
    return language == MIAO_LANGUAGE_ZH ? "姓名和电话" : "name and telephone";
  case MIAO_SAME_NOT:
  default:
    return "—";
  }
}

void
miao_rules_known_person (const MiaoKnownPersonFacts *facts, MiaoFindings *findings)
{
  gboolean known = facts->by != MIAO_SAME_NOT;
  gboolean barred = known && facts->barred;
  const char *record = known ? facts->family : facts->member;
  MiaoFinding *finding =
      miao_rules_answer (findings, "FST-06", !barred, record, "name", facts->name, "family",
                         miao_rules_or_dash (barred ? facts->family_no : NULL), "on",
                         DAY (barred ? facts->barred_on : MIAO_DATE_NONE), "same_zh",
                         same_by (barred ? facts->by : MIAO_SAME_NOT, MIAO_LANGUAGE_ZH), "same_en",
                         same_by (barred ? facts->by : MIAO_SAME_NOT, MIAO_LANGUAGE_EN), NULL);

  if (barred) {
    if (facts->head)
      miao_finding_set_severity (finding, MIAO_SEVERITY_REASON);
    return;
  }
  miao_rules_answer (
      findings, "FST-07", !known, record, "name", facts->name, "family",
      miao_rules_or_dash (known ? facts->family_no : NULL), "state_zh",
      known ? miao_codes_name ("family_status", facts->state, MIAO_LANGUAGE_ZH) : "—", "state_en",
      known ? miao_codes_name ("family_status", facts->state, MIAO_LANGUAGE_EN) : "—", "same_zh",
      same_by (facts->by, MIAO_LANGUAGE_ZH), "same_en", same_by (facts->by, MIAO_LANGUAGE_EN),
      NULL);
}

/* ---- a barred family's home ---- */

/* Returns: (transfer full): what counts of an address. */
static char *
dup_bare_address (const char *address)
{
  g_autofree char *plain = g_utf8_normalize (address, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (plain != NULL ? plain : "", -1);
  GString *bare = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      g_string_append_unichar (bare, g_utf8_get_char (at));

  return g_string_free (bare, FALSE);
}

static gboolean
same_address (const MiaoHome *one, const MiaoHome *two)
{
  g_autofree char *first = NULL, *second = NULL;

  if (one->address == NULL || two->address == NULL ||
      (one->division != NULL && two->division != NULL &&
       !g_str_equal (one->division, two->division)))
    return FALSE;
  first = dup_bare_address (one->address);
  second = dup_bare_address (two->address);

  return *first != '\0' && g_str_equal (first, second);
}

/* Returns: (transfer full) (nullable): the digits; %NULL when they are too few to say anything. */
static char *
dup_bare_phone (const char *phone)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *bare;

  for (const char *at = phone; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  bare = digits->str;
  if (g_str_has_prefix (bare, "0086"))
    bare += strlen ("0086");
  else if (g_str_has_prefix (bare, "86") && digits->len > MOBILE_DIGITS)
    bare += strlen ("86");

  return strlen (bare) >= LEAST_DIGITS ? g_strdup (bare) : NULL;
}

static gboolean
is_among (const char *phone, const char *const *phones)
{
  g_autofree char *bare = dup_bare_phone (phone);

  for (guint i = 0; bare != NULL && phones[i] != NULL; i++) {
    g_autofree char *other = dup_bare_phone (phones[i]);

    if (g_strcmp0 (bare, other) == 0)
      return TRUE;
  }

  return FALSE;
}

MiaoSameHome
miao_home_compare (const MiaoHome *one, const MiaoHome *two)
{
  MiaoSameHome same = same_address (one, two) ? MIAO_HOME_ADDRESS : MIAO_HOME_APART;

  for (guint i = 0; one->phones != NULL && two->phones != NULL && one->phones[i] != NULL; i++)
    if (is_among (one->phones[i], two->phones))
      same |= MIAO_HOME_PHONE;

  return same;
}

static const char *
same_in (MiaoSameHome same, MiaoLanguage language)
{
  gboolean zh = language == MIAO_LANGUAGE_ZH;

  if (same == (MIAO_HOME_ADDRESS | MIAO_HOME_PHONE))
    return zh ? "住址和电话" : "address and telephone";
  if (same == MIAO_HOME_ADDRESS)
    return zh ? "住址" : "address";

  return same == MIAO_HOME_PHONE ? (zh ? "电话" : "telephone") : "—";
}

void
miao_rules_barred_home (const MiaoBarredHomeFacts *facts, MiaoFindings *findings)
{
  gboolean same = facts->same != MIAO_HOME_APART;

  miao_rules_answer (findings, "FST-09", !same, same ? facts->family : facts->record, "same_zh",
                     same_in (facts->same, MIAO_LANGUAGE_ZH), "same_en",
                     same_in (facts->same, MIAO_LANGUAGE_EN), "family",
                     miao_rules_or_dash (same ? facts->family_no : NULL), "on",
                     DAY (same ? facts->barred_on : MIAO_DATE_NONE), NULL);
}
